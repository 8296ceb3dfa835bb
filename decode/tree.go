package decode

import (
	"pktcap/capture"
	"pktcap/linktype"
)

// A TreePrinter prints a packet as a tree of its layers and their fields, with
// the bytes of each layer beside it: what [JSONPrinter] writes, to be read.
//
//	    1  22:13:20.123456 IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5
//	eth                              0x0000  02 00 00 00 00 01 02 00 00 00 00 02 08 00
//	  dst: 02:00:00:00:00:01
//	  src: 02:00:00:00:00:02
//	  type: 2048
//	ip                               0x000e  45 00 00 21 00 01 00 00 40 11 00 00 0a 00 00 01
//	  version: 4                     0x001e  0a 00 00 02
//	  ...
//
// A layer's bytes are those before the next layer's; in colour each layer has
// the colour of its bytes.
type TreePrinter struct {
	line   *Printer // the packet's line
	values *Printer
	colour bool
	rec    record
	tree   tree
	text   []byte
}

// NewTree returns a TreePrinter, whose first line of each packet is as opt says.
// With colour it writes escape sequences of terminals (ECMA-48).
func NewTree(opt Options, colour bool) *TreePrinter {
	values := newForValues(opt)
	opt.Hex = HexNone
	return &TreePrinter{line: New(opt), values: values, colour: colour}
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
	after  int      // bytes of the packet from the layer's first on
	fields [][]byte // "name: value"
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
}

// begin makes r write the value of a field.
func (t *tree) begin(r *record, name string) {
	n := &t.nodes[len(t.nodes)-1]
	if i := len(n.fields); i < cap(n.fields) {
		n.fields = n.fields[:i+1]
	} else {
		n.fields = append(n.fields, nil)
	}
	field := &n.fields[len(n.fields)-1]
	*field = append((*field)[:0], name...)
	*field = append(*field, ": "...)
	r.out = *field
}

// end takes the value that r wrote.
func (t *tree) end(r *record) {
	n := &t.nodes[len(t.nodes)-1]
	n.fields[len(n.fields)-1] = r.out
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
		dst = t.appendNode(dst, &nodes[i], pkt.Data[:to], from, i)
	}
	return dst
}

const (
	treeColumn = 40  // where bytes begin
	treeBytes  = 256 // of the last layer that are shown
)

// colours are the foreground colours of layers, one after the other.
var colours = [...]string{"\x1b[36m", "\x1b[33m", "\x1b[32m", "\x1b[35m", "\x1b[34m", "\x1b[31m"}

// appendNode appends the lines of a layer, of which data[from:] are the bytes.
func (t *TreePrinter) appendNode(dst []byte, n *node, data []byte, from, index int) []byte {
	const perLine = 16
	end := min(len(data), from+treeBytes)
	for row := 0; row <= len(n.fields) || from < end; row++ {
		width := 2 * n.depth
		for range width {
			dst = append(dst, ' ')
		}
		start := len(dst)
		if row == 0 {
			dst = t.coloured(dst, index, []byte(n.name))
			width += len(n.name)
		} else if row <= len(n.fields) {
			dst = append(dst, "  "...)
			dst = appendTreeValue(dst, n.fields[row-1])
			width += len(dst) - start
		}
		if from < end {
			for ; width < treeColumn; width++ {
				dst = append(dst, ' ')
			}
			dst = append(dst, "  0x"...)
			dst = appendHex(dst, uint64(from), 4, lowerHex)
			dst = append(dst, "  "...)
			line := data[from:min(from+perLine, end)]
			dst = t.colourOn(dst, index)
			for i, c := range line {
				if i > 0 {
					dst = append(dst, ' ')
				}
				dst = append(dst, lowerHex[c>>4], lowerHex[c&15])
			}
			dst = t.colourOff(dst)
			if from += len(line); from == end && end < len(data) {
				dst = appendf(dst, " and %d bytes more", len(data)-end)
			}
		}
		dst = append(dst, '\n')
	}
	return dst
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

func (t *TreePrinter) coloured(dst []byte, index int, text []byte) []byte {
	dst = t.colourOn(dst, index)
	dst = append(dst, text...)
	return t.colourOff(dst)
}

func (t *TreePrinter) colourOn(dst []byte, index int) []byte {
	if t.colour {
		dst = append(dst, colours[index%len(colours)]...)
	}
	return dst
}

func (t *TreePrinter) colourOff(dst []byte) []byte {
	if t.colour {
		dst = append(dst, "\x1b[0m"...)
	}
	return dst
}
