package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
)

var throughput = figure("throughput", "GB/s", true)

// bytesCases measure checksums and dumps.
func bytesCases(b *bench) []Case {
	var cases []Case
	for _, size := range []int{20, 64, 1500, 9000} {
		n := strconv.Itoa(size)
		c := Case{Name: "checksum/" + n, Work: fmt.Sprintf("sum %s bytes that are in the cache", n), Compare: throughput,
			Sides: []Side{
				b.loop("checksum", true, throughput.Unit, "checksum", n),
				b.loop("loop of RFC 1071", false, throughput.Unit, "checksum-plain", n),
			}}
		if size >= 64 {
			c.Sides = append(c.Sides, b.loop("gopacket, TCP segment", false, throughput.Unit, "checksum-gopacket", n))
		}
		cases = append(cases, c)
	}
	return append(cases,
		Case{
			Name: "hexdump/memory", Work: "dump 64 KiB in the form of `hexdump -C`, in memory", Compare: figure("throughput", "GB/s of input", true),
			Sides: []Side{
				b.loop("hexdump", true, throughput.Unit, "hexdump", "65536"),
				b.loop("encoding/hex.Dumper", false, throughput.Unit, "hexdump-std", "65536"),
			},
			Claims: []Claim{{Text: "at least 10 times as fast as encoding/hex.Dumper", Measure: throughput,
				Ours: "hexdump", Peer: "encoding/hex.Dumper", AtLeast: 10}},
		},
		Case{
			Name: "hexdump/file", Work: "dump a file to a pipe, process and all", Compare: cpuTime,
			Sides: []Side{
				b.dumper("hexdump, canonical", true, "dump", "canonical"), b.dumper("hexdump -C", false, "hexdump", "-C"),
				b.dumper("hexdump, xxd", true, "dump", "xxd"), b.dumper("xxd", false, "xxd"),
			},
			Claims: []Claim{
				{Text: "faster than hexdump(1)", Measure: cpuTime, Ours: "hexdump, canonical", Peer: "hexdump -C", AtMost: 1},
				{Text: "faster than xxd(1)", Measure: cpuTime, Ours: "hexdump, xxd", Peer: "xxd", AtMost: 1},
			},
		})
}

// dumper runs a program that dumps its standard input.
func (b *bench) dumper(name string, own bool, args ...string) Side {
	command := args[0]
	for _, a := range args[1:] {
		command += " " + a
	}
	return Side{
		Name: name, Ours: own, Command: command + fmt.Sprintf(" < FILE | cat > /dev/null (%d MiB)", b.size.dump>>20),
		Run: func(ctx context.Context) (Sample, error) {
			file, err := b.inputs.random(b.size.dump)
			if err != nil {
				return Sample{}, err
			}
			s, o, err := b.run(ctx, process{args: args, stdin: file, stdout: toPipe}, 0)
			if err == nil && o.drained < int64(b.size.dump) {
				err = fmt.Errorf("%s wrote %d bytes", name, o.drained)
			}
			return s, err
		},
	}
}

// random returns a file of so many bytes without a pattern.
func (in *inputs) random(size int) (string, error) {
	return in.once("random-"+strconv.Itoa(size), func(f *os.File) error {
		m := newMix()
		for written := 0; written < size; {
			n, err := f.Write(m.text[:min(len(m.text), size-written)])
			if err != nil {
				return err
			}
			written += n
		}
		return nil
	})
}
