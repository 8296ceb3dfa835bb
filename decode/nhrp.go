package decode

// Types of NHRP packets: the IANA registry "NHRP Packet Types", and Cisco's own.
const (
	nhrpResolutionRequest = 1
	nhrpPurgeReply        = 6
	nhrpError             = 7
	nhrpTraffic           = 8
)

var nhrpTypes = names{
	{nhrpResolutionRequest, "res request"},
	{2, "res reply"},
	{3, "reg request"},
	{4, "reg reply"},
	{5, "purge request"},
	{nhrpPurgeReply, "purge reply"},
	{nhrpError, "error indication"},
	{nhrpTraffic, "traffic indication"},
}

const (
	nhrpFixedLen     = 20
	nhrpMandatoryLen = 8
	nhrpClientLen    = 12
)

// printNHRP prints a Next Hop Resolution Protocol packet: RFC 2332, section 5.2.
//
//	0        2         4      9      10       12         14         16        17     18    19
//	+--------+---------+------+------+--------+----------+----------+---------+------+-----+-----+----------
//	| family | protocol| SNAP | hops | length | checksum | ext. off | version | type | tl  | stl | mandatory
//	+--------+---------+------+------+--------+----------+----------+---------+------+-----+-----+----------
func printNHRP(p *Printer, v view) {
	p.enter("nhrp", v)
	p.str("NHRP: ")
	if v.n < nhrpFixedLen {
		p.badNumber("length", v.n, "<", nhrpFixedLen)
		return
	}
	if version := v.u8(16); version != 1 {
		p.printf("unknown-version-%02x", version)
		return
	}
	family, protocol, length := v.u16(0), v.u16(2), v.u16(10)
	if length < nhrpFixedLen {
		p.badNumber("pktsz", length, "<", nhrpFixedLen)
		return
	}
	extensions, kind := v.u16(14), v.u8(17)
	p.name(nhrpTypes, "unknown-op-type-%04x", kind)
	end := length
	if extensions != 0 {
		if extensions > length {
			p.badNumber("extoff", extensions, ">", length)
			return
		}
		if extensions < nhrpFixedLen {
			p.badNumber("extoff", extensions, "<", nhrpFixedLen)
			return
		}
		end = extensions
	}
	v.need(0, nhrpFixedLen)
	m := v.at(nhrpFixedLen, min(end, v.n)-nhrpFixedLen)
	if m.n < nhrpMandatoryLen {
		p.badNumber("mand_part_len", m.n, "<", nhrpMandatoryLen)
		return
	}
	m.need(0, nhrpMandatoryLen)
	switch {
	case kind >= nhrpResolutionRequest && kind <= nhrpPurgeReply:
		p.printf(", id %d", m.u32(4))
	case kind == nhrpError:
		p.printf(", error %d", m.u16(4))
		return
	case kind == nhrpTraffic:
		p.str(", code <")
		p.name(names{{0, "NHRP traffic redirect/indirection"}}, "%d", m.u16(4))
		p.byte('>')
	}
	nbma, sub := v.u8(18), v.u8(19)
	if p.v > 0 {
		p.printf(", hopcnt %d", v.u8(9))
		if nbma&0x80 != 0 {
			p.str(" (shtl bit 7 set)")
		}
		if nbma&0x40 != 0 {
			p.str(" (nbma E.154)")
		}
	}
	source, destination := m.u8(0), m.u8(1)
	m = m.from(nhrpMandatoryLen)
	short := func(n int) bool {
		if m.n < n {
			p.badNumber("mand_part_len", m.n, "<", n)
			return true
		}
		return false
	}
	if nbma != 0 {
		if short(nbma) {
			return
		}
		p.nhrpLink(", src nbma ", family, m.bytes(0, nbma))
		m = m.from(nbma)
	}
	if sub != 0 {
		if short(sub) {
			return
		}
		m.need(0, sub)
		m = m.from(sub)
	}
	p.str(", ")
	if source != 0 {
		if short(source) {
			return
		}
		addr := m.bytes(0, source)
		if !nhrpKnown(protocol) {
			p.printf("proto type %04x ", protocol)
		}
		p.nhrpAddress(protocol, addr)
		p.byte(' ')
		m = m.from(source)
	}
	p.str("->")
	if destination != 0 {
		if short(destination) {
			return
		}
		addr := m.bytes(0, destination)
		p.byte(' ')
		p.nhrpAddress(protocol, addr)
		m = m.from(destination)
	}
	if kind <= nhrpPurgeReply {
		for m.n > 0 {
			n := p.nhrpClient(m, family, protocol)
			if n == 0 {
				return
			}
			m = m.from(n)
		}
	}
}

func nhrpKnown(protocol int) bool { return protocol == typeIPv4 || protocol == typeIPv6 }

// nhrpAddress prints a protocol's address, in hex where it is none.
func (p *Printer) nhrpAddress(protocol int, addr []byte) {
	if protocol == typeIPv4 && len(addr) == 4 || protocol == typeIPv6 && len(addr) == 16 {
		p.host(addr)
		return
	}
	p.out = appendMAC(p.out, addr)
}

// nhrpLink prints text and the address of a network below the protocol.
func (p *Printer) nhrpLink(text string, family int, addr []byte) {
	switch {
	case family == afIPv4 && len(addr) == 4, family == afIPv6 && len(addr) == 16:
		p.str(text)
		p.host(addr)
	case family == af802 && len(addr) == 6:
		p.str(text)
		p.macAddr(addr)
	case family == afIPv4, family == afIPv6, family == af802:
		p.str(text)
		p.out = appendMAC(p.out, addr)
	default:
		p.printf(", unknown-nbma-addr-family-%04x (", family)
		p.out = appendMAC(p.out, addr)
		p.byte(')')
	}
}

// nhrpClient prints the client information entry that v begins with and returns
// its length, or 0 where v does not hold it: RFC 2332, 5.2.0.1.
func (p *Printer) nhrpClient(v view, family, protocol int) int {
	short := func(n int) bool {
		if v.n < n {
			p.badNumber("remaining mandatory part length", v.n, "<", n)
			return true
		}
		return false
	}
	if short(nhrpClientLen) {
		return 0
	}
	p.printf(" (code %d", v.u8(0))
	if p.v > 0 {
		p.printf(", pl %d, mtu %d, htime %d, pref %d", v.u8(1), v.u16(4), v.u16(6), v.u8(11))
	}
	nbma, sub, address := v.u8(8), v.u8(9), v.u8(10)
	if nbma&0x40 != 0 {
		p.str(", nbma E.154")
	}
	v = v.from(nhrpClientLen)
	if nbma != 0 {
		if short(nbma) {
			return 0
		}
		p.nhrpLink(", nbma ", family, v.bytes(0, nbma))
		v = v.from(nbma)
	}
	if sub != 0 {
		if short(sub) {
			return 0
		}
		p.str(", unknown-nbma-saddr-family")
		v.need(0, sub)
		v = v.from(sub)
	}
	if address != 0 {
		if short(address) {
			return 0
		}
		addr := v.bytes(0, address)
		if nhrpKnown(protocol) {
			p.str(", proto ")
			p.nhrpAddress(protocol, addr)
		} else {
			p.printf(", unknown-proto-family-%04x (", protocol)
			p.out = appendMAC(p.out, addr)
			p.byte(')')
		}
	}
	p.byte(')')
	return nhrpClientLen + nbma + sub + address
}
