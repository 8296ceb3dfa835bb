package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
)

// scanOptions is the command line of pktcraft scan.
type scanOptions struct {
	target  target
	ip      ipFlags
	packets packetOptions

	ports   []uint16
	rate    float64
	timeout time.Duration
	retries int
	all     bool
	json    bool
	dryRun  bool
}

func runScan(ctx context.Context, args []string, std streams) error {
	var o scanOptions
	f := pflag.NewFlagSet("scan", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "scan --dst ADDRESS [--ports LIST] [FLAGS]",
		about: "Send a SYN to each port of one host, at a limited rate, and list what answers: to see what\none's own filters and firewalls let through.",
		examples: `pktcraft scan --dst 10.0.0.2
pktcraft scan --dst fd00::2 --ports 1-65535 --rate 5000
pktcraft scan --dst 127.0.0.1 --ports 22,80,443,8000-8100 --all
`,
	}); err != nil {
		return err
	}
	switch {
	case f.NArg() > 0:
		return usagef("%q: takes no arguments but flags", f.Arg(0))
	case !(o.rate > 0):
		return usagef("--rate %v: must be above 0", o.rate)
	case o.timeout <= 0:
		return usagef("--timeout %v: must be above 0", o.timeout)
	case o.retries < 0 || o.retries > 10:
		return usagef("--retries %d: must be between 0 and 10", o.retries)
	case o.packets.file == "-":
		return usagef("-w -: standard output has the list of ports")
	}
	return o.run(ctx, std)
}

func (o *scanOptions) flags(f *pflag.FlagSet) {
	o.target.flags(f)
	o.ports, _ = parsePorts("1-1024")
	f.Var(&flagOf[[]uint16]{value: &o.ports, kind: "list", text: "1-1024", parse: parsePorts}, "ports", "ports, as 22,80,8000-8100")
	f.Float64Var(&o.rate, "rate", 1000, "probes a second")
	f.DurationVar(&o.timeout, "timeout", time.Second, "how long to wait for an answer")
	f.IntVar(&o.retries, "retries", 1, "probe a silent port so many times more")
	f.BoolVar(&o.all, "all", false, "list every port, not only the open ones")
	o.ip.flags(f)
	o.packets.flags(f)
	f.BoolVar(&o.json, "json", false, "report as JSON, an object a line")
	f.BoolVar(&o.dryRun, "dry-run", false, "print what would be sent, and send nothing")
}

