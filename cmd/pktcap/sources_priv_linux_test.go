package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

// TestWorkersInOrder: several workers make one output in the order of time.
func TestWorkersInOrder(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-n", "-tt", "--workers", "3", "--cpus", "0", "--fanout", "rnd", "-v", "-c", "500")
	sent := frames(500, 21)
	for i := 0; i < len(sent); i += 50 {
		n.Send("near", sent[i:i+50]...)
		time.Sleep(2 * time.Millisecond)
	}
	r := p.wait()
	r.want(t, 0, "500 packets captured", "far worker 2: ring: ")
	last := ""
	stamp := regexp.MustCompile(`(?m)^\d+\.\d{6} `)
	times := stamp.FindAllString(r.out, -1)
	for _, at := range times {
		if at < last {
			t.Fatalf("a packet of %s after one of %s", at, last)
		}
		last = at
	}
	if len(times) != 500 {
		t.Errorf("%d lines, want 500", len(times))
	}
}

// TestWorkerFiles: each packet is in one of the workers' files, those of one
// flow in the same.
func TestWorkerFiles(t *testing.T) {
	n := quietPair(t)
	file := filepath.Join(t.TempDir(), "out.pcap")
	p := start(t, n, "-i", "far", "--workers", "2", "--fanout", "lb", "--worker-files", "-w", file, "--cpus", "0")
	if cpus := threadCPUs(t, p.cmd.Process.Pid); cpus["0"] < 2 {
		t.Errorf("threads by the CPUs that they may run on: %v, want two on 0", cpus)
	}
	sent := frames(400, 22)
	n.Send("near", sent...)
	p.waitFor(&p.err, "listening")
	p.stop(os.Interrupt).want(t, 0, "400 packets captured\n400 packets received by filter\n0 packets dropped by kernel")
	got := map[string]int{}
	for _, name := range []string{"out.0.pcap", "out.1.pcap"} {
		list := records(t, filepath.Join(filepath.Dir(file), name))
		if len(list) != 200 {
			t.Errorf("%s has %d packets, want half of 400", name, len(list))
		}
		for _, b := range list {
			got[string(b)]++
		}
	}
	for i, b := range sent {
		if got[string(b)] != 1 {
			t.Fatalf("packet %d is in the files %d times", i, got[string(b)])
		}
	}
}

// threadCPUs counts the threads of a process by the CPUs that they may run on.
func threadCPUs(t *testing.T, pid int) map[string]int {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "task", "*", "status"))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // the thread has ended
		}
		for line := range strings.Lines(string(text)) {
			if cpus, ok := strings.CutPrefix(line, "Cpus_allowed_list:"); ok {
				count[strings.TrimSpace(cpus)]++
			}
		}
	}
	return count
}

// TestStatsLines: --stats shows counts while the capture runs, in words, and
// with --json as JSON, at the end too.
func TestStatsLines(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-n", "--stats", "20ms")
	n.Send("near", frames(7, 23)...)
	p.waitFor(&p.err, "pktcap: 7 packets captured, ")
	r := p.stop(os.Interrupt)
	r.want(t, 0, "7 received by filter, 0 dropped by kernel\n")
	r.want(t, 0, "verbose output suppressed, use -v")

	p = start(t, n, "-i", "far", "--json", "--stats", "20ms")
	n.Send("near", frames(9, 24)...)
	p.waitFor(&p.err, `"captured":9`)
	r = p.stop(os.Interrupt)
	r.want(t, 0, "9 packets captured\n")
	if strings.Contains(r.err, "verbose") {
		t.Errorf("JSON is called not verbose: %s", r.err)
	}
	var last struct{ Stats report }
	for line := range strings.Lines(r.err) {
		if strings.HasPrefix(line, "{") {
			if err := json.Unmarshal([]byte(line), &last); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
		}
	}
	if s := last.Stats; !s.Final || s.Stages.Captured != 9 || s.Stages.Received != 9 || s.Stages.Dropped != 0 {
		t.Errorf("last counts %+v", s)
	}
	if _, err := time.Parse(time.RFC3339Nano, last.Stats.Time); err != nil {
		t.Error(err)
	}
}

// TestCountsWhileWriting: -v with -w shows the count as tcpdump does.
func TestCountsWhileWriting(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-v", "-w", filepath.Join(t.TempDir(), "out.pcap"))
	n.Send("near", frames(5, 24)...)
	p.waitFor(&p.err, "Got 5\r")
	p.stop(os.Interrupt).want(t, 0, "Got 5\r\n", "5 packets captured\n")
}

