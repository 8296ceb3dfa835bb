package filter

import (
	"slices"

	"pktcap/filter/cbpf"
)

// A way is one to have two values in A and X.
type way struct {
	toA, toX *value
	order    wayOrder
}

type wayOrder uint8

const (
	xFirst wayOrder = iota // compute A's while X holds X's
	aFirst                 // get X's without A
	xSaved                 // X's first, and keep it in scratch memory meanwhile
	aSaved                 // A's first, and keep that
)

// What it costs to have the operands the other way round.
const (
	notSwapped = -1 // cannot be
	freely     = 0
	withNeg    = 1
)

// operands emits what it takes to have x in A and y in X, or the other way
// round if that takes less with what it costs, and tells whether it is the other
// way round.
func (e *emitter) operands(x, y *value, swapping int) (swapped bool) {
	ways := e.ways(nil, x, y)
	if swapping != notSwapped {
		ways = e.ways(ways, y, x)
	}
	best := 0
	for i, w := range ways {
		if w.order < ways[best].order {
			best = i
		}
	}
	if len(ways) > 1 && e.trying < maxTrying && e.tried < maxTried && !e.frugal {
		least := 0
		for i, w := range ways {
			n := e.try(w)
			if w.toA == y && x != y {
				n += swapping
			}
			if i == 0 || n < least {
				best, least = i, n
			}
		}
	}
	e.take(ways[best])
	return ways[best].toA == y && x != y
}

// What trying ways may take: ways inside ways, and instructions for the trials
// of a program. Beyond it the first way is taken.
const (
	maxTrying = 2
	maxTried  = 20_000
)

// ways adds to ways those that have x in A and y in X.
func (e *emitter) ways(ways []way, x, y *value) []way {
	if e.keeps(x, y) {
		ways = append(ways, way{x, y, xFirst})
	}
	if e.direct(y) {
		ways = append(ways, way{x, y, aFirst})
	}
	if len(ways) == 0 || e.state.a == y {
		// The higher expression first: the other one needs less scratch memory
		// beside it.
		saved := []way{{x, y, xSaved}, {x, y, aSaved}}
		if x.height > y.height {
			slices.Reverse(saved)
		}
		ways = append(ways, saved...)
	}
	return ways
}

// try returns how many instructions w takes, and emits none.
func (e *emitter) try(w way) int {
	before := *e
	lines, labels := len(e.lines), len(e.places)
	e.trying++
	e.take(w)
	n := len(e.lines) - lines
	tried := e.tried + n
	failed := e.failed
	*e = before
	e.tried = tried
	e.lines, e.places, e.at, e.jumped = e.lines[:lines], e.places[:labels], e.at[:labels], e.jumped[:labels]
	if failed && !e.failed {
		return 1 << 20
	}
	return n
}

// take emits w.
func (e *emitter) take(w way) {
	switch w.order {
	case xFirst:
		e.toX(w.toX)
		e.intoA(w.toA, true)
	case aFirst:
		e.toA(w.toA)
		e.toX(w.toX)
	case xSaved:
		e.toA(w.toX)
		defer e.save(w.toX)()
		e.toA(w.toA)
		e.toX(w.toX)
	case aSaved:
		e.toA(w.toA)
		defer e.save(w.toA)()
		e.toX(w.toX)
		e.toA(w.toA)
	}
}

// save stores v, which is in A, in scratch memory, if it does not stay there
// anyway, and returns what frees that memory.
func (e *emitter) save(v *value) (free func()) {
	if e.stays(v) {
		return func() {}
	}
	slot := e.takeTemp()
	e.add(line{op: cbpf.St, k: slot})
	e.state.m[slot] = int32(v.id)
	return func() { e.temps-- }
}

// takeTemp returns a word of scratch memory for an intermediate value. Where
// there is none left the code is of no use, but goes on.
func (e *emitter) takeTemp() uint32 {
	e.temps++
	slot := cbpf.ScratchSlots - e.temps
	if slot < len(e.slots) {
		e.failed = true
		return 0
	}
	return uint32(slot)
}
