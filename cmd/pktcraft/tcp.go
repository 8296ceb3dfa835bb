package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// tcpOptions is the command line of pktcraft tcp.
type tcpOptions struct {
	target  target
	ip      ipFlags
	probing probing
	payload payloadFlags

	dport, sport craft.Auto
	seq, ack     craft.Auto
	flagBits     craft.TCPFlags
	window       craft.Auto
	mss          craft.Auto
	badSum       bool
	connect      bool
	guard        bool

	data []byte
}

func runTCP(ctx context.Context, args []string, std streams) error {
	var o tcpOptions
	f := pflag.NewFlagSet("tcp", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "tcp --dst ADDRESS --dport PORT [FLAGS]",
		about: "Send TCP segments of any kind and tell what answers; or, with --connect, make a connection by\nhand, send the payload, and write what comes back to standard output.",
		examples: `pktcraft tcp --dst 10.0.0.2 --dport 80 --flags FPU
pktcraft tcp --dst fd00::2 --dport 80 --flags ack --seq 1 --ack 2
pktcraft tcp --dst 10.0.0.2 --dport 80 --connect --data 'GET / HTTP/1.0\r\n\r\n'
`,
	}); err != nil {
		return err
	}
	if err := o.check(f); err != nil {
		return err
	}
	var err error
	if o.data, err = o.payload.bytes(std.in); err != nil {
		return err
	}
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	if o.connect && !o.probing.dryRun { // all that is known beforehand is the SYN
		return o.converse(ctx, std, route)
	}
	return o.probe(ctx, std, route)
}

func (o *tcpOptions) flags(f *pflag.FlagSet) {
	o.target.flags(f)
	autoVar(f, &o.dport, "dport", 16, "destination port")
	autoVar(f, &o.sport, "sport", 16, "source port (default: another one for each probe)")
	f.Var(&flagOf[craft.TCPFlags]{value: &o.flagBits, kind: "flags", parse: parseTCPFlags}, "flags", "TCP flags, as SA or syn,ack or none (default S)")
	autoVar(f, &o.seq, "seq", 32, "sequence number (default: random)")
	autoVar(f, &o.ack, "ack", 32, "acknowledgment number")
	autoVar(f, &o.window, "window", 16, "receive window (default 64240)")
	autoVar(f, &o.mss, "mss", 16, "maximum segment size option (default: none; --connect: by the MTU)")
	o.payload.flags(f)
	f.BoolVar(&o.badSum, "badsum", false, "send a wrong TCP checksum on purpose")
	f.BoolVar(&o.connect, "connect", false, "handshake, payload, answer and close by hand")
	f.BoolVar(&o.guard, "guard", false, "keep the kernel from resetting the flow (--connect always does)")
	o.ip.flags(f)
	o.probing.flags(f)
}

func (o *tcpOptions) check(f *pflag.FlagSet) error {
	if f.NArg() > 0 {
		return usagef("%q: takes no arguments but flags", f.Arg(0))
	}
	if err := o.target.check(); err != nil {
		return err
	}
	if !o.dport.IsSet() {
		return usagef("--dport is missing: the port to send to")
	}
	if o.connect {
		for _, name := range []string{"flags", "ack", "badsum", "count", "json"} {
			if f.Changed(name) {
				return usagef("--connect and --%s exclude each other", name)
			}
		}
	}
	return o.probing.check()
}

// probe sends segments that stand alone.
func (o *tcpOptions) probe(ctx context.Context, std streams, route inject.Route) error {
	ports := newSourcePorts(o.sport, o.probing.count)
	dport := uint16(o.dport.Value())
	if o.guard && !o.probing.dryRun {
		guard, err := ports.guardTCP(route, dport)
		if err != nil {
			return err
		}
		defer guard.Close()
	}
	first := uint32(o.seq.Or(uint64(rand.Uint32())))
	flags := o.flagBits
	if flags == 0 {
		flags = craft.SYN
	}
	q := &question{
		what: "TCP " + flags.String(), target: fmt.Sprintf("%v port %d", route.Destination, dport), route: route,
		expect: probe.Expect{
			Protocol: probe.TCP, Local: route.Source, Remote: route.Destination,
			LocalPorts: ports.span(), RemotePorts: probe.PortRange{First: dport, Last: dport},
		},
		verdict: segmentVerdict, timeout: "silent",
	}
	if flags == craft.SYN {
		q.verdict, q.timeout = tcpVerdict, "filtered"
	}
	ip := o.ip.layer(route)
	q.build = func(dst []byte, n int) ([]byte, error) {
		start := len(dst)
		dst, err := o.segment(dst, ip, ports.port(n), probe.Segment{
			Seq: o.number(first, n), Ack: uint32(o.ack.Value()), MSS: uint16(o.mss.Value()), Data: o.data,
		}, flags, o.window)
		if err == nil && o.badSum {
			spoil(dst[start+ipHeaderSize(route.Destination)+16:])
		}
		return dst, err
	}
	return o.probing.run(ctx, std, q)
}

// segmentVerdict says in a word what answered a segment that is no plain SYN.
func segmentVerdict(a probe.Answer) string {
	switch {
	case a.Kind == probe.Reset:
		return "reset"
	case a.Kind.IsError():
		return tcpVerdict(a)
	}
	return "answered"
}

// number returns the sequence number of probe n: those that the user did not
// give are far apart, as those of different connections.
func (o *tcpOptions) number(first uint32, n int) uint32 {
	if o.seq.IsSet() {
		return first
	}
	return first + uint32(n)<<16
}

// segment builds one TCP segment.
func (o *tcpOptions) segment(dst []byte, ip craft.Layer, sport uint16, s probe.Segment, flags craft.TCPFlags, window craft.Auto) ([]byte, error) {
	tcp := craft.TCP{
		SrcPort: craft.U16(sport), DstPort: craft.U16(uint16(o.dport.Value())),
		Seq: s.Seq, Ack: s.Ack, Flags: flags, Window: window,
	}
	if s.MSS > 0 {
		tcp.Options = []craft.Option{craft.MSS(s.MSS)}
	}
	p := craft.Packet{ip, tcp}
	if len(s.Data) > 0 {
		p = append(p, craft.Payload(s.Data))
	}
	return p.AppendTo(dst)
}
