package filter

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFacts makes facts of random assumptions about a number of 6 bits and holds
// them against the numbers of which the assumptions are true.
func TestFacts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	decided := 0
	for range 20000 {
		f, numbers := randomFact(r)
		if r.IntN(3) == 0 {
			g, more := randomFact(r)
			if len(numbers) > 0 && len(more) > 0 {
				f = f.or(g)
				numbers = append(numbers, more...)
			}
		}
		if len(numbers) == 0 {
			continue
		}
		rel, k := relation(1+r.IntN(4)), uint32(r.IntN(64))
		holds, known := f.decide(rel, k)
		if !known {
			continue
		}
		decided++
		for _, n := range numbers {
			if rel.holds(n, k) != holds {
				t.Fatalf("%+v: relation %d to %#x is %v, but not of %#x", f, rel, k, holds, n)
			}
		}
	}
	if decided < 2000 {
		t.Errorf("%d outcomes were known; want at least 2000", decided)
	}
}

// randomFact returns a fact and all numbers of which it is true; where no number
// is left the fact has to be impossible or say nothing wrong.
func randomFact(r *rand.Rand) (f fact, numbers []uint32) {
	f, _ = anyNumber.assume(relGreater, 63, false)
	for n := range uint32(64) {
		numbers = append(numbers, n)
	}
	for range r.IntN(5) {
		rel, k, holds := relation(1+r.IntN(4)), uint32(r.IntN(64)), r.IntN(2) == 0
		next, possible := f.assume(rel, k, holds)
		left := slices.DeleteFunc(slices.Clone(numbers), func(n uint32) bool { return rel.holds(n, k) != holds })
		if !possible && len(left) > 0 {
			panic("an assumption that is true of a number is impossible")
		}
		if !possible || len(left) == 0 {
			return f, numbers
		}
		f, numbers = next, left
	}
	return f, numbers
}

func TestFactsSee(t *testing.T) {
	type told struct {
		rel   relation
		k     uint32
		holds bool
	}
	tests := []struct {
		name  string
		told  []told
		asked told // holds is the outcome
	}{
		{"equal", []told{{relEqual, 5, true}}, told{relEqual, 6, false}},
		{"not equal", []told{{relEqual, 5, false}}, told{relEqual, 5, false}},
		{"equal is greater", []told{{relEqual, 5, true}}, told{relGreater, 4, true}},
		{"equal has bits", []told{{relEqual, 6, true}}, told{relSet, 2, true}},
		{"range", []told{{relGreaterEqual, 5, true}, {relGreater, 9, false}}, told{relEqual, 10, false}},
		{"range of one", []told{{relGreaterEqual, 5, true}, {relGreater, 5, false}}, told{relEqual, 5, true}},
		{"bit", []told{{relSet, 4, true}}, told{relGreaterEqual, 4, true}},
		{"no bit", []told{{relSet, 0xfffffff0, false}}, told{relGreater, 15, false}},
		{"greater than all but one", []told{{relGreater, 0xfffffffe, true}}, told{relEqual, 0xffffffff, true}},
		{"end taken off", []told{{relEqual, 0, false}, {relGreater, 1, false}}, told{relEqual, 1, true}},
	}
	for _, tt := range tests {
		f := anyNumber
		for _, told := range tt.told {
			f, _ = f.assume(told.rel, told.k, told.holds)
		}
		if holds, known := f.decide(tt.asked.rel, tt.asked.k); !known || holds != tt.asked.holds {
			t.Errorf("%s: got %v, known %v", tt.name, holds, known)
		}
	}
}

// TestTrie holds tries against maps, and their old versions against themselves.
func TestTrie(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	type version struct {
		trie *trie[int]
		want map[uint32]int
	}
	versions := []version{{nil, map[uint32]int{}}}
	for range 400 {
		v := versions[r.IntN(len(versions))]
		want := make(map[uint32]int)
		for k, x := range v.want {
			want[k] = x
		}
		key, x := r.Uint32()>>r.UintN(32), r.IntN(3)
		want[key] = x
		versions = append(versions, version{v.trie.set(key, x), want})
		if r.IntN(4) == 0 {
			u, w := versions[r.IntN(len(versions))], versions[r.IntN(len(versions))]
			both := make(map[uint32]int)
			for k, x := range u.want {
				if y, ok := w.want[k]; ok {
					both[k] = max(x, y)
				}
			}
			versions = append(versions, version{common(u.trie, w.trie, func(x, y int) int { return max(x, y) }), both})
		}
	}
	for i, v := range versions {
		for _, u := range versions {
			for key := range u.want {
				want, wantOK := v.want[key]
				if got, ok := v.trie.get(key); got != want || ok != wantOK {
					t.Fatalf("version %d has %d, %v at %#x; want %d, %v", i, got, ok, key, want, wantOK)
				}
			}
		}
	}
}
