package decode

const (
	clnpHeaderLen    = 9
	clnpErrorReport  = 1
	clnpEchoResponse = 31
	clnpSegmented    = 0x80

	clnpDiscard     = 193
	clnpQuality     = 195
	clnpSecurity    = 197
	clnpSourceRoute = 200
	clnpRecordRoute = 203
	clnpPadding     = 204
	clnpPriority    = 205
)

var clnpPDUs = names{
	{28, "Data"},
	{clnpErrorReport, "Error Report"},
	{29, "MD"},
	{30, "Echo Request"},
	{clnpEchoResponse, "Echo Response"},
}

var clnpFlags = names{
	{clnpSegmented, "Segmentation permitted"},
	{0x40, "more Segments"},
	{0x20, "request Error Report"},
}

var clnpOptions = names{
	{clnpDiscard, "Discard Reason"},
	{clnpPriority, "Priority"},
	{clnpQuality, "QoS Maintenance"},
	{clnpSecurity, "Security"},
	{clnpSourceRoute, "Source Routing"},
	{clnpRecordRoute, "Route Recording"},
	{clnpPadding, "Padding"},
}

var clnpScopes = names{
	{0x40, "Source Address Specific"},
	{0x80, "Destination Address Specific"},
	{0xc0, "Globally unique"},
}

var clnpQualities = names{
	{0x20, "reserved"},
	{0x10, "sequencing vs. delay"},
	{0x08, "congested"},
	{0x04, "delay vs. cost"},
	{0x02, "error vs. delay"},
	{0x01, "error vs. cost"},
}

var clnpErrorClasses = names{
	{0x0, "General"},
	{0x8, "Address"},
	{0x9, "Source Routeing"},
	{0xa, "Lifetime"},
	{0xb, "PDU Discarded"},
	{0xc, "Reassembly"},
}

// clnpErrors are the reasons to discard a PDU, class and reason in one byte: ISO
// 8473, 7.9.5.
var clnpErrors = names{
	{0x00, "Reason not specified"},
	{0x01, "Protocol procedure error"},
	{0x02, "Incorrect checksum"},
	{0x03, "PDU discarded due to congestion"},
	{0x04, "Header syntax error (cannot be parsed)"},
	{0x05, "Segmentation needed but not permitted"},
	{0x06, "Incomplete PDU received"},
	{0x07, "Duplicate option"},
	{0x80, "Destination address unreachable"},
	{0x81, "Destination address unknown"},
	{0x90, "Unspecified source routeing error"},
	{0x91, "Syntax error in source routeing field"},
	{0x92, "Unknown address in source routeing field"},
	{0x93, "Path not acceptable"},
	{0xa0, "Lifetime expired while data unit in transit"},
	{0xa1, "Lifetime expired during reassembly"},
	{0xb0, "Unsupported option not specified"},
	{0xb1, "Unsupported protocol version"},
	{0xb2, "Unsupported security option"},
	{0xb3, "Unsupported source routeing option"},
	{0xb4, "Unsupported recording of route option"},
	{0xc0, "Reassembly interference"},
}

// clnp prints a Connectionless Network Protocol packet (ISO 8473) and reports
// whether it makes sense.
//
//	0       1        2         3          4      5          7          9
//	+-------+--------+---------+----------+------+----------+----------+------+----
//	| NLPID | length | version | lifetime | type | segment  | checksum | length, addresses
//	+-------+--------+---------+----------+------+----------+----------+------+----
func (p *Printer) clnp(v view) bool {
	p.enter("clnp", v)
	v.need(0, clnpHeaderLen)
	length, version, kind := v.u8(1), v.u8(2), v.u8(4)&0x1f
	if !p.opt.Link {
		p.str("CLNP")
	}
	switch {
	case version != 1:
		p.printf("version %d packet not supported", version)
		return false
	case length > v.n:
		p.printf(" length indicator(%d) > PDU size (%d)!", length, v.n)
		return false
	case length < clnpHeaderLen:
		p.printf(" length indicator %d < min PDU size:", length)
		for _, c := range v.b {
			p.printf("%02X", c)
		}
		return false
	}
	dst, rest, ok := p.clnpAddress(v.at(clnpHeaderLen, length-clnpHeaderLen))
	if !ok {
		return false
	}
	src, rest, ok := p.clnpAddress(rest)
	if !ok {
		return false
	}
	p.linkComma()
	if p.v == 0 {
		p.nsap(src)
		p.str(" > ")
		p.nsap(dst)
		p.str(", ")
		p.name(clnpPDUs, "unknown (%d)", kind)
		p.printf(", length %d", v.n)
		return true
	}
	p.printf("length %d\n\t", v.n)
	p.name(clnpPDUs, "unknown (%d)", kind)
	p.printf(" PDU, hlen: %d, v: %d, lifetime: %d.%ds, Segment PDU length: %d, checksum: 0x%04x",
		length, version, v.u8(3)/2, v.u8(3)%2*5, v.u16(5), v.u16(7))
	p.osiChecksum(v, v.u16(7), 7, length)
	p.str("\n\tFlags [")
	p.flags(clnpFlags, "none", ", ", uint32(v.u8(4)&0xe0))
	p.printf("]\n\tsource address (length %d): ", len(src))
	p.nsap(src)
	p.printf("\n\tdest   address (length %d): ", len(dst))
	p.nsap(dst)
	if v.u8(4)&clnpSegmented != 0 {
		if rest.n < 6 {
			p.str("li < size of fixed part of CLNP header, addresses, and segment part")
			return false
		}
		p.printf("\n\tData Unit ID: 0x%04x, Segment Offset: %d, Total PDU Length: %d", rest.u16(0), rest.u16(2), rest.u16(4))
		rest = rest.from(6)
	}
	if !p.clnpOptions(rest) {
		return false
	}
	data := v.from(length)
	if (kind == clnpErrorReport || kind == clnpEchoResponse) && data.u8(0) == nlpidCLNP {
		p.str("\n\t-----original packet-----\n\t")
		p.clnp(data)
		return true
	}
	if data.n > 0 {
		p.printf("\n\t  undecoded non-header data, length %d", data.n)
		p.hexLines("\n\t  ", data, 0, data.n)
	}
	return true
}

