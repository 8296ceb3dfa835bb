package rawip

import (
	"fmt"
	"time"
)

// A full transmit queue is tried again for a second before it is an error.
const (
	fullPause = 100 * time.Microsecond
	maxFull   = 10000
)

// Frames sends link-layer frames by sendmmsg on a packet socket that somebody
// else opened, bound to its interface, and closes. One goroutine uses it at a
// time.
type Frames struct {
	fd    int
	batch batch
}

// NewFrames returns a Frames for the bound packet socket fd.
func NewFrames(fd int) *Frames { return &Frames{fd: fd} }

// Send sends the frames in order and returns how many the kernel took.
func (f *Frames) Send(packets [][]byte) (int, error) {
	sent := 0
	for sent < len(packets) {
		done, err := f.batch.send(f.fd, f.batch.frames(packets[sent:]))
		sent += done
		if err != nil {
			return sent, fmt.Errorf("send frame of %d bytes: %w", len(packets[sent]), err)
		}
	}
	return sent, nil
}
