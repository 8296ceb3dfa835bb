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
		"\neth                                       0x0000  02 00 00 00 00 01 02 00 00 00 00 02 81 00\n",
		"\n  src: 02:00:00:00:00:02\n",
		"\nvlan                                      0x000e  00 64 08 00\n",
		"\nip                                        0x0012  45 00 00 21 00 01 00 00 40 11 00 00 0a 00 00 01\n",
		"\n  version: 4                              0x0022  0a 00 00 02\n",
		"\nudp                                       0x0026  03 e8 07 d0 00 0d 00 00 68 65 6c 6c 6f\n",
		"\n  checksum_status: none\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	colour := string(NewTree(Options{Time: TimeNone}, true).AppendPacket(nil, pkt, linktype.Ethernet))
	if want := "\x1b[36m02 00 00 00 00 01 02 00 00 00 00 02 81 00\x1b[0m\n"; !strings.Contains(colour, want) {
		t.Errorf("no %q in %q", want, colour)
	}
}
