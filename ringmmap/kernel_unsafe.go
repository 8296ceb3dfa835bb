//go:build linux

package ringmmap

import (
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// status returns the block_status word of a block, which the kernel writes
// concurrently. The conversion is valid because a block starts at a page
// boundary, which makes offset 8 aligned for 32 bits, and is longer than its
// header, which the slice expression checks.
func status(block []byte) *atomic.Uint32 {
	return (*atomic.Uint32)(unsafe.Pointer(&block[8:blockHeaderLen][0]))
}

// packetCount returns the num_pkts word of a block, which follows
// block_status.
func packetCount(block []byte) *atomic.Uint32 {
	return (*atomic.Uint32)(unsafe.Pointer(&block[12:blockHeaderLen][0]))
}

// A message is struct mmsghdr of recvmmsg(2); Go pads it as C does.
type message struct {
	header unix.Msghdr
	len    uint32 // bytes received, set by the kernel
}

// receive is recvmmsg(2) without waiting. The pointers in messages are typed,
// so that the garbage collector keeps what they point to.
func receive(fd int, messages []message, flags int) (n int, err error) {
	r, _, errno := unix.Syscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&messages[0])), uintptr(len(messages)), uintptr(flags), 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(r), nil
}

// socketError is getsockopt(2) of SO_ERROR, which takes the error from the
// socket: nil where there is none. It does not block and asks the scheduler
// nothing, which else would wake the runtime's monitor for each wait.
func socketError(fd int) error {
	var value int32
	size := uint32(unsafe.Sizeof(value))
	_, _, errno := unix.RawSyscall6(unix.SYS_GETSOCKOPT, uintptr(fd), unix.SOL_SOCKET, unix.SO_ERROR,
		uintptr(unsafe.Pointer(&value)), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 {
		return errno
	}
	if value != 0 {
		return unix.Errno(value)
	}
	return nil
}
