package decode

const (
	ospfHello    = 1
	ospfDatabase = 2
	ospfRequest  = 3
	ospfUpdate   = 4
	ospfAck      = 5

	ospfHeaderLen = 24
	ospfLSALen    = 20 // header of a link state advertisement

	ospfRouterLSA      = 1
	ospfNetworkLSA     = 2
	ospfSummaryLSA     = 3
	ospfASBRLSA        = 4
	ospfExternalLSA    = 5
	ospfGroupLSA       = 6
	ospfNSSALSA        = 7
	ospfLinkOpaqueLSA  = 9
	ospfAreaOpaqueLSA  = 10
	ospfASOpaqueLSA    = 11
	ospfOptionLLS      = 0x10
	ospfOpaqueTE       = 1
	ospfOpaqueGrace    = 3
	ospfOpaqueRouter   = 4
	ospfAuthNone       = 0
	ospfAuthSimple     = 1
	ospfAuthCryptic    = 2
	ospfDigestLen      = 16 // MD5, behind the packet
	ospfVirtualLink    = 4
	ospfStubNetwork    = 3
	ospfTransitNetwork = 2
	ospfPointToPoint   = 1
)

// printOSPF prints an Open Shortest Path First packet: RFC 2328, A.3.
//
//	0         1      2        4           8         12         14     16
//	+---------+------+--------+-----------+---------+----------+------+------
//	| version | type | length | router ID | area ID | checksum | type | auth...
//	+---------+------+--------+-----------+---------+----------+------+------
func printOSPF(p *Printer, v view) {
	p.enter("ospf2", v)
	version, kind := v.u8(0), v.u8(1)
	unknown := "unknown LS-type %d"
	if version == 3 {
		p.protocol = "ospf3"
		unknown = "unknown packet type (%d)"
	} else if v.u16(14) == ospfAuthCryptic {
		v = v.sub(0, v.n-ospfDigestLen)
	}
	p.printf("OSPFv%d, ", version)
	p.name(ospfPackets, unknown, kind)
	p.printf(", length %d", v.n)
	if p.v == 0 || kind < ospfHello || kind > ospfAck {
		return
	}
	length := v.u16(2)
	if version == 2 && length != v.n || version == 3 && length > v.n {
		p.printf(" [len %d]", length)
		if version == 3 {
			return
		}
	}
	v.need(4, 4)
	p.str("\n\tRouter-ID ")
	p.addr4(v, 4)
	p.ospfArea(v, 8)
	switch version {
	case 2:
		p.ospf2(v, kind)
	case 3:
		p.ospf3(v, kind)
	default:
		p.printf(" ospf [version %d]", version)
	}
}

func (p *Printer) ospfArea(v view, off int) {
	if v.u32(off) == 0 {
		p.str(", Backbone Area")
		return
	}
	p.str(", Area ")
	p.addr4(v, off)
}

// ospf2 prints what follows the addresses of a version 2 header.
func (p *Printer) ospf2(v view, kind int) {
	auth := v.u16(14)
	p.str(", Authentication Type: ")
	p.name(ospfAuthentications, "unknown", auth)
	p.printf(" (%d)", auth)
	switch auth {
	case ospfAuthCryptic:
		p.printf("\n\tKey-ID: %d, Auth-Length: %d, Crypto Sequence Number: 0x%08x", v.u8(18), v.u8(19), v.u32(20))
	case ospfAuthSimple:
		p.str("\n\tSimple text password: ")
		p.zeroText(v, 16, 8)
	case ospfAuthNone:
	default:
		return
	}
	whole := v
	v = v.at(0, whole.u16(2))
	switch kind {
	case ospfHello:
		p.ospfHello(v)
	case ospfDatabase:
		options, flags := v.u8(26), v.u8(27)
		p.str("\n\tOptions [")
		p.flags(ospfOptions, "none", ", ", uint32(options))
		p.str("], DD Flags [")
		p.flags(ospfDDFlags, "none", ", ", uint32(flags))
		p.byte(']')
		if mtu := v.u16(24); mtu != 0 {
			p.printf(", MTU: %d", mtu)
		}
		p.printf(", Sequence: 0x%08x", v.u32(28))
		p.ospfHeaders(v.from(32))
	case ospfRequest:
		for r := v.from(ospfHeaderLen); r.n > 0; r = r.from(12) {
			p.ospfRequest(r)
		}
	case ospfUpdate:
		count := int(v.u32(24))
		p.printf(", %d LSA%s", count, plural(count))
		p.ospfLSAs(v.from(28), count)
	case ospfAck:
		p.ospfHeaders(v.from(ospfHeaderLen))
	}
	if whole.n > v.n && (kind == ospfHello && v.u8(30)&ospfOptionLLS != 0 || kind == ospfDatabase && v.u8(26)&ospfOptionLLS != 0) {
		p.ospfLinkLocal(whole, v.n, auth)
	}
}

