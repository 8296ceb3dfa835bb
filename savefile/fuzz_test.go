package savefile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"pktcap/savefile"
)

// FuzzReader reads anything as a capture file. Properties:
//
//  1. it ends, without a panic;
//  2. an error is an *Error of a known kind;
//  3. data is never longer than the file, nor lengths negative;
//  4. how the bytes arrive changes nothing;
//  5. what was read can be written and read again, the same.
func FuzzReader(f *testing.F) {
	le, be := binary.LittleEndian, binary.BigEndian
	f.Add(pcapFile(le, 0xa1b2c3d4, 2, 4, 100, 1, pcapRecord(le, 7, 5, 3, 60, "abc")))
	f.Add(pcapFile(be, 0xa1b2cd34, 2, 3, 2, 0x24000001, pcapRecord(be, 7, 5, 3, 60, "12345678abc")))
	f.Add(everything(f, savefile.WriterConfig{}))
	f.Add(everything(f, savefile.WriterConfig{BigEndian: true}))
	f.Add(everything(f, savefile.WriterConfig{Compression: savefile.Gzip}))
	f.Add(everything(f, savefile.WriterConfig{Compression: savefile.Zstd}))
	f.Add(bytes.Join([][]byte{section(le, 1, 0), ifBlock(le, 239, 0), block(le, 3, words(le, 9), []byte("abc\x00")),
		block(le, 2, words(le, 0, 0, 0, 3, 60), []byte("abc\x00")), section(be, 1, 0), ifBlock(be, 220, 3), packet(be, 0, 1, 1, "a")}, nil))
	files, _ := filepath.Glob("../testdata/pcaps/*.pcap*")
	for _, name := range files {
		if file, err := os.ReadFile(name); err == nil && len(file) < 5000 {
			f.Add(file)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 1<<16 {
			return
		}
		r, err := savefile.NewReader(bytes.NewReader(file))
		if err != nil {
			checkError(t, err)
			return
		}
		var copied bytes.Buffer
		w, err := savefile.NewWriter(&copied, savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: r.Interfaces()})
		if err != nil {
			t.Fatalf("interfaces that were read cannot be written: %v", err)
		}
		known := len(r.Interfaces())
		var want []savefile.Record
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			} else if err != nil {
				checkError(t, err)
				break
			}
			if rec.Length < 0 || r.Compression() == savefile.Uncompressed && len(rec.Data) > len(file) {
				t.Fatalf("record %+v of a file of %d bytes", rec, len(file))
			}
			for _, i := range r.Interfaces()[known:] {
				if _, err := w.AddInterface(i); err != nil {
					t.Fatal(err)
				}
				known++
			}
			if w.Write(rec) == nil {
				kept := *rec
				kept.Data = bytes.Clone(rec.Data)
				want = append(want, kept)
			}
			if len(want) > 10_000 {
				break
			}
		}
		if r.Close() != nil {
			t.Error("Close fails")
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		again, err := savefile.NewReader(&copied)
		if err != nil {
			t.Fatalf("the copy: %v", err)
		}
		for i := range want {
			got, err := again.Next()
			if err != nil {
				t.Fatalf("the copy, packet %d: %v", i, err)
			}
			snaplen := again.Interfaces()[got.Interface].Snaplen
			if !bytes.Equal(got.Data, want[i].Data[:min(len(want[i].Data), snaplen)]) || got.Length != want[i].Length ||
				got.Interface != want[i].Interface || got.Flags != want[i].Flags || got.Drops != want[i].Drops {
				t.Fatalf("packet %d: %+v, copied from %+v", i, got, want[i])
			}
			// Times that the reader clips come back within a unit.
			if d := got.Time - want[i].Time; want[i].Time < 1<<62 && (d > 0 || -d > 1e9) {
				t.Fatalf("packet %d: time %d, copied from %d", i, got.Time, want[i].Time)
			}
		}
		if len(file) < 2000 {
			slow := dump(savefile.NewReader(iotest.OneByteReader(bytes.NewReader(file))))
			if fast := dump(savefile.NewReader(bytes.NewReader(file))); fast != slow {
				t.Fatalf("a byte at a time:\n%s, at once:\n%s", slow, fast)
			}
		}
	})
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var e *savefile.Error
	if !errors.As(err, &e) || e.Err == nil || e.Offset < 0 {
		t.Fatalf("error %#v", err)
	}
}
