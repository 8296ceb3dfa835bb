package ringmmap

import (
	"encoding/binary"
	"fmt"
)

// A block of the ring, linux/if_packet.h:
//
//	offset  struct tpacket_block_desc
//	 0      version
//	 4      offset_to_priv
//	 8      block_status          shared with the kernel
//	12      num_pkts
//	16      offset_to_first_pkt
//	20      blk_len
//	24      seq_num               64 bits
//	32      ts_first_pkt          seconds, nanoseconds
//	40      ts_last_pkt
//	48
//
// and a packet in it, at a multiple of 8:
//
//	offset  struct tpacket3_hdr             struct sockaddr_ll, at TPACKET_ALIGN(48)
//	 0      tp_next_offset                  48  sll_family
//	 4      tp_sec                          50  sll_protocol    network order
//	 8      tp_nsec                         52  sll_ifindex
//	12      tp_snaplen                      56  sll_hatype
//	16      tp_len                          58  sll_pkttype
//	20      tp_status                       59  sll_halen
//	24      tp_mac        16 bits           60  sll_addr        8 bytes
//	26      tp_net        16 bits           68  headroom, then the packet at tp_mac
//	28      tp_rxhash
//	32      tp_vlan_tci
//	36      tp_vlan_tpid  16 bits
//	38      padding
const (
	blockHeaderLen = 48
	frameHeaderLen = 68
)

// A Block is a lease on one block of a Ring: a number of packets in the order
// of their arrival, each in place where the kernel put it. A Block and its
// frames are valid until the loop body of [Ring.Blocks] ends.
type Block struct {
	mem  []byte // the block
	off  int    // of the next frame in mem
	left uint32 // frames not yet read

	each  int // bytes of a frame on average; 0 where nothing is prefetched
	asked int // offset up to which memory was prefetched

	run   int // frames that the last Read returned
	runAt int // and the offset of the first of them

	status uint32
	seq    uint64
	lost   uint64
	err    error
}

// NewBlock returns the block that the bytes of mem are, as a program kept them
// from a ring or made them: its packets are read as those of a lease. The
// block is malformed if mem is shorter than a block's header.
func NewBlock(mem []byte) *Block {
	b := new(Block)
	if len(mem) < blockHeaderLen {
		b.fail("%d bytes", len(mem))
		return b
	}
	b.open(mem, binary.NativeEndian.Uint32(mem[8:]))
	return b
}

// open reads the header of the block mem, whose status was loaded already.
func (b *Block) open(mem []byte, status uint32) {
	h := (*[blockHeaderLen]byte)(mem)
	*b = Block{
		mem:    mem,
		off:    int(binary.NativeEndian.Uint32(h[16:])),
		left:   binary.NativeEndian.Uint32(h[12:]),
		status: status,
		seq:    binary.NativeEndian.Uint64(h[24:]),
	}
	if b.off > len(mem) {
		b.fail("first packet at %d of %d bytes", b.off, len(mem))
		return
	}
	if b.left == 0 {
		return
	}
	if each := binary.NativeEndian.Uint32(h[20:]) / b.left; each <= maxPrefetched {
		b.each = int(each)
		b.Ahead(prefetchFrames)
	}
}

const (
	// prefetchFrames is how many frames memory is prefetched for before it is
	// read: as many as are read while it comes.
	prefetchFrames = 64

	// maxPrefetched is how many bytes a frame has on average, at most, for that:
	// of longer ones much is never read.
	maxPrefetched = 512
)

// Ahead tells the processor that n frames more will be read than it was told of
// before, which it was of the first 64. The kernel wrote them on another
// processor, and each is there only when its memory has come from that; what is
// done with other frames meanwhile costs no time. A reader calls it every few
// frames.
func (b *Block) Ahead(n int) {
	from := max(b.asked, b.off)
	b.asked = min(from+n*b.each, len(b.mem))
	prefetch(b.mem[from:b.asked])
}

// Len returns the number of frames that have not been read.
func (b *Block) Len() int { return int(b.left) }

