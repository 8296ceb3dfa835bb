//go:build !linux

package capture

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/netip"

	"golang.org/x/net/bpf"

	"pktcap/ringmmap"
)

var (
	_ Source  = (*Live)(nil)
	_ Batcher = (*Live)(nil)
)

var errNoLive = fmt.Errorf("live capture: %w", errors.ErrUnsupported)

// A Live is a capture from a network interface, which only Linux has here.
type Live struct{}

// OpenLive returns an error that wraps errors.ErrUnsupported: live capture is
// Linux's.
func OpenLive(c LiveConfig) (*Live, error) { return nil, errNoLive }

// Packets yields an error that wraps errors.ErrUnsupported.
func (l *Live) Packets(ctx context.Context) iter.Seq2[Packet, error] {
	return func(yield func(Packet, error) bool) { yield(Packet{}, errNoLive) }
}

// Borrow yields an error that wraps errors.ErrUnsupported.
func (l *Live) Borrow(ctx context.Context) iter.Seq2[*Packet, error] {
	return func(yield func(*Packet, error) bool) { yield(nil, errNoLive) }
}

// Batches yields an error that wraps errors.ErrUnsupported.
func (l *Live) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) { yield(nil, errNoLive) }
}

// Interfaces returns nothing.
func (l *Live) Interfaces() []Interface { return nil }

// Stats returns an error that wraps errors.ErrUnsupported.
func (l *Live) Stats() (Stats, error) { return Stats{}, errNoLive }

// Geometry returns nothing.
func (l *Live) Geometry() ringmmap.Geometry { return ringmmap.Geometry{} }

// SetBPF returns an error that wraps errors.ErrUnsupported.
func (l *Live) SetBPF(program []bpf.RawInstruction) error { return errNoLive }

// Close does nothing.
func (l *Live) Close() error { return nil }

// A Device is a network interface that can be captured from.
type Device struct {
	Interface
	HardwareType uint16
	Up           bool
	Running      bool
	Loopback     bool
	MTU          int
	Addresses    []netip.Prefix
}

// Devices returns an error that wraps errors.ErrUnsupported.
func Devices() ([]Device, error) { return nil, errNoLive }

// InterfaceByName returns an error that wraps errors.ErrUnsupported.
func InterfaceByName(name string) (Interface, error) { return Interface{}, errNoLive }

// OnIdle does nothing.
func (l *Live) OnIdle(fn func()) {}

// TimestampTypes returns an error that wraps errors.ErrUnsupported.
func TimestampTypes(name string) ([]TimestampType, error) { return nil, errNoLive }
