package decode

// EDNS option codes: the IANA registry "DNS EDNS0 Option Codes (OPT)".
const (
	ednsNSID      = 3
	ednsDAU       = 5
	ednsDHU       = 6
	ednsN3U       = 7
	ednsECS       = 8
	ednsExpire    = 9
	ednsCookie    = 10
	ednsKeepalive = 11
	ednsPadding   = 12
	ednsChain     = 13
	ednsKeyTag    = 14

	ednsDO = 0x8000 // DNSSEC OK, of an OPT record's flags: RFC 3225
)

var ednsOptionNames = names{
	{ednsCookie, "COOKIE"},
	{ednsECS, "ECS"},
	{ednsPadding, "PADDING"},
	{ednsKeepalive, "KEEPALIVE"},
	{1, "LLQ"},
	{2, "UL"},
	{ednsNSID, "NSID"},
	{ednsDAU, "DAU"},
	{ednsDHU, "DHU"},
	{ednsN3U, "N3U"},
	{ednsExpire, "EXPIRE"},
	{ednsChain, "CHAIN"},
	{ednsKeyTag, "KEY-TAG"},
	{16, "CLIENT-TAG"},
	{17, "SERVER-TAG"},
}

// DNSSEC algorithm numbers, as DAU lists them: RFC 6975, 3, and IANA's "DNS
// Security Algorithm Numbers".
var dnssecAlgorithms = names{
	{0, "DELETE"},
	{1, "RSAMD5"},
	{2, "DH"},
	{3, "DS"},
	{5, "RSASHA1"},
	{6, "DSA-NSEC3-SHA1"},
	{7, "RSASHA1-NSEC3-SHA1"},
	{8, "RSASHA256"},
	{10, "RSASHA512"},
	{12, "ECC-GOST"},
	{13, "ECDSAP256SHA256"},
	{14, "ECDSAP384SHA384"},
	{15, "ED25519"},
	{16, "ED448"},
	{252, "INDIRECT"},
	{253, "PRIVATEDNS"},
	{254, "PRIVATEOID"},
}

// Digest algorithms of DS records, as DHU lists them.
var dsDigests = names{
	{1, "SHA-1"},
	{2, "SHA-256"},
	{3, "GOST_R_34.11-94"},
	{4, "SHA-384"},
}

// Hash algorithms of NSEC3 records, as N3U lists them.
var nsec3Hashes = names{{1, "SHA-1"}}

// ednsOptions prints the options of an OPT record, from off to d.off:
// RFC 6891, 6.1.2.
func (d *dnsPrinter) ednsOptions(off int) {
	if off >= d.off {
		return
	}
	d.str(" [")
	for off < d.off {
		code, length := d.m.u16(off), 0
		d.name(ednsOptionNames, "Opt%d", code)
		length = d.m.u16(off + 2)
		data := d.m.sub(off+4, length)
		data.need(0, length)
		if length > 0 {
			d.byte(' ')
			d.ednsOption(code, data)
		}
		off += 4 + length
		if off < d.off {
			d.byte(',')
		}
	}
	d.byte(']')
}

// ednsOption prints the data of an option, which are not empty.
func (d *dnsPrinter) ednsOption(code int, v view) {
	switch code {
	case ednsECS:
		d.clientSubnet(v)
	case ednsCookie: // RFC 7873, 4
		if v.n < 8 || v.n > 8 && v.n < 16 || v.n > 40 {
			d.invalid()
			return
		}
		d.hexBytes(v.bytes(0, 8), "")
		if v.n > 8 {
			d.byte(' ')
			d.hexBytes(v.b[8:], "")
		}
	case ednsKeepalive: // RFC 7828, 3.1: tenths of a second
		if v.n != 2 {
			d.invalid()
			return
		}
		d.printf("%d.%d sec", v.u16(0)/10, v.u16(0)%10)
	case ednsExpire: // RFC 7314
		if v.n != 4 {
			d.invalid()
			return
		}
		d.printf("%d sec", v.u32(0))
	case ednsPadding:
		d.printf("(%d)", v.n)
	case ednsKeyTag: // RFC 8145, 4
		if v.n%2 != 0 {
			d.invalid()
			return
		}
		for off := 0; off < v.n; off += 2 {
			if off > 0 {
				d.byte(' ')
			}
			d.dec(v.u16(off))
		}
	case ednsDAU:
		d.algorithms(dnssecAlgorithms, v)
	case ednsDHU:
		d.algorithms(dsDigests, v)
	case ednsN3U:
		d.algorithms(nsec3Hashes, v)
	case ednsChain:
		d.domainName(v, 0)
	default:
		d.hexBytes(v.b, "")
	}
}

func (d *dnsPrinter) algorithms(t names, v view) {
	for i := range v.n {
		if i > 0 {
			d.byte(' ')
		}
		d.name(t, "Alg_%d", v.u8(i))
	}
}

// clientSubnet prints the subnet that a query is about: RFC 7871, 6.
func (d *dnsPrinter) clientSubnet(v view) {
	if v.n < 4 {
		d.invalid()
		return
	}
	var size int // of the family's addresses
	switch v.u16(0) {
	case 1:
		size = 4
	case 2:
		size = 16
	}
	given, source, scope := v.n-4, v.u8(2), v.u8(3)
	if size == 0 || given > size || source > size*8 || scope > size*8 || (source+7)/8 != given {
		d.invalid()
		return
	}
	var addr [16]byte
	copy(addr[:], v.bytes(4, given))
	d.out = appendIP(d.out, addr[:size])
	d.printf("/%d/%d", source, scope)
}
