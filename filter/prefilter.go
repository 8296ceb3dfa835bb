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
// succeeded can be left out; and a long row of addresses can be about fewer
// numbers, see row. The first keeps the more of g the more tests it may have in a
// row of successes; so it starts with all of them.
func prefilter(g *graph) *cbpf.Program {
	exact := g.entry
	defer func() { g.entry = exact }()
	levels, deepest := levels(g)
	for most := deepest; most >= 0; most-- {
		for _, slack := range slacks {
			g.entry = exact
			cut(g, levels, most)
			for gather(g) {
			}
			if !shortenRows(g, cbpf.MaxInstructions-slack) {
				continue
			}
			thread(g)
			if g.entry == g.accept {
				continue
			}
			insns, err := generate(g)
			if err != nil || len(insns) > cbpf.MaxInstructions {
				continue
			}
			if p, err := cbpf.New(insns); err == nil {
				return p
			}
		}
	}
	return nil
}

// slacks are what a program may have beside the instructions for its tests:
// loads, and steps on the way of long jumps. The least that is enough is best.
var slacks = []int{cbpf.MaxInstructions / 64, cbpf.MaxInstructions / 8}

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

// shortenRows makes the rows of equalities ones about fewer numbers, so that they
// fit into room instructions together with the other tests. It tells whether
// that can be.
func shortenRows(g *graph, room int) bool {
	order := g.order()
	rows := make(map[*block]*row)
	inRow := make([]bool, g.lastBlock+1)
	for _, b := range order {
		if inRow[b.id] {
			continue
		}
		room--
		r := rowOf(g, b)
		if r == nil {
			continue
		}
		room++
		rows[b] = r
		for at := b; at != r.miss; at = at.no {
			inRow[at.id] = true
		}
	}
	if room < 0 || !fitAll(order, rows, room) {
		return false
	}
	var became []*block
	g.rebuildWith(&became, func(b, yes, no *block) *block {
		if r, ok := rows[b]; ok && r.short {
			return g.within(b.lhs, r.ranges, became[r.hit.id], became[r.miss.id])
		}
		return g.askStrictly(b.condition, yes, no)
	})
	return true
}

// fitAll divides the room among the rows. Equal rows, as those of a source in IP
// and in ARP, become the same instructions and need room once.
func fitAll(order []*block, rows map[*block]*row, room int) bool {
	type key struct {
		numbers   string
		hit, miss *block
	}
	known := make(map[key]*row)
	var distinct []*row
	for _, b := range order {
		r, ok := rows[b]
		if !ok {
			continue
		}
		slices.Sort(r.numbers)
		key := key{fmt.Sprint(r.numbers), r.hit, r.miss}
		if same := known[key]; same != nil {
			rows[b] = same
			continue
		}
		known[key] = r
		distinct = append(distinct, r)
	}
	// Short rows first: what they leave of their share is the others'.
	slices.SortStableFunc(distinct, func(r, s *row) int {
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
