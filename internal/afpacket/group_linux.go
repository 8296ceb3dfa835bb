package afpacket

import (
	"encoding/binary"
	"fmt"
	"io"
	"net/netip"
	"os"

	"golang.org/x/sys/unix"
)

// JoinGroup has the interface with index ifindex receive packets to a multicast
// group, and tells routers and switches by IGMP or MLD, until the returned
// Closer is closed: the kernel leaves the group when the socket behind it is
// gone, however the process ends. Where source is valid only packets from it
// are asked for.
func JoinGroup(ifindex int, group, source netip.Addr) (io.Closer, error) {
	if !group.IsMulticast() {
		return nil, fmt.Errorf("join %s: it is no multicast address", group)
	}
	if source.IsValid() && source.Is4() != group.Is4() {
		return nil, fmt.Errorf("join %s: the source %s is of the other family", group, source)
	}
	family, level := unix.AF_INET6, unix.IPPROTO_IPV6
	if group.Is4() {
		family, level = unix.AF_INET, unix.IPPROTO_IP
	}
	fd, err := unix.Socket(family, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("join %s: open socket: %w", group, err)
	}
	// It is not bound, and so receives nothing itself.
	option, name := unix.MCAST_JOIN_GROUP, "MCAST_JOIN_GROUP"
	request := groupRequest(ifindex, group)
	if source.IsValid() {
		option, name = unix.MCAST_JOIN_SOURCE_GROUP, "MCAST_JOIN_SOURCE_GROUP"
		request = append(request, storage(source)...)
	}
	if err := unix.SetsockoptString(fd, level, option, string(request)); err != nil {
		_ = unix.Close(fd) // err says what is wrong
		return nil, fmt.Errorf("join %s: setsockopt %s: %w", group, name, err)
	}
	return os.NewFile(uintptr(fd), "multicast group"), nil
}

// groupRequest returns struct group_req of linux/in.h: the interface, and the
// group as a struct sockaddr_storage at the alignment of a pointer.
func groupRequest(ifindex int, group netip.Addr) []byte {
	b := make([]byte, 8)
	binary.NativeEndian.PutUint32(b, uint32(ifindex))
	return append(b, storage(group)...)
}

// storage returns addr as a struct sockaddr_storage.
func storage(addr netip.Addr) []byte {
	b := make([]byte, 128)
	if addr.Is4() {
		binary.NativeEndian.PutUint16(b, unix.AF_INET)
		copy(b[4:], addr.AsSlice())
		return b
	}
	binary.NativeEndian.PutUint16(b, unix.AF_INET6)
	copy(b[8:], addr.AsSlice())
	return b
}
