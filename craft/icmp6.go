package craft

import "net/netip"

// ICMPv6 is a message of RFC 4443, of neighbour discovery (RFC 4861), or of
// multicast listener discovery (RFC 2710, RFC 3810). Which of the fields behind
// the checksum are on the wire depends on Type. The packet that an error
// message quotes is the layers that follow, or a [Quote].
type ICMPv6 struct {
	Type     Auto // 8 bits; absent: 128, echo request
	Code     uint8
	Checksum Auto // 16 bits: over the message and the pseudo-header

	ID      uint16 // types 128, 129, 160, 161
	Seq     uint16 // the same; 8 bits for types 160 and 161
	MTU     uint32 // type 2
	Pointer uint32 // type 4
	Length  Auto   // types 1, 3: the quoted packet in 64-bit words where [ICMPExtensions] follow; absent: computed, 0 where none do
	Flags   uint8  // types 160, 161: the byte behind the sequence number (RFC 8335): L, or state, A, 4, 6

	HopLimit  uint8      // type 134
	RAFlags   RAFlags    // type 134
	Lifetime  uint16     // type 134: seconds
	Reachable uint32     // type 134: milliseconds
	Retrans   uint32     // type 134: milliseconds
	NAFlags   NAFlags    // type 136
	Target    netip.Addr // types 135, 136, 137
	Dst       netip.Addr // type 137
	Options   []Option   // types 133 to 137, 141, 142

	MaxDelay   uint16            // types 130 to 132: milliseconds, coded in version 2
	Group      netip.Addr        // types 130 to 132
	V2         bool              // type 130: the query is one of version 2 and has the next fields
	Robustness uint8             // type 130, V2: 8 bits, S flag included
	Interval   uint8             // type 130, V2: coded
	Count      Auto              // type 130, V2, and 143: 16 bits; absent: the number of Sources or Records
	Sources    []Source6         // type 130, V2
	Records    []MulticastRecord // type 143

	Rest uint32 // what stands behind the checksum where it is unused, and for other types
}

// RAFlags are the flags of a router advertisement (RFC 4861 section 4.2, RFC
// 4191 section 2.2).
type RAFlags uint8

const (
	RAManaged      RAFlags = 0x80 // M: addresses by DHCPv6
	RAOther        RAFlags = 0x40 // O: other configuration by DHCPv6
	RAHomeAgent    RAFlags = 0x20 // H
	RAHighPriority RAFlags = 0x08 // Prf 01
	RALowPriority  RAFlags = 0x18 // Prf 11
	RAProxy        RAFlags = 0x04 // P
)

// NAFlags are the flags of a neighbour advertisement (RFC 4861 section 4.4).
type NAFlags uint32

const (
	NARouter    NAFlags = 1 << 31 // R: the sender is a router
	NASolicited NAFlags = 1 << 30 // S: an answer to a solicitation
	NAOverride  NAFlags = 1 << 29 // O: replaces a cached address
)

var (
	raFlags = newFlagList("", "", "proxy", "", "", "home", "other", "managed")
	naFlags = newFlagList(append(make([]string, 29), "override", "solicited", "router")...)
)

// A Source6 is a source address in a multicast query.
type Source6 struct{ Addr netip.Addr }

func (s *Source6) fields(c *coder) { addr6(c, "addr", &s.Addr) }

// A MulticastRecord is a multicast address record of a version 2 report (RFC
// 3810 section 5.2.4).
type MulticastRecord struct {
	Type      uint8
	AuxLength uint8 // in 32-bit words
	Count     Auto  // 16 bits; absent: the number of Sources
	Group     netip.Addr
	Sources   []Source6
	Aux       []byte
}

func (r *MulticastRecord) fields(c *coder) {
	groupRecord(c, &r.Type, &r.AuxLength, &r.Count, addr6Or0, &r.Group, &r.Sources, &r.Aux)
}

// Types of ICMPv6 messages, iana.org/assignments/icmpv6-parameters.
const (
	ICMPv6Unreachable           Auto = 1
	ICMPv6PacketTooBig          Auto = 2
	ICMPv6TimeExceeded          Auto = 3
	ICMPv6ParameterProblem      Auto = 4
	ICMPv6EchoRequest           Auto = 128
	ICMPv6EchoReply             Auto = 129
	ICMPv6MLDQuery              Auto = 130
	ICMPv6MLDReport             Auto = 131
	ICMPv6MLDDone               Auto = 132
	ICMPv6RouterSolicitation    Auto = 133
	ICMPv6RouterAdvertisement   Auto = 134
	ICMPv6NeighborSolicitation  Auto = 135
	ICMPv6NeighborAdvertisement Auto = 136
	ICMPv6Redirect              Auto = 137
	ICMPv6InverseSolicitation   Auto = 141 // RFC 3122
	ICMPv6InverseAdvertisement  Auto = 142
	ICMPv6MLDv2Report           Auto = 143
	ICMPv6ExtendedEcho          Auto = 160 // RFC 8335
	ICMPv6ExtendedEchoReply     Auto = 161
)

