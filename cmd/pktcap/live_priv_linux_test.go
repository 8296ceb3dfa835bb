package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// frames returns n Ethernet frames of IPv4, IPv6 and VLAN-tagged traffic, each
// with a number of its own in the payload. The same seed makes the same frames.
func frames(n int, seed uint64) [][]byte {
	dice := rand.New(rand.NewPCG(seed, 0))
	list := make([][]byte, n)
	for i := range list {
		f := []byte{2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1}
		switch dice.IntN(4) {
		case 0:
			f = append(f, 0x81, 0x00, byte(dice.IntN(8)<<5), 42)
		case 1:
			f = append(f, 0x88, 0xa8, 0, 100, 0x81, 0x00, 0, 7)
		}
		payload := make([]byte, 16+dice.IntN(1200))
		binary.BigEndian.PutUint32(payload[8:], uint32(i))
		proto := byte(6 + 11*dice.IntN(2)) // TCP or UDP
		if dice.IntN(2) == 0 {
			f = append(f, 0x08, 0x00, 0x45, 0, 0, 0, 0, 0, 0, 0, 64, proto, 0, 0, 10, 99, 0, 1, 10, 99, 0, 2)
			binary.BigEndian.PutUint16(f[len(f)-18:], uint16(20+len(payload)))
		} else {
			f = append(f, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 0, proto, 64)
			binary.BigEndian.PutUint16(f[len(f)-4:], uint16(len(payload)))
			f = append(f, net.ParseIP("fd99::1")...)
			f = append(f, net.ParseIP("fd99::2")...)
		}
		list[i] = append(f, payload...)
	}
	return list
}

// quietPair returns a namespace with a veth pair on which nothing speaks but
// the test.
func quietPair(t *testing.T) *netlab.Namespace {
	n := netlab.New(t)
	n.Veth("near", "far")
	return n
}

// savedRecords yields the records of a capture file, each valid in the loop body;
// the file must be whole.
func savedRecords(t *testing.T, name string) iter.Seq[*savefile.Record] {
	t.Helper()
	return func(yield func(*savefile.Record) bool) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r, err := savefile.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		for rec, err := range r.Records() {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(rec) {
				return
			}
		}
	}
}

// records returns the bytes of all packets of a capture file, which must be
// whole and have the packets whole.
func records(t *testing.T, name string) [][]byte {
	t.Helper()
	var list [][]byte
	for rec := range savedRecords(t, name) {
		if rec.Length != len(rec.Data) {
			t.Fatalf("%s: packet %d was cut from %d to %d bytes", name, len(list), rec.Length, len(rec.Data))
		}
		list = append(list, bytes.Clone(rec.Data))
	}
	return list
}

// TestCapturesWhatTcpdumpCaptures runs both on one interface while an
// independent program sends 100,000 packets, and compares their files.
func TestCapturesWhatTcpdumpCaptures(t *testing.T) {
	tcpdump, tcpreplay := netlab.Peer(t, "tcpdump"), netlab.Peer(t, "tcpreplay")
	n := quietPair(t)
	dir := t.TempDir()
	const count = 100_000
	sent := frames(count, 1)
	input := filepath.Join(dir, "sent.pcap")
	writeCapture(t, input, sent)

	theirs := startCommand(t, n.Command(tcpdump, "-Z", "root", "-i", "far", "-B", "65536", "-w", filepath.Join(dir, "theirs.pcap")), nil)
	ours := start(t, n, "-i", "far", "-w", filepath.Join(dir, "ours.pcap"))
	n.Run(tcpreplay, "-q", "--pps", "40000", "-i", "near", input)
	time.Sleep(1200 * time.Millisecond) // tcpdump's buffer waits for a second
	theirs.stop(os.Interrupt)
	r := ours.stop(os.Interrupt)
	r.want(t, 0, fmt.Sprintf("%d packets captured\n%d packets received by filter\n0 packets dropped by kernel\n", count, count))

	want, got := records(t, filepath.Join(dir, "theirs.pcap")), records(t, filepath.Join(dir, "ours.pcap"))
	if len(want) != count || len(got) != count {
		t.Fatalf("sent %d packets; tcpdump has %d, pktcap %d", count, len(want), len(got))
	}
	for i := range want {
		if !bytes.Equal(got[i], want[i]) || !bytes.Equal(got[i], sent[i]) {
			t.Fatalf("packet %d:\nsent    %x\ntcpdump %x\npktcap  %x", i, sent[i], want[i], got[i])
		}
	}
}

