package decode

// vendor prints the vendor that n bytes at off begin with, and reports whether
// they do.
func (o openFlow) vendor(off, n int) (uint32, bool) {
	if n < 4 {
		o.invalidRest(off, n)
		return 0, false
	}
	vendor := o.v.u32(off)
	o.str(", vendor ")
	o.experimenter(vendor)
	return vendor, true
}

// vendorData prints a vendor and its data.
func (o openFlow) vendorData(off, n int) {
	if _, ok := o.vendor(off, n); ok {
		o.data(off+4, n-4)
	}
}

func (o openFlow) vendorAction(off, n int) {
	vendor, ok := o.vendor(off, n)
	switch {
	case !ok:
	case vendor == bigSwitchOUI:
		o.bigSwitchAction(off+4, n-4)
	default:
		o.data(off+4, n-4)
	}
}

func (o openFlow) vendorMessage(off, n int) {
	vendor, ok := o.vendor(off, n)
	switch {
	case !ok:
	case vendor == bigSwitchOUI:
		o.bigSwitchMessage(off+4, n-4)
	default:
		o.data(off+4, n-4)
	}
}

func (o openFlow) bigSwitchAction(off, n int) {
	if n < 4 {
		o.invalidRest(off, n)
		return
	}
	kind := o.v.u32(off)
	o.str("\n\t  subtype ")
	o.name32(bigSwitchActions, "unknown (0x%08x)", kind)
	if kind == 1 {
		if n != 16 {
			o.invalidRest(off, n)
			return
		}
		port := o.v.u32(off + 4)
		o.printf(", dest_port %d", port)
		switch tag := o.v.u32(off + 8); tag >> 16 {
		case 0:
			o.str(", vlan_tag none")
		case typeVLAN:
			o.str(", vlan_tag 802.1Q (")
			o.vlanTag(int(tag & 0xffff))
			o.byte(')')
		default:
			o.printf(", vlan_tag unknown (0x%04x)", tag>>16)
		}
		stage := o.v.u8(off + 12)
		o.str(", copy_stage ")
		o.name(bigSwitchStages, "unknown (%d)", stage)
	}
	o.v.need(off, n)
}

func (o openFlow) bigSwitchMessage(off, n int) {
	if n < 4 {
		o.invalidRest(off, n)
		return
	}
	kind := o.v.u32(off)
	o.str("\n\t subtype ")
	o.name32(bigSwitchMessages, "unknown (0x%08x)", kind)
	name, _ := bigSwitchMessages.find(kind)
	want := 0
	switch name {
	case "GET_IP_MASK_REQUEST", "SET_IP_MASK", "GET_IP_MASK_REPLY":
		want = 12
	case "SET_MIRRORING", "GET_MIRRORING_REQUEST", "GET_MIRRORING_REPLY", "VIRTUAL_PORT_REMOVE_REQUEST", "SHELL_STATUS":
		want = 8
	case "GET_INTERFACES_REQUEST", "GET_L2_TABLE_REQUEST", "BW_ENABLE_GET_REQUEST", "BW_CLEAR_DATA_REQUEST", "HYBRID_GET_REQUEST":
		want = 4
	case "SHELL_COMMAND":
		if n < 8 {
			want = 8
		}
	}
	if want != 0 && n != want {
		o.invalidRest(off, n)
		return
	}
	o.bigSwitchBody(name, off+4, n-4)
	o.v.need(off, n)
}

func (o openFlow) bigSwitchBody(name string, off, n int) {
	switch name {
	case "GET_IP_MASK_REQUEST", "SET_IP_MASK", "GET_IP_MASK_REPLY":
		index := o.v.u8(off)
		o.printf(", index %d", index)
		if name != "GET_IP_MASK_REQUEST" {
			o.v.need(off+4, 4)
			o.str(", mask ")
			o.addr4(o.v, off+4)
		}
	case "SET_MIRRORING", "GET_MIRRORING_REQUEST", "GET_MIRRORING_REPLY":
		ports := o.v.u8(off)
		o.str(", report_mirror_ports ")
		o.name(bigSwitchOnOff, "bogus (%d)", ports)
	case "VIRTUAL_PORT_REMOVE_REQUEST":
		port := o.v.u32(off)
		o.printf(", vport_no %d", port)
	case "SHELL_STATUS":
		status := o.v.u32(off)
		o.printf(", status 0x%08x", status)
	case "SHELL_COMMAND":
		service := o.v.u32(off)
		o.printf(", service %d", service)
		o.shellText(off+4, n-4)
	case "SHELL_OUTPUT":
		o.shellText(off, n)
	}
}

func (o openFlow) shellText(off, n int) {
	o.str(", data '")
	o.text(o.v, off, n)
	o.byte('\'')
}
