package filter

// verdict returns the block that ends the program and keeps ret bytes.
func (g *graph) verdict(ret uint32) *block {
	return g.internBlock(block{verdict: true, ret: ret})
}

// test returns the block that goes on with yes where the relation holds between
// lhs and rhs, and with no where it does not. It may be another block than a
// test: one with the opposite relation, yes or no themselves.
func (g *graph) test(rel relation, lhs, rhs *value, yes, no *block) *block {
	if yes == no {
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
	return g.internBlock(block{rel: c.rel, lhs: c.lhs, rhs: c.rhs, yes: yes, no: no})
}

// evaluate returns the block that evaluates v, which may end the program, and
// goes on with next.
func (g *graph) evaluate(v *value, next *block) *block {
	if !v.fails || next == g.reject {
		return next
	}
	return g.internBlock(block{rel: relEvaluate, lhs: v, yes: next, no: next})
}

// internBlock returns the one block of these fields.
func (g *graph) internBlock(b block) *block {
	key := blockKey{b.rel, b.lhs, b.rhs, b.yes, b.no, b.verdict, b.ret}
	if known := g.blocks[key]; known != nil {
		return known
	}
	g.lastBlock++
	b.id = g.lastBlock
	g.blocks[key] = &b
	return &b
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
	if rhs.op != opConst {
		return condition{rel, lhs, rhs}, inverted
	}
	switch {
	case rel == relGreater && rhs.k == 0, rel == relGreaterEqual && rhs.k == 1:
		rel, rhs, inverted = relEqual, g.constant(0), !inverted
	case rel == relSet && lhs.op == opAnd && lhs.y.op == opConst:
		lhs, rhs = lhs.x, g.constant(lhs.y.k&rhs.k)
	}
	if rel == relEqual && lhs.op == opAnd && lhs.y.op == opConst {
		mask := lhs.y.k
		switch {
		case rhs.k == 0:
			rel, lhs, rhs, inverted = relSet, lhs.x, lhs.y, !inverted
		case rhs.k == mask && mask&(mask-1) == 0:
			rel, lhs, rhs = relSet, lhs.x, lhs.y
		}
	}
	return condition{rel, lhs, rhs}, inverted
}

// outcome tells whether c holds, where that is the same for all packets and
// plain to see: libpcap sees it too, so that an expression that turns out to
// reject all packets here does so there.
func (c condition) outcome() (holds, known bool) {
	if c.rhs.op != opConst {
		return false, false
	}
	k := c.rhs.k
	if c.lhs.op == opConst {
		return c.rel.holds(c.lhs.k, k), true
	}
	switch {
	case c.rel == relSet && k == 0, c.rel == relGreater && k == 0xffffffff:
		return false, true
	case c.rel == relGreaterEqual && k == 0:
		return true, true
	}
	return false, false
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
	seen := map[*block]bool{g.entry: true}
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
		if !seen[succ] {
			seen[succ] = true
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
	order := g.order()
	became := make(map[*block]*block, len(order))
	for i := len(order) - 1; i >= 0; i-- {
		b := order[i]
		if b.verdict {
			became[b] = b
			continue
		}
		became[b] = remake(b, became[b.yes], became[b.no])
	}
	entry := became[g.entry]
	changed := entry != g.entry
	g.entry = entry
	return changed
}
