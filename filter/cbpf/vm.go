package cbpf

import "encoding/binary"

// Run runs p over the packet's captured bytes and returns how many of them to
// keep, which may be more than there are; 0 rejects the packet. Length is the
// packet's length on the wire in bytes. A nil anc stands for one that is all
// zeros. Run neither changes nor keeps its arguments, and does not allocate.
//
// The machine is the kernel's: arithmetic wraps at 32 bits, a shift by a
// register takes its low 5 bits, and a load beyond data or a division by zero
// ends the program with 0.
func (p *Program) Run(data []byte, length int, anc *Ancillary) uint32 {
	at, a, x := run(p.steps, data, uint32(length))
	if i := int(at) - len(p.steps); i >= 0 {
		return p.returns[i]
	}
	return p.runGeneral(data, length, anc, at, a, x)
}

// run runs steps from the first one on and returns where it came to, with a and
// x in the registers: to a step that is not for it, or that loads beyond data,
// for the general interpreter to go on with; or beyond the steps, to a return.
// It is fast because it has little else to keep.
//
// A step loads what it is about into A, and what all of them have in common
// comes after the switch: it compares A.
func run(steps []step, data []byte, length uint32) (at, a, x uint32) {
	size := uint64(len(data))
	pc := uint32(0)
	for uint64(pc) < uint64(len(steps)) {
		s := &steps[pc]
		off := uint64(s.off)
		switch s.do {
		case doNothing:
		case doByte:
			if off >= size {
				return pc, a, x
			}
			a = uint32(data[off])
		case doHalf:
			if off+2 > size {
				return pc, a, x
			}
			a = uint32(binary.BigEndian.Uint16(data[off : off+2]))
		case doWord:
			if off+4 > size {
				return pc, a, x
			}
			a = binary.BigEndian.Uint32(data[off : off+4])
		case doByteX:
			off = uint64(s.off + x)
			if off >= size {
				return pc, a, x
			}
			a = uint32(data[off])
		case doHalfX:
			off = uint64(s.off + x)
			if off+2 > size {
				return pc, a, x
			}
			a = uint32(binary.BigEndian.Uint16(data[off : off+2]))
		case doWordX:
			off = uint64(s.off + x)
			if off+4 > size {
				return pc, a, x
			}
			a = binary.BigEndian.Uint32(data[off : off+4])
		case doWide:
			if off+8 > size {
				return pc, a, x
			}
			v := binary.BigEndian.Uint64(data[off : off+8])
			if v&s.wideMask != s.wide {
				pc = s.no
				continue
			}
			a = uint32(v>>s.shift) & s.and
			pc = s.yes
			continue
		case doHeaderPair:
			if uint64(s.off2) >= size {
				return pc, a, x
			}
			x = uint32(data[s.off2]) & 0xf * 4
			fallthrough
		case doPairX:
			off = uint64(s.off + x)
			fallthrough
		case doPair:
			if off+4 > size {
				return pc, a, x
			}
			v := binary.BigEndian.Uint32(data[off : off+4])
			if a = v >> 16; a == s.k {
				pc = s.yes
				continue
			}
			if a = v & 0xffff; a == s.k2 {
				pc = s.yes2
				continue
			}
			pc = s.no
			continue
		case doHeaderLen:
			if off >= size {
				return pc, a, x
			}
			x = uint32(data[off]) & 0xf * 4
			pc = s.yes
			continue
		case doLength:
			a = length & s.and
			pc = s.yes
			continue
		case doGreater:
			if a > s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
			continue
		case doGreaterEqual:
			if a >= s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
			continue
		case doImmediate:
			a = s.k
			pc = s.yes
			continue
		case doImmediateX:
			x = s.k
			pc = s.yes
			continue
		case doAdd:
			a += s.k
			pc = s.yes
			continue
		case doAddX:
			a += x
			pc = s.yes
			continue
		case doOrX:
			a |= x
			pc = s.yes
			continue
		case doShl:
			a <<= s.k & 31
			pc = s.yes
			continue
		case doShr:
			a >>= s.k & 31
			pc = s.yes
			continue
		case doTax:
			x = a
			pc = s.yes
			continue
		case doTxa:
			a = x
			pc = s.yes
			continue
		default:
			return pc, a, x
		}
		a &= s.and
		switch a & s.mask {
		case s.k:
			pc = s.yes
		case s.k2:
			pc = s.yes2
		default:
			pc = s.no
		}
	}
	return pc, a, x
}
