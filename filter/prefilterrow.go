package filter

import (
	"cmp"
	"slices"
)

// A row is a row of tests of one value: if it is one of numbers, hit is next,
// else miss. A prefilter may have a shorter row in its place, with which no
// packet is rejected that is accepted now:
//
//   - Where hit accepts, or miss rejects, the row may be about more numbers: it
//     gets ranges of them, with the gaps between them closed.
//   - Where hit rejects, or miss accepts, it may be about fewer.
type row struct {
	numbers   []uint32 // sorted once fitAll has them
	hit, miss *block
	fewer     bool // rather than more

	short  bool       // ranges are in the place of numbers
	ranges []interval // sorted
}

// An interval has the numbers from lo to hi.
type interval struct{ lo, hi uint32 }

// shortestRow is how many numbers a row has at the least.
const shortestRow = 8

// rowOf returns the row that begins with b, nil if none does that may be
// shorter.
func rowOf(g *graph, b *block) *row {
	r := &row{hit: b.yes, miss: b}
	for at := b; !at.verdict && at.rel == relEqual && at.rhs.op == opConst && at.lhs == b.lhs && at.yes == r.hit; at = at.no {
		r.numbers = append(r.numbers, at.rhs.k)
		r.miss = at.no
	}
	r.fewer = r.hit == g.reject || r.miss == g.accept
	if len(r.numbers) < shortestRow || !r.fewer && r.hit != g.accept && r.miss != g.reject {
		return nil
	}
	return r
}

// instructions is how many r takes: a search has one to decide between halves
// for each leaf, and of a range's two comparisons one decides between halves
// where the range is the first one of a leaf.
func (r *row) instructions() int {
	if !r.short {
		return len(r.numbers) + len(r.numbers)/leafSize
	}
	return cost(r.ranges)
}

func cost(ranges []interval) int {
	n := 0
	for _, i := range ranges {
		n += i.cost()
	}
	return n + len(ranges)/leafOf(n == len(ranges))
}

// leafOf is how many ranges are tried one after the other, where all of them are
// single numbers or not.
func leafOf(single bool) int {
	if single {
		return leafSize
	}
	return rangesInLeaf
}

// cost is how many comparisons i takes.
func (i interval) cost() int {
	if i.lo == i.hi {
		return 1
	}
	return 2
}

// rangesInLeaf is how many ranges are tried one after the other; emit makes the
// search among single numbers.
const rangesInLeaf = 4

// fit makes ranges of r's numbers, if the numbers themselves are more than room
// instructions. It cannot where there is room for too few ranges to be of use.
func (r *row) fit(room int) bool {
	switch {
	case r.instructions() <= room:
		return true
	case r.fewer:
		r.ranges, r.short = someOf(r.numbers, room), true
		return true
	case room/2 < shortestRow:
		return false
	}
	// As many ranges as there is room for.
	low, high := 1, len(r.numbers)
	for low < high {
		n := (low + high + 1) / 2
		if cost(covering(r.numbers, n)) <= room {
			low = n
		} else {
			high = n - 1
		}
	}
	r.ranges, r.short = covering(r.numbers, low), true
	return true
}

// covering returns at most n ranges that have all the numbers, and as few others
// as so many ranges can have: the widest gaps between the numbers stay open.
func covering(numbers []uint32, n int) []interval {
	gaps := make([]uint32, 0, len(numbers))
	for i := 1; i < len(numbers); i++ {
		gaps = append(gaps, numbers[i]-numbers[i-1])
	}
	slices.Sort(gaps)
	widest := uint32(1<<32 - 1) // of those that close
	if n > 1 {
		widest = gaps[max(len(gaps)-n+1, 0)]
	}
	ranges := []interval{{numbers[0], numbers[0]}}
	for _, k := range numbers[1:] {
		last := &ranges[len(ranges)-1]
		if gap := k - last.hi; gap > 1 && gap >= widest && len(ranges) < n {
			ranges = append(ranges, interval{k, k})
		} else {
			last.hi = k
		}
	}
	return ranges
}

// someOf returns ranges that have some of the numbers and no others: the longest
// rows of successive numbers, as many as fit into room instructions.
func someOf(numbers []uint32, room int) []interval {
	var all []interval
	for i, k := range numbers {
		if i > 0 && k-1 <= all[len(all)-1].hi {
			all[len(all)-1].hi = k
		} else {
			all = append(all, interval{k, k})
		}
	}
	slices.SortStableFunc(all, func(i, j interval) int {
		return cmp.Compare(int64(j.hi-j.lo+1)*int64(i.cost()), int64(i.hi-i.lo+1)*int64(j.cost()))
	})
	n := 0
	single := all[0].lo == all[0].hi
	for some := 0; n < len(all); n++ {
		if some += all[n].cost(); some+n/leafOf(single) > room {
			break
		}
	}
	all = all[:n]
	slices.SortFunc(all, func(i, j interval) int { return cmp.Compare(i.lo, j.lo) })
	return all
}

// within returns the block that goes on with hit if v is in one of the ranges,
// which are sorted, and with miss if not.
func (g *graph) within(v *value, ranges []interval, hit, miss *block) *block {
	single := !slices.ContainsFunc(ranges, func(r interval) bool { return r.lo != r.hi })
	if len(ranges) > rangesInLeaf && !single {
		mid := (len(ranges)/rangesInLeaf + 1) / 2 * rangesInLeaf
		left, right := g.within(v, ranges[:mid], hit, miss), g.within(v, ranges[mid:], hit, miss)
		return g.test(relGreaterEqual, v, g.constant(ranges[mid].lo), right, left)
	}
	next := miss
	for _, r := range slices.Backward(ranges) {
		if r.lo == r.hi {
			next = g.test(relEqual, v, g.constant(r.lo), hit, next)
			continue
		}
		inside := g.test(relGreater, v, g.constant(r.hi), next, hit)
		next = g.test(relGreaterEqual, v, g.constant(r.lo), inside, miss)
	}
	return next
}
