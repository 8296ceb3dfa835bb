package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// synOptions is the command line of pktcraft syn.
type synOptions struct {
	target  target
	ip      ipFlags
	probing probing

	dport, sport craft.Auto
	seq          craft.Auto
	window       craft.Auto
	mss          craft.Auto
	badSum       bool
}

func runSYN(ctx context.Context, args []string, std streams) error {
	var o synOptions
	f := pflag.NewFlagSet("syn", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "syn --dst ADDRESS --dport PORT [FLAGS]",
		about: "Send TCP SYNs to a port. A SYN-ACK means open, a RST closed, an ICMP error unreachable,\nno answer filtered.",
		examples: `pktcraft syn --dst 10.0.0.2 --dport 80
pktcraft syn --dst fd00::2 --dport 443 --count 10 --interval 100ms --mss 1400
pktcraft syn --dst 127.0.0.1 --dport 22 --json
pktcraft syn --dst 10.0.0.2 --dport 80 --dry-run -x
`,
	}); err != nil {
		return err
	}
	if err := o.check(f); err != nil {
		return err
	}
	q, err := o.question(ctx)
	if err != nil {
		return err
	}
	return o.probing.run(ctx, std, q)
}

func (o *synOptions) flags(f *pflag.FlagSet) {
	o.target.flags(f)
	autoVar(f, &o.dport, "dport", 16, "destination port")
	autoVar(f, &o.sport, "sport", 16, "source port (default: another one for each probe)")
	autoVar(f, &o.seq, "seq", 32, "sequence number (default: random)")
	autoVar(f, &o.window, "window", 16, "receive window (default 64240)")
	autoVar(f, &o.mss, "mss", 16, "maximum segment size option (default: by the MTU; 0: none)")
	f.BoolVar(&o.badSum, "badsum", false, "send a wrong TCP checksum on purpose")
	o.ip.flags(f)
	o.probing.flags(f)
}

func (o *synOptions) check(f *pflag.FlagSet) error {
	if f.NArg() > 0 {
		return usagef("%q: takes no arguments but flags", f.Arg(0))
	}
	if err := o.target.check(); err != nil {
		return err
	}
	if !o.dport.IsSet() {
		return usagef("--dport is missing: the port to send to")
	}
	return o.probing.check()
}

// question prepares the probes.
func (o *synOptions) question(ctx context.Context) (*question, error) {
	route, err := o.target.route(ctx)
	if err != nil {
		return nil, err
	}
	ports := newSourcePorts(o.sport, o.probing.count)
	dport := uint16(o.dport.Value())
	first := uint32(o.seq.Or(uint64(rand.Uint32())))
	ip := o.ip.layer(route)
	headers := ipHeaderSize(route.Destination) + 20
	var options []craft.Option
	if mss := o.mss.Or(uint64(max(min(route.MTU, 65535)-headers, 0))); mss > 0 {
		options = append(options, craft.MSS(uint16(mss)))
	}
	q := synQuestion(route, ports, dport)
	q.build = func(dst []byte, n int) ([]byte, error) {
		seq := first
		if !o.seq.IsSet() {
			seq += uint32(n) << 16 // far apart, as those of different connections
		}
		start := len(dst)
		dst, err := craft.Packet{ip, craft.TCP{
			SrcPort: craft.U16(ports.port(n)), DstPort: craft.U16(dport), Seq: seq, Flags: craft.SYN,
			Window: o.window, Options: options,
		}}.AppendTo(dst)
		if err == nil && o.badSum {
			spoil(dst[start+headers-4:])
		}
		return dst, err
	}
	return q, nil
}

// synQuestion is what all commands with SYNs to one port ask.
func synQuestion(route inject.Route, ports sourcePorts, dport uint16) *question {
	return &question{
		what: "SYN", target: fmt.Sprintf("%v port %d", route.Destination, dport), route: route,
		expect: probe.Expect{
			Protocol: probe.TCP, Local: route.Source, Remote: route.Destination,
			LocalPorts: ports.span(), RemotePorts: probe.PortRange{First: dport, Last: dport},
		},
		verdict: tcpVerdict, timeout: "filtered",
	}
}

// tcpVerdict says what an answer to a SYN means for the port.
func tcpVerdict(a probe.Answer) string {
	switch a.Kind {
	case probe.SynAck:
		return "open"
	case probe.Reset:
		return "closed"
	case probe.Unreachable:
		return "unreachable"
	case probe.TimeExceeded:
		return "not reached"
	case probe.OtherSegment:
		return "unfit answer"
	}
	return "refused"
}

// spoil makes a checksum wrong, and not 0, which UDP takes for none.
func spoil(sum []byte) {
	v := binary.BigEndian.Uint16(sum) ^ 0x5555
	if v == 0 {
		v = 1
	}
	binary.BigEndian.PutUint16(sum, v)
}
