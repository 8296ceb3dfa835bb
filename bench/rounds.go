package main

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// errAbsent is wrapped by the error of a side that cannot run here, for want of
// a program, of a privilege or of something that the kernel does not have.
var errAbsent = errors.New("not available here")

// A Result is what the rounds of a case measured.
type Result struct {
	Case
	Samples [][]Sample // of each side, a sample a round
	Skipped []string   // of each side, why it did not run; "" where it did

	Profiled string   // the side that was profiled; "" where none was
	Profile  []string // and where its time went
}

// rounds runs the sides of c in turn, n times. A side that is absent is left
// out; any other failure of ours ends the case, one of a peer only that side.
func rounds(ctx context.Context, c Case, n int, log io.Writer) (Result, error) {
	r := Result{Case: c, Samples: make([][]Sample, len(c.Sides)), Skipped: make([]string, len(c.Sides))}
	for round := range n {
		for i, side := range c.Sides {
			if r.Skipped[i] != "" || side.Once && round > 0 {
				continue
			}
			sample, err := side.Run(ctx)
			if ctx.Err() != nil {
				return r, ctx.Err()
			}
			switch {
			case err == nil:
				r.Samples[i] = append(r.Samples[i], sample)
				_, _ = fmt.Fprintf(log, "%s round %d: %s: %s %s %s\n", c.Name, round+1, side.Name,
					c.Compare.Name, number(c.Compare.Of(sample)), c.Compare.Unit)
			case errors.Is(err, errAbsent) || !side.Ours:
				r.Skipped[i] = err.Error()
				_, _ = fmt.Fprintf(log, "%s: %s: left out: %v\n", c.Name, side.Name, err)
			default:
				return r, fmt.Errorf("%s: %s: %w", c.Name, side.Name, err)
			}
		}
	}
	return r, nil
}

// values returns a measure of every round of the named side.
func (r Result) values(side string, m Measure) []float64 {
	for i, s := range r.Sides {
		if s.Name == side {
			return measured(r.Samples[i], m)
		}
	}
	return nil
}

func measured(samples []Sample, m Measure) []float64 {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = m.Of(s)
	}
	return values
}

// first is the side that the others are compared with: the first of ours.
func (r Result) first() int {
	for i, s := range r.Sides {
		if s.Ours {
			return i
		}
	}
	return 0
}

// A Verdict is what became of a claim.
type Verdict struct {
	Claim
	Case     string
	Measured Spread
	Rounds   int
	Known    bool // both sides ran
	Met      bool
}

// verdicts judges the claims of a case.
func (r Result) verdicts() []Verdict {
	var list []Verdict
	for _, c := range r.Claims {
		v := r.values(c.Ours, c.Measure)
		if c.Peer != "" {
			peer := r.values(c.Peer, c.Measure)
			if len(peer) == 1 { // a side that ran once is compared with every round
				for len(peer) < len(v) {
					peer = append(peer, peer[0])
				}
			}
			v = ratios(v, peer)
		}
		s := spread(v)
		list = append(list, Verdict{Claim: c, Case: r.Name, Measured: s, Rounds: len(v),
			Known: len(v) > 0, Met: len(v) > 0 && c.met(s.Median)})
	}
	return list
}
