package filter

import (
	"cmp"
	"slices"

	"pktcap/filter/cbpf"
)

// A node is an instruction and all that can come after it. Nodes are
// hash-consed: two places of the code from which on the instructions are the
// same are one node, whichever values of the graph they are about. (That tells
// more than equal blocks do: a chain of comparisons with A is one chain for all
// the addresses that may be in A.)
type node struct {
	nodeKey
	live uint32 // what is read before it is written from here on
	pos  int    // order in the code: after all that leads here
	id   int    // from 0
}

type nodeKey struct {
	op      uint16
	k       uint32
	yes, no *node // of a return both nil; of what falls through, no is nil
}

// The bits of live: words of scratch memory from bit 0 on, and the registers.
const (
	liveA = 1 << (cbpf.ScratchSlots + iota)
	liveX
)

// A code is a program as nodes.
type code struct {
	entry  *node
	count  int // of ids
	unused []node

	// scratch says that the program loads from scratch memory. A return may then
	// only be at its end: the kernel takes what was stored to before a return
	// for all that is stored to after it, see cbpf.New.
	scratch bool
}

func (c *code) add(key nodeKey) *node {
	n := fresh(&c.unused)
	*n = node{nodeKey: key, id: c.count}
	c.count++
	return n
}

// newCode turns lines into nodes, from the end. Instructions whose result nobody
// reads are left out, unless they may end the program.
func newCode(lines []line, places []int) *code {
	c := new(code)
	known := make(map[nodeKey]*node, len(lines))
	at := make([]*node, len(lines)+1)
	for i, l := range slices.Backward(lines) {
		key := nodeKey{op: l.op, k: l.k, yes: at[i+1]}
		switch {
		case l.op == cbpf.Ja:
			at[i] = at[places[l.yes]]
			continue
		case l.op == cbpf.RetK:
			key.yes = nil
		case isConditional(l.op):
			key.yes, key.no = at[places[l.yes]], at[places[l.no]]
			if key.yes == key.no {
				at[i] = key.yes
				continue
			}
		case useless(l, key.yes.live):
			at[i] = key.yes
			continue
		}
		n := known[key]
		if n == nil {
			n = c.add(key)
			c.scratch = c.scratch || l.op == cbpf.LdMem || l.op == cbpf.LdxMem
			n.live, n.pos = key.liveBefore(), i
			known[key] = n
		}
		at[i] = n
	}
	c.entry = at[0]
	return c
}

func isConditional(op uint16) bool { return op&7 == cbpf.Ja&7 && op != cbpf.Ja }

// writes returns what l changes.
func writes(op uint16, k uint32) uint32 {
	switch op & 7 {
	case cbpf.LdImm & 7, cbpf.AddK & 7:
		return liveA
	case cbpf.LdxImm & 7:
		return liveX
	case cbpf.St, cbpf.Stx:
		return 1 << k
	case cbpf.Tax & 7:
		if op == cbpf.Tax {
			return liveX
		}
		return liveA
	}
	return 0
}

// reads returns what the instruction needs.
func reads(op uint16, k uint32) uint32 {
	switch op {
	case cbpf.LdWX, cbpf.LdHX, cbpf.LdBX, cbpf.Stx, cbpf.Txa:
		return liveX
	case cbpf.LdMem, cbpf.LdxMem:
		return 1 << k
	case cbpf.St, cbpf.Tax, cbpf.Neg:
		return liveA
	}
	switch op & 7 {
	case cbpf.AddK & 7, cbpf.Ja & 7:
		if op&sourceX != 0 {
			return liveA | liveX
		}
		return liveA
	}
	return 0
}

// mayEnd tells whether the instruction may end the program with 0.
func mayEnd(op uint16, k uint32) bool {
	switch op {
	case cbpf.LdW, cbpf.LdH, cbpf.LdB:
		return k < cbpf.AncillaryOffset
	case cbpf.LdWX, cbpf.LdHX, cbpf.LdBX, cbpf.LdxMsh, cbpf.DivX, cbpf.ModX:
		return true
	}
	return false
}

// useless tells whether l can be left out where only live is read after it.
func useless(l line, live uint32) bool {
	return writes(l.op, l.k)&live == 0 && !mayEnd(l.op, l.k)
}

func (key nodeKey) liveBefore() uint32 {
	live := uint32(0)
	if key.yes != nil {
		live = key.yes.live
	}
	if key.no != nil {
		live |= key.no.live
	}
	return live&^writes(key.op, key.k) | reads(key.op, key.k)
}

// A run is a row of nodes that follow each other in the program; at its end is
// a return, a conditional jump, or ja to then.
type run struct {
	nodes []*node
	then  *node
	pos   int
}

// runs orders the nodes. What falls through to a node that has
// its place after another one gets a copy of that if it is a test or a return,
// else a ja.
func (c *code) runs() []run {
	all := c.reached()
	before := make([]*node, c.count) // the one that falls through to each
	for _, n := range slices.Backward(all) {
		if n.yes != nil && n.no == nil && before[n.yes.id] == nil {
			before[n.yes.id] = n
		}
	}
	var rows []run
	for _, n := range all {
		if before[n.id] != nil {
			continue
		}
		r := run{nodes: []*node{n}}
		for n.yes != nil && n.no == nil {
			next := n.yes
			copied := isConditional(next.op) || next.op == cbpf.RetK && !c.scratch
			if before[next.id] != n && !copied {
				r.then = next
				break
			}
			r.nodes = append(r.nodes, next)
			if before[next.id] != n {
				break
			}
			n = next
		}
		// A copy at the end goes where the node before it stands.
		r.pos = n.pos
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(r, s run) int { return cmp.Compare(r.pos, s.pos) })
	return rows
}

// reached returns the nodes from the entry on in their order.
func (c *code) reached() []*node {
	seen := make([]bool, c.count)
	seen[c.entry.id] = true
	all := []*node{c.entry}
	for i := 0; i < len(all); i++ {
		for _, next := range [2]*node{all[i].yes, all[i].no} {
			if next != nil && !seen[next.id] {
				seen[next.id] = true
				all = append(all, next)
			}
		}
	}
	slices.SortFunc(all, func(n, m *node) int { return cmp.Compare(n.pos, m.pos) })
	return all
}
