package decode

// ospfLSA prints the body of a link state advertisement: RFC 2328, A.4. opaque
// is the first byte of its ID. It reports whether the next one can be printed.
func (p *Printer) ospfLSA(kind, opaque int, v view) bool {
	switch kind {
	case ospfRouterLSA:
		if !p.ospfRouter(v) {
			return true
		}
	case ospfNetworkLSA:
		p.ospfMask(v)
		p.str("\n\t    Connected Routers:")
		p.ospfRouterList(v.from(4), "\n\t      ")
	case ospfSummaryLSA, ospfASBRLSA:
		if kind == ospfSummaryLSA {
			p.ospfMask(v)
		}
		for r := v.from(4); r.n > 0; r = r.from(4) {
			metric := r.u32(0)
			p.ospfTopology(int(metric >> 24 & 0x7f))
			p.printf(" metric %d", metric&0xffffff)
		}
	case ospfExternalLSA, ospfNSSALSA:
		p.ospfMask(v)
		for r := v.from(4); r.n > 0; r = r.from(12) {
			p.ospfExternal(r)
		}
	case ospfGroupLSA:
		p.ospfGroup(v)
	case ospfLinkOpaqueLSA, ospfAreaOpaqueLSA, ospfASOpaqueLSA:
		if !p.ospfOpaque(opaque, v) {
			return true
		}
	}
	if p.v > 1 {
		p.hexLines("\n\t    ", v, 0, v.n)
	}
	return true
}

// ospfGroup prints who listens to a group: RFC 1584, A.3.
func (p *Printer) ospfGroup(v view) {
	for ; v.n > 0; v = v.from(8) {
		switch vertex := v.u32(0); vertex {
		case 1:
			p.str("\n\t    Router Router-ID ")
		case 2:
			p.str("\n\t    Network Designated Router ")
		default:
			p.printf("\n\t    unknown VertexType (%d)", vertex)
			return
		}
		p.addr4(v, 4)
	}
}

func (p *Printer) ospfMask(v view) {
	v.need(0, 4)
	p.str("\n\t    Mask ")
	p.addr4(v, 0)
}

func (p *Printer) ospfTopology(topology int) {
	p.str("\n\t\ttopology ")
	p.name(ospfTopologies, "Unknown", topology)
	p.printf(" (%d)", topology)
}

// ospfRouter prints the links of a router: RFC 2328, A.4.2. It reports whether
// it knows all of them.
func (p *Printer) ospfRouter(v view) bool {
	p.str("\n\t    Router LSA Options: [")
	p.flags(ospfRouterFlags, "none", ", ", uint32(v.u8(0)))
	p.byte(']')
	count := v.u16(2)
	v = v.from(4)
	for range count {
		v.need(0, 12)
		kind, metrics := v.u8(8), v.u8(9)
		middle := ", Interface Address: "
		switch kind {
		case ospfVirtualLink:
			p.str("\n\t      Virtual Link: Neighbor Router-ID: ")
		case ospfPointToPoint:
			p.str("\n\t      Neighbor Router-ID: ")
		case ospfTransitNetwork:
			p.str("\n\t      Neighbor Network-ID: ")
		case ospfStubNetwork:
			p.str("\n\t      Stub Network: ")
			middle = ", Mask: "
		default:
			p.printf("\n\t      Unknown Router Link Type (%d)", kind)
			return false
		}
		p.addr4(v, 0)
		p.str(middle)
		p.addr4(v, 4)
		for i := range metrics + 1 {
			at := 8 + 4*i
			topology, metric := v.u8(at), v.u16(at+2)
			if i == 0 {
				topology = 0 // the type of the link is in its place
			}
			p.ospfTopology(topology)
			p.printf(", metric %d", metric)
		}
		v = v.from(12 + 4*metrics)
	}
	return true
}

// ospfExternal prints a route to elsewhere: RFC 2328, A.4.5.
func (p *Printer) ospfExternal(v view) {
	metric := v.u32(0)
	p.ospfTopology(int(metric >> 24 & 0x7f))
	p.printf(", type %d, metric", metric>>31+1)
	if metric&0xffffff == 0xffffff {
		p.str(" infinite")
	} else {
		p.printf(" %d", metric&0xffffff)
	}
	if v.u32(4) != 0 {
		p.str(", forward ")
		p.addr4(v, 4)
	}
	if v.u32(8) != 0 {
		p.str(", tag ")
		p.addr4(v, 8)
	}
}

