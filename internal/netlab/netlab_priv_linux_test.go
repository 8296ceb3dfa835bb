package netlab

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	Enter()
	m.Run()
}

func here(t *testing.T) string {
	t.Helper()
	id, err := os.Readlink("/proc/thread-self/ns/net")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestDoRunsInsideAndComesBack(t *testing.T) {
	n := New(t)
	before := here(t)
	var inside string
	n.Do(func() {
		inside = here(t)
		ifis, err := net.Interfaces()
		if err != nil {
			t.Fatal(err)
		}
		if len(ifis) == 0 || ifis[0].Name != "lo" || ifis[0].Flags&net.FlagUp == 0 {
			t.Errorf("interfaces = %v, want lo first, and up", ifis)
		}
	})
	if inside == before {
		t.Error("Do ran in the old namespace")
	}
	if after := here(t); after != before {
		t.Errorf("namespace after Do = %s, want %s", after, before)
	}
}

func TestDoComesBackFromPanic(t *testing.T) {
	n := New(t)
	before := here(t)
	func() {
		defer func() { _ = recover() }()
		n.Do(func() { panic("fn") })
	}()
	if after := here(t); after != before {
		t.Errorf("namespace after a panic in Do = %s, want %s", after, before)
	}
}

func TestPairCarriesTraffic(t *testing.T) {
	a, b := Pair(t)
	for _, addr := range []string{AddrB4.String(), AddrB6.String()} {
		var l net.Listener
		b.Do(func() {
			var err error
			if l, err = net.Listen("tcp", net.JoinHostPort(addr, "7")); err != nil {
				t.Fatal(err)
			}
		})
		a.Do(func() {
			// A Dialer that tries two families starts goroutines, which are not
			// in the namespace; a literal address needs none.
			c, err := net.DialTimeout("tcp", l.Addr().String(), 2*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			_ = c.Close()
		})
		_ = l.Close()
	}
}

func TestVethIsQuiet(t *testing.T) {
	n := New(t)
	n.Veth("a", "b")
	time.Sleep(50 * time.Millisecond)
	out := n.Run("cat", "/proc/net/dev")
	for _, line := range strings.Split(out, "\n") {
		f := strings.Fields(line)
		if len(f) > 10 && (f[0] == "a:" || f[0] == "b:") && (f[2] != "0" || f[10] != "0") {
			t.Errorf("packets on a quiet veth: %s", line)
		}
	}
}

func TestSendArrives(t *testing.T) {
	n := New(t)
	n.Veth("a", "b")
	frame := make([]byte, 60)
	copy(frame, "\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5")
	n.Send("a", frame, frame, frame)
	out := n.Run("cat", "/proc/net/dev")
	for _, line := range strings.Split(out, "\n") {
		f := strings.Fields(line)
		if len(f) > 10 && f[0] == "b:" && f[2] != "3" {
			t.Errorf("b received %s packets, want 3", f[2])
		}
	}
}

// TestKilledLabIsGone kills a process that holds a namespace and sees that the
// namespace's interfaces die with it: the other end of its veth pair is here.
func TestKilledLabIsGone(t *testing.T) {
	unshare := Peer(t, "unshare")
	ip := Peer(t, "ip")
	n := New(t)
	n.Do(func() {
		cmd := exec.Command(unshare, "--net", "sleep", "30")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		defer cmd.Wait()
		defer cmd.Process.Kill()
		pid := cmd.Process.Pid
		own, err := os.Readlink("/proc/thread-self/ns/net")
		if err != nil {
			t.Fatal(err)
		}
		wait(t, "the child's own namespace", func() bool {
			id, err := os.Readlink(filepath.Join("/proc", strconv.Itoa(pid), "ns/net"))
			return err == nil && id != own
		})
		out, err := exec.Command(ip, "link", "add", "here", "type", "veth",
			"peer", "name", "there", "netns", strconv.Itoa(pid)).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		wait(t, "the end of the killed namespace", func() bool {
			_, err := net.InterfaceByName("here")
			return err != nil
		})
	})
}

func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 500 {
		if done() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("waited 5 s for %s", what)
}
