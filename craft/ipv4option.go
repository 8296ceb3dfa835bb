package craft

import "net/netip"

// ipv4Options are the options of IPv4, iana.org/assignments/ip-parameters.
var ipv4Options = optionTable{
	single: []uint16{0, 1}, last: 0, bias: 2, unit: 1, total: 4, limit: 40,
	known: []optionForm{
		{0, "eol", ""},
		{1, "nop", ""},
		{7, "rr", "b4*"},
		{68, "ts", "bbi*"},
		{130, "security", "x"},
		{131, "lsrr", "b4*"},
		{136, "sid", "h"},
		{137, "ssrr", "b4*"},
		{148, "ra", "h"},
	},
}

// RecordRoute asks the routers to write their addresses into hops free places
// (RFC 791 section 3.1).
func RecordRoute(hops int) Option {
	return Option{Kind: 7, Data: append([]byte{4}, make([]byte, 4*max(hops, 0))...)}
}

// LooseSourceRoute leads the packet over the given addresses, and over others
// between them (RFC 791 section 3.1); IPv4.Dst is the first, and the last of
// route the final destination.
func LooseSourceRoute(route ...netip.Addr) Option { return sourceRoute(131, route) }

// StrictSourceRoute leads the packet over the given addresses and no others.
func StrictSourceRoute(route ...netip.Addr) Option { return sourceRoute(137, route) }

func sourceRoute(kind uint16, route []netip.Addr) Option {
	data := []byte{4}
	for _, a := range route {
		data = append(data, a.Unmap().AsSlice()...)
	}
	return Option{Kind: kind, Data: data}
}

// RouterAlert has routers look at the packet (RFC 2113); IGMP's messages carry
// it with value 0.
func RouterAlert(value uint16) Option { return Option{Kind: 148, Data: words16(value)} }

// InternetTimestamp asks for slots timestamps, without addresses (RFC 791
// section 3.1).
func InternetTimestamp(slots int) Option {
	return Option{Kind: 68, Data: append([]byte{5, 0}, make([]byte, 4*max(slots, 0))...)}
}
