package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// traceOptions is the command line of pktcraft trace.
type traceOptions struct {
	target  target
	packets packetOptions

	tcp, udp    craft.Auto // ports
	first, last int
	each        int
	rate        float64
	timeout     time.Duration
	tos         craft.Auto
	mtu         bool
	json        bool
	dryRun      bool
}

// defaultUDPPort is traceroute's: nobody listens there.
const defaultUDPPort = 33434

func runTrace(ctx context.Context, args []string, std streams) error {
	var o traceOptions
	f := pflag.NewFlagSet("trace", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "trace ADDRESS [FLAGS]",
		about: "Show the routers on the way to a host. All probes are of one flow, so that they take one path\n(Paris traceroute), and many are on their way at once.",
		examples: `pktcraft trace 10.0.0.2
pktcraft trace fd00::2 --tcp 443
pktcraft trace 10.0.0.2 --udp 33434 --mtu
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
	if o.dryRun {
		return o.show(ctx, std, route)
	}
	if _, err := route.Neighbour(ctx); err != nil {
		return err
	}
	return o.run(ctx, std, route)
}

func (o *traceOptions) flags(f *pflag.FlagSet) {
	o.target.flags(f)
	autoVar(f, &o.tcp, "tcp", 16, "by SYNs to this port instead of ICMP echo")
	autoVar(f, &o.udp, "udp", 16, fmt.Sprintf("by UDP datagrams to this port, as %d", defaultUDPPort))
	f.IntVar(&o.first, "first", 1, "start at so many hops")
	f.IntVarP(&o.last, "max", "m", 30, "end at so many hops")
	f.IntVar(&o.each, "probes", 3, "probes for each hop")
	f.Float64Var(&o.rate, "rate", 100, "probes a second")
	f.DurationVar(&o.timeout, "timeout", time.Second, "how long to wait for an answer")
	autoVar(f, &o.tos, "tos", 8, "type of service, or traffic class: DSCP and ECN")
	f.BoolVar(&o.mtu, "mtu", false, "find the path MTU too, and where longer packets vanish without a word")
	o.packets.flags(f)
	f.BoolVar(&o.json, "json", false, "report as JSON, an object a line")
	f.BoolVar(&o.dryRun, "dry-run", false, "print what would be sent, and send nothing")
}

// show prints the probes of one pass over all hops.
func (o *traceOptions) show(ctx context.Context, std streams, route inject.Route) error {
	t := o.tracer(route)
	if o.mtu {
		t.size = min(route.Link.MTU, 65535)
	}
	p := probing{count: (o.last - o.first + 1) * o.each, rate: o.rate, packets: o.packets}
	return p.show(ctx, std, &question{route: route, expect: t.expect, build: t.build})
}

func (o *traceOptions) check(f *pflag.FlagSet) error {
	if f.NArg() == 1 && o.target.dst == "" {
		o.target.dst = f.Arg(0)
	} else if f.NArg() > 0 {
		return usagef("want one ADDRESS, got %q", f.Args())
	}
	switch {
	case o.target.dst == "":
		return usagef("the ADDRESS is missing: whom to trace to")
	case o.tcp.IsSet() && o.udp.IsSet():
		return usagef("--tcp and --udp exclude each other")
	case o.first < 1 || o.first > o.last || o.last > 255:
		return usagef("hops from %d to %d: must be from 1 to 255", o.first, o.last)
	case o.each < 1 || o.each > 100:
		return usagef("--probes %d: must be between 1 and 100", o.each)
	case !(o.rate > 0):
		return usagef("--rate %v: must be above 0", o.rate)
	case o.timeout <= 0:
		return usagef("--timeout %v: must be above 0", o.timeout)
	case o.packets.file == "-":
		return usagef("-w -: standard output has the hops")
	}
	return nil
}

// A tracer makes the probes of a trace.
type tracer struct {
	options *traceOptions
	route   inject.Route
	expect  probe.Expect
	sport   uint16 // or ICMP identifier
	seq     uint32
	base    int // number of this pass's first probe
	size    int // bytes of each IP datagram at least; 0: as few as it takes
	only    int // if not 0, the number of hops that every probe may take
}

func (o *traceOptions) tracer(route inject.Route) *tracer {
	t := &tracer{options: o, route: route, sport: newSourcePorts(0, 1).port(0), seq: rand.Uint32()}
	ports := probe.PortRange{First: t.sport, Last: t.sport}
	t.expect = probe.Expect{Protocol: probe.Echo, Local: route.Source, Remote: route.Destination, LocalPorts: ports}
	if port, ok := t.port(); ok {
		t.expect.Protocol, t.expect.RemotePorts = probe.UDP, probe.PortRange{First: port, Last: port}
		if o.tcp.IsSet() {
			t.expect.Protocol = probe.TCP
		}
	}
	return t
}

// port returns the destination port of the probes that have one.
func (t *tracer) port() (port uint16, ok bool) {
	o := t.options
	return uint16(o.tcp.Or(o.udp.Value())), o.tcp.IsSet() || o.udp.IsSet()
}

// hop returns the number of hops that probe n may take.
func (t *tracer) hop(n int) int {
	if t.only > 0 {
		return t.only
	}
	return t.options.first + n/t.options.each
}

// build appends probe n. What routers may choose a path by is the same in all:
// addresses, protocol, ports, flow label, and the first four bytes of the
// transport header, which are an ICMP message's checksum too.
func (t *tracer) build(dst []byte, n int) ([]byte, error) {
	o := t.options
	number := uint16(t.base + n + 1)
	dscp, ecn := uint8(o.tos.Value()>>2), uint8(o.tos.Value()&3)
	hops := craft.U8(uint8(t.hop(n)))
	var p craft.Packet
	if t.route.Destination.Is6() {
		p = append(p, craft.IPv6{Src: t.route.Source, Dst: t.route.Destination, HopLimit: hops, DSCP: dscp, ECN: ecn})
	} else {
		ip := craft.IPv4{Src: t.route.Source, Dst: t.route.Destination, TTL: hops, ID: number, DSCP: dscp, ECN: ecn}
		if t.size > 0 {
			ip.Flags = craft.DF
		}
		p = append(p, ip)
	}
	data := binary.BigEndian.AppendUint16(nil, number)
	data = fill(data, max(2, t.size-ipHeaderSize(t.route.Destination)-8))
	switch port, _ := t.port(); {
	case o.tcp.IsSet():
		p = append(p, craft.TCP{SrcPort: craft.U16(t.sport), DstPort: craft.U16(port), Seq: t.seq + uint32(number)<<8})
		if t.size > 0 {
			p = append(p, craft.Payload(data[12:]))
		}
	case o.udp.IsSet():
		p = append(p, craft.UDP{SrcPort: craft.U16(t.sport), DstPort: craft.U16(port)}, craft.Payload(data))
	default:
		// The sequence number and its complement add up to the same for all.
		binary.BigEndian.PutUint16(data, ^number)
		p = append(p, echoLayer(t.route, t.sport, number), craft.Payload(data))
	}
	return p.AppendTo(dst)
}

func (o *traceOptions) run(ctx context.Context, std streams, route inject.Route) (err error) {
	t := o.tracer(route)
	session, err := probe.Open(route, t.expect, probe.Config{Timeout: o.timeout, Packets: o.packets.wanted()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	sink, err := openSink(o.packets, session.LinkType(), std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	path := newPath(t, std)
	path.begin()
	if o.mtu {
		t.size = min(route.Link.MTU, 65535)
	}
	if err := path.find(ctx, session, sink); err != nil {
		return err
	}
	return path.end()
}
