package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"time"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// pingOptions is the command line of pktcraft ping.
type pingOptions struct {
	target  target
	ip      ipFlags
	probing probing

	tcp, udp craft.Auto // ports
	arp, nd  bool
	size     int
	flood    bool
	preload  int
	deadline time.Duration
}

func runPing(ctx context.Context, args []string, std streams) error {
	var o pingOptions
	f := pflag.NewFlagSet("ping", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "ping ADDRESS [FLAGS]",
		about: "Ask a host again and again whether it is there, and tell how long the answers take, what is\nlost, doubled and overtaken. By ICMP echo, by a TCP or UDP port, by ARP or neighbour discovery.",
		examples: `pktcraft ping 10.0.0.2
pktcraft ping fd00::2 --tcp 443 --interval 100ms --count 50
pktcraft ping 10.0.0.2 --arp
pktcraft ping 10.0.0.2 --flood --count 100000 -q
`,
	}); err != nil {
		return err
	}
	if err := o.check(f); err != nil {
		return err
	}
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	q, err := o.question(ctx, route)
	if err != nil {
		return err
	}
	if o.deadline > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.deadline)
		defer cancel()
	}
	return o.probing.run(ctx, std, q)
}

func (o *pingOptions) flags(f *pflag.FlagSet) {
	o.probing.count = 0
	o.target.flags(f)
	autoVar(f, &o.tcp, "tcp", 16, "by SYNs to this port")
	autoVar(f, &o.udp, "udp", 16, "by UDP datagrams to this port")
	f.BoolVar(&o.arp, "arp", false, "by ARP requests")
	f.BoolVar(&o.nd, "nd", false, "by neighbour solicitations")
	f.IntVarP(&o.size, "size", "s", 56, "bytes of payload, of ICMP and UDP")
	f.BoolVarP(&o.flood, "flood", "f", false, "the next probe as soon as the last is answered, at the latest after 10 ms")
	f.IntVarP(&o.preload, "preload", "l", 1, "with --flood: so many probes on their way at once")
	f.DurationVar(&o.deadline, "deadline", 0, "end after this time")
	o.ip.flags(f)
	o.probing.fragmentFlag(f)
	o.probing.flags(f)
	f.Lookup("count").DefValue = "0"
	o.probing.count = 0
}

func (o *pingOptions) check(f *pflag.FlagSet) error {
	if f.NArg() == 1 && o.target.dst == "" {
		o.target.dst = f.Arg(0)
	} else if f.NArg() > 0 {
		return usagef("want one ADDRESS, got %q", f.Args())
	}
	kinds := 0
	for _, given := range []bool{o.tcp.IsSet(), o.udp.IsSet(), o.arp, o.nd} {
		if given {
			kinds++
		}
	}
	switch {
	case o.target.dst == "":
		return usagef("the ADDRESS is missing: whom to ping")
	case kinds > 1:
		return usagef("--tcp, --udp, --arp and --nd exclude each other")
	case o.size < 0 || o.size > mostPayload:
		return usagef("--size %d: must be between 0 and %d", o.size, mostPayload)
	case o.preload < 1 || o.preload > 65536:
		return usagef("--preload %d: must be between 1 and 65536", o.preload)
	case o.deadline < 0:
		return usagef("--deadline %v: must be above 0", o.deadline)
	}
	if o.flood {
		o.probing.interval, o.probing.outstanding = 0, o.preload
		if !f.Changed("timeout") {
			o.probing.timeout = 10 * time.Millisecond
		}
	}
	return o.probing.check()
}

