package decode

const (
	portLMP      = 701
	lmpHeaderLen = 8
)

// printLMP prints a Link Management Protocol message: RFC 4204, section 12.1.
//
//	0         2       3      4        6          8
//	+---------+-------+------+--------+----------+---------
//	| version | flags | type | length | reserved | objects
//	+---------+-------+------+--------+----------+---------
func printLMP(p *Printer, v view) {
	p.enter("lmp", v)
	v.need(0, lmpHeaderLen)
	version, kind := v.u8(0)>>4, v.u8(3)
	if version != 1 {
		p.printf("LMP version %d packet not supported", version)
		return
	}
	if p.v == 0 {
		p.printf("LMPv%d ", version)
		p.name(lmpMessages, "unknown (%d)", kind)
		p.printf(" Message, length: %d", v.n)
		return
	}
	length := v.u16(4)
	p.printf("\n\tLMPv%d, msg-type: ", version)
	p.name(lmpMessages, "unknown, type: %d", kind)
	p.str(", Flags: [")
	p.flags(names{{1, "Control Channel Down"}, {2, "LMP restart"}}, "none", ", ", uint32(v.u8(2)))
	p.printf("], length: %d", length)
	if length < lmpHeaderLen {
		p.str(" (too short)")
		return
	}
	if length > v.n {
		p.str(" (too long)")
		length = v.n
	}
	for v = v.at(lmpHeaderLen, length-lmpHeaderLen); v.n > 0; {
		v.need(0, 4)
		ctype, class, size := v.u8(0)&0x7f, v.u8(1), v.u16(2)
		p.str("\n\t  ")
		p.name(lmpObjects, "Unknown", class)
		p.printf(" Object (%d), Class-Type: ", class)
		p.name(lmpCTypes, "Unknown", class<<8|ctype)
		p.printf(" (%d) Flags: [%snegotiable], length: %d", ctype, choose(v.u8(0)&0x80 != 0, "", "non-"), size)
		if size < 4 {
			p.str(" (too short)")
			return
		}
		if size%4 != 0 {
			p.str(" (not a multiple of 4)")
			return
		}
		v.need(0, size)
		body := v.at(4, size-4)
		hex := p.lmpObject(class, ctype, body)
		if p.v > 1 || hex {
			p.hexLines("\n\t    ", body, 0, body.n)
		}
		if v.n < size {
			p.badNumber("remaining objects length", v.n, "<", size)
			return
		}
		v = v.from(size)
	}
}

// lmpObject prints the body of an object, and reports whether it is to be printed
// in hex: RFC 4204, section 13.
func (p *Printer) lmpObject(class, ctype int, v view) (hex bool) {
	want, known := lmpLength(class, ctype)
	if !known {
		_, named := lmpObjects.find(uint32(class))
		return named || p.v <= 1
	}
	if want > 0 && v.n != want && (class != lmpDataLink || v.n < want) {
		p.str(" (not correct for object)")
		return false
	}
	const indent = "\n\t    "
	switch class {
	case lmpControlChannel:
		p.printf(indent+"Control Channel ID: %d (0x%08x)", v.u32(0), v.u32(0))
	case lmpNode:
		p.lmpID(indent+"Node ID: ", v, 0, want)
	case lmpLink, lmpInterface:
		switch {
		case ctype >= 5:
			p.lmpID(indent+"Link ID: ", v, 0, 0)
		case want == 4:
			p.lmpID(indent+"IPv4 Link ID: ", v, 0, want)
		default:
			p.lmpID(indent+"IPv6 Link ID: ", v, 0, want)
		}
	case lmpMessageID:
		p.printf(indent+"Message ID%s: %d (0x%08x)", choose(ctype == 2, " Ack", ""), v.u32(0), v.u32(0))
	case lmpConfig:
		p.printf(indent+"Hello Interval: %d"+indent+"Hello Dead Interval: %d", v.u16(0), v.u16(2))
	case lmpHello:
		p.printf(indent+"Tx Seq: %d, Rx Seq: %d", v.u32(0), v.u32(4))
	case lmpTELink, lmpDataLink:
		what, flags := "Link-ID", lmpTELinkFlags
		if class == lmpDataLink {
			what, flags = "Interface ID", lmpDataLinkFlags
		}
		p.str(indent + "Flags: [")
		p.flags(flags, "none", ", ", uint32(v.u8(0)))
		p.printf("]"+indent+"Local %s: ", what)
		size := (want - 4) / 2
		kind := size
		if ctype == 3 { // unnumbered
			kind = 0
		}
		p.lmpID("", v, 4, kind)
		p.printf(indent+"Remote %s: ", what)
		p.lmpID("", v, 4+size, kind)
		if class == lmpDataLink {
			return p.lmpSubobjects(v.from(want))
		}
	case lmpVerifyBegin:
		p.lmpVerify(v)
	case lmpVerifyAck:
		p.printf(indent+"Verify Dead Interval: %d"+indent+"Verify Transport Response: %d", v.u16(0), v.u16(2))
	case lmpVerifyID:
		p.printf(indent+"Verify ID: %d", v.u32(0))
	case lmpChannelStatus, lmpChannelRequest:
		p.lmpChannels(class, ctype, v)
	case lmpError:
		table := lmpVerifyErrors
		if ctype == 2 {
			table = lmpSummaryErrors
		}
		p.str(indent + "Error Code: ")
		p.flags(table, "none", ", ", v.u32(0))
	case lmpService:
		p.lmpService(ctype, v)
	}
	return false
}

