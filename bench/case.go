package main

import (
	"context"
	"time"
)

// A Case is one piece of work that several programs do.
type Case struct {
	Name    string // GROUP/WHAT
	Work    string // what is done, in a sentence
	Live    bool   // packets are captured as they are sent: some may be lost, and Wall is how long that took
	Compare Measure
	Sides   []Side
	Claims  []Claim
}

// A Side is one program's way of doing the work.
type Side struct {
	Name    string
	Ours    bool
	Command string // as one would type it
	Once    bool   // too slow for more than one round
	Run     func(ctx context.Context) (Sample, error)

	// Profile does the work once with a command put before the program; nil
	// where the side is no single program of ours.
	Profile func(ctx context.Context, before []string) error
}

// A Sample is what one run of a Side cost.
type Sample struct {
	Packets uint64        // packets that the program handled
	Lost    uint64        // packets that were sent and did not reach it
	User    time.Duration // of the whole process
	System  time.Duration
	Wall    time.Duration
	Memory  int64   // peak resident set, in bytes
	Figure  float64 // what a case measures that is none of these
}

// A Measure is one figure of a sample.
type Measure struct {
	Name   string
	Unit   string
	Higher bool // more is better
	Of     func(Sample) float64
}

var (
	cpuPerPacket = Measure{Name: "CPU/packet", Unit: "ns", Of: func(s Sample) float64 {
		return per(float64(s.User+s.System), s.Packets)
	}}
	wallTime = Measure{Name: "wall", Unit: "ms", Of: func(s Sample) float64 {
		return float64(s.Wall) / float64(time.Millisecond)
	}}
	cpuTime = Measure{Name: "CPU", Unit: "ms", Of: func(s Sample) float64 {
		return float64(s.User+s.System) / float64(time.Millisecond)
	}}
	wallPerPacket = Measure{Name: "wall/packet", Unit: "ns", Of: func(s Sample) float64 {
		return per(float64(s.Wall), s.Packets)
	}}
	packetRate = Measure{Name: "rate", Unit: "packets/s", Higher: true, Of: func(s Sample) float64 {
		if s.Wall <= 0 {
			return 0
		}
		return float64(s.Packets) / s.Wall.Seconds()
	}}
	peakMemory = Measure{Name: "memory", Unit: "MiB", Of: func(s Sample) float64 {
		return float64(s.Memory) / (1 << 20)
	}}
)

// figure is a measure of a case's own.
func figure(name, unit string, higher bool) Measure {
	return Measure{Name: name, Unit: unit, Higher: higher, Of: func(s Sample) float64 { return s.Figure }}
}

func per(cost float64, n uint64) float64 {
	if n == 0 {
		return 0
	}
	return cost / float64(n)
}

// A Claim is a threshold: what Ours costs, divided by what Peer costs, or as it
// is where Peer is "". Either AtMost or AtLeast is set.
type Claim struct {
	Text    string
	Measure Measure
	Ours    string
	Peer    string
	AtMost  float64
	AtLeast float64
}

// met tells whether a measured ratio or value keeps the threshold.
func (c Claim) met(v float64) bool {
	if c.AtLeast != 0 {
		return v >= c.AtLeast
	}
	return v <= c.AtMost
}
