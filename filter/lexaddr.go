package filter

import "fmt"

// scanNumber returns the length of the number at the start of s: decimal or
// octal digits, or 0x and hexadecimal ones.
func scanNumber(s string) int {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' && isHex(s[2]) {
		n := 3
		for n < len(s) && isHex(s[n]) {
			n++
		}
		return n
	}
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// parseNumber returns the value of a number that scanNumber found. A leading 0
// makes it octal, as in C.
func parseNumber(s string) (v uint32, problem string) {
	base, digits, name := uint64(10), s, ""
	switch {
	case len(s) > 2 && s[1]|0x20 == 'x':
		base, digits, name = 16, s[2:], "hexadecimal "
	case len(s) > 1 && s[0] == '0':
		base, digits, name = 8, s[1:], "octal "
	}
	var n uint64
	for i := range len(digits) {
		d := uint64(digits[i] - '0')
		if !isDigit(digits[i]) {
			d = uint64(digits[i]|0x20-'a') + 10
		}
		if d >= base {
			return 0, fmt.Sprintf("number %s contains non-octal digit", s)
		}
		if n = n*base + d; n > 0xffffffff {
			return 0, fmt.Sprintf("%snumber %s overflows 32 bits", name, s)
		}
	}
	return uint32(n), ""
}

// scanIPv4 returns the length of the dotted address of two to four numbers at
// the start of s.
func scanIPv4(s string) int {
	return scanDotted(s, 2)
}

// scanDotted returns the length of at least least and at most four numbers with
// dots between them at the start of s, or 0.
func scanDotted(s string, least int) int {
	n := scanNumber(s)
	if n == 0 {
		return 0
	}
	parts := 1
	for parts < 4 && n < len(s) && s[n] == '.' {
		m := scanNumber(s[n+1:])
		if m == 0 {
			break
		}
		n, parts = n+1+m, parts+1
	}
	if parts < least {
		return 0
	}
	return n
}

// scanIPv6 returns the length of the longest IPv6 address at the start of s:
// eight groups of one to four hexadecimal digits, any run of which "::" may
// stand for, and the last two of which may be written as an IPv4 address.
func scanIPv6(s string) int {
	best, pos := 0, 0 // the longest address so far; where the next group begins
	groups, gap := 0, false
	if len(s) >= 2 && s[0] == ':' && s[1] == ':' {
		best, pos, gap = 2, 2, true
	}
	for {
		// At pos a group may begin.
		if m := scanDotted(s[pos:], 4); m > 0 && (gap && groups <= 5 || groups == 6) {
			best = max(best, pos+m)
		}
		n := 0
		for n < 4 && pos+n < len(s) && isHex(s[pos+n]) {
			n++
		}
		if n == 0 {
			return best
		}
		pos += n
		groups++
		if groups == 8 && !gap || gap && groups <= 7 {
			best = max(best, pos)
		}
		if groups >= 8 || gap && groups >= 7 {
			// No further group, but seven may still be followed by "::".
			return best
		}
		if pos >= len(s) || s[pos] != ':' {
			return best
		}
		if pos+1 < len(s) && s[pos+1] == ':' {
			if gap {
				return best
			}
			gap = true
			pos += 2
			best = max(best, pos)
			if groups == 7 {
				return best
			}
			continue
		}
		pos++
	}
}

// scanMAC returns the length of the MAC address at the start of s: six groups
// of one or two hexadecimal digits with ":", "-" or "." between them, three
// groups of four with ".", or twelve digits.
func scanMAC(s string) int {
	best := 0
	for _, sep := range []byte{':', '-', '.'} {
		best = max(best, scanGroups(s, 6, 1, 2, sep))
	}
	best = max(best, scanGroups(s, 3, 4, 4, '.'))
	digits := 0
	for digits < 12 && digits < len(s) && isHex(s[digits]) {
		digits++
	}
	if digits == 12 {
		best = max(best, 12)
	}
	return best
}

// scanGroups returns the length of count groups of least to most hexadecimal
// digits with sep between them at the start of s, or 0.
func scanGroups(s string, count, least, most int, sep byte) int {
	pos := 0
	for g := range count {
		n := 0
		for n < most && pos+n < len(s) && isHex(s[pos+n]) {
			n++
		}
		if n < least {
			return 0
		}
		pos += n
		if g < count-1 {
			if pos >= len(s) || s[pos] != sep {
				return 0
			}
			pos++
		}
	}
	return pos
}

// scanBogusMAC returns the length of what looks like a MAC address and is none:
// groups of one or two hexadecimal digits, each followed by colons.
func scanBogusMAC(s string) int {
	pos, groups := 0, 0
	for {
		n := 0
		for n < 2 && pos+n < len(s) && isHex(s[pos+n]) {
			n++
		}
		c := 0
		for pos+n+c < len(s) && s[pos+n+c] == ':' {
			c++
		}
		if n == 0 || c == 0 {
			break
		}
		pos, groups = pos+n+c, groups+1
	}
	if groups < 2 {
		return 0
	}
	return pos
}
