package inject

import (
	"bytes"
	"errors"
	"testing"

	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
)

// tap returns a function that reads the next frame that arrives at veth0.
func tap(t *testing.T, n *netlab.Namespace) func() []byte {
	t.Helper()
	var fd int
	n.Do(func() {
		var err error
		if fd, err = unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0x0300); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = unix.Close(fd) })
	if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 5}); err != nil {
		t.Fatal(err)
	}
	return func() []byte {
		t.Helper()
		buf := make([]byte, 2000)
		n, err := unix.Read(fd, buf)
		if err != nil {
			t.Fatal(err)
		}
		return buf[:n]
	}
}

func TestLinkSender(t *testing.T) {
	n := netlab.New(t)
	n.Veth("veth0", "veth1")
	var s Sender
	n.Do(func() {
		var err error
		if s, err = OpenLink("veth0"); err != nil {
			t.Fatal(err)
		}
	})
	next := tap(t, n)
	var frames [][]byte
	for i := range 3 * MaxBatch / 2 {
		f := append([]byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5"), bytes.Repeat([]byte{byte(i)}, 46+i)...)
		frames = append(frames, f)
	}
	if k, err := s.Send(frames); err != nil || k != len(frames) {
		t.Fatalf("Send = %d, %v; want %d", k, err, len(frames))
	}
	for i, want := range frames {
		out, in := next(), next() // veth0 sends it, veth1 receives it
		if !bytes.Equal(out, want) || !bytes.Equal(in, want) {
			t.Fatalf("frame %d is % x, then % x; want % x", i, out, in, want)
		}
	}
	long := make([]byte, 14+1501+4)
	copy(long, frames[0])
	if k, err := s.Send([][]byte{frames[0], long}); k != 1 || !errors.Is(err, ErrTooLong) {
		t.Errorf("a frame longer than the MTU: %d, %v; want 1, ErrTooLong", k, err)
	}
	n.Down("veth0")
	if k, err := s.Send(frames[:1]); k != 0 || !errors.Is(err, ErrLinkDown) {
		t.Errorf("through a link that is down: %d, %v; want ErrLinkDown", k, err)
	}
	n.Do(func() {
		if _, err := OpenLink("veth0"); !errors.Is(err, ErrLinkDown) {
			t.Errorf("open on a link that is down: %v, want ErrLinkDown", err)
		}
		if _, err := OpenLink("none0"); !errors.Is(err, ErrNoInterface) {
			t.Errorf("open on no link: %v, want ErrNoInterface", err)
		}
	})
	n.Delete("veth0")
	if k, err := s.Send(frames[:1]); k != 0 || !errors.Is(err, ErrNoInterface) {
		t.Errorf("through a link that is gone: %d, %v; want ErrNoInterface", k, err)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	if _, err := s.Send(frames[:1]); err == nil {
		t.Error("Send after Close is no error")
	}
}
