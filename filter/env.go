package filter

// env is what the terms before a term say of the packet that it looks at: which
// link layer, and where its headers are. vlan, mpls, pppoes, geneve, vxlan and
// lane change it for all the terms after them, whatever joins those; that is
// pcap-filter(7)'s rule ("will change the decoding offsets for the remainder of
// the expression").
//
//	prefix | link-layer header | link-layer payload
//	       ^ header   ^ kind   ^ payload  ^ payload+network
type env struct {
	layer     *linkLayer
	outerMost bool // the link layer is the one that the packet begins with

	header  place // of the link-layer header
	kind    place // of the field that says what the payload is
	payload place // of what follows the link-layer header: an 802.2 or a network header

	network uint32 // of the network header in the payload, past an 802.2 and a SNAP header
	noSNAP  uint32 // of the network header in the payload, past an 802.2 header without SNAP

	labels  int // MPLS labels so far
	tags    int // VLAN tags so far
	tunnels int // tunnels over UDP so far

	// frame, if not nil, says that the tunnel carries an Ethernet frame, where
	// it could carry something else: terms about MAC addresses ask that first.
	// With frameFirst terms about protocols do too.
	frame      *cond
	frameFirst bool
}

// A place is somewhere in the packet: k bytes from v, which depends on the
// packet, or from the packet's start if v is nil.
type place struct {
	v *value
	k uint32
}

func (o place) plus(n uint32) place { return place{o.v, o.k + n} }

// value returns the place as an offset from the packet's start.
func (o place) value(g *graph) *value {
	if o.v == nil {
		return g.constant(o.k)
	}
	return g.binary(opAdd, o.v, g.constant(o.k))
}

// further returns the place that is v bytes after o.
func (o place) further(g *graph, v *value) place {
	if o.v != nil {
		v = g.binary(opAdd, o.v, v)
	}
	return place{v, o.k}
}

// at loads size bytes at o+n.
func (g *graph) at(o place, n uint32, size uint8) *value {
	return g.load(size, o.v, o.k+n)
}

// networkAt is the offset of the network header.
func (e *env) networkAt() place { return e.payload.plus(e.network) }

// ipv4Length is the length of the IPv4 header in bytes.
func (g *graph) ipv4Length(e *env) *value {
	at := e.networkAt()
	if at.v == nil {
		return g.headerLen(at.k)
	}
	ihl := g.binary(opAnd, g.at(at, 0, 1), g.constant(0x0f))
	return g.binary(opShl, ihl, g.constant(2))
}

// overIPv4 is the offset of what the IPv4 header carries.
func (g *graph) overIPv4(e *env) place {
	return e.networkAt().further(g, g.ipv4Length(e))
}

// overIPv6 is the offset of what the fixed IPv6 header carries (RFC 8200 3).
func (e *env) overIPv6() place { return e.networkAt().plus(ipv6HeaderLength) }

const ipv6HeaderLength = 40

// Tests of one field.

func (g *graph) equal(v *value, k uint32) *cond {
	return &cond{kind: condTest, rel: relEqual, lhs: v, rhs: g.constant(k)}
}

func (g *graph) masked(v *value, k, mask uint32) *cond {
	switch {
	case mask == 0 && k == 0:
		return evaluatedStrictly(v)
	case mask == 0:
		return and(evaluatedStrictly(v), never)
	case mask == 0xffffffff:
		return g.equal(v, k)
	}
	return g.equal(g.binary(opAnd, v, g.constant(mask)), k)
}

func (g *graph) anySet(v *value, bits uint32) *cond {
	return &cond{kind: condTest, rel: relSet, lhs: v, rhs: g.constant(bits)}
}

func (g *graph) greater(v *value, k uint32) *cond {
	return &cond{kind: condTest, rel: relGreater, lhs: v, rhs: g.constant(k)}
}

func (g *graph) greaterEqual(v *value, k uint32) *cond {
	return &cond{kind: condTest, rel: relGreaterEqual, lhs: v, rhs: g.constant(k)}
}

// compare is the comparison x op y.
func compare(op word, x, y *value) *cond {
	switch op {
	case "=", "":
		return &cond{kind: condTest, rel: relEqual, lhs: x, rhs: y}
	case "!=":
		return not(compare("=", x, y))
	case ">":
		return &cond{kind: condTest, rel: relGreater, lhs: x, rhs: y}
	case ">=":
		return &cond{kind: condTest, rel: relGreaterEqual, lhs: x, rhs: y}
	case "<":
		return not(compare(">=", x, y))
	}
	return not(compare(">", x, y))
}

// bytesAt is true where the packet has b at o+n. It tests the last four bytes
// first, as libpcap does: they differ more often.
func (g *graph) bytesAt(o place, n uint32, b []byte) *cond {
	var parts []*cond
	for len(b) > 0 {
		size := 1
		switch {
		case len(b) >= 4:
			size = 4
		case len(b) >= 2:
			size = 2
		}
		at := len(b) - size
		var k uint32
		for _, c := range b[at:] {
			k = k<<8 | uint32(c)
		}
		parts = append(parts, g.equal(g.at(o, n+uint32(at), uint8(size)), k))
		b = b[:at]
	}
	return and(parts...)
}
