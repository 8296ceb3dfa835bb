package filter

// thread drops tests whose outcome is known on the way to them. It goes through
// the blocks in their order and notes on each edge what the tests before it told
// of the values; an edge that leads to a test of known outcome is led on to
// where that test would lead. No block is copied for it, so graphs only shrink.
func thread(g *graph) bool { return newThreader(g, true).run() }

// threadPlainly is thread with no more insight than libpcap's optimiser has: a
// test that was made before has the outcome that it had then, and a value that
// is equal to one number is not equal to another. What it finds to reject all
// packets, libpcap refuses.
func threadPlainly(g *graph) bool { return newThreader(g, false).run() }

// A threader is one such walk.
type threader struct {
	g        *graph
	strong   bool
	interest interest
	known    []knowledge // by block: on all ways to it
	became   []step      // by block
	budget   int         // tests that edges may still be led past, all together

	// special is what specialize made of values for the test at hand. A value
	// may be part of another in several places, and so on in each of them.
	special map[*value]*value
}

// A step is what becomes of a block: what it asks, and where its edges lead.
type step struct {
	reached bool // and so known has an entry
	cond    *condition
	yes, no *block
	decided bool // the outcome is known, and both edges are that one

	knownYes, knownNo knowledge // on the edges
}

// An edge is led past shortWay tests on the way down. There may be thousands
// more, each of which leads back to the same row; so it is led on when the
// graph is rebuilt from below, where such a row has become short.
const (
	shortWay = 32
	longWay  = 512
)

func newThreader(g *graph, strong bool) *threader {
	return &threader{
		g:      g,
		strong: strong,
		known:  make([]knowledge, g.lastBlock+1),
		became: make([]step, g.lastBlock+1),

		special: make(map[*value]*value),
	}
}

func (t *threader) run() bool {
	order := t.g.order()
	t.interest = newInterest(t.g, order)
	t.budget = 1000 + 100*len(order)
	entry := t.down(t.g.entry, knowledge{})
	for _, b := range order {
		if s := &t.became[b.id]; s.reached && !b.verdict {
			t.step(s, b, t.known[b.id])
		}
	}
	return t.rebuild(order, entry)
}

// step decides what becomes of b where n is known.
func (t *threader) step(s *step, b *block, n knowledge) {
	clear(t.special)
	s.cond = t.specializeCondition(b.condition, n)
	n.evaluated(s.cond.lhs)
	s.knownYes, s.knownNo = n, n
	if s.cond.rel == relEvaluate {
		s.yes = t.down(b.yes, n)
		s.no, s.decided = s.yes, true
		return
	}
	n.evaluated(s.cond.rhs)
	holds, known := t.outcome(n, s.cond)
	switch {
	case !known:
		s.knownYes = t.assume(n, b.yes, s.cond, true)
		s.knownNo = t.assume(n, b.no, s.cond, false)
		s.yes, s.no = t.down(b.yes, s.knownYes), t.down(b.no, s.knownNo)
	case holds:
		s.yes = t.down(b.yes, n)
		s.no, s.decided = s.yes, true
	default:
		s.no = t.down(b.no, n)
		s.yes, s.decided = s.no, true
	}
}

// down leads an edge to b, on which n is known, down the graph, and adds it to
// the ways to where it leads.
func (t *threader) down(b *block, n knowledge) *block {
	b = t.lead(b, n, shortWay)
	reached := &t.became[b.id].reached
	if *reached && !b.verdict {
		n = t.known[b.id].meet(n)
	}
	t.known[b.id], *reached = n, true
	return b
}

// lead returns where an edge to b leads, on which n is known. It passes as many
// tests as most.
func (t *threader) lead(b *block, n knowledge, most int) *block {
	for ; !b.verdict && most > 0 && t.budget > 0; most-- {
		t.budget--
		next := t.past(b, n)
		if next == nil {
			break
		}
		b = next
	}
	return b
}

// past returns the block after b if n is enough to know it, or nil.
func (t *threader) past(b *block, n knowledge) *block {
	if !n.safe(b.lhs) {
		return nil
	}
	if b.rel == relEvaluate {
		return b.yes
	}
	if !n.safe(b.rhs) {
		return nil
	}
	holds, known := t.outcome(n, b.condition)
	switch {
	case !known:
		return nil
	case holds:
		return b.yes
	}
	return b.no
}

// outcome tells whether c holds, where n is enough to know it.
func (t *threader) outcome(n knowledge, c *condition) (holds, known bool) {
	if t.interest.askedAgain(c) {
		if before, _ := n.outcomes.get(uint32(c.id)); before == held || before == failed {
			return before == held, true
		}
	}
	if c.rhs.op != opConst {
		if t.strong && c.lhs == c.rhs && c.rel != relSet {
			return c.rel != relGreater, true
		}
		return false, false
	}
	if !t.strong {
		f, ok := n.facts.get(uint32(c.lhs.id))
		if ok && c.rel == relEqual && f.lo == f.hi {
			return f.lo == c.rhs.k, true
		}
		return false, false
	}
	f := n.of(c.lhs)
	if holds, known := f.decide(c.rel, c.rhs.k); known {
		return holds, true
	}
	if c.rel == relSet {
		if masked := t.masked(c); masked != nil {
			f := n.of(masked)
			return f.decide(relGreater, 0)
		}
	}
	return false, false
}

