package filter

// The intermediate representation is a decision graph over pure values.
//
// A packet does not change while a program looks at it, so every load from it
// is an expression: two loads of the same bytes are the same value wherever
// they stand. Values are therefore hash-consed (one *value for one meaning,
// compared by pointer), which is value numbering by construction. Registers and
// scratch memory do not exist before emit.
//
// Blocks are hash-consed too: two tests that ask the same and go on alike are
// one block, so that equal tails are shared wherever they come from. Neither
// values nor blocks ever change; a pass builds the graph anew from the verdicts
// up, and moves graph.entry.
//
// The one effect that a value has is to fail: a load beyond the packet's end or
// a division by zero ends the program with 0 in the classic BPF machine. A
// block evaluates both its values before it branches, so a test that is reached
// rejects the packets that are too short for it. Passes keep that, with two
// exceptions that libpcap's optimiser makes too: a test whose outcomes lead to
// the same block is dropped with its values, but for the very first test (see
// optimize); and of a row of tests a later one may come first (see gather). In a
// strict graph there are no exceptions.

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
	opNeg    // -x
	opChoose // x if cond holds, else y; the other one is not evaluated
)

// A value is a pure 32-bit expression. Values are made by a graph's methods
// only, so that equal values are one pointer.
type value struct {
	op   valueOp
	size uint8 // opLoad: 1, 2 or 4 bytes
	k    uint32
	x, y *value
	cond *condition // opChoose
	id   int        // order of creation: deterministic

	height  int32 // of the expression
	fails   bool  // evaluating it can end the program
	chooses bool  // an opChoose is part of it
}

// A condition is what opChoose and a block ask of two values. Conditions are
// hash-consed as well.
type condition struct {
	rel      relation
	lhs, rhs *value // rhs is nil for relEvaluate
	id       int
}

// A relation is what a branch asks of two values, unsigned as in the machine.
type relation uint8

const (
	relEvaluate relation = iota // nothing: lhs is evaluated because it may fail, and yes is next
	relEqual
	relGreater      // lhs > rhs
	relGreaterEqual // lhs >= rhs
	relSet          // lhs & rhs != 0
)

// A block is one test, or a verdict. Verdict blocks have no successors.
type block struct {
	id int
	*condition
	yes, no *block

	verdict bool   // a return instead of a test
	ret     uint32 // bytes to keep; 0 rejects
}

// A graph is a filter as a directed acyclic graph of blocks.
type graph struct {
	entry          *block
	accept, reject *block

	// first is what is asked first of every packet; nil if nothing is.
	first *condition

	// strict says that a packet that is too short for a test is rejected even if
	// the outcome of the test does not matter.
	strict bool

	// inOrder says that tests are not reordered where a packet may be too short
	// for one of them; strict graphs are so.
	inOrder bool

	values     map[valueKey]*value
	blocks     map[blockKey]*block
	conditions map[condition]*condition // by those without an id
	unused     struct {                 // memory for the next ones
		values     []value
		blocks     []block
		conditions []condition
	}
	lastValue, lastBlock, lastCondition int
}

type (
	valueKey struct {
		op   valueOp
		size uint8
		k    uint32
		x, y *value
		cond *condition
	}
	blockKey struct {
		cond    *condition // nil for a verdict
		yes, no *block
		ret     uint32
	}
)

// newGraph returns a graph without an entry, whose accept keeps snaplen bytes
// of a packet.
func newGraph(snaplen uint32) *graph {
	g := &graph{
		values:     make(map[valueKey]*value),
		blocks:     make(map[blockKey]*block),
		conditions: make(map[condition]*condition),
	}
	g.accept, g.reject = g.verdict(snaplen), g.verdict(0)
	return g
}

// fresh returns the next of the elements of unused, which it gets many of at a
// time.
func fresh[T any](unused *[]T) *T {
	if len(*unused) == 0 {
		*unused = make([]T, 128)
	}
	v := &(*unused)[0]
	*unused = (*unused)[1:]
	return v
}
