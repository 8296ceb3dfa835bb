package filter

// portProtocols are the numbers of the protocols that have ports; "" is all of
// them.
var portProtocols = map[word][]uint32{
	"": {ipTCP, ipUDP, ipSCTP}, "tcp": {ipTCP}, "udp": {ipUDP}, "sctp": {ipSCTP},
}

// port is "port" and "portrange".
func (c *generator) port(e *env, p *portTest) *cond {
	return or(c.portIPv6(e, p), c.portIPv4(e, p))
}

// portIPv4 is a port behind an IPv4 header, in a first fragment.
func (c *generator) portIPv4(e *env, p *portTest) *cond {
	var parts []*cond
	ports := and(c.firstFragment(e), c.ports(c.g.overIPv4(e), p))
	for _, v := range portProtocols[p.proto] {
		parts = append(parts, and(c.overIPv4Is(e, v), ports))
	}
	return and(c.protocol(e, etherIPv4), or(parts...))
}

// portIPv6 is a port right behind a fixed IPv6 header.
func (c *generator) portIPv6(e *env, p *portTest) *cond {
	var parts []*cond
	ports := c.ports(e.overIPv6(), p)
	for _, v := range portProtocols[p.proto] {
		parts = append(parts, and(c.nextIPv6(e, v), ports))
	}
	return and(c.protocol(e, etherIPv6), or(parts...))
}

// ports tests the ports of a transport header.
func (c *generator) ports(transport place, p *portTest) *cond {
	port := func(at uint32) *cond {
		v := c.g.at(transport, at, 2)
		if p.lo == p.hi {
			return c.g.equal(v, uint32(p.lo))
		}
		return and(c.g.greaterEqual(v, uint32(p.lo)), not(c.g.greater(v, uint32(p.hi))))
	}
	return either(p.dir, port(0), port(2))
}

// either joins what is asked of a source and a destination.
func either(dir word, src, dst *cond) *cond {
	switch dir {
	case "src":
		return src
	case "dst":
		return dst
	case "src and dst":
		return and(src, dst)
	}
	return or(src, dst)
}