func (o *pingOptions) question(ctx context.Context, route inject.Route) (*question, error) {
	ip := o.ip.layer(route)
	switch {
	case o.tcp.IsSet():
		ports := newSourcePorts(0, o.probing.count)
		dport, seq := uint16(o.tcp.Value()), rand.Uint32()
		q := synQuestion(route, ports, dport)
		q.build = func(dst []byte, n int) ([]byte, error) {
			return craft.Packet{ip, craft.TCP{
				SrcPort: craft.U16(ports.port(n)), DstPort: craft.U16(dport), Seq: seq + uint32(n)<<16,
				Options: []craft.Option{craft.MSS(1460)},
			}}.AppendTo(dst)
		}
		return q, nil
	case o.udp.IsSet():
		ports, dport := newSourcePorts(0, o.probing.count), uint16(o.udp.Value())
		data := craft.Payload(fill(nil, o.size))
		q := udpQuestion(route, ports, dport)
		q.build = func(dst []byte, n int) ([]byte, error) {
			return craft.Packet{ip, craft.UDP{SrcPort: craft.U16(ports.port(n)), DstPort: craft.U16(dport)}, data}.AppendTo(dst)
		}
		return q, nil
	case o.arp:
		return arpQuestion(route)
	case o.nd:
		return ndQuestion(route)
	}
	id := uint16(1 + rand.N[uint16](65535))
	data := craft.Payload(fill(nil, o.size))
	q := echoQuestion(route, id)
	q.build = func(dst []byte, n int) ([]byte, error) {
		return craft.Packet{ip, echoLayer(route, id, uint16(n+1)), data}.AppendTo(dst)
	}
	return q, nil
}

// echoQuestion is what all commands with echo requests ask.
func echoQuestion(route inject.Route, id uint16) *question {
	return &question{
		what: "ICMP echo", target: route.Destination.String(), route: route,
		expect: probe.Expect{
			Protocol: probe.Echo, Local: route.Source, Remote: route.Destination,
			LocalPorts: probe.PortRange{First: id, Last: id},
		},
		verdict: echoVerdict, timeout: "silent",
	}
}

func echoVerdict(a probe.Answer) string {
	switch a.Kind {
	case probe.EchoReply, probe.Timestamp:
		return "alive"
	case probe.Unreachable:
		return "unreachable"
	case probe.TimeExceeded:
		return "not reached"
	}
	return "refused"
}

// echoLayer returns an echo request of the route's family.
func echoLayer(route inject.Route, id, seq uint16) craft.Layer {
	if route.Destination.Is6() {
		return craft.ICMPv6{Type: craft.ICMPv6EchoRequest, ID: id, Seq: seq}
	}
	return craft.ICMPv4{Type: craft.ICMPv4EchoRequest, ID: id, Seq: seq}
}

// ndQuestion asks by neighbour discovery who has the destination.
func ndQuestion(route inject.Route) (*question, error) {
	if !route.Destination.Is6() || !route.Link.Ethernet || route.Link.Loopback {
		return nil, fmt.Errorf("ask for %v by neighbour discovery through %s: it is for IPv6 neighbours on an Ethernet", route.Destination, route.Link.Name)
	}
	if route.Gateway.IsValid() {
		return nil, fmt.Errorf("ask for %v by neighbour discovery: it is no neighbour, but behind %v", route.Destination, route.Gateway)
	}
	mac := craft.MACFrom([6]byte(route.Link.Hardware))
	group := solicitedNode(route.Destination)
	q := neighbourQuestion(route, "neighbour solicitation", probe.ND)
	q.build = func(dst []byte, n int) ([]byte, error) {
		return craft.Packet{
			craft.Ethernet{Src: mac},
			craft.IPv6{Src: route.Source, Dst: group},
			craft.ICMPv6{Type: craft.ICMPv6NeighborSolicitation, Target: route.Destination,
				Options: []craft.Option{craft.SourceLinkAddr(mac)}},
		}.AppendTo(dst)
	}
	return q, nil
}

// solicitedNode returns the group that a neighbour with the address listens to,
// RFC 4291 section 2.7.1.
func solicitedNode(a netip.Addr) netip.Addr {
	b := a.As16()
	return netip.AddrFrom16([16]byte{0xff, 2, 11: 1, 12: 0xff, 13: b[13], 14: b[14], 15: b[15]})
}

func neighbourQuestion(route inject.Route, what string, p probe.Protocol) *question {
	return &question{
		what: what, target: route.Destination.String(), route: route, frames: true,
		expect:  probe.Expect{Protocol: p, Local: route.Source, Remote: route.Destination},
		verdict: func(probe.Answer) string { return "alive" }, timeout: "silent",
	}
}
