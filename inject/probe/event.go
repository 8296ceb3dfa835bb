package probe

import (
	"fmt"
	"time"

	"pktcap/capture"
)

// An EventKind says what happened to a probe.
type EventKind uint8

const (
	_         EventKind = iota
	Left                // the capture saw the probe leave
	Answered            // it was answered within its timeout
	TimedOut            // its timeout has passed without an answer
	Late                // it was answered after that
	Duplicate           // it was answered once more
	Foreign             // a packet came on a probe's flow that answers none of them
	Unsent              // the kernel did not take it
)

var eventNames = [...]string{"none", "left", "answered", "timed out", "late", "duplicate", "foreign", "unsent"}

// String returns the kind in words.
func (k EventKind) String() string {
	if int(k) < len(eventNames) {
		return eventNames[k]
	}
	return fmt.Sprintf("EventKind(%d)", uint8(k))
}

// An Event is something that happened to a probe.
type Event struct {
	Kind   EventKind
	Probe  int    // its number, counted from 0; -1 where Foreign
	Answer Answer // of Answered, Late, Duplicate and Foreign

	// RTT is the time from the probe to its answer, of Answered, Late and
	// Duplicate: between the kernel's timestamps of both packets. Where the
	// capture did not see the probe leave, Unseen is set, and the time counts
	// from when it was handed to the kernel.
	RTT    time.Duration
	Unseen bool

	// At is when the captured packet passed, of Left and of all answers.
	At capture.Timestamp

	// Packet is the captured packet, where there is one and the session keeps
	// packets: the probe of Left, the answer of the others. It is the
	// receiver's to keep.
	Packet *capture.Packet

	Err error // of Unsent
}
