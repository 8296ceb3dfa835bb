package decode

// DNS header flags: RFC 1035, 4.1.1, and RFC 4035, 3.2.
const (
	dnsResponse     = 0x8000
	dnsOpcode       = 0x7800
	dnsAuthoritive  = 0x0400
	dnsTruncated    = 0x0200
	dnsRecursion    = 0x0100 // desired
	dnsRecursive    = 0x0080 // recursion available
	dnsAuthentic    = 0x0020
	dnsChecking     = 0x0010 // checking disabled
	dnsRcode        = 0x000f
	dnsOdd          = dnsAuthoritive | dnsTruncated | dnsRecursive | 0x40 | dnsRcode // odd in a request
	dnsInverseQuery = 1
)

const dnsHeaderLen = 12

// portDNS and portMDNS are the ports of the Domain Name System and of multicast
// DNS (RFC 6762).
const (
	portDNS   = 53
	portMDNS  = 5353
	portLLMNR = 5355
)

// printDNS prints a DNS message that is a datagram: RFC 1035, 4.1.
//
//	 0    2       4         6         8        10        12
//	+----+-------+---------+---------+---------+---------+
//	| ID | flags | QDCOUNT | ANCOUNT | NSCOUNT | ARCOUNT |
//	+----+-------+---------+---------+---------+---------+
func printDNS(p *Printer, v view) {
	p.enter("domain", v)
	p.dns(v, false)
}

// printMDNS prints a message of multicast DNS: RFC 6762, 18.
func printMDNS(p *Printer, v view) {
	p.enter("domain", v)
	p.dns(v, true)
}

// printLLMNR prints a message of Link-Local Multicast Name Resolution, which
// has DNS's form: RFC 4795, 2.1. tcpdump does not know it.
func printLLMNR(p *Printer, v view) {
	if p.v == 0 {
		p.plainDatagram(v)
		return
	}
	p.enter("llmnr", v)
	p.str("LLMNR ")
	p.dns(v, false)
}

// printDNSOverTCP prints a DNS message after its length: RFC 1035, 4.2.2.
func printDNSOverTCP(p *Printer, v view) {
	p.enter("domain", v)
	if v.n < 2 {
		p.printf(" [DNS over TCP: length %d < 2]", v.n)
		p.invalid()
		return
	}
	if n := v.u16(0); n != v.n-2 {
		p.printf(" [prefix length(%d) != length(%d)]", n, v.n-2)
		p.invalid()
		return
	}
	p.byte(' ')
	p.dns(v.from(2), false)
}

// A dnsPrinter walks the sections of a DNS message.
type dnsPrinter struct {
	*Printer
	m    view // the message
	off  int  // of what comes next
	mdns bool
}

// dns prints a DNS message.
func (p *Printer) dns(m view, mdns bool) {
	if m.n < dnsHeaderLen {
		p.str(p.protocol)
		p.printf(" [length %d < %d]", m.n, dnsHeaderLen)
		p.invalid()
		return
	}
	m.need(0, dnsHeaderLen)
	d := dnsPrinter{p, m, dnsHeaderLen, mdns}
	var ok bool
	if m.u16(2)&dnsResponse != 0 {
		ok = d.response()
	} else {
		ok = d.request()
	}
	if !ok {
		p.truncated()
		return
	}
	p.printf(" (%d)", m.n)
}

// The numbers of entries in a message's sections.
func (d *dnsPrinter) questions() int   { return d.m.u16(4) }
func (d *dnsPrinter) answers() int     { return d.m.u16(6) }
func (d *dnsPrinter) authorities() int { return d.m.u16(8) }
func (d *dnsPrinter) additionals() int { return d.m.u16(10) }

// response prints a message that answers. It reports whether all of it was
// there.
func (d *dnsPrinter) response() bool {
	flags := d.m.u16(2)
	d.dec(d.m.u16(0))
	d.str(dnsOpcodes[flags&dnsOpcode>>11])
	if rcode := d.responseCode(); rcode < len(dnsResponseCodes) {
		d.str(dnsResponseCodes[rcode])
	} else {
		d.printf(" Resp%d", rcode&0xfff)
	}
	for _, f := range [...]struct {
		bit, want int
		mark      byte
	}{
		{dnsAuthoritive, dnsAuthoritive, '*'},
		{dnsRecursive, 0, '-'},
		{dnsTruncated, dnsTruncated, '|'},
		{dnsAuthentic, dnsAuthentic, '$'},
	} {
		if flags&f.bit == f.want {
			d.byte(f.mark)
		}
	}
	if n := d.questions(); n != 1 {
		d.printf(" [%dq]", n)
	}
	for i := range d.questions() {
		if i > 0 {
			d.byte(',')
		}
		if d.v > 1 {
			d.str(" q:")
			if !d.question() {
				return false
			}
			continue
		}
		next, ok := skipDomainName(d.m, d.off)
		if !ok {
			return false
		}
		d.off = next + 4
	}
	d.printf(" %d/%d/%d", d.answers(), d.authorities(), d.additionals())
	if !d.records("", d.answers()) {
		return false
	}
	return d.v < 2 || d.rest()
}

