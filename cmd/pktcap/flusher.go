package main

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"pktcap/capture"
)

// A flusher gives packets to sinks and flushes them when the source has gone
// quiet.
//
// The goroutine that reads the source calls packets and idle. It keeps mu from
// the first packet after a pause to the next pause, and lets others have it in
// between once in a while.
type flusher struct {
	mu     sync.Mutex
	sinks  []sink
	clock  *time.Timer // for sinks that do something by the clock; nil without
	err    error       // of a flush or of the clock, for the next packet to report
	failed func()      // tells that err was set without a packet

	// The reading goroutine's.
	eager  bool   // the source does not say when it goes quiet
	held   bool   // it has mu
	batch  int    // packets since it took mu
	count  uint64 // packets that the sinks took
	errors atomic.Uint64
	taken  atomic.Uint64 // count, as others may see it
}

// batchSize is how many packets the reading goroutine keeps mu for.
const batchSize = 256

// A timedSink does something by the clock.
type timedSink interface {
	// tick does what is due, and returns when more is; the zero time is never.
	tick() (next time.Time, err error)
}

// newFlusher returns a flusher for the packets of source that calls failed when
// it cannot go on although no packet came.
func newFlusher(source capture.Source, sinks []sink, failed func()) *flusher {
	f := &flusher{sinks: sinks, failed: failed, eager: true}
	if s, ok := source.(capture.Idler); ok {
		f.eager = false
		s.OnIdle(f.idle)
	}
	for _, s := range sinks {
		if _, ok := s.(timedSink); ok {
			f.mu.Lock()
			f.clock = time.AfterFunc(0, f.tick)
			f.mu.Unlock()
			break
		}
	}
	return f
}

// packets gives packets to the sinks.
func (f *flusher) packets(b *capture.Batch) error {
	if !f.held {
		f.mu.Lock()
		f.held = true
	}
	if f.err != nil {
		return f.err
	}
	for _, s := range f.sinks {
		taken, err := s.batch(b)
		if err != nil {
			f.count += uint64(taken)
			f.err = err
			f.errors.Add(1)
			return err
		}
	}
	n := b.Len()
	f.count += uint64(n)
	if f.batch += n; f.batch >= batchSize || f.eager {
		if f.eager {
			f.flush()
		}
		f.release()
	}
	return nil
}

// idle flushes: the source has no more packets at present.
func (f *flusher) idle() {
	if !f.held && f.batch == 0 {
		return // nothing since it was idle before
	}
	if !f.held {
		f.mu.Lock()
		f.held = true
	}
	f.flush()
	f.release()
	f.batch = 0
}

// tally returns how many packets the sinks took, and how many writes failed.
func (f *flusher) tally() (taken, failed uint64) { return f.taken.Load(), f.errors.Load() }

// release lets others have mu, which the reading goroutine holds.
func (f *flusher) release() {
	f.taken.Store(f.count)
	f.held = false
	f.mu.Unlock()
}

// flush flushes the sinks; the caller holds mu.
func (f *flusher) flush() {
	if f.err != nil {
		return
	}
	for _, s := range f.sinks {
		f.err = errors.Join(f.err, s.flush())
	}
	if f.err != nil {
		f.errors.Add(1)
		f.failed()
	}
}

// flushNow flushes the sinks at once, whatever they would rather wait for.
func (f *flusher) flushNow() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.sinks {
		if file, ok := s.(*fileSink); ok && f.err == nil {
			f.err = file.flushNow()
		}
	}
	f.flush()
}

// tick is the clock's function.
func (f *flusher) tick() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil || f.clock == nil {
		return
	}
	var soonest time.Time
	for _, s := range f.sinks {
		t, ok := s.(timedSink)
		if !ok {
			continue
		}
		next, err := t.tick()
		if err != nil {
			f.err = err
			f.failed()
			return
		}
		if !next.IsZero() && (soonest.IsZero() || next.Before(soonest)) {
			soonest = next
		}
	}
	if !soonest.IsZero() {
		f.clock.Reset(time.Until(soonest))
	}
}

// close closes the sinks. After a packet or a flush that failed it reports only
// what closing itself adds. The goroutine that read the source calls it.
func (f *flusher) close() error {
	if f.held {
		f.release()
	}
	f.taken.Store(f.count)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.clock != nil {
		f.clock.Stop()
		f.clock = nil
	}
	failed := f.err
	var err error
	for _, s := range f.sinks {
		err = errors.Join(err, s.close())
	}
	if failed != nil {
		return failed
	}
	return err
}
