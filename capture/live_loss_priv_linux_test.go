package capture

import (
	"context"
	"encoding/binary"
	"os"
	"strconv"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/ringmmap"
)

// stormSize is how many packets a storm has: PKTCAP_STORM, or few enough for
// every run of the tests.
func stormSize(t *testing.T) int {
	t.Helper()
	text := os.Getenv("PKTCAP_STORM")
	if text == "" {
		return 100_000
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("PKTCAP_STORM: %v", err)
	}
	return n
}

// TestLiveAccountsForStorm has a reader that is too slow for a storm, and
// stops altogether at times. Each packet was captured in its order or counted
// as dropped, and each gap in the order has its mark.
func TestLiveAccountsForStorm(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	size := stormSize(t)
	l := open(t, n, LiveConfig{Interface: "b", Ring: ringmmap.Config{BlockSize: 64 << 10, Blocks: 8, RetireTimeout: 5 * time.Millisecond}})

	sent := make(chan struct{})
	go func() {
		defer close(sent)
		const batch = 1000
		for from := 0; from < size; from += batch {
			var some [][]byte
			for i := from; i < min(from+batch, size); i++ {
				some = append(some, frame(uint32(i), 60))
			}
			n.Send("a", some...)
		}
	}()
	// The reader ends when everything was sent and has had its time to come.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-sent
		time.Sleep(50 * time.Millisecond)
		cancel()
	}()
	next, captured, missed, marks, gaps := 0, 0, 0, 0, 0
	for p, err := range l.Borrow(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		which := int(binary.BigEndian.Uint32(p.Data[14:]))
		if which < next {
			t.Fatalf("packet %d after %d", which, next-1)
		}
		if which > next {
			gaps++
			missed += which - next
		}
		if p.LossBefore {
			marks++
		}
		next = which + 1
		if captured++; captured%20_000 == 1 {
			time.Sleep(30 * time.Millisecond)
		}
	}
	<-sent
	missed += size - next
	s, err := l.Stats()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v, %d gaps, %d marks", s, gaps, marks)
	if s.Received != uint64(size) || s.Captured != uint64(captured) || s.Captured+s.Dropped != uint64(size) || s.Dropped != uint64(missed) {
		t.Errorf("sent %d, captured %d, missed %d: %+v", size, captured, missed, s)
	}
	if gaps > 0 && marks == 0 || marks > gaps+1 {
		t.Errorf("%d marks for %d gaps", marks, gaps)
	}
	if s.Dropped == 0 || s.Freezes == 0 {
		t.Errorf("the reader kept up: %+v", s)
	}
}