// request prints a message that asks. It reports whether all of it was there.
func (d *dnsPrinter) request() bool {
	flags := d.m.u16(2)
	opcode := flags & dnsOpcode >> 11
	d.dec(d.m.u16(0))
	d.str(dnsOpcodes[opcode])
	if flags&dnsRecursion != 0 {
		d.byte('+')
	}
	if flags&dnsChecking != 0 {
		d.byte('%')
	}
	if flags&dnsOdd != 0 {
		d.printf(" [b2&3=0x%x]", flags)
	}
	qd, an := d.questions(), d.answers()
	usualQ, usualA := 1, 0
	if opcode == dnsInverseQuery {
		usualQ, usualA = 0, 1
		if qd != usualQ {
			d.printf(" [%dq]", qd)
		}
	}
	if an != usualA {
		d.printf(" [%da]", an)
	}
	if opcode != dnsInverseQuery && qd != usualQ {
		d.printf(" [%dq]", qd)
	}
	if n := d.authorities(); n != 0 {
		d.printf(" [%dn]", n)
	}
	if n := d.additionals(); n != 0 {
		d.printf(" [%dau]", n)
	}
	for i := range qd {
		if i > 0 && d.off >= len(d.m.b) || !d.question() {
			return false
		}
	}
	return d.v < 2 || d.records("", an) && d.rest()
}

// rest prints the authority and additional sections.
func (d *dnsPrinter) rest() bool {
	for _, s := range [...]struct {
		title string
		n     int
	}{{" ns:", d.authorities()}, {" ar:", d.additionals()}} {
		if s.n == 0 {
			continue
		}
		if d.off >= len(d.m.b) || !d.records(s.title, s.n) {
			return false
		}
	}
	return true
}

// responseCode returns the response code with the bits that an OPT record adds
// to it: RFC 6891, 6.1.3.
func (d *dnsPrinter) responseCode() int {
	code := d.m.u16(2) & dnsRcode
	off := dnsHeaderLen
	for range d.questions() {
		next, ok := skipDomainName(d.m, off)
		if !ok || next+4 >= len(d.m.b) {
			return code
		}
		off = next + 4
	}
	before := d.answers() + d.authorities()
	for i := range before + d.additionals() {
		next, ok := skipDomainName(d.m, off)
		if !ok {
			return code
		}
		if i >= before && d.m.has(next, 5) && d.m.u16(next) == dnsOPT {
			return code | d.m.u8(next+4)<<4
		}
		if !d.m.has(next+8, 2) {
			return code
		}
		off = next + 10 + d.m.u16(next+8)
		if off >= len(d.m.b) {
			return code
		}
	}
	return code
}

// question prints an entry of the question section.
func (d *dnsPrinter) question() bool {
	next, ok := skipDomainName(d.m, d.off)
	if !ok || !d.m.has(next, 4) {
		return false
	}
	d.byte(' ')
	d.name(dnsTypes, "Type%d", d.m.u16(next))
	class := d.m.u16(next + 2)
	if d.mdns {
		d.class(class &^ mdnsUnicast)
		if class&mdnsUnicast != 0 {
			d.str(" (QU)")
		} else {
			d.str(" (QM)")
		}
	} else {
		d.class(class)
	}
	d.str("? ")
	next, ok = d.domainName(d.m, d.off)
	d.off = next + 4
	return ok
}

// class prints a class that is not the Internet's.
func (d *dnsPrinter) class(class int) {
	if class != dnsIN {
		d.byte(' ')
		d.name(dnsClasses, "(Class %d)", class)
	}
}

// records prints a section of n resource records after title. It reports
// whether all of them were there.
func (d *dnsPrinter) records(title string, n int) bool {
	if n == 0 {
		return true
	}
	d.str(title)
	for i := range n {
		if i > 0 {
			if d.off >= len(d.m.b) {
				return false
			}
			d.byte(',')
		}
		if !d.record() {
			return false
		}
	}
	return true
}
