package filter

import (
	"cmp"
	"slices"

	"pktcap/filter/cbpf"
)

// Rows of comparisons of A with constants become searches: a row of n takes up
// to n steps for each packet, a search about as many as n has binary digits. A
// search has the same comparisons in its leaves and needs one more to decide
// between two halves. So leaves stay rows, and rows that are shorter than
// searchFrom stay as they are, unless ranges of numbers make up for it: three
// numbers in sequence take two comparisons.
const (
	searchFrom = 48
	leafSize   = 16
)

// search turns the rows of comparisons of c into searches, and tells whether it
// changed any.
func (c *code) search() bool {
	all := c.reached()
	leading := make([]int, c.count) // places that lead to each node
	for _, n := range all {
		for _, next := range [2]*node{n.yes, n.no} {
			if next != nil {
				leading[next.id]++
			}
		}
	}
	changed := false
	inRow := make([]bool, c.count)
	for _, n := range all {
		if n.op != cbpf.JeqK || inRow[n.id] {
			continue
		}
		spans, after := equalRow(n, leading, inRow)
		if better := c.searchFor(spans, after); better != nil {
			n.nodeKey = better.nodeKey
			changed = true
		}
	}
	if changed {
		c.renumber()
	}
	return changed
}

// Numbers from lo to hi lead to one node.
type numbers struct {
	lo, hi uint32
	to     *node
}

// equalRow returns the comparisons with constants of the row that begins with n,
// which nothing leads into but its beginning, and what comes after it.
func equalRow(n *node, leading []int, inRow []bool) (spans []numbers, after *node) {
	for {
		spans = append(spans, numbers{n.k, n.k, n.yes})
		inRow[n.id] = true
		if n.no.op != cbpf.JeqK || leading[n.no.id] != 1 {
			return spans, n.no
		}
		n = n.no
	}
}

// searchFor returns the first node of a search for spans, nil if the row that
// they are is as good.
func (c *code) searchFor(spans []numbers, after *node) *node {
	row := len(spans)
	spans = merged(spans, after)
	if row < searchFrom {
		s := searcher{code: c, after: after, leaf: row}
		if best := s.find(spans, 0, 1<<32-1); s.nodes < row {
			return best
		}
		return nil
	}
	for leaf := 2; leaf <= leafSize; leaf *= 2 {
		s := searcher{code: c, after: after, leaf: leaf}
		if best := s.find(spans, 0, 1<<32-1); s.nodes <= row+row/leafSize {
			return best
		}
	}
	return nil
}

// merged sorts spans and makes one of those that follow each other to the same
// node. Of equal numbers the first one counts, and those that lead to after are
// left out.
func merged(spans []numbers, after *node) []numbers {
	slices.SortStableFunc(spans, func(s, t numbers) int { return cmp.Compare(s.lo, t.lo) })
	spans = slices.CompactFunc(spans, func(s, t numbers) bool { return s.lo == t.lo })
	spans = slices.DeleteFunc(spans, func(s numbers) bool { return s.to == after })
	var all []numbers
	for _, s := range spans {
		if n := len(all); n > 0 && all[n-1].hi+1 == s.lo && all[n-1].to == s.to {
			all[n-1].hi = s.hi
			continue
		}
		all = append(all, s)
	}
	return all
}

// A searcher builds a search.
type searcher struct {
	code  *code
	after *node // where numbers in no span lead
	leaf  int   // spans that are tried one after the other
	nodes int   // how many it has made
}

func (s *searcher) node(op uint16, k uint32, yes, no *node) *node {
	if yes == no {
		return yes
	}
	s.nodes++
	return s.code.add(nodeKey{op, k, yes, no})
}

// find returns the node that begins the search for spans, given that the number
// is between lo and hi.
func (s *searcher) find(spans []numbers, lo, hi uint32) *node {
	if len(spans) == 0 {
		return s.after
	}
	if len(spans) > s.leaf {
		leaves := (len(spans) + s.leaf - 1) / s.leaf
		mid := leaves / 2 * s.leaf // full leaves on the left
		pivot := spans[mid].lo
		left, right := s.find(spans[:mid], lo, pivot-1), s.find(spans[mid:], pivot, hi)
		return s.node(cbpf.JgeK, pivot, right, left)
	}
	first := spans[0]
	switch {
	case first.lo == lo && first.hi == hi:
		return first.to
	case first.lo == first.hi:
		if first.lo == lo {
			lo++
		}
		return s.node(cbpf.JeqK, first.lo, first.to, s.find(spans[1:], lo, hi))
	}
	within := first.to
	if first.hi < hi {
		within = s.node(cbpf.JgtK, first.hi, s.find(spans[1:], first.hi+1, hi), first.to)
	}
	if first.lo == lo {
		return within
	}
	return s.node(cbpf.JgeK, first.lo, within, s.after)
}

// renumber puts the nodes in an order again: each before what comes
// after it, and the returns last.
func (c *code) renumber() {
	type visit struct {
		n    *node
		next int
	}
	seen := make([]bool, c.count)
	seen[c.entry.id] = true
	stack := []visit{{n: c.entry}}
	const returns = 1 << 30 // from where on their places are
	pos := returns
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		n := top.n
		succ := n.no
		if top.next == 1 {
			succ = n.yes
		}
		top.next++
		switch {
		case top.next > 2:
			if n.yes != nil {
				pos--
				n.pos = pos
			} else {
				n.pos += returns
			}
			stack = stack[:len(stack)-1]
		case succ != nil && !seen[succ.id]:
			seen[succ.id] = true
			stack = append(stack, visit{n: succ})
		}
	}
}
