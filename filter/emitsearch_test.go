package filter

import (
	"math/rand/v2"
	"testing"
)

// TestSearch compiles rows of comparisons and looks each number up, those beside
// it too.
func TestSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for _, n := range []int{1, 2, 3, 5, 17, searchFrom - 1, searchFrom, 100, 1000} {
		for _, near := range []uint32{4, 1 << 31} { // the wider, the fewer are in sequence
			g := newGraph(100)
			v := g.load(4, nil, 0)
			in := make(map[uint32]bool)
			g.entry = g.reject
			for range n {
				k := r.Uint32N(uint32(n)*(near/2) + 1)
				if r.IntN(50) == 0 {
					k = []uint32{0, 0xffffffff, 0xfffffffe}[r.IntN(3)]
				}
				in[k] = true
				g.entry = g.test(relEqual, v, g.constant(k), g.accept, g.entry)
			}
			p, err := emit(g)
			if err != nil {
				t.Fatal(err)
			}
			if most := n + n/leafSize + 4; p.Len() > most {
				t.Errorf("%d numbers take %d instructions, more than %d", n, p.Len(), most)
			}
			for k := range in {
				for _, k := range []uint32{k - 1, k, k + 1, r.Uint32()} {
					packet := []byte{byte(k >> 24), byte(k >> 16), byte(k >> 8), byte(k)}
					if got := p.Match(packet, 4, nil); got != in[k] {
						t.Fatalf("%d numbers: %#x matches: %v, want %v\n%v", n, k, got, in[k], p)
					}
				}
			}
		}
	}
}

// TestSearchRange shows that numbers in sequence become two comparisons.
func TestSearchRange(t *testing.T) {
	g := newGraph(100)
	v := g.load(2, nil, 0)
	g.entry = g.reject
	for _, k := range []uint32{82, 80, 8080, 81, 83} {
		g.entry = g.test(relEqual, v, g.constant(k), g.accept, g.entry)
	}
	checkListing(t, g, `(000) ldh      [0]
(001) jge      #0x50            jt 2	jf 5
(002) jgt      #0x53            jt 3	jf 4
(003) jeq      #0x1f90          jt 4	jf 5
(004) ret      #100
(005) ret      #0
`)
}

// TestSearchTargets has rows whose numbers lead to different places.
func TestSearchTargets(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for range 50 {
		g := newGraph(100)
		v, w := g.load(1, nil, 0), g.load(1, nil, 1)
		g.entry = g.reject
		for range 20 + r.IntN(200) {
			to := g.test(relEqual, w, g.constant(uint32(r.IntN(4))), g.accept, g.reject)
			if r.IntN(3) == 0 {
				to = []*block{g.accept, g.reject}[r.IntN(2)]
			}
			g.entry = g.test(relEqual, v, g.constant(uint32(r.IntN(256))), to, g.entry)
		}
		p, err := emit(g)
		if err != nil {
			t.Fatal(err)
		}
		for k := range 256 {
			for l := range 4 {
				packet := []byte{byte(k), byte(l)}
				if got, want := p.Run(packet, 2, nil), g.run(packet); got != want {
					t.Fatalf("keeps %d of %x, want %d\n%v\n%v", got, packet, want, g, p)
				}
			}
		}
	}
}

// checkListing compares g's program, as it is without passes, with a listing.
func checkListing(t *testing.T, g *graph, want string) {
	t.Helper()
	p, err := emit(g)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.String(); got != want {
		t.Errorf("got\n%swant\n%s\nof\n%v", got, want, g)
	}
}

// TestSharedTails shows that the same comparisons are one row, whichever value
// is in A.
func TestSharedTails(t *testing.T) {
	checkListing(t, testGraph(t, `0: P[12:2] == 2048 ? 1 : 4
	1: P[26:4] == 1 ? accept : 2
	2: P[26:4] == 2 ? accept : 3
	3: P[26:4] == 9 ? accept : reject
	4: P[28:4] == 1 ? accept : 5
	5: P[28:4] == 2 ? accept : 6
	6: P[28:4] == 9 ? accept : reject`), `(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 4
(002) ld       [26]
(003) jeq      #0x1             jt 8	jf 6
(004) ld       [28]
(005) jeq      #0x1             jt 8	jf 6
(006) jeq      #0x2             jt 8	jf 7
(007) jeq      #0x9             jt 8	jf 9
(008) ret      #100
(009) ret      #0
`)
}

// TestHoist shows a value that two ways need computed once before they part.
func TestHoist(t *testing.T) {
	g := newGraph(100)
	header := g.binary(opAnd, g.binary(opAdd, g.load(1, nil, 0), g.constant(3)), g.constant(0xfffffffc))
	way := func(at, k uint32) *block {
		next := g.test(relSet, g.load(2, header, 6), g.constant(k), g.accept, g.reject)
		return g.test(relEqual, g.load(1, header, at), g.constant(k), next, g.reject)
	}
	g.entry = g.test(relEqual, g.load(1, nil, 1), g.constant(2), way(9, 6), way(20, 17))
	checkListing(t, g, `(000) ldb      [0]
(001) add      #3
(002) and      #0xfffffffc
(003) tax
(004) ldb      [1]
(005) jeq      #0x2             jt 6	jf 10
(006) ldb      [x + 9]
(007) jeq      #0x6             jt 8	jf 15
(008) ldh      [x + 6]
(009) jset     #0x6             jt 14	jf 15
(010) ldb      [x + 20]
(011) jeq      #0x11            jt 12	jf 15
(012) ldh      [x + 6]
(013) jset     #0x11            jt 14	jf 15
(014) ret      #100
(015) ret      #0
`)
}
