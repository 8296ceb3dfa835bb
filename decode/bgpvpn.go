package decode

// bgpVPNAddress prints an address that is size bytes long.
func (p *Printer) bgpVPNAddress(v view, off, size, start int) {
	if size != 4 && size != 16 {
		p.printf("bogus address length %d", size)
		return
	}
	p.takeBack(start, v, off, size)
	p.host(v.bytes(off, size))
}

// bgpSourceGroup prints a multicast source and group, each with its length in
// bits before it. It returns the length of both.
func (p *Printer) bgpSourceGroup(v view, off, start int) int {
	begin := off
	for _, name := range [...]string{", Source ", ", Group "} {
		p.takeBack(start, v, off, 1)
		bits := v.u8(off)
		off++
		if bits != 0 {
			p.str(name)
			p.bgpVPNAddress(v, off, bits/8, start)
			off += bits / 8
		}
	}
	return off - begin
}

// bgpMulticastVPN prints a route of a multicast VPN: RFC 6514, 4.
func (p *Printer) bgpMulticastVPN(v view, start int) int {
	p.takeBack(start, v, 0, 2)
	kind, length := v.u8(0), v.u8(1)
	p.str("Route-Type: ")
	p.name(bgpMulticastRoutes, "Unknown", kind)
	p.printf(" (%d), length: %d", kind, length)
	const body = 2
	switch kind {
	case 1: // Intra-AS I-PMSI
		if !v.has(body, bgpRDLen) || length < bgpRDLen {
			return bgpCut
		}
		p.str(", RD: ")
		p.bgpRD(v, body)
		p.str(", Originator ")
		p.bgpVPNAddress(v, body+bgpRDLen, length-bgpRDLen, start)
	case 2: // Inter-AS I-PMSI
		if !v.has(body, bgpRDLen+4) {
			return bgpCut
		}
		p.bgpSourceAS(v, body)
	case 3: // S-PMSI
		if !v.has(body, bgpRDLen) {
			return bgpCut
		}
		p.str(", RD: ")
		p.bgpRD(v, body)
		size := p.bgpSourceGroup(v, body+bgpRDLen, start)
		rest := length - bgpRDLen - size
		if rest < 0 || !v.has(body+bgpRDLen+size, rest) {
			return bgpCut
		}
		p.str(", Originator ")
		p.bgpVPNAddress(v, body+bgpRDLen+size, rest, start)
	case 5: // Source Active
		if !v.has(body, bgpRDLen) {
			return bgpCut
		}
		p.str(", RD: ")
		p.bgpRD(v, body)
		p.bgpSourceGroup(v, body+bgpRDLen, start)
	case 6, 7: // Shared Tree Join, Source Tree Join
		if !v.has(body, bgpRDLen+4) {
			return bgpCut
		}
		p.bgpSourceAS(v, body)
		p.bgpSourceGroup(v, body+bgpRDLen+4, start)
	}
	return body + length
}

// bgpSourceAS prints a route distinguisher and an AS number.
func (p *Printer) bgpSourceAS(v view, off int) {
	p.str(", RD: ")
	p.bgpRD(v, off)
	p.str(", Source-AS ")
	p.asn(v.u32(off + bgpRDLen))
}

// bgpMDT prints a route of a multicast distribution tree: RFC 6037, 6.1.
func (p *Printer) bgpMDT(v view, start int) int {
	const size = bgpRDLen + 4 + 4
	p.takeBack(start, v, 0, 1)
	if v.u8(0) != size*8 {
		return bgpIllegal
	}
	if !v.has(1, bgpRDLen) {
		return bgpCut
	}
	p.takeBack(start, v, 1, size)
	p.str("RD: ")
	p.bgpRD(v, 1)
	p.str(", VPN IP Address: ")
	p.addr4(v, 1+bgpRDLen)
	p.str(", MC Group Address: ")
	p.addr4(v, 1+bgpRDLen+4)
	return 1 + size
}

// bgpL2VPN prints a route of a layer 2 VPN: RFC 6074, 3.2.2.1, where it is 12
// bytes long, and RFC 4761, 3.2.2, or RFC 6624, 2.1, where it is longer.
func (p *Printer) bgpL2VPN(v view, start int) int {
	const (
		lengthLen = 2
		discovery = 12
		fixed     = 15
		least     = 18
		vector    = 1 // circuit status vector
	)
	p.takeBack(start, v, 0, lengthLen)
	length := v.u16(0)
	body := v.at(lengthLen, length)
	switch {
	case length == discovery:
		if !body.has(0, discovery) {
			return bgpCut
		}
		p.str("RD: ")
		p.bgpRD(body, 0)
		p.str(", BGPNH: ")
		p.addr4(body, bgpRDLen)
		return lengthLen + length
	case length < least || !body.has(0, fixed):
		return bgpCut
	}
	p.str("RD: ")
	p.bgpRD(body, 0)
	p.printf(", CE-ID: %d, Label-Block Offset: %d, Label Base %d",
		body.u16(8), body.u16(10), body.u24(12)>>4)
	for tlv := body.from(fixed); tlv.n > 0; {
		if tlv.n < 3 {
			p.str("\n\t\tran past the end")
			return lengthLen + length
		}
		p.takeBack(start, tlv, 0, 3)
		kind, bits := tlv.u8(0), tlv.u16(1)
		size := (bits + 7) / 8
		value := tlv.from(3)
		if kind == vector {
			p.printf("\n\t\tcircuit status vector (%d) length: %d: 0x", kind, bits)
			p.takeBack(start, value, 0, min(size, value.n))
			p.hexBytes(value.bytes(0, min(size, value.n)), "")
		} else {
			p.printf("\n\t\tunknown TLV #%d, length: %d", kind, bits)
		}
		if value.n < size {
			p.str(" (ran past the end)")
			return lengthLen + length
		}
		tlv = value.from(size)
	}
	return lengthLen + length
}
