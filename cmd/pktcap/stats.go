package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"pktcap/capture"
)

// tally returns how many packets the outputs took, and how many writes of
// theirs failed.
type tally func() (taken, failed uint64)

// report is what --stats says with --json.
type report struct {
	Time   string `json:"time"`
	Final  bool   `json:"final"` // the capture has ended
	Stages stages `json:"packets"`
}

// stages are the counts from the NIC to the output.
type stages struct {
	Captured           uint64 `json:"captured"`
	Received           uint64 `json:"received"`
	Dropped            uint64 `json:"dropped"`
	Freezes            uint64 `json:"ring_full_times"`
	InterfaceDropped   uint64 `json:"interface_dropped"`
	InterfaceDiscarded uint64 `json:"interface_rx_dropped"`
	BacklogDropped     uint64 `json:"backlog_dropped"`
	BacklogSqueezed    uint64 `json:"backlog_squeezed_times"`
	Truncated          uint64 `json:"truncated"`
	OutputErrors       uint64 `json:"output_errors"`
}

func stagesOf(s capture.Stats, count tally) stages {
	taken, failed := count()
	return stages{
		Captured: taken, Received: s.Received, Dropped: s.Dropped, Freezes: s.Freezes,
		InterfaceDropped: s.InterfaceDropped, InterfaceDiscarded: s.InterfaceDiscarded,
		BacklogDropped: s.BacklogDropped, BacklogSqueezed: s.BacklogSqueezed,
		Truncated: s.Truncated, OutputErrors: failed,
	}
}

// losses says where packets were lost, beyond what tcpdump's three lines say;
// nothing where none were. InterfaceDiscarded is not a part: with most drivers it
// counts packets that were captured, and that nobody else wanted.
func (s stages) losses() []string {
	var list []string
	say := func(n uint64, noun, format string) {
		if n > 0 {
			list = append(list, fmt.Sprintf(format, plural(n, noun)))
		}
	}
	say(s.InterfaceDropped, "packet", "%s dropped by interface: the driver had no room (rx_missed, rx_fifo_errors)")
	say(s.BacklogDropped, "packet", "%s of all interfaces dropped before the capture: a CPU's backlog was full (net.core.netdev_max_backlog)")
	say(s.Freezes, "time", "the buffer was full %s: a larger one (-B) loses less")
	say(s.OutputErrors, "write", "%s of the output failed")
	return list
}

// showStats shows the counts on standard error every --stats until the
// returned function is called, and with --json then too. Without --stats a live
// capture to a file with -v shows every second how many packets it has, as
// tcpdump's does.
func (p *program) showStats(o *options, source capture.Source, count tally) (end func()) {
	every := o.live.stats
	show, atEnd := p.statsLine(source, count), func() {}
	switch {
	case every != 0 && o.text.json:
		show = p.statsJSON(source, count)
		atEnd = func() { show(true) }
	case every != 0:
	case o.verbosity > 0 && o.write.file != "" && o.source.file == "" && o.source.listFile == "" && !o.print:
		every = time.Second
		shown := false
		show = func(bool) {
			taken, _ := count()
			_, _ = fmt.Fprintf(p.stderr, "Got %d\r", taken)
			shown = true
		}
		atEnd = func() {
			if shown {
				_, _ = fmt.Fprintln(p.stderr)
			}
		}
	default:
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				show(false)
			case <-done:
				return
			}
		}
	}()
	return func() {
		close(done)
		<-ended
		atEnd()
	}
}

// statsLine returns a function that shows the counts in words.
func (p *program) statsLine(source capture.Source, count tally) func(final bool) {
	var before uint64
	at := time.Now()
	return func(bool) {
		stats, err := source.Stats()
		if err != nil {
			p.say("%v", err)
			return
		}
		s := stagesOf(stats, count)
		now := time.Now()
		rate := float64(s.Captured-before) / now.Sub(at).Seconds()
		before, at = s.Captured, now
		line := fmt.Sprintf("%s captured, %.0f/s, %d received by filter, %d dropped by kernel", plural(s.Captured, "packet"), rate, s.Received, s.Dropped)
		p.say("%s", strings.Join(append([]string{line}, s.losses()...), "; "))
	}
}

// statsJSON returns a function that shows the counts as a line of JSON.
func (p *program) statsJSON(source capture.Source, count tally) func(final bool) {
	out := json.NewEncoder(p.stderr)
	return func(final bool) {
		stats, err := source.Stats()
		if err != nil {
			p.say("%v", err)
			return
		}
		// There is nowhere to report that this did not work.
		_ = out.Encode(map[string]report{"stats": {
			Time: time.Now().UTC().Format(time.RFC3339Nano), Final: final, Stages: stagesOf(stats, count),
		}})
	}
}

// A lossSink says on standard error where in the stream packets were lost: the
// lines on standard output stay what they are.
type lossSink struct {
	p    *program
	lost uint64
	gaps uint64
	said time.Time
}

// lossTick is how often gaps are told of at most.
const lossTick = time.Second

func (s *lossSink) batch(b *capture.Batch) (taken int, err error) {
	packets := b.Packets()
	for i := range packets {
		if packets[i].LossBefore {
			s.gap(&packets[i])
		}
	}
	return len(packets), nil
}

// gap takes note of a packet before which others were lost.
func (s *lossSink) gap(p *capture.Packet) {
	s.gaps++
	s.lost += p.Lost
	if time.Since(s.said) >= lossTick {
		s.tell(fmt.Sprintf("before the packet of %s", p.Time.Time().Local().Format("15:04:05.000000")))
	}
}

func (s *lossSink) tell(where string) {
	what := "packets"
	if s.lost > 0 {
		what = plural(s.lost, "packet")
	}
	if s.gaps > 1 {
		what += fmt.Sprintf(" in %d gaps", s.gaps)
	}
	s.p.say("%s lost %s", what, where)
	s.said, s.lost, s.gaps = time.Now(), 0, 0
}

func (s *lossSink) flush() error { return nil }

func (s *lossSink) close() error {
	if s.gaps > 0 {
		s.tell("in the last second")
	}
	return nil
}
