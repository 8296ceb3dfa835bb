package decode

const (
	ospf3HeaderLen = 16

	ospf3RouterLSA    = 0x2001
	ospf3NetworkLSA   = 0x2002
	ospf3InterPrefix  = 0x2003
	ospf3ExternalLSA  = 0x4005
	ospf3LinkLSA      = 0x0008
	ospf3IntraPrefix  = 0x2009
	ospf3LLS          = 0x200 // option: link-local signaling follows
	ospf3ForwardFlag  = 0x02000000
	ospf3RouteTagFlag = 0x01000000
)

// ospf3 prints what follows the addresses of a version 3 header: RFC 5340, A.3.
//
//	12         14         15   16
//	+----------+----------+----+------
//	| checksum | instance | 0  | body
//	+----------+----------+----+------
func (p *Printer) ospf3(v view, kind int) {
	length := v.u16(2)
	if instance := v.u8(14); instance != 0 {
		p.printf(", Instance %d", instance)
	}
	trailer := v.from(length)
	b := v.at(ospf3HeaderLen, length-ospf3HeaderLen)
	signaling := false
	switch kind {
	case ospfHello:
		options := b.u24(5)
		signaling = options&ospf3LLS != 0
		p.ospf3Options("\n\tOptions [", options)
		hello, dead := b.u16(8), b.u16(10)
		p.printf("\n\t  Hello Timer %ds, Dead Timer %ds, Interface-ID ", hello, dead)
		p.addr4(b, 0)
		p.printf(", Priority %d", b.u8(4))
		p.ospfDesignated(b, 12)
		if p.v > 1 {
			p.str("\n\t  Neighbor List:")
			p.ospfRouterList(b.from(20), "\n\t    ")
		}
	case ospfDatabase:
		options := b.u24(1)
		signaling = options&ospf3LLS != 0
		p.ospf3Options("\n\tOptions [", options)
		p.str(", DD Flags [")
		p.flags(ospf3DDFlags, "none", ", ", uint32(b.u8(7)))
		p.printf("], MTU %d, DD-Sequence 0x%08x", b.u16(4), b.u32(8))
		if p.v > 1 {
			p.ospf3Headers(b.from(12))
		}
	case ospfRequest:
		for r := b; p.v > 1 && r.n > 0; r = r.from(12) {
			r.need(8, 4)
			p.str("\n\t  Advertising Router ")
			p.addr4(r, 8)
			p.ospf3LSAType(r.u16(2), r, 4)
		}
	case ospfUpdate:
		if p.v > 1 {
			p.ospf3LSAs(b.from(4), b.u32(0))
		}
	case ospfAck:
		if p.v > 1 {
			p.ospf3Headers(b)
		}
	}
	if trailer.n > 0 {
		p.ospf3Trailer(trailer, signaling)
	}
}

func (p *Printer) ospf3Options(title string, options int) {
	p.str(title)
	p.flags(ospf3Options, "none", ", ", uint32(options))
	p.byte(']')
}

// ospf3Trailer prints the data after the packet's length: link-local signaling,
// RFC 5613, and authentication, RFC 7166, 4.1.
func (p *Printer) ospf3Trailer(v view, signaling bool) {
	if signaling {
		checksum, words := v.u16(0), v.u16(2)
		p.printf("\n\tLLS Checksum 0x%04x, Data Length %d", checksum, words)
		if words < 1 || 4*words > v.n {
			p.truncated()
			return
		}
		v = v.from(4 * words)
	}
	if v.n == 0 {
		return
	}
	const fixed = 16
	if v.n < fixed {
		p.truncated()
		return
	}
	p.str("\n\tAuthentication Type ")
	p.name(ospf3Authentications, "unknown type", v.u16(0))
	length := v.u16(2)
	p.printf(", Length %d", length)
	if length < fixed || length > v.n {
		p.truncated()
		return
	}
	p.printf(", SAID %d, CSN 0x%08x:%08x", v.u16(6), v.u32(8), v.u32(12))
	if p.v > 1 {
		p.hexLines("\n\tAuthentication Data ", v, fixed, length-fixed)
	}
}

// ospf3Headers prints the LSA headers that are v.
func (p *Printer) ospf3Headers(v view) {
	for ; v.n > 0; v = v.from(ospfLSALen) {
		if v.n < ospfLSALen {
			p.truncated()
			return
		}
		p.ospf3LSAHeader(v)
	}
}

// ospf3LSAHeader prints the header of an LSA: RFC 5340, A.4.2.
func (p *Printer) ospf3LSAHeader(v view) {
	v.need(0, ospfLSALen)
	p.str("\n\t  Advertising Router ")
	p.addr4(v, 8)
	p.printf(", seq 0x%08x, age %ds, length %d", v.u32(12), v.u16(0), v.u16(18)-ospfLSALen)
	p.ospf3LSAType(v.u16(2), v, 4)
}

func (p *Printer) ospf3LSAType(kind int, v view, id int) {
	v.need(id, 4)
	p.str("\n\t    ")
	p.name(ospf3LSAs, "unknown", kind&0x1fff)
	p.printf(" LSA (%d), ", kind&0x1fff)
	p.name(ospf3Scopes, "unknown", kind&0x6000)
	p.str(" Scope")
	if kind&0x8000 != 0 {
		p.str(", transitive")
	}
	p.str(", LSA-ID ")
	p.addr4(v, id)
}

// ospf3LSAs prints the count LSAs that v begins with.
func (p *Printer) ospf3LSAs(v view, count uint32) {
	for range count {
		if v.n < ospfLSALen {
			p.truncated()
			return
		}
		length := v.u16(18)
		if length < ospfLSALen {
			p.truncated()
			return
		}
		p.ospf3LSAHeader(v)
		if !p.ospf3LSA(v.u16(2), v.at(ospfLSALen, length-ospfLSALen)) {
			p.truncated()
			return
		}
		v = v.from(length)
	}
}

