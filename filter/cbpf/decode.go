package cbpf

import "slices"

// A step is what the fast interpreter runs in place of an instruction, with
// jumps to places instead of distances. It does as well what comes after that
// instruction, as far as that is one of the few things that filters are made of:
//
//	load, and, compare              one field
//	load, compare, compare          one field with two numbers
//	compare, compare, compare       fields in eight bytes, of which all must be right
//	load, compare, load, compare    two fields in a row, of which one must be right: ports
type step struct {
	do  action
	off uint32 // of loads from the packet

	// Of what was loaded the bits of and stay in A. Of those, the bits of mask
	// are compared with k, and then with k2. Where nothing is compared, yes and
	// no are the same.
	and, mask     uint32
	k, k2         uint32
	yes, yes2, no uint32 // the next step, or beyond the steps a return

	off2  uint32 // doHeaderPair: of the IPv4 header
	shift uint32 // doWide: where A is in the eight bytes

	wideMask, wide uint64
}

// An action is what a step does.
type action uint32

const (
	doGeneral      action = iota // what the fast interpreter leaves to the general one
	doNothing                    // but compare A
	doByte                       // A = P[off:1]
	doHalf                       // A = P[off:2]
	doWord                       // A = P[off:4]
	doByteX                      // A = P[X+off:1]
	doHalfX                      // A = P[X+off:2]
	doWordX                      // A = P[X+off:4]
	doWide                       // P[off:8] & wideMask == wide; A = P[off:8] >> shift & and
	doPair                       // P[off:2] == k, or else P[off+2:2] == k2
	doPairX                      // P[X+off:2] == k, or else P[X+off+2:2] == k2
	doHeaderPair                 // X = 4*(P[off2:1]&0xf), and doPairX
	doHeaderLen                  // X = 4*(P[off:1]&0xf)
	doLength                     // A = the packet's length
	doGreater                    // A > k
	doGreaterEqual               // A >= k
	doImmediate                  // A = k
	doImmediateX                 // X = k
	doAdd
	doAddX
	doOrX
	doShl
	doShr
	doTax
	doTxa
)

// actions are those of single instructions.
var actions = map[uint16]action{
	LdB: doByte, LdH: doHalf, LdW: doWord, LdBX: doByteX, LdHX: doHalfX, LdWX: doWordX,
	JeqK: doNothing, JsetK: doNothing, AndK: doNothing, JgtK: doGreater, JgeK: doGreaterEqual,
	LdLen: doLength, LdxMsh: doHeaderLen, LdImm: doImmediate, LdxImm: doImmediateX,
	AddK: doAdd, AddX: doAddX, OrX: doOrX, LshK: doShl, RshK: doShr,
	Tax: doTax, Txa: doTxa,
}

// loadSizes are the bytes that actions load into A from a fixed offset.
var loadSizes = map[action]uint32{doByte: 1, doHalf: 2, doWord: 4}

const allBits = 1<<32 - 1

// decode turns instructions that were checked into as many steps, and the
// numbers that the returns have. What a step takes over from those after it
// stays there for those who jump to it.
func decode(insns []Instruction) (steps []step, returns []uint32) {
	steps = make([]step, len(insns))
	at := make([]uint32, len(insns)) // of each instruction: its step, or its return
	for i := len(insns) - 1; i >= 0; i-- {
		in := insns[i]
		at[i] = uint32(i)
		if in.Op == Ja && int32(in.K) >= 0 {
			at[i] = at[i+1+int(in.K)]
		}
		if in.Op == RetK {
			r := slices.Index(returns, in.K)
			if r < 0 {
				r = len(returns)
				returns = append(returns, in.K)
			}
			at[i] = uint32(len(insns) + r)
			continue
		}
		steps[i] = decodeOne(in, at[i+1:])
	}
	for i := len(steps) - 1; i >= 0; i-- {
		fuse(steps, returns, i)
	}
	return steps, returns
}

// decodeOne returns the step of one instruction, where at has the steps after
// it.
func decodeOne(in Instruction, at []uint32) step {
	s := step{do: actions[in.Op], off: in.K, and: allBits, k: in.K}
	switch {
	case isJump(in.Op):
		s.yes, s.no = at[in.Jt], at[in.Jf]
		if s.mask = allBits; in.Op == JsetK {
			s.mask, s.k, s.yes, s.no = in.K, 0, s.no, s.yes
		}
		s.k2, s.yes2 = s.k, s.yes
		return s
	case (in.Op == LdB || in.Op == LdH || in.Op == LdW || in.Op == LdxMsh) && in.K >= 1<<31:
		s.do = doGeneral // beside the packet's bytes
	case in.Op == AndK:
		s.and, s.k = in.K, 0
	case s.compares():
		s.k = 0
	}
	if len(at) > 0 {
		s.yes, s.yes2, s.no = at[0], at[0], at[0]
	}
	return s
}

