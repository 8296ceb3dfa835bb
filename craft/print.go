package craft

// String returns the packet in the text form, as
//
//	ip(dst=10.0.0.2)/tcp(dport=80,flags=S)/"GET"
//
// with the fields that are present. [Parse] of it gives the same packet. A
// layer made by [Gopacket] is named by its gopacket type, which Parse does not
// know.
func (p Packet) String() string { return string(p.appendText(nil, nil)) }

// appendText appends the packet's text; vary gives the text of fields that have
// more than one value.
func (p Packet) appendText(out []byte, vary func(layer int, field string) (string, bool)) []byte {
	for i, l := range p {
		if i > 0 {
			out = append(out, '/')
		}
		if l == nil {
			out = append(out, "nil"...)
			continue
		}
		c := coder{op: opPrint}
		if vary != nil {
			c.text.vary = func(field string) (string, bool) { return vary(i, field) }
		}
		l.walk(&c)
		out = appendLayerText(out, l, c.text.out)
	}
	return out
}

func appendLayerText(out []byte, l Layer, fields []byte) []byte {
	if b, ok := payloadBytes(l); ok && len(b) > 0 && len(fields) > 0 {
		const name = len("data=")
		if field := fields[name:]; field[0] == '"' || field[0] == '0' {
			return append(out, field...)
		}
	}
	out = append(out, l.protocol().name...)
	if len(fields) == 0 {
		return out
	}
	return append(append(append(out, '('), fields...), ')')
}

func payloadBytes(l Layer) ([]byte, bool) {
	switch p := l.(type) {
	case Payload:
		return p, true
	case *Payload:
		return *p, true
	}
	return nil, false
}
