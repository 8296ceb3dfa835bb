package cbpf

import "golang.org/x/net/bpf"

// An Instruction is one instruction of the classic BPF machine, struct
// sock_filter of linux/filter.h: an opcode, the two conditional jump offsets
// (counted from the next instruction) and the generic field K.
type Instruction = bpf.RawInstruction

// MaxInstructions is the longest program that the kernel takes, BPF_MAXINSNS
// of linux/bpf_common.h.
const MaxInstructions = 4096

// ScratchSlots is the number of words of scratch memory, BPF_MEMWORDS.
const ScratchSlots = 16

// Ancillary holds what the kernel knows of a packet beside its bytes; programs
// read it with loads at SKF_AD_OFF (linux/filter.h).
type Ancillary struct {
	Protocol    uint16 // EtherType or ETH_P_ number, host order
	PacketType  uint8  // PACKET_HOST, ... of packet(7)
	VLANPresent bool
	VLANTCI     uint16
	VLANTPID    uint16
	Ifindex     uint32
	Hatype      uint16
	Mark        uint32
	Queue       uint32
	RXHash      uint32
	CPU         uint32
	Random      uint32
	PayOffset   uint32
}

// A Program is a classic BPF program that was checked against the kernel's
// rules. It is immutable and safe for concurrent use.
type Program struct {
	insns []Instruction
}
