package decode

// jumboOption is what an IPv6 packet's options say of its length.
type jumboOption struct {
	wanted bool // the header's payload length is 0
	found  bool
	seen   bool   // there was a Hop-by-Hop Options header
	length uint32 // payload length in bytes
}

// IPv6 options: the IANA registry "Destination Options and Hop-by-Hop Options".
const (
	ip6OptPad1        = 0
	ip6OptPadN        = 1
	ip6OptRouterAlert = 5
	ip6OptJumbo       = 0xc2
	ip6OptHomeAddress = 0xc9
)

// optionsHeader prints a Hop-by-Hop or Destination Options header (RFC 8200,
// sections 4.3 and 4.6) and returns its length; ok is false where nothing can be
// printed after it.
func (p *Printer) optionsHeader(name, protocol string, v view, jumbo *jumboOption) (size int, ok bool) {
	p.enter(protocol, v)
	size = (v.u8(1) + 1) * 8
	if !v.has(0, size) {
		p.truncated()
		return 0, false
	}
	p.str(name)
	if protocol == "dstopt" && p.v == 0 {
		return size, true
	}
	opts := v.sub(2, size-2)
	for opts.n > 0 {
		n := 1
		if opts.u8(0) != ip6OptPad1 {
			if opts.n < 2 {
				p.truncated()
				return 0, false
			}
			n = opts.u8(1) + 2
		}
		if n > opts.n {
			p.printf(" [remaining length %d < %d]", opts.n, n)
			p.invalid()
			return 0, false
		}
		if !p.ipv6Option(opts.sub(0, n), jumbo) {
			p.truncated()
			return 0, false
		}
		opts = opts.from(n)
	}
	if p.v > 0 {
		p.byte(' ')
	}
	return size, true
}

// ipv6Option prints one option with -v, takes note of a jumbo payload's length,
// and reports whether the option makes sense.
func (p *Printer) ipv6Option(v view, jumbo *jumboOption) bool {
	say := func(format string, args ...any) {
		if p.v > 0 {
			p.printf(format, args...)
		}
	}
	kind := v.u8(0)
	if kind == ip6OptPad1 {
		say("(pad1)")
		return true
	}
	size := v.n - 2
	switch kind {
	case ip6OptPadN:
		say("(padn)")
	case ip6OptRouterAlert:
		if size != 2 {
			p.printf("(rtalert: invalid len %d)", size)
			return false
		}
		say("(rtalert: 0x%04x) ", v.u16(2))
	case ip6OptJumbo:
		if size != 4 {
			p.printf("(jumbo: invalid len %d)", size)
			return false
		}
		length := v.u32(2)
		switch {
		case jumbo.found:
			say("(jumbo: %d - already seen) ", length)
			return true
		case !jumbo.wanted:
			say("(jumbo: %d - payload len != 0) ", length)
			return true
		case length < 0x10000:
			say("(jumbo: %d - < 65536) ", length)
		default:
			say("(jumbo: %d) ", length)
			jumbo.length = length
		}
		jumbo.found = true
	case ip6OptHomeAddress:
		if size < 16 {
			p.printf("(homeaddr: invalid len %d)", size)
			return false
		}
		if p.v > 0 {
			p.str("(homeaddr: ")
			p.addr6(v, 2)
			p.ipv6SubOptions(v.from(18))
			p.byte(')')
		}
	default:
		say("(unknown opt-type 0x%02x len=%d)", kind, size)
	}
	return true
}

// ipv6SubOptions prints the options within a Home Address option.
func (p *Printer) ipv6SubOptions(v view) {
	for v.n > 0 {
		kind, n := v.u8(0), 1
		if kind != ip6OptPad1 {
			if v.n < 2 || v.u8(1)+2 > v.n {
				p.str("[trunc] ")
				return
			}
			n = v.u8(1) + 2
		}
		switch kind {
		case ip6OptPad1:
			p.str(", pad1")
		case ip6OptPadN:
			p.str(", padn")
		default:
			p.printf(", sopt_type 0x%02x: len=%d", kind, n-2)
		}
		v = v.from(n)
	}
}

