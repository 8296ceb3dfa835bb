package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"

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
	flood   bool
	seed    uint64
	counted bool // --count was given
	probing probing
	payload payloadFlags
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
pktcraft send 'ip(src=10.9.0.0/24,dst=10.0.0.2)/tcp(dport=[80,443],seq=rand)' --interval 1ms
`,
	}); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return usagef("want one SPEC, as 'ip(dst=10.0.0.2)/udp(dport=9)'; got %d arguments", f.NArg())
	}
	if o.flood {
		o.probing.interval = 0
	}
	if err := o.probing.check(); err != nil {
		return err
	}
	spec, err := parseSpec(f.Arg(0))
	if err != nil {
		return err
	}
	if f.Changed("seed") {
		spec.Seed = o.seed
	} else if spec.Seed == 0 && len(spec.Vary) > 0 {
		spec.Seed = rand.Uint64()
	}
	data, err := o.payload.bytes(std.in)
	if err != nil {
		return err
	}
	if len(data) > 0 {
		spec.Packet = append(spec.Packet, craft.Payload(data))
	}
	o.counted = f.Changed("count")
	q, err := o.question(ctx, spec)
	if err != nil {
		return err
	}
	return o.probing.run(ctx, std, q)
}

func (o *sendOptions) flags(f *pflag.FlagSet) {
	f.StringVarP(&o.iface, "interface", "i", "", "send through this `interface` (default: by route)")
	f.BoolVar(&o.link, "link", false, "send IP datagrams as frames, past the kernel's IP")
	f.BoolVar(&o.wait, "wait", false, "wait for answers, and report them")
	f.BoolVar(&o.flood, "flood", false, "as fast as possible")
	o.payload.flags(f)
	o.probing.fragmentFlag(f)
	f.Uint64Var(&o.seed, "seed", 0, "for random values: the same seed gives the same packets")
	o.probing.flags(f)
	f.Lookup("count").DefValue = "each value once"
}

// parseSpec reads the text form of a packet; what is wrong is shown in place.
func parseSpec(text string) (*craft.Spec, error) {
	s, err := craft.Parse(text)
	var at *craft.ParseError
	if errors.As(err, &at) {
		return nil, usagef("%s%s", at.Msg, indent(at.Caret()))
	}
	return s, err
}

// question prepares the packets for the way they take.
func (o *sendOptions) question(ctx context.Context, s *craft.Spec) (*question, error) {
	q := &question{verdict: func(a probe.Answer) string { return a.Kind.String() }, timeout: "silent"}
	_, q.frames = s.Packet[0].(*craft.Ethernet)
	dst := destination(s.Packet)
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
	q.what = s.String()
	complete(s, q.route)
	if !q.frames {
		if q.frames, q.route.Direct, err = o.frame(s, q.route); err != nil {
			return nil, err
		}
	}
	if q.frames && !q.route.Link.Ethernet {
		return nil, fmt.Errorf("send a frame through %s: it is no Ethernet", q.route.Link.Name)
	}
	if eth, ok := s.Packet[0].(*craft.Ethernet); ok {
		if err := o.address(ctx, eth, s, q.route); err != nil {
			return nil, err
		}
	}
	t, err := s.Compile()
	if err != nil {
		return nil, err
	}
	q.build = func(b []byte, n int) ([]byte, error) { return t.AppendTo(b, uint64(n)) }
	if !o.counted && t.Count() < 1<<31 {
		o.probing.count = int(t.Count()) // each combination once
	}
	if o.wait {
		q.expect, err = o.expect(q)
	}
	return q, err
}

// expect returns what answers all the packets.
func (o *sendOptions) expect(q *question) (e probe.Expect, err error) {
	// Packets that never end are taken for what the first ones are.
	const looked = 1 << 16
	count := o.probing.count
	if count == 0 || count > looked {
		count = looked
	}
	var b []byte
	for n := range count {
		if b, err = q.build(b[:0], n); err != nil {
			return e, err
		}
		one, err := probe.ExpectOf(b, q.linkType())
		if err != nil {
			return e, fmt.Errorf("--wait: packet %d: %w", n, err)
		}
		if n == 0 {
			e = one
		}
		var ok bool
		if e, ok = e.Union(one); !ok {
			return e, errors.New("--wait: the packets are not of one protocol between the same two addresses")
		}
	}
	return e, nil
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

// varies reports whether a field of the layer takes values of its own.
func varies(s *craft.Spec, layer int, field string) bool {
	return slices.ContainsFunc(s.Vary, func(v craft.Vary) bool { return v.Layer == layer && v.Field == field })
}

// complete fills in the source addresses that the outermost network header
// leaves to the route, and the identification that the kernel would fill in
// otherwise.
func complete(s *craft.Spec, r inject.Route) {
	for i, l := range s.Packet {
		switch l := l.(type) {
		case *craft.IPv4:
			if !l.Src.IsValid() && !varies(s, i, "src") {
				l.Src = r.Source
			}
			return
		case *craft.IPv6:
			if !l.Src.IsValid() && !varies(s, i, "src") {
				l.Src = r.Source
			}
			return
		case *craft.ARP:
			if !l.SenderIP.IsValid() && !varies(s, i, "psrc") {
				l.SenderIP = r.Source
			}
			if !l.SenderMAC.IsValid() && !varies(s, i, "hwsrc") && len(r.Link.Hardware) == 6 {
				l.SenderMAC = craft.MACFrom([6]byte(r.Link.Hardware))
			}
			return
		}
	}
}

// frame puts the datagrams into Ethernet frames where that is asked for, or
// where the kernel would not send the first as it stands. On a link without
// link-layer headers they go past the kernel's IP as they are: direct.
func (o *sendOptions) frame(s *craft.Spec, r inject.Route) (frames, direct bool, err error) {
	b, err := s.Packet.AppendTo(nil)
	if err != nil {
		return false, false, err
	}
	altered := inject.Altered(b)
	// An identification of 0 is the text form's way to leave it to others.
	if !o.link && (altered == "" || altered == "identification") {
		return false, false, nil
	}
	if r.Link.Raw {
		return false, true, nil
	}
	if !r.Link.Ethernet {
		why := "--link"
		if !o.link {
			why = "the kernel would correct the " + altered
		}
		return false, false, fmt.Errorf("send to %v: %s: %s is neither an Ethernet nor a link of bare IP", r.Destination, why, r.Link.Name)
	}
	s.Packet = append(craft.Packet{new(craft.Ethernet)}, s.Packet...)
	for i := range s.Vary {
		s.Vary[i].Layer++
	}
	return true, false, nil
}

// address fills in the MAC addresses that frames leave to the route.
func (o *sendOptions) address(ctx context.Context, eth *craft.Ethernet, s *craft.Spec, r inject.Route) error {
	if !eth.Src.IsValid() && !varies(s, 0, "src") && len(r.Link.Hardware) == 6 {
		eth.Src = craft.MACFrom([6]byte(r.Link.Hardware))
	}
	if eth.Dst.IsValid() || varies(s, 0, "dst") || !r.Destination.IsValid() || o.probing.dryRun {
		return nil // a dry run asks nobody
	}
	if !r.Gateway.IsValid() && varies(s, 1, "dst") {
		return usagef("eth needs a dst=MAC: the packets go to several neighbours")
	}
	mac, err := r.Neighbour(ctx)
	if err == nil && len(mac) == 6 {
		eth.Dst = craft.MACFrom([6]byte(mac))
	}
	return err
}
