package decode

import (
	"strings"
	"testing"

	"pktcap/linktype"
)

func TestTree(t *testing.T) {
	pkt := framePacket(t, frames[6].bytes)
	got := string(NewTree(Options{Time: TimeNone}, false).AppendPacket(nil, pkt, linktype.Ethernet))
	for _, want := range []string{
		"IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5\n",
		"\neth\n  dst: 02:00:00:00:00:01                  0x0000  02 00 00 00 00 01\n",
		"\nvlan\n  id: 100                                 0x000e  00 64\n",
		"\n  version: 4                              0x0012  45\n",
		"\n  src: 10.0.0.1                           0x001e  0a 00 00 01\n",
		"\nudp\n  srcport: 1000                           0x0026  03 e8\n",
		"\n  checksum_status: none\n                                          0x002e  68 65 6c 6c 6f\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	colour := string(NewTree(Options{Time: TimeNone}, true).AppendPacket(nil, pkt, linktype.Ethernet))
	if want := "0x0000  \x1b[35m02 00 00 00 00 01\x1b[0m\n"; !strings.Contains(colour, want) {
		t.Errorf("no %q in %q", want, colour)
	}
}

// TestFieldSpans checks that every field with a place is one that layers have.
func TestFieldSpans(t *testing.T) {
	for name, s := range fieldSpans {
		if !knownField(name.layer, name.field) {
			t.Errorf("%s.%s: no such field", name.layer, name.field)
		}
		if s.size <= 0 || s.offset < 0 {
			t.Errorf("%s.%s: has no bytes", name.layer, name.field)
		}
	}
}
