package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// An output is what becomes of a program's standard output.
type output int

const (
	toNull output = iota // /dev/null
	toPipe               // read from a pipe, and thrown away
	toKeep               // read from a pipe, and returned
)

// A process is one run of a program.
type process struct {
	args   []string
	stdout output
	stdin  string   // the file that is its standard input; "" is /dev/null
	cpus   string   // taskset(1)'s list of the processors to stay on; "" is all
	quota  *quota   // how much of a processor it may use; nil is all
	before []string // a command that runs the program, as perf record
}

// An outcome is what a process that has ended cost and said.
type outcome struct {
	user, system, wall time.Duration
	memory             int64
	stdout, stderr     []byte
	drained            int64 // bytes of standard output
}

// sample is the outcome as a sample of so many packets.
func (o outcome) sample(packets uint64) Sample {
	return Sample{Packets: packets, User: o.user, System: o.system, Wall: o.wall, Memory: o.memory}
}

// A running process has been started.
type running struct {
	cmd     *exec.Cmd
	begun   time.Time
	stderr  bytes.Buffer
	kept    bytes.Buffer
	drained chan int64
	memory  chan int64
	stop    chan struct{}
}

// start starts the process. It dies with the context.
func (p process) start(ctx context.Context) (*running, error) {
	args := append(slices.Clone(p.before), p.args...)
	if p.cpus != "" {
		args = append([]string{"taskset", "-c", p.cpus}, args...)
	}
	r := &running{drained: make(chan int64, 1), memory: make(chan int64, 1), stop: make(chan struct{})}
	r.cmd = exec.CommandContext(ctx, args[0], args[1:]...)
	r.cmd.Stderr = &r.stderr
	r.cmd.WaitDelay = 10 * time.Second
	if p.stdin != "" {
		f, err := os.Open(p.stdin)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }() // the child has its own
		r.cmd.Stdin = f
	}
	var read, write *os.File
	if p.stdout == toNull {
		r.drained <- 0
	} else {
		var err error
		if read, write, err = os.Pipe(); err != nil {
			return nil, err
		}
		r.cmd.Stdout = write
	}
	r.begun = time.Now()
	if err := r.cmd.Start(); err != nil {
		if read != nil {
			_, _ = read.Close(), write.Close()
		}
		return nil, fmt.Errorf("start %s: %w", args[0], err)
	}
	if read != nil {
		_ = write.Close() // so that the pipe ends with the child
		go r.drain(read, p.stdout == toKeep)
	}
	go r.watch()
	if p.quota != nil {
		if err := p.quota.admit(r.cmd.Process.Pid); err != nil {
			_ = r.cmd.Process.Kill()
			_, _ = r.wait()
			return nil, err
		}
	}
	return r, nil
}

// run runs the process to its end.
func (p process) run(ctx context.Context) (outcome, error) {
	r, err := p.start(ctx)
	if err != nil {
		return outcome{}, err
	}
	return r.wait()
}

// drain reads the program's standard output to its end.
func (r *running) drain(pipe *os.File, keep bool) {
	defer func() { _ = pipe.Close() }()
	var n int64
	buf := make([]byte, 256<<10)
	for {
		k, err := pipe.Read(buf)
		n += int64(k)
		if keep {
			r.kept.Write(buf[:k])
		}
		if err != nil {
			r.drained <- n
			return
		}
	}
}

// watch follows the program's peak resident set until it ends. Its ru_maxrss
// cannot be less than this process's own, from which it was forked (getrusage(2)
// keeps the greater of the two over execve), so that small programs need this.
// One that ends within a millisecond or two has no peak that could be told.
func (r *running) watch() {
	var peak int64
	for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
		if m, ok := residentPeak(r.cmd.Process.Pid); ok {
			peak = m
		}
		select {
		case <-r.stop:
			r.memory <- peak
			return
		case <-time.After(pause):
		}
	}
}

// wait waits for the end of the process. A program that an interrupt ended has
// done its work.
func (r *running) wait() (outcome, error) {
	// The pipe ends before the process does; Wait would not wait for drain.
	n := <-r.drained
	err := r.cmd.Wait()
	o := outcome{wall: time.Since(r.begun), stderr: r.stderr.Bytes(), stdout: r.kept.Bytes(), drained: n}
	close(r.stop)
	o.memory = <-r.memory
	if s := r.cmd.ProcessState; s != nil {
		o.user, o.system = s.UserTime(), s.SystemTime()
		own, _ := residentPeak(os.Getpid())
		if u, ok := s.SysUsage().(*syscall.Rusage); ok && int64(u.Maxrss)<<10 > max(own, o.memory) {
			o.memory = int64(u.Maxrss) << 10 // Linux counts KiB
		}
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGINT {
			return o, nil
		}
		return o, fmt.Errorf("%s: %w: %s", shorten(strings.Join(r.cmd.Args, " ")), err, lastLine(o.stderr))
	}
	return o, err
}

// residentPeak returns the peak resident set of a process in bytes, VmHWM of
// proc_pid_status(5).
func residentPeak(pid int) (int64, bool) {
	f, err := os.Open("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, false
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(f)
	if err != nil {
		return 0, false
	}
	kib, ok := field(string(text), "VmHWM:")
	return kib << 10, ok
}

// field returns the number behind a name at the start of a line.
func field(text, name string) (int64, bool) {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			words := strings.Fields(rest)
			if len(words) == 0 {
				return 0, false
			}
			n, err := strconv.ParseInt(words[0], 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

func lastLine(b []byte) string {
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return lines[len(lines)-1]
}
