package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"pktcap/capture"
	"pktcap/inject"
)

// shoot sends the packets of a question that expects no answer.
func (p *probing) shoot(ctx context.Context, std streams, q *question) (err error) {
	var sender inject.Sender
	if q.frames {
		sender, err = inject.OpenLink(q.route.Link.Name)
	} else {
		sender, err = q.route.Open()
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sender.Close()) }()
	sink, err := openSink(p.packets, q.linkType(), std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	var failed error
	report, err := inject.Transmit(ctx, sender, inject.StartPacer(), sink.pass(p.probes(q, &failed), &failed))
	if errors.Is(err, context.Canceled) {
		err = nil // interrupted: what was sent is told
	}
	if err = errors.Join(err, failed); err != nil && report.Packets == 0 {
		return err
	}
	w := std.out
	if p.packets.file == "-" {
		w = std.err
	}
	return errors.Join(err, reportSent(w, p.json, report, p.interval > 0 || p.rate > 0, nil))
}

// pass yields the packets and gives each to the sink.
func (s *packetSink) pass(packets iter.Seq[inject.Due], fail *error) iter.Seq[inject.Due] {
	if !s.wanted() {
		return packets
	}
	return func(yield func(inject.Due) bool) {
		for d := range packets {
			p := capture.Packet{Data: d.Packet, Length: len(d.Packet), Time: s.start + capture.Timestamp(d.At)}
			if err := s.put(&p); err != nil {
				*fail = err
				return
			}
			if !yield(d) {
				return
			}
		}
	}
}

// reportSent tells how packets were sent: timed says whether they had a
// schedule. replay is nil where they were not a replay's.
func reportSent(w io.Writer, asJSON bool, r inject.Report, timed bool, replay *inject.Replay) error {
	var cut, backward uint64
	if replay != nil {
		cut, backward = replay.Cut(), replay.Backward()
	}
	if asJSON {
		return json.NewEncoder(w).Encode(struct {
			Type     string     `json:"type"`
			Packets  uint64     `json:"packets"`
			Bytes    uint64     `json:"bytes"`
			Elapsed  float64    `json:"elapsed_ms"`
			PPS      float64    `json:"packets_per_second"`
			BPS      float64    `json:"bits_per_second"`
			Cut      uint64     `json:"cut"`
			Backward uint64     `json:"backward"`
			Timing   jsonTiming `json:"timing_error"`
		}{"summary", r.Packets, r.Bytes, ms(r.Elapsed), r.PacketRate(), r.BitRate(), cut, backward,
			jsonTiming{ms(r.Timing.P50), ms(r.Timing.P99), ms(r.Timing.Max)}})
	}
	line := fmt.Sprintf("%d packets, %d bytes sent", r.Packets, r.Bytes)
	if r.Packets > 1 {
		line += fmt.Sprintf(" in %.3f s: %.0f packets/s, %.3f Mbit/s", r.Elapsed.Seconds(), r.PacketRate(), r.BitRate()/1e6)
	}
	line += "\n"
	if timed && r.Packets > 1 {
		line += fmt.Sprintf("timing error p50/p99/max = %.3f/%.3f/%.3f ms\n", ms(r.Timing.P50), ms(r.Timing.P99), ms(r.Timing.Max))
	}
	if cut > 0 {
		line += fmt.Sprintf("%d packets left out: the file has only a part of each\n", cut)
	}
	if backward > 0 {
		line += fmt.Sprintf("%d packets out of order in time, sent at once\n", backward)
	}
	_, err := io.WriteString(w, line)
	return err
}
