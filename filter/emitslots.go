package filter

import (
	"maps"

	"pktcap/filter/cbpf"
)

// What a value costs to compute again, and what to store and load it, depends on
// all that the registers happen to hold, so the way to know whether a word of
// scratch memory pays for a value is to try.
const (
	maxTrials     = 48      // programs made of one graph
	maxTrialLines = 200_000 // instructions in them together
)

// generate turns g into instructions, as few as it finds.
func generate(g *graph) ([]cbpf.Instruction, error) {
	defer func(entry *block) { g.entry = entry }(g.entry)
	best, e := attempt(g, keeping{})
	if best == nil {
		return nil, errTooComplex
	}
	plain := best.assemble()
	kept := keeping{slots: map[*value]int{}, inX: map[*value]bool{}}
	tried := map[*value]bool{}
	lines := len(plain)
	for trials := 1; trials < maxTrials && lines < maxTrialLines; trials++ {
		v := e.dearest(tried)
		if v == nil || len(kept.slots) == cbpf.ScratchSlots {
			break
		}
		tried[v] = true
		slot := keeping{slots: maps.Clone(kept.slots), inX: kept.inX}
		slot.slots[v] = len(slot.slots)
		options := []option{{g.entry, slot}}
		if hoisted := hoist(g, v, e.sites[v]); hoisted != nil {
			x := keeping{slots: kept.slots, inX: maps.Clone(kept.inX)}
			x.inX[v] = true
			options = append(options, option{hoisted, slot}, option{hoisted, x})
		}
		before := g.entry
		for _, o := range options {
			g.entry = o.entry
			c, tryout := attempt(g, o.keeping)
			if c == nil {
				continue
			}
			insns := c.assemble()
			lines += len(insns)
			if len(insns) < len(plain) {
				best, plain, e, kept, before = c, insns, tryout, o.keeping, o.entry
			}
		}
		g.entry = before
	}
	if !best.search() {
		return plain, nil
	}
	if searched := best.assemble(); len(searched) <= cbpf.MaxInstructions || len(plain) > cbpf.MaxInstructions {
		return searched, nil
	}
	return plain, nil
}

// An option is a way to have a value that is needed in several places.
type option struct {
	entry *block
	keeping
}

// A keeping says where values are kept that take several instructions.
type keeping struct {
	slots map[*value]int  // in words of scratch memory
	inX   map[*value]bool // in X, from where they are evaluated for their own sake
}

// attempt turns g into code with values kept as k says. It returns nil if what
// remains of scratch memory does not suffice for the arithmetic.
func attempt(g *graph, k keeping) (*code, *emitter) {
	e := newEmitter(k)
	if !e.graph(g) {
		e = newEmitter(k)
		e.frugal = true
		if !e.graph(g) {
			return nil, e
		}
	}
	return newCode(e.lines, e.places), e
}

// dearest returns the value that took the most instructions to compute again
// and again, of those that were not tried yet.
func (e *emitter) dearest(tried map[*value]bool) *value {
	var dearest *value
	most := 0
	for _, v := range e.dear {
		if cost := int(e.computed[v.id]) * costTo(v, 12); cost >= most && !tried[v] {
			dearest, most = v, cost
		}
	}
	return dearest
}

// costTo is about how many instructions compute v; it does not look deeper than
// depth.
func costTo(v *value, depth int) int {
	if depth == 0 {
		return 0
	}
	switch v.op {
	case opConst, opLen, opAncillary, opHeaderLen:
		return 1
	case opLoad:
		if v.x == nil {
			return 1
		}
		return 2 + costTo(v.x, depth-1)
	case opNeg:
		return 1 + costTo(v.x, depth-1)
	case opChoose:
		return 3 + costTo(v.cond.lhs, depth/2) + costTo(v.x, depth/2) + costTo(v.y, depth/2)
	}
	cost := 1 + costTo(v.x, depth/2)
	if v.y.op != opConst {
		cost += 1 + costTo(v.y, depth/2)
	}
	return cost
}
