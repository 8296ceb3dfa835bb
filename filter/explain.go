package filter

import (
	"fmt"
)

// explain makes the error for an expression that no packet can match: it names
// the first term that leaves nothing, and the term that it contradicts. It
// returns nil if libpcap would not see that no packet matches.
func explain(text string, tree expr, opt Options) error {
	e := &Error{Expr: text, Pos: 0, End: len(text), Code: CodeRejectsAll, Msg: ErrRejectsAll.Error()}

	opt.Trace = nil
	c := newGenerator(text, opt)
	c.opaque = true
	conds := make(map[expr]*cond)
	c.record = func(x expr, cond *cond) { conds[x] = cond }
	whole := c.whole(tree)

	terms := required(tree, false)
	rejects := func(parts ...*cond) bool {
		g := c.g
		g.entry = and(parts...).blocks(g, g.accept, g.reject)
		return g.entry == g.reject || optimize(g, nil)
	}
	if !rejects(whole) {
		return nil
	}
	with := make([]*cond, 0, len(terms))
	for i, t := range terms {
		cond := t.cond(conds)
		with = append(with, cond)
		if !rejects(with...) {
			continue
		}
		where := t.x.where()
		e.Pos, e.End = where.pos, where.end
		if rejects(cond) {
			e.Hint = t.because(text, c)
			return e
		}
		for _, earlier := range terms[:i] {
			if rejects(earlier.cond(conds), cond) {
				e.Hint = fmt.Sprintf("no packet matches both %q and %q", earlier.text(text), t.text(text))
				return e
			}
		}
		e.Hint = fmt.Sprintf("no packet that matches what comes before matches %q", t.text(text))
		return e
	}
	return e
}

// A requirement is a term that every packet that an expression accepts must
// match, or must not match.
type requirement struct {
	x      expr
	denied bool
}

// required returns the requirements of x, or of not x.
func required(x expr, denied bool) []requirement {
	switch x := x.(type) {
	case *group:
		return required(x.x, denied)
	case *negation:
		return required(x.x, !denied)
	case *chain:
		// What comes after the last link that is not of the kind needs to
		// hold together with all that comes before it.
		op := word("and")
		if denied {
			op = "or"
		}
		last := 0
		for i, l := range x.rest {
			if l.op != op {
				last = i + 1
			}
		}
		var all []requirement
		if last == 0 {
			all = required(x.first, denied)
		} else {
			head := &chain{span: x.first.where().to(x.rest[last-1].x.where()), first: x.first, rest: x.rest[:last]}
			all = []requirement{{head, denied}}
		}
		for _, l := range x.rest[last:] {
			all = append(all, required(l.x, denied)...)
		}
		return all
	}
	return []requirement{{x, denied}}
}

// cond returns the condition of a requirement.
func (r requirement) cond(conds map[expr]*cond) *cond {
	c, ok := conds[r.x]
	if !ok {
		// The head of a chain, which is a node of required's making.
		head := r.x.(*chain)
		c = &cond{kind: condChain, x: conds[head.first]}
		for _, l := range head.rest {
			c.rest = append(c.rest, condLink{l.op == "and", conds[l.x]})
		}
	}
	if r.denied {
		return not(c)
	}
	return c
}

// text is the requirement as written; with the qualifiers that it took over, if
// it has none of its own.
func (r requirement) text(expr string) string {
	where := r.x.where()
	s := expr[where.pos:where.end]
	if _, err := parse(s); err != nil {
		s = format(r.x)
	}
	if r.denied {
		return "not " + s
	}
	return s
}

// because says why a requirement cannot be met by itself.
func (r requirement) because(expr string, c *generator) string {
	if c.notCarried[c.opt.LinkType] {
		return fmt.Sprintf("packets of %s are never %q", describe(c.opt.LinkType), r.text(expr))
	}
	return fmt.Sprintf("%q is never true", r.text(expr))
}
