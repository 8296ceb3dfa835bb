package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"pktcap/capture"
	"pktcap/savefile"
)

// A fileSink writes packets to a capture file.
type fileSink struct {
	name      string
	file      io.Writer
	w         *savefile.Writer
	rec       savefile.Record
	perPacket bool // -U

	source     capture.Source
	resolution uint64
	indexes    []int // of the source's interfaces in the file
}

// direction is what a pcapng file says of a packet's direction.
var direction = [...]savefile.Flags{
	capture.DirectionIn:  savefile.FlagInbound,
	capture.DirectionOut: savefile.FlagOutbound,
}

// newFileSink creates the file that -w names: a pcap file, or a pcapng file
// where packets of several interfaces are to be told apart or the name ends so.
// The header is in the file when newFileSink returns, so that an interrupted
// capture leaves a good file behind however early it ends.
func newFileSink(o *options, source capture.Source, stdout io.Writer) (*fileSink, error) {
	s := &fileSink{name: o.write.file, perPacket: o.write.packetBuffered, source: source}
	s.file = stdout
	if s.name == "-" {
		s.name = "standard output"
	} else {
		f, err := os.Create(o.write.file)
		if err != nil {
			return nil, fmt.Errorf("create savefile: %w", err)
		}
		s.file = f
	}
	s.resolution = 1e6
	if o.source.nano {
		s.resolution = 1e9
	}
	config := savefile.WriterConfig{Format: savefile.Pcap}
	if len(source.Interfaces()) > 1 || strings.HasSuffix(s.name, ".pcapng") {
		config.Format = savefile.PcapNG
		config.Section = savefile.Section{Application: "pktcap " + version}
	}
	for i := range source.Interfaces() {
		config.Interfaces = append(config.Interfaces, s.described(i))
		s.indexes = append(s.indexes, i)
	}
	w, err := savefile.NewWriter(s.file, config)
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return nil, errors.Join(s.wrap(err), s.closeFile())
	}
	s.w = w
	return s, nil
}

// described returns what the file says of the source's interface i.
func (s *fileSink) described(i int) savefile.Interface {
	ifc := s.source.Interfaces()[i]
	return savefile.Interface{LinkType: ifc.LinkType, Snaplen: ifc.Snaplen, Resolution: s.resolution, Name: ifc.Name, Description: ifc.Description}
}

func (s *fileSink) packet(p *capture.Packet) error {
	s.rec.Data, s.rec.Length, s.rec.Time = p.Data, p.Length, int64(p.Time)
	for len(s.indexes) <= p.Interface { // a source may meet an interface late
		i, err := s.w.AddInterface(s.described(len(s.indexes)))
		if err != nil {
			return s.wrap(err)
		}
		s.indexes = append(s.indexes, i)
	}
	s.rec.Interface = s.indexes[p.Interface]
	s.rec.Flags = direction[p.Direction]
	if err := s.w.Write(&s.rec); err != nil {
		return s.wrap(err)
	}
	if s.perPacket {
		return s.flush()
	}
	return nil
}

func (s *fileSink) flush() error {
	if err := s.w.Flush(); err != nil {
		return s.wrap(err)
	}
	return nil
}

func (s *fileSink) close() error {
	return errors.Join(s.flush(), s.closeFile())
}

func (s *fileSink) closeFile() error {
	f, ok := s.file.(*os.File)
	if !ok || f == os.Stdout {
		return nil
	}
	if err := f.Close(); err != nil {
		return s.wrap(err)
	}
	return nil
}

func (s *fileSink) wrap(err error) error { return fmt.Errorf("write %s: %w", s.name, err) }
