package main

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

func TestSend(t *testing.T) {
	a, b := netlab.Pair(t)
	a.Sysctl("net/ipv4/neigh/veth0/mcast_solicit", "1")
	a.Sysctl("net/ipv4/neigh/veth0/retrans_time_ms", "100")
	listenTCP(t, b, netlab.AddrB4, 80)
	echoUDP(t, b, netlab.AddrB6, 7)
	for _, tt := range []struct {
		spec   string
		status int
		want   string
	}{
		{`ip(dst=10.99.0.2)/tcp(sport=4000,dport=80)`, 0, "SYN-ACK: probe=0"},
		{`ip6(dst=fd99::2)/udp(sport=4000,dport=7)/"x"`, 0, "datagram: probe=0"},
		{`ip(dst=10.99.0.2)/udp(sport=4000,dport=7)/"x"`, 0, "unreachable: probe=0 port unreachable"},
		{`ip(dst=10.99.0.2)/icmp(id=1,seq=2)`, 0, "echo reply: probe=0"},
		{`ip6(dst=fd99::2)/icmp6(id=1,seq=2)`, 0, "echo reply: probe=0"},
		{`eth(dst=ff:ff:ff:ff:ff:ff)/arp(pdst=10.99.0.2)`, 0, "hardware address: probe=0"},
		{`eth/ip(dst=10.99.0.2)/icmp(id=1,seq=2)`, 0, "echo reply: probe=0"},
		{`ip(dst=10.99.0.2,chksum=1)/icmp(id=1,seq=2)`, 1, "silent: probe=0"},
		{`ip(dst=10.99.0.2,proto=99)/"x"`, 1, "nothing in this packet tells its answer"},
		{`ip(dst=10.99.0.2)/tpc(dport=80)`, 2, "                    ^^^"},
		{`eth/"x"`, 2, "-i is missing"},
		{`ip(dst=192.0.2.9)/icmp`, 1, "no route"},
		{`ip(dst=10.99.0.77)/icmp`, 1, "find neighbour 10.99.0.77 on veth0: no answer\n"},
	} {
		pktcraft(t, a, "send", tt.spec, "--wait", "--timeout", "200ms").want(t, tt.status, tt.want)
	}
	pktcraft(t, a, "send").want(t, 2, "want one SPEC")
	pktcraft(t, a, "send", `ip6(dst=fd99::2)/udp(sport=4000,dport=7)`, "--data", `a\tb`, "--wait", "-vv").want(t, 0, "datagram: probe=0", "UDP, length 3")
}

// TestSendIsObeyed sees what is wrong on purpose on the wire as it was asked
// for, the fields too that a raw socket would correct.
func TestSendIsObeyed(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, tt := range []struct {
		spec   string
		offset int // in the frame
		want   uint16
	}{
		{`ip(dst=10.99.0.2,id=1,chksum=0xbad)/udp(dport=9)`, 14 + 10, 0xbad},
		{`ip(dst=10.99.0.2,id=1,len=99)/udp(dport=9)`, 14 + 2, 99},
		{`ip(dst=10.99.0.2,id=1)/udp(dport=9,chksum=0xbad)`, 14 + 20 + 6, 0xbad},
		{`ip(dst=10.99.0.2,id=1)/udp(dport=9,chksum=0)`, 14 + 20 + 6, 0},
		{`ip(dst=10.99.0.2,id=1)/udp(dport=9,len=3)`, 14 + 20 + 4, 3},
		{`ip6(dst=fd99::2,plen=3)/udp(dport=9)`, 14 + 4, 3},
		{`ip6(dst=fd99::2)/udp(dport=9,chksum=0)`, 14 + 40 + 6, 0},
		{`ip6(dst=fd99::2)/udp(dport=9,chksum=0xbad)`, 14 + 40 + 6, 0xbad},
		{`eth(type=0x0bad)/ip(dst=10.99.0.2,id=1)/udp(dport=9)`, 12, 0xbad},
	} {
		seen := sniff(t, b, netlab.Interface, "ether src "+a.Interface(netlab.Interface).HardwareAddr.String()+
			" and (udp or ether proto 0xbad)")
		pktcraft(t, a, "send", tt.spec).want(t, 0, "1 packets")
		got := seen()
		if len(got) != 1 {
			t.Errorf("%s: captured %d packets, want 1", tt.spec, len(got))
			continue
		}
		if v := binary.BigEndian.Uint16(got[0].Data[tt.offset:]); v != tt.want {
			t.Errorf("%s: %#x on the wire, want %#x", tt.spec, v, tt.want)
		}
	}
}

