package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"pktcap/capture"
	"pktcap/savefile"
	"pktcap/savefile/rotate"
)

// A recordWriter writes packets to one capture file, or one after the other.
type recordWriter interface {
	Write(*savefile.Record) error
	AddInterface(savefile.Interface) (int, error)
	Flush() error
	Close() error
}

// A fileSink writes packets to capture files.
type fileSink struct {
	w         recordWriter
	files     *rotate.Writer // w, nil for standard output
	rec       savefile.Record
	perPacket bool   // -U
	plain     bool   // one pcap file, written as it comes: a batch at a time
	after     func() // what is left to do when the files are closed; nil for nothing

	// Flushing a compressed file after every pause would make it larger than a
	// plain one: it is flushed once in a while.
	compressed bool
	flushed    time.Time
	dirty      bool

	source     capture.Source
	resolution uint64
	met        int // how many of the source's interfaces the file has, at the same indexes
}

// compressedDelay is how long a packet may wait in the buffer of a compressed
// file.
const compressedDelay = time.Second

// direction is what a pcapng file says of a packet's direction.
var direction = [...]savefile.Flags{
	capture.DirectionIn:  savefile.FlagInbound,
	capture.DirectionOut: savefile.FlagOutbound,
}

// reception and checksumStates are what it says of the packet's addressee, and of its
// checksum.
var (
	reception = [...]savefile.Flags{
		capture.TypeHost:      savefile.FlagUnicast,
		capture.TypeBroadcast: savefile.FlagBroadcast,
		capture.TypeMulticast: savefile.FlagMulticast,
		capture.TypeOtherHost: savefile.FlagPromiscuous,
		capture.TypeOutgoing:  0,
	}
	checksumStates = [...]savefile.Flags{
		capture.ChecksumUnknown: 0,
		capture.ChecksumPartial: savefile.FlagChecksumNotReady,
		capture.ChecksumValid:   savefile.FlagChecksumValid,
	}
)

// newFileSink creates the file that -w names: a pcap file, or a pcapng file
// where packets of several interfaces are to be told apart or the name ends so.
// The header is in the file when newFileSink returns, so that an interrupted
// capture leaves a good file behind however early it ends.
func (p *program) newFileSink(o *options, source capture.Source) (*fileSink, error) {
	s := &fileSink{perPacket: o.write.packetBuffered, source: source}
	s.compressed = o.write.compression != savefile.Uncompressed && !s.perPacket
	s.resolution = 1e6
	if o.source.nano {
		s.resolution = 1e9
	}
	config := savefile.WriterConfig{Format: savefile.Pcap, Compression: o.write.compression}
	if o.several(source) || o.write.isPcapNG() {
		config.Format = savefile.PcapNG
		config.Section = savefile.Section{Application: "pktcap " + version}
	}
	for i := range source.Interfaces() {
		config.Interfaces = append(config.Interfaces, s.interfaceBlock(i))
		s.met++
	}
	if o.write.file == "-" {
		w, err := savefile.NewWriter(p.stdout, config)
		if err == nil {
			err = w.Flush()
		}
		if err != nil {
			return nil, stdoutError(err)
		}
		s.w = stdoutFile{w}
		return s, nil
	}
	for _, from := range append([]string{o.source.file}, o.source.list...) {
		if err := distinct(from, o.write.file); err != nil {
			return nil, err
		}
	}
	for _, remark := range o.write.remarks() {
		p.say("%s", remark)
	}
	files := o.write.rotation()
	files.File = config
	files.Open = func(name string) (*os.File, error) {
		return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	}
	if o.write.command != "" {
		commands, err := p.newPostRotate(o)
		if err != nil {
			return nil, err
		}
		files.Done = func(f rotate.File) { commands.run(f.Name) }
		s.after = func() { p.finishUnlessStopped(commands) }
	}
	w, err := rotate.NewWriter(files)
	if err != nil {
		return nil, err
	}
	s.w, s.files = w, w
	s.plain = config.Format == savefile.Pcap && w.Unlimited() && !s.perPacket
	return s, nil
}

