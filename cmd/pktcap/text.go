package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"time"

	"pktcap/capture"
	"pktcap/decode"
)

// A sink is where packets go.
type sink interface {
	// packet takes a packet that is valid during the call.
	packet(p *capture.Packet) error

	// flush hands on what is buffered: the source has gone quiet.
	flush() error

	// close ends the sink in order and says what did not reach its end.
	close() error
}

// textBuffer is how much text is collected while packets come without a pause.
const textBuffer = 64 << 10

// A textSink prints packets.
type textSink struct {
	printer      *decode.Printer
	source       capture.Source
	out          *bufio.Writer
	line         []byte
	lineBuffered bool
}

func newTextSink(ctx context.Context, o *options, source capture.Source, stdout io.Writer) (*textSink, error) {
	opt, err := o.decodeOptions()
	if err != nil {
		return nil, err
	}
	if o.text.numeric == 0 {
		var dns *lookups
		if o.text.dns {
			dns = newLookups(ctx, reverse)
		}
		opt.Names = newNames(o.text.noDomain, dns)
	}
	return &textSink{
		printer:      decode.New(opt),
		source:       source,
		out:          bufio.NewWriterSize(stdout, textBuffer),
		lineBuffered: o.text.lineBuffered,
	}, nil
}

func (s *textSink) packet(p *capture.Packet) error {
	link := s.source.Interfaces()[p.Interface].LinkType
	s.line = s.printer.AppendPacket(s.line[:0], p, link)
	if _, err := s.out.Write(s.line); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	if s.lineBuffered {
		return s.flush()
	}
	return nil
}

func (s *textSink) flush() error {
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	return nil
}

func (s *textSink) close() error { return s.flush() }

// decodeOptions turns the printing flags into the printer's options.
func (o *options) decodeOptions() (decode.Options, error) {
	t := o.text
	opt := decode.Options{
		Verbose:       min(o.verbosity, 3),
		Quiet:         t.quiet,
		Link:          t.linkHeader,
		Time:          decode.TimeFormat(t.timestamps),
		Nano:          o.source.nano,
		Location:      time.Local,
		Number:        t.number,
		Lengths:       t.lengths,
		AbsoluteSeq:   t.absolute,
		NoChecksum:    t.noChecksums,
		NoDomain:      t.noDomain,
		ASDot:         t.asdot,
		IPFirst:       t.shortIP,
		Mesh:          t.mesh,
		InterfaceName: interfaceNames(),
	}
	if t.timestamps > int(decode.TimeSince) {
		return opt, usagef("-t is given %d times: five are the most", t.timestamps)
	}
	switch {
	case t.hexASCII > 1:
		opt.Hex = decode.HexASCIILink
	case t.hexASCII == 1:
		opt.Hex = decode.HexASCII
	case t.hex > 1:
		opt.Hex = decode.HexBytesLink
	case t.hex == 1:
		opt.Hex = decode.HexBytes
	case t.ascii > 1:
		opt.Hex = decode.PlainTextLink
	case t.ascii == 1:
		opt.Hex = decode.PlainText
	}
	if t.treatAs != "" {
		kind, err := decode.ParsePayloadType(t.treatAs)
		if err != nil {
			return opt, usageError{err}
		}
		opt.Payload = kind
	}
	return opt, nil
}

// interfaceNames returns a function that names this machine's interfaces by
// index, and asks the system once for each.
func interfaceNames() func(uint32) string {
	known := map[uint32]string{}
	return func(index uint32) string {
		name, ok := known[index]
		if !ok {
			if ifc, err := net.InterfaceByIndex(int(index)); err == nil {
				name = ifc.Name
			}
			known[index] = name
		}
		return name
	}
}
