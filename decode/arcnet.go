package decode

// ARCNET system codes: RFC 1051, RFC 1201 and the ATA's registry.
const (
	arcIPOld    = 240
	arcARPOld   = 241
	arcIP       = 212
	arcARP      = 213
	arcRARP     = 214
	arcIPv6     = 196
	arcATalk    = 221
	arcIPX      = 250
	arcDiagnose = 128
)

var arcnetCodes = names{
	{arcIPOld, "oldip"},
	{arcARPOld, "oldarp"},
	{arcIP, "ip"},
	{arcARP, "arp"},
	{arcRARP, "rarp"},
	{arcATalk, "atalk"},
	{247, "banyan"},
	{arcIPX, "ipx"},
	{arcIPv6, "ipv6"},
	{arcDiagnose, "diag"},
}

// arcnetFragmented reports whether packets of this system code have a header that
// tells of fragments: RFC 1201, 3.
func arcnetFragmented(code int) bool {
	return code != arcIPOld && code != arcARPOld && code != arcDiagnose
}

// printARCNET prints an ARCNET packet as the BSDs capture it.
//
//	+--------+-------------+------+------+----------+
//	| source | destination | code | flag | sequence |
//	+--------+-------------+------+------+----------+
//	  1        1             1      1      2
//
// A flag of 255 is an exception: the code, the flag and the sequence number
// follow once more, and only they count.
func printARCNET(p *Printer, v view) {
	p.enter("arcnet", v)
	if v.n < 3 || !v.has(0, 3) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	code, header, flag := v.u8(2), 3, 0
	if arcnetFragmented(code) {
		header = 6
		if v.n < header || !v.has(0, header) {
			p.arcnetHeader(v, code)
			p.str("[|phds]")
			p.linkLen += len(v.b)
			return
		}
		flag = v.u8(3)
		if flag == 0xff {
			header = 10
			if v.n < header || !v.has(0, header) {
				p.arcnetHeader(v, code)
				p.str("[|phds extended]")
				p.linkLen += len(v.b)
				return
			}
			flag = v.u8(7)
		}
	}
	if p.opt.Link {
		if header == 3 || p.opt.Quiet {
			p.arcnetHeader(v, code)
		} else {
			p.arcnetFragment(v, code, flag, v.u16(header-2))
		}
	}
	p.linkLen += header
	if flag != 0 && flag&1 == 0 { // not the first fragment
		return
	}
	p.arcnetPayload(code, v.from(header))
}

// printARCNETLinux prints an ARCNET packet as Linux captures it, reassembled and
// with 16 bits of offset before the code.
func printARCNETLinux(p *Printer, v view) {
	p.enter("arcnet_linux", v)
	header := 5
	if v.has(4, 1) && arcnetFragmented(v.u8(4)) {
		header = 8
	}
	if v.n < header || !v.has(0, header) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	code := v.u8(4)
	if p.opt.Link {
		p.arcnetHeader(v, v.u8(2))
	}
	p.linkLen += header
	p.arcnetPayload(code, v.from(header))
}

// arcnetHeader prints the addresses, the system code but with -q, and the
// length.
func (p *Printer) arcnetHeader(v view, code int) {
	p.printf("%02x %02x ", v.u8(0), v.u8(1))
	if !p.opt.Quiet {
		p.name(arcnetCodes, "%02x", code)
		p.byte(' ')
	}
	p.printf("%d: ", v.n)
}

// arcnetFragment prints the same of a packet that may be a fragment. The flag is
// 0 for a whole packet, odd for the first of (flag + 3) / 2 fragments, and even
// for the fragment flag / 2 + 1.
func (p *Printer) arcnetFragment(v view, code, flag, sequence int) {
	p.printf("%02x %02x ", v.u8(0), v.u8(1))
	p.name(arcnetCodes, "%02x", code)
	p.printf(" seqid %04x ", sequence)
	if flag&1 != 0 {
		p.printf("(first of %d fragments) ", (flag+3)/2)
	} else if flag != 0 {
		p.printf("(fragment %d) ", flag/2+1)
	}
	p.printf("%d: ", v.n)
}

// arcnetPayload prints what a packet carries.
func (p *Printer) arcnetPayload(code int, v view) {
	switch code {
	case arcIPOld, arcIP:
		printIPv4(p, v)
	case arcIPv6:
		printIPv6(p, v)
	case arcARPOld, arcARP, arcRARP:
		printARP(p, v)
	case arcATalk:
		printEtherTalk(p, v)
	case arcIPX:
		printIPX(p, v)
	default:
		p.unparsed(view{v.b, len(v.b)})
	}
}
