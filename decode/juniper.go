package decode

import "pktcap/linktype"

// Flags of a Juniper header.
const (
	juniperIn        = 0x01
	juniperNoL2      = 0x02
	juniperExtension = 0x80
)

var juniperFlags = names{
	{juniperExtension, "Ext"},
	{0x40, "Filter"},
	{0x04, "IIF"},
	{juniperNoL2, "no-L2"},
	{juniperIn, "In"},
}

// First bytes of cookies that tell their kind.
const (
	juniperLSCookie = 0x54
	juniperASCookie = 0x47
	maxCookie       = 8
)

// juniperCookies are the lengths of cookies, and the names of the PICs that send
// them.
var juniperCookies = []struct {
	link linktype.Type
	size int
	name string
}{
	{linktype.JuniperATM1, 4, "ATM1"},
	{linktype.JuniperATM2, 8, "ATM2"},
	{linktype.JuniperMLPPP, 2, "MLPPP"},
	{linktype.JuniperMLFR, 2, "MLFR"},
	{linktype.JuniperMFR, 4, "MFR"},
	{linktype.JuniperPPPoE, 0, "PPPoE"},
	{linktype.JuniperPPPoEATM, 0, "PPPoE ATM"},
	{linktype.JuniperGGSN, 8, "GGSN"},
	{linktype.JuniperMonitor, 8, "MONITOR"},
	{linktype.JuniperServices, 8, "AS"},
	{linktype.JuniperES, 0, "ES"},
}

// A juniperHeader is what a Juniper header says of the frame after it.
type juniperHeader struct {
	packet  view
	len     int // of the header
	in      bool
	kind    int // the cookie's first byte where it tells a kind, 0 where not
	cookie  [maxCookie]byte
	cookies int // bytes of cookie
	bundle  int
	proto   int
}

// body returns the frame after the header.
func (j *juniperHeader) body() view { return j.packet.from(j.len) }

// nlpidBody returns the frame with the byte before it, which is its NLPID.
func (j *juniperHeader) nlpidBody() view { return j.packet.from(j.len - 1) }

// juniper prints a Juniper header as the name of its protocol, and reports
// whether there is something to print after it.
//
//	+-------+-------+------------------+------------+--------+------
//	| magic | flags | extension length | extensions | cookie | frame
//	+-------+-------+------------------+------------+--------+------
//	  3       1       0, 2                            0-8
func (p *Printer) juniper(name string, v view) (j juniperHeader, ok bool) {
	p.enter(name, v)
	j.packet = v
	flags := int(v.u32(0) & 0xff)
	if v.u24(0) != 0x4d4743 { // "MGC"
		p.str("no magic-number found!")
		return j, false
	}
	j.in = flags&juniperIn != 0
	if p.opt.Link {
		p.str(choose(j.in, " In ", "Out "))
	}
	j.len = 4
	if p.v > 1 {
		p.str("\n\tJuniper PCAP Flags [")
		p.flags(juniperFlags, "none", ", ", uint32(flags))
		p.byte(']')
	}
	if flags&juniperExtension != 0 {
		size := v.u16(4)
		if p.v > 1 {
			p.printf(", PCAP Extension(s) total length %d", size)
		}
		v.need(6, size)
		if !p.juniperExtensions(v.sub(6, size)) {
			p.truncated()
			return j, false
		}
		j.len += 2 + size
	}
	if flags&juniperNoL2 != 0 {
		if p.opt.Link {
			p.str("no-L2-hdr, ")
		}
		j.len += 4
		if !p.juniperIP(j.body()) {
			p.str("no IP-hdr found!")
		}
		p.linkLen += j.len
		return j, false
	}
	ok = p.juniperCookie(&j)
	if ok && p.opt.Link {
		p.printf("hlen %d, proto 0x%04x, ", j.len, j.proto)
	}
	p.linkLen += j.len
	return j, ok
}

// juniperIP prints a packet as IP if it begins as one, and reports whether.
func (p *Printer) juniperIP(v view) bool {
	switch first := v.u8(0); {
	case first >= 0x45 && first <= 0x4f:
		printIPv4(p, v)
	case first>>4 == 6:
		printIPv6(p, v)
	default:
		return false
	}
	return true
}

