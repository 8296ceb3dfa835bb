package rawip

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// A Socket sends whole IP datagrams through the kernel's routing, IPv4 and
// IPv6. Its methods may be called from several goroutines; they send one after
// the other.
type Socket struct {
	mu     sync.Mutex
	config Config
	fd     [2]int // IPv4, IPv6; -1 until the first packet of the family
	batch  batch
}

// Open returns a socket. It needs CAP_NET_RAW; the error wraps
// os.ErrPermission without it.
func Open(c Config) (*Socket, error) {
	s := &Socket{config: c, fd: [2]int{-1, -1}}
	// Both sockets are opened now, so that a lack of privilege is known before
	// anything is built, and both are of the caller's network namespace.
	for i, f := range []family{ipv4, ipv6} {
		fd, err := open(f, c)
		if errors.Is(err, unix.EAFNOSUPPORT) {
			continue // a kernel without this family
		}
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.fd[i] = fd
	}
	if s.fd[0] < 0 && s.fd[1] < 0 {
		return nil, fmt.Errorf("open raw IP socket: %w", unix.EAFNOSUPPORT)
	}
	return s, nil
}

func open(f family, c Config) (int, error) {
	domain := unix.AF_INET
	if f == ipv6 {
		domain = unix.AF_INET6
	}
	// raw(7): "If IPPROTO_RAW is chosen, IP_HDRINCL is enabled", and such a
	// socket receives nothing. IPv6 sockets are alike since Linux 4.5
	// (IPV6_HDRINCL); inet6_create sets it for IPPROTO_RAW too.
	fd, err := unix.Socket(domain, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.IPPROTO_RAW)
	if err != nil {
		return -1, fmt.Errorf("open raw IPv%d socket: %w", f, os.NewSyscallError("socket", err))
	}
	if err := setup(fd, f, c); err != nil {
		return -1, errors.Join(fmt.Errorf("set up raw IPv%d socket: %w", f, err), unix.Close(fd))
	}
	return fd, nil
}

func setup(fd int, f family, c Config) error {
	set := func(name string, level, option, value int) error {
		return os.NewSyscallError("setsockopt "+name, unix.SetsockoptInt(fd, level, option, value))
	}
	// What a raw packet says is sent: a broadcast too, and one longer than a
	// path MTU that the kernel remembers.
	var err error
	if f == ipv4 {
		err = errors.Join(
			set("IP_HDRINCL", unix.IPPROTO_IP, unix.IP_HDRINCL, 1),
			set("IP_MTU_DISCOVER", unix.IPPROTO_IP, unix.IP_MTU_DISCOVER, unix.IP_PMTUDISC_PROBE),
			set("SO_BROADCAST", unix.SOL_SOCKET, unix.SO_BROADCAST, 1))
	} else {
		err = errors.Join(
			set("IPV6_HDRINCL", unix.IPPROTO_IPV6, unix.IPV6_HDRINCL, 1),
			set("IPV6_MTU_DISCOVER", unix.IPPROTO_IPV6, unix.IPV6_MTU_DISCOVER, unix.IPV6_PMTUDISC_PROBE))
	}
	if c.Interface != 0 {
		err = errors.Join(err, set("SO_BINDTOIFINDEX", unix.SOL_SOCKET, unix.SO_BINDTOIFINDEX, c.Interface))
	}
	if c.Mark != 0 {
		err = errors.Join(err, set("SO_MARK", unix.SOL_SOCKET, unix.SO_MARK, int(c.Mark)))
	}
	return err
}

// Send sends the datagrams in order, each to the destination that its own
// header names, and returns how many the kernel took. Neighbours of different
// families go out in different system calls.
//
// The kernel fills in an IPv4 header's total length and checksum always, and
// its source and identification where they are zero: see [Altered].
func (s *Socket) Send(packets [][]byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sent := 0
	for sent < len(packets) {
		f, err := familyOf(packets[sent])
		if err != nil {
			return sent, fmt.Errorf("send: %w", err)
		}
		fd := s.fd[0]
		if f == ipv6 {
			fd = s.fd[1]
		}
		if fd < 0 {
			return sent, fmt.Errorf("send IPv%d: %w", f, os.ErrClosed)
		}
		n := s.batch.datagrams(f, packets[sent:])
		done, err := s.batch.send(fd, n)
		sent += done
		if err != nil {
			return sent, fmt.Errorf("send %d bytes to %v: %w", len(packets[sent]), destination(f, packets[sent]), err)
		}
	}
	return sent, nil
}

// Close closes the socket. It is idempotent.
func (s *Socket) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for i, fd := range s.fd {
		if fd >= 0 {
			err = errors.Join(err, os.NewSyscallError("close", unix.Close(fd)))
			s.fd[i] = -1
		}
	}
	return err
}

// explain gives the errors of sending a name that callers can act on. What the
// system said stays in the chain.
func explain(err error) error {
	kinds := []struct {
		errno unix.Errno
		kind  error
	}{
		{unix.EMSGSIZE, ErrTooLong},
		{unix.EAGAIN, ErrStalled},
		{unix.ENOBUFS, ErrStalled},
		{unix.ENETUNREACH, ErrUnreachable},
		{unix.EHOSTUNREACH, ErrUnreachable},
		{unix.ENETDOWN, ErrLinkDown},
		{unix.ENXIO, ErrNoInterface},
		{unix.ENODEV, ErrNoInterface},
	}
	for _, k := range kinds {
		if errors.Is(err, k.errno) {
			return fmt.Errorf("%w: %w", k.kind, os.NewSyscallError("sendmmsg", err))
		}
	}
	return os.NewSyscallError("sendmmsg", err)
}
