package capture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/ringmmap"
	"pktcap/savefile"
)

// takeBatches reads n packets in batches, or those that come within the time
// given, and saves each second batch instead of asking for its packets.
func takeBatches(t testing.TB, s Batcher, n int, within time.Duration, w *savefile.Writer) (got []Packet, saved int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	save := false
	for b, err := range s.Batches(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if save = w != nil && !save; save {
			k, err := b.Save(w)
			if err != nil {
				t.Fatal(err)
			}
			saved += k
		} else {
			for _, p := range b.Packets() {
				got = append(got, p.Clone())
			}
		}
		if len(got)+saved >= n {
			break
		}
	}
	return got, saved
}

// TestLiveBatches: batches hold each packet once, in order and whole, whether
// packets are made of it or it is saved.
func TestLiveBatches(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	l := open(t, n, LiveConfig{Interface: "b", Ring: ringmmap.Config{BlockSize: 1 << 20, Blocks: 4, RetireTimeout: 20 * time.Millisecond}})
	const count = 1000
	sent := frames(count, 100)
	n.Send("a", sent...)
	var file bytes.Buffer
	w, err := savefile.NewWriter(&file, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Resolution: 1e9}}})
	if err != nil {
		t.Fatal(err)
	}
	got, saved := takeBatches(t, l, count, patience, w)
	if len(got)+saved != count || len(got) == 0 || saved == 0 {
		t.Fatalf("%d packets and %d saved, want %d together", len(got), saved, count)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	r, err := savefile.NewReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]byte, count)
	put := func(data []byte, length int, at int64) {
		which := binary.BigEndian.Uint32(data[14:])
		if all[which] != nil || length != len(data) || time.Since(time.Unix(0, at)).Abs() > time.Minute {
			t.Errorf("packet %d: %d bytes of %d at %d, seen before %v", which, len(data), length, at, all[which] != nil)
		}
		all[which] = bytes.Clone(data)
	}
	for rec, err := range r.Records() {
		if err != nil {
			t.Fatal(err)
		}
		put(rec.Data, rec.Length, rec.Time)
	}
	last := -1
	for _, p := range got {
		if which := int(binary.BigEndian.Uint32(p.Data[14:])); which <= last {
			t.Errorf("packet %d after %d", which, last)
		} else {
			last = which
		}
		put(p.Data, p.Length, int64(p.Time))
		if p.Type != TypeOtherHost || p.Direction != DirectionIn || p.Protocol != 0x88b5 {
			t.Fatalf("meta %+v", p.Meta)
		}
	}
	for i := range all {
		if !bytes.Equal(all[i], sent[i]) {
			t.Fatalf("packet %d is %x, want %x", i, all[i], sent[i])
		}
	}
	if s, err := l.Stats(); err != nil || s.Captured != count || s.Received != count {
		t.Errorf("stats %+v, %v", s, err)
	}
}

// TestGroupBatches: the batches of several captures are in the order of time.
func TestGroupBatches(t *testing.T) {
	n, configs := three(t)
	g := openGroup(t, n, configs...)
	const count = 60
	for i := range count {
		n.Send(senders[i*i/7%3], frame(uint32(i), 60))
	}
	got, _ := takeBatches(t, g, count, patience, nil)
	if len(got) != count {
		t.Fatalf("%d packets, want %d", len(got), count)
	}
	// On a busy machine the packets of two pairs may be received on two
	// processors, and not in the order in which they were sent.
	seen := map[int]bool{}
	for i, p := range got {
		which := int(binary.BigEndian.Uint32(p.Data[14:]))
		if seen[which] || p.Interface != which*which/7%3 {
			t.Errorf("packet %d is number %d from interface %d, there before: %v", i, which, p.Interface, seen[which])
		}
		seen[which] = true
		if i > 0 && p.Time < got[i-1].Time {
			t.Errorf("packet %d is of %d ns before the one before", i, got[i-1].Time-p.Time)
		}
	}
}

// TestLiveBatchIsRead: a loop that is left has read the batch, and no more.
func TestLiveBatchIsRead(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	l := open(t, n, LiveConfig{Interface: "b"})
	n.Send("a", frames(200, 60)...)
	first, _ := takeBatches(t, l, 1, patience, nil)
	rest := take(t, l, 200-len(first), patience)
	for i, p := range append(first, rest...) {
		if which := int(binary.BigEndian.Uint32(p.Data[14:])); which != i {
			t.Fatalf("packet %d is number %d", i, which)
		}
	}
	if len(first) == 0 || len(first)+len(rest) != 200 {
		t.Errorf("%d packets, and %d after them; want 200", len(first), len(rest))
	}
}

// TestLiveGoneBeforeItIsRead: the interface is removed when the reader looks for
// the first time, and the kernel has not handed over what it has captured.
func TestLiveGoneBeforeItIsRead(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	l := open(t, n, LiveConfig{Interface: "b", Ring: ringmmap.Config{BlockSize: 64 << 10, Blocks: 8, RetireTimeout: 300 * time.Millisecond}})
	n.Send("a", frames(5, 60)...)
	n.Delete("b")
	got := 0
	var gone error
	for _, err := range l.Borrow(t.Context()) {
		if err != nil {
			gone = err
			break
		}
		got++
	}
	if got != 5 || !errors.Is(gone, ErrInterfaceGone) {
		t.Errorf("%d packets, then %v; want 5, then %v", got, gone, ErrInterfaceGone)
	}
}
