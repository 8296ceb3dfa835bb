// Command demo shows pktcap and pktcraft at work on real packets: it makes two
// network namespaces joined by a veth pair, listens on a TCP port in one, and
// runs the programs in the other. Nothing is left behind: the namespaces have
// no name, so they are gone with their last process.
//
//	demo BIN    BIN is the folder with the built programs
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/vishvananda/netlink"
)

const (
	near = "192.0.2.1/24" // RFC 5737: addresses for documentation
	far  = "192.0.2.2/24"
	dst  = "192.0.2.2"

	nearLink, farLink = "demo0", "demo1"

	openPort, closedPort = "80", "81"

	patience = 10 * time.Second
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: demo BIN")
		os.Exit(2)
	}
	var err error
	switch {
	case os.Args[1] == "near" && len(os.Args) == 3:
		err = runNear(os.Args[2])
	case os.Args[1] == "far":
		err = runFar()
	default:
		err = enter(os.Args[1])
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "demo: %v\n", err)
		os.Exit(1)
	}
}

// enter starts this program again in a network namespace of its own, and where
// it is not root in a user namespace too.
func enter(bin string) error {
	bin, err := filepath.Abs(bin)
	if err != nil {
		return err
	}
	cmd, err := inNamespace("near", bin)
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("make a network namespace: %w: run as root, or let users make user namespaces (sysctl kernel.unprivileged_userns_clone, user.max_user_namespaces)", err)
	}
	return cmd.Wait()
}

// inNamespace returns a command that runs this program in a new network
// namespace and dies with this process.
func inNamespace(args ...string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNET,
		Pdeathsig:  syscall.SIGKILL,
	}
	return cmd, nil
}

// runNear is the machine with the programs: it starts the far one, joins it by
// a veth pair, and shows the programs.
func runNear(bin string) error {
	farCmd, err := inNamespace("far")
	if err != nil {
		return err
	}
	farCmd.Stderr = os.Stderr
	goAhead, err := farCmd.StdinPipe()
	if err != nil {
		return err
	}
	ready, err := farCmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := farCmd.Start(); err != nil {
		return fmt.Errorf("start the far end: %w", err)
	}
	defer func() {
		_ = goAhead.Close() // the far end stops at the end of its input
		_ = farCmd.Wait()
	}()
	pair := &netlink.Veth{LinkAttrs: netlink.LinkAttrs{Name: nearLink}, PeerName: farLink, PeerNamespace: netlink.NsPid(farCmd.Process.Pid)}
	if err := netlink.LinkAdd(pair); err != nil {
		return fmt.Errorf("make a veth pair: %w", err)
	}
	if err := up(nearLink, near); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(goAhead, "joined"); err != nil {
		return err
	}
	if _, err := bufio.NewReader(ready).ReadString('\n'); err != nil {
		return fmt.Errorf("the far end did not listen: %w", err)
	}
	return show(bin)
}

// runFar is the machine that answers: a TCP listener on the open port, nothing
// on the closed one. It ends when its standard input does.
func runFar() error {
	in := bufio.NewReader(os.Stdin)
	if _, err := in.ReadString('\n'); err != nil {
		return err
	}
	if err := up(farLink, far); err != nil {
		return err
	}
	l, err := net.Listen("tcp4", net.JoinHostPort(dst, openPort))
	if err != nil {
		return err
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = c.Close()
		}
	}()
	fmt.Println("listening")
	_, err = io.Copy(io.Discard, in)
	return err
}

// up gives the interface its address and sets it and loopback up. Without
// address resolution running first the capture would show that too, so the
// demo leaves it to run: it is real.
func up(name, address string) error {
	addr, err := netlink.ParseAddr(address)
	if err != nil {
		return err
	}
	link, err := netlink.LinkByName(name)
	if err != nil {
		return fmt.Errorf("find %s: %w", name, err)
	}
	if err := netlink.AddrAdd(link, addr); err != nil {
		return fmt.Errorf("give %s the address %s: %w", name, address, err)
	}
	lo, err := netlink.LinkByName("lo")
	if err != nil {
		return err
	}
	return errors.Join(netlink.LinkSetUp(lo), netlink.LinkSetUp(link))
}

// show runs the capture, probes both ports while it runs, and prints what each
// program said under its command line.
func show(bin string) error {
	capture := exec.Command(filepath.Join(bin, "pktcap"), "-i", nearLink, "-n", "tcp")
	var lines bytes.Buffer
	capture.Stdout = &lines
	messages, err := capture.StderrPipe()
	if err != nil {
		return err
	}
	if err := capture.Start(); err != nil {
		return err
	}
	said := newLineLog(messages)
	if !said.waitFor("listening on", patience) {
		_ = capture.Process.Kill()
		_ = capture.Wait()
		return fmt.Errorf("pktcap did not start: %s", said.text())
	}
	var probes bytes.Buffer
	for _, port := range []string{openPort, closedPort} {
		args := []string{"syn", "--dst", dst, "--dport", port, "--count", "2", "--interval", "200ms"}
		fmt.Fprintf(&probes, "\n$ pktcraft %s\n", strings.Join(args, " "))
		probe := exec.Command(filepath.Join(bin, "pktcraft"), args...)
		probe.Stdout, probe.Stderr = &probes, &probes
		if err := probe.Run(); err != nil {
			fmt.Fprintf(&probes, "pktcraft: %v\n", err)
		}
	}
	time.Sleep(200 * time.Millisecond) // for the last answer to be on the screen
	if err := capture.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	said.waitForEnd(patience)
	err = capture.Wait()
	fmt.Printf("Two network namespaces joined by a veth pair; a TCP listener on %s port %s.\n\n", dst, openPort)
	fmt.Printf("$ pktcap -i %s -n tcp\n%s%s", nearLink, lines.String(), said.text())
	fmt.Print(probes.String())
	if err != nil {
		return fmt.Errorf("pktcap: %w", err)
	}
	if lines.Len() == 0 {
		return errors.New("pktcap saw no packet")
	}
	return nil
}

// A lineLog keeps what a program writes and lets others wait for a part of it.
type lineLog struct {
	mu    sync.Mutex
	lines []string
	grown chan struct{}
	ended chan struct{}
}

func newLineLog(r io.Reader) *lineLog {
	l := &lineLog{grown: make(chan struct{}, 1), ended: make(chan struct{})}
	go func() {
		defer close(l.ended)
		s := bufio.NewScanner(r)
		for s.Scan() {
			l.mu.Lock()
			l.lines = append(l.lines, s.Text())
			l.mu.Unlock()
			select {
			case l.grown <- struct{}{}:
			default:
			}
		}
	}()
	return l
}

func (l *lineLog) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n") + "\n"
}

func (l *lineLog) waitFor(part string, limit time.Duration) bool {
	deadline := time.After(limit)
	for !strings.Contains(l.text(), part) {
		select {
		case <-l.grown:
		case <-l.ended:
			return strings.Contains(l.text(), part)
		case <-deadline:
			return false
		}
	}
	return true
}

func (l *lineLog) waitForEnd(limit time.Duration) {
	select {
	case <-l.ended:
	case <-time.After(limit):
	}
}
