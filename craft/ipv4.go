package craft

import "net/netip"

// IPv4 is the header of RFC 791 section 3.1.
type IPv4 struct {
	Version        Auto       // 4 bits; absent: 4
	IHL            Auto       // 4 bits: header length in 32-bit words; absent: with the options
	DSCP           uint8      // 6 bits, RFC 2474
	ECN            uint8      // 2 bits, RFC 3168
	TotalLength    Auto       // 16 bits: header and data in bytes
	ID             uint16     // identification
	Flags          IPv4Flags  // 3 bits: DF, MF
	FragmentOffset uint16     // 13 bits, in units of 8 bytes
	TTL            Auto       // 8 bits; absent: 64
	Protocol       Auto       // 8 bits; absent: by the next layer
	Checksum       Auto       // 16 bits: over the header
	Src, Dst       netip.Addr // absent: 0.0.0.0
	Options        []Option   // padded with zeros to a multiple of 4 bytes
}

// IPv4Flags are the three bits before the fragment offset.
type IPv4Flags uint8

const (
	MF  IPv4Flags = 1 // more fragments follow
	DF  IPv4Flags = 2 // do not fragment
	EVL IPv4Flags = 4 // reserved, the "evil bit" of RFC 3514
)

var ipv4Flags = newFlagList("MF", "DF", "evil")

var protoIPv4 = &protocol{name: "ip", aliases: []string{"ip4", "ipv4"}, make: func() walker { return new(IPv4) },
	ether: 0x0800, ip: 4, ppp: 0x0021, addresses: ipv4Addresses}

func (h *IPv4) fields(c *coder) {
	auto(c, "version", 4, &h.Version)
	auto(c, "ihl", 4, &h.IHL)
	num(c, "dscp", 6, &h.DSCP)
	num(c, "ecn", 2, &h.ECN)
	auto(c, "len", 16, &h.TotalLength)
	num(c, "id", 16, &h.ID)
	num(c, "flags", 3, &h.Flags, ipv4Flags)
	num(c, "frag", 13, &h.FragmentOffset)
	auto(c, "ttl", 8, &h.TTL)
	auto(c, "proto", 8, &h.Protocol, ipProtocols)
	auto(c, "chksum", 16, &h.Checksum)
	addr4(c, "src", &h.Src)
	addr4(c, "dst", &h.Dst)
	options(c, "opts", &h.Options, &ipv4Options, int(h.IHL.Value())*4-20)
}

func (IPv4) protocol() *protocol { return protoIPv4 }
func (h IPv4) walk(c *coder)     { h.fields(c) }

func (h IPv4) finish(f *frame) {
	f.fill("version", 4)
	f.fill("ihl", len(f.header())/4)
	f.fill("len", f.end-f.start)
	f.fill("ttl", 64)
	f.fill("proto", f.number(ipProtocol, ipProtoExperimental, ipProtoExperimental))
	f.checksum("chksum", f.start, f.body)
}

// ipv4Addresses finds the addresses for the pseudo-header: the destination is
// the final one, the last of a source route (RFC 1122 section 4.1.3.5 and
// 4.2.3.8 have transports work with the ends of the path).
func ipv4Addresses(f *frame) (src, dst span) {
	dst = span{f.start + 16, f.start + 20}
	opts := f.b.c.buf[f.start+20 : f.body]
	at := f.start + 20
	for len(opts) > 0 {
		n := 1
		if opts[0] > 1 {
			if len(opts) < 2 || opts[1] < 2 || int(opts[1]) > len(opts) {
				break
			}
			n = int(opts[1])
		}
		// RFC 791 section 3.1: the pointer, counted from 1, says which address
		// is next; past the end the route is used up and dst is the last hop.
		if (opts[0] == 131 || opts[0] == 137) && n >= 7 && int(opts[2])+3 <= n {
			dst = span{at + n - 4, at + n}
		}
		opts, at = opts[n:], at+n
	}
	return span{f.start + 12, f.start + 16}, dst
}

// IP protocol numbers by name, as iana.org/assignments/protocol-numbers lists
// them.
var ipProtocols = newWordList(
	word{0, "hopopt"}, word{1, "icmp"}, word{2, "igmp"}, word{4, "ip"}, word{6, "tcp"}, word{17, "udp"},
	word{33, "dccp"}, word{41, "ip6"}, word{43, "route"}, word{44, "frag"}, word{46, "rsvp"}, word{47, "gre"},
	word{50, "esp"}, word{51, "ah"}, word{58, "icmp6"}, word{59, "none"}, word{60, "dstopts"}, word{88, "eigrp"},
	word{89, "ospf"}, word{103, "pim"}, word{108, "ipcomp"}, word{112, "vrrp"}, word{115, "l2tp"}, word{132, "sctp"},
	word{135, "mobility"}, word{136, "udplite"}, word{137, "mpls"},
)
