package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// ringMiB is how much every reader here is given to hold packets: enough for a
// tenth of a second of the storm.
const ringMiB = 16

// A reader is a program that captures, and how it says what it captured.
type reader struct {
	name    string
	ours    bool
	args    []string
	totals  parseTotals
	discard output
}

// captureCases measure what a captured packet costs.
func captureCases(b *bench) []Case {
	file := func(name string) string { return filepath.Join(b.scratch, name) }
	return []Case{
		{
			Name: "capture/null", Work: "capture a storm of 60-byte UDP packets and write them to /dev/null, or count them where a program has a mode for that",
			Live: true, Compare: cpuPerPacket,
			Sides: b.storms(false, b.size.storm, nullReaders()),
			Claims: []Claim{
				{Text: "`pktcap -w /dev/null` costs at most 0.4 of what tcpdump does", Measure: cpuPerPacket, Ours: "pktcap", Peer: "tcpdump", AtMost: 0.4},
				{Text: "the library's Borrow loop costs at most 0.35 of afpacket's ZeroCopyReadPacketData", Measure: cpuPerPacket, Ours: "Borrow", Peer: "afpacket", AtMost: 0.35},
			},
		},
		{
			Name: "capture/file", Work: "capture a storm of the mix and write it to a file",
			Live: true, Compare: cpuPerPacket,
			Sides: b.storms(true, b.size.storm/5, fileReaders(file)),
		},
		{
			Name: "capture/print", Work: "capture a storm of the mix and print it to a pipe",
			Live: true, Compare: cpuPerPacket,
			Sides: b.storms(true, b.size.printed, printReaders()),
			Claims: []Claim{{Text: "printing to a pipe costs at most half of what tcpdump's does",
				Measure: cpuPerPacket, Ours: "pktcap", Peer: "tcpdump", AtMost: 0.5}},
		},
	}
}

func nullReaders() []reader {
	ring, bytes := strconv.Itoa(ringMiB<<10), strconv.Itoa(ringMiB<<20)
	return []reader{
		{name: "pktcap", ours: true, args: []string{"pktcap", "-i", readLink, "-n", "-B", ring, "-w", "/dev/null"}, totals: capturedTotals},
		{name: "tcpdump", args: []string{"tcpdump", "-i", readLink, "-n", "-B", ring, "-w", "/dev/null"}, totals: capturedTotals},
		{name: "dumpcap", args: []string{"dumpcap", "-q", "-i", readLink, "-B", strconv.Itoa(ringMiB), "-w", "/dev/null"}, totals: dumpcapTotals},
		{name: "netsniff-ng", args: netsniff("--out", "/dev/null", "--silent"), totals: netsniffTotals, discard: toKeep},
		{name: "Borrow", ours: true, args: []string{"borrow", readLink, bytes}, totals: capturedTotals, discard: toKeep},
		{name: "Batches", ours: true, args: []string{"borrow", readLink, bytes, "batches"}, totals: capturedTotals, discard: toKeep},
		{name: "afpacket", args: []string{"afpacket", readLink, bytes}, totals: capturedTotals, discard: toKeep},
		{name: "afpacket decoding", args: []string{"afpacket", readLink, bytes, "decode"}, totals: capturedTotals, discard: toKeep},
	}
}

func netsniff(more ...string) []string {
	return append([]string{"netsniff-ng", "--in", readLink, "--ring-size", strconv.Itoa(ringMiB) + "MiB", "--no-sock-mem"}, more...)
}

func fileReaders(file func(string) string) []reader {
	ring := strconv.Itoa(ringMiB << 10)
	return []reader{
		{name: "pktcap", ours: true, args: []string{"pktcap", "-i", readLink, "-n", "-B", ring, "-w", file("captured.pcap")}, totals: capturedTotals},
		{name: "tcpdump", args: []string{"tcpdump", "-i", readLink, "-n", "-B", ring, "-w", file("captured.pcap")}, totals: capturedTotals},
		{name: "dumpcap", args: []string{"dumpcap", "-q", "-i", readLink, "-B", strconv.Itoa(ringMiB), "-w", file("captured.pcapng")}, totals: dumpcapTotals},
		{name: "netsniff-ng", args: netsniff("--out", file("captured.pcap"), "--silent"), totals: netsniffTotals, discard: toKeep},
	}
}

func printReaders() []reader {
	ring := strconv.Itoa(ringMiB << 10)
	return []reader{
		{name: "pktcap", ours: true, args: []string{"pktcap", "-i", readLink, "-n", "-B", ring}, totals: capturedTotals, discard: toPipe},
		{name: "tcpdump", args: []string{"tcpdump", "-i", readLink, "-n", "-B", ring}, totals: capturedTotals, discard: toPipe},
		{name: "netsniff-ng", args: netsniff("--less"), totals: netsniffTotals, discard: toKeep},
	}
}

// storms makes a side of each reader: it captures while trafgen sends so many
// packets as fast as it can.
func (b *bench) storms(mixed bool, packets int, readers []reader) []Side {
	var sides []Side
	for _, r := range readers {
		run := func(ctx context.Context, before []string) (Sample, error) {
			generator, err := b.trafgen(mixed, packets, 0)
			if err != nil {
				return Sample{}, err
			}
			return b.captured(ctx, r, generator, nil, before)
		}
		side := Side{Name: r.name, Ours: r.ours, Command: b.typed(r.args),
			Run: func(ctx context.Context) (Sample, error) { return run(ctx, nil) }}
		if r.ours {
			side.Profile = func(ctx context.Context, before []string) error {
				_, err := run(ctx, before)
				return err
			}
		}
		sides = append(sides, side)
	}
	return sides
}

// captured runs a reader against a generator.
func (b *bench) captured(ctx context.Context, r reader, generator process, q *quota, before []string) (Sample, error) {
	if b.lab == nil {
		return Sample{}, b.labErr
	}
	args, err := b.command(r.args...)
	if err != nil {
		return Sample{}, err
	}
	return b.lab.capture(ctx, process{args: args, stdout: r.discard, cpus: readerCPU(), quota: q, before: before}, r.totals, generator)
}

// trafgen is the generator: so many packets of the mix, or of one small one, at
// so many a second, or as many as it can if rate is 0.
func (b *bench) trafgen(mixed bool, packets, rate int) (process, error) {
	config, err := b.inputs.small()
	if mixed {
		config, err = b.inputs.storm(200)
	}
	if err != nil {
		return process{}, err
	}
	args := []string{"trafgen", "--dev", sendLink, "--conf", config, "--num", strconv.Itoa(packets),
		"--cpus", "1", "--no-cpu-stats", "--no-sock-mem"}
	if rate > 0 {
		args = append(args, "--rate", fmt.Sprintf("%dpps", rate))
	}
	args, err = b.command(args...)
	return process{args: args, cpus: senderCPU()}, err
}

// typed is a command without the folder of this run.
func (b *bench) typed(args []string) string {
	return strings.ReplaceAll(strings.Join(args, " "), b.scratch+string(filepath.Separator), "")
}
