package afpacket

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// A Socket is a packet socket. Its methods may be called from any goroutine;
// after Close they return an error that wraps os.ErrClosed.
type Socket struct {
	mu sync.RWMutex // held for reading while the descriptor is in use
	fd int          // -1 after Close
}

// Open makes a packet socket that receives nothing before Bind.
func Open(kind Kind) (*Socket, error) {
	typ := unix.SOCK_RAW
	if kind == Datagram {
		typ = unix.SOCK_DGRAM
	}
	fd, err := unix.Socket(unix.AF_PACKET, typ|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("open packet socket: %w", err)
	}
	return &Socket{fd: fd}, nil
}

// Control calls fn with the socket's descriptor, which stays open until fn
// returns.
func (s *Socket) Control(fn func(fd int) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.fd < 0 {
		return os.ErrClosed
	}
	return fn(s.fd)
}

// Close closes the socket. It is idempotent.
func (s *Socket) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fd < 0 {
		return nil
	}
	fd := s.fd
	s.fd = -1
	if err := unix.Close(fd); err != nil {
		return fmt.Errorf("close packet socket: %w", err)
	}
	return nil
}

// set calls fn with the descriptor and gives its error the name of what was
// tried.
func (s *Socket) set(what string, fn func(fd int) error) error {
	if err := s.Control(fn); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func (s *Socket) setInt(what string, option, value int) error {
	return s.set("setsockopt "+what, func(fd int) error {
		return unix.SetsockoptInt(fd, unix.SOL_PACKET, option, value)
	})
}

// Attach sets the classic BPF program that decides which packets the socket
// receives and how many bytes of each. It takes the place of an earlier one at
// once.
func (s *Socket) Attach(program []bpf.RawInstruction) error {
	if len(program) == 0 || len(program) > unix.BPF_MAXINSNS {
		return fmt.Errorf("attach filter: %d instructions, must be from 1 to %d", len(program), unix.BPF_MAXINSNS)
	}
	filter := make([]unix.SockFilter, len(program))
	for i, ins := range program {
		filter[i] = unix.SockFilter{Code: ins.Op, Jt: ins.Jt, Jf: ins.Jf, K: ins.K}
	}
	return s.set("attach filter", func(fd int) error {
		return unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER,
			&unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]})
	})
}

// LockFilter makes the attached program final, SO_LOCK_FILTER: nothing that
// gets hold of the socket later can take it off.
func (s *Socket) LockFilter() error {
	return s.set("setsockopt SO_LOCK_FILTER", func(fd int) error {
		return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_LOCK_FILTER, 1)
	})
}

// Bind starts receiving packets of every protocol from the interface with
// index ifindex, or from all of them for 0.
func (s *Socket) Bind(ifindex int) error {
	return s.set(fmt.Sprintf("bind to interface %d", ifindex), func(fd int) error {
		return unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: networkOrder(unix.ETH_P_ALL), Ifindex: ifindex})
	})
}

// Bound returns the index of the interface that the socket is bound to, 0 for
// all of them and -1 if it is gone.
func (s *Socket) Bound() (ifindex int, err error) {
	err = s.set("getsockname", func(fd int) error {
		sa, err := unix.Getsockname(fd)
		if err != nil {
			return err
		}
		ll, ok := sa.(*unix.SockaddrLinklayer)
		if !ok {
			return fmt.Errorf("address of type %T", sa)
		}
		ifindex = ll.Ifindex
		return nil
	})
	return ifindex, err
}

// networkOrder returns n as packet(7) wants protocols: in network byte order.
func networkOrder(n uint16) uint16 {
	return binary.NativeEndian.Uint16(binary.BigEndian.AppendUint16(nil, n))
}

// IgnoreOutgoing keeps the packets that this machine sends from the socket,
// PACKET_IGNORE_OUTGOING (Linux 4.20).
func (s *Socket) IgnoreOutgoing() error {
	return s.setInt("PACKET_IGNORE_OUTGOING", unix.PACKET_IGNORE_OUTGOING, 1)
}

// Stats returns the packets that passed the filter of a socket without a ring,
// those that found its buffer full included, and how many these are, since the
// last call.
func (s *Socket) Stats() (packets, drops uint32, err error) {
	err = s.set("getsockopt PACKET_STATISTICS", func(fd int) error {
		st, err := unix.GetsockoptTpacketStats(fd, unix.SOL_PACKET, unix.PACKET_STATISTICS)
		if err == nil {
			packets, drops = st.Packets, st.Drops
		}
		return err
	})
	return packets, drops, err
}

// Errors that a caller acts on.
var (
	// ErrDown is what a bound socket reports when its interface is down, or
	// goes down.
	ErrDown error = unix.ENETDOWN

	// ErrNoDevice is what Bind and the interface queries return for an
	// interface that does not exist.
	ErrNoDevice error = unix.ENODEV
)

// IsUnsupported reports whether the kernel does not know the option or the
// device cannot do it.
func IsUnsupported(err error) bool {
	return errors.Is(err, unix.ENOPROTOOPT) || errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, errors.ErrUnsupported)
}
