package filter

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// addresses are n random ones, joined in terms.
func addresses(r *rand.Rand, n int, term string) string {
	terms := make([]string, n)
	for i := range terms {
		a := r.Uint32()
		terms[i] = fmt.Sprintf(term, fmt.Sprintf("%d.%d.%d.%d", a>>24, a>>16&255, a>>8&255, a&255))
	}
	return strings.Join(terms, " or ")
}

// numbered puts 1, 2 and so on in the place of each N.
func numbered(expr string) string {
	var b strings.Builder
	for i, part := range strings.Split(expr, "N") {
		if i > 0 {
			fmt.Fprint(&b, i)
		}
		b.WriteString(part)
	}
	return b.String()
}

// TestPrefilter compiles expressions that are too long for the kernel. What the
// kernel gets instead lets through all that the expression accepts, and keeps
// most of the rest away.
func TestPrefilter(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	tests := []struct {
		name, expr string
		through    float64 // of random packets of the kinds that the expression is about, at most
	}{
		{"sources", addresses(r, 6000, "src host %s"), 0.35},
		{"hosts", addresses(r, 3000, "host %s"), 0.8},
		{"hosts with a port each", numbered(addresses(r, 2000, "(host %s and tcp port N)")), 0.9},
		{"one port of many hosts", "tcp port 80 and (" + addresses(r, 6000, "src host %s") + ")", 0.2},
		{"networks", addresses(r, 5000, "dst net %s/32"), 0.3},
		{"not these", "not (" + addresses(r, 6000, "src host %s") + ")", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Compile(tt.expr, Options{LinkType: linktype.Ethernet, Resolver: NoNames})
			if err != nil {
				t.Fatal(err)
			}
			kernel, exact := p.Kernel()
			if exact || kernel.Len() > cbpf.MaxInstructions {
				t.Fatalf("%d instructions, exact %v", kernel.Len(), exact)
			}
			insns := p.Instructions()
			const packets = 2000
			through := 0
			for range packets {
				packet := make([]byte, 60)
				for i := range packet {
					packet[i] = byte(r.Uint32())
				}
				packet[12], packet[13] = 8, 0
				packet[14], packet[20], packet[21], packet[23] = 0x45, 0, 0, 6
				if r.IntN(2) == 0 {
					packet[36], packet[37] = 0, 80
				}
				if kernel.Match(packet, 60, nil) {
					through++
				}
				if r.IntN(4) == 0 { // an address of the expression
					in := insns[r.IntN(len(insns))]
					for i := range 4 {
						packet[26+4*(through&1)+i] = byte(in.K >> (24 - 8*i))
					}
				}
				packet = packet[:r.IntN(60)+1]
				if p.Match(packet, 60, nil) && !kernel.Match(packet, 60, nil) {
					t.Fatalf("the kernel would not let %x through", packet)
				}
			}
			t.Logf("%d instructions, %d in the kernel; %d of %d packets come through", p.Len(), kernel.Len(), through, packets)
			if float64(through) > tt.through*packets {
				t.Errorf("%d of %d packets come through, want at most %v", through, packets, tt.through)
			}
		})
	}
}

// TestPrefilterOfMany says of long rows what the kernel keeps away of them: most
// of the addresses that are not wanted, and for a list that is wanted only
// together with more, all that is not in it or near.
func TestPrefilterOfMany(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	list := addresses(r, 6000, "src host %s")
	for _, tt := range []struct {
		name, expr string
		listed     bool    // the packets have addresses of the list, and else random ones
		through    float64 // of them, at most
	}{
		{"not these", "not (" + list + ")", true, 0.4},
		{"not these, in between", "tcp and not (" + list + ") and port 80", true, 0.4},
		{"these and more", "(" + list + ") and tcp port 80", false, 0.3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Compile(tt.expr, Options{LinkType: linktype.Ethernet, Resolver: NoNames})
			if err != nil {
				t.Fatal(err)
			}
			kernel, exact := p.Kernel()
			if exact {
				t.Fatalf("%d instructions are not too many", p.Len())
			}
			packet := make([]byte, 60)
			copy(packet[12:], []byte{8, 0, 0x45})
			packet[23], packet[37] = 6, 80
			numbers, through := 0, 0
			for _, in := range p.Instructions() {
				if in.Op != cbpf.JeqK || in.K <= 0xffff {
					continue
				}
				numbers++
				k := in.K
				if !tt.listed {
					k = r.Uint32()
				}
				binary.BigEndian.PutUint32(packet[26:], k)
				if kernel.Match(packet, len(packet), nil) {
					through++
				} else if p.Match(packet, len(packet), nil) {
					t.Fatalf("the kernel would not let %#x through", k)
				}
			}
			t.Logf("%d instructions, %d in the kernel; %d of %d packets come through", p.Len(), kernel.Len(), through, numbers)
			if numbers < 5000 || float64(through) > tt.through*float64(numbers) {
				t.Errorf("%d of %d packets come through, want at most %v", through, numbers, tt.through)
			}
		})
	}
}

// TestPrefilterAcceptsMore weakens random graphs as if they were too long.
func TestPrefilterAcceptsMore(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	found := 0
	for i := range 500 {
		g := randomGraph(r, 1+r.IntN(60), r.IntN(3))
		before := g.String()
		exact := *g
		p := prefilter(g)
		if p == nil {
			continue // accepts everything
		}
		found++
		if g.String() != before {
			t.Fatalf("the graph changed to\n%vfrom\n%s", g, before)
		}
		levels, deepest := levels(g)
		cut(g, levels, r.IntN(deepest+1))
		for range 20 {
			packet := randomPacket(r)
			want := exact.run(packet)
			if got := p.Run(packet, len(packet), nil); got < want {
				t.Fatalf("graph %d keeps %d of %x, its prefilter %d\n%s\n%v", i, want, packet, got, before, p)
			}
			if got := g.run(packet); got < want {
				t.Fatalf("graph %d keeps %d of %x, cut %d\n%s\n%v", i, want, packet, got, before, g)
			}
		}
	}
	if found < 300 {
		t.Errorf("%d of 500 graphs have a prefilter", found)
	}
}
