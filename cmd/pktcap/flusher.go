package main

import (
	"errors"
	"sync"
	"time"

	"pktcap/capture"
)

// flushDelay is how long a packet may wait in a buffer: too short for somebody
// watching to notice, and long enough for a busy stream to fill the buffer.
const flushDelay = 10 * time.Millisecond

// A flusher gives packets to sinks and flushes them when the source has gone
// quiet, since nobody else runs while a source waits for its next packet.
type flusher struct {
	mu     sync.Mutex
	sinks  []sink
	timer  *time.Timer
	clock  *time.Timer // for sinks that do something by the clock; nil without
	armed  bool        // timer runs: a flush is due
	err    error       // of a flush, for the next packet to report
	failed func()      // tells that err was set without a packet
}

// A timedSink does something by the clock.
type timedSink interface {
	// tick does what is due, and returns when more is; the zero time is never.
	tick() (next time.Time, err error)
}

// newFlusher returns a flusher that calls failed when it cannot go on although
// no packet came.
func newFlusher(sinks []sink, failed func()) *flusher {
	f := &flusher{sinks: sinks, failed: failed}
	f.timer = time.AfterFunc(time.Hour, f.due)
	f.timer.Stop()
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

func (f *flusher) packet(p *capture.Packet) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return f.err
	}
	for _, s := range f.sinks {
		if err := s.packet(p); err != nil {
			f.err = err
			return err
		}
	}
	if !f.armed && len(f.sinks) > 0 {
		f.armed = true
		f.timer.Reset(flushDelay)
	}
	return nil
}

// due is the timer's function: nothing has flushed for flushDelay.
func (f *flusher) due() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.armed = false
	f.flush()
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
// what closing itself adds.
func (f *flusher) close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.timer.Stop()
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
