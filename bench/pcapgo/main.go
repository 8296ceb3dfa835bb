// Command pcapgo reads a pcap file with google/gopacket's pcapgo, and counts
// the packets, writes them to a file, or filters them with x/net/bpf's machine:
// what a Go program without pktcap does.
//
//	pcapgo count FILE
//	pcapgo copy FILE TO
//	pcapgo filter FILE PROGRAM    the program as of pktcap -ddd, in a file
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/google/gopacket"
	"github.com/google/gopacket/pcapgo"
	"golang.org/x/net/bpf"

	"pktcap/filter/cbpf"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "pcapgo: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 || args[0] != "count" && len(args) != 3 {
		return errors.New("usage: pcapgo count FILE | copy FILE TO | filter FILE PROGRAM")
	}
	in, err := os.Open(args[1])
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	r, err := pcapgo.NewReader(bufio.NewReaderSize(in, 1<<20))
	if err != nil {
		return err
	}
	each := func(gopacket.CaptureInfo, []byte) (bool, error) { return true, nil }
	finish := func() error { return nil }
	switch args[0] {
	case "copy":
		each, finish, err = copyTo(args[2], r)
	case "filter":
		each, err = filterBy(args[2])
	}
	if err != nil {
		return err
	}
	var packets uint64
	for {
		data, info, err := r.ZeroCopyReadPacketData()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		taken, err := each(info, data)
		if err != nil {
			return err
		}
		if taken {
			packets++
		}
	}
	fmt.Printf("%d packets\n", packets)
	return finish()
}

func copyTo(name string, r *pcapgo.Reader) (func(gopacket.CaptureInfo, []byte) (bool, error), func() error, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, nil, err
	}
	buffered := bufio.NewWriterSize(f, 256<<10)
	w := pcapgo.NewWriter(buffered)
	if err := w.WriteFileHeader(r.Snaplen(), r.LinkType()); err != nil {
		return nil, nil, err
	}
	each := func(info gopacket.CaptureInfo, data []byte) (bool, error) { return true, w.WritePacket(info, data) }
	return each, func() error { return errors.Join(buffered.Flush(), f.Close()) }, nil
}

func filterBy(name string) (func(gopacket.CaptureInfo, []byte) (bool, error), error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	raw, err := cbpf.ParseDecimal(string(text))
	if err != nil {
		return nil, err
	}
	program := make([]bpf.Instruction, len(raw))
	for i, in := range raw {
		program[i] = in.Disassemble()
	}
	vm, err := bpf.NewVM(program)
	if err != nil {
		return nil, err
	}
	return func(_ gopacket.CaptureInfo, data []byte) (bool, error) {
		n, err := vm.Run(data)
		return n != 0, err
	}, nil
}
