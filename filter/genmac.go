package filter

import "pktcap/filter/cbpf"

// mac is "link host" with a 48-bit address.
func (c *generator) mac(e *env, m *macTest) *cond {
	if e.layer.macs != mac48 && e.layer.macs != macWLAN {
		c.unsupported(e, m.what)
	}
	if m.err != nil {
		panic(m.err)
	}
	if e.layer.macs == macWLAN {
		return c.wlanAddress(e, m.dir, m.addr)
	}
	c.sourceOrDestination(m.dir)
	src := c.g.bytesAt(e.header, e.layer.srcMAC, m.addr[:])
	dst := c.g.bytesAt(e.header, e.layer.dstMAC, m.addr[:])
	return and(e.frame, either(m.dir, src, dst))
}

// arcnet is "link host" with an 8-bit address.
func (c *generator) arcnet(e *env, a *arcnetTest) *cond {
	if e.layer.macs != mac8 {
		c.unsupported(e, "link host $XX")
	}
	c.sourceOrDestination(a.dir)
	src := c.g.equal(c.g.at(e.header, e.layer.srcMAC, 1), uint32(a.addr))
	dst := c.g.equal(c.g.at(e.header, e.layer.dstMAC, 1), uint32(a.addr))
	return either(a.dir, src, dst)
}

// broadcast is "ether broadcast" and "ip broadcast".
func (c *generator) broadcast(e *env, t *term) *cond {
	if t.proto.word == "ip" {
		if !c.opt.Netmask.Is4() {
			c.fail(CodeNetmask, "netmask not known, so 'ip broadcast' not supported")
		}
		b := c.opt.Netmask.As4()
		host := ^(uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]))
		dst := c.g.at(e.networkAt(), 16, 4)
		return and(c.protocol(e, etherIPv4), or(c.g.masked(dst, 0, host), c.g.masked(dst, host, host)))
	}
	if e.layer.macs == mac8 {
		return c.g.equal(c.g.at(e.header, e.layer.dstMAC, 1), e.layer.broadcast)
	}
	all := [6]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	return c.mac(e, &macTest{span: t.span, dir: "dst", addr: all, what: "broadcast"})
}

// multicast is "ether multicast", "ip multicast" and "ip6 multicast".
func (c *generator) multicast(e *env, t *term) *cond {
	switch t.proto.word {
	case "ip":
		return and(c.protocol(e, etherIPv4), c.g.masked(c.g.at(e.networkAt(), 16, 1), 0xe0, 0xf0))
	case "ip6":
		return and(c.protocol(e, etherIPv6), c.g.equal(c.g.at(e.networkAt(), 24, 1), 0xff))
	}
	switch {
	case !e.layer.multicast:
		c.unsupported(e, "multicast")
	case e.layer.macs == mac8: // a broadcast is all there is
		return c.g.equal(c.g.at(e.header, e.layer.dstMAC, 1), e.layer.broadcast)
	case e.layer.macs == macWLAN:
		return c.wlanDestination(e, func(at uint32) *cond { return c.groupBit(e, at) })
	}
	return and(e.frame, c.groupBit(e, e.layer.dstMAC))
}

// groupBit is the bit that makes a MAC address that of a group.
func (c *generator) groupBit(e *env, at uint32) *cond {
	return c.g.anySet(c.g.at(e.header, at, 1), 0x01)
}

// llc is "llc" and its types.
func (c *generator) llc(e *env, l *llcTest) *cond {
	if e.layer.llc == nil {
		c.unsupported(e, "llc")
	}
	header := e.layer.llc(c, e)
	if l.mask == 0 {
		return header
	}
	c.unseen = c.unseen || e.layer.macs == macWLAN
	control := c.g.at(e.payload, 2, 1)
	if l.clear {
		return and(header, not(c.g.anySet(control, l.mask)))
	}
	return and(header, c.g.masked(control, l.value, l.mask))
}

// etherLLC is a frame with a length instead of an EtherType that is not
// Novell's without an 802.2 header.
func (c *generator) etherLLC(e *env) *cond {
	return and(not(c.g.greater(c.g.at(e.kind, 0, 2), maxLength)), not(c.g.equal(c.g.at(e.payload, 0, 2), 0xffff)))
}

func alwaysLLC(*generator, *env) *cond { return always }

// ifindex is the index of the interface: a field of a Linux cooked capture, or
// the kernel's to say.
func (c *generator) ifindex(e *env, t *term) *cond {
	if e.layer.ifindex {
		return c.g.equal(c.g.at(e.header, 4, 4), t.args[0].num)
	}
	c.live(e, "ifindex")
	return c.g.equal(c.g.ancillary(cbpf.AncIfindex), t.args[0].num)
}
