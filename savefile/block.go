package savefile

import (
	"encoding/binary"
	"fmt"
	"iter"
)

// Block types of pcapng, section 11.1 of the draft.
const (
	blockSection    = 0x0a0d0d0a // section header
	blockInterface  = 1          // interface description
	blockPacket     = 2          // packet, obsolete
	blockSimple     = 3          // simple packet
	blockNames      = 4          // name resolution
	blockStatistics = 5          // interface statistics
	blockEnhanced   = 6          // enhanced packet
	blockSecrets    = 10         // decryption secrets
)

// Every block of pcapng is framed alike. Total length counts the whole block,
// both copies of itself too, and is a multiple of four.
//
//	 0      4              8               total-4
//	┌──────┬──────────────┬──── ─ ─ ─ ────┬──────────────┐
//	│ type │ total length │     body      │ total length │
//	└──────┴──────────────┴──── ─ ─ ─ ────┴──────────────┘
const (
	blockHeadLen  = 8
	blockFrameLen = 12

	// byteOrderMagic is the first field of a section header's body, in the
	// byte order of the section.
	byteOrderMagic = 0x1a2b3c4d
)

// A Block is a pcapng block that is not a packet, as [ReaderConfig.Block]
// receives it.
type Block struct {
	Type      uint32 // a block type of the draft, or anything
	Body      []byte // what stands between the two total lengths; the reader's, valid during the call
	BigEndian bool   // byte order of the numbers in it
	Section   int    // number of the section it stands in, from 0
	Offset    int64  // where the block begins in the uncompressed file

	first  int     // index of the section's first interface
	clocks []clock // of all interfaces
}

func order(bigEndian bool) binary.ByteOrder {
	if bigEndian {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// Option codes that any block may have.
const (
	OptionEnd     = 0 // opt_endofopt
	OptionComment = 1 // opt_comment, UTF-8
)

// Options are the options of a pcapng block: a list of codes and values,
// section 3.5. They are a view of the block's bytes.
type Options struct {
	raw       []byte
	bigEndian bool
}

// Len returns the number of bytes that the options take, 0 for none.
func (o Options) Len() int { return len(o.raw) }

// BigEndian reports the byte order of the numbers in the values.
func (o Options) BigEndian() bool { return o.bigEndian }

// All yields code and value of every option up to opt_endofopt, the end, or the
// first one that does not fit, which [Options.Err] reports.
func (o Options) All() iter.Seq2[uint16, []byte] {
	return func(yield func(uint16, []byte) bool) {
		for rest := o.raw; ; {
			code, value, after, ok := nextOption(rest, o.bigEndian)
			if !ok || code == OptionEnd || !yield(code, value) {
				return
			}
			rest = after
		}
	}
}

// nextOption splits the first option off raw. It returns false at the end and
// for an option that is longer than raw.
func nextOption(raw []byte, bigEndian bool) (code uint16, value, rest []byte, ok bool) {
	if len(raw) < 4 {
		return 0, nil, nil, false
	}
	var n int
	if bigEndian {
		code, n = binary.BigEndian.Uint16(raw), int(binary.BigEndian.Uint16(raw[2:]))
	} else {
		code, n = binary.LittleEndian.Uint16(raw), int(binary.LittleEndian.Uint16(raw[2:]))
	}
	if n > len(raw)-4 {
		return 0, nil, nil, false
	}
	return code, raw[4 : 4+n : 4+n], raw[min(len(raw), 4+pad4(n)):], true
}

// pad4 rounds n up to a multiple of four.
func pad4(n int) int { return (n + 3) &^ 3 }

// Err reports whether the options are well formed: nil, or what is wrong with
// the first that is not.
func (o Options) Err() error {
	for rest := o.raw; len(rest) > 0; {
		code, value, after, ok := nextOption(rest, o.bigEndian)
		switch {
		case !ok:
			return fmt.Errorf("%w: option at byte %d of the options is longer than the block", ErrCorrupt, len(o.raw)-len(rest))
		case code == OptionEnd && len(value) != 0:
			return fmt.Errorf("%w: opt_endofopt has a length of %d, not 0", ErrCorrupt, len(value))
		case code == OptionEnd:
			return nil
		}
		rest = after
	}
	return nil
}

// Get returns the value of the first option with the given code.
func (o Options) Get(code uint16) ([]byte, bool) {
	for c, v := range o.All() {
		if c == code {
			return v, true
		}
	}
	return nil, false
}

// Text returns the value of the first option with the given code as text, ""
// where there is none.
func (o Options) Text(code uint16) string {
	v, _ := o.Get(code)
	return string(v)
}

// Uint64 returns the value of the first option with the given code as a number
// of one, two, four or eight bytes, and whether it is there and of such a size.
func (o Options) Uint64(code uint16) (uint64, bool) {
	v, _ := o.Get(code)
	switch len(v) {
	case 1:
		return uint64(v[0]), true
	case 2:
		return uint64(order(o.bigEndian).Uint16(v)), true
	case 4:
		return uint64(order(o.bigEndian).Uint32(v)), true
	case 8:
		return order(o.bigEndian).Uint64(v), true
	}
	return 0, false
}

// Comments returns the values of all comment options.
func (o Options) Comments() []string {
	var all []string
	for c, v := range o.All() {
		if c == OptionComment {
			all = append(all, string(v))
		}
	}
	return all
}
