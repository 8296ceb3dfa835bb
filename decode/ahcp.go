package decode

const portAHCP = 5359

var ahcpMessages = names{
	{0, "Discover"}, {1, "Offer"}, {2, "Request"}, {3, "Ack"}, {4, "Nack"}, {5, "Release"},
}

// Options of AHCP: draft-chroboczek-ahcp-00, section 5.
const (
	ahcpPad                  = 0
	ahcpMandatory            = 1
	ahcpOriginTime           = 2
	ahcpExpires              = 3
	ahcpMyIPv6               = 4
	ahcpMyIPv4               = 5
	ahcpIPv6Prefix           = 6
	ahcpIPv4Prefix           = 7
	ahcpIPv6Address          = 8
	ahcpIPv4Address          = 9
	ahcpIPv6PrefixDelegation = 10
	ahcpIPv4PrefixDelegation = 11
	ahcpNameServer           = 12
	ahcpNTPServer            = 13
)

var ahcpOptions = names{
	{ahcpPad, "Pad"},
	{ahcpMandatory, "Mandatory"},
	{ahcpOriginTime, "Origin Time"},
	{ahcpExpires, "Expires"},
	{ahcpMyIPv6, "My-IPv6-Address"},
	{ahcpMyIPv4, "My-IPv4-Address"},
	{ahcpIPv6Prefix, "IPv6 Prefix"},
	{ahcpIPv4Prefix, "IPv4 Prefix"},
	{ahcpIPv6Address, "IPv6 Address"},
	{ahcpIPv4Address, "IPv4 Address"},
	{ahcpIPv6PrefixDelegation, "IPv6 Prefix Delegation"},
	{ahcpIPv4PrefixDelegation, "IPv4 Prefix Delegation"},
	{ahcpNameServer, "Name Server"},
	{ahcpNTPServer, "NTP Server"},
}

// printAHCP prints a packet of the Ad-Hoc Configuration Protocol.
//
//	0       1         2      3          4       8        16            24
//	+-------+---------+------+----------+-------+--------+-------------+------
//	| magic | version | hops | original | nonce | source | destination | body
//	+-------+---------+------+----------+-------+--------+-------------+------
func printAHCP(p *Printer, v view) {
	const headerLen, bodyLen = 24, 4
	p.enter("ahcp", v)
	p.str("AHCP")
	if v.n < 2 || v.u8(0) != 43 {
		p.invalid()
		return
	}
	if version := v.u8(1); version != 1 {
		p.printf(" Version %d (unknown)", version)
		return
	}
	p.str(" Version 1")
	if v.n < headerLen {
		p.invalid()
		return
	}
	if p.v > 0 {
		p.printf("\n\tHopcount %d", v.u8(2))
		p.printf(", Original Hopcount %d", v.u8(3))
		p.printf(", Nonce 0x%08x", v.u32(4))
		p.str(", Source Id ")
		p.linkAddress(v.bytes(8, 8))
		p.str(", Destination Id ")
		p.linkAddress(v.bytes(16, 8))
	}
	v.need(0, headerLen)
	v = v.from(headerLen)
	if v.n < bodyLen {
		p.invalid()
		return
	}
	kind, zero, size := v.u8(0), v.u8(1), v.u16(2)
	if p.v > 0 {
		p.byte('\n')
		p.byte('\t')
		p.name(ahcpMessages, "Unknown-%d", kind)
		if zero != 0 {
			p.printf(", MBZ %d", zero)
		}
		p.printf(", Length %d", size)
	}
	v = v.from(bodyLen)
	switch {
	case size > v.n:
		p.invalid()
	case p.v < 2:
		v.need(0, size)
	case !p.ahcpOptions(v.at(0, size)):
		p.invalid()
	}
}

// ahcpOptions prints options, and reports whether they make sense.
func (p *Printer) ahcpOptions(v view) bool {
	for v.n > 0 {
		kind := v.u8(0)
		p.str("\n\t ")
		p.name(ahcpOptions, "Unknown-%d", kind)
		v = v.from(1)
		if kind == ahcpPad || kind == ahcpMandatory {
			continue
		}
		if v.n == 0 {
			return false
		}
		size := v.u8(0)
		v = v.from(1)
		if size > v.n {
			return false
		}
		if !p.ahcpOption(kind, v.at(0, size)) {
			p.invalid()
		}
		v = v.from(size)
	}
	return true
}

func (p *Printer) ahcpOption(kind int, v view) bool {
	switch kind {
	case ahcpOriginTime:
		if v.n != 4 {
			return false
		}
		p.str(": ")
		p.utc(int64(v.u32(0)), " ")
		p.str(" UTC")
	case ahcpExpires:
		if v.n != 4 {
			return false
		}
		p.printf(": %ds", v.u32(0))
	case ahcpMyIPv6, ahcpIPv6Address, ahcpNameServer, ahcpNTPServer:
		return p.ahcpAddresses(v, 16, false)
	case ahcpMyIPv4, ahcpIPv4Address:
		return p.ahcpAddresses(v, 4, false)
	case ahcpIPv6Prefix, ahcpIPv6PrefixDelegation:
		return p.ahcpAddresses(v, 16, true)
	case ahcpIPv4Prefix, ahcpIPv4PrefixDelegation:
		return p.ahcpAddresses(v, 4, true)
	default:
		p.printf(" (Length %d)", v.n)
		v.need(0, v.n)
	}
	return true
}

// ahcpAddresses prints addresses of size bytes, each followed by the length of a
// prefix where they are prefixes.
func (p *Printer) ahcpAddresses(v view, size int, prefixes bool) bool {
	for sep := ": "; v.n > 0; sep = ", " {
		if v.n < size {
			return false
		}
		p.str(sep)
		p.host(v.bytes(0, size))
		v = v.from(size)
		if prefixes {
			if v.n == 0 {
				return false
			}
			p.printf("/%d", v.u8(0))
			v = v.from(1)
		}
	}
	return true
}
