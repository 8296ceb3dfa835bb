package decode

// ospfTE prints the TLVs of traffic engineering: RFC 3630, 2.4. It reports
// whether they are right.
func (p *Printer) ospfTE(v view) bool {
	const router, link = 1, 2
	for v.n > 0 {
		if v.n < 4 {
			p.printf("\n\t    Remaining LS length %d < 4", v.n)
			return false
		}
		kind, length := v.u16(0), v.u16(2)
		v = v.from(4)
		p.str("\n\t    ")
		p.name(ospfTETLVs, "unknown", kind)
		p.printf(" TLV (%d), length: %d", kind, length)
		if length > v.n {
			p.printf("\n\t    Bogus length %d > %d", length, v.n)
			return false
		}
		if kind == 0 || length == 0 {
			return false
		}
		switch kind {
		case link:
			if !p.ospfTELink(v.at(0, length)) {
				return false
			}
		case router:
			if length < 4 {
				p.printf("\n\t    TLV length %d < 4", length)
				return false
			}
			v.need(0, 4)
			p.str(", ")
			p.addr4(v, 0)
		default:
			if p.v <= 1 {
				p.hexLines("\n\t      ", v, 0, length)
			}
		}
		padded, ok := p.ospfPadded(v, length)
		if !ok {
			return false
		}
		v = v.from(padded)
	}
	return true
}

// ospfTELink prints the sub-TLVs of a link. It reports whether they are right.
func (p *Printer) ospfTELink(v view) bool {
	for v.n > 0 {
		if v.n < 4 {
			p.printf("\n\t    Remaining TLV length %d < 4", v.n)
			return false
		}
		kind, length := v.u16(0), v.u16(2)
		v = v.from(4)
		p.str("\n\t      ")
		p.name(ospfTESubTLVs, "unknown", kind)
		p.printf(" subTLV (%d), length: %d", kind, length)
		if v.n < length {
			p.printf("\n\t    Remaining TLV length %d < %d", v.n+4, length+4)
			return false
		}
		if !p.ospfTESubTLV(kind, v.at(0, length)) {
			return false
		}
		padded := (length + 3) &^ 3
		if v.n < padded {
			p.printf("\n\t    Remaining TLV length %d < %d", v.n+4, padded+4)
			return false
		}
		v = v.from(padded)
	}
	return true
}

// ospfTESubTLV prints one sub-TLV of a link. It reports whether its length is
// right.
func (p *Printer) ospfTESubTLV(kind int, v view) bool {
	wrong := ""
	switch kind {
	case 1:
		if v.n != 1 {
			wrong = " != 1"
		}
	case 3, 4, 5, 6, 7, 9, 14:
		if v.n != 4 {
			wrong = " != 4"
		}
	case 2, 11:
		if v.n != 4 && v.n != 8 {
			wrong = " != 4 && != 8"
		}
	case 8:
		if v.n != 32 {
			wrong = " != 32"
		}
	case 15:
		if v.n < 36 {
			wrong = " < 36"
		}
	case 16:
		if v.n%4 != 0 {
			wrong = " != N x 4"
		}
	case 17:
		if v.n < 4 {
			wrong = " < 4"
		}
	}
	if wrong != "" {
		p.str(wrong)
		p.invalid()
		return false
	}
	switch kind {
	case 1: // link type
		p.str(", ")
		p.name(ospfTELinks, "unknown", v.u8(0))
		p.printf(" (%d)", v.u8(0))
	case 2, 11: // identifiers
		for off := 0; off < v.n; off += 4 {
			id := v.u32(off)
			p.str(", ")
			p.addr4(v, off)
			p.printf(" (0x%08x)", id)
		}
	case 3, 4: // addresses
		v.need(0, 4)
		p.str(", ")
		p.addr4(v, 0)
	case 5:
		p.printf(", Metric %d", v.u32(0))
	case 6, 7:
		v.need(0, 4)
		p.str(", ")
		p.mbps(v, 0)
	case 8: // unreserved bandwidth
		for class := range 8 {
			v.need(4*class, 4)
			p.printf("\n\t\tTE-Class %d: ", class)
			p.mbps(v, 4*class)
		}
	case 9:
		p.printf(", 0x%08x", v.u32(0))
	case 14:
		p.str(", ")
		p.flags(gmplsProtections, "none", ", ", uint32(v.u8(0)))
	case 15: // RFC 4203, 1.4
		switching, encoding := v.u8(0), v.u8(1)
		p.str("\n\t\tInterface Switching Capability: ")
		p.name(gmplsSwitching, "Unknown", switching)
		p.str("\n\t\tLSP Encoding: ")
		p.name(gmplsEncodings, "Unknown", encoding)
		p.str("\n\t\tMax LSP Bandwidth:")
		for level := range 8 {
			v.need(4+4*level, 4)
			p.printf("\n\t\t  priority level %d: ", level)
			p.mbps(v, 4+4*level)
		}
	case 16: // shared risk link group, RFC 4203, 1.3
		for off := 0; off < v.n; off += 4 {
			group := v.u32(off)
			if off == 0 {
				p.str("\n\t\t  Shared risk group: ")
			} else {
				p.str(", ")
			}
			p.dec32(group)
		}
	case 17: // RFC 4124, 5.1
		return p.ospfBandwidthConstraints(v)
	default:
		if p.v <= 1 {
			p.hexLines("\n\t\t", v, 0, v.n)
		}
	}
	return true
}

func (p *Printer) ospfBandwidthConstraints(v view) bool {
	model := v.u8(0)
	p.str("\n\t\tBandwidth Constraints Model ID: ")
	p.name(bandwidthModels, "unknown", model)
	p.printf(" (%d)", model)
	if v.n%4 != 0 {
		p.printf("\n\t\tlength %d != N x 4", v.n)
		p.invalid()
		return false
	}
	if v.n > 36 {
		p.printf("\n\t\tlength %d > 36", v.n)
		p.invalid()
		return false
	}
	for class, off := 0, 4; off < v.n; class, off = class+1, off+4 {
		v.need(off, 4)
		p.printf("\n\t\t  Bandwidth constraint CT%d: ", class)
		p.mbps(v, off)
	}
	return true
}
