package filter

import (
	"slices"

	"pktcap/filter/cbpf"
)

// reach is how far a conditional jump leads beyond the instruction after it.
const reach = 255

// assemble turns lines into instructions. Places has the line of each label.
//
// It works from the end: what a jump leads to is there already, and its
// distance final. A target out of reach gets a stepping stone right after the
// jump: a copy of it if it is a return, else a ja. Nothing falls through a
// conditional jump, so a stone is in nobody's way, and the jumps before this
// one use it as long as they reach it.
func assemble(lines []line, places []int) []cbpf.Instruction {
	a := assembler{
		at:     make([]int, len(lines)),
		stones: make(map[int]int),
	}
	for _, l := range lines {
		a.scratch = a.scratch || l.op == cbpf.LdMem || l.op == cbpf.LdxMem
	}
	for i, l := range slices.Backward(lines) {
		in := cbpf.Instruction{Op: l.op, K: l.k}
		switch l.op {
		case cbpf.Ja:
			target := places[l.yes]
			if a.at[target] == len(a.reversed)-1 {
				a.at[i] = a.at[target] // to the next instruction: leave it out
				continue
			}
			in = a.copyOf(target)
		case cbpf.JeqK, cbpf.JeqX, cbpf.JgtK, cbpf.JgtX, cbpf.JgeK, cbpf.JgeX, cbpf.JsetK, cbpf.JsetX:
			yes, no := places[l.yes], places[l.no]
			for !a.reaches(yes) || !a.reaches(no) {
				// The second stone moves the first one a step away.
				for _, target := range []int{no, yes} {
					if !a.reaches(target) {
						a.addStone(target)
					}
				}
			}
			in.Jt, in.Jf = uint8(a.distance(yes)), uint8(a.distance(no))
		}
		a.at[i] = len(a.reversed)
		a.reversed = append(a.reversed, in)
	}
	slices.Reverse(a.reversed)
	return a.reversed
}

// An assembler counts places from the program's end: the last instruction is at
// 0, and the next one to add at len(reversed).
type assembler struct {
	reversed []cbpf.Instruction
	at       []int       // of each line: its place
	stones   map[int]int // of each line: the nearest place that leads to it
	scratch  bool        // the program loads from scratch memory
}

// distance returns the offset that a jump, added next, has to have.
func (a *assembler) distance(target int) int {
	place := a.at[target]
	if stone, ok := a.stones[target]; ok && len(a.reversed)-place-1 > reach {
		place = stone
	}
	return len(a.reversed) - place - 1
}

func (a *assembler) reaches(target int) bool { return a.distance(target) <= reach }

func (a *assembler) addStone(target int) {
	stone := a.copyOf(target)
	a.stones[target] = len(a.reversed)
	a.reversed = append(a.reversed, stone)
}

// copyOf returns an instruction that, added next, does what going on at target
// does. A return among the code would have the kernel forget which words of
// scratch memory are stored to: see cbpf.New.
func (a *assembler) copyOf(target int) cbpf.Instruction {
	in := a.reversed[a.at[target]]
	if in.Op == cbpf.RetK && !a.scratch {
		return in
	}
	return cbpf.Instruction{Op: cbpf.Ja, K: uint32(len(a.reversed) - a.at[target] - 1)}
}
