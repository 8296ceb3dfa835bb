package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"pktcap/inject/probe"
)

// A reporter tells the user what happens to the probes.
type reporter interface {
	begin()
	event(*probe.Event) error
	end(*probe.Summary) error
}

func (p *probing) reporter(std streams, q *question) reporter {
	counts := verdicts{}
	switch {
	case p.json:
		return &jsonReport{json.NewEncoder(std.out), q, counts}
	case p.packets.file == "-":
		std.out = std.err
	}
	return &textReport{std.out, p, q, counts}
}

// verdicts counts what the answers mean, in the order of their first
// appearance.
type verdicts struct {
	names  []string
	counts []uint64
}

func (v *verdicts) add(name string) {
	for i, n := range v.names {
		if n == name {
			v.counts[i]++
			return
		}
	}
	v.names, v.counts = append(v.names, name), append(v.counts, 1)
}

// textReport writes for people.
type textReport struct {
	w       io.Writer
	probing *probing
	q       *question
	counts  verdicts
}

func (r *textReport) begin() {
	if r.probing.quiet {
		return
	}
	fmt.Fprintf(r.w, "%s to %s from %v through %s\n", r.q.what, r.q.target, r.q.route.Source, r.q.route.Link.Name)
}

func (r *textReport) event(e *probe.Event) error {
	verdict := ""
	switch e.Kind {
	case probe.Answered:
		verdict = r.q.verdict(e.Answer)
	case probe.TimedOut:
		verdict = r.q.timeout
	case probe.Late, probe.Duplicate:
		verdict = e.Kind.String() + ", " + r.q.verdict(e.Answer)
	case probe.Foreign:
		verdict = "foreign, answers no probe"
	case probe.Unsent:
		verdict = "not sent"
	default:
		return nil
	}
	if e.Kind == probe.Answered || e.Kind == probe.TimedOut {
		r.counts.add(verdict)
	}
	if r.probing.quiet {
		return nil
	}
	line := fmt.Sprintf("%s: %s", r.q.target, verdict)
	if e.Probe >= 0 {
		line += fmt.Sprintf(": probe=%d", e.Probe)
	}
	switch e.Kind {
	case probe.TimedOut:
		line += fmt.Sprintf(" no answer within %v", r.probing.timeout)
	case probe.Unsent:
		line += " " + e.Err.Error()
	default:
		line += " " + describe(e)
	}
	_, err := fmt.Fprintln(r.w, line)
	return err
}

// describe returns what an answer says, in words.
func describe(e *probe.Event) string {
	a := &e.Answer
	s := a.Kind.String()
	if a.Kind.IsError() {
		s = fmt.Sprintf("%s from %v", icmpText(a), a.From)
	}
	s += fmt.Sprintf(" ttl=%d", a.TTL)
	switch a.Kind {
	case probe.SynAck, probe.Reset, probe.OtherSegment:
		s += fmt.Sprintf(" win=%d", a.Window)
	case probe.HardwareAddr:
		s += fmt.Sprintf(" %v", a.Hardware)
	case probe.TooBig:
		s += fmt.Sprintf(" mtu=%d", a.MTU)
	}
	if e.Kind != probe.Foreign {
		s += fmt.Sprintf(" time=%s ms", milliseconds(e.RTT))
		if e.Unseen {
			s += " (sent unseen)"
		}
	}
	return s
}

// milliseconds formats as ping does: three significant digits or more.
func milliseconds(d time.Duration) string {
	ms := float64(d) / 1e6
	switch {
	case ms < 10:
		return fmt.Sprintf("%.3f", ms)
	case ms < 100:
		return fmt.Sprintf("%.2f", ms)
	}
	return fmt.Sprintf("%.1f", ms)
}

func (r *textReport) end(s *probe.Summary) error {
	line := fmt.Sprintf("\n--- %s to %s: statistics ---\n%d sent, %d answered", r.q.what, r.q.target, s.Sent, s.Answered)
	for i, name := range r.counts.names {
		before := ", "
		if i == 0 {
			before = " ("
		}
		line += fmt.Sprintf("%s%d %s", before, r.counts.counts[i], name)
	}
	if len(r.counts.names) > 0 {
		line += ")"
	}
	for _, c := range []struct {
		n    uint64
		what string
	}{
		{s.Late, "late"}, {s.Duplicates, "duplicates"}, {s.Foreign, "foreign"},
		{s.Reordered, "reordered"}, {s.Unsent, "not sent"}, {s.Dropped, "dropped by kernel"},
	} {
		if c.n > 0 {
			line += fmt.Sprintf(", %d %s", c.n, c.what)
		}
	}
	line += fmt.Sprintf(", %.4g%% loss, time %d ms\n", s.Loss()*100, s.Elapsed.Milliseconds())
	if t := &s.RTT; t.Count() > 0 {
		line += fmt.Sprintf("rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms",
			ms(t.Min()), ms(t.Mean()), ms(t.Max()), ms(t.Deviation()))
		if t.Count() >= 10 {
			line += fmt.Sprintf(", p50/p90/p99 = %.3f/%.3f/%.3f ms",
				ms(t.Quantile(0.5)), ms(t.Quantile(0.9)), ms(t.Quantile(0.99)))
		}
		line += "\n"
	}
	if t := s.Timing; t.Count > 1 && r.probing.interval > 0 {
		line += fmt.Sprintf("timing error p50/p99/max = %.3f/%.3f/%.3f ms\n", ms(t.P50), ms(t.P99), ms(t.Max))
	}
	_, err := io.WriteString(r.w, line)
	return err
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }
