package capture

import (
	"context"
	"iter"
	"math"

	"pktcap/ringmmap"
)

// liveBatch is how many packets are lent at once, at most: few enough to stay in
// the processor's first cache. Between aheadFrames of them the processor is told
// of as many further on; so many does Borrow make at once.
const (
	liveBatch   = 128
	aheadFrames = 8
)

// Borrow yields packets where they lie in the ring; see [Source]. A packet that
// the loop was left at counts as read.
func (l *Live) Borrow(ctx context.Context) iter.Seq2[*Packet, error] {
	return func(yield func(*Packet, error) bool) {
		for blk, err := range l.blocks(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !l.lend(blk, forever, yield) {
				return
			}
			if err := blk.Err(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// Batches yields packets where they lie in the ring; see [Batcher].
func (l *Live) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		for blk, err := range l.blocks(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !l.lendBatches(blk, forever, yield) {
				return
			}
			if err := blk.Err(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// Packets yields packets whose Data is the caller's; see [Source].
func (l *Live) Packets(ctx context.Context) iter.Seq2[Packet, error] {
	return clones(l.Borrow(ctx))
}

// forever is a limit that no packet's time exceeds.
const forever = math.MaxInt64

// lend yields the packets of a block, up to the first that was captured after
// limit. It returns false when the loop was left.
func (l *Live) lend(blk *ringmmap.Block, limit Timestamp, yield func(*Packet, error) bool) bool {
	always := l.begin(blk)
	room := aheadFrames
	if limit != forever {
		room = 1 // few are lent before it is another's turn
	}
	for blk.Len() > 0 {
		_, first := blk.Memory()
		n := min(room, blk.Len())
		if limit != forever && l.until(blk, first, n, limit) < n {
			return true
		}
		blk.Ahead(n)
		made, status, behind := l.packetsOf(l.packets[:n], blk, 0, first)
		if always || l.lost || status.Special() {
			if !l.lendSpecial(blk, first, made, yield) {
				return false
			}
		} else {
			packets := l.packets[:made]
			for i := range packets {
				if len(packets[i].Data) < packets[i].Length {
					l.cut++
				}
				if !yield(&packets[i], nil) {
					blk.Skip(i+1, walk(blk, first, i+1))
					return false
				}
			}
		}
		blk.Skip(made, behind)
		if made < n {
			blk.Next() // has it say what is wrong
		}
	}
	return true
}

// lendSpecial is lend for packets that were made, the frames of which begin at off
// and may all be special.
func (l *Live) lendSpecial(blk *ringmmap.Block, off, made int, yield func(*Packet, error) bool) bool {
	at := off
	for i := range l.packets[:made] {
		p := &l.packets[i]
		var ok bool
		if at, ok = l.completeAt(p, blk, at); !ok {
			l.rejected++
			continue
		}
		if len(p.Data) < p.Length {
			l.cut++
		}
		if !yield(p, nil) {
			blk.Skip(i+1, at)
			return false
		}
	}
	return true
}

// begin takes note of what a block says of those before. It returns whether each
// packet is special.
func (l *Live) begin(blk *ringmmap.Block) (always bool) {
	if blk.Lost() > 0 && blk.Sequence() != l.gap {
		l.gap, l.lost = blk.Sequence(), true
		l.lostCount += blk.Lost()
	}
	return l.cooked != 0 || l.filter.Load().always
}

// lendBatches is lend with many packets at a time.
func (l *Live) lendBatches(blk *ringmmap.Block, limit Timestamp, yield func(*Batch, error) bool) bool {
	always := l.begin(blk)
	room := liveBatch
	if limit != forever {
		room = 1 // few may be lent before it is another's turn
	}
	for ; blk.Len() > 0; room = min(2*room, liveBatch) {
		r, b := &l.run, &l.batch
		_, first := blk.Memory()
		*r = liveRun{live: l, block: blk, first: first, frames: min(room, blk.Len()), special: always || l.lost}
		if limit != forever {
			if r.frames = l.until(blk, first, r.frames, limit); r.frames == 0 {
				return true
			}
		}
		*b = Batch{run: r}
		if r.special {
			b.Packets()
		}
		more := b.Len() == 0 || yield(b, nil)
		r.end()
		if !more {
			return false
		}
	}
	return true
}

// until returns how many of the n frames from off on come before the first that was
// captured after limit. A malformed one does, to be found later.
func (l *Live) until(blk *ringmmap.Block, off, n int, limit Timestamp) int {
	mem, _ := blk.Memory()
	for i := range n {
		h := ringmmap.HeaderAt(mem, off)
		if h == nil {
			break
		}
		if l.timeOf(h) > limit {
			return i
		}
		off, _ = h.Next(mem, off)
	}
	return n
}

// walk returns the offset behind n frames, the first of which is at off.
//
// Preconditions: they were read.
func walk(blk *ringmmap.Block, off, n int) int {
	mem, _ := blk.Memory()
	for range n {
		off, _ = ringmmap.HeaderAt(mem, off).Next(mem, off)
	}
	return off
}

// packetsOf makes the packets of the next frames of blk, which begin at off, as far
// as they are not special. They are fewer where a frame is malformed. It returns how
// many they are, the status bits that any of their frames has, and the offset behind
// those. done is how many frames of blk are before off.
//
// It calls nothing, so that what it works with stays in registers.
func (l *Live) packetsOf(packets []Packet, blk *ringmmap.Block, done, off int) (n int, status ringmmap.Status, behind int) {
	mem, _ := blk.Memory()
	base, left := l.base, blk.Len()-done
	for n < len(packets) {
		h := ringmmap.HeaderAt(mem, off)
		if h == nil {
			break
		}
		data, ok := h.Packet(mem, off)
		next, more := h.Next(mem, off)
		if !ok || !more && n+1 < left {
			break
		}
		off = next
		status |= h.Status()
		p := &packets[n]
		p.Data = data
		p.Length = h.Length()
		p.Time = Timestamp(h.Time())
		p.Interface = base
		p.Meta = Meta{}
		p.sent(h.PacketType())
		p.offload(h.Status())
		p.tell(h)
		n++
	}
	return n, status, off
}

// completeAt completes p, whose frame is at off, and returns the offset behind it.
func (l *Live) completeAt(p *Packet, blk *ringmmap.Block, off int) (next int, ok bool) {
	mem, _ := blk.Memory()
	f, _ := ringmmap.FrameAt(mem, off) // it was read before
	next, _ = f.Header.Next(mem, off)
	return next, l.complete(p, blk, f)
}

// sent takes over sll_pkttype of packet(7).
func (m *Meta) sent(kind uint8) {
	m.Direction = DirectionIn
	if kind == outgoing {
		m.Direction = DirectionOut
	}
	m.Type = PacketType(kind) + 1
}

// offload takes over what the kernel left to the NIC, or the NIC did.
func (m *Meta) offload(s ringmmap.Status) {
	m.Checksum = checksums[s>>3&1|s>>6&2]
	m.GSO = s.GSO()
}

// checksums are the states of TP_STATUS_CSUMNOTREADY and, times two,
// TP_STATUS_CSUM_VALID.
var checksums = [4]ChecksumState{ChecksumUnknown, ChecksumPartial, ChecksumValid, ChecksumValid}

// tell takes over what else the kernel tells of every packet.
func (m *Meta) tell(h *ringmmap.Header) {
	m.Hash = h.Hash()
	m.Protocol = h.Protocol()
	m.HardwareType = h.HardwareType()
}

// publish shows the reader's counts to other goroutines.
func (l *Live) publish() {
	l.captured.Store(l.read - l.rejected)
	l.truncated.Store(l.cut)
}
