package craft

import "errors"

// ParsePacket reads a packet from the text form, all of whose values are
// constants. Errors are a [*ParseError].
func ParsePacket(text string) (Packet, error) {
	nodes, err := parseNodes(text)
	if err != nil {
		return nil, err
	}
	var p Packet
	for _, n := range nodes {
		l, e := parseLayer(n)
		if e == nil {
			e = setFields(layerCall(n), l.fields)
		}
		if e != nil {
			return nil, &ParseError{text, e.node.pos, e.node.end, e.err.Error()}
		}
		p = append(p, l)
	}
	return p, nil
}

// parseLayer makes the layer that a node names, without its fields.
func parseLayer(n *node) (walker, *nodeError) {
	switch {
	case isPayload(n):
		return new(Payload), nil
	case n.kind != nodeAtom && n.kind != nodeCall || n.text == "":
		return nil, &nodeError{n, errors.New("expected a layer, as tcp(dport=80)")}
	}
	proto := protocolByName(n.text)
	if proto == nil {
		name := *n
		name.end = n.pos + len(n.text)
		return nil, &nodeError{&name, unknown("layer", n.text, protocolNames())}
	}
	return proto.make(), nil
}

// isPayload reports whether the layer is data written without a name.
func isPayload(n *node) bool {
	return n.kind == nodeString || n.kind == nodeAtom && len(n.text) > 1 && n.text[0] == '0' && n.text[1]|0x20 == 'x'
}

// layerCall returns the call with a layer's arguments.
func layerCall(n *node) *node {
	if isPayload(n) {
		return &node{kind: nodeCall, pos: n.pos, end: n.end, items: []*node{n}}
	}
	return n
}
