package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"

	"github.com/spf13/pflag"

	"pktcap/inject"
)

// A target is whom a command sends to, and from where.
type target struct {
	dst   string
	src   string
	iface string
	ipv4  bool
	ipv6  bool
}

func (t *target) flags(f *pflag.FlagSet) {
	t.destination(f)
	f.BoolVarP(&t.ipv4, "ipv4", "4", false, "of a name's addresses take an IPv4 one")
	f.BoolVarP(&t.ipv6, "ipv6", "6", false, "of a name's addresses take an IPv6 one")
}

// destination defines the flags of a command that is of one family.
func (t *target) destination(f *pflag.FlagSet) {
	f.StringVar(&t.dst, "dst", "", "destination `address` or name")
	f.StringVar(&t.src, "src", "", "source `address` (default: by route)")
	f.StringVarP(&t.iface, "interface", "i", "", "send through this `interface` (default: by route)")
}

func (t *target) check() error {
	if t.dst == "" {
		return usagef("--dst is missing: whom to send to")
	}
	return nil
}

// route resolves the target and finds the way to it.
func (t *target) route(ctx context.Context) (inject.Route, error) {
	if err := t.check(); err != nil {
		return inject.Route{}, err
	}
	dst, err := t.resolve(ctx, t.dst)
	if err != nil {
		return inject.Route{}, err
	}
	o := inject.RouteOptions{Interface: t.iface}
	if t.src != "" {
		if o.Source, err = netip.ParseAddr(t.src); err != nil {
			return inject.Route{}, usagef("--src %s: not an IP address", t.src)
		}
		if o.Source.Unmap().BitLen() != dst.Unmap().BitLen() {
			return inject.Route{}, usagef("--src %s: not of the family of the destination %v", t.src, dst)
		}
	}
	r, err := inject.FindRoute(dst, o)
	if err != nil {
		return r, err
	}
	if !r.Source.IsValid() {
		return r, fmt.Errorf("send to %v through %s: the interface has no address to send from; give --src", dst, r.Link.Name)
	}
	return r, nil
}

// resolve returns the address that a name or an address stands for.
func (t *target) resolve(ctx context.Context, name string) (netip.Addr, error) {
	if a, err := netip.ParseAddr(name); err == nil {
		return a, nil
	}
	network := "ip"
	switch {
	case t.ipv4 && !t.ipv6:
		network = "ip4"
	case t.ipv6 && !t.ipv4:
		network = "ip6"
	}
	all, err := net.DefaultResolver.LookupNetIP(ctx, network, name)
	if err != nil {
		return netip.Addr{}, fmt.Errorf("resolve %s: %w", name, err)
	}
	if len(all) == 0 {
		return netip.Addr{}, fmt.Errorf("resolve %s: no address", name)
	}
	// An IPv4 address first, where the user has no preference and there is one.
	for _, a := range all {
		if a.Unmap().Is4() {
			return a.Unmap(), nil
		}
	}
	return all[0], nil
}
