package main

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// runProgram makes the test binary the program itself: for tests that need it
// as a process.
const runProgram = "PKTCRAFT_RUN"

func TestMain(m *testing.M) {
	if os.Getenv(runProgram) == "1" {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	netlab.Enter()
	m.Run()
}

// A result is what a run of the program left.
type result struct {
	status   int
	out, err string
}

// pktcraft runs the program in the namespace.
func pktcraft(t *testing.T, n *netlab.Namespace, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return pktcraftWith(ctx, t, n, "", args...)
}

func pktcraftWith(ctx context.Context, t *testing.T, n *netlab.Namespace, stdin string, args ...string) result {
	t.Helper()
	var r result
	var out, errs bytes.Buffer
	n.Do(func() { r.status = run(ctx, args, strings.NewReader(stdin), &out, &errs) })
	r.out, r.err = out.String(), errs.String()
	return r
}

// want fails the test unless the run ended with the status and both outputs
// contain what they should.
func (r result) want(t *testing.T, status int, contains ...string) {
	t.Helper()
	if r.status != status {
		t.Errorf("exit status %d, want %d\nstdout: %s\nstderr: %s", r.status, status, r.out, r.err)
		return
	}
	for _, c := range contains {
		if !strings.Contains(r.out+r.err, c) {
			t.Errorf("output lacks %q\nstdout: %s\nstderr: %s", c, r.out, r.err)
		}
	}
}

// listenTCP listens in the namespace and accepts until the test ends.
func listenTCP(t *testing.T, n *netlab.Namespace, at netip.Addr, port uint16) {
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
			_ = c.Close()
		}
	}()
}

// addr is short for an address in a test's table.
func addr(s string) netip.Addr { return netip.MustParseAddr(s) }

// sniff captures what passes an interface of the namespace and the filter
// expression. The returned function ends that and returns the packets.
func sniff(t *testing.T, n *netlab.Namespace, iface, expr string) func() []capture.Packet {
	t.Helper()
	var live *capture.Live
	n.Do(func() {
		var err error
		live, err = capture.OpenLive(capture.LiveConfig{
			Interface: iface, // with the default ring: nothing is lost on a busy machine
			FilterFor: func(i capture.Interface) (*cbpf.Program, error) {
				return filter.Compile(expr, filter.Options{LinkType: i.LinkType, Live: true})
			},
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	var all []capture.Packet
	var failed error
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for p, err := range live.Packets(ctx) {
			if err != nil {
				failed = err
				return
			}
			all = append(all, p)
		}
	}()
	stop := sync.OnceFunc(func() {
		time.Sleep(150 * time.Millisecond) // for the ring to hand over the last
		cancel()
		<-done
		if stats, err := live.Stats(); err == nil && stats.Dropped > 0 {
			t.Errorf("the capture of the test lost %d packets", stats.Dropped)
		}
		_ = live.Close()
	})
	t.Cleanup(stop)
	return func() []capture.Packet {
		t.Helper()
		stop()
		if failed != nil {
			t.Fatal(failed)
		}
		return all
	}
}

// counter returns a number of /proc/net/snmp of the namespace, as "Tcp",
// "OutRsts".
func counter(t *testing.T, n *netlab.Namespace, proto, name string) int {
	t.Helper()
	var names []string
	for line := range strings.Lines(n.Run("cat", "/proc/net/snmp")) {
		fields := strings.Fields(line)
		if fields[0] != proto+":" {
			continue
		}
		if names == nil {
			names = fields
			continue
		}
		v, err := strconv.Atoi(fields[slices.Index(names, name)])
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	t.Fatalf("no %s %s", proto, name)
	return 0
}
