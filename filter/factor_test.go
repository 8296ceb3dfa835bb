package filter

import (
	"math/rand/v2"
	"testing"
)

// TestFactor shows what factor is for.
func TestFactor(t *testing.T) {
	g := newGraph(1)
	test := func(at uint32) *cond { return g.equal(g.load(1, nil, at), 5) }
	a, b, c, d := test(0), test(1), test(2), test(3)
	for _, tt := range []struct {
		name         string
		before, want *cond
	}{
		{"same beginning", or(and(a, b), and(a, c)), and(a, or(b, c))},
		{"same beginning of neighbours", or(and(a, b), and(a, c), and(b, d)), or(and(a, or(b, c)), and(b, d))},
		{"same end", or(and(a, c), and(b, c)), and(or(a, b), c)},
		{"same end of the last ones", or(a, and(a, c), and(b, c)), or(a, and(or(a, b), c))},
		{"same end, and then another", or(and(a, c), and(b, c), d), or(and(a, c), and(b, c), d)},
		{"same end, but what fails is accepted", not(or(and(a, c), and(b, c))), not(or(and(a, c), and(b, c)))},
		{"both", or(and(a, b, d), and(a, c, d)), and(a, and(or(b, c), d))},
		{"inside", and(d, or(and(a, c), and(b, c))), and(d, and(or(a, b), c))},
		{"inside, with more after it", and(or(and(a, c), and(b, c)), d), and(and(or(a, b), c), d)},
		{"nothing alike", or(and(a, b), and(c, d)), or(and(a, b), and(c, d))},
	} {
		before := tt.before.String()
		tt.before.write()
		got, changed := tt.before.factor(g)
		if got.String() != tt.want.String() || changed != (before != tt.want.String()) {
			t.Errorf("%s: %s becomes %s, changed %v; want %s", tt.name, before, got, changed, tt.want)
		}
		if tt.before.String() != before {
			t.Errorf("%s: %s was changed to %s", tt.name, before, tt.before)
		}
	}
}

// TestFactorMeans compares the verdicts before and after, with loads that short
// packets fail.
func TestFactorMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	changes := 0
	for range 5000 {
		g := newGraph(1)
		g.strict = true
		before := randomCond(r, g, 4)
		before.write()
		after, changed := before.factor(g)
		if changed {
			changes++
		}
		p, q := before.blocks(g, g.accept, g.reject), after.blocks(g, g.accept, g.reject)
		for range 20 {
			packet := make([]byte, r.IntN(6))
			for i := range packet {
				packet[i] = byte(r.IntN(2))
			}
			g.entry = p
			want := g.run(packet)
			g.entry = q
			if got := g.run(packet); got != want {
				t.Fatalf("keeps %d of %x, and %d after factor\n%s\n%s", want, packet, got, before, after)
			}
		}
	}
	if changes < 100 {
		t.Errorf("%d of 5000 conditions changed", changes)
	}
}

func randomCond(r *rand.Rand, g *graph, depth int) *cond {
	if depth == 0 || r.IntN(5) == 0 {
		return g.equal(g.load(1, nil, r.Uint32N(5)), r.Uint32N(2))
	}
	if r.IntN(10) == 0 {
		return not(randomCond(r, g, depth-1))
	}
	parts := make([]*cond, 2+r.IntN(2))
	for i := range parts {
		parts[i] = randomCond(r, g, depth-1)
	}
	return joined(r.IntN(2) == 0, parts)
}

// write makes all chains in c ones of the expression.
func (c *cond) write() {
	if c.x != nil {
		c.x.write()
	}
	for _, l := range c.rest {
		l.x.write()
	}
	c.written = c.kind == condChain
}
