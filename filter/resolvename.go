package filter

import (
	"errors"
	"net/netip"
	"strings"
)

// name resolves a name: of a host, a network, a service or a protocol.
func (r *resolving) name(x *id, p primitive) expr {
	name := x.tok.text
	if p.proto == "decnet" {
		r.notQualifier(p.q.span, "decnet", string(p.typ))
	}
	switch p.typ {
	case "net":
		r.addresses(p, "<IPv4 network name>", "ip", "arp", "rarp")
		prefix, err := r.names.LookupNetwork(name)
		if err != nil || !prefix.Addr().Is4() {
			if err == nil {
				err = ErrNoSuchName
			}
			panic(r.lookup(x.span, "unknown network '%s'", name, err))
		}
		b := prefix.Addr().As4()
		m := maskedIPv4{
			uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]),
			uint32(uint64(0xffffffff) << (32 - prefix.Bits())),
		}
		return &addressTest{span: x.span, proto: p.proto, dir: p.dir, typ: p.typ, name: name, v4: []maskedIPv4{m}}
	case "host":
		if p.proto == "link" {
			return r.ether(x, p.dir, "link host NAME")
		}
		r.addresses(p, "<Internet hostname>", "ip", "arp", "rarp", "ip6")
		return r.host(x, p)
	case "gateway":
		switch p.proto {
		case "", "ip", "arp", "rarp":
		default:
			r.notQualifier(p.q.span, p.proto, "gateway")
		}
		host := r.host(x, p)
		host.v6, host.dir = nil, ""
		if host.err == nil && len(host.v4) == 0 {
			host.err = r.lookup(x.span, "unknown host '%s'", name, ErrNoSuchName)
		}
		return &gatewayTest{x.span, r.ether(x, "", "gateway"), host}
	case "port", "portrange":
		r.portQualifiers(p)
		if p.typ == "port" {
			return r.service(x, p)
		}
		return r.portRange(x, p)
	}
	return r.proto(x, p, r.protocolNumber(x, p))
}

// ether looks up a MAC address.
func (r *resolving) ether(x *id, dir word, what string) *macTest {
	m := &macTest{span: x.span, dir: dir, name: x.tok.text, what: what}
	addr, err := r.names.LookupEther(x.tok.text)
	if err != nil {
		m.err = r.lookup(x.span, "unknown Ethernet-like host '%s'", x.tok.text, err)
	}
	m.addr = addr
	return m
}

// host looks up the IP addresses of a host that the protocol can have.
func (r *resolving) host(x *id, p primitive) *addressTest {
	name := x.tok.text
	a := &addressTest{span: x.span, proto: p.proto, dir: p.dir, typ: p.typ, name: name}
	addrs, err := r.names.LookupHost(name)
	if err != nil {
		a.err = r.lookup(x.span, "unknown host '%s'", name, err)
		return a
	}
	seen := make(map[netip.Addr]bool)
	for _, addr := range addrs {
		addr = addr.WithZone("").Unmap()
		if seen[addr] {
			continue
		}
		seen[addr] = true
		switch {
		case addr.Is4() && p.proto != "ip6":
			b := addr.As4()
			a.v4 = append(a.v4, maskedIPv4{uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]), 0xffffffff})
		case addr.Is6() && (p.proto == "" || p.proto == "ip6"):
			a.v6 = append(a.v6, netip.PrefixFrom(addr, 128))
		}
	}
	if len(a.v4)+len(a.v6) == 0 {
		format := "unknown host '%s'"
		if p.proto != "" {
			format += " for specified address family"
		}
		a.err = r.lookup(x.span, format, name, ErrNoSuchName)
	}
	return a
}

// service looks up the port of a service. A service that only one of TCP and
// UDP has says which one is meant.
func (r *resolving) service(x *id, p primitive) expr {
	port, proto, err := r.port(x.tok.text)
	if err != nil {
		e := r.lookup(x.span, "unknown port '%s'", x.tok.text, err)
		known := func(name string) bool {
			_, _, err := r.port(name)
			return err == nil
		}
		if service := likeService(x.tok.text, known); service != "" {
			panic(e.hint("did you mean %q?", service))
		}
		panic(e)
	}
	if p.proto != "" && proto != "" && proto != p.proto {
		r.fail(x.span, CodeQualifier, "port '%s' is %s", x.tok.text, proto)
	}
	if p.proto != "" {
		proto = p.proto
	}
	return &portTest{x.span, proto, p.dir, port, port}
}

