package decode

import "pktcap/checksum"

// Types of PIM messages: the IANA registry "PIM Message Types".
const (
	pimHello        = 0
	pimRegister     = 1
	pimRegisterStop = 2
	pimJoinPrune    = 3
	pimBootstrap    = 4
	pimAssert       = 5
	pimGraft        = 6
	pimGraftAck     = 7
	pimCandidateRP  = 8
	pimRefresh      = 9
	pimDFElection   = 10
)

var pimTypes = names{
	{pimHello, "Hello"},
	{pimRegister, "Register"},
	{pimRegisterStop, "Register Stop"},
	{pimJoinPrune, "Join / Prune"},
	{pimBootstrap, "Bootstrap"},
	{pimAssert, "Assert"},
	{pimGraft, "Graft"},
	{pimGraftAck, "Graft Acknowledgement"},
	{pimCandidateRP, "Candidate RP Advertisement"},
	{pimRefresh, "Prune Refresh"},
	{pimDFElection, "DF Election"},
}

// Options of a Hello: the IANA registry "PIM-Hello Options".
const (
	pimHoldTime       = 1
	pimPruneDelay     = 2
	pimPriorityOld    = 18
	pimPriority       = 19
	pimGeneration     = 20
	pimRefreshCapable = 21
	pimBidirectional  = 22
	pimAddresses      = 24
	pimAddressesOld   = 65001
)

var pimHelloOptions = names{
	{pimHoldTime, "Hold Time"},
	{pimPruneDelay, "LAN Prune Delay"},
	{pimPriorityOld, "DR Priority (Old)"},
	{pimPriority, "DR Priority"},
	{pimGeneration, "Generation ID"},
	{pimRefreshCapable, "State Refresh Capability"},
	{pimBidirectional, "Bi-Directional Capability"},
	{pimAddresses, "Address List"},
	{pimAddressesOld, "Address List (Old)"},
}

// printPIM prints a Protocol Independent Multicast message: RFC 7761, section
// 4.9.
//
//	0        1            2          4
//	+--------+------------+----------+------
//	| v|type | addr, rsvd | checksum | body
//	+--------+------------+----------+------
func printPIM(p *Printer, v view) {
	p.enter("pim", v)
	version, kind := v.u8(0)>>4, v.u8(0)&0xf
	p.printf("PIMv%d", version)
	if version != 2 {
		p.printf(", length %d", v.n)
		return
	}
	if p.v == 0 {
		p.str(", ")
		p.name(pimTypes, "Unknown Type", kind)
		p.printf(", length %d", v.n)
		return
	}
	p.printf(", length %d\n\t", v.n)
	p.name(pimTypes, "Unknown Type", kind)
	p.protocol = "pimv2"
	if v.n < 2 {
		p.printf("[length %d < 2]", v.n)
		p.invalid()
		return
	}
	m := pimMessage{kind: kind, subtype: v.u8(1) >> 4, addrLen: v.u8(1) & 0xf}
	if m.addrLen != 0 {
		p.str(", RFC2117-encoding")
	}
	if v.n < 4 {
		p.printf("[length %d < 4]", v.n)
		p.invalid()
		return
	}
	p.printf(", cksum 0x%04x (%s)", v.u16(2), p.pimChecksum(v, kind))
	m.view = v.from(4)
	p.pimBody(&m)
}

// pimChecksum says whether a message's checksum is right. A Register's covers its
// header only, but one of the whole message is right too: RFC 7761, 4.9.
func (p *Printer) pimChecksum(v view, kind int) string {
	if v.u16(2) == 0 {
		return "unverified"
	}
	check := func(n int) string {
		if !v.has(0, n) {
			return "unverified"
		}
		w := view{v.b, n}
		if p.ip.version == 6 && p.transportChecksum(w, n, protoPIM) == 0 ||
			p.ip.version == 4 && checksum.Checksum(w.b[:n]) == 0 {
			return "correct"
		}
		return "incorrect"
	}
	if kind == pimRegister {
		if status := check(8); status != "incorrect" {
			return status
		}
	}
	return check(v.n)
}

// A pimMessage is what is still to be printed of a message.
type pimMessage struct {
	view
	kind    int
	subtype int // RFC 8736, section 4
	addrLen int // of addresses without their family, RFC 2117; otherwise 0
}

// skip takes n bytes off, and bails out where they are not declared.
func (m *pimMessage) skip(n int) {
	if m.n < n {
		bail()
	}
	m.view = m.from(n)
}

// left bails out where fewer than n bytes are declared.
func (m *pimMessage) left(n int) {
	if m.n < n {
		bail()
	}
}

