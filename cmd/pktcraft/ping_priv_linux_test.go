package main

import (
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

func TestPing(t *testing.T) {
	a, b := netlab.Pair(t)
	mac := b.Interface(netlab.Interface).HardwareAddr.String()
	for _, e := range ends {
		listenTCP(t, b, e.remote, 80)
		echoUDP(t, b, e.remote, 7)
		dst := e.remote.String()
		few := []string{"--count", "3", "--interval", "2ms", "--timeout", "300ms"}
		ping := func(args ...string) result {
			t.Helper()
			return pktcraft(t, a, append(append([]string{"ping", dst}, few...), args...)...)
		}
		ping().want(t, 0, ": alive: probe=2 echo reply ttl=64 time=", "3 sent, 3 answered (3 alive), 0% loss")
		ping("--tcp", "80").want(t, 0, "3 answered (3 open)")
		ping("--tcp", "81").want(t, 0, "3 answered (3 closed)")
		ping("--udp", "7").want(t, 0, "3 answered (3 open)")
		ping("--size", "1400", "-q").want(t, 0, "3 answered (3 alive)")
		if e.remote.Is4() {
			ping("--arp").want(t, 0, ": alive: probe=0 hardware address", mac, "3 answered (3 alive)")
			ping("--nd").want(t, 1, "it is for IPv6 neighbours")
		} else {
			ping("--nd").want(t, 0, ": alive: probe=0 hardware address ttl=255", mac, "3 answered (3 alive)")
			ping("--arp").want(t, 1, "ARP is for IPv4 neighbours")
		}
		ping("--flood", "--count", "300", "-q").want(t, 0, "300 sent, 300 answered (300 alive), 0% loss", "p50/p90/p99 = ")
		ping("--flood", "--count", "2000", "--preload", "64", "-q").want(t, 0, "2000 answered (2000 alive), 0% loss")
	}
	pktcraft(t, a, "ping", "10.99.0.1", "--count", "2", "--interval", "1ms").want(t, 0, "2 answered (2 alive)") // one's own address
	far := "fe80::b"
	b.Run("ip", "addr", "add", far+"/64", "dev", netlab.Interface, "nodad")
	pktcraft(t, a, "ping", far+"%veth0", "--count", "2", "--interval", "1ms").want(t, 0, "2 answered (2 alive)")
	pktcraft(t, a, "ping", far, "-i", "veth0", "--count", "2", "--interval", "1ms").want(t, 0, "2 answered (2 alive)")
	pktcraft(t, a, "ping", far, "--count", "2").want(t, 1, "a link-local address needs its interface: fe80::b%IFACE, or -i")
	pktcraft(t, a, "ping").want(t, 2, "ADDRESS is missing")
	pktcraft(t, a, "ping", "10.99.0.2", "--tcp", "80", "--udp", "7").want(t, 2, "exclude each other")
	begin := time.Now()
	pktcraft(t, a, "ping", "10.99.0.2", "--deadline", "200ms", "--interval", "10ms", "-q").want(t, 0, "0% loss")
	if took := time.Since(begin); took > 3*time.Second {
		t.Errorf("a deadline of 200ms ended after %v", took)
	}
}

func TestARP(t *testing.T) {
	a, b := netlab.Pair(t)
	mac := b.Interface(netlab.Interface).HardwareAddr.String()
	pktcraft(t, a, "arp", "--dst", "10.99.0.2", "-v").want(t, 0,
		"ARP, Request who-has 10.99.0.2 tell 10.99.0.1", "ARP, Reply 10.99.0.2 is-at "+mac,
		": alive: probe=0 hardware address", "1 answered (1 alive)")
	pktcraft(t, a, "arp", "--dst", "10.99.0.77", "--timeout", "100ms").want(t, 1, ": silent: probe=0")
	seen := sniff(t, b, netlab.Interface, "arp")
	pktcraft(t, a, "arp", "--dst", "10.99.0.2", "--op", "2", "--sender-mac", "02:00:00:00:00:99", "--sender-ip", "10.99.0.9").want(t, 0, "1 packets, 42 bytes sent")
	if got := seen(); len(got) != 1 || string(got[0].Data[20:32]) != "\x00\x02\x02\x00\x00\x00\x00\x99\x0a\x63\x00\x09" {
		t.Errorf("captured %d packets, not the reply that was sent", len(got))
	}
	pktcraft(t, a, "arp", "--dst", "127.0.0.1").want(t, 1, "ARP is for IPv4 neighbours")
}

func TestICMP(t *testing.T) {
	a, b := netlab.Pair(t)
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--icmp-id", "7", "--seq", "65535", "--count", "2", "--interval", "1ms", "-v").want(t, 0,
		"ICMP echo request, id 7, seq 65535, length 8", "ICMP echo reply, id 7, seq 0, length 8", "2 answered (2 alive)")
	pktcraft(t, a, "icmp6", "--dst", "fd99::2", "--data", "x").want(t, 0, "(1 alive)")
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--type", "timestamp").want(t, 0, "timestamp reply")
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--badsum", "--timeout", "100ms").want(t, 1, ": silent")
	pktcraft(t, a, "icmp6", "--dst", "10.99.0.2").want(t, 2, "not an address for icmp6")
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--type", "redirect", "--code", "1", "--set", "gateway=10.0.0.9",
		"--quote", "ip(src=10.99.0.2,dst=10.1.0.1)/udp(dport=53)", "--dry-run", "-v").want(t, 0, "ICMP redirect 10.1.0.1 to host 10.0.0.9, length 36")
	pktcraft(t, a, "icmp6", "--dst", "fd99::2", "--type", "packet-too-big", "--set", "mtu=1280",
		"--quote", "ip6(dst=fd01::1)/udp(dport=53)", "--dry-run").want(t, 0, "packet too big, mtu 1280")
	for args, want := range map[string]string{
		"--type tmestamp": "did you mean timestamp?", "--type 3,code=1": "no message type", "--set gatway=1": `did you mean "gateway"?`,
		"--set code=1..3": "send takes more", "--set code=1)/udp(": "--set", "--quote ip(dst=1)": "not an IPv4 address",
	} {
		pktcraft(t, a, append([]string{"icmp", "--dst", "10.99.0.2"}, strings.SplitN(args, " ", 2)...)...).want(t, 2, want)
	}
	seen := sniff(t, b, netlab.Interface, "icmp and icmp[0] = 9")
	pktcraft(t, a, "icmp", "--dst", "10.99.0.2", "--type", "9", "--code", "3", "--count", "3", "--interval", "1ms").want(t, 0, "3 packets, ")
	if got := seen(); len(got) != 3 || got[0].Data[35] != 3 {
		t.Errorf("captured %d packets, want the 3 sent", len(got))
	}
}
