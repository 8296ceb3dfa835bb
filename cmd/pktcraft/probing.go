package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/spf13/pflag"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
	"pktcap/linktype"
)

// probing is how a command sends probes and reports on them.
type probing struct {
	count    int
	interval time.Duration
	timeout  time.Duration
	quiet    bool
	json     bool
	dryRun   bool
	packets  packetOptions

	rate        float64 // probes a second, in place of the interval if not 0
	divisible   bool    // there is --mtu
	mtu         int     // probes are sent in fragments of so many bytes at most; 0: whole
	outstanding int     // probes that may wait at once, 0 for many
}

func (p *probing) flags(f *pflag.FlagSet) {
	f.IntVarP(&p.count, "count", "c", 1, "probes to send; 0 until interrupted")
	f.DurationVar(&p.interval, "interval", time.Second, "time from probe to probe, as 10ms")
	f.Float64Var(&p.rate, "rate", 0, "probes a second, instead of --interval")
	f.DurationVar(&p.timeout, "timeout", time.Second, "how long to wait for an answer")
	p.packets.flags(f)
	f.BoolVarP(&p.quiet, "quiet", "q", false, "only the summary")
	f.BoolVar(&p.json, "json", false, "report as JSON, an object a line")
	f.BoolVar(&p.dryRun, "dry-run", false, "print what would be sent, and send nothing")
}

// fragmentFlag defines the flag of commands whose probes may be larger than the
// link takes.
func (p *probing) fragmentFlag(f *pflag.FlagSet) {
	p.divisible = true
	f.IntVar(&p.mtu, "mtu", 0, "send IP fragments of so many bytes at most")
}

func (p *probing) check() error {
	switch {
	case p.mtu < 0 || p.mtu > 65535:
		return usagef("--mtu %d: must be between 0 and 65535", p.mtu)
	case p.count < 0:
		return usagef("--count %d: must be 0 or more", p.count)
	case p.rate < 0:
		return usagef("--rate %v: must be above 0", p.rate)
	case p.interval < 0:
		return usagef("--interval %v: must be 0 or more", p.interval)
	case p.timeout <= 0:
		return usagef("--timeout %v: must be above 0", p.timeout)
	case p.packets.file == "-" && p.json:
		return usagef("-w - and --json: both write to standard output")
	}
	return nil
}

// A question is what a command probes with.
type question struct {
	what   string // "SYN"
	target string // "10.0.0.2 port 80"
	route  inject.Route
	expect probe.Expect // of Protocol 0: nothing, the packets are only sent

	frames bool // the probes are Ethernet frames, not IP datagrams

	// build appends probe number n to dst.
	build func(dst []byte, n int) ([]byte, error)

	// verdict says in a word what an answer means, and timeout what none does.
	verdict func(probe.Answer) string
	timeout string
}

// linkType returns what the probes begin with.
func (q *question) linkType() linktype.Type {
	if q.frames {
		return linktype.Ethernet
	}
	return linktype.Raw
}

// probes yields the packets, each when it is due.
func (p *probing) probes(q *question, fail *error) iter.Seq[inject.Due] {
	at := inject.Every(p.interval)
	if p.rate > 0 {
		at, *fail = inject.Rate(p.rate)
	}
	return func(yield func(inject.Due) bool) {
		var buf []byte
		for n := 0; p.count == 0 || n < p.count; n++ {
			var err error
			if buf, err = q.build(buf[:0], n); err != nil {
				*fail = err
				return
			}
			pieces := [][]byte{buf}
			if p.mtu > 0 {
				if pieces, err = p.fragments(q, buf, n); err != nil {
					*fail = err
					return
				}
			}
			for _, piece := range pieces {
				if !yield(inject.Due{Packet: piece, At: at(n)}) {
					return
				}
			}
		}
	}
}

// fragments divides probe n. Probes with one identification would be put
// together as one, so that it counts up.
func (p *probing) fragments(q *question, probe []byte, n int) ([][]byte, error) {
	layers := craft.Dissect(probe, q.linkType())
	for _, l := range layers {
		if ip, ok := l.(*craft.IPv4); ok {
			ip.ID += uint16(n)
			break
		}
	}
	return layers.Fragments(p.mtu)
}

// run asks the question, or shows what would be sent.
func (p *probing) run(ctx context.Context, std streams, q *question) error {
	first, err := q.build(nil, 0)
	if err != nil {
		return err
	}
	if p.mtu > 0 {
		pieces, err := p.fragments(q, first, 0)
		if err != nil {
			return err
		}
		first = pieces[0]
	}
	if !q.frames && len(first) > q.route.Link.MTU {
		way := ""
		if p.divisible {
			way = fmt.Sprintf("; --mtu %d sends it in fragments", q.route.Link.MTU)
		}
		return fmt.Errorf("send to %v: the packet has %d bytes, the MTU of %s is %d: %w%s",
			q.route.Destination, len(first), q.route.Link.Name, q.route.Link.MTU, inject.ErrTooLong, way)
	}
	if p.dryRun {
		return p.show(ctx, std, q)
	}
	if !q.frames {
		// Without its neighbour the kernel would take the packets and send
		// nothing; while it looks for it, it keeps the first few hundred.
		if _, err := q.route.Neighbour(ctx); err != nil {
			return err
		}
	}
	if q.expect.Protocol == 0 {
		return p.shoot(ctx, std, q)
	}
	return p.ask(ctx, std, q)
}

// show prints the packets and sends nothing.
func (p *probing) show(ctx context.Context, std streams, q *question) (err error) {
	o := p.packets
	o.verbose = max(o.verbose, 1)
	sink, err := openSink(o, q.linkType(), std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	if p.count == 0 {
		p.count = 1
	}
	start := time.Now()
	var failed error
	for d := range p.probes(q, &failed) {
		if ctx.Err() != nil {
			break
		}
		err := sink.put(&capture.Packet{
			Data: d.Packet, Length: len(d.Packet), Time: capture.TimestampOf(start.Add(d.At)),
		})
		if err != nil {
			return err
		}
	}
	return failed
}

// ask sends the probes and reports.
func (p *probing) ask(ctx context.Context, std streams, q *question) (err error) {
	session, err := probe.Open(q.route, q.expect, probe.Config{
		Timeout: p.timeout, Outstanding: p.outstanding, LinkType: q.linkType(), Packets: p.packets.wanted(),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	sink, err := openSink(p.packets, session.LinkType(), std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	report := p.reporter(std, q)
	report.begin()
	var failed, stopped error
	stop := func(err error) {
		if err != nil && stopped == nil {
			stopped = err
			cancel()
		}
	}
	first := true
	sum, err := session.Run(ctx, p.probes(q, &failed), func(e probe.Event) {
		if first && e.Kind == probe.Unsent {
			stop(e.Err) // what keeps the first from leaving keeps all
			return
		}
		first = false
		if e.Packet != nil {
			stop(sink.put(e.Packet))
		}
		stop(report.event(&e))
	})
	err = errors.Join(err, failed, stopped)
	if err != nil && sum.Sent == 0 {
		return err
	}
	if e := report.end(&sum); err == nil {
		err = e
	}
	if err == nil && sum.Answered == 0 && sum.Late == 0 {
		err = errNoAnswer
	}
	return err
}
