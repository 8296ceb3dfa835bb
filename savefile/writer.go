package savefile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
)

// ErrUnrepresentable: the format has no way to say what was to be written.
var ErrUnrepresentable = errors.New("cannot be written in this format")

// WriterConfig says what kind of file a Writer writes.
type WriterConfig struct {
	// Format is Pcap or PcapNG; 0 means Pcap.
	Format Format

	// BigEndian writes numbers most significant byte first. Without it they
	// are little-endian on every machine.
	BigEndian bool

	// Interfaces are where the packets come from: at least one for pcap,
	// which has a place for one link type only. A pcapng file may get more
	// later, by AddInterface.
	Interfaces []Interface

	// Compression compresses the file: each time that the buffer is written
	// out, it becomes a frame that can be decompressed without the others. A
	// Flush after each packet makes a file that is larger than a plain one.
	Compression Compression

	// Section describes the capture in a pcapng file.
	Section Section
}

// Section is what the section header of a pcapng file says of the capture.
type Section struct {
	Hardware    string // shb_hardware
	OS          string // shb_os
	Application string // shb_userappl
	Comments    []string
}

// A Writer writes one capture file. It is for one goroutine.
//
// Records collect in a buffer of 256 KiB (1 MiB where they are compressed),
// which is written where a record ends; Flush writes it out.
type Writer struct {
	dst    io.Writer
	config WriterConfig
	zip    *compressor // nil for a plain file
	buf    []byte
	limit  int // size of buf at which it is written
	ifs    []outInterface
	header int // bytes of the file header at the beginning of buf, before the first flush

	pending uint64 // packets in buf
	packets uint64 // packets that dst took
	bytes   int64  // bytes that dst took
	start   int64  // position of dst at the beginning, -1 if it has none
	err     error  // sticky
}

// outInterface is what the packets of an interface need when written.
type outInterface struct {
	clock  clock
	caplen int // data is cut to this many bytes
}

// frameSize is how much is compressed at once: more makes the file smaller, less
// loses less where it is cut.
const frameSize = 1 << 20

// A WriteError says what of a capture file reached its destination when writing
// failed. It wraps the destination's error.
type WriteError struct {
	Err error

	// Packets is the number of packets that are whole in the file, and Bytes
	// the length of the file up to the end of the last of them.
	Packets uint64
	Bytes   int64

	// Lost is the number of packets that were accepted by Write and did not
	// reach the file.
	Lost uint64

	// Partial is the number of bytes of a cut record that follow in the file:
	// 0 where the file could be truncated to Bytes, and so is a good capture
	// file.
	Partial int64
}

func (e *WriteError) Error() string {
	s := fmt.Sprintf("write capture file: %v (the file holds %d packets, %d bytes; %d packets are lost", e.Err, e.Packets, e.Bytes, e.Lost)
	if e.Partial > 0 {
		s += fmt.Sprintf("; %d bytes of a cut record follow", e.Partial)
	}
	return s + ")"
}

func (e *WriteError) Unwrap() error { return e.Err }

// NewWriter returns a Writer to dst. The file's header is in its buffer then,
// and Flush writes it even if no packet follows.
func NewWriter(dst io.Writer, c WriterConfig) (*Writer, error) {
	if c.Format == 0 {
		c.Format = Pcap
	}
	if c.Format != Pcap && c.Format != PcapNG {
		return nil, fmt.Errorf("new capture file writer: format %d is unknown", c.Format)
	}
	if c.Format == Pcap {
		var err error
		if c.Interfaces, err = pcapInterfaces(c.Interfaces); err != nil {
			return nil, fmt.Errorf("new capture file writer: %w", err)
		}
	}
	w := &Writer{dst: dst, config: c, start: -1, limit: bufferSize}
	var err error
	if w.zip, err = newCompressor(c.Compression); err != nil {
		return nil, fmt.Errorf("new capture file writer: %w", err)
	}
	if w.zip != nil {
		w.limit = frameSize
	}
	w.buf = make([]byte, 0, w.limit+64<<10)
	if s, ok := dst.(io.Seeker); ok {
		if at, err := s.Seek(0, io.SeekCurrent); err == nil {
			w.start = at
		}
	}
	if c.Format == Pcap {
		w.appendPcapHeader(c.Interfaces[0])
	} else {
		if err := w.appendSection(c.Section); err != nil {
			return nil, fmt.Errorf("new capture file writer: %w", err)
		}
	}
	for _, i := range c.Interfaces {
		if _, err := w.AddInterface(i); err != nil {
			return nil, err
		}
	}
	w.header = len(w.buf)
	return w, nil
}

