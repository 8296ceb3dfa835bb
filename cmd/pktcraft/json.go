package main

import (
	"encoding/json"
	"time"

	"pktcap/inject/probe"
)

// jsonReport writes for programs: an object a line, the last of type
// "summary".
type jsonReport struct {
	enc    *json.Encoder
	q      *question
	counts verdicts
}

// jsonEvent is the object of an event. Times are milliseconds.
type jsonEvent struct {
	Type     string   `json:"type"` // answered, timed out, late, duplicate, foreign, unsent
	Probe    *int     `json:"probe,omitempty"`
	Time     string   `json:"time,omitempty"` // of the answer, RFC 3339
	Verdict  string   `json:"verdict,omitempty"`
	Answer   string   `json:"answer,omitempty"`
	From     string   `json:"from,omitempty"`
	TTL      uint8    `json:"ttl,omitempty"`
	RTT      *float64 `json:"rtt_ms,omitempty"`
	Unseen   bool     `json:"unseen,omitempty"`
	Flags    *uint8   `json:"tcp_flags,omitempty"`
	Seq      *uint32  `json:"seq,omitempty"`
	Ack      *uint32  `json:"ack,omitempty"`
	Window   *uint16  `json:"window,omitempty"`
	Type4    *uint8   `json:"icmp_type,omitempty"`
	Code     *uint8   `json:"icmp_code,omitempty"`
	MTU      int      `json:"mtu,omitempty"`
	Hardware string   `json:"hardware,omitempty"`
	Error    string   `json:"error,omitempty"`
}

func (r *jsonReport) begin() {}

func (r *jsonReport) event(e *probe.Event) error {
	o := jsonEvent{Type: e.Kind.String(), Unseen: e.Unseen}
	if e.Probe >= 0 {
		o.Probe = &e.Probe
	}
	switch e.Kind {
	case probe.TimedOut:
		o.Verdict = r.q.timeout
	case probe.Unsent:
		o.Error = e.Err.Error()
	case probe.Answered, probe.Late, probe.Duplicate, probe.Foreign:
		r.answer(&o, e)
	default:
		return nil
	}
	if e.Kind == probe.Answered || e.Kind == probe.TimedOut {
		r.counts.add(o.Verdict)
	}
	return r.enc.Encode(o)
}

func (r *jsonReport) answer(o *jsonEvent, e *probe.Event) {
	a := &e.Answer
	o.Answer, o.From, o.TTL, o.MTU = a.Kind.String(), a.From.String(), a.TTL, a.MTU
	o.Time = e.At.Time().Format(time.RFC3339Nano)
	if e.Kind != probe.Foreign {
		rtt := ms(e.RTT)
		o.RTT, o.Verdict = &rtt, r.q.verdict(*a)
	}
	switch {
	case a.Kind == probe.HardwareAddr:
		o.Hardware = a.Hardware.String()
	case a.Kind == probe.SynAck, a.Kind == probe.Reset, a.Kind == probe.OtherSegment:
		o.Flags, o.Seq, o.Ack, o.Window = &a.Flags, &a.Seq, &a.Ack, &a.Window
	case a.Kind == probe.EchoReply:
		o.Seq = &a.Seq
	case a.Kind.IsError():
		o.Type4, o.Code = &a.Type, &a.Code
	}
}

// jsonSummary is the last object.
type jsonSummary struct {
	Type       string            `json:"type"` // summary
	Probe      string            `json:"probe"`
	Target     string            `json:"target"`
	Source     string            `json:"source"`
	Interface  string            `json:"interface"`
	Sent       uint64            `json:"sent"`
	Unsent     uint64            `json:"unsent"`
	Answered   uint64            `json:"answered"`
	TimedOut   uint64            `json:"timed_out"`
	Late       uint64            `json:"late"`
	Duplicates uint64            `json:"duplicates"`
	Foreign    uint64            `json:"foreign"`
	Reordered  uint64            `json:"reordered"`
	Dropped    uint64            `json:"dropped_by_kernel"`
	Verdicts   map[string]uint64 `json:"verdicts"`
	Elapsed    float64           `json:"elapsed_ms"`
	RTT        *jsonRTT          `json:"rtt,omitempty"`
	Timing     jsonTiming        `json:"timing_error"`
}

type jsonRTT struct {
	Min  float64 `json:"min_ms"`
	Mean float64 `json:"avg_ms"`
	Max  float64 `json:"max_ms"`
	Dev  float64 `json:"mdev_ms"`
	P50  float64 `json:"p50_ms"`
	P90  float64 `json:"p90_ms"`
	P99  float64 `json:"p99_ms"`
}

type jsonTiming struct {
	P50 float64 `json:"p50_ms"`
	P99 float64 `json:"p99_ms"`
	Max float64 `json:"max_ms"`
}

func (r *jsonReport) end(s *probe.Summary) error {
	o := jsonSummary{
		Type: "summary", Probe: r.q.what, Target: r.q.target,
		Source: r.q.route.Source.String(), Interface: r.q.route.Link.Name,
		Sent: s.Sent, Unsent: s.Unsent, Answered: s.Answered, TimedOut: s.TimedOut, Late: s.Late,
		Duplicates: s.Duplicates, Foreign: s.Foreign, Reordered: s.Reordered, Dropped: s.Dropped,
		Verdicts: map[string]uint64{}, Elapsed: ms(s.Elapsed),
		Timing: jsonTiming{ms(s.Timing.P50), ms(s.Timing.P99), ms(s.Timing.Max)},
	}
	for i, name := range r.counts.names {
		o.Verdicts[name] = r.counts.counts[i]
	}
	if t := &s.RTT; t.Count() > 0 {
		o.RTT = &jsonRTT{ms(t.Min()), ms(t.Mean()), ms(t.Max()), ms(t.Deviation()),
			ms(t.Quantile(0.5)), ms(t.Quantile(0.9)), ms(t.Quantile(0.99))}
	}
	return r.enc.Encode(o)
}
