package savefile

import (
	"math"
	"math/rand/v2"
	"testing"
)

// split keeps the second of the time before; whatever that was, the answer is
// that of a division.
func TestSplit(t *testing.T) {
	times := []int64{0, 1, 999_999_999, 1_000_000_000, 999, -1, math.MinInt64, 1_700_000_000_123_456_789,
		1_700_000_000_123_456_788, 1_699_999_999_999_999_999, 1_700_000_001_000_000_000, math.MaxInt64, 0, math.MaxInt64 - 1}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		last := times[len(times)-1]
		switch random.IntN(3) {
		case 0:
			last = random.Int64()
		case 1:
			last = max(last, 0)/2 + random.Int64N(2e9)
		default:
			last = max(last, 0)/2 - random.Int64N(2e9)
		}
		times = append(times, last)
	}
	for _, perSecond := range []uint64{1e6, 1e9} {
		c := newClock(perSecond, 0)
		for _, ns := range times {
			seconds, fraction, ok := c.split(ns)
			if ok != (ns >= 0) {
				t.Fatalf("%d ns: ok is %v", ns, ok)
			}
			if want := ns % 1e9 / int64(1e9/perSecond); ok && (seconds != uint64(ns/1e9) || fraction != uint64(want)) {
				t.Fatalf("%d ns are %d s and %d, want %d s and %d", ns, seconds, fraction, ns/1e9, want)
			}
		}
	}
}
