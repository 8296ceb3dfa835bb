package filter

import "slices"

// factor takes what alternatives have in common out of them:
//
//	(a and x) or (a and y)     becomes   a and (x or y)
//	(x and b) or (y and b)     becomes   (x or y) and b
//
// and tells whether it found any. It does so for what the expression joins, and not
// for what a term asks. Of the result each packet gets the verdict
// that it got, even if it is too short for a test: with the first rule because a
// test that was made can be made again; with the second because it is used only
// where nothing comes after the alternatives that could accept the packet, so
// that those after the one that failed in b do not matter.
func (c *cond) factor(g *graph) (*cond, bool) {
	f := factorer{g: g, yes: g.verdict(factoredYes), no: g.verdict(factoredNo)}
	c = f.cond(c, true)
	return c, f.changed
}

// The verdicts that conditions are given to see whether they are the same.
const (
	factoredYes = 0xffffffff - iota
	factoredNo
)

type factorer struct {
	g       *graph
	yes, no *block
	changed bool
}

// cond factors c. Last says that a packet for which c does not hold is rejected.
func (f *factorer) cond(c *cond, last bool) *cond {
	if c == nil || !c.written {
		return c // of not, what is inside of it accepts where it fails
	}
	parts, isOr, ok := c.alike()
	switch {
	case !ok:
		return c
	case !isOr:
		for i, p := range parts {
			parts[i] = f.cond(p, last)
		}
		return written(true, parts)
	}
	for i, p := range parts {
		parts[i] = f.cond(p, last && i == len(parts)-1)
	}
	if !slices.ContainsFunc(parts, func(c *cond) bool { return c.written }) {
		return written(false, parts)
	}
	alts := make([]alternative, len(parts))
	for i, p := range parts {
		alts[i] = f.alternative(p)
	}
	return f.alternatives(alts, last)
}

// written joins parts, of which there may be only one.
func written(and bool, parts []*cond) *cond {
	if len(parts) == 1 {
		return parts[0]
	}
	c := joined(and, parts)
	c.written = true
	return c
}

// alike returns the parts of a chain whose links are all of one kind.
func (c *cond) alike() (parts []*cond, isOr, ok bool) {
	parts = []*cond{c.x}
	for _, l := range c.rest {
		if l.and != c.rest[0].and {
			return nil, false, false
		}
		parts = append(parts, l.x)
	}
	return parts, !c.rest[0].and, true
}

// An alternative is a conjunction of parts, and of each the block that tells
// whether another one is the same.
type alternative struct {
	parts []*cond
	same  []*block
}

func (f *factorer) alternative(c *cond) alternative {
	parts, isOr, ok := []*cond{c}, false, true
	if c.written {
		if parts, isOr, ok = c.alike(); !ok || isOr {
			parts = []*cond{c}
		}
	}
	a := alternative{parts: parts}
	if len(parts) == 1 {
		return a
	}
	for _, p := range parts {
		a.same = append(a.same, p.blocks(f.g, f.yes, f.no))
	}
	return a
}

func (a alternative) cond() *cond { return written(true, a.parts) }

// alternatives factors neighbours among them.
func (f *factorer) alternatives(alts []alternative, last bool) *cond {
	var parts []*cond
	for len(alts) > 0 {
		// As many as begin with the same.
		n := 1
		for n < len(alts) && len(alts[0].parts) > 1 && len(alts[n].parts) > 1 && alts[n].same[0] == alts[0].same[0] {
			n++
		}
		switch {
		case n > 1:
			f.changed = true
			rest := make([]alternative, 0, n)
			for _, a := range alts[:n] {
				rest = append(rest, alternative{a.parts[1:], a.same[1:]})
			}
			parts = append(parts, written(true, []*cond{alts[0].parts[0], f.alternatives(rest, last && n == len(alts))}))
		case last && endAlike(alts):
			f.changed = true
			n = len(alts)
			end := len(alts[0].parts) - 1
			tail := alts[0].parts[end]
			rest := make([]alternative, 0, n)
			for _, a := range alts {
				end := len(a.parts) - 1
				rest = append(rest, alternative{a.parts[:end], a.same[:end]})
			}
			parts = append(parts, written(true, []*cond{f.alternatives(rest, last), tail}))
		default:
			parts = append(parts, alts[0].cond())
		}
		alts = alts[n:]
	}
	return written(false, parts)
}

// endAlike tells whether there are several alternatives, and all of them have
// more than one part, and the last one in common.
func endAlike(alts []alternative) bool {
	tail := func(a alternative) *block { return a.same[len(a.same)-1] }
	for _, a := range alts {
		if len(a.parts) < 2 || tail(a) != tail(alts[0]) {
			return false
		}
	}
	return len(alts) > 1
}
