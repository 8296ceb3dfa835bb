package filter

// primitive parses a term that begins with a keyword: a protocol, qualifiers
// and an id, or one of the terms of their own kind.
func (p *parser) primitive() expr {
	t := *p.tok()
	if t.kind != tokWord {
		p.unexpected("a term")
	}
	var proto token
	if classes[t.word] == classProto {
		proto = p.take()
	}
	q := qualifiers{span: t.span, proto: proto}
	w := *p.tok()
	if w.kind != tokWord {
		w.word = ""
	}
	switch w.word {
	case "proto", "protochain", "gateway":
		q.typ = p.take().word
		return p.qualified(q)
	case "broadcast", "multicast":
		p.take()
		return &term{span: p.from(t.span), proto: proto, word: w.word, kw: w.span}
	case "type", "subtype", "dir":
		return p.wlan(t.span, proto)
	}
	c := classes[w.word]
	if w.word == "" {
		c = classOther
	}
	if c == classDirection {
		q.dir = p.direction()
		w = *p.tok()
		c = classOther
		if w.kind == tokWord {
			c = classes[w.word]
		}
	}
	if c == classType {
		q.typ = p.take().word
	}
	if q.dir != "" || q.typ != "" {
		return p.qualified(q)
	}
	if proto.kind == tokWord {
		return &protocol{proto.span, proto}
	}
	return p.keyword()
}

// qualified parses the ids after the qualifiers q.
func (p *parser) qualified(q qualifiers) expr {
	q.span = p.from(q.span)
	u := p.settle(p.unit(wantID), wantID)
	return &qualified{q.span.to(u.x.where()), q, u.x}
}

// direction parses src, dst, their combinations, or an 802.11 address.
func (p *parser) direction() word {
	dir := p.take().word
	if dir != "src" && dir != "dst" {
		return dir
	}
	if !p.is("and") && !p.is("or") {
		return dir
	}
	op := p.take().word
	other := word("dst")
	if dir == "dst" {
		other = "src"
	}
	if !p.is(other) {
		p.unexpected("\"" + string(other) + "\"")
	}
	p.take()
	return "src " + op + " dst"
}

// keyword parses a term that begins with its own keyword.
func (p *parser) keyword() expr {
	t := *p.tok()
	if t.kind != tokWord {
		p.unexpected("a term")
	}
	x := &term{word: t.word, kw: t.span}
	number := func(what string) { x.args = append(x.args, p.expectNumber(what)) }
	switch c := classes[t.word]; {
	case c == classTerm || c == classATMType || c == classMTP2Type:
		p.take()
	case c == classTunnel:
		p.take()
		if p.tok().kind == tokNumber || p.is("(") {
			x.args = append(x.args, p.parenthesizedNumber())
		}
	case c == classATMField || c == classMTP3Field:
		p.take()
		p.field(x)
	case t.word == "less" || t.word == "greater":
		p.take()
		number("a length in bytes")
	case t.word == "ifindex":
		p.take()
		number("an interface index")
	case t.word == "rnr" || t.word == "srnr":
		p.take()
		number("a rule number")
	case t.word == "ifname" || t.word == "rset":
		p.take()
		x.args = append(x.args, p.name("a name"))
	case t.word == "action":
		p.take()
		x.args = append(x.args, p.name("the name of a PF action"))
	case t.word == "reason":
		p.take()
		x.args = append(x.args, p.value("the name or number of a PF reason"))
	case t.word == "byte":
		p.take()
		number("the offset of a byte")
		if op := p.tok(); op.kind != tokSymbol || op.word != "=" && op.word != "<" && op.word != ">" && op.word != "&" && op.word != "|" {
			p.unexpected("one of = < > & |")
		}
		x.op = p.take().word
		number("a byte value")
	case t.word == "llc":
		p.take()
		if n := p.tok(); n.kind == tokName || n.kind == tokWord && n.word == "rnr" {
			x.args = append(x.args, p.take())
		}
	default:
		p.unexpected("a term")
	}
	x.span = p.from(t.span)
	return x
}

// name parses a name.
func (p *parser) name(what string) token {
	if p.tok().kind != tokName {
		p.unexpected(what)
	}
	return p.take()
}

// value parses a name or a number.
func (p *parser) value(what string) token {
	if k := p.tok().kind; k != tokNumber && k != tokName {
		p.unexpected(what)
	}
	return p.take()
}

// parenthesizedNumber parses a number in any number of parentheses.
func (p *parser) parenthesizedNumber() token {
	if !p.is("(") {
		return p.expectNumber("a number")
	}
	p.enter()
	defer p.leave()
	p.take()
	n := p.parenthesizedNumber()
	p.expect(")", "\")\"")
	return n
}

// field parses what an ATM or MTP3 field is compared with: a value, a relation
// and a value, or several values in parentheses.
func (p *parser) field(x *term) {
	switch {
	case isRelation(p.tok()):
		x.op = p.take().word
		x.args = append(x.args, p.expectNumber("a value"))
	case p.accept("("):
		x.args = append(x.args, p.expectNumber("a value"))
		for p.accept("or") {
			x.args = append(x.args, p.expectNumber("a value"))
		}
		p.expect(")", "\"or\" or \")\"")
	default:
		x.args = append(x.args, p.expectNumber("a value, a comparison, or values in parentheses"))
	}
}

// wlan parses the 802.11 terms: type, subtype and direction of a frame.
func (p *parser) wlan(start span, proto token) expr {
	t := p.take()
	x := &term{proto: proto, word: t.word, kw: t.span}
	switch t.word {
	case "type":
		x.args = append(x.args, p.value("a frame type: mgt, ctl, data or a number"))
		if p.accept("subtype") {
			s := p.value("a frame subtype")
			x.sub = &s
		}
	case "subtype":
		x.args = append(x.args, p.name("a frame subtype, as in beacon"))
	case "dir":
		x.args = append(x.args, p.value("a direction: nods, tods, fromds, dstods or a number"))
	}
	x.span = p.from(start)
	return x
}
