package capture_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pktcap/capture"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
	"pktcap/savefile"
)

// packets returns a savefile of n packets: number k is k%5+1 bytes of k, 60 on
// the wire, at k seconds.
func packets(t testing.TB, n int, c savefile.WriterConfig) []byte {
	t.Helper()
	var file bytes.Buffer
	if c.Interfaces == nil {
		c.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet}}
	}
	w, err := savefile.NewWriter(&file, c)
	if err != nil {
		t.Fatal(err)
	}
	for k := range n {
		rec := savefile.Record{Data: bytes.Repeat([]byte{byte(k)}, k%5+1), Length: 60, Time: int64(k) * 1e9, Interface: k % len(c.Interfaces)}
		if err := w.Write(&rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func open(t testing.TB, file []byte, c capture.FileConfig) *capture.File {
	t.Helper()
	f, err := capture.NewFile(bytes.NewReader(file), "test", c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func TestFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f.pcap")
	if err := os.WriteFile(name, packets(t, 7, savefile.WriterConfig{}), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := capture.OpenFile(name, capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if i := f.Interfaces()[0]; i.LinkType != linktype.Ethernet || i.Snaplen != 262144 || i.Resolution != 1e6 {
		t.Errorf("interface %+v", i)
	}
	var kept []capture.Packet
	for p, err := range f.Packets(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, p)
	}
	if len(kept) != 7 {
		t.Fatalf("%d packets, want 7", len(kept))
	}
	for k, p := range kept {
		if want := bytes.Repeat([]byte{byte(k)}, k%5+1); !bytes.Equal(p.Data, want) || p.Length != 60 || p.Time != capture.Timestamp(k)*1e9 {
			t.Errorf("packet %d: %+v", k, p)
		}
	}
	if s, err := f.Stats(); err != nil || s.Captured != 7 || s.Truncated != 7 {
		t.Errorf("stats %+v, %v", s, err)
	}
	for range 2 {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	for range f.Borrow(t.Context()) {
		t.Error("a closed file yields packets")
	}
}

// longerThan returns a program that accepts packets of more than n bytes.
func longerThan(t testing.TB, n uint32) *cbpf.Program {
	t.Helper()
	p, err := cbpf.New([]cbpf.Instruction{
		{Op: 0x30, K: n}, // ldb [n]: beyond the end the packet is rejected
		{Op: 0x06, K: 262144},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFileFilter(t *testing.T) {
	count := func(f *capture.File) (n int) {
		for p, err := range f.Borrow(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Data) < 4 && p.Interface == 0 {
				t.Errorf("a packet of %d bytes", len(p.Data))
			}
			n++
		}
		return n
	}
	if n := count(open(t, packets(t, 10, savefile.WriterConfig{}), capture.FileConfig{Filter: longerThan(t, 3)})); n != 4 {
		t.Errorf("%d packets pass, want 4", n)
	}

	// Each link type has a program of its own, compiled once.
	file := packets(t, 15, savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: []savefile.Interface{
		{LinkType: linktype.Ethernet}, {LinkType: linktype.Raw}, {LinkType: linktype.Raw},
	}})
	var asked []linktype.Type
	n := count(open(t, file, capture.FileConfig{FilterFor: func(i capture.Interface) (*cbpf.Program, error) {
		asked = append(asked, i.LinkType)
		if i.LinkType == linktype.Ethernet {
			return longerThan(t, 3), nil
		}
		return nil, nil
	}}))
	if n != 2+10 || fmt.Sprint(asked) != "[EN10MB RAW]" {
		t.Errorf("%d packets pass, want 12; asked for %v", n, asked)
	}

	broken := errors.New("no such filter")
	_, err := capture.NewFile(bytes.NewReader(file), "test", capture.FileConfig{
		FilterFor: func(capture.Interface) (*cbpf.Program, error) { return nil, broken },
	})
	if err != broken {
		t.Errorf("error %v, want the filter's own", err)
	}
}

func TestFileErrors(t *testing.T) {
	_, err := capture.OpenFile(filepath.Join(t.TempDir(), "absent"), capture.FileConfig{})
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent file: %v", err)
	}
	_, err = capture.NewFile(strings.NewReader("no capture file"), "it", capture.FileConfig{})
	if !errors.Is(err, savefile.ErrFormat) || !strings.HasPrefix(err.Error(), "it: ") {
		t.Errorf("text file: %v", err)
	}
	file := packets(t, 3, savefile.WriterConfig{})
	f := open(t, file[:len(file)-1], capture.FileConfig{})
	n := 0
	for _, err = range f.Borrow(t.Context()) {
		n++
	}
	if n != 3 || !errors.Is(err, savefile.ErrTruncated) {
		t.Errorf("cut file: %d rounds, %v; want two packets and ErrTruncated", n, err)
	}
	if got := err.Error(); got != "test: read packet 3 at byte 59: truncated dump file; tried to read 3 captured bytes, only got 2" {
		t.Errorf("cut file: %s", got)
	}
}

// TestFileWaits reads from a pipe whose writer takes its time: packets come at
// once, the context ends the wait without losing any, and so does Close.
func TestFileWaits(t *testing.T) {
	file := packets(t, 3, savefile.WriterConfig{})
	name := fifo(t)
	opened := make(chan *os.File)
	go func() {
		w, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			t.Error(err)
		} else if _, err = w.Write(file[:24+17+9]); err != nil { // one packet and half a header
			t.Error(err)
		}
		opened <- w
	}()
	f, err := capture.OpenFile(name, capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	w := <-opened
	defer w.Close()

	read := func(ctx context.Context) (n int, took time.Duration) {
		begin := time.Now()
		for _, err := range f.Borrow(ctx) {
			if err != nil {
				t.Error(err)
			}
			n++
		}
		return n, time.Since(begin)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if n, took := read(ctx); n != 1 || took > 5*time.Second {
		t.Errorf("%d packets in %v, want 1 until the context ends", n, took)
	}
	if _, err := w.Write(file[24+17+9:]); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	if n, took := read(t.Context()); n != 2 || took > 5*time.Second {
		t.Errorf("%d packets in %v, want the other 2 until Close", n, took)
	}
}

func TestFileBorrowDoesNotAllocate(t *testing.T) {
	file := packets(t, 1000, savefile.WriterConfig{})
	in := bytes.NewReader(file)
	run := func() {
		if _, err := in.Seek(0, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		f, err := capture.NewFile(io.MultiReader(in), "test", capture.FileConfig{})
		if err != nil {
			t.Fatal(err)
		}
		for range f.Borrow(t.Context()) {
		}
	}
	if n := testing.AllocsPerRun(10, run); n > 50 {
		t.Errorf("%v allocations for opening a file and borrowing 1000 packets", n)
	}
}
