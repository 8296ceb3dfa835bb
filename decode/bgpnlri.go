package decode

const (
	safiUnicast      = 1
	safiMulticast    = 2
	safiBoth         = 3
	safiLabeled      = 4
	safiMulticastVPN = 5
	safiVPLS         = 65
	safiMDT          = 66
	safiVPN          = 128
	safiVPNMulticast = 129
	safiVPNBoth      = 130
	safiRouteTarget  = 132

	bgpRDLen    = 8 // route distinguisher
	bgpLabelLen = 3
)

// A bgpRoute is a kind of network layer reachability information.
type bgpRoute uint8

const (
	bgpRouteUnknown bgpRoute = iota
	bgpRoutePlain
	bgpRouteLabeled
	bgpRouteVPN
	bgpRouteTarget
	bgpRouteMulticastVPN
	bgpRouteMDT
	bgpRouteL2VPN
)

// bgpRouteKind returns the kind of the routes of an address family.
func bgpRouteKind(family, safi int) bgpRoute {
	switch family {
	case afIPv4, afIPv6, afNSAP:
		switch safi {
		case safiUnicast, safiMulticast, safiBoth:
			return bgpRoutePlain
		case safiVPN, safiVPNMulticast, safiVPNBoth:
			return bgpRouteVPN
		}
	case afL2VPN:
		if safi >= safiVPN && safi <= safiVPNBoth {
			return bgpRouteL2VPN
		}
		return bgpRouteUnknown
	case afVPLS:
		if safi == safiVPLS {
			return bgpRouteL2VPN
		}
		return bgpRouteUnknown
	}
	switch {
	case safi == safiLabeled && (family == afIPv4 || family == afIPv6):
		return bgpRouteLabeled
	case family != afIPv4:
	case safi == safiRouteTarget:
		return bgpRouteTarget
	case safi == safiMulticastVPN:
		return bgpRouteMulticastVPN
	case safi == safiMDT:
		return bgpRouteMDT
	}
	return bgpRouteUnknown
}

// bgpReachFamily prints the address family that an MP_REACH_NLRI or an
// MP_UNREACH_NLRI begins with.
func (p *Printer) bgpReachFamily(v view) (family int, kind bgpRoute, ok bool) {
	family = v.u16(0)
	safi := v.u8(2)
	p.str("\n\t    AFI: ")
	p.name(addressFamilies, "Unknown AFI", family)
	p.printf(" (%d), ", family)
	if safi > 128 {
		p.str("vendor specific ")
	}
	p.str("SAFI: ")
	p.name(bgpSAFIs, "Unknown SAFI", safi)
	p.printf(" (%d)", safi)
	kind = bgpRouteKind(family, safi)
	if kind != bgpRouteUnknown {
		return family, kind, true
	}
	if !v.has(0, v.n) {
		return family, kind, false
	}
	p.printf("\n\t    no AFI %d / SAFI %d decoder", family, safi)
	if p.v <= 1 {
		p.hexLines("\n\t    ", v, 0, v.n)
	}
	return family, kind, true
}

// bgpReach prints an MP_REACH_NLRI: RFC 4760, 3. It reports whether it is whole.
//
//	0     2      3        4          4+n        5+n
//	+-----+------+--------+----------+----------+------
//	| AFI | SAFI | length | next hop | reserved | NLRI
//	+-----+------+--------+----------+----------+------
func (p *Printer) bgpReach(v view) bool {
	if !v.has(0, 3) || v.n < 3 {
		return false
	}
	family, kind, ok := p.bgpReachFamily(v)
	if !ok || kind == bgpRouteUnknown {
		return ok
	}
	if !v.has(3, 1) || v.n < 4 {
		return false
	}
	length := v.u8(3)
	v = v.from(4)
	if length > 0 {
		if v.n < length {
			return false
		}
		p.str("\n\t    nexthop: ")
		p.bgpNextHops(family, kind, v.at(0, length))
		v = v.from(length)
	}
	p.printf(", nh-length: %d", length)
	if v.n < 1 {
		return false
	}
	count := v.u8(0)
	v = v.from(1)
	if count == 0 {
		p.str(", no SNPA")
	} else {
		p.printf("\n\t    %d SNPA", count)
	}
	for range count {
		if v.n < 1 {
			return false
		}
		size := v.u8(0)
		p.printf("\n\t      %d bytes", size)
		if v.n < 1+size || !v.has(1, size) {
			return false
		}
		v = v.from(1 + size)
	}
	return p.bgpNLRIs(family, kind, v)
}

