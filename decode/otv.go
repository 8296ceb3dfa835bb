package decode

// printOTV prints a frame of Cisco's Overlay Transport Virtualization
// (draft-hasmit-otv-04), or of VXLAN on the port that Linux used for it before
// IANA assigned one: VXLAN has nothing but its flag before its identifier.
//
//	0       1            4             7
//	+-------+------------+-------------+----------+-------
//	| flags | overlay ID | instance ID | reserved | frame
//	+-------+------------+-------------+----------+-------
func printOTV(p *Printer, v view) {
	if v.has(0, 8) && v.n >= 8 && v.u32(0) == 0x08000000 {
		printVXLAN(p, v)
		return
	}
	p.enter("otv", v)
	p.str("OTV, ")
	if v.n < 8 {
		p.truncated()
		return
	}
	flags := v.u8(0)
	p.printf("flags [%s] (0x%02x), ", choose(flags&0x08 != 0, "I", "."), flags)
	p.printf("overlay %d, ", v.u24(1))
	p.printf("instance %d\n", v.u24(4))
	v.need(7, 1)
	printEthernetPayload(p, v.from(8))
}

const portBroadcomLI = 49152

// Packet types of Broadcom's lawful interception.
const (
	bcmUndecided = 4
	bcmIPv4      = 5
	bcmIPv6      = 6
	bcmEthernet  = 7
)

// printBroadcomLI prints a packet that a Broadcom switch intercepted: 32 bits of
// direction, type, subtype and identifier before it.
func printBroadcomLI(p *Printer, v view) {
	p.enter("bcm_li", v)
	if v.n < 4 {
		p.printf(" (length %d < 4)", v.n)
		p.invalid()
		return
	}
	shim := v.u32(0)
	kind := shim >> 25 & 0xf
	line := choose(p.v > 0, "\n    ", "")
	p.str(line)
	p.str("BCM-LI-SHIM: direction ")
	p.name32(names{{1, "unused"}, {2, "egress"}, {3, "ingress"}}, "unknown", shim>>29)
	p.str(", pkt-type ")
	p.name32(names{{bcmUndecided, "undecided"}, {bcmIPv4, "ipv4"}, {bcmIPv6, "ipv6"}, {bcmEthernet, "ethernet"}}, "unknown", kind)
	p.str(", pkt-subtype ")
	p.name32(names{{1, "single VLAN tag"}, {2, "double VLAN tag"}, {3, "untagged"}}, "unknown", shim>>22&7)
	p.printf(", li-id %d%s", shim&0x3fffff, line)
	v = v.from(4)
	if p.v == 0 {
		v.need(0, v.n)
		return
	}
	if kind == bcmUndecided {
		switch v.u8(0) >> 4 {
		case 4:
			kind = bcmIPv4
		case 6:
			kind = bcmIPv6
		default:
			p.str("unknown payload")
			return
		}
	}
	switch kind {
	case bcmEthernet:
		printEthernetPayload(p, v)
	case bcmIPv4:
		printIPv4(p, v)
	case bcmIPv6:
		printIPv6(p, v)
	default:
		p.invalid()
	}
}
