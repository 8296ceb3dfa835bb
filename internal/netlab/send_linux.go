package netlab

import (
	"net"

	"golang.org/x/sys/unix"
)

// Send sends frames, each from its Ethernet header on, through an interface of
// the namespace, at once and byte for byte.
func (n *Namespace) Send(name string, frames ...[]byte) {
	n.t.Helper()
	n.Do(func() {
		ifi, err := net.InterfaceByName(name)
		if err != nil {
			n.t.Fatalf("interface %s: %v", name, err)
		}
		fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			n.t.Fatalf("open packet socket: %v", err)
		}
		defer unix.Close(fd)
		to := &unix.SockaddrLinklayer{Ifindex: ifi.Index}
		for _, frame := range frames {
			if err := unix.Sendto(fd, frame, 0, to); err != nil {
				n.t.Fatalf("send on %s: %v", name, err)
			}
		}
	})
}