// bgpUnreach prints an MP_UNREACH_NLRI: RFC 4760, 4. It reports whether it is
// whole.
func (p *Printer) bgpUnreach(v view) bool {
	if !v.has(0, 3) {
		return false
	}
	family, kind, ok := p.bgpReachFamily(v)
	if !ok || kind == bgpRouteUnknown {
		return ok
	}
	if v.n == 3 {
		p.str("\n\t      End-of-Rib Marker (empty NLRI)")
	}
	return p.bgpNLRIs(family, kind, v.from(3))
}

// bgpNextHops prints the addresses that are v.
func (p *Printer) bgpNextHops(family int, kind bgpRoute, v view) {
	size := 4
	if family == afIPv6 {
		size = 16
	}
	distinguisher := 0
	if kind == bgpRouteVPN {
		distinguisher = bgpRDLen
	}
	if family == afNSAP {
		size = v.n - distinguisher
		if distinguisher > 0 && size < 1 {
			p.str(bgpInvalidLen)
			return
		}
	}
	for first := true; v.n > 0; first = false {
		if !first {
			p.str(", ")
		}
		if v.n < distinguisher+size {
			p.str(bgpInvalidLen)
			return
		}
		v.need(0, distinguisher+size)
		if distinguisher > 0 {
			p.str("RD: ")
			p.bgpRD(v, 0)
			p.str(", ")
		}
		if family != afNSAP {
			p.host(v.bytes(distinguisher, size))
		} else {
			p.nsap(v.bytes(distinguisher, size))
			if distinguisher > 0 {
				p.mappedNSAP(v.from(distinguisher))
			}
		}
		v = v.from(distinguisher + size)
	}
}

// mappedNSAP prints the IP address in an OSI one, where it has one: RFC 986 and
// RFC 1888, 6.
func (p *Printer) mappedNSAP(v view) {
	if v.u32(0) == 0x47000601 {
		v.need(4, 4)
		p.str(" = ")
		p.addr4(v, 4)
	} else if v.u24(0) == 0x350000 {
		v.need(3, 16)
		p.str(" = ")
		p.addr6(v, 3)
	}
}

// bgpRD prints a route distinguisher: RFC 4364, 4.2.
func (p *Printer) bgpRD(v view, off int) {
	switch v.u16(off) {
	case 0:
		p.printf("%d:%d (= ", v.u16(off+2), v.u32(off+4))
		p.out = appendIP(p.out, v.bytes(off+4, 4))
		p.byte(')')
	case 1:
		p.out = appendIP(p.out, v.bytes(off+2, 4))
		p.printf(":%d", v.u16(off+6))
	case 2:
		p.asn(v.u32(off + 2))
		p.printf(":%d (", v.u16(off+6))
		p.out = appendIP(p.out, v.bytes(off+2, 4))
		p.printf(":%d)", v.u16(off+6))
	default:
		p.str("unknown RD format")
	}
}

const (
	bgpIllegal = -1 // a length that cannot be right
	bgpCut     = -2 // a route that is not whole
	bgpShort   = -3 // an attribute that ends within the route
)

// bgpNLRIs prints the routes that are v. It reports whether they are whole.
func (p *Printer) bgpNLRIs(family int, kind bgpRoute, v view) bool {
	most := 32
	if family == afIPv6 {
		most = 128
	}
	paths := kind == bgpRoutePlain && family != afNSAP && bgpHasPathIDs(v, most)
	for v.n > 0 {
		var path uint32
		if paths {
			path = v.u32(0)
			v = v.from(4)
		}
		start := len(p.out)
		p.str("\n\t      ")
		size := p.bgpNLRI(family, kind, v, start)
		if size < 0 {
			p.out = p.out[:start]
		}
		switch {
		case size == bgpIllegal && kind == bgpRouteTarget:
			p.str("\n\t      (illegal prefix length)")
		case size == bgpIllegal && kind == bgpRouteL2VPN:
			p.str("\n\t    (illegal length)")
		case size == bgpIllegal:
			p.str("\n\t    (illegal prefix length)")
		case size == bgpCut:
			return false
		}
		if paths {
			p.printf("   Path Id: %d", path)
		}
		if size < 0 {
			return true
		}
		v = v.from(size)
	}
	return true
}