// Sequence returns the block's number since the ring was opened, from 1.
func (b *Block) Sequence() uint64 { return b.seq }

// Lost returns how many packets the kernel dropped since the block before, as
// far as that is known: it drops while it has no block to fill, so that the gap
// is before this block's first packet. A second gap that opens before the first
// is read counts as part of it.
func (b *Block) Lost() uint64 { return b.lost }

// TimedOut reports whether the block was closed by the retire timeout, not
// because it was full.
func (b *Block) TimedOut() bool { return b.status&statusBlockTimeout != 0 }

// Err returns why reading ended before the block's last frame: nil, or that the
// block is not laid out as the kernel promises.
func (b *Block) Err() error { return b.err }

// Next returns the block's next frame. It returns false at the end of the
// block, and when the block is malformed, which Err tells.
func (b *Block) Next() (f Frame, ok bool) {
	var one [1]Frame
	ok = b.Read(one[:]) == 1
	return one[0], ok
}

// Read reads the block's next frames into frames, as many as it has room for,
// and returns their number: 0 at the end of the block, and when the block is
// malformed, which Err tells.
func (b *Block) Read(frames []Frame) int {
	left := int(b.left)
	frames = frames[:min(len(frames), left)]
	mem, off := b.mem, b.off
	b.runAt = off
	for i := range frames {
		rest := mem[off:]
		if len(rest) < frameHeaderLen {
			return b.failed(i, "packet header at %d of %d bytes", off, len(mem))
		}
		// Each field is read once: what was checked is what is used, whatever is
		// written there meanwhile.
		h := (*[frameHeaderLen]byte)(rest)
		next := uint(binary.NativeEndian.Uint32(h[0:]))
		start := uint(binary.NativeEndian.Uint16(h[24:]))
		end := start + uint(binary.NativeEndian.Uint32(h[12:]))
		if start < frameHeaderLen || end > uint(len(rest)) || end < start {
			return b.failed(i, "packet at %d: bytes %d to %d of %d", off, start, end, len(rest))
		}
		f := &frames[i]
		f.header = h
		f.data = rest[start:end]
		if i+1 < left {
			// One comparison for both ends.
			if next-frameHeaderLen > uint(len(rest))-frameHeaderLen {
				return b.failed(i, "packet at %d: the next one after %d of %d bytes", off, next, len(rest))
			}
			off += int(next)
		}
	}
	b.off, b.run = off, len(frames)
	b.left -= uint32(len(frames))
	return len(frames)
}

// failed is fail for a Read that has come to frame n of its run. It returns n.
func (b *Block) failed(n int, format string, args ...any) int {
	b.left -= uint32(n)
	b.run = n
	b.fail(format, args...)
	return n
}

// Unread puts the last n of the frames back that the last Read returned: they
// are read again.
//
// Preconditions: n is at most what that Read returned, and nothing was put back
// since.
func (b *Block) Unread(n int) {
	if n == 0 {
		return
	}
	b.left += uint32(n)
	b.off = b.runAt
	for range b.run - n { // their headers are good: they were read
		b.off += int(binary.NativeEndian.Uint32(b.mem[b.off:]))
	}
	b.run -= n
}

// Headroom returns the number of bytes that Extended can add to f.
func (b *Block) Headroom(f Frame) int {
	return int(binary.NativeEndian.Uint16(f.header[24:])) - frameHeaderLen
}

// Extended returns the bytes of f, a frame of b, with the n bytes of memory
// before them, which are free for use and hold anything. n must be from 0 to
// Headroom.
func (b *Block) Extended(f Frame, n int) []byte {
	start := cap(b.mem) - cap(f.data)
	end := start + len(f.data)
	return b.mem[start-n : end : end]
}

// fail ends the block with an error. It returns false.
func (b *Block) fail(format string, args ...any) bool {
	b.err = fmt.Errorf("ring block %d, %d packets left: "+format, append([]any{b.seq, b.left}, args...)...)
	b.left = 0
	return false
}
