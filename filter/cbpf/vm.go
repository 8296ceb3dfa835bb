package cbpf

// Run runs p over the packet's captured bytes and returns how many of them to
// keep, which may be more than there are; 0 rejects the packet. Length is the
// packet's length on the wire in bytes. A nil anc stands for one that is all
// zeros. Run neither changes nor keeps its arguments, and does not allocate.
//
// The machine is the kernel's: arithmetic wraps at 32 bits, a shift by a
// register takes its low 5 bits, and a load beyond data or a division by zero
// ends the program with 0.
func (p *Program) Run(data []byte, length int, anc *Ancillary) uint32 {
	// Where a program wants more than the fast interpreter has, or a load is not
	// within data, the general one takes over for the rest of it.
	ret, at, a, x := run(p.steps, data)
	if at == ended {
		return ret
	}
	return p.runGeneral(data, length, anc, at, a, x)
}

// ended is where a program is that has ended.
const ended = 1<<32 - 1

// run runs steps from the first one on, until the program ends and keeps ret
// bytes, or to one at which it has to leave the program with a and x in the
// registers. It is fast because it has little else to keep.
func run(steps []step, data []byte) (ret, at, a, x uint32) {
	pc := uint32(0)
	size := uint(len(data))
	for uint(pc) < uint(len(steps)) {
		s := &steps[pc]
		off := uint(s.off)
		switch s.do {
		case doByteEqual:
			if off >= size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doHalfEqual:
			if off+2 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doWordEqual:
			if off+4 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<24 | uint32(data[off+1])<<16 | uint32(data[off+2])<<8 | uint32(data[off+3])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doByteXEqual:
			off = uint(s.off + x)
			if off >= size {
				return 0, pc, a, x
			}
			a = uint32(data[off])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doHalfXEqual:
			off = uint(s.off + x)
			if off+2 > size {
				return 0, pc, a, x
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doWordXEqual:
			off = uint(s.off + x)
			if off+4 > size {
				return 0, pc, a, x
			}
			a = uint32(data[off])<<24 | uint32(data[off+1])<<16 | uint32(data[off+2])<<8 | uint32(data[off+3])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doByteEqual2:
			if off >= size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])
			switch a {
			case s.k:
				pc = s.yes
			case s.k2:
				pc = s.yes2
			default:
				pc = s.no
			}
		case doHalfEqual2:
			if off+2 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			switch a {
			case s.k:
				pc = s.yes
			case s.k2:
				pc = s.yes2
			default:
				pc = s.no
			}
		case doWordEqual2:
			if off+4 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<24 | uint32(data[off+1])<<16 | uint32(data[off+2])<<8 | uint32(data[off+3])
			switch a {
			case s.k:
				pc = s.yes
			case s.k2:
				pc = s.yes2
			default:
				pc = s.no
			}
		case doHeaderHalfEqual:
			if uint(s.off2) >= size {
				return 0, ended, 0, 0
			}
			x = uint32(data[s.off2]) & 0xf * 4
			off = uint(s.off + x)
			if off+2 > size {
				return 0, pc, a, x
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doByteSet:
			if off >= size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])
			if a&s.k != 0 {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doHalfSet:
			if off+2 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			if a&s.k != 0 {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doWordSet:
			if off+4 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<24 | uint32(data[off+1])<<16 | uint32(data[off+2])<<8 | uint32(data[off+3])
			if a&s.k != 0 {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doEqual:
			if a == s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doGreater:
			if a > s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doGreaterEqual:
			if a >= s.k {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doSet:
			if a&s.k != 0 {
				pc = s.yes
			} else {
				pc = s.no
			}
		case doByte:
			if off >= size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])
			pc++
		case doHalf:
			if off+2 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			pc++
		case doWord:
			if off+4 > size {
				return 0, ended, 0, 0
			}
			a = uint32(data[off])<<24 | uint32(data[off+1])<<16 | uint32(data[off+2])<<8 | uint32(data[off+3])
			pc++
		case doByteX:
			off = uint(s.off + x)
			if off >= size {
				return 0, pc, a, x
			}
			a = uint32(data[off])
			pc++
		case doHalfX:
			off = uint(s.off + x)
			if off+2 > size {
				return 0, pc, a, x
			}
			a = uint32(data[off])<<8 | uint32(data[off+1])
			pc++
		case doWordX:
			off = uint(s.off + x)
			if off+4 > size {
				return 0, pc, a, x
			}
			a = uint32(data[off])<<24 | uint32(data[off+1])<<16 | uint32(data[off+2])<<8 | uint32(data[off+3])
			pc++
		case doHeaderLen:
			if off >= size {
				return 0, ended, 0, 0
			}
			x = uint32(data[off]) & 0xf * 4
			pc++
		case doReturn:
			return s.k, ended, 0, 0
		case doImmediate:
			a = s.k
			pc++
		case doImmediateX:
			x = s.k
			pc++
		case doAdd:
			a += s.k
			pc++
		case doAddX:
			a += x
			pc++
		case doAnd:
			a &= s.k
			pc++
		case doOrX:
			a |= x
			pc++
		case doShl:
			a <<= s.k & 31
			pc++
		case doShr:
			a >>= s.k & 31
			pc++
		case doTax:
			x = a
			pc++
		case doTxa:
			a = x
			pc++
		default:
			return 0, pc, a, x
		}
	}
	return 0, ended, 0, 0
}
