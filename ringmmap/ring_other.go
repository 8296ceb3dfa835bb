//go:build !linux

package ringmmap

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// resources is never made: the ring is Linux's.
type resources struct{}

var errUnsupported = fmt.Errorf("packet ring: %w", errors.ErrUnsupported)

// Open returns an error that wraps errors.ErrUnsupported: the ring is Linux's.
func Open(fd int, cfg Config) (*Ring, error) { return nil, errUnsupported }

// OpenPlain returns an error that wraps errors.ErrUnsupported.
func OpenPlain(fd int, cfg Config) (*Ring, error) { return nil, errUnsupported }

// NoRing returns false.
func NoRing(err error) bool { return false }

// status returns a word that says that no block is ready.
func status(block []byte) *atomic.Uint32 { return new(atomic.Uint32) }

// packetCount returns a word that says that no packet is in a block.
func packetCount(block []byte) *atomic.Uint32 { return new(atomic.Uint32) }

func (res *resources) lease() (uint64, bool)     { return 0, false }
func (res *resources) ready() bool               { return false }
func (res *resources) wait(*atomic.Uint32) error { return errUnsupported }
func (res *resources) wake()                     {}
func (res *resources) stats() (Stats, error)     { return Stats{}, errUnsupported }
func (res *resources) close() error              { return errUnsupported }
