package decode

// ASN.1's Basic Encoding Rules, as far as SNMP uses them: ITU-T X.690, and
// RFC 3417, 8.

// Kinds of BER elements, by what their contents are printed as.
type berKind uint8

const (
	berAny berKind = iota // of no known kind
	berNull
	berOctets
	berOID
	berInteger
	berUnsigned
	berUnsigned64
	berString
	berSequence
	berAddress
	berPDU
	berException
)

// Classes of tags.
const (
	berUniversal   = 0
	berApplication = 1
	berContext     = 2
)

// berTags are the names of the tags, by class.
var berTags = [4][]string{
	{"U-0", "Boolean", "Integer", "Bitstring", "String", "Null", "ObjID", "ObjectDes", "U-8", "U-9", "U-10",
		"U-11", "U-12", "U-13", "U-14", "U-15", "Sequence", "Set"},
	{"IpAddress", "Counter", "Gauge", "TimeTicks", "Opaque", "C-5", "Counter64"},
	snmpPDUs,
	{"P-0"},
}

// A berElement is one element: a tag, a length and contents.
type berElement struct {
	kind berKind
	tag  int
	data view // the contents
	num  uint64
}

// ber reads the element at the beginning of v and returns what follows it. Where
// there is none it prints why, and returns false.
//
//	+-------+-------------+-----+-------------+----------
//	| class | constructed | tag |   length    | contents
//	+-------+-------------+-----+-------------+----------
//	  2       1             5     1 or more
func (p *Printer) ber(v view) (e berElement, rest view, ok bool) {
	if v.n < 1 {
		p.str("[nothing to parse]")
		return e, v, false
	}
	first := v.u8(0)
	class, constructed := first>>6, first&0x20 != 0
	tag, off := first&0x1f, 1
	if tag == 0x1f { // it follows, seven bits a byte
		tag = 0
		for more := true; more; off++ {
			c := v.u8(off)
			more = c&0x80 != 0
			if v.n-off < 1 {
				p.str("[Xtagfield?]")
				return e, v, false
			}
			tag = tag<<7&0xff | c&0x7f
		}
	}
	if v.n-off < 1 {
		p.str("[no asnlen]")
		return e, v, false
	}
	length := uint32(v.u8(off))
	off++
	if length&0x80 != 0 { // so many bytes of length follow
		octets := int(length & 0x7f)
		if v.n-off < octets {
			p.printf("[asnlen? %d<%d]", v.n-off, octets)
			return e, v, false
		}
		length = 0
		for range octets {
			length = length<<8 | uint32(v.u8(off))
			off++
		}
	}
	if uint64(v.n-off) < uint64(length) {
		p.printf("[len%d<asnlen%d]", v.n-off, length)
		return e, v, false
	}
	n := int(length)
	if tag >= len(berTags[class]) {
		p.printf("[id?%s/x/%d]", choose(constructed, "C", "P"), tag)
		return e, v, false
	}
	v.need(off, n)
	e = berElement{tag: tag, data: v.at(off, n)}
	if constructed {
		p.berConstructed(&e, class)
	} else if !p.berPrimitive(&e, class) {
		return e, v, false
	}
	return e, v.from(off + n), true
}

// berConstructed tells the kind of an element made of elements.
func (p *Printer) berConstructed(e *berElement, class int) {
	switch {
	case class == berUniversal && e.tag == 16:
		e.kind = berSequence
	case class == berContext:
		e.kind = berPDU
	default:
		e.kind = berOctets
		p.printf("C/%s/%s", choose(class == berUniversal, "U", "x"), berTags[class][e.tag])
	}
}

// berPrimitive tells the kind of an element that has contents of its own, and
// their value.
func (p *Printer) berPrimitive(e *berElement, class int) bool {
	number := func(kind berKind, n uint64) {
		for i := range e.data.n {
			n = n<<8 | uint64(e.data.u8(i))
		}
		e.kind, e.num = kind, n
	}
	switch class {
	case berUniversal:
		switch e.tag {
		case 2:
			if e.data.n == 0 {
				p.str("[asnlen=0]")
				return false
			}
			number(berInteger, -uint64(e.data.u8(0)>>7))
			return true
		case 4:
			e.kind = berString
			return true
		case 5:
			e.kind = berNull
			return true
		case 6:
			e.kind = berOID
			return true
		}
		p.printf("[P/U/%s]", berTags[class][e.tag])
	case berApplication: // RFC 2578, 2
		switch e.tag {
		case 0:
			e.kind = berAddress
			return true
		case 1, 2, 3:
			number(berUnsigned, 0)
			return true
		case 6:
			number(berUnsigned64, 0)
			return true
		}
		p.printf("[P/A/%s]", berTags[class][e.tag])
	case berContext: // exceptions, or nothing known
		if e.tag < len(snmpExceptions) {
			e.kind = berException
		}
		return true
	default:
		p.printf("[P/x/%s]", berTags[class][e.tag])
	}
	e.kind = berOctets
	return true
}

// berValue prints the value of an element.
func (p *Printer) berValue(e berElement) {
	switch e.kind {
	case berNull:
	case berOctets:
		p.berOctets(e)
	case berOID:
		p.berOID(e)
	case berInteger:
		p.printf("%d", int32(e.num))
	case berUnsigned:
		p.dec32(uint32(e.num))
	case berUnsigned64:
		p.printf("%d", e.num)
	case berString:
		p.berString(e)
	case berSequence:
		p.printf("Seq(%d)", e.data.n)
	case berAddress:
		if e.data.n != 4 {
			p.str("[inetaddr len!=4]")
		}
		p.list(e.data, 1, '.', func(off int) { p.dec(e.data.u8(off)) })
	case berException:
		p.printf("[%s]", snmpExceptions[e.tag])
	case berPDU:
		p.printf("%s(%d)", snmpPDUs[e.tag], e.data.n)
	default:
		p.str("[BE_ANY!?]")
	}
}

// berOctets prints an element's contents in hex.
func (p *Printer) berOctets(e berElement) {
	for i := range e.data.n {
		p.printf("_%02x", e.data.u8(i))
	}
}

// berString prints an element's contents as text where they are.
func (p *Printer) berString(e berElement) {
	b := e.data.bytes(0, e.data.n)
	for _, c := range b {
		if !printable(c) {
			p.hexBytes(b, "_")
			return
		}
	}
	p.byte('"')
	p.out = append(p.out, b...)
	p.byte('"')
}

// berOID prints an object identifier, of which the first number holds two:
// X.690, 8.19.
func (p *Printer) berOID(e berElement) {
	var n uint32
	first := true
	for i := range e.data.n {
		c := e.data.u8(i)
		n = n<<7 + uint32(c&0x7f)
		if c&0x80 != 0 {
			continue
		}
		if first {
			top := min(n/40, 2)
			p.printf(".%d", top)
			n -= top * 40
			first = false
		}
		p.printf(".%d", n)
		n = 0
	}
}
