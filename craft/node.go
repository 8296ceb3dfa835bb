package craft

import (
	"fmt"
	"strconv"
	"strings"
)

// A node is a value in the text form, parsed but not yet understood: what it
// means is for the field that it is given to.
type node struct {
	kind     nodeKind
	pos, end int    // byte offsets in the text
	text     string // of an atom as written, of a string its value, of a call its name
	items    []*node
	name     string // in name=value
	value    int    // and where the value begins
	weight   int    // in a list: value*3
}

type nodeKind uint8

const (
	nodeAtom   nodeKind = iota // 80, S, 10.0.0.1, rand
	nodeString                 // "GET"
	nodeList                   // [a, b]
	nodeCall                   // mss(1460); without a name (a, b)
	nodeRange                  // a..b or a..b..step
)

// A ParseError says where in a text the error is.
type ParseError struct {
	Text     string // the whole text
	Pos, End int    // byte offsets of the part in question
	Msg      string
}

func (e *ParseError) Error() string {
	return fmt.Sprintf("parse packet: %s, at byte %d of %q", e.Msg, e.Pos, e.Text)
}

// Caret returns the text and, on a line below, marks under the part that is
// wrong, each line ending in a newline.
func (e *ParseError) Caret() string {
	end := max(e.End, e.Pos+1)
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, e.Text[:min(e.Pos, len(e.Text))])
	return strings.ReplaceAll(e.Text, "\n", " ") + "\n" + indent + strings.Repeat("^", max(1, len([]rune(e.Text[min(e.Pos, len(e.Text)):min(end, len(e.Text))])))) + "\n"
}

// A parser reads the text form into nodes. Its methods bail out by panicking
// with a *ParseError, which parse recovers.
type parser struct {
	text  string
	pos   int
	depth int
}

const maxDepth = 100 // nested brackets

func (p *parser) fail(pos, end int, format string, args ...any) {
	panic(&ParseError{p.text, pos, end, fmt.Sprintf(format, args...)})
}

func (p *parser) space() {
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.pos]) >= 0 {
		p.pos++
	}
}

// peek returns the next character that is no space, and 0 at the end.
func (p *parser) peek() byte {
	p.space()
	if p.pos == len(p.text) {
		return 0
	}
	return p.text[p.pos]
}

func (p *parser) accept(c byte) bool {
	if p.peek() != c || p.pos == len(p.text) {
		return false
	}
	p.pos++
	return true
}

// expect reads c in a list that closing ends.
func (p *parser) expect(c byte, where, closing string) {
	if p.accept(c) {
		return
	}
	if p.pos == len(p.text) {
		p.fail(p.pos, p.pos, "the text ends %s; %q is missing", where, closing)
	}
	p.fail(p.pos, p.pos+1, "%q %s; expected %q", string(p.text[p.pos]), where, string(c))
}

// layers parses a whole text: layers with slashes between them. Each is a call,
// an atom (a layer without arguments) or a string.
func (p *parser) layers() (list []*node) {
	for {
		if c := p.peek(); c == 0 {
			p.fail(p.pos, p.pos, "a layer is missing")
		} else if c == '/' {
			p.fail(p.pos, p.pos+1, "a layer is missing before %q", "/")
		}
		list = append(list, p.primary("/,()[]=*\""))
		if !p.accept('/') {
			break
		}
	}
	if c := p.peek(); c != 0 {
		p.fail(p.pos, p.pos+1, "unexpected %q; layers are joined with %q", string(c), "/")
	}
	return list
}

// value parses a value inside brackets.
func (p *parser) value() *node {
	n := p.primary(",()[]=*\"")
	if !p.rangeFollows() {
		return n
	}
	r := &node{kind: nodeRange, pos: n.pos, items: []*node{n}}
	for p.rangeFollows() {
		p.pos += len("..")
		r.items = append(r.items, p.primary(",()[]=*\""))
	}
	r.end = p.pos
	if len(r.items) > 3 {
		p.fail(r.items[3].pos, r.end, "a range has two ends and a step: first..last..step")
	}
	return r
}

