package hexdump

import "bytes"

// parseOffset reads the offset that a line of a dump begins with, and returns its
// digits. The bytes of the line are from bytesAt on.
func parseOffset(line []byte) (digits []byte, bytesAt int, ok bool) {
	at := 0
	if len(line) > 2 && line[0] == '0' && (line[1] == 'x' || line[1] == 'X') {
		at = 2
	}
	n := digitsAhead(line[at:])
	if n < 3 || n > 16 {
		return nil, 0, false
	}
	digits = line[at : at+n]
	at += n
	if at < len(line) && line[at] == ':' {
		at++
	}
	after := spacesAhead(line[at:])
	if at += after; at == len(line) {
		return digits, at, true
	}
	if after == 0 {
		return nil, 0, false
	}
	group := digitsAhead(line[at:])
	end := at + group
	if group == 0 || group%2 != 0 || end < len(line) && line[end] != ' ' && line[end] != '\t' {
		return nil, 0, false
	}
	return digits, at, true
}

// number returns the value of digits in a base, 0 if one is not of that base. It
// is never more than 16 digits.
func number(digits []byte, base int) (n uint64) {
	for _, c := range digits {
		if int(nibble[c]) >= base {
			return 0
		}
		n = n*uint64(base) + uint64(nibble[c])
	}
	return n
}

// isStream reports whether a line is a stream of digits, or more of one that has
// begun.
func isStream(line []byte, begun bool) bool {
	n := len(line)
	return (n > 16 || begun && n > 0 && n%2 == 0) && digitsAhead(line) == n
}

// pairs returns the number of bytes in a line that is nothing but bytes, of two
// digits each with a space between, and 0 for other lines.
func pairs(line []byte) int {
	if len(line)%3 != 2 {
		return 0
	}
	for i, c := range line {
		if i%3 == 2 && c != ' ' || i%3 != 2 && nibble[c] == 0xff {
			return 0
		}
	}
	return len(line)/3 + 1
}

// appendBytes appends the bytes of a line, which begins with the first of them.
// It reports false for a group with an odd number of digits at the line's end.
func appendBytes(dst, line []byte) ([]byte, bool) {
	canonical := len(line) > 0 && line[len(line)-1] == '|'
	for half := len(dst) + perLine/2; ; {
		n := digitsAhead(line)
		if n == 0 || n < len(line) && line[n] != ' ' && line[n] != '\t' {
			return dst, true // text
		}
		if n%2 != 0 {
			return dst, n < len(line)
		}
		for i := 0; i < n; i += 2 {
			dst = append(dst, nibble[line[i]]<<4|nibble[line[i+1]])
		}
		line = line[n:]
		gap := spacesAhead(line)
		line = line[gap:]
		// hexdump -C has two spaces between the halves of a line.
		if gap > 1 && !(gap == 2 && canonical && len(dst) == half && n == 2) {
			return dst, true
		}
	}
}

// digitsAhead returns the number of hexadecimal digits that s begins with.
func digitsAhead(s []byte) int {
	for i, c := range s {
		if nibble[c] == 0xff {
			return i
		}
	}
	return len(s)
}

func spacesAhead(s []byte) int {
	return len(s) - len(bytes.TrimLeft(s, " \t"))
}

// nibble holds the value of each hexadecimal digit, 0xff for what is none.
var nibble = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xff
	}
	for i := range byte(10) {
		t['0'+i] = i
	}
	for i := range byte(6) {
		t['a'+i], t['A'+i] = 10+i, 10+i
	}
	return t
}()
