package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"time"
)

// share is how much of a processor a starved reader has.
const share = 0.1

// starvedCases measure how fast packets may come for a reader that has a tenth
// of a processor, before it loses the first.
func starvedCases(b *bench) []Case {
	work := "the most packets a second, sent evenly for a second, of which a reader that has a tenth of a processor (cgroup CPU quota) loses none: "
	compare := figure("rate without loss", "packets/s", true)
	file := func(name string) string { return filepath.Join(b.scratch, name) }
	prints := printReaders()[:2]
	return []Case{
		{Name: "starved/file", Work: work + "the mix to a file", Live: true, Compare: compare, Sides: b.starved(fileReaders(file))},
		{Name: "starved/print", Work: work + "the mix printed to a pipe", Live: true, Compare: compare, Sides: b.starved(prints)},
	}
}

func (b *bench) starved(readers []reader) []Side {
	var sides []Side
	for _, r := range readers {
		search := &rateSearch{}
		sides = append(sides, Side{
			Name: r.name, Ours: r.ours, Command: b.typed(r.args),
			Run: func(ctx context.Context) (Sample, error) {
				q, err := newQuota(share)
				if err != nil {
					return Sample{}, err
				}
				s, err := search.run(b.size.search, func(rate float64) (Sample, error) {
					generator, err := b.paced(int(rate), b.pacedFor())
					if err != nil {
						return Sample{}, err
					}
					return b.captured(ctx, r, generator, q, nil)
				})
				if closing := q.close(); err == nil && closing != nil {
					err = fmt.Errorf("remove the control group: %w", closing)
				}
				return s, err
			},
		})
	}
	return sides
}

// pacedFor is how long a trial sends.
func (b *bench) pacedFor() time.Duration {
	if b.size.search == 1 {
		return 20 * time.Millisecond
	}
	return time.Second
}

// pacedPackets are those of the file that a paced generator loops over.
const pacedPackets = 200

// paced is a generator that sends the mix at an even rate for so long.
func (b *bench) paced(rate int, length time.Duration) (process, error) {
	file, err := b.inputs.mix(pacedPackets)
	if err != nil {
		return process{}, err
	}
	loops := max(1, int(float64(rate)*length.Seconds()/pacedPackets))
	args, err := b.command("tcpreplay", "-q", "-i", sendLink, "--preload-pcap", "--loop", strconv.Itoa(loops),
		"--pps", strconv.Itoa(rate), file)
	return process{args: args, cpus: senderCPU()}, err
}

// A rateSearch finds the highest rate without loss by halving the interval
// between one that lost none and one that did, in equal ratios. What a round
// found is where the next one begins.
type rateSearch struct {
	found float64 // by the round before; 0 in the first
}

// Rates between which the first search looks, packets a second.
const (
	leastRate = 2000
	mostRate  = 600_000
)

// run makes so many trials, and returns the sample of the fastest that lost
// nothing, whose figure is the rate that was in fact sent.
func (r *rateSearch) run(trials int, try func(rate float64) (Sample, error)) (Sample, error) {
	low, high := float64(leastRate), float64(mostRate)
	if r.found > 0 {
		low, high = max(low, r.found/2), min(high, r.found*2)
		trials = max(1, trials-2)
	}
	var best Sample
	for range trials {
		rate := math.Sqrt(low * high)
		s, err := try(rate)
		if err != nil {
			return best, err
		}
		if s.Lost > 0 {
			high = rate
			continue
		}
		low = rate
		if sent := packetRate.Of(s); sent > best.Figure {
			best = s
			best.Figure = sent
		}
	}
	r.found = low
	return best, nil
}
