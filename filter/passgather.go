package filter

import (
	"cmp"
	"slices"
)

// gather brings the tests of one value together where tests of several take
// turns, as in "host a or host b or host c": source, destination, source and so
// on. Each turn costs a load; and tests of one value can become a search.
//
// It takes rows of tests that all lead to the same block if they succeed, and on
// to the next if they fail. Where all of them succeed by holding, or all by not
// holding, it does as libpcap does: a packet may succeed in an earlier test that
// is too short for the value of a later one, even if that came first. In other
// rows, and in strict graphs, a test comes before others only if the packets
// that have its value have theirs as well.
func gather(g *graph) bool {
	order := g.order()
	entering := make([]int, g.lastBlock+1) // edges to each block
	asked := make([]*value, g.lastBlock+1) // what was tested before each, if always the same
	for _, b := range order {
		if b.verdict {
			continue
		}
		for _, next := range [2]*block{b.yes, b.no} {
			if entering[next.id]++; entering[next.id] == 1 {
				asked[next.id] = b.lhs
			} else if asked[next.id] != b.lhs {
				asked[next.id] = nil
			}
		}
	}
	inRow := make([]bool, g.lastBlock+1)
	rows := make(map[*block]testRow)
	for _, b := range order {
		if inRow[b.id] {
			continue
		}
		r := rowFrom(b, entering, asked[b.id])
		for _, t := range r.tests {
			inRow[t.b.id] = true
		}
		if len(r.tests) > 0 && r.regroup(g.inOrder || r.mixed()) {
			rows[b] = r
		}
	}
	if len(rows) == 0 {
		return false
	}
	var became []*block
	at := func(b *block) *block { return became[b.id] }
	return g.rebuildWith(&became, func(b, yes, no *block) *block {
		r, ok := rows[b]
		if !ok {
			return g.askStrictly(b.condition, yes, no)
		}
		next := at(r.miss)
		for _, t := range slices.Backward(r.tests) {
			if t.hitIf {
				next = g.ask(t.b.condition, at(r.hit), next)
			} else {
				next = g.ask(t.b.condition, next, at(r.hit))
			}
		}
		return next
	})
}

// A testRow is a row of tests: the first that succeeds leads to hit, and if none
// does, miss is next.
type testRow struct {
	tests     []rowTest
	hit, miss *block
	asked     *value // what was tested before
}

// A rowTest is a block whose outcome hitIf leads to hit.
type rowTest struct {
	b     *block
	hitIf bool
}

// rowFrom returns the row that begins with b, where asked was tested last, or
// none.
func rowFrom(b *block, entering []int, asked *value) testRow {
	if !gatherable(b) {
		return testRow{}
	}
	// Either successor may be the one that the tests have in common.
	for _, hitIf := range []bool{true, false} {
		r := testRow{hit: b.no, miss: b.yes, asked: asked}
		if hitIf {
			r.hit, r.miss = r.miss, r.hit
		}
		r.tests = append(r.tests, rowTest{b, hitIf})
		for next := r.miss; gatherable(next) && entering[next.id] == 1; next = r.miss {
			switch r.hit {
			case next.yes:
				r.tests, r.miss = append(r.tests, rowTest{next, true}), next.no
				continue
			case next.no:
				r.tests, r.miss = append(r.tests, rowTest{next, false}), next.yes
				continue
			}
			break
		}
		if len(r.tests) > 2 || len(r.tests) == 2 && asked != nil {
			return r
		}
	}
	return testRow{}
}

func gatherable(b *block) bool {
	return !b.verdict && b.rel != relEvaluate && b.rhs.op == opConst
}

// mixed tells whether some tests succeed by holding and some by not holding.
func (r *testRow) mixed() bool {
	for _, t := range r.tests {
		if t.hitIf != r.tests[0].hitIf {
			return true
		}
	}
	return false
}

// regroup puts the tests of each value in a row, and tells whether fewer of them
// follow one of another value then.
func (r *testRow) regroup(strictly bool) bool {
	tests := r.regrouped()
	if strictly {
		tests = r.regroupedStrictly()
	}
	if turns(r.asked, tests) >= turns(r.asked, r.tests) {
		return false
	}
	r.tests = tests
	return true
}

func (r *testRow) regrouped() []rowTest {
	first := map[*value]int{r.asked: -1} // of each value: its first test
	for i, t := range r.tests {
		if _, ok := first[t.b.lhs]; !ok {
			first[t.b.lhs] = i
		}
	}
	tests := slices.Clone(r.tests)
	slices.SortStableFunc(tests, func(t, u rowTest) int {
		return cmp.Compare(first[t.b.lhs], first[u.b.lhs])
	})
	return tests
}

// maxStrictRow bounds the rows that are regrouped strictly, which takes the
// square of their length.
const maxStrictRow = 256

// regroupedStrictly takes the next test of the value at hand whenever no packet
// is too short for one of the tests before it.
func (r *testRow) regroupedStrictly() []rowTest {
	if len(r.tests) > maxStrictRow {
		return r.tests
	}
	var known knowledge
	if r.asked != nil {
		known.evaluated(r.asked)
	}
	rest := slices.Clone(r.tests)
	tests := make([]rowTest, 0, len(rest))
	asked := r.asked
	for len(rest) > 0 {
		next := 0
		for i, t := range rest {
			if t.b.lhs == asked {
				next = i
				break
			}
			if !known.safe(t.b.lhs) && !asked.implies(t.b.lhs) {
				break
			}
		}
		t := rest[next]
		rest = slices.Delete(rest, next, next+1)
		tests = append(tests, t)
		asked = t.b.lhs
		known.evaluated(asked)
	}
	return tests
}

// implies tells whether all packets that are long enough for v are long enough
// for w, as far as that is plain to see.
func (v *value) implies(w *value) bool {
	if v == nil || v.op != opLoad || w.op != opLoad || v.x != w.x {
		return false
	}
	return v.k < 1<<16 && w.k < 1<<16 && v.k+uint32(v.size) >= w.k+uint32(w.size)
}

// turns counts the tests that follow one of another value.
func turns(asked *value, tests []rowTest) int {
	n := 0
	for _, t := range tests {
		if t.b.lhs != asked {
			n++
		}
		asked = t.b.lhs
	}
	return n
}
