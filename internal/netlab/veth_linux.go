package netlab

import (
	"fmt"
	"net/netip"
	"os"
	"testing"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// Interface is the name of the veth interface that [Pair] makes in each of its
// namespaces.
const Interface = "veth0"

// The addresses of the two ends of a [Pair].
var (
	AddrA4 = netip.MustParseAddr("10.99.0.1")
	AddrB4 = netip.MustParseAddr("10.99.0.2")
	AddrA6 = netip.MustParseAddr("fd99::1")
	AddrB6 = netip.MustParseAddr("fd99::2")
)

// Veth makes a veth pair with both ends in the namespace and up, and nothing
// else speaking on it: IPv6 is switched off there, so that the test's packets
// are the only ones.
func (n *Namespace) Veth(a, b string) {
	n.t.Helper()
	n.Do(func() {
		n.veth(a, b, nil)
		for _, name := range []string{a, b} {
			n.quiet(name)
			n.up(name)
		}
		n.running(a)
		n.running(b)
	})
}

// Pair returns two namespaces joined by a veth pair, [Interface] in both, with
// IPv4 and IPv6 addresses (AddrA4, AddrA6 in the first; AddrB4, AddrB6 in the
// second), up and usable when it returns.
func Pair(t testing.TB) (a, b *Namespace) {
	t.Helper()
	a, b = New(t), New(t)
	a.Do(func() {
		a.veth(Interface, Interface, b)
		a.settle(Interface)
		a.address(Interface, AddrA4, AddrA6)
		a.up(Interface)
	})
	b.Do(func() {
		b.settle(Interface)
		b.address(Interface, AddrB4, AddrB6)
		b.up(Interface)
		b.running(Interface)
	})
	a.Do(func() { a.running(Interface) })
	return a, b
}

// veth makes a veth pair, its second end in the namespace peer; call it inside
// Do.
func (n *Namespace) veth(a, b string, peer *Namespace) {
	n.t.Helper()
	attrs := netlink.NewLinkAttrs()
	attrs.Name = a
	link := &netlink.Veth{LinkAttrs: attrs, PeerName: b}
	if peer != nil {
		link.PeerNamespace = netlink.NsFd(int(peer.ns.Fd()))
	}
	if err := netlink.LinkAdd(link); err != nil {
		n.t.Fatalf("make veth pair %s, %s: %v", a, b, err)
	}
}

// running waits until an interface carries packets: setting it up returns
// before the kernel has noticed that the other end is up too, and until then
// it drops what is sent. Call it inside Do.
func (n *Namespace) running(name string) {
	n.t.Helper()
	for range 500 {
		if n.link(name).Attrs().OperState == netlink.OperUp {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	n.t.Fatalf("interface %s is not running after 5 s", name)
}

// address gives an interface its addresses; call it inside Do. Duplicate
// address detection is left out: it takes a second, and an address that it has
// not cleared cannot be used.
func (n *Namespace) address(name string, v4, v6 netip.Addr) {
	n.t.Helper()
	for _, p := range []netip.Prefix{netip.PrefixFrom(v4, 24), netip.PrefixFrom(v6, 64)} {
		addr, err := netlink.ParseAddr(p.String())
		if err != nil {
			n.t.Fatal(err)
		}
		if p.Addr().Is6() {
			addr.Flags = unix.IFA_F_NODAD
		}
		if err := netlink.AddrAdd(n.link(name), addr); err != nil {
			n.t.Fatalf("add address %v to %s: %v", p, name, err)
		}
	}
}

// quiet switches IPv6 off on an interface; call it inside Do.
func (n *Namespace) quiet(name string) {
	n.t.Helper()
	n.sysctl(fmt.Sprintf("net/ipv6/conf/%s/disable_ipv6", name), "1")
}

// settle keeps an interface from speaking IPv6 by itself: no router
// solicitation, no duplicate address detection. Call it inside Do.
func (n *Namespace) settle(name string) {
	n.t.Helper()
	conf := "net/ipv6/conf/" + name + "/"
	n.sysctl(conf+"accept_dad", "0")
	n.sysctl(conf+"router_solicitations", "0")
	n.sysctl(conf+"mldv2_unsolicited_report_interval", "0")
}

// sysctl writes /proc/sys/NAME, of which the part under net is the calling
// thread's namespace's own; call it inside Do.
func (n *Namespace) sysctl(name, value string) {
	n.t.Helper()
	err := os.WriteFile("/proc/sys/"+name, []byte(value), 0)
	// A kernel without IPv6 has nothing to switch.
	if err != nil && !os.IsNotExist(err) {
		n.t.Fatalf("set %s: %v", name, err)
	}
}

// Sysctl writes /proc/sys/NAME of the namespace, as "net/ipv4/ip_forward".
func (n *Namespace) Sysctl(name, value string) {
	n.t.Helper()
	n.Do(func() { n.sysctl(name, value) })
}

// Offloads switches everything that makes captured packets differ from those
// on a wire (checksums left to the NIC, super-frames, tags carried beside the
// frame) on or off on an interface, with ethtool.
func (n *Namespace) Offloads(name string, on bool) {
	n.t.Helper()
	Peer(n.t, "ethtool")
	state := "off"
	if on {
		state = "on"
	}
	args := []string{"-K", name}
	for _, feature := range []string{"rx", "tx", "sg", "tso", "gso", "gro", "rxvlan", "txvlan"} {
		args = append(args, feature, state)
	}
	n.Run("ethtool", args...)
}
