package rawip

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// Where there is no room for a packet it is tried again for so long, before
// that is an error: a link that takes no packet for seconds is reported, not
// waited for.
const (
	fullPause = 100 * time.Microsecond
	maxFull   = 30000
)

// Frames sends link-layer frames by sendmmsg on a packet socket that somebody
// else opens and closes. One goroutine uses it at a time.
type Frames struct {
	to    [2]unix.RawSockaddrLinklayer // the second for what begins with an IPv6 header
	batch batch
}

// NewFrames returns a Frames that sends through the interface of the index. raw
// says that its frames have no link-layer header, so that each is an IP
// datagram.
func NewFrames(ifindex int, raw bool) *Frames {
	f := new(Frames)
	// packet(7): to send, sll_family, sll_ifindex and sll_protocol matter; of a
	// SOCK_RAW packet the kernel takes the protocol from the header where it is
	// 0. The socket need not be bound, and so receives nothing.
	for i, protocol := range [...]uint16{unix.ETH_P_IP, unix.ETH_P_IPV6} {
		f.to[i].Family = unix.AF_PACKET
		f.to[i].Ifindex = int32(ifindex)
		if raw {
			f.to[i].Protocol = protocol<<8 | protocol>>8
		}
	}
	return f
}

// Send sends the frames in order through the packet socket fd and returns how
// many the kernel took.
func (f *Frames) Send(fd int, packets [][]byte) (int, error) {
	sent := 0
	for sent < len(packets) {
		done, err := f.batch.send(fd, f.batch.frames(&f.to, packets[sent:]))
		sent += done
		if err != nil {
			return sent, fmt.Errorf("send frame of %d bytes: %w", len(packets[sent]), err)
		}
	}
	return sent, nil
}
