package decode

// stp writes a bridge protocol data unit: IEEE 802.1Q-2018, 14.
func (r *record) stp(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	kind := v.u8(3)
	r.int("protocol", v.u16(0))
	r.int("version", v.u8(2))
	r.int("type", kind)
	if kind != bpduConfig && kind != bpduRapid || r.short(v, 35) {
		return
	}
	r.int("flags", v.u8(4))
	for i, names := range [...][3]string{{"root_prio", "root_ext", "root_hw"}, {"bridge_prio", "bridge_ext", "bridge_hw"}} {
		off := 5 + 12*i
		r.int(names[0], v.u16(off)&0xf000)
		r.int(names[1], v.u16(off)&0x0fff)
		r.octets(names[2], v.bytes(off+2, 6))
		if i == 0 {
			r.uint("root_cost", uint64(v.u32(13)))
		}
	}
	r.int("port", v.u16(25))
	for i, name := range [...]string{"msg_age", "max_age", "hello", "forward"} {
		r.decimal(name, float64(v.u16(27+2*i))/256)
	}
}

// lldp writes a message of LLDP: IEEE 802.1AB-2016, 8.
func (r *record) lldp(l *layer) {
	r.list("tlvs")
	for v := l.view; v.n >= 2; {
		kind, length := v.u16(0)>>9, v.u16(0)&0x1ff
		v = v.from(2)
		body := v.sub(0, length)
		body.need(0, length)
		r.item()
		r.int("tlv_type", kind)
		r.int("tlv_len", length)
		switch {
		case kind == 0:
			r.end()
			r.end()
			return
		case kind <= 2 && length >= 2: // chassis and port
			name := choose(kind == 1, "chassis", "port")
			subtype := body.u8(0)
			r.int(choose(kind == 1, "chassis_subtype", "port_subtype"), subtype)
			id := body.b[1:]
			switch {
			case subtype == choose16(kind == 1, 4, 3) && len(id) == 6:
				r.octets(choose(name == "port", "port_id_mac", "chassis_id_mac"), id)
			case subtype == choose16(kind == 1, 5, 4) && len(id) == 5 && id[0] == 1:
				r.address(choose(name == "port", "port_id_ip4", "chassis_id_ip4"), id[1:])
			default:
				r.text(choose(name == "port", "port_id", "chassis_id"), id)
			}
		case kind == 3 && length == 2:
			r.int("time_to_live", body.u16(0))
		case kind == 4:
			r.text("port_desc", body.b)
		case kind == lldpSystemText-1:
			r.text("tlv_system_name", body.b)
		case kind == lldpSystemText:
			r.text("tlv_system_desc", body.b)
		case kind == lldpCapability && length == 4:
			r.int("tlv_system_cap", body.u16(0))
			r.int("tlv_enable_system_cap", body.u16(2))
		}
		r.end()
		v = v.from(length)
	}
	r.end()
}

// choose16 is choose for numbers.
func choose16(condition bool, yes, no int) int {
	if condition {
		return yes
	}
	return no
}

// cdp writes a message of Cisco's Discovery Protocol.
func (r *record) cdp(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	r.int("version", v.u8(0))
	r.int("ttl", v.u8(1))
	r.int("checksum", v.u16(2))
	seen := 0
	for v = v.from(4); v.n >= 4 && v.u16(2) >= 4; v = v.from(v.u16(2)) {
		kind := v.u16(0)
		value := v.bytes(4, v.u16(2)-4)
		if kind > 6 || seen>>kind&1 != 0 {
			continue
		}
		seen |= 1 << kind
		switch kind {
		case 1:
			r.text("deviceid", value)
		case 3:
			r.text("portid", value)
		case 5:
			r.text("software_version", value)
		case 6:
			r.text("platform", value)
		}
	}
}

// wlan writes the header of an IEEE 802.11 frame, and the network that a beacon
// or the like names: IEEE 802.11-2020, 9.2.
func (r *record) wlan(l *layer) {
	v := l.view
	if r.short(v, 10) {
		return
	}
	fc := wifiFC(v.le16(0))
	kind, subtype, toDS, fromDS := fc.kind(), fc.subtype(), fc&0x100 != 0, fc&0x200 != 0
	r.int("fc_type", kind)
	r.int("fc_subtype", subtype)
	r.int("fc_type_subtype", kind<<4|subtype)
	r.bool("fc_tods", toDS)
	r.bool("fc_fromds", fromDS)
	r.bool("fc_retry", fc&0x800 != 0)
	r.bool("fc_protected", fc.protected())
	r.int("duration", v.le16(2))
	r.octets("ra", v.bytes(4, 6))
	if kind == wifiControl || !v.has(10, 14) {
		return
	}
	addresses := [...][]byte{v.bytes(4, 6), v.bytes(10, 6), v.bytes(16, 6)}
	r.octets("ta", addresses[1])
	da, sa, bssid := addresses[0], addresses[1], addresses[2]
	switch {
	case toDS && fromDS:
		da, sa, bssid = addresses[2], nil, nil
		if v.has(24, 6) {
			sa = v.bytes(24, 6)
		}
	case toDS:
		da, bssid = addresses[2], addresses[0]
	case fromDS:
		sa, bssid = addresses[2], addresses[1]
	}
	for _, a := range [...]struct {
		name string
		addr []byte
	}{{"da", da}, {"sa", sa}, {"bssid", bssid}} {
		if a.addr != nil {
			r.octets(a.name, a.addr)
		}
	}
	r.int("frag", v.le16(22)&15)
	r.int("seq", v.le16(22)>>4)
	off := 24 // of the elements
	switch {
	case kind != wifiManagement || fc.protected():
		return
	case subtype == 4: // probe request
	case subtype == 5 || subtype == 8: // probe response, beacon
		off += 12
	case subtype == 0: // association request
		off += 4
	default:
		return
	}
	if v.has(off, 2) && v.u8(off) == 0 && v.has(off+2, v.u8(off+1)) {
		r.text("ssid", v.bytes(off+2, v.u8(off+1)))
	}
}
