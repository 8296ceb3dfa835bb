package filter

import "errors"

// resolve turns a syntax tree into a resolved one: ids without qualifiers take
// over those of the term before them, names become numbers, and combinations of
// qualifiers and ids that mean nothing are refused.
func resolve(text string, x expr, names Resolver) (_ expr, err error) {
	if x == nil {
		return nil, nil
	}
	r := &resolving{text: text, names: names}
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(*Error)
			if !ok {
				panic(p)
			}
			err = e
		}
	}()
	x, _ = r.expr(x, nil)
	return x, nil
}

// resolving is one walk over a tree. It leaves by panic(*Error), which resolve
// catches.
type resolving struct {
	text  string
	names Resolver
}

func (r *resolving) fail(s span, code Code, format string, args ...any) {
	panic(errorf(r.text, s, code, format, args...))
}

// expr resolves x. An id in it that has no qualifiers takes those of q, nil if
// there are none to take. It returns the qualifiers that the next term's ids
// take over.
func (r *resolving) expr(x expr, q *qualifiers) (expr, *qualifiers) {
	switch x := x.(type) {
	case *chain:
		c := &chain{span: x.span, rest: make([]link, 0, len(x.rest))}
		c.first, q = r.expr(x.first, q)
		for _, l := range x.rest {
			var term expr
			term, q = r.expr(l.x, q)
			c.rest = append(c.rest, link{l.op, term})
		}
		return c, q
	case *negation:
		inner, q := r.expr(x.x, q)
		return &negation{x.span, inner}, q
	case *group:
		// What is qualified inside parentheses is not passed on outside.
		inner, _ := r.expr(x.x, q)
		return &group{x.span, inner}, q
	case *qualified:
		inner, _ := r.expr(x.x, &x.qual)
		if _, ok := x.x.(*id); ok {
			inner.(primary).cover(x.span)
		}
		return inner, &x.qual
	case *id:
		if q == nil {
			e := errorf(r.text, x.span, CodeSyntax, "syntax error: %s has no qualifier, and the term before it has none that it could take over", x)
			panic(e.hint("write \"host %s\", \"port %s\" or the like", x, x))
		}
		return r.id(x, *q), q
	case *comparison:
		r.arith(x.x)
		r.arith(x.y)
		return x, nil
	case *term:
		return r.term(x), nil
	case *protocol:
		if x.proto.word == "link" || x.proto.word == "radio" {
			e := errorf(r.text, x.span, CodeQualifier, "'%s' cannot be used as an abbreviation", x.proto.word)
			panic(e.hint("it qualifies other terms, as in \"%s[0]\"", x.proto.text))
		}
		return x, nil
	}
	return x, nil
}

// arith checks the sizes and protocols of an arithmetic expression.
func (r *resolving) arith(x arith) {
	switch x := x.(type) {
	case *index:
		if !indexed[x.proto.word] {
			r.fail(x.proto.span, CodeIndex, "'%s' does not support the index operation", x.proto.word)
		}
		if x.size.kind == tokNumber && x.size.num != 1 && x.size.num != 2 && x.size.num != 4 {
			r.fail(x.size.span, CodeIndex, "data size must be 1, 2, or 4")
		}
		r.arith(x.offset)
	case *minus:
		r.arith(x.x)
	case *operation:
		r.arith(x.x)
		r.arith(x.y)
	}
}

// indexed are the protocols whose headers proto[...] can look into.
var indexed = map[word]bool{
	"radio": true, "link": true, "ip": true, "arp": true, "rarp": true, "atalk": true, "decnet": true,
	"sca": true, "lat": true, "moprc": true, "mopdl": true, "ip6": true,
	"sctp": true, "tcp": true, "udp": true, "icmp": true, "igmp": true, "igrp": true, "pim": true,
	"vrrp": true, "carp": true, "icmp6": true,
}

// term resolves the names in a term and checks its qualifier.
func (r *resolving) term(t *term) expr {
	switch t.word {
	case "broadcast", "multicast":
		switch p := t.proto.word; {
		case p == "" || p == "link" || p == "ip", p == "ip6" && t.word == "multicast":
		default:
			r.notQualifier(t.proto.span, p, string(t.word))
		}
	case "byte":
		r.atMost(t.args[1], "byte argument", 0xff)
	case "reason":
		if t.args[0].kind == tokName {
			return r.named(t, pfReasons, "unknown PF reason %q")
		}
	case "action":
		return r.named(t, pfActions, "unknown PF action %q")
	case "type", "subtype", "dir":
		return r.wlan(t)
	case "llc":
		l := &llcTest{span: t.span}
		if len(t.args) == 1 {
			row, ok := llcTypes[t.args[0].text]
			if !ok {
				e := errorf(r.text, t.args[0].span, CodeUnknownName, "unknown LLC type name %q", t.args[0].text)
				panic(e.hint("one of i s u rr rnr rej ui ua disc dm sabme test xid frmr"))
			}
			l.name, l.value, l.mask, l.clear = t.args[0].text, row.value, row.mask, row.clear
		}
		return l
	}
	return t
}

// named replaces the name that is the term's argument by its number.
func (r *resolving) named(t *term, numbers map[string]uint32, problem string) expr {
	arg := t.args[0]
	v, ok := numbers[arg.text]
	if !ok {
		r.fail(arg.span, CodeUnknownName, problem, arg.text)
	}
	arg.num = v
	again := *t
	again.args = []token{arg}
	return &again
}

// atMost fails if a number is larger than its field.
func (r *resolving) atMost(t token, what string, limit uint32) {
	if t.num > limit {
		r.fail(t.span, CodeRange, "%s %d greater than maximum %d", what, t.num, limit)
	}
}

func (r *resolving) notQualifier(s span, q word, of string) {
	r.fail(s, CodeQualifier, "'%s' is not a valid qualifier for '%s'", q, of)
}

// lookup words the failure of a resolver about name. what is "host" and so on;
// format, with one %s, is libpcap's message for a name that does not exist.
func (r *resolving) lookup(s span, format, name string, err error) *Error {
	e := errorf(r.text, s, CodeUnknownName, format, name)
	if !errors.Is(err, ErrNoSuchName) {
		e.Msg += ": " + err.Error()
	}
	return e
}
