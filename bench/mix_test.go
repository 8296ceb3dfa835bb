package main

import (
	"bytes"
	"os"
	"testing"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/linktype"
)

func newInputs(t *testing.T) *inputs {
	return &inputs{folder: t.TempDir(), made: map[string]string{}}
}

func TestWeightsAddUp(t *testing.T) {
	sum := 0
	for _, k := range kinds {
		sum += k.weight
	}
	if sum != 1000 {
		t.Errorf("weights add up to %d", sum)
	}
}

// The mix is the same every time, and has every kind of packet that the cases
// speak of.
func TestMix(t *testing.T) {
	const packets = 3000
	in := newInputs(t)
	file, err := in.mix(packets)
	if err != nil {
		t.Fatal(err)
	}
	again, err := newInputs(t).mix(packets)
	if err != nil {
		t.Fatal(err)
	}
	a, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(again)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("two files of the same seed differ")
	}
	if same, err := in.mix(packets); err != nil || same != file {
		t.Errorf("asked for again: %s, %v", same, err)
	}

	for _, expr := range []string{"tcp port 80", "tcp port 443", "udp port 53", "icmp", "icmp6", "arp", "vlan", "ip6 and tcp", "tcp[tcpflags] & tcp-syn != 0"} {
		p, err := compileFilter(expr)
		if err != nil {
			t.Fatal(err)
		}
		src, err := capture.OpenFile(file, capture.FileConfig{Filter: p})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range src.Borrow(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n < packets/500 || n > packets*9/10 {
			t.Errorf("%s: %d packets of %d", expr, n, packets)
		}
		_ = src.Close()
	}
}

func TestMixIsWellMade(t *testing.T) {
	m := newMix()
	var b []byte
	for range 2000 {
		var err error
		if b, err = m.next(b[:0]); err != nil {
			t.Fatal(err)
		}
		if len(b) > 1518 {
			t.Fatalf("a frame of %d bytes", len(b))
		}
		// What is built from what was dissected is the same: lengths and
		// checksums are right.
		again, err := craft.Dissect(b, linktype.Ethernet).Bytes()
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x comes back as %x, %v", b, again, err)
		}
	}
}

func TestStorm(t *testing.T) {
	in := newInputs(t)
	file, err := in.small()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(text, []byte("0x")); n != 60 {
		t.Errorf("the small frame has %d bytes, want 60", n)
	}
	if !bytes.HasPrefix(text, []byte("{\n0x02,\n0x00,\n")) || !bytes.HasSuffix(text, []byte("}\n")) {
		t.Errorf("configuration is %q", text)
	}
}

func TestRateSearch(t *testing.T) {
	const limit = 100_000.0
	var s rateSearch
	for round := range 3 {
		trials := 0
		best, err := s.run(8, func(rate float64) (Sample, error) {
			trials++
			lost := uint64(0)
			if rate > limit {
				lost = 1
			}
			return Sample{Packets: uint64(rate), Wall: 1e9, Lost: lost}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if best.Figure > limit || best.Figure < 0.9*limit {
			t.Errorf("round %d found %v after %d trials", round, best.Figure, trials)
		}
	}
}
