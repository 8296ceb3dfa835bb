package decode

// Ports of UDP tunnels.
const (
	portVXLAN    = 4789
	portVXLANOld = 8472 // what Linux took before IANA assigned one
	portGeneve   = 6081
	portMPLS     = 6635 // RFC 7510
)

// printVXLAN prints a VXLAN header and the frame after it: RFC 7348, section 5.
//
//	0       1             4             7   8
//	+-------+-------------+-------------+---+
//	| flags | reserved    | VNI         |   |
//	+-------+-------------+-------------+---+
func printVXLAN(p *Printer, v view) {
	p.enter("vxlan", v)
	const headerLen = 8
	if v.n < headerLen {
		p.truncated()
		return
	}
	flags := v.u8(0)
	mark := byte('.')
	if flags&8 != 0 {
		mark = 'I'
	}
	p.printf("VXLAN, flags [%c] (0x%02x), vni %d\n", mark, flags, v.u24(4))
	printEthernetPayload(p, v.from(headerLen))
}

var geneveFlags = names{{0x80, "O"}, {0x40, "C"}, {0x20, "R1"}, {0x10, "R2"}, {0x08, "R3"}, {0x04, "R4"}, {0x02, "R5"}, {0x01, "R6"}}

// printGeneve prints a Geneve header and what follows it: RFC 8926, section 3.4.
//
//	0        1      2           4             7   8
//	+--+-----+------+-----------+-------------+---+---------
//	|v |optl |flags | protocol  | VNI         |   | options
//	+--+-----+------+-----------+-------------+---+---------
func printGeneve(p *Printer, v view) {
	p.enter("geneve", v)
	const headerLen = 8
	p.str("Geneve")
	if v.n < headerLen {
		p.printf(" [length %d < %d]", v.n, headerLen)
		p.invalid()
		return
	}
	first := v.u8(0)
	if version := first >> 6; version != 0 {
		p.printf(" ERROR: unknown-version %d", version)
		return
	}
	protocol := v.u16(2)
	vni, reserved := v.u24(4), v.u8(7)
	p.str(", Flags [")
	p.flags(geneveFlags, "none", "", uint32(v.u8(1)))
	p.printf("], vni 0x%x", vni)
	if reserved != 0 {
		p.printf(", rsvd 0x%x", reserved)
	}
	if p.opt.Link {
		p.str(", proto ")
		p.name(etherTypeNames, "unknown", protocol)
		p.printf(" (0x%04x)", protocol)
	}
	v = v.from(headerLen)
	size := first & 0x3f * 4
	if v.n < size {
		p.printf(" truncated-geneve - %d bytes missing", size-v.n)
		return
	}
	v.need(0, size)
	if size > 0 {
		p.str(", options [")
		if p.v > 0 {
			if !p.geneveOptions(v.sub(0, size)) {
				p.invalid()
				return
			}
		} else {
			p.printf("%d bytes", size)
		}
		p.byte(']')
	}
	v = v.from(size)
	p.greBreak()
	if protocol == typeTEB {
		printEthernetPayload(p, v)
	} else if printer := etherTypePrinter(protocol); printer != nil {
		printer(p, v)
	} else {
		p.printf("geneve-proto-0x%x", protocol)
	}
}

var geneveClasses = names{
	{0x0100, "Linux"},
	{0x0101, "Open vSwitch"},
	{0x0102, "Open Virtual Networking (OVN)"},
	{0x0103, "In-band Network Telemetry (INT)"},
	{0x0104, "VMware"},
}

// geneveOptions prints options, and reports whether they fill v: RFC 8926,
// section 3.5.
func (p *Printer) geneveOptions(v view) bool {
	for first := true; v.n > 0; first = false {
		if v.n < 4 {
			p.str(" [bad length]")
			return false
		}
		if !first {
			p.str(", ")
		}
		class, kind, size := v.u16(0), v.u8(2), 4+v.u8(3)&0x1f*4
		p.str("class ")
		if class <= 0xff {
			p.str("Standard")
		} else if class >= 0xff00 {
			p.str("Experimental")
		} else {
			p.name(geneveClasses, "Unknown", class)
		}
		critical := ""
		if kind&0x80 != 0 {
			critical = "(C)"
		}
		p.printf(" (0x%x) type 0x%x%s len %d", class, kind, critical, size)
		if size > v.n {
			p.str(" [bad length]")
			return false
		}
		if p.v > 1 && size > 4 {
			p.str(" data")
			for pos := 4; pos < size; pos += 4 {
				p.printf(" %08x", v.u32(pos))
			}
		}
		v = v.from(size)
	}
	return true
}
