package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Addresses of the two ends, for programs that send by route. RFC 5737.
const (
	senderIP = "192.0.2.1"
	readerIP = "192.0.2.2"
)

// A lab is a veth pair in a network namespace of this process's own.
type lab struct {
	quiet            time.Duration // how long a reader must rest to be done
	readIndex        int
	sendMAC, readMAC string
	addressed        bool
}

func (l *lab) mac() net.HardwareAddr {
	mac, _ := net.ParseMAC(l.readMAC) // the kernel wrote it
	return mac
}

// readerCPU and senderCPU keep a reader and a generator apart where there are
// two processors or more.
func readerCPU() string { return pinned(runtime.NumCPU() - 1) }
func senderCPU() string { return pinned(0) }

func pinned(cpu int) string {
	if runtime.NumCPU() < 2 {
		return ""
	}
	if _, err := exec.LookPath("taskset"); err != nil {
		return ""
	}
	return strconv.Itoa(cpu)
}

// patience is how long a reader may take to begin, and how long to work off
// what it holds when the generator is done.
const patience = 20 * time.Second

// capture runs a reader while the generator sends, and interrupts it when it
// has read everything. Its totals say how many packets it read.
func (l *lab) capture(ctx context.Context, reader process, totals parseTotals, generator process) (Sample, error) {
	before, err := l.sent()
	if err != nil {
		return Sample{}, err
	}
	r, err := reader.start(ctx)
	if err != nil {
		return Sample{}, err
	}
	abandon := func(err error) (Sample, error) {
		_ = r.cmd.Process.Kill()
		o, _ := r.wait()
		return Sample{}, fmt.Errorf("%w: %s", err, lastLine(o.stderr))
	}
	if err := l.waitBound(ctx); err != nil {
		return abandon(err)
	}
	begun := time.Now()
	g, err := generator.run(ctx)
	if err != nil {
		return abandon(err)
	}
	wall := time.Since(begun)
	waitIdle(r.cmd.Process.Pid, l.quiet)
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		return abandon(err)
	}
	o, err := r.wait()
	if err != nil {
		return Sample{}, err
	}
	after, err := l.sent()
	if err != nil {
		return Sample{}, err
	}
	sent := after - before
	captured, err := totals(string(o.stdout) + string(o.stderr))
	if err != nil {
		return Sample{}, err
	}
	if sent == 0 {
		return Sample{}, fmt.Errorf("%s sent nothing: %s", generator.args[0], lastLine(g.stderr))
	}
	s := o.sample(captured)
	s.Wall = wall // how long the generator took: the packets of a second
	s.Lost = sent - min(captured, sent)
	return s, nil
}

// waitBound waits until a packet socket is bound to the reading end and running,
// by /proc/net/packet, which shows that for any program.
func (l *lab) waitBound(ctx context.Context) error {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		text, err := os.ReadFile("/proc/net/packet")
		if err != nil {
			return err
		}
		if boundTo(string(text), l.readIndex) {
			time.Sleep(50 * time.Millisecond) // a ring may be bound before it is read
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	return errors.New("the reader did not begin to capture")
}

// boundTo tells whether /proc/net/packet, whose columns are sk, RefCnt, Type,
// Proto, Iface, R (running) and more, has a running socket on an interface.
func boundTo(table string, index int) bool {
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) > 5 && f[4] == strconv.Itoa(index) && f[5] == "1" && f[3] != "0000" {
			return true
		}
	}
	return false
}

// libpcapBlock is longer than any reader here waits for a block of its ring to
// fill; libpcap waits for a second.
const libpcapBlock = 1200 * time.Millisecond

// waitIdle waits until a process has used no processor time for so long.
func waitIdle(pid int, quiet time.Duration) {
	deadline := time.Now().Add(patience)
	last, since := int64(-1), time.Now()
	for time.Now().Before(deadline) && time.Since(since) < quiet {
		text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if err != nil {
			return
		}
		ticks, ok := cpuTicks(string(text))
		if !ok {
			return
		}
		// A garbage collector or a timer takes a tick now and then; work takes
		// many.
		if ticks > last+1 {
			last, since = ticks, time.Now()
		}
		time.Sleep(25 * time.Millisecond)
	}
}

// cpuTicks returns utime and stime of proc_pid_stat(5), fields 14 and 15. The
// second field, the name, may hold anything, and ends with the last parenthesis.
func cpuTicks(stat string) (int64, bool) {
	_, rest, ok := strings.Cut(stat[strings.LastIndexByte(stat, ')')+1:], " ")
	f := strings.Fields(rest)
	if !ok || len(f) < 13 {
		return 0, false
	}
	user, err1 := strconv.ParseInt(f[11], 10, 64)
	system, err2 := strconv.ParseInt(f[12], 10, 64)
	return user + system, err1 == nil && err2 == nil
}
