package savefile_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"pktcap/linktype"
	"pktcap/savefile"
)

// small returns a file of n packets of 100 bytes.
func small(b testing.TB, n int, c savefile.WriterConfig) []byte {
	c.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet}}
	rec := savefile.Record{Data: make([]byte, 100), Length: 100}
	all := make([]savefile.Record, n)
	for i := range all {
		rec.Time = int64(i) * 1000
		all[i] = rec
	}
	return write(b, c, all)
}

func BenchmarkRead(b *testing.B) {
	const n = 100_000
	for _, c := range []savefile.WriterConfig{
		{Format: savefile.Pcap}, {Format: savefile.Pcap, BigEndian: true}, {Format: savefile.PcapNG},
		{Format: savefile.Pcap, Compression: savefile.Zstd}, {Format: savefile.Pcap, Compression: savefile.Gzip},
	} {
		b.Run(fmt.Sprintf("%v/big-endian=%v/%v", c.Format, c.BigEndian, c.Compression), func(b *testing.B) {
			file := small(b, n, c)
			b.ReportAllocs()
			for b.Loop() {
				r, err := savefile.NewReader(bytes.NewReader(file))
				for err == nil {
					_, err = r.Next()
				}
				if err != io.EOF || r.Packets() != n {
					b.Fatal(err, r.Packets())
				}
				_ = r.Close()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/packet")
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	const n = 100_000
	rec := savefile.Record{Data: make([]byte, 100), Length: 100, Time: 1_700_000_000_123_456_789}
	for _, c := range []savefile.WriterConfig{
		{Format: savefile.Pcap}, {Format: savefile.PcapNG}, {Format: savefile.Pcap, Compression: savefile.Zstd},
	} {
		b.Run(fmt.Sprintf("%v/%v", c.Format, c.Compression), func(b *testing.B) {
			c.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet}}
			b.ReportAllocs()
			for b.Loop() {
				w, err := savefile.NewWriter(io.Discard, c)
				for range n {
					if err == nil {
						err = w.Write(&rec)
					}
				}
				if err == nil {
					err = w.Flush()
				}
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/packet")
		})
	}
}

func TestNoAllocationPerPacket(t *testing.T) {
	for _, format := range []savefile.Format{savefile.Pcap, savefile.PcapNG} {
		c := savefile.WriterConfig{Format: format}
		file := small(t, 10_000, c)
		n := testing.AllocsPerRun(5, func() {
			r, err := savefile.NewReader(bytes.NewReader(file))
			for err == nil {
				_, err = r.Next()
			}
		})
		if n > 30 {
			t.Errorf("%v: %v allocations for reading 10,000 packets", format, n)
		}
		c.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet}}
		rec := savefile.Record{Data: make([]byte, 100), Length: 100}
		n = testing.AllocsPerRun(5, func() {
			w, err := savefile.NewWriter(io.Discard, c)
			for range 10_000 {
				if err == nil {
					err = w.Write(&rec)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		if n > 30 {
			t.Errorf("%v: %v allocations for writing 10,000 packets", format, n)
		}
	}
}
