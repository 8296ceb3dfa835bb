package decode

// Types of CFM TLVs: IEEE 802.1Q-2014, table 21-6.
const (
	cfmEnd             = 0
	cfmSenderID        = 1
	cfmPortStatus      = 2
	cfmInterfaceStatus = 3
	cfmPrivate         = 31
)

var (
	cfmTLVNames = names{
		{cfmEnd, "End"},
		{cfmSenderID, "Sender ID"},
		{cfmPortStatus, "Port status"},
		{cfmInterfaceStatus, "Interface status"},
		{4, "Data"},
		{5, "Reply Ingress"},
		{6, "Reply Egress"},
		{cfmPrivate, "Organization Specific"},
	}
	cfmPortStatuses      = names{{1, "Blocked"}, {2, "Up"}}
	cfmInterfaceStatuses = names{
		{1, "Up"}, {2, "Down"}, {3, "Testing"}, {5, "Dormant"}, {6, "not present"}, {7, "lower Layer down"},
	}
)

// Subtypes of chassis identifiers: IEEE 802.1AB-2016, table 8-2.
const (
	cfmChassisMAC     = 4
	cfmChassisNetwork = 5
)

var cfmChassisTypes = names{
	{0, "Reserved"},
	{1, "Chassis component"},
	{2, "Interface alias"},
	{3, "Port component"},
	{cfmChassisMAC, "MAC address"},
	{cfmChassisNetwork, "Network address"},
	{6, "Interface name"},
	{7, "Locally assigned"},
}

// cfmTLVs prints TLVs: a byte of type, and but for the last 16 bits of length
// and a value.
func (p *Printer) cfmTLVs(v view) {
	for v.n > 0 {
		kind := v.u8(0)
		p.str("\n\t")
		p.name(cfmTLVNames, "Unknown", kind)
		p.printf(" TLV (0x%02x)", kind)
		if kind == cfmEnd {
			return
		}
		if v.n < 3 {
			p.str(slowTooShort)
			return
		}
		length := v.u16(1)
		p.printf(", length %d", length)
		if v = v.from(3); v.n < length {
			p.str(slowTooShort)
			return
		}
		v.need(0, length)
		dump, ok := p.cfmTLV(kind, v.sub(0, length))
		if !ok {
			return
		}
		if dump || p.v > 1 {
			p.hexLines("\n\t  ", v, 0, length)
		}
		v = v.from(length)
	}
}

// cfmTLV prints a TLV's value. It reports whether the value is to be printed in
// hex as well, and whether others can be printed after it.
func (p *Printer) cfmTLV(kind int, v view) (dump, ok bool) {
	least := func(n int) bool {
		if v.n < n {
			p.printf(" (too short, must be >= %d)", n)
		}
		return v.n >= n
	}
	switch kind {
	case cfmPortStatus, cfmInterfaceStatus:
		if !least(1) {
			return false, false
		}
		p.str(", Status: ")
		if kind == cfmPortStatus {
			p.name(cfmPortStatuses, "Unknown", v.u8(0))
		} else {
			p.name(cfmInterfaceStatuses, "Unknown", v.u8(0))
		}
		p.printf(" (%d)", v.u8(0))
		return false, true
	case cfmPrivate:
		if !least(4) {
			return false, false
		}
		p.str(", Vendor: ")
		p.name(ouiNames, "Unknown", v.u24(0))
		p.printf(" (%d), Sub-Type %d", v.u24(0), v.u8(3))
	case cfmSenderID:
		if !least(1) {
			return false, true
		}
		return p.cfmSender(v), true
	}
	return true, true
}

// cfmSender prints a sender identifier, and reports whether there is something
// in it that is to be printed in hex: IEEE 802.1Q-2014, 21.5.3.
//
//	+--------+------+---------+--------+--------+--------+---------
//	| length | type | chassis | length | domain | length | address
//	+--------+------+---------+--------+--------+--------+---------
//	  1        1                1                 1
//
// The address is management's. What has no length is not there.
func (p *Printer) cfmSender(v view) (dump bool) {
	length := v.u8(0)
	if v = v.from(1); length > 0 {
		if v.n < 1 {
			p.str("\n\t  (TLV too short)")
			return false
		}
		kind := v.u8(0)
		p.str("\n\t  Chassis-ID Type ")
		p.name(cfmChassisTypes, "Unknown", kind)
		p.printf(" (%d), Chassis-ID length %d", kind, length)
		if v = v.from(1); v.n < length {
			p.str("\n\t  (TLV too short)")
			return false
		}
		dump = p.cfmChassis(kind, v.sub(0, length))
		v = v.from(length)
	}
	if v.n == 0 {
		return dump
	}
	length = v.u8(0)
	p.printf("\n\t  Management Address Domain Length %d", length)
	if v = v.from(1); length == 0 {
		return dump
	}
	if v.n < length {
		p.str("\n\t  (TLV too short)")
		return false
	}
	p.hexLines("\n\t  Management Address Domain: ", v, 0, length)
	if v = v.from(length); v.n < 1 {
		p.str(" (Management Address Length is missing)")
		return true
	}
	length = v.u8(0)
	p.printf("\n\t  Management Address Length %d", length)
	if v = v.from(1); length == 0 {
		return dump
	}
	if v.n < length {
		p.str("\n\t  (TLV too short)")
		return false
	}
	p.hexLines("\n\t  Management Address: ", v, 0, length)
	return dump
}

// cfmChassis prints a chassis identifier, and reports whether it is to be
// printed in hex.
func (p *Printer) cfmChassis(kind int, v view) (dump bool) {
	switch {
	case kind == cfmChassisMAC && v.n != 6:
		p.str(" (invalid MAC address length)")
		return true
	case kind == cfmChassisMAC:
		p.str("\n\t  MAC ")
		p.mac(v, 0)
	case kind == cfmChassisNetwork:
		return p.cfmNetwork(v)
	case kind >= 1 && kind <= 7:
		p.paddedText(v, 0, v.n)
	default:
		return true
	}
	return false
}

// cfmNetwork prints a network address after one byte of address family, and
// reports whether it is to be printed in hex.
func (p *Printer) cfmNetwork(v view) (dump bool) {
	family := v.u8(0)
	p.str("\n\t  Network Address Type ")
	p.name(addressFamilies, "Unknown", family)
	p.printf(" (%d)", family)
	size, version := 0, ""
	switch family {
	case afIPv4:
		size, version = 4, "IPv4"
	case afIPv6:
		size, version = 16, "IPv6"
	default:
		return true
	}
	if v.n != 1+size {
		p.printf("(invalid %s address length %d)", version, v.n-1)
		return true
	}
	p.str(", ")
	p.host(v.bytes(1, size))
	return false
}
