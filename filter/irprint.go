package filter

import (
	"fmt"
	"strings"

	"pktcap/filter/cbpf"
)

var valueSigns = [...]string{
	opAdd: "+", opSub: "-", opMul: "*", opDiv: "/", opMod: "%",
	opAnd: "&", opOr: "|", opXor: "^", opShl: "<<", opShr: ">>",
}

// String writes v as P[12:2], 4*(P[14]&0xf), (P[0] & 0xf0) and so on: P is the
// packet, and a size of 1 is left out.
func (v *value) String() string {
	switch v.op {
	case opConst:
		return fmt.Sprintf("%#x", v.k)
	case opLoad:
		at := fmt.Sprint(int32(v.k))
		if v.x != nil {
			at = fmt.Sprintf("%v + %d", v.x, int32(v.k))
		}
		if v.size == 1 {
			return "P[" + at + "]"
		}
		return fmt.Sprintf("P[%s:%d]", at, v.size)
	case opLen:
		return "len"
	case opHeaderLen:
		return fmt.Sprintf("4*(P[%d]&0xf)", v.k)
	case opAncillary:
		return ancillaryName(v.k)
	case opNeg:
		return fmt.Sprintf("-%v", v.x)
	case opChoose:
		return fmt.Sprintf("(%v ? %v : %v)", v.cond, v.x, v.y)
	}
	return fmt.Sprintf("(%v %s %v)", v.x, valueSigns[v.op], v.y)
}

// ancillaryName is how a listing names the word.
func ancillaryName(n uint32) string {
	line := string(cbpf.AppendInstruction(nil, cbpf.Instruction{Op: cbpf.LdW, K: cbpf.AncillaryOffset + n}, 0))
	return strings.Trim(line[strings.LastIndexByte(line, ' ')+1:], "[]")
}

func (c *condition) String() string {
	switch c.rel {
	case relEqual:
		return fmt.Sprintf("%v == %v", c.lhs, c.rhs)
	case relGreater:
		return fmt.Sprintf("%v > %v", c.lhs, c.rhs)
	case relGreaterEqual:
		return fmt.Sprintf("%v >= %v", c.lhs, c.rhs)
	case relSet:
		return fmt.Sprintf("%v & %v", c.lhs, c.rhs)
	}
	return fmt.Sprintf("evaluate %v", c.lhs)
}

// String writes the graph with a line for each test, numbered from the entry:
//
//	0: P[12:2] == 0x800 ? 1 : reject
//	1: P[23] == 0x6 ? accept : reject
func (g *graph) String() string {
	order := g.order()
	names := make(map[*block]string, len(order))
	n := 0
	for _, b := range order {
		if b.verdict {
			names[b] = verdictName(g, b)
			continue
		}
		names[b] = fmt.Sprint(n)
		n++
	}
	var text strings.Builder
	if g.entry.verdict {
		fmt.Fprintln(&text, names[g.entry])
	}
	for _, b := range order {
		switch {
		case b.verdict:
		case b.rel == relEvaluate:
			fmt.Fprintf(&text, "%s: %v; %s\n", names[b], b.condition, names[b.yes])
		default:
			fmt.Fprintf(&text, "%s: %v ? %s : %s\n", names[b], b.condition, names[b.yes], names[b.no])
		}
	}
	return text.String()
}

func verdictName(g *graph, b *block) string {
	switch b {
	case g.accept:
		return "accept"
	case g.reject:
		return "reject"
	}
	return fmt.Sprintf("keep %d", b.ret)
}
