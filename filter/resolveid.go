package filter

import (
	"net/netip"
	"strconv"
	"strings"
)

// id resolves one id under the qualifiers q. The checks come in libpcap's
// order, so that of several mistakes the same one is reported.
func (r *resolving) id(x *id, q qualifiers) expr {
	typ := q.typ
	if typ == "" {
		typ = "host"
	}
	p := primitive{span: x.span, q: q, proto: q.proto.word, dir: q.dir, typ: typ}
	switch x.tok.kind {
	case tokIPv4, tokIPv6:
		switch typ {
		case "port", "portrange", "proto", "protochain":
			kind := "IPv4 address"
			if x.tok.kind == tokIPv6 {
				kind = "IPv6 address"
			}
			switch {
			case x.masked:
				kind += " and prefix length"
			case x.mask.kind == tokIPv4:
				kind += " and netmask"
			}
			r.fail(q.span.to(x.span), CodeQualifier, "'%s' qualifier applied to %s", typ, kind)
		}
		if x.tok.kind == tokIPv6 {
			return r.ipv6(x, p)
		}
		return r.ipv4(x, p)
	case tokNumber:
		return r.number(x, p)
	case tokMAC:
		if typ != "host" || p.proto != "link" {
			e := errorf(r.text, x.span, CodeQualifier, "Ethernet address used in non-ether expression")
			panic(e.hint("write \"ether host %s\"", x.tok.text))
		}
		return &macTest{span: x.span, dir: q.dir, addr: parseMAC(x.tok.text), name: x.tok.text, what: "link host XX:XX:XX:XX:XX:XX"}
	case tokARCnet:
		if typ != "host" {
			r.notQualifier(q.span, typ, "$XX")
		}
		if p.proto != "link" {
			r.fail(x.span, CodeQualifier, "'link' is the only valid proto qualifier for 'host $XX'")
		}
		v, _ := strconv.ParseUint(x.tok.text[1:], 16, 8) // the lexer saw to it
		return &arcnetTest{x.span, q.dir, byte(v)}
	}
	return r.name(x, p)
}

// A primitive is an id's qualifiers on their way to a resolved primitive.
type primitive struct {
	span
	q     qualifiers
	proto word
	dir   word
	typ   word // filled in
}

// addresses checks that the protocol has IP addresses of this kind.
func (r *resolving) addresses(p primitive, kind string, valid ...word) {
	if p.proto == "" {
		return
	}
	for _, v := range valid {
		if p.proto == v {
			return
		}
	}
	e := errorf(r.text, p.q.span, CodeQualifier, "'%s' is not a valid qualifier for '%s %s'", p.proto, p.typ, kind)
	switch p.proto {
	case "tcp", "udp", "sctp", "icmp":
		e.Hint = "write \"" + string(p.proto) + " and " + string(p.typ) + " ...\""
	case "ip", "ip6":
		other := map[word]word{"ip": "ip6", "ip6": "ip"}[p.proto]
		e.Hint = "write \"" + string(other) + " " + string(p.typ) + " ...\""
	}
	panic(e)
}

// ipv4 resolves a dotted address, perhaps with a mask.
func (r *resolving) ipv4(x *id, p primitive) expr {
	masked := x.masked || x.mask.kind == tokIPv4
	if p.proto == "decnet" {
		if masked || p.typ != "host" {
			r.notQualifier(p.q.span, "decnet", string(p.typ))
		}
		addr, ok := parseDECnet(x.tok.text)
		if !ok {
			r.fail(x.span, CodeAddress, "invalid DECnet address '%s'", x.tok.text)
		}
		return &decnetTest{x.span, p.dir, addr}
	}
	if p.typ == "gateway" || masked && p.typ == "host" {
		r.notQualifier(p.q.span.to(x.span), p.typ, x.String())
	}
	addr, bits := r.dotted(x.tok)
	m := maskedIPv4{addr, uint32(uint64(0xffffffff) << (32 - bits))}
	kind := "<IPv4 address>"
	switch {
	case x.masked:
		if x.prefix.num > 32 {
			r.fail(x.prefix.span, CodeRange, "mask length must be <= 32")
		}
		m.mask = uint32(uint64(0xffffffff) << (32 - x.prefix.num))
	case x.mask.kind == tokIPv4:
		m.mask, _ = r.dotted(x.mask)
	}
	if masked {
		kind = "<IPv4 prefix>"
		if m.addr&^m.mask != 0 {
			e := errorf(r.text, x.span, CodeAddress, "non-network bits set in \"%s\"", x)
			panic(e.hint("the network is %s", maskedIPv4{m.addr & m.mask, m.mask}))
		}
	}
	if p.proto == "link" && !masked {
		e := errorf(r.text, x.span, CodeAddress, "illegal link-layer address '%s'", x.tok.text)
		panic(e.hint("for an IP address write \"host %s\"", x.tok.text))
	}
	r.addresses(p, kind, "ip", "arp", "rarp")
	return &addressTest{span: x.span, proto: p.proto, dir: p.dir, typ: p.typ, v4: []maskedIPv4{m}}
}

// dotted parses two to four decimal numbers with dots between them into the
// leading bits of an IPv4 address.
func (r *resolving) dotted(t token) (addr uint32, bits int) {
	for part := range strings.SplitSeq(t.text, ".") {
		v, err := strconv.ParseUint(part, 10, 32)
		if err != nil || v > 0xff {
			r.fail(t.span, CodeAddress, "invalid IPv4 address '%s'", t.text)
		}
		addr, bits = addr<<8|uint32(v), bits+8
	}
	return addr << (32 - bits), bits
}

