package capture

import "pktcap/internal/afpacket"

// A FanoutMode says how packets are spread over the workers of a fanout,
// PACKET_FANOUT of packet(7).
type FanoutMode = afpacket.FanoutMode

const (
	FanoutHash     = afpacket.FanoutHash     // by flow: one flow's packets go to one worker
	FanoutBalance  = afpacket.FanoutBalance  // in turn
	FanoutCPU      = afpacket.FanoutCPU      // by the CPU that received the packet
	FanoutRollover = afpacket.FanoutRollover // to the first until its ring is full, then to the next
	FanoutRandom   = afpacket.FanoutRandom   // at random
	FanoutQueue    = afpacket.FanoutQueue    // by the NIC's receive queue
)

// FanoutModeByName returns the mode that packet(7) names so in small letters:
// hash, lb, cpu, rollover, rnd or qm.
func FanoutModeByName(name string) (mode FanoutMode, ok bool) { return afpacket.FanoutByName(name) }

// Fanout says how several workers share the packets of one interface.
type Fanout struct {
	Workers int // each with a socket and a ring; at least 1
	Mode    FanoutMode

	// Rollover gives packets to another worker that find the ring of the one
	// they are for full.
	Rollover bool

	// CPUs, if not empty, are the CPUs of the workers, in turn. A worker's
	// ring lies in its CPU's memory; what reads it is bound to the CPU with
	// [Live.Pin].
	CPUs []int
}
