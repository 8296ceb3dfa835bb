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
	mu    sync.Mutex
	sinks []sink
	timer *time.Timer
	armed bool  // timer runs: a flush is due
	err   error // of a flush, for the next packet to report
}

func newFlusher(sinks []sink) *flusher {
	f := &flusher{sinks: sinks}
	f.timer = time.AfterFunc(time.Hour, f.due)
	f.timer.Stop()
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
	if f.err != nil {
		return
	}
	for _, s := range f.sinks {
		f.err = errors.Join(f.err, s.flush())
	}
}

// close closes the sinks. After a packet or a flush that failed it reports only
// what closing itself adds.
func (f *flusher) close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.timer.Stop()
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