// bgpNLRI prints the route at the start of v and returns its length, or why it
// is none. What is printed of a route that is not captured is taken back to
// start before the packet ends.
func (p *Printer) bgpNLRI(family int, kind bgpRoute, v view, start int) int {
	switch kind {
	case bgpRoutePlain:
		return p.bgpPrefix(family, v, start, 0)
	case bgpRouteLabeled:
		if !v.has(0, 4) {
			return bgpCut
		}
		return p.bgpPrefix(family, v, start, bgpLabelLen)
	case bgpRouteVPN:
		return p.bgpPrefix(family, v, start, bgpLabelLen+bgpRDLen)
	case bgpRouteTarget:
		return p.bgpRouteTarget(v, start)
	case bgpRouteMulticastVPN:
		return p.bgpMulticastVPN(v, start)
	case bgpRouteMDT:
		return p.bgpMDT(v, start)
	default:
		return p.bgpL2VPN(v, start)
	}
}

// takeBack ends the packet, without what was printed since start, unless n
// bytes at off were captured.
func (p *Printer) takeBack(start int, v view, off, n int) {
	if !v.has(off, n) {
		p.out = p.out[:start]
		bail()
	}
}

// bgpPrefix prints a prefix, with before bytes of label and route distinguisher
// between its length and itself: RFC 4760, 5, RFC 8277, 2, and RFC 4364, 4.3.4.
func (p *Printer) bgpPrefix(family int, v view, start, before int) int {
	p.takeBack(start, v, 0, 1)
	bits := v.u8(0) - before*8
	most := 128
	switch family {
	case afIPv4:
		most = 32
	case afNSAP:
		most = 152
	}
	if bits < 0 || bits > most {
		return bgpIllegal
	}
	at, size := 1+before, (bits+7)/8
	if v.n < at+size && before < bgpRDLen {
		return bgpShort
	}
	p.takeBack(start, v, at, size)
	if before >= bgpRDLen {
		p.str("RD: ")
		p.bgpRD(v, 1+bgpLabelLen)
		p.str(", ")
	}
	switch family {
	case afIPv4:
		addr := maskedPrefix4(v, at, bits)
		p.host(addr[:])
	case afIPv6:
		addr := maskedPrefix6(v, at, bits)
		p.host(addr[:])
	default:
		var addr [19]byte
		maskPrefix(addr[:], v.bytes(at, size), bits)
		p.nsap(addr[:size])
	}
	p.printf("/%d", bits)
	if before > 0 {
		label := v.u24(1)
		p.printf(", label:%d ", label>>4)
		if label&1 == 0 {
			p.str("(BOGUS: Bottom of Stack NOT set!)")
		} else {
			p.str("(bottom)")
		}
	}
	return at + size
}

// bgpRouteTarget prints a route target membership: RFC 4684, 4.
func (p *Printer) bgpRouteTarget(v view, start int) int {
	p.takeBack(start, v, 0, 1)
	bits := v.u8(0)
	if bits == 0 {
		p.str("default route target")
		return 1
	}
	bits -= 32 // of the origin AS
	if bits < 0 || bits > 64 {
		return bgpIllegal
	}
	size := (bits + 7) / 8
	p.takeBack(start, v, 0, 5+size)
	p.str("origin AS: ")
	p.asn(v.u32(1))
	if bits == 0 {
		p.str(", route-target: 0:0/0")
		return 5
	}
	var target [8]byte
	maskPrefix(target[:], v.bytes(5, size), bits)
	t := view{target[:], len(target)}
	kind := t.u16(0)
	switch {
	case bits < 16:
		p.str(", route-target: partial-type: (")
	case kind == 0x0002:
		p.printf(", route-target: %d:%d/%d (", t.u16(2), t.u32(4), bits)
	case kind == 0x0102:
		p.str(", route-target: ")
		p.out = appendIP(p.out, t.bytes(2, 4))
		p.printf(":%d/%d (", t.u16(6), bits)
	case kind == 0x0202:
		p.str(", route-target: ")
		p.asn(t.u32(2))
		p.printf(":%d/%d (", t.u16(6), bits)
	default:
		p.printf(", route target: unknown-type(%04x) (", kind)
	}
	for i, c := range target[:size] {
		if i > 0 && i%2 == 0 {
			p.byte(' ')
		}
		p.printf("%02x", c)
	}
	if bits < 16 || kind != 0x0002 && kind != 0x0102 && kind != 0x0202 {
		p.printf("/%d", bits)
	}
	p.byte(')')
	return 5 + size
}
