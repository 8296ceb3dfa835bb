package inject

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"

	"github.com/vishvananda/netlink"
)

// FindLink returns the interface of the name, or of the number, of the calling
// thread's network namespace.
func FindLink(name string) (Link, error) {
	l, err := netlink.LinkByName(name)
	if err != nil {
		if index, bad := strconv.Atoi(name); bad == nil {
			l, err = netlink.LinkByIndex(index)
		}
	}
	return newLink(name, l, err)
}

func newLink(name string, l netlink.Link, err error) (Link, error) {
	var missing netlink.LinkNotFoundError
	if errors.As(err, &missing) {
		return Link{}, fmt.Errorf("%s: %w", name, ErrNoInterface)
	}
	if err != nil {
		return Link{}, fmt.Errorf("look up interface %s: %w", name, err)
	}
	const noARP = 0x80 // IFF_NOARP, netdevice(7)
	a := l.Attrs()
	return Link{
		NoARP: a.RawFlags&noARP != 0,
		Name:  a.Name, Index: a.Index, MTU: a.MTU, Hardware: a.HardwareAddr,
		Up:       a.Flags&net.FlagUp != 0,
		Loopback: a.Flags&net.FlagLoopback != 0,
		Ethernet: a.EncapType == "ether" || a.EncapType == "loopback",
		Raw:      slices.Contains(rawLinks, a.EncapType),
	}, nil
}

// rawLinks are the kinds of links, as netlink names those of if_arp.h, on which
// an IP datagram is all that a packet socket sees and sends.
var rawLinks = []string{"none", "ppp", "ipip", "tunnel6", "sit"}

// FindRoute asks the kernel how packets to dst leave, as `ip route get` does.
// The zone of a link-local dst names its interface.
func FindRoute(dst netip.Addr, o RouteOptions) (Route, error) {
	if o.Interface == "" {
		o.Interface = dst.Zone()
	}
	dst = dst.Unmap().WithZone("")
	r, err := findRoute(dst, o)
	if err != nil {
		return Route{}, fmt.Errorf("find route to %v: %w", dst, err)
	}
	return r, nil
}

func findRoute(dst netip.Addr, o RouteOptions) (Route, error) {
	var options netlink.RouteGetOptions
	if o.Interface != "" {
		l, err := FindLink(o.Interface)
		if err != nil {
			return Route{}, err
		}
		if !l.Up {
			return Route{}, fmt.Errorf("%s: %w; ip link set %s up", l.Name, ErrLinkDown, l.Name)
		}
		options.OifIndex = l.Index
	} else if dst.Is6() && dst.IsLinkLocalUnicast() {
		return Route{}, fmt.Errorf("%w: a link-local address needs its interface: %v%%IFACE, or -i", ErrNoRoute, dst)
	}
	if o.Source.IsValid() {
		if o.Source.Unmap().BitLen() != dst.BitLen() {
			return Route{}, fmt.Errorf("%w: source %v is of the other family", ErrNoRoute, o.Source)
		}
		options.SrcAddr = o.Source.Unmap().AsSlice()
	}
	found, err := netlink.RouteGetWithOptions(dst.AsSlice(), &options)
	if err != nil && options.SrcAddr != nil {
		// The kernel refuses a source that is not this machine's own; a raw
		// packet may have it all the same, and takes the same way.
		options.SrcAddr = nil
		found, err = netlink.RouteGetWithOptions(dst.AsSlice(), &options)
	}
	if err != nil {
		return Route{}, fmt.Errorf("%w: %w", ErrNoRoute, err)
	}
	if len(found) == 0 {
		return Route{}, ErrNoRoute
	}
	return newRoute(dst, o, &found[0])
}

// The kinds of route that lead nowhere or home: linux/rtnetlink.h.
const (
	routeLocal       = 2 // RTN_LOCAL
	routeBroadcast   = 3 // RTN_BROADCAST
	routeMulticast   = 5 // RTN_MULTICAST
	routeBlackhole   = 6 // RTN_BLACKHOLE
	routeUnreachable = 7 // RTN_UNREACHABLE
	routeProhibit    = 8 // RTN_PROHIBIT
	routeThrow       = 9 // RTN_THROW
)

func newRoute(dst netip.Addr, o RouteOptions, found *netlink.Route) (Route, error) {
	switch found.Type {
	case routeBlackhole, routeUnreachable, routeProhibit, routeThrow:
		return Route{}, fmt.Errorf("%w: the routing table forbids it", ErrNoRoute)
	}
	r := Route{
		Destination: dst,
		Pinned:      o.Interface != "",
		Local:       found.Type == routeLocal,
		Broadcast:   found.Type == routeBroadcast,
		Multicast:   found.Type == routeMulticast || dst.IsMulticast(),
	}
	l, err := netlink.LinkByIndex(found.LinkIndex)
	if r.Link, err = newLink(strconv.Itoa(found.LinkIndex), l, err); err != nil {
		return Route{}, err
	}
	if r.Local && !r.Link.Loopback {
		// IPv6 names the interface that has the address; the packets take the
		// loopback interface all the same.
		if r.Link, err = FindLink("lo"); err != nil {
			return Route{}, err
		}
	}
	if !r.Link.Up {
		return Route{}, fmt.Errorf("%s: %w; ip link set %s up", r.Link.Name, ErrLinkDown, r.Link.Name)
	}
	r.MTU = r.Link.MTU
	if found.MTU > 0 && found.MTU < r.MTU {
		r.MTU = found.MTU
	}
	if r.Source = o.Source.Unmap(); !r.Source.IsValid() {
		r.Source = addrOf(found.Src)
	}
	r.Gateway = addrOf(found.Gw)
	if via, ok := found.Via.(*netlink.Via); ok && !r.Gateway.IsValid() {
		r.Gateway = addrOf(via.Addr)
	}
	return r, nil
}

func addrOf(ip net.IP) netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}
