package filter

import "strings"

// A cond is a condition on a packet: a tree of tests. It stands between the
// resolved tree and the graph because the two are made in opposite directions:
// what a term means depends on the terms before it (a VLAN tag moves what
// follows), so that conditions are made from the first term on; where a test
// goes depends on the tests after it, so that blocks are made from the last
// one on.
//
// A nil *cond holds for every packet.
type cond struct {
	kind     condKind
	truth    bool // condConstant
	strictly bool // condTest: it is for strict graphs only

	rel      relation // condTest
	lhs, rhs *value

	x    *cond // condNot; the first of a condChain
	rest []condLink

	written bool // condChain: it is one of the expression, and not of a term in it
}

type condKind uint8

const (
	condConstant condKind = iota + 1
	condTest
	condNot
	condChain // x, and then the rest from left to right
)

type condLink struct {
	and bool // and, otherwise or
	x   *cond
}

var (
	always = &cond{kind: condConstant, truth: true}
	never  = &cond{kind: condConstant}
)

func not(x *cond) *cond { return &cond{kind: condNot, x: x} }

// evaluated is true of packets that are long enough for v.
func evaluated(v *value) *cond { return &cond{kind: condTest, rel: relEvaluate, lhs: v} }

// evaluatedStrictly is evaluated, but in graphs that are not strict it is true of
// all packets.
func evaluatedStrictly(v *value) *cond {
	if !v.fails {
		return nil
	}
	return &cond{kind: condTest, rel: relEvaluate, lhs: v, strictly: true}
}

// and is true where all of its parts are, which are tested in that order. Parts
// that are nil are left out.
func and(parts ...*cond) *cond { return joined(true, parts) }

// or is true where one of its parts is.
func or(parts ...*cond) *cond { return joined(false, parts) }

func joined(and bool, parts []*cond) *cond {
	c := &cond{kind: condChain}
	for _, p := range parts {
		switch {
		case p == nil:
		case c.x == nil:
			c.x = p
		default:
			c.rest = append(c.rest, condLink{and, p})
		}
	}
	if len(c.rest) == 0 {
		return c.x
	}
	return c
}

// blocks returns the first block of c in g, which goes on with yes where c
// holds and with no where it does not.
func (c *cond) blocks(g *graph, yes, no *block) *block {
	if c == nil {
		return yes
	}
	switch c.kind {
	case condConstant:
		if c.truth {
			return yes
		}
		return no
	case condTest:
		if c.strictly && !g.strict {
			return yes
		}
		if c.rel == relEvaluate {
			return g.evaluate(c.lhs, yes)
		}
		return g.test(c.rel, c.lhs, c.rhs, yes, no)
	case condNot:
		return c.x.blocks(g, no, yes)
	}
	for i := len(c.rest) - 1; i >= 0; i-- {
		// What comes before this term goes on with it where that is still
		// to be decided.
		at := c.rest[i].x.blocks(g, yes, no)
		if c.rest[i].and {
			yes = at
		} else {
			no = at
		}
	}
	return c.x.blocks(g, yes, no)
}

// first returns what c asks first of every packet, or nil if that is nothing.
func (c *cond) first(g *graph) *condition {
	for c != nil && c.kind != condTest {
		c = c.x
	}
	if c == nil {
		return nil
	}
	return g.internCondition(condition{rel: c.rel, lhs: c.lhs, rhs: c.rhs})
}

// choose returns the value x where c holds and y where it does not.
func (c *cond) choose(g *graph, x, y *value) *value {
	switch c.kind {
	case condConstant:
		if c.truth {
			return x
		}
		return y
	case condTest:
		return g.choose(c.rel, c.lhs, c.rhs, x, y)
	case condNot:
		return c.x.choose(g, y, x)
	}
	for i := len(c.rest) - 1; i >= 0; i-- {
		at := c.rest[i].x.choose(g, x, y)
		if c.rest[i].and {
			x = at
		} else {
			y = at
		}
	}
	return c.x.choose(g, x, y)
}

// uses reports whether v is part of a value in c. Values in seen are not looked
// into; those that were are put there.
func (c *cond) uses(v *value, seen map[*value]bool) bool {
	switch {
	case c == nil || c.kind == condConstant:
		return false
	case c.kind == condTest:
		return uses(c.lhs, v, seen) || uses(c.rhs, v, seen)
	case c.x.uses(v, seen):
		return true
	}
	for _, l := range c.rest {
		if l.x.uses(v, seen) {
			return true
		}
	}
	return false
}

func uses(in, v *value, seen map[*value]bool) bool {
	if in == nil || seen[in] {
		return false
	}
	if in == v {
		return true
	}
	seen[in] = true
	if in.op == opChoose && (uses(in.cond.lhs, v, seen) || uses(in.cond.rhs, v, seen)) {
		return true
	}
	return uses(in.x, v, seen) || uses(in.y, v, seen)
}

// String writes c with and, or and not.
func (c *cond) String() string {
	var b strings.Builder
	c.print(&b, false)
	return b.String()
}

func (c *cond) print(b *strings.Builder, inner bool) {
	switch {
	case c == nil:
		b.WriteString("true")
	case c.kind == condConstant && c.truth:
		b.WriteString("true")
	case c.kind == condConstant:
		b.WriteString("false")
	case c.kind == condTest:
		b.WriteString((&condition{rel: c.rel, lhs: c.lhs, rhs: c.rhs}).String())
	case c.kind == condNot:
		b.WriteString("not (")
		c.x.print(b, false)
		b.WriteByte(')')
	default:
		if inner {
			b.WriteByte('(')
		}
		c.x.print(b, true)
		for _, l := range c.rest {
			if l.and {
				b.WriteString(" and ")
			} else {
				b.WriteString(" or ")
			}
			l.x.print(b, true)
		}
		if inner {
			b.WriteByte(')')
		}
	}
}
