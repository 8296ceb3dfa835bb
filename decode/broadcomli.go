package decode

// portBroadcomLI is the UDP port of intercepted packets.
const portBroadcomLI = 49152

var (
	bcmDirections = names{{1, "unused"}, {2, "egress"}, {3, "ingress"}}
	bcmTypes      = names{{bcmUndecided, "undecided"}, {bcmIPv4, "ipv4"}, {bcmIPv6, "ipv6"}, {bcmEthernet, "ethernet"}}
	bcmSubtypes   = names{{1, "single VLAN tag"}, {2, "double VLAN tag"}, {3, "untagged"}}
)

// Kinds of packets after the shim.
const (
	bcmUndecided = 4
	bcmIPv4      = 5
	bcmIPv6      = 6
	bcmEthernet  = 7
)

// printBroadcomLI prints a packet that a Broadcom switch intercepted, after its
// shim.
//
//	 0           3      7         10         32
//	+-----------+------+---------+------------+-------
//	| direction | type | subtype | identifier | packet
//	+-----------+------+---------+------------+-------
func printBroadcomLI(p *Printer, v view) {
	p.enter("bcm_li", v)
	if v.n < 4 {
		p.printf(" (length %d < 4)", v.n)
		p.invalid()
		return
	}
	shim := v.u32(0)
	indent := choose(p.v > 0, "\n    ", "")
	p.str(indent)
	p.str("BCM-LI-SHIM: direction ")
	p.name32(bcmDirections, "unknown", shim>>29)
	p.str(", pkt-type ")
	p.name32(bcmTypes, "unknown", shim>>25&0xf)
	p.str(", pkt-subtype ")
	p.name32(bcmSubtypes, "unknown", shim>>22&7)
	p.printf(", li-id %d%s", shim&0x3fffff, indent)
	if v = v.from(4); p.v == 0 {
		v.need(0, v.n)
		return
	}
	switch shim >> 25 & 0xf {
	case bcmEthernet:
		p.ethernet(v)
	case bcmIPv4:
		printIPv4(p, v)
	case bcmIPv6:
		printIPv6(p, v)
	case bcmUndecided:
		switch v.u8(0) >> 4 {
		case 4:
			printIPv4(p, v)
		case 6:
			printIPv6(p, v)
		default:
			p.str("unknown payload")
		}
	default:
		p.invalid()
	}
}
