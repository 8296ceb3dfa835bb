package filter

import (
	"slices"

	"pktcap/filter/cbpf"
)

// reach is how far a conditional jump leads beyond the instruction after it.
const reach = 255

// assemble turns the code into instructions.
//
// It works from the end: what a jump leads to is there already, and its
// distance final. A target out of reach gets a stepping stone right after the
// jump: a copy of it if it is a return, else a ja. Nothing falls through a
// conditional jump, so a stone is in nobody's way, and the jumps before this
// one use it as long as they reach it.
func (c *code) assemble() []cbpf.Instruction {
	rows := c.runs()
	a := assembler{scratch: c.scratch, at: make([]int, c.count), stones: make([]int, c.count)}
	for i := range a.at {
		a.at[i], a.stones[i] = -1, -1
	}
	for _, r := range slices.Backward(rows) {
		if r.then != nil {
			a.add(a.stepTo(r.then))
		}
		for _, n := range slices.Backward(r.nodes) {
			in := cbpf.Instruction{Op: n.op, K: n.k}
			if isConditional(n.op) {
				in.Jt, in.Jf = a.offsets(n.yes, n.no)
			}
			if a.at[n.id] < 0 { // else it is a copy
				a.at[n.id] = len(a.reversed)
			}
			a.add(in)
		}
	}
	slices.Reverse(a.reversed)
	return a.reversed
}

// An assembler counts places from the program's end: the last instruction is at
// 0, and the next one to add at len(reversed).
type assembler struct {
	reversed []cbpf.Instruction
	at       []int // the place of each node, by its id; -1 for none
	stones   []int // the nearest place that leads to each
	scratch  bool  // see code
}

func (a *assembler) add(in cbpf.Instruction) { a.reversed = append(a.reversed, in) }

// offsets returns the two offsets of a conditional jump that is added next,
// after the stones that it needs.
func (a *assembler) offsets(yes, no *node) (jt, jf uint8) {
	for a.distance(yes) > reach || a.distance(no) > reach {
		// The second stone moves the first one a step away.
		for _, target := range []*node{no, yes} {
			if a.distance(target) > reach {
				stone := a.stepTo(target)
				a.stones[target.id] = len(a.reversed)
				a.add(stone)
			}
		}
	}
	return uint8(a.distance(yes)), uint8(a.distance(no))
}

// distance returns the offset to target that a jump, added next, has to have.
func (a *assembler) distance(target *node) int {
	place := a.at[target.id]
	if stone := a.stones[target.id]; stone >= 0 && len(a.reversed)-place-1 > reach {
		place = stone
	}
	return len(a.reversed) - place - 1
}

// stepTo returns an instruction that, added next, does what going on at target
// does.
func (a *assembler) stepTo(target *node) cbpf.Instruction {
	place := a.at[target.id]
	in := a.reversed[place]
	if in.Op == cbpf.RetK && !a.scratch {
		return in
	}
	return cbpf.Instruction{Op: cbpf.Ja, K: uint32(len(a.reversed) - place - 1)}
}