// TestStoppedCaptureAccounts stops the process with SIGSTOP, lets more come
// than the ring holds, and lets it go on: captured and dropped are what was
// sent, and the output says where the gap is.
func TestStoppedCaptureAccounts(t *testing.T) {
	n := quietPair(t)
	file := filepath.Join(t.TempDir(), "out.pcapng")
	p := start(t, n, "-i", "far", "-nt", "--print", "-w", file, "--ring-blocks", "8", "--ring-block-size", "64", "--retire", "1ms")
	const before, during, after = 10, 3000, 10
	n.Send("near", frames(before, 25)...)
	for deadline := time.Now().Add(patience); strings.Count(p.out.String(), "\n") < before && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if err := p.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	n.Send("near", frames(during, 26)...)
	if err := p.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	n.Send("near", frames(after, 27)...)
	time.Sleep(50 * time.Millisecond)
	r := p.stop(os.Interrupt)
	counts := regexp.MustCompile(`(\d+) packets captured\n(\d+) packets received by filter\n(\d+) packets dropped by kernel\n`).FindStringSubmatch(r.err)
	if counts == nil {
		t.Fatalf("no totals:\n%s", r.err)
	}
	captured, received, dropped := atoi(t, counts[1]), atoi(t, counts[2]), atoi(t, counts[3])
	if received != before+during+after || captured+dropped != received || dropped == 0 {
		t.Errorf("captured %d, received %d, dropped %d of %d", captured, received, dropped, before+during+after)
	}
	gap := regexp.MustCompile(`pktcap: (\d+) packets lost before the packet of `).FindStringSubmatch(r.err)
	if gap == nil || atoi(t, gap[1]) != dropped {
		t.Errorf("told of a gap %q, want one of %d packets:\n%s", gap, dropped, r.err)
	}
	r.want(t, 0, "the buffer was full")
	if told := drops(t, file); told != dropped {
		t.Errorf("the file tells of %d lost packets, want %d", told, dropped)
	}
}

// TestSeveralNamespaces: interfaces of two namespaces make one output, whose
// lines say which.
func TestSeveralNamespaces(t *testing.T) {
	a, b := quietPair(t), quietPair(t)
	file := filepath.Join(t.TempDir(), "out.pcapng")
	p := start(t, a, "--netns", a.Path(), "--netns", b.Path(), "-i", "far", "-nt", "-c", "2", "-w", file, "--print")
	a.Send("near", []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5first packet"))
	time.Sleep(5 * time.Millisecond)
	b.Send("near", []byte("\xff\xff\xff\xff\xff\xff\x02\x00\x00\x00\x00\x01\x88\xb5second packet"))
	r := p.wait()
	lines := strings.Split(r.out, "\n")
	if len(lines) < 2 || !strings.HasPrefix(lines[0], a.Path()+"/far P   ") {
		t.Errorf("output %q", lines)
	}
	r.want(t, 0, "listening on "+a.Path()+"/far", "listening on "+b.Path()+"/far", "2 packets captured")
	if !strings.Contains(r.out, "\n"+b.Path()+"/far B   ") {
		t.Errorf("the second packet's line does not name its interface:\n%s", r.out)
	}
	if got := records(t, file); len(got) != 2 {
		t.Errorf("%d packets in the file", len(got))
	}
}

// TestAnyReal: any with the headers that the interfaces have.
func TestAnyReal(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "any", "--any=real", "-nte", "-c", "1")
	n.Send("near", frames(1, 28)...)
	r := p.wait()
	r.want(t, 0, "listening on near, link-type EN10MB", "listening on far, link-type EN10MB")
	if !regexp.MustCompile(`^(far +P|near +Out) +02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype`).MatchString(r.out) {
		t.Errorf("output %q", r.out)
	}
}

// TestJoinsGroups: the interface is in the groups while the capture runs, and
// not any more when it was killed.
func TestJoinsGroups(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-n", "--join", "239.1.2.3@10.99.0.7", "--join", "ff15::77", "--all-multicast", "-p")
	if got := n.Run("ip", "maddr", "show", "dev", "far"); !strings.Contains(got, "239.1.2.3") || !strings.Contains(got, "ff15::77") {
		t.Errorf("groups of the interface:\n%s", got)
	}
	if got := n.Run("cat", "/proc/net/mcfilter"); !strings.Contains(got, "0xef010203 0x0a630007") {
		t.Errorf("sources of groups:\n%s", got)
	}
	if got := n.Run("ip", "-d", "link", "show", "dev", "far"); !strings.Contains(got, "allmulti 1") || !strings.Contains(got, "promiscuity 0") {
		t.Errorf("interface:\n%s", got)
	}
	_ = p.cmd.Process.Kill()
	<-p.done
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		if got := n.Run("ip", "maddr", "show", "dev", "far"); !strings.Contains(got, "239.1.2.3") && !strings.Contains(got, "ff15::77") {
			break
		} else if time.Now().After(deadline) {
			t.Fatalf("groups of the interface after the capture:\n%s", got)
		}
	}
	if got := n.Run("ip", "-d", "link", "show", "dev", "far"); !strings.Contains(got, "allmulti 0") {
		t.Errorf("interface after the capture:\n%s", got)
	}
}

