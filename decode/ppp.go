package decode

// PPP protocol numbers: the IANA registry "PPP DLL Protocol Numbers".
const (
	pppIP     = 0x0021
	pppOSI    = 0x0023
	pppIPX    = 0x002b
	pppVJ     = 0x002d
	pppVJNone = 0x002f
	pppML     = 0x003d
	pppIPv6   = 0x0057
	pppComp   = 0x00fd
	pppMPLS   = 0x0281
	pppMPLSM  = 0x0283
	pppIPCP   = 0x8021
	pppOSICP  = 0x8023
	pppIPv6CP = 0x8057
	pppCCP    = 0x80fd
	pppMPLSCP = 0x8281
	pppLCP    = 0xc021
	pppPAP    = 0xc023
	pppLQR    = 0xc025
	pppSPAP   = 0xc027
	pppBACP   = 0xc02b
	pppBAP    = 0xc02d
	pppOldPAP = 0xc123
	pppCHAP   = 0xc223
	pppEAP    = 0xc227
)

var pppNames = names{
	{pppIP, "IP"},
	{pppIPv6, "IP6"},
	{pppLCP, "LCP"},
	{pppIPCP, "IPCP"},
	{pppIPv6CP, "IP6CP"},
	{pppOSI, "OSI"},
	{0x0025, "NS"},
	{0x0027, "DECNET"},
	{0x0029, "APPLE"},
	{pppIPX, "IPX"},
	{pppVJ, "VJC IP"},
	{pppVJNone, "VJNC IP"},
	{0x0031, "BRPDU"},
	{0x0033, "STII"},
	{0x0035, "VINES"},
	{pppMPLS, "MPLS"},
	{pppMPLSM, "MPLS"},
	{pppComp, "Compressed"},
	{pppML, "MLPPP"},
	{0x0201, "HELLO"},
	{0x0231, "LUXCOM"},
	{0x0233, "SNS"},
	{pppOSICP, "OSICP"},
	{0x8025, "NSCP"},
	{0x8027, "DECNETCP"},
	{0x8029, "APPLECP"},
	{0x802b, "IPXCP"},
	{0x8033, "STIICP"},
	{0x8035, "VINESCP"},
	{pppMPLSCP, "MPLSCP"},
	{pppCCP, "CCP"},
	{pppPAP, "PAP"},
	{pppLQR, "LQM"},
	{pppSPAP, "SPAP"},
	{pppCHAP, "CHAP"},
	{pppEAP, "EAP"},
	{pppOldPAP, "Old-SPAP"},
	{pppBACP, "BACP"},
	{pppBAP, "BAP"},
	{0x803d, "MLPPP-CP"},
}

// The address and control fields of PPP in HDLC-like framing (RFC 1662, section
// 3.1), and the addresses that DLT_PPP_PPPD has for a packet's direction.
const (
	pppAddress = 0xff
	pppControl = 0x03
	pppIn      = 0x00
	pppOut     = 0x01
)

// printPPP prints a PPP frame that is the packet.
func printPPP(p *Printer, v view) {
	p.protocol = "ppp"
	if !v.has(0, 4) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.ppp(v)
}

// printPPPPayload prints a PPP frame inside another protocol.
func printPPPPayload(p *Printer, v view) { p.ppp(v) }

// ppp prints a PPP frame with or without its address and control fields, and
// returns the length of its header: RFC 1661.
func (p *Printer) ppp(v view) int {
	p.enter("ppp", v)
	length, header := v.n, 0
	if v.n < 2 || !v.has(0, 2) {
		p.truncated()
		return 0
	}
	switch v.u16(0) {
	case pppIn<<8 | pppControl:
		if p.opt.Link {
			p.str("In  ")
		}
		header = 2
	case pppOut<<8 | pppControl:
		if p.opt.Link {
			p.str("Out ")
		}
		header = 2
	case pppAddress<<8 | pppControl:
		header = 2
	}
	v = v.from(header)
	if v.n < 2 || !v.has(0, 1) {
		p.truncated()
		return 0
	}
	protocol := v.u8(0)
	if protocol&1 != 0 { // a compressed protocol field: RFC 1661, section 6.5
		v = v.from(1)
		header++
	} else {
		if !v.has(0, 2) {
			p.truncated()
			return 0
		}
		protocol = v.u16(0)
		v = v.from(2)
		header += 2
	}
	if p.opt.Link {
		p.name(pppNames, "unknown", protocol)
		p.printf(" (0x%04x), length %d: ", protocol, length)
	}
	p.pppPayload(protocol, v)
	return header
}

