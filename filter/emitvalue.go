package filter

import "pktcap/filter/cbpf"

var loadCodes = map[uint8]uint16{1: cbpf.LdB, 2: cbpf.LdH, 4: cbpf.LdW}

// indirect is what turns an absolute load's opcode into that of a load at X.
const indirect = cbpf.LdWX ^ cbpf.LdW

var arithmeticCodes = [...]uint16{
	opAdd: cbpf.AddK, opSub: cbpf.SubK, opMul: cbpf.MulK, opDiv: cbpf.DivK, opMod: cbpf.ModK,
	opAnd: cbpf.AndK, opOr: cbpf.OrK, opXor: cbpf.XorK, opShl: cbpf.LshK, opShr: cbpf.RshK,
}

// sourceX is the bit of an opcode that makes X the operand instead of K.
const sourceX = cbpf.AddX ^ cbpf.AddK

// toA emits what it takes to have v in A; it may change X.
func (e *emitter) toA(v *value) { e.intoA(v, false) }

// intoA is toA; if keepX, X stays as it is, for which e.keeps(v, x) must hold.
func (e *emitter) intoA(v *value, keepX bool) {
	if e.state.a == v {
		return
	}
	if e.state.x == v {
		e.setA(v, line{op: cbpf.Txa})
		return
	}
	if slot, ok := e.slotOf(v); ok {
		e.setA(v, line{op: cbpf.LdMem, k: uint32(slot)})
		return
	}
	e.compute(v)
	switch v.op {
	case opConst:
		e.setA(v, line{op: cbpf.LdImm, k: v.k})
	case opLen:
		e.setA(v, line{op: cbpf.LdLen})
	case opAncillary:
		e.setA(v, line{op: cbpf.LdW, k: cbpf.AncillaryOffset + v.k})
	case opLoad:
		if v.x == nil {
			e.setA(v, line{op: loadCodes[v.size], k: offset(v.k)})
		} else {
			e.toX(v.x)
			e.setA(v, line{op: loadCodes[v.size] ^ indirect, k: v.k})
		}
	case opHeaderLen:
		if keepX {
			e.setA(nil, line{op: cbpf.LdB, k: offset(v.k)})
			e.setA(nil, line{op: cbpf.AndK, k: 0xf})
			e.setA(v, line{op: cbpf.LshK, k: 2})
		} else {
			e.toX(v)
			e.setA(v, line{op: cbpf.Txa})
		}
	case opNeg:
		e.intoA(v.x, keepX)
		e.setA(v, line{op: cbpf.Neg})
	case opChoose:
		e.choose(v, keepX, func(arm *value) { e.intoA(arm, keepX) })
		e.state.a = v
	default:
		e.arithmetic(v, keepX)
	}
	e.stay(v, cbpf.St)
}

// arithmetic emits the operation v.
func (e *emitter) arithmetic(v *value, keepX bool) {
	op := arithmeticCodes[v.op]
	if v.y.op == opConst && !(v.y.k == 0 && (v.op == opDiv || v.op == opMod)) {
		e.intoA(v.x, keepX)
		e.setA(v, line{op: op, k: v.y.k})
		return
	}
	if keepX {
		// One operand is in X, and stays there.
		left := v.x
		if e.state.x != v.y {
			left = v.y
		}
		e.intoA(left, true)
	} else {
		swapping := notSwapped
		switch {
		case commutative(v.op):
			swapping = freely
		case v.op == opSub:
			swapping = withNeg
		}
		if e.operands(v.x, v.y, swapping) && v.op == opSub {
			e.setA(nil, line{op: cbpf.SubX})
			e.setA(v, line{op: cbpf.Neg})
			return
		}
	}
	e.setA(v, line{op: op | sourceX})
}

