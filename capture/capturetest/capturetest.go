package capturetest

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pktcap/capture"
	"pktcap/linktype"
	"pktcap/savefile"
)

var _ capture.Source = (*Source)(nil)

// Options says how packets are replayed. The zero value replays all of them at
// once.
type Options struct {
	// Speed, if not 0, lets time pass between packets as it did when they
	// were captured, divided by Speed: 1 is the original timing, 10 is ten
	// times as fast. A packet that is older than the one before comes at once.
	Speed float64

	// Err, if not nil, is what the source ends with after its last packet,
	// as a source does that fails.
	Err error

	// Stats, if not nil, returns what Stats reports, given what the replay
	// has counted: for code that is to react to lost packets.
	Stats func(capture.Stats) capture.Stats
}

// A Source replays packets.
type Source struct {
	src     packetSource
	options Options
	done    chan struct{}
	close   sync.Once
}

// packetSource is what yields the packets that a Source paces.
type packetSource interface {
	Borrow(context.Context) iter.Seq2[*capture.Packet, error]
	Interfaces() []capture.Interface
	Stats() (capture.Stats, error)
	Close() error
}

// File returns a source of the packets of a capture file, pcap or pcapng. A file
// that cannot be opened fails the test. The source is closed when the test ends,
// if it is not by then.
func File(t testing.TB, name string, o Options) *Source {
	t.Helper()
	f, err := capture.OpenFile(name, capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return newSource(t, f, o)
}

// Bytes is File for a capture file in memory. It keeps file, and expects nobody
// to change it.
func Bytes(t testing.TB, file []byte, o Options) *Source {
	t.Helper()
	f, err := capture.NewFile(bytes.NewReader(file), "bytes", capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return newSource(t, f, o)
}

// Packets returns a source of the given packets, which are of link type lt where
// they name interface 0; interface n is then "test" followed by n. Where Length
// is 0 it becomes the number of bytes. It copies what it is given.
func Packets(t testing.TB, lt linktype.Type, o Options, packets ...capture.Packet) *Source {
	t.Helper()
	l := &literal{}
	for _, p := range packets {
		p = p.Clone()
		if p.Length == 0 {
			p.Length = len(p.Data)
		}
		if p.Interface < 0 || p.Interface > 1<<16 {
			t.Fatalf("capturetest: packet of interface %d", p.Interface)
		}
		l.packets = append(l.packets, p)
		l.meet(p.Interface, lt)
	}
	l.meet(0, lt)
	return newSource(t, l, o)
}

func newSource(t testing.TB, src packetSource, o Options) *Source {
	s := &Source{src: src, options: o, done: make(chan struct{})}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close replayed source: %v", err)
		}
	})
	return s
}

// Borrow implements [capture.Source].
func (s *Source) Borrow(ctx context.Context) iter.Seq2[*capture.Packet, error] {
	return func(yield func(*capture.Packet, error) bool) {
		var pace pace
		for p, err := range s.src.Borrow(ctx) {
			if err == nil && s.options.Speed > 0 && !s.wait(ctx, pace.until(p.Time, s.options.Speed)) {
				return
			}
			select {
			case <-s.done:
				return
			default:
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
		select {
		case <-s.done:
		case <-ctx.Done():
		default:
			if s.options.Err != nil {
				yield(nil, s.options.Err)
			}
		}
	}
}

// Packets implements [capture.Source].
func (s *Source) Packets(ctx context.Context) iter.Seq2[capture.Packet, error] {
	return func(yield func(capture.Packet, error) bool) {
		for p, err := range s.Borrow(ctx) {
			if err != nil {
				yield(capture.Packet{}, err)
				return
			}
			if !yield(p.Clone(), nil) {
				return
			}
		}
	}
}

// Interfaces implements [capture.Source].
func (s *Source) Interfaces() []capture.Interface { return s.src.Interfaces() }

// Stats implements [capture.Source].
func (s *Source) Stats() (capture.Stats, error) {
	stats, err := s.src.Stats()
	if err == nil && s.options.Stats != nil {
		stats = s.options.Stats(stats)
	}
	return stats, err
}

// Close implements [capture.Source].
func (s *Source) Close() error {
	s.close.Do(func() { close(s.done) })
	return s.src.Close()
}

// wait sleeps until t, and reports false if ctx or Close ended that.
func (s *Source) wait(ctx context.Context, t time.Time) bool {
	d := time.Until(t)
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-s.done:
	}
	return false
}

// A pace is when packets are due: the first at once.
type pace struct {
	begun time.Time
	first capture.Timestamp
}

func (p *pace) until(t capture.Timestamp, speed float64) time.Time {
	if p.begun.IsZero() {
		p.begun, p.first = time.Now(), t
	}
	return p.begun.Add(time.Duration(float64(t.Sub(p.first)) / speed))
}

// literal is packets in memory as a source.
type literal struct {
	packets  []capture.Packet
	ifs      []capture.Interface
	next     int
	captured atomic.Uint64
	cut      atomic.Uint64
}

// meet adds interfaces up to number n.
func (l *literal) meet(n int, lt linktype.Type) {
	for i := len(l.ifs); i <= n; i++ {
		l.ifs = append(l.ifs, capture.Interface{
			Name: "test" + strconv.Itoa(i), LinkType: lt, Snaplen: savefile.MaxSnaplen, Resolution: 1e9,
		})
	}
}

func (l *literal) Borrow(ctx context.Context) iter.Seq2[*capture.Packet, error] {
	return func(yield func(*capture.Packet, error) bool) {
		var lent capture.Packet
		for l.next < len(l.packets) && ctx.Err() == nil {
			// What the loop body does with Data is its own affair.
			data := append(lent.Data[:0], l.packets[l.next].Data...)
			lent = l.packets[l.next]
			lent.Data = data
			l.next++
			l.captured.Add(1)
			if lent.Length > len(data) {
				l.cut.Add(1)
			}
			if !yield(&lent, nil) {
				return
			}
		}
	}
}

func (l *literal) Interfaces() []capture.Interface { return slices.Clone(l.ifs) }

func (l *literal) Stats() (capture.Stats, error) {
	n := l.captured.Load()
	return capture.Stats{Captured: n, Received: n, Truncated: l.cut.Load()}, nil
}

func (l *literal) Close() error { return nil }
