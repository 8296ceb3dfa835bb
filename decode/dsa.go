package decode

// Modes of a DSA tag.
const (
	dsaToCPU     = 0
	dsaFromCPU   = 1
	dsaToSniffer = 2
	dsaForward   = 3
)

var (
	dsaModes = names{{dsaToCPU, "To CPU"}, {dsaFromCPU, "From CPU"}, {dsaToSniffer, "To Sniffer"}, {dsaForward, "Forward"}}
	dsaCodes = names{
		{0, "BPDU (MGMT) Trap"}, {1, "Frame2Reg"}, {2, "IGMP/MLD Trap"},
		{3, "Policy Trap"}, {4, "ARP Mirror"}, {5, "Policy Mirror"},
	}
)

// printDSA prints an Ethernet frame with a Marvell DSA tag after its addresses.
func printDSA(p *Printer, v view) { p.linkLen += p.taggedEthernet(v, 4, printDSATag) }

// printEDSA prints an Ethernet frame with a Marvell Ethertype DSA tag after its
// addresses.
func printEDSA(p *Printer, v view) { p.linkLen += p.taggedEthernet(v, 8, printEDSATag) }

func printDSATag(p *Printer, v view) {
	p.str(choose(p.opt.Link, "Marvell DSA ", "DSA "))
	p.dsaTag(v)
}

func printEDSATag(p *Printer, v view) {
	kind := v.u16(0)
	if p.opt.Link {
		p.printf("Marvell EDSA ethertype 0x%04x (", kind)
		p.name(etherTypeNames, "Unknown", kind)
		p.printf("), rsvd %d %d, ", v.u8(2), v.u8(3))
	} else {
		p.printf("EDSA 0x%04x, ", kind)
	}
	p.dsaTag(v.from(4))
}

// dsaTag prints the four bytes of a Marvell Distributed Switch Architecture
// tag.
//
//	 0      2        3        8            13      14       15    16    19     20    32
//	+------+--------+--------+------------+-------+--------+-----+-----+------+-----+
//	| mode | tagged | device | port/trunk | trunk |        | CFI | PRI | code | VID |
//	+------+--------+--------+------------+-------+--------+-----+-----+------+-----+
//
// To the CPU, bits 13, 14 and 19 are a code of why; to a sniffer, bit 13 is the
// direction.
func (p *Printer) dsaTag(v view) {
	tag := v.u32(0)
	mode, device, port := int(tag>>30), tag>>24&0x1f, tag>>19&0x1f
	tagged, bit13 := tag&(1<<29) != 0, tag&(1<<18) != 0
	vid := tag & 0xfff
	where := choose(bit13, "trunk", "port")
	if !p.opt.Link {
		switch mode {
		case dsaForward:
			p.printf("Forward %s %d.%d, ", where, device, port)
		case dsaFromCPU:
			p.printf("CPU > port %d.%d, ", device, port)
		case dsaToCPU:
			p.printf("port %d.%d > CPU, ", device, port)
		case dsaToSniffer:
			p.printf("port %d.%d > %s Sniffer, ", device, port, choose(bit13, "Rx", "Tx"))
		}
		p.printf("VLAN %d%s, ", vid, choose(tagged, "t", "u"))
		return
	}
	p.str("mode ")
	p.name(dsaModes, "unknown", mode)
	p.str(", ")
	switch mode {
	case dsaForward:
		p.printf("dev %d, %s %d, ", device, where, port)
	case dsaFromCPU:
		p.printf("target dev %d, port %d, ", device, port)
	case dsaToCPU:
		p.printf("source dev %d, port %d, code ", device, port)
		p.name32(dsaCodes, "reserved", tag>>17&3<<1|tag>>12&1)
		p.str(", ")
	case dsaToSniffer:
		p.printf("source dev %d, port %d, %s sniff, ", device, port, choose(bit13, "ingress", "egress"))
	}
	p.str(choose(tagged, "tagged, ", "untagged, "))
	if tag&(1<<16) != 0 {
		p.str("CFI, ")
	}
	p.printf("VID %d, FPri %d, ", vid, tag>>13&7)
}