// pcapInterfaces returns all with the first as the header of a pcap file has it.
func pcapInterfaces(all []Interface) ([]Interface, error) {
	if len(all) == 0 {
		return nil, errors.New("a pcap file needs an interface, for its link type")
	}
	all = slices.Clone(all)
	first := &all[0]
	switch first.Resolution {
	case 0:
		first.Resolution = 1e6
	case 1e6, 1e9:
	default:
		return nil, fmt.Errorf("a resolution of %d a second in a pcap file: %w; it has 1000000 or 1000000000", first.Resolution, ErrUnrepresentable)
	}
	if first.Snaplen <= 0 {
		first.Snaplen = int(maxSnaplen(first.LinkType))
	}
	return all, nil
}

// AddInterface adds an interface and returns the index that its packets name.
// In a pcap file all interfaces share the header: the link type must be that of
// the first, whose resolution and snapshot length count.
func (w *Writer) AddInterface(i Interface) (int, error) {
	i, err := w.complete(i)
	if err != nil {
		return 0, fmt.Errorf("add interface %q to capture file: %w", i.Name, err)
	}
	if w.config.Format == PcapNG {
		if w.buf, err = appendInterfaceBlock(w.buf, order(w.config.BigEndian), i); err != nil {
			return 0, fmt.Errorf("add interface %q to capture file: %w", i.Name, err)
		}
	}
	w.ifs = append(w.ifs, outInterface{
		clock:  newClock(i.Resolution, i.Offset),
		caplen: min(i.Snaplen, int(maxSnaplen(i.LinkType))),
	})
	return len(w.ifs) - 1, nil
}

// complete fills in what i leaves to the format and checks the rest.
func (w *Writer) complete(i Interface) (Interface, error) {
	if i.Snaplen <= 0 {
		i.Snaplen = int(maxSnaplen(i.LinkType))
	}
	if w.config.Format == PcapNG {
		if i.Resolution == 0 {
			i.Resolution = 1e9
		}
		if _, ok := resolutionOption(i.Resolution); !ok {
			return i, fmt.Errorf("a resolution of %d a second is neither a power of ten nor of two: %w", i.Resolution, ErrUnrepresentable)
		}
		return i, nil
	}
	first := w.config.Interfaces[0]
	switch {
	case i.LinkType != first.LinkType:
		return i, fmt.Errorf("link type %v in a pcap file of %v: %w; pcapng takes both", i.LinkType, first.LinkType, ErrUnrepresentable)
	case i.Offset != 0:
		return i, fmt.Errorf("a time offset in a pcap file: %w", ErrUnrepresentable)
	}
	i.Resolution, i.Snaplen = first.Resolution, first.Snaplen
	return i, nil
}

// Write appends one packet. It keeps no reference to rec or its Data. A packet
// longer than its interface's snapshot length is cut to it, since readers would
// do so.
//
// Errors are a [*WriteError] where writing failed, after which every Write does;
// or they are about this packet alone, which then is not in the file.
func (w *Writer) Write(rec *Record) error {
	if w.config.Format == Pcap {
		return w.WritePacket(rec.Interface, rec.Data, rec.Length, rec.Time)
	}
	if err := w.accepts(rec.Interface, rec.Length); err != nil {
		return err
	}
	i := &w.ifs[rec.Interface]
	if err := w.appendPacketBlock(rec, &i.clock, rec.Data[:min(len(rec.Data), i.caplen)]); err != nil {
		return err
	}
	w.pending++
	if len(w.buf) >= w.limit {
		return w.Flush()
	}
	return nil
}

// accepts returns why a packet cannot be written, whatever its bytes and its time,
// or nil.
func (w *Writer) accepts(iface, length int) error {
	switch {
	case w.err != nil:
		return w.err
	case uint(iface) >= uint(len(w.ifs)):
		return fmt.Errorf("write packet: interface %d is not in the file, which has %d", iface, len(w.ifs))
	case uint64(length) > math.MaxUint32:
		return fmt.Errorf("write packet: a length of %d bytes does not fit: %w", length, ErrUnrepresentable)
	}
	return nil
}