var icmp6Types = newWordList(
	word{1, "unreachable"}, word{2, "packet-too-big"}, word{3, "time-exceeded"}, word{4, "parameter-problem"},
	word{128, "echo-request"}, word{129, "echo-reply"}, word{130, "mld-query"}, word{131, "mld-report"},
	word{132, "mld-done"}, word{133, "router-solicitation"}, word{134, "router-advertisement"},
	word{135, "neighbor-solicitation"}, word{136, "neighbor-advertisement"}, word{137, "redirect"},
	word{141, "inverse-solicitation"}, word{142, "inverse-advertisement"}, word{143, "mldv2-report"},
	word{160, "extended-echo"}, word{161, "extended-echo-reply"},
)

var protoICMPv6 = &protocol{name: "icmp6", aliases: []string{"icmpv6"}, ip: 58, make: func() walker { return new(ICMPv6) }}

func (h *ICMPv6) fields(c *coder) {
	auto(c, "type", 8, &h.Type, icmp6Types)
	num(c, "code", 8, &h.Code)
	auto(c, "chksum", 16, &h.Checksum)
	typ := h.Type.Or(128)
	extended, seqWidth := typ == 160 || typ == 161, 16
	if extended {
		seqWidth = 8
	}
	if c.has(typ == 128 || typ == 129 || extended) {
		num(c, "id", 16, &h.ID)
		num(c, "seq", seqWidth, &h.Seq)
	}
	if c.has(extended) {
		num(c, "flags", 8, &h.Flags)
	}
	if c.has(typ == 2) {
		num(c, "mtu", 32, &h.MTU)
	}
	if c.has(typ == 4) {
		num(c, "pointer", 32, &h.Pointer)
	}
	if c.has(typ == 134) {
		num(c, "hlim", 8, &h.HopLimit)
		num(c, "raflags", 8, &h.RAFlags, raFlags)
		num(c, "lifetime", 16, &h.Lifetime)
		num(c, "reachable", 32, &h.Reachable)
		num(c, "retrans", 32, &h.Retrans)
	}
	if c.has(typ == 136) {
		num(c, "naflags", 32, &h.NAFlags, naFlags)
	}
	if c.has(typ >= 130 && typ <= 132) {
		num(c, "maxdelay", 16, &h.MaxDelay)
	}
	restWidth := 32
	switch {
	case typ == 1 || typ == 3:
		restWidth = 24
	case typ >= 130 && typ <= 132 || typ == 143:
		restWidth = 16
	case typ == 2 || typ == 4 || typ == 128 || typ == 129 || typ == 134 || typ == 136 || extended:
		restWidth = 0
	}
	if c.has(restWidth == 24) {
		auto(c, "length", 8, &h.Length)
	}
	if c.has(restWidth > 0) {
		num(c, "rest", restWidth, &h.Rest)
	}
	h.mld(c, typ)
	if c.has(typ >= 135 && typ <= 137) {
		addr6Or0(c, "target", &h.Target)
	}
	if c.has(typ == 137) {
		addr6Or0(c, "dst", &h.Dst)
	}
	if c.has(typ >= 133 && typ <= 137 || typ == 141 || typ == 142) {
		options(c, "opts", &h.Options, &ndOptions, c.left())
	}
	if c.op == opEncode {
		c.quote = quote{start: len(c.buf)}
		if typ == 1 || typ == 3 {
			c.quote.unit, c.quote.words = 8, h.Length
		}
	}
}

// mld walks over what stands behind the unused field in MLD's messages.
func (h *ICMPv6) mld(c *coder, typ uint64) {
	if c.has(typ >= 130 && typ <= 132) {
		addr6Or0(c, "group", &h.Group)
	}
	if c.op == opDecode {
		h.V2 = typ == 130 && c.left() >= 4
	} else if c.op != opEncode {
		bit(c, "v2", &h.V2)
	}
	if c.has(h.V2 && typ == 130) {
		num(c, "robustness", 8, &h.Robustness)
		num(c, "interval", 8, &h.Interval)
	}
	if c.has(h.V2 && typ == 130 || typ == 143) {
		auto(c, "count", 16, &h.Count)
	}
	if c.has(h.V2 && typ == 130) {
		records(c, "sources", &h.Sources, int(h.Count.Value()))
	}
	if c.has(typ == 143) {
		records(c, "records", &h.Records, int(h.Count.Value()))
	}
}

func (ICMPv6) protocol() *protocol { return protoICMPv6 }
func (h ICMPv6) walk(c *coder)     { h.fields(c) }

func (h ICMPv6) finish(f *frame) {
	f.fill("type", 128)
	f.fill("count", len(h.Sources)+len(h.Records))
	f.quotedLength(8)
	f.transportChecksum("chksum", checkInternet, 58, f.end)
}
