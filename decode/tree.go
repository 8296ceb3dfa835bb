package decode

import (
	"pktcap/capture"
	"pktcap/linktype"
)

// A TreePrinter prints a packet as a tree of its layers and their fields, each
// field beside the bytes that it was read from: what [JSONPrinter] writes, to be
// read.
//
//	22:13:20.123456 IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5
//	eth
//	  dst: 02:00:00:00:00:01                  0x0000  02 00 00 00 00 01
//	  src: 02:00:00:00:00:02                  0x0006  02 00 00 00 00 02
//	  type: 2048                              0x000c  08 00
//	ip
//	  version: 4                              0x000e  45
//	  hdr_len: 20                             0x000e  45
//	  ...
//
// A layer's bytes are those before the next layer's. What no field of a fixed
// place was read from, options and payload, follows the fields, and stands
// beside a layer that has none. In colour a layer's bytes have its colour, the
// one that [ColourPrinter] gives it.
type TreePrinter struct {
	line   packetPrinter // the packet's line
	values *Printer
	colour bool
	rec    record
	tree   tree
	text   []byte
	hex    []byte
}

// A packetPrinter is what prints the line above a tree.
type packetPrinter interface {
	AppendPacket(dst []byte, pkt *capture.Packet, link linktype.Type) []byte
}

// NewTree returns a TreePrinter, whose first line of each packet is as opt says.
// With colour it writes escape sequences of terminals (ECMA-48).
func NewTree(opt Options, colour bool) *TreePrinter {
	values := newForValues(opt)
	opt.Hex = HexNone
	t := &TreePrinter{line: New(opt), values: values, colour: colour}
	if colour {
		t.line = NewColour(opt)
	}
	return t
}

// tree is the lines of a packet's layers.
type tree struct {
	layer string // that is open
	depth int    // of encapsulation
	nodes []node
}

// A node is a layer with its fields.
type node struct {
	name   string
	depth  int
	colour string
	after  int // bytes of the packet from the layer's first on
	fields []treeField
}

// A treeField is a field of a layer.
type treeField struct {
	text []byte // "name: value"
	span span   // of the layer's bytes; empty where its place varies
}

// begun begins a layer's node.
func (t *tree) begun(l *layer) {
	if n := len(t.nodes); n < cap(t.nodes) {
		t.nodes = t.nodes[:n+1]
	} else {
		t.nodes = append(t.nodes, node{})
	}
	n := &t.nodes[len(t.nodes)-1]
	n.name, n.depth, n.after, n.fields = t.layer, t.depth, cap(l.view.b), n.fields[:0]
	n.colour = colourOf(layerOf(l.protocol).rank)
}

// begin makes r write the value of a field.
func (t *tree) begin(r *record, name string) {
	n := &t.nodes[len(t.nodes)-1]
	if i := len(n.fields); i < cap(n.fields) {
		n.fields = n.fields[:i+1]
	} else {
		n.fields = append(n.fields, treeField{})
	}
	f := &n.fields[len(n.fields)-1]
	f.span = fieldSpans[fieldName{n.name, name}]
	f.text = append(f.text[:0], name...)
	f.text = append(f.text, ": "...)
	r.out = f.text
}

// end takes the value that r wrote.
func (t *tree) end(r *record) {
	n := &t.nodes[len(t.nodes)-1]
	n.fields[len(n.fields)-1].text = r.out
}

// AppendPacket appends pkt, a packet of the given link type, as lines that each
// end in a newline. It keeps no part of pkt.
func (t *TreePrinter) AppendPacket(dst []byte, pkt *capture.Packet, link linktype.Type) []byte {
	dst = t.line.AppendPacket(dst, pkt, link)
	t.text = t.values.AppendPacket(t.text[:0], pkt, link)
	t.tree.nodes, t.tree.depth = t.tree.nodes[:0], 0
	t.rec = record{tree: &t.tree}
	t.rec.packet(t.values, t.text, pkt, link)
	nodes := t.tree.nodes
	for i := range nodes {
		from := min(len(pkt.Data), max(cap(pkt.Data)-nodes[i].after, 0))
		to := len(pkt.Data)
		if i+1 < len(nodes) {
			to = min(to, max(cap(pkt.Data)-nodes[i+1].after, from))
		}
		dst = t.appendNode(dst, &nodes[i], pkt.Data[from:to], from)
	}
	return dst
}

const (
	treeColumn  = 42  // where bytes begin
	treePerLine = 16  // bytes of a row
	treeBytes   = 256 // bytes of a layer's options and payload that are shown
)

