package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"sync"

	"pktcap/capture"
)

// maxList bounds the text of -V, in bytes.
const maxList = 64 << 20

// readList reads the names of the files that -V lists, one a line.
func (p *program) readList(o *options) error {
	in := p.stdin
	if o.source.listFile != "-" {
		f, err := os.Open(o.source.listFile)
		if err != nil {
			return fmt.Errorf("read list of files: %w", err)
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxList))
	if err != nil {
		return fmt.Errorf("read list of files: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if name := strings.TrimRight(line, "\r\n"); name != "" {
			o.source.list = append(o.source.list, name)
		}
	}
	if len(o.source.list) == 0 {
		return fmt.Errorf("read list of files: %s lists none", o.source.listFile)
	}
	o.source.file = o.source.list[0]
	return nil
}

// openList opens the files of -V as one source.
func (p *program) openList(o *options, config capture.FileConfig) (capture.Source, error) {
	l := &fileList{names: o.source.list[1:], next: func(name string) (*capture.File, error) {
		f, err := p.openFile(name, config)
		if err == nil {
			p.announceFile(name, f.Interfaces()[0])
		}
		return f, err
	}}
	var err error
	if l.file, err = p.openFile(o.source.list[0], config); err != nil {
		return nil, err
	}
	l.meet()
	return l, nil
}

// A fileList is capture files one after the other.
type fileList struct {
	names []string // of those to come
	next  func(name string) (*capture.File, error)
	ifs   []capture.Interface
	base  int // the index in ifs of the file's first
	idle  func()

	mu     sync.Mutex
	file   *capture.File // the one that is read
	before capture.Stats // of those that were
	closed bool
}

var errListClosed = errors.New("the source is closed")

// meet takes over interfaces that the file has met since.
func (l *fileList) meet() { l.ifs = append(l.ifs[:l.base:l.base], l.file.Interfaces()...) }

// Interfaces implements [capture.Source].
func (l *fileList) Interfaces() []capture.Interface { return l.ifs }

// Borrow implements [capture.Source].
func (l *fileList) Borrow(ctx context.Context) iter.Seq2[*capture.Packet, error] {
	return func(yield func(*capture.Packet, error) bool) {
		for {
			for p, err := range l.file.Borrow(ctx) {
				if err != nil {
					yield(nil, err)
					return
				}
				if p.Interface += l.base; p.Interface >= len(l.ifs) {
					l.meet()
				}
				if !yield(p, nil) {
					return
				}
			}
			if ctx.Err() != nil || len(l.names) == 0 {
				return
			}
			if err := l.advance(); err != nil {
				if err != errListClosed {
					yield(nil, err)
				}
				return
			}
		}
	}
}

// advance goes on to the next file.
func (l *fileList) advance() error {
	name := l.names[0]
	l.names = l.names[1:]
	f, err := l.next(name)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		_ = f.Close() // it was only read
		return errListClosed
	}
	s, err := l.file.Stats()
	if err != nil {
		return err
	}
	l.before = add(l.before, s)
	_ = l.file.Close() // it was only read
	l.file, l.base = f, len(l.ifs)
	f.OnIdle(l.idle)
	l.meet()
	return nil
}

// OnIdle implements [capture.Idler].
func (l *fileList) OnIdle(fn func()) {
	l.idle = fn
	l.file.OnIdle(fn)
}

// Packets implements [capture.Source].
func (l *fileList) Packets(ctx context.Context) iter.Seq2[capture.Packet, error] {
	return func(yield func(capture.Packet, error) bool) {
		for p, err := range l.Borrow(ctx) {
			if err != nil {
				yield(capture.Packet{}, err)
				return
			}
			if !yield(p.Clone(), nil) {
				return
			}
		}
	}
}

// Stats implements [capture.Source].
func (l *fileList) Stats() (capture.Stats, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.file.Stats()
	return add(l.before, s), err
}

// add returns the counts that files have, of both.
func add(a, b capture.Stats) capture.Stats {
	a.Captured += b.Captured
	a.Received += b.Received
	a.Truncated += b.Truncated
	return a
}

// Close implements [capture.Source].
func (l *fileList) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	return l.file.Close()
}

var (
	_ capture.Source = (*fileList)(nil)
	_ capture.Idler  = (*fileList)(nil)
)
