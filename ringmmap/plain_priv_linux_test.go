package ringmmap

import (
	"context"
	"encoding/binary"
	"errors"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
)

// plainLab is lab for a Ring without shared memory.
func plainLab(t *testing.T, cfg Config) (*netlab.Namespace, *Ring) {
	t.Helper()
	return labOf(t, func(fd int) (*Ring, error) { return OpenPlain(fd, cfg) })
}

// TestPlainCarriesPackets reads packets one by one and many at once, and has
// the fields of their headers compared.
func TestPlainCarriesPackets(t *testing.T) {
	n, r := plainLab(t, Config{})
	const count, batch = 1000, 250
	before := time.Now().UnixNano()
	n.Send("a", frames(0, batch, 500)...)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	got := 0
	for blk, err := range r.Blocks(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for f, ok := blk.Next(); ok; f, ok = blk.Next() {
			if number(f) != got || f.Length() != 500 || len(f.Data()) != 500 || f.Network() != 14 {
				t.Fatalf("packet %d is number %d of %d bytes, network header at %d", got, number(f), f.Length(), f.Network())
			}
			if at := f.Time(); at < before || at > time.Now().UnixNano() {
				t.Fatalf("packet %d at %d", got, at)
			}
			if f.Protocol() != 0x88b5 || f.Ifindex() != n.Interface("b").Index || f.HardwareType() != 1 || f.PacketType() != unix.PACKET_OTHERHOST {
				t.Fatalf("packet %d: protocol %#x, interface %d, type %d", got, f.Protocol(), f.Ifindex(), f.PacketType())
			}
			if addr, n := f.Address(); n != 6 || string(addr[:6]) != "\x02\x00\x00\x00\x00\x01" {
				t.Fatalf("packet %d from %x", got, addr)
			}
			if blk.Headroom(f) < 32 {
				t.Fatalf("headroom of %d bytes", blk.Headroom(f))
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
	if s, err := r.Stats(); got != count || err != nil || s != (Stats{Packets: count}) {
		t.Errorf("%d packets, Stats = %+v, %v", got, s, err)
	}
}

// TestPlainAccountsForLoss: each gap is told before the packet that follows it,
// with the number of packets that are missing there.
func TestPlainAccountsForLoss(t *testing.T) {
	n, r := plainLab(t, Config{BlockSize: 64 << 10, Blocks: 1})
	const count = 3000
	n.Send("a", frames(0, count, 500)...)
	got, next, lost := 0, 0, uint64(0)
	read := func() {
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		for blk, err := range r.Blocks(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			lost += blk.Lost()
			next += int(blk.Lost())
			for f, ok := blk.Next(); ok; f, ok = blk.Next() {
				if number(f) != next {
					t.Fatalf("packet %d, %d are said to be lost before it, which makes it %d", number(f), lost, next)
				}
				got++
				next++
			}
		}
	}
	read()
	n.Send("a", frames(count, 10, 500)...)
	read()
	s, err := r.Stats()
	if err != nil || s.Packets != count+10 || s.Drops == 0 || s.Drops != lost || uint64(got)+s.Drops != s.Packets {
		t.Errorf("read %d packets, told of %d lost, Stats = %+v, %v", got, lost, s, err)
	}
}

func TestPlainClose(t *testing.T) {
	n, r := plainLab(t, Config{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range r.Blocks(context.Background()) {
		}
	}()
	n.Send("a", frames(0, 10, 100)...)
	time.Sleep(10 * time.Millisecond)
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("the reader still waits")
	}
}

func TestPlainReportsDown(t *testing.T) {
	n, r := plainLab(t, Config{})
	n.Down("b")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, err := range r.Blocks(ctx) {
		if !errors.Is(err, unix.ENETDOWN) {
			t.Errorf("error %v", err)
		}
		return
	}
	t.Error("nothing said that the interface is down")
}

// TestNoRing: a ring that cannot be mapped leaves a socket behind that receives
// without.
func TestNoRing(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	defer func(f func(int, int64, int, int, int) ([]byte, error)) { mapRing = f }(mapRing)
	mapRing = func(int, int64, int, int, int) ([]byte, error) { return nil, syscall.EPERM }
	n.Do(func() {
		fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(fd)
		if _, err := Open(fd, small); !NoRing(err) {
			t.Fatalf("Open: %v, of which NoRing says false", err)
		}
		r, err := OpenPlain(fd, small)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		all := binary.NativeEndian.Uint16([]byte{0, unix.ETH_P_ALL})
		if err := unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: all, Ifindex: n.Interface("b").Index}); err != nil {
			t.Fatal(err)
		}
		n.Send("a", frames(0, 3, 100)...)
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		for blk, err := range r.Blocks(ctx) {
			if err != nil || blk.Len() == 0 {
				t.Errorf("block of %d packets, %v", blk.Len(), err)
			}
			return
		}
		t.Error("no packets")
	})
}
