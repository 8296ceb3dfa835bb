package savefile

import (
	"errors"
	"io"
	"os"
)

// bufferSize is what a reader asks of the io.Reader below at once, and what a
// writer collects: large enough that the system call costs nothing a packet,
// small enough to stay in the second-level cache.
const bufferSize = 256 << 10

// A window is the part of an input that is in memory. Callers take slices of
// buf instead of copies, so what they got is gone after the next need.
type window struct {
	src  io.Reader
	buf  []byte
	r, w int   // buf[r:w] is read from src and not yet consumed
	base int64 // offset of buf[0] in src
	err  error // what src ended with, sticky
}

func newWindow(src io.Reader, size int) window {
	return window{src: src, buf: make([]byte, size)}
}

// offset returns the position of the next unconsumed byte.
func (b *window) offset() int64 { return b.base + int64(b.r) }

// have returns the number of unconsumed bytes in memory.
func (b *window) have() int { return b.w - b.r }

// need makes n unconsumed bytes available in buf[r:]. When the input ends
// before that, it returns io.EOF, and an error of src when that fails; what
// there is stays available.
//
// Memory grows only as bytes arrive, never beyond twice their number: a length
// field that lies about the gigabytes to come costs nothing.
func (b *window) need(n int) error {
	for empty := 0; b.w-b.r < n; {
		if b.err != nil {
			return b.err
		}
		b.room(n)
		m, err := b.src.Read(b.buf[b.w:])
		if m < 0 || m > len(b.buf)-b.w {
			m, err = 0, io.ErrNoProgress
		}
		b.w += m
		if isTimeout(err) {
			if b.w-b.r >= n {
				return nil
			}
			return err
		}
		b.err = err
		if m > 0 {
			empty = 0
		} else if empty++; empty >= 100 && err == nil {
			b.err = io.ErrNoProgress
		}
	}
	return nil
}

// isTimeout reports whether err says that nothing came in time: reading can go
// on after it.
func isTimeout(err error) bool {
	return err != nil && errors.Is(err, os.ErrDeadlineExceeded)
}

// room makes space behind w, for the n bytes from r on or a part of them.
func (b *window) room(n int) {
	if b.r == b.w {
		b.base += int64(b.r)
		b.r, b.w = 0, 0
	}
	if b.r+n <= len(b.buf) {
		return
	}
	if b.r > 0 {
		copy(b.buf, b.buf[b.r:b.w])
		b.base += int64(b.r)
		b.w -= b.r
		b.r = 0
	}
	if b.w == len(b.buf) {
		grown := make([]byte, min(max(n, len(b.buf)), 2*len(b.buf)))
		copy(grown, b.buf[:b.w])
		b.buf = grown
	}
}

// discard consumes n bytes, in memory or not. It returns how many there were
// before the input ended.
func (b *window) discard(n int64) (int64, error) {
	var done int64
	for {
		step := int(min(n-done, int64(b.have())))
		b.r += step
		done += int64(step)
		if done == n {
			return done, nil
		}
		if err := b.need(1); err != nil {
			return done, err
		}
	}
}
