package main

import (
	"net"
	"net/netip"
	"testing"

	"pktcap/internal/netlab"
)

// echoUDP answers every datagram with its own data until the test ends.
func echoUDP(t *testing.T, n *netlab.Namespace, at netip.Addr, port uint16) {
	t.Helper()
	var c *net.UDPConn
	n.Do(func() {
		var err error
		if c, err = net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, port))); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = c.Close() })
	go func() {
		buf := make([]byte, 2000)
		for {
			k, from, err := c.ReadFromUDPAddrPort(buf)
			if err != nil {
				return
			}
			_, _ = c.WriteToUDPAddrPort(buf[:k], from)
		}
	}()
}

func TestUDP(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		t.Run(e.family, func(t *testing.T) {
			echoUDP(t, b, e.remote, 7)
			dst := e.remote.String()
			pktcraft(t, a, "udp", "--dst", dst, "--dport", "7", "--data", `hi\n\x00\\`, "-x").want(t, 0,
				": open: probe=0 datagram ttl=64", "UDP, length 5", "6869 0a00", "1 answered (1 open)")
			pktcraft(t, a, "udp", "--dst", dst, "--dport", "8", "--count", "3", "--interval", "1ms").want(t, 0,
				": closed: probe=2 port unreachable from "+dst, "3 answered (3 closed)")
			pktcraft(t, a, "udp", "--dst", dst, "--dport", "7", "--badsum", "--timeout", "100ms").want(t, 1,
				": open or filtered: probe=0 no answer within 100ms")
			// The largest that one packet holds, and one byte more.
			most := "1472"
			if e.remote.Is6() {
				most = "1452"
			}
			pktcraft(t, a, "udp", "--dst", dst, "--dport", "7", "--size", most).want(t, 0, "(1 open)")
			pktcraft(t, a, "udp", "--dst", dst, "--dport", "7", "--size", "1473").want(t, 1, "the MTU of veth0 is 1500")
		})
	}
	r := pktcraft(t, a, "udp", "--dst", "10.99.0.2", "--dport", "7", "--data", "1", "--data-hex", "31")
	r.want(t, 2, "exclude each other")
	pktcraft(t, a, "udp", "--dst", "10.99.0.2", "--dport", "7", "--data", `\q`).want(t, 2, `\q is no escape`)
	pktcraft(t, a, "udp", "--dst", "10.99.0.2", "--dport", "7", "--data-hex", "3").want(t, 2, "--data-hex")
}

// TestUDPGuard sees the kernel answer a datagram that nobody asked for with
// port unreachable, and not where the port is guarded.
func TestUDPGuard(t *testing.T) {
	a, b := netlab.Pair(t)
	echoUDP(t, b, netlab.AddrB4, 7)
	for _, guard := range []bool{false, true} {
		before := counter(t, a, "Icmp", "OutDestUnreachs")
		args := []string{"udp", "--dst", "10.99.0.2", "--dport", "7", "--data", "x"}
		if guard {
			args = append(args, "--guard")
		}
		pktcraft(t, a, args...).want(t, 0, "(1 open)")
		if sent := counter(t, a, "Icmp", "OutDestUnreachs") - before; (sent == 0) != guard {
			t.Errorf("guard %v: the kernel sent %d port unreachables", guard, sent)
		}
	}
}
