package decode

// PPPoE codes: RFC 2516, appendix A.
const (
	pppoePADI    = 0x09
	pppoeSession = 0x00
)

var pppoeCodes = names{
	{pppoePADI, "PADI"},
	{0x07, "PADO"},
	{0x19, "PADR"},
	{0x65, "PADS"},
	{0xa7, "PADT"},
	{pppoeSession, ""},
}

// PPPoE tags: RFC 2516, appendix A; RFC 4638.
const pppoeEndOfList = 0

var pppoeTags = names{
	{pppoeEndOfList, "EOL"},
	{0x0101, "Service-Name"},
	{0x0102, "AC-Name"},
	{0x0103, "Host-Uniq"},
	{0x0104, "AC-Cookie"},
	{0x0105, "Vendor-Specific"},
	{0x0110, "Relay-Session-ID"},
	{0x0120, "PPP-Max-Payload"},
	{0x0201, "Service-Name-Error"},
	{0x0202, "AC-System-Error"},
	{0x0203, "Generic-Error"},
}

// printPPPoELink prints a PPPoE packet that is the packet.
func printPPPoELink(p *Printer, v view) {
	printPPPoE(p, v)
	p.linkLen += min(6, len(v.b))
}

// printPPPoE prints a PPPoE packet: RFC 2516, section 4.
//
//	0         1      2           4           6
//	+----+----+------+-----------+-----------+---------
//	|ver |type| code | session   | length    | payload
//	+----+----+------+-----------+-----------+---------
func printPPPoE(p *Printer, v view) {
	p.enter("pppoe", v)
	const headerLen = 6
	if v.n < headerLen || !v.has(0, headerLen) {
		p.truncated()
		return
	}
	first, code, session, length := v.u8(0), v.u8(1), v.u16(2), v.u16(4)
	p.str("PPPoE ")
	if first>>4 != 1 {
		p.printf(" [ver %d]", first>>4)
	}
	if first&15 != 1 {
		p.printf(" [type %d]", first&15)
	}
	p.name(pppoeCodes, "PAD-%x", code)
	if code == pppoeSession {
		p.printf(" [ses 0x%x]", session)
	} else if session != 0 {
		p.printf(" [ses 0x%x]", session)
	}
	body := v.from(headerLen)
	if length > body.n {
		p.printf(" [len %d > %d!]", length, body.n)
		length = body.n
	}
	if code == pppoeSession {
		p.byte(' ')
		p.ppp(body.at(0, length))
		return
	}
	for tags := body.sub(0, length); tags.n > 0; {
		if tags.n < 4 {
			p.truncated()
			return
		}
		kind, size := tags.u16(0), tags.u16(2)
		tags = tags.from(4)
		p.str(" [")
		p.name(pppoeTags, "TAG-0x%x", kind)
		if size > 0 {
			if size > tags.n || !tags.has(0, size) {
				p.truncated()
				return
			}
			p.pppoeTag(tags.b[:size])
		}
		p.byte(']')
		if kind == pppoeEndOfList {
			return
		}
		tags = tags.from(size)
	}
}

// pppoeTag prints a tag's value: as text where its first bytes are printable, in
// hex elsewhere.
func (p *Printer) pppoeTag(value []byte) {
	const most = 80
	ascii, garbage := 0, 0
	for _, c := range value[:min(len(value), most)] {
		if printable(c) {
			ascii++
		} else {
			garbage++
		}
	}
	if ascii > garbage {
		p.str(` "`)
		for _, c := range value[:min(len(value), most)] {
			if c == 0 {
				break
			}
			p.byte(c)
		}
		p.byte('"')
		return
	}
	p.str(" 0x")
	p.hexBytes(value[:min(len(value), 20)], "")
	if len(value) > 20 {
		p.str("...")
	}
}
