package probe

import (
	"math"
	"time"

	"pktcap/inject"
)

// A Summary counts what came of the probes of a run.
type Summary struct {
	Sent       uint64 // taken by the kernel
	Unsent     uint64 // refused by it
	Answered   uint64 // in time, by the destination or by an ICMP error
	Errors     uint64 // of these, by an ICMP error
	TimedOut   uint64
	Late       uint64 // of these, answered after all
	Duplicates uint64
	Foreign    uint64
	Reordered  uint64 // answered after a probe that was sent later
	Unseen     uint64 // answered, but not seen leaving by the capture
	Dropped    uint64 // packets that the capture lost for want of room

	RTT     RTT
	Timing  inject.Timing // of sending
	Elapsed time.Duration
}

// Loss returns the share of the sent probes that were not answered in time,
// of those whose time is over.
func (s *Summary) Loss() float64 {
	done := s.Answered + s.TimedOut
	if done == 0 {
		return 0
	}
	return float64(s.TimedOut) / float64(done)
}

// RTT is the round-trip times of the answered probes.
type RTT struct {
	histogram  *inject.Histogram // nil while empty
	count      uint64
	min, max   time.Duration
	mean, dist float64 // Welford's running mean, and sum of squared distances from it, in ns
}

func (r *RTT) add(d time.Duration) {
	if r.count == 0 || d < r.min {
		r.min = d
	}
	r.max = max(r.max, d)
	r.count++
	delta := float64(d) - r.mean
	r.mean += delta / float64(r.count)
	r.dist += delta * (float64(d) - r.mean)
	if r.histogram == nil {
		r.histogram = new(inject.Histogram)
	}
	r.histogram.Add(d)
}

// Count returns the number of round-trip times.
func (r *RTT) Count() uint64 { return r.count }

// Min returns the shortest time.
func (r *RTT) Min() time.Duration { return r.min }

// Max returns the longest time.
func (r *RTT) Max() time.Duration { return r.max }

// Mean returns the average.
func (r *RTT) Mean() time.Duration { return time.Duration(r.mean) }

// Deviation returns the standard deviation, ping's mdev.
func (r *RTT) Deviation() time.Duration {
	if r.count == 0 {
		return 0
	}
	return time.Duration(math.Sqrt(r.dist / float64(r.count)))
}

// Quantile returns a time that the share q does not exceed, exact to 3 %.
func (r *RTT) Quantile(q float64) time.Duration {
	if r.histogram == nil {
		return 0
	}
	return r.histogram.Quantile(q)
}

// count adds an event. highest is the highest number answered so far.
func (s *Summary) count(e *Event, highest *int) {
	switch e.Kind {
	case Answered:
		s.Answered++
		if e.Answer.Kind.IsError() {
			s.Errors++
		}
		if e.Unseen {
			s.Unseen++
		}
		if e.Probe < *highest {
			s.Reordered++
		}
		*highest = max(*highest, e.Probe)
		s.RTT.add(e.RTT)
	case TimedOut:
		s.TimedOut++
	case Late:
		s.Late++
	case Duplicate:
		s.Duplicates++
	case Foreign:
		s.Foreign++
	case Unsent:
		s.Unsent++
	}
}
