package checksum

import (
	"encoding/binary"
	"math/bits"
)

// sumGeneric returns the ones' complement sum of the little-endian words of b
// and of s, which is a word. The order of the bytes does not matter to the sum except that it
// swaps the result's (RFC 1071 section 2), so that the words are loaded as the
// common machines like them.
//
// Eight bytes are added at a time, with the carry of each addition going into
// the next. Two chains that do not depend on each other let the processor work
// on both at once.
func sumGeneric(b []byte, s uint64) uint16 {
	var t, c uint64
	for len(b) >= 128 {
		p := (*[128]byte)(b)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[0:]), 0)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[8:]), c)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[16:]), c)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[24:]), c)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[32:]), c)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[40:]), c)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[48:]), c)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[56:]), c)
		s += c
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[64:]), 0)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[72:]), c)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[80:]), c)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[88:]), c)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[96:]), c)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[104:]), c)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[112:]), c)
		t, c = bits.Add64(t, binary.LittleEndian.Uint64(p[120:]), c)
		t += c
		b = b[128:]
	}
	s, c = bits.Add64(s, t, 0)
	s += c
	return sumShort(b, s)
}

// short is the length in bytes below which sumShort is the fastest.
const short = 96

// sumShort is sumGeneric without the two chains.
func sumShort(b []byte, s uint64) uint16 {
	whole := b
	var c uint64
	for len(b) >= 32 {
		s = add32(s, b)
		b = b[32:]
	}
	if len(b) >= 16 {
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(b), 0)
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(b[8:]), c)
		s += c
		b = b[16:]
	}
	c = 0
	if len(b) >= 8 {
		s, c = bits.Add64(s, binary.LittleEndian.Uint64(b), 0)
		b = b[8:]
	}
	// What is left are at most 7 bytes: a little-endian number whose missing
	// high bytes are zero.
	var last uint64
	switch {
	case len(b) == 0:
	case len(whole) >= 8:
		last = binary.LittleEndian.Uint64(whole[len(whole)-8:]) >> (64 - 8*len(b))
	default:
		for i, v := range b {
			last |= uint64(v) << (8 * i)
		}
	}
	s, c = bits.Add64(s, last, c)
	s, c = bits.Add64(s, 0, c)
	return Fold(s + c)
}

// add32 adds the first 32 bytes of b to s.
func add32(s uint64, b []byte) uint64 {
	p := (*[32]byte)(b)
	s, c := bits.Add64(s, binary.LittleEndian.Uint64(p[0:]), 0)
	s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[8:]), c)
	s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[16:]), c)
	s, c = bits.Add64(s, binary.LittleEndian.Uint64(p[24:]), c)
	return s + c
}
