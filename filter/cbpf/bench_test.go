package cbpf_test

import (
	"testing"

	"golang.org/x/net/bpf"

	"pktcap/filter/cbpf"
)

// tcpPort80 is libpcap's program for "tcp port 80" on Ethernet.
const tcpPort80 = `
(000) ldh      [12]
(001) jeq      #0x86dd          jt 2	jf 8
(002) ldb      [20]
(003) jeq      #0x6             jt 4	jf 19
(004) ldh      [54]
(005) jeq      #0x50            jt 18	jf 6
(006) ldh      [56]
(007) jeq      #0x50            jt 18	jf 19
(008) jeq      #0x800           jt 9	jf 19
(009) ldb      [23]
(010) jeq      #0x6             jt 11	jf 19
(011) ldh      [20]
(012) jset     #0x1fff          jt 19	jf 13
(013) ldxb     4*([14]&0xf)
(014) ldh      [x + 14]
(015) jeq      #0x50            jt 18	jf 16
(016) ldh      [x + 16]
(017) jeq      #0x50            jt 18	jf 19
(018) ret      #262144
(019) ret      #0
`

// segment is a TCP segment over IPv4 from port 12345 to port 80.
var segment = append([]byte{
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 8, 0,
	0x45, 0, 0, 60, 1, 2, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
	0x30, 0x39, 0, 80,
}, make([]byte, 36)...)

func BenchmarkMatch(b *testing.B) {
	insns, err := cbpf.ParseListing(tcpPort80)
	if err != nil {
		b.Fatal(err)
	}
	p, err := cbpf.New(insns)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if !p.Match(segment, len(segment), nil) {
			b.Fatal("no match")
		}
	}
}

// BenchmarkMatchXNet is the same by the interpreter of golang.org/x/net/bpf.
func BenchmarkMatchXNet(b *testing.B) {
	raw, err := cbpf.ParseListing(tcpPort80)
	if err != nil {
		b.Fatal(err)
	}
	insns, ok := bpf.Disassemble(raw)
	if !ok {
		b.Fatal("not disassembled")
	}
	vm, err := bpf.NewVM(insns)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if n, err := vm.Run(segment); n == 0 || err != nil {
			b.Fatal("no match")
		}
	}
}