// TestTimestampTypesAsTcpdump compares -J, and what -j says of a type that the
// interface does not have.
func TestTimestampTypesAsTcpdump(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	n := quietPair(t)
	want := n.Run("sh", "-c", tcpdump+" -J -i far 2>&1") // on which of the two depends on the version
	p := startOnly(t, n, "-J", "-i", "far")
	if r := p.wait(); r.out != want {
		t.Errorf("-J: %q, want %q", r.out, want)
	}
	p = start(t, n, "-i", "far", "-n", "-j", "adapter")
	n.Send("near", frames(1, 29)...)
	p.waitFor(&p.out, "\n")
	p.stop(os.Interrupt).want(t, 0,
		"WARNING: When trying to set timestamp type 'adapter' on far: That type of time stamp is not supported by that device\n", "1 packet captured")
	pktcap(t, "", "-i", "lo", "-j", "sundial").want(t, 2, "invalid time stamp type sundial")
}

// TestQuietLinkIsSoon: the packets of a quiet link come one by one, each before
// the next is sent.
func TestQuietLinkIsSoon(t *testing.T) {
	n := quietPair(t)
	p := start(t, n, "-i", "far", "-nt")
	var slowest time.Duration
	for i, f := range frames(20, 30) {
		sent := time.Now()
		n.Send("near", f)
		for strings.Count(p.out.String(), "\n") <= i {
			if time.Since(sent) > patience {
				t.Fatalf("packet %d is not there", i)
			}
			time.Sleep(500 * time.Microsecond)
		}
		slowest = max(slowest, time.Since(sent))
	}
	t.Logf("slowest of 20 packets: %v", slowest)
	p.stop(os.Interrupt).want(t, 0, "20 packets captured")
}

// atoi returns the number that text is.
func atoi(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// drops returns how many lost packets the packets of a pcapng file tell of.
func drops(t *testing.T, name string) (n int) {
	t.Helper()
	for rec := range savedRecords(t, name) {
		n += int(rec.Drops)
	}
	return n
}

func TestLiveFlagMistakes(t *testing.T) {
	for _, tt := range []struct{ args, want string }{
		{"--workers -1", "invalid number of workers"},
		{"--cpus 3-1", "invalid list of CPUs"},
		{"--cpus x", "invalid list of CPUs"},
		{"--fanout magic", "invalid --fanout=magic"},
		{"--any=most", "invalid --any=most"},
		{"--join 10.0.0.1", "invalid multicast group"},
		{"--join 239.1.1.1@fe80::1", "invalid source"},
		{"--ring-block-size 3", "invalid ring block size"},
		{"--ring-blocks -2", "invalid number of ring blocks"},
		{"--retire 1500us", "invalid retire time"},
		{"--stats 1ms", "invalid --stats"},
		{"--worker-files -i lo", "--worker-files writes files"},
	} {
		pktcap(t, "", strings.Fields(tt.args)...).want(t, 2, tt.want)
	}
	cpus, err := parseCPUs("0-2,7,1")
	if err != nil || len(cpus) != 4 || cpus[3] != 7 {
		t.Errorf("CPUs %v, %v", cpus, err)
	}
	for name, want := range map[string]string{"a.pcap": "a.1.pcap", "d.x/a": "d.x/a.1", "a.pcap.zst": "a.1.pcap.zst", "d/%H.pcapng": "d/%H.1.pcapng"} {
		if got := workerFile(name, 1); got != want {
			t.Errorf("file of worker 1 for %s: %s, want %s", name, got, want)
		}
	}
	var s stages
	s.InterfaceDropped, s.InterfaceDiscarded, s.BacklogDropped, s.Freezes, s.OutputErrors = 1, 2, 3, 4, 5
	if got := strings.Join(s.losses(), "\n"); !strings.Contains(got, "1 packet dropped by interface") || strings.Count(got, "\n") != 3 {
		t.Errorf("losses: %s", got)
	}
	if got := (stages{}).losses(); got != nil {
		t.Errorf("losses of nothing: %q", got)
	}
}
