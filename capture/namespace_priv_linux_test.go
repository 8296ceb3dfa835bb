package capture

import (
	"errors"
	"fmt"
	"net"
	"os"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

func TestNamespacePath(t *testing.T) {
	for name, want := range map[string]string{
		"blue":             "/run/netns/blue",
		"pid:12":           "/proc/12/ns/net",
		"/proc/7/ns/net":   "/proc/7/ns/net",
		"./namespace.file": "./namespace.file",
		"pid:":             "",
		"pid:-1":           "",
		"pid:0":            "",
		"pid:../1":         "",
		"..":               "",
	} {
		got, err := namespacePath(name)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v, want %q", name, got, err, want)
		}
	}
}

// TestLiveInNamespaces captures in two other namespaces at once, one named by
// path and one by process, interfaces of the same name.
func TestLiveInNamespaces(t *testing.T) {
	one, two := netlab.New(t), netlab.New(t)
	one.Veth("a", "b")
	two.Veth("a", "b")
	sleeper := two.Command(netlab.Peer(t, "sleep"), "60")
	if err := sleeper.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = sleeper.Process.Kill()
		_ = sleeper.Wait()
	}()
	byProcess := fmt.Sprintf("pid:%d", sleeper.Process.Pid)
	// The process is in its namespace once nsenter has given way to it.
	for range 500 {
		var err error
		found := InNamespace(byProcess, func() error { _, err = net.InterfaceByName("b"); return err })
		if found == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	before, err := os.Readlink("/proc/thread-self/ns/net")
	if err != nil {
		t.Fatal(err)
	}
	g, err := OpenGroup(
		LiveConfig{Interface: "b", Namespace: one.Path(), Ring: smallRing},
		LiveConfig{Interface: "b", Namespace: byProcess, Ring: smallRing},
	)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if after, err := os.Readlink("/proc/thread-self/ns/net"); err != nil || after != before {
		t.Errorf("in namespace %s, %s before", after, before)
	}
	one.Send("a", frame(0, 60))
	two.Send("a", frame(1, 60))
	got := take(t, g, 2, patience)
	if len(got) != 2 {
		t.Fatalf("%d packets, want 2", len(got))
	}
	for i, p := range got {
		if string(p.Data) != string(frame(uint32(i), 60)) || p.Interface != i {
			t.Errorf("packet %d is from interface %d", i, p.Interface)
		}
	}
	if ifs := g.Interfaces(); ifs[0].Namespace != one.Path() || ifs[1].Namespace != byProcess || ifs[1].Name != "b" {
		t.Errorf("interfaces %+v", ifs)
	}
	// Counting and waiting work from outside.
	if s, err := g.Stats(); err != nil || s.Received != 2 {
		t.Errorf("Stats = %+v, %v", s, err)
	}
	one.Down("b")
	take(t, g, 1, 50*time.Millisecond)
	one.Up("b")
	take(t, g, 1, 250*time.Millisecond)
	one.Send("a", frame(2, 60))
	if got := take(t, g, 1, patience); len(got) != 1 {
		t.Error("no packet after the interface came up again")
	}
}

func TestNamespaceErrors(t *testing.T) {
	netlab.Privileged(t)
	if _, err := OpenLive(LiveConfig{Interface: "lo", Namespace: "no-such-namespace"}); !errors.Is(err, ErrNoNamespace) {
		t.Errorf("unknown name: %v", err)
	}
	if err := InNamespace("/dev/null", func() error { t.Error("called"); return nil }); err == nil {
		t.Error("a file that is no namespace")
	}
	own := errors.New("own")
	if err := InNamespace("/proc/self/ns/net", func() error { return own }); err != own {
		t.Errorf("error of fn: %v", err)
	}
}
