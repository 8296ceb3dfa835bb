package decode

// TCP options: the IANA registry "TCP Option Kind Numbers".
const (
	tcpOptEnd         = 0
	tcpOptNop         = 1
	tcpOptMSS         = 2
	tcpOptScale       = 3
	tcpOptSACKOK      = 4
	tcpOptSACK        = 5
	tcpOptEcho        = 6
	tcpOptEchoReply   = 7
	tcpOptTimestamps  = 8
	tcpOptCC          = 11
	tcpOptCCNew       = 12
	tcpOptCCEcho      = 13
	tcpOptMD5         = 19
	tcpOptSCPS        = 20
	tcpOptUserTimeout = 28
	tcpOptAO          = 29
	tcpOptMPTCP       = 30
	tcpOptFastOpen    = 34
	tcpOptAccECN0     = 172
	tcpOptAccECN1     = 174
	tcpOptExperiment2 = 254
)

var tcpOptNames = names{
	{tcpOptNop, "nop"},
	{tcpOptTimestamps, "TS"},
	{tcpOptMSS, "mss"},
	{tcpOptSACKOK, "sackOK"},
	{tcpOptScale, "wscale"},
	{tcpOptSACK, "sack"},
	{tcpOptMPTCP, "mptcp"},
	{tcpOptEnd, "eol"},
	{tcpOptEcho, "echo"},
	{tcpOptEchoReply, "echoreply"},
	{tcpOptCC, "cc"},
	{tcpOptCCNew, "ccnew"},
	{tcpOptCCEcho, ""},
	{tcpOptMD5, "md5"},
	{tcpOptSCPS, "scps"},
	{tcpOptUserTimeout, "uto"},
	{tcpOptAO, "tcp-ao"},
	{tcpOptFastOpen, "tfo"},
	{tcpOptExperiment2, "exp"},
	{tcpOptAccECN0, "accecn0"},
	{tcpOptAccECN1, "accecn1"},
}

// tcpOptions prints TCP options, v.n bytes, without the brackets around them,
// and reports whether the segment's printing can go on after them.
func (p *Printer) tcpOptions(v view, flags int, base flowBase) bool {
	for first := true; v.n > 0; first = false {
		if !first {
			p.byte(',')
		}
		if v.n >= 12 && v.has(0, 12) && v.b[0] == tcpOptNop && v.b[1] == tcpOptNop &&
			v.b[2] == tcpOptTimestamps && v.b[3] == 10 { // what most segments have
			p.str("nop,nop,TS val ")
			p.dec32(v.u32(4))
			p.str(" ecr ")
			p.dec32(v.u32(8))
			v = v.from(12)
			continue
		}
		kind, size := v.u8(0), 1
		if kind != tcpOptEnd && kind != tcpOptNop {
			if size = v.u8(1); size < 2 || size > v.n {
				p.str("[bad opt]")
				if !first {
					p.byte(']')
				}
				return false
			}
		}
		p.name(tcpOptNames, "unknown-%d", kind)
		if size > 1 {
			used, state := p.tcpOption(kind, size-2, v.from(2), flags, base)
			switch state {
			case optionBad:
				p.str("[bad opt]")
				if !first {
					p.byte(']')
				}
				return false
			case optionCut:
				p.truncated()
				if !first {
					p.byte('>')
				}
				return false
			}
			if used != size-2 {
				p.printf("[len %d]", size)
			}
			size = used + 2
		}
		if kind == tcpOptEnd {
			break
		}
		v = v.from(size)
	}
	return true
}

// An optionState says how printing an option ended.
type optionState uint8

const (
	optionGood optionState = iota
	optionBad              // its length is wrong
	optionCut              // it was not captured whole
)

