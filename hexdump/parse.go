package hexdump

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Limits of what a Parser takes from a text that it cannot trust.
const (
	// MaxData is the longest data of one dump, in bytes.
	MaxData = 64 << 20

	maxTextLine = 4 << 20 // longest line of text
	maxHeader   = 64 << 10
)

// A SyntaxError says what is wrong with a dump, and in which line.
type SyntaxError struct {
	Line int // counted from 1
	Msg  string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("parse hex dump: line %d: %s", e.Line, e.Msg)
}

// A Dump is the data of one dump in a text.
type Dump struct {
	// Data are the bytes.
	Data []byte

	// Header is the text between the dump before this one and this one: the
	// line that a printer of packets puts above a dump, for example. It is
	// empty where a dump follows another without a line between.
	Header string

	// Line is the number of the dump's first line, counted from 1.
	Line int
}

// A Parser reads dumps from a text.
//
// It understands every style of this package but ASCII, which leaves out what the
// bytes were; output of od -t x1; and what text2pcap reads. A line of a dump
// is an offset of at least three digits, in hexadecimal, or in octal or decimal
// where that is what the line before makes it, with 0x before and a
// colon after it or without; then bytes in groups of one or more; then, after
// two spaces or more, or at anything that is no group of digits, text that does
// not matter. Spaces and marks of quoted mail (>) may stand before it. Offset 0
// begins a new dump. An asterisk stands for lines like the one before. All other
// lines are text between dumps, or comments within one.
//
// A line that is only hexadecimal digits, more than 16 of them, is data too: a
// stream of hex as Wireshark copies it, or the lines of xxd -p; and so is one of
// eight bytes or more, two digits each with a space between, outside of a dump.
// Such lines, and shorter ones after them, make one dump until another line
// comes.
type Parser struct {
	r      *bufio.Reader
	number int // of the line last read
	dump   Dump
	header []byte // text before the dump
	after  []byte // text after the dump's last line: the next one's header, if no more lines of this one come

	open   bool // a dump has begun
	stream bool // it is a stream of digits, without offsets
	base   int  // of the offsets: 16 until one shows that it is 8 or 10
	last   int  // where the last line's bytes begin in Data
	repeat bool // an asterisk has come
	err    error

	pending []byte // a line that begins the next dump
}

// NewParser returns a Parser of the text that r yields.
func NewParser(r io.Reader) *Parser {
	return &Parser{r: bufio.NewReaderSize(r, 64<<10)}
}

// Parse returns the data of all dumps in text.
func Parse(text []byte) ([][]byte, error) {
	var all [][]byte
	p := NewParser(bytes.NewReader(text))
	for {
		d, err := p.Next()
		if err == io.EOF {
			return all, nil
		} else if err != nil {
			return all, err
		}
		all = append(all, bytes.Clone(d.Data))
	}
}

// Next returns the next dump, which is valid until the call after. The error is
// io.EOF at the end of the text, a [*SyntaxError], or one of the reader; all are
// final.
func (p *Parser) Next() (*Dump, error) {
	if p.err != nil {
		return nil, p.err
	}
	p.dump = Dump{Data: p.dump.Data[:0]}
	p.header, p.after = p.after, p.header[:0]
	p.open, p.stream, p.repeat, p.base = false, false, false, 0
	for {
		line, err := p.line()
		if err != nil {
			p.err = err
			if err == io.EOF && p.repeat {
				p.err = p.wrong("an asterisk is the last line: nothing says how often the line before repeats")
			} else if err == io.EOF && p.open {
				return p.finish(), nil
			}
			return nil, p.err
		}
		done, err := p.take(line)
		if err != nil {
			p.err = err
			return nil, err
		}
		if done {
			return p.finish(), nil
		}
	}
}

func (p *Parser) finish() *Dump {
	p.dump.Header = string(p.header)
	return &p.dump
}

// line returns the next line without its end.
func (p *Parser) line() ([]byte, error) {
	if p.pending != nil {
		line := p.pending
		p.pending = nil
		return line, nil
	}
	line, err := p.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		long := bytes.Clone(line)
		for err == bufio.ErrBufferFull && len(long) <= maxTextLine {
			line, err = p.r.ReadSlice('\n')
			long = append(long, line...)
		}
		line = long
	}
	if len(line) > 0 {
		p.number++
	}
	if len(line) > maxTextLine {
		return nil, p.wrong(fmt.Sprintf("more than %d bytes", maxTextLine))
	}
	if err == io.EOF && len(line) > 0 || errors.Is(err, nil) {
		return bytes.TrimRight(line, "\r\n"), nil
	}
	return nil, err
}

func (p *Parser) wrong(msg string) error { return &SyntaxError{p.number, msg} }

