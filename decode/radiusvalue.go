package decode

// radiusPrefix6Value prints an IPv6 prefix: RFC 3162, 2.3.
func radiusPrefix6Value(p *Printer, v view) {
	if p.tooShort(v, 2) {
		return
	}
	if v.n > 18 {
		p.badNumber("length", v.n, ">", 18)
		return
	}
	if reserved := v.u8(0); reserved != 0 {
		p.printf("[reserved-MBZ %d] ", reserved)
	}
	length := v.u8(1)
	if length > 128 {
		p.badNumber("prefix length", length, ">", 128)
		return
	}
	p.prefix6(v, 2, v.n-2)
	p.printf("/%d", length)
	if length > 8*(v.n-2) {
		p.badNumber("inconsistent prefix length", length, ">", 8*(v.n-2))
	}
}

// radiusOtherValue prints values that are of a form of their own.
func radiusOtherValue(p *Printer, kind int, v view) {
	switch kind {
	case radiusVendorSpecific:
		radiusVendor(p, v)
	case radiusARAPPassword: // RFC 2869, 5.4
		if p.wrongLength(v, 16) {
			return
		}
		p.str("User_challenge (")
		p.upperHex(v.bytes(0, 8))
		p.str(") User_resp(")
		p.upperHex(v.bytes(8, 8))
		p.byte(')')
	case radiusARAPFeatures: // RFC 2869, 5.5
		if p.wrongLength(v, 14) {
			return
		}
		p.str(choose(v.u8(0) != 0, "User can change password", "User cannot change password"))
		p.printf(", Min password length: %d", v.u8(1))
		for i, name := range [...]string{", created at: ", ", expires in: ", ", Current Time: "} {
			p.str(name)
			p.upperHex(v.bytes(2+4*i, 4))
		}
	case radiusARAPResponse:
		if !p.wrongLength(v, 8) {
			p.upperHex(v.bytes(0, 8))
		}
	case radiusErrorCause: // RFC 5176, 3.5
		if !p.wrongLength(v, 4) {
			cause := v.u32(0)
			p.printf("Error cause %d: ", cause)
			p.name32(radiusErrorCauses, "Error-Cause %d not known", cause)
		}
	case radiusMIP6Features:
		if p.wrongLength(v, 8) {
			return
		}
		p.byte('[')
		sep := ""
		for _, f := range radiusMIP6Flags {
			if v.u64(0)>>f.bit&1 != 0 {
				p.str(sep)
				p.str(f.name)
				sep = ", "
			}
		}
		p.byte(']')
	case radiusMIP6Prefix: // RFC 5447, 4.2.3
		if p.wrongLength(v, 17) {
			return
		}
		if length := v.u8(0); length > 128 {
			p.badNumber("prefix length", length, ">", 128)
			return
		}
		p.addr6(v, 1)
		p.printf("/%d", v.u8(0))
	case radiusOperatorName: // RFC 5580, 4.1
		if p.tooShort(v, 2) {
			return
		}
		p.byte('[')
		p.name(radiusNamespaces, "unknown namespace %d", v.u8(0))
		p.str("] ")
		p.text(v, 1, v.n-1)
	default:
		radiusLocation(p, kind, v)
	}
}

// upperHex prints b in capital hex digits.
func (p *Printer) upperHex(b []byte) {
	for _, c := range b {
		p.out = append(p.out, upperHex[c>>4], upperHex[c&15])
	}
}

// radiusLocation prints where a user is, and what may be told of it: RFC 5580,
// 4.2 to 4.4.
func radiusLocation(p *Printer, kind int, v view) {
	switch kind {
	case radiusLocationInfo:
		if p.tooShort(v, 21) {
			return
		}
		p.printf("index %d, code ", v.u16(0))
		p.name(names{{0, "Civic"}, {1, "Geospatial"}}, "Unknown (%d)", v.u8(2))
		p.str(", entity ")
		p.name(names{{0, "User"}, {1, "RADIUS"}}, "Unknown (%d)", v.u8(3))
		p.str(", sighting time ")
		p.ntpTime(v.u32(4), v.u32(8))
		p.str(", time to live ")
		p.ntpTime(v.u32(12), v.u32(16))
		p.str(`, method "`)
		p.text(v, 20, v.n-20)
		p.byte('"')
	case radiusLocationData:
		if p.tooShort(v, 3) {
			return
		}
		p.printf("index %d, location", v.u16(0))
		p.unknown("\n\t    ", v.from(2))
	case radiusLocationRules:
		if p.tooShort(v, 10) {
			return
		}
		p.str("flags [")
		p.flags(radiusPolicyFlags, "none", ", ", uint32(v.u16(0)))
		p.str("], retention expires ")
		p.ntpTime(v.u32(2), v.u32(6))
		if v.n > 10 {
			p.str(`, note well "`)
			p.text(v, 10, v.n-10)
			p.byte('"')
		}
	}
}

// radiusVendor prints a vendor's attributes: RFC 2865, 5.26.
func radiusVendor(p *Printer, v view) {
	if p.tooShort(v, 4) {
		return
	}
	vendor := v.u32(0)
	p.str("Vendor: ")
	p.name32(vendors, "Unknown", vendor)
	p.printf(" (%d)", vendor)
	for v = v.from(4); v.n >= 2; {
		kind, length := v.u8(0), v.u8(1)
		p.printf("\n\t    Vendor Attribute: %d, length: %d", kind, length)
		if length < 2 {
			p.badNumber("length", length, "<", 2)
			return
		}
		if length > v.n {
			p.badNumber("length", length, ">", v.n)
			return
		}
		p.str(", value: ")
		for i := 2; i < length; i++ {
			p.dotted(byte(v.u8(i)))
		}
		v = v.from(length)
	}
}
