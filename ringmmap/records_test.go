package ringmmap

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomPackets returns n packets, most of them short, some cut and some special.
func randomPackets(r *rand.Rand, n int) []sent {
	packets := make([]sent, n)
	for i := range packets {
		p := &packets[i]
		size := r.IntN(200)
		if r.IntN(20) == 0 {
			size = r.IntN(3000)
		}
		p.data = make([]byte, size)
		for j := range p.data {
			p.data[j] = byte(r.Uint32())
		}
		p.sec, p.nsec = r.Uint32(), r.Uint32N(1e9)
		if r.IntN(4) == 0 {
			p.length = size + r.IntN(1000)
		}
		if r.IntN(30) == 0 {
			p.status, p.tci, p.tpid = statusVLANValid|statusTPIDValid, uint16(r.Uint32()), 0x88a8
		}
	}
	return packets
}

// record returns the pcap record of p in a form, and whether it has one.
func record(p sent, form RecordForm) (b []byte, ok bool) {
	data, length := p.data, max(p.length, len(p.data))
	if p.status&statusVLANValid != 0 {
		if form.TagAt == 0 || len(data) < form.TagAt || form.Caplen < form.TagAt+4 {
			return nil, false
		}
		tag := []byte{byte(p.tpid >> 8), byte(p.tpid), byte(p.tci >> 8), byte(p.tci)}
		data = slices.Concat(data[:form.TagAt], tag, data[form.TagAt:])
		data, length = data[:min(len(data), form.Caplen)], length+4
	}
	if len(data) > form.Caplen || p.status&uint32(form.Stop) != 0 {
		return nil, false
	}
	fraction := p.nsec
	if !form.Nano {
		fraction /= 1000
	}
	b = binary.LittleEndian.AppendUint32(nil, p.sec)
	b = binary.LittleEndian.AppendUint32(b, fraction)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = binary.LittleEndian.AppendUint32(b, uint32(length))
	return append(b, data...), true
}

// TestRecords puts random packets into records, in buffers of many lengths, and
// compares with records that are made one by one.
func TestRecords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	mem := make([]byte, 256<<10)
	for round := range 200 {
		packets := randomPackets(r, 1+r.IntN(100))
		put(mem, 1, packets)
		b := NewBlock(mem)
		form := RecordForm{Nano: round%2 == 0, Caplen: 100 + r.IntN(3000), TagAt: 12 * (round / 2 % 2)}
		buf := make([]byte, r.IntN(20_000))
		ask := r.IntN(len(packets) + 10)
		got := b.Records(buf, ask, form)

		var want []byte
		n, cut := 0, 0
		for _, p := range packets[:min(ask, len(packets))] {
			one, ok := record(p, form)
			if !ok || len(want)+len(one) > len(buf) {
				break
			}
			if want = append(want, one...); binary.LittleEndian.Uint32(one[8:]) < binary.LittleEndian.Uint32(one[12:]) {
				cut++
			}
			n++
		}
		if got.Frames != n || got.Cut != cut || !bytes.Equal(buf[:got.Bytes], want) {
			t.Fatalf("round %d: %+v, want %d frames, %d cut, %d bytes; the bytes are equal: %v",
				round, got, n, cut, len(want), bytes.Equal(buf[:got.Bytes], want))
		}
		b.Skip(got.Frames, got.Next)
		for _, p := range packets[n:] {
			if f, ok := b.Next(); !ok || !bytes.Equal(f.Data(), p.data) {
				t.Fatalf("round %d: the frame after the records is %d bytes, %v; %v", round, len(f.Data()), ok, b.Err())
			}
		}
	}
}

