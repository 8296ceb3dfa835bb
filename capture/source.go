package capture

import (
	"context"
	"iter"

	"pktcap/linktype"
)

// A Source is where packets come from: a live interface, a savefile, several
// of either merged. One goroutine reads a Source at a time; Close and Stats may
// be called from any goroutine at any time.
type Source interface {
	// Packets yields packets whose Data is the caller's to keep. The sequence
	// ends after the last packet, when ctx is done (without an error: the
	// caller knows), when the source is closed, or after an error.
	Packets(ctx context.Context) iter.Seq2[Packet, error]

	// Borrow yields packets that the source lends: *Packet and its Data are
	// valid until the loop body ends, and Clone is the way to keep one. It is
	// the fast path: nothing is copied or allocated.
	Borrow(ctx context.Context) iter.Seq2[*Packet, error]

	// Interfaces returns the interfaces that packets of this source name by
	// index. It may grow while a pcapng file is read; it never shrinks.
	Interfaces() []Interface

	// Stats returns the counts since the source was opened.
	Stats() (Stats, error)

	// Close ends the source. It is idempotent, safe while another goroutine
	// reads, and returns promptly.
	Close() error
}

// clones returns the packets of a loan as the caller's own.
func clones(lent iter.Seq2[*Packet, error]) iter.Seq2[Packet, error] {
	return func(yield func(Packet, error) bool) {
		for p, err := range lent {
			if err != nil {
				yield(Packet{}, err)
				return
			}
			if !yield(p.Clone(), nil) {
				return
			}
		}
	}
}

// An Idler is a Source that says when it goes quiet, so that a program can pass
// on what it has collected of the packets before. The sources of this package
// are.
type Idler interface {
	// OnIdle has fn called each time before the reading goroutine waits for
	// more packets, on that goroutine and outside loop bodies. It is to be
	// called before the source is read.
	OnIdle(fn func())
}

// An Interface describes where packets were captured.
type Interface struct {
	Name        string
	Description string
	Namespace   string // the network namespace it is in; "" for the program's own
	Index       int    // the system's interface index; 0 where unknown
	LinkType    linktype.Type
	Snaplen     int   // bytes kept of each packet; 0 means unlimited
	Resolution  int64 // timestamp units in a second, as 1e6 or 1e9
}

// Stats counts what became of the packets of a Source. Every stage that can
// lose a packet has a counter of its own.
type Stats struct {
	Captured         uint64 // packets handed to the reader
	Received         uint64 // packets that passed the filter, the dropped ones included
	Dropped          uint64 // packets that passed the filter and found the ring full
	InterfaceDropped uint64 // packets that the driver or the NIC had no room for, rx_missed and rx_fifo_errors

	// InterfaceDiscarded counts the packets that the driver or the kernel above
	// it threw away for another reason, rx_dropped. It counts packets that were
	// captured and that nobody else wanted, too.
	InterfaceDiscarded uint64

	BacklogDropped  uint64 // packets of all interfaces that found a CPU's backlog full
	BacklogSqueezed uint64 // times that a CPU left packets waiting, of all interfaces
	Truncated       uint64 // packets that the snaplen cut
	Freezes         uint64 // times that a full ring stopped the kernel
}
