package afpacket

import "fmt"

// A Kind says what a Socket's packets begin with.
type Kind uint8

const (
	Raw      Kind = iota + 1 // SOCK_RAW: the link-layer header
	Datagram                 // SOCK_DGRAM: the network header; the link-layer header is taken off
)

func (k Kind) String() string {
	switch k {
	case Raw:
		return "SOCK_RAW"
	case Datagram:
		return "SOCK_DGRAM"
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// A FanoutMode says how a fanout group spreads packets over its sockets,
// PACKET_FANOUT_ of packet(7).
type FanoutMode uint16

const (
	FanoutHash     FanoutMode = 0 // by flow
	FanoutBalance  FanoutMode = 1 // in turn
	FanoutCPU      FanoutMode = 2 // by the CPU that received the packet
	FanoutRollover FanoutMode = 3 // to the first until its ring is full, then to the next
	FanoutRandom   FanoutMode = 4
	FanoutQueue    FanoutMode = 5 // by the NIC's receive queue
)

var fanoutNames = map[FanoutMode]string{
	FanoutHash: "hash", FanoutBalance: "lb", FanoutCPU: "cpu",
	FanoutRollover: "rollover", FanoutRandom: "rnd", FanoutQueue: "qm",
}

func (m FanoutMode) String() string {
	if name, ok := fanoutNames[m]; ok {
		return name
	}
	return fmt.Sprintf("FanoutMode(%d)", uint16(m))
}

// FanoutByName returns the mode that name names as packet(7) does in small
// letters: hash, lb, cpu, rollover, rnd or qm.
func FanoutByName(name string) (FanoutMode, bool) {
	for mode, n := range fanoutNames {
		if n == name {
			return mode, true
		}
	}
	return 0, false
}
