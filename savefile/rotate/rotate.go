package rotate

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"pktcap/savefile"
)

// ErrDone is what a Writer returns that has written as many files as it may.
var ErrDone = errors.New("the last capture file is complete")

// Config says where the files go and when one ends. Without a limit there is one
// file.
type Config struct {
	// Name is the path of the files. Where Every is set, the conversions of
	// strftime(3) in it are expanded with the time at which the first file of a
	// period begins.
	// Files that would have the same name are numbered: a number is appended
	// to every one but the first, or with Ring to all of them.
	Name string

	Size    int64         // a packet after this many bytes begins a new file; 0 means no limit
	Packets uint64        // this many packets are in a file; 0 means no limit
	Every   time.Duration // a file is open no longer than this; 0 means no limit

	// Align ends files at multiples of Every of the local time, as at full
	// hours, and not as long after the first began.
	Align bool

	// Ring is the number of names that files get for their size, or for what
	// they hold: the one after the last has the first one's again, and
	// overwrites it. The names have a number with leading zeros, from 0; a ring
	// of one has none. 0 counts on.
	Ring int

	// Overwrite lets the first file of a period of Every overwrite that of an
	// earlier one with the same name, instead of numbering them, as tcpdump
	// does.
	Overwrite bool

	// Keep is the number of files that are kept: when another begins, the
	// oldest goes. 0 keeps all.
	Keep int

	// Stop ends the writing with ErrDone after so many files; 0 never does.
	Stop int

	// Partial is appended to the name of a file until it is complete, when it
	// is renamed in one step. Without it a file has its name from the start.
	Partial string

	// Sync makes sure that a complete file is on the disk before it is
	// renamed and Done is called.
	Sync bool

	// File is what is in the files. Interfaces that AddInterface adds later
	// are in those files too that begin after.
	File savefile.WriterConfig

	// Done, if not nil, is called for each file when it is complete, after it
	// was renamed and closed, by the goroutine that completes it.
	Done func(File)

	// Open, if not nil, opens files in place of the operating system, which
	// creates them with mode 0666 less the umask.
	Open func(name string) (*os.File, error)

	// Now, if not nil, is the clock.
	Now func() time.Time
}

// A File describes a file that was written.
type File struct {
	Name    string
	Packets uint64
	Bytes   int64
	Begun   time.Time // wall clock
	Ended   time.Time
	Err     error // why it may not be whole; nil if it is
}

// A Writer writes packets to a series of files. It is for one goroutine at a
// time.
type Writer struct {
	c      Config
	origin time.Time // the periods of Every are counted from here
	end    time.Time // when the current file ends, zero if it does not for its age

	file   *os.File
	w      *savefile.Writer
	open   string // the file's name now
	name   string // and when it is complete
	begun  time.Time
	opened int      // number of files
	kept   []string // names of complete files that are kept, the oldest first
	same   int      // number of files of the same expanded name before this
	base   string   // that name
	err    error    // final
}

// NewWriter opens the first file.
func NewWriter(c Config) (*Writer, error) {
	switch {
	case c.Name == "":
		return nil, errors.New("rotate capture files: no name")
	case c.Size < 0, c.Every < 0, c.Ring < 0, c.Keep < 0, c.Stop < 0:
		return nil, errors.New("rotate capture files: a limit is negative")
	}
	if c.Open == nil {
		c.Open = func(name string) (*os.File, error) { return os.Create(name) }
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	w := &Writer{c: c, origin: c.Now()}
	if c.Align && c.Every > 0 {
		// Truncate counts from the zero time in UTC; people's hours and days
		// are those of their zone.
		_, zone := w.origin.Zone()
		shift := time.Duration(zone) * time.Second
		w.origin = w.origin.Add(shift).Truncate(c.Every).Add(-shift)
	}
	if err := w.next(true); err != nil {
		return nil, err
	}
	return w, nil
}

// AddInterface adds an interface to this file and those that follow, and returns
// its index; see [savefile.Writer.AddInterface].
func (w *Writer) AddInterface(i savefile.Interface) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.w.AddInterface(i)
	if err == nil {
		all := w.c.File.Interfaces
		w.c.File.Interfaces = append(all[:len(all):len(all)], i)
	}
	return n, err
}

// Write writes a packet, to a new file if it is time for one. Errors that
// [savefile.Writer.Write] has for a packet alone are not final; others are, also
// ErrDone.
func (w *Writer) Write(rec *savefile.Record) error {
	if w.err != nil {
		return w.err
	}
	c := &w.c
	aged := c.Every > 0 && !c.Now().Before(w.end)
	if aged || c.Size > 0 && w.w.Size() > c.Size && w.w.Packets() > 0 ||
		c.Packets > 0 && w.w.Packets() >= c.Packets {
		if err := w.turn(aged); err != nil {
			return err
		}
	}
	if err := w.w.Write(rec); err != nil {
		return w.failed(err)
	}
	return nil
}

// Unlimited reports whether nothing that is written ends a file: there is one.
func (w *Writer) Unlimited() bool {
	return w.c.Size == 0 && w.c.Packets == 0 && w.c.Every == 0
}

// Through has fn write packets to the current file, and treats its error as one of
// Write. It is the fast way where many packets are at hand and the Writer is
// Unlimited: limits are not looked at.
func (w *Writer) Through(fn func(*savefile.Writer) error) error {
	if w.err != nil {
		return w.err
	}
	if err := fn(w.w); err != nil {
		return w.failed(err)
	}
	return nil
}

