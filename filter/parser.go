package filter

import "strings"

// maxDepth bounds how deep parentheses, negations and operators may nest.
const maxDepth = 500

// parse turns an expression into its syntax tree. The tree of an empty
// expression is nil: it matches every packet.
//
// The grammar is pcap-filter(7)'s:
//
//	expr    = unit { ("and" | "or") unit }           left to right, no precedence
//	unit    = "not" unit | "(" expr ")" | primitive | id
//
// where an id without qualifiers may only follow a term whose qualifiers it can
// take over, and what is in parentheses after qualifiers is ids alone.
func parse(text string) (_ expr, err error) {
	p := &parser{text: text, toks: lex(text)}
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*Error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	if p.tok().kind == tokEOF {
		return nil, nil
	}
	x := p.expr(wantTerm)
	if p.tok().kind != tokEOF {
		p.unexpected("\"and\", \"or\" or the end of the expression")
	}
	return x, nil
}

// A parser is a recursive descent over the tokens. It leaves by panic(*Error),
// which parse catches.
type parser struct {
	text  string
	toks  []token // ends in tokEOF or tokError
	i     int
	depth int
}

// A want is what a unit may be.
type want uint8

const (
	wantTerm   want = 1 << iota // a primitive or a relation
	wantID                      // an id that takes over qualifiers
	wantEither = wantTerm | wantID
)

// tok returns the token at hand.
func (p *parser) tok() *token { return &p.toks[p.i] }

// is reports whether the token at hand is the keyword or symbol w.
func (p *parser) is(w word) bool {
	t := p.tok()
	return (t.kind == tokWord || t.kind == tokSymbol) && t.word == w
}

// take returns the token at hand and goes to the next one.
func (p *parser) take() token {
	t := p.toks[p.i]
	if t.kind != tokEOF && t.kind != tokError {
		p.i++
	}
	return t
}

// accept takes the token at hand if it is the keyword or symbol w.
func (p *parser) accept(w word) bool {
	if p.is(w) {
		p.i++
		return true
	}
	return false
}

// expect takes the symbol w or fails.
func (p *parser) expect(w word, what string) token {
	if !p.is(w) {
		p.unexpected(what)
	}
	return p.take()
}

// expectNumber takes a number or fails.
func (p *parser) expectNumber(what string) token {
	if p.tok().kind != tokNumber {
		p.unexpected(what)
	}
	return p.take()
}

// from returns the span from s to the last token taken.
func (p *parser) from(s span) span {
	if p.i > 0 {
		s.end = max(s.end, p.toks[p.i-1].end)
	}
	return s
}

// enter counts one level of nesting; leave uncounts it.
func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.tok().span, CodeLimit, "more than %d levels of nesting", maxDepth)
	}
}

func (p *parser) leave() { p.depth-- }

func (p *parser) fail(s span, code Code, format string, args ...any) {
	panic(errorf(p.text, s, code, format, args...))
}

// unexpected fails at the token at hand, where what was expected.
func (p *parser) unexpected(what string) {
	t := *p.tok()
	if t.kind == tokError {
		p.fail(t.span, t.code, "%s", t.text)
	}
	e := errorf(p.text, t.span, CodeSyntax, "syntax error: expected %s, found %s", what, t)
	var before *token
	if p.i > 0 {
		before = &p.toks[p.i-1]
	}
	e.Hint = suggest(before, t)
	panic(e)
}

// A unit is what one place in a chain holds: a term, an id, or a number that is
// not yet either (what follows decides).
type unit struct {
	x     expr  // a term, or ids if isID
	isID  bool  // x is ids
	value arith // neither: an arithmetic expression
}

// expr parses a chain whose first unit is a want.
func (p *parser) expr(w want) expr {
	x, _ := p.chain(p.settle(p.unit(w), w))
	return x
}

// chain parses the rest of a chain after its first unit. A chain that begins
// with ids holds only ids.
func (p *parser) chain(first unit) (expr, bool) {
	w := wantEither
	if first.isID {
		w = wantID
	}
	var c *chain
	for p.is("and") || p.is("or") {
		op := p.take().word
		u := p.settle(p.unit(w), w)
		if c == nil {
			c = &chain{span: first.x.where(), first: first.x}
		}
		c.rest = append(c.rest, link{op, u.x})
		c.end = u.x.where().end
	}
	if c == nil {
		return first.x, first.isID
	}
	return c, first.isID
}