func (p *parser) rangeFollows() bool {
	return p.peek() == '.' && strings.HasPrefix(p.text[p.pos:], "..")
}

// primary parses an atom, a string, a list or a call; stop are the characters
// that end an atom.
func (p *parser) primary(stop string) *node {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.pos, p.pos+1, "more than %d levels of brackets", maxDepth)
	}
	defer func() { p.depth-- }()
	n := &node{weight: 1}
	switch c := p.peek(); {
	case c == '"':
		n.kind, n.pos = nodeString, p.pos
		quoted, err := strconv.QuotedPrefix(p.text[p.pos:])
		if err != nil {
			p.fail(p.pos, len(p.text), "the string does not end, or holds a wrong escape")
		}
		p.pos += len(quoted)
		n.text, _ = strconv.Unquote(quoted)
	case c == '[':
		n.kind, n.pos = nodeList, p.pos
		p.pos++
		for !p.accept(']') {
			if len(n.items) > 0 {
				p.expect(',', "in a list", "]")
			}
			item := p.value()
			if p.accept('*') {
				w := p.primary(",()[]=*\"")
				weight, err := strconv.Atoi(w.text)
				if err != nil || w.kind != nodeAtom || weight < 1 || weight > 1_000_000 {
					p.fail(w.pos, w.end, "%q is not a weight: a number from 1 to 1000000", w.text)
				}
				item.weight = weight
			}
			n.items = append(n.items, item)
		}
	default:
		n.kind, n.pos = nodeAtom, p.pos
		p.pos += atomLength(p.text[p.pos:], stop)
		n.text = p.text[n.pos:p.pos]
		if p.accept('(') {
			n.kind = nodeCall
			p.arguments(n)
		} else if n.text == "" {
			if p.pos == len(p.text) {
				p.fail(p.pos, p.pos, "a value is missing at the end")
			}
			p.fail(p.pos, p.pos+1, "unexpected %q; expected a value", string(p.text[p.pos]))
		}
	}
	n.end = p.pos
	return n
}

// atomLength returns how many bytes of s belong to the atom at its start. Two
// dots belong to a range.
func atomLength(s, stop string) int {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || strings.IndexByte(stop, c) >= 0 || strings.HasPrefix(s[i:], "..") {
			return i
		}
	}
	return len(s)
}

// arguments parses a call behind its opening bracket.
func (p *parser) arguments(n *node) {
	for !p.accept(')') {
		if len(n.items) > 0 {
			p.expect(',', "between the arguments of "+quoteName(n.text), ")")
			if p.accept(')') {
				return
			}
		}
		name := ""
		p.space()
		start := p.pos
		if k := atomLength(p.text[p.pos:], ",()[]=*\""); k > 0 {
			name = p.text[p.pos : p.pos+k]
			p.pos += k
			if !p.accept('=') {
				name = ""
				p.pos = start
			}
		}
		value := p.value()
		if name != "" {
			value.name, value.value, value.pos = name, value.pos, start
		}
		n.items = append(n.items, value)
	}
}

func quoteName(s string) string {
	if s == "" {
		return "a tuple"
	}
	return strconv.Quote(s)
}

// parseNodes parses a whole text.
func parseNodes(text string) ([]*node, error) {
	p := parser{text: text}
	return caught(p.layers)
}

// caught returns the error that a parser's method bails out with.
func caught[T any](parse func() T) (result T, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *ParseError:
			err = e
		default:
			panic(e)
		}
	}()
	return parse(), nil
}

// nearest returns the candidate that s is most likely a misspelling of, or "".
func nearest(s string, candidates []string) string {
	s = strings.ToLower(s)
	best, bestDistance := "", 2*(len(s)/2+1)
	for _, c := range candidates {
		d := 2 * distance(s, strings.ToLower(c))
		if s != "" && c != "" && s[0] != c[0]|0x20 {
			d++ // the first letter is seldom wrong
		}
		if d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to make b of a.
func distance(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
