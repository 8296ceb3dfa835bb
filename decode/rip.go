package decode

const (
	portRIP      = 520
	portRIPng    = 521
	ripHeaderLen = 4
	ripEntryLen  = 20
	ripRequest   = 1
	ripResponse  = 2
)

var ripCommands = names{
	{ripRequest, "Request"},
	{ripResponse, "Response"},
	{3, "Trace on"},
	{4, "Trace off"},
	{5, "Poll"},
	{6, "Poll Entry"},
}

var ripFamilies = names{{familyIPv4, "IPv4"}, {6, "NS"}, {7, "ISO"}, {16, "Appletalk"}, {23, "IPX"},
	{familyIPv6BSD, "IPv6"}, {familyIPv6Free, "IPv6"}, {familyIPv6Darwin, "IPv6"}}

// printRIP prints a Routing Information Protocol packet: RFC 1058 and RFC 2453.
func printRIP(p *Printer, v view) {
	p.enter("rip", v)
	rest := view{v.captured(), len(v.captured())}
	if rest.n < ripHeaderLen {
		p.truncated()
		return
	}
	rest = rest.from(ripHeaderLen)
	command, version := v.u8(0), v.u8(1)
	if p.v > 0 {
		p.str("\n\t")
	}
	p.printf("RIPv%d", version)
	if version == 0 {
		p.hexLines("\n\t", v, 0, v.n)
		return
	}
	p.str(", ")
	p.name(ripCommands, "unknown command (%d)", command)
	p.printf(", length: %d", v.n)
	if p.v == 0 {
		return
	}
	switch command {
	case ripRequest, ripResponse:
		routes := (v.n - ripHeaderLen) / ripEntryLen
		switch version {
		case 1:
			p.printf(", routes: %d", routes)
			p.ripEntries(rest, (*Printer).ripEntry1)
		case 2:
			p.printf(", routes: %d or less", routes)
			p.ripEntries(rest, (*Printer).ripEntry2)
		default:
			p.str(", unknown version")
		}
	case 4, 5, 6:
	default:
		if p.v == 1 {
			p.hexLines("\n\t", v, 0, v.n)
		}
	}
	if p.v > 1 && v.has(0, v.n) {
		p.hexLines("\n\t", v, 0, v.n)
	}
}

// ripEntries prints the entries that are v, each by entry, which returns its
// length or 0.
func (p *Printer) ripEntries(v view, entry func(*Printer, view) int) {
	for v.n > 0 {
		n := entry(p, v)
		if n == 0 {
			p.truncated()
			return
		}
		if v.n < n {
			p.badNumber("remaining entries length", v.n, "<", n)
			return
		}
		v = v.from(n)
	}
}

// ripEntry1 prints an entry of version 1: RFC 1058, section 3.1.
func (p *Printer) ripEntry1(v view) int {
	if v.n < ripEntryLen {
		return 0
	}
	family := v.u16(0)
	switch {
	case family != familyIPv4 && family != 0:
		p.str("\n\t AFI ")
		p.name(ripFamilies, "Unknown (%d)", family)
		p.str(", ")
		p.hexLines("\n\t  ", v, 4, ripEntryLen-4)
	case v.u16(2) != 0 || v.u64(8) != 0: // which must be zero
		p.hexLines("\n\t  ", v, 0, ripEntryLen)
	default:
		p.str("\n\t  ")
		if family == 0 {
			p.str("AFI 0, ")
		}
		p.addr4(v, 4)
		p.printf(", metric: %d", v.u32(16))
	}
	return ripEntryLen
}

// ripEntry2 prints an entry of version 2, or authentication in the place of one:
// RFC 2453, section 4, RFC 4822, section 2.
func (p *Printer) ripEntry2(v view) int {
	if v.n < 4 {
		return 0
	}
	family, tag := v.u16(0), v.u16(2)
	switch {
	case family == 0xffff:
		return p.ripAuth(v, tag)
	case family != familyIPv4 && family != 0:
		p.str("\n\t  AFI ")
		p.name(ripFamilies, "Unknown (%d)", family)
		p.hexLines("\n\t  ", v, 4, ripEntryLen-4)
	case v.n < ripEntryLen:
		return 0
	default:
		p.str("\n\t  AFI ")
		p.name(ripFamilies, "%d", family)
		p.str(", ")
		p.wideHost(v.bytes(4, 4))
		p.printf("/%-2d, tag 0x%04x, metric: %d, next-hop: ", maskBits(v.u32(8)), tag, v.u32(16))
		if v.u32(12) == 0 {
			p.str("self")
		} else {
			p.addr4(v, 12)
		}
	}
	return ripEntryLen
}

func (p *Printer) ripAuth(v view, kind int) int {
	rest := v.n - 4
	switch kind {
	case 2:
		p.str("\n\t  Simple Text Authentication data: ")
		p.paddedText(v, 4, 16)
	case 3:
		if rest < 16 {
			return 0
		}
		p.printf("\n\t  Auth header: Packet Len %d, Key-ID %d, Auth Data Len %d, SeqNo %d, MBZ %d, MBZ %d",
			v.u16(4), v.u8(6), v.u8(7), v.u32(8), v.u32(12), v.u32(16))
	case 1:
		p.str("\n\t  Auth trailer:")
		p.hexLines("\n\t  ", v, 4, rest)
		return v.n
	default:
		p.printf("\n\t  Unknown (%d) Authentication data:", kind)
		p.hexLines("\n\t  ", v, 4, rest)
		return v.n
	}
	return ripEntryLen
}

// printRIPng prints a RIPng packet: RFC 2080.
func printRIPng(p *Printer, v view) {
	p.enter("ripng", v)
	const infinity = 16
	if v.n < ripHeaderLen || !v.has(0, ripHeaderLen) {
		p.truncated()
		return
	}
	command, version := v.u8(0), v.u8(1)
	nets := v.from(ripHeaderLen)
	switch command {
	case ripRequest, ripResponse:
		if command == ripRequest && nets.n == ripEntryLen && nets.u8(19) == infinity && nets.u64(0)|nets.u64(8) == 0 {
			p.str(" ripng-req dump")
			break
		}
		p.printf(" ripng-%s %d", choose(command == ripRequest, "req", "resp"), nets.n/ripEntryLen)
		if nets.n%ripEntryLen != 0 {
			p.printf("[%d]", v.n)
		}
		p.byte(':')
		for ; nets.n >= ripEntryLen; nets = nets.from(ripEntryLen) {
			nets.need(0, ripEntryLen)
			p.str(choose(p.v > 1, "\n\t", " "))
			p.addr6(nets, 0)
			p.printf("/%d", nets.u8(18))
			if tag := nets.u16(16); tag != 0 {
				p.printf(" [%d]", tag)
			}
			if metric := nets.u8(19); command == ripResponse && metric != 0 {
				p.printf(" (%d)", metric)
			}
		}
		if nets.n != 0 {
			p.truncated()
			return
		}
	default:
		p.printf(" ripng-%d ?? %d", command, v.n)
	}
	if version != 1 {
		p.printf(" [vers %d]", version)
	}
}
