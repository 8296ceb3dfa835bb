package main

import (
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
)

// A postRotate runs the command of -z on every complete file, beside the
// capture and with the lowest priority.
type postRotate struct {
	p       *program
	command string
	running sync.WaitGroup
	slots   chan struct{} // as many commands run at once
}

func (p *program) newPostRotate(command string) *postRotate {
	return &postRotate{p: p, command: command, slots: make(chan struct{}, runtime.NumCPU())}
}

// run runs the command on a file. It does not wait for it.
func (r *postRotate) run(name string) {
	r.running.Go(func() {
		r.slots <- struct{}{}
		defer func() { <-r.slots }()
		cmd := exec.Command(r.command, name)
		cmd.Stdout, cmd.Stderr = r.p.stdout, r.p.stderr
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
			r.p.say("-z %s %s: %v", r.command, name, err)
		}
	})
}

// lowestPriority is the largest niceness, setpriority(2).
const lowestPriority = 19

// wait waits until the commands have ended, or a signal says not to.
func (r *postRotate) wait() {
	done := make(chan struct{})
	go func() {
		r.running.Wait()
		close(done)
	}()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	select {
	case <-done:
	case <-stop:
		r.p.say("not waiting for -z %s, which is still running", r.command)
	}
}