// TestRecordsFraction: microseconds are exact for whatever the field holds.
func TestRecordsFraction(t *testing.T) {
	mem, buf := make([]byte, 4096), make([]byte, 1024)
	for _, nsec := range []uint32{0, 1, 999, 1000, 1001, 999_999_999, 1 << 30, 1<<31 - 1, 1 << 31, 4_294_966_999, 4_294_967_000, 1<<32 - 1} {
		put(mem, 1, []sent{{nsec: nsec}, {nsec: nsec}})
		NewBlock(mem).Records(buf, 2, RecordForm{Caplen: 100})
		for at := 0; at < 32; at += RecordHeaderLen {
			if got := binary.LittleEndian.Uint32(buf[at+4:]); got != nsec/1000 {
				t.Errorf("%d ns are %d microseconds, want %d", nsec, got, nsec/1000)
			}
		}
	}
}

// FuzzRecords has any bytes as a block copied: what is copied is what reading the
// frames one by one finds, and no byte is written or counted beyond it.
func FuzzRecords(f *testing.F) {
	mem := make([]byte, 1024)
	put(mem, 1, []sent{{data: []byte("one")}, {data: bytes.Repeat([]byte("two"), 40), length: 1000}, {data: make([]byte, 16), status: statusVLANValid}})
	f.Add(mem, uint16(1000), uint16(60), true)
	f.Add(mem, uint16(157), uint16(0xffff), false)
	f.Add(make([]byte, blockHeaderLen), uint16(100), uint16(10), false)
	f.Fuzz(func(t *testing.T, mem []byte, room, caplen uint16, nano bool) {
		if len(mem) < blockHeaderLen {
			return
		}
		form := RecordForm{Nano: nano, Caplen: int(caplen), Stop: StatusHardwareTime, TagAt: int(caplen) % 20}
		canary := bytes.Repeat([]byte{0xa5}, int(room)+64)
		buf := bytes.Clone(canary)
		b := NewBlock(mem)
		got := b.Records(buf[:room], b.Len(), form)

		one, walker := NewBlock(mem), NewBlock(mem)
		var want Recorded
		want.Next = one.off
		wanted := bytes.Clone(canary)
		for want.Frames < one.Len() {
			before := want.Frames
			one.recordFrames(wanted[:room], before+1, &form, &want)
			if want.Frames == before {
				break
			}
			if fr, ok := walker.Next(); !ok || len(fr.Data()) > form.Caplen && !fr.Status().VLAN() || fr.Status().HardwareTime() {
				t.Fatalf("frame %d was copied, and is %d bytes, %v", before, len(fr.Data()), ok)
			}
		}
		if got != want || !bytes.Equal(buf[:got.Bytes], wanted[:want.Bytes]) {
			t.Fatalf("%+v at once, %+v one by one", got, want)
		}
		if !bytes.Equal(buf[room:], canary[room:]) {
			t.Fatal("written behind the buffer")
		}
	})
}

func TestRecordsDoNotAllocate(t *testing.T) {
	b := NewBlock(fullBlock(64))
	buf := make([]byte, 1<<20)
	if n := testing.AllocsPerRun(10, func() { b.Records(buf, 1000, RecordForm{Caplen: 1000}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkRecords(b *testing.B) {
	for _, way := range []struct {
		name string
		copy func(b *Block, buf []byte) int
	}{
		{"default", func(b *Block, buf []byte) int { return b.Records(buf, b.Len(), RecordForm{Caplen: 1 << 18}).Frames }},
		{"portable", func(b *Block, buf []byte) int {
			r := Recorded{Next: b.off}
			b.recordFrames(buf, b.Len(), &RecordForm{Caplen: 1 << 18}, &r)
			return r.Frames
		}},
	} {
		b.Run(way.name, func(b *testing.B) {
			mem := fullBlock(64)[:256<<10]
			binary.NativeEndian.PutUint32(mem[12:], 1500)
			blk, buf := NewBlock(mem), make([]byte, 256<<10)
			packets := 0
			b.ReportAllocs()
			for b.Loop() {
				packets += way.copy(blk, buf)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(packets), "ns/packet")
		})
	}
}
