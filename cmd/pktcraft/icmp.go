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

// icmpOptions is the command line of pktcraft icmp and icmp6.
type icmpOptions struct {
	target  target
	ip      ipFlags
	probing probing
	payload payloadFlags

	typ, code craft.Auto
	id, seq   craft.Auto
	rest      craft.Auto
	badSum    bool
}

func runICMP(ctx context.Context, args []string, std streams) error {
	return runICMPOf(ctx, args, std, false)
}

func runICMP6(ctx context.Context, args []string, std streams) error {
	return runICMPOf(ctx, args, std, true)
}

func runICMPOf(ctx context.Context, args []string, std streams, ipv6 bool) error {
	name, dst := "icmp", "10.0.0.2"
	if ipv6 {
		name, dst = "icmp6", "fd00::2"
	}
	o := icmpOptions{target: target{ipv4: !ipv6, ipv6: ipv6}}
	f := pflag.NewFlagSet(name, pflag.ContinueOnError)
	o.flags(f, ipv6)
	if err := parse(f, args, std, help{
		usage: name + " --dst ADDRESS [FLAGS]",
		about: "Send ICMP messages: echo requests, whose answers are matched and timed, or of any other type,\nwhich are sent and not waited for.",
		examples: fmt.Sprintf(`pktcraft %[1]s --dst %[2]s --count 3
pktcraft %[1]s --dst %[2]s --size 1400 --ttl 2 -v
pktcraft %[1]s --dst %[2]s --type 3 --code 1 --dry-run -x
`, name, dst),
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
	data, err := o.payload.bytes(std.in)
	if err != nil {
		return err
	}
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	if route.Destination.Is6() != ipv6 {
		return usagef("%v: not an address for %s", route.Destination, name)
	}
	return o.probing.run(ctx, std, o.question(route, data))
}

func (o *icmpOptions) flags(f *pflag.FlagSet, ipv6 bool) {
	o.target.destination(f)
	echo := 8
	if ipv6 {
		echo = 128
	}
	autoVar(f, &o.typ, "type", 8, fmt.Sprintf("message type (default %d, echo request)", echo))
	autoVar(f, &o.code, "code", 8, "code")
	autoVar(f, &o.id, "icmp-id", 16, "identifier of echo requests (default: random)")
	autoVar(f, &o.seq, "seq", 16, "first sequence number of echo requests (default 1)")
	autoVar(f, &o.rest, "rest", 32, "second word of the header, of other types")
	o.payload.flags(f)
	f.BoolVar(&o.badSum, "badsum", false, "send a wrong ICMP checksum on purpose")
	o.ip.flags(f)
	o.probing.flags(f)
}

func (o *icmpOptions) question(route inject.Route, data []byte) *question {
	id := uint16(o.id.Or(uint64(1 + rand.N[uint16](65535))))
	first := uint16(o.seq.Or(1))
	q := echoQuestion(route, id)
	if !o.echoes(route) {
		q.what, q.expect = "ICMP", probe.Expect{}
	}
	ip := o.ip.layer(route)
	q.build = func(dst []byte, n int) ([]byte, error) {
		start := len(dst)
		dst, err := craft.Packet{ip, o.layer(route, id, first+uint16(n)), craft.Payload(data)}.AppendTo(dst)
		if err == nil && o.badSum {
			spoil(dst[start+ipHeaderSize(route.Destination)+2:])
		}
		return dst, err
	}
	return q
}

// echoes reports whether the messages are ones whose answers can be matched.
func (o *icmpOptions) echoes(route inject.Route) bool {
	const echo6, echo, timestamp = 128, 8, 13
	if route.Destination.Is6() {
		return o.typ.Or(echo6) == echo6
	}
	typ := o.typ.Or(echo)
	return typ == echo || typ == timestamp
}

func (o *icmpOptions) layer(route inject.Route, id, seq uint16) craft.Layer {
	code, rest := uint8(o.code.Value()), uint32(o.rest.Value())
	if route.Destination.Is6() {
		return craft.ICMPv6{Type: o.typ, Code: code, ID: id, Seq: seq, Rest: rest}
	}
	return craft.ICMPv4{Type: o.typ, Code: code, ID: id, Seq: seq, Rest: rest}
}
