package craft

import (
	"errors"
	"fmt"
)

// An op is what a walk over a layer's fields does with each of them.
type op uint8

const (
	opEncode op = iota // write the field behind buf
	opDecode           // read the field from buf
	opSet              // set one field from its text
	opPut              // set one field from a number
	opPrint            // write the field as text
	opList             // describe the field
	opRelax            // make a field absent that would be computed as it is
)

// A coder walks over the fields of a layer. Each layer type describes its
// layout once, in a method
//
//	func (h *UDP) fields(c *coder) {
//		auto(c, "sport", 16, &h.SrcPort)
//		...
//	}
//
// and the coder's op says what the walk is for. So the order and width of the
// fields, their names in text and errors, and their places for a template
// cannot disagree.
type coder struct {
	op  op
	buf []byte

	pos   int // opDecode: bits read
	end   int // opDecode: bytes of buf that belong to the layer; opEncode: unused
	short bool

	base    int // opEncode: where the packet begins in buf
	free    int // opEncode: unused low bits of buf's last byte
	layer   int // opEncode: the layer's index
	holes   []place
	trace   []place // places of all scalar fields, if tracing
	tracing bool
	shadow  bool  // opEncode: present fields make holes too, that remember their value
	network int   // opEncode: where the outermost IP header begins in buf, or -1
	quote   quote // opEncode: the packet that the last ICMP header quotes
	filled  int   // opEncode: bytes that ICMPExtensions wrote before its header
	names   nameTable

	text textCoder // opSet, opPut, opPrint, opList

	field string // the first field that failed
	err   error
}

// A place is where a field of fixed width stands in the bytes being built.
type place struct {
	layer int
	name  string
	bit   int // offset from the start of buf
	width int // bits

	shadow   bool // the field is present, and has value
	value    uint64
	computed bool // it would be computed the same
}

// fail records the walk's first error.
func (c *coder) fail(field string, err error) {
	if c.err == nil {
		c.field, c.err = field, err
	}
}

func (c *coder) failf(field, format string, args ...any) {
	c.fail(field, fmt.Errorf(format, args...))
}

// has reports whether the walk goes on into fields that are present only under
// a condition: where the bytes are concerned, if it holds; where text is read,
// always, because the field that decides may come later.
func (c *coder) has(condition bool) bool {
	return condition || c.op == opSet || c.op == opPut || c.op == opList
}

// put writes v in width bits, most significant bit first, at most 64.
func (c *coder) put(name string, width int, v uint64) {
	if width < 64 && v>>width != 0 {
		c.failf(name, "%d does not fit in %d bits (at most %d)", v, width, uint64(1)<<width-1)
	}
	if c.tracing && name != "" {
		c.trace = append(c.trace, place{layer: c.layer, name: name, bit: c.bitLen(), width: width})
	}
	if c.free == 0 {
		switch width {
		case 8:
			c.buf = append(c.buf, byte(v))
			return
		case 16:
			c.buf = append(c.buf, byte(v>>8), byte(v))
			return
		case 32:
			c.buf = append(c.buf, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
			return
		}
	}
	for width > 0 {
		if c.free == 0 {
			c.buf = append(c.buf, 0)
			c.free = 8
		}
		n := min(c.free, width)
		width -= n
		c.free -= n
		c.buf[len(c.buf)-1] |= byte(v>>width) & (1<<n - 1) << c.free
	}
}

// hole writes width zero bits for a field that finish computes.
func (c *coder) hole(name string, width int) {
	c.holes = append(c.holes, place{layer: c.layer, name: name, bit: c.bitLen(), width: width})
	c.put(name, width, 0)
}

// present writes a field that is not computed.
func (c *coder) present(name string, width int, v uint64) {
	if c.shadow {
		c.holes = append(c.holes, place{layer: c.layer, name: name, bit: c.bitLen(), width: width, shadow: true, value: v})
	}
	c.put(name, width, v)
}

// compute fills the field name, walked over before, if it is absent: for fields
// that follow from their own layer, and on which others depend.
func (c *coder) compute(name string, v int) {
	if c.op != opEncode {
		return
	}
	i := len(c.holes) - 1
	for i >= 0 && c.holes[i].layer == c.layer && c.holes[i].name != name {
		i--
	}
	if i < 0 || c.holes[i].layer != c.layer {
		return
	}
	p := &c.holes[i]
	if v>>p.width != 0 && !p.shadow {
		c.failf(name, "computed as %d, which does not fit in %d bits", v, p.width)
		return
	}
	if p.shadow {
		p.computed = uint64(v) == p.value
		return
	}
	storeBits(c.buf, p.bit, p.width, uint64(v))
}

// relaxes reports whether the field name would be computed as it is.
func (c *coder) relaxes(name string) bool {
	for _, p := range c.holes {
		if p.layer == c.layer && p.name == name {
			return p.computed
		}
	}
	return false
}

func (c *coder) bitLen() int { return len(c.buf)*8 - c.free }

// get reads width bits, at most 64. Behind the end it reads zeros and notes
// that the layer is cut short.
func (c *coder) get(width int) (v uint64) {
	if c.pos+width > c.end*8 {
		c.short = true
		c.pos = c.end * 8
		return 0
	}
	for width > 0 {
		left := 8 - c.pos&7
		n := min(left, width)
		v = v<<n | uint64(c.buf[c.pos>>3])>>(left-n)&(1<<n-1)
		c.pos += n
		width -= n
	}
	return v
}

// left returns how many bytes of the layer are not read yet.
func (c *coder) left() int { return c.end - (c.pos+7)/8 }

// take reads n bytes; it returns what there is where n is too many.
func (c *coder) take(n int) []byte {
	at := (c.pos + 7) / 8
	if n < 0 || n > c.end-at {
		c.short = true
		n = max(c.end-at, 0)
	}
	c.pos = (at + n) * 8
	return c.buf[at : at+n : at+n]
}

var errPartByte = errors.New("a field of whole bytes begins inside a byte")