// appendNode appends the lines of a layer, of which data are the bytes and from
// is where in the packet they begin.
func (t *TreePrinter) appendNode(dst []byte, n *node, data []byte, from int) []byte {
	spanned := false
	for i := range n.fields {
		spanned = spanned || n.fields[i].span.size > 0
	}
	if !spanned {
		return t.appendBeside(dst, n, data, from)
	}
	dst = append(t.label(dst, n, 0, nil), '\n')
	rest := 0 // the bytes before are some field's
	for i := range n.fields {
		f := &n.fields[i]
		start := len(dst)
		dst = t.label(dst, n, 1, f.text)
		if s := f.span; s.size > 0 && s.end() <= len(data) {
			dst = padTo(dst, start)
			dst = t.bytes(dst, n, data[s.offset:s.end()], from+s.offset)
			rest = max(rest, s.end())
		}
		dst = append(dst, '\n')
	}
	return t.appendRest(dst, n, data[rest:], from+rest)
}

// appendBeside appends a layer whose fields have no known place: all its bytes
// stand beside them.
func (t *TreePrinter) appendBeside(dst []byte, n *node, data []byte, from int) []byte {
	shown := data[:min(len(data), treeBytes)]
	for row := 0; row <= len(n.fields) || len(shown) > 0; row++ {
		start := len(dst)
		switch {
		case row == 0:
			dst = t.label(dst, n, 0, nil)
		case row <= len(n.fields):
			dst = t.label(dst, n, 1, n.fields[row-1].text)
		}
		if len(shown) > 0 {
			line := shown[:min(len(shown), treePerLine)]
			dst = padTo(dst, start)
			dst = t.bytes(dst, n, line, from)
			shown, from = shown[len(line):], from+len(line)
			dst = more(dst, len(shown), len(data)-treeBytes)
		}
		dst = append(dst, '\n')
	}
	return dst
}

// appendRest appends the bytes of a layer that follow those of its fields.
func (t *TreePrinter) appendRest(dst []byte, n *node, data []byte, from int) []byte {
	shown := data[:min(len(data), treeBytes)]
	for len(shown) > 0 {
		line := shown[:min(len(shown), treePerLine)]
		dst = padTo(dst, len(dst))
		dst = t.bytes(dst, n, line, from)
		shown, from = shown[len(line):], from+len(line)
		dst = more(dst, len(shown), len(data)-treeBytes)
		dst = append(dst, '\n')
	}
	return dst
}

// more says after the last row how many bytes are not shown.
func more(dst []byte, left, hidden int) []byte {
	if left == 0 && hidden > 0 {
		dst = appendf(dst, " and %d bytes more", hidden)
	}
	return dst
}

// label appends the indented name of layer n, in its colour, or, deeper, the
// text of one of its fields.
func (t *TreePrinter) label(dst []byte, n *node, deeper int, text []byte) []byte {
	for range 2 * (n.depth + deeper) {
		dst = append(dst, ' ')
	}
	if text != nil {
		return appendTreeValue(dst, text)
	}
	return t.coloured(dst, n, n.name)
}

// padTo pads the row that begins at dst[start] to where bytes begin, or by two
// spaces where it is longer. Escape sequences, which are only around a layer's
// name, have no width.
func padTo(dst []byte, start int) []byte {
	width := 0
	for i := start; i < len(dst); i++ {
		if dst[i] == 0x1b {
			for i < len(dst) && dst[i] != 'm' {
				i++
			}
			continue
		}
		width++
	}
	for width = min(width, treeColumn-2); width < treeColumn; width++ {
		dst = append(dst, ' ')
	}
	return dst
}

// bytes appends a row of bytes with the offset of the first.
func (t *TreePrinter) bytes(dst []byte, n *node, data []byte, offset int) []byte {
	dst = append(dst, "0x"...)
	dst = appendHex(dst, uint64(offset), 4, lowerHex)
	dst = append(dst, "  "...)
	t.hex = t.hex[:0]
	for i, c := range data {
		if i > 0 {
			t.hex = append(t.hex, ' ')
		}
		t.hex = append(t.hex, lowerHex[c>>4], lowerHex[c&15])
	}
	return t.coloured(dst, n, string(t.hex))
}

// appendTreeValue appends a field on one line.
func appendTreeValue(dst, field []byte) []byte {
	for _, c := range field {
		if c == '\n' || c == '\t' {
			c = ' '
		}
		dst = append(dst, c)
	}
	return dst
}

// coloured appends text in the colour of n.
func (t *TreePrinter) coloured(dst []byte, n *node, text string) []byte {
	if !t.colour {
		return append(dst, text...)
	}
	dst = append(dst, n.colour...)
	dst = append(dst, text...)
	return append(dst, colourOff...)
}
