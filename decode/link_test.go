package decode

import (
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

// linkLine prints a packet of a link type, without its time and its last
// newline.
func linkLine(t *testing.T, opt Options, link linktype.Type, text string) string {
	t.Helper()
	b := frameBytes(t, text)
	opt.Time = TimeNone
	p := New(opt)
	p.strict = true
	return strings.TrimSuffix(string(p.AppendPacket(nil, &capture.Packet{Data: b, Length: len(b)}, link)), "\n")
}

// zeros is n bytes of zero in hex.
func zeros(n int) string { return strings.Repeat("00", n) }
