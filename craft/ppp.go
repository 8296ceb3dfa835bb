package craft

// PPPoE is the header of a PPP session over Ethernet (RFC 2516 section 4); a
// PPP layer follows.
type PPPoE struct {
	Version Auto // 4 bits; absent: 1
	Type    Auto // 4 bits; absent: 1
	Code    uint8
	Session uint16
	Length  Auto // 16 bits: of what follows, in bytes
}

// PPPoEDiscovery is a packet of PPPoE's discovery stage (RFC 2516 section 5).
type PPPoEDiscovery struct {
	Version Auto // 4 bits; absent: 1
	Type    Auto // 4 bits; absent: 1
	Code    Auto // 8 bits; absent: 0x09, PADI
	Session uint16
	Length  Auto // 16 bits: of the tags, in bytes
	Tags    []Option
}

// PPP is the protocol field of PPP (RFC 1661 section 2), with the address and
// control bytes of HDLC-like framing (RFC 1662) where they are given.
type PPP struct {
	Address  Auto // 8 bits; absent: neither this nor Control is sent
	Control  Auto // 8 bits; absent with an Address: 3
	Protocol Auto // 16 bits; absent: by the next layer
}

var (
	protoPPPoE  = &protocol{name: "pppoe", aliases: []string{"pppoes"}, ether: 0x8864, make: func() walker { return new(PPPoE) }}
	protoPPPoED = &protocol{name: "pppoed", ether: 0x8863, make: func() walker { return new(PPPoEDiscovery) }}
	protoPPP    = &protocol{name: "ppp", make: func() walker { return new(PPP) }}
)

var pppoeCodes = newWordList(word{9, "padi"}, word{7, "pado"}, word{0x19, "padr"}, word{0x65, "pads"}, word{0xa7, "padt"})

// pppoeTags are the tags of RFC 2516 appendix A.
var pppoeTags = optionTable{
	wide: true, last: -1, unit: 1,
	known: []optionForm{
		{0x0000, "end", ""},
		{0x0101, "service-name", "s"},
		{0x0102, "ac-name", "s"},
		{0x0103, "host-uniq", "x"},
		{0x0104, "ac-cookie", "x"},
		{0x0105, "vendor", "x"},
		{0x0110, "relay-session", "x"},
		{0x0201, "service-name-error", "s"},
		{0x0202, "ac-system-error", "s"},
		{0x0203, "generic-error", "s"},
	},
}

var pppProtocols = newWordList(word{0x0021, "ip"}, word{0x0057, "ip6"}, word{0x0281, "mpls"}, word{0xc021, "lcp"},
	word{0xc023, "pap"}, word{0xc223, "chap"}, word{0x8021, "ipcp"}, word{0x8057, "ip6cp"})

func (h *PPPoE) fields(c *coder) {
	auto(c, "version", 4, &h.Version)
	auto(c, "type", 4, &h.Type)
	num(c, "code", 8, &h.Code)
	num(c, "session", 16, &h.Session)
	auto(c, "len", 16, &h.Length)
}

func (h *PPPoEDiscovery) fields(c *coder) {
	auto(c, "version", 4, &h.Version)
	auto(c, "type", 4, &h.Type)
	auto(c, "code", 8, &h.Code, pppoeCodes)
	num(c, "session", 16, &h.Session)
	auto(c, "len", 16, &h.Length)
	options(c, "tags", &h.Tags, &pppoeTags, int(h.Length.Value()))
}

func (h *PPP) fields(c *coder) {
	// 0xff, "All-Stations", is no first byte of a protocol field.
	if c.op == opDecode && c.left() > 0 && c.buf[c.pos/8] == 0xff || c.op != opDecode && c.has(h.Address.IsSet()) {
		auto(c, "address", 8, &h.Address)
		auto(c, "control", 8, &h.Control)
	}
	auto(c, "proto", 16, &h.Protocol, pppProtocols)
}

func (PPPoE) protocol() *protocol          { return protoPPPoE }
func (PPPoEDiscovery) protocol() *protocol { return protoPPPoED }
func (PPP) protocol() *protocol            { return protoPPP }
func (h PPPoE) walk(c *coder)              { h.fields(c) }
func (h PPPoEDiscovery) walk(c *coder)     { h.fields(c) }
func (h PPP) walk(c *coder)                { h.fields(c) }

func (h PPPoE) finish(f *frame) {
	f.fill("version", 1)
	f.fill("type", 1)
	f.fill("len", f.end-f.body)
}

func (h PPPoEDiscovery) finish(f *frame) {
	f.fill("version", 1)
	f.fill("type", 1)
	f.fill("code", 9)
	f.fill("len", f.end-f.start-6)
}

func (h PPP) finish(f *frame) {
	f.fill("control", 3)
	f.fill("proto", f.number(pppNumber, 0x0021, 0x0021))
}

func (h *PPPoE) above() *protocol    { return protoPPP }
func (h *PPPoE) size(header int) int { return header + int(h.Length.Value()) }
func (h *PPPoEDiscovery) size(int) int {
	return 6 + int(h.Length.Value())
}
func (h *PPP) above() *protocol { return byNumber(pppNumber, h.Protocol) }
