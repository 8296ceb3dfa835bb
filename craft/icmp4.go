package craft

import "net/netip"

// ICMPv4 is a message of RFC 792, or of one of the later documents named at
// its types. Which of the fields behind the checksum are on the wire depends on
// Type. The packet that an error message quotes is the layers that follow, or
// a [Quote].
type ICMPv4 struct {
	Type     Auto // 8 bits; absent: 8, echo request
	Code     uint8
	Checksum Auto // 16 bits: over the message

	ID      uint16     // types 0, 8, 13 to 18, 37, 38, 42, 43
	Seq     uint16     // the same; 8 bits for types 42 and 43
	Gateway netip.Addr // type 5
	Length  Auto       // 8 bits, types 3, 11, 12: the quoted packet in 32-bit words where [ICMPExtensions] follow; absent: computed, 0 where none do
	MTU     uint16     // type 3, code 4 (RFC 1191 section 4)
	Pointer uint8      // type 12

	Originate, Receive, Transmit uint32     // types 13, 14: milliseconds since midnight UT
	Mask                         netip.Addr // types 17, 18 (RFC 950 appendix I)

	Lifetime  uint16   // type 9: seconds (RFC 1256)
	Count     Auto     // type 9: 8 bits, number of Routers
	EntrySize Auto     // type 9: 8 bits, absent: 2
	Routers   []Router // type 9

	Flags uint8  // types 42, 43: the byte behind the sequence number (RFC 8335): L, or state, A, 4, 6
	Rest  uint32 // what stands in the header's second word where it is unused, or all of it for other types
}

// A Router is an entry of an ICMP router advertisement (RFC 1256 section 3).
type Router struct {
	Addr       netip.Addr
	Preference uint32 // two's complement
}

func (r *Router) fields(c *coder) {
	addr4Or0(c, "addr", &r.Addr)
	num(c, "preference", 32, &r.Preference)
}

// Types of ICMPv4 messages, iana.org/assignments/icmp-parameters.
const (
	ICMPv4EchoReply           Auto = literalZero
	ICMPv4Unreachable         Auto = 3
	ICMPv4SourceQuench        Auto = 4
	ICMPv4Redirect            Auto = 5
	ICMPv4EchoRequest         Auto = 8
	ICMPv4RouterAdvertisement Auto = 9
	ICMPv4RouterSolicitation  Auto = 10
	ICMPv4TimeExceeded        Auto = 11
	ICMPv4ParameterProblem    Auto = 12
	ICMPv4Timestamp           Auto = 13
	ICMPv4TimestampReply      Auto = 14
	ICMPv4Information         Auto = 15
	ICMPv4InformationReply    Auto = 16
	ICMPv4Mask                Auto = 17
	ICMPv4MaskReply           Auto = 18
	ICMPv4ExtendedEcho        Auto = 42 // RFC 8335
	ICMPv4ExtendedEchoReply   Auto = 43
)

var icmp4Types = newWordList(
	word{0, "echo-reply"}, word{3, "unreachable"}, word{4, "source-quench"}, word{5, "redirect"}, word{8, "echo-request"},
	word{9, "router-advertisement"}, word{10, "router-solicitation"}, word{11, "time-exceeded"}, word{12, "parameter-problem"},
	word{13, "timestamp"}, word{14, "timestamp-reply"}, word{15, "information"}, word{16, "information-reply"},
	word{17, "mask"}, word{18, "mask-reply"}, word{42, "extended-echo"}, word{43, "extended-echo-reply"},
)

var protoICMPv4 = &protocol{name: "icmp", aliases: []string{"icmp4", "icmpv4"}, ip: 1, make: func() walker { return new(ICMPv4) }}

func (h *ICMPv4) fields(c *coder) {
	auto(c, "type", 8, &h.Type, icmp4Types)
	num(c, "code", 8, &h.Code)
	auto(c, "chksum", 16, &h.Checksum)
	seqWidth, restWidth := 16, 32
	var echo, extended, quotes, other bool
	switch typ := h.Type.Or(8); typ {
	case 0, 8, 13, 14, 15, 16, 17, 18, 37, 38:
		echo = true
	case 42, 43:
		extended, seqWidth = true, 8
	case 3, 11:
		quotes, other, restWidth = true, true, 8
	case 12:
		quotes = true
	case 5, 9:
	default:
		other = true
	}
	if c.has(echo || extended) {
		num(c, "id", 16, &h.ID)
		num(c, "seq", seqWidth, &h.Seq)
	}
	if c.has(extended) {
		num(c, "flags", 8, &h.Flags)
	}
	if c.has(h.Type == 13 || h.Type == 14) {
		num(c, "originate", 32, &h.Originate)
		num(c, "receive", 32, &h.Receive)
		num(c, "transmit", 32, &h.Transmit)
	}
	if c.has(h.Type == 17 || h.Type == 18) {
		addr4Or0(c, "mask", &h.Mask)
	}
	if c.has(h.Type == 5) {
		addr4Or0(c, "gateway", &h.Gateway)
	}
	if c.has(h.Type == 12) {
		num(c, "pointer", 8, &h.Pointer)
	}
	if c.has(other) {
		num(c, "rest", restWidth, &h.Rest)
	}
	if c.has(quotes) {
		auto(c, "length", 8, &h.Length)
		num(c, "mtu", 16, &h.MTU)
	}
	if c.has(h.Type == 9) {
		auto(c, "count", 8, &h.Count)
		auto(c, "entrysize", 8, &h.EntrySize)
		num(c, "lifetime", 16, &h.Lifetime)
		records(c, "routers", &h.Routers, int(h.Count.Value()))
	}
	if c.op == opEncode {
		c.quote = quote{start: len(c.buf)}
		if quotes {
			c.quote.unit, c.quote.words = 4, h.Length
		}
	}
}

func (ICMPv4) protocol() *protocol { return protoICMPv4 }
func (h ICMPv4) walk(c *coder)     { h.fields(c) }

func (h ICMPv4) finish(f *frame) {
	f.fill("type", 8)
	f.fill("count", len(h.Routers))
	f.fill("entrysize", 2)
	f.quotedLength(4)
	f.checksum("chksum", f.start, f.end)
}
