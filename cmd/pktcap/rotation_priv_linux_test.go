package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
)

// TestRotatesByTheClock: files end on an idle link too, and -W ends the capture
// with success after so many.
func TestRotatesByTheClock(t *testing.T) {
	n := quietPair(t)
	dir := t.TempDir()
	p := start(t, n, "-i", "far", "-G", "1", "-W", "2", "-w", filepath.Join(dir, "x-%s"))
	begun := time.Now()
	r := p.wait()
	r.want(t, 0, "Maximum file limit reached: 2\n", "0 packets captured")
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("took %v", took)
	}
	files, _ := folder(t, dir)
	if len(files) != 2 {
		t.Errorf("files %v", files)
	}
	for _, f := range files {
		if !strings.HasSuffix(f, ":24") {
			t.Errorf("%s is not just a header", f)
		}
	}
}

// TestRotatesUnderLoad: no packet is lost between two files, by size or by
// clock, compressed or not.
func TestRotatesUnderLoad(t *testing.T) {
	tcpreplay := netlab.Peer(t, "tcpreplay")
	n := quietPair(t)
	input := filepath.Join(t.TempDir(), "sent.pcap")
	sent := frames(20_000, 3)
	writeCapture(t, input, sent)
	for _, flags := range []string{"-C 1", "-G 1 -C 2", "-C 1 -W 1000 --compress zstd"} {
		dir := t.TempDir()
		p := start(t, n, append(strings.Fields(flags), "-i", "far", "-B", "65536", "-w", filepath.Join(dir, "x-%s"))...)
		n.Run(tcpreplay, "-q", "--pps", "15000", "-i", "near", input)
		time.Sleep(200 * time.Millisecond)
		p.stop(os.Interrupt).want(t, 0, fmt.Sprintf("%d packets captured", len(sent)))
		seen := map[string]int{}
		files, _ := folder(t, dir)
		total := 0
		for _, f := range files {
			name, _, _ := strings.Cut(f, ":")
			for _, data := range records(t, filepath.Join(dir, name)) {
				seen[string(data)]++
				total++
			}
		}
		if len(files) < 2 || total != len(sent) {
			t.Errorf("%s: %d packets in %d files, want %d", flags, total, len(files), len(sent))
		}
		for _, data := range sent {
			if seen[string(data)] == 0 {
				t.Fatalf("%s: a packet is missing", flags)
			}
		}
	}
}

// TestFullDiskWhenRotating: the files before the full disk are whole, and what
// was lost is told.
func TestFullDiskWhenRotating(t *testing.T) {
	netlab.Privileged(t)
	dir := t.TempDir()
	if err := unix.Mount("pktcap-test", dir, "tmpfs", 0, "size=2500000"); err != nil {
		t.Skipf("cannot mount a tmpfs: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, 0) })
	long := longCapture(t)
	sent := records(t, long)
	r := pktcap(t, "", "-r", long, "-C", "1", "-w", filepath.Join(dir, "x"))
	r.want(t, 1, "write "+filepath.Join(dir, "x2"), "no space left on device", "packets are lost")
	n := 0
	for _, name := range []string{"x", "x1", "x2"} {
		for _, data := range records(t, filepath.Join(dir, name)) {
			if string(data) != string(sent[n]) {
				t.Fatalf("packet %d of %s differs", n, name)
			}
			n++
		}
	}
	if n < 2000 {
		t.Errorf("%d packets were written", n)
	}
}

// TestFlushSignal: SIGUSR2 puts everything into a compressed file at once, and
// the capture goes on.
func TestFlushSignal(t *testing.T) {
	tcpreplay := netlab.Peer(t, "tcpreplay")
	n := quietPair(t)
	dir := t.TempDir()
	input, name := filepath.Join(dir, "sent.pcap"), filepath.Join(dir, "x.zst")
	writeCapture(t, input, frames(20, 1))
	p := start(t, n, "-i", "far", "-w", name)
	n.Run(tcpreplay, "-q", "-i", "near", input)
	time.Sleep(100 * time.Millisecond)
	if err := p.cmd.Process.Signal(syscall.SIGUSR2); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if got := len(records(t, name)); got != 20 {
		t.Errorf("%d packets in the file after SIGUSR2", got)
	}
	p.stop(os.Interrupt).want(t, 0, "20 packets captured")
}
