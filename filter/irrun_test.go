package filter

import (
	"math/rand/v2"
	"testing"

	"pktcap/filter/cbpf"
)

// run is what a graph means: the bytes that it keeps of a packet.
func (g *graph) run(packet []byte) uint32 {
	ret, _ := g.runLong(packet)
	return ret
}

// runLong also tells whether the packet was long enough for all that was asked.
func (g *graph) runLong(packet []byte) (ret uint32, long bool) {
	for b := g.entry; ; {
		if b.verdict {
			return b.ret, true
		}
		holds, ok := b.ask(packet)
		switch {
		case !ok:
			return 0, false
		case holds:
			b = b.yes
		default:
			b = b.no
		}
	}
}

func (c *condition) ask(packet []byte) (holds, ok bool) {
	x, ok := c.lhs.in(packet)
	if !ok || c.rel == relEvaluate {
		return true, ok
	}
	y, ok := c.rhs.in(packet)
	return c.rel.holds(x, y), ok
}

// in computes v; it is not ok if that ends the program.
func (v *value) in(packet []byte) (k uint32, ok bool) {
	bytes := func(off uint32, size int) (uint32, bool) {
		if off >= cbpf.NetworkOffset && v.x != nil {
			off -= cbpf.NetworkOffset // as far as the machine knows, the packet's beginning
		}
		if uint64(off)+uint64(size) > uint64(len(packet)) {
			return 0, false
		}
		n := uint32(0)
		for _, c := range packet[off:][:size] {
			n = n<<8 | uint32(c)
		}
		return n, true
	}
	switch v.op {
	case opConst:
		return v.k, true
	case opLen:
		return uint32(len(packet)), true
	case opAncillary:
		return 0, true
	case opHeaderLen:
		k, ok = bytes(v.k, 1)
		return k & 0xf * 4, ok
	case opLoad:
		off := v.k
		if v.x != nil {
			x, ok := v.x.in(packet)
			if !ok {
				return 0, false
			}
			off += x
		}
		return bytes(off, int(v.size))
	case opNeg:
		x, ok := v.x.in(packet)
		return -x, ok
	case opChoose:
		holds, ok := v.cond.ask(packet)
		switch {
		case !ok:
			return 0, false
		case holds:
			return v.x.in(packet)
		}
		return v.y.in(packet)
	}
	x, okX := v.x.in(packet)
	y, okY := v.y.in(packet)
	if !okX || !okY {
		return 0, false
	}
	return fold(v.op, x, y)
}

// randomValue makes a value of about the given depth, of the kinds that filters
// have; few are distinct, so that they meet again.
func randomValue(g *graph, r *rand.Rand, depth int) *value {
	if depth <= 0 || r.IntN(4) == 0 {
		switch r.IntN(8) {
		case 0:
			return g.length()
		case 1:
			return g.constant(uint32(r.IntN(6)))
		case 2:
			return g.headerLen(uint32(r.IntN(3)))
		}
		return g.load([]uint8{1, 1, 2, 4}[r.IntN(4)], nil, uint32(r.IntN(12)))
	}
	switch r.IntN(12) {
	case 0:
		return g.neg(randomValue(g, r, depth-1))
	case 1, 2, 3:
		return g.load([]uint8{1, 1, 2, 4}[r.IntN(4)], randomValue(g, r, depth-1), uint32(r.IntN(4)))
	case 4:
		rel := relation(1 + r.IntN(4))
		return g.choose(rel, randomValue(g, r, depth-1), randomValue(g, r, depth-2), randomValue(g, r, depth-1), randomValue(g, r, depth-1))
	}
	op := opAdd + valueOp(r.IntN(int(opShr-opAdd+1)))
	x, y := randomValue(g, r, depth-1), randomValue(g, r, depth-1)
	if r.IntN(2) == 0 {
		y = g.constant(uint32(r.IntN(20)))
	}
	if (op == opShl || op == opShr) && y.op == opConst {
		y = g.constant(y.k & 31)
	}
	return g.binary(op, x, y)
}

// randomGraph makes a graph of about n tests over a few values. Successors are
// blocks made shortly before, so that there are long ways through.
func randomGraph(r *rand.Rand, n, depth int) *graph {
	g := newGraph(100)
	values := make([]*value, 4)
	for i := range values {
		values[i] = randomValue(g, r, depth)
	}
	blocks := []*block{g.reject, g.accept}
	pick := func() *block { return blocks[max(len(blocks)-1-r.IntN(5), 0)] }
	for range n {
		lhs, rhs := values[r.IntN(len(values))], g.constant(uint32(r.IntN(8)))
		if r.IntN(8) == 0 {
			rhs = values[r.IntN(len(values))]
		}
		b := g.test(relation(1+r.IntN(4)), lhs, rhs, pick(), pick())
		if r.IntN(16) == 0 {
			b = g.evaluate(lhs, b)
		}
		blocks = append(blocks, b)
	}
	g.entry = blocks[len(blocks)-1]
	return g
}

// randomPacket is short and of small numbers, since those decide tests.
func randomPacket(r *rand.Rand) []byte {
	packet := make([]byte, r.IntN(20))
	for i := range packet {
		packet[i] = byte(r.UintN(12))
		if r.IntN(8) == 0 {
			packet[i] = byte(r.UintN(256))
		}
	}
	return packet
}

// TestEmitMeans holds programs against the graphs that they are made of.
func TestEmitMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	programs := 0
	for i := range 3000 {
		g := randomGraph(r, 1+r.IntN(30), r.IntN(6))
		p, err := emit(g)
		if err == errTooComplex {
			continue
		}
		if err != nil {
			t.Fatalf("graph %d: %v\n%v", i, err, g)
		}
		programs++
		for range 8 {
			packet := randomPacket(r)
			if got, want := p.Run(packet, len(packet), nil), g.run(packet); got != want {
				t.Fatalf("graph %d keeps %d of %x, the program %d\n%v\n%v", i, want, packet, got, g, p)
			}
		}
	}
	if programs < 2000 {
		t.Errorf("%d of 3000 graphs have a program", programs)
	}
}

// TestEmitLong does the same with programs in which jumps do not reach.
func TestEmitLong(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, n := range []int{300, 3000, 12000} {
		g := newGraph(100)
		blocks := []*block{g.reject, g.accept}
		for i := range n {
			next := blocks[len(blocks)-1]
			other := blocks[r.IntN(len(blocks))]
			if i%3 == 0 {
				other = blocks[i%2]
			}
			lhs := g.load(1, nil, uint32(r.IntN(8)))
			blocks = append(blocks, g.test(relEqual, lhs, g.constant(uint32(i)), other, next))
		}
		g.entry = blocks[len(blocks)-1]
		p, err := emit(g)
		if err != nil {
			t.Fatal(err)
		}
		for range 200 {
			packet := make([]byte, 8)
			for i := range packet {
				packet[i] = byte(r.UintN(256))
			}
			if got, want := p.Run(packet, len(packet), nil), g.run(packet); got != want {
				t.Fatalf("the graph of %d tests keeps %d of %x, the program %d", n, want, packet, got)
			}
		}
		t.Logf("%d tests: %d instructions", n, p.Len())
	}
}
