package inject

import (
	"math/bits"
	"time"
)

// Timing is how far from schedule packets left: the distance from the time
// that a packet was due to the time that it was handed to the kernel. Packets
// leave at their time or after it, never before.
type Timing struct {
	Count         uint64
	P50, P99, Max time.Duration
	Mean          time.Duration
}

// A histogram counts durations in buckets that grow with the value: exact
// below 64 ns, 3 % wide above. Its size is fixed however many it counts.
type histogram struct {
	count   uint64
	sum     uint64
	max     uint64
	buckets [(64 - subBits + 1) << subBits]uint64
}

// subBits is the number of bits of a value, after its leading one, that tell
// buckets apart.
const subBits = 5

// bucket returns the index of v's bucket.
func bucket(v uint64) int {
	if v < 1<<(subBits+1) {
		return int(v)
	}
	shift := bits.Len64(v) - subBits - 1
	return shift<<subBits + int(v>>shift)
}

// bucketTop returns the largest value of bucket i.
func bucketTop(i int) uint64 {
	if i < 1<<(subBits+1) {
		return uint64(i)
	}
	shift := i>>subBits - 1
	return (uint64(i&(1<<subBits-1)|1<<subBits)+1)<<shift - 1
}

func (h *histogram) add(d time.Duration) {
	v := uint64(max(d, 0))
	h.count++
	h.sum += v
	h.max = max(h.max, v)
	h.buckets[bucket(v)]++
}

// quantile returns a value that the share q of the counted values does not
// exceed, 0 if nothing was counted.
func (h *histogram) quantile(q float64) time.Duration {
	rank := uint64(q*float64(h.count) + 0.5)
	var seen uint64
	for i, n := range h.buckets {
		seen += n
		if n > 0 && seen >= rank {
			return time.Duration(min(bucketTop(i), h.max))
		}
	}
	return time.Duration(h.max)
}

func (h *histogram) timing() Timing {
	t := Timing{Count: h.count, Max: time.Duration(h.max)}
	if h.count > 0 {
		t.P50, t.P99 = h.quantile(0.50), h.quantile(0.99)
		t.Mean = time.Duration(h.sum / h.count)
	}
	return t
}
