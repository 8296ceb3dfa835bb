package inject

import (
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"
)

// A tape is a Sender that keeps what it is given.
type tape struct {
	mu      sync.Mutex
	packets [][]byte
	calls   int
	fail    int // fail at this packet, counted from 1
	slow    time.Duration
}

var errTape = errors.New("end of tape")

func (s *tape) Send(packets [][]byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	time.Sleep(s.slow)
	for i, p := range packets {
		if len(s.packets)+1 == s.fail {
			return i, errTape
		}
		s.packets = append(s.packets, slices.Clone(p))
	}
	return len(packets), nil
}

func (s *tape) Close() error { return nil }

// numbered yields n packets that hold their number, in one buffer used again.
func numbered(n int, at Schedule) iter.Seq[Due] {
	return func(yield func(Due) bool) {
		buf := make([]byte, 4)
		for i := range n {
			binary.BigEndian.PutUint32(buf, uint32(i))
			if !yield(Due{buf, at(i)}) {
				return
			}
		}
	}
}

func (s *tape) inOrder(t *testing.T, n int) {
	t.Helper()
	if len(s.packets) != n {
		t.Fatalf("sent %d packets, want %d", len(s.packets), n)
	}
	for i, p := range s.packets {
		if got := binary.BigEndian.Uint32(p); got != uint32(i) {
			t.Fatalf("packet %d is %d", i, got)
		}
	}
}

func TestTransmit(t *testing.T) {
	rate, err := Rate(5000)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		n     int
		at    Schedule
		slow  time.Duration
		least time.Duration
		calls int // at most
	}{
		{"at once", 1000, Every(0), 0, 0, 1000},
		{"on time", 100, rate, 0, 99 * 200 * time.Microsecond, 100},
		{"behind", 640, Every(time.Microsecond), 2 * time.Millisecond, 639 * time.Microsecond, 20},
		{"backwards", 64, func(i int) time.Duration { return time.Duration(64-i) * time.Microsecond }, 0, 0, 64},
		{"none", 0, Every(time.Hour), 0, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &tape{slow: tt.slow}
			p := StartPacer()
			r, err := Transmit(context.Background(), s, p, numbered(tt.n, tt.at))
			if err != nil {
				t.Fatal(err)
			}
			s.inOrder(t, tt.n)
			if r.Packets != uint64(tt.n) || r.Bytes != uint64(tt.n)*4 || r.Timing.Count != uint64(tt.n) {
				t.Errorf("report %+v, want %d packets", r, tt.n)
			}
			if r.Elapsed < tt.least {
				t.Errorf("took %v, less than the schedule's %v", r.Elapsed, tt.least)
			}
			if s.calls > tt.calls {
				t.Errorf("%d calls of Send, want %d at most", s.calls, tt.calls)
			}
		})
	}
}

func TestTransmitStopsAtError(t *testing.T) {
	s := &tape{fail: 7}
	r, err := Transmit(context.Background(), s, StartPacer(), numbered(100, Every(0)))
	if !errors.Is(err, errTape) || r.Packets != 6 {
		t.Errorf("Transmit = %+v, %v; want 6 packets and the sender's error", r, err)
	}
	s.inOrder(t, 6)
}

func TestTransmitStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	s := &tape{}
	r, err := Transmit(ctx, s, StartPacer(), numbered(2, Every(time.Hour)))
	if !errors.Is(err, context.Canceled) || r.Packets != 1 {
		t.Errorf("Transmit = %+v, %v; want one packet and context.Canceled", r, err)
	}
}

func TestWaitIsNeverEarly(t *testing.T) {
	p := StartPacer()
	for i := range 200 {
		due := time.Duration(i*i) * 3 * time.Microsecond
		if err := p.Wait(context.Background(), due); err != nil {
			t.Fatal(err)
		}
		if got := p.Elapsed(); got < due {
			t.Fatalf("Wait(%v) returned at %v", due, got)
		}
	}
}

func TestRateDoesNotDrift(t *testing.T) {
	at, err := Rate(3)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		i    int
		want time.Duration
	}{{0, 0}, {1, 333333333}, {2, 666666667}, {3, time.Second}, {300_000_000, 100_000_000 * time.Second}} {
		if got := at(tt.i); got != tt.want {
			t.Errorf("packet %d of 3 a second is due at %d, want %d", tt.i, got, tt.want)
		}
	}
	for _, bad := range []float64{0, -1} {
		if _, err := Rate(bad); err == nil {
			t.Errorf("Rate(%v) is no error", bad)
		}
	}
}

// TestHistogram compares quantiles with those of the sorted values.
func TestHistogram(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var h Histogram
	var all []time.Duration
	for range 10000 {
		d := time.Duration(rng.Int64N(1 << rng.IntN(40)))
		all = append(all, d)
		h.Add(d)
	}
	slices.Sort(all)
	for _, q := range []float64{0.01, 0.5, 0.9, 0.99, 1} {
		want := all[max(int(q*float64(len(all)))-1, 0)]
		got := h.Quantile(q)
		if got < want || float64(got) > float64(want)*1.04+1 {
			t.Errorf("quantile %v = %v, want %v to 4 %%", q, got, want)
		}
	}
	if got := h.timing().Max; got != all[len(all)-1] {
		t.Errorf("max = %v, want %v", got, all[len(all)-1])
	}
	if got := (&Histogram{}).timing(); got != (Timing{}) {
		t.Errorf("timing of nothing = %+v", got)
	}
}

func TestBucketsCoverAllValues(t *testing.T) {
	for shift := range 64 {
		for _, v := range []uint64{1<<shift - 1, 1 << shift, 1<<shift + 1, 3 << shift >> 1} {
			i := bucket(v)
			if i >= len(Histogram{}.buckets) {
				t.Fatalf("bucket(%d) = %d", v, i)
			}
			if top := bucketTop(i); top < v {
				t.Errorf("value %d is in bucket %d, whose top is %d", v, i, top)
			}
			if i > 0 {
				if below := bucketTop(i - 1); below >= v {
					t.Errorf("value %d is in bucket %d, above whose floor %d it is not", v, i, below)
				}
			}
		}
	}
}

func TestTransmitDoesNotAllocate(t *testing.T) {
	var h Histogram
	if n := testing.AllocsPerRun(100, func() { h.Add(12345) }); n != 0 {
		t.Errorf("counting a timing error allocates %v times", n)
	}
	var s discard
	var tr transmission
	tr.sender, tr.pacer = s, StartPacer()
	d := Due{Packet: make([]byte, 60)}
	for range MaxBatch {
		if err := tr.put(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	if n := testing.AllocsPerRun(1000, func() {
		if err := tr.put(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("sending a packet allocates %v times", n)
	}
}

type discard struct{}

func (discard) Send(p [][]byte) (int, error) { return len(p), nil }
func (discard) Close() error                 { return nil }

func BenchmarkTransmit(b *testing.B) {
	b.ReportAllocs()
	d := Due{Packet: make([]byte, 60)}
	_, err := Transmit(context.Background(), discard{}, StartPacer(), func(yield func(Due) bool) {
		for b.Loop() {
			if !yield(d) {
				return
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
}
