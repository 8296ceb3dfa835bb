package cbpf

import "encoding/binary"

// maxBackwards is how often a userspace program may jump backwards.
const maxBackwards = 1 << 16

// runGeneral runs p from instruction at on, with a and x in the registers and
// nothing in scratch memory. It knows all there is to know of the machine.
func (p *Program) runGeneral(data []byte, length int, anc *Ancillary, at, a, x uint32) uint32 {
	var m [ScratchSlots]uint32
	back := 0
	for pc := int(at); uint(pc) < uint(len(p.insns)); pc++ {
		in := &p.insns[pc]
		k := in.K
		operand := k
		if in.Op&srcX != 0 {
			operand = x
		}
		ok := true
		switch in.Op {
		case LdW, LdH, LdB:
			if k >= AncillaryOffset {
				a = ancillary(k-AncillaryOffset, a, x, data, anc)
			} else {
				a, ok = load(data, k, in.Op, anc)
			}
		case LdWX, LdHX, LdBX:
			a, ok = load(data, x+k, in.Op, anc)
		case LdxMsh:
			x, ok = load(data, k, LdB, anc)
			x = x & 0xf * 4
		case LdImm:
			a = k
		case LdLen:
			a = uint32(length)
		case LdMem:
			a = m[k%ScratchSlots]
		case LdxImm:
			x = k
		case LdxLen:
			x = uint32(length)
		case LdxMem:
			x = m[k%ScratchSlots]
		case St:
			m[k%ScratchSlots] = a
		case Stx:
			m[k%ScratchSlots] = x
		case AddK, AddX:
			a += operand
		case SubK, SubX:
			a -= operand
		case MulK, MulX:
			a *= operand
		case DivK, DivX:
			if ok = operand != 0; ok {
				a /= operand
			}
		case ModK, ModX:
			if ok = operand != 0; ok {
				a %= operand
			}
		case OrK, OrX:
			a |= operand
		case AndK, AndX:
			a &= operand
		case XorK, XorX:
			a ^= operand
		case LshK, LshX:
			a <<= operand & 31
		case RshK, RshX:
			a >>= operand & 31
		case Neg:
			a = -a
		case Ja:
			if p.userspace && int32(k) < 0 {
				if back++; back > maxBackwards {
					return 0
				}
			}
			pc += int(int32(k))
		case JeqK, JeqX:
			pc += jumpOffset(in, a == operand)
		case JgtK, JgtX:
			pc += jumpOffset(in, a > operand)
		case JgeK, JgeX:
			pc += jumpOffset(in, a >= operand)
		case JsetK, JsetX:
			pc += jumpOffset(in, a&operand != 0)
		case RetK:
			return k
		case RetA:
			return a
		case Tax:
			x = a
		case Txa:
			a = x
		}
		if !ok {
			return 0
		}
	}
	return 0
}

// load reads a big-endian number at offset off of the packet; the size is that
// of op. It reports whether all of it is within data.
func load(data []byte, off uint32, op uint16, anc *Ancillary) (uint32, bool) {
	at := uint64(off)
	switch {
	case off < 1<<31:
	case off >= NetworkOffset:
		at = uint64(off - NetworkOffset)
		if anc != nil {
			at += uint64(anc.Network)
		}
	case off >= LinkOffset:
		at = uint64(off - LinkOffset)
	default:
		return 0, false
	}
	switch op & (sizeHalf | sizeByte) {
	case sizeWord:
		if at+4 > uint64(len(data)) {
			return 0, false
		}
		return binary.BigEndian.Uint32(data[at:]), true
	case sizeHalf:
		if at+2 > uint64(len(data)) {
			return 0, false
		}
		return uint32(binary.BigEndian.Uint16(data[at:])), true
	}
	if at >= uint64(len(data)) {
		return 0, false
	}
	return uint32(data[at]), true
}

// ancillary is what an ancillary load at word n makes of A.
func ancillary(n, a, x uint32, data []byte, anc *Ancillary) uint32 {
	switch n {
	case AncXorX:
		return a ^ x
	case AncNlattr:
		return netlinkAttribute(data, a, x)
	case AncNlattrNest:
		return nestedAttribute(data, a, x)
	}
	return anc.word(n)
}

func jumpOffset(in *Instruction, holds bool) int {
	if holds {
		return int(in.Jt)
	}
	return int(in.Jf)
}
