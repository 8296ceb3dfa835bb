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

// maxPrintDepth bounds how deep a value is written out. What is deeper gets a
// name, because one value may be part of another in several places, again and
// again.
const maxPrintDepth = 4

// String writes v as P[12:2], 4*(P[14]&0xf), (P[0] & 0xf0) and so on: P is the
// packet, and a size of 1 is left out. Parts that are too deep are v1, v2, ....
func (v *value) String() string { return v.write(maxPrintDepth, nil) }

// write writes v, and shows named each part that it only names.
func (v *value) write(depth int, named func(*value)) string {
	part := func(p *value) string { return p.write(depth-1, named) }
	switch v.op {
	case opConst:
		return fmt.Sprintf("%#x", v.k)
	case opLen:
		return "len"
	case opHeaderLen:
		return fmt.Sprintf("4*(P[%d]&0xf)", v.k)
	case opAncillary:
		return ancillaryName(v.k)
	}
	if depth == 0 && (v.op != opLoad || v.x != nil) {
		if named != nil {
			named(v)
		}
		return fmt.Sprintf("v%d", v.id)
	}
	switch v.op {
	case opLoad:
		at := fmt.Sprint(int32(v.k))
		if v.x != nil {
			at = fmt.Sprintf("%s + %d", part(v.x), int32(v.k))
		}
		if v.size == 1 {
			return "P[" + at + "]"
		}
		return fmt.Sprintf("P[%s:%d]", at, v.size)
	case opNeg:
		return "-" + part(v.x)
	case opChoose:
		return fmt.Sprintf("(%s ? %s : %s)", v.cond.write(depth-1, named), part(v.x), part(v.y))
	}
	return fmt.Sprintf("(%s %s %s)", part(v.x), valueSigns[v.op], part(v.y))
}

// ancillaryName is how a listing names the word.
func ancillaryName(n uint32) string {
	line := string(cbpf.AppendInstruction(nil, cbpf.Instruction{Op: cbpf.LdW, K: cbpf.AncillaryOffset + n}, 0))
	return strings.Trim(line[strings.LastIndexByte(line, ' ')+1:], "[]")
}

func (c *condition) String() string { return c.write(maxPrintDepth, nil) }

func (c *condition) write(depth int, named func(*value)) string {
	lhs, sign := c.lhs.write(depth, named), ""
	switch c.rel {
	case relEqual:
		sign = "=="
	case relGreater:
		sign = ">"
	case relGreaterEqual:
		sign = ">="
	case relSet:
		sign = "&"
	default:
		return "evaluate " + lhs
	}
	return lhs + " " + sign + " " + c.rhs.write(depth, named)
}

// String writes the graph with a line for each test, numbered from the entry:
//
//	0: P[12:2] == 0x800 ? 1 : reject
//	1: P[23] == 0x6 ? accept : reject
//
// and a line for each value that is only named in the others.
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
	var values []*value
	seen := make(map[*value]bool)
	named := func(v *value) {
		if !seen[v] {
			seen[v] = true
			values = append(values, v)
		}
	}
	for _, b := range order {
		if b.verdict {
			continue
		}
		fmt.Fprintf(&text, "%s: %s", names[b], b.condition.write(maxPrintDepth, named))
		if b.rel == relEvaluate {
			fmt.Fprintf(&text, "; %s\n", names[b.yes])
		} else {
			fmt.Fprintf(&text, " ? %s : %s\n", names[b.yes], names[b.no])
		}
	}
	for i := 0; i < len(values); i++ { // which may name more values
		fmt.Fprintf(&text, "v%d = %s\n", values[i].id, values[i].write(maxPrintDepth, named))
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
