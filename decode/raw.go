package decode

import (
	"encoding/binary"

	"pktcap/linktype"
)

// printRaw prints a packet that begins with an IP header.
func printRaw(p *Printer, v view) {
	link := p.opt.Link
	p.opt.Link = false // there is no other header that says which IP it is
	defer func() { p.opt.Link = link }()
	switch p.linkType {
	case linktype.IPv4:
		printIPv4(p, v)
	case linktype.IPv6:
		printIPv6(p, v)
	default:
		printIPEither(p, v)
	}
}

// Address families in the headers of NULL and LOOP packets. IPv6's number
// differs between the systems that write them.
const (
	familyIPv4       = 2
	familyIPv6Darwin = 30
	familyIPv6BSD    = 24
	familyIPv6Free   = 28
	familyIPv6Linux  = 10
)

var familyNames = names{
	{familyIPv4, "IPv4"},
	{familyIPv6BSD, "IPv6"},
	{familyIPv6Free, "IPv6"},
	{familyIPv6Darwin, "IPv6"},
	{7, "ISO"},
	{16, "AppleTalk"},
	{23, "IPX"},
}

// printNull prints a packet after the 4-byte address family that loopback
// interfaces of BSD put before it: in the host's order, whichever that was, for
// NULL, and in network order for LOOP.
func printNull(p *Printer, v view) {
	p.enter("null", v)
	p.linkLen += 4
	family := v.u32(0)
	if family > 0xffff {
		family = binary.LittleEndian.Uint32(v.b)
	}
	if p.opt.Link {
		if p.opt.Quiet {
			p.name32(familyNames, "Unknown", family)
		} else {
			p.str("AF ")
			p.name32(familyNames, "Unknown", family)
			p.printf(" (%d)", family)
		}
		p.printf(", length %d: ", v.n)
	}
	length := v.n
	v = v.from(4)
	switch family {
	case familyIPv4:
		printIPv4(p, v)
	case familyIPv6BSD, familyIPv6Free, familyIPv6Darwin:
		printIPv6(p, v)
	default:
		if !p.opt.Link {
			p.printf("AF %d, length %d: ", family, length)
		}
		p.unparsed(view{v.b, len(v.b)})
	}
}
