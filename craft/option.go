package craft

import (
	"fmt"
	"slices"
)

// An Option is one entry of the options of IPv4, TCP, DHCP or neighbour
// discovery, of an IPv6 options header, or a parameter of an SCTP chunk. The
// constructors, as [MSS], make the known ones.
type Option struct {
	Kind   uint16 // 8 bits; 16 for SCTP
	Length Auto   // the option's length field; absent: by Data
	Data   []byte // what follows the length field

	raw bool // Data is the whole option
}

// RawOption returns bytes that stand among options as they are, as garbage
// behind the end of the list.
func RawOption(b []byte) Option { return Option{Data: b, raw: true} }

// An optionTable is how a header frames its options, and the names of those
// that are known.
type optionTable struct {
	wide    bool     // kind and length have 16 bits, as in SCTP
	single  []uint16 // kinds that have neither length nor data
	last    int      // the single kind that ends the list, or -1
	bias    int      // how much more than the data the length counts
	unit    int      // what the length counts in bytes; options are padded to it
	align   int      // each option but the last is padded to this, without its length counting that
	known   []optionForm
	total   int                          // the list is padded to a multiple of this
	pad     func(b []byte, n int) []byte // appends n bytes of padding; nil: zeros
	closing bool                         // the single kind that ends the list is added where it is missing
	limit   int                          // bytes that fit in the header
}

// An optionForm is the name and the arguments of a known option. Each letter of
// args is one argument: b, h, i, q a number of 1, 2, 4 or 8 bytes, 4 an IPv4
// address, 6 an IPv6 one, m an Ethernet address, z two bytes of zeros, n a
// domain name, t a text with its length; s text and x bytes up to the end. A * repeats the letter before
// it up to the end.
type optionForm struct {
	kind uint16
	name string
	args string
}

func (t *optionTable) isSingle(kind uint16) bool {
	for _, k := range t.single {
		if k == kind {
			return true
		}
	}
	return false
}

// options is the option list of a header; decoding reads n bytes.
func options(c *coder, name string, list *[]Option, t *optionTable, n int) {
	switch c.op {
	case opEncode:
		start := len(c.buf)
		for i := range *list {
			o := &(*list)[i]
			if over := t.over(len(c.buf) - start); over != 0 && !o.raw && !(*list)[i-1].Length.IsSet() {
				c.buf = append(c.buf, make([]byte, t.align-over)...)
			}
			c.buf = t.append(c.buf, o, c, name)
		}
		if n := len(*list); t.closing && (n == 0 || !(*list)[n-1].raw && int((*list)[n-1].Kind) != t.last) {
			c.buf = append(c.buf, byte(t.last))
		}
		if t.total > 0 {
			// The header before the options is a multiple of t.total too,
			// except where pad knows of the difference.
			if over := (len(c.buf) - start + t.lead()) % t.total; over != 0 {
				c.buf = t.appendPad(c.buf, t.total-over)
			}
		}
		if size := len(c.buf) - start; t.limit > 0 && size > t.limit {
			c.failf(name, "%d bytes of options do not fit (at most %d)", size, t.limit)
		}
	case opDecode:
		n = min(max(n, 0), c.left())
		*list = t.parse(c.take(n))
	case opSet:
		if items, ok := c.text.wantsList(name); ok {
			*list = nil
			for _, item := range items {
				o, err := t.parseText(item)
				if err != nil {
					c.text.fail(item, err)
					return
				}
				*list = append(*list, o)
			}
		}
	case opPrint:
		if !c.text.varies(name) && len(*list) > 0 {
			c.text.beginList(name)
			for i := range *list {
				if i > 0 {
					c.text.out = append(c.text.out, ',')
				}
				c.text.out = t.appendText(c.text.out, &(*list)[i])
			}
			c.text.endList()
		}
	case opList:
		c.text.listed(name, "a list of options", t.names())
	}
}

// over is how much a size is over a multiple of the alignment.
func (t *optionTable) over(size int) int {
	if t.align == 0 {
		return 0
	}
	return size % t.align
}

// lead is how many bytes of an IPv6 options header stand before the options.
func (t *optionTable) lead() int {
	if t.total == 8 {
		return 2
	}
	return 0
}

func (t *optionTable) appendPad(b []byte, n int) []byte {
	if t.pad != nil {
		return t.pad(b, n)
	}
	return append(b, make([]byte, n)...)
}

