package hexdump

import (
	"fmt"
	"io"
)

// A Writer dumps what is written to it. Each Write writes out the lines that it
// completes; Close the last one.
type Writer struct {
	w      io.Writer
	d      dumper
	part   [perLine]byte // what waits for the bytes after it: of a line that is not full
	n      int           // number of bytes in part
	buf    []byte
	begun  bool
	err    error
	closed bool
}

// chunk is how much input a Writer turns into text at once: the text stays in
// the first-level or second-level cache.
const chunk = 8 << 10

// NewWriter returns a Writer that dumps to w in style s, with offsets from 0.
func NewWriter(w io.Writer, s Style) (*Writer, error) {
	if s == 0 || s >= styles {
		return nil, fmt.Errorf("new hex dump: %v is unknown", s)
	}
	return &Writer{w: w, d: dumper{style: s}}, nil
}

// Write implements [io.Writer]. After an error of the writer below it returns
// that error.
func (w *Writer) Write(p []byte) (int, error) {
	if w.closed && w.err == nil {
		w.err = fmt.Errorf("write hex dump: %w", io.ErrClosedPipe)
	}
	total := len(p)
	for len(p) > 0 && w.err == nil {
		n := min(len(p), chunk)
		w.convert(p[:n])
		p = p[n:]
		w.flush()
	}
	if w.err != nil {
		return total - len(p), w.err
	}
	return total, nil
}

// convert appends to buf what p completes.
func (w *Writer) convert(p []byte) {
	if w.d.style == ASCII {
		w.convertASCII(p)
		return
	}
	if w.n > 0 {
		m := copy(w.part[w.n:], p)
		w.n += m
		p = p[m:]
		if w.n < perLine {
			return
		}
		w.buf = w.d.full(w.buf, w.part[:])
		w.n = 0
	}
	w.buf = w.d.full(w.buf, p)
	w.n = copy(w.part[:], p[len(p)&^(perLine-1):])
}

func (w *Writer) convertASCII(p []byte) {
	if !w.begun {
		w.begun = true
		w.buf = append(w.buf, '\n')
	}
	for _, c := range p {
		if w.n == 2 { // what becomes of a byte depends on the two after it
			if first := w.part[0]; first != '\r' {
				w.buf = append(w.buf, asText[first])
			} else if w.part[1] != '\n' {
				w.buf = append(w.buf, '.')
			}
			w.part[0], w.n = w.part[1], 1
		}
		w.part[w.n] = c
		w.n++
	}
}

func (w *Writer) flush() {
	if w.err == nil && len(w.buf) > 0 {
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// Close writes what is left. It does not close the writer below.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	w.closed = true
	if w.d.style == ASCII {
		for _, c := range w.part[:w.n] {
			if c != '\r' {
				w.buf = append(w.buf, asText[c])
			}
		}
	} else {
		w.buf = w.d.rest(w.buf, w.part[:w.n])
		w.buf = w.d.finish(w.buf)
	}
	w.flush()
	return w.err
}
