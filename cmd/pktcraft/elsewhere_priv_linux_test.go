package main

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// TestAnswersElsewhere has the answers come back by another link than the one
// that the probes take.
func TestAnswersElsewhere(t *testing.T) {
	netlab.Peer(t, "ip")
	a, b := netlab.New(t), netlab.New(t)
	for i, name := range []string{"out", "back"} {
		a.Run("ip", "link", "add", name, "type", "veth", "peer", "name", name, "netns", b.Path())
		for _, end := range []struct {
			n    *netlab.Namespace
			host string
		}{{a, "1"}, {b, "2"}} {
			four, six := "10.9"+string(rune('0'+i))+".0."+end.host, "fd9"+string(rune('0'+i))+"::"+end.host
			end.n.Run("ip", "addr", "add", four+"/24", "dev", name)
			end.n.Run("ip", "addr", "add", six+"/64", "dev", name, "nodad")
			end.n.Sysctl("net/ipv4/conf/"+name+"/rp_filter", "0")
			end.n.Up(name)
		}
	}
	b.Sysctl("net/ipv4/conf/all/rp_filter", "0")
	b.Run("ip", "addr", "add", "10.95.0.1/32", "dev", "lo")
	b.Run("ip", "addr", "add", "fd95::1/128", "dev", "lo")
	a.Run("ip", "route", "add", "10.95.0.1", "via", "10.90.0.2")
	a.Run("ip", "-6", "route", "add", "fd95::1", "via", "fd90::2")
	b.Run("ip", "route", "add", "10.90.0.1", "via", "10.91.0.1")
	b.Run("ip", "-6", "route", "add", "fd90::1", "via", "fd91::1")
	meet(t, a, "10.90.0.2", "fd90::2")
	meet(t, b, "10.91.0.1", "fd91::1")
	for _, dst := range []string{"10.95.0.1", "fd95::1"} {
		listenTCP(t, b, addr(dst), 80)
		file := filepath.Join(t.TempDir(), "both.pcap")
		r := pktcraft(t, a, "ping", dst, "-c", "3", "--interval", "1ms", "-v", "-w", file)
		r.want(t, 0, "through out", "3 sent, 3 answered", "echo reply")
		if strings.Contains(r.out, "duplicate") || strings.Contains(r.out, "foreign") {
			t.Errorf("ping %s: %s", dst, r.out)
		}
		// The file has requests and replies as frames of one kind.
		bytes, err := os.ReadFile(file)
		if back := hex.EncodeToString(a.Interface("back").HardwareAddr); err != nil || strings.Contains(hex.EncodeToString(bytes), back) {
			t.Errorf("the receiver of the answer is known: %v", err)
		}
		if from := hex.EncodeToString(b.Interface("back").HardwareAddr); strings.Count(hex.EncodeToString(bytes), "000000000000"+from) != 3 {
			t.Errorf("no three answers in %x", bytes)
		}
		pktcraft(t, a, "syn", "--dst", dst, "--dport", "80").want(t, 0, "open: probe=0")
		pktcraft(t, a, "trace", dst, "--udp", "33434", "--timeout", "300ms").want(t, 0, "\n 1  "+dst)
		pktcraft(t, a, "scan", "--dst", dst, "--ports", "79-81", "--timeout", "300ms").want(t, 0, "   80  open ", "2 closed, 1 open")
	}
}
