package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// sendOptions is the command line of pktcraft send.
type sendOptions struct {
	iface   string
	link    bool
	wait    bool
	rate    float64
	flood   bool
	probing probing
}

func runSend(ctx context.Context, args []string, std streams) error {
	var o sendOptions
	f := pflag.NewFlagSet("send", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "send SPEC [FLAGS]",
		about: "Send any packet, written as layers with fields. What is not given is computed: lengths, checksums,\nthe source address by route, MAC addresses by route and neighbour. What is given is obeyed.",
		examples: `pktcraft send 'ip(dst=10.0.0.2,ttl=3)/udp(dport=7)/"hello"'
pktcraft send 'ip6(dst=fd00::2)/tcp(dport=80,flags=S)' --wait
pktcraft send 'eth(dst=ff:ff:ff:ff:ff:ff)/arp(pdst=10.0.0.2)' -i veth0 --wait -v
pktcraft send 'ip(dst=10.0.0.2)/udp(dport=9,chksum=0xbad)' --count 1000 --rate 100
`,
	}); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return usagef("want one SPEC, as 'ip(dst=10.0.0.2)/udp(dport=9)'; got %d arguments", f.NArg())
	}
	switch {
	case o.rate < 0:
		return usagef("--rate %v: must be above 0", o.rate)
	case o.rate > 0:
		o.probing.rate = o.rate
	case o.flood:
		o.probing.interval = 0
	}
	if err := o.probing.check(); err != nil {
		return err
	}
	packet, err := parseSpec(f.Arg(0))
	if err != nil {
		return err
	}
	q, err := o.question(ctx, packet)
	if err != nil {
		return err
	}
	return o.probing.run(ctx, std, q)
}

func (o *sendOptions) flags(f *pflag.FlagSet) {
	f.StringVarP(&o.iface, "interface", "i", "", "send through this `interface` (default: by route)")
	f.BoolVar(&o.link, "link", false, "send IP datagrams as Ethernet frames, past the kernel's IP")
	f.BoolVar(&o.wait, "wait", false, "wait for answers, and report them")
	f.Float64Var(&o.rate, "rate", 0, "packets a second, instead of --interval")
	f.BoolVar(&o.flood, "flood", false, "as fast as possible")
	o.probing.flags(f)
}

// parseSpec reads the text form of a packet; what is wrong is shown in place.
func parseSpec(text string) (craft.Packet, error) {
	p, err := craft.ParsePacket(text)
	var at *craft.ParseError
	if errors.As(err, &at) {
		return nil, usagef("%s%s", at.Msg, indent(at.Caret()))
	}
	return p, err
}

// question prepares the packet for the way it takes.
func (o *sendOptions) question(ctx context.Context, p craft.Packet) (*question, error) {
	q := &question{verdict: func(a probe.Answer) string { return a.Kind.String() }, timeout: "silent"}
	_, q.frames = p[0].(*craft.Ethernet)
	dst := destination(p)
	var err error
	switch {
	case dst.IsValid():
		q.route, err = inject.FindRoute(dst, inject.RouteOptions{Interface: o.iface})
		q.target = dst.String()
	case o.iface == "":
		return nil, usagef("-i is missing: the packet has no IP destination to find a route for")
	default:
		q.route.Link, err = inject.FindLink(o.iface)
		q.target = o.iface
	}
	if err != nil {
		return nil, err
	}
	q.what = p.String()
	complete(p, q.route)
	if !q.frames {
		if p, q.frames, err = o.frame(p, q.route); err != nil {
			return nil, err
		}
	}
	if q.frames && !q.route.Link.Ethernet {
		return nil, fmt.Errorf("send a frame through %s: it is no Ethernet", q.route.Link.Name)
	}
	if eth, ok := p[0].(*craft.Ethernet); ok {
		if err := o.address(ctx, eth, q.route); err != nil {
			return nil, err
		}
	}
	q.build = func(b []byte, _ int) ([]byte, error) { return p.AppendTo(b) }
	if o.wait {
		b, err := q.build(nil, 0)
		if err != nil {
			return nil, err
		}
		if q.expect, err = probe.ExpectOf(b, q.linkType()); err != nil {
			return nil, fmt.Errorf("--wait: %w", err)
		}
	}
	return q, nil
}

// destination returns the address that a packet's outermost IP or ARP header
// names, the zero Addr where there is none.
func destination(p craft.Packet) netip.Addr {
	for _, l := range p {
		switch l := l.(type) {
		case *craft.IPv4:
			return l.Dst
		case *craft.IPv6:
			return l.Dst
		case *craft.ARP:
			return l.TargetIP
		}
	}
	return netip.Addr{}
}

// complete fills in the source addresses that the outermost network header
// leaves to the route.
func complete(p craft.Packet, r inject.Route) {
	for _, l := range p {
		switch l := l.(type) {
		case *craft.IPv4:
			if !l.Src.IsValid() {
				l.Src = r.Source
			}
			return
		case *craft.IPv6:
			if !l.Src.IsValid() {
				l.Src = r.Source
			}
			return
		case *craft.ARP:
			if !l.SenderIP.IsValid() {
				l.SenderIP = r.Source
			}
			if !l.SenderMAC.IsValid() && len(r.Link.Hardware) == 6 {
				l.SenderMAC = craft.MACFrom([6]byte(r.Link.Hardware))
			}
			return
		}
	}
}

// frame puts a datagram into an Ethernet frame where that is asked for, or
// where the kernel would not send it as it stands.
func (o *sendOptions) frame(p craft.Packet, r inject.Route) (craft.Packet, bool, error) {
	b, err := p.AppendTo(nil)
	if err != nil {
		return p, false, err
	}
	altered := inject.Altered(b)
	// An identification of 0 is the text form's way to leave it to others.
	if !o.link && (altered == "" || altered == "identification") {
		return p, false, nil
	}
	if !r.Link.Ethernet {
		return p, false, fmt.Errorf("send to %v: the kernel would correct the %s, and %s is no Ethernet to go round it", r.Destination, altered, r.Link.Name)
	}
	return append(craft.Packet{new(craft.Ethernet)}, p...), true, nil
}

// address fills in the MAC addresses that a frame leaves to the route.
func (o *sendOptions) address(ctx context.Context, eth *craft.Ethernet, r inject.Route) error {
	if !eth.Src.IsValid() && len(r.Link.Hardware) == 6 {
		eth.Src = craft.MACFrom([6]byte(r.Link.Hardware))
	}
	if eth.Dst.IsValid() || !r.Destination.IsValid() || o.probing.dryRun {
		return nil // a dry run asks nobody
	}
	mac, err := r.Neighbour(ctx)
	if err == nil && len(mac) == 6 {
		eth.Dst = craft.MACFrom([6]byte(mac))
	}
	return err
}
