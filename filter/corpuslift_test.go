package filter

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// TestCorpusLifted takes libpcap's optimised programs back to graphs, optimises
// those and emits them again: what comes out has the same verdicts and is no
// longer.
func TestCorpusLifted(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(netlab.Corpus(t), "filters", "accept.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct{ Label, Listing string }
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 5))
	fewer, equal, more, before, after := 0, 0, 0, 0, 0
	for _, row := range rows {
		insns, err := cbpf.ParseListing(row.Listing)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := cbpf.New(insns)
		if err != nil {
			continue // has a loop, or a load of scratch memory without a store
		}
		g := lift(insns)
		optimize(g, nil)
		ours, err := emit(g)
		if err != nil {
			t.Errorf("%s: %v", row.Label, err)
			continue
		}
		before, after = before+theirs.Len(), after+ours.Len()
		switch {
		case ours.Len() < theirs.Len():
			fewer++
		case ours.Len() == theirs.Len():
			equal++
		default:
			more++
			t.Logf("%s: %d instructions, libpcap has %d", row.Label, ours.Len(), theirs.Len())
		}
		for range 300 {
			packet := packetFor(r, insns)
			if got, want := ours.Run(packet, len(packet), nil), theirs.Run(packet, len(packet), nil); got != want {
				t.Fatalf("%s: keeps %d of %x, libpcap's program %d\n%s\n%v\n%v", row.Label, got, packet, want, row.Listing, g, ours)
			}
		}
	}
	// Where libpcap's program stores one of two offsets and goes on alike, the
	// lifted graph has the rest twice: those few are longer.
	if more*50 > len(rows) {
		t.Errorf("%d of %d programs are longer than libpcap's", more, len(rows))
	}
	t.Logf("fewer %d, equal %d, more %d; instructions %d, libpcap %d", fewer, equal, more, after, before)
}

// packetFor makes a packet that is likely to get far in a program: it follows
// the code, and where a test is about bytes just loaded, it mostly puts there
// what the test asks for. Some packets are cut.
func packetFor(r *rand.Rand, insns []cbpf.Instruction) []byte {
	packet := make([]byte, 260)
	for i := range packet {
		packet[i] = byte(r.UintN(256) >> r.UintN(8))
	}
	at, size, x := -1, 0, uint32(0)
	put := func(k uint32) {
		if at >= 0 && at+size <= len(packet) {
			for i := range size {
				packet[at+i] = byte(k >> (8 * (size - 1 - i)))
			}
		}
	}
	for pc := 0; pc < len(insns); pc++ {
		in := insns[pc]
		switch in.Op {
		case cbpf.LdW, cbpf.LdH, cbpf.LdB:
			at, size = int(in.K), int(loadSize(in.Op))
		case cbpf.LdWX, cbpf.LdHX, cbpf.LdBX:
			at, size = int(x+in.K), int(loadSize(in.Op))
		case cbpf.LdxMsh:
			if in.K < 260 {
				packet[in.K] = packet[in.K]&0xf0 | 5
				x = 20
			}
		case cbpf.JeqK, cbpf.JgtK, cbpf.JgeK, cbpf.JsetK:
			jump := in.Jf
			if r.IntN(2) == 0 {
				jump = in.Jt
				put(in.K)
			}
			pc += int(jump)
		case cbpf.RetK:
			pc = len(insns)
		}
	}
	if r.IntN(3) == 0 {
		packet = packet[:r.IntN(len(packet))]
	} else if r.IntN(2) == 0 {
		packet = packet[:r.IntN(64)]
	}
	return packet
}
