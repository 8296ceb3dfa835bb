package main

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// arpOptions is the command line of pktcraft arp.
type arpOptions struct {
	target  target
	probing probing

	op                   craft.Auto
	hwSrc, hwDst, ethDst craft.MAC
	senderIP             string
}

func runARP(ctx context.Context, args []string, std streams) error {
	var o arpOptions
	f := pflag.NewFlagSet("arp", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "arp --dst ADDRESS [FLAGS]",
		about: "Ask by ARP who has an IPv4 address, or send any other ARP packet, which is not waited for.",
		examples: `pktcraft arp --dst 10.0.0.2
pktcraft arp --dst 10.0.0.2 -i veth0 --count 3 --interval 100ms -v
pktcraft arp --dst 10.0.0.2 --op 2 --sender-mac 02:00:00:00:00:01 --dry-run -xx
`,
	}); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return usagef("%q: takes no arguments but flags", f.Arg(0))
	}
	if err := o.target.check(); err != nil {
		return err
	}
	if err := o.probing.check(); err != nil {
		return err
	}
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	q, err := o.question(route)
	if err != nil {
		return err
	}
	return o.probing.run(ctx, std, q)
}

func (o *arpOptions) flags(f *pflag.FlagSet) {
	o.target.ipv4 = true
	o.target.destination(f)
	mac := func(p *craft.MAC, name, usage string) {
		f.Var(&flagOf[craft.MAC]{value: p, kind: "mac", parse: craft.ParseMAC}, name, usage)
	}
	autoVar(f, &o.op, "op", 16, "operation (default 1, who-has; 2: is-at)")
	mac(&o.hwSrc, "sender-mac", "sender's hardware address (default: the interface's)")
	f.StringVar(&o.senderIP, "sender-ip", "", "sender's protocol `address` (default: --src)")
	mac(&o.hwDst, "target-mac", "target's hardware address (default: zeros)")
	mac(&o.ethDst, "eth-dst", "Ethernet destination (default: broadcast)")
	o.probing.flags(f)
}

func (o *arpOptions) question(route inject.Route) (*question, error) {
	q, err := arpQuestion(route)
	if err != nil {
		return nil, err
	}
	own := craft.MACFrom([6]byte(route.Link.Hardware))
	sender, dst, from := own, craft.Broadcast, route.Source
	if o.hwSrc.IsValid() {
		sender = o.hwSrc
	}
	if o.ethDst.IsValid() {
		dst = o.ethDst
	}
	if o.senderIP != "" {
		if from, err = netip.ParseAddr(o.senderIP); err != nil || !from.Is4() {
			return nil, usagef("--sender-ip %s: not an IPv4 address", o.senderIP)
		}
		q.expect.Local = from
	}
	if o.op.Or(1) != 1 {
		q.expect.Protocol = 0
	}
	q.build = func(b []byte, _ int) ([]byte, error) {
		return craft.Packet{
			craft.Ethernet{Src: own, Dst: dst},
			craft.ARP{Op: o.op, SenderMAC: sender, SenderIP: from, TargetMAC: o.hwDst, TargetIP: route.Destination},
		}.AppendTo(b)
	}
	return q, nil
}

// arpQuestion asks by ARP who has the destination.
func arpQuestion(route inject.Route) (*question, error) {
	if !route.Destination.Is4() || !route.Link.Ethernet || route.Link.Loopback {
		return nil, fmt.Errorf("ask for %v by ARP through %s: ARP is for IPv4 neighbours on an Ethernet", route.Destination, route.Link.Name)
	}
	if route.Gateway.IsValid() {
		return nil, fmt.Errorf("ask for %v by ARP: it is no neighbour, but behind %v", route.Destination, route.Gateway)
	}
	mac := craft.MACFrom([6]byte(route.Link.Hardware))
	q := neighbourQuestion(route, "ARP", probe.ARP)
	q.build = func(dst []byte, n int) ([]byte, error) {
		return craft.Packet{
			craft.Ethernet{Src: mac, Dst: craft.Broadcast},
			craft.ARP{Op: craft.ARPRequest, SenderMAC: mac, SenderIP: route.Source, TargetIP: route.Destination},
		}.AppendTo(dst)
	}
	return q, nil
}
