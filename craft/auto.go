package craft

import "strconv"

// An Auto is an unsigned number in a header that is computed where it is absent
// and obeyed where it is present, even when it is wrong.
//
// The zero value is absent: the encoder computes the field (a length, a
// checksum, the number of the next protocol) or takes the default that the
// field's documentation names. Any other number is written as it is, so that a
// constant can be assigned directly: TTL: 3. A literal zero is [U8](0), [U16](0)
// or [U32](0), and a variable goes through the same functions. A number that
// is too wide for its field is an error when the packet is built.
type Auto uint64

// literalZero is a present zero.
const literalZero Auto = 1 << 63

// U8 returns v as a present value: U8(0) is literally zero.
func U8(v uint8) Auto { return present(uint64(v)) }

// U16 returns v as a present value: U16(0) is literally zero.
func U16(v uint16) Auto { return present(uint64(v)) }

// U32 returns v as a present value: U32(0) is literally zero.
func U32(v uint32) Auto { return present(uint64(v)) }

func present(v uint64) Auto {
	if v == 0 {
		return literalZero
	}
	return Auto(v)
}

// IsSet reports whether a is present.
func (a Auto) IsSet() bool { return a != 0 }

// Value returns a's number, and 0 where a is absent.
func (a Auto) Value() uint64 {
	if a == literalZero {
		return 0
	}
	return uint64(a)
}

// Or returns a's number, and v where a is absent.
func (a Auto) Or(v uint64) uint64 {
	if a.IsSet() {
		return a.Value()
	}
	return v
}

// String returns the number, or "auto" where a is absent.
func (a Auto) String() string {
	if !a.IsSet() {
		return "auto"
	}
	return strconv.FormatUint(a.Value(), 10)
}