// pppPayload prints what a PPP frame of this protocol carries.
func (p *Printer) pppPayload(protocol int, v view) {
	if printer := pppPrinter(protocol); printer != nil {
		printer(p, v)
		return
	}
	switch protocol {
	case pppLCP, pppIPCP, pppOSICP, pppMPLSCP, pppIPv6CP, pppCCP, pppBACP:
		p.pppControlProtocol(protocol, v)
	case pppML:
		p.pppMultilink(v)
	case pppCHAP:
		p.chap(v)
	case pppPAP:
		p.pap(v)
	case pppBAP:
	case pppComp:
		p.str("compressed PPP data")
	default:
		p.name(pppNames, "unknown PPP protocol (0x%04x)", protocol)
		p.byte(' ')
		p.hexLines("\n\t", v, 0, v.n)
	}
}

// pppPrinter returns the printer of the network protocol that PPP protocol
// number protocol carries, nil where there is none. Some senders put an
// EtherType there.
func pppPrinter(protocol int) printFunc {
	switch protocol {
	case pppIP, pppVJNone, typeIPv4:
		return printIPv4
	case pppIPv6, typeIPv6:
		return printIPv6
	case pppIPX, typeIPX:
		return printIPX
	case pppMPLS, pppMPLSM:
		return printMPLS
	case pppOSI:
		return llcPrinter(sapOSI)
	}
	return nil
}

// pppMultilink prints a Multilink fragment with short sequence numbers: RFC 1990,
// section 3.
func (p *Printer) pppMultilink(v view) {
	if !p.opt.Link {
		p.str("MLPPP, ")
	}
	if v.n < 2 || !v.has(0, 2) {
		p.str("[|mlppp]")
		return
	}
	bits := v.u16(0)
	p.printf("seq 0x%03x, Flags [", bits&0xfff)
	p.flags(multilinkFlags, "none", ", ", uint32(bits>>8&0xc0))
	p.printf("], length %d", v.n)
}

var multilinkFlags = names{{0x80, "begin"}, {0x40, "end"}}

var chapNames = names{
	{1, "Challenge"},
	{2, "Response"},
	{3, "Success"},
	{4, "Fail"},
}

// chap prints a CHAP packet: RFC 1994, section 4.
func (p *Printer) chap(v view) {
	p.enter("chap", v)
	if p.shortAuthentication("chap", v) {
		return
	}
	code := v.u8(0)
	p.str("CHAP, ")
	p.name(chapNames, "unknown", code)
	p.printf(" (0x%02x), id %d", code, v.u8(1))
	length := v.u16(2)
	switch code {
	case 1, 2:
		if v.n < 5 {
			return
		}
		size := v.u8(4)
		if v.n < 5+size {
			return
		}
		p.str(", Value ")
		p.hexDigits(v, 5, size)
		p.str(", Name ")
		p.safeBytes(v, 5+size, length-5-size)
	case 3, 4:
		p.str(", Msg ")
		p.safeBytes(v, 4, length-4)
	}
}

// shortAuthentication prints a packet that is shorter than its header, and
// reports whether it is.
func (p *Printer) shortAuthentication(name string, v view) bool {
	if v.n < 1 {
		p.truncated()
		return true
	}
	if v.n < 4 {
		p.printf("[|%s 0x%02x]", name, v.u8(0))
		return true
	}
	return false
}

// safeBytes prints n bytes of text at off, NULs included: see safeChar.
func (p *Printer) safeBytes(v view, off, n int) {
	for i := range max(n, 0) {
		p.safeChar(byte(v.u8(off + i)))
	}
}

var papNames = names{
	{1, "Auth-Req"},
	{2, "Auth-ACK"},
	{3, "Auth-NACK"},
}

// pap prints a PAP packet: RFC 1334, section 2.2.
func (p *Printer) pap(v view) {
	p.enter("pap", v)
	if p.shortAuthentication("pap", v) {
		return
	}
	code := v.u8(0)
	p.str("PAP, ")
	p.name(papNames, "unknown", code)
	p.printf(" (0x%02x), id %d", code, v.u8(1))
	length := v.u16(2)
	if length > v.n {
		p.printf(", length %d > packet size", length)
		return
	}
	if length < 4 {
		p.printf(", length %d < PAP header length", length)
		return
	}
	field := func(pos int, name string) (next int, ok bool) {
		if length < pos+1 {
			return 0, false
		}
		size := v.u8(pos)
		if length < pos+1+size {
			return 0, false
		}
		p.str(name)
		p.safeBytes(v, pos+1, size)
		return pos + 1 + size, true
	}
	switch code {
	case 1:
		if length < 6 {
			p.str("[|pap]")
			return
		}
		if next, ok := field(4, ", Peer "); ok {
			field(next, ", Name ")
		}
	case 2, 3: // at least five bytes: section 2.2.2
		if length < 5 {
			p.str("[|pap]")
			return
		}
		field(4, ", Msg ")
	}
}
