package filter

import (
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// maxTunnels is how many tunnels over UDP an expression may put one inside the
// other. libpcap has scratch memory for as many.
const maxTunnels = 5

// UDP ports of tunnels (IANA).
const (
	portGeneve = 6081
	portVXLAN  = 4789
)

// tunnel is the terms that say what comes next in a packet, and make the terms
// after them look there.
func (c *generator) tunnel(e env, t *term) (*cond, env) {
	var number *uint32
	if len(t.args) == 1 {
		number = &t.args[0].num
	}
	switch t.word {
	case "vlan":
		return c.vlan(e, number)
	case "mpls":
		return c.mpls(e, number)
	case "pppoes":
		return c.pppoes(e, number)
	case "geneve":
		return c.geneve(e, number)
	case "vxlan":
		return c.vxlan(e, number)
	}
	return c.lane(e)
}

// vlan is a frame with a VLAN tag; four bytes longer than one without.
//
// In a live capture on Ethernet the kernel may have taken the outermost tag out
// of the frame. What follows is then where it is without a tag. In a cooked
// capture the kernel does the same, and libpcap does not know "vlan" there.
func (c *generator) vlan(e env, number *uint32) (*cond, env) {
	if e.labels > 0 {
		c.fail(CodeUnsupported, "no VLAN match after MPLS")
	}
	cooked := e.layer.linkType == linktype.LinuxSLL || e.layer.linkType == linktype.LinuxSLL2
	aside := c.opt.Live && e.outerMost && e.tags == 0 && (cooked || e.layer.linkType == linktype.Ethernet)
	if !e.layer.vlan && !(cooked && c.opt.Live) {
		c.unsupported(&e, "vlan")
	}
	tagged := or(c.protocol(&e, etherVLAN), c.protocol(&e, etherServiceTag), c.protocol(&e, etherQinQ))
	control := c.g.at(e.networkAt(), 0, 2)
	kind, payload := e.kind.plus(4), e.payload.plus(4)
	if cooked {
		kind = e.payload.plus(2) // the first tag's; the header's own is not there
	}
	if aside {
		one := c.g.constant(1)
		present := c.g.ancillary(cbpf.AncVLANPresent)
		without := func(tagless, tagged place) place {
			return place{v: c.g.choose(relEqual, present, one, tagless.value(c.g), tagged.value(c.g))}
		}
		tagged = or(c.g.equal(present, 1), tagged)
		control = c.g.choose(relEqual, present, one, c.g.ancillary(cbpf.AncVLANTag), control)
		kind, payload = without(e.kind, kind), without(e.payload, payload)
	}
	if number != nil {
		c.atMost(*number, "VLAN tag", 0x0fff)
		tagged = and(tagged, c.g.masked(control, *number, 0x0fff))
	}
	e.tags++
	e.kind, e.payload = kind, payload
	return tagged, e
}

// mpls is a packet with an MPLS label, or with one more (RFC 3032 2.1).
func (c *generator) mpls(e env, number *uint32) (*cond, env) {
	var labelled *cond
	switch {
	case e.labels > 0:
		labelled = not(c.bottomOfStack(&e))
	case e.layer.mpls != 0:
		labelled = c.protocol(&e, e.layer.mpls)
	default:
		c.unsupported(&e, "mpls")
	}
	if number != nil {
		c.atMost(*number, "MPLS label", 0xfffff)
		labelled = and(labelled, c.g.masked(c.g.at(e.networkAt(), 0, 4), *number<<12, 0xfffff000))
	}
	e.labels++
	e.network, e.noSNAP = e.network+4, e.noSNAP+4
	return labelled, e
}

// bottomOfStack is the bit of the label before that says that it is the last
// one.
func (c *generator) bottomOfStack(e *env) *cond {
	last := e.networkAt()
	last.k -= 2
	return c.g.anySet(c.g.at(last, 0, 1), 0x01)
}

// mplsProtocol is protocol behind a label, which does not say what follows: an
// IP packet by its version.
func (c *generator) mplsProtocol(e *env, proto uint32) *cond {
	version := uint32(0x40)
	switch proto {
	case etherIPv4:
	case etherIPv6:
		version = 0x60
	default:
		c.fail(CodeUnsupported, "unsupported protocol over mpls")
	}
	return and(c.bottomOfStack(e), c.g.masked(c.g.at(e.networkAt(), 0, 1), version, 0xf0))
}

// pppoes is a PPPoE session packet (RFC 2516 4): a six-byte header, and PPP
// without its own framing.
func (c *generator) pppoes(e env, number *uint32) (*cond, env) {
	session := c.protocol(&e, etherPPPoES)
	if number != nil {
		c.atMost(*number, "PPPoE session number", 0xffff)
		session = and(session, c.g.equal(c.g.at(e.networkAt(), 2, 2), *number))
	}
	e.header = e.networkAt().plus(6)
	e.kind, e.payload = e.header, e.header.plus(2)
	e.network, e.noSNAP = 0, 0
	e.enter(linktype.PPP, nil)
	return session, e
}

// enter puts a link layer inside what came before.
func (e *env) enter(t linktype.Type, frame *cond) {
	e.layer, e.outerMost, e.frame, e.frameFirst = layerOf(t), false, frame, false
}

// overUDP is a UDP packet to port, over either version of IP, of which holds is
// true behind the UDP header; and the place behind that header.
func (c *generator) overUDP(e *env, port uint16, holds func(udp place) *cond) (is *cond, at place) {
	if e.tunnels++; e.tunnels > maxTunnels {
		c.fail(CodeLimit, "more than %d tunnels one inside the other", maxTunnels)
	}
	p := &portTest{proto: "udp", dir: "dst", lo: port, hi: port}
	v4 := and(c.portIPv4(e, p), holds(c.g.overIPv4(e).plus(8)))
	v6 := and(c.portIPv6(e, p), holds(e.overIPv6().plus(8)))

	// Which version it was, the link layer says, unless it cannot tell.
	tells, other := c.protocol(e, etherIPv4), c.protocol(e, etherIPv6)
	if tells.kind == condTest && tells.lhs == other.lhs && tells.rhs == other.rhs {
		tells = v4
	}
	length := tells.choose(c.g, c.g.ipv4Length(e), c.g.constant(ipv6HeaderLength))
	return or(v4, v6), e.networkAt().further(c.g, length).plus(8)
}

// virtualNetwork is the 24-bit number of a virtual network at bytes 4 to 6.
func (c *generator) virtualNetwork(at place, number *uint32, what string) *cond {
	if number == nil {
		return nil
	}
	c.atMost(*number, what, 0xffffff)
	return c.g.masked(c.g.at(at, 4, 4), *number<<8, 0xffffff00)
}

// geneve is a Geneve packet (RFC 8926 3.4), which carries an Ethernet frame or
// something else that has an EtherType.
func (c *generator) geneve(e env, number *uint32) (*cond, env) {
	is, at := c.overUDP(&e, portGeneve, func(at place) *cond {
		version0 := c.g.masked(c.g.at(at, 0, 1), 0, 0xc0)
		return and(version0, c.virtualNetwork(at, number, "Geneve VNI"))
	})
	c.unseen = true
	words := c.g.binary(opAnd, c.g.at(at, 0, 1), c.g.constant(0x3f))
	inner := at.further(c.g, c.g.binary(opShl, words, c.g.constant(2))).plus(8)
	isFrame := c.g.equal(c.g.at(at, 2, 2), etherBridging)

	e.header = inner
	e.kind = place{v: isFrame.choose(c.g, inner.plus(12).value(c.g), at.plus(2).value(c.g))}
	e.payload = place{v: isFrame.choose(c.g, inner.plus(14).value(c.g), inner.value(c.g))}
	e.network = 0
	e.enter(linktype.Ethernet, isFrame)
	return and(is, evaluated(e.kind.v)), e
}

// vxlan is a VXLAN packet (RFC 7348 5), which carries an Ethernet frame.
func (c *generator) vxlan(e env, number *uint32) (*cond, env) {
	is, at := c.overUDP(&e, portVXLAN, func(at place) *cond {
		return and(c.g.equal(c.g.at(at, 0, 1), 0x08), c.virtualNetwork(at, number, "VXLAN VNI"))
	})
	inner := at.plus(8)
	e.header, e.kind, e.payload = inner, inner.plus(12), inner.plus(14)
	e.network = 0
	e.enter(linktype.Ethernet, nil)
	return is, e
}
