package decode

import "bytes"

// Content types of TLS records: RFC 8446, 5.1, and RFC 6520, 3.
const (
	tlsChangeCipherSpec = 20
	tlsAlert            = 21
	tlsHandshake        = 22
	tlsApplicationData  = 23
	tlsHeartbeat        = 24

	tlsRecordLen    = 5
	tlsMaxRecord    = 1<<14 + 2048 // RFC 5246, 6.2.3
	tlsHandshakeLen = 4
)

// Handshake messages that are looked into.
const (
	tlsClientHello = 1
	tlsServerHello = 2
)

// isTLS reports whether a segment begins with a TLS record: whatever the port,
// since there are many.
func isTLS(v view) bool {
	if v.n < tlsRecordLen || !v.has(0, tlsRecordLen) {
		return false
	}
	length := v.u16(3)
	switch kind := v.u8(0); {
	case v.u8(1) != 3 || v.u8(2) > 4 || length == 0 || length > tlsMaxRecord:
		return false
	case kind == tlsChangeCipherSpec:
		return length == 1
	case kind == tlsHandshake && v.has(tlsRecordLen, 1) && v.u8(2) <= 1:
		return v.u8(tlsRecordLen) <= 24 || length >= 40 // a message, or an encrypted one
	default:
		return kind >= tlsChangeCipherSpec && kind <= tlsHeartbeat
	}
}

// printTLS prints the TLS records that begin in a segment: RFC 8446, 5.1. Of
// one that goes on in the next segment it prints what there is. tcpdump does not
// know TLS: it is printed with -v only.
//
//	0      1         3        5
//	+------+---------+--------+----------
//	| type | version | length | fragment
//	+------+---------+--------+----------
func printTLS(p *Printer, v view) {
	if p.v == 0 {
		return
	}
	p.enter("tls", v)
	p.str(": TLS: ")
	for first := true; isTLS(v); first = false {
		p.bounded(0)
		if !first {
			p.str("; ")
		}
		length := v.u16(3)
		fragment := v.sub(tlsRecordLen, min(length, v.n-tlsRecordLen))
		switch v.u8(0) {
		case tlsChangeCipherSpec:
			p.str("ChangeCipherSpec")
		case tlsAlert:
			printTLSAlert(p, fragment)
		case tlsHandshake:
			printTLSHandshake(p, fragment, length)
		case tlsApplicationData:
			p.printf("ApplicationData (%d)", length)
		case tlsHeartbeat:
			p.printf("Heartbeat (%d)", length)
		}
		v = v.from(tlsRecordLen + length)
	}
}

// printTLSAlert prints an alert: RFC 8446, 6.
func printTLSAlert(p *Printer, v view) {
	if v.n != 2 {
		p.printf("Alert encrypted (%d)", v.n)
		return
	}
	level, description := v.u8(0), v.u8(1)
	p.str("Alert ")
	p.name(tlsAlertLevels, "level %d", level)
	p.byte(' ')
	p.name(tlsAlerts, "%d", description)
}

// printTLSHandshake prints the messages of a record of length bytes, or that
// they are encrypted.
func printTLSHandshake(p *Printer, v view, length int) {
	for off := 0; off < v.n; {
		p.bounded(0)
		if off > 0 {
			p.str(", ")
		}
		m := v.from(off)
		kind := m.u8(0)
		name, known := tlsHandshakes.find(uint32(kind))
		if m.n < tlsHandshakeLen || !known || off+tlsHandshakeLen+m.u24(1) > length && off+m.n < length {
			if off == 0 && !known {
				p.printf("Handshake encrypted (%d)", length)
			} else {
				p.str(choose(known, name, "Handshake"))
			}
			return
		}
		size := m.u24(1)
		switch kind {
		case tlsClientHello, tlsServerHello:
			printTLSHello(p, m.at(tlsHandshakeLen, size), kind)
		default:
			p.printf("%s (%d)", name, size)
		}
		off += tlsHandshakeLen + size
	}
}

// A tlsHello is what a ClientHello or ServerHello says: RFC 8446, 4.1.2 and
// 4.1.3.
type tlsHello struct {
	version    int // the legacy one
	random     []byte
	session    []byte
	ciphers    view // of a client
	cipher     int  // that a server chose
	extensions view

	serverName []byte // RFC 6066, 3
	alpn       view   // names that follow their length: RFC 7301, 3.1
	versions   view   // two bytes each: RFC 8446, 4.2.1
}

// Extensions that are looked into.
const (
	tlsServerName        = 0
	tlsALPN              = 16
	tlsSupportedVersions = 43
)

