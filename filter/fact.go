package filter

import (
	"math/bits"
	"slices"
)

// A fact is what is known of one value on the way to a block: numbers that it
// can be. The zero fact is not valid; anyNumber knows nothing.
type fact struct {
	lo, hi      uint32          // lo <= value <= hi
	ones, zeros uint32          // bits that are set, bits that are not
	not         *trie[struct{}] // numbers that it is not
	among       []uint32        // if not nil, the few numbers that it can be, sorted
}

// few is how many numbers a fact tells one by one.
const few = 8

var anyNumber = fact{hi: 0xffffffff}

// assume returns what is known beyond f once the relation to k is known to hold
// or not to hold. It is impossible if no number is left.
func (f fact) assume(rel relation, k uint32, holds bool) (g fact, possible bool) {
	switch {
	case rel == relEqual && holds:
		f.lo, f.hi = max(f.lo, k), min(f.hi, k)
		f.ones, f.zeros = f.ones|k, f.zeros|^k
	case rel == relEqual:
		f.not = f.not.set(k, struct{}{})
	case rel == relGreater && holds:
		if k == 0xffffffff {
			return f, false
		}
		f.lo = max(f.lo, k+1)
	case rel == relGreaterEqual && holds:
		f.lo = max(f.lo, k)
	case rel == relGreater:
		f.hi = min(f.hi, k)
	case rel == relGreaterEqual:
		if k == 0 {
			return f, false
		}
		f.hi = min(f.hi, k-1)
	case rel == relSet && !holds:
		f.zeros |= k
	case rel == relSet:
		if rest := k &^ f.zeros; rest&(rest-1) == 0 {
			f.ones |= rest
		}
		if k&^f.zeros == 0 {
			return f, false
		}
		f.lo = max(f.lo, 1)
	}
	return f.tighten()
}

// tighten draws each bound closer by the others.
func (f fact) tighten() (fact, bool) {
	if f.among != nil {
		return f.amongThose()
	}
	f.lo, f.hi = max(f.lo, f.ones), min(f.hi, ^f.zeros)
	// Bits above the highest in which lo and hi differ are those of both.
	if same := 32 - bits.Len32(f.lo^f.hi); same > 0 && f.lo <= f.hi {
		mask := ^uint32(0) << (32 - same)
		f.ones, f.zeros = f.ones|f.lo&mask, f.zeros|^f.lo&mask
	}
	for range 64 { // excluded numbers at the ends
		if _, out := f.not.get(f.lo); out && f.lo < f.hi {
			f.lo++
		} else if _, out := f.not.get(f.hi); out && f.lo < f.hi {
			f.hi--
		} else {
			break
		}
	}
	_, out := f.not.get(f.lo)
	return f, f.lo <= f.hi && f.ones&f.zeros == 0 && !(f.lo == f.hi && out)
}

// amongThose keeps of the few numbers those that the rest of f allows, and makes
// the rest of f what is common to them.
func (f fact) amongThose() (fact, bool) {
	var left []uint32
	for _, k := range f.among {
		if _, out := f.not.get(k); !out && f.allows(k) {
			left = append(left, k)
		}
	}
	if len(left) == 0 {
		return f, false
	}
	f.among = left
	f.lo, f.hi = left[0], left[len(left)-1]
	f.ones, f.zeros = 0xffffffff, 0xffffffff
	for _, k := range left {
		f.ones, f.zeros = f.ones&k, f.zeros&^k
	}
	return f, true
}

// allows tells whether k is within f's bounds and has its bits.
func (f fact) allows(k uint32) bool {
	return f.lo <= k && k <= f.hi && k&f.zeros == 0 && ^k&f.ones == 0
}

// decide tells whether the relation to k holds, where f knows it.
func (f fact) decide(rel relation, k uint32) (holds, known bool) {
	if rel == relEqual {
		_, out := f.not.get(k)
		if out || !f.allows(k) || f.among != nil && !slices.Contains(f.among, k) {
			return false, true
		}
		return f.lo == f.hi, f.lo == f.hi
	}
	if _, possible := f.assume(rel, k, true); !possible {
		return false, true
	}
	if _, possible := f.assume(rel, k, false); !possible {
		return true, true
	}
	return false, false
}

// or returns what is known if f or g is.
func (f fact) or(g fact) fact {
	either := fact{
		lo: min(f.lo, g.lo), hi: max(f.hi, g.hi),
		ones: f.ones & g.ones, zeros: f.zeros & g.zeros,
		not: common(f.not, g.not, func(struct{}, struct{}) struct{} { return struct{}{} }),
	}
	a, b := f.numbers(), g.numbers()
	if a != nil && b != nil {
		both := slices.Concat(a, b)
		slices.Sort(both)
		if both = slices.Compact(both); len(both) <= few {
			either.among = both
		}
	}
	return either
}

// numbers returns the few numbers that f allows, nil if they are not few.
func (f fact) numbers() []uint32 {
	if f.lo == f.hi {
		return []uint32{f.lo}
	}
	return f.among
}

// masked returns what f says of the value & mask.
func (f fact) masked(mask uint32) fact {
	g := fact{lo: f.ones & mask, hi: mask &^ f.zeros, ones: f.ones & mask, zeros: f.zeros | ^mask}
	g.hi = min(g.hi, f.hi)
	return g
}
