package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

var ends = []struct {
	family        string
	local, remote netip.Addr
}{
	{"IPv4", netlab.AddrA4, netlab.AddrB4},
	{"IPv6", netlab.AddrA6, netlab.AddrB6},
}

func TestSYN(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, e := range ends {
		t.Run(e.family, func(t *testing.T) {
			listenTCP(t, b, e.remote, 80)
			dst := e.remote.String()
			pktcraft(t, a, "syn", "--dst", dst, "--dport", "80", "--count", "3", "--interval", "1ms").want(t, 0,
				fmt.Sprintf("SYN to %v port 80 from %v through veth0\n", e.remote, e.local),
				": open: probe=0 SYN-ACK ttl=64 win=", ": open: probe=2 SYN-ACK",
				"3 sent, 3 answered (3 open), 0% loss", "rtt min/avg/max/mdev = ")
			pktcraft(t, a, "syn", "--dst", dst, "--dport", "81").want(t, 0,
				": closed: probe=0 RST ttl=64 win=0", "1 sent, 1 answered (1 closed), 0% loss")
			// What the user asked for is what is sent, all of it.
			pktcraft(t, a, "syn", "--dst", dst, "--dport", "80", "--sport", "4000", "--ttl", "7", "--seq", "0",
				"--window", "1000", "--mss", "500", "-v").want(t, 0,
				".4000 > ", "Flags [S], seq 0, win 1000, options [mss 500], length 0", "Flags [S.], seq ", "ack 1,")
		})
	}
}

// TestSYNChecksums has tshark verify the checksums of what was sent, and sees
// a wrong one on the wire when it is asked for.
func TestSYNChecksums(t *testing.T) {
	tshark := netlab.Peer(t, "tshark")
	_ = tshark
	a, b := netlab.Pair(t)
	a.Offloads(netlab.Interface, false)
	b.Offloads(netlab.Interface, false)
	for _, e := range ends {
		listenTCP(t, b, e.remote, 80)
		for _, bad := range []bool{false, true} {
			file := filepath.Join(t.TempDir(), "syn.pcap")
			args := []string{"syn", "--dst", e.remote.String(), "--dport", "80", "-w", file, "--timeout", "100ms"}
			status, want := 0, "0\n0\n" // the SYN and its answer, both good
			if bad {
				args = append(args, "--badsum")
				status, want = 1, "1\n" // the SYN, bad
			}
			pktcraft(t, a, args...).want(t, status)
			out := a.Run("tshark", "-r", file, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
				"-Y", "tcp.flags.syn==1", "-T", "fields", "-e", "tcp.checksum.status")
			// tshark: 0 is bad, 1 is good.
			if want = strings.NewReplacer("0", "1", "1", "0").Replace(want); out != want {
				t.Errorf("%s, badsum %v: tshark finds checksum states %q, want %q", e.family, bad, out, want)
			}
		}
	}
}

func TestSYNLoopback(t *testing.T) {
	a, _ := netlab.Pair(t)
	for _, addr := range []string{"127.0.0.1", "::1", netlab.AddrA4.String(), netlab.AddrA6.String()} {
		listenTCP(t, a, netip.MustParseAddr(addr), 80)
		pktcraft(t, a, "syn", "--dst", addr, "--dport", "80", "--count", "2", "--interval", "1ms").want(t, 0,
			"through lo", "2 sent, 2 answered (2 open), 0% loss")
		pktcraft(t, a, "syn", "--dst", addr, "--dport", "81").want(t, 0, "1 sent, 1 answered (1 closed), 0% loss")
	}
}

// TestSYNFiltered probes an address that takes the packets and says nothing.
func TestSYNFiltered(t *testing.T) {
	a, b := netlab.Pair(t)
	b.Run("ip", "route", "add", "blackhole", netlab.AddrA4.String()) // b's answers go nowhere
	listenTCP(t, b, netlab.AddrB4, 80)
	r := pktcraft(t, a, "syn", "--dst", netlab.AddrB4.String(), "--dport", "80", "--timeout", "100ms")
	r.want(t, 1, ": filtered: probe=0 no answer within 100ms", "1 sent, 0 answered (1 filtered), 100% loss")
}

// TestSYNUnreachable has a router say that there is no way.
func TestSYNUnreachable(t *testing.T) {
	a, b := netlab.Pair(t)
	b.Sysctl("net/ipv4/ip_forward", "1")
	b.Sysctl("net/ipv6/conf/all/forwarding", "1")
	a.Run("ip", "route", "add", "198.51.100.0/24", "via", netlab.AddrB4.String())
	a.Run("ip", "-6", "route", "add", "2001:db8::/32", "via", netlab.AddrB6.String())
	b.Run("ip", "route", "add", "unreachable", "198.51.100.0/24")
	b.Run("ip", "-6", "route", "add", "unreachable", "2001:db8::/32")
	pktcraft(t, a, "syn", "--dst", "198.51.100.7", "--dport", "80").want(t, 0,
		": unreachable: probe=0 host unreachable from 10.99.0.2 ttl=64", "1 answered (1 unreachable)")
	pktcraft(t, a, "syn", "--dst", "2001:db8::7", "--dport", "80").want(t, 0,
		": unreachable: probe=0 no route from fd99::2 ttl=64", "1 answered (1 unreachable)")
	a.Run("ip", "route", "add", "203.0.113.0/24", "via", netlab.AddrB4.String())
	b.Run("ip", "route", "add", "203.0.113.0/24", "via", netlab.AddrA4.String())
	pktcraft(t, a, "syn", "--dst", "203.0.113.7", "--dport", "80", "--ttl", "1").want(t, 0,
		": not reached: probe=0 time to live exceeded from 10.99.0.2")
}

