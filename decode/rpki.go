package decode

const portRPKIRouter = 323

// PDUs of RPKI-RTR: RFC 6810, section 5, and RFC 8210.
const (
	rpkiSerialNotify  = 0
	rpkiSerialQuery   = 1
	rpkiResetQuery    = 2
	rpkiCacheResponse = 3
	rpkiIPv4Prefix    = 4
	rpkiIPv6Prefix    = 6
	rpkiEndOfData     = 7
	rpkiCacheReset    = 8
	rpkiRouterKey     = 9
	rpkiError         = 10
)

var rpkiPDUs = names{
	{rpkiSerialNotify, "Serial Notify"},
	{rpkiSerialQuery, "Serial Query"},
	{rpkiResetQuery, "Reset Query"},
	{rpkiCacheResponse, "Cache Response"},
	{rpkiIPv4Prefix, "IPV4 Prefix"},
	{rpkiIPv6Prefix, "IPV6 Prefix"},
	{rpkiEndOfData, "End of Data"},
	{rpkiCacheReset, "Cache Reset"},
	{rpkiError, "Error Report"},
}

var rpkiErrors = names{
	{0, "Corrupt Data"},
	{1, "Internal Error"},
	{2, "No Data Available"},
	{3, "Invalid Request"},
	{4, "Unsupported Protocol Version"},
	{5, "Unsupported PDU Type"},
	{6, "Withdrawal of Unknown Record"},
	{7, "Duplicate Announcement Received"},
}

// printRPKIRouter prints PDUs of the protocol by which routers ask caches of the
// RPKI, with -v.
func printRPKIRouter(p *Printer, v view) {
	p.enter("rpki_rtr", v)
	if p.v == 0 {
		p.str(", RPKI-RTR")
		return
	}
	for v.n > 0 {
		v = v.from(p.rpkiPDU(v, "\n\t", false))
	}
}

// rpkiPDU prints a PDU, its values on lines after indent, and returns its length.
// A PDU within an error report, inside, has no further one printed.
//
//	0         1      2             4
//	+---------+------+-------------+--------+------
//	| version | type | session or  | length | body
//	|         |      | error       |        |
//	+---------+------+-------------+--------+------
func (p *Printer) rpkiPDU(v view, indent string, inside bool) int {
	const headerLen = 8
	if version := v.u8(0); version != 0 {
		p.printf("\n\tRPKI-RTRv%d (unknown)", version)
		return v.n
	}
	if v.n < headerLen {
		p.printf("(%d bytes is too few to decode)", v.n)
		return p.rpkiInvalid(v)
	}
	v.need(0, headerLen)
	kind, session, length := v.u8(1), v.u16(2), v.u32(4)
	p.str("\n\tRPKI-RTRv0, ")
	p.name(rpkiPDUs, "Unknown", kind)
	p.printf(" PDU (%d), length: %d", kind, length)
	if length < headerLen || uint64(length) > uint64(v.n) {
		return p.rpkiInvalid(v)
	}
	n := int(length)
	inner := indent + "  "
	switch kind {
	case rpkiSerialNotify, rpkiSerialQuery, rpkiEndOfData:
		if n != headerLen+4 {
			return p.rpkiInvalid(v)
		}
		p.str(inner)
		p.printf("Session ID: 0x%04x, Serial: %d", session, v.u32(8))
	case rpkiResetQuery, rpkiCacheReset:
		if n != headerLen {
			return p.rpkiInvalid(v)
		}
	case rpkiCacheResponse:
		if n != headerLen {
			return p.rpkiInvalid(v)
		}
		p.str(inner)
		p.printf("Session ID: 0x%04x", session)
	case rpkiIPv4Prefix, rpkiIPv6Prefix:
		size := 4
		if kind == rpkiIPv6Prefix {
			size = 16
		}
		if n != headerLen+8+size {
			return p.rpkiInvalid(v)
		}
		p.str(inner)
		p.str(choose(size == 4, "IPv4 Prefix ", "IPv6 Prefix "))
		p.host(v.bytes(12, size))
		p.printf("/%d-%d, origin-as %d, flags 0x%02x", v.u8(9), v.u8(10), v.u32(12+size), v.u8(8))
	case rpkiError:
		if !p.rpkiError(v.at(0, n), indent, inside) {
			return p.rpkiInvalid(v)
		}
	default:
		p.hexLines("\n\t  ", v, 0, n)
		v.need(0, n)
	}
	return n
}

func (p *Printer) rpkiInvalid(v view) int {
	p.invalid()
	v.need(0, v.n)
	return v.n
}

// rpkiError prints the values of an error report, and reports whether they make
// sense: RFC 6810, 5.10.
func (p *Printer) rpkiError(v view, indent string, inside bool) bool {
	const headerLen = 12
	if v.n < headerLen {
		return false
	}
	v.need(0, headerLen)
	size := v.u32(8)
	p.str(indent)
	p.str("  Error code: ")
	p.name(rpkiErrors, "Unknown", v.u16(2))
	p.printf(" (%d), Encapsulated PDU length: %d", v.u16(2), size)
	v = v.from(headerLen)
	if uint64(size) > uint64(v.n) {
		return false
	}
	if size > 0 && !inside {
		p.str(indent)
		p.str("    -----encapsulated PDU-----")
		p.rpkiPDU(v.at(0, int(size)), indent+"  ", true)
	}
	v = v.from(int(size))
	if v.n < 4 {
		return false
	}
	text := v.u32(0)
	if text == 0 {
		return true
	}
	if uint64(text) > uint64(v.n-4) {
		return false
	}
	p.str(indent)
	p.str("  Error text: ")
	p.text(v, 4, int(text))
	return true
}
