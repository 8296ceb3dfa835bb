package decode

import (
	"unicode/utf8"

	"pktcap/capture"
)

// A record is a packet's decoded layers being written: as one JSON object, as
// the columns that were asked for, or as a tree. Its methods write a field of
// the layer that is open.
type record struct {
	out     []byte
	columns *columns // nil unless columns are written
	tree    *tree    // nil unless a tree is

	pkt *capture.Packet
	ip  network // the IP header of this level, for checksums
}

// next writes the comma before a name or an element that is not the first.
func (r *record) next() {
	if c := r.out[len(r.out)-1]; c != '{' && c != '[' {
		r.out = append(r.out, ',')
	}
}

// key writes a name and its colon.
func (r *record) key(name string) {
	r.next()
	r.out = append(r.out, '"')
	r.out = append(r.out, name...)
	r.out = append(r.out, '"', ':')
}

// layer opens the layer of the given name: the object that is its value, or
// with bracket '[' the array.
func (r *record) layer(name string, bracket byte) {
	switch {
	case r.columns != nil:
		r.columns.layer = name
	case r.tree != nil:
		r.tree.layer = name
	default:
		r.key(name)
		r.out = append(r.out, bracket)
	}
}

// json reports whether JSON is written.
func (r *record) json() bool { return r.columns == nil && r.tree == nil }

// element opens an object in an array.
func (r *record) element() {
	if r.json() {
		r.next()
		r.out = append(r.out, '{')
	}
}

// close ends an object or array.
func (r *record) close(bracket byte) {
	if r.json() {
		r.out = append(r.out, bracket)
	}
}

// wanted prepares the value of name, and reports whether it is to be written.
func (r *record) wanted(name string) bool {
	switch {
	case r.columns != nil:
		return r.columns.begin(r, name)
	case r.tree != nil:
		r.tree.begin(r, name)
	default:
		r.key(name)
	}
	return true
}

// done ends a value.
func (r *record) done() {
	if r.columns != nil {
		r.columns.end(r)
	}
	if r.tree != nil {
		r.tree.end(r)
	}
}

// quote writes a quotation mark, in JSON.
func (r *record) quote() {
	if r.json() {
		r.out = append(r.out, '"')
	}
}

// uint writes a number.
func (r *record) uint(name string, n uint64) {
	if r.wanted(name) {
		r.out = appendDecimal(r.out, n)
		r.done()
	}
}

// int writes a number that is not negative.
func (r *record) int(name string, n int) { r.uint(name, uint64(n)) }

// bool writes true or false; as a column 1 or 0.
func (r *record) bool(name string, b bool) {
	if !r.wanted(name) {
		return
	}
	switch {
	case r.columns != nil && b:
		r.out = append(r.out, '1')
	case r.columns != nil:
		r.out = append(r.out, '0')
	case b:
		r.out = append(r.out, "true"...)
	default:
		r.out = append(r.out, "false"...)
	}
	r.done()
}

// text writes a string, which may be any bytes: in JSON with escapes.
func (r *record) text(name string, s []byte) {
	if r.wanted(name) {
		if !r.json() {
			r.out = append(r.out, s...)
		} else {
			r.out = append(r.out, '"')
			r.out = appendJSONText(r.out, s)
			r.out = append(r.out, '"')
		}
		r.done()
	}
}

// word writes a string of plain ASCII.
func (r *record) word(name, s string) {
	if r.wanted(name) {
		r.quote()
		r.out = append(r.out, s...)
		r.quote()
		r.done()
	}
}

// address writes an IP address of 4 or 16 bytes.
func (r *record) address(name string, addr []byte) {
	if r.wanted(name) {
		r.quote()
		r.out = appendIP(r.out, addr)
		r.quote()
		r.done()
	}
}

// octets writes bytes in hex, with colons between them.
func (r *record) octets(name string, b []byte) {
	if r.wanted(name) {
		r.quote()
		r.out = appendMAC(r.out, b)
		r.quote()
		r.done()
	}
}

// appendJSONText appends s with JSON's escapes. A byte that is not part of a
// UTF-8 character becomes the character of its number.
func appendJSONText(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c >= ' ' && c < 0x7f:
			dst = append(dst, c)
		case c == '\n':
			dst = append(dst, '\\', 'n')
		case c == '\t':
			dst = append(dst, '\\', 't')
		case c == '\r':
			dst = append(dst, '\\', 'r')
		default:
			if ru, size := utf8.DecodeRune(s[i:]); size > 1 && ru != utf8.RuneError {
				dst = append(dst, s[i:i+size]...)
				i += size
				continue
			}
			dst = append(dst, '\\', 'u', '0', '0', lowerHex[c>>4], lowerHex[c&15])
		}
		i++
	}
	return dst
}
