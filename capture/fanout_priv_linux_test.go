package capture

import (
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

func openFanout(t testing.TB, n *netlab.Namespace, c LiveConfig, f Fanout) *Group {
	t.Helper()
	var g *Group
	n.Do(func() {
		var err error
		if g, err = OpenFanout(c, f); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = g.Close() })
	return g
}

// TestFanoutSharesPackets has each packet of many flows come to one worker, in
// every mode, and a flow's packets to the same one where the mode is by flow.
func TestFanoutSharesPackets(t *testing.T) {
	const flows, rounds, workers = 32, 4, 3
	for _, name := range []string{"hash", "lb", "cpu", "rollover", "rnd", "qm"} {
		t.Run(name, func(t *testing.T) {
			mode, ok := FanoutModeByName(name)
			if !ok || mode.String() != name {
				t.Fatalf("mode %v, %v", mode, ok)
			}
			n := netlab.New(t)
			n.Veth("a", "b")
			g := openFanout(t, n, LiveConfig{Interface: "b", BufferSize: 1 << 20}, Fanout{Workers: workers, Mode: mode})
			var sent [][]byte
			for round := range rounds {
				for flow := range flows {
					sent = append(sent, udp(uint16(1000+flow), "", round))
				}
			}
			n.Send("a", sent...)
			time.Sleep(30 * time.Millisecond) // the rings' timeouts
			worker := map[uint16]int{}
			used, count := 0, 0
			for i, l := range g.Members() {
				got := take(t, l, len(sent), 30*time.Millisecond)
				if len(got) > 0 {
					used++
				}
				count += len(got)
				for _, p := range got {
					port := binary.BigEndian.Uint16(p.Data[36:])
					if before, ok := worker[port]; ok && before != i && mode == FanoutHash {
						t.Errorf("flow %d is at workers %d and %d", port, before, i)
					}
					worker[port] = i
				}
			}
			if count != len(sent) || len(worker) != flows {
				t.Errorf("%d packets of %d flows, want %d of %d", count, len(worker), len(sent), flows)
			}
			if spreads := mode == FanoutHash || mode == FanoutBalance || mode == FanoutRandom; spreads && used < 2 {
				t.Errorf("all packets at one of %d workers", workers)
			}
		})
	}
}

// TestFanoutInOrder has the packets that were spread come in their order again.
func TestFanoutInOrder(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	odd := compiled(t, "ether proto 0x88b5 and ether[17] & 1 = 1")
	g := openFanout(t, n, LiveConfig{Interface: "b", FilterFor: odd, BufferSize: 1 << 20}, Fanout{Workers: 3, Mode: FanoutBalance, Rollover: true})
	n.Send("a", frames(200, 60)...)
	got := take(t, g, 101, 500*time.Millisecond)
	if len(got) != 100 {
		t.Fatalf("%d packets, want 100", len(got))
	}
	for i, p := range got {
		if int(binary.BigEndian.Uint32(p.Data[14:])) != 2*i+1 || p.Interface != 0 {
			t.Errorf("packet %d is %x from interface %d", i, p.Data[14:18], p.Interface)
		}
	}
	if ifs := g.Interfaces(); len(ifs) != 1 || ifs[0].Name != "b" {
		t.Errorf("interfaces %+v, want b once", ifs)
	}
	if s, err := g.Stats(); err != nil || s.Received != 100 || s.Captured != 100 {
		t.Errorf("Stats = %+v, %v", s, err)
	}
}

func TestFanoutCPUs(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	g := openFanout(t, n, LiveConfig{Interface: "b", Ring: smallRing}, Fanout{Workers: 2, CPUs: []int{0}})
	done := make(chan string)
	go func() {
		// The goroutine keeps its thread, which ends with it.
		if err := g.Members()[1].Pin(); err != nil {
			t.Error(err)
		}
		status, err := os.ReadFile("/proc/thread-self/status")
		if err != nil {
			t.Error(err)
		}
		done <- string(status)
	}()
	if status := <-done; !strings.Contains(status, "Cpus_allowed_list:\t0\n") {
		t.Errorf("the thread of a pinned worker may run elsewhere:\n%s", status)
	}
	n.Do(func() {
		if _, err := OpenFanout(LiveConfig{Interface: "b", Ring: smallRing}, Fanout{Workers: 1, CPUs: []int{100_000}}); err == nil {
			t.Error("a worker on a CPU that is not there")
		}
		if _, err := OpenFanout(LiveConfig{Interface: "b"}, Fanout{}); err == nil {
			t.Error("a fanout without workers")
		}
		if _, err := OpenFanout(LiveConfig{Interface: "nosuch0"}, Fanout{Workers: 2}); !errors.Is(err, ErrNoInterface) {
			t.Errorf("unknown interface: %v", err)
		}
	})
}