// compares tells whether s ends with comparing A, which it may do with nothing.
func (s *step) compares() bool { return s.do >= doNothing && s.do <= doWordX }

// idle tells whether s goes on with the same step whatever A is.
func (s *step) idle() bool { return s.yes == s.no && s.yes2 == s.no }

// fuse makes steps[i] do what the steps after it do, as far as there is an
// action for that. Those are fused already.
func fuse(steps []step, returns []uint32, i int) {
	s := &steps[i]
	after := func(place uint32) *step {
		if int(place) < len(steps) && int(place) > i {
			return &steps[place]
		}
		return &step{}
	}
	next := after(s.yes)
	switch {
	case s.do == doHeaderLen && next.do == doPairX:
		header := s.off
		*s = *next
		s.do, s.off2 = doHeaderPair, header
		return
	case !s.compares():
		return
	}
	if s.idle() && next.do == doNothing && s.mask == 0 {
		// A load or a mask, and what is done with A after it.
		and := s.and & next.and
		if next.mask == 0 || s.and == allBits || next.and == allBits {
			s.and, s.mask, s.k, s.k2 = and, next.mask, next.k, next.k2
			s.yes, s.yes2, s.no = next.yes, next.yes2, next.no
		}
	}
	if s.fuseWide(after(s.yes), func(place uint32) bool {
		r := int(place) - len(steps)
		return r >= 0 && returns[r] == 0
	}) || s.mask != allBits {
		return
	}
	// One more comparison of the same field.
	if second := after(s.no); s.k2 == s.k && second.do == doNothing && second.and == allBits && second.mask == allBits && second.k2 == second.k {
		s.k2, s.yes2, s.no = second.k, second.yes, second.no
	}
	// Two fields in a row.
	other := after(s.no)
	single := s.k2 == s.k && s.and == allBits && other.k2 == other.k && other.and == allBits && other.mask == allBits
	if single && s.do == other.do && other.off == s.off+2 {
		if pair := map[action]action{doHalf: doPair, doHalfX: doPairX}[s.do]; pair != 0 {
			s.do, s.k2, s.yes2, s.no = pair, other.k, other.yes, other.no
		}
	}
}

// fuseWide makes s, if it compares a field at a fixed offset, compare the fields
// that next compares as well. That is so if both reject all packets that do not
// have the one value asked for, and all fields are in eight bytes.
func (s *step) fuseWide(next *step, rejects func(place uint32) bool) bool {
	if loadSizes[s.do] == 0 || s.k2 != s.k || s.idle() || !rejects(s.no) || !rejects(next.no) {
		return false
	}
	first := s.widened()
	second := *next
	if next.do != doWide {
		if loadSizes[next.do] == 0 || next.k2 != next.k || next.idle() {
			return false
		}
		second = next.widened()
	}
	// From the first byte of a field to the byte after the last.
	low, high := min(first.off2, second.off2), max(first.off, second.off)+8
	if high-low > 8 {
		return false
	}
	if first.wide&^first.wideMask != 0 || second.wide&^second.wideMask != 0 {
		return false // more than the field can be
	}
	first.move(high - 8)
	second.move(high - 8)
	if both := first.wideMask & second.wideMask; (first.wide^second.wide)&both != 0 {
		return false
	}
	second.wide |= first.wide
	second.wideMask |= first.wideMask
	second.off2 = low
	*s = second
	return true
}

// widened returns s as a comparison of eight bytes, which end with the field or
// are the packet's first ones; off2 is where the field begins.
func (s *step) widened() step {
	size := loadSizes[s.do]
	end := max(s.off+size, 8)
	w := *s
	w.do, w.off, w.off2 = doWide, end-8, s.off
	w.shift = 8 * (end - s.off - size)
	w.and &= uint32(1<<(8*size) - 1)
	w.wideMask = uint64(w.and&s.mask) << w.shift
	w.wide = uint64(s.k) << w.shift
	return w
}

// move makes a comparison of eight bytes one of the eight bytes at off, which is
// not before those.
func (s *step) move(off uint32) {
	by := 8 * (off - s.off)
	s.off, s.shift, s.wide, s.wideMask = off, s.shift+by, s.wide<<by, s.wideMask<<by
}
