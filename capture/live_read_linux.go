package capture

import (
	"context"
	"iter"
	"math"

	"pktcap/ringmmap"
	"pktcap/savefile"
)

// liveBatch is how many packets are lent at once, at most: few enough to stay in
// the processor's first cache. Between aheadFrames of them the processor is told
// of as many further on.
const (
	liveBatch   = 64
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
	frames := l.frames[:aheadFrames]
	if limit != forever {
		frames = frames[:1] // few are lent before it is another's turn
	}
	for {
		n := blk.Read(frames)
		if limit != forever && l.until(frames[:n], limit) < n {
			blk.Unread(n)
			return true
		}
		if n == 0 {
			return true
		}
		status, _ := survey(frames[:n])
		special := always || l.lost || status.Special()
		packets := l.packetsOf(blk, frames[:n])
		for i := range packets {
			p := &packets[i]
			if special && !l.complete(p, blk, frames[i]) {
				l.rejected++
				continue
			}
			if len(p.Data) < p.Length {
				l.cut++
			}
			if !yield(p, nil) {
				blk.Unread(n - 1 - i)
				return false
			}
		}
	}
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
	room := len(l.frames)
	if limit != forever {
		room = 1 // few may be lent before it is another's turn
	}
	for more := true; more; room = min(2*room, len(l.frames)) {
		n := blk.Read(l.frames[:room])
		if limit != forever {
			in := l.until(l.frames[:n], limit)
			blk.Unread(n - in)
			more = in == n
			n = in
		}
		if n == 0 {
			return true
		}
		b := &l.batch
		*b = Batch{live: l, block: blk, frames: l.frames[:n]}
		status, cut := survey(b.frames)
		if always || l.lost || status.Special() {
			b.packets, b.frames = l.completeAll(blk, b.frames, always), nil
			cut = 0
			for i := range b.packets {
				if len(b.packets[i].Data) < b.packets[i].Length {
					cut++
				}
			}
		}
		l.cut += cut
		if b.Len() > 0 && !yield(b, nil) {
			return false
		}
	}
	return true
}

// until returns how many of the frames come before the first that was captured
// after limit.
func (l *Live) until(frames []ringmmap.Frame, limit Timestamp) int {
	for i, f := range frames {
		if l.timeOf(f) > limit {
			return i
		}
	}
	return len(frames)
}

// packetsOf returns the packets that frames are, as far as they are not special.
func (l *Live) packetsOf(blk *ringmmap.Block, frames []ringmmap.Frame) []Packet {
	packets := l.packets[:len(frames)]
	base, ahead := l.base, l.ahead
	for i, f := range frames {
		if i%aheadFrames == 0 {
			blk.Ahead(aheadFrames)
		}
		p := &packets[i]
		p.Data = f.Data()
		p.Length = f.Length()
		p.Time = Timestamp(f.Time())
		if ahead != 0 {
			p.Time = l.timeOf(f)
		}
		p.Interface = base
		p.Meta = Meta{}
		p.sent(f.PacketType())
		p.offload(f.Status())
		p.tell(f)
	}
	return packets
}

// save is [Batch.Save] for frames that are not special.
func (l *Live) save(blk *ringmmap.Block, frames []ringmmap.Frame, w *savefile.Writer) (n int, err error) {
	base, ahead := l.base, l.ahead
	for i, f := range frames {
		if i%aheadFrames == 0 {
			blk.Ahead(aheadFrames)
		}
		at := f.Time()
		if ahead != 0 {
			at = int64(l.timeOf(f))
		}
		if err := w.WritePacket(base, f.Data(), f.Length(), at); err != nil {
			return i, err
		}
	}
	return len(frames), nil
}

// survey returns the status bits that any of the frames has, and how many of them
// were cut.
func survey(frames []ringmmap.Frame) (all ringmmap.Status, cut uint64) {
	for i := range frames {
		f := &frames[i]
		all |= f.Status()
		if len(f.Data()) < f.Length() {
			cut++
		}
	}
	return all, cut
}

// completeAll returns the packets that frames are, complete, without those that
// the filter rejects. always says that all are special.
func (l *Live) completeAll(blk *ringmmap.Block, frames []ringmmap.Frame, always bool) []Packet {
	packets := l.packetsOf(blk, frames)
	kept := 0
	for i, f := range frames {
		p := &packets[i]
		if (always || l.lost || f.Status().Special()) && !l.complete(p, blk, f) {
			l.rejected++
			continue
		}
		if kept < i {
			packets[kept] = *p
		}
		kept++
	}
	return packets[:kept]
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
func (m *Meta) tell(f ringmmap.Frame) {
	m.Hash = f.Hash()
	m.Protocol = f.Protocol()
	m.HardwareType = f.HardwareType()
}

// publish shows the reader's counts to other goroutines.
func (l *Live) publish() {
	l.captured.Store(l.read - l.rejected)
	l.truncated.Store(l.cut)
}