// take looks at a line, and reports whether the dump is complete.
func (p *Parser) take(line []byte) (done bool, err error) {
	line = bytes.TrimLeft(line, " \t>")
	if string(line) == "*" && p.open && !p.stream {
		p.repeat = true
		return false, nil
	}
	if digits := bytes.TrimRight(line, " \t"); isStream(digits, p.stream) {
		if p.open && !p.stream {
			p.keep(line)
			return true, nil
		}
		return false, p.takeStream(digits)
	} else if !p.open || p.stream {
		if n := pairs(digits); n >= 8 || n > 0 && p.stream {
			return false, p.takeStream(bytes.ReplaceAll(digits, []byte(" "), nil))
		}
	}
	if p.stream {
		p.keep(line)
		return true, nil
	}
	digits, bytesAt, ok := parseOffset(line)
	if !ok {
		p.takeText(line)
		return false, nil
	}
	offset := number(digits, 16)
	switch {
	case offset == 0 && p.open:
		p.keep(line)
		return true, nil
	case offset == 0:
		if bytesAt == len(line) {
			p.takeText(line) // no more than a number
			return false, nil
		}
		p.begin()
	case !p.open:
		p.takeText(line)
		return false, nil
	}
	if offset != 0 {
		if offset, err = p.rebase(digits); err != nil {
			return false, err
		}
	}
	if err := p.settle(offset); err != nil {
		return false, err
	}
	p.last = len(p.dump.Data)
	p.dump.Data, ok = appendBytes(p.dump.Data, line[bytesAt:])
	if !ok || len(p.dump.Data) > MaxData {
		return false, p.wrong(fmt.Sprintf("a dump of more than %d bytes, or a group of digits that is cut", MaxData))
	}
	// An offset without bytes ends the dump: it is its length.
	return p.last == len(p.dump.Data), nil
}

// keep puts a line back that belongs to the next dump.
func (p *Parser) keep(line []byte) { p.pending = line }

func (p *Parser) begin() {
	p.open = true
	p.dump.Line = p.number
}

// takeText takes a line that is no dump.
func (p *Parser) takeText(line []byte) {
	text := &p.header
	if p.open {
		text = &p.after
	}
	if len(line) > 0 && len(*text)+len(line) < maxHeader {
		if len(*text) > 0 {
			*text = append(*text, '\n')
		}
		*text = append(*text, line...)
	}
}

// takeStream takes a line of nothing but digits.
func (p *Parser) takeStream(digits []byte) error {
	if !p.open {
		p.begin()
		p.stream = true
	}
	if len(digits)%2 != 0 {
		return p.wrong("an odd number of hexadecimal digits")
	}
	if len(p.dump.Data)+len(digits)/2 > MaxData {
		return p.wrong(fmt.Sprintf("a dump of more than %d bytes", MaxData))
	}
	for ; len(digits) > 0; digits = digits[2:] {
		p.dump.Data = append(p.dump.Data, nibble[digits[0]]<<4|nibble[digits[1]])
	}
	return nil
}

// odDigits is the number of digits that od(1) gives offsets which are octal or
// decimal; to hexadecimal ones it gives six.
const odDigits = 7

// rebase returns the offset that digits are, in the dump's base; the first offset
// that is the one to follow in another base than 16 changes that.
func (p *Parser) rebase(digits []byte) (uint64, error) {
	switch {
	case p.base == 0 && p.repeat:
		// How much lines repeat is not known before this offset is.
		if len(digits) == odDigits {
			return 0, p.wrong("an offset of seven digits after an asterisk may be octal or decimal: dump with od -A x")
		}
		p.base = 16
	case p.base == 0:
		n := uint64(len(p.dump.Data))
		for _, base := range []int{16, 8, 10} {
			if number(digits, base) != n {
				continue
			}
			if base != 16 || n >= 10 { // 1 to 9 may be decimal as well
				p.base = base
			}
			return n, nil
		}
		return number(digits, 16), nil
	}
	return number(digits, p.base), nil
}

// settle makes the data as long as a line's offset says: lines are repeated for
// an asterisk, and what was text and looked like bytes is taken back.
func (p *Parser) settle(offset uint64) error {
	n := uint64(len(p.dump.Data))
	switch {
	case offset == n:
	case offset < n && offset > uint64(p.last):
		p.dump.Data = p.dump.Data[:offset]
	case offset > n && p.repeat:
		if offset > MaxData {
			return p.wrong(fmt.Sprintf("offset %#x is beyond the longest dump, %#x", offset, MaxData))
		}
		again := p.dump.Data[p.last:]
		if len(again) == 0 || (offset-n)%uint64(len(again)) != 0 {
			return p.wrong(fmt.Sprintf("offset %#x is not a whole number of lines after %#x", offset, n))
		}
		for uint64(len(p.dump.Data)) < offset {
			p.dump.Data = append(p.dump.Data, again...)
		}
	default:
		return p.wrong(fmt.Sprintf("offset %#x, but %#x was to follow", offset, n))
	}
	p.repeat = false
	p.after = p.after[:0]
	return nil
}
