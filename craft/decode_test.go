package craft

import (
	"regexp"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/decode"
)

// complaint is what the printer says of a packet that is not as it should be.
var complaint = regexp.MustCompile(`\[\||\(invalid|\[bad|bad |incorrect|wrong|\(->|malformed|truncated|missing|trailing`)

// TestDecode has this module's own printer look at a packet of every kind.
func TestDecode(t *testing.T) {
	printer := decode.New(decode.Options{Verbose: 3, Link: true})
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		b, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		line := string(printer.AppendPacket(nil, &capture.Packet{Data: b, Length: len(b)}, tt.link))
		if strings.Contains(tt.text, "ssrr(8,") {
			// Its route is used up, so that the checksum is with the header's
			// destination. tcpdump always takes the route's, and so does decode.
			continue
		}
		if bad := complaint.FindString(line); bad != "" {
			t.Errorf("%s\nis printed with %q:\n%s", tt.text, bad, line)
		}
		t.Logf("%s\n\t%s", tt.text, line)
	}
}

// TestEveryLayer has each layer type in the list of every.
func TestEveryLayer(t *testing.T) {
	seen := map[*protocol]bool{}
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range p {
			seen[l.protocol()] = true
		}
	}
	for _, p := range protocols {
		if !seen[p] && p != protoFill {
			t.Errorf("no packet has a %s layer", p.name)
		}
	}
}
