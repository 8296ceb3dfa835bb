package main

import (
	"errors"
	"fmt"
	"io"
	"os"

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
}

// newFileSink creates the file that -w names, with the interface's header. The
// header is in the file when newFileSink returns, so that an interrupted
// capture leaves a good file behind however early it ends.
func newFileSink(o *options, ifc capture.Interface, stdout io.Writer) (*fileSink, error) {
	s := &fileSink{name: o.write.file, perPacket: o.write.packetBuffered}
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
	resolution := uint64(1e6)
	if o.source.nano {
		resolution = 1e9
	}
	w, err := savefile.NewWriter(s.file, savefile.WriterConfig{
		Format:     savefile.Pcap,
		Interfaces: []savefile.Interface{{LinkType: ifc.LinkType, Snaplen: ifc.Snaplen, Resolution: resolution}},
	})
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return nil, errors.Join(s.wrap(err), s.closeFile())
	}
	s.w = w
	return s, nil
}

func (s *fileSink) packet(p *capture.Packet) error {
	s.rec.Data, s.rec.Length, s.rec.Time = p.Data, p.Length, int64(p.Time)
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
