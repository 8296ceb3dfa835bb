package decode

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

// linkLine prints a packet of a link type, without its time and its last
// newline.
func linkLine(t testing.TB, opt Options, link linktype.Type, text string) string {
	t.Helper()
	b := frameBytes(t, text)
	opt.Time = TimeNone
	p := New(opt)
	p.strict = true
	return strings.TrimSuffix(string(p.AppendPacket(nil, &capture.Packet{Data: b, Length: len(b)}, link)), "\n")
}

// linkLines is what tcpdump 4.99.3 prints of packets of link-layer protocols,
// where its wording is the newest one's. Each has a line with the link type and
// the options, one with the packet, and the text after bars.
const linkLines = "testdata/link-lines.txt"

// TestLinkLines prints the packets of linkLines.
func TestLinkLines(t *testing.T) {
	text, err := os.ReadFile(linkLines)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n\n")
	if len(blocks) < 300 {
		t.Fatalf("%d packets", len(blocks))
	}
	for _, block := range blocks {
		lines := strings.Split(block, "\n")
		head := strings.Fields(lines[0])
		link, err := strconv.Atoi(head[1])
		if err != nil {
			t.Fatal(err)
		}
		opt, _, err := parseOptions(head[2:])
		if err != nil {
			t.Fatal(err)
		}
		opt.Number = false
		var want []string
		for _, line := range lines[2:] {
			want = append(want, strings.TrimPrefix(strings.TrimPrefix(line, "|"), " "))
		}
		got := strings.TrimRight(linkLine(t, opt, linktype.Type(link), lines[1]), "\n")
		if got != strings.Join(want, "\n") {
			t.Errorf("link type %d %v of %s:\n got %q\nwant %q", link, head[2:], lines[1], got, want)
		}
	}
}

// TestIPXServices prints SAP packets with and without names, and one whose
// second service is cut short.
func TestIPXServices(t *testing.T) {
	const (
		head = "ffffffffffff 020304050607 8137 ffff %LEN 0004 00000001 ffffffffffff 0452 00000001 020304050607 0452 0002"
		tail = " 00000001 020304050607 0451 0001"
		line = "(NOV-ETHII) IPX 00000001.02:03:04:05:06:07.0452 > 00000001.ff:ff:ff:ff:ff:ff.0452: ipx-sap-resp "
	)
	service := "0004 465331" + strings.Repeat("00", 45) + tail
	system := NewSystemNames(NamesConfig{Dir: t.TempDir()})
	defer system.Close()
	for _, tt := range []struct {
		names              Names
		length, more, want string
	}{
		{nil, "0060", "", line + "0004 'FS1' addr 00000001.02:03:04:05:06:07"},
		{system, "0060", "", line + "FileServer 'FS1' addr 00000001.02:03:04:05:06:07"},
		{nil, "0064", "0278 4142", line + "0004 'FS1' addr 00000001.02:03:04:05:06:07 0278 '' (invalid)"},
	} {
		frame := strings.Replace(head, "%LEN", tt.length, 1) + service + tt.more
		if got := linkLine(t, Options{Names: tt.names}, linktype.Ethernet, frame); got != tt.want {
			t.Errorf("\n got %q\nwant %q", got, tt.want)
		}
	}
}
