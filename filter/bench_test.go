package filter

import (
	"fmt"
	"strings"
	"testing"

	"pktcap/linktype"
)

// manyHosts is an expression of n addresses.
func manyHosts(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(" or ")
		}
		fmt.Fprintf(&b, "host 10.%d.%d.%d", i>>16&0xff, i>>8&0xff, i&0xff)
	}
	return b.String()
}

func BenchmarkCompile(b *testing.B) {
	for _, bm := range []struct{ name, expr string }{
		{"tcp port 80", "tcp port 80"},
		{"handshake", "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 10.0.0.0/8"},
		{"tunnel", "geneve and vlan 7 and ip6 and udp portrange 1000-2000"},
		{"hosts=1000", manyHosts(1000)},
		{"hosts=10000", manyHosts(10000)},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Compile(bm.expr, Options{LinkType: linktype.Ethernet, Resolver: NoNames}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
