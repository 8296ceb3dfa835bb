package craft

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"

	"pktcap/checksum"
)

// A shape is the bytes of a template's packets with the programs that make one
// packet of them.
type shape struct {
	base   []byte // with the fields that vary as in some packet
	fields []fieldProgram
	checks []checkProgram
}

// A fieldProgram writes a field that varies.
type fieldProgram struct {
	vary  int // index into Template.vary
	bit   int // offset in the packet
	width int
	byte  int // offset in the packet, if it begins at a byte
	whole bool
	sums  []term // the checksums that cover it
	easy  easyValues
}

// easyValues compute a field's value without a look at its valueSet, where that
// is a single range of at most 64 bits.
type easyValues struct {
	order              valueOrder
	ok                 bool
	first, step, mask  uint64
	total, stride, key uint64
}

func (t *Template) easy(v *variable) easyValues {
	s := v.values
	item := &s.items[0]
	e := easyValues{order: s.order, first: item.first.lo, step: item.step.lo, mask: ^uint64(0) >> max(64-s.field.width, 0), total: s.total, key: v.seed}
	e.ok = len(s.items) == 1 && s.field.width <= 64 && item.weight <= 1 && (s.total != 0 || s.order == counting)
	if s.order == inTurn {
		e.ok = e.ok && v.digit >= 0 && t.digits[v.digit].stride != 0
		if e.ok {
			e.stride = t.digits[v.digit].stride
		}
	}
	return e
}

// value returns the value for packet k.
func (e *easyValues) value(k uint64) uint64 {
	switch e.order {
	case atRandom:
		k, _ = bits.Mul64(mix(e.key+k*golden), e.total)
	case inTurn:
		if e.stride != 1 {
			k /= e.stride
		}
		if k >= e.total {
			k %= e.total
		}
	}
	return (e.first + k*e.step) & e.mask
}

// A term is one quantity's part in a sum: the bits of the quantity stand shift
// bits above the ends of the 16-bit words that are summed. Modulo 0xffff a
// factor of 2^16 is 1, so that a value of any width, folded to 16 bits and
// rotated, counts as its words do (RFC 1071 section 2).
type term struct {
	check int
	shift int
}

// A checkProgram computes a checksum field.
type checkProgram struct {
	kind       checkKind
	at         int    // offset of the field in the packet
	base       uint16 // sum of all that it covers but the fields that vary and other checksums
	start, end int    // what a CRC covers
	sums       []term // the checksums that cover this one
}

// maxChecks is how many checksums of one packet a shape updates.
const maxChecks = 8

// rewrite makes packet k in b.
func (s *shape) rewrite(t *Template, b []byte, k uint64) {
	var sums [maxChecks]uint64
	for i := range s.fields {
		f := &s.fields[i]
		var value u128
		if f.easy.ok {
			value.lo = f.easy.value(k)
		} else {
			v := &t.vary[f.vary]
			value, _ = v.values.value(t.index(v, k), v.seed)
		}
		switch {
		case !f.whole:
			storeBits(b, f.bit, f.width, value.lo)
		case f.width == 16:
			binary.BigEndian.PutUint16(b[f.byte:], uint16(value.lo))
		case f.width == 32:
			binary.BigEndian.PutUint32(b[f.byte:], uint32(value.lo))
		case f.width == 8:
			b[f.byte] = byte(value.lo)
		case f.width == 128:
			binary.BigEndian.PutUint64(b[f.byte:], value.hi)
			binary.BigEndian.PutUint64(b[f.byte+8:], value.lo)
		default:
			storeBits(b, f.bit, f.width, value.lo)
		}
		if len(f.sums) > 0 {
			part := checksum.Fold(value.lo)
			if value.hi != 0 {
				part = checksum.Add(part, checksum.Fold(value.hi))
			}
			for _, term := range f.sums {
				sums[term.check] += uint64(bits.RotateLeft16(part, term.shift))
			}
		}
	}
	for i := range s.checks {
		c := &s.checks[i]
		if c.kind == checkCRC32C {
			clear(b[c.at : c.at+4])
			crc := checksum.CRC32C(b[c.start:c.end])
			binary.LittleEndian.PutUint32(b[c.at:], crc)
			part := checksum.Fold(uint64(bits.ReverseBytes32(crc)))
			for _, term := range c.sums {
				sums[term.check] += uint64(bits.RotateLeft16(part, term.shift))
			}
			continue
		}
		value := ^checksum.Fold(sums[i] + uint64(c.base))
		if c.kind == checkUDP {
			value = checksum.UDP(value)
		}
		binary.BigEndian.PutUint16(b[c.at:], value)
		for _, term := range c.sums {
			sums[term.check] += uint64(bits.RotateLeft16(value, term.shift))
		}
	}
}

// shapeOf compiles a packet in which the fields patched (indices into vary)
// are to vary.
func (t *Template) shapeOf(p Packet, patched []int) (*shape, error) {
	b := newBuilder(true)
	defer b.release()
	buf, err := b.build(p, nil)
	if err != nil {
		return nil, err
	}
	s := &shape{base: buf}
	if len(b.checks) > maxChecks {
		return nil, errUnpatchable
	}
	for _, i := range patched {
		v := &t.vary[i]
		for _, pl := range b.c.trace {
			if pl.layer != v.layer || pl.name != v.field {
				continue
			}
			if b.derives(pl) {
				return nil, errUnpatchable
			}
			s.fields = append(s.fields, fieldProgram{vary: i, bit: pl.bit, width: pl.width,
				byte: pl.bit / 8, whole: pl.bit%8 == 0 && pl.width%8 == 0, easy: t.easy(v)})
			break
		}
	}
	for i, ck := range b.checks {
		if ck.place.bit%8 != 0 {
			return nil, errUnpatchable
		}
		s.checks = append(s.checks, checkProgram{kind: ck.kind, at: ck.place.bit / 8, start: ck.start, end: ck.end})
		for j := range s.fields {
			f := &s.fields[j]
			f.sums = append(f.sums, ck.terms(i, f.bit, f.width)...)
		}
		for j := range i {
			pl := b.checks[j].place
			s.checks[j].sums = append(s.checks[j].sums, ck.terms(i, pl.bit, pl.width)...)
		}
	}
	s.setBases(b.checks)
	return s, nil
}

// setBases sums what does not vary.
func (s *shape) setBases(checks []check) {
	still := bytes.Clone(s.base)
	for _, f := range s.fields {
		for bit, left := f.bit, f.width; left > 0; bit, left = bit+min(left, 64), left-min(left, 64) {
			storeBits(still, bit, min(left, 64), 0)
		}
	}
	for _, ck := range checks {
		storeBits(still, ck.place.bit, ck.place.width, 0)
	}
	for i, ck := range checks {
		sum := checksum.Sum(still[ck.start:ck.end], ck.sum)
		for _, span := range ck.pseudo {
			sum = checksum.Sum(still[span.start:span.end], sum)
		}
		s.checks[i].base = sum
	}
}

// terms returns the part that the field of width bits at bit has in the
// checksum with the given index.
func (ck *check) terms(index, bit, width int) (list []term) {
	if ck.kind == checkCRC32C {
		return nil
	}
	for _, span := range [...]span{{ck.start, ck.end}, ck.pseudo[0], ck.pseudo[1]} {
		if bit >= span.start*8 && bit+width <= span.end*8 {
			behind := (bit + width - span.start*8) % 16
			list = append(list, term{index, (16 - behind) % 16})
		}
	}
	return list
}

var errUnpatchable = errors.New("a field that varies changes more than checksums")
