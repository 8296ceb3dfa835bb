package ringmmap

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
)

func TestMain(m *testing.M) {
	netlab.Enter()
	m.Run()
}

const patience = 5 * time.Second

// small is a ring that costs little to map.
var small = Config{BlockSize: 64 << 10, Blocks: 8, RetireTimeout: 5 * time.Millisecond}

// lab returns a namespace with a veth pair a, b and a ring on b.
func lab(t *testing.T, cfg Config) (*netlab.Namespace, *Ring) {
	t.Helper()
	return labOf(t, func(fd int) (*Ring, error) { return Open(fd, cfg) })
}

// labOf is lab with the ring that open makes of a packet socket.
func labOf(t *testing.T, open func(fd int) (*Ring, error)) (*netlab.Namespace, *Ring) {
	t.Helper()
	n := netlab.New(t)
	n.Veth("a", "b")
	var r *Ring
	n.Do(func() {
		fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(fd)
		if r, err = open(fd); err != nil {
			t.Fatal(err)
		}
		all := binary.NativeEndian.Uint16([]byte{0, unix.ETH_P_ALL})
		if err := unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: all, Ifindex: n.Interface("b").Index}); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = r.Close() })
	return n, r
}

func frames(from, n, size int) [][]byte {
	all := make([][]byte, n)
	for i := range all {
		b := make([]byte, size)
		copy(b, "\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5")
		binary.BigEndian.PutUint32(b[14:], uint32(from+i))
		all[i] = b
	}
	return all
}

// sending sends frames on another goroutine, which it returns the wait for.
func sending(n *netlab.Namespace, after time.Duration, frames ...[]byte) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(after)
		n.Send("a", frames...)
	}()
	return func() { <-done }
}

func number(f Frame) int { return int(binary.BigEndian.Uint32(f.Data()[14:])) }

func TestRingCarriesPackets(t *testing.T) {
	n, r := lab(t, small)
	const count, batch = 2000, 200 // several times around, never full
	n.Send("a", frames(0, batch, 500)...)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	got, blocks := 0, uint64(0)
	for blk, err := range r.Blocks(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if blocks++; blk.Sequence() != blocks {
			t.Errorf("block %d, want %d", blk.Sequence(), blocks)
		}
		for f, ok := blk.Next(); ok; f, ok = blk.Next() {
			if number(f) != got || f.Length() != 500 || len(f.Data()) != 500 {
				t.Fatalf("packet %d is number %d of %d bytes", got, number(f), f.Length())
			}
			got++
		}
		if err := blk.Err(); err != nil {
			t.Fatal(err)
		}
		if got == count {
			break
		}
		if got%batch == 0 {
			n.Send("a", frames(got, batch, 500)...)
		}
	}
	if got != count || blocks <= uint64(small.Blocks) {
		t.Errorf("%d packets in %d blocks, want %d in more than %d", got, blocks, count, small.Blocks)
	}
	if s, err := r.Stats(); err != nil || s != (Stats{Packets: count}) {
		t.Errorf("Stats = %+v, %v", s, err)
	}
}

