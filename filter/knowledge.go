package filter

// A knowledge is what holds on all ways to a block. It is persistent: learning
// more makes another one.
type knowledge struct {
	// facts has what is known of values, by their ids. A value that is in it was
	// evaluated, so that evaluating it once more does not fail; of those at
	// fixed offsets captured tells that.
	facts *trie[*fact]

	// outcomes has those of tests, by the ids of their conditions.
	outcomes *trie[outcome]

	// captured is how many bytes the packet has at least.
	captured uint32
}

// An outcome is what came of a test, as far as it is known.
type outcome uint8

const (
	failed outcome = 1 << iota // the condition does not hold
	held
)

// meet returns what holds whichever of the two does.
func (n knowledge) meet(o knowledge) knowledge {
	return knowledge{
		facts: common(n.facts, o.facts, func(f, g *fact) *fact {
			if f == g {
				return f
			}
			either := f.or(*g)
			return &either
		}),
		outcomes: common(n.outcomes, o.outcomes, func(a, b outcome) outcome { return a | b }),
		captured: min(n.captured, o.captured),
	}
}

// evaluated adds that v was evaluated, and with it what it is made of.
func (n *knowledge) evaluated(v *value) {
	if !v.fails {
		return
	}
	if _, ok := n.facts.get(uint32(v.id)); ok {
		return
	}
	switch v.op {
	case opLoad, opHeaderLen:
		if v.x != nil {
			n.evaluated(v.x)
			break
		}
		if size := max(uint32(v.size), 1); v.k < 1<<31 {
			n.captured = max(n.captured, v.k+size)
			return
		}
	case opChoose:
		n.evaluated(v.cond.lhs)
		n.evaluated(v.cond.rhs)
	default:
		n.evaluated(v.x)
		if v.y != nil {
			n.evaluated(v.y)
		}
		if v.op != opDiv && v.op != opMod {
			return // as safe as its parts
		}
	}
	n.facts = n.facts.set(uint32(v.id), &anyNumber)
}

// safe tells whether evaluating v cannot fail.
func (n *knowledge) safe(v *value) bool {
	if !v.fails {
		return true
	}
	if _, ok := n.facts.get(uint32(v.id)); ok {
		return true
	}
	switch v.op {
	case opLoad, opHeaderLen:
		size := max(uint32(v.size), 1)
		return v.x == nil && v.k < 1<<31 && v.k+size <= n.captured
	case opDiv, opMod:
		return v.y.op == opConst && v.y.k != 0 && n.safe(v.x)
	case opChoose:
		return false
	}
	return n.safe(v.x) && (v.y == nil || n.safe(v.y))
}

// of returns what is known of v by itself and by what it is made of.
func (n *knowledge) of(v *value) fact {
	if v.op == opConst {
		f, _ := anyNumber.assume(relEqual, v.k, true)
		return f
	}
	f := anyNumber
	if known, ok := n.facts.get(uint32(v.id)); ok {
		f = *known
	}
	f.zeros |= ^mayBits(v)
	if v.op == opAnd && v.y.op == opConst {
		m := n.of(v.x).masked(v.y.k)
		f.ones, f.zeros = f.ones|m.ones, f.zeros|m.zeros
	}
	f, _ = f.tighten()
	return f
}

// learn adds that v is as f says.
func (n *knowledge) learn(v *value, f fact) {
	n.facts = n.facts.set(uint32(v.id), &f)
	if v.op == opAnd && v.y.op == opConst {
		mask := v.y.k
		x := n.of(v.x)
		x.ones, x.zeros = x.ones|f.ones&mask, x.zeros|f.zeros&mask
		if x, possible := x.tighten(); possible {
			n.learn(v.x, x)
		}
	}
}
