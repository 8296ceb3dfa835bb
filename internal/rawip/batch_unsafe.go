//go:build linux

package rawip

import (
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A message is struct mmsghdr of sendmmsg(2); Go pads it as C does.
type message struct {
	header unix.Msghdr
	sent   uint32 // bytes, set by the kernel
}

// A batch is the arguments of one sendmmsg, kept between calls. Its pointers
// are typed, so the garbage collector sees all of them.
type batch struct {
	messages [MaxBatch]message
	vectors  [MaxBatch]unix.Iovec
	inet4    [MaxBatch]unix.RawSockaddrInet4
	inet6    [MaxBatch]unix.RawSockaddrInet6
}

// datagrams fills the batch with the leading packets of family f, each to the
// destination in its header, and returns their number, at most MaxBatch.
func (b *batch) datagrams(f family, packets [][]byte) int {
	n := 0
	for n < len(packets) && n < MaxBatch {
		p := packets[n]
		if g, err := familyOf(p); err != nil || g != f {
			break
		}
		b.vector(n, p)
		h := &b.messages[n].header
		if f == ipv4 {
			a := &b.inet4[n]
			a.Family = unix.AF_INET
			copy(a.Addr[:], p[16:20])
			// A sockaddr is passed as bytes; both arrays live as long as b.
			h.Name, h.Namelen = (*byte)(unsafe.Pointer(a)), unix.SizeofSockaddrInet4
		} else {
			a := &b.inet6[n]
			a.Family = unix.AF_INET6
			copy(a.Addr[:], p[24:40])
			h.Name, h.Namelen = (*byte)(unsafe.Pointer(a)), unix.SizeofSockaddrInet6
		}
		n++
	}
	return n
}

// frames fills the batch with the leading packets, those that begin as IPv6
// does to the second address, and returns their number, at most MaxBatch.
func (b *batch) frames(to *[2]unix.RawSockaddrLinklayer, packets [][]byte) int {
	n := min(len(packets), MaxBatch)
	for i, p := range packets[:n] {
		b.vector(i, p)
		h := &b.messages[i].header
		a := &to[0]
		if len(p) > 0 && p[0]>>4 == 6 {
			a = &to[1]
		}
		h.Name, h.Namelen = (*byte)(unsafe.Pointer(a)), unix.SizeofSockaddrLinklayer
	}
	return n
}

func (b *batch) vector(i int, packet []byte) {
	v := &b.vectors[i]
	v.Base = unsafe.SliceData(packet)
	v.SetLen(len(packet))
	h := &b.messages[i].header
	h.Iov = v
	h.SetIovlen(1)
}

// send sends the first n messages and returns how many the kernel took; the
// error belongs to the one after them.
func (b *batch) send(fd, n int) (int, error) {
	sent, full := 0, 0
	for sent < n {
		// The pointer is converted in the call itself, so that the array
		// neither moves nor dies during it.
		r, _, errno := unix.Syscall6(unix.SYS_SENDMMSG, uintptr(fd),
			uintptr(unsafe.Pointer(&b.messages[sent])), uintptr(n-sent), 0, 0, 0)
		switch {
		case errno == 0:
			sent += int(r)
			full = 0
		case errno == unix.EINTR:
		case (errno == unix.ENOBUFS || errno == unix.EAGAIN) && full < maxFull:
			// The transmit queue or the socket's buffer is full: the packet
			// was not taken.
			full++
			Sleep(fullPause)
		default:
			b.forget(n)
			return sent, explain(errno)
		}
	}
	b.forget(n)
	return sent, nil
}

// forget drops the references to the caller's packets.
func (b *batch) forget(n int) {
	for i := range b.vectors[:n] {
		b.vectors[i].Base = nil
	}
	runtime.KeepAlive(b)
}