// clnpAddress returns the counted address that v begins with and what is behind
// it.
func (p *Printer) clnpAddress(v view) (addr []byte, rest view, ok bool) {
	if v.n >= 1 {
		if n := v.u8(0); n < v.n {
			return v.bytes(1, n), v.from(1 + n), true
		}
	}
	p.str("li < size of fixed part of CLNP header and addresses")
	return nil, v, false
}

// clnpOptions prints the options that are v, and reports whether they make
// sense: ISO 8473, 7.5.
func (p *Printer) clnpOptions(v view) bool {
	for v.n > 0 {
		if v.n < 2 {
			p.str(", bad opts/li")
			return false
		}
		kind, size := v.u8(0), v.u8(1)
		v = v.from(2)
		if size > v.n {
			p.printf(", opt (%d) too long", kind)
			return false
		}
		v.need(0, size)
		p.str("\n\t  ")
		p.name(clnpOptions, "Unknown", kind)
		p.printf(" Option #%d, length %d, value: ", kind, size)
		if !p.clnpOption(kind, v.sub(0, size)) {
			p.str(", bad opt len")
			return false
		}
		if p.v > 1 {
			p.hexLines("\n\t  ", v, 0, size)
		}
		v = v.from(size)
	}
	return true
}

// clnpOption prints the value of an option, and reports whether it is long
// enough.
func (p *Printer) clnpOption(kind int, v view) bool {
	least := 0
	switch kind {
	case clnpSourceRoute, clnpRecordRoute, clnpSecurity:
		least = 2
	case clnpPriority, clnpQuality, clnpDiscard:
		least = 1
	}
	if v.n < least {
		return false
	}
	switch kind {
	case clnpSourceRoute, clnpRecordRoute:
		p.name(names{{0, "partial"}, {1, "complete"}}, "Unknown", v.u8(0))
		p.str(choose(kind == clnpSourceRoute, " source routing", " recording of route in progress"))
		p.clnpRoute(v)
	case clnpPriority:
		p.printf("0x%x", v.u8(0)&0xf)
	case clnpQuality:
		scope := v.u8(0) & 0xc0
		p.str("\n\t    Format Code: ")
		p.name(clnpScopes, "Reserved", scope)
		if scope == 0xc0 {
			p.str("\n\t    QoS Flags [")
			p.flags(clnpQualities, "none", ", ", uint32(v.u8(0)&0x3f))
			p.byte(']')
		}
	case clnpSecurity:
		p.str("\n\t    Format Code: ")
		p.name(clnpScopes, "Reserved", v.u8(0)&0xc0)
		p.printf(", Security-Level %d", v.u8(1))
	case clnpDiscard:
		reason := v.u8(0)
		p.str("\n\t    Class: ")
		p.name(clnpErrorClasses, "Unknown", reason>>4)
		p.printf(" Error (0x%x), ", reason>>4)
		p.name(clnpErrors, "Unknown", reason)
		p.printf(" (0x%x)", reason&0xf)
	case clnpPadding:
		p.str("padding data")
	default:
		p.hexLines("\n\t  ", v, 0, v.n)
	}
	return true
}

// clnpRoute prints the addresses of a route from the current one on.
func (p *Printer) clnpRoute(v view) {
	next := v.u8(1)
	if next == 0 {
		p.str(" Bad NSAP offset (0)")
		return
	}
	if next--; next > v.n {
		p.str(" Bad NSAP offset (past end of option)")
		return
	}
	for v = v.from(next); v.n > 0; {
		n := v.u8(0)
		if v.n < n+1 {
			p.str("\n\t    NSAP address goes past end of option")
			return
		}
		if n > 0 {
			p.printf("\n\t    NSAP address (length %d): ", n)
			p.nsap(v.bytes(1, n))
		}
		v = v.from(n + 1)
	}
}
