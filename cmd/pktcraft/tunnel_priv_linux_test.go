package main

import (
	"encoding/binary"
	"os"
	"testing"
	"time"

	"github.com/vishvananda/netlink"

	"pktcap/checksum"
	"pktcap/internal/netlab"
)

// tunnels connects two namespaces by a link without link-layer headers, tun0
// in both: 10.97.0.1 and fd97::1 here, .2 and ::2 there. back carries the
// packets from there; nil carries them as they are.
func tunnels(t *testing.T, back func(packet []byte, to *os.File)) (a, b *netlab.Namespace) {
	t.Helper()
	a, b = netlab.New(t), netlab.New(t)
	near, far := tunnel(t, a, "10.97.0.1", "fd97::1"), tunnel(t, b, "10.97.0.2", "fd97::2")
	whole := func(packet []byte, to *os.File) {
		_, _ = to.Write(packet) // a full queue loses packets, as a wire does
	}
	if back == nil {
		back = whole
	}
	pump := func(to, from *os.File, carry func([]byte, *os.File)) {
		for {
			buf := make([]byte, 2000)
			n, err := from.Read(buf)
			if err != nil {
				return // the test is over
			}
			carry(buf[:n], to)
		}
	}
	go pump(far, near, whole)
	go pump(near, far, back)
	return a, b
}

func tunnel(t *testing.T, n *netlab.Namespace, four, six string) *os.File {
	t.Helper()
	var file *os.File
	n.Do(func() {
		tun := &netlink.Tuntap{
			LinkAttrs: netlink.LinkAttrs{Name: "tun0"}, Mode: netlink.TUNTAP_MODE_TUN,
			Flags: netlink.TUNTAP_DEFAULTS | netlink.TUNTAP_NO_PI, Queues: 1, NonPersist: true,
		}
		if err := netlink.LinkAdd(tun); err != nil {
			t.Skip("no tun device: ", err)
		}
		file = tun.Fds[0]
	})
	t.Cleanup(func() { _ = file.Close() })
	n.Run("ip", "addr", "add", four+"/24", "dev", "tun0")
	n.Run("ip", "addr", "add", six+"/64", "dev", "tun0", "nodad")
	n.Up("tun0")
	return file
}

// TestTunnel sends and asks through a link that has no link-layer headers.
func TestTunnel(t *testing.T) {
	a, b := tunnels(t, nil)
	for _, e := range []struct{ ip, dst string }{{"ip", "10.97.0.2"}, {"ip6", "fd97::2"}} {
		listenTCP(t, b, addr(e.dst), 80)
		pktcraft(t, a, "syn", "--dst", e.dst, "--dport", "80").want(t, 0, "through tun0", "open: probe=0")
		pktcraft(t, a, "ping", e.dst, "-c", "2", "--interval", "1ms", "-v").want(t, 0, "2 sent, 2 answered", "echo reply")
		pktcraft(t, a, "trace", e.dst, "--udp", "33434", "--mtu", "--timeout", "200ms").want(t, 0, "\n 1  "+e.dst, "path MTU 1500")
		pktcraft(t, a, "tcp", "--dst", e.dst, "--dport", "80", "--connect").want(t, 0, "connected in")
		pktcraft(t, a, "send", e.ip+"(dst="+e.dst+")/udp(dport=9)", "--wait").want(t, 0, "port unreachable")
		pktcraft(t, a, "send", e.ip+"(dst="+e.dst+")/udp(dport=9)/fill(len=3000)", "--mtu", "1280").want(t, 0, "3 packets")
	}
	// What the kernel would correct goes out as it stands.
	for _, tt := range []struct {
		spec   string
		offset int
		want   uint16
	}{
		{`ip(dst=10.97.0.2,id=1,chksum=0xbad)/udp(dport=9)`, 10, 0xbad},
		{`ip(dst=10.97.0.2,id=1,len=99)/udp(dport=9)`, 2, 99},
		{`ip6(dst=fd97::2,plen=3)/udp(dport=9)`, 4, 3},
	} {
		seen := sniff(t, b, "tun0", "inbound")
		pktcraft(t, a, "send", tt.spec).want(t, 0, "1 packets")
		got := seen()
		if len(got) != 1 || binary.BigEndian.Uint16(got[0].Data[tt.offset:]) != tt.want {
			t.Errorf("%s: on the wire: %v", tt.spec, got)
		}
	}
	pktcraft(t, a, "send", `ip(dst=10.97.0.2)/icmp(id=1)`, "--link", "--wait").want(t, 0, "echo reply: probe=0")
	pktcraft(t, a, "send", `eth/ip(dst=10.97.0.2)/icmp`).want(t, 1, "tun0: it is no Ethernet")
	pktcraft(t, a, "ping", "10.97.0.2", "--arp").want(t, 1, "tun0")
}

// TestPingTroubles has a link that loses, doubles, delays and reorders the
// answers, and adds one that nobody asked for.
func TestPingTroubles(t *testing.T) {
	var held []byte
	a, _ := tunnels(t, func(p []byte, to *os.File) {
		if p[0]>>4 != 4 || p[9] != 1 || p[20] != 0 {
			return // only echo replies
		}
		send := func(p []byte) { _, _ = to.Write(p) }
		switch seq := binary.BigEndian.Uint16(p[26:]); seq {
		case 2: // lost
		case 3:
			send(p)
			send(p)
		case 4:
			time.AfterFunc(650*time.Millisecond, func() { send(p) })
		case 5:
			held = p
		case 6:
			send(p)
			send(held)
		case 7:
			send(p)
			foreign := append([]byte(nil), p...) // the answer to a request that was not made
			binary.BigEndian.PutUint16(foreign[26:], 999)
			sum := checksum.Update(binary.BigEndian.Uint16(p[22:]), 7, 999)
			binary.BigEndian.PutUint16(foreign[22:], sum)
			send(foreign)
		default:
			send(p)
		}
	})
	r := pktcraft(t, a, "ping", "10.97.0.2", "-c", "16", "--interval", "60ms", "--timeout", "400ms")
	r.want(t, 0, ": duplicate, alive: probe=2", ": late, alive: probe=3", ": foreign", "probe=1 no answer within 400ms",
		"16 sent, 14 answered (14 alive, 2 silent), 1 late, 1 duplicates, 1 foreign, 1 reordered, 12.5% loss")
	r = pktcraft(t, a, "ping", "10.97.0.2", "-c", "16", "--interval", "60ms", "--timeout", "400ms", "--json", "-q")
	r.want(t, 0, `"answered":14,"timed_out":2,"late":1,"duplicates":1,"foreign":1,"reordered":1,`)
}