// ospf3LSA prints the body of an LSA: RFC 5340, A.4. It reports whether it is
// long enough for what it holds.
func (p *Printer) ospf3LSA(kind int, v view) bool {
	switch kind {
	case ospf3RouterLSA:
		if v.n < 4 {
			return false
		}
		p.ospf3Options("\n\t      Options [", v.u24(1))
		p.str(", RLA-Flags [")
		p.flags(ospf3RouterFlags, "none", ", ", uint32(v.u8(0)))
		p.byte(']')
		for v = v.from(4); v.n > 0; v = v.from(16) {
			if v.n < 16 {
				return false
			}
			if !p.ospf3RouterLink(v) {
				return true
			}
		}
	case ospf3NetworkLSA:
		if v.n < 4 {
			return false
		}
		p.ospf3Options("\n\t      Options [", v.u24(1))
		p.str("\n\t      Connected Routers:")
		p.ospfRouterList(v.from(4), "\n\t\t")
	case ospf3InterPrefix:
		if v.n < 4 {
			return false
		}
		p.printf(", metric %d", v.u24(1))
		return p.ospf3Prefixes(v.from(4), -1)
	case ospf3ExternalLSA:
		return p.ospf3External(v)
	case ospf3LinkLSA:
		if v.n < 24 {
			return false
		}
		p.ospf3Options("\n\t      Options [", v.u24(1))
		count := v.u32(20)
		p.printf("\n\t      Priority %d, Link-local address ", v.u8(0))
		p.addr6(v, 4)
		p.printf(", Prefixes %d:", count)
		return p.ospf3Prefixes(v.from(24), int(count))
	case ospf3IntraPrefix:
		if v.n < 12 {
			return false
		}
		count := v.u16(0)
		p.ospf3LSAType(v.u16(2), v, 4)
		p.printf("\n\t      Prefixes %d:", count)
		return p.ospf3Prefixes(v.from(12), count)
	default:
		p.hexLines("\n\t    ", v, 0, v.n)
		if p.v > 1 {
			p.hexLines("\n\t    ", v, 0, v.n)
		}
	}
	return true
}

// ospf3RouterLink prints a link of a router: RFC 5340, A.4.3. It reports whether
// it knows its kind.
func (p *Printer) ospf3RouterLink(v view) bool {
	v.need(0, 16)
	switch kind := v.u8(0); kind {
	case ospfVirtualLink:
		p.str("\n\t      Virtual Link: Neighbor Router-ID ")
	case ospfPointToPoint:
		p.str("\n\t      Neighbor Router-ID ")
	case ospfTransitNetwork:
		p.str("\n\t      Neighbor Network-ID ")
	default:
		p.printf("\n\t      Unknown Router Links Type 0x%02x", kind)
		return false
	}
	p.addr4(v, 12)
	p.str("\n\t      Neighbor Interface-ID ")
	p.addr4(v, 8)
	p.str(", Interface ")
	p.addr4(v, 4)
	p.printf(", metric %d", v.u16(2))
	return true
}

// ospf3External prints a route to elsewhere: RFC 5340, A.4.7.
func (p *Printer) ospf3External(v view) bool {
	if v.n < 4 {
		return false
	}
	flags := v.u32(0)
	p.str("\n\t     Flags [")
	p.flags(ospf3ExternalFlags, "none", ", ", flags)
	p.printf("] metric %d", flags&0xffffff)
	v = v.from(4)
	if v.n < 4 {
		return false
	}
	referenced := v.u16(2)
	size, ok := p.ospf3Prefix(v)
	if !ok {
		return false
	}
	v = v.from(size)
	if flags&ospf3ForwardFlag != 0 {
		if v.n < 16 {
			return false
		}
		p.addr6After(" forward ", v, 0)
		v = v.from(16)
	}
	if flags&ospf3RouteTagFlag != 0 {
		if v.n < 4 {
			return false
		}
		v.need(0, 4)
		p.str(" tag ")
		p.addr4(v, 0)
		v = v.from(4)
	}
	if referenced != 0 {
		if v.n < 4 {
			return false
		}
		v.need(0, 4)
		p.str(" RefLSID: ")
		p.addr4(v, 0)
	}
	return true
}

// ospf3Prefixes prints count prefixes of v, or all where count is negative.
func (p *Printer) ospf3Prefixes(v view, count int) bool {
	for i := 0; v.n > 0 && i != count; i++ {
		size, ok := p.ospf3Prefix(v)
		if !ok {
			return false
		}
		v = v.from(size)
	}
	return true
}

// ospf3Prefix prints an address prefix: RFC 5340, A.4.1.
func (p *Printer) ospf3Prefix(v view) (size int, ok bool) {
	if v.n < 4 {
		return 0, false
	}
	bits, options, metric := v.u8(0), v.u8(1), v.u16(2)
	bytes := (bits + 31) / 32 * 4
	if bytes > 16 {
		p.printf(" bogus prefixlen /%d", bits)
		return 0, false
	}
	if v.n < 4+bytes {
		return 0, false
	}
	v.need(4, bytes)
	p.str("\n\t\t")
	p.prefix6(v, 4, bytes)
	p.printf("/%d", bits)
	if options != 0 {
		p.str(", Options [")
		p.flags(ospf3PrefixOptions, "none", ", ", uint32(options))
		p.byte(']')
	}
	p.printf(", metric %d", metric)
	return 4 + bytes, true
}