func (p *Printer) pimBody(m *pimMessage) {
	switch m.kind {
	case pimHello:
		p.pimHello(m)
	case pimRegister:
		m.left(4)
		flags := m.u32(0)
		p.str(", Flags [ ")
		p.name32(names{{0x80000000, "Border"}, {0x40000000, "Null"}}, "none", flags)
		p.str(" ]\n\t")
		m.skip(4)
		m.left(1)
		switch version := m.u8(0) >> 4; version {
		case 0:
			m.need(12, 8)
			p.str("IP-Null-header ")
			p.addr4(m.view, 12)
			p.str(" > ")
			p.addr4(m.view, 16)
		case 4:
			printIPv4(p, m.view)
		case 6:
			printIPv6(p, m.view)
		default:
			p.printf("IP ver %d", version)
		}
	case pimRegisterStop:
		p.pimGroup(" group=", m)
		p.pimUnicast(" source=", m)
	case pimJoinPrune, pimGraft, pimGraftAck:
		p.pimJoinPrune(m)
	case pimBootstrap:
		p.pimBootstrap(m)
	case pimAssert:
		p.pimGroup(" group=", m)
		p.pimUnicast(" src=", m)
		m.left(8)
		preference, metric := m.u32(0), m.u32(4)
		if preference&0x80000000 != 0 {
			p.str(" RPT")
		}
		p.printf(" pref=%d metric=%d", preference&0x7fffffff, metric)
	case pimCandidateRP:
		m.left(1)
		count := m.u8(0)
		p.printf(" prefix-cnt=%d", count)
		m.left(2)
		p.printf(" prio=%d", m.u8(1))
		m.left(4)
		p.str(" holdtime=")
		p.span(uint32(m.u16(2)))
		m.skip(4)
		p.pimUnicast(" RP=", m)
		for i := 0; i < count && m.n > 0; i++ {
			p.printf(" Group%d=", i)
			p.pimGroup("", m)
		}
	case pimRefresh:
		p.pimUnicast(" src=", m)
		p.pimGroup(" grp=", m)
		p.pimUnicast(" forwarder=", m)
		m.left(2)
		p.str(" TUNR ")
		p.span(uint32(m.u16(0)))
	case pimDFElection:
		p.pimElection(m)
	default:
		p.printf(" [type %d]", m.kind)
	}
}

// pimHello prints the options of a Hello: RFC 7761, 4.9.2.
func (p *Printer) pimHello(m *pimMessage) {
	for m.n > 0 {
		m.left(4)
		kind, size := m.u16(0), m.u16(2)
		p.str("\n\t  ")
		p.name(pimHelloOptions, "Unknown", kind)
		p.printf(" Option (%d), length %d, Value: ", kind, size)
		m.skip(4)
		m.left(size)
		m.need(0, size)
		want := size
		switch kind {
		case pimHoldTime:
			want = 2
		case pimPruneDelay, pimGeneration, pimRefreshCapable:
			want = 4
		case pimPriority, pimPriorityOld:
			if size != 0 {
				want = 4
			}
		}
		if size != want {
			p.printf("[option length %d != %d]", size, want)
			p.invalid()
			return
		}
		option := m.view
		p.pimHelloOption(kind, size, *m)
		if p.v > 1 {
			p.hexLines("\n\t    ", option, 0, size)
		}
		m.skip(size)
	}
}

func (p *Printer) pimHelloOption(kind, size int, m pimMessage) {
	switch kind {
	case pimHoldTime:
		p.span(uint32(m.u16(0)))
	case pimPruneDelay:
		delay := m.u16(0)
		p.printf("\n\t    T-bit=%d, LAN delay %dms, Override interval %dms", delay>>15, delay&0x7fff, m.u16(2))
	case pimPriority, pimPriorityOld:
		if size == 0 {
			p.str("Bi-Directional Capability (Old)")
		} else {
			p.dec32(m.u32(0))
		}
	case pimGeneration:
		p.printf("0x%08x", m.u32(0))
	case pimRefreshCapable:
		p.printf("v%d", m.u8(0))
		if interval := m.u8(1); interval != 0 {
			p.str(", interval ")
			p.span(uint32(interval))
		}
		if m.u16(2) != 0 {
			p.printf(" ?0x%04x?", m.u16(2))
		}
	case pimBidirectional:
	case pimAddresses, pimAddressesOld:
		for end := m.n - size; p.v > 1 && m.n > end; {
			p.pimUnicast("\n\t    ", &m)
		}
	default:
		if p.v <= 1 {
			p.hexLines("\n\t    ", m.view, 0, size)
		}
	}
}

