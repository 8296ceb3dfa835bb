package decode

// A dlc is a Q.922 address: ITU-T Q.922, 3.2. Of a longer one the first two
// bytes are the same.
//
//	 0          6    7    8         12     13     14   15
//	+----------+----+----+---------+------+------+----+----+
//	| DLCI high| CR | EA | DLCI low| FECN | BECN | DE | EA |
//	+----------+----+----+---------+------+------+----+----+
//
// EA is set in the last byte.
type dlc struct {
	dlci  uint32
	flags uint32 // with CR in the first byte, FECN to DE in the second, SDLC in the last
	len   int
}

var dlcFlagNames = names{
	{0x02000000, "C!"},
	{0x00020000, "DE"},
	{0x00040000, "BECN"},
	{0x00080000, "FECN"},
	{0x00000002, "sdlcore"},
}

// q922 reads the address at the start of v. Its length is 0 where it is
// invalid; it reports false where it was not captured whole.
func (v view) q922() (a dlc, ok bool) {
	seen := func(off int) bool { return v.n > off && v.has(off, 1) }
	if !seen(0) {
		return a, false
	}
	if v.b[0]&1 != 0 {
		return a, true
	}
	if !seen(1) {
		return a, false
	}
	a.dlci = uint32(v.b[0]&0xfc)<<2 | uint32(v.b[1]>>4)
	a.flags = uint32(v.b[0]&2)<<24 | uint32(v.b[1]&0xe)<<16
	if v.b[1]&1 != 0 {
		a.len = 2
		return a, true
	}
	last := 2
	if !seen(last) {
		return a, false
	}
	if v.b[last]&1 == 0 {
		a.dlci = a.dlci<<7 | uint32(v.b[last]>>1)
		if last++; !seen(last) {
			return a, false
		}
		if v.b[last]&1 == 0 {
			return a, true
		}
	}
	a.flags |= uint32(v.b[last] & 2)
	a.dlci = a.dlci<<6 | uint32(v.b[last]>>2)
	a.len = last + 1
	return a, true
}

// printFrameRelay prints a frame relay frame that is the packet.
func printFrameRelay(p *Printer, v view) {
	p.protocol = "fr"
	if len(v.b) < 4 {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += p.frameRelay(v)
}

// frameRelay prints a frame relay frame and returns the length of its header:
// RFC 2427.
//
//	+---------+---------+-----+-------+--------
//	| address | control | pad | NLPID | payload
//	+---------+---------+-----+-------+--------
//	  2-4       1         0-1   1
//
// Cisco's encapsulation has an EtherType after the address.
func (p *Printer) frameRelay(v view) int {
	p.enter("fr", v)
	a, ok := v.q922()
	if !ok {
		p.truncated()
		return 0
	}
	if a.len == 0 {
		p.str("Q.922, invalid address")
		return 0
	}
	if v.n < a.len+1 || !v.has(a.len, 1) {
		p.truncated()
		return 0
	}
	if control := v.u8(a.len); control != llcUI && a.dlci != 0 {
		if v.n >= a.len+2 && v.has(a.len, 2) {
			kind := v.u16(a.len)
			if p.opt.Link {
				p.frameRelayHeader(a, kind, v.n)
			}
			if printer := etherTypePrinter(kind); printer != nil {
				printer(p, v.from(a.len+2))
				return a.len + 2
			}
		}
		p.printf("UI %02x! ", control)
	}
	if v.n < a.len+2 || !v.has(a.len+1, 1) {
		p.truncated()
		return 0
	}
	header := a.len + 2
	if v.u8(a.len+1) == 0 {
		header++
		if a.len != 3 {
			p.str("Pad! ")
		}
	} else if a.len == 3 {
		p.str("No pad! ")
	}
	if v.n < header || !v.has(header-1, 1) {
		p.truncated()
		return 0
	}
	nlpid := v.u8(header - 1)
	if p.opt.Link {
		p.frameRelayHeader(a, nlpid, v.n)
	}
	body := v.from(header)
	if printer, back := nlpidPrinter(nlpid); printer != nil {
		printer(p, v.from(header-back))
		return header
	}
	switch nlpid {
	case nlpidSNAP:
		if !p.snap(body, 0) {
			if !p.opt.Link {
				a.len = header
				p.frameRelayHeader(a, nlpid, v.n)
			}
			p.unparsed(v)
		}
	case nlpidQ933:
		printQ933(p, body)
	case nlpidMFR:
		p.frf15(body)
	case nlpidPPP:
		printPPPPayload(p, body)
	default:
		if !p.opt.Link {
			p.frameRelayHeader(a, nlpid, v.n)
		}
		p.unparsed(body)
	}
	return header
}

// frameRelayHeader prints an address and an NLPID, or an EtherType, which is
// above 255.
func (p *Printer) frameRelayHeader(a dlc, protocol, length int) {
	if p.opt.Quiet {
		p.printf("Q.922, DLCI %d, length %d: ", a.dlci, length)
		return
	}
	p.printf("Q.922, hdr-len %d, DLCI %d, Flags [", a.len, a.dlci)
	p.flags(dlcFlagNames, "none", ", ", a.flags)
	if protocol <= 0xff {
		p.str("], NLPID ")
		p.name(nlpidNames, "unknown", protocol)
		p.printf(" (0x%02x)", protocol)
	} else {
		p.str("], cisco-ethertype ")
		p.name(etherTypeNames, "unknown", protocol)
		p.printf(" (0x%04x)", protocol)
	}
	p.printf(", length %d: ", length)
}
