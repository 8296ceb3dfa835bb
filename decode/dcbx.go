package decode

var dcbxSubtypes = names{
	{1, "DCB Capability Exchange Protocol Rev 1"},
	{2, "DCB Capability Exchange Protocol Rev 1.01"},
}

// dcbx prints a message of the Data Center Bridging Exchange protocol, revision
// 1.01 ("DCB Capability Exchange Protocol Base Specification"): TLVs with the
// header of LLDP's.
func (p *Printer) dcbx(subtype int, v view) lldpShape {
	const revision1 = 1
	if subtype == revision1 {
		return lldpUnknown
	}
	shape := lldpKnown
	for v.n >= 2 {
		header := v.u16(0)
		kind, length := header>>9, header&0x1ff
		v = v.from(2)
		if v.n < length {
			return lldpKnown
		}
		body := v.sub(0, length)
		known, ok := p.dcbxTLV(kind, body)
		if known == lldpUnknown {
			shape = lldpUnknown // and all that follows
		}
		if !ok {
			return lldpKnown
		}
		if p.v > 1 || shape == lldpUnknown {
			p.hexLines("\n\t    ", body, 0, length)
		}
		v = v.from(length)
	}
	return shape
}

// dcbxTLV prints one TLV. It reports whether it is long enough for its kind.
func (p *Printer) dcbxTLV(kind int, v view) (lldpShape, bool) {
	switch kind {
	case 1:
		if v.n < 10 {
			return lldpKnown, false
		}
		p.printf("\n\t    Control - Protocol Control (type 0x%x, length %d)", kind, v.n)
		p.printf("\n\t      Oper_Version: %d\n\t      Max_Version: %d", v.u8(0), v.u8(1))
		p.printf("\n\t      Sequence Number: %d\n\t      Acknowledgement Number: %d", v.u32(2), v.u32(6))
	case 2:
		if v.n < 17 {
			return lldpKnown, false
		}
		p.dcbxFeature("Priority Group", kind, v)
		p.str("\n\t      Priority Allocation")
		for i := range 8 {
			p.printf("\n\t          PgId_%d: %d", i, v.u8(4+i/2)>>(4*(1-i%2))&0xf)
		}
		p.str("\n\t      Priority Group Allocation")
		for i := range 8 {
			p.printf("\n\t          Pg percentage[%d]: %d", i, v.u8(8+i))
		}
		p.printf("\n\t      NumTCsSupported: %d", v.u8(16))
	case 3:
		if v.n < 6 {
			return lldpKnown, false
		}
		p.dcbxFeature("Priority Flow Control", kind, v)
		enabled := v.u8(4)
		p.printf("\n\t      PFC Config (0x%02X)", enabled)
		for i := range 8 {
			p.printf("\n\t          Priority Bit %d: ", i)
			if enabled>>i&1 != 0 {
				p.str("Enabled")
			} else {
				p.str("Disabled")
			}
		}
		p.printf("\n\t      NumTCPFCSupported: %d", v.u8(5))
	case 4:
		if v.n < 4 {
			return lldpKnown, false
		}
		p.dcbxFeature("Application", kind, v)
		for v = v.from(4); v.n >= 6; v = v.from(6) {
			p.dcbxApplication(v)
		}
	default:
		return lldpUnknown, true
	}
	return lldpKnown, true
}

// dcbxFeature prints the header that the feature TLVs share.
func (p *Printer) dcbxFeature(name string, kind int, v view) {
	bits := v.u8(2)
	p.printf("\n\t    Feature - %s (type 0x%x, length %d)", name, kind, v.n)
	p.printf("\n\t      Oper_Version: %d\n\t      Max_Version: %d\n\t      Info block(0x%02X): ", v.u8(0), v.u8(1), bits)
	p.printf("Enable bit: %d, Willing bit: %d, Error Bit: %d", bits>>7, bits>>6&1, bits>>5&1)
	p.printf("\n\t      SubType: %d", v.u8(3))
}

func (p *Printer) dcbxApplication(v view) {
	field := v.u24(2)
	p.printf("\n\t      Application Value\n\t          Application Protocol ID: 0x%04x", v.u16(0))
	selector := field >> 22
	p.printf("\n\t          SF (0x%x) Application Protocol ID is ", selector)
	if selector != 0 {
		p.str("Socket Number")
	} else {
		p.str("L2 EtherType")
	}
	p.printf("\n\t          OUI: 0x%06x\n\t          User Priority Map: 0x%02x", field&0x3fffff, v.u8(5))
}
