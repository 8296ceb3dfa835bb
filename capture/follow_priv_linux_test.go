package capture

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

// TestLiveFollows removes the interface twice and makes it anew: each time the
// capture goes on, promiscuous again, with the gap marked and nothing lost
// before it.
func TestLiveFollows(t *testing.T) {
	netlab.Peer(t, "ip")
	n := netlab.New(t)
	n.Veth("a", "b")
	var kinds []string
	back := make(chan struct{}, 10)
	l := open(t, n, LiveConfig{Interface: "b", Follow: true, Ring: smallRing, Notify: func(e Event) {
		if kinds = append(kinds, e.Kind.String()); e.Kind == EventBack {
			back <- struct{}{}
		}
	}})
	ctx, cancel := context.WithTimeout(context.Background(), 4*patience)
	defer cancel()
	const rounds, each = 3, 5
	done := make(chan []Packet)
	go func() {
		var got []Packet
		for p, err := range l.Packets(ctx) {
			if err != nil {
				t.Error(err)
				break
			}
			if got = append(got, p); len(got) == rounds*each {
				break
			}
		}
		done <- got
	}()
	for round := range rounds {
		if round > 0 {
			n.Delete("b")
			time.Sleep(50 * time.Millisecond)
			n.Veth("a", "b")
			select {
			case <-back:
			case <-time.After(patience):
				t.Fatal("the capture did not take the new interface")
			}
			if d := n.Run("ip", "-details", "link", "show", "dev", "b"); !strings.Contains(d, "promiscuity 1") {
				t.Errorf("the new interface is not promiscuous: %s", d)
			}
		}
		for i := range each {
			n.Send("a", frame(uint32(round*each+i), 60))
		}
	}
	got := <-done
	if len(got) != rounds*each {
		t.Fatalf("%d packets, want %d; events %v", len(got), rounds*each, kinds)
	}
	for i, p := range got {
		if int(binary.BigEndian.Uint32(p.Data[14:])) != i || p.LossBefore != (i > 0 && i%each == 0) {
			t.Errorf("packet %d is %x, LossBefore %v", i, p.Data[14:18], p.LossBefore)
		}
	}
	if want := "down gone back down gone back"; strings.Join(kinds, " ") != want {
		t.Errorf("events %v, want %s", kinds, want)
	}
	if s, err := l.Stats(); err != nil || s.Received != rounds*each || s.InterfaceDropped != 0 {
		t.Errorf("Stats = %+v, %v", s, err)
	}
	if index := l.Interfaces()[0].Index; index != n.Interface("b").Index {
		t.Errorf("interface index %d, want the new one", index)
	}
}

func TestWaitInterface(t *testing.T) {
	n := netlab.New(t)
	ready := make(chan error)
	go func() {
		// Do would fail the test from a goroutine that is not its own.
		ready <- InNamespace(n.Path(), func() error { return WaitInterface(t.Context(), "b") })
	}()
	time.Sleep(20 * time.Millisecond)
	select {
	case err := <-ready:
		t.Fatalf("returned before there is an interface: %v", err)
	default:
	}
	n.Veth("a", "b")
	select {
	case err := <-ready:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("did not return")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	n.Do(func() {
		if err := WaitInterface(ctx, "nosuch0"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after the deadline: %v", err)
		}
	})
}

// TestGroupFollows: a group takes interfaces while it is read, and Close leaves
// nothing of them and of the watching, wherever the reader is.
func TestGroupFollows(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	before := holding(t)
	for round := range 8 {
		events := make(chan Event, 100)
		config := LiveConfig{Interface: "b", Namespace: n.Path(), Ring: smallRing, Notify: func(e Event) { events <- e }}
		g, err := OpenGroup(config)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Follow(Selection{
			Namespace: n.Path(),
			Match:     func(name string) bool { return name == "d" },
			Config:    func(string) LiveConfig { return config },
		}); err != nil {
			t.Fatal(err)
		}
		var got []Packet
		done := make(chan struct{})
		go func() {
			defer close(done)
			for p, err := range g.Packets(context.Background()) {
				if err != nil {
					t.Error(err)
					return
				}
				if got = append(got, p); len(got) == 2 && round%2 == 0 {
					return
				}
			}
		}()
		n.Send("a", frame(1, 100))
		n.Veth("c", "d")
		select {
		case e := <-events:
			if e.Kind != EventNew || e.Interface != "d" {
				t.Errorf("event %+v", e)
			}
		case <-time.After(patience):
			t.Fatal("nobody tells of the new interface")
		}
		n.Send("c", frame(2, 100))
		if round%2 == 0 {
			<-done
			if len(got) != 2 || got[1].Interface != 1 || len(g.Members()) != 2 || g.Interfaces()[1].Name != "d" {
				t.Errorf("packets %+v, interfaces %+v", got, g.Interfaces())
			}
			if s, err := g.Stats(); err != nil || s.Received != 2 {
				t.Errorf("Stats = %+v, %v", s, err)
			}
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
		<-done
		n.Delete("c")
	}
	nothingMore(t, before)
}
