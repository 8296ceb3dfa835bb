package savefile_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/savefile"
)

// TestFullDisk fills a file system of its own.
func TestFullDisk(t *testing.T) {
	netlab.Privileged(t)
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Fatalf("mount tmpfs: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	all := records(500)
	for _, c := range []savefile.WriterConfig{
		{Format: savefile.Pcap}, {Format: savefile.PcapNG}, {Format: savefile.Pcap, Compression: savefile.Zstd},
	} {
		c.Interfaces = []savefile.Interface{{LinkType: 1}}
		name := filepath.Join(dir, "full")
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w, err := savefile.NewWriter(f, c)
		if err != nil {
			t.Fatal(err)
		}
		accepted := uint64(0)
		for i := 0; err == nil; i++ {
			accepted++
			err = w.Write(&all[i%len(all)])
		}
		var we *savefile.WriteError
		if !errors.Is(err, syscall.ENOSPC) || !errors.As(err, &we) {
			t.Fatalf("%v %v: %v", c.Format, c.Compression, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if we.Partial != 0 || int64(len(file)) != we.Bytes || we.Packets+we.Lost != accepted {
			t.Errorf("%v %v: %+v, but the file has %d bytes and %d packets were accepted", c.Format, c.Compression, we, len(file), accepted)
		}
		r, err := savefile.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for rec, err := range r.Records() {
			if err != nil {
				t.Fatalf("%v %v: %v", c.Format, c.Compression, err)
			}
			if !bytes.Equal(rec.Data, all[n%len(all)].Data) {
				t.Errorf("packet %d differs", n)
			}
			n++
		}
		if uint64(n) != we.Packets || n < 300 {
			t.Errorf("%v %v: %d packets can be read, %d are promised", c.Format, c.Compression, n, we.Packets)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}
