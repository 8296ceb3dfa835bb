package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"

	"pktcap/craft"
	"pktcap/linktype"
	"pktcap/savefile"
)

// inputs makes the files that programs read, each when it is first asked for.
type inputs struct {
	folder string
	made   map[string]string
}

// once returns the file of a name, made by write where it is not there yet.
func (in *inputs) once(name string, write func(f *os.File) error) (string, error) {
	if path, ok := in.made[name]; ok {
		return path, nil
	}
	path := filepath.Join(in.folder, name)
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	err = write(f)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return "", fmt.Errorf("make %s: %w", name, err)
	}
	in.made[name] = path
	return path, nil
}

// mix returns a pcap file of so many packets of the mix.
func (in *inputs) mix(packets int) (string, error) {
	return in.once("mix-"+strconv.Itoa(packets)+".pcap", func(f *os.File) error {
		return writeMix(f, func(written int, _ int64) bool { return written < packets })
	})
}

// large returns a pcap file of the mix of so many bytes, and how many packets
// it has.
func (in *inputs) large(size int64) (path string, packets uint64, err error) {
	name := "large-" + strconv.FormatInt(size>>20, 10) + "MiB.pcap"
	path, err = in.once(name, func(f *os.File) error {
		return writeMix(f, func(written int, bytes int64) bool {
			packets = uint64(written)
			return bytes < size
		})
	})
	return path, packets, err
}

// writeMix writes packets of the mix, some hundred microseconds apart, for as
// long as more wants them.
func writeMix(f *os.File, more func(written int, bytes int64) bool) error {
	w, err := savefile.NewWriter(f, savefile.WriterConfig{
		Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Snaplen: 262144, Resolution: 1e6}}})
	if err != nil {
		return err
	}
	m := newMix()
	rec := savefile.Record{Time: 1_700_000_000e9}
	for n := 0; more(n, w.Size()); n++ {
		if rec.Data, err = m.next(rec.Data[:0]); err != nil {
			return err
		}
		rec.Length = len(rec.Data)
		rec.Time += int64(10+m.random.IntN(200)) * 1000
		if err := w.Write(&rec); err != nil {
			return err
		}
	}
	return w.Flush()
}

// storm returns a configuration of trafgen(8) that sends packets of the mix
// over and over.
func (in *inputs) storm(packets int) (string, error) {
	return in.once("storm-"+strconv.Itoa(packets)+".cfg", func(f *os.File) error {
		m := newMix()
		return writeStorm(f, packets, m.next)
	})
}

// small returns one that sends one UDP packet of 60 bytes, the shortest frame.
func (in *inputs) small() (string, error) {
	return in.once("small.cfg", func(f *os.File) error {
		return writeStorm(f, 1, smallFrame)
	})
}

// writeStorm writes packets in trafgen's form, a list of bytes in braces each.
func writeStorm(f *os.File, packets int, next func([]byte) ([]byte, error)) error {
	w := bufio.NewWriter(f)
	var b []byte
	for range packets {
		var err error
		if b, err = next(b[:0]); err != nil {
			return err
		}
		_, _ = w.WriteString("{\n") // Flush returns what fails
		for _, c := range b {
			_, _ = w.WriteString("0x" + hex.EncodeToString([]byte{c}) + ",\n")
		}
		_, _ = w.WriteString("}\n")
	}
	return w.Flush()
}

// smallFrame is a UDP packet as short as Ethernet has it without its checksum.
func smallFrame(dst []byte) ([]byte, error) {
	return craft.Packet{
		craft.Ethernet{Dst: craft.MACFrom([6]byte{2, 0, 0, 0, 0, 2}), Src: craft.MACFrom([6]byte{2, 0, 0, 0, 0, 1})},
		craft.IPv4{Src: netip.MustParseAddr(senderIP), Dst: netip.MustParseAddr(readerIP)},
		craft.UDP{SrcPort: 40000, DstPort: 9},
		craft.Payload("eighteen bytes all"),
	}.AppendTo(dst)
}
