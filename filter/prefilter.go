package filter

import (
	"cmp"
	"fmt"
	"slices"

	"pktcap/filter/cbpf"
)

// prefilter returns a program that the kernel takes and that accepts at least
// what g accepts, for a g whose own program is too long. It is nil if none was
// found, other than one that accepts everything.
//
// There are two ways to ask less. Tests that come after many others have
// succeeded can be left out, and a long row of addresses can become fewer ranges
// of addresses with gaps between them closed. The first keeps the more of g the
// more tests it may have in a row of successes; so it starts with all of them.
func prefilter(g *graph) *cbpf.Program {
	exact := g.entry
	defer func() { g.entry = exact }()
	levels, deepest := levels(g)
	for most := deepest; most >= 0; most-- {
		g.entry = exact
		cut(g, levels, most)
		for gather(g) {
		}
		if !closeGaps(g) {
			continue
		}
		thread(g)
		insns, err := generate(g)
		if err != nil || len(insns) > cbpf.MaxInstructions {
			continue
		}
		if p, err := cbpf.New(insns); err == nil {
			return p
		}
	}
	return nil
}

// levels returns for each block, by its id, how many tests lead to it at the
// least, not counting equalities that did not hold: those are but alternatives.
// It does not count beyond maxLevel. Deepest is the most of them.
func levels(g *graph) (levels []int, deepest int) {
	const maxLevel = 15
	levels = make([]int, g.lastBlock+1)
	for i := range levels {
		levels[i] = maxLevel
	}
	levels[g.entry.id] = 0
	for _, b := range g.order() {
		if b.verdict {
			continue
		}
		at := levels[b.id]
		deepest = max(deepest, at)
		levels[b.yes.id] = min(levels[b.yes.id], at+1)
		if b.rel == relEqual {
			levels[b.no.id] = min(levels[b.no.id], at)
		} else {
			levels[b.no.id] = min(levels[b.no.id], at+1)
		}
	}
	return levels, deepest
}

// cut puts accept in place of all blocks of more than the given level.
func cut(g *graph, levels []int, most int) {
	g.rebuild(func(b, yes, no *block) *block {
		if levels[b.id] > most {
			return g.accept
		}
		return g.ask(b.condition, yes, no)
	})
}

// slack is what a program has beside the instructions for its tests: loads, and
// steps on the way of long jumps.
const slack = cbpf.MaxInstructions / 8

// closeGaps makes the rows of equalities that lead to accept into rows of
// ranges, as many as the kernel's limit leaves room for. It tells whether the
// result can have a program within that limit.
func closeGaps(g *graph) bool {
	order := g.order()
	rows := make(map[*block]*equalities)
	inRow := make([]bool, g.lastBlock+1)
	room := cbpf.MaxInstructions - slack
	for _, b := range order {
		if inRow[b.id] {
			continue
		}
		room--
		r := equalitiesFrom(g, b)
		if len(r.numbers) < 8 {
			continue
		}
		room++
		rows[b] = r
		for at := b; at != r.miss; at = at.no {
			inRow[at.id] = true
		}
	}
	if room < 0 {
		return false
	}
	if !fitAll(order, rows, room) {
		return false
	}
	var became []*block
	g.rebuildWith(&became, func(b, yes, no *block) *block {
		if r, ok := rows[b]; ok && r.ranges != nil {
			return g.within(b.lhs, r.ranges, became[r.miss.id])
		}
		return g.askStrictly(b.condition, yes, no)
	})
	return true
}

// fitAll divides the room among the rows. Equal rows, as those of a source in IP
// and in ARP, become the same instructions and need room once.
func fitAll(order []*block, rows map[*block]*equalities, room int) bool {
	known := make(map[string]*equalities)
	var distinct []*equalities
	for _, b := range order {
		r, ok := rows[b]
		if !ok {
			continue
		}
		slices.Sort(r.numbers)
		key := fmt.Sprint(r.numbers, r.miss.id)
		if same := known[key]; same != nil {
			rows[b] = same
			continue
		}
		known[key] = r
		distinct = append(distinct, r)
	}
	// Short rows first: what they leave of their share is the others'.
	slices.SortStableFunc(distinct, func(r, s *equalities) int {
		return cmp.Compare(len(r.numbers), len(s.numbers))
	})
	for i, r := range distinct {
		if !r.fit(room / (len(distinct) - i)) {
			return false
		}
		room -= r.instructions()
	}
	return true
}

// equalities are a row of tests of one value: if it is one of numbers, accept is
// next, else miss.
type equalities struct {
	numbers []uint32 // sorted once fitAll has them
	miss    *block
	ranges  []interval // in their place, if not nil
}

// An interval has the numbers from lo to hi.
type interval struct{ lo, hi uint32 }

func equalitiesFrom(g *graph, b *block) *equalities {
	r := &equalities{miss: b}
	for at := b; !at.verdict && at.rel == relEqual && at.rhs.op == opConst && at.lhs == b.lhs && at.yes == g.accept; at = at.no {
		r.numbers = append(r.numbers, at.rhs.k)
		r.miss = at.no
	}
	return r
}

// instructions is how many r takes: a search has one to decide between halves
// for each leaf, and ranges take two comparisons each, but for the first one of
// a leaf: to decide between halves is one of its comparisons.
func (r *equalities) instructions() int {
	if r.ranges == nil {
		return len(r.numbers) + len(r.numbers)/leafSize
	}
	return 2 * len(r.ranges)
}

// rangesInLeaf is how many ranges are tried one after the other.
const rangesInLeaf = 4

// fit makes ranges of r's numbers, if the numbers themselves are more than room
// instructions. It closes the smallest gaps between them. It cannot where there
// is room for too few ranges to be of use.
func (r *equalities) fit(room int) bool {
	if r.instructions() <= room {
		return true
	}
	most := room / 2
	if most < 8 {
		return false
	}
	numbers := r.numbers
	gaps := make([]uint32, 0, len(numbers))
	for i := 1; i < len(numbers); i++ {
		gaps = append(gaps, numbers[i]-numbers[i-1])
	}
	slices.Sort(gaps)
	widest := gaps[max(len(gaps)-most+1, 0)] // of those that stay
	r.ranges = []interval{{numbers[0], numbers[0]}}
	left := most - 1 // gaps that may stay
	for _, k := range numbers[1:] {
		last := &r.ranges[len(r.ranges)-1]
		if gap := k - last.hi; gap > 1 && gap >= widest && left > 0 {
			r.ranges = append(r.ranges, interval{k, k})
			left--
		} else {
			last.hi = k
		}
	}
	return true
}

// within returns the block that goes on with accept if v is in one of the
// ranges, which are sorted, and with miss if not.
func (g *graph) within(v *value, ranges []interval, miss *block) *block {
	if len(ranges) > rangesInLeaf {
		mid := (len(ranges)/rangesInLeaf + 1) / 2 * rangesInLeaf
		left, right := g.within(v, ranges[:mid], miss), g.within(v, ranges[mid:], miss)
		return g.test(relGreaterEqual, v, g.constant(ranges[mid].lo), right, left)
	}
	next := miss
	for _, r := range slices.Backward(ranges) {
		if r.lo == r.hi {
			next = g.test(relEqual, v, g.constant(r.lo), g.accept, next)
			continue
		}
		inside := g.test(relGreater, v, g.constant(r.hi), next, g.accept)
		next = g.test(relGreaterEqual, v, g.constant(r.lo), inside, miss)
	}
	return next
}
