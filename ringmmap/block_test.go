package ringmmap

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// A kernel fills blocks as the kernel does, in plain memory.
type kernel struct {
	mem   []byte
	size  int // of a block
	index int
	seq   uint64
}

// A sent is a packet as the kernel sees it.
type sent struct {
	data     []byte
	length   int // 0: len(data)
	status   uint32
	tci      uint16
	tpid     uint16
	hash     uint32
	sec      uint32
	nsec     uint32
	protocol uint16
	ifindex  int32
	kind     uint8
}

func align(n, to int) int { return (n + to - 1) / to * to }

// put appends packets to the block at mem and returns the bytes used.
func put(mem []byte, seq uint64, packets []sent) int {
	le := binary.NativeEndian
	clear(mem[:blockHeaderLen])
	le.PutUint32(mem[0:], 1)
	le.PutUint32(mem[12:], uint32(len(packets)))
	le.PutUint32(mem[16:], blockHeaderLen)
	le.PutUint64(mem[24:], seq)
	off := blockHeaderLen
	for i, p := range packets {
		// netoff and macoff as tpacket_rcv computes them for Ethernet.
		net := align(frameHeaderLen+16, 16)
		mac := net - 14
		h := mem[off:]
		clear(h[:mac])
		size := align(mac+len(p.data), 8)
		if i < len(packets)-1 {
			le.PutUint32(h[0:], uint32(size))
		}
		le.PutUint32(h[4:], p.sec)
		le.PutUint32(h[8:], p.nsec)
		le.PutUint32(h[12:], uint32(len(p.data)))
		le.PutUint32(h[16:], uint32(max(p.length, len(p.data))))
		le.PutUint32(h[20:], p.status)
		le.PutUint16(h[24:], uint16(mac))
		le.PutUint16(h[26:], uint16(net))
		le.PutUint32(h[28:], p.hash)
		le.PutUint32(h[32:], uint32(p.tci))
		le.PutUint16(h[36:], p.tpid)
		le.PutUint16(h[48:], 17)
		binary.BigEndian.PutUint16(h[50:], p.protocol)
		le.PutUint32(h[52:], uint32(p.ifindex))
		le.PutUint16(h[56:], 1)
		h[58], h[59] = p.kind, 6
		copy(h[60:68], "\x02\x00\x00\x00\x00\x09\x00\x00")
		copy(h[mac:], p.data)
		off += size
	}
	le.PutUint32(mem[20:], uint32(off))
	return off
}

// close hands the next block over with packets in it. It returns false, as a
// full ring drops, where the reader still has that block.
func (k *kernel) close(packets ...sent) bool {
	mem := k.mem[k.index*k.size : (k.index+1)*k.size]
	if status(mem).Load() != 0 {
		return false
	}
	k.seq++
	put(mem, k.seq, packets)
	status(mem).Store(statusUser)
	k.index = (k.index + 1) % (len(k.mem) / k.size)
	return true
}

