package decode

import "bytes"

// Ports of protocols of text lines.
const (
	portFTP     = 21
	portSSH     = 22
	portSMTP    = 25
	portWHOIS   = 43
	portHTTP    = 80
	portHTTPAlt = 8080
	portRTSP    = 554
	portRTSPAlt = 8554
	portSIP     = 5060
)

// A textProtocol is a protocol of requests and responses in lines.
type textProtocol struct {
	name string

	// requests are the words that begin a request. Where there are any, only
	// packets that begin with one of them, or are a response, are printed: the
	// others are the rest of a longer message.
	requests []string
}

var (
	textFTP   = textProtocol{name: "ftp"}
	textSMTP  = textProtocol{name: "smtp"}
	textWHOIS = textProtocol{name: "whois"}
	textHTTP  = textProtocol{"http", []string{ // RFC 9110, 9; RFC 4918, 9; RFC 3253; MS-WDVME
		"GET", "PUT", "COPY", "HEAD", "LOCK", "MOVE", "POLL", "POST", "BCOPY", "BMOVE", "MKCOL",
		"TRACE", "LABEL", "MERGE", "DELETE", "SEARCH", "UNLOCK", "REPORT", "UPDATE", "NOTIFY",
		"BDELETE", "CONNECT", "OPTIONS", "CHECKIN", "PROPFIND", "CHECKOUT", "CCM_POST", "SUBSCRIBE",
		"PROPPATCH", "BPROPFIND", "BPROPPATCH", "UNCHECKOUT", "MKACTIVITY", "MKWORKSPACE",
		"UNSUBSCRIBE", "RPC_CONNECT", "VERSION-CONTROL", "BASELINE-CONTROL",
	}}
	textRTSP = textProtocol{"rtsp", []string{ // RFC 2326, 10
		"OPTIONS", "DESCRIBE", "ANNOUNCE", "SETUP", "PLAY", "PAUSE", "TEARDOWN", "GET_PARAMETER",
		"SET_PARAMETER", "REDIRECT", "RECORD",
	}}
	textSIP = textProtocol{"sip", []string{ // RFC 3261, 7.1, and its extensions
		"ACK", "BYE", "CANCEL", "DO", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK",
		"QAUTH", "REFER", "REGISTER", "SPRACK", "SUBSCRIBE", "UPDATE", "PUBLISH",
	}}
)

// Over TCP, ": " parts the text from the length before it.
func printFTP(p *Printer, v view)   { p.str(": "); p.textProtocol(&textFTP, v) }
func printSMTP(p *Printer, v view)  { p.str(": "); p.textProtocol(&textSMTP, v) }
func printWHOIS(p *Printer, v view) { p.str(": "); p.textProtocol(&textWHOIS, v) }
func printHTTP(p *Printer, v view)  { p.str(": "); p.textProtocol(&textHTTP, v) }
func printRTSP(p *Printer, v view)  { p.str(": "); p.textProtocol(&textRTSP, v) }
func printSIP(p *Printer, v view)   { p.textProtocol(&textSIP, v) }

// textProtocol prints a protocol's name and the first line of a message; with
// -v, all its lines.
func (p *Printer) textProtocol(t *textProtocol, v view) {
	p.enter(t.name, v)
	begins := t.begins(v)
	p.upper(t.name)
	if !begins {
		return
	}
	if p.v == 0 {
		p.textLine(": ", v, 0)
		return
	}
	p.printf(", length: %d", v.n)
	for off, ok := 0, true; ok && off < v.n; {
		off, ok = p.textLine("\n\t", v, off)
	}
}

// upper prints s in capital letters.
func (p *Printer) upper(s string) {
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		p.byte(c)
	}
}

// begins reports whether v begins with a request or a response: a version and a
// code of three digits.
func (t *textProtocol) begins(v view) bool {
	if t.requests == nil {
		return true
	}
	word, off := textWord(v, 0)
	if word == nil {
		return false
	}
	for _, r := range t.requests {
		if bytes.EqualFold(word, []byte(r)) {
			return true
		}
	}
	code, _ := textWord(v, off)
	return len(code) == 3 && digit(code[0]) && digit(code[1]) && digit(code[2])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// maxTextWord is the length of the longest word that textWord returns.
const maxTextWord = 127

// textWord returns the word at off, nil where there is none, and the offset of
// what follows it in the line.
func textWord(v view, off int) (word []byte, next int) {
	start := off
	for ; ; off++ {
		if off >= v.n {
			break
		}
		if !v.has(off, 1) {
			return nil, 0
		}
		c := v.b[off]
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			break
		}
		if !printable(c) || off-start >= maxTextWord {
			return nil, 0
		}
	}
	if off == start {
		return nil, 0
	}
	word = v.b[start:off]
	for off < v.n && v.has(off, 1) && v.b[off] == ' ' {
		off++
	}
	return word, off
}

// textLine prints the line at off after prefix and returns where the next one
// begins. Where the line is not one of text it prints nothing, where it does
// not end it prints what there is: it returns false then.
func (p *Printer) textLine(prefix string, v view, off int) (next int, ok bool) {
	start := off
	for off < v.n {
		c := byte(v.u8(off))
		switch {
		case c == '\n':
			p.str(prefix)
			p.out = append(p.out, v.b[start:off]...)
			return off + 1, true
		case c == '\r':
			if off+1 >= v.n || v.u8(off+1) != '\n' {
				return 0, false
			}
			p.str(prefix)
			p.out = append(p.out, v.b[start:off]...)
			return off + 2, true
		case !printable(c) && c != '\t':
			return 0, false
		}
		off++
	}
	p.str(prefix)
	p.out = append(p.out, v.b[start:off]...)
	return 0, false
}

// printSSH prints the version that begins a connection: RFC 4253, 4.2. What
// follows is encrypted.
func printSSH(p *Printer, v view) {
	p.enter("ssh", v)
	for i, c := range []byte("SSH-") {
		if v.u8(i) != int(c) {
			return
		}
	}
	for off := 4; off < v.n; off++ {
		c := byte(v.u8(off))
		if c == '\n' || c == '\r' && off+1 < v.n && v.u8(off+1) == '\n' {
			p.str(": SSH: ")
			p.out = append(p.out, v.b[:off]...)
			return
		}
		if !printable(c) {
			return
		}
	}
}
