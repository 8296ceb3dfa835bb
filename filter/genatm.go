package filter

import "pktcap/linktype"

// The SunATM header: a byte of flags whose low half is the type, the virtual
// path and the virtual channel identifier (pcap-linktype(7)).
const (
	sunATMPayload = 4

	atmLANE = 1 // LAN emulation
	atmLLC  = 2 // 802.2
)

// atmCircuits are the virtual channels, on virtual path 0, that have names.
var atmCircuits = map[word][]uint32{
	"metac": {1}, "bcc": {2}, "oamf4sc": {3}, "oamf4ec": {4}, "sc": {5}, "ilmic": {16},
	"oam": {3, 4}, "oamf4": {3, 4},
}

// atmMessages are the Q.2931 messages (4.4) that connect and release calls, on
// the signalling circuits.
var atmMessages = map[word]struct {
	circuit word
	types   []uint32
}{
	"connectmsg":  {"sc", []uint32{0x05, 0x02, 0x07, 0x0f, 0x4d, 0x5a}},
	"metaconnect": {"metac", []uint32{0x05, 0x02, 0x07, 0x4d, 0x5a}},
}

func (c *generator) atmType(e *env, t uint32) *cond {
	return c.g.masked(c.g.at(e.header, 0, 1), t, 0x0f)
}

func (c *generator) sunATMLLC(e *env) *cond { return c.atmType(e, atmLLC) }

// sunATM fails for a keyword of ATM elsewhere.
func (c *generator) sunATM(e *env, w word) {
	if e.layer.linkType != linktype.SunATM {
		c.fail(CodeLinkType, "'%s' supported only on SUNATM", w)
	}
}

// lane is LAN emulation: an Ethernet frame behind a two-byte header, unless
// that says that it is a control frame.
func (c *generator) lane(e env) (*cond, env) {
	c.sunATM(&e, "lane")
	is := c.atmType(&e, atmLANE)
	control := c.g.equal(c.g.at(e.header, sunATMPayload, 2), 0xff00)
	e.header = e.header.plus(sunATMPayload + 2)
	e.kind, e.payload = e.header.plus(12), e.header.plus(14)
	e.network, e.noSNAP = 0, 3
	e.enter(linktype.Ethernet, not(control))
	e.frameFirst = true
	return is, e
}

// atm is the terms about ATM.
func (c *generator) atm(e *env, t *term) *cond {
	c.sunATM(e, t.word)
	path, channel := c.g.at(e.header, 1, 1), c.g.at(e.header, 2, 2)
	switch t.word {
	case "vpi":
		return c.field(t, path, 0xff, func(v uint32) uint32 { c.atMost(v, "VPI", 0xff); return v })
	case "vci":
		return c.field(t, channel, 0xffff, func(v uint32) uint32 { c.atMost(v, "VCI", 0xffff); return v })
	}
	circuit := func(w word) *cond {
		var parts []*cond
		for _, v := range atmCircuits[w] {
			parts = append(parts, c.g.equal(channel, v))
		}
		return and(c.g.equal(path, 0), or(parts...))
	}
	m, ok := atmMessages[t.word]
	if !ok {
		return circuit(t.word)
	}
	var parts []*cond
	for _, v := range m.types {
		parts = append(parts, c.g.equal(c.g.at(e.header, sunATMPayload+5, 1), v))
	}
	return and(circuit(m.circuit), or(parts...))
}

// field compares the bits of mask in a field with the term's values, which wire
// turns into what they are in the packet.
func (c *generator) field(t *term, v *value, mask uint32, wire func(uint32) uint32) *cond {
	v = c.g.binary(opAnd, v, c.g.constant(mask))
	var parts []*cond
	for _, a := range t.args {
		parts = append(parts, compare(t.op, v, c.g.constant(wire(a.num))))
	}
	return or(parts...)
}
