package checksum

import "math/bits"

// Sum returns the ones' complement sum of the 16-bit big-endian words of b and
// of initial, a sum over an even number of bytes before b, or 0. The last byte
// of an odd b counts as the high byte of a word (RFC 1071 section 1).
func Sum(b []byte, initial uint16) uint16 {
	s := uint64(bits.ReverseBytes16(initial))
	if len(b) < short {
		return bits.ReverseBytes16(sumShort(b, s))
	}
	return bits.ReverseBytes16(sum(b, s))
}

// Checksum returns the Internet checksum of b: the inverted sum, ready to be
// stored in big-endian order in a checksum field that was zero in b.
func Checksum(b []byte) uint16 {
	return ^Sum(b, 0)
}

// Valid reports whether b, which contains its own checksum, sums to minus zero
// together with initial, the pseudo-header's sum or 0.
func Valid(b []byte, initial uint16) bool {
	return Sum(b, initial) == 0xffff
}

// Add returns the ones' complement sum a + b.
func Add(a, b uint16) uint16 {
	s, carry := bits.Add32(uint32(a)<<16, uint32(b)<<16, 0)
	return uint16(s>>16) + uint16(carry)
}

// Concat returns the sum over two adjacent pieces of data from the sums over
// each alone; n is the length of the first in bytes. Behind an odd number of
// bytes each byte of the second piece is in the other half of its word, which
// swaps the bytes of its sum (RFC 1071 section 2, "Byte Order Independence").
func Concat(first uint16, n int, second uint16) uint16 {
	if n&1 != 0 {
		second = bits.ReverseBytes16(second)
	}
	return Add(first, second)
}

// Update returns the checksum of data in which the word old, at an even offset,
// became new; check was the checksum before. It is equation 3 of RFC 1624
// section 3, HC' = ~(~HC + ~m + m'). For UDP, pass the result on to [UDP], and
// leave a checksum of 0, "none computed", alone.
func Update(check, old, new uint16) uint16 {
	return ^Add(Add(^check, ^old), new)
}

// Update32 is [Update] for two adjacent words, as an IPv4 address.
func Update32(check uint16, old, new uint32) uint16 {
	s := uint64(^check) + uint64(^old>>16) + uint64(^old&0xffff) + uint64(new>>16) + uint64(new&0xffff)
	return ^Fold(s)
}

// Fold returns s, words added up without carry handling, as a 16-bit ones'
// complement sum. It is 0 only for s = 0.
func Fold(s uint64) uint16 {
	// The upper half of x plus x with its halves exchanged is the sum of both
	// halves and of their carry.
	h := uint32((s + bits.RotateLeft64(s, 32)) >> 32)
	return uint16((h + bits.RotateLeft32(h, 16)) >> 16)
}

// UDP returns check as it goes into a UDP header: 0 means "no checksum" there,
// so that a checksum which computes to 0 is sent as 0xffff (RFC 768, RFC 8200
// section 8.1).
func UDP(check uint16) uint16 {
	if check == 0 {
		return 0xffff
	}
	return check
}
