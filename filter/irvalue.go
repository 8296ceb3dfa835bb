package filter

import "math/bits"

// intern returns the one value of these fields.
func (g *graph) intern(v value) *value {
	key := valueKey{v.op, v.size, v.k, v.x, v.y, v.cond}
	if known, ok := g.values[key]; ok {
		return known
	}
	g.lastValue++
	v.id = g.lastValue
	v.height = v.above()
	v.chooses = v.op == opChoose || v.x != nil && v.x.chooses || v.y != nil && v.y.chooses
	known := fresh(&g.unused.values)
	*known = v
	g.values[key] = known
	return known
}

// above returns one more than the height of the highest of what v is made of.
func (v *value) above() int32 {
	height := int32(0)
	for _, part := range [2]*value{v.x, v.y} {
		if part != nil {
			height = max(height, part.height+1)
		}
	}
	if v.cond != nil {
		height = max(height, v.cond.lhs.height+1, v.cond.rhs.height+1)
	}
	return height
}

// constant returns the value k.
func (g *graph) constant(k uint32) *value {
	return g.intern(value{op: opConst, k: k})
}

// load returns size bytes (1, 2 or 4), big-endian, at offset off+k of the
// packet; a nil off stands for 0.
func (g *graph) load(size uint8, off *value, k uint32) *value {
	off, k = g.splitConstant(off, k)
	return g.intern(value{op: opLoad, size: size, k: k, x: off, fails: true})
}

// splitConstant moves a constant part of off into k, which wraps at 32 bits as
// the machine's addresses do. What remains of off is nil if nothing does.
func (g *graph) splitConstant(off *value, k uint32) (*value, uint32) {
	switch {
	case off == nil:
	case off.op == opConst:
		return nil, off.k + k
	case off.op == opAdd && off.y.op == opConst:
		return off.x, off.y.k + k
	}
	return off, k
}

// length returns the packet's length on the wire.
func (g *graph) length() *value {
	return g.intern(value{op: opLen})
}

// headerLen returns 4*(P[k]&0xf), an IPv4 header's length by its first byte.
func (g *graph) headerLen(k uint32) *value {
	return g.intern(value{op: opHeaderLen, k: k, fails: true})
}

// ancillary returns Linux ancillary word number n, cbpf.AncProtocol and so on.
func (g *graph) ancillary(n uint32) *value {
	return g.intern(value{op: opAncillary, k: n})
}

// neg returns -x.
func (g *graph) neg(x *value) *value {
	switch x.op {
	case opConst:
		return g.constant(-x.k)
	case opNeg:
		return x.x
	}
	return g.intern(value{op: opNeg, x: x, fails: x.fails})
}

// choose returns x where the relation holds between lhs and rhs, and y where it
// does not. Only one of the two is evaluated. It is for an offset that depends
// on what the packet is, as where one of several headers may come first.
func (g *graph) choose(rel relation, lhs, rhs, x, y *value) *value {
	c, inverted := g.condition(rel, lhs, rhs)
	if inverted {
		x, y = y, x
	}
	fails := c.lhs.fails || c.rhs.fails
	if holds, known := c.outcome(); !fails && (known || x == y) {
		if holds || x == y {
			return x
		}
		return y
	}
	fails = fails || x.fails || y.fails
	return g.intern(value{op: opChoose, cond: g.internCondition(c), x: x, y: y, fails: fails})
}

// binary returns x op y, for opAdd to opShr. Constants are folded as the kernel
// computes: modulo 2^32, shifting by the low 5 bits. Dividing by a constant 0
// stays, since it ends the program.
func (g *graph) binary(op valueOp, x, y *value) *value {
	if x.op == opConst && y.op == opConst {
		if k, ok := fold(op, x.k, y.k); ok {
			return g.constant(k)
		}
	}
	if commutative(op) && (x.op == opConst || y.op != opConst && x.id > y.id) {
		x, y = y, x
	}
	if y.op == opConst {
		if v := g.binaryConstant(op, x, y.k); v != nil {
			return v
		}
	}
	if op == opSub && x.op == opConst && x.k == 0 {
		return g.neg(y)
	}
	fails := x.fails || y.fails
	if op == opDiv || op == opMod {
		fails = fails || y.op != opConst || y.k == 0
	}
	return g.intern(value{op: op, x: x, y: y, fails: fails})
}

