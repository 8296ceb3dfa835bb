package capture

import (
	"bytes"
	"encoding/binary"
	"io"
	"testing"

	"pktcap/linktype"
	"pktcap/ringmmap"
	"pktcap/savefile"
)

// A ringPacket is a packet as the kernel puts it into a ring block.
type ringPacket struct {
	data     []byte
	length   int // 0: len(data)
	status   uint32
	tci      uint16
	tpid     uint16
	protocol uint16
	ifindex  uint32
	kind     uint8
	headroom int // bytes before the packet
}

// ringBlock returns a block with packets, as linux/if_packet.h lays it out.
func ringBlock(packets ...ringPacket) *ringmmap.Block {
	ne, be := binary.NativeEndian, binary.BigEndian
	mem := make([]byte, 48)
	ne.PutUint32(mem[8:], 1)
	ne.PutUint32(mem[12:], uint32(len(packets)))
	ne.PutUint32(mem[16:], 48)
	for i, p := range packets {
		h := make([]byte, 68+p.headroom, 68+p.headroom+len(p.data)+8)
		h = append(h, p.data...)
		h = append(h, make([]byte, -len(h)&7)...)
		if i < len(packets)-1 {
			ne.PutUint32(h[0:], uint32(len(h)))
		}
		ne.PutUint32(h[4:], 1_700_000_000)
		ne.PutUint32(h[8:], uint32(i))
		ne.PutUint32(h[12:], uint32(len(p.data)))
		ne.PutUint32(h[16:], uint32(max(p.length, len(p.data))))
		ne.PutUint32(h[20:], p.status)
		ne.PutUint16(h[24:], uint16(68+p.headroom))
		ne.PutUint16(h[26:], uint16(68+p.headroom+14))
		ne.PutUint32(h[32:], uint32(p.tci))
		ne.PutUint16(h[36:], p.tpid)
		be.PutUint16(h[50:], p.protocol)
		ne.PutUint32(h[52:], p.ifindex)
		ne.PutUint16(h[56:], 1)
		h[58] = p.kind
		h[59] = 6
		copy(h[60:], "\x02\x00\x00\x00\x00\x01")
		mem = append(mem, h...)
	}
	ne.PutUint32(mem[20:], uint32(len(mem)))
	return ringmmap.NewBlock(mem)
}

// Status bits of linux/if_packet.h.
const (
	statusChecksumPartial = 1 << 3
	statusVLAN            = 1<<4 | 1<<6 // with TPID
	statusChecksumValid   = 1 << 7
	statusGSO             = 1 << 8
	statusHardwareTime    = 1 << 31
)

func cookedLive(t linktype.Type) *Live {
	l := testLive()
	l.cooked, l.tagAt = t, 0
	return l
}

func testLive() *Live {
	l := &Live{config: LiveConfig{Snaplen: DefaultSnaplen}, tagAt: 12}
	l.filter.Store(&liveFilter{})
	return l
}

// lendAll returns copies of what l makes of the packets.
func lendAll(l *Live, packets ...ringPacket) []Packet {
	var got []Packet
	l.lend(ringBlock(packets...), forever, func(p *Packet, _ error) bool {
		got = append(got, p.Clone())
		return true
	})
	return got
}

func TestLendRestoresTag(t *testing.T) {
	head, tail := "\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02", "\x08\x00payload"
	l := testLive()
	got := lendAll(l,
		ringPacket{data: []byte(head + tail), status: statusVLAN, tci: 0x6123, tpid: 0x88a8, headroom: 14},
		ringPacket{data: []byte(head + tail), headroom: 14},
		ringPacket{data: []byte(head[:10]), length: 200, status: statusVLAN, tci: 1, tpid: 0x8100, headroom: 14},
		ringPacket{data: []byte(head + tail), status: statusVLAN, tci: 1, tpid: 0x8100, headroom: 3},
	)
	if p := got[0]; string(p.Data) != head+"\x88\xa8\x61\x23"+tail || p.Length != len(p.Data) || !p.VLANStripped || p.VLANTCI != 0x6123 || p.VLANTPID != 0x88a8 {
		t.Errorf("tagged frame = %x, %+v", p.Data, p)
	}
	if p := got[1]; string(p.Data) != head+tail || p.VLANStripped || p.VLANTCI != 0 || p.VLANTPID != 0 {
		t.Errorf("frame after a tagged one = %x, %+v", p.Data, p.Meta)
	}
	for _, p := range got[2:] {
		if p.VLANStripped || p.VLANTCI != 1 {
			t.Errorf("a frame whose tag has no place: %+v", p)
		}
	}
	// The snaplen counts the tag.
	l.config.Snaplen = 16
	got = lendAll(l, ringPacket{data: []byte(head + tail)[:16], length: 100, status: statusVLAN, tci: 1, tpid: 0x8100, headroom: 14})
	if p := got[0]; len(p.Data) != 16 || p.Length != 104 {
		t.Errorf("cut tagged frame of %d bytes, length %d", len(p.Data), p.Length)
	}
}

