package hexdump

import (
	"encoding/binary"
	"slices"
)

// Append appends the dump of data in style s to dst. The offsets begin with 0.
// Nothing is appended for no data.
func Append(dst []byte, s Style, data []byte) []byte {
	return AppendAt(dst, s, 0, data)
}

// AppendAt is Append with offsets that begin with first.
func AppendAt(dst []byte, s Style, first uint64, data []byte) []byte {
	switch {
	case len(data) == 0 || s == 0 || s >= styles:
		return dst
	case s == ASCII:
		return appendASCII(dst, data)
	}
	d := dumper{style: s, offset: first}
	if s == Wireshark { // all offsets of a dump are of one width
		d.width = digitsOf(first + uint64(len(data)) - 1)
	}
	dst = d.full(dst, data)
	dst = d.rest(dst, data[len(data)&^(perLine-1):])
	return d.finish(dst)
}

// AppendIndented appends a dump as tcpdump's printers do inside of a packet's
// lines: in style Hex or HexASCII, with indent in place of the newline and tab
// that begin a line.
func AppendIndented(dst []byte, s Style, indent string, data []byte) []byte {
	if s != Hex && s != HexASCII {
		return Append(dst, s, data)
	}
	const usual = len("\n\t")
	for at := 0; at < len(data); at += perLine {
		dst = append(dst, indent...)
		l := lineFor(s, uint64(at))
		begin := len(dst)
		dst = l.appendPart(dst, uint64(at), data[at:min(at+perLine, len(data))])
		dst = append(dst[:begin], dst[begin+usual:]...)
	}
	return dst
}

// A dumper is a dump under way.
type dumper struct {
	style  Style
	offset uint64 // of the next byte
	width  int    // least number of digits of an offset, 0 for the style's

	// For the canonical style: the line before, whether there was one, and
	// whether an asterisk already stands for lines like it.
	before   [perLine]byte
	begun    bool
	squeezed bool
}

// full appends the full lines of data.
func (d *dumper) full(dst, data []byte) []byte {
	data = data[:len(data)&^(perLine-1)]
	for len(data) > 0 {
		n := len(data)
		if d.style == Canonical {
			var same int
			if same, n = d.repeats(data); same > 0 {
				if !d.squeezed {
					dst = append(dst, "*\n"...)
					d.squeezed = true
				}
				d.offset += uint64(same)
				data = data[same:]
				continue
			}
			d.squeezed, d.begun = false, true
			d.before = [perLine]byte(data[n-perLine:])
		}
		l := d.line(d.offset)
		// The offsets up to the next power of sixteen have as many digits.
		if l.digits < 16 {
			if room := 1<<(4*l.digits) - d.offset; uint64(n) > room {
				n = int((room + perLine - 1) &^ (perLine - 1))
				if d.style == Canonical {
					d.before = [perLine]byte(data[n-perLine:])
				}
			}
		}
		dst = l.appendFull(dst, d.offset, data[:n])
		d.offset += uint64(n)
		data = data[n:]
	}
	return dst
}

// repeats returns how many bytes of data are lines like the one before them: at
// its beginning; and, if there are none, how many come before the next such.
func (d *dumper) repeats(data []byte) (same, different int) {
	a, b := binary.LittleEndian.Uint64(d.before[:]), binary.LittleEndian.Uint64(d.before[8:])
	if d.begun {
		for same < len(data) && binary.LittleEndian.Uint64(data[same:]) == a && binary.LittleEndian.Uint64(data[same+8:]) == b {
			same += perLine
		}
		if same > 0 {
			return same, 0
		}
	}
	a, b = binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:])
	for at := perLine; at < len(data); at += perLine {
		x, y := binary.LittleEndian.Uint64(data[at:]), binary.LittleEndian.Uint64(data[at+8:])
		if x == a && y == b {
			return 0, at
		}
		a, b = x, y
	}
	return 0, len(data)
}