// writeCapture writes an Ethernet capture file.
func writeCapture(t *testing.T, name string, packets [][]byte) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := savefile.NewWriter(f, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Snaplen: 262144}}})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range packets {
		if err := w.Write(&savefile.Record{Data: p, Length: len(p), Time: int64(i) * 1000}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

// TestSignalsEndInOrder: whichever signal ends it, what was captured is in the
// file and in the totals, although the signal comes at once after the packets.
func TestSignalsEndInOrder(t *testing.T) {
	n := quietPair(t)
	sent := frames(50, 2)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		file := filepath.Join(t.TempDir(), "out.pcap")
		p := start(t, n, "-i", "far", "-w", file)
		n.Send("near", sent...)
		p.stop(sig).want(t, 0, "50 packets captured", "50 packets received by filter", "0 packets dropped by kernel")
		if got := records(t, file); len(got) != len(sent) {
			t.Errorf("%v: %d packets in the file, want %d", sig, len(got), len(sent))
		}
	}
}

// TestQuietLinkIsPrintedAtOnce: a packet is on standard output without another
// one pushing it there, also through a pipe and into a file.
func TestQuietLinkIsPrintedAtOnce(t *testing.T) {
	n := quietPair(t)
	file := filepath.Join(t.TempDir(), "out.pcap")
	p := start(t, n, "-i", "far", "-nt", "-w", file, "--print")
	n.Send("near", frames(1, 3)...)
	p.waitFor(&p.out, "\n")
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		if s, err := os.Stat(file); err == nil && s.Size() > 24 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the packet did not reach the file")
		}
	}
	if err := p.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	p.waitFor(&p.err, "1 packet captured\n1 packet received by filter\n")
	p.stop(os.Interrupt).want(t, 0, "1 packet captured")
}

func TestCountEndsTheCapture(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-ntc", "3", "--skip", "2")
	n.Send("near", frames(10, 4)...)
	r := p.wait()
	r.want(t, 0, "3 packets captured")
	if lines := strings.Count(r.out, "\n"); lines != 3 {
		t.Errorf("printed %d lines, want 3:\n%s", lines, r.out)
	}
}

func TestFilterAndDirection(t *testing.T) {
	n := quietPair(t)
	sent := frames(40, 5)
	tagged := 0
	for _, f := range sent {
		if bytes.Equal(f[12:14], []byte{0x81, 0x00}) {
			tagged++
		}
	}
	for _, tt := range []struct {
		args string
		want int
	}{
		{"-i far vlan 42", tagged},
		{"-i far -Q in", 40},
		{"-i far -Q out", 0},
		{"-i near -Q out", 40},
		{"-i any -Q in", 40},
		{"-i far -s 60 vlan 42", tagged},
		// As with tcpdump, a tag that the kernel has taken out does not hide
		// what it tagged; a second one does.
		{"-i far ip or ip6", 40 - stacked(sent)},
	} {
		p := start(t, n, append([]string{"-w", "-"}, strings.Fields(tt.args)...)...)
		n.Send("near", sent...)
		r := p.stop(os.Interrupt)
		r.want(t, 0, fmt.Sprintf("%d packet", tt.want))
		f, err := savefile.NewReader(strings.NewReader(r.out))
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for rec, err := range f.Records() {
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(tt.args, "-s 60") && (len(rec.Data) > 64 || rec.Length <= len(rec.Data)) {
				t.Errorf("-s 60 kept %d of %d bytes", len(rec.Data), rec.Length)
			}
			got++
		}
		if got != tt.want {
			t.Errorf("pktcap %s captured %d packets, want %d", tt.args, got, tt.want)
		}
	}
}

// TestSeveralInterfaces captures on both ends of a link at once: every packet
// is there twice, in the order of time, and says where it was seen.
func TestSeveralInterfaces(t *testing.T) {
	n := quietPair(t)
	sent := frames(20, 11)
	for _, args := range [][]string{{"-i", "near", "-i", "far"}, {"-i", "*ar"}} {
		file := filepath.Join(t.TempDir(), "out.pcapng")
		p := start(t, n, append(args, "-w", file)...)
		n.Send("near", sent...)
		p.stop(os.Interrupt).want(t, 0, "listening on near,", "listening on far,", "40 packets captured")
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r, err := savefile.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		last := int64(0)
		for rec, err := range r.Records() {
			if err != nil {
				t.Fatal(err)
			}
			name := r.Interfaces()[rec.Interface].Name
			if !bytes.Equal(rec.Data, sent[seen[name]]) {
				t.Errorf("%s: packet %d is %x", name, seen[name], rec.Data)
			}
			if want := map[string]savefile.Flags{"near": savefile.FlagOutbound, "far": savefile.FlagInbound}[name]; rec.Flags.Direction() != want {
				t.Errorf("%s: direction %v", name, rec.Flags)
			}
			if rec.Time < last {
				t.Errorf("packet %d of %s is earlier than the one before", seen[name], name)
			}
			last = rec.Time
			seen[name]++
		}
		if seen["near"] != 20 || seen["far"] != 20 {
			t.Errorf("captured %v", seen)
		}
	}
	pktcap(t, "", "-i", "none*").want(t, 1, `"none*"`)
}

