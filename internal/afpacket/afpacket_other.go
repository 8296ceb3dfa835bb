//go:build !linux

package afpacket

import (
	"errors"
	"fmt"
)

// A Socket is a packet socket, which only Linux has.
type Socket struct{}

// Open returns an error that wraps errors.ErrUnsupported: packet sockets are
// Linux's.
func Open(kind Kind) (*Socket, error) {
	return nil, fmt.Errorf("open packet socket: %w", errors.ErrUnsupported)
}

// Close does nothing.
func (s *Socket) Close() error { return nil }
