package capture

import (
	"context"
	"iter"

	"pktcap/savefile"
)

// A Batcher is a Source that lends packets many at a time: the way for a program
// that has little to do for each. All sources of this package are.
type Batcher interface {
	// Batches yields what Borrow does, as many packets at a time as there are
	// at hand; none is waited for while there are others. The batch, its packets
	// and their Data are valid until the loop body ends. A loop that is left has
	// read the whole batch.
	Batches(ctx context.Context) iter.Seq2[*Batch, error]
}

// Batches returns the packets of s in batches: its own if it is a [Batcher], and
// else of one packet each.
func Batches(ctx context.Context, s Source) iter.Seq2[*Batch, error] {
	if b, ok := s.(Batcher); ok {
		return b.Batches(ctx)
	}
	return func(yield func(*Batch, error) bool) {
		b := &Batch{packets: make([]Packet, 1)}
		for p, err := range s.Borrow(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			b.packets[0] = *p
			if !yield(b, nil) {
				return
			}
		}
	}
}

// A Batch is a number of packets, in the order of a source. It belongs to the
// source.
type Batch struct {
	packets []Packet
	run     run // what the packets are made of, while they are not made
}

// A run is packets that a source makes when they are asked for.
type run interface {
	len() int
	make() []Packet

	// save is Save for the first n packets: those before one that has to be made.
	save(w *savefile.Writer) (n int, err error)
}

// Len returns the number of packets.
func (b *Batch) Len() int {
	if b.run != nil {
		return b.run.len()
	}
	return len(b.packets)
}

// Packets returns the packets. They are made when they are asked for: a program
// that only saves them does without.
func (b *Batch) Packets() []Packet {
	if b.run != nil {
		b.packets, b.run = b.run.make(), nil
	}
	return b.packets
}

// Skip takes the first n packets out of the batch, or all if it has fewer.
func (b *Batch) Skip(n int) {
	all := b.Packets()
	b.packets = all[min(n, len(all)):]
}

// Keep leaves the first n packets in the batch, if it has more.
func (b *Batch) Keep(n int) {
	if n < b.Len() {
		b.packets = b.Packets()[:n]
	}
}

// Save writes what a pcap file has of the packets to w: their bytes, their
// lengths and their times. It returns the number of packets that w accepted, all
// unless there is an error.
func (b *Batch) Save(w *savefile.Writer) (n int, err error) {
	if b.run != nil {
		if n, err = b.run.save(w); err != nil || n == b.run.len() {
			return n, err
		}
	}
	packets := b.Packets()
	for i := n; i < len(packets); i++ {
		p := &packets[i]
		if err := w.WritePacket(p.Interface, p.Data, p.Length, int64(p.Time)); err != nil {
			return i, err
		}
	}
	return len(packets), nil
}