func TestLendMeta(t *testing.T) {
	got := lendAll(testLive(),
		ringPacket{data: make([]byte, 60), headroom: 14, kind: 0, status: statusChecksumPartial | statusGSO, protocol: 0x0800},
		ringPacket{data: make([]byte, 60), headroom: 14, kind: 4, status: statusChecksumValid | statusHardwareTime},
		ringPacket{data: make([]byte, 60), headroom: 14, kind: 3},
	)
	want := []Meta{
		{Direction: DirectionIn, Type: TypeHost, Checksum: ChecksumPartial, GSO: true, Protocol: 0x0800, HardwareType: 1},
		{Direction: DirectionOut, Type: TypeOutgoing, Checksum: ChecksumValid, HardwareTime: true, HardwareType: 1},
		{Direction: DirectionIn, Type: TypeOtherHost, HardwareType: 1},
	}
	for i := range want {
		if got[i].Meta != want[i] {
			t.Errorf("packet %d: %+v, want %+v", i, got[i].Meta, want[i])
		}
	}
}

func TestLendCooks(t *testing.T) {
	packet := ringPacket{data: []byte("E payload"), protocol: 0x0800, ifindex: 7, kind: 4, headroom: 28}
	tagged := packet
	tagged.status, tagged.tci, tagged.tpid = statusVLAN, 0x0064, 0x8100
	address := "\x00\x06\x02\x00\x00\x00\x00\x01\x00\x00"
	for _, tt := range []struct {
		name   string
		cooked linktype.Type
		packet ringPacket
		want   string
	}{
		{"SLL2", linktype.LinuxSLL2, packet, "\x08\x00\x00\x00\x00\x00\x00\x07\x00\x01\x04" + address[1:] + "E payload"},
		{"SLL2 tagged", linktype.LinuxSLL2, tagged, "\x81\x00\x00\x00\x00\x00\x00\x07\x00\x01\x04" + address[1:] + "\x00\x64\x08\x00E payload"},
		{"SLL", linktype.LinuxSLL, packet, "\x00\x04\x00\x01" + address + "\x08\x00E payload"},
		{"SLL tagged", linktype.LinuxSLL, tagged, "\x00\x04\x00\x01" + address + "\x81\x00\x00\x64\x08\x00E payload"},
	} {
		got := lendAll(cookedLive(tt.cooked), tt.packet)
		if len(got) != 1 || string(got[0].Data) != tt.want || got[0].Length != len(tt.want) {
			t.Errorf("%s: %x, want %x", tt.name, got[0].Data, tt.want)
		}
	}
}

// mixedPackets are short and long, whole and cut, plain and with a tag that the
// kernel took out.
func mixedPackets(n int) []ringPacket {
	packets := make([]ringPacket, n)
	for i := range packets {
		p := &packets[i]
		p.data, p.headroom = make([]byte, 14+i*37%400), 14
		for j := range p.data {
			p.data[j] = byte(i + j)
		}
		switch {
		case i%50 == 7:
			p.status, p.tci, p.tpid = statusVLAN, uint16(i), 0x8100
		case i%20 == 3:
			p.length = 2000
		case i == 222:
			p.data = make([]byte, 3000)
		}
	}
	return packets
}

