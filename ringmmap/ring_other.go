//go:build !linux

package ringmmap

import (
	"errors"
	"fmt"
)

// resources is never made: the ring is Linux's.
type resources struct{}

var errUnsupported = fmt.Errorf("packet ring: %w", errors.ErrUnsupported)

// Open returns an error that wraps errors.ErrUnsupported: the ring is Linux's.
func Open(fd int, cfg Config) (*Ring, error) { return nil, errUnsupported }

func (res *resources) wait() error           { return errUnsupported }
func (res *resources) wake()                 {}
func (res *resources) stats() (Stats, error) { return Stats{}, errUnsupported }
func (res *resources) close() error          { return errUnsupported }
