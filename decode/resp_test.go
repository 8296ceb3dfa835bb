package decode

import (
	"encoding/hex"
	"strings"
	"testing"
)

func TestRESP(t *testing.T) {
	for _, tt := range []struct{ segment, want string }{
		{"PING\r\n", `: RESP "PING"`},
		{"+OK\r\n-ERR\r\n:5\r\n", `: RESP "OK" "ERR" "5"`},
		{"*2\r\n$3\r\nGET\r\n$1\r\nk\r\n", `: RESP "GET" "k"`},
		{"$0\r\n\r\n$-1\r\n*0\r\n", ": RESP empty null empty"},
		{"$99999999999\r\n*-2\r\n", ": RESP length too large length negative and not -1"},
		{"$x", ": RESP invalid"},
		{"$5\r\nhel", ": RESP [|resp]"},
		{"+no end", ": RESP [|resp]"},
		{"*2147483647\r\n", ": RESP [|resp]"},
		{"\r\n", ": RESP [|resp]"},
		{strings.Repeat("*1\r\n", 100) + "+a\r\n", ": RESP [|resp]"}, // nested too deep
	} {
		if got := printedTCP(t, Options{}, portRESP, hex.EncodeToString([]byte(tt.segment))); got != tt.want {
			t.Errorf("%q\n got %q\nwant %q", tt.segment, got, tt.want)
		}
	}
}
