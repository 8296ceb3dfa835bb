package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync/atomic"

	"pktcap/inject"
	"pktcap/inject/probe"
)

// A path is what a trace has found.
type path struct {
	t    *tracer
	std  streams
	hops []hop // from options.first on

	shown   int          // hops printed
	quiet   bool         // hops are not to be printed yet
	sent    int          // probes of this pass
	reached atomic.Int32 // hops to the destination, as far as is known; 0: not reached
	narrow  []narrowing
	vanish  *vanishing
}

// A hop is the answers to the probes of one number of hops.
type hop struct {
	answers []hopAnswer
	settled int // probes answered or timed out
}

// A hopAnswer is one probe's fate.
type hopAnswer struct {
	From   netip.Addr // invalid: silence
	RTT    float64    // milliseconds
	Remark string     // an error that ends the path, in traceroute's signs
}

// A narrowing is a link that the probes were too long for.
type narrowing struct {
	From netip.Addr
	MTU  int
}

// A vanishing is a hop behind which packets that are too long get lost without
// an ICMP error: a black hole of path MTU discovery (RFC 2923 section 2.1).
type vanishing struct {
	After netip.Addr // the last router that such a packet reached; invalid: none answered
	Size  int        // bytes of the shortest that vanishes, as far as was tried
}

func newPath(t *tracer, std streams) *path {
	return &path{t: t, std: std, hops: make([]hop, t.options.last-t.options.first+1)}
}

func (p *path) begin() {
	if p.t.options.json {
		return
	}
	by := "ICMP echo"
	if port, ok := p.t.port(); ok {
		by = fmt.Sprintf("UDP port %d", port)
		if p.t.options.tcp.IsSet() {
			by = fmt.Sprintf("TCP port %d", port)
		}
	}
	fmt.Fprintf(p.std.out, "trace to %v by %s from %v through %s, %d hops at most\n",
		p.t.route.Destination, by, p.t.route.Source, p.t.route.Link.Name, p.t.options.last)
}

// pass sends the probes of every hop, and prints the hops as they are known.
// It returns the MTU of a link that they were too long for, 0 if there is none.
func (p *path) pass(ctx context.Context, session *probe.Session, sink *packetSink) (smaller int, err error) {
	o := p.t.options
	clear(p.hops)
	p.reached.Store(0)
	p.t.base += p.sent // an answer to an older probe is not one to a newer
	p.sent = 0
	at, err := inject.Rate(o.rate)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var failed, stopped error
	stop := func(err error) {
		if err != nil && stopped == nil {
			stopped = err
			cancel()
		}
	}
	probes := func(yield func(inject.Due) bool) {
		var buf []byte
		for n := 0; n < o.each || p.t.only == 0 && p.t.hop(n) <= o.last; n++ {
			if r := int(p.reached.Load()); r > 0 && (p.t.hop(n) > r || p.t.only > 0) {
				return
			}
			p.sent = n + 1
			if buf, failed = p.t.build(buf[:0], n); failed != nil || !yield(inject.Due{Packet: buf, At: at(n)}) {
				return
			}
		}
	}
	_, err = session.Run(ctx, probes, func(e probe.Event) {
		if e.Packet != nil {
			stop(sink.put(e.Packet))
		}
		stop(e.Err)
		if mtu := p.settle(&e); mtu > 0 && (smaller == 0 || mtu < smaller) {
			smaller = mtu
			p.narrow = append(p.narrow, narrowing{e.Answer.From, mtu})
			cancel()
		}
		if smaller == 0 && !p.quiet {
			stop(p.show())
		}
	})
	return smaller, errors.Join(err, failed, stopped)
}

// settle notes the fate of a probe. It returns the next link's MTU where the
// probe was too long for it.
func (p *path) settle(e *probe.Event) (mtu int) {
	if e.Kind != probe.Answered && e.Kind != probe.TimedOut {
		return 0
	}
	n := p.t.hop(e.Probe)
	h := &p.hops[n-p.t.options.first]
	h.settled++
	if e.Kind == probe.TimedOut {
		h.answers = append(h.answers, hopAnswer{})
		return 0
	}
	a := &e.Answer
	if a.Kind == probe.TooBig && p.t.size > a.MTU && a.MTU >= 68 { // RFC 791: every link takes 68 bytes
		return a.MTU
	}
	answer := hopAnswer{From: a.From, RTT: ms(e.RTT)}
	if a.Kind != probe.TimeExceeded {
		answer.Remark = remark(a)
		if r := p.reached.Load(); r == 0 || int32(n) < r {
			p.reached.Store(int32(n))
		}
	}
	h.answers = append(h.answers, answer)
	return 0
}

