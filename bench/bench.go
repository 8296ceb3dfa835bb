package main

import (
	"context"
	"time"
)

// A bench is what the cases work with.
type bench struct {
	programs *programs
	inputs   *inputs
	lab      *lab   // nil where there is no privilege
	labErr   error  // why
	scratch  string // where programs write
	size     sizes
	large    bool
}

// sizes are how much work a case is.
type sizes struct {
	mix      int // packets of the mix in a file
	slow     int // packets for programs that take their time
	storm    int // packets of a storm: so many that the start of a program does not count
	printed  int // packets of a storm that is printed
	terms    int // host terms of a long filter
	moreHost int // of a longer one
	replays  int // times that a file is sent again
	sent     int // packets that a sender sends
	dump     int // bytes of a dump
	loop     string
	flood    string        // how long hping3 floods
	search   int           // steps in the search for the highest rate
	quiet    time.Duration // how long a reader must rest to be done
}

var (
	fullSize  = sizes{mix: 500_000, slow: 50_000, storm: 5_000_000, printed: 500_000, terms: 1000, moreHost: 10_000, replays: 8, sent: 500_000, dump: 64 << 20, loop: "400ms", flood: "2", search: 7, quiet: libpcapBlock}
	smallSize = sizes{mix: 2000, slow: 1000, storm: 3000, printed: 1000, terms: 50, moreHost: 100, replays: 1, sent: 500, dump: 1 << 20, loop: "2ms", flood: "0.2", search: 1, quiet: 100 * time.Millisecond}
)

// command returns the command line of a program with its path resolved, or an
// error that wraps errAbsent.
func (b *bench) command(args ...string) ([]string, error) {
	path, err := b.programs.path(args[0])
	if err != nil {
		return nil, err
	}
	return append([]string{path}, args[1:]...), nil
}

// run runs a command to its end and counts it as so many packets.
func (b *bench) run(ctx context.Context, p process, packets uint64) (Sample, outcome, error) {
	args, err := b.command(p.args...)
	if err != nil {
		return Sample{}, outcome{}, err
	}
	p.args = args
	o, err := p.run(ctx)
	return o.sample(packets), o, err
}
