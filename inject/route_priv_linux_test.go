package inject

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

func TestMain(m *testing.M) {
	netlab.Enter()
	m.Run()
}

func TestFindRoute(t *testing.T) {
	a, _ := netlab.Pair(t)
	a.Run("ip", "route", "add", "198.51.100.0/24", "via", netlab.AddrB4.String(), "mtu", "1200")
	a.Run("ip", "route", "add", "blackhole", "203.0.113.0/25")
	a.Run("ip", "route", "add", "prohibit", "203.0.113.128/25")
	a.Run("ip", "-6", "route", "add", "2001:db8::/64", "via", netlab.AddrB6.String())
	a.Run("ip", "-6", "route", "add", "unreachable", "2001:db8:1::/64")
	addr := netip.MustParseAddr
	for _, tt := range []struct {
		dst              string
		options          RouteOptions
		link, src, via   string
		mtu              int
		local, broadcast bool
	}{
		{dst: "10.99.0.2", link: "veth0", src: "10.99.0.1", mtu: 1500},
		{dst: "::ffff:10.99.0.2", link: "veth0", src: "10.99.0.1", mtu: 1500},
		{dst: "fd99::2", link: "veth0", src: "fd99::1", mtu: 1500},
		{dst: "10.99.0.255", link: "veth0", src: "10.99.0.1", mtu: 1500, broadcast: true},
		{dst: "198.51.100.7", link: "veth0", src: "10.99.0.1", via: "10.99.0.2", mtu: 1200},
		{dst: "2001:db8::7", link: "veth0", src: "fd99::1", via: "fd99::2", mtu: 1500},
		{dst: "127.0.0.1", link: "lo", src: "127.0.0.1", mtu: 65536, local: true},
		{dst: "::1", link: "lo", src: "::1", mtu: 65536, local: true},
		{dst: "10.99.0.1", link: "lo", src: "10.99.0.1", mtu: 65536, local: true},
		{dst: "fd99::1", link: "lo", src: "fd99::1", mtu: 65536, local: true},
		{dst: "10.99.0.2", options: RouteOptions{Interface: "veth0"}, link: "veth0", src: "10.99.0.1", mtu: 1500},
		{dst: "10.99.0.2", options: RouteOptions{Source: addr("192.0.2.9")}, link: "veth0", src: "192.0.2.9", mtu: 1500},
	} {
		var r Route
		var err error
		a.Do(func() { r, err = FindRoute(addr(tt.dst), tt.options) })
		if err != nil {
			t.Errorf("FindRoute(%s, %+v): %v", tt.dst, tt.options, err)
			continue
		}
		via := ""
		if r.Gateway.IsValid() {
			via = r.Gateway.String()
		}
		if r.Link.Name != tt.link || r.Source.String() != tt.src || via != tt.via || r.MTU != tt.mtu ||
			r.Local != tt.local || r.Broadcast != tt.broadcast || !r.Link.Ethernet {
			t.Errorf("FindRoute(%s, %+v) = %+v, want %+v", tt.dst, tt.options, r, tt)
		}
	}
	for _, tt := range []struct {
		dst     string
		options RouteOptions
		want    error
	}{
		{"192.0.2.1", RouteOptions{}, ErrNoRoute},
		{"203.0.113.1", RouteOptions{}, ErrNoRoute},
		{"203.0.113.129", RouteOptions{}, ErrNoRoute},
		{"2001:db8:1::1", RouteOptions{}, ErrNoRoute},
		{"2001:db8:2::1", RouteOptions{}, ErrNoRoute},
		{"fe80::1", RouteOptions{}, ErrNoRoute},
		{"10.99.0.2", RouteOptions{Interface: "none0"}, ErrNoInterface},
		{"10.99.0.2", RouteOptions{Source: addr("fd99::1")}, ErrNoRoute},
	} {
		a.Do(func() {
			if r, err := FindRoute(addr(tt.dst), tt.options); !errors.Is(err, tt.want) {
				t.Errorf("FindRoute(%s, %+v) = %+v, %v; want %v", tt.dst, tt.options, r, err, tt.want)
			}
		})
	}
	a.Down("veth0")
	a.Do(func() {
		if _, err := FindRoute(netlab.AddrB4, RouteOptions{Interface: "veth0"}); !errors.Is(err, ErrLinkDown) {
			t.Errorf("route through a link that is down: %v, want ErrLinkDown", err)
		}
	})
}

func TestNeighbour(t *testing.T) {
	a, b := netlab.Pair(t)
	want := b.Interface(netlab.Interface).HardwareAddr.String()
	find := func(dst netip.Addr) (net.HardwareAddr, error) {
		var mac net.HardwareAddr
		var err error
		a.Do(func() {
			var r Route
			if r, err = FindRoute(dst, RouteOptions{}); err == nil {
				mac, err = r.Neighbour(context.Background())
			}
		})
		return mac, err
	}
	a.Run("ip", "route", "add", "198.51.100.0/24", "via", netlab.AddrB4.String())
	for _, tt := range []struct{ dst, want string }{
		{"10.99.0.2", want},
		{"fd99::2", want},
		{"198.51.100.1", want},
		{"10.99.0.255", "ff:ff:ff:ff:ff:ff"},
		{"10.99.0.1", "00:00:00:00:00:00"},
		{"::1", "00:00:00:00:00:00"},
	} {
		if got, err := find(netip.MustParseAddr(tt.dst)); err != nil || got.String() != tt.want {
			t.Errorf("neighbour to %s = %v, %v; want %s", tt.dst, got, err, tt.want)
		}
	}
	a.Sysctl("net/ipv4/neigh/veth0/mcast_solicit", "1")
	a.Sysctl("net/ipv4/neigh/veth0/retrans_time_ms", "100")
	a.Sysctl("net/ipv6/neigh/veth0/mcast_solicit", "1")
	a.Sysctl("net/ipv6/neigh/veth0/retrans_time_ms", "100")
	for _, silent := range []string{"10.99.0.77", "fd99::77"} {
		_, err := find(netip.MustParseAddr(silent))
		var ne *NeighbourError
		if !errors.As(err, &ne) || ne.Err != nil || !strings.Contains(err.Error(), silent) {
			t.Errorf("neighbour %s that is not there: %v, want a NeighbourError of silence", silent, err)
		}
	}
}

func TestMulticastHardware(t *testing.T) {
	for _, tt := range []struct{ group, want string }{
		{"224.0.0.251", "01:00:5e:00:00:fb"},
		{"239.255.129.2", "01:00:5e:7f:81:02"},
		{"ff02::1:ff00:2", "33:33:ff:00:00:02"},
	} {
		if got := multicastHardware(netip.MustParseAddr(tt.group)).String(); got != tt.want {
			t.Errorf("multicastHardware(%s) = %s, want %s", tt.group, got, tt.want)
		}
	}
}
