package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
)

// A postRotate runs the command of -z on every complete file, beside the
// capture and with the lowest priority.
type postRotate interface {
	// run runs the command on a file. It does not wait for it.
	run(name string)

	// finish waits until all commands have ended.
	finish()
}

// newPostRotate returns what runs the command. A process in a sandbox cannot
// start any: another one does it, which is started before and is told the names.
func (p *program) newPostRotate(o *options) (postRotate, error) {
	if p.confine == nil || o.noSandbox {
		return newCommands(o.write.command, p.stdout, p.stderr), nil
	}
	return startRunner(o.write.command, p.stdout, p.stderr)
}

// commands runs commands itself.
type commands struct {
	command        string
	stdout, stderr io.Writer
	running        sync.WaitGroup
	slots          chan struct{} // as many commands run at once
}

func newCommands(command string, stdout, stderr io.Writer) *commands {
	return &commands{command: command, stdout: stdout, stderr: stderr, slots: make(chan struct{}, runtime.NumCPU())}
}

// lowestPriority is the largest niceness, setpriority(2).
const lowestPriority = 19

func (c *commands) run(name string) {
	c.running.Go(func() {
		c.slots <- struct{}{}
		defer func() { <-c.slots }()
		cmd := exec.Command(c.command, name)
		cmd.Stdout, cmd.Stderr = c.stdout, c.stderr
		// In a process group of its own: Ctrl-C ends the capture, not what is
		// done with its files.
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		err := cmd.Start()
		if err == nil {
			// A command that runs with another priority is no failure.
			_ = syscall.Setpriority(syscall.PRIO_PROCESS, cmd.Process.Pid, lowestPriority)
			err = cmd.Wait()
		}
		if err != nil {
			_, _ = fmt.Fprintf(c.stderr, "pktcap: -z %s %s: %v\n", c.command, name, err)
		}
	})
}

func (c *commands) finish() { c.running.Wait() }

// runnerName is what the program calls itself as the process that runs commands.
const runnerName = "pktcap-postrotate"

// A runner is that process.
type runner struct {
	cmd   *exec.Cmd
	names io.WriteCloser
}

// startRunner starts the program again, to run the command on the files that it
// is told.
func startRunner(command string, stdout, stderr io.Writer) (*runner, error) {
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = []string{runnerName, command}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	names, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("start the process that runs -z %s: %w; --no-sandbox does without", command, err)
	}
	return &runner{cmd, names}, nil
}

func (r *runner) run(name string) {
	// Without the process there is nobody to tell; finish says so.
	_, _ = io.WriteString(r.names, name+"\x00")
}

func (r *runner) finish() {
	_ = r.names.Close()
	_ = r.cmd.Wait() // it has said what went wrong
}

// runCommands is the program as the process that runs commands: on the names
// that it reads from standard input, a zero byte after each.
func runCommands(args []string) (status int) {
	if len(args) != 1 {
		return exitUsage
	}
	c := newCommands(args[0], os.Stdout, os.Stderr)
	defer c.finish()
	for in := bufio.NewReader(os.Stdin); ; {
		name, err := in.ReadString(0)
		if err != nil {
			return exitDone
		}
		c.run(strings.TrimSuffix(name, "\x00"))
	}
}

// finishUnlessStopped waits until the commands have ended, or a signal says not
// to.
func (p *program) finishUnlessStopped(r postRotate) {
	done := make(chan struct{})
	go func() {
		r.finish()
		close(done)
	}()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	select {
	case <-done:
	case <-stop:
		p.say("not waiting for the commands of -z that still run")
	}
}
