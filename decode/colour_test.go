package decode

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/internal/netlab"
	"pktcap/linktype"
)

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestColourIsOnlyColour prints captures with and without colour: without the
// escape sequences the text is the same.
func TestColourIsOnlyColour(t *testing.T) {
	files, err := filepath.Glob("../testdata/pcaps/*.pcap*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	if n := onlyColour(t, files); n < 1000 {
		t.Errorf("%d packets have colours", n)
	}
}

// TestColourCorpus is TestColourIsOnlyColour for broken and hostile packets.
func TestColourCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(netlab.Corpus(t), "pcaps", "*.pcap"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	onlyColour(t, files)
}

// onlyColour compares the lines of files with and without colour, and returns
// how many packets had some.
func onlyColour(t *testing.T, files []string) (coloured int) {
	for _, opt := range []Options{
		{}, {Verbose: 2, Link: true, Hex: HexASCII}, {Hex: HexBytesLink}, {Hex: PlainText}, {Lengths: true, Hex: HexASCIILink},
	} {
		for _, file := range files {
			f, err := capture.OpenFile(file, capture.FileConfig{})
			if err != nil {
				continue // on purpose no capture file
			}
			plain, colour := New(opt), NewColour(opt)
			var a, b []byte
			for pkt, err := range f.Borrow(t.Context()) {
				if err != nil {
					break
				}
				link := f.Interfaces()[pkt.Interface].LinkType
				a, b = plain.AppendPacket(a[:0], pkt, link), colour.AppendPacket(b[:0], pkt, link)
				if bytes.Contains(a, []byte{0x1b}) {
					continue
				}
				if bytes.Contains(b, []byte("\x1b[")) {
					coloured++
				}
				if got := escapes.ReplaceAll(b, nil); !bytes.Equal(got, a) {
					t.Fatalf("%s, %+v: %s", file, opt, firstDifference(got, a))
				}
			}
			_ = f.Close() // read to its end
		}
	}
	return coloured
}

// TestColourOfBytes checks that a header's text and bytes have one colour.
func TestColourOfBytes(t *testing.T) {
	pkt := framePacket(t, frames[6].bytes)
	got := string(NewColour(Options{Time: TimeNone, Hex: HexBytesLink}).AppendPacket(nil, pkt, linktype.Ethernet))
	for _, want := range []string{
		colourNet + "IP " + colourOff,
		colourMove + "10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5" + colourOff + "\n",
		"\t0x0000:  " + colourLink + "0200 0000 0001 0200 0000 0002 8100 0064" + colourOff + "\n",
		"\t0x0010:  " + colourLink + "0800 " + colourOff + colourNet + "4500 ",
		colourMove + "03e8 07d0",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%q", want, got)
		}
	}
	cut := framePacket(t, frames[6].bytes)
	cut.Data = cut.Data[:24:24]
	got = string(NewColour(Options{Time: TimeNone}).AppendPacket(nil, cut, linktype.Ethernet))
	if want := colourWrong + "[|ip]" + colourOff; !strings.Contains(got, want) {
		t.Errorf("no %q in %q", want, got)
	}
}