// TestSave: what a batch saves is what writing the packets that Borrow lends one by
// one makes, in every form of file, however often it is saved, and whether or not the
// packets were asked for between.
func TestSave(t *testing.T) {
	for _, c := range []savefile.WriterConfig{
		{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}},
		{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Resolution: 1e9}}},
		{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Snaplen: 100}}},
		{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}, BigEndian: true},
		{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}, Format: savefile.PcapNG},
	} {
		for _, n := range []int{1, 2, 100, 1000, -1000} {
			snaplen := DefaultSnaplen
			if n < 0 {
				n, snaplen = -n, 100
			}
			packets := mixedPackets(n)
			for i := range packets {
				if p := &packets[i]; len(p.data) > snaplen { // as the kernel does
					p.length, p.data = max(p.length, len(p.data)), p.data[:snaplen]
				}
			}
			var want, got, again, asked bytes.Buffer
			w := newWriter(t, &want, c)
			l, sl := testLive(), testLive()
			l.config.Snaplen, sl.config.Snaplen = snaplen, snaplen
			for _, p := range lendAll(l, packets...) {
				if err := w.WritePacket(p.Interface, p.Data, p.Length, int64(p.Time)); err != nil {
					t.Fatal(err)
				}
			}
			flush(t, w)

			sw, aw, kw := newWriter(t, &got, c), newWriter(t, &again, c), newWriter(t, &asked, c)
			total := 0
			sl.lendBatches(ringBlock(packets...), forever, func(b *Batch, _ error) bool {
				for _, w := range []*savefile.Writer{sw, aw} {
					if n, err := b.Save(w); err != nil || n != b.Len() {
						t.Fatalf("saved %d of %d, %v", n, b.Len(), err)
					}
				}
				if len(b.Packets()) != b.Len() {
					t.Fatalf("%d packets in a batch of %d", len(b.Packets()), b.Len())
				}
				if _, err := b.Save(kw); err != nil {
					t.Fatal(err)
				}
				total += b.Len()
				return true
			})
			flush(t, sw, aw, kw)
			if total != n || !bytes.Equal(got.Bytes(), want.Bytes()) || !bytes.Equal(again.Bytes(), want.Bytes()) || !bytes.Equal(asked.Bytes(), want.Bytes()) {
				t.Errorf("%+v, %d packets: the files are %d, %d and %d bytes, want %d, or differ", c, total, got.Len(), again.Len(), asked.Len(), want.Len())
			}
			only := testLive()
			only.config.Snaplen = snaplen
			got.Reset()
			ow := newWriter(t, &got, c)
			only.lendBatches(ringBlock(packets...), forever, func(b *Batch, _ error) bool {
				if _, err := b.Save(ow); err != nil {
					t.Fatal(err)
				}
				return true
			})
			flush(t, ow)
			if !bytes.Equal(got.Bytes(), want.Bytes()) || only.cut != l.cut {
				t.Errorf("%+v, %d packets, saved once: %d bytes, want %d, or they differ; %d cut, want %d", c, total, got.Len(), want.Len(), only.cut, l.cut)
			}
			if sl.cut != l.cut || sl.rejected != 0 {
				t.Errorf("%d cut packets, %d when lent; %d rejected", sl.cut, l.cut, sl.rejected)
			}
		}
	}
}