// TestOtherNamespace captures in a namespace that the program is not in.
func TestOtherNamespace(t *testing.T) {
	n := quietPair(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := startCommand(t, exec.Command(self, "--netns", n.Path(), "-i", "any", "-Q", "in", "-nt"), nil)
	n.Send("near", frames(1, 12)...)
	p.waitFor(&p.out, "far")
	p.stop(os.Interrupt).want(t, 0, "1 packet captured")
	if r := pktcap(t, "", "--netns", n.Path(), "-D"); !strings.Contains(r.out, ".near [Up, Running]") {
		t.Errorf("-D in the namespace: status %d\n%s%s", r.status, r.out, r.err)
	}
	pktcap(t, "", "--netns", "none-of-these", "-D").want(t, 1, "none-of-these", "no such network namespace")
}

// stacked counts the frames with a service tag.
func stacked(list [][]byte) (n int) {
	for _, f := range list {
		if bytes.Equal(f[12:14], []byte{0x88, 0xa8}) {
			n++
		}
	}
	return n
}

// TestReaderGoesAway: a reader of our output that ends, as head does, ends the
// capture with the totals.
func TestReaderGoesAway(t *testing.T) {
	n := quietPair(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := startTo(t, n, w, "-i", "far", "-nl")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	n.Send("near", frames(3, 6)...)
	p.wait().want(t, 1, "write standard output: ", "broken pipe", "received by filter")
}

func TestInterfaceGoesDownAndUp(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-nt")
	n.Send("near", frames(1, 7)...)
	p.waitFor(&p.out, "\n")
	n.Down("far")
	p.waitFor(&p.err, "pktcap: far: the interface went down")
	n.Up("far")
	p.waitFor(&p.err, "pktcap: far: the interface went up")
	n.Send("near", frames(1, 8)...)
	for deadline := time.Now().Add(patience); strings.Count(p.out.String(), "\n") < 2; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no packet after the interface came up again")
		}
	}
	p.stop(os.Interrupt).want(t, 0, "2 packets captured")
}

func TestInterfaceIsDeleted(t *testing.T) {
	n := quietPair(t)
	file := filepath.Join(t.TempDir(), "out.pcap")
	p := start(t, n, "-i", "far", "-w", file)
	n.Send("near", frames(5, 9)...)
	n.Delete("far")
	p.wait().want(t, 1, "pktcap: capture on far: ", "removed", "5 packets captured")
	if got := records(t, file); len(got) != 5 {
		t.Errorf("%d packets in the file, want 5", len(got))
	}
}

// TestWaitAndFollow starts before its interface is there and goes on when that
// is removed and made again.
func TestWaitAndFollow(t *testing.T) {
	n := netlab.New(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	made := make(chan struct{})
	go func() {
		defer close(made)
		time.Sleep(300 * time.Millisecond)
		n.Veth("near", "far")
	}()
	p := startCommand(t, n.Command(self, "-i", "far", "--wait", "--follow", "-nt"), nil)
	<-made
	n.Send("near", frames(1, 13)...)
	p.waitFor(&p.out, "\n")
	n.Delete("far")
	p.waitFor(&p.err, "pktcap: far: the interface was removed")
	n.Veth("near", "far")
	p.waitFor(&p.err, "pktcap: far: the interface is back")
	n.Send("near", frames(1, 14)...)
	for deadline := time.Now().Add(patience); strings.Count(p.out.String(), "\n") < 2; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no packet from the new interface")
		}
	}
	p.stop(os.Interrupt).want(t, 0, "2 packets captured")
}

func TestUnknownInterface(t *testing.T) {
	netlab.Privileged(t)
	pktcap(t, "", "-i", "none0").want(t, 1, "none0", "no such interface", "any")
}

// TestFullDisk writes to a file system that is soon full.
func TestFullDisk(t *testing.T) {
	n := quietPair(t)
	dir := t.TempDir()
	if err := unix.Mount("pktcap-test", dir, "tmpfs", 0, "size=65536"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	file := filepath.Join(dir, "out.pcap")
	sent := frames(500, 10)
	p := start(t, n, "-i", "far", "-U", "-w", file)
	n.Send("near", sent...)
	p.wait().want(t, 1, "pktcap: write "+file, "no space left on device", "packets received by filter")
	got := records(t, file)
	if len(got) == 0 || len(got) >= len(sent) {
		t.Fatalf("%d packets in the file", len(got))
	}
	for i, f := range got {
		if !bytes.Equal(f, sent[i]) {
			t.Fatalf("packet %d is %x, want %x", i, f, sent[i])
		}
	}
}

// TestWithoutPrivilege runs the program as a user who may not capture.
func TestWithoutPrivilege(t *testing.T) {
	netlab.Privileged(t)
	if os.Getuid() != 0 {
		t.Skip("needs to be root, to become somebody else")
	}
	copied := readableProgram(t)
	p := unprivileged(t, copied, "-i", "lo")
	p.want(t, 1, "pktcap: capture on lo needs CAP_NET_RAW", "sudo setcap cap_net_raw,cap_net_admin+ep "+copied)
	unprivileged(t, copied, "-d", "tcp").want(t, 0)
	unprivileged(t, copied, "-D").want(t, 0)
}