// readTLSHello reads the hello v of the given kind, as far as it was captured.
func readTLSHello(v view, kind int) (h tlsHello, ok bool) {
	if !v.has(0, 35) {
		return h, false
	}
	h.version, h.random = v.u16(0), v.b[2:34]
	off := 35 + v.u8(34)
	if !v.has(35, v.u8(34)) {
		return h, false
	}
	h.session = v.b[35:off]
	if kind == tlsServerHello {
		if !v.has(off, 3) {
			return h, false
		}
		h.cipher = v.u16(off)
		off += 3
	} else {
		if !v.has(off, 2) || !v.has(off+2, v.u16(off)) {
			return h, false
		}
		h.ciphers = v.sub(off+2, v.u16(off))
		off += 2 + v.u16(off)
		if !v.has(off, 1) || !v.has(off+1, v.u8(off)) {
			return h, false
		}
		off += 1 + v.u8(off) // compression methods
	}
	if v.n-off < 2 { // there may be no extensions
		return h, true
	}
	if !v.has(off, 2) {
		return h, false
	}
	h.extensions = v.sub(off+2, min(v.u16(off), v.n-off-2))
	return h, h.readExtensions(kind)
}

// readExtensions reads the extensions that are looked into.
func (h *tlsHello) readExtensions(kind int) bool {
	for e := h.extensions; e.n >= 4; e = e.from(4 + e.u16(2)) {
		if !e.has(0, 4) || !e.has(4, e.u16(2)) {
			return false
		}
		data := e.sub(4, e.u16(2))
		switch e.u16(0) {
		case tlsServerName:
			if data.has(0, 5) && data.u8(2) == 0 && data.has(5, data.u16(3)) {
				h.serverName = data.bytes(5, data.u16(3))
			}
		case tlsALPN:
			if data.has(0, 2) {
				h.alpn = data.sub(2, min(data.u16(0), data.n-2))
			}
		case tlsSupportedVersions:
			if kind == tlsServerHello {
				h.versions = data
			} else if data.has(0, 1) {
				h.versions = data.from(1)
			}
		}
	}
	return true
}

// newest returns the version that a hello is for: the highest that it names, or
// the one in the old place.
func (h *tlsHello) newest() int {
	best := 0
	for off := 0; h.versions.has(off, 2); off += 2 {
		if n := h.versions.u16(off); n>>8 == 3 { // others are GREASE: RFC 8701
			best = max(best, n)
		}
	}
	if best == 0 {
		return h.version
	}
	return best
}

// eachALPN calls f with each protocol name.
func (h *tlsHello) eachALPN(f func(name []byte)) {
	for a := h.alpn; a.n > 0 && a.has(0, 1) && a.has(1, a.u8(0)); a = a.from(1 + a.u8(0)) {
		f(a.b[1 : 1+a.u8(0)])
	}
}

// tlsRetryRandom is the random value of a ServerHello that is a
// HelloRetryRequest: RFC 8446, 4.1.3.
var tlsRetryRandom = []byte("\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91" +
	"\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2\xc8\xa8\x33\x9c")

// printTLSHello prints a ClientHello or ServerHello.
func printTLSHello(p *Printer, v view, kind int) {
	h, ok := readTLSHello(v, kind)
	switch {
	case kind == tlsClientHello:
		p.str("ClientHello")
	case bytes.Equal(h.random, tlsRetryRandom):
		p.str("HelloRetryRequest")
	default:
		p.str("ServerHello")
	}
	if h.random == nil {
		p.truncated()
		return
	}
	p.byte(' ')
	p.name(tlsVersions, "version 0x%04x", h.newest())
	if h.serverName != nil {
		p.str(" SNI ")
		p.text(view{h.serverName, len(h.serverName)}, 0, len(h.serverName))
	}
	sep := " ALPN "
	h.eachALPN(func(name []byte) {
		p.str(sep)
		p.text(view{name, len(name)}, 0, len(name))
		sep = ","
	})
	if kind == tlsServerHello && h.cipher != 0 {
		p.str(" cipher ")
		p.name(tlsCiphers, "0x%04x", h.cipher)
	}
	if p.v > 1 {
		if kind == tlsClientHello {
			p.str(" ciphers [")
			p.list(h.ciphers, 2, ',', func(off int) { p.name(tlsCiphers, "0x%04x", h.ciphers.u16(off)) })
			p.byte(']')
		}
		p.str(" extensions [")
		sep := ""
		for e := h.extensions; e.has(0, 4); e = e.from(4 + e.u16(2)) {
			p.str(sep)
			p.name(tlsExtensions, "0x%04x", e.u16(0))
			sep = ","
		}
		p.byte(']')
	}
	if !ok && len(v.b) < v.n {
		p.truncated()
	}
}
