package filter

import (
	"fmt"
	"strings"
)

// maxTokens bounds the memory that one expression can take.
const maxTokens = 1 << 20

// lex splits an expression into tokens. The last one is tokEOF, or tokError for
// the first place where no token can begin.
//
// Like pcap-filter's scanner it takes the longest token at each place, and of
// equally long ones the first in this order: keyword, MAC address, number,
// dotted address, IPv6 address, name. So 1-2 is a name (a port range), not a
// subtraction.
func lex(expr string) []token {
	var toks []token
	for pos := 0; ; {
		for pos < len(expr) && strings.IndexByte(" \t\r\n", expr[pos]) >= 0 {
			pos++
		}
		if pos == len(expr) {
			return append(toks, token{span: span{pos, pos}, kind: tokEOF})
		}
		t := nextToken(expr[pos:])
		t.pos, t.end = pos, pos+t.end
		if len(toks) == maxTokens {
			t = token{span: t.span, kind: tokError, code: CodeLimit, text: fmt.Sprintf("more than %d words in one expression", maxTokens)}
		}
		toks = append(toks, t)
		if t.kind == tokError {
			return toks
		}
		pos = t.end
	}
}

// nextToken returns the token at the start of s, which is not empty. Its span is
// relative to s.
func nextToken(s string) token {
	take := func(kind tokenKind, n int) token {
		return token{span: span{0, n}, kind: kind, text: s[:n]}
	}
	fail := func(n int, code Code, format string, args ...any) token {
		return token{span: span{0, n}, kind: tokError, code: code, text: fmt.Sprintf(format, args...)}
	}

	// The candidates, in order of preference among the equally long.
	mac, num := scanMAC(s), scanNumber(s)
	v4, v6 := scanIPv4(s), scanIPv6(s)
	name := scanName(s)
	longest := max(mac, num, v4, v6, name)
	if n := scanBogusMAC(s); n > longest {
		return fail(n, CodeAddress, "malformed Ethernet address %q", s[:n])
	}
	switch {
	case longest == 0:
		return symbol(s)
	case longest == name && keywords[s[:name]] != "":
		t := take(tokWord, name)
		t.word = keywords[t.text]
		switch t.word {
		case "and", "or", "not":
			t.kind = tokSymbol
		}
		return t
	case longest == mac:
		return take(tokMAC, mac)
	case longest == num:
		t := take(tokNumber, num)
		v, problem := parseNumber(t.text)
		if problem != "" {
			return fail(num, CodeNumber, "%s", problem)
		}
		t.num = v
		return t
	case longest == v4:
		return take(tokIPv4, v4)
	case longest == v6:
		return take(tokIPv6, v6)
	}
	t := take(tokName, name)
	if v, ok := constants[t.text]; ok {
		t.kind, t.num = tokNumber, v
	}
	return t
}

// symbol returns the token at the start of s, which begins with neither a
// letter nor a digit nor an address.
func symbol(s string) token {
	n, w := 1, word(s[:1])
	if len(s) >= 2 {
		switch s[:2] {
		case ">=", "<=", "!=", "<<", ">>":
			n, w = 2, word(s[:2])
		case "==":
			n, w = 2, "="
		case "&&":
			n, w = 2, "and"
		case "||":
			n, w = 2, "or"
		}
	}
	switch {
	case w == "!":
		w = "not"
	case n == 1 && s[0] == '\\':
		// A backslash takes a name out of the keywords.
		n = 1
		for n < len(s) && strings.IndexByte(" !()\n\t", s[n]) < 0 {
			n++
		}
		if n == 1 {
			return token{span: span{0, 1}, kind: tokError, code: CodeSyntax, text: "a name must follow the backslash"}
		}
		return token{span: span{0, n}, kind: tokName, text: s[1:n]}
	case n == 1 && s[0] == '$':
		digits := 0
		for digits < 2 && 1+digits < len(s) && isHex(s[1+digits]) {
			digits++
		}
		if digits == 0 {
			return token{span: span{0, 1}, kind: tokError, code: CodeSyntax, text: "one or two hexadecimal digits must follow \"$\""}
		}
		return token{span: span{0, 1 + digits}, kind: tokARCnet, text: s[:1+digits]}
	case n == 1 && strings.IndexByte("+-*/%:[]<>()&|^=", s[0]) < 0:
		r := []rune(s[:min(len(s), 4)])[0]
		n = min(len(string(r)), len(s))
		return token{span: span{0, n}, kind: tokError, code: CodeSyntax, text: fmt.Sprintf("%q has no meaning in a filter expression", s[:n])}
	}
	return token{span: span{0, n}, kind: tokSymbol, word: w, text: s[:n]}
}

// scanName returns the length of the name at the start of s: letters, digits,
// ".", "-" and "_", the first a letter or a digit, the last not "-" or "_".
func scanName(s string) int {
	if s == "" || !isAlnum(s[0]) {
		return 0
	}
	n := 1
	for i := 1; i < len(s) && (isAlnum(s[i]) || s[i] == '.' || s[i] == '-' || s[i] == '_'); i++ {
		if s[i] != '-' && s[i] != '_' {
			n = i + 1
		}
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isHex(c byte) bool   { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
func isAlnum(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }
