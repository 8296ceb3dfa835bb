package filter

import "pktcap/linktype"

// pflog is the terms about what pf(4) logged with a packet.
func (c *generator) pflog(e *env, t *term) *cond {
	if e.layer.linkType != linktype.PFLog {
		c.fail(CodeLinkType, "'%s' supported only on PFLOG linktype", t.word)
	}
	arg := t.args[0]
	name := func(at, size uint32, what string) *cond {
		if uint32(len(arg.text)) >= size {
			c.fail(CodeRange, "%s names can only be %d characters", what, size-1)
		}
		return c.g.bytesAt(e.header, at, []byte(arg.text))
	}
	switch t.word {
	case "ifname":
		return name(pflogIfnameAt, pflogIfnameSize, "interface")
	case "rset":
		return name(pflogRulesetAt, pflogRulesetLen, "ruleset")
	case "rnr":
		return c.g.equal(c.g.at(e.header, pflogRuleAt, 4), arg.num)
	case "srnr":
		return c.g.equal(c.g.at(e.header, pflogSubruleAt, 4), arg.num)
	case "reason":
		return c.g.equal(c.g.at(e.header, pflogReasonAt, 1), arg.num)
	}
	return c.g.equal(c.g.at(e.header, pflogActionAt, 1), arg.num) // action
}
