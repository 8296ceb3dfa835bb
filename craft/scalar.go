package craft

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"net/netip"
	"strconv"
)

// A u128 is the value of a field of at most 128 bits.
type u128 struct{ hi, lo uint64 }

func u128From(a netip.Addr) u128 {
	switch {
	case a.Is4():
		b := a.As4()
		return u128{lo: uint64(binary.BigEndian.Uint32(b[:]))}
	case a.IsValid():
		b := a.As16()
		return u128{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
	}
	return u128{}
}

func (v u128) addr4() netip.Addr {
	return netip.AddrFrom4([4]byte{byte(v.lo >> 24), byte(v.lo >> 16), byte(v.lo >> 8), byte(v.lo)})
}

func (v u128) addr6() netip.Addr {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], v.hi)
	binary.BigEndian.PutUint64(b[8:], v.lo)
	return netip.AddrFrom16(b)
}

func (v u128) add(w u128) u128 {
	lo, carry := bits.Add64(v.lo, w.lo, 0)
	return u128{v.hi + w.hi + carry, lo}
}

func (v u128) sub(w u128) u128 {
	lo, borrow := bits.Sub64(v.lo, w.lo, 0)
	return u128{v.hi - w.hi - borrow, lo}
}

func (v u128) less(w u128) bool { return v.hi < w.hi || v.hi == w.hi && v.lo < w.lo }

// mask returns v's low width bits.
func (v u128) mask(width int) u128 {
	switch {
	case width >= 128:
		return v
	case width >= 64:
		return u128{v.hi & (1<<(width-64) - 1), v.lo}
	}
	return u128{0, v.lo & (1<<width - 1)}
}

// A scalar is the type of a field of fixed width.
type scalar struct {
	kind  scalarKind
	width int // bits
	words *wordList
}

type scalarKind uint8

const (
	kindNumber scalarKind = iota
	kindIPv4
	kindIPv6
	kindMAC
)

// parse reads a value of the field from text.
func (s scalar) parse(text string) (u128, error) {
	switch s.kind {
	case kindIPv4, kindIPv6:
		a, err := netip.ParseAddr(text)
		if err != nil || a.Is4() != (s.kind == kindIPv4) || a.Zone() != "" {
			return u128{}, fmt.Errorf("%q is not %s", text, s.noun())
		}
		return u128From(a), nil
	case kindMAC:
		m, err := ParseMAC(text)
		if err != nil {
			return u128{}, fmt.Errorf("%q is not %s", text, s.noun())
		}
		return u128{lo: m.uint64()}, nil
	}
	if v, ok := s.words.parse(text); ok {
		return u128{lo: v}, nil
	}
	v, err := strconv.ParseUint(text, 0, 64)
	if err != nil {
		if hint := nearest(text, s.words.names()); hint != "" {
			return u128{}, fmt.Errorf("%q is not %s; did you mean %s?", text, s.noun(), hint)
		}
		return u128{}, fmt.Errorf("%q is not %s", text, s.noun())
	}
	if s.width < 64 && v>>s.width != 0 {
		return u128{}, fmt.Errorf("%s does not fit in %d bits (at most %d)", text, s.width, uint64(1)<<s.width-1)
	}
	return u128{lo: v}, nil
}

// noun says what is expected, for a message.
func (s scalar) noun() string {
	switch s.kind {
	case kindIPv4:
		return "an IPv4 address"
	case kindIPv6:
		return "an IPv6 address"
	case kindMAC:
		return "an Ethernet address"
	}
	switch {
	case s.words == nil && s.width == 1:
		return "0 or 1"
	case s.words == nil:
		return fmt.Sprintf("a number of %d bits", s.width)
	case s.words.letters != "":
		return fmt.Sprintf("a number or letters of %q", s.words.letters)
	default:
		return "a number or a name known here"
	}
}

// append appends the text of v.
func (s scalar) append(b []byte, v u128) []byte {
	switch s.kind {
	case kindIPv4:
		return v.addr4().AppendTo(b)
	case kindIPv6:
		return v.addr6().AppendTo(b)
	case kindMAC:
		return append(b, macFrom48(v.lo).String()...)
	}
	if name, ok := s.words.format(v.lo); ok {
		return append(b, name...)
	}
	return strconv.AppendUint(b, v.lo, 10)
}
