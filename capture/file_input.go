package capture

import (
	"errors"
	"io"
	"os"
)

// errInterrupted is what fileInput.Read returns when nobody waits for it any
// more. It is a timeout, so that a savefile.Reader can go on after it.
var errInterrupted = os.ErrDeadlineExceeded

// A fileInput is the bytes of a capture file, from a reader that may take its
// time: reading from a pipe or a terminal ends when the context does, or Close
// is called.
type fileInput struct {
	src     io.Reader
	before  func()          // called before each read
	idle    func()          // called before a read that may wait; may be nil
	done    chan struct{}   // closed by close
	regular bool            // src is a regular file: a read does not wait
	cancel  <-chan struct{} // of the iteration's context

	// Where src can make a Read wait for ever, a goroutine reads it: chunks
	// carries what it read, rest is what of that is left.
	chunks chan chunk
	rest   chunk
}

type chunk struct {
	data []byte
	err  error
}

// newFileInput returns the input from an open file. Regular files are read in
// place; everything else by a goroutine, since a read of a pipe or terminal that
// was inherited cannot be interrupted.
func newFileInput(f *os.File) *fileInput {
	in := &fileInput{src: f, done: make(chan struct{})}
	info, err := f.Stat()
	in.regular = err == nil && info.Mode().IsRegular()
	if !in.regular {
		in.chunks = make(chan chunk)
		go in.pump()
	}
	return in
}

// pump reads src until it ends or close is called. On standard input it may
// outlive the File until another byte arrives.
func (in *fileInput) pump() {
	var buffers [2][]byte // one is being read while the other is filled
	for n := 0; ; n++ {
		b := &buffers[n%2]
		if *b == nil {
			*b = make([]byte, 128<<10)
		}
		m, err := in.src.Read(*b)
		select {
		case in.chunks <- chunk{(*b)[:m], err}:
		case <-in.done:
			return
		}
		if err != nil {
			return
		}
	}
}

// Read implements io.Reader.
func (in *fileInput) Read(p []byte) (int, error) {
	if in.before != nil {
		in.before()
	}
	if in.chunks == nil {
		if in.idle != nil && !in.regular {
			in.idle()
		}
		return in.src.Read(p)
	}
	if len(in.rest.data) == 0 && in.rest.err == nil {
		if in.idle != nil {
			in.idle()
		}
		select {
		case in.rest = <-in.chunks:
		case <-in.done:
			return 0, errInterrupted
		case <-in.cancel:
			return 0, errInterrupted
		}
	}
	n := copy(p, in.rest.data)
	in.rest.data = in.rest.data[n:]
	if len(in.rest.data) == 0 && in.rest.err != nil {
		return n, in.rest.err
	}
	return n, nil
}

// interrupted reports whether err, which a Read led to, is for want of a
// reader: the file was closed, or the context of the iteration is done.
func (in *fileInput) interrupted(err error) bool {
	select {
	case <-in.done:
		return true
	default:
		return errors.Is(err, errInterrupted)
	}
}

// close wakes Read and closes src, unless that is standard input.
func (in *fileInput) close() error {
	close(in.done)
	if c, ok := in.src.(io.Closer); ok && in.src != io.Reader(os.Stdin) {
		if err := c.Close(); !errors.Is(err, os.ErrClosed) {
			return err
		}
	}
	return nil
}