// ospfOpaque prints the body of an opaque LSA: RFC 5250. It reports whether its
// TLVs are right.
func (p *Printer) ospfOpaque(opaque int, v view) bool {
	switch opaque {
	case ospfOpaqueGrace:
		return p.ospfGrace(v)
	case ospfOpaqueTE:
		return p.ospfTE(v)
	case ospfOpaqueRouter:
		return p.ospfRouterInformation(v)
	}
	if p.v <= 1 {
		p.hexLines("\n\t    ", v, 0, v.n)
	}
	return true
}

// ospfPadded returns the length of a TLV's value with its padding, and whether
// v has as much.
func (p *Printer) ospfPadded(v view, length int) (int, bool) {
	padded := (length + 3) &^ 3
	if padded > v.n {
		p.printf("\n\t    Bogus padded length %d > %d", padded, v.n)
		return 0, false
	}
	return padded, true
}

// ospfGrace prints the TLVs of a graceful restart: RFC 3623, A.
func (p *Printer) ospfGrace(v view) bool {
	for v.n > 0 {
		if v.n < 4 {
			p.printf("\n\t    Remaining LS length %d < 4", v.n)
			return false
		}
		kind, length := v.u16(0), v.u16(2)
		v = v.from(4)
		p.str("\n\t    ")
		p.name(ospfGraceTLVs, "unknown", kind)
		p.printf(" TLV (%d), length %d, value: ", kind, length)
		if length > v.n {
			p.printf("\n\t    Bogus length %d > %d", length, v.n)
			return false
		}
		if kind == 0 || length == 0 {
			return false
		}
		want := 4
		if kind == 2 {
			want = 1
		}
		if kind <= 3 && length != want {
			p.printf("\n\t    Bogus length %d != %d", length, want)
			return false
		}
		switch kind {
		case 1:
			p.printf("%ds", v.u32(0))
		case 2:
			reason := v.u8(0)
			p.name(ospfGraceReasons, "Unknown", reason)
			p.printf(" (%d)", reason)
		case 3:
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

// ospfRouterInformation prints what a router can do: RFC 7770, 2.3.
func (p *Printer) ospfRouterInformation(v view) bool {
	for v.n > 0 {
		if v.n < 4 {
			p.printf("\n\t    Remaining LS length %d < 4", v.n)
			return false
		}
		kind, length := v.u16(0), v.u16(2)
		v = v.from(4)
		p.str("\n\t    ")
		p.name(ospfRITLVs, "unknown", kind)
		p.printf(" TLV (%d), length: %d, value: ", kind, length)
		if length > v.n {
			p.printf("\n\t    Bogus length %d > remaining LS length %d", length, v.n)
			return false
		}
		if kind == 1 {
			if length != 4 {
				p.printf("\n\t    Bogus length %d != 4", length)
				return false
			}
			capabilities := v.u32(0)
			p.str("Capabilities: ")
			p.flags(ospfCapabilities, "unknown", ", ", capabilities)
		} else if p.v <= 1 {
			p.hexLines("\n\t      ", v, 0, length)
		}
		v = v.from((length + 3) &^ 3)
	}
	return true
}

// ospfLinkLocal prints the data after the packet's length: RFC 5613, 2.
func (p *Printer) ospfLinkLocal(v view, length, auth int) {
	if auth == ospfAuthCryptic {
		length += v.u8(19)
	}
	d := v.from(length)
	if d.n == 0 {
		return
	}
	p.printf("\n\t  LLS: checksum: 0x%04x", d.u16(0))
	words := d.u16(2)
	p.printf(", length: %d", words)
	for d = d.at(4, min(4*words-4, d.n-4)); d.n > 0; {
		kind := d.u16(0)
		p.str("\n\t    ")
		p.name(ospfLLSTLVs, "unknown TLV", kind)
		p.printf(" (%d)", kind)
		size := d.u16(2)
		p.printf(", length: %d", size)
		switch kind {
		case 1:
			if size != 4 {
				p.str(" [should be 4]")
				size = 4
			}
			options := d.u32(4)
			p.printf("\n\t      Options: 0x%08x [", options)
			p.flags(ospfLLSOptions, "?", ", ", options)
			p.byte(']')
		case 2:
			if size != 20 {
				p.str(" [should be 20]")
				size = 20
			}
			p.printf("\n\t      Sequence number: 0x%08x", d.u32(4))
		}
		d = d.from(4 + (size+3)&^3)
	}
}
