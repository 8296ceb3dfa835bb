package craft

import "net/netip"

// IPv6 is the header of RFC 8200 section 3.
type IPv6 struct {
	Version       Auto       // 4 bits; absent: 6
	DSCP          uint8      // 6 bits, RFC 2474
	ECN           uint8      // 2 bits, RFC 3168
	FlowLabel     uint32     // 20 bits, RFC 6437
	PayloadLength Auto       // 16 bits: what follows the header, extension headers included, in bytes
	NextHeader    Auto       // 8 bits; absent: by the next layer
	HopLimit      Auto       // 8 bits; absent: 64, and 255 under neighbour discovery, 1 under MLD, which require it (RFC 4861, RFC 3810)
	Src, Dst      netip.Addr // absent: ::
}

var protoIPv6 = &protocol{name: "ip6", aliases: []string{"ipv6"}, make: func() walker { return new(IPv6) },
	ether: 0x86dd, ip: 41, ppp: 0x0057, addresses: ipv6Addresses}

func (h *IPv6) fields(c *coder) {
	auto(c, "version", 4, &h.Version)
	num(c, "dscp", 6, &h.DSCP)
	num(c, "ecn", 2, &h.ECN)
	num(c, "flow", 20, &h.FlowLabel)
	auto(c, "plen", 16, &h.PayloadLength)
	auto(c, "nh", 8, &h.NextHeader, ipProtocols)
	auto(c, "hlim", 8, &h.HopLimit)
	addr6(c, "src", &h.Src)
	addr6(c, "dst", &h.Dst)
}

func (IPv6) protocol() *protocol { return protoIPv6 }
func (h IPv6) walk(c *coder)     { h.fields(c) }

func (h IPv6) finish(f *frame) {
	f.fill("version", 6)
	f.fill("plen", f.end-f.body)
	f.nextHeader("nh")
	f.fill("hlim", hopLimit(f))
}

// nextHeader computes an IPv6 next header field.
func (f *frame) nextHeader(name string) {
	f.fill(name, f.number(ipProtocol, ipProtoExperimental, ipProtoNone))
}

// hopLimit returns the hop limit that the ICMPv6 message behind f must have, if
// there is one.
func hopLimit(f *frame) int {
	for n := f.next(); n != nil && n.proto.addresses == nil; n = n.next() {
		if n.proto != protoICMPv6 {
			continue
		}
		f.b.look(n.start, n.start+1)
		switch typ := f.b.c.buf[n.start]; {
		case typ >= 133 && typ <= 137:
			return 255
		case typ >= 130 && typ <= 132 || typ == 143:
			return 1
		}
	}
	return 64
}

// ipv6Addresses finds the addresses for the pseudo-header. The destination is
// the final one, in the routing header as long as there are segments left (RFC
// 8200 section 8.1): the last address of one, and of a segment routing header,
// which has them in reverse, the first (RFC 8754 section 2).
func ipv6Addresses(f *frame) (src, dst span) {
	src, dst = span{f.start + 8, f.start + 24}, span{f.start + 24, f.start + 40}
	for n := f.next(); n != nil && n.proto.addresses == nil; n = n.next() {
		if n.proto != protoRouting || n.body < n.start+24 || f.b.c.buf[n.start+3] == 0 {
			continue
		}
		switch f.b.c.buf[n.start+2] {
		case 0, 2:
			last := n.start + 8 + (n.body-n.start-8)/16*16
			dst = span{last - 16, last}
		case 4:
			dst = span{n.start + 8, n.start + 24}
		}
	}
	return src, dst
}
