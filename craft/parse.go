package craft

import "errors"

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

// parseValue parses the text of one value.
func parseValue(text string) (*node, error) {
	p := parser{text: text}
	return caught(func() *node {
		n := p.value()
		if p.peek(); p.pos < len(text) {
			p.fail(p.pos, len(text), "unexpected %q behind the value", text[p.pos:])
		}
		return n
	})
}

func fieldNames(list []fieldInfo) (names []string) {
	for _, f := range list {
		names = append(names, f.name)
	}
	return names
}
