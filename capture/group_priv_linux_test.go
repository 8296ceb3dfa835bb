package capture

import (
	"context"
	"encoding/binary"
	"errors"
	"sync"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/ringmmap"
)

// openGroup opens a group in the namespace, closed when the test ends.
func openGroup(t testing.TB, n *netlab.Namespace, configs ...LiveConfig) *Group {
	t.Helper()
	var g *Group
	n.Do(func() {
		var err error
		if g, err = OpenGroup(configs...); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = g.Close() })
	return g
}

// three returns a namespace with three veth pairs, and configurations for the
// receiving ends b, d and f.
func three(t testing.TB) (*netlab.Namespace, []LiveConfig) {
	n := netlab.New(t)
	var configs []LiveConfig
	for _, pair := range []string{"ab", "cd", "ef"} {
		n.Veth(pair[:1], pair[1:])
		// A block for each packet, should the sender be slow.
		configs = append(configs, LiveConfig{Interface: pair[1:], Ring: ringmmap.Config{BlockSize: 8 << 10, Blocks: 512, RetireTimeout: time.Millisecond}})
	}
	return n, configs
}

var senders = []string{"a", "c", "e"}

// TestGroupOrder sends packets on three interfaces in turn: they come as they
// were sent, each with its interface.
func TestGroupOrder(t *testing.T) {
	n, configs := three(t)
	g := openGroup(t, n, configs...)
	const count = 60
	for i := range count {
		// Runs and alternations.
		n.Send(senders[i*i/7%3], frame(uint32(i), 60))
		if i%20 == 19 {
			time.Sleep(5 * time.Millisecond)
		}
	}
	got := take(t, g, count, patience)
	if len(got) != count {
		t.Fatalf("%d packets, want %d", len(got), count)
	}
	for i, p := range got {
		if which := int(binary.BigEndian.Uint32(p.Data[14:])); which != i || p.Interface != i*i/7%3 {
			t.Fatalf("packet %d is number %d from interface %d, want %d", i, which, p.Interface, i*i/7%3)
		}
	}
	ifs := g.Interfaces()
	for i, name := range []string{"b", "d", "f"} {
		if ifs[i].Name != name || ifs[i].LinkType != linktype.Ethernet {
			t.Errorf("interface %d is %+v, want %s", i, ifs[i], name)
		}
	}
	if s, err := g.Stats(); err != nil || s.Captured != count || s.Received != count || s.Dropped != 0 {
		t.Errorf("Stats = %+v, %v", s, err)
	}
}

// TestGroupWaitsForBlocks has one ring hand its block over long after the other, and
// the group not know: it sees that there are packets in it, and waits.
func TestGroupWaitsForBlocks(t *testing.T) {
	n, configs := three(t)
	configs[0].Ring.RetireTimeout = 200 * time.Millisecond
	g := openGroup(t, n, configs...)
	g.delay = 0
	const count = 9
	for i := range count {
		n.Send(senders[i%3], frame(uint32(i), 60))
	}
	got := take(t, g, count, patience)
	if len(got) != count {
		t.Fatalf("%d packets, want %d", len(got), count)
	}
	for i, p := range got {
		if which := int(binary.BigEndian.Uint32(p.Data[14:])); which != i {
			t.Fatalf("packet %d is number %d", i, which)
		}
	}
}

// TestGroupResumes leaves the loop at every packet: the next loop goes on where
// that was left.
func TestGroupResumes(t *testing.T) {
	n, configs := three(t)
	g := openGroup(t, n, configs...)
	const count = 30
	for i := range count {
		n.Send(senders[i%3], frame(uint32(i), 60))
	}
	for i := range count {
		got := take(t, g, 1, patience)
		if len(got) != 1 || int(binary.BigEndian.Uint32(got[0].Data[14:])) != i {
			t.Fatalf("loop %d got %+v", i, got)
		}
	}
}

// TestGroupEndsWithContext has the packets that were captured before the end
// of the context come all the same, in order.
func TestGroupEndsWithContext(t *testing.T) {
	n, configs := three(t)
	for i := range configs {
		configs[i].Ring.RetireTimeout = 50 * time.Millisecond
	}
	g := openGroup(t, n, configs...)
	const count = 30
	for i := range count {
		n.Send(senders[i%3], frame(uint32(i), 60))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	i := 0
	for p, err := range g.Borrow(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if int(binary.BigEndian.Uint32(p.Data[14:])) != i {
			t.Errorf("packet %d is %x", i, p.Data)
		}
		i++
	}
	if i != count {
		t.Errorf("%d packets, want %d", i, count)
	}
}

func TestGroupOutlivesInterface(t *testing.T) {
	n, configs := three(t)
	var mu sync.Mutex
	var events []Event
	for i := range configs {
		configs[i].Notify = func(e Event) {
			mu.Lock()
			defer mu.Unlock()
			if e.Kind == EventGone {
				events = append(events, e)
			}
		}
	}
	g := openGroup(t, n, configs...)
	n.Send("a", frame(0, 60))
	n.Send("c", frame(1, 60))
	n.Delete("c")
	n.Send("a", frame(2, 60))
	if got := take(t, g, 3, patience); len(got) != 3 {
		t.Errorf("%d packets, want 3", len(got))
	}
	take(t, g, 1, 400*time.Millisecond) // until it has seen that d is gone
	mu.Lock()
	if len(events) == 0 || events[0].Interface != "d" {
		t.Errorf("events %v, want that d is gone", events)
	}
	mu.Unlock()
	n.Delete("a")
	n.Delete("e")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, err := range g.Borrow(ctx) {
		if !errors.Is(err, ErrInterfaceGone) {
			t.Errorf("got %v, want that the last interface is gone", err)
		}
		return
	}
	t.Error("the group ended without an error")
}

func TestGroupCloses(t *testing.T) {
	n, configs := three(t)
	before := holding(t)
	for i := range 20 {
		var g *Group
		n.Do(func() {
			var err error
			if g, err = OpenGroup(configs...); err != nil {
				t.Fatal(err)
			}
		})
		n.Send("a", frames(10, 60)...)
		var reader sync.WaitGroup
		reader.Go(func() {
			for p, err := range g.Borrow(context.Background()) {
				if err != nil {
					t.Error(err)
				}
				_ = p.Data[len(p.Data)-1]
			}
		})
		time.Sleep(time.Duration(i%5) * time.Millisecond)
		if err := g.Close(); err != nil {
			t.Error(err)
		}
		reader.Wait()
	}
	nothingMore(t, before)
}

func TestGroupErrors(t *testing.T) {
	n, configs := three(t)
	before := holding(t)
	n.Do(func() {
		if _, err := OpenGroup(); err == nil {
			t.Error("a group of nothing")
		}
		if _, err := OpenGroup(configs[0], LiveConfig{Interface: AnyInterface}); err == nil {
			t.Error("any as one of several")
		}
		if _, err := OpenGroup(configs[0], LiveConfig{Interface: "nosuch0"}); !errors.Is(err, ErrNoInterface) {
			t.Errorf("unknown interface: %v", err)
		}
	})
	nothingMore(t, before)
	g := openGroup(t, n, configs...)
	n.Send("a", frame(0, 60))
	for range g.Borrow(context.Background()) {
		for _, err := range g.Borrow(context.Background()) {
			if !errors.Is(err, ringmmap.ErrBusy) {
				t.Errorf("second reader: %v", err)
			}
		}
		break
	}
}
