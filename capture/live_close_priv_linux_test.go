package capture

import (
	"context"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/ringmmap"
)

// smallRing costs little to map.
var smallRing = ringmmap.Config{BlockSize: 64 << 10, Blocks: 8, RetireTimeout: time.Millisecond}

// held counts what a process holds of the system.
type held struct {
	descriptors, mappings, goroutines int
}

func holding(t *testing.T) (h held) {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	// The mapping of a packet socket's ring is that of its socket.
	return held{len(fds), strings.Count(string(maps), "socket:["), runtime.NumGoroutine()}
}

// TestLiveLeavesNothing opens and closes captures with packets arriving and a
// reader in every possible place: at the end all that they held is gone.
func TestLiveLeavesNothing(t *testing.T) {
	rounds := 1000
	if testing.Short() {
		rounds = 50
	}
	n := netlab.New(t)
	n.Veth("a", "b")
	before := holding(t)
	stop := make(chan struct{})
	var sender sync.WaitGroup
	sender.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(200 * time.Microsecond):
				n.Send("a", frames(20, 100)...)
			}
		}
	})

	var slowest atomic.Int64
	var left atomic.Int64
	left.Store(int64(rounds))
	var workers sync.WaitGroup
	for range 16 {
		workers.Go(func() {
			for i := left.Add(-1); i >= 0; i = left.Add(-1) {
				took := openAndClose(t, n, int(i))
				for old := slowest.Load(); int64(took) > old && !slowest.CompareAndSwap(old, int64(took)); old = slowest.Load() {
				}
			}
		})
	}
	workers.Wait()
	close(stop)
	sender.Wait()
	t.Logf("slowest Close: %v", time.Duration(slowest.Load()))
	nothingMore(t, before)
}

// openAndClose opens a capture, reads it in one of three ways on another
// goroutine, and closes it at one of several times. It returns how long Close
// took.
func openAndClose(t *testing.T, n *netlab.Namespace, i int) time.Duration {
	l, err := tryOpen(n, LiveConfig{Interface: "b", Ring: smallRing})
	if err != nil {
		t.Error(err)
		return 0
	}
	var reader sync.WaitGroup
	reader.Go(func() {
		if i%3 == 2 {
			for {
				if _, _, err := l.ZeroCopyReadPacketData(); err != nil {
					if err != io.EOF {
						t.Error(err)
					}
					return
				}
			}
		}
		sum := 0
		for p, err := range l.Borrow(context.Background()) {
			if err != nil {
				t.Error(err)
				return
			}
			for _, b := range p.Data {
				sum += int(b)
			}
			if i%3 == 1 && sum > 10000 {
				return
			}
		}
	})
	time.Sleep(time.Duration(i%7) * 300 * time.Microsecond)
	start := time.Now()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	took := time.Since(start)
	reader.Wait()
	return took
}

// nothingMore waits until the process holds no more than before.
func nothingMore(t *testing.T, before held) {
	t.Helper()
	var now held
	for range 500 {
		now = holding(t)
		if now.descriptors <= before.descriptors && now.mappings <= before.mappings && now.goroutines <= before.goroutines {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("holding %+v, %+v before", now, before)
}

// TestLiveCloseInLoop closes the capture in the loop that reads it.
func TestLiveCloseInLoop(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	before := holding(t)
	l, err := tryOpen(n, LiveConfig{Interface: "b", Ring: smallRing})
	if err != nil {
		t.Fatal(err)
	}
	n.Send("a", frames(10, 100)...)
	count := 0
	for p, err := range l.Borrow(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if string(p.Data) != string(frame(uint32(count), 100)) {
			t.Errorf("packet %d is gone after Close", count)
		}
		count++
	}
	if count == 0 {
		t.Error("no packets")
	}
	nothingMore(t, before)
}

func TestReadPacketData(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	before := holding(t)
	l, err := tryOpen(n, LiveConfig{Interface: "b", Ring: smallRing, Snaplen: 60})
	if err != nil {
		t.Fatal(err)
	}
	sent := frames(50, 100)
	n.Send("a", sent...)
	var kept [][]byte
	for i := range sent {
		data, ci, err := l.ReadPacketData()
		if err != nil {
			t.Fatal(err)
		}
		if ci.CaptureLength != 60 || ci.Length != 114 || time.Since(ci.Timestamp) > time.Minute || ci.InterfaceIndex != 0 {
			t.Errorf("packet %d: %+v", i, ci)
		}
		kept = append(kept, data)
	}
	for i := range kept {
		if string(kept[i]) != string(sent[i][:60]) {
			t.Errorf("packet %d = %x", i, kept[i])
		}
	}
	n.Send("a", sent...)
	data, _, err := l.ZeroCopyReadPacketData()
	if err != nil {
		t.Fatal(err)
	}
	// In the middle of a block, and with data in use: Close leaves nothing.
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if string(data) != string(sent[0][:60]) {
		t.Errorf("data after Close = %x", data)
	}
	nothingMore(t, before)
	if _, _, err := l.ReadPacketData(); err != io.EOF {
		t.Errorf("read after Close: %v, want io.EOF", err)
	}
}
