package capture_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/gopacket/pcapgo"

	"pktcap/capture"
	"pktcap/linktype"
	"pktcap/savefile"
)

const benchPackets = 500_000

// benchFile writes a pcap file of 500,000 packets of usual lengths.
func benchFile(b *testing.B) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "bench.pcap")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	w, err := savefile.NewWriter(f, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}})
	if err != nil {
		b.Fatal(err)
	}
	data := make([]byte, 1514)
	lengths := []int{66, 74, 66, 1514, 60, 54, 342, 590}
	for i := range benchPackets {
		n := lengths[i%len(lengths)]
		if err := w.Write(&savefile.Record{Data: data[:n], Length: n, Time: int64(i) * 1000}); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return name
}

// BenchmarkReadFile reads 500,000 packets, as gopacket's reader does beside it.
func BenchmarkReadFile(b *testing.B) {
	name := benchFile(b)
	report := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchPackets, "ns/packet")
	}
	b.Run("Borrow", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := capture.OpenFile(name, capture.FileConfig{})
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for p, err := range f.Borrow(b.Context()) {
				if err != nil {
					b.Fatal(err)
				}
				n += len(p.Data)
			}
			if s, _ := f.Stats(); s.Captured != benchPackets || n == 0 {
				b.Fatal(s)
			}
			if err := f.Close(); err != nil {
				b.Fatal(err)
			}
		}
		report(b)
	})
	for _, zero := range []bool{true, false} {
		kind := "pcapgo/ReadPacketData"
		if zero {
			kind = "pcapgo/ZeroCopyReadPacketData"
		}
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f, err := os.Open(name)
				if err != nil {
					b.Fatal(err)
				}
				r, err := pcapgo.NewReader(f)
				if err != nil {
					b.Fatal(err)
				}
				read := r.ReadPacketData
				if zero {
					read = r.ZeroCopyReadPacketData
				}
				n := 0
				for {
					if _, _, err := read(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != benchPackets {
					b.Fatal(n)
				}
				_ = f.Close()
			}
			report(b)
		})
	}
}

// BenchmarkCopyFile copies 500,000 packets from file to file.
func BenchmarkCopyFile(b *testing.B) {
	name := benchFile(b)
	out := filepath.Join(b.TempDir(), "copy.pcap")
	b.ReportAllocs()
	for b.Loop() {
		f, err := capture.OpenFile(name, capture.FileConfig{})
		if err != nil {
			b.Fatal(err)
		}
		dst, err := os.Create(out)
		if err != nil {
			b.Fatal(err)
		}
		w, err := savefile.NewWriter(dst, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}})
		if err != nil {
			b.Fatal(err)
		}
		var rec savefile.Record
		for p, err := range f.Borrow(b.Context()) {
			rec.Data, rec.Length, rec.Time = p.Data, p.Length, int64(p.Time)
			if err == nil {
				err = w.Write(&rec)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
		_ = dst.Close()
		_ = f.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchPackets, "ns/packet")
}
