package decode

import (
	"math"
	"strconv"
)

// str appends s.
func (p *Printer) str(s string) { p.out = append(p.out, s...) }

// byte appends c.
func (p *Printer) byte(c byte) { p.out = append(p.out, c) }

// dec appends n in decimal.
func (p *Printer) dec(n int) { p.out = appendDecimal(p.out, uint64(n)) }

// dec32 appends n in decimal.
func (p *Printer) dec32(n uint32) { p.out = appendDecimal(p.out, uint64(n)) }

// appendDecimal appends n in decimal. Most numbers of a packet are small, and
// this is faster on them than strconv.
func appendDecimal(dst []byte, n uint64) []byte {
	if n < 10 {
		return append(dst, '0'+byte(n))
	}
	if n > 1<<32-1 {
		return strconv.AppendUint(dst, n, 10)
	}
	var buf [10]byte
	i := len(buf)
	u := uint32(n)
	for u >= 100 {
		d := u % 100 * 2
		u /= 100
		i -= 2
		buf[i], buf[i+1] = digitPairs[d], digitPairs[d+1]
	}
	if u >= 10 {
		i -= 2
		buf[i], buf[i+1] = digitPairs[u*2], digitPairs[u*2+1]
	} else {
		i--
		buf[i] = '0' + byte(u)
	}
	return append(dst, buf[i:]...)
}

const digitPairs = "00010203040506070809" +
	"10111213141516171819" +
	"20212223242526272829" +
	"30313233343536373839" +
	"40414243444546474849" +
	"50515253545556575859" +
	"60616263646566676869" +
	"70717273747576777879" +
	"80818283848586878889" +
	"90919293949596979899"

// appendPadded appends n in decimal with leading zeros to at least width.
func appendPadded(dst []byte, n uint64, width int) []byte {
	var buf [20]byte
	i := len(buf)
	for n > 0 || width > 0 {
		i--
		buf[i] = '0' + byte(n%10)
		n /= 10
		width--
		if i == 0 {
			break
		}
	}
	return append(dst, buf[i:]...)
}

// float prints f with that many decimals, as printf(3) does.
func (p *Printer) float(f float32, decimals int) {
	switch {
	case math.IsNaN(float64(f)) || math.IsInf(float64(f), 0):
		if math.Signbit(float64(f)) {
			p.byte('-')
		}
		if f != f {
			p.str("nan")
		} else {
			p.str("inf")
		}
	default:
		p.out = strconv.AppendFloat(p.out, float64(f), 'f', decimals, 64)
	}
}

const (
	lowerHex = "0123456789abcdef"
	upperHex = "0123456789ABCDEF"
)

// hex appends "0x" and n in at least width hex digits.
func (p *Printer) hex(n uint64, width int) {
	p.out = append(p.out, '0', 'x')
	p.out = appendHex(p.out, n, width, lowerHex)
}

// appendHex appends n in at least width digits.
func appendHex(dst []byte, n uint64, width int, digits string) []byte {
	var buf [16]byte
	i := len(buf)
	for {
		i--
		buf[i] = digits[n&15]
		n >>= 4
		width--
		if i == 0 || n == 0 && width <= 0 {
			return append(dst, buf[i:]...)
		}
	}
}

// hexBytes appends each byte of b as two hex digits, with sep between them.
func (p *Printer) hexBytes(b []byte, sep string) {
	for i, c := range b {
		if i > 0 {
			p.out = append(p.out, sep...)
		}
		p.out = append(p.out, lowerHex[c>>4], lowerHex[c&15])
	}
}

// printf appends args by format: %d, %x, %X, %o, %c, %s and %%, with a width
// and the flags 0 and -. Its arguments are the integer types, string and
// []byte, not types made of them. Unlike fmt's, it allocates nothing: its
// arguments do not escape. It is what printers of protocols use where a line is
// not worth spelling out in appends.
func (p *Printer) printf(format string, args ...any) { p.out = appendf(p.out, format, args...) }

// appendf is printf to dst.
func appendf(dst []byte, format string, args ...any) []byte {
	arg := 0
	for i := 0; i < len(format); {
		plain := i
		for i < len(format) && format[i] != '%' {
			i++
		}
		dst = append(dst, format[plain:i]...)
		if i == len(format) {
			break
		}
		i++ // the %
		var f field
		for ; i < len(format); i++ {
			if format[i] == '0' {
				f.zero = true
			} else if format[i] == '-' {
				f.left = true
			} else {
				break
			}
		}
		for ; i < len(format) && format[i] >= '0' && format[i] <= '9'; i++ {
			f.width = f.width*10 + int(format[i]-'0')
		}
		if i == len(format) {
			break
		}
		verb := format[i]
		i++
		if verb == '%' {
			dst = append(dst, '%')
			continue
		}
		if arg == len(args) {
			dst = append(dst, "%!(MISSING)"...)
			continue
		}
		dst = f.append(dst, verb, args[arg])
		arg++
	}
	if arg != len(args) {
		dst = append(dst, "%!(EXTRA)"...)
	}
	return dst
}

// A field is the width and flags of a verb.
type field struct {
	width      int
	zero, left bool
}

func (f field) append(dst []byte, verb byte, arg any) []byte {
	var n uint64
	negative := false
	signed := func(i int64) {
		n = uint64(i)
		if i < 0 && verb == 'd' {
			n, negative = -n, true
		}
	}
	switch a := arg.(type) {
	case string:
		dst = append(dst, a...)
		return f.pad(dst, len(a), ' ')
	case []byte:
		dst = append(dst, a...)
		return f.pad(dst, len(a), ' ')
	case int:
		signed(int64(a))
	case int8:
		signed(int64(a))
	case int16:
		signed(int64(a))
	case int32:
		signed(int64(a))
	case int64:
		signed(a)
	case uint:
		n = uint64(a)
	case uint8:
		n = uint64(a)
	case uint16:
		n = uint64(a)
	case uint32:
		n = uint64(a)
	case uint64:
		n = a
	default:
		return append(dst, "%!(TYPE)"...)
	}
	start := len(dst)
	if negative {
		dst = append(dst, '-')
	}
	switch verb {
	case 'd':
		dst = appendDecimal(dst, n)
	case 'x':
		dst = appendHex(dst, n, 0, lowerHex)
	case 'X':
		dst = appendHex(dst, n, 0, upperHex)
	case 'o':
		dst = strconv.AppendUint(dst, n, 8)
	case 'c':
		dst = append(dst, byte(n))
	default:
		dst = append(dst, "%!(VERB)"...)
	}
	fill := byte(' ')
	if f.zero && !f.left {
		fill = '0'
	}
	return f.pad(dst, len(dst)-start, fill)
}

// pad brings the last n bytes of dst to the field's width. Zeros go after a
// minus sign.
func (f field) pad(dst []byte, n int, fill byte) []byte {
	missing := f.width - n
	if missing <= 0 {
		return dst
	}
	for range missing {
		dst = append(dst, fill)
	}
	if f.left {
		return dst
	}
	text := dst[len(dst)-missing-n:]
	if fill == '0' && text[0] == '-' {
		text = text[1:]
		n--
	}
	copy(text[missing:], text[:n])
	for i := range missing {
		text[i] = fill
	}
	return dst
}
