package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// growthCases measure what becomes of time and memory when there is more to do:
// a packet must cost the same, and memory stay as it is.
func growthCases(b *bench) []Case {
	quarter := max(100, b.size.mix/4)
	var cases []Case
	for _, mode := range []struct {
		name, work string
		ours, peer task
	}{
		{"growth/print", "print files of the mix of 1, 4 and 16 times as many packets to a pipe",
			task{name: "pktcap", ours: true, args: []string{"pktcap", "-nr", inputFile}, stdout: toPipe},
			task{name: "tcpdump", args: []string{"tcpdump", "-nr", inputFile}, stdout: toPipe}},
		{"growth/json", "print files of the mix of 1, 4 and 16 times as many packets as JSON to a pipe",
			task{name: "pktcap", ours: true, args: []string{"pktcap", "-nr", inputFile, "--json"}, stdout: toPipe},
			task{name: "tshark", args: []string{"tshark", "-nr", inputFile, "-T", "ek"}, stdout: toPipe, slow: true}},
		{"growth/copy", "copy files of the mix of 1, 4 and 16 times as many packets",
			task{name: "pktcap", ours: true, args: []string{"pktcap", "-r", inputFile, "-w", outputFile}},
			task{name: "tcpdump", args: []string{"tcpdump", "-r", inputFile, "-w", outputFile}}},
	} {
		c := Case{Name: mode.name, Work: mode.work, Compare: cpuPerPacket}
		for _, t := range []task{mode.ours, mode.peer} {
			for _, times := range []int{1, 4, 16} {
				packets := times * quarter
				if t.slow {
					packets = times * max(100, b.size.slow/10)
				}
				side := b.fileSide(t, packets)
				side.Name = fmt.Sprintf("%s, %d×", t.name, times)
				c.Sides = append(c.Sides, side)
			}
		}
		c.Claims = []Claim{
			{Text: "16 times as many packets take at most 16 times as long, and a tenth", Measure: cpuPerPacket,
				Ours: "pktcap, 16×", Peer: "pktcap, 1×", AtMost: 1.1},
			{Text: "and no more memory, but for a tenth", Measure: peakMemory, Ours: "pktcap, 16×", Peer: "pktcap, 1×", AtMost: 1.1},
		}
		cases = append(cases, c)
	}
	if b.large {
		cases = append(cases, largeCase(b))
	}
	return cases
}

// largeSize is the size of the large file in bytes.
const largeSize = 2 << 30

func largeCase(b *bench) Case {
	c := Case{Name: "growth/large", Work: "read a file of the mix of 2 GB, count it, print it and copy it", Compare: wallTime}
	for _, t := range []task{
		{name: "pktcap, count", ours: true, args: []string{"pktcap", "-r", inputFile, "--count"}, stdout: toKeep, count: countTotals},
		{name: "tcpdump, count", args: []string{"tcpdump", "-r", inputFile, "--count"}, stdout: toKeep, count: countTotals},
		{name: "pktcap, print", ours: true, args: []string{"pktcap", "-nr", inputFile}, stdout: toPipe},
		{name: "tcpdump, print", args: []string{"tcpdump", "-nr", inputFile}, stdout: toPipe},
		{name: "pktcap, copy", ours: true, args: []string{"pktcap", "-r", inputFile, "-w", outputFile}},
		{name: "tcpdump, copy", args: []string{"tcpdump", "-r", inputFile, "-w", outputFile}},
	} {
		c.Sides = append(c.Sides, b.largeSide(t))
	}
	return c
}

// largeSide runs a task on the large file.
func (b *bench) largeSide(t task) Side {
	return Side{Name: t.name, Ours: t.ours, Command: fileCommand(t, "large.pcap"),
		Run: func(ctx context.Context) (Sample, error) {
			file, packets, err := b.inputs.large(largeSize)
			if err != nil {
				return Sample{}, err
			}
			s, err := b.onFile(ctx, t, file, packets, nil)
			_ = os.Remove(filepath.Join(b.scratch, "copy")) // it may not be there
			return s, err
		}}
}
