package craft

import (
	"net/netip"
)

// HopByHop is the hop-by-hop options header (RFC 8200 section 4.3).
type HopByHop struct {
	NextHeader Auto     // 8 bits; absent: by the next layer
	Length     Auto     // 8 bits: of the header in 8-byte units, without the first
	Options    []Option // padded with a PadN to a multiple of 8 bytes
}

// DestinationOptions is the destination options header (RFC 8200 section 4.6).
type DestinationOptions HopByHop

// Routing is the routing header (RFC 8200 section 4.4), with the fields of the
// segment routing header (RFC 8754 section 2) where Type is 4.
type Routing struct {
	NextHeader   Auto         // 8 bits; absent: by the next layer
	Length       Auto         // 8 bits: of the header in 8-byte units, without the first
	Type         Auto         // 8 bits; absent: 4, segment routing
	SegmentsLeft Auto         // 8 bits; absent: the number of Addresses, one less for segment routing
	LastEntry    Auto         // 8 bits, type 4; absent: the index of the last of Addresses
	Flags        uint8        // type 4
	Tag          uint16       // type 4
	Reserved     uint32       // types 0 and 2
	Addresses    []netip.Addr // types 0, 2 and 4; for segment routing in reverse, the final destination first
	Data         []byte       // what is behind them: type 4's TLVs, or all behind SegmentsLeft for other types
}

// Fragment is the fragment header (RFC 8200 section 4.5). [Packet.Fragments]
// makes fragments of a packet.
type Fragment struct {
	NextHeader Auto // 8 bits; absent: by the next layer
	Reserved   uint8
	Offset     uint16 // 13 bits, in units of 8 bytes
	Reserved2  uint8  // 2 bits
	More       bool   // M
	ID         uint32
}

var (
	protoHopByHop = &protocol{name: "hopopts", aliases: []string{"hbh"}, ip: literalZero, make: func() walker { return new(HopByHop) }}
	protoDestOpts = &protocol{name: "dstopts", ip: 60, make: func() walker { return new(DestinationOptions) }}
	protoRouting  = &protocol{name: "route", aliases: []string{"srh"}, ip: 43, make: func() walker { return new(Routing) }}
	protoFragment = &protocol{name: "frag", ip: 44, make: func() walker { return new(Fragment) }}
)

// ipv6Options are the options of RFC 8200 section 4.2 and of
// iana.org/assignments/ipv6-parameters.
var ipv6Options = optionTable{
	single: []uint16{0}, last: -1, unit: 1, total: 8, pad: padN,
	known: []optionForm{
		{0, "pad1", ""},
		{1, "padn", "x"},
		{4, "tunnel-limit", "b"},
		{5, "ra", "h"},
		{0xc2, "jumbo", "i"},
		{0xc9, "home", "6"},
		{0x30, "pmtu", "hh"},
	},
}

// Router alert and jumbo payload, options of IPv6.
func RouterAlert6(value uint16) Option   { return Option{Kind: 5, Data: words16(value)} }     // RFC 2711 section 2.1
func JumboPayload(length uint32) Option  { return Option{Kind: 0xc2, Data: words32(length)} } // RFC 2675 section 2
func TunnelLimit(limit uint8) Option     { return Option{Kind: 4, Data: []byte{limit}} }      // RFC 2473 section 4.1.1
func HomeAddress(home netip.Addr) Option { return Option{Kind: 0xc9, Data: home.AsSlice()} }  // RFC 6275 section 6.3

// padN appends n bytes of padding options (RFC 8200 section 4.2).
func padN(b []byte, n int) []byte {
	if n == 1 {
		return append(b, 0)
	}
	b = append(b, 1, byte(n-2))
	for range n - 2 {
		b = append(b, 0)
	}
	return b
}

func (h *HopByHop) fields(c *coder) {
	auto(c, "nh", 8, &h.NextHeader, ipProtocols)
	auto(c, "len", 8, &h.Length)
	options(c, "opts", &h.Options, &ipv6Options, int(h.Length.Value())*8+6)
}

func (h *DestinationOptions) fields(c *coder) { (*HopByHop)(h).fields(c) }

func (h *Routing) fields(c *coder) {
	auto(c, "nh", 8, &h.NextHeader, ipProtocols)
	auto(c, "len", 8, &h.Length)
	auto(c, "type", 8, &h.Type)
	c.compute("type", 4)
	typ := h.Type.Or(4)
	auto(c, "segleft", 8, &h.SegmentsLeft)
	if typ == 4 {
		c.compute("segleft", max(len(h.Addresses)-1, 0))
	} else {
		c.compute("segleft", len(h.Addresses))
	}
	bytes := int(h.Length.Value())*8 + 4 // behind SegmentsLeft
	known := typ == 0 || typ == 2 || typ == 4
	if c.has(typ == 4) {
		auto(c, "last", 8, &h.LastEntry)
		c.compute("last", max(len(h.Addresses)-1, 0))
		num(c, "flags", 8, &h.Flags)
		num(c, "tag", 16, &h.Tag)
	}
	if c.has(known && typ != 4) {
		num(c, "reserved", 32, &h.Reserved)
	}
	n := 0
	if known {
		bytes -= 4
		if n = bytes / 16; h.Type == 4 {
			n = min(n, int(h.LastEntry.Value())+1)
		}
		bytes -= n * 16
	}
	if c.has(known) {
		list := make([]Source6, 0, len(h.Addresses))
		for _, a := range h.Addresses {
			list = append(list, Source6{a})
		}
		records(c, "addrs", &list, n)
		h.Addresses = nil
		for _, a := range list {
			h.Addresses = append(h.Addresses, a.Addr)
		}
	}
	data(c, "data", &h.Data, max(bytes, 0))
}

func (h *Fragment) fields(c *coder) {
	auto(c, "nh", 8, &h.NextHeader, ipProtocols)
	num(c, "reserved", 8, &h.Reserved)
	num(c, "offset", 13, &h.Offset)
	num(c, "reserved2", 2, &h.Reserved2)
	bit(c, "more", &h.More)
	num(c, "id", 32, &h.ID)
}

func (HopByHop) protocol() *protocol           { return protoHopByHop }
func (DestinationOptions) protocol() *protocol { return protoDestOpts }
func (Routing) protocol() *protocol            { return protoRouting }
func (Fragment) protocol() *protocol           { return protoFragment }
func (h HopByHop) walk(c *coder)               { h.fields(c) }
func (h DestinationOptions) walk(c *coder)     { h.fields(c) }
func (h Routing) walk(c *coder)                { h.fields(c) }
func (h Fragment) walk(c *coder)               { h.fields(c) }

func (h HopByHop) finish(f *frame)           { f.extension() }
func (h DestinationOptions) finish(f *frame) { f.extension() }

func (h Routing) finish(f *frame) { f.extension() }

func (h Fragment) finish(f *frame) { f.nextHeader("nh") }

// extension computes what the extension headers have in common.
func (f *frame) extension() {
	f.nextHeader("nh")
	f.fill("len", max((len(f.header())+7)/8-1, 0))
}

func (h *HopByHop) above() *protocol           { return byNumber(ipProtocol, h.NextHeader) }
func (h *DestinationOptions) above() *protocol { return byNumber(ipProtocol, h.NextHeader) }
func (h *Routing) above() *protocol            { return byNumber(ipProtocol, h.NextHeader) }

func (h *Fragment) above() *protocol {
	if h.Offset != 0 {
		return nil
	}
	return byNumber(ipProtocol, h.NextHeader)
}
