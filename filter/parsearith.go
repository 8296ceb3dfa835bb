package filter

// precedence of the arithmetic operators, as in C among themselves. % and ^
// have none; see operators.
var precedence = map[word]int{"|": 1, "&": 2, "<<": 3, ">>": 3, "+": 4, "-": 4, "*": 5, "/": 5}

// tightest is the precedence of unary minus.
const tightest = 6

// operators parses operators that bind at least as tightly as least, and their
// right operands, after the left operand x.
//
// In pcap-filter's grammar % and ^ have no precedence: whatever stands before
// them takes them in, and their right operand takes in all that follows.
// "a + b % c * d" is "a + (b % (c * d))", and "- a % b" is "- (a % b)". This
// parser agrees, because users compare filters with tcpdump's.
func (p *parser) operators(x arith, least int) arith {
	p.enter()
	defer p.leave()
	for p.tok().kind == tokSymbol {
		op := p.tok().word
		prec, ranked := precedence[op]
		greedy := op == "%" || op == "^"
		if !greedy && (!ranked || prec < least) {
			break
		}
		p.take()
		y := p.operand()
		if greedy {
			y = p.operators(y, 0)
		} else {
			y = p.operators(y, prec+1)
		}
		x = &operation{x.where().to(y.where()), op, x, y}
	}
	return x
}

// operand parses a number, len, proto[...], a negated operand, or an expression
// in parentheses.
func (p *parser) operand() arith {
	p.enter()
	defer p.leave()
	t := *p.tok()
	switch {
	case t.kind == tokNumber:
		p.take()
		return &number{t.span, t}
	case t.kind == tokWord && t.word == "len":
		p.take()
		return &length{t.span}
	case p.is("-"):
		p.take()
		x := p.operators(p.operand(), tightest)
		return &minus{p.from(t.span), x}
	case p.is("("):
		p.take()
		x := p.operators(p.operand(), 0)
		p.expect(")", "an operator or \")\"")
		return x
	case t.kind == tokWord && p.indexed():
		p.take()
		p.take()
		x := &index{proto: t, offset: p.operators(p.operand(), 0)}
		if p.accept(":") {
			x.size = p.expectNumber("a size of 1, 2 or 4 bytes")
		}
		p.expect("]", "\"]\", \":\" or an operator")
		x.span = p.from(t.span)
		return x
	}
	p.unexpected("a number, \"len\", or bytes of a header as in \"ip[8]\"")
	return nil
}