// settle decides what a unit is that no relation followed: a number can be an
// id; an arithmetic expression cannot be anything.
func (p *parser) settle(u unit, w want) unit {
	if u.value == nil {
		return u
	}
	if n, ok := u.value.(*number); ok && w&wantID != 0 {
		return unit{x: &id{span: n.span, tok: n.tok}, isID: true}
	}
	if n, ok := u.value.(*number); ok && p.tok().kind != tokError {
		e := errorf(p.text, n.span, CodeSyntax, "syntax error: the number %s says nothing by itself", n.tok.text)
		panic(e.hint("qualify it, as in \"port %s\", or compare it, as in \"len > %s\"", n.tok.text, n.tok.text))
	}
	p.unexpected("a comparison (= != > >= < <=)")
	return u
}

// unit parses one unit.
func (p *parser) unit(w want) unit {
	p.enter()
	defer p.leave()
	t := *p.tok()
	switch {
	case p.is("not"):
		p.take()
		u := p.settle(p.unit(w), w)
		return unit{x: &negation{p.from(t.span), u.x}, isID: u.isID}
	case p.is("("):
		u := p.parenthesis(w)
		if u.value == nil {
			return u
		}
		return p.relation(u.value, w)
	case w&wantTerm != 0 && (t.kind == tokWord && t.word == "len" || p.is("-") || t.kind == tokWord && p.indexed()):
		return p.relation(p.operand(), w)
	case t.kind == tokNumber:
		p.take()
		return p.relation(&number{t.span, t}, w)
	case t.kind == tokName || t.kind == tokIPv4 || t.kind == tokIPv6 || t.kind == tokMAC || t.kind == tokARCnet:
		if w&wantID == 0 {
			p.unexpected("a term")
		}
		return unit{x: p.id(), isID: true}
	case w&wantTerm == 0:
		p.unexpected("a name, a number or an address")
	}
	return unit{x: p.primitive()}
}

// indexed reports whether "[" follows the keyword at hand.
func (p *parser) indexed() bool {
	after := p.toks[min(p.i+1, len(p.toks)-1)]
	return classes[p.tok().word] == classProto && after.kind == tokSymbol && after.word == "["
}

// parenthesis parses what is in parentheses: a chain, or an arithmetic
// expression.
func (p *parser) parenthesis(w want) unit {
	open := p.take()
	u := p.unit(w)
	if u.value != nil && p.is(")") {
		p.take()
		return u
	}
	u = p.settle(u, w)
	x, isID := p.chain(u)
	p.expect(")", "\")\", \"and\" or \"or\"")
	return unit{x: &group{p.from(open.span), x}, isID: isID}
}

// relation parses what may follow an arithmetic expression: further operators,
// and a comparison.
func (p *parser) relation(x arith, w want) unit {
	if w&wantTerm == 0 {
		return unit{value: x}
	}
	x = p.operators(x, 0)
	if !isRelation(p.tok()) {
		return unit{value: x}
	}
	op := p.take().word
	y := p.operators(p.operand(), 0)
	return unit{x: &comparison{x.where().to(y.where()), op, x, y}}
}

func isRelation(t *token) bool {
	return t.kind == tokSymbol && strings.Contains(" = != > >= < <= ", " "+string(t.word)+" ")
}

// id parses an id, with its mask if it has one.
func (p *parser) id() *id {
	t := p.take()
	x := &id{span: t.span, tok: t}
	switch {
	case (t.kind == tokIPv4 || t.kind == tokIPv6) && p.accept("/"):
		x.masked, x.prefix = true, p.expectNumber("a prefix length")
	case t.kind == tokIPv4 && p.accept("mask"):
		if p.tok().kind != tokIPv4 {
			p.unexpected("a netmask, as in 255.255.255.0")
		}
		x.mask = p.take()
	}
	x.span = p.from(t.span)
	return x
}
