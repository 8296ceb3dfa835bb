package capture

import (
	"bytes"
	"errors"
	"testing"

	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
	"pktcap/ringmmap"
)

// withoutRing has captures find that no ring can be mapped.
func withoutRing(t *testing.T) {
	t.Helper()
	old := mapRing
	mapRing = func(fd int, c ringmmap.Config) (*ringmmap.Ring, error) { return nil, unix.ENOMEM }
	t.Cleanup(func() { mapRing = old })
}

// TestLiveWithoutRing: a capture that gets no ring says so, and has the same
// packets, tags and cooked headers as one with a ring.
func TestLiveWithoutRing(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	sent := frames(100, 200)
	sent = append(sent, []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x81\x00\x60\x2a\x08\x00tagged packet"))
	for _, name := range []string{"b", AnyInterface} {
		ring := open(t, n, LiveConfig{Interface: name})
		withoutRing(t)
		var events []Event
		plain := open(t, n, LiveConfig{Interface: name, Notify: func(e Event) { events = append(events, e) }})
		if len(events) != 1 || events[0].Kind != EventNoRing || !errors.Is(events[0].Err, unix.ENOMEM) || !plain.Geometry().Plain {
			t.Errorf("%s: events %v, geometry %v", name, events, plain.Geometry())
		}
		n.Send("a", sent...)
		count := len(sent)
		if name == AnyInterface {
			count *= 2 // they leave a, too
		}
		want, got := take(t, ring, count, patience), take(t, plain, count, patience)
		if len(want) != len(got) || len(got) < len(sent) {
			t.Fatalf("%s: %d packets, %d with a ring", name, len(got), len(want))
		}
		for i := range want {
			want[i].Hash = 0 // of the ring only
			w, g := want[i], got[i]
			if !bytes.Equal(w.Data, g.Data) || w.Length != g.Length || w.Meta != g.Meta || w.Interface != g.Interface {
				t.Fatalf("%s: packet %d\n%x %+v, with a ring\n%x %+v", name, i, g.Data, g.Meta, w.Data, w.Meta)
			}
		}
		if s, err := plain.Stats(); err != nil || int(s.Captured) != len(got) || s.Dropped != 0 {
			t.Errorf("%s: Stats = %+v, %v", name, s, err)
		}
		mapRing = ringmmap.Open
	}
}

// TestWithoutRingLeavesNothing is TestLiveLeavesNothing, less often.
func TestWithoutRingLeavesNothing(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	withoutRing(t)
	before := holding(t)
	for i := range 30 {
		n.Send("a", frames(20, 100)...)
		openAndClose(t, n, i)
	}
	nothingMore(t, before)
}
