package craft

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// TestScapy compares with the bytes that Scapy makes of the same wishes;
// testdata/wishes.py wrote them.
func TestScapy(t *testing.T) { checkGolden(t, "testdata/scapy.txt") }

// checkGolden reads a file of texts, each followed by a line with the bytes in
// hexadecimal.
func checkGolden(t *testing.T, name string) {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, n := "", 0
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if text == "" {
			text = line
			continue
		}
		p, err := ParsePacket(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		b, err := p.Bytes()
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := hex.EncodeToString(b); got != line {
			t.Errorf("%s\n got %s\nwant %s", text, got, line)
		}
		text = ""
		n++
	}
	if n < 3 {
		t.Errorf("%s has %d packets only", name, n)
	}
}

// TestSenders compares with the packets that hping3 and nping sent.
func TestSenders(t *testing.T) { checkGolden(t, "testdata/senders.txt") }
