package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"sync"
	"sync/atomic"

	"pktcap/filter/cbpf"
	"pktcap/savefile"
)

var (
	_ Source  = (*File)(nil)
	_ Batcher = (*File)(nil)
	_ Idler   = (*File)(nil)
)

// FileConfig says how to read a capture file. The zero value reads everything.
type FileConfig struct {
	// Filter, if not nil, leaves out the packets that it rejects. Its program
	// must be for the link type of the file and compiled for savefiles. A
	// return value shorter than the packet does not cut it, as with libpcap.
	Filter *cbpf.Program

	// FilterFor, if not nil, takes the place of Filter: it returns the
	// program for the packets of an interface, or nil for all of them. It is
	// called once for each link type of the file, when the first interface
	// of that type is met, the first time by OpenFile itself.
	FilterFor func(Interface) (*cbpf.Program, error)

	// Block, if not nil, receives the blocks of a pcapng file that are no
	// packets; see [savefile.ReaderConfig].
	Block func(*savefile.Block) error
}

// fileBatch is how many packets of a file are lent at once, at most.
const fileBatch = 64

// A File is a capture file as a [Source]: pcap or pcapng, plain or compressed;
// package savefile says which. A packet of a file that contradicts itself may
// have a Length shorter than its Data, as its record says.
type File struct {
	name    string
	config  FileConfig
	in      *fileInput
	r       *savefile.Reader
	ifs     []Interface
	filters []*cbpf.Program // by interface

	packets [fileBatch]Packet // that are lent
	batch   Batch             // of them
	stats   Stats             // the reading goroutine's; published when it asks for input

	captured, truncated atomic.Uint64 // what was published
	closing             atomic.Bool   // Close was called

	mu       sync.Mutex
	closed   bool // Close was called
	reading  bool // an iteration is running; it releases what Close cannot
	released bool
}

// OpenFile opens the capture file of the given name, "-" for standard input,
// and reads its header.
//
// Errors come from the operating system; are a [*savefile.Error] for what is no
// capture file or a damaged one; or come from FilterFor.
func OpenFile(name string, c FileConfig) (*File, error) {
	in := os.Stdin
	if name != "-" {
		var err error
		if in, err = os.Open(name); err != nil {
			return nil, err
		}
	}
	f := &File{name: name, config: c, in: newFileInput(in)}
	if err := f.start(); err != nil {
		_ = f.Close() // err says what is wrong
		return nil, err
	}
	return f, nil
}

// NewFile is OpenFile for a capture file that r yields; name stands for it in
// errors. Close closes r if it is an [io.Closer] and not standard input. A Read
// of r that waits is not interrupted by the end of a context, only by such a
// Close, unless r is an [*os.File].
func NewFile(r io.Reader, name string, c FileConfig) (*File, error) {
	f := &File{name: name, config: c}
	if file, ok := r.(*os.File); ok {
		f.in = newFileInput(file)
	} else {
		f.in = &fileInput{src: r, done: make(chan struct{})}
	}
	if err := f.start(); err != nil {
		_ = f.Close() // err says what is wrong
		return nil, err
	}
	return f, nil
}

// start reads the header.
func (f *File) start() error {
	f.in.before = f.publish
	var err error
	f.r, err = savefile.NewReaderConfig(f.in, savefile.ReaderConfig{Block: f.config.Block})
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	return f.meetInterfaces()
}

// meetInterfaces takes over interfaces that the reader has met since.
func (f *File) meetInterfaces() error {
	for _, i := range f.r.Interfaces()[len(f.ifs):] {
		met := Interface{
			Name:        i.Name,
			Description: i.Description,
			LinkType:    i.LinkType,
			Snaplen:     i.Snaplen,
			Resolution:  int64(min(i.Resolution, math.MaxInt64)),
		}
		program, err := f.filterFor(met)
		if err != nil {
			return err
		}
		f.filters = append(f.filters, program)
		f.ifs = append(f.ifs, met)
	}
	return nil
}

// filterFor returns the program for packets of interface i.
func (f *File) filterFor(i Interface) (*cbpf.Program, error) {
	if f.config.FilterFor == nil {
		return f.config.Filter, nil
	}
	for n, known := range f.ifs {
		if known.LinkType == i.LinkType {
			return f.filters[n], nil
		}
	}
	return f.config.FilterFor(i)
}

// Name returns the name that the file was opened by.
func (f *File) Name() string { return f.name }

// Format returns the file's format.
func (f *File) Format() savefile.Format { return f.r.Format() }

// BigEndian reports whether the file's numbers are big-endian.
func (f *File) BigEndian() bool { return f.r.BigEndian() }

// Interfaces returns the interfaces met so far: one for pcap, at least one for
// pcapng. The first is what tcpdump speaks of when it opens a file.
func (f *File) Interfaces() []Interface { return f.ifs }

// Borrow implements [Source].
func (f *File) Borrow(ctx context.Context) iter.Seq2[*Packet, error] {
	return func(yield func(*Packet, error) bool) {
		if !f.begin(ctx) {
			return
		}
		defer f.end()
		var done atomic.Bool // cheaper to ask for each packet than ctx is
		defer context.AfterFunc(ctx, func() { done.Store(true) })()
		p := &f.packets[0]
		for !done.Load() && !f.closing.Load() {
			ok, err := f.next(p)
			if err != nil {
				if err = f.failure(err); err != nil {
					yield(nil, err)
				}
				return
			}
			if ok && !yield(p, nil) {
				return
			}
		}
	}
}

