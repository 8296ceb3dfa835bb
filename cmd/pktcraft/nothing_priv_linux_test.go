package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// TestNothingSent gives what cannot be sent, and sees a clear error and nothing
// on the wire.
func TestNothingSent(t *testing.T) {
	a, b := netlab.Pair(t)
	a.Sysctl("net/ipv4/neigh/veth0/mcast_solicit", "1")
	a.Sysctl("net/ipv4/neigh/veth0/retrans_time_ms", "50")
	a.Sysctl("net/ipv6/neigh/veth0/mcast_solicit", "1")
	a.Sysctl("net/ipv6/neigh/veth0/retrans_time_ms", "50")
	a.Run("ip", "link", "add", "veth8", "type", "veth", "peer", "name", "veth9")
	a.Run("ip", "addr", "add", "10.98.0.1/24", "dev", "veth8")
	// The kernel's own packets are of ARP, neighbour discovery and multicast.
	seen := sniff(t, b, netlab.Interface, "tcp or udp or icmp or (icmp6 and ip6[40] < 130) or ether proto 0x88b5")
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		// impossible lengths
		{[]string{"send", `ip(dst=10.99.0.2,len=70000)/udp(dport=9)`}, 2, "70000 does not fit in 16 bits (at most 65535)"},
		{[]string{"send", `ip(dst=10.99.0.2)/udp(dport=9)/fill(len=70000)`}, 1, "(udp): len: computed as 70008, which does not fit in 16 bits"},
		{[]string{"send", `ip(dst=10.99.0.2)/udp(dport=9)/fill(ip=10)`}, 1, "the headers below have 18 bytes more than that"},
		{[]string{"send", `ip(dst=10.99.0.2,opts=[` + strings.Repeat("ra(0),", 10) + `ra(0)])/udp`}, 1, "44 bytes of options do not fit (at most 40)"},
		{[]string{"send", `ip(dst=10.99.0.2)/tcp(dport=9,opts=[` + strings.Repeat("ts(1,2),", 4) + `ts(1,2)])`}, 1, "52 bytes of options do not fit (at most 40)"},
		{[]string{"send", `ip(dst=10.99.0.2)/udp(dport=9)/fill(size=1501)`}, 1, "the packet has 1501 bytes, the MTU of veth0 is 1500"},
		{[]string{"send", `ip6(dst=fd99::2)/udp(dport=9)/fill(size=1501)`}, 1, "the packet has 1501 bytes, the MTU of veth0 is 1500"},
		{[]string{"send", `eth(dst=ff:ff:ff:ff:ff:ff,type=0x88b5)/fill(size=2000)`, "-i", "veth0"}, 1, "2000 bytes"},
		{[]string{"send", `ip(dst=10.99.0.2,flags=DF)/udp(dport=9)/fill(size=2000)`, "--mtu", "1400"}, 1, "it has DF set"},
		{[]string{"send", `ip(dst=10.99.0.2)/udp(dport=9)/fill(size=2000)`, "--mtu", "20"}, 1, "has no room"},
		{[]string{"icmp", "--dst", "10.99.0.2", "--size", "70000"}, 2, "must be between 0 and 65535"},
		{[]string{"udp", "--dst", "10.99.0.2", "--dport", "9", "--size", "1480"}, 1, "the MTU of veth0 is 1500"},
		// unknown layers and fields, wrong values
		{[]string{"send", `ip(dst=10.99.0.2)/uppd(dport=9)`}, 2, `unknown layer "uppd"; did you mean "udp"?`},
		{[]string{"send", `ip(dst=10.99.0.2)/udp(dprot=9)`}, 2, `unknown field "dprot"; did you mean "dport"?`},
		{[]string{"send", `ip(dst=fd99::2)/udp(dport=9)`}, 2, `"fd99::2" is not an IPv4 address`},
		{[]string{"send", `ip(dst=10.99.0.2)/udp(dport=9`}, 2, ")"},
		{[]string{"send", ``}, 2, "a layer is missing"},
		{[]string{"tcp", "--dst", "10.99.0.2", "--dport", "80", "--flags", "SX"}, 2, "SX"},
		{[]string{"icmp", "--dst", "fd99::2"}, 2, "fd99::2"},
		// no route, no neighbour, no interface
		{[]string{"send", `ip(dst=192.0.2.1)/udp(dport=9)`}, 1, "find route to 192.0.2.1: no route"},
		{[]string{"send", `ip6(dst=2001:db8::1)/udp(dport=9)`}, 1, "find route to 2001:db8::1: no route"},
		{[]string{"send", `ip(dst=10.99.0.77)/udp(dport=9)`}, 1, "find neighbour 10.99.0.77 on veth0: no answer"},
		{[]string{"send", `ip6(dst=fd99::77)/udp(dport=9)`}, 1, "find neighbour fd99::77 on veth0: no answer"},
		{[]string{"send", `eth(type=0x88b5)/"x"`}, 2, "-i is missing"},
		{[]string{"send", `eth(type=0x88b5)/"x"`, "-i", "none0"}, 1, "none0: no such interface"},
		{[]string{"send", `ip(dst=10.98.0.2)/udp(dport=9)`, "-i", "veth8"}, 1, "veth8: the interface is down"},
		{[]string{"send", `eth(dst=ff:ff:ff:ff:ff:ff,type=0x88b5)/"x"`, "-i", "veth8"}, 1, "veth8: the interface is down"},
		{[]string{"scan", "--dst", "192.0.2.1"}, 1, "no route"},
		{[]string{"trace", "192.0.2.1"}, 1, "no route"},
		{[]string{"dns", "example.com", "--dst", "192.0.2.1"}, 1, "no route"},
	} {
		r := pktcraft(t, a, tt.args...)
		r.want(t, tt.status, tt.want)
		if r.out != "" && !strings.Contains(strings.Join(tt.args, " "), "example.com") {
			t.Errorf("%q: on standard output: %s", tt.args, r.out)
		}
	}
	// No privilege.
	netlab.Peer(t, "setpriv")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range []string{`ip(dst=10.99.0.2)/udp(dport=9)`, `ip6(dst=fd99::2)/udp(dport=9)`, `eth(dst=ff:ff:ff:ff:ff:ff,type=0x88b5)/ip(dst=10.99.0.2)`} {
		cmd := a.Command("setpriv", "--bounding-set=-net_raw,-net_admin", "--", self, "send", spec)
		cmd.Env = append(os.Environ(), runProgram+"=1")
		if out, err := cmd.CombinedOutput(); err == nil || !bytes.Contains(out, []byte("needs cap_net_raw; run as root")) || bytes.Count(out, []byte("\n")) != 1 {
			t.Errorf("%s without privilege: %v, %s", spec, err, out)
		}
	}
	for _, p := range seen() {
		t.Errorf("on the wire: %x", p.Data)
	}
}
