package craft

import "net/netip"

// ARP is a packet of RFC 826 for Ethernet and IPv4 addresses.
type ARP struct {
	HardwareType   Auto       // 16 bits; absent: 1, Ethernet
	ProtocolType   Auto       // 16 bits; absent: 0x0800, IPv4
	HardwareLength Auto       // 8 bits; absent: 6
	ProtocolLength Auto       // 8 bits; absent: 4
	Op             Auto       // 16 bits; absent: 1, request
	SenderMAC      MAC        // absent: all zeros
	SenderIP       netip.Addr // absent: 0.0.0.0
	TargetMAC      MAC        // absent: all zeros
	TargetIP       netip.Addr // absent: 0.0.0.0
}

// Operations of ARP, iana.org/assignments/arp-parameters.
const (
	ARPRequest  Auto = 1
	ARPReply    Auto = 2
	RARPRequest Auto = 3
	RARPReply   Auto = 4
)

var protoARP = &protocol{name: "arp", ether: 0x0806, make: func() walker { return new(ARP) }}

var arpOps = newWordList(word{1, "who-has"}, word{2, "is-at"}, word{3, "rarp-request"}, word{4, "rarp-reply"},
	word{8, "inarp-request"}, word{9, "inarp-reply"})

func (h *ARP) fields(c *coder) {
	auto(c, "hwtype", 16, &h.HardwareType)
	auto(c, "ptype", 16, &h.ProtocolType, etherTypes)
	auto(c, "hwlen", 8, &h.HardwareLength)
	auto(c, "plen", 8, &h.ProtocolLength)
	auto(c, "op", 16, &h.Op, arpOps)
	mac(c, "hwsrc", &h.SenderMAC)
	addr4(c, "psrc", &h.SenderIP)
	mac(c, "hwdst", &h.TargetMAC)
	addr4(c, "pdst", &h.TargetIP)
}

func (ARP) protocol() *protocol { return protoARP }
func (h ARP) walk(c *coder)     { h.fields(c) }

func (h ARP) finish(f *frame) {
	f.fill("hwtype", 1)
	f.fill("ptype", 0x0800)
	f.fill("hwlen", 6)
	f.fill("plen", 4)
	f.fill("op", 1)
	f.fill("hwdst", 0)
}