// binaryConstant returns x op k in a plainer form, nil if it has none.
func (g *graph) binaryConstant(op valueOp, x *value, k uint32) *value {
	inner, outer := x.op == op && x.y.op == opConst, g.constant
	power := bits.TrailingZeros32(k)
	isPower := k != 0 && k&(k-1) == 0
	switch op {
	case opAdd:
		if inner {
			return g.binary(opAdd, x.x, outer(x.y.k+k))
		}
	case opSub:
		return g.binary(opAdd, x, outer(-k))
	case opMul:
		switch {
		case k == 0:
			return outer(0)
		case isPower:
			return g.binary(opShl, x, outer(uint32(power)))
		}
	case opDiv:
		if isPower {
			return g.binary(opShr, x, outer(uint32(power)))
		}
	case opMod:
		if isPower {
			return g.binary(opAnd, x, outer(k-1))
		}
	case opAnd:
		switch {
		case k == 0:
			return outer(0)
		case k == 0xffffffff:
			return x
		case inner && x.y.k&k != 0: // what is 0 for all packets, libpcap does not see
			return g.binary(opAnd, x.x, outer(x.y.k&k))
		case mayBits(x)&^k == 0:
			return x
		}
	case opOr:
		if inner {
			return g.binary(opOr, x.x, outer(x.y.k|k))
		}
	case opXor:
		if inner {
			return g.binary(opXor, x.x, outer(x.y.k^k))
		}
	case opShl, opShr:
		if k > 31 {
			return g.binary(op, x, outer(k&31))
		}
		if op == opShl && k == 2 && x.op == opAnd && x.y.op == opConst && x.y.k == 0xf && isByteAt(x.x) {
			return g.headerLen(x.x.k)
		}
	}
	if k == 0 && op != opDiv && op != opMod {
		return x // x + 0 and its like
	}
	return nil
}

// isByteAt tells whether v is a byte at a fixed offset.
func isByteAt(v *value) bool { return v.op == opLoad && v.size == 1 && v.x == nil }

func commutative(op valueOp) bool {
	switch op {
	case opAdd, opMul, opAnd, opOr, opXor:
		return true
	}
	return false
}

// fold computes x op y; it cannot where y is a divisor of 0.
func fold(op valueOp, x, y uint32) (k uint32, ok bool) {
	switch op {
	case opAdd:
		return x + y, true
	case opSub:
		return x - y, true
	case opMul:
		return x * y, true
	case opDiv:
		if y != 0 {
			return x / y, true
		}
	case opMod:
		if y != 0 {
			return x % y, true
		}
	case opAnd:
		return x & y, true
	case opOr:
		return x | y, true
	case opXor:
		return x ^ y, true
	case opShl:
		return x << (y & 31), true
	case opShr:
		return x >> (y & 31), true
	}
	return 0, false
}

// mayBits returns the bits of v that can be set. It looks a few steps deep,
// which is as deep as values of real filters go.
func mayBits(v *value) uint32 { return mayBitsTo(v, 6) }

func mayBitsTo(v *value, depth int) uint32 {
	if depth == 0 {
		return 0xffffffff
	}
	switch v.op {
	case opConst:
		return v.k
	case opLoad:
		return uint32(1<<(8*uint64(v.size)) - 1)
	case opHeaderLen:
		return 0x3c
	case opAnd:
		return mayBitsTo(v.x, depth-1) & mayBitsTo(v.y, depth-1)
	case opOr, opXor:
		return mayBitsTo(v.x, depth-1) | mayBitsTo(v.y, depth-1)
	case opChoose:
		return mayBitsTo(v.x, depth-1) | mayBitsTo(v.y, depth-1)
	case opAdd:
		// A carry reaches one bit beyond the wider operand.
		n := max(bits.Len32(mayBitsTo(v.x, depth-1)), bits.Len32(mayBitsTo(v.y, depth-1))) + 1
		return uint32(1<<uint64(min(n, 32)) - 1)
	case opShl:
		if v.y.op == opConst {
			return mayBitsTo(v.x, depth-1) << v.y.k
		}
	case opShr:
		if v.y.op == opConst {
			return mayBitsTo(v.x, depth-1) >> v.y.k
		}
	}
	return 0xffffffff
}
