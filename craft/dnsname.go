package craft

import (
	"errors"
	"fmt"
	"strings"
)

// appendName appends a domain name in the form of RFC 1035 section 3.1, without
// compression. The final dot may be left out; "." and "" are the root.
// \DDD and \X stand for a byte, as in RFC 1035 section 5.1.
func appendName(b []byte, name string) ([]byte, error) {
	start := len(b)
	name = strings.TrimSuffix(name, ".")
	for name != "" {
		at := len(b)
		b = append(b, 0)
		i := 0
		for i < len(name) && name[i] != '.' {
			v := name[i]
			i++
			if v == '\\' {
				var n int
				if v, n = unescape(name[i:]); n == 0 {
					return b, fmt.Errorf("%q has a wrong escape", name)
				}
				i += n
			}
			b = append(b, v)
		}
		n := len(b) - at - 1
		if n == 0 || n > 63 {
			return b, fmt.Errorf("%q has a label of %d bytes (1 to 63 are allowed)", name, n)
		}
		b[at] = byte(n)
		if i == len(name) {
			break
		}
		if name = name[i+1:]; name == "" {
			return b, errors.New("a domain name has an empty label")
		}
	}
	if b = append(b, 0); len(b)-start > 255 {
		return b, fmt.Errorf("the domain name has %d bytes (at most 255)", len(b)-start)
	}
	return b, nil
}

// unescape reads what follows a backslash: three decimal digits or any byte.
func unescape(s string) (v byte, n int) {
	switch {
	case len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]):
		d := int(s[0]-'0')*100 + int(s[1]-'0')*10 + int(s[2]-'0')
		if d > 255 {
			return 0, 0
		}
		return byte(d), 3
	case s == "" || isDigit(s[0]):
		return 0, 0
	}
	return s[0], 1
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// plainName reads the domain name at the start of b and returns its text and
// its size; ok is false where it is cut short or compressed.
func plainName(b []byte) (name string, n int, ok bool) {
	var s strings.Builder
	for n < len(b) && n < 255 {
		size := int(b[n])
		n++
		if size == 0 {
			if s.Len() == 0 {
				return ".", n, true
			}
			return s.String(), n, true
		}
		if size > 63 || n+size > len(b) {
			return "", 0, false
		}
		if s.Len() > 0 {
			s.WriteByte('.')
		}
		writeLabel(&s, b[n:n+size])
		n += size
	}
	return "", 0, false
}

func writeLabel(s *strings.Builder, label []byte) {
	for _, c := range label {
		switch {
		case c == '.' || c == '\\':
			s.WriteByte('\\')
			s.WriteByte(c)
		case c <= ' ' || c >= 0x7f:
			fmt.Fprintf(s, "\\%03d", c)
		default:
			s.WriteByte(c)
		}
	}
}