// fragment6 prints a Fragment header (RFC 8200, section 4.5) of which length
// bytes are left in the packet. It returns the header's length; ok is false for
// any but the first fragment, which alone has the next header.
func (p *Printer) fragment6(v view, length int) (size int, ok bool) {
	p.enter("frag6", v)
	const headerLen = 8
	p.str("frag (")
	v.need(0, headerLen)
	if p.v > 0 {
		p.printf("0x%08x:", v.u32(4))
	}
	offset := v.u16(2) &^ 7
	p.dec(offset)
	p.byte('|')
	if length < headerLen {
		p.printf("[length %d < %d]", length, headerLen)
		p.invalid()
		p.byte(')')
		return 0, false
	}
	p.dec(length - headerLen)
	p.byte(')')
	if offset != 0 {
		return headerLen, false
	}
	p.byte(' ')
	return headerLen, true
}

// Routing header types: the IANA registry "Routing Types".
const (
	routingSource  = 0 // RFC 2460, deprecated by RFC 5095
	routingMobile  = 2 // RFC 6275
	routingSegment = 4 // RFC 8754
)

// routing6 prints a Routing header (RFC 8200, section 4.4) and returns its
// length.
func (p *Printer) routing6(v view) (size int, ok bool) {
	p.enter("rt6", v)
	p.str("RT6")
	units := v.u8(1)
	size = (units + 1) * 8
	p.printf(" (len=%d", units)
	kind := v.u8(2)
	p.printf(", type=%d", kind)
	if kind == routingSource {
		p.str(" [Deprecated]")
	}
	p.printf(", segleft=%d", v.u8(3))
	switch kind {
	case routingSource, routingMobile:
		if reserved := v.u32(4); reserved != 0 || p.v > 0 {
			p.printf(", rsv=0x%x", reserved)
		}
		if units%2 != 0 {
			p.printf(" (invalid length %d)", units)
			p.invalid()
			return 0, false
		}
		for i := range units / 2 {
			p.ip.final = v.bytes(8+16*i, 16)
			p.printf(", [%d]", i)
			p.host(p.ip.final)
		}
	case routingSegment:
		if !p.segmentRouting(v.sub(0, size)) {
			return 0, false
		}
	default:
		p.str(" (unknown type)")
		p.invalid()
		return 0, false
	}
	p.str(") ")
	return size, true
}

// Segment Routing TLVs: RFC 8754, section 2.1.
const (
	srhPad1 = 0
	srhPadN = 4
	srhHMAC = 5
)

var srhNames = names{{srhPad1, "Pad1"}, {srhPadN, "PadN"}, {srhHMAC, "HMAC"}}

// segmentRouting prints what a Segment Routing header has after its Segments
// Left: RFC 8754, section 2. v is cut to the header.
func (p *Printer) segmentRouting(v view) bool {
	last := v.u8(4)
	p.printf(", last-entry=%d", last)
	if flags := v.u8(5); flags != 0 || p.v > 0 {
		p.printf(", flags=0x%x", flags)
	}
	p.printf(", tag=%x", v.u16(6))
	if v.n < 8+16*(last+1) {
		p.printf(" [length %d < %d]", v.n, 8+16*(last+1))
		p.invalid()
		return false
	}
	for i := range last + 1 {
		addr := v.bytes(8+16*i, 16)
		p.printf(", [%d]", i)
		p.host(addr)
	}
	p.ip.final = v.bytes(8, 16)
	for tlv := v.from(8 + 16*(last+1)); tlv.n > 0; {
		kind := tlv.u8(0)
		p.str(", TLV-type=")
		p.name(srhNames, "Unknown", kind)
		p.printf("(%d)", kind)
		if kind == srhPad1 {
			tlv = tlv.from(1)
			continue
		}
		if tlv.n < 2 {
			p.printf(" [remaining length %d < 2]", tlv.n)
			p.invalid()
			return false
		}
		n := tlv.u8(1)
		p.printf(", TLV-len=%d", n)
		body := n
		if kind == srhHMAC { // its length counts the HMAC alone, in some senders
			body = max(n, tlv.n-2)
		}
		if tlv.n < body+2 {
			p.printf(" [remaining length %d < %d]", tlv.n-2, body)
			p.invalid()
			return false
		}
		tlv.need(2, body)
		if kind == srhHMAC && p.v > 0 && body >= 6 {
			p.printf(", D=%d, HMAC-key-ID=0x%08x, HMAC=0x", tlv.u8(2)>>7, tlv.u32(4))
			p.hexBytes(tlv.bytes(8, min(n, body-6)), "")
		}
		tlv = tlv.from(body + 2)
	}
	return true
}
