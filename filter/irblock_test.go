package filter

import (
	"math/rand/v2"
	"testing"
)

// TestConditionMeans asks each relation of random arithmetic as it was written
// and in its plainest form.
func TestConditionMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	simpler := 0
	for range 60000 {
		g := newGraph(1)
		raw, folded := randomArithmetic(g, r, 3)
		k := uint32(r.IntN(20))
		if r.IntN(2) == 0 {
			k = r.Uint32() >> r.UintN(32) << r.UintN(8)
		}
		rel := relation(1 + r.IntN(4))
		c, inverted := g.condition(rel, folded, g.constant(k))
		if c.lhs != folded {
			simpler++
		}
		for range 4 {
			packet := []byte{byte(r.Uint32()), byte(r.Uint32()), byte(r.UintN(4)), byte(r.Uint32())}
			x, _ := raw.in(packet)
			want := rel.holds(x, k)
			if got, ok := c.ask(packet); !ok || (got != inverted) != want {
				t.Fatalf("%v (%v) relation %d to %#x is %v of %x; inverted %v: %v is %v", raw, folded, rel, k, want, packet, inverted, &c, got)
			}
		}
	}
	if simpler < 1000 {
		t.Errorf("%d conditions became simpler", simpler)
	}
}

// randomArithmetic makes a value of constants and one load, once as it is
// written and once by the graph's constructors.
func randomArithmetic(g *graph, r *rand.Rand, depth int) (raw, folded *value) {
	if depth == 0 {
		v := g.load([]uint8{1, 2, 4}[r.IntN(3)], nil, 0)
		return v, v
	}
	raw, folded = randomArithmetic(g, r, depth-1)
	if r.IntN(8) == 0 {
		return &value{op: opNeg, x: raw}, g.neg(folded)
	}
	op := opAdd + valueOp(r.IntN(int(opShr-opAdd+1)))
	k := uint32(r.IntN(16))
	switch r.IntN(4) {
	case 0:
		k = 1 << r.UintN(32)
	case 1:
		k = r.Uint32()
	}
	if op == opDiv || op == opMod {
		k = max(k, 1)
	}
	constant := g.constant(k)
	if r.IntN(8) == 0 && op != opDiv && op != opMod {
		return &value{op: op, x: constant, y: raw}, g.binary(op, constant, folded)
	}
	return &value{op: op, x: raw, y: constant}, g.binary(op, folded, constant)
}