// masked returns the value that c, of relSet, compares with 0 in fact, if other
// tests are about that too.
func (t *threader) masked(c *condition) *value {
	v := t.g.binary(opAnd, c.lhs, c.rhs)
	if t.interest.in(v) == 0 {
		return nil
	}
	return v
}

// assume returns what is known beyond n on the way to next, once c was asked and
// holds or does not.
func (t *threader) assume(n knowledge, next *block, c *condition, holds bool) knowledge {
	if next.verdict {
		return n
	}
	if t.interest.askedAgain(c) {
		now := failed
		if holds {
			now = held
		}
		n.outcomes = n.outcomes.set(uint32(c.id), now)
	}
	if c.rhs.op != opConst || !t.interest.shared(c.lhs) {
		return n
	}
	if !t.strong {
		if c.rel == relEqual && holds {
			f, _ := anyNumber.assume(relEqual, c.rhs.k, true)
			n.facts = n.facts.set(uint32(c.lhs.id), &f)
		}
		return n
	}
	f := n.of(c.lhs)
	if c.rel == relEqual && !holds && f.among == nil && f.lo != c.rhs.k && f.hi != c.rhs.k {
		return n // one number less of those between lo and hi
	}
	if f, possible := f.assume(c.rel, c.rhs.k, holds); possible {
		n.learn(c.lhs, f)
	}
	if c.rel == relSet && holds {
		if masked := t.masked(c); masked != nil {
			if f, possible := n.of(masked).assume(relEqual, 0, false); possible {
				n.learn(masked, f)
			}
		}
	}
	return n
}

// specialize returns v without the choices in it that n decides.
func (t *threader) specialize(v *value, n knowledge) *value {
	if !v.chooses {
		return v
	}
	if s, ok := t.special[v]; ok {
		return s
	}
	s := t.specialized(v, n)
	t.special[v] = s
	return s
}

func (t *threader) specialized(v *value, n knowledge) *value {
	g := t.g
	if v.op == opChoose {
		c := t.specializeCondition(v.cond, n)
		if holds, known := t.outcome(n, c); known && n.safe(c.lhs) && n.safe(c.rhs) {
			if holds {
				return t.specialize(v.x, n)
			}
			return t.specialize(v.y, n)
		}
		return g.choose(c.rel, c.lhs, c.rhs, t.specialize(v.x, n), t.specialize(v.y, n))
	}
	switch v.op {
	case opLoad:
		return g.load(v.size, t.specialize(v.x, n), v.k)
	case opNeg:
		return g.neg(t.specialize(v.x, n))
	}
	return g.binary(v.op, t.specialize(v.x, n), t.specialize(v.y, n))
}

// specializeCondition does the same for both values of c. The relation stays, so
// that what came of c is what comes of the result.
func (t *threader) specializeCondition(c *condition, n knowledge) *condition {
	if !c.lhs.chooses && (c.rhs == nil || !c.rhs.chooses) {
		return c
	}
	s := *c
	s.lhs = t.specialize(c.lhs, n)
	if c.rhs != nil {
		s.rhs = t.specialize(c.rhs, n)
	}
	return t.g.internCondition(s)
}

// rebuild makes the graph of the steps.
func (t *threader) rebuild(order []*block, entry *block) bool {
	g := t.g
	now := make([]*block, len(t.became))
	for i := len(order) - 1; i >= 0; i-- {
		b := order[i]
		s := &t.became[b.id]
		switch {
		case b.verdict:
			now[b.id] = b
		case s.reached:
			yes := t.lead(now[s.yes.id], s.knownYes, longWay)
			no := t.lead(now[s.no.id], s.knownNo, longWay)
			now[b.id] = t.remake(b, s, yes, no)
		}
	}
	changed := now[entry.id] != g.entry
	g.entry = now[entry.id]
	return changed
}

// asksOn tells whether a test after b is about the same value, or one at the same
// offset: so that it needs what b left in a register.
func (b *block) asksOn() bool {
	if b.verdict {
		return false
	}
	for _, next := range [2]*block{b.yes, b.no} {
		if !next.verdict && (next.lhs == b.lhs || next.lhs.x != nil && next.lhs.x == b.lhs.x) {
			return true
		}
	}
	return false
}

// remake returns what became of b. A test whose outcomes lead to the same block
// stays for its values, so that packets that are too short for it are rejected.
// But when it walks plainly, t drops it, as libpcap's optimiser does then unless
// the tests after it need what that block left in a register.
func (t *threader) remake(b *block, s *step, yes, no *block) *block {
	g := t.g
	switch {
	case s.decided:
		// What is known may be more than libpcap knows, whose program rejects
		// the packets that are too short for this test.
		return g.askStrictly(s.cond, yes, no)
	case !t.strong && yes == no && !yes.asksOn():
		return g.ask(s.cond, yes, no)
	case yes == no || s.cond == b.condition:
		return g.askStrictly(s.cond, yes, no)
	}
	return g.test(s.cond.rel, s.cond.lhs, s.cond.rhs, yes, no)
}
