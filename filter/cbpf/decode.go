package cbpf

// A step is an instruction as the fast interpreter runs it, with jumps to places
// instead of distances, or a load and the comparison with a constant after it in
// one: those two together are most of what filters do.
type step struct {
	do      action
	off     uint32 // of loads from the packet
	k       uint32
	yes, no uint32 // the next step; without a comparison it is yes

	k2, yes2 uint32 // of two comparisons: the second one
	off2     uint32 // of two loads: the second one
}

// An action is what a step does.
type action uint32

const (
	doGeneral action = iota // what the fast interpreter leaves to the general one
	doByte                  // A = P[off:1]
	doHalf
	doWord
	doByteX // A = P[X+off:1]
	doHalfX
	doWordX
	doByteEqual // A = P[off:1], and compare it with k
	doHalfEqual
	doWordEqual
	doByteXEqual
	doHalfXEqual
	doWordXEqual
	doByteEqual2 // A = P[off:1], and compare it with k and then with k2
	doHalfEqual2
	doWordEqual2
	doHeaderHalfEqual // X = 4*(P[off2:1]&0xf), A = P[X+off:2], and compare it with k
	doByteSet
	doHalfSet
	doWordSet
	doEqual
	doGreater
	doGreaterEqual
	doSet
	doHeaderLen // X = 4*(P[off:1]&0xf)
	doReturn
	doImmediate  // A = k
	doImmediateX // X = k
	doAdd
	doAddX
	doAnd
	doOrX
	doShl
	doShr
	doTax
	doTxa
)

// actions are those that the fast interpreter has.
var actions = map[uint16]action{
	LdB: doByte, LdH: doHalf, LdW: doWord, LdBX: doByteX, LdHX: doHalfX, LdWX: doWordX,
	JeqK: doEqual, JgtK: doGreater, JgeK: doGreaterEqual, JsetK: doSet,
	LdxMsh: doHeaderLen, RetK: doReturn, LdImm: doImmediate, LdxImm: doImmediateX,
	AddK: doAdd, AddX: doAddX, AndK: doAnd, OrX: doOrX, LshK: doShl, RshK: doShr,
	Tax: doTax, Txa: doTxa,
}

// fused are the actions of a load together with the comparison after it.
var fused = map[[2]action]action{
	{doByte, doEqual}: doByteEqual, {doHalf, doEqual}: doHalfEqual, {doWord, doEqual}: doWordEqual,
	{doByteX, doEqual}: doByteXEqual, {doHalfX, doEqual}: doHalfXEqual, {doWordX, doEqual}: doWordXEqual,
	{doByte, doSet}: doByteSet, {doHalf, doSet}: doHalfSet, {doWord, doSet}: doWordSet,
}

// twice are the actions of those together with one more comparison where theirs
// fails.
var twice = map[action]action{
	doByteEqual: doByteEqual2, doHalfEqual: doHalfEqual2, doWordEqual: doWordEqual2,
}

// decode turns instructions that were checked into as many steps. What a step
// takes over from its successor stays there for those who jump to it.
func decode(insns []Instruction) []step {
	steps := make([]step, len(insns))
	for i := len(insns) - 1; i >= 0; i-- {
		in, after := insns[i], uint32(i)+1
		s := step{do: actions[in.Op], off: in.K, k: in.K, yes: after}
		switch {
		case isJump(in.Op):
			s.yes, s.no = after+uint32(in.Jt), after+uint32(in.Jf)
		case (in.Op == LdB || in.Op == LdH || in.Op == LdW || in.Op == LdxMsh) && in.K >= 1<<31:
			s.do = doGeneral // beside the packet's bytes
		}
		if i+1 < len(insns) {
			next := &steps[i+1]
			if do, ok := fused[[2]action{s.do, next.do}]; ok {
				s.do, s.k, s.yes, s.no = do, next.k, next.yes, next.no
			}
			if do := twice[s.do]; do != 0 && steps[s.no].do == doEqual {
				second := &steps[s.no]
				s.do, s.k2, s.yes2, s.no = do, second.k, second.yes, second.no
			}
			if s.do == doHeaderLen && next.do == doHalfXEqual {
				s.off2, s.off = s.off, next.off
				s.do, s.k, s.yes, s.no = doHeaderHalfEqual, next.k, next.yes, next.no
			}
		}
		steps[i] = s
	}
	return steps
}
