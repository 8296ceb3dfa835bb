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
	best, e := attempt(g, nil)
	if best == nil {
		return nil, errTooComplex
	}
	plain := best.assemble()
	slots := map[*value]int{}
	tried := map[*value]bool{}
	lines := len(plain)
	for trials := 1; trials < maxTrials && lines < maxTrialLines; trials++ {
		v := e.dearest(tried)
		if v == nil || len(slots) == cbpf.ScratchSlots {
			break
		}
		tried[v] = true
		with := maps.Clone(slots)
		with[v] = len(slots)
		entries := []*block{g.entry}
		if hoisted := hoist(g, v, e.sites[v]); hoisted != nil {
			entries = append(entries, hoisted)
		}
		before := g.entry
		for _, entry := range entries {
			g.entry = entry
			c, tryout := attempt(g, with)
			if c == nil {
				continue
			}
			insns := c.assemble()
			lines += len(insns)
			if len(insns) < len(plain) {
				best, plain, e, slots, before = c, insns, tryout, with, entry
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

// attempt turns g into code with a word of scratch memory for each of slots. It
// returns nil if the rest does not suffice for the arithmetic.
func attempt(g *graph, slots map[*value]int) (*code, *emitter) {
	e := newEmitter(slots)
	if !e.graph(g) {
		e = newEmitter(slots)
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
