package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/vishvananda/netlink"
)

// The two ends of the veth pair: what is sent into one comes out of the other.
const (
	sendLink = "bench0"
	readLink = "bench1"
)

const insideEnv = "PKTCAP_BENCH_INSIDE"

// enter runs this program again in a network namespace of its own, in a user
// namespace too where it is not root, before all other processes in the
// scheduler's eyes, and returns its exit status. It returns ok false inside,
// and where a namespace cannot be made.
func enter() (status int, ok bool) {
	if os.Getenv(insideEnv) != "" {
		return 0, false
	}
	self, err := os.Executable()
	if err != nil {
		return 0, false
	}
	args := append([]string{self}, os.Args[1:]...)
	if nice, err := exec.LookPath("nice"); err == nil {
		// Without the privilege it says so, and runs the program all the same.
		args = append([]string{nice, "-n", "-20"}, args...)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), insideEnv+"=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGTERM}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	if err := cmd.Start(); err != nil {
		return 0, false
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), true
	}
	if err != nil {
		return 1, true
	}
	return 0, true
}

// newLab makes the veth pair, with nothing else speaking on it. The pair is
// gone with the namespace.
func newLab() (*lab, error) {
	if os.Getenv(insideEnv) == "" {
		return nil, fmt.Errorf("make a network namespace: %w: run as root, or let users make user namespaces", errAbsent)
	}
	attrs := netlink.NewLinkAttrs()
	attrs.Name = sendLink
	if err := netlink.LinkAdd(&netlink.Veth{LinkAttrs: attrs, PeerName: readLink}); err != nil {
		return nil, fmt.Errorf("make a veth pair: %w", err)
	}
	l := &lab{}
	for _, name := range []string{"lo", sendLink, readLink} {
		// A kernel without IPv6 has nothing to switch off.
		err := os.WriteFile("/proc/sys/net/ipv6/conf/"+name+"/disable_ipv6", []byte("1"), 0)
		if err != nil && !os.IsNotExist(err) {
			return nil, fmt.Errorf("switch IPv6 off on %s: %w", name, err)
		}
		link, err := netlink.LinkByName(name)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", name, err)
		}
		if err := netlink.LinkSetUp(link); err != nil {
			return nil, fmt.Errorf("set %s up: %w", name, err)
		}
		switch name {
		case sendLink:
			l.sendMAC = link.Attrs().HardwareAddr.String()
		case readLink:
			l.readIndex, l.readMAC = link.Attrs().Index, link.Attrs().HardwareAddr.String()
		}
	}
	for range 500 {
		link, err := netlink.LinkByName(sendLink)
		if err != nil {
			return nil, err
		}
		if link.Attrs().OperState == netlink.OperUp {
			return l, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil, fmt.Errorf("%s is not running after 5 s", sendLink)
}

// address gives the ends of the pair the addresses that senders by route need,
// once, with the neighbour's address set by hand, so that nothing asks for it.
func (l *lab) address() error {
	if l.addressed {
		return nil
	}
	link, err := netlink.LinkByName(sendLink)
	if err != nil {
		return err
	}
	addr, err := netlink.ParseAddr(senderIP + "/24")
	if err != nil {
		return err
	}
	if err := netlink.AddrAdd(link, addr); err != nil {
		return fmt.Errorf("give %s the address %s: %w", sendLink, addr, err)
	}
	far, err := netlink.ParseAddr(readerIP + "/32")
	if err != nil {
		return err
	}
	mac := l.mac()
	err = netlink.NeighAdd(&netlink.Neigh{LinkIndex: link.Attrs().Index, State: netlink.NUD_PERMANENT, IP: far.IP, HardwareAddr: mac})
	if err != nil {
		return fmt.Errorf("tell %s where %s is: %w", sendLink, readerIP, err)
	}
	l.addressed = true
	return nil
}

// sent returns how many packets the sending end has sent.
func (l *lab) sent() (uint64, error) {
	link, err := netlink.LinkByName(sendLink)
	if err != nil {
		return 0, err
	}
	return link.Attrs().Statistics.TxPackets, nil
}
