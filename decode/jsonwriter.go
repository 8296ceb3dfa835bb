package decode

import (
	"bytes"
	"strconv"
	"time"
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

	p         *Printer // that printed the packet
	pkt       *capture.Packet
	ip        network // the IP header of this level, for checksums
	transport string  // the protocol of the transport header before

	open [8]byte // the brackets that are open in the layer
	deep int
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

// list opens an array in the layer; its elements are objects, which begin with
// item, or values. In columns and trees they are as many fields of one name.
func (r *record) list(name string) {
	if r.json() {
		r.key(name)
	}
	r.begin('[')
}

// item begins an object in the array that is open.
func (r *record) item() {
	if r.json() {
		r.next()
	}
	r.begin('{')
}

// begin opens an array or object in the layer.
func (r *record) begin(bracket byte) {
	if r.json() {
		r.out = append(r.out, bracket)
	}
	r.open[r.deep] = bracket + 2 // which closes it
	r.deep++
}

// end closes the array or object that was begun last.
func (r *record) end() {
	r.deep--
	r.close(r.open[r.deep])
}

// elementText writes a string as an element of the array that is open, name being
// the array's.
func (r *record) elementText(name string, s []byte) {
	if !r.json() {
		r.text(name, s)
		return
	}
	r.next()
	r.out = append(r.out, '"')
	r.out = appendJSONText(r.out, s)
	r.out = append(r.out, '"')
}

// elementInt is elementText for numbers.
func (r *record) elementInt(name string, n int) {
	if !r.json() {
		r.int(name, n)
		return
	}
	r.next()
	r.out = appendDecimal(r.out, uint64(n))
}

// elementAddress is elementText for IP addresses.
func (r *record) elementAddress(name string, addr []byte) {
	if !r.json() {
		r.address(name, addr)
		return
	}
	r.next()
	r.out = append(r.out, '"')
	r.out = appendIP(r.out, addr)
	r.out = append(r.out, '"')
}

// fields writes the fields of layer l by write, as far as its bytes were
// captured: a view that bails out ends them.
func (r *record) fields(write func(r *record, l *layer), l *layer) {
	defer func() {
		e := recover()
		if e == nil {
			return
		}
		if e != (cut{}) && r.p.strict {
			panic(e)
		}
		for r.deep > 0 {
			r.end()
		}
		r.bool("truncated", true)
	}()
	write(r, l)
}

// printed writes what print prints as a string.
func (r *record) printed(name string, print func(p *Printer)) {
	r.p.out = r.p.aside[:0]
	print(r.p)
	r.p.aside, r.p.out = r.p.out, nil
	r.text(name, bytes.TrimSpace(r.p.aside))
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

// signed writes a number that may be negative.
func (r *record) signed(name string, n int64) {
	if r.wanted(name) {
		r.out = strconv.AppendInt(r.out, n, 10)
		r.done()
	}
}

// decimal writes a number that may have a fraction.
func (r *record) decimal(name string, f float64) {
	if r.wanted(name) {
		r.out = strconv.AppendFloat(r.out, f, 'f', -1, 64)
		r.done()
	}
}

// when writes a time in UTC, as RFC 3339 has it.
func (r *record) when(name string, t time.Time) {
	if r.wanted(name) {
		r.quote()
		r.out = t.UTC().AppendFormat(r.out, "2006-01-02T15:04:05.000000000Z")
		r.quote()
		r.done()
	}
}

// hex writes bytes in hex.
func (r *record) hex(name string, b []byte) {
	if r.wanted(name) {
		r.quote()
		for _, c := range b {
			r.out = append(r.out, lowerHex[c>>4], lowerHex[c&15])
		}
		r.quote()
		r.done()
	}
}

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
