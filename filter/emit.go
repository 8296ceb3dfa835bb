package filter

import (
	"errors"

	"pktcap/filter/cbpf"
)

// errTooComplex is an expression whose intermediate values are too many for the
// machine's scratch memory.
var errTooComplex = errors.New("too complex: its arithmetic needs more than 16 words of scratch memory")

// A label is a place in the code that jumps lead to.
type label int

// A line is an instruction whose jumps still lead to labels.
type line struct {
	op      uint16
	k       uint32
	yes, no label // conditional jumps; ja has yes
}

// An emitter turns a graph into lines. It goes through the blocks in their
// order, so that of each block's predecessors it knows what they leave in the
// registers: a value that is in A on all ways to a block is not loaded again.
type emitter struct {
	lines  []line
	places []int // of each label: the index of its line

	state  state
	known  bool    // whether the next line can be reached
	at     []state // of each label: what all jumps to it have in common
	jumped []bool  // of each label: whether a jump to it was seen
	labels []label // of each block, by its id
	block  *block  // that is emitted

	keeping
	temps    int                 // words in use for intermediate values, from the top down
	computed []int32             // by the ids of values: how often each took instructions to get
	sites    map[*value][]*block // where those were computed that take more than one
	dear     []*value            // those that took more than one more than once
	trying   int                 // ways inside ways that are tried and not taken
	tried    int                 // instructions that it took to try ways
	frugal   bool                // with scratch memory rather than with instructions
	failed   bool                // ran out of scratch memory
}

// A state is what registers and scratch memory hold: nil, or 0, where unknown.
type state struct {
	a, x *value
	m    [cbpf.ScratchSlots]int32 // ids of values
}

// meet keeps what s and t agree on.
func (s *state) meet(t *state) {
	if s.a != t.a {
		s.a = nil
	}
	if s.x != t.x {
		s.x = nil
	}
	for i := range s.m {
		if s.m[i] != t.m[i] {
			s.m[i] = 0
		}
	}
}

// emit turns g into a program. One that is too long for the kernel is still a
// program; it gets a prefilter.
func emit(g *graph) (*cbpf.Program, error) {
	insns, err := generate(g)
	if err != nil {
		return nil, err
	}
	if len(insns) <= cbpf.MaxInstructions {
		return cbpf.New(insns)
	}
	return cbpf.NewUserspace(insns, prefilter(g))
}

func newEmitter(k keeping) *emitter {
	return &emitter{keeping: k, sites: make(map[*value][]*block)}
}

// graph emits all blocks; the verdicts come last, as in tcpdump's listings. It
// reports whether the scratch memory sufficed.
func (e *emitter) graph(g *graph) bool {
	order := g.order()
	e.labels = make([]label, g.lastBlock+1)
	e.computed = make([]int32, g.lastValue+1)
	e.at = make([]state, 0, len(order))
	e.lines = make([]line, 0, 2*len(order))
	for _, b := range order {
		e.labels[b.id] = e.newLabel()
	}
	e.known = true
	for _, b := range order {
		if !b.verdict {
			e.test(b)
		}
	}
	for _, verdict := range []bool{true, false} {
		for _, b := range order {
			if b.verdict && (b.ret != 0) == verdict {
				e.place(e.labels[b.id])
				e.add(line{op: cbpf.RetK, k: b.ret})
				e.known = false
			}
		}
	}
	return !e.failed
}

// test emits the test b.
func (e *emitter) test(b *block) {
	e.block = b
	e.place(e.labels[b.id])
	if b.rel == relEvaluate {
		if e.inX[b.lhs] {
			e.toX(b.lhs)
		} else {
			e.toA(b.lhs)
		}
		e.jump(e.labels[b.yes.id])
		return
	}
	e.branch(b.condition, false, e.labels[b.yes.id], e.labels[b.no.id])
}

// branch emits a jump to yes or no by what c asks. If keepX, X stays as it is,
// for which c's values must be ones that keep it.
func (e *emitter) branch(c *condition, keepX bool, yes, no label) {
	lhs, rhs, rel := c.lhs, c.rhs, c.rel
	if rhs.op == opConst && lhs.op == opChoose && !e.within(lhs) {
		e.branchByArms(c, keepX, yes, no)
		return
	}
	if rhs.op != opConst {
		if e.operands(lhs, rhs, freely) {
			switch rel { // swapped
			case relGreater:
				rel, yes, no = relGreaterEqual, no, yes
			case relGreaterEqual:
				rel, yes, no = relGreater, no, yes
			}
		}
		e.add(line{op: jumpCodes[rel] | 0x08, yes: yes, no: no})
	} else {
		e.intoA(lhs, keepX)
		e.add(line{op: jumpCodes[rel], k: rhs.k, yes: yes, no: no})
	}
	e.flow(yes)
	e.flow(no)
	e.known = false
}

// branchByArms is branch for a c that is about a choice: each arm of it branches
// by itself, and one that is a constant needs no instruction for it.
func (e *emitter) branchByArms(c *condition, keepX bool, yes, no label) {
	e.compute(c.lhs)
	x, y := e.newLabel(), e.newLabel()
	e.branch(c.lhs.cond, keepX, x, y)
	arms := [2]*value{c.lhs.x, c.lhs.y}
	for i, l := range [2]label{x, y} {
		e.place(l)
		switch arm := arms[i]; {
		case arm.op != opConst:
			e.branch(&condition{rel: c.rel, lhs: arm, rhs: c.rhs}, keepX, yes, no)
		case c.rel.holds(arm.k, c.rhs.k):
			e.jump(yes)
		default:
			e.jump(no)
		}
	}
}

var jumpCodes = [...]uint16{
	relEqual: cbpf.JeqK, relGreater: cbpf.JgtK, relGreaterEqual: cbpf.JgeK, relSet: cbpf.JsetK,
}

// jump emits a jump to l.
func (e *emitter) jump(l label) {
	e.add(line{op: cbpf.Ja, yes: l})
	e.flow(l)
	e.known = false
}

func (e *emitter) add(l line) { e.lines = append(e.lines, l) }

func (e *emitter) newLabel() label {
	e.places = append(e.places, -1)
	e.at = append(e.at, state{})
	e.jumped = append(e.jumped, false)
	return label(len(e.places) - 1)
}

// flow notes that the code before goes on at l with the present state.
func (e *emitter) flow(l label) {
	if e.jumped[l] {
		e.at[l].meet(&e.state)
		return
	}
	e.at[l], e.jumped[l] = e.state, true
}

// place puts l before the next line, which the line before may fall through to.
func (e *emitter) place(l label) {
	if e.known {
		e.flow(l)
	}
	e.places[l] = len(e.lines)
	e.state, e.known = e.at[l], true
}
