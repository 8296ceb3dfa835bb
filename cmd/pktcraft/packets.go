package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/pflag"

	"pktcap/capture"
	"pktcap/decode"
	"pktcap/linktype"
	"pktcap/savefile"
)

// packetOptions say what becomes of the packets sent and received, beside the
// report on them.
type packetOptions struct {
	verbose int    // -v: print each packet
	hex     int    // -x: and its bytes
	file    string // -w: write each packet to this file
}

func (o *packetOptions) flags(f *pflag.FlagSet) {
	f.CountVarP(&o.verbose, "verbose", "v", "print every packet sent and received, as pktcap does; -vv in full")
	f.CountVarP(&o.hex, "hex", "x", "print their bytes too; -xx with the link-layer header")
	f.StringVarP(&o.file, "write", "w", "", "write the packets sent and received to this pcap `file`, - for stdout")
}

// wanted reports whether anything is to become of the packets.
func (o *packetOptions) wanted() bool { return o.verbose > 0 || o.hex > 0 || o.file != "" }

// wanted reports whether anything is to become of the packets.
func (s *packetSink) wanted() bool {
	return s.writer != nil || s.options.verbose > 0 || s.options.hex > 0
}

// A packetSink prints packets and writes them to a file, as its options say.
type packetSink struct {
	options packetOptions
	link    linktype.Type
	start   capture.Timestamp // when it was opened
	text    io.Writer
	printer *decode.Printer
	line    []byte
	file    io.WriteCloser
	buffer  *bufio.Writer
	writer  *savefile.Writer
}

// openSink returns a sink for packets of the given link type.
func openSink(o packetOptions, link linktype.Type, std streams) (*packetSink, error) {
	s := &packetSink{options: o, link: link, start: capture.TimestampOf(time.Now()), text: std.out}
	d := decode.Options{Location: time.Local, Verbose: max(o.verbose-1, 0)}
	switch {
	case o.hex == 1:
		d.Hex = decode.HexBytes
	case o.hex > 1:
		d.Hex = decode.HexBytesLink
	}
	s.printer = decode.New(d)
	if o.file == "" {
		return s, nil
	}
	s.file = keepOpen{std.out}
	if o.file != "-" {
		f, err := os.Create(o.file)
		if err != nil {
			return nil, err
		}
		s.file = f
	} else {
		s.text = std.err
	}
	s.buffer = bufio.NewWriter(s.file)
	var err error
	s.writer, err = savefile.NewWriter(s.buffer, savefile.WriterConfig{
		Interfaces: []savefile.Interface{{LinkType: link, Resolution: 1e9}},
	})
	return s, err
}

// keepOpen is a writer that Close leaves open.
type keepOpen struct{ io.Writer }

func (keepOpen) Close() error { return nil }

// put prints and writes a packet.
func (s *packetSink) put(p *capture.Packet) error {
	if s.options.verbose > 0 || s.options.hex > 0 {
		s.line = s.printer.AppendPacket(s.line[:0], p, s.link)
		if _, err := s.text.Write(s.line); err != nil {
			return err
		}
	}
	if s.writer == nil {
		return nil
	}
	return s.writer.Write(&savefile.Record{Data: p.Data, Length: p.Length, Time: int64(p.Time)})
}

// close writes out what is buffered.
func (s *packetSink) close() error {
	if s.writer == nil {
		return nil
	}
	err := s.writer.Flush()
	if err == nil {
		err = s.buffer.Flush()
	}
	if e := s.file.Close(); err == nil {
		err = e
	}
	s.writer = nil
	if err != nil {
		return fmt.Errorf("write %s: %w", s.options.file, err)
	}
	return nil
}