func TestBlockFrames(t *testing.T) {
	mem := make([]byte, 4096)
	first := []byte("\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x09\x08\x00first")
	put(mem, 7, []sent{
		{data: first, length: 1500, status: statusVLANValid | statusTPIDValid | statusLosing, tci: 0x2064, tpid: 0x88a8,
			hash: 0xfeedbeef, sec: 1_700_000_000, nsec: 999_999_999, protocol: 0x0800, ifindex: 3, kind: 4},
		{data: []byte("second"), status: statusVLANValid, tci: 5, tpid: 0x1234},
		{data: nil, status: statusChecksumLater | statusGSOTCP},
	})
	var b Block
	b.open(mem, statusUser|statusLosing|statusBlockTimeout)
	if b.Len() != 3 || b.Sequence() != 7 || !b.TimedOut() {
		t.Errorf("block %d with %d frames, timed out %v", b.Sequence(), b.Len(), b.TimedOut())
	}
	f, ok := b.Next()
	if !ok {
		t.Fatal(b.Err())
	}
	if !bytes.Equal(f.Data(), first) || f.Length() != 1500 {
		t.Errorf("Data = %q, Length = %d", f.Data(), f.Length())
	}
	if got, want := f.Time(), int64(1_700_000_000_999_999_999); got != want {
		t.Errorf("Time = %d, want %d", got, want)
	}
	if tci, tpid := f.VLAN(); !f.Status().VLAN() || tci != 0x2064 || tpid != 0x88a8 {
		t.Errorf("VLAN = %#x, %#x", tci, tpid)
	}
	if f.Hash() != 0xfeedbeef || f.Protocol() != 0x0800 || f.Ifindex() != 3 || f.HardwareType() != 1 || f.PacketType() != 4 {
		t.Errorf("hash %#x protocol %#x ifindex %d hatype %d type %d", f.Hash(), f.Protocol(), f.Ifindex(), f.HardwareType(), f.PacketType())
	}
	if addr, n := f.Address(); n != 6 || !bytes.Equal(addr[:n], []byte{2, 0, 0, 0, 0, 9}) {
		t.Errorf("Address = %x, %d", addr, n)
	}
	if ext := b.Extended(f, 4); b.Headroom(f) < 4 || !bytes.Equal(ext[4:], first) {
		t.Errorf("Extended(4) = %q with headroom %d", ext, b.Headroom(f))
	}
	if cap(f.Data()) != len(f.Data()) {
		t.Errorf("Data has capacity %d beyond its %d bytes: an append would write into the ring", cap(f.Data()), len(f.Data()))
	}
	if f, ok = b.Next(); !ok || string(f.Data()) != "second" {
		t.Fatalf("second frame = %q, %v", f.Data(), b.Err())
	}
	if tci, tpid := f.VLAN(); tci != 5 || tpid != 0x8100 {
		t.Errorf("VLAN without TPID = %#x, %#x, want 0x5, 0x8100", tci, tpid)
	}
	if f, ok = b.Next(); !ok || len(f.Data()) != 0 || !f.Status().ChecksumPartial() || !f.Status().GSO() || f.Status().ChecksumValid() {
		t.Errorf("third frame = %q, status %#x, %v", f.Data(), f.Status(), b.Err())
	}
	if _, ok := b.Next(); ok || b.Err() != nil {
		t.Errorf("a fourth frame, or %v", b.Err())
	}
}

func TestMalformedBlocks(t *testing.T) {
	le := binary.NativeEndian
	tests := []struct {
		name    string
		corrupt func(mem []byte)
		frames  int // before the error
		want    string
	}{
		{"first packet outside", func(m []byte) { le.PutUint32(m[16:], 5000) }, 0, "first packet at 5000 of 4096 bytes"},
		{"first packet at the very end", func(m []byte) { le.PutUint32(m[16:], 4090) }, 0, "packet header at 4090"},
		{"packet in its header", func(m []byte) { le.PutUint16(m[48+24:], 10) }, 0, "packet at 48: bytes 58 to"},
		{"packet too long", func(m []byte) { le.PutUint32(m[48+12:], 4096) }, 0, "of 4096"},
		{"packet length that wraps", func(m []byte) { le.PutUint32(m[48+12:], 0xffffffff) }, 0, "of 4096"},
		{"no next packet", func(m []byte) { le.PutUint32(m[48:], 0) }, 0, "the next one after 0"},
		{"next packet outside", func(m []byte) { le.PutUint32(m[48:], 0xfffffff0) }, 0, "the next one after 4294967280"},
		{"more packets than there are", func(m []byte) { le.PutUint32(m[12:], 3) }, 1, "the next one after 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mem := make([]byte, 4096)
			put(mem, 1, []sent{{data: []byte("one")}, {data: []byte("two")}})
			tt.corrupt(mem)
			var b Block
			b.open(mem, statusUser)
			n := 0
			for _, ok := b.Next(); ok; _, ok = b.Next() {
				n++
			}
			if b.Err() == nil || !strings.Contains(b.Err().Error(), tt.want) {
				t.Errorf("error = %v, want it to say %q", b.Err(), tt.want)
			}
			if n != tt.frames {
				t.Errorf("%d frames before the error, want %d", n, tt.frames)
			}
		})
	}
}

// FuzzBlock walks any bytes as a block: whatever they are, the walk ends, and
// every frame lies in the block.
func FuzzBlock(f *testing.F) {
	mem := make([]byte, 512)
	put(mem, 1, []sent{{data: []byte("one")}, {data: []byte("two"), status: statusVLANValid}})
	f.Add(mem)
	f.Add(make([]byte, blockHeaderLen))
	f.Fuzz(func(t *testing.T, mem []byte) {
		if len(mem) < blockHeaderLen {
			return
		}
		var b Block
		b.open(mem, statusUser)
		n := 0
		for fr, ok := b.Next(); ok; fr, ok = b.Next() {
			if n++; n > len(mem)/frameHeaderLen {
				t.Fatalf("%d frames in %d bytes", n, len(mem))
			}
			if _, off := b.Memory(); off > len(mem) {
				t.Fatalf("the next frame is at %d of %d bytes", off, len(mem))
			}
			if len(b.Extended(fr, b.Headroom(fr))) > len(mem) || b.Headroom(fr) < 0 {
				t.Fatalf("frame of %d bytes with headroom %d in a block of %d", len(fr.Data()), b.Headroom(fr), len(mem))
			}
			_, _ = fr.VLAN()
			_, _ = fr.Address()
		}
	})
}