// line returns the line for the offset at.
func (d *dumper) line(at uint64) *line {
	if d.width > usualDigits(d.style) {
		return newLine(d.style, max(d.width, digitsOf(at)))
	}
	return lineFor(d.style, at)
}

// rest appends a last line that is not full.
func (d *dumper) rest(dst, data []byte) []byte {
	if len(data) == 0 {
		return dst
	}
	dst = d.line(d.offset).appendPart(dst, d.offset, data)
	d.offset += uint64(len(data))
	return dst
}

// finish appends what stands at the end of a dump.
func (d *dumper) finish(dst []byte) []byte {
	if d.style != Canonical || d.offset == 0 {
		return dst
	}
	for i := max(8, digitsOf(d.offset)) - 1; i >= 0; i-- {
		dst = append(dst, digits[d.offset>>(4*i)&15])
	}
	return append(dst, '\n')
}

// appendFull appends full lines of data, whose length is a multiple of 16.
//
// Preconditions: all offsets have at most l.digits digits.
func (l *line) appendFull(dst []byte, offset uint64, data []byte) []byte {
	// A vector register may write behind the end of a line.
	n := len(data) / perLine
	dst = slices.Grow(dst, n*l.length+maxLine)
	at := len(dst)
	out := dst[at : at+n*l.length+maxLine]
	if vectors {
		formatVector(out, data, offset, l)
	} else {
		l.format(out, data, offset)
	}
	return dst[:at+n*l.length]
}

// format writes lines of 16 bytes of data to out, which has room for maxLine
// bytes more than they take.
func (l *line) format(out, data []byte, offset uint64) {
	for ; len(data) >= perLine; data = data[perLine:] {
		l.one((*[maxLine]byte)(out), offset, data[:perLine])
		out = out[l.length:]
		offset += perLine
	}
}

// one writes a line of up to 16 bytes to out.
func (l *line) one(out *[maxLine]byte, offset uint64, data []byte) {
	*out = l.template
	for i := l.offset + l.digits - 1; i >= l.offset; i-- {
		out[i%maxLine] = digits[offset&15]
		offset >>= 4
	}
	for i, c := range data[:min(perLine, len(data))] {
		at := l.hex[i&15]
		binary.LittleEndian.PutUint16(out[at%(maxLine-1):], hexDigits[c])
	}
	if l.text == 0 {
		return
	}
	text := out[l.text : l.text+perLine]
	for i, c := range data[:min(perLine, len(data))] {
		if c < l.lowest || c > '~' {
			c = '.'
		}
		text[i] = c
	}
}

// appendPart appends a line of 1 to 16 bytes.
func (l *line) appendPart(dst []byte, offset uint64, data []byte) []byte {
	var out [maxLine]byte
	l.one(&out, offset, data)
	if l.text == 0 {
		return append(dst, out[:int(l.hex[len(data)-1])+2]...)
	}
	dst = append(dst, out[:l.text+len(data)]...)
	return append(dst, l.end...)
}

const digits = "0123456789abcdef"

// hexDigits holds the two digits of each byte, in the order of memory.
var hexDigits = func() (t [256]uint16) {
	for i := range t {
		t[i] = uint16(digits[i>>4]) | uint16(digits[i&15])<<8
	}
	return t
}()

// appendASCII appends data as tcpdump -A prints it.
func appendASCII(dst, data []byte) []byte {
	dst = slices.Grow(dst, len(data)+1)
	dst = append(dst, '\n')
	for i, c := range data {
		if c != '\r' {
			dst = append(dst, asText[c])
		} else if i+2 < len(data) && data[i+1] != '\n' {
			dst = append(dst, '.')
		}
	}
	return dst
}

// asText holds what tcpdump -A prints for a byte.
var asText = func() (t [256]byte) {
	for i := range t {
		t[i] = '.'
		if i >= ' ' && i <= '~' || i == '\t' || i == '\n' {
			t[i] = byte(i)
		}
	}
	return t
}()
