package netlab

import (
	"errors"
	"fmt"
	"testing"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// A KernelBPF runs classic BPF programs in this machine's kernel, as the oracle
// for programs and for interpreters. It is a pair of Unix datagram sockets: what
// is sent to the one comes out of the other if the filter there lets it through.
// That needs no privilege.
type KernelBPF struct {
	in, out int
	buf     []byte
}

// NewKernelBPF returns a runner without a program, which accepts every packet.
// It is closed at the end of the test.
func NewKernelBPF(t testing.TB) *KernelBPF {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		t.Fatalf("make a pair of sockets: %v", err)
	}
	t.Cleanup(func() {
		_ = unix.Close(fds[0]) // nothing is buffered that could be lost
		_ = unix.Close(fds[1])
	})
	return &KernelBPF{in: fds[0], out: fds[1], buf: make([]byte, 1<<16)}
}

// Attach makes insns the program. The kernel's refusal is unix.EINVAL.
func (k *KernelBPF) Attach(insns []bpf.RawInstruction) error {
	if len(insns) == 0 || len(insns) > 0xffff {
		return fmt.Errorf("attach %d instructions: %w", len(insns), unix.EINVAL)
	}
	filter := make([]unix.SockFilter, len(insns))
	for i, in := range insns {
		filter[i] = unix.SockFilter{Code: in.Op, Jt: in.Jt, Jf: in.Jf, K: in.K}
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.SetsockoptSockFprog(k.out, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &prog); err != nil {
		return fmt.Errorf("attach %d instructions: %w", len(insns), err)
	}
	return nil
}

// Run sends packet through the program and returns how many of its bytes the
// kernel kept: the program's result, but at most len(packet); 0 if it rejected
// the packet. An empty packet has no such result, and is an error.
func (k *KernelBPF) Run(packet []byte) (uint32, error) {
	if len(packet) == 0 {
		return 0, errors.New("run a program in the kernel: an empty packet has no verdict")
	}
	if err := unix.Send(k.in, packet, 0); err != nil {
		return 0, fmt.Errorf("run a program in the kernel: send: %w", err)
	}
	n, _, err := unix.Recvfrom(k.out, k.buf, unix.MSG_DONTWAIT)
	if errors.Is(err, unix.EAGAIN) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("run a program in the kernel: receive: %w", err)
	}
	return uint32(n), nil
}
