package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// film writes a capture file of frames, the gap apart, and returns its name.
func film(t *testing.T, link linktype.Type, gap time.Duration, packets ...savefile.Record) string {
	t.Helper()
	var b bytes.Buffer
	w, err := savefile.NewWriter(&b, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: link, Resolution: 1e9}}})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range packets {
		p.Time = 1e18 + int64(i)*int64(gap)
		if err := w.Write(&p); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "film.pcap")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func frames(count int) (all []savefile.Record) {
	for i := range count {
		f := append([]byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5"), bytes.Repeat([]byte{byte(i)}, 46+i%1000)...)
		all = append(all, savefile.Record{Data: f, Length: len(f)})
	}
	return all
}

func TestReplay(t *testing.T) {
	n := netlab.New(t)
	n.Veth("veth0", "veth1")
	all := frames(300)
	const gap = time.Millisecond
	name := film(t, linktype.Ethernet, gap, all...)
	for _, tt := range []struct {
		args  []string
		times int
		least time.Duration
	}{
		{nil, 1, 299 * gap},
		{[]string{"--multiplier", "3"}, 1, 99 * gap},
		{[]string{"--rate", "2000"}, 1, 149 * time.Millisecond},
		{[]string{"--bit-rate", "4.8M"}, 1, 90 * time.Millisecond},
		{[]string{"--top-speed", "--loop", "3"}, 3, 0},
	} {
		seen := sniff(t, n, "veth1", "ether proto 0x88b5 and inbound")
		args := append([]string{"replay", name, "-i", "veth0"}, tt.args...)
		r := pktcraft(t, n, args...)
		r.want(t, 0, " packets, ")
		got := seen()
		if len(got) != len(all)*tt.times {
			t.Errorf("%v: %d packets arrived, want %d: %s", tt.args, len(got), len(all)*tt.times, r.out)
			continue
		}
		for i := range got {
			if !bytes.Equal(got[i].Data, all[i%len(all)].Data) {
				t.Errorf("%v: packet %d is not the file's", tt.args, i)
				break
			}
		}
		// A first packet that is late shortens the rest, and at top speed
		// all take a few milliseconds: half is paced.
		if took := got[len(got)-1].Time.Sub(got[0].Time); took < tt.least/2 {
			t.Errorf("%v: took %v, want about %v", tt.args, took, tt.least)
		}
	}
}

func TestReplayRaw(t *testing.T) {
	a, b := netlab.Pair(t)
	echoUDP(t, b, netlab.AddrB4, 7)
	// A datagram without a source: the kernel fills it in.
	p := []byte("\x45\x00\x00\x1d\x00\x01\x00\x00\x40\x11\x00\x00\x00\x00\x00\x00\x0a\x63\x00\x02\x00\x09\x00\x07\x00\x09\x00\x00x")
	name := film(t, linktype.Raw, 0, savefile.Record{Data: p, Length: len(p)}, savefile.Record{Data: p, Length: 2000})
	seen := sniff(t, a, netlab.Interface, "udp and inbound")
	pktcraft(t, a, "replay", name).want(t, 0, "1 packets, 29 bytes sent\n", "1 packets left out: the file has only a part of each")
	if got := seen(); len(got) != 1 {
		t.Errorf("%d answers, want 1", len(got))
	}
}

func TestReplayErrors(t *testing.T) {
	n := netlab.New(t)
	n.Veth("veth0", "veth1")
	name := film(t, linktype.Ethernet, 0, frames(3)...)
	long := make([]byte, 1600)
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		{nil, 2, "the FILE to replay is missing"},
		{[]string{name}, 2, "-i is missing"},
		{[]string{name, "-i", "veth0", "udp", "prt", "53"}, 2, "  udp prt 53\n      ^^^"},
		{[]string{"none.pcap", "-i", "veth0"}, 1, "none.pcap"},
		{[]string{name, "-i", "none0"}, 1, "none0: no such interface"},
		{[]string{name, "-i", "veth0", "--rate", "1", "--top-speed"}, 2, "exclude each other"},
		{[]string{name, "-i", "veth0", "--multiplier", "-1"}, 2, "must be a number above 0"},
		{[]string{"-", "-i", "veth0", "--loop", "2"}, 2, "standard input can be read once only"},
		{[]string{film(t, linktype.Null, 0, frames(1)...), "-i", "veth0"}, 1, "link type NULL cannot be sent"},
		{[]string{film(t, linktype.Ethernet, 0, savefile.Record{Data: long, Length: len(long)}), "-i", "veth0"}, 1, "longer than the MTU"},
	} {
		pktcraft(t, n, append([]string{"replay"}, tt.args...)...).want(t, tt.status, tt.want)
	}
	pktcraft(t, n, "replay", name, "--dry-run", "-v").want(t, 0, "ethertype Unknown (0x88b5)")
	n.Down("veth0")
	pktcraft(t, n, "replay", name, "-i", "veth0").want(t, 1, "veth0: the interface is down")
}
