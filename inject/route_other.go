//go:build !linux

package inject

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
)

// FindLink returns an error that wraps errors.ErrUnsupported.
func FindLink(name string) (Link, error) {
	return Link{}, fmt.Errorf("look up interface %s: %w", name, errors.ErrUnsupported)
}

// FindRoute returns an error that wraps errors.ErrUnsupported.
func FindRoute(dst netip.Addr, _ RouteOptions) (Route, error) {
	return Route{}, fmt.Errorf("find route to %v: %w", dst, errors.ErrUnsupported)
}

// Neighbour returns an error that wraps errors.ErrUnsupported.
func (r Route) Neighbour(context.Context) (net.HardwareAddr, error) {
	return nil, &NeighbourError{Addr: r.NextHop(), Link: r.Link.Name, Err: errors.ErrUnsupported}
}

// OpenLink returns an error that wraps errors.ErrUnsupported.
func OpenLink(string) (Sender, error) {
	return nil, fmt.Errorf("open link sender: %w", errors.ErrUnsupported)
}