// append encodes one option.
func (t *optionTable) append(b []byte, o *Option, c *coder, field string) []byte {
	switch {
	case o.raw:
		return append(b, o.Data...)
	case t.isSingle(o.Kind) && !o.Length.IsSet() && len(o.Data) == 0:
		return append(b, byte(o.Kind))
	}
	size := len(o.Data) + t.bias
	fill := (t.unit - size%t.unit) % t.unit
	length := o.Length.Or(uint64((size + fill) / t.unit))
	if o.Length.IsSet() {
		fill = 0
	}
	if t.wide {
		if length > 0xffff {
			c.failf(field, "length %d of option %d does not fit in 16 bits", length, o.Kind)
		}
		b = append(b, byte(o.Kind>>8), byte(o.Kind), byte(length>>8), byte(length))
	} else {
		if o.Kind > 0xff {
			c.failf(field, "kind %d does not fit in 8 bits", o.Kind)
		}
		if length > 0xff {
			c.failf(field, "length %d of option %d does not fit in 8 bits", length, o.Kind)
		}
		b = append(b, byte(o.Kind), byte(length))
	}
	b = append(b, o.Data...)
	return append(b, make([]byte, fill)...)
}

// parse reads a list of options. Whatever is not an option becomes a raw one,
// so that the list encodes to b again.
func (t *optionTable) parse(b []byte) (list []Option) {
	head := 2
	if t.wide {
		head = 4
	}
	whole := len(b)
	gap := b // from the end of the option before
	for len(b) > 0 {
		if k := uint16(b[0]); !t.wide && t.isSingle(k) {
			if int(k) == t.last {
				return t.parseEnd(list, b)
			}
			list = append(list, Option{Kind: k})
			b = b[1:]
			gap = b
			continue
		}
		if len(b) < head {
			return append(list, RawOption(gap))
		}
		o := Option{Kind: uint16(b[0])}
		length := int(b[1])
		if t.wide {
			o.Kind, length = uint16(b[0])<<8|uint16(b[1]), int(b[2])<<8|int(b[3])
		}
		size := length*t.unit - t.bias + head
		if size < head || size > len(b) {
			return append(list, RawOption(gap))
		}
		o.Data = b[head:size:size]
		list = append(list, o)
		b = b[size:]
		gap = b
		if over := t.over(size); over != 0 {
			b = b[min(t.align-over, len(b)):]
		}
	}
	if len(gap) > 0 {
		list = append(list, RawOption(gap)) // padding behind the last, which nobody asked for
	}
	switch n := len(list); {
	case t.closing:
		list = append(list, RawOption(nil)) // it does not end as it should
	case t.pad != nil && n > 0 && (whole+2)%8 == 0:
		list = list[:n-t.padding(list[n-1])]
	}
	return list
}

// padding returns 1 if the last option is what pad would add, and 0 if not.
func (t *optionTable) padding(o Option) int {
	size := 1
	if o.Kind != 0 {
		size = len(o.Data) + 2
	}
	if o.Kind <= 1 && size < t.total && !slices.ContainsFunc(o.Data, func(b byte) bool { return b != 0 }) {
		return 1
	}
	return 0
}

// parseEnd reads the option that ends the list, and what is behind it. Zeros
// that the encoder would add itself are left out.
func (t *optionTable) parseEnd(list []Option, b []byte) []Option {
	zeros := true
	for _, v := range b {
		zeros = zeros && v == 0
	}
	if zeros && t.last == 0 && t.total > 0 && len(b) < t.total {
		return list
	}
	if t.closing && len(b) == 1 {
		return list
	}
	list = append(list, Option{Kind: uint16(t.last)})
	if len(b) > 1 {
		list = append(list, RawOption(b[1:]))
	}
	return list
}

func (t *optionTable) form(kind uint16) (optionForm, bool) {
	for _, f := range t.known {
		if f.kind == kind {
			return f, true
		}
	}
	return optionForm{}, false
}

// names returns the names of the known options.
func (t *optionTable) names() (names []string) {
	for _, f := range t.known {
		names = append(names, f.name)
	}
	return append(names, "opt", "raw")
}

func (o Option) String() string {
	if o.raw {
		return fmt.Sprintf("raw(%#x)", o.Data)
	}
	return fmt.Sprintf("option(%d,%#x)", o.Kind, o.Data)
}
