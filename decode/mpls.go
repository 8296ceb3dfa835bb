package decode

// Labels with a meaning of their own: RFC 3032, section 2.1.
const (
	labelIPv4Null     = 0
	labelIPv6Null     = 2
	labelImplicitNull = 3
)

var labelNames = [16]string{
	"IPv4 explicit NULL", "router alert", "IPv6 explicit NULL", "implicit NULL",
	"rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd", "rsvd",
}

// printMPLS prints a label stack and what follows it: RFC 3032.
//
//	0                   20  23 24      32
//	+-------------------+---+-+--------+
//	| label             |TC |S|  TTL   |
//	+-------------------+---+-+--------+
func printMPLS(p *Printer, v view) {
	p.enter("mpls", v)
	p.str("MPLS")
	var entry uint32
	for first := true; ; first = false {
		if v.n < 4 {
			p.printf(" [length %d < 4]", v.n)
			p.invalid()
			return
		}
		if !v.has(0, 4) {
			p.truncated()
			return
		}
		entry = v.u32(0)
		if !first && p.v > 0 {
			p.str("\n\t")
		} else {
			p.byte(' ')
		}
		p.byte('(')
		p.labelEntry(entry)
		p.byte(')')
		v = v.from(4)
		if entry&0x100 != 0 {
			break
		}
	}
	if v.n == 0 {
		return
	}
	printer := mplsPrinter(int(entry>>12), v)
	if printer == nil {
		p.unparsed(v)
		return
	}
	if p.v > 0 {
		p.str("\n\t")
	} else {
		p.byte(' ')
	}
	printer(p, v)
}

// labelEntry prints one entry of a label stack.
func (p *Printer) labelEntry(entry uint32) {
	label := entry >> 12
	p.str("label ")
	p.dec32(label)
	if p.v > 0 && label < uint32(len(labelNames)) {
		p.str(" (")
		p.str(labelNames[label])
		p.byte(')')
	}
	p.str(", tc ")
	p.dec32(entry >> 9 & 7)
	if entry&0x100 != 0 {
		p.str(", [S]")
	}
	p.str(", ttl ")
	p.dec32(entry & 0xff)
}

// mplsPrinter returns the printer of what follows a label stack, nil where there
// is none. Only some labels say what it is; its first byte tells for the others
// (RFC 4928, section 3).
func mplsPrinter(label int, v view) printFunc {
	switch label {
	case labelIPv4Null, labelImplicitNull:
		return printIPv4
	case labelIPv6Null:
		return printIPv6
	}
	switch first := v.u8(0); {
	case first >= 0x45 && first <= 0x4f:
		return printIPv4
	case first>>4 == 6:
		return printIPv6
	case first >= 0x81 && first <= 0x83:
		return llcPrinter(sapOSI)
	}
	return nil
}
