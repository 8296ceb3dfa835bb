package inject

import (
	"context"
	"sync"
	"time"

	"pktcap/internal/rawip"
)

// A Pacer keeps an absolute schedule: every time is counted from its start, so
// that errors do not add up. Far from the time it sleeps, near it it spins on
// the clock. It may be shared by any number of senders.
type Pacer struct {
	start time.Time

	mu       sync.Mutex
	errors   Histogram
	overshot time.Duration // how much longer than asked the last sleeps took
}

// Sleeping ends so long before the time: longer where the system has shown
// that it wakes late, between these bounds.
const (
	minSpin = 60 * time.Microsecond
	maxSpin = 2 * time.Millisecond

	// coarse is how near the time the Go runtime's timers, which a context can
	// interrupt but which round up to a millisecond, give way to the kernel's.
	coarse = 5 * time.Millisecond
)

// StartPacer returns a pacer whose schedule starts now.
func StartPacer() *Pacer { return &Pacer{start: time.Now(), overshot: minSpin} }

// Start returns the time that the schedule counts from.
func (p *Pacer) Start() time.Time { return p.start }

// Elapsed returns the time since the schedule's start.
func (p *Pacer) Elapsed() time.Duration { return time.Since(p.start) }

// Wait returns when due has come, or at once where it has passed already. It
// returns ctx's error if ctx is done before.
func (p *Pacer) Wait(ctx context.Context, due time.Duration) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		left := due - p.Elapsed()
		switch spin := p.spin(); {
		case left <= 0:
			return nil
		case left > coarse+spin:
			t := time.NewTimer(left - coarse - spin/2)
			select {
			case <-t.C:
			case <-ctx.Done():
				t.Stop()
			}
		case left > spin:
			before := p.Elapsed()
			rawip.Sleep(left - spin)
			p.slept(p.Elapsed() - before - (left - spin))
		default:
			for p.Elapsed() < due {
			}
			return nil
		}
	}
}

// Record counts a packet that was due at the time due and was handed to the
// kernel at the time at.
func (p *Pacer) Record(due, at time.Duration) {
	p.mu.Lock()
	p.errors.Add(at - due)
	p.mu.Unlock()
}

// Timing returns the errors of all packets recorded so far.
func (p *Pacer) Timing() Timing {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.errors.timing()
}

// spin returns how long before its time a wait stops sleeping.
func (p *Pacer) spin() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return min(max(p.overshot+p.overshot/2, minSpin), maxSpin)
}

// slept learns from a sleep that took this much longer than asked: at once
// from a longer one, slowly from a shorter one.
func (p *Pacer) slept(over time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if over > p.overshot {
		p.overshot = min(over, maxSpin)
	} else {
		p.overshot -= (p.overshot - max(over, 0)) / 16
	}
}
