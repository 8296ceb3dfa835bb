package craft

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// varying are specs whose templates are compared with packets built from their
// layers.
var varying = []struct {
	text  string
	count uint64
	slow  bool
}{
	{`ip(dst=10.0.0.2)/tcp(dport=80,flags=S)`, 1, false},
	{`ip(dst=10.0.0.0/24)/tcp(sport=1024..65535,dport=80,flags=S)`, 256 * 64512, false},
	{`ip(src=rand,dst=10.0.0.2)/tcp(sport=inc(1024),dport=[80,443],seq=rand)`, 2, false},
	{`eth(src=rand,dst=00:53:00:00:00:01)/vlan(id=1..4094)/ip6(dst=2001:db8::/120,src=rand)/udp(sport=rand,dport=53)/"x"`, 4094 * 256, false},
	{`eth/ip(dst=224.0.0.0/28)/udp(dport=9)/"group addresses change the MAC"`, 16, false},
	{`eth/ip(dst=rand)/udp(dport=9)`, 1, true},
	{`ip(dst=10.0.0.1,ttl=9..3,id=inc(65530,7),dscp=rand,frag=0..3)/udp(dport=1..9..2,len=8)`, 7 * 4 * 5, false},
	{`ip/udp(chksum=rand)/"obeyed"`, 1, false},
	{`ip(dst=10.0.0.1)/udp(sport=1000..1004,dport=zip([1,2,3]))/fill(ip=zip([40,1500,41]))`, 15, false},
	{`ip(dst=10.0.0.1)/udp(dport=9)/fill(ip=imix)`, 12, false},
	{`ip(dst=10.0.0.1)/udp(sport=inc,dport=9)/fill(ip=rand(imix))`, 1, false},
	{`ip(dst=10.0.0.1)/udp(dport=9)/fill(len=rand(0..1400))`, 1, false},
	{`ip(dst=10.0.0.1)/udp(dport=9)/fill(len=inc)`, 1, true},
	{`ip(dst=10.0.0.1)/udp(dport=9)/raw(["GET","POST"*2,0x00])`, 4, false},
	{`ip(dst=10.0.0.1,ttl=[1,2])/tcp(opts=[[mss(1460)],[],[nop,nop,ts(1,2)]],window=1..3)`, 18, false},
	{`ip(dst=10.0.0.1)/icmp(type=[8,3,13],id=inc)`, 3, false},
	{`ip(dst=10.0.0.1)/icmp(id=7,seq=inc(0,3))/"ping"`, 1, false},
	{`ip6(dst=2001:db8::1..2001:db8::ff,src=2001:db8::/64)/icmp6(seq=inc)`, math.MaxUint64, false},
	{`ip(dst=10.0.0.2)/udp(sport=9)/vxlan(vni=rand)/eth/ip(dst=192.168.0.0/30)/tcp(sport=rand,dport=80)`, 4, false},
	{`ip(dst=10.0.0.2)/gre(key=inc,c=1)/ip(dst=rand)/udp(sport=rand,dport=9)/"odd"`, 1, false},
	{`ip(dst=10.0.0.2)/sctp(sport=rand,dport=80,tag=inc)/chunk(type=init,tsn=rand)`, 1, false},
	{`ip(dst=10.0.0.2)/udp(dport=53)/dns(id=rand,rd=1,qd=[(example.com)])`, 1, false},
	{`ip(dst=10.0.0.2)/udp(sport=9)/ip(src=rand,dst=rand)/udp(sport=rand)`, 1, false},
	{`ip(dst=rand(10.0.0.0/8),src=rand([10.0.0.1*3,10.0.0.2]))/tcp(flags=[S,SA,none])`, 3, false},
	{`ip(dst=10.0.0.2,ihl=5..7,version=rand)/udp(dport=1)`, 3, false},
	{`ip(dst=10.0.0.2,opts=[lsrr(4,10.0.0.9)])/udp(dport=inc)`, 1, false},
	{`eth(dst=00:00:00:00:00:01..00:00:00:00:01:00)/arp(op=[1,2],pdst=10.0.0.0/30)`, 256 * 8, false},
	{`mpls(label=rand,s=0)/mpls(label=inc,tc=0..7)/ip(dst=10.0.0.1)`, 8, false},
}

