package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A task is what a program does with a file: its arguments, in which FILE, TO
// and PROGRAM stand for what they say.
type task struct {
	name   string
	ours   bool
	args   []string
	stdout output
	count  parseTotals // finds the number of packets in what it says; nil where it is not said
	cpus   string
	slow   bool // reads the shorter file
}

const (
	web        = "tcp port 80"
	inputFile  = "FILE"
	outputFile = "TO"
)

// readCases measure reading, filtering, printing and writing a file.
func readCases(b *bench) []Case {
	return []Case{
		{
			Name: "read/count", Work: "read a file of the mix and count its packets", Compare: cpuPerPacket,
			Sides: b.readers([]task{
				{name: "pktcap", ours: true, args: []string{"pktcap", "-r", inputFile, "--count"}, stdout: toKeep, count: countTotals},
				{name: "tcpdump", args: []string{"tcpdump", "-r", inputFile, "--count"}, stdout: toKeep, count: countTotals},
				{name: "gopacket/pcapgo", args: []string{"pcapgo", "count", inputFile}, stdout: toKeep, count: countTotals},
				{name: "tshark", args: []string{"tshark", "-r", inputFile, "-q", "-z", "io,stat,0"}, stdout: toKeep, slow: true, count: tsharkStat},
			}),
		},
		{
			Name: "read/filter", Work: "read a file of the mix and count the packets that `" + web + "` accepts", Compare: cpuPerPacket,
			Sides: b.readers([]task{
				{name: "pktcap", ours: true, args: []string{"pktcap", "-r", inputFile, "--count", web}, stdout: toKeep},
				{name: "tcpdump", args: []string{"tcpdump", "-r", inputFile, "--count", web}, stdout: toKeep},
				{name: "gopacket/pcapgo", args: []string{"pcapgo", "filter", inputFile, "PROGRAM"}, stdout: toKeep},
				{name: "tshark", args: []string{"tshark", "-r", inputFile, "-q", "-z", "io,stat,0,tcp.port==80"}, stdout: toKeep, slow: true},
			}),
		},
		{
			Name: "read/print", Work: "print a file of the mix to a pipe, with all processors", Compare: wallPerPacket,
			Sides: b.readers(printTasks("")),
			Claims: []Claim{{Text: "printing a file with both cores takes at most a fifth of tcpdump's time",
				Measure: wallPerPacket, Ours: "pktcap", Peer: "tcpdump", AtMost: 0.2}},
		},
		{
			Name: "read/print-one-core", Work: "print a file of the mix to a pipe, on one processor", Compare: wallPerPacket,
			Sides: b.readers(printTasks(readerCPU())),
			Claims: []Claim{
				{Text: "printing a file on one core takes at most a third of tcpdump's time", Measure: wallPerPacket, Ours: "pktcap", Peer: "tcpdump", AtMost: 1.0 / 3},
				{Text: "and of its CPU", Measure: cpuPerPacket, Ours: "pktcap", Peer: "tcpdump", AtMost: 1.0 / 3},
			},
		},
		{
			Name: "read/verbose", Work: "print a file of the mix to a pipe, verbose and with the bytes", Compare: cpuPerPacket,
			Sides: b.readers([]task{
				{name: "pktcap", ours: true, args: []string{"pktcap", "-nvvXr", inputFile}, stdout: toPipe},
				{name: "tcpdump", args: []string{"tcpdump", "-nvvXr", inputFile}, stdout: toPipe},
			}),
		},
		{
			Name: "read/json", Work: "print the packets of a file of the mix as JSON, an object a line, to a pipe", Compare: cpuPerPacket,
			Sides: b.readers([]task{
				{name: "pktcap", ours: true, args: []string{"pktcap", "-nr", inputFile, "--json"}, stdout: toPipe},
				{name: "tshark", args: []string{"tshark", "-nr", inputFile, "-T", "ek"}, stdout: toPipe, slow: true},
			}),
		},
		{
			Name: "read/copy", Work: "read a file of the mix and write its packets to another", Compare: cpuPerPacket,
			Sides: b.readers([]task{
				{name: "pktcap", ours: true, args: []string{"pktcap", "-r", inputFile, "-w", outputFile}},
				{name: "tcpdump", args: []string{"tcpdump", "-r", inputFile, "-w", outputFile}},
				{name: "gopacket/pcapgo", args: []string{"pcapgo", "copy", inputFile, outputFile}},
				{name: "tshark", args: []string{"tshark", "-r", inputFile, "-w", outputFile}, slow: true},
			}),
		},
	}
}

