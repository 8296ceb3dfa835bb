package main

import (
	"encoding/binary"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// serveDNS answers queries: with an address, or as the first label of the name
// says.
func serveDNS(t *testing.T, n *netlab.Namespace, at netip.Addr) {
	t.Helper()
	var c *net.UDPConn
	n.Do(func() {
		var err error
		if c, err = net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, 53))); err != nil {
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
			if answer := answerDNS(buf[:k]); answer != nil {
				_, _ = c.WriteToUDPAddrPort(answer, from)
			}
		}
	}()
}

func answerDNS(query []byte) []byte {
	label := string(query[13 : 13+query[12]])
	end := 12 + strings.IndexByte(string(query[12:]), 0) + 5 // name, type and class
	m := append([]byte(nil), query[:end]...)
	m[2] |= 0x80
	binary.BigEndian.PutUint16(m[10:], 0) // no additional records
	switch label {
	case "silent":
		return nil
	case "none":
		m[3] = 3
	case "empty":
	case "bad":
		m[0] ^= 0xff
		fallthrough
	default:
		m[7] = 1
		m = append(m, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1)
	}
	return m
}

func TestDNS(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		serveDNS(t, b, e.remote)
		dns := func(args ...string) result {
			t.Helper()
			return pktcraft(t, a, append(append([]string{"dns"}, args...), "--dst", e.remote.String(), "--timeout", "100ms")...)
		}
		before := counter(t, a, "Icmp", "OutDestUnreachs")
		dns("www.example.com").want(t, 0, "DNS A? www.example.com to ", "+ [1au] A? www.example.com. (44)", "1/0/0 A 192.0.2.1", ": answered: probe=0 datagram")
		dns("www.example.com", "--count", "5", "--interval", "1ms", "-q").want(t, 0, "5 answered (5 answered), 0% loss")
		dns("none.example.com").want(t, 0, ": no such name: ", "NXDomain")
		dns("empty.example.com", "--type", "aaaa").want(t, 0, "AAAA? empty.example.com.", ": no such record: ")
		dns("bad.example.com").want(t, 0, ": unfit answer: ")
		dns("silent.example.com").want(t, 1, ": no answer: ")
		dns("www.example.com", "--type", "NONSENSE").want(t, 2, "NONSENSE")
		dns("www.example.com", "--edns-size", "0", "--no-recurse", "--dns-id", "7", "--dry-run").want(t, 0, ": 7 A? www.example.com. (33)")
		if sent := counter(t, a, "Icmp", "OutDestUnreachs") - before; sent != 0 {
			t.Errorf("the kernel sent %d port unreachables to the server", sent)
		}
	}
	pktcraft(t, a, "dns").want(t, 2, "want one NAME")
}

func TestFirstNameServer(t *testing.T) {
	name := filepath.Join(t.TempDir(), "resolv.conf")
	for _, tt := range []struct{ text, want string }{
		{"# x\nsearch example.com\nnameserver 10.0.0.2\nnameserver 10.0.0.3\n", "10.0.0.2"},
		{"search example.com\n", ""},
	} {
		if err := os.WriteFile(name, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := firstNameServer(name); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%q: %q, %v; want %q", tt.text, got, err, tt.want)
		}
	}
}
