package rawip

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"os"

	"golang.org/x/sys/unix"
)

// A Hold is a kernel socket bound to the local port of a hand-made flow, with
// a filter that swallows what the flow's peer sends. Without it the kernel
// knows no owner of the port and answers the peer itself: TCP with a reset,
// UDP with a port unreachable.
//
// It is a file descriptor and nothing else, so that it is undone whenever the
// process ends, SIGKILL included; it needs no privilege, and it keeps the
// kernel from giving the port to somebody else meanwhile.
type Hold struct{ fd int }

// HoldTCP holds the local port for the TCP flow with remote. A segment of
// another peer gets what it would get without the Hold, a reset; only a SYN of
// another peer goes unanswered instead, for the socket is a listening one.
//
// zone is the interface of a link-local address, 0 otherwise.
func HoldTCP(local, remote netip.AddrPort, zone int) (*Hold, error) {
	// A segment that the filter of a listening socket rejects is dropped
	// before TCP looks at it: tcp_filter in tcp_v4_rcv and tcp_v6_rcv.
	h, err := hold(unix.SOCK_STREAM, local, zone, swallowFlow(remote))
	if err != nil {
		return nil, fmt.Errorf("hold TCP port %v: %w", local, err)
	}
	if err := unix.Listen(h.fd, 1); err != nil {
		return nil, errors.Join(fmt.Errorf("hold TCP port %v: %w", local, os.NewSyscallError("listen", err)), h.Close())
	}
	return h, nil
}

// HoldUDP holds the local port for UDP: every datagram to it is swallowed.
func HoldUDP(local netip.AddrPort, zone int) (*Hold, error) {
	h, err := hold(unix.SOCK_DGRAM, local, zone, []unix.SockFilter{{Code: unix.BPF_RET | unix.BPF_K}})
	if err != nil {
		return nil, fmt.Errorf("hold UDP port %v: %w", local, err)
	}
	return h, nil
}

func hold(kind int, local netip.AddrPort, zone int, program []unix.SockFilter) (*Hold, error) {
	domain := unix.AF_INET
	var to unix.Sockaddr
	if a := local.Addr().Unmap(); a.Is4() {
		to = &unix.SockaddrInet4{Addr: a.As4(), Port: int(local.Port())}
	} else {
		domain = unix.AF_INET6
		to = &unix.SockaddrInet6{Addr: a.As16(), Port: int(local.Port()), ZoneId: uint32(zone)}
	}
	fd, err := unix.Socket(domain, kind|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	h := &Hold{fd: fd}
	// The filter comes before the port, so that nothing gets through between.
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if err := unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &filter); err != nil {
		return nil, errors.Join(os.NewSyscallError("setsockopt SO_ATTACH_FILTER", err), h.Close())
	}
	if err := unix.Bind(fd, to); err != nil {
		return nil, errors.Join(os.NewSyscallError("bind", err), h.Close())
	}
	return h, nil
}

// Close lets the port go. It is idempotent.
func (h *Hold) Close() error {
	if h.fd < 0 {
		return nil
	}
	fd := h.fd
	h.fd = -1
	return os.NewSyscallError("close", unix.Close(fd))
}

// The program sees a segment from its TCP header on; the IP header is reached
// at SKF_NET_OFF (linux/filter.h).
const (
	netOffset  = -0x100000
	tcpFlags   = 13
	flagSYN    = 2
	source4    = 12
	source6    = 8
	acceptFull = 0xffffffff
)

// swallowFlow returns a program that rejects the segments from remote and the
// SYNs of everybody else.
//
//	ldh [0]; jne #port, other
//	ld [net+12]; jne #address, other     (four such words for IPv6)
//	ret #0
//	other: ldb [13]; jset #SYN, reject
//	ret #-1
//	reject: ret #0
func swallowFlow(remote netip.AddrPort) []unix.SockFilter {
	offset, words := source6, remote.Addr().Unmap().AsSlice()
	if len(words) == 4 {
		offset = source4
	}
	// From the test of the port, jump over the address tests and the return.
	left := uint8(len(words)/4*2 + 1)
	load := func(size uint16, k int) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | size | unix.BPF_ABS, K: uint32(k)}
	}
	equal := func(k uint32, unless uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: unless, K: k}
	}
	ret := func(k uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k}
	}
	p := []unix.SockFilter{load(unix.BPF_H, 0), equal(uint32(remote.Port()), left)}
	for i := 0; i < len(words); i += 4 {
		left -= 2
		p = append(p,
			load(unix.BPF_W, netOffset+offset+i),
			equal(binary.BigEndian.Uint32(words[i:]), left))
	}
	return append(p, ret(0),
		load(unix.BPF_B, tcpFlags),
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, Jt: 1, K: flagSYN},
		ret(acceptFull), ret(0))
}
