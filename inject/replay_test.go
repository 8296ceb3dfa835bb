package inject

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"math"
	"slices"
	"testing"
	"time"

	"pktcap/capture"
)

// A reel is a Source of given packets.
type reel struct {
	capture.Source
	packets []capture.Packet
	err     error
}

func (r reel) Borrow(context.Context) iter.Seq2[*capture.Packet, error] {
	return func(yield func(*capture.Packet, error) bool) {
		for i := range r.packets {
			if !yield(&r.packets[i], nil) {
				return
			}
		}
		if r.err != nil {
			yield(nil, r.err)
		}
	}
}

func TestReplay(t *testing.T) {
	packet := func(at time.Duration, size, length int) capture.Packet {
		return capture.Packet{Data: make([]byte, size), Length: length, Time: capture.Timestamp(1e18) + capture.Timestamp(at)}
	}
	const ms = time.Millisecond
	film := reel{packets: []capture.Packet{
		packet(0, 100, 100), packet(10*ms, 200, 200), packet(11*ms, 60, 1500), packet(5*ms, 100, 100), packet(20*ms, 100, 100),
	}}
	for _, tt := range []struct {
		name  string
		pace  Pace
		limit uint64
		want  []time.Duration
	}{
		{"as captured", Pace{}, 0, []time.Duration{0, 10 * ms, 5 * ms, 20 * ms}},
		{"faster", Pace{Multiplier: 2}, 0, []time.Duration{0, 5 * ms, 2500 * time.Microsecond, 10 * ms}},
		{"slower", Pace{Multiplier: 0.1}, 2, []time.Duration{0, 100 * ms}},
		{"packet rate", Pace{PacketRate: 100}, 0, []time.Duration{0, 10 * ms, 20 * ms, 30 * ms}},
		{"bit rate", Pace{BitRate: 8e5}, 0, []time.Duration{0, 1 * ms, 3 * ms, 4 * ms}},
		{"top speed", Pace{TopSpeed: true}, 0, []time.Duration{0, 0, 0, 0}},
	} {
		r, err := NewReplay(tt.pace)
		if err != nil {
			t.Fatal(err)
		}
		r.Limit = tt.limit
		var got []time.Duration
		for d := range r.Packets(context.Background(), film) {
			got = append(got, d.At)
		}
		if !slices.Equal(got, tt.want) || r.Err() != nil {
			t.Errorf("%s: due at %v, %v; want %v", tt.name, got, r.Err(), tt.want)
		}
		if tt.limit == 0 && r.Cut() != 1 {
			t.Errorf("%s: %d packets cut, want 1", tt.name, r.Cut())
		}
	}
}

func TestReplayLoops(t *testing.T) {
	film := reel{packets: []capture.Packet{{Time: 7}, {Time: 107}}}
	r, err := NewReplay(Pace{})
	if err != nil {
		t.Fatal(err)
	}
	var got []time.Duration
	for range 3 {
		for d := range r.Packets(context.Background(), film) {
			got = append(got, d.At)
		}
	}
	if want := []time.Duration{0, 100, 100, 200, 200, 300}; !slices.Equal(got, want) {
		t.Errorf("due at %v, want %v", got, want)
	}
}

func TestReplayErrors(t *testing.T) {
	bad := errors.New("bad file")
	r, err := NewReplay(Pace{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range r.Packets(context.Background(), reel{packets: make([]capture.Packet, 3), err: bad}) {
		n++
	}
	if n != 3 || r.Err() != bad {
		t.Errorf("%d packets, %v; want 3 and the source's error", n, r.Err())
	}
	for _, p := range []Pace{{Multiplier: -1}, {PacketRate: math.NaN()}, {BitRate: math.Inf(1)}, {TopSpeed: true, PacketRate: 1}} {
		if _, err := NewReplay(p); err == nil {
			t.Errorf("NewReplay(%+v) is no error", p)
		}
	}
}

// TestReplayIsWhole transmits a replay and compares every byte.
func TestReplayIsWhole(t *testing.T) {
	var film reel
	for i := range 300 {
		film.packets = append(film.packets, capture.Packet{
			Data: bytes.Repeat([]byte{byte(i)}, i+1), Length: i + 1, Time: capture.Timestamp(i * 1000),
		})
	}
	r, err := NewReplay(Pace{})
	if err != nil {
		t.Fatal(err)
	}
	s := &tape{}
	report, err := Transmit(context.Background(), s, StartPacer(), r.Packets(context.Background(), film))
	if err != nil || report.Packets != 300 {
		t.Fatalf("%+v, %v", report, err)
	}
	for i, p := range s.packets {
		if !bytes.Equal(p, film.packets[i].Data) {
			t.Fatalf("packet %d is % x", i, p)
		}
	}
}
