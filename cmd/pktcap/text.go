package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"pktcap/capture"
	"pktcap/decode"
	"pktcap/hexdump"
	"pktcap/linktype"
)

// A sink is where packets go.
type sink interface {
	// batch takes packets that are valid during the call, and returns how many
	// it has taken: all, unless there is an error.
	batch(b *capture.Batch) (taken int, err error)

	// flush hands on what is buffered: the source has gone quiet.
	flush() error

	// close ends the sink in order and says what did not reach its end.
	close() error
}

// textBuffer is how much text is collected while packets come without a pause.
const textBuffer = 64 << 10

// A packetPrinter turns a packet into text: lines, a tree, JSON or columns.
type packetPrinter interface {
	AppendPacket(dst []byte, p *capture.Packet, link linktype.Type) []byte
}

// A textSink prints packets.
type textSink struct {
	printer      packetPrinter
	names        *decode.SystemNames // nil with -n
	source       capture.Source
	out          *bufio.Writer
	line         []byte
	lineBuffered bool
	meta         bool // a line more: --meta
}

func newTextSink(o *options, source capture.Source, stdout io.Writer) (*textSink, error) {
	opt, err := o.decodeOptions()
	if err != nil {
		return nil, err
	}
	opt.InterfaceName = interfaceNames(source)
	if _, live := source.(*capture.Group); live && o.several(source) {
		opt.Interface = func(p *capture.Packet) string {
			all := source.Interfaces()
			return fullName(all, all[p.Interface])
		}
	}
	s := &textSink{
		source:       source,
		out:          bufio.NewWriterSize(stdout, textBuffer),
		lineBuffered: o.text.lineBuffered,
		meta:         o.live.meta && !o.text.json && o.text.fields == "",
	}
	if o.text.numeric == 0 {
		s.names = decode.NewSystemNames(decode.NamesConfig{DNS: o.text.dns, NoDomain: o.text.noDomain})
		opt.Names = s.names
		if o.text.foreign {
			opt.Names = domesticNames{s.names, o.localNetwork(source)}
		}
	}
	switch t := o.text; {
	case t.json:
		s.printer = decode.NewJSON(opt)
	case t.tree:
		s.printer = decode.NewTree(opt, t.coloured(stdout))
	case t.fields != "":
		f, err := decode.NewFields(opt, strings.Split(t.fields, ","), t.separator())
		if err != nil {
			return nil, usageError{err}
		}
		s.printer = f
		s.line = f.AppendHeader(s.line)
		if _, err := s.out.Write(s.line); err != nil {
			return nil, fmt.Errorf("write standard output: %w", err)
		}
	case t.coloured(stdout):
		s.printer = decode.NewColour(opt)
	default:
		s.printer = decode.New(opt)
	}
	return s, nil
}

// separator returns what stands between the columns of --fields.
func (t *textOptions) separator() byte {
	if t.csv {
		return ','
	}
	return '\t'
}

// coloured reports whether output to w is to be in colour: as --color says, and
// with auto on a terminal unless NO_COLOR is set (no-color.org).
func (t *textOptions) coloured(w io.Writer) bool {
	switch t.color {
	case "always":
		return true
	case "never":
		return false
	}
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	// The null device is a character device as terminals are.
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

func (s *textSink) batch(b *capture.Batch) (taken int, err error) {
	packets := b.Packets()
	for i := range packets {
		if err := s.packet(&packets[i]); err != nil {
			return i, err
		}
	}
	return len(packets), nil
}

func (s *textSink) packet(p *capture.Packet) error {
	link := s.source.Interfaces()[p.Interface].LinkType
	s.line = s.printer.AppendPacket(s.line[:0], p, link)
	if s.meta {
		s.line = appendMeta(s.line, &p.Meta)
	}
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

func (s *textSink) close() error {
	err := s.flush()
	if s.names != nil {
		err = errors.Join(err, s.names.Close())
	}
	return err
}

// decodeOptions turns the printing flags into the printer's options.
func (o *options) decodeOptions() (decode.Options, error) {
	t := o.text
	opt := decode.Options{
		Verbose:     min(o.verbosity, 3),
		Quiet:       t.quiet,
		Link:        t.linkHeader,
		Time:        decode.TimeFormat(t.timestamps),
		Nano:        o.source.nano,
		Location:    time.Local,
		Number:      t.number,
		Lengths:     t.lengths,
		AbsoluteSeq: t.absolute,
		NoChecksum:  t.noChecksums,
		NoDomain:    t.noDomain,
		ASDot:       t.asdot,
		IPFirst:     t.shortIP,
		Mesh:        t.mesh,
		Secret:      t.secret,
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
	opt.HexStyle = t.hexStyle
	if t.hexStyle != 0 && opt.Hex == decode.HexNone {
		opt.Hex = decode.HexBytesLink
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

// interfaceNames returns a function that names interfaces by the system's index:
// those of the source, which may be of another network namespace, and else this
// machine's. The system is asked once for each.
func interfaceNames(source capture.Source) func(uint32) string {
	known := map[uint32]string{}
	return func(index uint32) string {
		name, ok := known[index]
		if ok {
			return name
		}
		for _, ifc := range source.Interfaces() {
			if ifc.Index == int(index) {
				name = ifc.Name
			}
		}
		if name == "" {
			if ifc, err := net.InterfaceByIndex(int(index)); err == nil {
				name = ifc.Name
			}
		}
		known[index] = name
		return name
	}
}

// setHexStyle takes over the name of --hex-style. Without -x, -X or -A it prints
// the whole packet, so that --from-hex can read it back.
func (t *textOptions) setHexStyle(name string) error {
	switch name {
	case "":
		return nil
	case "tcpdump":
		if t.hex+t.hexASCII+t.ascii == 0 {
			t.hexASCII = 2
		}
		return nil
	case "canonical", "xxd", "wireshark", "plain":
		t.hexStyle, _ = hexdump.StyleByName(name)
		return nil
	}
	return usagef("invalid style of hex dumps %q: it is tcpdump, canonical, xxd, wireshark or plain", name)
}
