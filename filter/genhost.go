package filter

import (
	"encoding/binary"
	"net/netip"
)

// sourceOrDestination fails for a direction that only 802.11 has.
func (c *generator) sourceOrDestination(dir word) {
	switch dir {
	case "", "src", "dst", "src or dst", "src and dst":
		return
	}
	c.fail(CodeQualifier, "'%s' is valid for 802.11 syntax only", dir)
}

// address is "host" and "net" with IP addresses.
func (c *generator) address(e *env, a *addressTest) *cond {
	if a.err != nil {
		panic(a.err)
	}
	var parts []*cond
	for _, m := range a.v4 {
		for _, h := range c.ipv4Headers(e, a) {
			is := c.protocol(e, h.protocol)
			c.sourceOrDestination(a.dir)
			parts = append(parts, and(is, c.ipv4Fields(e, h, a.dir, m)))
		}
	}
	for _, p := range a.v6 {
		parts = append(parts, c.ipv6Address(e, a, p))
	}
	return or(parts...)
}

// An ipv4Header is a protocol whose header holds IPv4 addresses.
type ipv4Header struct {
	name     word
	protocol uint32
	src, dst uint32 // offsets
}

var ipv4Headers = []ipv4Header{
	{"ip", etherIPv4, 12, 16},
	{"arp", etherARP, 14, 24},
	{"rarp", etherRARP, 14, 24},
}

// ipv4Headers returns the headers that an address is looked for in: all of them
// if the protocol is not said, except inside MPLS, and for names where nothing
// says what a packet is.
func (c *generator) ipv4Headers(e *env, a *addressTest) []ipv4Header {
	for i, h := range ipv4Headers {
		if h.name == a.proto {
			return ipv4Headers[i : i+1]
		}
	}
	if e.labels > 0 || a.name != "" && a.typ == "host" && !e.hasKind() {
		return ipv4Headers[:1]
	}
	return ipv4Headers
}

// ipv4Fields compares the addresses of a header with m.
func (c *generator) ipv4Fields(e *env, h ipv4Header, dir word, m maskedIPv4) *cond {
	field := func(at uint32) *cond { return c.g.masked(c.g.at(e.networkAt(), at, 4), m.addr, m.mask) }
	return either(dir, field(h.src), field(h.dst))
}

// ipv6Address is an address in an IPv6 packet.
func (c *generator) ipv6Address(e *env, a *addressTest, p netip.Prefix) *cond {
	is := c.protocol(e, etherIPv6)
	c.sourceOrDestination(a.dir)
	addr := p.Addr().As16()
	field := func(at uint32) *cond {
		var parts []*cond
		for i := range uint32(4) {
			// The bits of this word that count.
			n := min(max(p.Bits()-int(32*i), 0), 32)
			mask := uint32(uint64(0xffffffff) << (32 - n))
			word := binary.BigEndian.Uint32(addr[4*i:])
			parts = append(parts, c.g.masked(c.g.at(e.networkAt(), at+4*i, 4), word, mask))
		}
		return and(parts...)
	}
	return and(is, either(a.dir, field(8), field(24)))
}

// gateway is a packet that came from or went to the link-layer address of a
// host, and has IPv4 addresses, but not the host's.
func (c *generator) gateway(e *env, g *gatewayTest) *cond {
	if e.labels > 0 {
		c.fail(CodeUnsupported, "'gateway' cannot be used within MPLS")
	}
	mac := c.mac(e, g.mac)
	if g.host.err != nil {
		panic(g.host.err)
	}
	var parts []*cond
	for _, h := range c.ipv4Headers(e, g.host) {
		var fields []*cond
		for _, m := range g.host.v4 {
			fields = append(fields, c.ipv4Fields(e, h, "", m))
		}
		parts = append(parts, and(c.protocol(e, h.protocol), not(or(fields...))))
	}
	return and(mac, or(parts...))
}

// decnet is "decnet host". Only data packets are looked at, with no padding or
// one byte of it in front of the header; the address is little-endian. The
// header is the short or the long one (DECnet Phase IV routing layer 7).
func (c *generator) decnet(e *env, d *decnetTest) *cond {
	is := c.protocol(e, etherDECnet)
	c.sourceOrDestination(d.dir)
	const (
		afterLength = 2 // the packet's length comes first
		padded      = 0x81
		short, long = 0x02, 0x06 // of the flags' lowest 3 bits
	)
	addr := uint32(d.addr)>>8 | uint32(d.addr)<<8&0xff00
	at := e.networkAt().plus(afterLength)
	load := func(off uint32, size uint8) *value { return c.g.at(at, off, size) }

	src := or(
		and(c.g.masked(load(0, 1), short, 0x07), c.g.equal(load(3, 2), addr)),
		and(c.g.masked(load(0, 2), padded<<8|short, 0xff07), c.g.equal(load(4, 2), addr)),
		and(c.g.masked(load(0, 1), long, 0x07), c.g.equal(load(15, 2), addr)),
		and(c.g.masked(load(0, 2), padded<<8|long, 0xff07), c.g.equal(load(16, 2), addr)),
	)
	// A short header's destination is in one word with its flags.
	dst := or(
		c.g.masked(load(0, 4), short<<24|addr<<8, 0x07ffff00),
		c.g.masked(load(0, 4), padded<<24|short<<16|addr, 0xff07ffff),
		and(c.g.masked(load(0, 1), long, 0x07), c.g.equal(load(7, 2), addr)),
		and(c.g.masked(load(0, 2), padded<<8|long, 0xff07), c.g.equal(load(8, 2), addr)),
	)
	return and(is, either(d.dir, src, dst))
}
