package craft

import (
	"encoding/binary"
	"errors"
	"strings"
)

// A nameTable finds earlier names of a DNS message, for compression.
type nameTable struct {
	start int            // offset of the message
	seen  map[string]int // wire form of a name or of its end, to its offset in the message

	compressed bool // a name was, when decoding
}

func (t *nameTable) begin(c *coder, compress bool) {
	*t = nameTable{}
	if c.op == opEncode {
		t.start = len(c.buf)
		if compress {
			t.seen = map[string]int{}
		}
	}
}

// append writes the wire form of a name, compressed if that is wanted (RFC 1035
// section 4.1.4: a pointer has two high bits set and 14 bits of offset).
func (t *nameTable) append(b []byte, name []byte) []byte {
	for t.seen != nil && name[0] != 0 {
		if at, ok := t.seen[string(name)]; ok {
			return append(b, 0xc0|byte(at>>8), byte(at))
		}
		if at := len(b) - t.start; at < 1<<14 {
			t.seen[string(name)] = at
		}
		n := int(name[0]) + 1
		b = append(b, name[:n]...)
		name = name[n:]
	}
	return append(b, name...)
}

var errName = errors.New("expected a domain name, in quotes if it has strange characters")

// domain is a domain name.
func domain(c *coder, field string, p *string) {
	switch c.op {
	case opEncode:
		wire, err := appendName(nil, *p)
		if err != nil {
			c.fail(field, err)
			return
		}
		c.buf = c.names.append(c.buf, wire)
	case opDecode:
		wire, ok := expandName(c)
		if !ok {
			c.short = true
			return
		}
		*p, _, _ = plainName(wire)
	case opSet:
		if c.text.wants(field) {
			n := c.text.node
			if n.kind != nodeAtom && n.kind != nodeString {
				c.text.fail(n, errName)
				return
			}
			if _, err := appendName(nil, n.text); err != nil {
				c.text.fail(n, err)
				return
			}
			*p = n.text
		}
	case opPrint:
		if !c.text.varies(field) && *p != "" {
			c.text.begin(field)
			c.text.out = appendNameText(c.text.out, *p)
		}
	case opList:
		c.text.list = append(c.text.list, fieldInfo{name: field, what: "a domain name"})
	}
}

// appendNameText appends a name as an atom if it can be one, else in quotes.
func appendNameText(out []byte, name string) []byte {
	if atomLength(name, "/,()[]=*\"\\'") == len(name) && !strings.Contains(name, "..") {
		return append(out, name...)
	}
	return appendQuoted(out, name)
}

// expandName reads a name from a message that begins at the start of c.buf,
// following pointers, and returns its wire form. Pointers only lead backwards
// there, so that there is an end to it.
func expandName(c *coder) (wire []byte, ok bool) {
	at := c.pos / 8
	jumped := false
	limit := at
	for len(wire) < 255 && at < c.end {
		switch n := int(c.buf[at]); {
		case n == 0:
			if !jumped {
				c.pos = (at + 1) * 8
			}
			return append(wire, 0), true
		case n < 64:
			if at+1+n > c.end {
				return nil, false
			}
			wire = append(wire, c.buf[at:at+1+n]...)
			at += 1 + n
		case n >= 0xc0:
			if at+2 > c.end {
				return nil, false
			}
			if !jumped {
				c.pos = (at + 2) * 8
			}
			jumped, c.names.compressed = true, true
			to := int(binary.BigEndian.Uint16(c.buf[at:])) & 0x3fff
			if to >= limit {
				return nil, false
			}
			limit, at = to, to
		default:
			return nil, false
		}
	}
	return nil, false
}

// compressible are the types whose data may have compressed names (RFC 3597
// section 4): how many bytes are before the names, and how many names there
// are.
var compressible = map[uint16]struct{ skip, names int }{
	2: {0, 1}, 5: {0, 1}, 6: {0, 2}, 12: {0, 1}, 15: {2, 1},
}

// expandNames reads a record's data of n bytes, with names written out.
func expandNames(c *coder, typ uint16, n int) []byte {
	form, ok := compressible[typ]
	if !ok {
		return c.take(n)
	}
	if n > c.left() || n < form.skip {
		return c.take(n)
	}
	end := c.pos/8 + n
	data := append([]byte(nil), c.take(form.skip)...)
	for range form.names {
		wire, ok := expandName(c)
		if !ok || c.pos/8 > end {
			c.short = true
			return nil
		}
		data = append(data, wire...)
	}
	return append(data, c.take(end-c.pos/8)...)
}

// appendCompressed writes a record's data, with its names compressed if that is
// wanted.
func appendCompressed(c *coder, typ uint16, data []byte) {
	form, ok := compressible[typ]
	if !ok || c.names.seen == nil || len(data) < form.skip {
		c.buf = append(c.buf, data...)
		return
	}
	c.buf = append(c.buf, data[:form.skip]...)
	data = data[form.skip:]
	for range form.names {
		_, n, ok := plainName(data)
		if !ok {
			break
		}
		c.buf = c.names.append(c.buf, data[:n])
		data = data[n:]
	}
	c.buf = append(c.buf, data...)
}
