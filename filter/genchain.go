package filter

// maxHeaders is how many headers "protochain" follows. libpcap follows any
// number, with a loop that no kernel takes; this program has none, so that the
// kernel runs it. RFC 8200 4.1 wants each kind of header at most once, and one
// of them twice.
const maxHeaders = 10

// protochain is a packet with a header of a protocol somewhere in the chain of
// headers after the IP header.
func (c *generator) protochain(e *env, p *protoTest) *cond {
	if e.payload.v != nil {
		c.fail(CodeUnsupported, "'protochain' not supported with variable length headers")
	}
	c.unseen = true
	ip, network := e.networkAt(), e.networkAt()
	var v4, v6 *cond
	if p.proto != "ip6" {
		v4 = and(c.protocol(e, etherIPv4), c.headers(network, p.value, c.g.at(ip, 9, 1), c.g.ipv4Length(e), false))
	}
	if p.proto != "ip" {
		v6 = and(c.protocol(e, etherIPv6), c.headers(network, p.value, c.g.at(ip, 6, 1), c.g.constant(ipv6HeaderLength), true))
	}
	return or(v4, v6)
}

// headers looks for protocol wanted in the chain that goes on with next, whose
// header is at offset at from the network header.
func (c *generator) headers(network place, wanted uint32, next, at *value, ipv6 bool) *cond {
	g := c.g
	type step struct{ next, at, size *value }
	steps := []step{{next, at, next}}
	for range maxHeaders {
		s := steps[len(steps)-1]
		header := network.further(g, s.at)

		// Authentication headers count 4-byte units, and not the first two
		// of them (RFC 4302 2.2). libpcap forgets where such a header began,
		// so that what comes after the one behind it is lost.
		size := g.at(header, 1, 1)
		words := g.binary(opAdd, size, g.constant(2))
		after := g.binary(opShl, words, g.constant(2))
		if c.opt.Manual {
			after = g.binary(opAdd, after, s.at)
		}
		if ipv6 {
			// The others count 8-byte units, and not the first one
			// (RFC 8200 4.3). The fragment header has 0 there.
			units := g.binary(opAdd, size, g.constant(1))
			other := g.binary(opAdd, g.binary(opShl, units, g.constant(3)), s.at)
			after = g.choose(relEqual, s.next, g.constant(ipAH), after, other)
		}
		steps = append(steps, step{g.at(header, 0, 1), after, size})
	}
	found := never
	for i := len(steps) - 1; i >= 0; i-- {
		goesOn := g.equal(steps[i].next, ipAH)
		if ipv6 {
			goesOn = or(g.equal(steps[i].next, ipHopByHop), g.equal(steps[i].next, ipDestination),
				g.equal(steps[i].next, ipRouting), g.equal(steps[i].next, ipFragment), goesOn)
		}
		found = or(g.equal(steps[i].next, wanted), and(goesOn, found))
		// A header that is cut off in front of its length is none.
		found = and(evaluated(steps[i].size), found)
	}
	return found
}
