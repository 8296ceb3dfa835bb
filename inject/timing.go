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

// A Histogram counts durations, however many, in a fixed space: in buckets
// that are exact below 64 ns and 3 % wide above. The zero value is empty.
type Histogram struct {
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

// Add counts d; what is below 0 counts as 0.
func (h *Histogram) Add(d time.Duration) {
	v := uint64(max(d, 0))
	h.count++
	h.sum += v
	h.max = max(h.max, v)
	h.buckets[bucket(v)]++
}

// Count returns how many durations were counted.
func (h *Histogram) Count() uint64 { return h.count }

// Max returns the largest duration counted.
func (h *Histogram) Max() time.Duration { return time.Duration(h.max) }

// Quantile returns a value that the share q of the counted durations does not
// exceed, exact to 3 %; 0 if nothing was counted.
func (h *Histogram) Quantile(q float64) time.Duration {
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

func (h *Histogram) timing() Timing {
	t := Timing{Count: h.count, Max: time.Duration(h.max)}
	if h.count > 0 {
		t.P50, t.P99 = h.Quantile(0.50), h.Quantile(0.99)
		t.Mean = time.Duration(h.sum / h.count)
	}
	return t
}