// tcpOption prints the body of one option, which says that it has size bytes,
// and returns how many its kind takes. rest is what the header has after the
// option's length.
func (p *Printer) tcpOption(kind, size int, rest view, flags int, base flowBase) (used int, state optionState) {
	fixed := 0
	switch kind {
	case tcpOptMSS, tcpOptSCPS, tcpOptUserTimeout:
		fixed = 2
	case tcpOptScale:
		fixed = 1
	case tcpOptEcho, tcpOptEchoReply, tcpOptCC, tcpOptCCNew, tcpOptCCEcho:
		fixed = 4
	case tcpOptTimestamps:
		fixed = 8
	case tcpOptMD5:
		fixed = 16
	case tcpOptSACKOK:
		return 0, optionGood
	default:
		fixed = size
	}
	if fixed > rest.n {
		return 0, optionBad
	}
	switch kind {
	case tcpOptMSS, tcpOptScale, tcpOptTimestamps, tcpOptEcho, tcpOptEchoReply, tcpOptCC, tcpOptCCNew,
		tcpOptCCEcho, tcpOptMD5, tcpOptSCPS, tcpOptUserTimeout, tcpOptMPTCP, tcpOptFastOpen, tcpOptExperiment2:
		if !rest.has(0, fixed) { // printed whole or not at all
			return 0, optionCut
		}
	}
	v := rest.sub(0, fixed)
	switch kind {
	case tcpOptMSS:
		p.byte(' ')
		p.dec(v.u16(0))
	case tcpOptScale:
		p.byte(' ')
		p.dec(v.u8(0))
	case tcpOptSACK:
		if !p.sack(v, base) {
			return 0, optionCut
		}
	case tcpOptEcho, tcpOptEchoReply, tcpOptCC, tcpOptCCNew, tcpOptCCEcho:
		p.byte(' ')
		p.dec32(v.u32(0))
	case tcpOptTimestamps:
		p.str(" val ")
		p.dec32(v.u32(0))
		p.str(" ecr ")
		p.dec32(v.u32(4))
	case tcpOptMD5:
		p.signature(v.bytes(0, 16))
	case tcpOptSCPS:
		p.printf(" cap %02x id %d", v.u8(0), v.u8(1))
	case tcpOptUserTimeout: // RFC 5482, section 3.1
		timeout := v.u16(0)
		seconds := timeout >> 1
		if timeout&1 != 0 {
			seconds *= 60
		}
		p.printf(" 0x%x %d", timeout, seconds)
	case tcpOptAO:
		if !p.authentication(v) {
			return 0, optionCut
		}
	case tcpOptMPTCP:
		if !p.mptcp(v, flags) {
			return 0, optionBad
		}
	case tcpOptFastOpen:
		p.byte(' ')
		p.fastOpen(v, false)
	case tcpOptAccECN0, tcpOptAccECN1:
		p.accECN(kind, v)
	case tcpOptExperiment2: // RFC 6994, section 3
		if v.n < 2 {
			return 0, optionBad
		}
		p.byte('-')
		if id := v.u16(0); id == 0xf989 {
			p.fastOpen(v.from(2), true)
		} else {
			p.printf("%04x", id)
		}
	default:
		if v.n > 0 {
			p.str(" 0x")
			p.hexBytes(v.captured(), "")
			if !v.has(0, v.n) {
				return 0, optionCut
			}
		}
	}
	return fixed, optionGood
}

// sack prints the blocks of a SACK option (RFC 2018, section 3), and reports
// whether all were captured.
func (p *Printer) sack(v view, base flowBase) (whole bool) {
	if v.n%8 != 0 {
		p.str(" invalid sack")
		return true
	}
	p.byte(' ')
	p.dec(v.n / 8)
	p.byte(' ')
	for pos := 0; pos < v.n; pos += 8 {
		if !v.has(pos, 8) {
			return false
		}
		p.byte('{')
		p.dec32(v.u32(pos) - base.far)
		p.byte(':')
		p.dec32(v.u32(pos+4) - base.far)
		p.byte('}')
	}
	return true
}

// authentication prints a TCP Authentication Option (RFC 5925, section 2.2), and
// reports whether all of it was captured.
func (p *Printer) authentication(v view) (whole bool) {
	if v.n < 2 {
		p.invalid()
		return true
	}
	if !v.has(0, 1) {
		return false
	}
	p.printf(" keyid %d", v.u8(0))
	if !v.has(1, 1) {
		return false
	}
	p.printf(" rnextkeyid %d", v.u8(1))
	if v.n > 2 {
		p.str(" mac 0x")
		p.hexBytes(v.captured()[2:], "")
	}
	return v.has(0, v.n)
}

// fastOpen prints a TCP Fast Open cookie: RFC 7413, section 4.1.1.
func (p *Printer) fastOpen(v view, experimental bool) {
	if experimental {
		p.str("tfo")
	}
	switch {
	case v.n == 0:
		p.str(" cookiereq")
	case v.n%2 != 0 || v.n < 4 || v.n > 16:
		p.invalid()
	default:
		p.str(" cookie ")
		p.hexBytes(v.bytes(0, v.n), "")
	}
}

// accECN prints the counters of an AccECN option: RFC 9768, section 3.2.3.
func (p *Printer) accECN(kind int, v view) {
	for pos := 0; pos+3 <= v.n; pos += 3 {
		p.printf(" %d", v.u24(pos))
	}
	_ = kind
}