// toX emits what it takes to have v in X; it may change A.
func (e *emitter) toX(v *value) {
	if e.state.x == v {
		return
	}
	if e.state.a == v {
		e.setX(v, line{op: cbpf.Tax})
		return
	}
	if slot, ok := e.slotOf(v); ok {
		e.setX(v, line{op: cbpf.LdxMem, k: uint32(slot)})
		return
	}
	switch v.op {
	case opConst:
		e.setX(v, line{op: cbpf.LdxImm, k: v.k})
	case opLen:
		e.setX(v, line{op: cbpf.LdxLen})
	case opHeaderLen:
		e.compute(v)
		e.setX(v, line{op: cbpf.LdxMsh, k: offset(v.k)})
		e.stay(v, cbpf.Stx)
	case opChoose:
		e.compute(v)
		e.choose(v, false, e.toX)
		e.state.x = v
		e.stay(v, cbpf.Stx)
	default:
		e.toA(v)
		e.setX(v, line{op: cbpf.Tax})
	}
}

// choose emits the two arms of v, each by get.
func (e *emitter) choose(v *value, keepX bool, get func(arm *value)) {
	yes, no, end := e.newLabel(), e.newLabel(), e.newLabel()
	e.branch(v.cond, keepX, yes, no)
	e.place(yes)
	get(v.x)
	e.jump(end)
	e.place(no)
	get(v.y)
	e.place(end)
}

// keeps tells whether v can be computed into A while X holds held: whatever v
// needs of X is held itself. It does not look into high expressions.
func (e *emitter) keeps(v, held *value) bool {
	const high = 64
	if v == held || e.stays(v) {
		return true
	}
	switch v.op {
	case opConst, opLen, opAncillary, opHeaderLen:
		return true
	case opLoad:
		return v.x == nil || v.x == held
	case opNeg:
		return v.height < high && e.keeps(v.x, held)
	case opChoose:
		return v.height < high && v.cond.rhs.op == opConst && e.keeps(v.cond.lhs, held) && e.keeps(v.x, held) && e.keeps(v.y, held)
	}
	if v.height >= high {
		return false
	}
	if v.y.op == opConst && !(v.y.k == 0 && (v.op == opDiv || v.op == opMod)) || v.y == held {
		return e.keeps(v.x, held)
	}
	return commutative(v.op) && v.x == held && e.keeps(v.y, held)
}

// offset returns k as the K of a load of packet bytes. A negative one, which no
// packet has, would reach the ancillary words in the machine.
func offset(k uint32) uint32 { return min(k, 1<<31-1) }

// direct tells whether v gets into X without passing through A.
func (e *emitter) direct(v *value) bool {
	return e.stays(v) || v.op == opConst || v.op == opLen || v.op == opHeaderLen
}

// slotOf returns the word of scratch memory that holds v now.
func (e *emitter) slotOf(v *value) (slot int, ok bool) {
	for i, held := range e.state.m {
		if int(held) == v.id {
			return i, true
		}
	}
	return 0, false
}

// within tells whether v is in a register or in scratch memory, or has a word to
// stay in there.
func (e *emitter) within(v *value) bool {
	_, hasSlot := e.slots[v]
	_, inSlot := e.slotOf(v)
	return e.state.a == v || e.state.x == v || hasSlot || inSlot
}

// stays tells whether v has a word of its own and is in it. What is elsewhere in
// scratch memory may be overwritten by an intermediate value.
func (e *emitter) stays(v *value) bool {
	slot, ok := e.slots[v]
	return ok && int(e.state.m[slot]) == v.id
}

// compute notes that v takes instructions to get.
func (e *emitter) compute(v *value) {
	if e.trying > 0 {
		return
	}
	e.computed[v.id]++
	if costTo(v, 12) == 1 {
		return
	}
	if e.sites[v] = append(e.sites[v], e.block); len(e.sites[v]) == 2 {
		e.dear = append(e.dear, v)
	}
}

// stay stores v, just computed, where it stays for later.
func (e *emitter) stay(v *value, store uint16) {
	if slot, ok := e.slots[v]; ok {
		e.add(line{op: store, k: uint32(slot)})
		e.state.m[slot] = int32(v.id)
	}
}

func (e *emitter) setA(v *value, l line) {
	e.add(l)
	e.state.a = v
}

func (e *emitter) setX(v *value, l line) {
	e.add(l)
	e.state.x = v
}
