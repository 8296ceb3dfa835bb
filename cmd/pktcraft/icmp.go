package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

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
	set       string // fields in the text form
	quote     string // a packet in the text form
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
	example := "redirect --set gateway=10.0.0.9 --quote 'ip(dst=10.1.0.1)/udp'"
	if ipv6 {
		name, dst = "icmp6", "fd00::2"
		example = "packet-too-big --set mtu=1280 --quote 'ip6(dst=fd01::1)/udp'"
	}
	o := icmpOptions{target: target{ipv4: !ipv6, ipv6: ipv6}}
	f := pflag.NewFlagSet(name, pflag.ContinueOnError)
	o.flags(f, ipv6)
	if err := parse(f, args, std, help{
		usage: name + " --dst ADDRESS [FLAGS]",
		about: "Send ICMP messages: echo requests, whose answers are matched and timed, or of any other type,\nwhich are sent and not waited for.",
		examples: fmt.Sprintf(`pktcraft %[1]s --dst %[2]s --count 3
pktcraft %[1]s --dst %[2]s --size 1400 --ttl 2 -v
pktcraft %[1]s --dst %[2]s --type %[3]s
`, name, dst, example),
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
	q, err := o.question(route, data)
	if err != nil {
		return err
	}
	return o.probing.run(ctx, std, q)
}

func (o *icmpOptions) flags(f *pflag.FlagSet, ipv6 bool) {
	o.target.destination(f)
	echo := 8
	if ipv6 {
		echo = 128
	}
	f.Var(&flagOf[craft.Auto]{value: &o.typ, kind: "type", parse: func(s string) (craft.Auto, error) { return parseICMPType(s, ipv6) }},
		"type", fmt.Sprintf("message type, by name or number (default %d, echo-request)", echo))
	autoVar(f, &o.code, "code", 8, "code")
	autoVar(f, &o.id, "icmp-id", 16, "identifier of echo requests (default: random)")
	autoVar(f, &o.seq, "seq", 16, "first sequence number of echo requests (default 1)")
	f.StringVar(&o.set, "set", "", "other `fields` of the message, as send has them: gateway=10.0.0.9")
	f.StringVar(&o.quote, "quote", "", "the `packet` that an error is about, as send has it")
	o.payload.flags(f)
	f.BoolVar(&o.badSum, "badsum", false, "send a wrong ICMP checksum on purpose")
	o.ip.flags(f)
	o.probing.fragmentFlag(f)
	o.probing.flags(f)
}

// parseICMPType reads a message's type.
func parseICMPType(s string, ipv6 bool) (craft.Auto, error) {
	if strings.ContainsAny(s, "(),=[]/\"") || s == "" {
		return 0, fmt.Errorf("%q is no message type", s)
	}
	name := "icmp"
	if ipv6 {
		name = "icmp6"
	}
	p, err := craft.ParsePacket(name + "(type=" + s + ")")
	var at *craft.ParseError
	if errors.As(err, &at) {
		return 0, errors.New(at.Msg)
	}
	if err != nil {
		return 0, err
	}
	if l, ok := p[0].(*craft.ICMPv6); ok {
		return l.Type, nil
	}
	return p[0].(*craft.ICMPv4).Type, nil
}

func (o *icmpOptions) question(route inject.Route, data []byte) (*question, error) {
	message, err := o.layer(route)
	if err != nil {
		return nil, err
	}
	var above craft.Packet
	if o.quote != "" {
		s, err := parseSpec(o.quote)
		if err != nil {
			return nil, err
		}
		if len(s.Vary) > 0 {
			return nil, usagef("--quote: fields that vary are for send")
		}
		above = s.Packet
	}
	above = append(above, craft.Payload(data))
	id := uint16(o.id.Or(uint64(1 + rand.N[uint16](65535))))
	first := uint16(o.seq.Or(1))
	q := echoQuestion(route, id)
	if !o.echoes(route) {
		q.what, q.expect = "ICMP", probe.Expect{}
	}
	if o.typ == craft.ICMPv4Timestamp {
		q.what = "ICMP timestamp"
	}
	ip := o.ip.layer(route)
	q.build = func(dst []byte, n int) ([]byte, error) {
		start := len(dst)
		dst, err := craft.Packet{ip, message(id, first+uint16(n))}.With(above...).AppendTo(dst)
		if err == nil && o.badSum {
			spoil(dst[start+ipHeaderSize(route.Destination)+2:])
		}
		return dst, err
	}
	return q, nil
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

// layer returns what makes the message with an identifier and a sequence number,
// where its type has them.
func (o *icmpOptions) layer(route inject.Route) (func(id, seq uint16) craft.Layer, error) {
	name := "icmp"
	if route.Destination.Is6() {
		name = "icmp6"
	}
	s, err := parseSpec(name + "(" + o.set + ")")
	if err != nil {
		return nil, err
	}
	if len(s.Packet) != 1 || len(s.Vary) > 0 {
		return nil, usagef("--set %s: wants fields with a value each; send takes more", o.set)
	}
	code := uint8(o.code.Value())
	if l, ok := s.Packet[0].(*craft.ICMPv6); ok {
		l.Type, l.Code = o.typ, max(l.Code, code)
		return func(id, seq uint16) craft.Layer { l.ID, l.Seq = id, seq; return l }, nil
	}
	l := s.Packet[0].(*craft.ICMPv4)
	l.Type, l.Code = o.typ, max(l.Code, code)
	return func(id, seq uint16) craft.Layer { l.ID, l.Seq = id, seq; return l }, nil
}