func TestSYNErrors(t *testing.T) {
	a, _ := netlab.Pair(t)
	for _, tt := range []struct {
		args   string
		status int
		want   string
	}{
		{"", 2, "--dst is missing"},
		{"--dst 10.99.0.2", 2, "--dport is missing"},
		{"--dst 10.99.0.2 --dport 99999", 2, "must be between 0 and 65535"},
		{"--dst 10.99.0.2 --dport http", 2, "must be a number"},
		{"--dst 10.99.0.2 --dport 80 --nonsense", 2, "unknown flag: --nonsense"},
		{"--dst 10.99.0.2 --dport 80 extra", 2, `"extra"`},
		{"--dst 10.99.0.2 --dport 80 --src fd99::1", 2, "not of the family"},
		{"--dst 10.99.0.2 --dport 80 --timeout 0s", 2, "--timeout 0s"},
		{"--dst 192.0.2.1 --dport 80", 1, "find route to 192.0.2.1: no route"},
		{"--dst 2001:db8::1 --dport 80", 1, "find route to 2001:db8::1: no route"},
		{"--dst 10.99.0.2 --dport 80 -i none0", 1, "none0: no such interface"},
	} {
		r := pktcraft(t, a, append([]string{"syn"}, strings.Fields(tt.args)...)...)
		r.want(t, tt.status, tt.want)
		if lines := strings.Count(r.err, "\n"); tt.status == 1 && lines != 1 {
			t.Errorf("%s: %d lines of error, want one: %s", tt.args, lines, r.err)
		}
	}
	a.Sysctl("net/ipv4/neigh/veth0/mcast_solicit", "1")
	a.Sysctl("net/ipv4/neigh/veth0/retrans_time_ms", "50")
	pktcraft(t, a, "syn", "--dst", "10.99.0.77", "--dport", "80", "--timeout", "300ms").want(t, 1, "find neighbour 10.99.0.77 on veth0: no answer\n")
	a.Down(netlab.Interface)
	pktcraft(t, a, "syn", "--dst", "10.99.0.2", "--dport", "80").want(t, 1, "no route")
	pktcraft(t, a, "syn", "--dst", "10.99.0.2", "--dport", "80", "-i", "veth0").want(t, 1, "veth0: the interface is down")
}

// TestNoPrivilege runs the program without CAP_NET_RAW: the error names it, and
// the command that grants it.
func TestNoPrivilege(t *testing.T) {
	netlab.Peer(t, "setpriv")
	a, _ := netlab.Pair(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{
		"syn --dst 10.99.0.2 --dport 80", "icmp --dst 10.99.0.2 --type 3", "arp --dst 10.99.0.2", "ping fd99::2", "trace 10.99.0.2",
	} {
		cmd := a.Command("setpriv", append([]string{"--bounding-set=-net_raw,-net_admin", "--", self}, strings.Fields(args)...)...)
		cmd.Env = append(os.Environ(), runProgram+"=1")
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		_ = cmd.Run() // its status is looked at
		r := result{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
		r.want(t, 1, "needs cap_net_raw; run as root, or once: sudo setcap cap_net_raw+ep "+self+"\n")
		if strings.Count(r.err, "\n") != 1 || r.out != "" {
			t.Errorf("%s: more than a line: %s%s", args, r.out, r.err)
		}
	}
	// What sends nothing needs none.
	cmd := a.Command("setpriv", "--bounding-set=-net_raw,-net_admin", "--", self, "syn", "--dst", "10.99.0.2", "--dport", "80", "--dry-run")
	cmd.Env = append(os.Environ(), runProgram+"=1")
	if out, err := cmd.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("Flags [S]")) {
		t.Errorf("dry run without privilege: %v, %s", err, out)
	}
}

func TestSYNJSON(t *testing.T) {
	a, b := netlab.Pair(t)
	listenTCP(t, b, netlab.AddrB4, 80)
	r := pktcraft(t, a, "syn", "--dst", netlab.AddrB4.String(), "--dport", "80", "--json", "--count", "2", "--interval", "1ms")
	r.want(t, 0)
	d := json.NewDecoder(strings.NewReader(r.out))
	var got []map[string]any
	for d.More() {
		var o map[string]any
		if err := d.Decode(&o); err != nil {
			t.Fatal(err)
		}
		got = append(got, o)
	}
	if len(got) != 3 || got[0]["type"] != "answered" || got[0]["verdict"] != "open" || got[0]["from"] != "10.99.0.2" ||
		got[2]["type"] != "summary" || got[2]["answered"] != 2.0 || got[2]["verdicts"].(map[string]any)["open"] != 2.0 {
		t.Errorf("got %v", got)
	}
	if rtt, ok := got[0]["rtt_ms"].(float64); !ok || rtt <= 0 || rtt > 1000 {
		t.Errorf("rtt_ms = %v", got[0]["rtt_ms"])
	}
}

func TestSYNDryRun(t *testing.T) {
	a := netlab.New(t)
	a.Veth("veth0", "veth1") // nothing else speaks there
	a.Run("ip", "addr", "add", "10.99.0.1/24", "dev", "veth0")
	file := filepath.Join(t.TempDir(), "dry.pcap")
	before := a.Run("grep", "veth0", "/proc/net/dev")
	pktcraft(t, a, "syn", "--dst", "10.99.0.2", "--dport", "80", "--sport", "1", "--seq", "2", "--count", "2",
		"--dry-run", "-x", "-w", file).want(t, 0, "10.99.0.1.1 > 10.99.0.2.80: Flags [S], seq 2, win 64240, options [mss 1460], length 0", "0x0000:  4500")
	if after := a.Run("grep", "veth0", "/proc/net/dev"); after != before {
		t.Errorf("a dry run sent packets: %s, then %s", before, after)
	}
	b, err := os.ReadFile(file)
	if err != nil || len(b) != 24+2*(16+44) {
		t.Errorf("file of %d bytes, %v", len(b), err)
	}
}

func TestSYNInterrupted(t *testing.T) {
	a, b := netlab.Pair(t)
	listenTCP(t, b, netlab.AddrB4, 80)
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	begin := time.Now()
	r := pktcraftWith(ctx, t, a, "", "syn", "--dst", "10.99.0.2", "--dport", "80", "--count", "0", "--interval", "10ms")
	r.want(t, 0, "0% loss", "statistics")
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("ended %v after it was interrupted", took)
	}
}

