package rawip

import (
	"time"

	"golang.org/x/sys/unix"
)

// Sleep pauses the calling thread for d. The kernel's high-resolution timer
// wakes it within its timer slack, 50 microseconds by default (prctl(2)); the
// runtime's own timers round up to a millisecond. It may return early, on a
// signal: the caller looks at the clock again.
func Sleep(d time.Duration) {
	if d <= 0 {
		return
	}
	ts := unix.NsecToTimespec(int64(d))
	// Returning early and failing are the same to a caller that looks at the
	// clock.
	_ = unix.ClockNanosleep(unix.CLOCK_MONOTONIC, 0, &ts, nil)
}