// distinct refuses to write the file that is read.
func distinct(from, to string) error {
	if from == "" || from == "-" {
		return nil
	}
	a, err := os.Stat(from)
	if err != nil {
		return nil // opening it says what is wrong
	}
	if b, err := os.Stat(to); err == nil && os.SameFile(a, b) && a.Mode().IsRegular() {
		return fmt.Errorf("write %s: it is the file that is read: name another with -w", to)
	}
	return nil
}

// interfaceBlock returns what the file says of the source's interface i.
func (s *fileSink) interfaceBlock(i int) savefile.Interface {
	ifc := s.source.Interfaces()[i]
	return savefile.Interface{LinkType: ifc.LinkType, Snaplen: ifc.Snaplen, Resolution: s.resolution, Name: fullName(s.source.Interfaces(), ifc), Description: ifc.Description}
}

func (s *fileSink) batch(b *capture.Batch) (taken int, err error) {
	s.dirty = true
	if err := s.meet(b); err != nil {
		return 0, err
	}
	if s.plain {
		err = s.files.Through(func(w *savefile.Writer) error {
			taken, err = b.Save(w)
			return err
		})
		return taken, err
	}
	packets := b.Packets()
	for i := range packets {
		if err := s.packet(&packets[i]); err != nil {
			return i, err
		}
	}
	return len(packets), nil
}

func (s *fileSink) packet(p *capture.Packet) error {
	s.rec.Data, s.rec.Length, s.rec.Time = p.Data, p.Length, int64(p.Time)
	s.rec.Interface = p.Interface
	s.rec.Flags, s.rec.Drops = flagsOf(p), p.Lost
	if err := s.w.Write(&s.rec); err != nil {
		return err
	}
	if s.perPacket {
		return s.w.Flush()
	}
	return nil
}

// meet adds the interfaces to the file that packets of the batch are the first
// from.
func (s *fileSink) meet(b *capture.Batch) error {
	if len(s.source.Interfaces()) == s.met {
		return nil
	}
	for _, p := range b.Packets() {
		for ; s.met <= p.Interface; s.met++ {
			if _, err := s.w.AddInterface(s.interfaceBlock(s.met)); err != nil {
				return err
			}
		}
	}
	return nil
}

// flagsOf returns what a pcapng file says of a packet beyond its bytes.
func flagsOf(p *capture.Packet) savefile.Flags {
	flags := direction[p.Direction] | reception[p.Type] | checksumStates[p.Checksum]
	if p.GSO {
		flags |= savefile.FlagSegmentation
	}
	return flags
}

func (s *fileSink) flush() error {
	if s.compressed && time.Since(s.flushed) < compressedDelay {
		return nil // tick does it
	}
	return s.flushNow()
}

func (s *fileSink) flushNow() error {
	s.flushed, s.dirty = time.Now(), false
	return s.w.Flush()
}

// tick does what is due by the clock, packets or not, and returns when more is;
// the zero time is never.
func (s *fileSink) tick() (next time.Time, err error) {
	if s.files != nil {
		if err := s.files.Tick(); err != nil {
			return next, err
		}
		next = s.files.Next()
	}
	if !s.compressed {
		return next, nil
	}
	if s.dirty {
		err = s.flush()
	}
	if soon := time.Now().Add(compressedDelay); next.IsZero() || soon.Before(next) {
		next = soon
	}
	return next, err
}

func (s *fileSink) close() error {
	err := s.w.Close()
	if s.after != nil {
		s.after()
	}
	return err
}

// A stdoutFile is a capture file on standard output, which stays open.
type stdoutFile struct{ *savefile.Writer }

func (f stdoutFile) Write(rec *savefile.Record) error { return stdoutError(f.Writer.Write(rec)) }
func (f stdoutFile) Flush() error                     { return stdoutError(f.Writer.Flush()) }
func (f stdoutFile) Close() error                     { return f.Flush() }

func stdoutError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write standard output: %w", err)
}

var (
	_ recordWriter = stdoutFile{}
	_ recordWriter = (*rotate.Writer)(nil)
	_ io.Closer    = stdoutFile{}
)

// isDone reports whether err is the end that -G with -W sets.
func isDone(err error) bool { return errors.Is(err, rotate.ErrDone) }