// Batches implements [Batcher]: a batch is what is in memory.
func (f *File) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		if !f.begin(ctx) {
			return
		}
		defer f.end()
		var done atomic.Bool
		defer context.AfterFunc(ctx, func() { done.Store(true) })()
		for !done.Load() && !f.closing.Load() {
			n, err := f.nextBatch()
			f.batch = Batch{packets: f.packets[:n]}
			if n > 0 && !yield(&f.batch, nil) {
				return
			}
			if err != nil {
				if err = f.failure(err); err != nil {
					yield(nil, err)
				}
				return
			}
		}
	}
}

// nextBatch reads packets as long as it need not read the file for another. It
// returns how many there are, which may be none, and what came after them.
func (f *File) nextBatch() (n int, err error) {
	for {
		ok, err := f.next(&f.packets[n])
		if err != nil {
			return n, err
		}
		if ok {
			n++
		}
		if n == len(f.packets) || !f.r.Buffered() {
			return n, nil
		}
	}
}

// next reads a packet into p. It returns false for one that the filter rejects.
func (f *File) next(p *Packet) (ok bool, err error) {
	rec, err := f.r.Next()
	if err != nil {
		return false, err
	}
	if rec.Interface >= len(f.ifs) {
		if err := f.meetInterfaces(); err != nil {
			return false, err
		}
	}
	if p := f.filters[rec.Interface]; p != nil && !p.Match(rec.Data, rec.Length, nil) {
		return false, nil
	}
	f.stats.Captured++
	if rec.Length > len(rec.Data) {
		f.stats.Truncated++
	}
	p.Data = rec.Data
	p.Length = rec.Length
	p.Time = Timestamp(rec.Time)
	p.Interface = rec.Interface
	p.Meta = Meta{InvalidFraction: rec.InvalidFraction}
	if rec.Options.Len() > 0 || rec.Drops > 0 {
		p.Meta.fromRecord(rec)
	}
	return true, nil
}

// failure returns what is wrong with a reading that err ended: nothing at the end
// of the file or of the iteration.
func (f *File) failure(err error) error {
	if err == io.EOF || f.in.interrupted(err) {
		return nil
	}
	return fmt.Errorf("%s: %w", f.name, err)
}

// Packets implements [Source].
func (f *File) Packets(ctx context.Context) iter.Seq2[Packet, error] {
	return clones(f.Borrow(ctx))
}

// fromRecord takes over what a pcapng packet block knows beyond the bytes.
func (m *Meta) fromRecord(rec *savefile.Record) {
	switch rec.Flags.Direction() {
	case savefile.FlagInbound:
		m.Direction = DirectionIn
	case savefile.FlagOutbound:
		m.Direction = DirectionOut
	}
	switch rec.Flags.Reception() {
	case savefile.FlagUnicast:
		m.Type = TypeHost
	case savefile.FlagMulticast:
		m.Type = TypeMulticast
	case savefile.FlagBroadcast:
		m.Type = TypeBroadcast
	case savefile.FlagPromiscuous:
		m.Type = TypeOtherHost
	}
	switch {
	case rec.Flags&savefile.FlagChecksumNotReady != 0:
		m.Checksum = ChecksumPartial
	case rec.Flags&savefile.FlagChecksumValid != 0:
		m.Checksum = ChecksumValid
	}
	m.GSO = rec.Flags&savefile.FlagSegmentation != 0
	m.LossBefore, m.Lost = rec.Drops > 0, rec.Drops
}

// Stats implements [Source]: Captured counts the packets handed over, Truncated
// those of them that a snapshot length has cut. They are at most one read of
// the input behind while another goroutine reads packets.
func (f *File) Stats() (Stats, error) {
	n := f.captured.Load()
	return Stats{Captured: n, Received: n, Truncated: f.truncated.Load()}, nil
}

// OnIdle implements [Idler]. A regular file never makes anybody wait.
func (f *File) OnIdle(fn func()) { f.in.idle = fn }

func (f *File) publish() {
	f.captured.Store(f.stats.Captured)
	f.truncated.Store(f.stats.Truncated)
}

// begin starts an iteration, unless the file is closed or ctx is done.
func (f *File) begin(ctx context.Context) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || ctx.Err() != nil {
		return false
	}
	f.reading = true
	f.in.cancel = ctx.Done()
	return true
}

// end ends an iteration.
func (f *File) end() {
	f.publish()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading = false
	if f.closed {
		_ = f.release() // Close has returned; only the decompressor is left
	}
}

// release frees the decompressor, once. The caller holds mu, and nobody reads.
func (f *File) release() error {
	if f.released || f.r == nil {
		return nil
	}
	f.released = true
	return f.r.Close()
}

// Close implements [Source]. Standard input stays open.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	f.closed = true
	f.closing.Store(true)
	err := f.in.close()
	if !f.reading {
		err = errors.Join(err, f.release())
	}
	return err
}