// parsePorts reads a list of ports and ranges, each port once.
func parsePorts(s string) ([]uint16, error) {
	var list []uint16
	for _, part := range strings.Split(s, ",") {
		first, last, isRange := strings.Cut(part, "-")
		a, err := strconv.ParseUint(first, 10, 16)
		b := a
		if err == nil && isRange {
			b, err = strconv.ParseUint(last, 10, 16)
		}
		if err != nil || b < a {
			return nil, fmt.Errorf("%q is no port or range of ports", part)
		}
		for p := a; p <= b; p++ {
			list = append(list, uint16(p))
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// A portState is what a scan found.
type portState struct {
	Type   string   `json:"type"` // port
	Port   uint16   `json:"port"`
	State  string   `json:"state"`
	Reason string   `json:"reason"`
	RTT    *float64 `json:"rtt_ms,omitempty"`
}

func (o *scanOptions) run(ctx context.Context, std streams) (err error) {
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	s := &scan{options: o, route: route, ip: o.ip.layer(route), local: newSourcePorts(0, len(o.ports)), seq: rand.Uint32(), state: map[uint16]*portState{}}
	q := &question{
		what: "SYN", target: route.Destination.String(), route: route,
		expect: probe.Expect{
			Protocol: probe.TCP, Local: route.Source, Remote: route.Destination, LocalPorts: s.local.span(),
			RemotePorts: probe.PortRange{First: o.ports[0], Last: o.ports[len(o.ports)-1]},
		},
		build: func(dst []byte, n int) ([]byte, error) { return s.build(dst, o.ports[n]) },
	}
	if o.dryRun {
		p := probing{count: len(o.ports), packets: o.packets}
		return p.show(ctx, std, q)
	}
	if _, err := route.Neighbour(ctx); err != nil {
		return err
	}
	session, err := probe.Open(route, q.expect, probe.Config{Timeout: o.timeout, Packets: o.packets.wanted()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	sink, err := openSink(o.packets, session.LinkType(), std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	begin := time.Now()
	if err := s.passes(ctx, session, sink); err != nil {
		return err
	}
	return s.report(std, time.Since(begin))
}

// A scan is a run of pktcraft scan.
type scan struct {
	options *scanOptions
	route   inject.Route
	ip      craft.Layer
	local   sourcePorts
	seq     uint32
	sent    uint64
	state   map[uint16]*portState
}

func (s *scan) build(dst []byte, port uint16) ([]byte, error) {
	return craft.Packet{s.ip, craft.TCP{
		SrcPort: craft.U16(s.local.port(int(port))), DstPort: craft.U16(port), Seq: s.seq + uint32(port)<<8,
		Flags: craft.SYN, Options: []craft.Option{craft.MSS(1460)},
	}}.AppendTo(dst)
}

// passes probes all ports, and then again those that were silent.
func (s *scan) passes(ctx context.Context, session *probe.Session, sink *packetSink) error {
	ports := slices.Clone(s.options.ports)
	for range s.options.retries + 1 {
		if len(ports) == 0 || ctx.Err() != nil {
			break
		}
		// In a row they would meet the same filter rule or rate limit together.
		rand.Shuffle(len(ports), func(i, j int) { ports[i], ports[j] = ports[j], ports[i] })
		if err := s.pass(ctx, session, sink, ports); err != nil {
			return err
		}
		ports = slices.DeleteFunc(ports, func(p uint16) bool { st := s.state[p]; return st != nil && st.State != "filtered" })
	}
	return nil
}

func (s *scan) pass(ctx context.Context, session *probe.Session, sink *packetSink, ports []uint16) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	at, err := inject.Rate(s.options.rate)
	if err != nil {
		return err
	}
	var failed, stopped error
	stop := func(err error) {
		if err != nil && stopped == nil {
			stopped = err
			cancel()
		}
	}
	var packets iter.Seq[inject.Due] = func(yield func(inject.Due) bool) {
		var buf []byte
		for n, port := range ports {
			if buf, failed = s.build(buf[:0], port); failed != nil || !yield(inject.Due{Packet: buf, At: at(n)}) {
				return
			}
		}
	}
	sum, err := session.Run(ctx, packets, func(e probe.Event) {
		if e.Packet != nil {
			stop(sink.put(e.Packet))
		}
		switch e.Kind {
		case probe.Answered, probe.Late:
			s.found(ports[e.Probe], &e)
		case probe.TimedOut:
			s.silent(ports[e.Probe])
		case probe.Unsent:
			stop(e.Err)
		}
	})
	s.sent += sum.Sent
	return errors.Join(err, failed, stopped)
}

func (s *scan) found(port uint16, e *probe.Event) {
	rtt := ms(e.RTT)
	reason := e.Answer.Kind.String()
	if e.Answer.Kind.IsError() {
		reason = fmt.Sprintf("%s from %v", icmpText(&e.Answer), e.Answer.From)
	}
	s.state[port] = &portState{Type: "port", Port: port, State: tcpVerdict(e.Answer), Reason: reason, RTT: &rtt}
}

func (s *scan) silent(port uint16) {
	if s.state[port] == nil {
		s.state[port] = &portState{Type: "port", Port: port, State: "filtered", Reason: "no answer"}
	}
}

// report lists the ports and counts them by state.
func (s *scan) report(std streams, took time.Duration) error {
	var counts verdicts
	list := make([]*portState, 0, len(s.state))
	for _, p := range s.state {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *portState) int { return cmp.Compare(a.Port, b.Port) })
	answered := false
	enc := json.NewEncoder(std.out)
	for _, p := range list {
		counts.add(p.State)
		answered = answered || p.RTT != nil
		if p.State != "open" && !s.options.all {
			continue
		}
		var err error
		if s.options.json {
			err = enc.Encode(p)
		} else {
			line := fmt.Sprintf("%5d  %-11s %s", p.Port, p.State, p.Reason)
			if p.RTT != nil {
				line += fmt.Sprintf("  %.3f ms", *p.RTT)
			}
			_, err = fmt.Fprintln(std.out, line)
		}
		if err != nil {
			return err
		}
	}
	if err := s.summary(std.out, enc, counts, took); err != nil {
		return err
	}
	if !answered {
		return errNoAnswer
	}
	return nil
}

func (s *scan) summary(w io.Writer, enc *json.Encoder, counts verdicts, took time.Duration) error {
	if s.options.json {
		states := map[string]uint64{}
		for i, name := range counts.names {
			states[name] = counts.counts[i]
		}
		return enc.Encode(struct {
			Type    string            `json:"type"`
			Target  string            `json:"target"`
			Ports   int               `json:"ports"`
			Sent    uint64            `json:"sent"`
			States  map[string]uint64 `json:"states"`
			Elapsed float64           `json:"elapsed_ms"`
		}{"summary", s.route.Destination.String(), len(s.options.ports), s.sent, states, ms(took)})
	}
	var parts []string
	for i, name := range counts.names {
		parts = append(parts, fmt.Sprintf("%d %s", counts.counts[i], name))
	}
	_, err := fmt.Fprintf(w, "%v: %d ports: %s; %d probes in %.2f s\n",
		s.route.Destination, len(s.options.ports), strings.Join(parts, ", "), s.sent, took.Seconds())
	return err
}
