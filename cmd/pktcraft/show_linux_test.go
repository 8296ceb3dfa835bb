package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// TestShow shows captures of real programs and makes the same bytes of every
// line.
func TestShow(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(netlab.Root(t), "testdata", "pcaps", "*.pcap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no captures: %v", err)
	}
	for _, name := range files {
		f, err := capture.OpenFile(name, capture.FileConfig{})
		if err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		if status := run(context.Background(), []string{"show", name}, nil, &out, &errs); status != 0 {
			t.Errorf("%s: status %d, %s", name, status, errs.String())
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		n := 0
		for p, err := range f.Packets(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			if n == len(lines) {
				t.Fatalf("%s: %d lines, the file has more packets", name, n)
			}
			packet, err := craft.ParsePacket(lines[n])
			if err != nil {
				t.Fatalf("%s: packet %d: %v", name, n+1, err)
			}
			if b, err := packet.Bytes(); err != nil || !bytes.Equal(b, p.Data) {
				t.Fatalf("%s: packet %d: %v: %s makes % x, want % x", name, n+1, err, lines[n], b, p.Data)
			}
			n++
		}
		if n != len(lines) {
			t.Errorf("%s: %d lines for %d packets", name, len(lines), n)
		}
		_ = f.Close()
	}
}

func TestShowSelects(t *testing.T) {
	udp := []byte("\x45\x00\x00\x1c\x00\x01\x00\x00\x40\x11\x66\xce\x0a\x00\x00\x01\x0a\x00\x00\x02\x00\x09\x00\x07\x00\x08\xeb\xcb")
	other := append([]byte(nil), udp...)
	other[9] = 99
	name := film(t, linktype.Raw, 0, savefile.Record{Data: other, Length: 28}, savefile.Record{Data: udp, Length: 28}, savefile.Record{Data: udp, Length: 28})
	show := func(args ...string) result {
		var out, errs bytes.Buffer
		status := run(context.Background(), append([]string{"show", name}, args...), nil, &out, &errs)
		return result{status, out.String(), errs.String()}
	}
	const line = "ip(id=1,src=10.0.0.1,dst=10.0.0.2)/udp(sport=9,dport=7)\n"
	if r := show("udp", "port", "7", "-c", "1"); r.status != 0 || r.out != line {
		t.Errorf("got %+v, want %s", r, line)
	}
	if r := show("udp", "-#"); r.out != "1  "+line+"2  "+line {
		t.Errorf("got %+v", r)
	}
	show("udp", "prt", "7").want(t, 2, "prt")
	show("--count", "-1").want(t, 2, "--count -1")
	name = film(t, linktype.Raw, 0, savefile.Record{Data: udp, Length: 99})
	show().want(t, 0, line, "of 1 packets the file has only the first bytes")
	again := filepath.Join(t.TempDir(), "again.pcap")
	show("-w", again, "--json", "-x").want(t, 0, `"length":99,"captured":28,"text":"ip(id=1,`, "UDP, length 0", "0x0000:  4500 001c")
	if b, err := os.ReadFile(again); err != nil || !bytes.HasSuffix(b, udp) {
		t.Errorf("%v, %x", err, b)
	}
	show("-w", "-").want(t, 2, "standard output has the text")
	name = "none.pcap"
	show().want(t, 1, "none.pcap")
}

func TestLayers(t *testing.T) {
	layers := func(args ...string) result {
		var out, errs bytes.Buffer
		status := run(context.Background(), append([]string{"layers"}, args...), nil, &out, &errs)
		return result{status, out.String(), errs.String()}
	}
	layers().want(t, 0, "\nudp       sport dport len chksum\n", "icmpext ")
	layers("TCP", "hbh").want(t, 0, "  window       a number of 16 bits\n", "sackok", "hopopts (or hbh)\n", "tunnel-limit")
	layers("sctp", "chunk", "--json").want(t, 0, `{"type":"layer","name":"sctp","fields":[{"name":"sport","what":"a number of 16 bits","bits":16}`, `"values":["start","end"]`)
	layers("vxlann").want(t, 2, `did you mean "vxlan"?`)
	layers("ip/udp").want(t, 2, "is no layer")
}
