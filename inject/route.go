package inject

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
)

// A Link is a network interface as senders see it.
type Link struct {
	Name     string
	Index    int
	MTU      int              // bytes of the largest IP datagram
	Hardware net.HardwareAddr // empty where the link has none
	Up       bool
	Loopback bool
	Ethernet bool // its frames have Ethernet headers; loopback's have too
	Raw      bool // its frames are IP datagrams with nothing before them, as on a tunnel or PPP
	NoARP    bool // nobody on it is asked for an address, as on a tunnel
}

// A Route is how packets to an address leave this machine.
type Route struct {
	Destination netip.Addr
	Source      netip.Addr // the address that the kernel would send from
	Gateway     netip.Addr // the next hop; invalid where the destination is on the link
	Link        Link
	MTU         int  // of the route: the link's, or less where the route says so
	Pinned      bool // the interface was asked for, or is the address's zone
	Local       bool // the destination is one of this machine's own addresses
	Multicast   bool // the destination is a multicast address
	Broadcast   bool // the destination is a broadcast address

	// Direct has Open return a sender that goes past the kernel's IP, for what
	// that would correct. Link must be Raw.
	Direct bool
}

// NextHop returns the neighbour that packets of this route are handed to: the
// gateway, or the destination itself.
func (r Route) NextHop() netip.Addr {
	if r.Gateway.IsValid() {
		return r.Gateway
	}
	return r.Destination
}

// Open returns a Sender of IP datagrams that take this route: [OpenIP], bound
// to the interface where that was asked for. See Direct for another kind.
func (r Route) Open() (Sender, error) {
	if r.Direct {
		return OpenLink(r.Link.Name)
	}
	if r.Pinned && !r.Local {
		return OpenIP(r.Link.Name)
	}
	return OpenIP("")
}

// RouteOptions narrow [FindRoute].
type RouteOptions struct {
	Interface string     // only through this interface
	Source    netip.Addr // only from this address
}

// ErrNoRoute is wrapped by the error of [FindRoute] where the routing table has
// no way to the address, or forbids it.
var ErrNoRoute = errors.New("no route")

// A NeighbourError says that a next hop did not answer when it was asked for
// its link-layer address.
type NeighbourError struct {
	Addr netip.Addr
	Link string
	Err  error // what failed, or nil for silence
}

func (e *NeighbourError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("find neighbour %v on %s: %v", e.Addr, e.Link, e.Err)
	}
	return fmt.Sprintf("find neighbour %v on %s: no answer", e.Addr, e.Link)
}

func (e *NeighbourError) Unwrap() error { return e.Err }

// multicastHardware returns the Ethernet address of a multicast group: RFC 1112
// section 6.4 and RFC 2464 section 7.
func multicastHardware(group netip.Addr) net.HardwareAddr {
	if a := group.Unmap(); a.Is4() {
		b := a.As4()
		return net.HardwareAddr{0x01, 0x00, 0x5e, b[1] & 0x7f, b[2], b[3]}
	}
	b := group.As16()
	return net.HardwareAddr{0x33, 0x33, b[12], b[13], b[14], b[15]}
}