// juniperCookie reads and prints the cookie after the header, and reports
// whether it makes sense.
func (p *Printer) juniperCookie(j *juniperHeader) bool {
	v := j.body()
	first := v.u8(0)
	for _, c := range juniperCookies {
		if c.link != p.linkType {
			continue
		}
		j.cookies = c.size
		switch first {
		case juniperLSCookie:
			j.kind = first
			j.cookies += 2
		case juniperASCookie:
			j.kind = first
			j.cookies = 8
		}
		if c.link == linktype.JuniperMFR && first&0xc0 == 0xc0 { // a child link
			j.cookies = 0
		}
		j.len += j.cookies
		if p.opt.Link {
			p.printf("%s-PIC, cookie-len %d", c.name, j.cookies)
		}
		if j.cookies > maxCookie {
			p.badNumber("cookie length", j.cookies, ">", maxCookie)
			return false
		}
		copy(j.cookie[:], v.bytes(0, j.cookies))
		if p.opt.Link {
			if j.cookies > 0 {
				p.str(", cookie 0x")
				p.hexBytes(j.cookie[:j.cookies], "")
			}
			p.str(": ")
		}
		j.proto = v.u16(j.cookies)
	}
	p.juniperBundle(j)
	return true
}

// juniperBundle reads which bundle a frame of a multilink PIC belongs to, and
// what it carries.
func (p *Printer) juniperBundle(j *juniperHeader) {
	v := j.body()
	multilink := p.linkType == linktype.JuniperMLFR || p.linkType == linktype.JuniperMFR
	switch p.linkType {
	case linktype.JuniperMLPPP, linktype.JuniperMLFR, linktype.JuniperMFR:
		switch j.kind {
		case juniperLSCookie:
			j.bundle = int(j.cookie[1])
			if multilink {
				j.proto = v.u16(0)
				j.len += 2
			}
		case juniperASCookie:
			j.bundle = (int(j.cookie[6])<<8 | int(j.cookie[7])) >> 3 & 0xfff
			j.proto = int(j.cookie[5] & 0x70)
		default:
			j.bundle = int(j.cookie[0])
			if p.linkType == linktype.JuniperMLFR {
				j.len += 2
			}
		}
	case linktype.JuniperATM2:
		v.need(0, 4)
		if j.cookie[7]&0x70 == 0 { // no OAM cell
			break
		}
		word := v.u32(0)
		if word == 0 || word == 0x08000000 || word == 0x08380000 {
			j.len += 4
		}
		if p.opt.Link {
			p.printf("control-word 0x%08x ", word)
		}
	}
}

// Types of extensions.
const (
	juniperDeviceName  = 2
	juniperMedia       = 3
	juniperEncaps      = 6
	juniperMediaTTP    = 7
	juniperEncapsTTP   = 8
	juniperBigEndian   = 128 // types from here on have values in network order
	juniperNoExtension = 0
)

var juniperExtensions = names{
	{1, "Device Interface Index"},
	{juniperDeviceName, "Device Interface Name"},
	{juniperMedia, "Device Media Type"},
	{4, "Logical Interface Index"},
	{5, "Logical Unit Number"},
	{juniperEncaps, "Logical Interface Encapsulation"},
	{juniperMediaTTP, "TTP derived Device Media Type"},
	{juniperEncapsTTP, "TTP derived Logical Interface Encapsulation"},
}

// juniperExtensions prints extensions: a byte of type, one of length, and a
// value. It reports whether their lengths make sense.
func (p *Printer) juniperExtensions(v view) bool {
	for v.n > 2 {
		kind, size := v.u8(0), v.u8(1)
		if kind == juniperNoExtension || size == 0 {
			break
		}
		if 2+size > v.n {
			return false
		}
		if p.v > 1 {
			p.str("\n\t  ")
			p.name(juniperExtensions, "Unknown", kind)
			p.printf(" Extension TLV #%d, length %d, value ", kind, size)
			if value, ok := juniperValue(kind, v.sub(2, size)); ok {
				p.juniperExtension(kind, value)
			}
		}
		v = v.from(2 + size)
	}
	if p.v > 1 {
		p.str("\n\t-----original packet-----\n\t")
	}
	return true
}

// juniperValue returns the value of an extension; only numbers have one.
func juniperValue(kind int, v view) (value uint32, ok bool) {
	if v.n > 4 {
		return 0, false
	}
	for i := range v.n {
		if kind < juniperBigEndian {
			value |= uint32(v.u8(i)) << (8 * i)
		} else {
			value = value<<8 | uint32(v.u8(i))
		}
	}
	return value, true
}

func (p *Printer) juniperExtension(kind int, value uint32) {
	switch kind {
	case juniperDeviceName:
	case juniperMedia, juniperMediaTTP:
		p.name32(juniperMediaTypes, "Unknown", value)
		p.printf(" (%d)", value)
	case juniperEncaps, juniperEncapsTTP:
		p.name32(juniperEncapsulations, "Unknown", value)
		p.printf(" (%d)", value)
	default:
		p.dec32(value)
	}
}
