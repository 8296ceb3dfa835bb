package craft

import (
	"encoding/binary"
	"net/netip"
)

// ndOptions are the options of neighbour discovery,
// iana.org/assignments/icmpv6-parameters.
var ndOptions = optionTable{
	last: -1, bias: 2, unit: 8,
	known: []optionForm{
		{1, "sllao", "m"},
		{2, "tllao", "m"},
		{3, "prefix", "bbiiz" + "h" + "6"},
		{4, "redirected", "zix"},
		{5, "mtu", "zi"},
		{14, "nonce", "x"},
		{25, "rdnss", "zi6*"},
		{31, "dnssl", "zix"},
	},
}

// SourceLinkAddr is the sender's Ethernet address (RFC 4861 section 4.6.1).
func SourceLinkAddr(m MAC) Option { return Option{Kind: 1, Data: m.addr[:]} }

// TargetLinkAddr is the target's Ethernet address (RFC 4861 section 4.6.1).
func TargetLinkAddr(m MAC) Option { return Option{Kind: 2, Data: m.addr[:]} }

// PrefixInformation announces a prefix with its flags (0x80: on-link, 0x40:
// autonomous configuration) and lifetimes in seconds (RFC 4861 section 4.6.2).
func PrefixInformation(p netip.Prefix, flags uint8, valid, preferred uint32) Option {
	a := p.Addr().As16()
	data := append([]byte{byte(p.Bits()), flags}, words32(valid, preferred, 0)...)
	return Option{Kind: 3, Data: append(data, a[:]...)}
}

// LinkMTU announces the link's MTU in bytes (RFC 4861 section 4.6.4).
func LinkMTU(mtu uint32) Option {
	return Option{Kind: 5, Data: binary.BigEndian.AppendUint32([]byte{0, 0}, mtu)}
}

// RecursiveDNS announces DNS servers for lifetime seconds (RFC 8106 section
// 5.1).
func RecursiveDNS(lifetime uint32, servers ...netip.Addr) Option {
	data := binary.BigEndian.AppendUint32([]byte{0, 0}, lifetime)
	for _, s := range servers {
		a := s.As16()
		data = append(data, a[:]...)
	}
	return Option{Kind: 25, Data: data}
}
