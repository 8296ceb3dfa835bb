package main

import "time"

// A Report is all that a run measured.
type Report struct {
	Command  string
	Begun    time.Time
	Took     time.Duration
	Machine  Machine
	Rounds   int
	Versions []Version
	Results  []Result
}

// A Row is one side of a case in a table.
type Row struct {
	Case    string
	Side    string
	Ours    bool
	Command string
	Skipped string // why it did not run
	Rounds  int
	Packets uint64 // of the last round

	Compared Spread // of the case's measure
	CPU      Spread // ns a packet
	Wall     Spread // ms
	Memory   Spread // MiB
	Rate     Spread // packets a second
	Lost     Spread // packets

	// Ratio is what this side's figure is in terms of our first one's, round by
	// round; for our first side itself it is 1.
	Ratio Spread
}

// rows returns the sides of a case.
func (r Result) rows() []Row {
	ours := r.first()
	base := measured(r.Samples[ours], r.Compare)
	lost := Measure{Of: func(s Sample) float64 { return float64(s.Lost) }}
	var rows []Row
	for i, side := range r.Sides {
		samples := r.Samples[i]
		row := Row{Case: r.Name, Side: side.Name, Ours: side.Ours, Command: side.Command, Skipped: r.Skipped[i], Rounds: len(samples)}
		if len(samples) > 0 {
			row.Skipped = ""
			row.Packets = samples[len(samples)-1].Packets
			row.Compared = spread(measured(samples, r.Compare))
			row.CPU = spread(measured(samples, cpuPerPacket))
			row.Wall = spread(measured(samples, wallTime))
			row.Memory = spread(measured(samples, peakMemory))
			row.Rate = spread(measured(samples, packetRate))
			row.Lost = spread(measured(samples, lost))
			row.Ratio = spread(ratios(measured(samples, r.Compare), base))
		}
		rows = append(rows, row)
	}
	return rows
}