func printTasks(cpus string) []task {
	return []task{
		{name: "pktcap", ours: true, args: []string{"pktcap", "-nr", inputFile}, stdout: toPipe, cpus: cpus},
		{name: "tcpdump", args: []string{"tcpdump", "-nr", inputFile}, stdout: toPipe, cpus: cpus},
		{name: "tshark", args: []string{"tshark", "-nr", inputFile}, stdout: toPipe, cpus: cpus, slow: true},
	}
}

// readers makes a side of each task.
func (b *bench) readers(tasks []task) []Side {
	var sides []Side
	for _, t := range tasks {
		packets := b.size.mix
		if t.slow {
			packets = b.size.slow
		}
		sides = append(sides, b.fileSide(t, packets))
	}
	return sides
}

// fileSide makes a side that runs a task on a file of so many packets.
func (b *bench) fileSide(t task, packets int) Side {
	side := Side{Name: t.name, Ours: t.ours, Command: fileCommand(t, fmt.Sprintf("mix-%d.pcap", packets))}
	if t.slow {
		side.Name += fmt.Sprintf(", %s packets", number(float64(packets)))
	}
	side.Run = func(ctx context.Context) (Sample, error) {
		file, err := b.inputs.mix(packets)
		if err != nil {
			return Sample{}, err
		}
		return b.onFile(ctx, t, file, uint64(packets), nil)
	}
	if t.ours {
		side.Profile = func(ctx context.Context, before []string) error {
			file, err := b.inputs.mix(packets)
			if err == nil {
				_, err = b.onFile(ctx, t, file, uint64(packets), before)
			}
			return err
		}
	}
	return side
}

// fileCommand is the command of a task as one would type it.
func fileCommand(t task, name string) string {
	args := make([]string, len(t.args))
	for i, a := range t.args {
		switch a {
		case inputFile:
			a = name
		case outputFile:
			a = "copy.pcap"
		}
		if strings.Contains(a, " ") {
			a = "'" + a + "'"
		}
		args[i] = a
	}
	command := strings.Join(args, " ")
	if t.stdout == toPipe {
		command += " | cat > /dev/null"
	}
	if t.cpus != "" {
		command = "taskset -c " + t.cpus + " " + command
	}
	return command
}

// taskArgs is the command of a task with its files.
func (b *bench) taskArgs(t task, file string) ([]string, error) {
	args := make([]string, len(t.args))
	for i, a := range t.args {
		switch a {
		case inputFile:
			a = file
		case outputFile:
			a = filepath.Join(b.scratch, "copy")
		case "PROGRAM":
			var err error
			if a, err = b.webProgram(); err != nil {
				return nil, err
			}
		}
		args[i] = a
	}
	return b.command(args...)
}

// onFile runs a task on a file that has so many packets, and checks that it saw
// them all.
func (b *bench) onFile(ctx context.Context, t task, file string, packets uint64, before []string) (Sample, error) {
	args, err := b.taskArgs(t, file)
	if err != nil {
		return Sample{}, err
	}
	// To truncate what the program before wrote would be this one's cost.
	_ = os.Remove(filepath.Join(b.scratch, "copy")) // it may not be there
	o, err := process{args: args, stdout: t.stdout, cpus: t.cpus, before: before}.run(ctx)
	if err != nil {
		return Sample{}, err
	}
	if t.stdout == toPipe && o.drained == 0 {
		return Sample{}, fmt.Errorf("%s printed nothing", t.name)
	}
	if t.count != nil {
		n, err := t.count(string(o.stdout) + string(o.stderr))
		if err != nil {
			return Sample{}, err
		}
		if n != packets {
			return Sample{}, fmt.Errorf("%s counted %d packets of %d", t.name, n, packets)
		}
	}
	return o.sample(packets), nil
}

// webProgram returns a file with the program of the filter, as of -ddd.
func (b *bench) webProgram() (string, error) {
	return b.inputs.once("web.bpf", func(f *os.File) error {
		p, err := compileFilter(web)
		if err != nil {
			return err
		}
		_, err = f.Write(p.AppendDecimal(nil))
		return err
	})
}
