//go:build !linux

package capture

import (
	"context"
	"iter"
)

var _ Source = (*Group)(nil)

// A Group is captures from several interfaces, which only Linux has here.
type Group struct{}

// OpenGroup returns an error that wraps errors.ErrUnsupported.
func OpenGroup(configs ...LiveConfig) (*Group, error) { return nil, errNoLive }

// Packets yields an error that wraps errors.ErrUnsupported.
func (g *Group) Packets(ctx context.Context) iter.Seq2[Packet, error] {
	return func(yield func(Packet, error) bool) { yield(Packet{}, errNoLive) }
}

// Borrow yields an error that wraps errors.ErrUnsupported.
func (g *Group) Borrow(ctx context.Context) iter.Seq2[*Packet, error] {
	return func(yield func(*Packet, error) bool) { yield(nil, errNoLive) }
}

// Interfaces returns nothing.
func (g *Group) Interfaces() []Interface { return nil }

// Members returns nothing.
func (g *Group) Members() []*Live { return nil }

// Stats returns an error that wraps errors.ErrUnsupported.
func (g *Group) Stats() (Stats, error) { return Stats{}, errNoLive }

// Close does nothing.
func (g *Group) Close() error { return nil }

// OpenFanout returns an error that wraps errors.ErrUnsupported.
func OpenFanout(c LiveConfig, f Fanout) (*Group, error) { return nil, errNoLive }

// Pin returns an error that wraps errors.ErrUnsupported.
func (l *Live) Pin() error { return errNoLive }

// MatchInterfaces returns an error that wraps errors.ErrUnsupported.
func MatchInterfaces(patterns ...string) ([]string, error) { return nil, errNoLive }

// WaitInterface returns an error that wraps errors.ErrUnsupported.
func WaitInterface(ctx context.Context, name string) error { return errNoLive }

// Follow returns an error that wraps errors.ErrUnsupported.
func (g *Group) Follow(s Selection) error { return errNoLive }

// OnIdle does nothing.
func (g *Group) OnIdle(fn func()) {}