// lmpLength returns the length that an object's body has, 0 where it varies, and
// whether its class and type are known; of a data link it is the fixed part's.
func lmpLength(class, ctype int) (want int, known bool) {
	switch class {
	case lmpControlChannel, lmpNode, lmpMessageID, lmpError:
		return 4, ctype == 1 || ctype == 2
	case lmpConfig, lmpVerifyAck, lmpVerifyID:
		return 4, ctype == 1
	case lmpHello:
		return 8, ctype == 1
	case lmpVerifyBegin:
		return 20, ctype == 1
	case lmpLink, lmpInterface:
		if ctype == 3 || ctype == 4 {
			return 16, true
		}
		return 4, ctype >= 1 && ctype <= 6
	case lmpTELink, lmpDataLink:
		if ctype == 2 {
			return 36, true
		}
		return 12, ctype == 1 || ctype == 3
	case lmpChannelStatus, lmpChannelRequest:
		return 0, ctype >= 1 && ctype <= 3
	case lmpService:
		switch ctype {
		case 1, 4:
			return 4, true
		case 2:
			return 16, true
		case 3:
			return 8, true
		}
	}
	return 0, false
}

// lmpID prints text and the identifier at off, an address of size bytes or where
// size is 0 a number, and its first four bytes in hex.
func (p *Printer) lmpID(text string, v view, off, size int) {
	p.str(text)
	if size == 0 {
		p.dec32(v.u32(off))
	} else {
		p.host(v.bytes(off, size))
	}
	p.printf(" (0x%08x)", v.u32(off))
}

// lmpSubobjects prints what a data link is able to, and reports whether there is
// something that is not known: RFC 4204, 13.12.1.
func (p *Printer) lmpSubobjects(v view) (hex bool) {
	for v.n > 0 {
		kind, size := v.u8(0), v.u8(1)
		p.str("\n\t    Subobject, Type: ")
		p.name(names{{1, "Interface Switching Type"}, {2, "Wavelength"}}, "Unknown", kind)
		p.printf(" (%d), Length: %d", kind, size)
		wrong := ""
		switch {
		case size < 4:
			wrong = " (too short)"
		case size%4 != 0:
			wrong = " (not a multiple of 4)"
		case v.n < size:
			wrong = " (goes past the end of the object)"
		}
		if wrong != "" {
			p.str(wrong)
			return false
		}
		switch kind {
		case 1:
			p.str("\n\t      Switching Type: ")
			p.name(gmplsSwitching, "Unknown", v.u8(2))
			p.printf(" (%d)\n\t      Encoding Type: ", v.u8(2))
			p.name(gmplsEncodings, "Unknown", v.u8(3))
			p.printf(" (%d)", v.u8(3))
			v.need(4, 4)
			p.str("\n\t      Min Reservable Bandwidth: ")
			p.mbps(v, 4)
			v.need(8, 4)
			p.str("\n\t      Max Reservable Bandwidth: ")
			p.mbps(v, 8)
		case 2:
			p.printf("\n\t      Wavelength: %d", v.u32(4))
		default:
			return true
		}
		v = v.from(size)
	}
	return false
}

