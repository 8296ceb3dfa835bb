package filter

import (
	"strconv"
	"strings"
)

// The syntax tree is the expression as written: names are still names, and a
// name or number without a qualifier ("port 80 or 443") has none. resolve fills
// both in.
//
// Each node prints as text that parses to the same tree.

// An expr is a node that is true or false of a packet.
type expr interface {
	where() span
	print(*strings.Builder)
}

// where returns the text that the node was parsed from.
func (s span) where() span { return s }

// A chain is terms joined by and and or, which bind equally and to the left:
// "a or b and c" is "(a or b) and c". It is flat, so that ten thousand terms
// are not ten thousand levels.
type chain struct {
	span
	first expr
	rest  []link
}

// A link is one further term of a chain.
type link struct {
	op word // "and" or "or"
	x  expr
}

// A negation is "not x".
type negation struct {
	span
	x expr
}

// A group is an expression in parentheses.
type group struct {
	span
	x expr
}

// A qualified is ids under qualifiers: "tcp dst port 80",
// "src net (10 or 192.168)". The ids under it are *id, chains of ids, their
// negations and groups.
type qualified struct {
	span
	qual qualifiers
	x    expr
}

// qualifiers is the head of a primitive. Empty words are qualifiers left out.
type qualifiers struct {
	span
	proto token // tokWord of classProto, or tokEOF
	dir   word  // "src", "dst", "src or dst", "src and dst", "addr1", ...
	typ   word  // "host", "net", "port", "portrange", "gateway", "proto", "protochain"
}

// An id is a name, a number or an address.
type id struct {
	span
	tok    token // tokName, tokNumber, tokIPv4, tokIPv6, tokMAC or tokARCnet
	masked bool  // tok/prefix
	prefix token // the number after "/"
	mask   token // the tokIPv4 after "mask", or tokEOF
}

// A protocol is a protocol name as a term of its own: "tcp".
type protocol struct {
	span
	proto token
}

// A term is a primitive that is neither a qualified id nor a relation: a
// keyword and what it needs.
//
//	vlan 10        less 64        ether broadcast     wlan type mgt subtype beacon
//	byte 0 > 5     vci (1 or 2)   llc ui              ifname eth0
type term struct {
	span
	proto token   // before the keyword, or tokEOF
	word  word    // the keyword
	kw    span    // where the keyword is
	op    word    // a relation, for fields and byte; "" where there is none
	args  []token // numbers and names
	sub   *token  // the subtype of "type T subtype S"
}

// A comparison is a relation of two arithmetic expressions.
type comparison struct {
	span
	op   word // "=", "!=", ">", ">=", "<", "<="
	x, y arith
}

// An arith is a node that is a 32-bit number.
type arith interface {
	where() span
	printArith(b *strings.Builder, inner bool)
}

// A number is a literal.
type number struct {
	span
	tok token
}

// A length is "len".
type length struct{ span }

// An index is proto[offset:size].
type index struct {
	span
	proto  token
	offset arith
	size   token // tokEOF where it is left out
}

// A minus is "-x".
type minus struct {
	span
	x arith
}

// An operation is "x op y".
type operation struct {
	span
	op   word
	x, y arith
}

// format returns the text form of x; of nil, which matches every packet, "".
func format(x expr) string {
	if x == nil {
		return ""
	}
	var b strings.Builder
	x.print(&b)
	return b.String()
}

func (c *chain) print(b *strings.Builder) {
	c.first.print(b)
	for _, l := range c.rest {
		b.WriteString(" " + string(l.op) + " ")
		l.x.print(b)
	}
}

func (n *negation) print(b *strings.Builder) {
	b.WriteString("not ")
	n.x.print(b)
}

func (g *group) print(b *strings.Builder) {
	b.WriteByte('(')
	g.x.print(b)
	b.WriteByte(')')
}

func (q *qualified) print(b *strings.Builder) {
	b.WriteString(q.qual.String())
	b.WriteByte(' ')
	q.x.print(b)
}

// String returns the qualifiers as written, in their first spellings.
func (q qualifiers) String() string {
	var parts []string
	for _, w := range []word{q.proto.word, q.dir, q.typ} {
		if w != "" {
			parts = append(parts, string(w))
		}
	}
	return strings.Join(parts, " ")
}

func (i *id) print(b *strings.Builder) { b.WriteString(i.String()) }

// String returns the id as written.
func (i *id) String() string {
	s := spell(i.tok)
	if i.masked {
		s += "/" + i.prefix.text
	}
	if i.mask.kind == tokIPv4 {
		s += " mask " + i.mask.text
	}
	return s
}

// spell returns the text of a token, with a backslash where a name would
// otherwise be read as something else.
func spell(t token) string {
	if t.kind == tokName {
		if again := lex(t.text); len(again) != 2 || again[0].kind != tokName || again[0].text != t.text {
			return `\` + t.text
		}
	}
	return t.text
}

func (p *protocol) print(b *strings.Builder) { b.WriteString(string(p.proto.word)) }

func (t *term) print(b *strings.Builder) {
	if t.proto.word != "" {
		b.WriteString(string(t.proto.word) + " ")
	}
	b.WriteString(string(t.word))
	args := t.args
	if t.word == "byte" {
		b.WriteString(" " + args[0].text)
		args = args[1:]
	}
	if t.op != "" {
		b.WriteString(" " + string(t.op))
	}
	switch {
	case len(args) > 1:
		b.WriteString(" (")
		for i, a := range args {
			if i > 0 {
				b.WriteString(" or ")
			}
			b.WriteString(a.text)
		}
		b.WriteByte(')')
	case len(args) == 1:
		b.WriteString(" " + spell(args[0]))
	}
	if t.sub != nil {
		b.WriteString(" subtype " + spell(*t.sub))
	}
}

func (c *comparison) print(b *strings.Builder) {
	c.x.printArith(b, false)
	b.WriteString(" " + string(c.op) + " ")
	c.y.printArith(b, false)
}

func (n *number) printArith(b *strings.Builder, _ bool) { b.WriteString(n.tok.text) }
func (*length) printArith(b *strings.Builder, _ bool)   { b.WriteString("len") }

func (x *index) printArith(b *strings.Builder, _ bool) {
	b.WriteString(string(x.proto.word))
	b.WriteByte('[')
	x.offset.printArith(b, false)
	if x.size.kind == tokNumber {
		b.WriteString(":" + strconv.Itoa(int(x.size.num)))
	}
	b.WriteByte(']')
}

func (m *minus) printArith(b *strings.Builder, inner bool) {
	if inner {
		b.WriteByte('(')
	}
	b.WriteString("- ")
	m.x.printArith(b, true)
	if inner {
		b.WriteByte(')')
	}
}

// Operands are put in parentheses: that is plainer than the precedences, which
// are not those of C for % and ^.
func (x *operation) printArith(b *strings.Builder, inner bool) {
	if inner {
		b.WriteByte('(')
	}
	x.x.printArith(b, true)
	b.WriteString(" " + string(x.op) + " ")
	x.y.printArith(b, true)
	if inner {
		b.WriteByte(')')
	}
}
