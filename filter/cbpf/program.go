package cbpf

import (
	"slices"

	"golang.org/x/net/bpf"
)

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
	Network     uint32 // offset of the network header in the packet's bytes
}

// A Program is a classic BPF program that was checked against the kernel's
// rules. It is immutable and safe for concurrent use.
type Program struct {
	insns     []Instruction
	steps     []step   // insns as Run has them
	returns   []uint32 // what they return
	kernel    *Program // what the kernel can run instead; nil if it takes insns
	userspace bool     // the kernel does not take insns
}

// New returns insns as a program that the kernel takes too: it holds them
// against the rules of bpf_check_classic in net/core/filter.c, and a rule that
// is broken comes back as an [*Error]. The program keeps a copy of insns.
func New(insns []Instruction) (*Program, error) {
	if err := check(insns, false); err != nil {
		return nil, err
	}
	return newProgram(insns), nil
}

// NewUserspace is [New] for a program that no kernel need run: it may be longer
// than [MaxInstructions]; it may jump backwards with ja, as libpcap's programs
// for protochain do (a packet that makes it do so more than 65,536 times is
// rejected); and it may load words of scratch memory that it has not stored to,
// which are 0.
//
// What to attach to a socket in its place is prefilter: a program of the
// kernel's that accepts at least each packet that insns accept; see
// [Program.Kernel]. A nil prefilter accepts every packet.
func NewUserspace(insns []Instruction, prefilter *Program) (*Program, error) {
	if err := check(insns, true); err != nil {
		return nil, err
	}
	p := newProgram(insns)
	if check(insns, false) == nil {
		return p, nil
	}
	p.userspace, p.kernel = true, prefilter
	if prefilter == nil {
		p.kernel = acceptAll
	}
	return p, nil
}

// acceptAll keeps every packet whole.
var acceptAll = newProgram([]Instruction{{Op: RetK, K: 0xffffffff}})

func newProgram(insns []Instruction) *Program {
	p := &Program{insns: slices.Clone(insns)}
	p.steps, p.returns = decode(insns)
	return p
}

// Kernel returns the program to attach to a socket. It is p itself and exact
// where the kernel takes p. Otherwise it accepts packets that p rejects, but
// rejects none that p accepts: what comes through it has to be matched against
// p once more.
func (p *Program) Kernel() (k *Program, exact bool) {
	if p.userspace {
		return p.kernel, false
	}
	return p, true
}

// Instructions returns a copy of p's instructions, as sockets and x/net/bpf
// take them.
func (p *Program) Instructions() []Instruction { return slices.Clone(p.insns) }

// Len returns the number of p's instructions.
func (p *Program) Len() int { return len(p.insns) }

// Match tells whether p accepts a packet; its arguments are those of
// [Program.Run].
func (p *Program) Match(data []byte, length int, anc *Ancillary) bool {
	return p.Run(data, length, anc) != 0
}