// port looks up a service's port and the protocol that it says, "" if both TCP
// and UDP have it at the same port.
func (r *resolving) port(name string) (port uint16, proto word, err error) {
	tcp, errTCP := r.names.LookupPort(name, "tcp")
	udp, errUDP := r.names.LookupPort(name, "udp")
	switch {
	case errTCP == nil && errUDP == nil && tcp == udp:
		return tcp, "", nil
	case errTCP == nil:
		return tcp, "tcp", nil
	case errUDP == nil:
		return udp, "udp", nil
	}
	sctp, errSCTP := r.names.LookupPort(name, "sctp")
	if errSCTP == nil {
		return sctp, "sctp", nil
	}
	for _, err := range []error{errTCP, errUDP, errSCTP} {
		if !errors.Is(err, ErrNoSuchName) {
			return 0, "", err
		}
	}
	return 0, "", ErrNoSuchName
}

// portRange resolves "first-last", where both are numbers or services. A
// service's name may have hyphens of its own: each hyphen is tried.
func (r *resolving) portRange(x *id, p primitive) expr {
	text := x.tok.text
	for i := range len(text) {
		if text[i] != '-' {
			continue
		}
		lo, loProto, ok1 := r.rangeEnd(x, text[:i])
		hi, hiProto, ok2 := r.rangeEnd(x, text[i+1:])
		if !ok1 || !ok2 {
			continue
		}
		return r.ports(x, p, lo, hi, loProto, hiProto)
	}
	if port, proto, err := r.port(text); err == nil {
		return r.ports(x, p, port, port, proto, proto)
	}
	e := errorf(r.text, x.span, CodeUnknownName, "unknown port in range '%s'", text)
	panic(e.hint("a range is two ports with \"-\" between them and no spaces, as in \"portrange 6000-6008\""))
}

// rangeEnd resolves one end of a range.
func (r *resolving) rangeEnd(x *id, text string) (port uint16, proto word, ok bool) {
	if text == "" {
		return 0, "", false
	}
	if scanNumber(text) == len(text) {
		v, problem := parseNumber(text)
		if problem != "" {
			r.fail(x.span, CodeNumber, "%s", problem)
		}
		if v > 0xffff {
			r.fail(x.span, CodeRange, "port number %d greater than maximum 65535", v)
		}
		return uint16(v), "", true
	}
	port, proto, err := r.port(text)
	return port, proto, err == nil
}

func (r *resolving) ports(x *id, p primitive, lo, hi uint16, loProto, hiProto word) expr {
	if lo > hi {
		lo, hi = hi, lo
	}
	proto := loProto
	if loProto != hiProto {
		proto = ""
	}
	if p.proto != "" && proto != "" && proto != p.proto {
		r.fail(x.span, CodeQualifier, "port in range '%s' is %s", x.tok.text, proto)
	}
	if p.proto != "" {
		proto = p.proto
	}
	return &portTest{x.span, proto, p.dir, lo, hi}
}

// protocolNumber looks up the name of a protocol of what the qualifier says.
func (r *resolving) protocolNumber(x *id, p primitive) uint32 {
	name := x.tok.text
	what := strings.TrimSpace(string(p.proto) + " " + string(p.typ))
	e := errorf(r.text, x.span, CodeUnknownName, "unknown '%s' value '%s'", what, name)
	switch p.proto {
	case "", "ip", "ip6":
		v, err := r.names.LookupProtocol(name)
		if err == nil {
			return uint32(v)
		}
		if !errors.Is(err, ErrNoSuchName) {
			e.Msg += ": " + err.Error()
		}
	case "link":
		if v, ok := etherProtocols[name]; ok {
			return v
		}
		if v, ok := saps[name]; ok {
			return v
		}
	case "iso":
		if v, ok := isoProtocols[name]; ok {
			return v
		}
	}
	panic(e)
}