// failed tells an error of the file from one of the record. It stands apart
// from Write, which must not allocate what errors.As looks for.
func (w *Writer) failed(err error) error {
	var we *savefile.WriteError
	if errors.As(err, &we) {
		return w.broken(err)
	}
	return err
}

// Next returns when the current file ends for its age: when Tick is to be
// called. It is the zero time if it never does.
func (w *Writer) Next() time.Time {
	if w.err != nil {
		return time.Time{}
	}
	return w.end
}

// Tick ends the current file and begins another if that is due, without waiting
// for a packet.
func (w *Writer) Tick() error {
	if w.err == nil && w.c.Every > 0 && !w.c.Now().Before(w.end) {
		return w.turn(true)
	}
	return w.err
}

// Rotate ends the current file and begins another, whatever the limits say.
func (w *Writer) Rotate() error {
	if w.err != nil {
		return w.err
	}
	return w.turn(false)
}

// Flush writes out what is in the buffer of the current file.
func (w *Writer) Flush() error {
	if w.err != nil {
		return w.err
	}
	if err := w.w.Flush(); err != nil {
		return w.broken(err)
	}
	return nil
}

// File returns the Writer of the current file, for what has no place among
// packets: statistics at the end, secrets, names.
func (w *Writer) File() *savefile.Writer { return w.w }

// Name returns the name that the current file has now.
func (w *Writer) Name() string { return w.open }

// Close completes the last file. Closing again does nothing.
func (w *Writer) Close() error {
	if w.file == nil {
		return nil
	}
	err := w.complete(nil)
	if w.err == nil {
		w.err = os.ErrClosed
	}
	return err
}

// broken ends the writing after an error that the current file cannot survive.
func (w *Writer) broken(err error) error {
	w.err = fmt.Errorf("write %s: %w", w.open, err)
	_ = w.complete(w.err) // err is what went wrong
	return w.err
}

// turn completes the current file, which may have ended for its age, and begins
// the next.
func (w *Writer) turn(aged bool) error {
	if err := w.complete(nil); err != nil {
		w.err = err
		return err
	}
	if w.c.Stop > 0 && w.opened >= w.c.Stop {
		w.err = ErrDone
		return w.err
	}
	if err := w.next(aged); err != nil {
		w.err = err
		return err
	}
	return nil
}

// next opens the next file, the first of a period if aged is true.
func (w *Writer) next(aged bool) error {
	w.begun = w.c.Now()
	w.end = time.Time{}
	base := w.c.Name
	if w.c.Every > 0 {
		// The period that we are in, however long nobody asked.
		periods := w.begun.Sub(w.origin) / w.c.Every
		w.end = w.origin.Add((periods + 1) * w.c.Every)
		// The files of a period have one name and different numbers: one with
		// the time of its own could have the name of the next period's first.
		base = w.base
	}
	if w.c.Every > 0 && aged {
		var err error
		if base, err = strftime(w.c.Name, w.begun); err != nil {
			return fmt.Errorf("rotate capture files: %w", err)
		}
	}
	if base == w.base && !(aged && w.c.Overwrite) {
		w.same++
	} else {
		w.base, w.same = base, 0
	}
	w.name = w.numbered()
	w.open = w.name + w.c.Partial
	if err := w.makeRoom(); err != nil {
		return err
	}
	f, err := w.c.Open(w.open)
	if err != nil {
		return fmt.Errorf("open capture file: %w", err)
	}
	sw, err := savefile.NewWriter(f, w.c.File)
	if err == nil {
		err = sw.Flush() // a file is good from its first moment on
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", w.open, err), f.Close())
	}
	w.file, w.w = f, sw
	w.opened++
	return nil
}

// numbered returns the name of the file that begins.
func (w *Writer) numbered() string {
	switch {
	case w.c.Ring > 1:
		digits := len(strconv.Itoa(w.c.Ring - 1))
		return fmt.Sprintf("%s%0*d", w.base, digits, w.same%w.c.Ring)
	case w.same == 0 || w.c.Ring == 1:
		return w.base
	}
	return w.base + strconv.Itoa(w.same)
}

// makeRoom removes the files that are too many once another is open.
func (w *Writer) makeRoom() error {
	if w.c.Keep == 0 {
		return nil
	}
	for len(w.kept) >= w.c.Keep {
		oldest := w.kept[0]
		w.kept = w.kept[1:]
		if oldest == w.name && w.c.Partial == "" {
			continue // it is overwritten
		}
		if err := os.Remove(oldest); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("remove oldest capture file: %w", err)
		}
	}
	return nil
}

// complete ends the current file, for the reason cause if it is an error.
func (w *Writer) complete(cause error) error {
	f := File{Name: w.name, Begun: w.begun, Err: cause}
	err := w.w.Flush()
	if err != nil && cause == nil {
		err = fmt.Errorf("write %s: %w", w.open, err)
	}
	if w.c.Sync && err == nil {
		err = w.file.Sync()
	}
	if closed := w.file.Close(); err == nil {
		err = closed
	}
	w.file = nil
	if w.open != w.name {
		// A file that is not whole gets its name all the same: what it holds
		// can be read, and nobody would look for it elsewhere.
		if renamed := os.Rename(w.open, w.name); err == nil {
			err = renamed
		}
	}
	if w.c.Keep > 0 {
		w.kept = append(w.kept, w.name)
	}
	f.Packets, f.Bytes = w.w.Written()
	f.Ended = w.c.Now()
	if f.Err == nil {
		f.Err = err
	}
	if w.c.Done != nil {
		w.c.Done(f)
	}
	return err
}

var _ io.Closer = (*Writer)(nil)
