package decode

import "encoding/binary"

// An ipv6Header is an IPv6 header (RFC 8200, section 3): at least 40 bytes.
type ipv6Header []byte

const ipv6Len = 40

func (h ipv6Header) trafficClass() int { return int(binary.BigEndian.Uint16(h)) >> 4 & 0xff }
func (h ipv6Header) flowLabel() uint32 { return binary.BigEndian.Uint32(h) & 0xfffff }
func (h ipv6Header) payloadLen() int   { return int(binary.BigEndian.Uint16(h[4:])) }
func (h ipv6Header) nextHeader() int   { return int(h[6]) }
func (h ipv6Header) hopLimit() int     { return int(h[7]) }
func (h ipv6Header) src() []byte       { return h[8:24] }
func (h ipv6Header) dst() []byte       { return h[24:40] }

// printIPv6 prints an IPv6 packet with its extension headers: RFC 8200.
func printIPv6(p *Printer, v view) {
	p.enter("ip6", v)
	if !p.opt.Link {
		p.str("IP6 ")
	}
	if v.n < ipv6Len {
		p.printf(" [length %d < %d]", v.n, ipv6Len)
		p.invalid()
		return
	}
	if version := v.u8(0) >> 4; version != 6 {
		p.printf(" [version %d != 6]", version)
		p.invalid()
		return
	}
	payload, next := v.u16(4), v.u8(6)
	presumed := 0 // length of a packet that is too long for its field
	end := ipv6Len + payload
	if payload == 0 {
		end = v.n
		if (next == protoTCP || next == protoUDP) && v.n > ipv6Len {
			presumed = v.n
		}
	} else if v.n < end {
		p.printf("[header+payload length %d > length %d]", end, v.n)
		p.invalid()
		p.byte(' ')
	}
	if p.v > 0 {
		p.ipv6Details(v, payload, next)
	}
	if presumed != 0 {
		kind := "TSO"
		if presumed > ipv6Len+0xffff {
			kind = "BIG TCP"
		}
		p.printf("[real length %d, presumed %s] ", presumed, kind)
	}
	if !v.has(0, ipv6Len) {
		p.truncated()
		return
	}
	whole := v.n
	v = view{v.b[:min(end, len(v.b))], end}
	h := ipv6Header(v.b)
	if !hasPorts(next) {
		p.endpoints(h.src(), h.dst())
		p.str(": ")
	}
	outer := p.ip
	p.ip = network{version: 6, src: h.src(), dst: h.dst(), final: h.dst(), proto: next, ttl: h.hopLimit(), header: v, whole: whole}
	p.ipv6Chain(v, next)
	p.ip = outer
}

// ipv6Details prints what -v adds about an IPv6 header.
func (p *Printer) ipv6Details(v view, payload, next int) {
	p.byte('(')
	word := v.u32(0)
	if class := word >> 20 & 0xff; class != 0 {
		p.printf("class 0x%02x, ", class)
	}
	if label := word & 0xfffff; label != 0 {
		p.printf("flowlabel 0x%05x, ", label)
	}
	p.str("hlim ")
	p.dec(v.u8(7))
	p.str(", next-header ")
	p.name(ipProtoNames, "unknown", next)
	p.str(" (")
	p.dec(next)
	p.str("), payload length ")
	p.dec(payload)
	p.str(") ")
}

// ipv6Chain prints the extension headers of an IPv6 packet and what follows
// them. v begins with the IPv6 header and is cut to the packet's length.
func (p *Printer) ipv6Chain(v view, next int) {
	jumbo := jumboOption{wanted: v.u16(4) == 0}
	for before, pos := 0, ipv6Len; before < len(v.b); {
		if pos > v.n {
			p.truncated()
			return
		}
		header := v.from(pos)
		advance, ok := 0, true
		switch next {
		case protoHopByHop:
			if jumbo.seen {
				p.str("[The Hop-by-Hop Options header was already found]")
				p.invalid()
				return
			}
			jumbo.seen = true
			if before != 0 {
				p.str("[The Hop-by-Hop Options header don't follow the IPv6 header]")
				p.invalid()
				return
			}
			if advance, ok = p.optionsHeader("HBH ", "hbhopt", header, &jumbo); !ok {
				return
			}
			if jumbo.wanted && !jumbo.found {
				p.str("[No valid Jumbo Payload Hop-by-Hop option found]")
				p.invalid()
				return
			}
		case protoDestOpts:
			advance, ok = p.optionsHeader("DSTOPT ", "dstopt", header, &jumbo)
		case protoFragment:
			advance, ok = p.fragment6(header, v.n-pos)
			if pos+advance >= len(v.b) {
				return
			}
			p.ip.fragmented = true
		case protoRouting:
			advance, ok = p.routing6(header)
		case protoMobility, protoMobilityOld:
			printMobility(p, header)
			return
		default:
			if jumbo.found {
				if v = p.jumbo(v, jumbo.length); v.n < pos {
					p.truncated()
					return
				}
			} else if jumbo.wanted && before != 0 {
				p.truncated()
				return
			}
			p.ipPayload(next, v.from(pos))
			return
		}
		if !ok {
			return
		}
		next = header.u8(0)
		before, pos = pos, pos+advance
		p.protocol = "ip6"
	}
}

// jumbo returns v with the length that a Jumbo Payload option gives: RFC 2675,
// section 2.
func (p *Printer) jumbo(v view, payload uint32) view {
	end := ipv6Len + int(payload)
	if end > p.ip.whole {
		p.printf("[header+payload length %d > length %d]", end, p.ip.whole)
		p.invalid()
		p.byte(' ')
	}
	return view{v.b[:min(end, len(v.b))], end}
}
