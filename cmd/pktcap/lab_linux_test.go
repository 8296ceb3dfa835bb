package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

// beProgram makes the test binary the program itself: for tests that need it as
// a process, to send signals to.
const beProgram = "PKTCAP_BE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(beProgram) == "1" {
		main()
	}
	if dir := os.Getenv(tryEscapes); dir != "" {
		escapes(dir)
		return
	}
	netlab.Enter()
	m.Run()
}

// A process is the program running by itself.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	out  lockedBuffer
	err  lockedBuffer
	done chan error
}

// A lockedBuffer is a bytes.Buffer that one goroutine writes while others look.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start starts the program as a process in the namespace and waits until it
// listens.
func start(t *testing.T, n *netlab.Namespace, args ...string) *process {
	t.Helper()
	return startTo(t, n, nil, args...)
}

// startTo is start with another standard output; nil keeps the output.
func startTo(t *testing.T, n *netlab.Namespace, stdout *os.File, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return startCommand(t, n.Command(self, args...), stdout)
}

// startCommand starts a capture program, ours or a peer, and waits until it
// says that it is listening.
func startCommand(t *testing.T, cmd *exec.Cmd, stdout *os.File) *process {
	t.Helper()
	p := launch(t, cmd, stdout)
	p.waitFor(&p.err, "listening on")
	return p
}

// startOnly starts the program as a process in the namespace.
func startOnly(t *testing.T, n *netlab.Namespace, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return launch(t, n.Command(self, args...), nil)
}

func launch(t *testing.T, cmd *exec.Cmd, stdout *os.File) *process {
	t.Helper()
	p := &process{t: t, cmd: cmd, done: make(chan error, 1)}
	cmd.Env = append(os.Environ(), beProgram+"=1")
	cmd.Stderr = &p.err
	if stdout != nil {
		cmd.Stdout = stdout
	} else {
		cmd.Stdout = &p.out
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- cmd.Wait() }()
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return p
}

// waitFor waits until the output contains part.
func (p *process) waitFor(out *lockedBuffer, part string) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(out.String(), part); {
		if time.Now().After(deadline) {
			p.t.Fatalf("no %q in the output:\n%s%s", part, p.out.String(), p.err.String())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// stop sends the signal and returns what the program left.
func (p *process) stop(sig os.Signal) result {
	p.t.Helper()
	if err := p.cmd.Process.Signal(sig); err != nil {
		p.t.Fatal(err)
	}
	return p.wait()
}

// wait waits for the program's end.
func (p *process) wait() result {
	p.t.Helper()
	select {
	case err := <-p.done:
		status := 0
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			status = exit.ExitCode()
		} else if err != nil && !errors.Is(err, io.ErrClosedPipe) {
			p.t.Fatal(err)
		}
		return result{status, p.out.String(), p.err.String()}
	case <-time.After(patience):
		p.t.Fatalf("the program did not end:\n%s%s", p.out.String(), p.err.String())
		return result{}
	}
}
