package capture

import (
	"fmt"
	"time"
)

// A TimestampType says which clock stamps packets, and when, as
// pcap-tstamp(7) has it.
type TimestampType uint8

const (
	TimestampHost               TimestampType = iota // the system's clock, when the kernel receives the packet
	TimestampHostLowPrec                             // the same with less precision, which Linux does not have
	TimestampHostHiPrec                              // the same with more precision, which Linux does not have
	TimestampAdapter                                 // the NIC's clock, which PTP keeps with the system's
	TimestampAdapterUnsynced                         // the NIC's clock, whatever it shows
	TimestampHostHiPrecUnsynced                      // a clock of the system's that nobody adjusts, which Linux does not have
)

var timestampTypes = [...]struct{ name, description string }{
	TimestampHost:               {"host", "Host"},
	TimestampHostLowPrec:        {"host_lowprec", "Host, low precision"},
	TimestampHostHiPrec:         {"host_hiprec", "Host, high precision"},
	TimestampAdapter:            {"adapter", "Adapter"},
	TimestampAdapterUnsynced:    {"adapter_unsynced", "Adapter, not synced with system time"},
	TimestampHostHiPrecUnsynced: {"host_hiprec_unsynced", "Host, high precision, not synced with system time"},
}

// String returns the name of pcap-tstamp(7).
func (t TimestampType) String() string {
	if int(t) < len(timestampTypes) {
		return timestampTypes[t].name
	}
	return fmt.Sprintf("TimestampType(%d)", uint8(t))
}

// Description returns t in words, as tcpdump -J does.
func (t TimestampType) Description() string {
	if int(t) < len(timestampTypes) {
		return timestampTypes[t].description
	}
	return t.String()
}

// TimestampTypeByName returns the type that pcap-tstamp(7) names so.
func TimestampTypeByName(name string) (t TimestampType, ok bool) {
	for i, known := range timestampTypes {
		if known.name == name {
			return TimestampType(i), true
		}
	}
	return 0, false
}

// synced is how near two clocks are of which one follows the other.
const synced = time.Second

// adapterAhead returns what to take off the times of a NIC's clock that is
// ahead of the system's by so much, where TAI is ahead of UTC by tai: a clock
// that PTP keeps shows TAI, and one that is set from the system's UTC. A clock
// that shows neither is an error.
func adapterAhead(ahead, tai time.Duration) (time.Duration, error) {
	switch {
	case ahead.Abs() < synced:
		return 0, nil
	case tai != 0 && (ahead-tai).Abs() < synced:
		return tai, nil
	}
	return 0, fmt.Errorf("the NIC's clock is %v ahead of the system's, and is neither UTC nor TAI (%v ahead): "+
		"have it kept with phc2sys(8), or take its times as they are with adapter_unsynced", ahead.Round(time.Millisecond), tai)
}
