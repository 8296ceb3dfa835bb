package filter

import (
	"pktcap/linktype"
)

// generate makes the conditions of a resolved tree, and the graph of them.
func (c *generator) generate(x expr) (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*Error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	whole := c.whole(x)
	c.condition = whole
	if c.undefined != nil && !c.unseen {
		return c.undefined
	}
	if c.opt.Trace != nil {
		c.opt.Trace("conditions", whole.String()+"\n")
	}
	// libpcap's optimiser leaves unseen programs as they are.
	c.g.strict = c.unseen
	c.g.inOrder = c.unseen || layerOf(c.opt.LinkType).inOrder
	c.g.entry = whole.blocks(c.g, c.g.accept, c.g.reject)
	c.g.first = whole.first(c.g)
	return nil
}

// A generator makes the conditions of a resolved tree. It leaves by
// panic(*Error).
type generator struct {
	text string
	opt  Options
	g    *graph
	at   span // of the term at hand

	protocols map[protocolKey]*cond // what protocol returned

	// notCarried are the link types that were asked for a protocol that they
	// never carry.
	notCarried map[linktype.Type]bool

	// unseen says that libpcap does not look whether the expression rejects
	// all packets: it does not optimise programs with jumps inside a term.
	unseen bool

	// opaque makes a value that is the same for all packets, as x & 0, an unknown
	// one: libpcap does not see that it is.
	opaque bool

	// undefined is the first operation that no packet makes defined, of those
	// that libpcap's optimiser finds.
	undefined *Error

	// condition is what generate made.
	condition *cond

	// record, if not nil, receives the condition of each node.
	record func(x expr, c *cond)
}

func newGenerator(text string, opt Options) *generator {
	return &generator{text: text, opt: opt, g: newGraph(uint32(opt.Snaplen)), notCarried: make(map[linktype.Type]bool), protocols: make(map[protocolKey]*cond)}
}

func (c *generator) fail(code Code, format string, args ...any) {
	panic(errorf(c.text, c.at, code, format, args...))
}

// atMost fails if a value is larger than its field.
func (c *generator) atMost(v uint32, what string, limit uint32) {
	if v > limit {
		c.fail(CodeRange, "%s %d greater than maximum %d", what, v, limit)
	}
}

// unsupported fails because the link layer has no such term.
func (c *generator) unsupported(e *env, what string) {
	c.fail(CodeLinkType, "'%s' not supported on %s", what, describe(e.layer.linkType))
}

// whole is the condition of a whole expression.
func (c *generator) whole(x expr) *cond {
	if x == nil {
		return nil
	}
	layer := layerOf(c.opt.LinkType)
	c.unseen = layer.linkType == linktype.Prism
	e := layer.initialEnv(c.g)
	body, _ := c.expr(x, e)
	body = behind(c.headersWhole(&e, body), body)
	if layer.linkType == linktype.PPI {
		// A PPI header may be in front of any link type; 802.11 is the one
		// that it is taken for. The number is little-endian.
		body = behind(c.g.equal(c.g.load(4, nil, 4), uint32(linktype.IEEE80211)<<24), body)
	}
	return body
}

// behind asks first, if that is not nil, before all that the expression asks.
func behind(first, body *cond) *cond {
	c := and(first, body)
	if first != nil && body != nil {
		c.written = true
	}
	return c
}

// headersWhole is true of packets that are long enough for the headers of
// variable length that come first, as far as body looks behind them. libpcap
// measures those headers before anything else, and rejects packets that are cut
// off in one of them, whatever the expression says next; so does this.
func (c *generator) headersWhole(e *env, body *cond) *cond {
	var parts []*cond
	for _, v := range []*value{e.header.v, e.payload.v, e.unguarded(c.g).payload.v} {
		if v != nil && body.uses(v, make(map[*value]bool)) {
			parts = append(parts, evaluated(v))
		}
	}
	return and(parts...)
}

// expr makes the condition of x in the environment e, and returns the
// environment of what comes after x.
func (c *generator) expr(x expr, e env) (*cond, env) {
	cond, e := c.node(x, e)
	if c.record != nil {
		c.record(x, cond)
	}
	return cond, e
}

func (c *generator) node(x expr, e env) (*cond, env) {
	switch x := x.(type) {
	case *chain:
		all := &cond{kind: condChain, rest: make([]condLink, 0, len(x.rest)), written: true}
		all.x, e = c.expr(x.first, e)
		for _, l := range x.rest {
			var next *cond
			next, e = c.expr(l.x, e)
			all.rest = append(all.rest, condLink{l.op == "and", next})
		}
		return all, e
	case *negation:
		inner, e := c.expr(x.x, e)
		return not(inner), e
	case *group:
		return c.expr(x.x, e)
	}
	c.at = x.where()
	switch x := x.(type) {
	case *protocol:
		return c.abbreviation(&e, x.proto.word), e
	case *comparison:
		return c.comparison(&e, x), e
	case *addressTest:
		return c.address(&e, x), e
	case *macTest:
		return c.mac(&e, x), e
	case *arcnetTest:
		return c.arcnet(&e, x), e
	case *decnetTest:
		return c.decnet(&e, x), e
	case *portTest:
		return c.port(&e, x), e
	case *protoTest:
		if x.chain {
			return c.protochain(&e, x), e
		}
		return c.proto(&e, x.proto, x.value), e
	case *gatewayTest:
		return c.gateway(&e, x), e
	case *wlanTest:
		return c.wlanField(&e, x), e
	case *llcTest:
		return c.llc(&e, x), e
	case *term:
		return c.term(e, x)
	}
	panic("filter: a tree that was not resolved")
}

// term is the terms that are keywords with arguments.
func (c *generator) term(e env, t *term) (*cond, env) {
	switch t.word {
	case "vlan", "mpls", "pppoes", "geneve", "vxlan", "lane":
		return c.tunnel(e, t)
	}
	return c.plainTerm(&e, t), e
}

// plainTerm is the terms that leave the environment as it is.
func (c *generator) plainTerm(e *env, t *term) *cond {
	switch classes[t.word] {
	case classATMType, classATMField:
		return c.atm(e, t)
	case classMTP2Type, classMTP3Field:
		return c.ss7(e, t)
	}
	switch t.word {
	case "less":
		return compare("<=", c.g.length(), c.g.constant(t.args[0].num))
	case "greater":
		return compare(">=", c.g.length(), c.g.constant(t.args[0].num))
	case "byte":
		return c.byteTest(e, t)
	case "inbound", "outbound":
		return c.direction(e, t)
	case "ifindex":
		return c.ifindex(e, t)
	case "broadcast":
		return c.broadcast(e, t)
	case "multicast":
		return c.multicast(e, t)
	case "pppoed":
		return c.protocol(e, etherPPPoED)
	}
	return c.pflog(e, t)
}

// byteTest is "byte n op v".
func (c *generator) byteTest(e *env, t *term) *cond {
	v, k := c.g.at(e.header, t.args[0].num, 1), c.g.constant(t.args[1].num)
	switch t.op {
	case "&":
		return not(c.g.equal(c.g.binary(opAnd, v, k), 0))
	case "|":
		return not(c.g.equal(c.g.binary(opOr, v, k), 0))
	}
	return compare(t.op, v, k)
}
