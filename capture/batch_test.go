package capture_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"testing"

	"pktcap/capture"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
	"pktcap/savefile"
)

// batched returns what Batches yields as one sequence, and how large batches were.
func batched(t testing.TB, s capture.Source) (all []capture.Packet, sizes []int, failure error) {
	t.Helper()
	for b, err := range capture.Batches(t.Context(), s) {
		if err != nil {
			return all, sizes, err
		}
		if b.Len() == 0 || b.Len() != len(b.Packets()) {
			t.Errorf("a batch of %d with %d packets", b.Len(), len(b.Packets()))
		}
		for _, p := range b.Packets() {
			all = append(all, p.Clone())
		}
		sizes = append(sizes, b.Len())
	}
	return all, sizes, nil
}

// TestFileBatches: batches are what Borrow yields, from every kind of file.
func TestFileBatches(t *testing.T) {
	two := []savefile.Interface{{LinkType: linktype.Ethernet}, {LinkType: linktype.Raw}}
	whole := packets(t, 1000, savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: two})
	tests := []struct {
		name string
		file []byte
		c    capture.FileConfig
	}{
		{"pcap", packets(t, 1000, savefile.WriterConfig{}), capture.FileConfig{}},
		{"big-endian pcap", packets(t, 1000, savefile.WriterConfig{BigEndian: true}), capture.FileConfig{}},
		{"pcapng of two interfaces", whole, capture.FileConfig{}},
		{"cut", whole[:len(whole)-10], capture.FileConfig{}},
		{"zstd", packets(t, 1000, savefile.WriterConfig{Compression: savefile.Zstd}), capture.FileConfig{}},
		{"filtered", packets(t, 1000, savefile.WriterConfig{}), capture.FileConfig{Filter: longerThan(t, 3)}},
		{"nothing accepted", packets(t, 1000, savefile.WriterConfig{}), capture.FileConfig{Filter: longerThan(t, 100)}},
		{"one packet", packets(t, 1, savefile.WriterConfig{}), capture.FileConfig{}},
		{"none", packets(t, 0, savefile.WriterConfig{}), capture.FileConfig{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var want []capture.Packet
			var wantErr error
			for p, err := range open(t, tt.file, tt.c).Borrow(t.Context()) {
				if err != nil {
					wantErr = err
					break
				}
				want = append(want, p.Clone())
			}
			f := open(t, tt.file, tt.c)
			got, sizes, err := batched(t, f)
			if fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Errorf("error %v, want %v", err, wantErr)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%d packets in batches, %d without", len(got), len(want))
			}
			if len(want) > 100 && len(sizes) > len(want)/8 {
				t.Errorf("%d packets in %d batches", len(want), len(sizes))
			}
			if s, err := f.Stats(); err != nil || s.Captured != uint64(len(want)) {
				t.Errorf("stats %+v, %v", s, err)
			}
		})
	}
}

// TestFileBatchFails: an interface that has no filter ends the reading after the
// packets before it, which are in the same batch.
func TestFileBatchFails(t *testing.T) {
	file := packets(t, 9, savefile.WriterConfig{Format: savefile.PcapNG,
		Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}, {LinkType: linktype.Raw}}})
	refused := errors.New("no such filter")
	f := open(t, file, capture.FileConfig{FilterFor: func(i capture.Interface) (*cbpf.Program, error) {
		if i.LinkType == linktype.Raw {
			return nil, refused
		}
		return nil, nil
	}})
	got, _, err := batched(t, f)
	if len(got) != 1 || !errors.Is(err, refused) {
		t.Errorf("%d packets, then %v; want 1, then %v", len(got), err, refused)
	}
}

// TestFileBatchDoesNotWait: a packet from a pipe comes when it is there, not when
// a batch is full.
func TestFileBatchDoesNotWait(t *testing.T) {
	file := packets(t, 3, savefile.WriterConfig{})
	r, w := io.Pipe()
	f, err := capture.NewFile(io.MultiReader(bytes.NewReader(file[:len(file)-17]), r), "pipe", capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for b, err := range f.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if seen += b.Len(); seen == 2 {
			go func() {
				_, _ = w.Write(file[len(file)-17:])
				_ = w.Close()
			}()
		}
	}
	if seen != 3 {
		t.Errorf("%d packets, want 3", seen)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// lone is a Source that lends packets one by one only.
type lone struct{ *capture.File }

func (l lone) Batches() {} // not capture.Batcher's

func TestBatchesOfAnySource(t *testing.T) {
	file := packets(t, 10, savefile.WriterConfig{})
	got, sizes, err := batched(t, lone{open(t, file, capture.FileConfig{})})
	if err != nil || len(got) != 10 || len(sizes) != 10 {
		t.Errorf("%d packets in %d batches, %v", len(got), len(sizes), err)
	}
	for range capture.Batches(t.Context(), lone{open(t, file, capture.FileConfig{})}) {
		break // leaves the source's own loop, too
	}
}

func TestBatchSkipAndKeep(t *testing.T) {
	for _, tt := range []struct {
		skip, keep int
		want       string
	}{
		{0, 100, "0 1 2 3 4"}, {2, 100, "2 3 4"}, {0, 2, "0 1"}, {1, 3, "1 2 3"}, {9, 1, ""}, {3, 0, ""},
	} {
		f := open(t, packets(t, 5, savefile.WriterConfig{}), capture.FileConfig{})
		next, stop := iter.Pull2(f.Batches(t.Context()))
		b, err, ok := next()
		if !ok || err != nil {
			t.Fatal(err)
		}
		b.Skip(tt.skip)
		b.Keep(tt.keep)
		var got []byte
		for _, p := range b.Packets() {
			got = fmt.Append(got, " ", p.Data[0])
		}
		if string(bytes.TrimSpace(got)) != tt.want || b.Len() != len(b.Packets()) {
			t.Errorf("skip %d, keep %d: %q, want %q", tt.skip, tt.keep, got, tt.want)
		}
		stop()
	}
}

// TestBatchSave: what Save writes is the file that the packets came from, and
// the packet that cannot be written is named by the count.
func TestBatchSave(t *testing.T) {
	file := packets(t, 100, savefile.WriterConfig{})
	var out bytes.Buffer
	w, err := savefile.NewWriter(&out, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}})
	if err != nil {
		t.Fatal(err)
	}
	for b, err := range open(t, file, capture.FileConfig{}).Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n, err := b.Save(w); n != b.Len() || err != nil {
			t.Fatalf("saved %d of %d: %v", n, b.Len(), err)
		}
	}
	if err := w.Flush(); err != nil || !bytes.Equal(out.Bytes(), file) {
		t.Errorf("%d bytes, want the %d of the file; %v", out.Len(), len(file), err)
	}

	two := packets(t, 9, savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}, {LinkType: linktype.Ethernet}}})
	for b, err := range open(t, two, capture.FileConfig{}).Batches(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if n, err := b.Save(w); n != 1 || err == nil {
			t.Errorf("saved %d packets, %v; the second one's interface is not in the file", n, err)
		}
	}
}
