package filter

// An interest counts what the blocks of a graph ask. What is asked once cannot
// be known from before, so nothing need be remembered of it; that keeps walks
// over thousands of addresses cheap.
type interest struct {
	values     map[*value]int
	conditions map[condition]int
}

func newInterest(blocks []*block) interest {
	n := interest{make(map[*value]int), make(map[condition]int)}
	for _, b := range blocks {
		if b.rel == relEvaluate || b.verdict {
			continue
		}
		n.add(condition{b.rel, b.lhs, b.rhs})
	}
	return n
}

func (n interest) add(c condition) {
	n.conditions[c]++
	if c.rhs.op == opConst {
		// What is known of a value with a mask is known of its bits.
		v := c.lhs
		n.values[v]++
		if v.op == opAnd && v.y.op == opConst {
			n.values[v.x] += 2
		}
	}
	n.addChoices(c.lhs)
	n.addChoices(c.rhs)
}

// addChoices adds the conditions inside v.
func (n interest) addChoices(v *value) {
	if v == nil || !v.chooses {
		return
	}
	if v.op == opChoose {
		if n.conditions[*v.cond] < 2 {
			n.add(*v.cond)
		}
		n.values[v.cond.lhs] += 2
	}
	n.addChoices(v.x)
	n.addChoices(v.y)
}
