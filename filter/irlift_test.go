package filter

import (
	"fmt"

	"pktcap/filter/cbpf"
)

// A lifter turns a program back into a graph, by running it over values in
// place of numbers. Code that is reached with different values in the registers
// becomes as many blocks.
type lifter struct {
	g     *graph
	insns []cbpf.Instruction
	live  []uint32 // before each instruction: A, X and the words of M that are read later
	done  map[lifted]*block
}

type lifted struct {
	pc int
	s  machine
}

// A machine is what registers and scratch memory hold.
type machine struct {
	a, x *value
	m    [cbpf.ScratchSlots]*value
}

// lift returns the graph of a program without loops.
func lift(insns []cbpf.Instruction) *graph {
	snaplen := uint32(0)
	for _, in := range insns {
		if in.Op == cbpf.RetK {
			snaplen = max(snaplen, in.K)
		}
	}
	l := &lifter{g: newGraph(snaplen), insns: insns, done: make(map[lifted]*block)}
	l.findLive()
	l.g.entry = l.block(0, machine{})
	return l.g
}

func (l *lifter) findLive() {
	l.live = make([]uint32, len(l.insns)+1)
	for pc := len(l.insns) - 1; pc >= 0; pc-- {
		in := l.insns[pc]
		after := l.live[pc+1]
		switch in.Op & 7 {
		case 0, 1: // ld, ldx
			into := uint32(liveA)
			if in.Op&7 == 1 {
				into = liveX
			}
			after &^= into
			switch in.Op & 0xe0 {
			case 0x40:
				after |= liveX
			case 0x60:
				after |= 1 << in.K
			}
		case 2:
			after = after&^(1<<in.K) | liveA
		case 3:
			after = after&^(1<<in.K) | liveX
		case 4:
			after |= liveA
			if in.Op&8 != 0 && in.Op != cbpf.Neg {
				after |= liveX
			}
		case 5:
			if in.Op == cbpf.Ja {
				after = l.live[pc+1+int(in.K)]
				break
			}
			after = l.live[pc+1+int(in.Jt)] | l.live[pc+1+int(in.Jf)] | liveA
			if in.Op&8 != 0 {
				after |= liveX
			}
		case 6:
			after = 0
		case 7:
			if in.Op == cbpf.Tax {
				after = after&^liveX | liveA
			} else {
				after = after&^liveA | liveX
			}
		}
		l.live[pc] = after
	}
}

// block returns the block for the code from pc on.
func (l *lifter) block(pc int, s machine) *block {
	live := l.live[pc]
	if live&liveA == 0 {
		s.a = nil
	}
	if live&liveX == 0 {
		s.x = nil
	}
	for i := range s.m {
		if live>>i&1 == 0 {
			s.m[i] = nil
		}
	}
	key := lifted{pc, s}
	if b := l.done[key]; b != nil {
		return b
	}
	b := l.code(pc, s)
	l.done[key] = b
	return b
}

func (l *lifter) code(pc int, s machine) *block {
	g, in := l.g, l.insns[pc]
	set := func(to **value, v *value) *block {
		*to = v
		next := l.block(pc+1, s)
		return g.evaluate(v, next)
	}
	operand := g.constant(in.K)
	if in.Op&8 != 0 {
		operand = s.x
	}
	switch in.Op {
	case cbpf.LdW, cbpf.LdH, cbpf.LdB:
		if in.K >= cbpf.AncillaryOffset {
			return set(&s.a, g.ancillary(in.K-cbpf.AncillaryOffset))
		}
		return set(&s.a, g.load(loadSize(in.Op), nil, in.K))
	case cbpf.LdWX, cbpf.LdHX, cbpf.LdBX:
		return set(&s.a, g.load(loadSize(in.Op), s.x, in.K))
	case cbpf.LdImm:
		return set(&s.a, operand)
	case cbpf.LdLen:
		return set(&s.a, g.length())
	case cbpf.LdMem:
		return set(&s.a, s.m[in.K])
	case cbpf.LdxImm:
		return set(&s.x, g.constant(in.K))
	case cbpf.LdxLen:
		return set(&s.x, g.length())
	case cbpf.LdxMem:
		return set(&s.x, s.m[in.K])
	case cbpf.LdxMsh:
		return set(&s.x, g.headerLen(in.K))
	case cbpf.St:
		return set(&s.m[in.K], s.a)
	case cbpf.Stx:
		return set(&s.m[in.K], s.x)
	case cbpf.Tax:
		return set(&s.x, s.a)
	case cbpf.Txa:
		return set(&s.a, s.x)
	case cbpf.Neg:
		return set(&s.a, g.neg(s.a))
	case cbpf.RetK:
		return g.verdict(in.K)
	case cbpf.Ja:
		return l.block(pc+1+int(in.K), s)
	}
	if in.Op&7 == 4 {
		for op, code := range arithmeticCodes {
			if code != 0 && in.Op&^8 == code {
				return set(&s.a, g.binary(valueOp(op), s.a, operand))
			}
		}
	}
	yes, no := l.block(pc+1+int(in.Jt), s), l.block(pc+1+int(in.Jf), s)
	for rel, code := range jumpCodes {
		if code != 0 && in.Op&^8 == code {
			return g.test(relation(rel), s.a, operand, yes, no)
		}
	}
	panic(fmt.Sprintf("no way to lift instruction %d: %+v", pc, in))
}

func loadSize(op uint16) uint8 {
	return map[uint16]uint8{0x00: 4, 0x08: 2, 0x10: 1}[op&0x18]
}
