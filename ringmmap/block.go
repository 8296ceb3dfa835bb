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
	if b.left == 0 {
		return f, false
	}
	h := HeaderAt(b.mem, b.off)
	if h == nil {
		return f, b.fail("packet header at %d of %d bytes", b.off, len(b.mem))
	}
	start, end, ok := h.bounds(b.mem, b.off)
	if !ok {
		return f, b.fail("packet at %d: bytes %d to %d of %d", b.off, start, end, len(b.mem))
	}
	f = Frame{h, b.mem[start:end]}
	next, ok := h.Next(b.mem, b.off)
	if !ok && b.left > 1 {
		return Frame{}, b.fail("packet at %d of %d bytes: the next one after %d", b.off, len(b.mem), binary.NativeEndian.Uint32(h[0:]))
	}
	b.Skip(1, next)
	return f, true
}

// Memory returns the memory of the block, and the offset of its next frame's
// header in it. A reader that has little to do for each of many frames walks them
// in a loop of its own, which saves it a call for each: [HeaderAt], [Header.Packet]
// and [Header.Next] take it from frame to frame, of which there are Len. Where one
// of them says that the block is malformed, Next does too, and why.
func (b *Block) Memory() (mem []byte, off int) { return b.mem, b.off }

// Skip counts the next n frames as read; off is where the next one's header is
// then: what Next of the last of them returned.
func (b *Block) Skip(n, off int) {
	b.left -= uint32(n)
	b.off = off
}

// Headroom returns the number of bytes that Extended can add to f.
func (b *Block) Headroom(f Frame) int {
	return int(binary.NativeEndian.Uint16(f.Header[24:])) - frameHeaderLen
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