func TestTemplates(t *testing.T) {
	for _, tt := range varying {
		t.Run(tt.text, func(t *testing.T) {
			s, err := Parse(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			tpl, err := s.Compile()
			if err != nil {
				t.Fatal(err)
			}
			if tpl.Count() != tt.count || tpl.slow != tt.slow {
				t.Errorf("count %d, slow %v; want %d, %v", tpl.Count(), tpl.slow, tt.count, tt.slow)
			}
			seen := map[string]bool{}
			prefix := []byte("before")
			for k := range uint64(300) {
				got, err := tpl.AppendTo(prefix, k)
				want, wantErr := tpl.build(nil, k)
				if err != nil || wantErr != nil {
					t.Fatal(err, wantErr)
				}
				if !bytes.Equal(got[len(prefix):], want) || !bytes.HasPrefix(got, prefix) {
					t.Fatalf("packet %d:\n got %x\nwant %x", k, got[len(prefix):], want)
				}
				again := bytes.Clone(want)
				if tpl.Rewrite(again, k+1) {
					if next, _ := tpl.build(nil, k+1); !bytes.Equal(again, next) {
						t.Fatalf("packet %d rewritten as %d:\n got %x\nwant %x", k, k+1, again, next)
					}
				}
				seen[string(want)] = true
			}
			again, err := Parse(s.String())
			if err != nil || again.String() != s.String() || !slices.Equal(again.Vary, s.Vary) {
				t.Errorf("printed as %s; parsed again: %s, %v", s, again, err)
			}
			if len(s.Vary) > 0 && len(seen) < 2 {
				t.Error("all packets are the same")
			}
		})
	}
}

// TestOrder checks which packet comes when.
func TestOrder(t *testing.T) {
	s, err := Parse(`ip(ttl=[1,2])/udp(sport=inc(5),dport=[80,443])`)
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := s.Compile()
	if err != nil {
		t.Fatal(err)
	}
	want := [][3]int{{1, 5, 80}, {1, 6, 443}, {2, 7, 80}, {2, 8, 443}, {1, 9, 80}}
	for k, want := range want {
		b, _ := tpl.AppendTo(nil, uint64(k))
		got := [3]int{int(b[8]), int(binary.BigEndian.Uint16(b[20:])), int(binary.BigEndian.Uint16(b[22:]))}
		if got != want {
			t.Errorf("packet %d: ttl, sport, dport are %v, want %v", k, got, want)
		}
	}
}

func TestSeed(t *testing.T) {
	packet := func(text string, k uint64) string {
		s, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		tpl, err := s.Compile()
		if err != nil {
			t.Fatal(err)
		}
		b, _ := tpl.AppendTo(nil, k)
		return string(b)
	}
	const rest = `ip(src=rand,dst=10.0.0.1)/tcp(seq=rand)`
	first := packet("seed(7)/"+rest, 3)
	if packet("seed(7)/"+rest, 3) != first {
		t.Error("the same seed gives other packets")
	}
	if first == packet("seed(8)/"+rest, 3) {
		t.Error("another seed gives the same packet")
	}
	b := packet(rest, 0)
	if b[12:16] == b[24:28] {
		t.Error("two random fields have the same value")
	}
}

// TestWeights counts how often values are taken.
func TestWeights(t *testing.T) {
	s, err := Parse(`ip(ttl=rand([1*3,2]))`)
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := s.Compile()
	if err != nil {
		t.Fatal(err)
	}
	n := [3]int{}
	for k := range uint64(10000) {
		b, _ := tpl.AppendTo(nil, k)
		n[b[8]]++
	}
	if n[1] < 7300 || n[1] > 7700 || n[1]+n[2] != 10000 {
		t.Errorf("of 10000 packets %d have the first value and %d the second, want 3:1", n[1], n[2])
	}
}

func synTemplate(t testing.TB) *Template {
	s, err := Parse(`eth(dst=00:53:00:00:00:01,src=00:53:00:00:00:02)/ip(src=rand(10.0.0.0/8),dst=192.0.2.1)/tcp(sport=1024..65535,dport=80,flags=S,opts=[mss(1460)])`)
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := s.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

func TestTemplateAllocations(t *testing.T) {
	tpl := synTemplate(t)
	b := make([]byte, 0, 128)
	k := uint64(0)
	if n := testing.AllocsPerRun(1000, func() {
		b, _ = tpl.AppendTo(b[:0], k)
		tpl.Rewrite(b, k+1)
		k++
	}); n != 0 {
		t.Errorf("%v allocations a packet", n)
	}
}

func BenchmarkTemplate(b *testing.B) {
	tpl := synTemplate(b)
	buf := make([]byte, 0, 128)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		for k := uint64(0); b.Loop(); k++ {
			buf, _ = tpl.AppendTo(buf[:0], k)
		}
	})
	b.Run("rewrite", func(b *testing.B) {
		b.ReportAllocs()
		buf, _ = tpl.AppendTo(buf[:0], 0)
		for k := uint64(0); b.Loop(); k++ {
			if !tpl.Rewrite(buf, k) {
				b.Fatal("not rewritten")
			}
		}
	})
}

func BenchmarkPacket(b *testing.B) {
	p, err := ParsePacket(`ip(src=10.0.0.1,dst=192.0.2.1)/tcp(sport=1024,dport=80,flags=S,opts=[mss(1460)])`)
	if err != nil {
		b.Fatal(err)
	}
	buf := make([]byte, 0, 128)
	b.ReportAllocs()
	for b.Loop() {
		buf, _ = p.AppendTo(buf[:0])
	}
}