func newWriter(t *testing.T, dst io.Writer, c savefile.WriterConfig) *savefile.Writer {
	t.Helper()
	w, err := savefile.NewWriter(dst, c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func flush(t *testing.T, all ...*savefile.Writer) {
	t.Helper()
	for _, w := range all {
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBatchesUnread: a loop that does nothing with its batches counts what one that
// makes the packets does, and part of a batch can be taken.
func TestBatchesUnread(t *testing.T) {
	packets := mixedPackets(1000)
	l := testLive()
	lendAll(l, packets...)
	unread := testLive()
	blk := ringBlock(packets...)
	total := 0
	unread.lendBatches(blk, forever, func(b *Batch, _ error) bool {
		total += b.Len()
		return true
	})
	if total != 1000 || unread.cut != l.cut || blk.Len() != 0 || blk.Err() != nil {
		t.Errorf("%d packets, %d cut, want %d; %d left, %v", total, unread.cut, l.cut, blk.Len(), blk.Err())
	}

	var first []byte
	blk = ringBlock(packets...)
	testLive().lendBatches(blk, forever, func(b *Batch, _ error) bool {
		b.Skip(3)
		b.Keep(2)
		if b.Len() != 2 || len(b.Packets()) != 2 {
			t.Errorf("%d packets are left", b.Len())
		}
		first = b.Packets()[0].Data
		return false
	})
	if !bytes.Equal(first, packets[3].data) {
		t.Errorf("the packet after three is %x", first)
	}
	if blk.Len() == 0 || blk.Len() == 1000 {
		t.Errorf("%d of 1000 packets are left after a batch", blk.Len())
	}
}

// TestLendMalformed: what is before a frame that is no good is yielded, and nothing
// after it, one by one, in batches, and saved.
func TestLendMalformed(t *testing.T) {
	for bad := range 30 {
		var mem []byte
		block := func() *ringmmap.Block {
			blk := ringBlock(mixedPackets(30)...)
			var off int
			mem, off = blk.Memory()
			off = walk(blk, off, bad)
			binary.NativeEndian.PutUint32(mem[off+12:], 1<<30) // tp_snaplen
			return ringmmap.NewBlock(mem)
		}
		blk := block()
		got := 0
		testLive().lend(blk, forever, func(*Packet, error) bool { got++; return true })
		if got != bad || blk.Len() != 0 || blk.Err() == nil {
			t.Errorf("frame %d: %d packets, %d left, %v", bad, got, blk.Len(), blk.Err())
		}
		blk = block()
		got = 0
		testLive().lendBatches(blk, forever, func(b *Batch, _ error) bool { got += len(b.Packets()); return true })
		if got != bad || blk.Len() != 0 || blk.Err() == nil {
			t.Errorf("frame %d, in batches: %d packets, %d left, %v", bad, got, blk.Len(), blk.Err())
		}
		blk = block()
		got = 0
		var file bytes.Buffer
		w := newWriter(t, &file, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}})
		testLive().lendBatches(blk, forever, func(b *Batch, _ error) bool {
			n, err := b.Save(w)
			if err != nil {
				t.Fatal(err)
			}
			got += n
			return true
		})
		if got != bad || w.Packets() != uint64(bad) || blk.Len() != 0 || blk.Err() == nil {
			t.Errorf("frame %d, saved: %d packets, %d left, %v", bad, got, blk.Len(), blk.Err())
		}
	}
}

// shortBlock returns a block of n packets of 64 bytes.
func shortBlock(n int) ringmmap.Block {
	packets := make([]ringPacket, n)
	for i := range packets {
		packets[i] = ringPacket{data: make([]byte, 64), headroom: 14}
	}
	return *ringBlock(packets...)
}

func BenchmarkLiveLend(b *testing.B) {
	full := shortBlock(1500)
	l := testLive()
	var bytes, count int
	b.ReportAllocs()
	for b.Loop() {
		blk := full
		l.lend(&blk, forever, func(p *Packet, err error) bool {
			bytes += p.Length
			count++
			return true
		})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(count), "ns/packet")
}

func TestLiveLendDoesNotAllocate(t *testing.T) {
	packets := make([]ringPacket, 100)
	for i := range packets {
		packets[i] = ringPacket{data: make([]byte, 64), headroom: 14}
		if i%2 == 0 {
			packets[i].status = statusVLAN
		}
	}
	full := *ringBlock(packets...)
	for name, l := range map[string]*Live{"ethernet": testLive(), "cooked": cookedLive(linktype.LinuxSLL2)} {
		if n := testing.AllocsPerRun(10, func() {
			blk := full
			l.lend(&blk, forever, func(p *Packet, err error) bool { return true })
		}); n != 0 {
			t.Errorf("%s: %v allocations in 100 packets", name, n)
		}
	}
}

func BenchmarkLiveLendBatches(b *testing.B) {
	full := shortBlock(1500)
	l := testLive()
	var bytes, count int
	b.ReportAllocs()
	for b.Loop() {
		blk := full
		l.lendBatches(&blk, forever, func(batch *Batch, err error) bool {
			for _, p := range batch.Packets() {
				bytes += p.Length
			}
			count += batch.Len()
			return true
		})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(count), "ns/packet")
}

func BenchmarkLiveSave(b *testing.B) {
	full := shortBlock(1500)
	l := testLive()
	w, err := savefile.NewWriter(io.Discard, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}})
	if err != nil {
		b.Fatal(err)
	}
	count := 0
	b.ReportAllocs()
	for b.Loop() {
		blk := full
		l.lendBatches(&blk, forever, func(batch *Batch, _ error) bool {
			n, err := batch.Save(w)
			if err != nil {
				b.Fatal(err)
			}
			count += n
			return true
		})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(count), "ns/packet")
}