// Flush writes out what is in the buffer.
func (w *Writer) Flush() error {
	if w.err != nil || len(w.buf) == 0 {
		return w.err
	}
	out := w.buf
	if w.zip != nil {
		var err error
		if out, err = w.zip.frame(w.buf); err != nil {
			w.err = w.failed(0, err)
			return w.err
		}
	}
	n, err := w.dst.Write(out)
	if n < 0 || n > len(out) {
		n = 0
	}
	if err == nil && n < len(out) {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.err = w.failed(n, err)
		return w.err
	}
	w.bytes += int64(n)
	w.packets += w.pending
	w.pending, w.header = 0, 0
	w.buf = w.buf[:0]
	return nil
}

// Written returns how many packets, and how many bytes with headers, the
// destination has taken. What is in the buffer is not among them.
func (w *Writer) Written() (packets uint64, bytes int64) { return w.packets, w.bytes }

// Size returns the length of the file once the buffer is flushed, in bytes; of a
// compressed one, at most.
func (w *Writer) Size() int64 { return w.bytes + int64(len(w.buf)) }

// Packets returns the number of packets accepted, the buffered ones included.
func (w *Writer) Packets() uint64 { return w.packets + w.pending }

// failed returns the error of a write that took only n bytes of the buffer, and
// cuts the destination after the last whole record if it can be cut.
func (w *Writer) failed(n int, err error) error {
	whole, packets := 0, uint64(0) // a frame that was cut is of no use
	if w.zip == nil {
		whole, packets = w.wholeRecords(n)
	}
	e := &WriteError{
		Err:     err,
		Packets: w.packets + packets,
		Bytes:   w.bytes + int64(whole),
		Lost:    w.pending - packets,
		Partial: int64(n - whole),
	}
	w.packets, w.bytes = e.Packets, e.Bytes
	w.buf, w.pending = nil, 0
	t, ok := w.dst.(interface{ Truncate(size int64) error })
	if ok && w.start >= 0 && e.Partial > 0 && t.Truncate(w.start+e.Bytes) == nil {
		e.Partial = 0
	}
	return e
}

// wholeRecords returns how many of the buffer's first n bytes belong to whole
// records, and how many packets these are.
func (w *Writer) wholeRecords(n int) (whole int, packets uint64) {
	at := w.header
	if at > n {
		return 0, 0
	}
	o := order(w.config.BigEndian)
	for whole = at; ; whole = at {
		isPacket := true
		if w.config.Format == Pcap {
			if at+pcapRecordLen > n {
				return whole, packets
			}
			at += pcapRecordLen + int(o.Uint32(w.buf[at+8:]))
		} else {
			if at+blockHeadLen > n {
				return whole, packets
			}
			isPacket = o.Uint32(w.buf[at:]) == blockEnhanced
			at += int(o.Uint32(w.buf[at+4:]))
		}
		if at > n {
			return whole, packets
		}
		if isPacket {
			packets++
		}
	}
}

// units returns the time ns in the clock's units, and false for a time before
// the file's epoch.
func (c *clock) units(ns int64) (uint64, bool) {
	ns -= c.shift
	if ns < 0 {
		return 0, false
	}
	if c.multiply != 0 {
		return uint64(ns) / c.multiply, true
	}
	hi, lo := bits.Mul64(uint64(ns), c.perSecond)
	if hi >= 1e9 {
		return 0, false
	}
	units, _ := bits.Div64(hi, lo, 1e9)
	return units, true
}

// early is the error for a time before what the file can say.
func early(ns int64) error {
	return fmt.Errorf("write packet: time %d ns is before what the file can say: %w", ns, ErrUnrepresentable)
}

// extend makes room for n more bytes in the buffer and returns them.
func (w *Writer) extend(n int) []byte {
	at := len(w.buf)
	if cap(w.buf)-at < n {
		w.buf = slices.Grow(w.buf, n)
	}
	b := w.buf[:at+n]
	w.buf = b
	return b[at:]
}

// put32 stores v at the beginning of b in the file's byte order.
func (w *Writer) put32(b []byte, v uint32) {
	if w.config.BigEndian {
		v = bits.ReverseBytes32(v)
	}
	binary.LittleEndian.PutUint32(b, v)
}
