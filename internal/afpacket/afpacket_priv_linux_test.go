package afpacket

import (
	"errors"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
)

func TestMain(m *testing.M) {
	netlab.Enter()
	m.Run()
}

// lab returns a namespace with a veth pair a, b and a socket in it.
func lab(t *testing.T, kind Kind) (*netlab.Namespace, *Socket) {
	t.Helper()
	n := netlab.New(t)
	n.Veth("a", "b")
	var s *Socket
	n.Do(func() {
		var err error
		if s, err = Open(kind); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = s.Close() })
	return n, s
}

var experiment = []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5experiment")

// receive returns the packets that are there.
func receive(t *testing.T, s *Socket) (got []string) {
	t.Helper()
	time.Sleep(5 * time.Millisecond)
	buf := make([]byte, 2000)
	err := s.Control(func(fd int) error {
		for {
			n, _, err := unix.Recvfrom(fd, buf, 0)
			if err != nil {
				return err
			}
			got = append(got, string(buf[:n]))
		}
	})
	if !errors.Is(err, unix.EAGAIN) {
		t.Fatal(err)
	}
	return got
}

func TestNothingBeforeBind(t *testing.T) {
	for kind, want := range map[Kind]string{Raw: string(experiment), Datagram: "experiment"} {
		n, s := lab(t, kind)
		n.Send("a", experiment)
		if got := receive(t, s); len(got) != 0 {
			t.Errorf("%v: %q before Bind", kind, got)
		}
		if err := s.Bind(n.Interface("b").Index); err != nil {
			t.Fatal(err)
		}
		n.Send("a", experiment)
		if got := receive(t, s); len(got) != 1 || got[0] != want {
			t.Errorf("%v: %q, want %q", kind, got, want)
		}
		if packets, drops, err := s.Stats(); err != nil || packets != 1 || drops != 0 {
			t.Errorf("%v: %d packets, %d drops, %v", kind, packets, drops, err)
		}
	}
}

func TestAttachAndLock(t *testing.T) {
	n, s := lab(t, Raw)
	keep := func(bytes uint32) []bpf.RawInstruction {
		return []bpf.RawInstruction{{Op: unix.BPF_RET | unix.BPF_K, K: bytes}}
	}
	if err := s.Attach(keep(16)); err != nil {
		t.Fatal(err)
	}
	if err := s.Bind(n.Interface("b").Index); err != nil {
		t.Fatal(err)
	}
	n.Send("a", experiment)
	if got := receive(t, s); len(got) != 1 || got[0] != string(experiment[:16]) {
		t.Errorf("%q through a filter that keeps 16 bytes", got)
	}
	if err := s.Attach(keep(0)); err != nil {
		t.Fatal(err)
	}
	n.Send("a", experiment)
	if got := receive(t, s); len(got) != 0 {
		t.Errorf("%q through a filter that rejects all", got)
	}
	if err := s.LockFilter(); err != nil {
		t.Fatal(err)
	}
	if err := s.Attach(keep(16)); !errors.Is(err, unix.EPERM) {
		t.Errorf("attach to a locked socket: %v", err)
	}
	for _, bad := range [][]bpf.RawInstruction{nil, make([]bpf.RawInstruction, 4097)} {
		if err := s.Attach(bad); err == nil || errors.Is(err, unix.EPERM) {
			t.Errorf("attach %d instructions: %v", len(bad), err)
		}
	}
}

func TestIgnoreOutgoing(t *testing.T) {
	n, s := lab(t, Raw)
	if err := s.IgnoreOutgoing(); err != nil {
		t.Fatal(err)
	}
	if err := s.Bind(n.Interface("b").Index); err != nil {
		t.Fatal(err)
	}
	n.Send("b", experiment)
	if got := receive(t, s); len(got) != 0 {
		t.Errorf("%q went out and was received", got)
	}
}