// fullBlock returns a block of the default size full of packets of n bytes.
func fullBlock(n int) []byte {
	mem := make([]byte, DefaultBlockSize)
	each := align(align(frameHeaderLen+16, 16)-14+n, 8)
	packets := make([]sent, (len(mem)-blockHeaderLen)/each)
	for i := range packets {
		packets[i].data = make([]byte, n)
	}
	put(mem, 1, packets)
	return mem
}

func BenchmarkBlockNext(b *testing.B) {
	mem := fullBlock(64)
	var blk Block
	var sum, packets int
	b.ReportAllocs()
	for b.Loop() {
		blk.open(mem, statusUser)
		for f, ok := blk.Next(); ok; f, ok = blk.Next() {
			sum += f.Length() + int(f.Time()) + int(f.Status())
			packets++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(packets), "ns/packet")
}

func TestBlockNextDoesNotAllocate(t *testing.T) {
	mem := fullBlock(64)
	var blk Block
	if n := testing.AllocsPerRun(3, func() {
		blk.open(mem, statusUser)
		for _, ok := blk.Next(); ok; _, ok = blk.Next() {
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestBlockMemory: a walk of the reader's own sees the frames that Next returns, from
// wherever it takes over to wherever it leaves off.
func TestBlockMemory(t *testing.T) {
	mem := make([]byte, 64<<10)
	var packets []sent
	for i := range 200 {
		packets = append(packets, sent{data: fmt.Appendf(nil, "%d%s", i, strings.Repeat(".", i))})
	}
	put(mem, 1, packets)
	var b Block
	b.open(mem, statusUser)
	read := 0
	for turn := 1; b.Len() > 0; turn++ {
		n := min(turn%7, b.Len())
		mem, off := b.Memory()
		for i := range n {
			h := HeaderAt(mem, off)
			data, ok := h.Packet(mem, off)
			if !ok || !bytes.Equal(data, packets[read+i].data) || cap(data) != len(data) {
				t.Fatalf("packet %d is %q, %v", read+i, data, ok)
			}
			if f, ok := FrameAt(mem, off); !ok || !bytes.Equal(f.Data(), data) || f.Header != h {
				t.Fatalf("frame %d is %q, %v", read+i, f.Data(), ok)
			}
			next, ok := h.Next(mem, off)
			if last := read+i+1 == len(packets); ok == last || last && next != off {
				t.Fatalf("packet %d at %d: the next one at %d, %v", read+i, off, next, ok)
			}
			off = next
		}
		b.Skip(n, off)
		b.Ahead(n)
		if read += n; b.Len() != len(packets)-read {
			t.Fatalf("%d frames left after %d of %d", b.Len(), read, len(packets))
		}
		if f, ok := b.Next(); ok {
			if !bytes.Equal(f.Data(), packets[read].data) {
				t.Fatalf("frame %d is %q", read, f.Data())
			}
			read++
		}
	}
	if read != len(packets) || b.Err() != nil {
		t.Errorf("%d frames, %v", read, b.Err())
	}
	b.Ahead(1 << 30) // nothing is behind the block
}

func TestPrefetch(t *testing.T) {
	mem := make([]byte, 4096)
	for n := range 200 {
		prefetch(mem[n : 2*n])
	}
	prefetch(mem)
	prefetch(nil)
	if !bytes.Equal(mem, make([]byte, len(mem))) {
		t.Error("prefetch writes")
	}
}

// BenchmarkBlockMemory walks a block in a loop of its own.
func BenchmarkBlockMemory(b *testing.B) {
	mem := fullBlock(64)
	var blk Block
	var sum, packets int
	b.ReportAllocs()
	for b.Loop() {
		blk.open(mem, statusUser)
		mem, off := blk.Memory()
		for i := range blk.Len() {
			if i%8 == 0 {
				blk.Ahead(8)
			}
			h := HeaderAt(mem, off)
			if h == nil {
				b.Fatal("no header")
			}
			sum += h.Length() + int(h.Time()) + int(h.Status())
			packets++
			off, _ = h.Next(mem, off)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(packets), "ns/packet")
}