// plural returns the ending of a word that is said of n things.
func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// ospfHello prints a Hello packet: RFC 2328, A.3.2.
func (p *Printer) ospfHello(v view) {
	options := v.u8(30)
	p.str("\n\tOptions [")
	p.flags(ospfOptions, "none", ", ", uint32(options))
	p.byte(']')
	hello, dead := v.u16(28), v.u32(32)
	v.need(24, 4)
	p.printf("\n\t  Hello Timer %ds, Dead Timer %ds, Mask ", hello, dead)
	p.addr4(v, 24)
	p.printf(", Priority %d", v.u8(31))
	p.ospfDesignated(v, 36)
	if neighbors := v.from(44); neighbors.n > 0 {
		p.str("\n\t  Neighbor List:")
		p.ospfRouterList(neighbors, "\n\t    ")
	}
}

// ospfDesignated prints the designated router at off and the backup behind it.
func (p *Printer) ospfDesignated(v view, off int) {
	if v.u32(off) != 0 {
		p.str("\n\t  Designated Router ")
		p.addr4(v, off)
	}
	if v.u32(off+4) != 0 {
		p.str(", Backup Designated Router ")
		p.addr4(v, off+4)
	}
}

// ospfRouterList prints the router IDs that are v, each after indent.
func (p *Printer) ospfRouterList(v view, indent string) {
	for ; v.n > 0; v = v.from(4) {
		v.need(0, 4)
		p.str(indent)
		p.addr4(v, 0)
	}
}

// ospfRequest prints what a router asks for: RFC 2328, A.3.4.
func (p *Printer) ospfRequest(v view) {
	kind := v.u32(0)
	v.need(8, 4)
	p.str("\n\t  Advertising Router: ")
	p.addr4(v, 8)
	p.str(", ")
	p.name32(ospfLSAs, "unknown", kind)
	p.printf(" LSA (%d)", kind)
	switch kind {
	case ospfLinkOpaqueLSA, ospfAreaOpaqueLSA, ospfASOpaqueLSA:
		p.str(", Opaque-Type: ")
		p.name(ospfOpaques, "unknown", v.u8(4))
		p.printf(" LSA (%d), Opaque-ID: %d", v.u8(4), v.u24(5))
	default:
		p.str(", LSA-ID: ")
		p.addr4(v, 4)
	}
}

// ospfHeaders prints the LSA headers that are v.
func (p *Printer) ospfHeaders(v view) {
	for ; v.n > 0; v = v.from(ospfLSALen) {
		if _, ok := p.ospfLSAHeader(v); !ok {
			return
		}
	}
}

// ospfLSAHeader prints the header of a link state advertisement: RFC 2328,
// A.4.1. It returns the length of what follows the header, and whether that can
// be right.
//
//	0     2         3      4             8         12         16         18
//	+-----+---------+------+-------------+---------+----------+----------+--------+
//	| age | options | type | LS ID       | router  | sequence | checksum | length |
//	+-----+---------+------+-------------+---------+----------+----------+--------+
func (p *Printer) ospfLSAHeader(v view) (length int, ok bool) {
	length = v.u16(18)
	if length < ospfLSALen {
		p.printf("\n\t    Bogus length %d < header (%d)", length, ospfLSALen)
		return 0, false
	}
	length -= ospfLSALen
	p.str("\n\t  Advertising Router ")
	p.addr4(v, 8)
	p.printf(", seq 0x%08x, age %ds, length %d", v.u32(12), v.u16(0), length)
	kind := v.u8(3)
	p.str("\n\t    ")
	p.name(ospfLSAs, "unknown", kind)
	p.printf(" LSA (%d), ", kind)
	switch kind {
	case ospfLinkOpaqueLSA, ospfAreaOpaqueLSA, ospfASOpaqueLSA:
		p.str("Opaque-Type ")
		p.name(ospfOpaques, "unknown", v.u8(4))
		p.printf(" LSA (%d), Opaque-ID %d", v.u8(4), v.u24(5))
	default:
		p.str("LSA-ID: ")
		p.addr4(v, 4)
	}
	p.str("\n\t    Options: [")
	p.flags(ospfOptions, "none", ", ", uint32(v.u8(2)))
	p.byte(']')
	return length, true
}

// ospfLSAs prints the count LSAs that v begins with.
func (p *Printer) ospfLSAs(v view, count int) {
	for i := 1; i <= count; i++ {
		p.printf("\n\t  LSA #%d", i)
		length, ok := p.ospfLSAHeader(v)
		if !ok {
			p.truncated()
			return
		}
		if !p.ospfLSA(v.u8(3), v.u8(4), v.at(ospfLSALen, length)) {
			p.truncated()
			return
		}
		v = v.from(ospfLSALen + length)
	}
}
