package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"pktcap/craft"
	"pktcap/internal/netlab"
)

func TestTCPFlags(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		listenTCP(t, b, e.remote, 80)
		dst := e.remote.String()
		for _, tt := range []struct {
			flags, port string
			status      int
			want        string
		}{
			{"S", "80", 0, ": open: probe=0 SYN-ACK"},
			{"A", "80", 0, ": reset: probe=0 RST"},
			{"syn,ack", "80", 0, ": reset: probe=0 RST"},
			{"FPU", "81", 0, ": reset: probe=0 RST"},
			{"none", "81", 0, ": reset: probe=0 RST"},
			{"FPU", "80", 1, ": silent: probe=0 no answer"}, // RFC 9293: a segment without ACK is dropped
		} {
			pktcraft(t, a, "tcp", "--dst", dst, "--dport", tt.port, "--flags", tt.flags, "--ack", "77",
				"--timeout", "100ms", "--data", "x").want(t, tt.status, tt.want)
		}
	}
	pktcraft(t, a, "tcp", "--dst", "10.99.0.2", "--dport", "80", "--flags", "XYZ").want(t, 2, "want letters of FSRPAUECN")
	pktcraft(t, a, "tcp", "--dst", "10.99.0.2", "--dport", "80", "--connect", "--flags", "S").want(t, 2, "exclude each other")
}

func TestParseTCPFlags(t *testing.T) {
	for _, tt := range []struct {
		text string
		want craft.TCPFlags
	}{
		{"S", craft.SYN}, {"sa", craft.SYN | craft.ACK}, {"S.", craft.SYN | craft.ACK}, {"syn+ack", craft.SYN | craft.ACK},
		{"FIN", craft.FIN}, {"FPU", craft.FIN | craft.PSH | craft.URG}, {"none", craft.NoFlags}, {"ECN", craft.ECE | craft.CWR | craft.AE},
	} {
		if got, err := parseTCPFlags(tt.text); err != nil || got != tt.want {
			t.Errorf("parseTCPFlags(%q) = %v, %v; want %v", tt.text, got, err, tt.want)
		}
	}
}

// TestTCPGuard sees the kernel reset a connection that it knows nothing of, and
// not where the flow is guarded.
func TestTCPGuard(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		listenTCP(t, b, e.remote, 80)
		for _, guard := range []bool{false, true} {
			before := counter(t, a, "Tcp", "OutRsts")
			args := []string{"tcp", "--dst", e.remote.String(), "--dport", "80"}
			if guard {
				args = append(args, "--guard")
			}
			pktcraft(t, a, args...).want(t, 0, "(1 open)")
			if sent := counter(t, a, "Tcp", "OutRsts") - before; (sent == 0) != guard {
				t.Errorf("%s, guard %v: the kernel sent %d resets", e.family, guard, sent)
			}
		}
	}
}

// serveTCP answers each connection: it reads to the end, and sends back what it
// read, size bytes more, and the end.
func serveTCP(t *testing.T, n *netlab.Namespace, at netip.Addr, port uint16, size int) {
	t.Helper()
	var l net.Listener
	n.Do(func() {
		var err error
		if l, err = net.Listen("tcp", netip.AddrPortFrom(at, port).String()); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				data, err := io.ReadAll(c)
				if err != nil {
					return
				}
				_, _ = c.Write(append(data, bytes.Repeat([]byte("."), size)...))
			}()
		}
	}()
}

func TestTCPConnect(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, where := range []struct {
		n       *netlab.Namespace
		address string
	}{{b, "10.99.0.2"}, {b, "fd99::2"}, {a, "127.0.0.1"}, {a, "::1"}, {a, "10.99.0.1"}} {
		serveTCP(t, where.n, addr(where.address), 80, 200000)
		data := strings.Repeat("0123456789", 3000)
		resets := counter(t, a, "Tcp", "OutRsts")
		r := pktcraftWith(context.Background(), t, a, data, "tcp", "--dst", where.address, "--dport", "80", "--connect", "--data-file", "-")
		r.want(t, 0, "30000 bytes sent, 230000 received, closed by both ends")
		if r.out != data+strings.Repeat(".", 200000) {
			t.Errorf("%s: got %d bytes back, not what was served", where.address, len(r.out))
		}
		if n := counter(t, a, "Tcp", "OutRsts") - resets; n != 0 {
			t.Errorf("%s: the kernel sent %d resets", where.address, n)
		}
		r = pktcraft(t, a, "tcp", "--dst", where.address, "--dport", "81", "--connect", "--data", "x")
		r.want(t, 1, fmt.Sprintf("connect to %v: connection refused\n", netip.AddrPortFrom(addr(where.address), 81)))
	}
}

// TestGuardDiesWithTheProcess kills the program in the middle of a connection:
// its port is free at once, and nothing else is left.
func TestGuardDiesWithTheProcess(t *testing.T) {
	a, b := netlab.Pair(t)
	var l net.Listener
	b.Do(func() {
		var err error
		if l, err = net.Listen("tcp", "10.99.0.2:80"); err != nil {
			t.Fatal(err)
		}
	})
	defer l.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := a.Command(self, "tcp", "--dst", "10.99.0.2", "--dport", "80", "--sport", "45678", "--connect", "--timeout", "30s")
	cmd.Env = append(os.Environ(), runProgram+"=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	accepted := make(chan error, 1)
	go func() {
		c, err := l.Accept()
		if err == nil {
			defer c.Close()
		}
		accepted <- err
	}()
	select {
	case err = <-accepted:
	case <-time.After(10 * time.Second):
		err = fmt.Errorf("no connection after 10 s")
	}
	taken := bind(a, "10.99.0.1:45678")
	killed := cmd.Process.Kill()
	_ = cmd.Wait() // killed
	if err != nil || killed != nil {
		t.Fatal(err, killed)
	}
	if taken == nil {
		t.Error("the port of the guarded flow could be bound")
	}
	if err := bind(a, "10.99.0.1:45678"); err != nil {
		t.Errorf("bind after the program was killed: %v", err)
	}
}

// bind tries to listen in the namespace.
func bind(n *netlab.Namespace, at string) (err error) {
	n.Do(func() {
		var l net.Listener
		if l, err = net.Listen("tcp", at); err == nil {
			err = l.Close()
		}
	})
	return err
}
