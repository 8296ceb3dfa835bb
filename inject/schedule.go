package inject

import (
	"fmt"
	"math"
	"time"
)

// A Schedule returns when packet i, counted from 0, is due, from the schedule's
// start. It is a function of i alone: nothing that happens to one packet moves
// another.
type Schedule func(i int) time.Duration

// Every returns the schedule with one packet each interval; at 0 all packets
// are due at once.
func Every(interval time.Duration) Schedule {
	return func(i int) time.Duration { return time.Duration(i) * interval }
}

// Rate returns the schedule of a number of packets a second. It does not drift
// where a second is no multiple of the rate: packet i is due at i/rate rounded
// to a nanosecond.
func Rate(perSecond float64) (Schedule, error) {
	if !(perSecond > 0) || math.IsInf(perSecond, 0) {
		return nil, fmt.Errorf("rate of %v packets a second: must be above 0", perSecond)
	}
	return func(i int) time.Duration {
		return seconds(float64(i) / perSecond)
	}, nil
}