// TestInterfaceGoes takes the interface away from under a run: down, so that
// nothing can be sent, and deleted, so that nothing can be captured.
func TestInterfaceGoes(t *testing.T) {
	a, b := netlab.Pair(t)
	listenTCP(t, b, netlab.AddrB4, 80)
	time.AfterFunc(100*time.Millisecond, func() { a.Down(netlab.Interface) })
	pktcraft(t, a, "syn", "--dst", "10.99.0.2", "--dport", "80", "--count", "30", "--interval", "10ms").want(t, 0,
		": open: probe=0 ", ": not sent: probe=29 ", "no route", " not sent, ")
	a.Up(netlab.Interface)
	meet(t, a, "10.99.0.2")
	time.AfterFunc(100*time.Millisecond, func() { a.Delete(netlab.Interface) })
	r := pktcraft(t, a, "syn", "--dst", "10.99.0.2", "--dport", "80", "--count", "0", "--interval", "10ms")
	r.want(t, 1, "removed during the capture", " statistics ---")
	if strings.Count(r.err, "\n") != 1 {
		t.Errorf("more than a line of error: %s", r.err)
	}
}

func TestWriteErrors(t *testing.T) {
	a, b := netlab.Pair(t)
	listenTCP(t, b, netlab.AddrB4, 80)
	syn := []string{"syn", "--dst", "10.99.0.2", "--dport", "80"}
	pktcraft(t, a, append(syn, "-w", "/dev/full")...).want(t, 1, "/dev/full", "no space left on device")
	pktcraft(t, a, append(syn, "-w", "/none/x")...).want(t, 1, "/none/x: no such file or directory")
	pktcraft(t, a, append(syn, "-w", "-", "--json")...).want(t, 2, "both write to standard output")
	r := pktcraft(t, a, append(syn, "-w", "-", "-v")...)
	r.want(t, 0)
	if !strings.HasPrefix(r.out, "\x4d\x3c\xb2\xa1") || !strings.Contains(r.err, "(1 open)") || !strings.Contains(r.err, "Flags [S.]") {
		t.Errorf("-w -: stdout %q, stderr %s", r.out, r.err)
	}
	var errs bytes.Buffer
	a.Do(func() {
		if status := run(context.Background(), syn, nil, brokenPipe{}, &errs); status != 1 || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("standard output is gone: status %d, %s", status, errs.String())
		}
	})
}

// brokenPipe is a writer whose reader has gone.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestHelpFitsAScreen(t *testing.T) {
	for _, c := range commands {
		var out, errs bytes.Buffer
		if status := run(context.Background(), []string{c.name, "--help"}, nil, &out, &errs); status != 0 || errs.Len() > 0 {
			t.Errorf("%s --help: status %d, %s", c.name, status, errs.String())
		}
		lines := strings.Split(out.String(), "\n")
		if len(lines) > 42 { // 40, an empty one, and what is behind the last newline
			t.Errorf("%s --help has %d lines", c.name, len(lines))
		}
		for _, l := range lines {
			if len(l) > 106 {
				t.Errorf("%s --help: a line of %d characters: %s", c.name, len(l), l)
			}
		}
		if !strings.Contains(out.String(), "Examples:") {
			t.Errorf("%s --help has no examples", c.name)
		}
	}
}
