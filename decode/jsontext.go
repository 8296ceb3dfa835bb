package decode

import (
	"bytes"
	"strconv"
)

// A headerField is the field that a header line of a text protocol has.
type headerField struct{ header, field string }

var httpHeaders = []headerField{
	{"Host", "host"}, {"User-Agent", "user_agent"}, {"Content-Type", "content_type"}, {"Server", "server"},
	{"Location", "location"}, {"Referer", "referer"}, {"Accept", "accept"}, {"Accept-Language", "accept_language"},
	{"Accept-Encoding", "accept_encoding"}, {"Connection", "connection"}, {"Cookie", "cookie"},
	{"Set-Cookie", "set_cookie"}, {"Date", "date"}, {"Cache-Control", "cache_control"},
	{"Last-Modified", "last_modified"}, {"Content-Encoding", "content_encoding"},
	{"Transfer-Encoding", "transfer_encoding"}, {"Upgrade", "upgrade"}, {"Authorization", "authorization"},
	{"WWW-Authenticate", "www_authenticate"}, {"X-Forwarded-For", "x_forwarded_for"},
}

var sipHeaders = []headerField{
	{"From", "From"}, {"To", "To"}, {"Call-ID", "Call-ID"}, {"CSeq", "CSeq"}, {"Contact", "Contact"}, {"Via", "Via"},
	{"User-Agent", "User-Agent"}, {"Content-Type", "Content-Type"},
	{"f", "From"}, {"t", "To"}, {"i", "Call-ID"}, {"m", "Contact"}, {"v", "Via"}, {"c", "Content-Type"},
}

var rtspHeaders = []headerField{{"Session", "session"}, {"Transport", "transport"}, {"Content-Type", "content-type"}}

// cutLine returns the first line of b without its end, and what follows it.
func cutLine(b []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(b, []byte{'\n'})
	return bytes.TrimSuffix(line, []byte{'\r'}), rest
}

// request writes the first line of a message of RFC 9112's form: what it asks
// for, or the answer. It returns the lines after it, nil where there is none.
func (r *record) request(t *textProtocol, v view, names [6]string) []byte {
	if !t.begins(v) {
		return nil
	}
	line, rest := cutLine(v.captured())
	first, others, _ := bytes.Cut(line, []byte{' '})
	second, third, _ := bytes.Cut(others, []byte{' '})
	words := [6][]byte{first, second, third}
	code, err := strconv.Atoi(string(second))
	if answer := err == nil && len(second) == 3 && bytes.IndexByte(first, '/') > 0; answer {
		words = [6][]byte{3: first, 5: third}
		if names[4] != "" {
			r.int(names[4], code)
		}
	}
	for i, word := range words {
		if word != nil && names[i] != "" {
			r.text(names[i], word)
		}
	}
	return rest
}

// headers writes the header lines that have a field: the first of each name.
// It returns the value of Content-Length, -1 where there is none.
func (r *record) headers(fields []headerField, lines []byte) (length int64) {
	length = -1
	var seen uint64 // the fields that have been written, by index
	for len(lines) > 0 {
		var line []byte
		if line, lines = cutLine(lines); len(line) == 0 {
			break
		}
		name, value, ok := bytes.Cut(line, []byte{':'})
		if !ok {
			continue
		}
		value = bytes.Trim(value, " \t")
		if bytes.EqualFold(name, []byte("Content-Length")) {
			if n, err := strconv.ParseInt(string(value), 10, 64); err == nil && n >= 0 && length < 0 {
				length = n
			}
		}
		for i, f := range fields {
			if len(name) != len(f.header) || !bytes.EqualFold(name, []byte(f.header)) {
				continue
			}
			for j := range fields {
				if fields[j].field == f.field {
					i = j // its first spelling
					break
				}
			}
			if seen>>i&1 == 0 {
				r.text(f.field, value)
				seen |= 1 << i
			}
			break
		}
	}
	return length
}

// http writes an HTTP message that begins here: RFC 9112.
func (r *record) http(l *layer) {
	rest := r.request(&textHTTP, l.view, [6]string{"request_method", "request_uri", "request_version",
		"response_version", "response_code", "response_phrase"})
	if n := r.headers(httpHeaders, rest); n >= 0 {
		r.uint("content_length", uint64(n))
	}
}

// rtsp writes an RTSP message that begins here: RFC 2326.
func (r *record) rtsp(l *layer) {
	rest := r.request(&textRTSP, l.view, [6]string{0: "method", 1: "url", 4: "status"})
	if n := r.headers(rtspHeaders, rest); n >= 0 {
		r.uint("content-length", uint64(n))
	}
}

// sip writes a SIP message: RFC 3261.
func (r *record) sip(l *layer) {
	rest := r.request(&textSIP, l.view, [6]string{0: "Method", 1: "r-uri", 4: "Status-Code"})
	if n := r.headers(sipHeaders, rest); n >= 0 {
		r.uint("Content-Length", uint64(n))
	}
}

// command writes a line of FTP or SMTP: a reply of three digits and a text where
// it comes from the server's port, a word and an argument where it goes there.
func (r *record) command(v view, server bool, code, text, word, argument string) {
	line, _ := cutLine(v.captured())
	if !server {
		first, rest, more := bytes.Cut(line, []byte{' '})
		r.text(word, first)
		if more {
			r.text(argument, rest)
		}
		return
	}
	if len(line) < 3 {
		return
	}
	if n, err := strconv.Atoi(string(line[:3])); err == nil && n >= 100 {
		r.int(code, n)
		if len(line) > 4 {
			r.text(text, line[4:])
		}
	}
}

// ftp writes the first line of a segment of FTP's control connection: RFC 959.
func (r *record) ftp(l *layer) {
	r.command(l.view, r.p.port.src == portFTP, "response_code", "response_arg", "request_command", "request_arg")
}

// smtp writes the first line of a segment of SMTP: RFC 5321.
func (r *record) smtp(l *layer) {
	r.command(l.view, r.p.port.src == portSMTP, "response_code", "rsp_parameter", "req_command", "req_parameter")
}

// ssh writes the version that begins a connection: RFC 4253, 4.2.
func (r *record) ssh(l *layer) {
	if line, _ := cutLine(l.view.captured()); bytes.HasPrefix(line, []byte("SSH-")) {
		r.text("protocol", line)
	}
}
