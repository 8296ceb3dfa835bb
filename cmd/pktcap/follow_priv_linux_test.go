package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFollowPattern: with --follow interfaces that match a pattern are captured
// on when they come, and when they come again, and one that is renamed goes on
// under its new name.
func TestFollowPattern(t *testing.T) {
	n := quietPair(t)
	file := filepath.Join(t.TempDir(), "out.pcapng")
	p := start(t, n, "-i", "fa*", "--follow", "-nt", "-w", file, "--print", "ether proto 0x88b5")
	packet := func(text string) []byte {
		return []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5" + text + strings.Repeat(".", 50))
	}
	n.Send("near", packet("first"))
	p.waitFor(&p.out, "far   P ")

	n.Veth("close", "faraway")
	p.waitFor(&p.err, "faraway: the interface is new, and captured on too")
	n.Send("close", packet("second"))
	p.waitFor(&p.out, "faraway P ")

	n.Delete("near")
	p.waitFor(&p.err, "far: the interface was removed")
	n.Veth("near", "far")
	p.waitFor(&p.err, "far: the interface is back")
	time.Sleep(200 * time.Millisecond) // nothing else takes it too
	n.Send("near", packet("third"))
	p.waitFor(&p.err, "packets lost before the packet of ")

	n.Run("ip", "link", "set", "dev", "faraway", "name", "distant")
	p.waitFor(&p.err, "faraway: the interface is called distant now")
	n.Send("close", packet("fourth"))
	p.waitFor(&p.out, "distant P ")

	n.Delete("near")
	n.Delete("close")
	p.waitFor(&p.err, "distant: the interface was removed")
	n.Veth("near", "fare") // after there was none left
	p.waitFor(&p.err, "fare: the interface is new")
	n.Send("near", packet("fifth"))
	p.waitFor(&p.out, "fare  P ")
	p.stop(os.Interrupt).want(t, 0, "5 packets captured\n5 packets received by filter\n0 packets dropped by kernel\n")
	if got := records(t, file); len(got) != 5 {
		t.Errorf("%d packets in the file, want 5", len(got))
	}
}