// TestRingAccountsForLoss sends more than the ring holds before anyone reads:
// what was read and what was dropped are what was sent, and the first block
// after the gap tells how wide it is, also when somebody has read the
// statistics in between.
func TestRingAccountsForLoss(t *testing.T) {
	for _, looked := range []bool{false, true} {
		n, r := lab(t, small)
		const count, more = 3000, 10
		n.Send("a", frames(0, count, 500)...)
		if looked {
			if _, err := r.Stats(); err != nil {
				t.Fatal(err)
			}
		}
		got := 0
		var lost []uint64
		read := func() {
			ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
			defer cancel()
			for blk, err := range r.Blocks(ctx) {
				if err != nil {
					t.Fatal(err)
				}
				if blk.Lost() > 0 {
					lost = append(lost, blk.Lost())
				}
				for _, ok := blk.Next(); ok; _, ok = blk.Next() {
					got++
				}
			}
		}
		read()
		n.Send("a", frames(count, more, 500)...)
		read()
		s, err := r.Stats()
		if err != nil || s.Packets != count+more || s.Drops == 0 || s.Freezes == 0 || uint64(got)+s.Drops != s.Packets {
			t.Errorf("read %d of %d packets, Stats = %+v, %v", got, count+more, s, err)
		}
		if len(lost) != 1 || lost[0] != s.Drops {
			t.Errorf("blocks tell of losses of %d packets, want one of %d", lost, s.Drops)
		}
		if again, err := r.Stats(); err != nil || again != s {
			t.Errorf("second Stats = %+v, %v, want %+v: the kernel's reset shows", again, err, s)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if after, err := r.Stats(); err != nil || after != s {
			t.Errorf("Stats after Close = %+v, %v, want %+v", after, err, s)
		}
	}
}

func TestRingKeepsUnreadFrames(t *testing.T) {
	n, r := lab(t, small)
	n.Send("a", frames(0, 10, 100)...)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for want := range 10 {
		for blk, err := range r.Blocks(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if f, ok := blk.Next(); !ok || number(f) != want {
				t.Fatalf("not packet %d in a loop after one that was left at the packet before", want)
			}
			break
		}
	}
}

// TestRingFilling: packets in a block that the kernel has not handed over can be told
// of, and only those.
func TestRingFilling(t *testing.T) {
	c := small
	c.RetireTimeout = 100 * time.Millisecond
	n, r := lab(t, c)
	if r.Filling() {
		t.Error("filling before the first packet")
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for round := range 3 * small.Blocks { // each block more than once
		n.Send("a", frames(round, 1, 100)...)
		if !r.Filling() && !r.Ready() {
			t.Fatalf("round %d: a packet was sent, and no block is being filled", round)
		}
		for blk, err := range r.Blocks(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Filling() {
				t.Errorf("round %d: filling, with all packets handed over", round)
			}
			for f, ok := blk.Next(); ok; f, ok = blk.Next() {
				if number(f) != round {
					t.Fatalf("round %d: packet %d", round, number(f))
				}
			}
			break
		}
		if r.Filling() {
			t.Errorf("round %d: filling, with all packets read", round)
		}
	}
}

// TestRingFillingAfterLoss: a full ring has no block that is being filled, and none
// either once its blocks were read, although the kernel has yet to open one.
func TestRingFillingAfterLoss(t *testing.T) {
	c := small
	c.RetireTimeout = 200 * time.Millisecond
	n, r := lab(t, c)
	n.Send("a", frames(0, 1200, 500)...)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	blocks := 0
	for blk, err := range r.Blocks(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for _, ok := blk.Next(); ok; _, ok = blk.Next() {
		}
		if blocks++; blocks == c.Blocks {
			break
		}
	}
	if s, err := r.Stats(); err != nil || s.Drops == 0 {
		t.Fatalf("Stats = %+v, %v: the ring was not full", s, err)
	}
	if r.Filling() {
		t.Error("filling, with all packets read")
	}
}

func TestRingHasOneReader(t *testing.T) {
	n, r := lab(t, small)
	n.Send("a", frames(0, 1, 100)...)
	for _, err := range r.Blocks(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range r.Blocks(context.Background()) {
			if !errors.Is(err, ErrBusy) {
				t.Errorf("second reader got %v, want ErrBusy", err)
			}
			break
		}
		break
	}
}

// TestRingCloseInLoop closes the ring while its block is in use: the block
// stays valid until the loop body ends, and everything is gone after it.
func TestRingCloseInLoop(t *testing.T) {
	n, r := lab(t, small)
	n.Send("a", frames(7, 1, 100)...)
	for blk, err := range r.Blocks(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if f, ok := blk.Next(); !ok || number(f) != 7 {
			t.Error("the leased block is gone after Close")
		}
	}
	select {
	case <-r.done:
	case <-time.After(patience):
		t.Error("the ring is still there after the loop")
	}
	for range r.Blocks(context.Background()) {
		t.Error("a block from a closed ring")
	}
}

func TestRingWakes(t *testing.T) {
	for _, how := range []string{"Close", "cancel"} {
		t.Run(how, func(t *testing.T) {
			_, r := lab(t, small)
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			done := make(chan struct{})
			go func() {
				defer close(done)
				for range r.Blocks(ctx) {
				}
			}()
			for waiting := false; !waiting; runtime.Gosched() {
				r.mu.Lock()
				waiting = r.waiting
				r.mu.Unlock()
			}
			if how == "Close" {
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			} else {
				cancel()
			}
			select {
			case <-done:
			case <-time.After(patience):
				t.Fatal("the reader still waits")
			}
		})
	}
}

// TestRingLateWake has a wake that no wait was there for: it must not make
// later waits spin, nor end them.
func TestRingLateWake(t *testing.T) {
	n, r := lab(t, small)
	r.wake()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	defer sending(n, 20*time.Millisecond, frames(0, 1, 100)...)()
	for _, err := range r.Blocks(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("no packet")
}

func TestRingReportsDown(t *testing.T) {
	n, r := lab(t, small)
	n.Send("a", frames(0, 1, 100)...)
	n.Down("b")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	packets, downs := 0, 0
	for blk, err := range r.Blocks(ctx) {
		if err != nil {
			if !errors.Is(err, unix.ENETDOWN) {
				t.Fatal(err)
			}
			if downs++; downs > 1 {
				t.Fatal("told twice that the interface is down")
			}
			n.Up("b")
			n.Up("a")
			n.Send("a", frames(1, 1, 100)...)
			continue
		}
		packets += blk.Len()
		for _, ok := blk.Next(); ok; _, ok = blk.Next() {
		}
		if downs == 1 && packets == 2 {
			return
		}
	}
	t.Errorf("%d packets and %d errors, want 2 and 1", packets, downs)
}

func TestOpenHalves(t *testing.T) {
	n := netlab.New(t)
	kernel := setRing
	defer func() { setRing = kernel }()
	setRing = func(fd int, req *unix.TpacketReq3) error {
		if req.Block_nr > 3 {
			return unix.ENOMEM
		}
		return kernel(fd, req)
	}
	n.Do(func() {
		fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(fd)
		r, err := Open(fd, Config{BlockSize: 64 << 10, Blocks: 13})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		g := r.Geometry()
		if g.Blocks != 3 || g.Wanted != 13 || !strings.Contains(g.String(), "no memory for the 13 blocks") {
			t.Errorf("geometry %v", g)
		}
	})
}

func TestOpenSaysWhatFailed(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	before := descriptors(t)
	if _, err := Open(int(r.Fd()), small); !errors.Is(err, unix.ENOTSOCK) || !strings.Contains(err.Error(), "PACKET_VERSION") {
		t.Errorf("ring on a pipe: %v", err)
	}
	if after := descriptors(t); after != before {
		t.Errorf("%d descriptors, %d before", after, before)
	}
}

func descriptors(t *testing.T) int {
	t.Helper()
	names, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	return len(names)
}
