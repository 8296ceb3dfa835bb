package filter

// verdict returns the block that ends the program and keeps ret bytes.
func (g *graph) verdict(ret uint32) *block {
	return g.internBlock(blockKey{ret: ret})
}

// test returns the block that goes on with yes where the relation holds between
// lhs and rhs, and with no where it does not. It may be another block than a
// test: one with the opposite relation, yes or no themselves.
func (g *graph) test(rel relation, lhs, rhs *value, yes, no *block) *block {
	if yes == no && !g.strict {
		return yes
	}
	c, inverted := g.condition(rel, lhs, rhs)
	if inverted {
		yes, no = no, yes
	}
	if holds, known := c.outcome(); known {
		if !holds {
			yes = no
		}
		return g.evaluate(c.lhs, yes)
	}
	return g.ask(g.internCondition(c), yes, no)
}

// ask returns the block that asks c, which another block asks or asked already.
func (g *graph) ask(c *condition, yes, no *block) *block {
	switch {
	case yes == no && g.strict:
		return g.askStrictly(c, yes, no)
	case yes == no:
		return yes
	}
	return g.internBlock(blockKey{cond: c, yes: yes, no: no})
}

// askStrictly is ask, but where yes and no are the same it still evaluates the
// two values.
func (g *graph) askStrictly(c *condition, yes, no *block) *block {
	if yes == no {
		if c.rhs != nil {
			yes = g.evaluate(c.rhs, yes)
		}
		return g.evaluate(c.lhs, yes)
	}
	return g.internBlock(blockKey{cond: c, yes: yes, no: no})
}

// evaluate returns the block that evaluates v, which may end the program, and
// goes on with next.
func (g *graph) evaluate(v *value, next *block) *block {
	if !v.fails || next == g.reject {
		return next
	}
	c := g.internCondition(condition{rel: relEvaluate, lhs: v})
	return g.internBlock(blockKey{cond: c, yes: next, no: next})
}

// nothing is what verdicts ask.
var nothing condition

// internBlock returns the one block of these fields.
func (g *graph) internBlock(key blockKey) *block {
	if known, ok := g.blocks[key]; ok {
		return known
	}
	g.lastBlock++
	b := fresh(&g.unused.blocks)
	*b = block{id: g.lastBlock, condition: key.cond, yes: key.yes, no: key.no, ret: key.ret}
	if b.condition == nil {
		b.condition, b.verdict = &nothing, true
	}
	g.blocks[key] = b
	return b
}

// internCondition returns the one condition of these fields.
func (g *graph) internCondition(c condition) *condition {
	c.id = 0
	if known, ok := g.conditions[c]; ok {
		return known
	}
	g.lastCondition++
	known := fresh(&g.unused.conditions)
	*known = c
	known.id = g.lastCondition
	g.conditions[c] = known
	return known
}

// condition returns a relation in its plainest form, with a constant on the
// right if there is one. Inverted says that the opposite is asked.
func (g *graph) condition(rel relation, lhs, rhs *value) (c condition, inverted bool) {
	if lhs.op == opConst && rhs.op != opConst || rhs.op != opConst && lhs.id > rhs.id {
		lhs, rhs = rhs, lhs
		switch rel {
		case relGreater: // k > x: not x >= k
			rel, inverted = relGreaterEqual, true
		case relGreaterEqual:
			rel, inverted = relGreater, true
		}
	}
	c = condition{rel: rel, lhs: lhs, rhs: rhs}
	for c.rhs.op == opConst {
		simpler, opposite, ok := g.simpler(c)
		if !ok {
			break
		}
		c, inverted = simpler, inverted != opposite
	}
	return c, inverted
}