// remark returns traceroute's sign for an answer that ends the path, "" for
// the destination's own.
func remark(a *probe.Answer) string {
	switch {
	case !a.Kind.IsError() || a.IsPortUnreachable():
		return ""
	case a.Kind == probe.TooBig:
		return fmt.Sprintf("!F-%d", a.MTU)
	}
	return "!(" + icmpText(a) + ")"
}

// last returns the number of hops to be shown.
func (p *path) last() int {
	if r := int(p.reached.Load()); r > 0 {
		return r
	}
	return p.t.options.last
}

// show prints the hops that are complete and follow those printed.
func (p *path) show() error {
	for n := p.t.options.first + p.shown; n <= p.last(); n++ {
		h := &p.hops[n-p.t.options.first]
		if h.settled < p.t.options.each {
			return nil
		}
		p.shown++
		if err := p.print(n, h); err != nil {
			return err
		}
	}
	return nil
}

func (p *path) print(n int, h *hop) error {
	if p.t.options.json {
		type answer struct {
			From   string   `json:"from,omitempty"`
			RTT    *float64 `json:"rtt_ms,omitempty"`
			Remark string   `json:"remark,omitempty"`
		}
		o := struct {
			Type    string   `json:"type"`
			Hop     int      `json:"hop"`
			Answers []answer `json:"answers"`
		}{"hop", n, []answer{}}
		for _, a := range h.answers {
			if a.From.IsValid() {
				o.Answers = append(o.Answers, answer{a.From.String(), &a.RTT, a.Remark})
			} else {
				o.Answers = append(o.Answers, answer{})
			}
		}
		return json.NewEncoder(p.std.out).Encode(o)
	}
	var s strings.Builder
	fmt.Fprintf(&s, "%2d", n)
	var from netip.Addr
	for _, a := range h.answers {
		if !a.From.IsValid() {
			s.WriteString("  *")
			continue
		}
		if a.From != from {
			from = a.From
			fmt.Fprintf(&s, "  %v", from)
		}
		fmt.Fprintf(&s, "  %.3f ms", a.RTT)
		if a.Remark != "" {
			s.WriteString(" " + a.Remark)
		}
	}
	_, err := fmt.Fprintln(p.std.out, s.String())
	return err
}

// end prints what a trace tells of the whole path.
func (p *path) end() error {
	reached := int(p.reached.Load())
	var err error
	if p.t.options.json {
		o := struct {
			Type      string           `json:"type"`
			Target    string           `json:"target"`
			Reached   bool             `json:"reached"`
			Hops      int              `json:"hops,omitempty"`
			MTU       int              `json:"path_mtu,omitempty"`
			Narrowing []map[string]any `json:"narrowing,omitempty"`
			BlackHole map[string]any   `json:"black_hole,omitempty"`
		}{"summary", p.t.route.Destination.String(), reached > 0, reached, p.t.size, nil, nil}
		if v := p.vanish; v != nil {
			o.BlackHole = map[string]any{"size": v.Size}
			if v.After.IsValid() {
				o.BlackHole["after"] = v.After.String()
			}
		}
		for _, n := range p.narrow {
			o.Narrowing = append(o.Narrowing, map[string]any{"from": n.From.String(), "mtu": n.MTU})
		}
		err = json.NewEncoder(p.std.out).Encode(o)
	} else if p.t.size > 0 {
		for _, n := range p.narrow {
			fmt.Fprintf(p.std.out, "%v: the next link takes %d bytes\n", n.From, n.MTU)
		}
		if v := p.vanish; v != nil {
			after := "the first hop"
			if v.After.IsValid() {
				after = v.After.String()
			}
			fmt.Fprintf(p.std.out, "%s: packets of %d bytes and more vanish behind it, without an ICMP error\n", after, v.Size)
		}
		known := "path MTU"
		if reached == 0 {
			known = "path MTU at most"
		}
		_, err = fmt.Fprintf(p.std.out, "%s %d\n", known, p.t.size)
	}
	if err == nil && reached == 0 {
		err = errNoAnswer
	}
	return err
}
