package filter

import (
	"cmp"
	"maps"
	"slices"

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
	best, e := attempt(g, nil)
	if best == nil {
		return nil, errTooComplex
	}
	slots := map[*value]int{}
	tried := map[*value]bool{}
	lines := len(best)
	for trials := 1; trials < maxTrials && lines < maxTrialLines; trials++ {
		v := e.dearest(tried)
		if v == nil || len(slots) == cbpf.ScratchSlots {
			break
		}
		tried[v] = true
		with := maps.Clone(slots)
		with[v] = len(slots)
		insns, tryout := attempt(g, with)
		lines += len(insns)
		if insns != nil && len(insns) < len(best) {
			best, e, slots = insns, tryout, with
		}
	}
	return best, nil
}

// attempt turns g into instructions with a word of scratch memory for each of
// slots. It returns nil if the rest does not suffice for the arithmetic.
func attempt(g *graph, slots map[*value]int) ([]cbpf.Instruction, *emitter) {
	e := newEmitter(slots)
	if !e.graph(g) {
		return nil, e
	}
	return assemble(runs(nodes(e.lines, e.places))), e
}

// dearest returns the value that took the most instructions to compute again
// and again, of those that were not tried yet.
func (e *emitter) dearest(tried map[*value]bool) *value {
	var candidates []*value
	for v, times := range e.computed {
		if times > 1 && v.op != opConst && !tried[v] && e.cost(v) > 1 {
			candidates = append(candidates, v)
		}
	}
	if len(candidates) == 0 {
		return nil
	}
	return slices.MaxFunc(candidates, func(v, w *value) int {
		return cmp.Or(
			cmp.Compare(e.computed[v]*e.cost(v), e.computed[w]*e.cost(w)),
			cmp.Compare(v.id, w.id),
		)
	})
}

// cost is about how many instructions compute v; it does not look far.
func (e *emitter) cost(v *value) int { return costTo(v, 12) }

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
