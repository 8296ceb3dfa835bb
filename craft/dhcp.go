package craft

import "net/netip"

// DHCP is a message of RFC 2131 section 2, or of BOOTP.
type DHCP struct {
	Op             Auto // 8 bits; absent: 1, from a client
	HardwareType   Auto // 8 bits; absent: 1, Ethernet
	HardwareLength Auto // 8 bits; absent: 6
	Hops           uint8
	XID            uint32
	Secs           uint16
	Flags          uint16 // 0x8000: answer by broadcast
	ClientIP       netip.Addr
	YourIP         netip.Addr
	ServerIP       netip.Addr
	RelayIP        netip.Addr
	ClientMAC      MAC      // absent: all zeros
	HardwarePad    []byte   // 10 bytes behind ClientMAC
	ServerName     []byte   // 64 bytes, padded with zeros
	File           []byte   // 128 bytes, padded with zeros
	Cookie         Auto     // 32 bits; absent: 0x63825363
	Options        []Option // closed with an end option, unless the last is one or a RawOption
}

var protoDHCP = &protocol{name: "dhcp", aliases: []string{"bootp"}, udp: 67, udpSource: 68, make: func() walker { return new(DHCP) }}

var dhcpOps = newWordList(word{1, "request"}, word{2, "reply"})

// dhcpOptions are the common ones of
// iana.org/assignments/bootp-dhcp-parameters.
var dhcpOptions = optionTable{
	single: []uint16{0, 255}, last: 255, unit: 1, closing: true,
	known: []optionForm{
		{0, "pad", ""},
		{1, "mask", "4"},
		{2, "time-offset", "i"},
		{3, "router", "4*"},
		{6, "dns", "4*"},
		{12, "hostname", "s"},
		{15, "domain", "s"},
		{26, "mtu", "h"},
		{28, "broadcast", "4"},
		{42, "ntp", "4*"},
		{43, "vendor", "x"},
		{50, "requested", "4"},
		{51, "lease", "i"},
		{52, "overload", "b"},
		{53, "msgtype", "b"},
		{54, "server", "4"},
		{55, "params", "b*"},
		{56, "message", "s"},
		{57, "maxsize", "h"},
		{58, "renewal", "i"},
		{59, "rebinding", "i"},
		{60, "class", "s"},
		{61, "client", "x"},
		{66, "tftp", "s"},
		{67, "bootfile", "s"},
		{81, "fqdn", "x"},
		{82, "relay", "x"},
		{119, "search", "x"},
		{121, "routes", "x"},
		{255, "end", ""},
	},
}

// Values of [DHCPMessageType] (RFC 2132 section 9.6).
const (
	DHCPDiscover uint8 = iota + 1
	DHCPOffer
	DHCPRequest
	DHCPDecline
	DHCPAck
	DHCPNak
	DHCPRelease
	DHCPInform
)

// DHCPMessageType says what a DHCP message is, as [DHCPDiscover].
func DHCPMessageType(t uint8) Option { return Option{Kind: 53, Data: []byte{t}} }

// DHCPRequested asks for an address (RFC 2132 section 9.1).
func DHCPRequested(a netip.Addr) Option { return Option{Kind: 50, Data: a.Unmap().AsSlice()} }

// DHCPServer names the server that is meant (RFC 2132 section 9.7).
func DHCPServer(a netip.Addr) Option { return Option{Kind: 54, Data: a.Unmap().AsSlice()} }

// DHCPParameters asks for the options with the given codes (RFC 2132 section
// 9.8).
func DHCPParameters(codes ...uint8) Option { return Option{Kind: 55, Data: codes} }

func (h *DHCP) fields(c *coder) {
	auto(c, "op", 8, &h.Op, dhcpOps)
	auto(c, "hwtype", 8, &h.HardwareType)
	auto(c, "hwlen", 8, &h.HardwareLength)
	num(c, "hops", 8, &h.Hops)
	num(c, "xid", 32, &h.XID)
	num(c, "secs", 16, &h.Secs)
	num(c, "flags", 16, &h.Flags)
	addr4Or0(c, "ciaddr", &h.ClientIP)
	addr4Or0(c, "yiaddr", &h.YourIP)
	addr4Or0(c, "siaddr", &h.ServerIP)
	addr4Or0(c, "giaddr", &h.RelayIP)
	mac(c, "chaddr", &h.ClientMAC)
	fixed(c, "chpad", &h.HardwarePad, 10)
	fixed(c, "sname", &h.ServerName, 64)
	fixed(c, "file", &h.File, 128)
	if c.op == opDecode && c.left() == 0 { // BOOTP of 1985 has no vendor area to speak of
		c.short = true
	}
	auto(c, "cookie", 32, &h.Cookie)
	options(c, "opts", &h.Options, &dhcpOptions, c.left())
}

func (DHCP) protocol() *protocol { return protoDHCP }
func (h DHCP) walk(c *coder)     { h.fields(c) }

func (h DHCP) finish(f *frame) {
	f.fill("op", 1)
	f.fill("hwtype", 1)
	f.fill("hwlen", 6)
	f.fill("chaddr", 0)
	f.fill("cookie", 0x63825363)
}