// pimJoinPrune prints the sources of groups to join and prune: RFC 7761, 4.9.5.
func (p *Printer) pimJoinPrune(m *pimMessage) {
	if m.kind != pimGraftAck {
		p.pimUnicast(", upstream-neighbor: ", m)
	}
	m.left(4)
	m.need(0, 4)
	groups, hold := m.u8(1), m.u16(2)
	p.printf("\n\t  %d group(s)", groups)
	if m.kind != pimGraftAck {
		p.str(", holdtime: ")
		if hold == 0xffff {
			p.str("infinite")
		} else {
			p.span(uint32(hold))
		}
	}
	m.skip(4)
	for i := range groups {
		p.printf("\n\t    group #%d: ", i+1)
		p.pimGroup("", m)
		m.left(4)
		m.need(0, 4)
		joined, pruned := m.u16(0), m.u16(2)
		p.printf(", joined sources: %d, pruned sources: %d", joined, pruned)
		m.skip(4)
		for j := range joined {
			p.printf("\n\t      joined source #%d: ", j+1)
			p.pimSource(m)
		}
		for j := range pruned {
			p.printf("\n\t      pruned source #%d: ", j+1)
			p.pimSource(m)
		}
	}
}

// pimBootstrap prints which rendezvous points groups have: RFC 5059, 4.1.
func (p *Printer) pimBootstrap(m *pimMessage) {
	m.left(2)
	p.printf(" tag=%x", m.u16(0))
	m.left(3)
	p.printf(" hashmlen=%d", m.u8(2))
	m.left(4)
	p.printf(" BSRprio=%d", m.u8(3))
	m.skip(4)
	p.pimUnicast(" BSR=", m)
	for i := 0; m.n > 0; i++ {
		p.printf(" (group%d: ", i)
		p.pimGroup("", m)
		m.left(1)
		p.printf(" RPcnt=%d", m.u8(0))
		m.left(2)
		count := m.u8(1)
		p.printf(" FRPcnt=%d", count)
		m.skip(4)
		for j := 0; j < count && m.n > 0; j++ {
			p.printf(" RP%d=", j)
			p.pimUnicast("", m)
			m.left(2)
			p.str(",holdtime=")
			p.span(uint32(m.u16(0)))
			m.left(3)
			p.printf(",prio=%d", m.u8(2))
			m.skip(4)
		}
		p.byte(')')
	}
}

// pimElection prints a designated forwarder election: RFC 5015, 3.7.
func (p *Printer) pimElection(m *pimMessage) {
	const backoff, pass = 3, 4
	p.str("\n\t  ")
	p.name(names{{1, "Offer"}, {2, "Winner"}, {backoff, "Backoff"}, {pass, "Pass"}}, "Unknown", m.subtype)
	p.byte(',')
	p.pimUnicast(" rpa=", m)
	p.printf(" sender pref=%d", m.u32(0))
	p.printf(" sender metric=%d", m.u32(4))
	m.skip(8)
	if m.subtype != backoff && m.subtype != pass {
		return
	}
	who := choose(m.subtype == backoff, "offer", "new winner")
	p.printf("\n\t  %s addr=", who)
	p.pimUnicast("", m)
	p.printf(" %s pref=%d", who, m.u32(0))
	p.printf(" %s metric=%d", who, m.u32(4))
	m.skip(8)
	if m.subtype == backoff {
		p.printf(" interval %dms", m.u16(0))
	}
}

// pimUnicast, pimGroup and pimSource print text and an encoded address (RFC 7761,
// 4.9.1), which they skip; an encoding that is not known ends the message.
func (p *Printer) pimUnicast(text string, m *pimMessage) {
	p.str(text)
	size := p.pimFamily(m)
	m.left(size)
	p.host(m.bytes(0, size))
	m.skip(size)
}

func (p *Printer) pimGroup(text string, m *pimMessage) {
	p.str(text)
	if flags := p.pimPrefix(m); flags != 0 {
		p.printf("(0x%02x)", flags)
	}
}

func (p *Printer) pimSource(m *pimMessage) {
	flags := p.pimPrefix(m)
	if flags == 0 {
		return
	}
	p.byte('(')
	p.flags(names{{4, "S"}, {2, "W"}, {1, "R"}}, "", "", uint32(flags))
	if flags&0xf8 != 0 {
		p.printf("+0x%02x", flags&0xf8)
	}
	p.byte(')')
}

// pimPrefix prints a group's or a source's address and returns its flags.
func (p *Printer) pimPrefix(m *pimMessage) (flags int) {
	size := p.pimFamily(m)
	m.left(2 + size)
	addr := m.bytes(2, size)
	flags = m.u8(0)
	bits := m.u8(1)
	p.host(addr)
	if bits != 8*size {
		p.printf("/%d", bits)
	}
	m.skip(2 + size)
	return flags
}

// pimFamily skips the family of an address and returns the address' length.
func (p *Printer) pimFamily(m *pimMessage) int {
	if m.addrLen != 0 {
		if m.addrLen != 4 { // 16 does not fit its field
			bail()
		}
		return 4
	}
	m.left(2)
	family, encoding := m.u8(0), m.u8(1)
	if encoding != 0 || family != afIPv4 && family != afIPv6 {
		bail()
	}
	m.skip(2)
	if family == afIPv6 {
		return 16
	}
	return 4
}