// ipv6 resolves an IPv6 address, perhaps with a prefix length.
func (r *resolving) ipv6(x *id, p primitive) expr {
	addr, err := netip.ParseAddr(x.tok.text)
	if err != nil {
		r.fail(x.tok.span, CodeAddress, "invalid IPv6 address %s", x.tok.text)
	}
	bits := 128
	if x.masked {
		if x.prefix.num > 128 {
			r.fail(x.prefix.span, CodeRange, "mask length must be <= 128")
		}
		bits = int(x.prefix.num)
	}
	prefix := netip.PrefixFrom(addr, bits)
	if prefix.Masked() != prefix {
		e := errorf(r.text, x.span, CodeAddress, "non-network bits set in \"%s\"", x)
		panic(e.hint("the network is %v", prefix.Masked()))
	}
	if p.typ == "gateway" || p.typ == "host" && bits != 128 {
		r.notQualifier(p.q.span.to(x.span), p.typ, x.String())
	}
	kind := "<IPv6 address>"
	if p.typ == "net" {
		kind = "<IPv6 prefix>"
	}
	r.addresses(p, kind, "ip6")
	return &addressTest{span: x.span, proto: p.proto, dir: p.dir, typ: p.typ, v6: []netip.Prefix{prefix}}
}

// number resolves a plain number: an address, a port or a protocol.
func (r *resolving) number(x *id, p primitive) expr {
	v := x.tok.num
	if p.proto == "decnet" {
		if p.typ != "host" {
			r.notQualifier(p.q.span, "decnet", string(p.typ))
		}
		r.fail(x.span, CodeAddress, "invalid DECnet address '%d'", v)
	}
	switch p.typ {
	case "host", "net":
		if p.proto == "link" {
			r.fail(x.span, CodeAddress, "illegal link-layer address '%d'", v)
		}
		m := maskedIPv4{v, 0xffffffff}
		if p.typ == "net" {
			// A short network number stands for its leading octets.
			for m.addr != 0 && m.addr&0xff000000 == 0 {
				m.addr, m.mask = m.addr<<8, m.mask<<8
			}
		}
		r.addresses(p, "<IPv4 address>", "ip", "arp", "rarp")
		return &addressTest{span: x.span, proto: p.proto, dir: p.dir, typ: p.typ, v4: []maskedIPv4{m}}
	case "port", "portrange":
		r.portQualifiers(p)
		r.atMost(x.tok, "port number", 0xffff)
		return &portTest{x.span, p.proto, p.dir, uint16(v), uint16(v)}
	case "gateway":
		r.notQualifier(p.q.span.to(x.span), "gateway", x.tok.text)
	}
	return r.proto(x, p, v)
}

// proto checks the qualifier of a protocol number.
func (r *resolving) proto(x *id, p primitive, v uint32) expr {
	chain := p.typ == "protochain"
	limit, what := uint32(0xff), "protocol number"
	switch p.proto {
	case "", "ip", "ip6":
	case "link":
		limit = 0xffffffff // the link type says
	case "iso":
		what = "ISO protocol"
	case "isis":
		limit, what = isisTypeMask, "IS-IS PDU type"
	default:
		r.notQualifier(p.q.span, p.proto, string(p.typ))
	}
	if chain && p.proto != "" && p.proto != "ip" && p.proto != "ip6" {
		r.notQualifier(p.q.span, p.proto, string(p.typ))
	}
	if v > limit {
		r.fail(x.span, CodeRange, "%s %d greater than maximum %d", what, v, limit)
	}
	return &protoTest{x.span, p.proto, v, chain}
}

// portQualifiers checks the qualifiers of a port.
func (r *resolving) portQualifiers(p primitive) {
	switch p.proto {
	case "", "tcp", "udp", "sctp":
	default:
		e := errorf(r.text, p.q.span, CodeQualifier, "'%s' is not a valid qualifier for '%s'", p.proto, p.typ)
		if p.proto == "ip" || p.proto == "ip6" {
			e.Hint = "write \"" + string(p.proto) + " and " + string(p.typ) + " ...\""
		}
		panic(e)
	}
	switch p.dir {
	case "", "src", "dst", "src or dst", "src and dst":
	default:
		r.notQualifier(p.q.span, p.dir, string(p.typ))
	}
}

// parseMAC parses a MAC address as scanMAC found it.
func parseMAC(s string) (mac [6]byte) {
	group, digits := 0, 0
	var v uint64
	width := 2
	if strings.Count(s, ".") == 2 || !strings.ContainsAny(s, ":-.") {
		s, width = strings.ReplaceAll(s, ".", ""), 12
	}
	flush := func() {
		if width == 12 {
			for i := range mac {
				mac[i] = byte(v >> (40 - 8*i))
			}
			return
		}
		mac[group] = byte(v)
		group, digits, v = group+1, 0, 0
	}
	for i := range len(s) {
		if !isHex(s[i]) {
			flush()
			continue
		}
		d, _ := strconv.ParseUint(s[i:i+1], 16, 8)
		v, digits = v<<4|d, digits+1
	}
	if digits > 0 {
		flush()
	}
	return mac
}

// parseDECnet parses a DECnet address, area.node (6 and 10 bits).
func parseDECnet(s string) (uint16, bool) {
	area, node, ok := strings.Cut(s, ".")
	a, err1 := strconv.ParseUint(area, 10, 16)
	n, err2 := strconv.ParseUint(node, 10, 16)
	if !ok || err1 != nil || err2 != nil || a > 63 || n > 1023 {
		return 0, false
	}
	return uint16(a<<10 | n), true
}