// lmpVerify prints how a link is to be verified: RFC 4204, 13.7.
func (p *Printer) lmpVerify(v view) {
	const indent = "\n\t    "
	p.str(indent + "Flags: ")
	p.flags(names{{1, "Verify all links"}, {2, "Data link type"}}, "none", ", ", uint32(v.u16(0)))
	p.printf(indent+"Verify Interval: %d"+indent+"Data links: %d"+indent+"Encoding type: ", v.u16(2), v.u32(4))
	p.name(gmplsEncodings, "Unknown", v.u8(8))
	p.printf(indent+"Verify Transport Mechanism: %d (0x%x)"+indent+"Transmission Rate: ", v.u16(10), v.u16(10))
	p.mbps(v, 12)
	p.printf(indent+"Wavelength: %d", v.u32(16))
}

// lmpChannels prints the state of interfaces, or which ones are asked about: RFC
// 4204, 13.13 and 13.14.
func (p *Printer) lmpChannels(class, ctype int, v view) {
	size, kind := 4, 4
	switch ctype {
	case 2:
		size, kind = 16, 16
	case 3:
		kind = 0
	}
	entry := size
	if class == lmpChannelStatus {
		entry += 4
	}
	for ; v.n >= entry; v = v.from(entry) {
		p.lmpID("\n\t    Interface ID: ", v, 0, kind)
		if class == lmpChannelRequest {
			continue
		}
		state := v.u32(size)
		p.printf("\n\t\t    Active: %s (%d)", choose(state>>31 != 0, "Allocated", "Non-allocated"), state>>31)
		p.printf("\n\t\t    Direction: %s (%d)\n\t\t    Channel Status: ", choose(state>>30&1 != 0, "Transmit", "Receive"), state>>30&1)
		p.name32(names{{1, "Signal Okay"}, {2, "Signal Degraded"}, {3, "Signal Fail"}}, "Unknown", state&0x3ffffff)
		p.printf(" (%d)", state&0x3ffffff)
	}
}

// lmpService prints what a port of an optical network offers: OIF UNI 1.0, 9.4.
func (p *Printer) lmpService(ctype int, v view) {
	const sdh, sonet = 5, 6
	switch ctype {
	case 1:
		p.str("\n\t Flags: ")
		p.flags(names{{1, "RSVP Supported"}, {2, "LDP Supported"}}, "none", ", ", uint32(v.u8(0)))
		p.printf("\n\t  UNI Version: %d", v.u8(1))
	case 2:
		link := v.u8(0)
		p.str("\n\t Link Type: ")
		p.name(names{{sdh, "SDH"}, {sonet, "SONET"}}, "Unknown", link)
		p.printf(" (%d)", link)
		switch link {
		case sdh:
			p.str("\n\t Signal Type: ")
			p.name(names{{5, "VC-3"}, {6, "VC-4"}}, "Unknown", v.u8(1))
			p.printf(" (%d)", v.u8(1))
		case sonet:
			p.str("\n\t Signal Type: ")
			p.name(names{{5, "STS-1"}, {6, "STS-3c"}}, "Unknown", v.u8(1))
			p.printf(" (%d)", v.u8(1))
		}
		p.str("\n\t Transparency: ")
		p.flags(lmpPortTransparency, "none", ", ", uint32(v.u8(2)))
		p.str("\n\t Contiguous Concatenation Types: ")
		p.flags(names{{1, "Contiguous Concatenation Types Supported"}}, "none", ", ", uint32(v.u8(3)))
		p.printf("\n\t Minimum NCC: %d\n\t Maximum NCC: %d\n\t Minimum NVC:%d\n\t Maximum NVC:%d", v.u16(4), v.u16(6), v.u16(8), v.u16(10))
		p.lmpID("\n\t    Local Interface ID: ", v, 12, 4)
	case 3:
		p.str("\n\t Transparency Flags: ")
		p.flags(lmpNetTransparency, "none", ", ", v.u32(0))
		p.str("\n\t TCM Monitoring Flags: ")
		p.flags(names{{1, "Transparent Tandem Connection Monitoring Supported"}}, "none", ", ", uint32(v.u8(7)))
	case 4:
		p.str("\n\t Diversity: Flags: ")
		p.flags(lmpDiversity, "none", ", ", uint32(v.u8(3)))
	}
}
