package filter

// comparison is a relation of two arithmetic expressions. The headers that they
// look into must be there.
func (c *generator) comparison(e *env, x *comparison) *cond {
	a, there := c.arith(e, x.x)
	b, thereToo := c.arith(e, x.y)
	return and(there, thereToo, compare(x.op, a, b))
}

// opaqueWord is an ancillary word of which nothing is known.
const opaqueWord = 0xfff

// arith returns the value of x, and the condition under which it has one: that
// the packet has the headers that x looks into.
//
// In libpcap the condition of the right operand of an operator is lost:
// "ip[0] + tcp[0]" does not ask for TCP. So it is here, unless opt.Manual.
func (c *generator) arith(e *env, x arith) (*value, *cond) {
	switch x := x.(type) {
	case *number:
		return c.g.constant(x.tok.num), nil
	case *length:
		return c.g.length(), nil
	case *minus:
		v, there := c.arith(e, x.x)
		return c.g.neg(v), there
	case *operation:
		a, there := c.arith(e, x.x)
		if !c.opt.Manual {
			e = e.unguarded(c.g)
		}
		b, thereToo := c.arith(e, x.y)
		if c.opt.Manual {
			there = and(there, thereToo)
		}
		v := c.operate(x, a, b)
		if v.op == opConst && a.op != opConst { // as x & 0
			there = and(there, evaluatedStrictly(a))
			if c.opaque {
				v = c.g.ancillary(opaqueWord)
			}
		}
		return v, there
	case *index:
		return c.index(e, x)
	}
	panic("filter: an arithmetic expression of an unknown kind")
}

var operations = map[word]valueOp{
	"+": opAdd, "-": opSub, "*": opMul, "/": opDiv, "%": opMod,
	"&": opAnd, "|": opOr, "^": opXor, "<<": opShl, ">>": opShr,
}

// operate is a op b. What no packet could make defined is refused.
func (c *generator) operate(x *operation, a, b *value) *value {
	if b.op == opConst {
		problem := ""
		switch {
		case x.op == "/" && b.k == 0:
			problem = "division by zero"
		case x.op == "%" && b.k == 0:
			problem = "modulus by zero"
		case (x.op == "<<" || x.op == ">>") && b.k > 31:
			problem = "shift by more than 31 bits"
		}
		if problem != "" {
			e := errorf(c.text, x.y.where(), CodeArithmetic, "%s", problem)
			if _, literal := x.y.(*number); literal {
				panic(e)
			}
			if c.undefined == nil {
				c.undefined = e
			}
		}
	}
	return c.g.binary(operations[x.op], a, b)
}

// index is proto[offset:size].
func (c *generator) index(e *env, x *index) (*value, *cond) {
	off, inner := c.arith(e, x.offset)
	size := uint8(1)
	if x.size.kind == tokNumber {
		size = uint8(x.size.num)
	}
	c.at = x.span
	at := func(p place) *value { return c.g.at(p.further(c.g, off), 0, size) }

	switch proto := x.proto.word; proto {
	case "radio":
		if !e.layer.radio {
			c.fail(CodeLinkType, "radio information not present in capture")
		}
		return at(place{}), inner
	case "link":
		return at(e.header), inner
	case "ip", "arp", "rarp", "atalk", "decnet", "sca", "lat", "moprc", "mopdl", "ip6":
		return at(e.networkAt()), and(inner, c.abbreviation(e, proto))
	case "icmp6":
		return at(e.overIPv6()), and(inner, c.protocol(e, etherIPv6), c.nextIPv6(e, ipICMPv6))
	default:
		// A protocol over IPv4, and not a later fragment of it.
		return at(c.g.overIPv4(e)), and(c.protocol(e, etherIPv4), inner, c.abbreviation(e, proto), c.firstFragment(e))
	}
}
