package capture

import (
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// A liveFilter is a program as a packet socket runs it, and what is left to
// check of it.
type liveFilter struct {
	attach []cbpf.Instruction

	// check is run on the packets that come through attach, where attach
	// alone is not exact; otherwise it is nil.
	check *cbpf.Program

	// always says that each packet is to be looked at: there is a check, or
	// the program computes how much of a packet it keeps, maybe too much.
	always bool
}

// A vantage is where a socket sees packets from.
type vantage struct {
	cooked    linktype.Type // 0: packets come with their own link-layer header
	direction Direction
	snaplen   int

	// loopback is the index of the interface whose packets are seen when they
	// come in only, since each goes out and comes in; 0 if there is none.
	loopback int
	any      bool // packets come from other interfaces too
}

const outgoing = 4 // PACKET_OUTGOING of packet(7)

// filter returns p, or a program that accepts everything for nil, as a socket
// at v runs it.
func (v vantage) filter(p *cbpf.Program) liveFilter {
	everything := []cbpf.Instruction{{Op: cbpf.RetK, K: uint32(v.snaplen)}}
	prefix := v.directions()
	if p == nil {
		return liveFilter{attach: append(prefix, everything...)}
	}
	kernel, exact := p.Kernel()
	lf := liveFilter{attach: kernel.Instructions()}
	if !exact {
		lf.check = p
	}
	if v.cooked != 0 {
		insns, err := uncook(lf.attach, v.cooked)
		if err != nil {
			insns, lf.check = everything, p
		}
		lf.attach = insns
	}
	for i, ins := range lf.attach {
		switch {
		case ins.Op == cbpf.RetA:
			lf.always = true
		case ins.Op == cbpf.RetK && ins.K > uint32(v.snaplen):
			lf.attach[i].K = uint32(v.snaplen)
		}
	}
	if len(prefix)+len(lf.attach) > cbpf.MaxInstructions {
		lf.attach, lf.check = everything, p
	}
	lf.attach = append(prefix, lf.attach...)
	lf.always = lf.always || lf.check != nil
	return lf
}

// directions returns the instructions that reject packets of the directions
// that are not wanted, and let the others pass to what follows.
func (v vantage) directions() []cbpf.Instruction {
	load := cbpf.Instruction{Op: cbpf.LdW, K: skfPktType}
	reject := cbpf.Instruction{Op: cbpf.RetK}
	zero := cbpf.Instruction{Op: cbpf.LdImm} // programs begin with A = 0
	switch {
	case v.direction == DirectionOut:
		return []cbpf.Instruction{load, {Op: cbpf.JeqK, Jt: 1, K: outgoing}, reject, zero}
	case v.direction == DirectionIn || v.loopback != 0 && !v.any:
		return []cbpf.Instruction{load, {Op: cbpf.JeqK, Jf: 1, K: outgoing}, reject, zero}
	case v.loopback != 0:
		return []cbpf.Instruction{
			load, {Op: cbpf.JeqK, Jf: 3, K: outgoing},
			{Op: cbpf.LdW, K: skfIfindex}, {Op: cbpf.JeqK, Jf: 1, K: uint32(v.loopback)},
			reject, zero,
		}
	}
	return nil
}
