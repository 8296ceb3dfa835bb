package filter

// An interest counts what the blocks of a graph ask. What is asked once cannot
// be known from before, so nothing need be remembered of it; that keeps walks
// over thousands of addresses cheap.
type interest struct {
	values     []uint8 // by id, up to many
	conditions []uint8
	visits     []uint8 // of values by addChoices; a value may be part of many others
}

// many is as far as an interest counts.
const many = 2

func newInterest(g *graph, blocks []*block) interest {
	n := interest{make([]uint8, g.lastValue+1), make([]uint8, g.lastCondition+1), make([]uint8, g.lastValue+1)}
	for _, b := range blocks {
		switch {
		case b.verdict:
		case b.rel == relEvaluate:
			n.addChoices(b.lhs)
		default:
			n.add(b.condition)
		}
	}
	return n
}

// askedAgain tells whether c is asked in several places.
func (n interest) askedAgain(c *condition) bool {
	return c.id < len(n.conditions) && n.conditions[c.id] == many
}

// shared tells whether several tests are about v, or about what it is bits of.
func (n interest) shared(v *value) bool {
	return n.in(v) == many || v.op == opAnd && v.y.op == opConst && n.in(v.x) == many
}

// in tells how many tests are about v, up to many.
func (n interest) in(v *value) int {
	if v.id >= len(n.values) {
		return 0
	}
	return int(n.values[v.id])
}

func (n interest) add(c *condition) {
	if n.conditions[c.id] < many {
		n.conditions[c.id]++
	}
	if v := c.lhs; c.rhs.op == opConst {
		n.addValue(v, 1)
		if v.op == opAnd && v.y.op == opConst {
			n.addValue(v.x, 1) // what is known of v is known of its bits
		}
	}
	n.addChoices(c.lhs)
	n.addChoices(c.rhs)
}

func (n interest) addValue(v *value, times uint8) {
	n.values[v.id] = min(n.values[v.id]+times, many)
}

// addChoices adds the conditions inside v.
func (n interest) addChoices(v *value) {
	if v == nil || !v.chooses || n.visits[v.id] == many {
		return
	}
	n.visits[v.id]++
	if v.op == opChoose && n.conditions[v.cond.id] < many {
		n.add(v.cond)
		n.addValue(v.cond.lhs, many)
	}
	n.addChoices(v.x)
	n.addChoices(v.y)
}
