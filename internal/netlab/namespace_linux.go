package netlab

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"testing"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// A Namespace is a network namespace of the test's own. It has no name: only
// this process's file descriptor and the programs started in it keep it alive,
// so that it is gone with the test however the test ends, SIGKILL included.
type Namespace struct {
	t  testing.TB
	ns *os.File // /proc/thread-self/ns/net of the namespace
}

// Enter moves the process into a user and network namespace of its own where
// it has no privilege otherwise, by starting the test binary again with
// unshare(1) under the same process id. Call it first in TestMain; where it is
// not possible it does nothing, and the tests skip.
func Enter() {
	if privilege() == nil || os.Getenv("PKTCAP_NETLAB_ENTERED") == "1" {
		return
	}
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		return
	}
	args := []string{"unshare", "--map-root-user", "--net", "--"}
	// A system may forbid user namespaces: only a trial tells.
	if exec.Command(unshare, append(args[1:], "true")...).Run() != nil {
		return
	}
	self, err := os.Executable()
	if err != nil {
		return
	}
	env := append(os.Environ(), "PKTCAP_NETLAB_ENTERED=1")
	// If this fails the process is still what it was, and the tests skip.
	_ = unix.Exec(unshare, append(append(args, self), os.Args[1:]...), env)
}

// New returns a fresh network namespace whose loopback interface is up. It
// ends the test where the privilege is missing.
func New(t testing.TB) *Namespace {
	t.Helper()
	Privileged(t)
	ns, err := fresh()
	if err != nil {
		if errors.Is(err, os.ErrPermission) {
			lack(t, "PKTCAP_REQUIRE_PRIV", "needs privilege: %v", err)
		}
		t.Fatal(err)
	}
	n := &Namespace{t: t, ns: ns}
	t.Cleanup(func() { _ = n.ns.Close() })
	n.Do(func() { n.up("lo") })
	return n
}

// fresh makes a network namespace on a thread that dies afterwards: a thread
// that stays locked when its goroutine ends is never used again.
func fresh() (*os.File, error) {
	type result struct {
		f   *os.File
		err error
	}
	c := make(chan result)
	go func() {
		runtime.LockOSThread()
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			c <- result{nil, fmt.Errorf("make network namespace: %w", err)}
			return
		}
		f, err := os.Open("/proc/thread-self/ns/net")
		c <- result{f, err}
	}()
	r := <-c
	return r.f, r.err
}

// Do runs fn in the namespace, on the calling goroutine. Sockets that fn opens
// stay in the namespace after it returns; goroutines that fn starts are not in
// it.
func (n *Namespace) Do(fn func()) {
	n.t.Helper()
	runtime.LockOSThread()
	old, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		runtime.UnlockOSThread()
		n.t.Fatal(err)
	}
	defer func() {
		// Where the way back fails the thread stays locked, and dies with its
		// goroutine instead of running others in the wrong namespace.
		if unix.Setns(int(old.Fd()), unix.CLONE_NEWNET) == nil {
			runtime.UnlockOSThread()
		}
		_ = old.Close()
	}()
	if err := unix.Setns(int(n.ns.Fd()), unix.CLONE_NEWNET); err != nil {
		n.t.Fatalf("enter network namespace: %v", err)
	}
	fn()
}

// Path returns a path of the namespace that nsenter --net= and setns take, for
// as long as this process holds the namespace.
func (n *Namespace) Path() string {
	return fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), n.ns.Fd())
}

// Command returns a command that runs the program name in the namespace. The
// process id of the started command is the program's own: nsenter(1) gives way
// to it.
func (n *Namespace) Command(name string, args ...string) *exec.Cmd {
	n.t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		n.t.Fatal(err)
	}
	all := append([]string{"--net=" + n.Path(), "--", path}, args...)
	return exec.Command(Peer(n.t, "nsenter"), all...)
}

// Run runs a program in the namespace to its end and returns its standard
// output. The test ends where the program fails.
func (n *Namespace) Run(name string, args ...string) string {
	n.t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := n.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		n.t.Fatalf("%s %q: %v\n%s", name, args, err, stderr.Bytes())
	}
	return stdout.String()
}

// link returns the interface name; call it inside Do.
func (n *Namespace) link(name string) netlink.Link {
	n.t.Helper()
	l, err := netlink.LinkByName(name)
	if err != nil {
		n.t.Fatalf("interface %s: %v", name, err)
	}
	return l
}

// up sets an interface up; call it inside Do.
func (n *Namespace) up(name string) {
	n.t.Helper()
	if err := netlink.LinkSetUp(n.link(name)); err != nil {
		n.t.Fatalf("set %s up: %v", name, err)
	}
}

// Up sets an interface up.
func (n *Namespace) Up(name string) {
	n.t.Helper()
	n.Do(func() { n.up(name) })
}

// Down sets an interface down.
func (n *Namespace) Down(name string) {
	n.t.Helper()
	n.Do(func() {
		if err := netlink.LinkSetDown(n.link(name)); err != nil {
			n.t.Fatalf("set %s down: %v", name, err)
		}
	})
}

// Delete removes an interface; a veth interface takes its peer with it.
func (n *Namespace) Delete(name string) {
	n.t.Helper()
	n.Do(func() {
		if err := netlink.LinkDel(n.link(name)); err != nil {
			n.t.Fatalf("delete %s: %v", name, err)
		}
	})
}

// Interface returns the interface name as package net has it.
func (n *Namespace) Interface(name string) *net.Interface {
	n.t.Helper()
	var ifi *net.Interface
	n.Do(func() {
		var err error
		if ifi, err = net.InterfaceByName(name); err != nil {
			n.t.Fatalf("interface %s: %v", name, err)
		}
	})
	return ifi
}
