package savefile

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

// A Reader reads the packets of one capture file. It is for one goroutine.
type Reader struct {
	win     window
	format  Format
	swapped bool // numbers are big-endian; changes with a pcapng section

	pcap    pcapState
	ng      ngState
	rec     Record
	ifs     []Interface
	packets uint64 // delivered
	cut     uint64 // of these, cut to the snapshot length
	err     error  // what Next returned last, sticky

	compression Compression
	closer      io.Closer // the decompressor
	config      ReaderConfig
}

// ReaderConfig is what a Reader may be told. The zero value is good.
type ReaderConfig struct {
	// Block, if not nil, is called for every block of a pcapng file that is
	// no packet, in the file's order and before the packets that follow it:
	// the section headers and interfaces, which the Reader understands
	// itself, statistics, names, secrets, and types unknown to this package.
	// An error ends the reading with it.
	Block func(*Block) error
}

// NewReader finds out the format of the capture file that r yields and reads
// its header: for pcapng, up to the first interface. It reads from r in large
// pieces, but never more than is there: a packet is delivered as soon as its
// last byte has arrived, from a pipe too.
//
// Errors are an [*Error], or come from r.
func NewReader(r io.Reader) (*Reader, error) {
	return NewReaderConfig(r, ReaderConfig{})
}

// NewReaderConfig is NewReader with options.
func NewReaderConfig(src io.Reader, c ReaderConfig) (*Reader, error) {
	r := &Reader{win: newWindow(src, bufferSize), config: c}
	if err := r.open(); err != nil {
		_ = r.Close() // err says what is wrong
		return nil, err
	}
	return r, nil
}

// open reads the magic number and the header that belongs to it.
func (r *Reader) open() error {
	if err := r.win.need(4); err != nil {
		return r.short(err, "file header bytes", 4)
	}
	if err := r.decompress(); err != nil {
		return err
	}
	switch magic := r.u32(r.win.r); {
	case isPcapMagic(magic):
		return r.openPcap()
	case magic == blockSection:
		return r.openNG()
	}
	return r.fail(ErrFormat, "unknown file format")
}

// Next returns the next packet. The record and its Data are the reader's, valid
// until the next call. After the last packet the error is io.EOF; any other
// error is final too: everything before the damage was delivered. Only where
// the reader below says that nothing came in time, with an error that is
// os.ErrDeadlineExceeded, may Next be called again.
func (r *Reader) Next() (*Record, error) {
	if r.err != nil {
		return nil, r.err
	}
	var err error
	if r.format == Pcap {
		err = r.nextPcap()
	} else {
		err = r.nextNG()
	}
	if err != nil {
		if !isTimeout(err) {
			r.err = err
		}
		return nil, err
	}
	r.packets++
	return &r.rec, nil
}

// Buffered reports whether the next packet is in memory whole: Next does not read
// for it, and leaves the Data of the records before as it is. Where it would take
// longer to find out, it returns false.
func (r *Reader) Buffered() bool {
	if r.err != nil {
		return false
	}
	if r.format == Pcap {
		return r.pcapBuffered()
	}
	return r.ngBuffered()
}

// Records yields what Next returns, without io.EOF at the end.
func (r *Reader) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for {
			rec, err := r.Next()
			if err == io.EOF || !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// Format returns the file's format.
func (r *Reader) Format() Format { return r.format }

// Compression returns what the file is compressed with. Offsets, here and in
// errors, are those of what it decompresses to.
func (r *Reader) Compression() Compression { return r.compression }

// BigEndian reports whether the file's numbers, or those of the pcapng section
// last read, are big-endian.
func (r *Reader) BigEndian() bool { return r.swapped }

// Interfaces returns the interfaces met so far: one for pcap; for pcapng they
// grow in number as description blocks are met, and an index stays valid. The
// slice is the reader's: do not change it.
func (r *Reader) Interfaces() []Interface { return r.ifs }

// Packets returns the number of packets that Next has returned.
func (r *Reader) Packets() uint64 { return r.packets }

// Cut returns how many of those had more bytes in the file than the file's own
// snapshot length and were cut to it, as libpcap does.
func (r *Reader) Cut() uint64 { return r.cut }

// Offset returns how many bytes of the uncompressed file have been consumed:
// where the next packet's record begins.
func (r *Reader) Offset() int64 { return r.win.offset() }

// Close releases what a compressed file needs. It does not close the io.Reader
// below, and is not needed for plain files.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	c := r.closer
	r.closer = nil
	return c.Close()
}

// fail returns an *Error for the record at the window's beginning.
func (r *Reader) fail(kind error, format string, args ...any) error {
	return r.failAt(r.win.offset(), kind, format, args...)
}

func (r *Reader) failAt(offset int64, kind error, format string, args ...any) error {
	return &Error{
		Err: kind, Msg: fmt.Sprintf(format, args...),
		Offset: offset, Packets: r.packets, InHeader: len(r.ifs) == 0,
	}
}

// short returns the error for an input that ended, or failed, with err where n
// more bytes were to be. What they are is named as libpcap does.
func (r *Reader) short(err error, what string, n int) error {
	return r.shortAfter(err, what, n, r.win.have())
}

func (r *Reader) shortAfter(err error, what string, n, got int) error {
	if isEnd(err) {
		return r.fail(ErrTruncated, "truncated dump file; tried to read %d %s, only got %d", n, what, got)
	}
	return r.fail(err, "error reading dump file: %v", err)
}

// isEnd reports whether err says that the input ended, which is what a
// decompressor says of a file that was cut.
func isEnd(err error) bool {
	return err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF)
}