// TestMembershipEndsWithSocket has the kernel undo what a socket asked of the
// interface.
func TestMembershipEndsWithSocket(t *testing.T) {
	netlab.Peer(t, "ip")
	n, s := lab(t, Raw)
	index := n.Interface("b").Index
	details := func() string { return n.Run("ip", "-details", "link", "show", "dev", "b") }
	if err := errors.Join(s.Promiscuous(index), s.AllMulticast(index)); err != nil {
		t.Fatal(err)
	}
	if err := s.Multicast(index, []byte{0x33, 0x33, 0, 0, 0xbe, 0xef}); err != nil {
		t.Fatal(err)
	}
	if err := s.Multicast(index, make([]byte, 9)); err == nil {
		t.Error("joined a group with an address of 9 bytes")
	}
	if d := details(); !strings.Contains(d, "promiscuity 1") || !strings.Contains(d, "allmulti 1") {
		t.Errorf("after joining: %s", d)
	}
	if m := n.Run("ip", "maddress", "show", "dev", "b"); !strings.Contains(m, "33:33:00:00:be:ef") {
		t.Errorf("groups: %s", m)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if d := details(); !strings.Contains(d, "promiscuity 0") || !strings.Contains(d, "allmulti 0") {
		t.Errorf("after Close: %s", d)
	}
}

func TestBoundAndDevice(t *testing.T) {
	n, s := lab(t, Raw)
	index := n.Interface("b").Index
	if err := s.Bind(index); err != nil {
		t.Fatal(err)
	}
	// From outside of the namespace: the socket knows.
	d, err := s.Device(index)
	want := Device{Name: "b", Index: index, HardwareType: unix.ARPHRD_ETHER, Up: true, Running: true, MTU: 1500}
	if err != nil || d != want {
		t.Errorf("Device = %+v, %v, want %+v", d, err, want)
	}
	n.Do(func() {
		lo, err := Loopback()
		if ifi, ierr := net.InterfaceByName("lo"); err != nil || ierr != nil || lo != ifi.Index {
			t.Errorf("Loopback = %d, %v", lo, err)
		}
	})
	if bound, err := s.Bound(); err != nil || bound != index {
		t.Errorf("Bound = %d, %v", bound, err)
	}
	n.Delete("b")
	if bound, err := s.Bound(); err != nil || bound != -1 {
		t.Errorf("Bound after the interface is gone = %d, %v", bound, err)
	}
	if _, err := s.Device(index); !errors.Is(err, ErrNoDevice) {
		t.Errorf("Device of an interface that is gone: %v", err)
	}
	for _, name := range []string{"", "nosuch0", "a-name-that-is-too-long"} {
		if _, err := FindDevice(name); !errors.Is(err, ErrNoDevice) {
			t.Errorf("FindDevice(%q): %v", name, err)
		}
	}
}

func TestClosed(t *testing.T) {
	_, s := lab(t, Raw)
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{
		"Bind": s.Bind(1), "Attach": s.Attach([]bpf.RawInstruction{{Op: 6}}), "Promiscuous": s.Promiscuous(1),
	} {
		if !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s after Close: %v", name, err)
		}
	}
}

func TestFanoutGroup(t *testing.T) {
	n, first := lab(t, Raw)
	var second *Socket
	n.Do(func() {
		var err error
		if second, err = Open(Raw); err != nil {
			t.Fatal(err)
		}
	})
	defer second.Close()
	if _, err := first.NewFanout(FanoutBalance, false); err == nil {
		t.Error("a socket that is not bound joined a group")
	}
	index := n.Interface("b").Index
	if err := errors.Join(first.Bind(index), second.Bind(index)); err != nil {
		t.Fatal(err)
	}
	id, err := first.NewFanout(FanoutBalance, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Fanout(id, FanoutHash, true); err == nil {
		t.Error("joined a group of another mode")
	}
	if err := second.Fanout(id, FanoutBalance, true); err != nil {
		t.Fatal(err)
	}
	n.Send("a", experiment, experiment, experiment, experiment)
	if a, b := len(receive(t, first)), len(receive(t, second)); a != 2 || b != 2 {
		t.Errorf("%d and %d packets, want 2 and 2", a, b)
	}
}
