//go:build !linux

package rawip

import (
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// A Socket sends whole IP datagrams; on this system there is none.
type Socket struct{}

// Open returns an error that wraps errors.ErrUnsupported.
func Open(Config) (*Socket, error) {
	return nil, fmt.Errorf("open raw IP socket: %w", errors.ErrUnsupported)
}

// Send returns an error that wraps errors.ErrUnsupported.
func (s *Socket) Send([][]byte) (int, error) {
	return 0, fmt.Errorf("send: %w", errors.ErrUnsupported)
}

// Close does nothing.
func (s *Socket) Close() error { return nil }

// Frames sends link-layer frames; on this system it cannot.
type Frames struct{}

// NewFrames returns a Frames that cannot send.
func NewFrames(int, bool) *Frames { return &Frames{} }

// Send returns an error that wraps errors.ErrUnsupported.
func (f *Frames) Send(int, [][]byte) (int, error) {
	return 0, fmt.Errorf("send frame: %w", errors.ErrUnsupported)
}

// Sleep pauses the calling goroutine for d.
func Sleep(d time.Duration) { time.Sleep(d) }

// A Hold keeps the kernel from answering for a hand-made flow; on this system
// there is none.
type Hold struct{}

// HoldTCP returns an error that wraps errors.ErrUnsupported.
func HoldTCP(local, _ netip.AddrPort, _ int) (*Hold, error) {
	return nil, fmt.Errorf("hold TCP port %v: %w", local, errors.ErrUnsupported)
}

// HoldUDP returns an error that wraps errors.ErrUnsupported.
func HoldUDP(local netip.AddrPort, _ int) (*Hold, error) {
	return nil, fmt.Errorf("hold UDP port %v: %w", local, errors.ErrUnsupported)
}

// Close does nothing.
func (h *Hold) Close() error { return nil }
