package craft

import (
	"bytes"
	"encoding/binary"
	"net/netip"
)

type unsigned interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64
}

// num is a number of width bits that is zero where nobody sets it.
func num[T unsigned](c *coder, name string, width int, p *T, words ...*wordList) {
	switch c.op {
	case opEncode:
		c.put(name, width, uint64(*p))
	case opDecode:
		*p = T(c.get(width))
	default:
		v := u128{lo: uint64(*p)}
		if c.scalar(name, scalar{kind: kindNumber, width: width, words: firstWords(words)}, &v, *p != 0) {
			*p = T(v.lo)
		}
	}
}

// auto is a number of width bits that is computed where it is absent.
func auto(c *coder, name string, width int, p *Auto, words ...*wordList) {
	switch c.op {
	case opEncode:
		if p.IsSet() {
			c.present(name, width, p.Value())
		} else {
			c.hole(name, width)
		}
	case opDecode:
		*p = present(c.get(width))
	case opRelax:
		if c.relaxes(name) {
			*p = 0
		}
	default:
		v := u128{lo: p.Value()}
		if c.scalar(name, scalar{kind: kindNumber, width: width, words: firstWords(words)}, &v, p.IsSet()) {
			*p = present(v.lo)
		}
	}
}

// bit is a flag of one bit.
func bit(c *coder, name string, p *bool) {
	var v uint8
	if *p {
		v = 1
	}
	num(c, name, 1, &v)
	*p = v != 0
}

// addr4 is an IPv4 address; absent it is 0.0.0.0.
func addr4(c *coder, name string, p *netip.Addr) {
	switch c.op {
	case opEncode:
		a := p.Unmap()
		if p.IsValid() && !a.Is4() {
			c.failf(name, "%s is not an IPv4 address", *p)
			a = netip.Addr{}
		}
		var v uint64
		if a.IsValid() {
			b := a.As4()
			v = uint64(binary.BigEndian.Uint32(b[:]))
		}
		c.put(name, 32, v)
	case opDecode:
		*p = u128{lo: c.get(32)}.addr4()
	default:
		v := u128From(*p)
		if c.scalar(name, scalar{kind: kindIPv4, width: 32}, &v, p.IsValid()) {
			*p = v.addr4()
		}
	}
}

// addr4Or0 is an IPv4 address that is absent where it is zero: nobody would fill
// it in.
func addr4Or0(c *coder, name string, p *netip.Addr) {
	addr4(c, name, p)
	if c.op == opDecode && p.IsUnspecified() {
		*p = netip.Addr{}
	}
}

// addr6Or0 is the same for an IPv6 address.
func addr6Or0(c *coder, name string, p *netip.Addr) {
	addr6(c, name, p)
	if c.op == opDecode && p.IsUnspecified() {
		*p = netip.Addr{}
	}
}

// addr6 is an IPv6 address; absent it is ::.
func addr6(c *coder, name string, p *netip.Addr) {
	switch c.op {
	case opEncode:
		if p.IsValid() && !p.Is6() {
			c.failf(name, "%s is not an IPv6 address", *p)
		}
		c.put128(name, u128From(*p))
	case opDecode:
		*p = u128{hi: c.get(64), lo: c.get(64)}.addr6()
	default:
		v := u128From(*p)
		if c.scalar(name, scalar{kind: kindIPv6, width: 128}, &v, p.IsValid()) {
			*p = v.addr6()
		}
	}
}

func (c *coder) put128(name string, v u128) {
	if c.tracing {
		c.trace = append(c.trace, place{layer: c.layer, name: name, bit: c.bitLen(), width: 128})
	}
	c.put("", 64, v.hi)
	c.put("", 64, v.lo)
}

// mac is an Ethernet address that is computed where it is absent.
func mac(c *coder, name string, p *MAC) {
	switch c.op {
	case opEncode:
		if p.IsValid() {
			c.present(name, 48, p.uint64())
		} else {
			c.hole(name, 48)
		}
	case opDecode:
		*p = macFrom48(c.get(48))
	case opRelax:
		if c.relaxes(name) {
			*p = MAC{}
		}
	default:
		v := u128{lo: p.uint64()}
		if c.scalar(name, scalar{kind: kindMAC, width: 48}, &v, p.IsValid()) {
			*p = macFrom48(v.lo)
		}
	}
}

// rest is the bytes up to the layer's end.
func rest(c *coder, name string, p *[]byte) {
	n := 0
	if c.op == opDecode {
		n = c.left()
	}
	data(c, name, p, n)
}

// data is bytes: as many as there are when encoding, n when decoding.
func data(c *coder, name string, p *[]byte, n int) {
	switch c.op {
	case opEncode:
		if c.free != 0 {
			c.fail(name, errPartByte)
			return
		}
		c.buf = append(c.buf, *p...)
	case opDecode:
		*p = c.take(n)
	default:
		c.bytesText(name, p)
	}
}

// fixed is n bytes that are padded with zeros, which are left out when decoding.
func fixed(c *coder, name string, p *[]byte, n int) {
	switch c.op {
	case opEncode:
		if len(*p) > n {
			c.failf(name, "%d bytes do not fit in %d", len(*p), n)
			return
		}
		c.buf = append(c.buf, *p...)
		c.buf = append(c.buf, make([]byte, n-len(*p))...)
	case opDecode:
		*p = bytes.TrimRight(c.take(n), "\x00")
	default:
		c.bytesText(name, p)
	}
}

// bounded walks over fields that end n bytes on, where decoding.
func bounded(c *coder, n int, fields func()) {
	if c.op != opDecode {
		fields()
		return
	}
	if n < 0 || n > c.left() {
		c.short = true
		return
	}
	end := c.end
	c.end = (c.pos+7)/8 + n
	fields()
	if !c.short {
		c.take(c.left()) // what the fields do not explain is lost, and shows in the comparison
	}
	c.end = end
}

// formed is bytes that can be written as a form's values.
func formed(c *coder, name string, p *[]byte, forms []optionForm, kind uint16) {
	t := &c.text
	switch c.op {
	case opSet:
		if !t.wants(name) {
			return
		}
		n := t.node
		for _, f := range forms {
			if n.kind == nodeCall && n.text == f.name {
				b, err := f.parseText(n.items)
				if err != nil {
					t.fail(n, err)
					return
				}
				*p = b
				return
			}
		}
		b, err := bytesOf(n)
		if err != nil {
			t.fail(n, err)
			return
		}
		*p = b
	case opPrint:
		for _, f := range forms {
			if f.kind == kind {
				if text, ok := f.appendText(nil, *p); ok {
					t.begin(name)
					t.out = append(t.out, text...)
					return
				}
			}
		}
		c.bytesText(name, p)
	default:
		c.bytesText(name, p)
	}
}
