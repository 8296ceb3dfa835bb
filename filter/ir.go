package filter

// The intermediate representation is a decision graph over pure values.
//
// A packet does not change while a program looks at it, so every load from it
// is an expression: two loads of the same bytes are the same value wherever
// they stand. Values are therefore hash-consed (one *value for one meaning,
// compared by pointer), which is value numbering by construction. Registers and
// scratch memory do not exist before emit.
//
// The one effect that a value has is a load beyond the packet's end, which ends
// the program with 0 in the classic BPF machine.

// A valueOp is the kind of a value.
type valueOp uint8

const (
	opInvalid   valueOp = iota
	opConst             // k
	opLoad              // size bytes, big-endian, at offset x+k (x nil: at k)
	opLen               // the packet's length on the wire
	opHeaderLen         // 4*(P[k]&0xf): BPF_MSH, the one load that only X has
	opAncillary         // Linux ancillary word number k (SKF_AD_*)
	opAdd               // x + y, and so on with 32-bit wrap-around
	opSub
	opMul
	opDiv
	opMod
	opAnd
	opOr
	opXor
	opShl
	opShr
	opNeg // -x
)

// A value is a pure 32-bit expression. Values are made by a graph's methods
// only, so that equal values are one pointer.
type value struct {
	op   valueOp
	size uint8 // opLoad: 1, 2 or 4 bytes
	k    uint32
	x, y *value
	id   int // order of creation: deterministic
}

// A relation is what a branch asks of two values, unsigned as in the machine.
type relation uint8

const (
	relEqual   relation = iota + 1
	relGreater          // lhs > rhs
	relGreaterEqual
	relSet // lhs & rhs != 0
)

// A block is one test, or a verdict. Verdict blocks have no successors.
type block struct {
	id       int
	rel      relation
	lhs, rhs *value
	yes, no  *block

	verdict bool   // a return instead of a test
	ret     uint32 // bytes to keep; 0 rejects
}

// A graph is a filter as a directed acyclic graph of blocks.
type graph struct {
	entry          *block
	accept, reject *block
}