// simpler returns a condition that asks the same as c, or the opposite, with
// less arithmetic.
func (g *graph) simpler(c condition) (s condition, opposite, ok bool) {
	x, k := c.lhs, c.rhs.k
	switch {
	case c.rel == relGreater && k == 0, c.rel == relGreaterEqual && k == 1:
		return condition{rel: relEqual, lhs: x, rhs: g.constant(0)}, true, true
	case x.op == opNeg && c.rel == relEqual:
		return condition{rel: relEqual, lhs: x.x, rhs: g.constant(-k)}, false, true
	case x.y == nil || x.y.op != opConst:
		return c, false, false
	}
	arg := x.y.k
	with := func(rel relation, k uint32) (condition, bool, bool) {
		return condition{rel: rel, lhs: x.x, rhs: g.constant(k)}, false, true
	}
	switch {
	case x.op == opAnd && c.rel == relSet:
		return with(relSet, arg&k)
	case x.op == opAnd && c.rel == relEqual && k == 0:
		return condition{rel: relSet, lhs: x.x, rhs: x.y}, true, true
	case x.op == opAnd && c.rel == relEqual && k == arg && arg&(arg-1) == 0:
		return with(relSet, arg)
	case x.op == opAdd && c.rel == relEqual:
		return with(relEqual, k-arg)
	case x.op == opXor && c.rel == relEqual:
		return with(relEqual, k^arg)
	case x.op == opShr && c.rel == relSet:
		return with(relSet, k<<arg)
	case x.op == opShl && c.rel == relSet:
		return with(relSet, k>>arg)
	case x.op == opShr && c.rel == relEqual && k<<arg>>arg == k:
		high := g.binary(opAnd, x.x, g.constant(^uint32(0)<<arg))
		return condition{rel: relEqual, lhs: high, rhs: g.constant(k << arg)}, false, true
	case x.op == opShr && c.rel == relGreaterEqual && k<<arg>>arg == k:
		return with(relGreaterEqual, k<<arg)
	case x.op == opShr && c.rel == relGreater && k+1 != 0 && (k+1)<<arg>>arg == k+1:
		return with(relGreaterEqual, (k+1)<<arg)
	case x.op == opShl && mayBits(x.x)<<arg>>arg == mayBits(x.x): // nothing is shifted out
		switch {
		case c.rel == relEqual && k>>arg<<arg == k, c.rel == relGreater:
			return with(c.rel, k>>arg)
		case c.rel == relGreaterEqual && k>>arg<<arg == k:
			return with(relGreaterEqual, k>>arg)
		case c.rel == relGreaterEqual:
			return with(relGreater, k>>arg)
		}
	}
	return c, false, false
}

// outcome tells whether c holds, where that is the same for all packets and
// libpcap's optimiser sees it too. It does not see that every number is at least
// 0; what turns out to reject all packets by that is for thread to find.
func (c condition) outcome() (holds, known bool) {
	if c.rhs.op != opConst {
		return false, false
	}
	k := c.rhs.k
	if c.lhs.op == opConst {
		return c.rel.holds(c.lhs.k, k), true
	}
	return false, c.rel == relSet && k == 0
}

// holds asks a relation of two numbers.
func (rel relation) holds(x, y uint32) bool {
	switch rel {
	case relEqual:
		return x == y
	case relGreater:
		return x > y
	case relGreaterEqual:
		return x >= y
	case relSet:
		return x&y != 0
	}
	return true
}

// order returns the blocks that are reached from entry, each before its
// successors. The order is the same for equal graphs.
func (g *graph) order() []*block {
	// Depth first with a stack of its own: a chain of tests may be long.
	type visit struct {
		b    *block
		next int // successors already looked at
	}
	seen := make([]bool, g.lastBlock+1)
	seen[g.entry.id] = true
	stack := []visit{{b: g.entry}}
	var done []*block
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		var succ *block
		switch {
		case top.b.verdict || top.next == 2:
			done = append(done, top.b)
			stack = stack[:len(stack)-1]
			continue
		case top.next == 0:
			succ = top.b.no // visited first, so that yes comes right after its test
		default:
			succ = top.b.yes
		}
		top.next++
		if !seen[succ.id] {
			seen[succ.id] = true
			stack = append(stack, visit{b: succ})
		}
	}
	for i, j := 0, len(done)-1; i < j; i, j = i+1, j-1 {
		done[i], done[j] = done[j], done[i]
	}
	return done
}

// rebuild makes the graph anew from the verdicts up: each block becomes what
// remake makes of it, given what its successors became. It tells whether that
// changed anything.
func (g *graph) rebuild(remake func(b, yes, no *block) *block) bool {
	var became []*block
	return g.rebuildWith(&became, remake)
}

// rebuildWith does the same and lets remake see what became of each block after
// b in the order, by its id.
func (g *graph) rebuildWith(became *[]*block, remake func(b, yes, no *block) *block) bool {
	order := g.order()
	now := make([]*block, g.lastBlock+1)
	*became = now
	for i := len(order) - 1; i >= 0; i-- {
		b := order[i]
		if b.verdict {
			now[b.id] = b
			continue
		}
		now[b.id] = remake(b, now[b.yes.id], now[b.no.id])
	}
	entry := now[g.entry.id]
	changed := entry != g.entry
	g.entry = entry
	return changed
}
