package savefile

import (
	"errors"
	"fmt"
)

// What can be wrong with a capture file. An [*Error] wraps one of these.
var (
	// ErrFormat: the input is no capture file that this package knows.
	ErrFormat = errors.New("unknown file format")

	// ErrVersion: it is one, of a version that this package does not read.
	ErrVersion = errors.New("unsupported version")

	// ErrCorrupt: a length, an option or a field contradicts the format.
	ErrCorrupt = errors.New("damaged capture file")

	// ErrTruncated: the input ends within a header or a record. Every packet
	// before it was delivered.
	ErrTruncated = errors.New("truncated capture file")
)

// An Error says what is wrong with a capture file and where.
type Error struct {
	// Err is ErrFormat, ErrVersion, ErrCorrupt, ErrTruncated or an error of
	// the reader below.
	Err error

	// Msg says what is wrong, in libpcap's words where it has some:
	// "truncated dump file; tried to read 16 header bytes, only got 3".
	Msg string

	// Offset is the byte at which the bad header or record begins, counted
	// in the uncompressed file.
	Offset int64

	// Packets is the number of packets read before it. It is 0 for an error
	// in the file's header.
	Packets uint64

	// InHeader says that the error is in what comes before the first packet.
	InHeader bool
}

func (e *Error) Error() string {
	if e.InHeader {
		return "read file header: " + e.Msg
	}
	return fmt.Sprintf("read packet %d at byte %d: %s", e.Packets+1, e.Offset, e.Msg)
}

func (e *Error) Unwrap() error { return e.Err }
