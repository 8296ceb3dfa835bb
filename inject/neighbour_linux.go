package inject

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"time"

	"github.com/vishvananda/netlink"

	"pktcap/internal/rawip"
)

// The kernel asks three times, a second apart (mcast_solicit and retrans_time
// of arp(7)), before it gives a neighbour up.
const (
	neighbourPatience = 3500 * time.Millisecond
	neighbourPoll     = 2 * time.Millisecond
)

// Neighbour returns the link-layer address that packets of this route go to:
// the kernel's own neighbour entry, after having the kernel ask for it where
// there is none; zeros on a link where nobody is asked. Silence is a
// *NeighbourError after some three seconds.
//
// To have the kernel ask takes CAP_NET_ADMIN, or else CAP_NET_RAW.
func (r Route) Neighbour(ctx context.Context) (net.HardwareAddr, error) {
	hop := r.NextHop()
	switch {
	case r.Local || r.Link.Loopback || r.Link.NoARP:
		return make(net.HardwareAddr, 6), nil
	case r.Multicast && !r.Gateway.IsValid():
		return multicastHardware(hop), nil
	case r.Broadcast:
		return net.HardwareAddr{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, nil
	}
	n := neighbour{link: r.Link, addr: hop}
	mac, err := n.find(ctx)
	if err != nil {
		return nil, &NeighbourError{Addr: hop, Link: r.Link.Name, Err: err}
	}
	if mac == nil {
		return nil, &NeighbourError{Addr: hop, Link: r.Link.Name}
	}
	return mac, nil
}

type neighbour struct {
	link Link
	addr netip.Addr
}

// find returns nil, nil for a neighbour that does not answer.
func (n neighbour) find(ctx context.Context) (net.HardwareAddr, error) {
	mac, state, err := n.entry()
	if err != nil || mac != nil {
		return mac, err
	}
	if err := n.ask(); err != nil {
		return nil, err
	}
	failed := state
	deadline := time.Now().Add(neighbourPatience)
	for time.Now().Before(deadline) {
		if mac, state, err = n.entry(); err != nil || mac != nil {
			return mac, err
		}
		if state == netlink.NUD_FAILED && failed != netlink.NUD_FAILED {
			return nil, nil
		}
		if state != netlink.NUD_FAILED {
			failed = state // an old failure has given way to a new try
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(neighbourPoll):
		}
	}
	return nil, nil
}

// entry returns the kernel's entry, with a nil address where it has none that
// can be used.
func (n neighbour) entry() (net.HardwareAddr, int, error) {
	family := netlink.FAMILY_V4
	if n.addr.Is6() {
		family = netlink.FAMILY_V6
	}
	list, err := netlink.NeighList(n.link.Index, family)
	if err != nil {
		return nil, 0, err
	}
	const usable = netlink.NUD_REACHABLE | netlink.NUD_STALE | netlink.NUD_DELAY |
		netlink.NUD_PROBE | netlink.NUD_PERMANENT
	for _, e := range list {
		if addrOf(e.IP) != n.addr {
			continue
		}
		if e.State&usable != 0 && len(e.HardwareAddr) > 0 {
			return e.HardwareAddr, e.State, nil
		}
		return nil, e.State, nil
	}
	return nil, netlink.NUD_NONE, nil
}

// ask has the kernel resolve the neighbour: by NTF_USE, which sends nothing
// but the question and needs CAP_NET_ADMIN; without that by an empty datagram
// to its discard port (RFC 863).
func (n neighbour) ask() error {
	err := netlink.NeighSet(&netlink.Neigh{
		LinkIndex: n.link.Index, IP: n.addr.AsSlice(),
		Flags: netlink.NTF_USE, State: netlink.NUD_NONE,
	})
	if err == nil || !errors.Is(err, os.ErrPermission) {
		return err
	}
	// Whoever may not send anything else does not send this either.
	s, err := rawip.Open(rawip.Config{})
	if err != nil {
		return privileged(err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	const discard = 9
	to := netip.AddrPortFrom(n.addr, discard)
	if n.addr.Is6() && n.addr.IsLinkLocalUnicast() {
		to = netip.AddrPortFrom(n.addr.WithZone(n.link.Name), discard)
	}
	c, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(to))
	if err != nil {
		return err
	}
	_, err = c.Write(nil)
	return errors.Join(err, c.Close())
}