func TestSendRate(t *testing.T) {
	a, b := netlab.Pair(t)
	seen := sniff(t, b, netlab.Interface, "udp")
	pktcraft(t, a, "send", `ip(dst=10.99.0.2)/udp(dport=9)/"x"`, "--count", "500", "--rate", "1000", "--json").want(t, 0,
		`"type":"summary","packets":500,"bytes":14500,`, `"timing_error":{`)
	got := seen()
	if len(got) != 500 {
		t.Fatalf("captured %d packets, want 500", len(got))
	}
	if took := got[499].Time.Sub(got[0].Time); took.Seconds() < 0.49 {
		t.Errorf("500 packets at 1000 a second took %v", took)
	}
}

// TestSendVaries sends specs of more than one packet.
func TestSendVaries(t *testing.T) {
	a, b := netlab.Pair(t)
	listenTCP(t, b, netlab.AddrB4, 80)
	pktcraft(t, a, "send", `ip(dst=10.99.0.2)/tcp(sport=4000..4004,dport=[80,81],seq=rand)`, "--wait", "--interval", "1ms").want(t, 0,
		"10 sent, 10 answered (5 SYN-ACK, 5 RST)")
	pktcraft(t, a, "send", `ip(dst=10.99.0.0/30)/icmp(id=7)`, "--wait").want(t, 1, "not of one protocol between the same two addresses")
	pktcraft(t, a, "send", `eth/ip(dst=10.99.0.2..10.99.0.9)/icmp(id=7)`).want(t, 2, "eth needs a dst=MAC")
	pktcraft(t, a, "send", `ip(dst=10.99.0.2)/udp(sport=inc(5),dport=9)`, "--count", "3", "--interval", "1ms", "--dry-run").want(t, 0, ".5 > ", ".6 > ", ".7 > ")
	const random = `ip(dst=10.99.0.2)/udp(sport=rand,dport=9)`
	dry := func(args ...string) string {
		return pktcraft(t, a, append([]string{"send", "--dry-run", "--interval", "0s"}, args...)...).out
	}
	last := func(s string) string { return s[strings.Index(s, "IP "):] }
	if one, two := last(dry(random, "--seed", "7")), last(dry("seed(7)/"+random)); one != two {
		t.Errorf("one seed, two packets: %s%s", one, two)
	}
	if one, two := last(dry(random)), last(dry(random)); one == two {
		t.Errorf("two seeds, one packet: %s", one)
	}
}

// TestSendFragments has the kernel put fragments together again.
func TestSendFragments(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		var c *net.UDPConn
		b.Do(func() {
			var err error
			if c, err = net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(e.remote, 9))); err != nil {
				t.Fatal(err)
			}
		})
		defer c.Close()
		ip := "ip"
		if e.remote.Is6() {
			ip = "ip6"
		}
		spec := fmt.Sprintf(`%s(dst=%v)/udp(sport=9,dport=9)/%q`, ip, e.remote, strings.Repeat("0123456789", 300))
		pktcraft(t, a, "send", spec).want(t, 1, "longer than the MTU")
		pktcraft(t, a, "send", spec, "--mtu", "1280", "--interval", "1ms").want(t, 0, "3 packets, ")
		buf := make([]byte, 4000)
		if err := c.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if k, _, err := c.ReadFromUDPAddrPort(buf); err != nil || string(buf[:k]) != strings.Repeat("0123456789", 300) {
			t.Errorf("%s: %d bytes arrived, %v", e.family, k, err)
		}
	}
}

func TestScan(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		for _, port := range []uint16{22, 80, 443} {
			listenTCP(t, b, e.remote, port)
		}
		r := pktcraft(t, a, "scan", "--dst", e.remote.String(), "--rate", "10000")
		r.want(t, 0, "   22  open        SYN-ACK  ", "   80  open ", "  443  open ",
			e.remote.String()+": 1024 ports: ", "1021 closed", "3 open", "; 1024 probes in ")
		pktcraft(t, a, "scan", "--dst", e.remote.String(), "--ports", "21-23,80", "--all").want(t, 0,
			"   21  closed      RST ", "   22  open ", "   23  closed ", "4 ports: ")
	}
	b.Run("ip", "route", "add", "blackhole", "10.99.0.1")
	pktcraft(t, a, "scan", "--dst", "10.99.0.2", "--ports", "80-81", "--timeout", "100ms", "--all", "--json").want(t, 1,
		`{"type":"port","port":80,"state":"filtered","reason":"no answer"}`, `"ports":2,"sent":4,"states":{"filtered":2}`)
	pktcraft(t, a, "scan", "--dst", "10.99.0.2", "--ports", "80-70").want(t, 2, "is no port or range")
}
