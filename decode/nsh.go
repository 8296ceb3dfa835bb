package decode

// Protocols after a Network Service Header: RFC 8300, 9.1.6.
var nshProtocols = names{
	{1, "IPv4"},
	{2, "IPv6"},
	{3, "Ethernet"},
	{4, "NSH"},
	{5, "MPLS"},
	{0xfe, "Experiment 1"},
	{0xff, "Experiment 2"},
}

var nshMetadata = names{{0, "reserved"}, {1, "1"}, {2, "2"}, {15, "experimental"}}

// printNSH prints a Network Service Header and what follows it: RFC 8300, section
// 2.
//
//	0   2 3 4    10      16    20      24         32                56      64
//	+---+-+-+-----+------+-----+-------+----------+-----------------+-------+---------
//	|ver|O|U| TTL |length| U   |MD type| protocol | service path ID | index | metadata
//	+---+-+-+-----+------+-----+-------+----------+-----------------+-------+---------
func printNSH(p *Printer, v view) {
	p.enter("nsh", v)
	const headerLen, fixed, context = 8, 1, 2
	if v.n < headerLen {
		p.printf(" (packet length %d < %d)", v.n, headerLen)
		p.invalid()
		return
	}
	base, path := v.u32(0), v.u32(4)
	words, metadata, protocol := int(base>>16&0x3f), int(base>>8&0xf), int(base&0xff)
	p.str("NSH, ")
	if p.v > 1 {
		p.printf("ver %d, ", base>>30)
	}
	if p.v > 0 {
		p.str("flags [")
		p.flags(names{{2, "O"}}, "none", "", base>>28&3)
		p.str("], ")
	}
	if p.v > 2 {
		p.printf("TTL %d, length %d, md type ", base>>22&0x3f, words)
		p.name(nshMetadata, "unassigned (%d)", metadata)
		p.str(", ")
	}
	if p.v > 1 {
		p.str("next-protocol ")
		p.name(nshProtocols, "unassigned (%d)", protocol)
		p.str(", ")
	}
	p.printf("service-path-id 0x%06x, service-index 0x%x", path>>8, path&0xff)
	wrong := ""
	switch {
	case words < 2:
		wrong = " (less than two headers)"
	case v.n < 4*words:
		p.printf(" (too many headers for packet length %d)", v.n)
		p.invalid()
		return
	case metadata == fixed && words != 6:
		wrong = " (invalid length for the MD type)"
	}
	if wrong != "" {
		p.str(wrong)
		p.invalid()
		return
	}
	v.need(0, 4*words)
	if p.v > 2 && metadata == fixed {
		for i := range words - 2 {
			p.printf("\n        Context[%02d]: 0x%08x", i, v.u32(headerLen+4*i))
		}
	} else if p.v > 2 && metadata == context && !p.nshContext(v.at(headerLen, 4*words-headerLen)) {
		p.str(" (length too big)")
		p.invalid()
		return
	}
	v = v.from(4 * words)
	p.str(choose(p.v > 0, "\n    ", ": "))
	p.serviceNext(protocol, v, "ERROR: unknown-next-protocol")
}

// nshContext prints context headers of variable length (RFC 8300, 2.5.1) and
// reports whether v holds them.
func (p *Printer) nshContext(v view) bool {
	for v.n > 0 {
		size := v.u8(3) & 0x7f
		p.printf("\n        TLV Class %d, Type %d, Len %d", v.u16(0), v.u8(2), size)
		padded := (size + 3) &^ 3
		if v.n < 4+padded {
			return false
		}
		if size > 0 {
			p.str("\n            Value: ")
			for i, c := range v.bytes(4, size) {
				if i > 0 && i%4 == 0 {
					p.byte(' ')
				}
				p.printf("%02x", c)
			}
		}
		v = v.from(4 + padded)
	}
	return true
}

// serviceNext prints what follows an NSH or VXLAN-GPE header, or unknown.
func (p *Printer) serviceNext(protocol int, v view, unknown string) {
	switch protocol {
	case 1:
		printIPv4(p, v)
	case 2:
		printIPv6(p, v)
	case 3:
		printEthernetPayload(p, v)
	case 4:
		printNSH(p, v)
	case 5:
		printMPLS(p, v)
	default:
		p.number(unknown, uint32(protocol))
	}
}

const portVXLANGPE = 4790

// printVXLANGPE prints a VXLAN header with a protocol of its own and what follows
// it: draft-ietf-nvo3-vxlan-gpe, section 3.
//
//	0       1          3          4             7   8
//	+-------+----------+----------+-------------+---+
//	| flags | reserved | protocol | VNI         |   |
//	+-------+----------+----------+-------------+---+
func printVXLANGPE(p *Printer, v view) {
	p.enter("vxlan_gpe", v)
	const headerLen = 8
	p.str("VXLAN-GPE, ")
	if v.n < headerLen {
		p.printf(" (len %d < %d)", v.n, headerLen)
		p.invalid()
		return
	}
	flags, protocol := v.u8(0), v.u8(3)
	vni := v.u24(4)
	p.str("flags [")
	p.flags(names{{8, "I"}, {4, "P"}, {2, "B"}, {1, "O"}}, "none", "", uint32(flags))
	p.printf("], vni %d%s", vni, choose(p.v > 0, "\n    ", ": "))
	p.serviceNext(protocol, v.from(headerLen), "unknown-next-protocol-0x%02x")
}
