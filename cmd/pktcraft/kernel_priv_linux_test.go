package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// TestKernelAnswers has the kernel of the other side take packets of rarer
// kinds, and answer them.
func TestKernelAnswers(t *testing.T) {
	a, b := netlab.Pair(t)
	b.Sysctl("net/ipv6/conf/all/seg6_enabled", "1")
	b.Sysctl("net/ipv6/conf/veth0/seg6_enabled", "1")
	b.Run("ip", "addr", "add", "fd99::22/128", "dev", "lo")
	listenTCP(t, b, netlab.AddrB4, 80)
	listenTCP(t, b, netlab.AddrB6, 80)
	echoUDP(t, b, netlab.AddrB4, 7)
	echoUDP(t, b, netlab.AddrB6, 7)
	for _, tt := range []struct{ name, spec, want string }{
		{"SYN", `ip(dst=10.99.0.2)/tcp(sport=4000,dport=80,seq=5,opts=[mss(1460),sackok,ts(1,0),nop,wscale(7)])`, "SYN-ACK: probe=0"},
		{"SYN, IPv6", `ip6(dst=fd99::2)/tcp(sport=4000,dport=80,seq=5,opts=[mss(1440),sackok,ts(1,0),nop,wscale(7)])`, "SYN-ACK: probe=0"},
		{"IPv4 options", `ip(dst=10.99.0.2,opts=[ra(0),rr(4,0.0.0.0,0.0.0.0)])/icmp(id=1,seq=1)`, "echo reply: probe=0"},
		{"timestamp", `ip(dst=10.99.0.2)/icmp(type=timestamp,id=1,seq=2)`, "reply: probe=0"},
		{"hop-by-hop", `ip6(dst=fd99::2)/hopopts(opts=[padn(0x00000000)])/icmp6(id=1,seq=2)`, "echo reply: probe=0"},
		{"destination", `ip6(dst=fd99::2)/dstopts/tcp(sport=4001,dport=80)`, "SYN-ACK: probe=0"},
		{"atomic fragment", `ip6(dst=fd99::2)/frag(id=7)/udp(sport=4000,dport=7)/"x"`, "datagram: probe=0"},
		{"all of them", `ip6(dst=fd99::2)/hopopts/dstopts/frag(id=8)/dstopts/icmp6(id=1,seq=4)`, "echo reply: probe=0"},
		{"reserved option", `ip6(dst=fd99::2)/dstopts(opts=[opt(0x82,0x00)])/icmp6(id=1,seq=5)`, "probe=0"}, // RFC 8200 section 4.2: a parameter problem
		{"echo with data", `ip(dst=10.99.0.2)/icmp(id=1,seq=6)/fill(ip=1500)`, "echo reply: probe=0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pktcraft(t, a, "send", tt.spec, "--wait", "--timeout", "500ms").want(t, 0, tt.want)
		})
	}
	// A segment routing header takes the packet through b to another address
	// of b's, which answers it.
	seen := sniff(t, a, netlab.Interface, "icmp6 and src fd99::22")
	a.Run("ip", "-6", "route", "add", "fd99::22", "via", "fd99::2")
	pktcraft(t, a, "send", `ip6(dst=fd99::2)/route(segleft=1,addrs=[fd99::22,fd99::2])/icmp6(id=1,seq=7)/"by the segments"`).want(t, 0)
	if got := seen(); len(got) != 1 || !bytes.HasSuffix(got[0].Data, []byte("by the segments")) {
		t.Errorf("segment routing: %d answers", len(got))
	}
}

// TestKernelReassembles has the kernel answer echo requests that are more than
// twice the MTU.
func TestKernelReassembles(t *testing.T) {
	a, _ := netlab.Pair(t)
	for _, spec := range []string{`ip(dst=10.99.0.2)/icmp(id=78)/fill(len=4000)`, `ip6(dst=fd99::2)/icmp6(id=78)/fill(len=4000)`} {
		pktcraft(t, a, "send", spec, "--mtu", "1300", "--wait", "-c", "3", "--interval", "1ms").want(t, 0, "3 sent, 3 answered (3 echo reply)")
	}
	for _, dst := range []string{"10.99.0.2", "fd99::2"} {
		pktcraft(t, a, "ping", dst, "-s", "4000", "--mtu", "1300", "-c", "3", "--interval", "1ms").want(t, 0, "3 sent, 3 answered (3 alive)")
	}
	pktcraft(t, a, "udp", "--dst", "10.99.0.2", "--dport", "9", "--size", "3000", "--mtu", "1400").want(t, 0, "port unreachable")
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--size", "3000").want(t, 1, "longer than the MTU; --mtu 1500 sends it in fragments")
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--size", "3000", "--mtu", "1400", "--df").want(t, 1, "it has DF set")
	for _, tt := range []struct{ spec, answer string }{
		{`ip(dst=10.99.0.2)/icmp(id=77,seq=1)`, "src 10.99.0.2 and icmp[icmptype] == icmp-echoreply"},
		{`ip(dst=10.99.0.2,opts=[rr(4,0.0.0.0,0.0.0.0)])/icmp(id=77,seq=2)`, "src 10.99.0.2 and icmp[icmptype] == icmp-echoreply"},
		{`ip6(dst=fd99::2)/icmp6(id=77,seq=3)`, "src fd99::2 and ip6[6] == 44 and ip6[42:2] & 0xfff8 == 0 and ip6[48] == 129"},
		{`ip6(dst=fd99::2)/hopopts/dstopts/frag(id=9)/dstopts/icmp6(id=77,seq=4)`, "src fd99::2 and ip6[6] == 44 and ip6[42:2] & 0xfff8 == 0 and ip6[48] == 129"},
	} {
		data := strings.Repeat("0123456789", 360)
		seen := sniff(t, a, netlab.Interface, tt.answer)
		spec := fmt.Sprintf("%s/%q", tt.spec, data)
		pktcraft(t, a, "send", spec, "--mtu", "1300", "--interval", "0s").want(t, 0, "3 packets, ")
		if got := seen(); len(got) != 1 || !bytes.Contains(got[0].Data, []byte(data[:1000])) {
			t.Errorf("%s: %d answers", tt.spec, len(got))
		}
	}
}
