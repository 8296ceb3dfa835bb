package capture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/ringmmap"
)

func TestMain(m *testing.M) {
	netlab.Enter()
	m.Run()
}

// open opens a capture in the namespace, closed when the test ends.
func open(t testing.TB, n *netlab.Namespace, c LiveConfig) *Live {
	t.Helper()
	l, err := tryOpen(n, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func tryOpen(n *netlab.Namespace, c LiveConfig) (l *Live, err error) {
	n.Do(func() { l, err = OpenLive(c) })
	return l, err
}

// take reads n packets, or those that come within the time given.
func take(t testing.TB, s Source, n int, within time.Duration) []Packet {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	var got []Packet
	for p, err := range s.Packets(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, p); len(got) == n {
			break
		}
	}
	return got
}

const patience = 5 * time.Second

// frame returns an Ethernet frame of n bytes of payload that says which it is.
func frame(which uint32, n int) []byte {
	b := []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5")
	b = binary.BigEndian.AppendUint32(b, which)
	return append(b, make([]byte, max(0, n-4))...)
}

func frames(n, size int) [][]byte {
	var all [][]byte
	for i := range n {
		all = append(all, frame(uint32(i), size))
	}
	return all
}

func TestLiveCapturesBytes(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	l := open(t, n, LiveConfig{Interface: "b"})
	before := TimestampOf(time.Now())
	sent := frames(100, 100)
	n.Send("a", sent...)
	got := take(t, l, len(sent), patience)
	after := TimestampOf(time.Now())
	if len(got) != len(sent) {
		t.Fatalf("%d packets, want %d", len(got), len(sent))
	}
	for i, p := range got {
		if !bytes.Equal(p.Data, sent[i]) || p.Length != len(sent[i]) {
			t.Fatalf("packet %d = %x, length %d, want %x", i, p.Data, p.Length, sent[i])
		}
		if p.Time < before || p.Time > after || i > 0 && p.Time < got[i-1].Time {
			t.Errorf("packet %d at %v, sent from %v to %v", i, p.Time.Time(), before.Time(), after.Time())
		}
		if p.Direction != DirectionIn || p.Type != TypeOtherHost || p.Protocol != 0x88b5 || p.HardwareType != 1 {
			t.Errorf("packet %d: %+v", i, p.Meta)
		}
	}
	s, err := l.Stats()
	if err != nil || s.Captured != 100 || s.Received != 100 || s.Dropped != 0 || s.Truncated != 0 {
		t.Errorf("Stats = %+v, %v", s, err)
	}
	want := Interface{Name: "b", Index: n.Interface("b").Index, LinkType: linktype.Ethernet, Snaplen: DefaultSnaplen, Resolution: 1e9}
	if ifs := l.Interfaces(); len(ifs) != 1 || ifs[0] != want {
		t.Errorf("Interfaces = %+v, want %+v", ifs, want)
	}
}

func TestLiveFilterAndSnaplen(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	// Odd packets, all of their bytes.
	odd, err := cbpf.New([]cbpf.Instruction{
		{Op: cbpf.LdW, K: 14}, {Op: cbpf.JsetK, Jf: 1, K: 1}, {Op: cbpf.RetK, K: 0xffffffff}, {Op: cbpf.RetK},
	})
	if err != nil {
		t.Fatal(err)
	}
	l := open(t, n, LiveConfig{Interface: "b", Filter: odd, Snaplen: 20})
	n.Send("a", frames(10, 100)...)
	got := take(t, l, 5, patience)
	for i, p := range got {
		if len(p.Data) != 20 || p.Length != 114 || binary.BigEndian.Uint32(p.Data[14:]) != uint32(2*i+1) {
			t.Errorf("packet %d = %x of %d bytes", i, p.Data, p.Length)
		}
	}
	if s, err := l.Stats(); err != nil || s.Received != 5 || s.Truncated != 5 {
		t.Errorf("Stats = %+v, %v: the kernel let more through than the filter does", s, err)
	}
	// SetBPF: none from now on.
	if err := l.SetBPF([]cbpf.Instruction{{Op: cbpf.RetK}}); err != nil {
		t.Fatal(err)
	}
	n.Send("a", frames(10, 100)...)
	if got := take(t, l, 1, 100*time.Millisecond); len(got) != 0 {
		t.Errorf("%d packets through a filter that rejects all", len(got))
	}
}

func TestLiveDirection(t *testing.T) {
	for _, tt := range []struct {
		iface     string
		direction Direction
		want      []Direction
	}{
		{"b", DirectionUnknown, []Direction{DirectionIn, DirectionOut}},
		{"b", DirectionIn, []Direction{DirectionIn}},
		{"b", DirectionOut, []Direction{DirectionOut}},
		{"lo", DirectionUnknown, []Direction{DirectionIn}},
		{"lo", DirectionIn, []Direction{DirectionIn}},
		{"lo", DirectionOut, []Direction{DirectionOut}},
	} {
		t.Run(tt.iface+[]string{" both", " in", " out"}[tt.direction], func(t *testing.T) {
			n := netlab.New(t)
			n.Veth("a", "b")
			l := open(t, n, LiveConfig{Interface: tt.iface, Direction: tt.direction})
			if tt.iface == "lo" {
				n.Send("lo", frame(1, 100))
			} else {
				n.Send("a", frame(1, 100))
				n.Send("b", frame(2, 100))
			}
			got := take(t, l, len(tt.want)+1, 150*time.Millisecond)
			var directions []Direction
			for _, p := range got {
				directions = append(directions, p.Direction)
			}
			if len(got) != len(tt.want) {
				t.Fatalf("directions %v, want %v", directions, tt.want)
			}
			for i := range got {
				if directions[i] != tt.want[i] {
					t.Errorf("directions %v, want %v", directions, tt.want)
				}
			}
			if s, err := l.Stats(); err != nil || s.Received != uint64(len(tt.want)) {
				t.Errorf("Stats = %+v, %v: the kernel let more through", s, err)
			}
		})
	}
}

func TestLiveCloseWakesReader(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	for name, end := range map[string]func(*Live, context.CancelFunc){
		"close":  func(l *Live, _ context.CancelFunc) { _ = l.Close() },
		"cancel": func(_ *Live, cancel context.CancelFunc) { cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, n, LiveConfig{Interface: "b"})
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			done := make(chan error)
			go func() {
				for _, err := range l.Borrow(ctx) {
					if err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
			time.Sleep(20 * time.Millisecond) // the reader waits in the kernel by now
			end(l, cancel)
			select {
			case err := <-done:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(patience):
				t.Fatal("the reader did not end")
			}
		})
	}
}

func TestLiveErrors(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	n.Down("a")
	for name, tt := range map[string]struct {
		config LiveConfig
		want   error
	}{
		"unknown":     {LiveConfig{Interface: "nosuch0"}, ErrNoInterface},
		"long name":   {LiveConfig{Interface: "a-name-that-no-interface-has"}, ErrNoInterface},
		"zero byte":   {LiveConfig{Interface: "a\x00b"}, ErrNoInterface},
		"down":        {LiveConfig{Interface: "a"}, ErrInterfaceDown},
		"wrong block": {LiveConfig{Interface: "b", Ring: ringmmap.Config{BlockSize: 1000}}, nil},
	} {
		_, err := tryOpen(n, tt.config)
		var size *ringmmap.SizeError
		var ifc *InterfaceError
		switch {
		case tt.want == nil && !errors.As(err, &size):
			t.Errorf("%s: %v, want a SizeError", name, err)
		case tt.want != nil && (!errors.Is(err, tt.want) || !errors.As(err, &ifc)):
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func TestLiveSurvivesDown(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	var events []Event
	l := open(t, n, LiveConfig{Interface: "b", Notify: func(e Event) { events = append(events, e) }})
	n.Send("a", frame(1, 100))
	n.Down("b")
	got := take(t, l, 2, 300*time.Millisecond)
	n.Up("b")
	got = append(got, take(t, l, 2, 300*time.Millisecond)...)
	n.Send("a", frame(2, 100))
	got = append(got, take(t, l, 1, patience)...)
	if len(got) != 2 {
		t.Errorf("%d packets, want 2", len(got))
	}
	want := []Event{{Kind: EventDown, Interface: "b"}, {Kind: EventUp, Interface: "b"}}
	if len(events) != 2 || events[0] != want[0] || events[1] != want[1] {
		t.Errorf("events %v, want %v", events, want)
	}
}

func TestLiveInterfaceGone(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	l := open(t, n, LiveConfig{Interface: "b"})
	n.Send("a", frames(10, 100)...)
	n.Delete("a")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	count := 0
	for p, err := range l.Packets(ctx) {
		if err == nil {
			if int(binary.BigEndian.Uint32(p.Data[14:])) != count {
				t.Errorf("packet %d is %x", count, p.Data)
			}
			count++
			continue
		}
		var ifc *InterfaceError
		if !errors.Is(err, ErrInterfaceGone) || !errors.As(err, &ifc) || ifc.Name != "b" {
			t.Errorf("error %v, want that b was removed", err)
		}
		if count != 10 {
			t.Errorf("%d packets before the error, want 10", count)
		}
		return
	}
	t.Error("the capture ended without an error")
}

// TestLivePermission opens a capture without privilege, in a process that has
// none.
func TestLivePermission(t *testing.T) {
	if os.Getenv("CAPTURE_TEST_NO_PRIVILEGE") == "1" {
		_, err := OpenLive(LiveConfig{Interface: "lo"})
		var p *PermissionError
		if !errors.Is(err, os.ErrPermission) || !errors.As(err, &p) || p.Capability != "CAP_NET_RAW" {
			t.Errorf("error %v, want a PermissionError", err)
		}
		return
	}
	netlab.Privileged(t)
	setpriv := netlab.Peer(t, "setpriv")
	cmd := exec.Command(setpriv, "--bounding-set=-all", "--inh-caps=-all", os.Args[0], "-test.run=^TestLivePermission$")
	cmd.Env = append(os.Environ(), "CAPTURE_TEST_NO_PRIVILEGE=1", "PKTCAP_NETLAB_ENTERED=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
