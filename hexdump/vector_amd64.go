package hexdump

import "golang.org/x/sys/cpu"

// vectors says that lines are put together in vector registers.
var vectors = cpu.X86.HasAVX2

// shuffles is a line for vector registers: what stands at each place of it is
// taken by a byte shuffle from one of four registers, and the rest is or-ed in.
// An index of 0x80 takes nothing.
type shuffles struct {
	fixed  [maxLine]byte // the template, with 0 where something is taken from a register
	low    [maxLine]byte // from the digits of the first eight bytes
	high   [maxLine]byte // from the digits of the others
	text   [maxLine]byte // from the text
	digits [32]byte      // from the 16 digits of the offset, which is at the beginning
	lowest [32]byte      // the lowest character that the text shows, in every byte
	span   [32]byte      // '~' less that
}

func newShuffles(l *line) shuffles {
	s := shuffles{fixed: l.template}
	for i := range maxLine {
		s.low[i], s.high[i], s.text[i] = 0x80, 0x80, 0x80
	}
	for i := range s.digits {
		s.digits[i] = 0x80
		s.lowest[i] = l.lowest
		s.span[i] = '~' - l.lowest
	}
	for i := range l.digits {
		at := l.offset + i
		s.fixed[at], s.digits[at] = 0, byte(16-l.digits+i)
	}
	for i, at := range l.hex {
		from := &s.low
		if i >= perLine/2 {
			from = &s.high
		}
		s.fixed[at], from[at] = 0, byte(2*i%16)
		s.fixed[at+1], from[at+1] = 0, byte(2*i%16+1)
	}
	if l.text > 0 {
		for i := range perLine {
			s.fixed[l.text+i], s.text[l.text+i] = 0, byte(i)
		}
	}
	return s
}

// formatVector does what line.format does.
//
// Preconditions: len(data) is a multiple of 16 and not 0; out has room for
// maxLine bytes from the beginning of the last line on.
func formatVector(out, data []byte, offset uint64, l *line) {
	formatAVX2(&out[0], &data[0], len(data)/perLine, offset, l.length, &l.masks)
}

//go:noescape
func formatAVX2(out, data *byte, n int, offset uint64, length int, s *shuffles)
