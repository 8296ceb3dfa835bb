package cbpf

import "encoding/binary"

// maxBackwards is how often a userspace program may jump backwards.
const maxBackwards = 1 << 16

// Run runs p over the packet's captured bytes and returns how many of them to
// keep, which may be more than there are; 0 rejects the packet. Length is the
// packet's length on the wire in bytes. A nil anc stands for one that is all
// zeros. Run neither changes nor keeps its arguments, and does not allocate.
//
// The machine is the kernel's: arithmetic wraps at 32 bits, a shift by a
// register takes its low 5 bits, and a load beyond data or a division by zero
// ends the program with 0.
func (p *Program) Run(data []byte, length int, anc *Ancillary) uint32 {
	var a, x uint32
	var m [ScratchSlots]uint32
	back := 0
	insns := p.insns
	for pc := 0; pc < len(insns); pc++ {
		in := insns[pc]
		k := in.K
		operand := k
		if in.Op&srcX != 0 {
			operand = x
		}
		ok, jump := true, false
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
			jump = a == operand
		case JgtK, JgtX:
			jump = a > operand
		case JgeK, JgeX:
			jump = a >= operand
		case JsetK, JsetX:
			jump = a&operand != 0
		case RetK:
			return k
		case RetA:
			return a
		case Tax:
			x = a
		case Txa:
			a = x
		}
		switch {
		case !ok:
			return 0
		case jump:
			pc += int(in.Jt)
		default:
			pc += int(in.Jf)
		}
	}
	return 0
}

// load reads a big-endian number at offset off of the packet; the size is that
// of op. It reports whether all of it is within data.
func load(data []byte, off uint32, op uint16, anc *Ancillary) (uint32, bool) {
	at := int64(off)
	switch {
	case off < 1<<31:
	case off >= NetworkOffset:
		at = int64(off - NetworkOffset)
		if anc != nil {
			at += int64(anc.Network)
		}
	case off >= LinkOffset:
		at = int64(off - LinkOffset)
	default:
		return 0, false
	}
	switch op & 0x18 {
	case sizeWord:
		if at+4 > int64(len(data)) {
			return 0, false
		}
		return binary.BigEndian.Uint32(data[at:]), true
	case sizeHalf:
		if at+2 > int64(len(data)) {
			return 0, false
		}
		return uint32(binary.BigEndian.Uint16(data[at:])), true
	}
	if at >= int64(len(data)) {
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
