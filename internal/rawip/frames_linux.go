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
	to    unix.RawSockaddrLinklayer
	batch batch
}

// NewFrames returns a Frames that sends through the interface of the index.
func NewFrames(ifindex int) *Frames {
	f := new(Frames)
	// packet(7): to send, sll_family, sll_ifindex and sll_protocol matter; of a
	// SOCK_RAW packet the kernel takes the protocol from the header where it is
	// 0. The socket need not be bound, and so receives nothing.
	f.to.Family = unix.AF_PACKET
	f.to.Ifindex = int32(ifindex)
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
