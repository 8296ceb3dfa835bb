package filter

import (
	"math/rand/v2"
	"testing"
)

// TestPassesMean holds graphs after each pass against the graphs before it. A
// test whose outcomes lead to the same block goes with its loads, and gather
// moves tests before others, so a packet that is too short for a test may be
// accepted after a pass that was rejected before.
func TestPassesMean(t *testing.T) {
	for _, p := range append(plainPasses, passes...) {
		t.Run(p.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(4, 4))
			changed := 0
			for i := range 3000 {
				g := randomGraph(r, 1+r.IntN(40), r.IntN(3))
				before, text := *g, g.String()
				if p.run(g) {
					changed++
				}
				for range 10 {
					packet := randomPacket(r)
					want, got := before.run(packet), g.run(packet)
					if got != want && want != 0 {
						t.Fatalf("graph %d keeps %d of %x, after the pass %d\n%s\n%v", i, want, packet, got, text, g)
					}
					if want, ok := before.runLong(packet); ok && g.run(packet) != want {
						t.Fatalf("graph %d keeps %d of %x, after the pass %d\n%s\n%v", i, want, packet, got, text, g)
					}
				}
			}
			if changed < 20 {
				t.Errorf("%d of 3000 graphs changed", changed)
			}
		})
	}
}
