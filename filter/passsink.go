package filter

import "slices"

// sink drops blocks that only evaluate a value, where every way from there to an
// accepting verdict evaluates it later, or loads from further behind in the
// packet: a packet that is too short is rejected then. A value that depends on
// what the next block asks is evaluated after that, once for each outcome.
func sink(g *graph) bool {
	order := g.order()
	if !slices.ContainsFunc(order, func(b *block) bool { return b.rel == relEvaluate && !b.verdict }) {
		return false
	}
	needs := g.needs(order)
	return g.rebuild(func(b, yes, no *block) *block {
		if b.rel != relEvaluate {
			return g.askStrictly(b.condition, yes, no)
		}
		if bytes, all := b.lhs.needs(); all && bytes <= needs[b.yes.id] || yes.evaluates(b.lhs) {
			return yes
		}
		if yes.rel != relEvaluate && b.lhs.asks(yes.condition) {
			return g.ask(yes.condition, g.evaluate(b.lhs, yes.yes), g.evaluate(b.lhs, yes.no))
		}
		return g.evaluate(b.lhs, yes)
	})
}

// needs returns for each block, by its id, how many bytes a packet has that is
// accepted on a way through it.
func (g *graph) needs(order []*block) []uint32 {
	needs := make([]uint32, g.lastBlock+1)
	for i := len(order) - 1; i >= 0; i-- {
		b := order[i]
		switch {
		case b.verdict && b.ret == 0:
			needs[b.id] = 0xffffffff
		case !b.verdict:
			needs[b.id] = max(b.needs(), min(needs[b.yes.id], needs[b.no.id]))
		}
	}
	return needs
}

// needs returns how many bytes a packet has to have for b to be evaluated, as
// far as that is plain to see.
func (b *block) needs() uint32 {
	bytes, _ := b.lhs.needs()
	if b.rhs != nil {
		more, _ := b.rhs.needs()
		bytes = max(bytes, more)
	}
	return bytes
}

// needs returns how many bytes a packet has to have for v to be computed, and
// whether all packets that have them have v.
func (v *value) needs() (bytes uint32, all bool) {
	switch {
	case !v.fails:
		return 0, true
	case v.op == opChoose:
		bytes, _ = v.cond.lhs.needs()
		return bytes, false
	case v.op == opLoad && v.x == nil, v.op == opHeaderLen:
		if v.k >= 1<<31 {
			return 0, false
		}
		return v.k + max(uint32(v.size), 1), true
	}
	bytes, all = v.x.needs()
	if v.y != nil {
		more, too := v.y.needs()
		bytes, all = max(bytes, more), all && too
	}
	all = all && v.op != opLoad && (v.op != opDiv && v.op != opMod || v.y.op == opConst && v.y.k != 0)
	return bytes, all
}

// evaluates tells whether b evaluates v whatever the packet.
func (b *block) evaluates(v *value) bool {
	return !b.verdict && (b.lhs.includes(v) || b.rhs != nil && b.rhs.includes(v))
}

// asks tells whether c is asked whenever v is computed.
func (v *value) asks(c *condition) bool {
	switch {
	case v == nil || !v.chooses:
		return false
	case v.op == opChoose:
		return v.cond == c || v.cond.lhs.asks(c) || v.cond.rhs.asks(c)
	}
	return v.x.asks(c) || v.y.asks(c)
}

// includes tells whether computing v computes part.
func (v *value) includes(part *value) bool {
	if v == part || v == nil {
		return v == part
	}
	if v.op == opChoose {
		return v.cond.lhs.includes(part) || v.cond.rhs.includes(part)
	}
	return v.id > part.id && (v.x.includes(part) || v.y.includes(part))
}
