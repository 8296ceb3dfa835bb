package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// udpOptions is the command line of pktcraft udp.
type udpOptions struct {
	target  target
	ip      ipFlags
	probing probing
	payload payloadFlags

	dport, sport craft.Auto
	length       craft.Auto
	badSum       bool
	guard        bool
}

func runUDP(ctx context.Context, args []string, std streams) error {
	var o udpOptions
	f := pflag.NewFlagSet("udp", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "udp --dst ADDRESS --dport PORT [FLAGS]",
		about: "Send UDP datagrams to a port. A datagram back means open, port unreachable closed, silence open\nor filtered.",
		examples: `pktcraft udp --dst 10.0.0.2 --dport 7 --data hello
pktcraft udp --dst fd00::2 --dport 53 --data-hex 12340100000100000000000000000200 -v
pktcraft udp --dst 10.0.0.2 --dport 9 --size 1400 --count 1000 --interval 1ms -q
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
	if !o.dport.IsSet() {
		return usagef("--dport is missing: the port to send to")
	}
	if err := o.probing.check(); err != nil {
		return err
	}
	data, err := o.payload.bytes(std.in)
	if err != nil {
		return err
	}
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	dport := uint16(o.dport.Value())
	ports := newSourcePorts(o.sport, o.probing.count)
	if o.guard && !o.probing.dryRun {
		guard, err := ports.guardUDP(route)
		if err != nil {
			return err
		}
		defer guard.Close()
	}
	return o.probing.run(ctx, std, o.question(route, ports, dport, data))
}

func (o *udpOptions) flags(f *pflag.FlagSet) {
	o.target.flags(f)
	autoVar(f, &o.dport, "dport", 16, "destination port")
	autoVar(f, &o.sport, "sport", 16, "source port (default: another one for each probe)")
	autoVar(f, &o.length, "length", 16, "length field (default: the right one)")
	o.payload.flags(f)
	f.BoolVar(&o.badSum, "badsum", false, "send a wrong UDP checksum on purpose")
	f.BoolVar(&o.guard, "guard", false, "keep the kernel from answering with port unreachable")
	o.ip.flags(f)
	o.probing.fragmentFlag(f)
	o.probing.flags(f)
}

func (o *udpOptions) question(route inject.Route, ports sourcePorts, dport uint16, data []byte) *question {
	ip := o.ip.layer(route)
	q := udpQuestion(route, ports, dport)
	q.build = func(dst []byte, n int) ([]byte, error) {
		start := len(dst)
		dst, err := craft.Packet{ip, craft.UDP{
			SrcPort: craft.U16(ports.port(n)), DstPort: craft.U16(dport), Length: o.length,
		}, craft.Payload(data)}.AppendTo(dst)
		if err == nil && o.badSum {
			spoil(dst[start+ipHeaderSize(route.Destination)+6:])
		}
		return dst, err
	}
	return q
}

// udpQuestion is what all commands with UDP probes ask.
func udpQuestion(route inject.Route, ports sourcePorts, dport uint16) *question {
	return &question{
		what: "UDP", target: fmt.Sprintf("%v port %d", route.Destination, dport), route: route,
		expect: probe.Expect{
			Protocol: probe.UDP, Local: route.Source, Remote: route.Destination,
			LocalPorts: ports.span(), RemotePorts: probe.PortRange{First: dport, Last: dport},
		},
		verdict: udpVerdict, timeout: "open or filtered",
	}
}

func udpVerdict(a probe.Answer) string {
	switch {
	case a.Kind == probe.Datagram:
		return "open"
	case a.IsPortUnreachable():
		return "closed"
	case a.Kind == probe.Unreachable:
		return "unreachable"
	case a.Kind == probe.TimeExceeded:
		return "not reached"
	}
	return "refused"
}
