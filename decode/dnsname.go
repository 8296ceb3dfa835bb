package decode

// The kinds of label that the top two bits of a label's first byte tell:
// RFC 1035, 4.1.4, and RFC 6891, 5.
const (
	labelKind     = 0xc0
	labelPlain    = 0x00
	labelExtended = 0x40
	labelReserved = 0x80
	labelPointer  = 0xc0

	extendedBitString = 0x01 // RFC 2673: a string of bits
)

// maxDomainName is how many characters of a domain name are printed.
const maxDomainName = 255

// maxNameHops bounds the labels and pointers that are followed for the names of
// one packet.
const maxNameHops = 1 << 20

// skipDomainName returns the offset after the domain name at off of a DNS
// message, or false where it is damaged or not all captured.
func skipDomainName(m view, off int) (next int, ok bool) {
	for {
		if !m.has(off, 1) {
			return 0, false
		}
		c := m.u8(off)
		off++
		switch {
		case c == 0:
			return off, true
		case c&labelKind == labelPointer:
			return off + 1, true
		case c&labelKind == labelPlain:
			off += c
		case c == labelExtended|extendedBitString:
			if !m.has(off, 1) {
				return 0, false
			}
			off += 1 + (bitStringBits(m.u8(off))+7)/8
		default:
			return 0, false
		}
	}
}

// bitStringBits returns the number of bits that the count of a bit-string label
// stands for.
func bitStringBits(count int) int {
	if count == 0 {
		return 256
	}
	return count
}

// domainName prints the domain name at off of a DNS message, whose compression
// pointers count from the message's first byte. It returns the offset after the
// name, or false where the name is damaged or not all captured, after what
// could be printed of it.
func (p *Printer) domainName(m view, off int) (next int, ok bool) {
	limit := off // pointers must lead to before this, or names would never end
	followed := false
	printed := 0
	kind, length, ok := p.label(m, off)
	if !ok {
		return 0, false
	}
	if kind == labelPlain && length == 0 {
		p.byte('.')
		return off + 1, true
	}
	if kind == labelPointer && !m.has(off+1, 1) {
		return 0, false
	}
	p.bounded(0)
	for {
		if p.hops++; p.hops > maxNameHops {
			bail()
		}
		off++
		if !followed {
			next = off + length
		}
		if kind == labelPlain && length == 0 || off >= len(m.b) {
			break
		}
		switch kind {
		case labelPointer:
			target := m.u16(off-1) & 0x3fff
			if !followed {
				next, followed = off+1, true
			}
			if target >= limit {
				p.str("<BAD PTR>")
				return 0, false
			}
			limit, off = target, target
			if kind, length, ok = p.label(m, off); !ok {
				return 0, false
			}
			continue
		case labelExtended:
			p.bitString(m, off)
		default:
			if n := min(length, maxDomainName-printed); n > 0 {
				p.text(m, off, n)
			}
			printed += length
		}
		off += length
		if printed <= maxDomainName {
			p.byte('.')
		}
		printed++
		if kind, length, ok = p.label(m, off); !ok {
			return 0, false
		}
	}
	if printed > maxDomainName {
		p.str("<DOMAIN NAME TOO LONG>")
	}
	return next, true
}

// label returns what the first byte of the label at off says: its kind, and how
// many bytes follow. It prints what is wrong with a label of an unknown kind.
func (p *Printer) label(m view, off int) (kind, length int, ok bool) {
	if !m.has(off, 1) {
		return 0, 0, false
	}
	c := m.u8(off)
	kind = c & labelKind
	switch kind {
	case labelPointer:
		return kind, 1, true
	case labelExtended:
		if c&^labelKind != extendedBitString {
			p.printf("<ELT %d>", c&^labelKind)
			return 0, 0, false
		}
		if !m.has(off+1, 1) {
			return 0, 0, false
		}
		return kind, 1 + (bitStringBits(m.u8(off+1))+7)/8, true
	case labelReserved:
		p.str("<BAD LABEL TYPE>")
		return 0, 0, false
	}
	return kind, c, true
}

// bitString prints a label that is a string of bits: RFC 2673, 3.2.
func (p *Printer) bitString(m view, off int) {
	bits := bitStringBits(m.u8(off))
	p.str(`\[x`)
	off++
	left := bits
	for ; left > 7; left -= 8 {
		p.printf("%02x", m.u8(off))
		off++
	}
	switch {
	case left > 4:
		p.printf("%02x", m.u8(off)&(0xff<<(8-left)))
	case left > 0:
		p.printf("%x", m.u8(off)>>4&(0xf<<(4-left)))
	}
	p.printf("/%d]", bits)
}

// characterString prints the character string at off, of which the first byte
// is the length: RFC 1035, 3.3. It returns the offset after it.
func (p *Printer) characterString(m view, off int) int {
	n := m.u8(off)
	p.text(m, off+1, n)
	return off + 1 + n
}
