package decode

import (
	"fmt"
	"slices"
	"strings"

	"pktcap/capture"
	"pktcap/linktype"
)

// A FieldPrinter prints chosen fields of packets, a line a packet with a column
// for each: what [JSONPrinter] writes, without its names. A field that a packet
// has more than once has its values separated by commas in one column, one that
// it has not is empty; flags are 1 or 0.
type FieldPrinter struct {
	p     *Printer
	rec   record
	cols  columns
	comma byte
	buf   []byte
}

// columns are the fields that are wanted, and their values in the packet being
// written.
type columns struct {
	wanted []column
	depth  int    // of encapsulation
	layer  string // that is open
	at     int    // the wanted field that is being written
}

type column struct {
	name         string // as it was asked for
	depth        int
	layer, field string
	value        []byte
}

// NewFields returns a FieldPrinter for the fields of the given names: a layer's
// name, a dot and a field's name as in JSON, or Wireshark's own with dots in it
// ("tcp.flags.syn"). "inner." before it means the field of what a tunnel
// carries. Columns are separated by comma; with ',' they are quoted where RFC
// 4180 wants it, otherwise separators and line breaks in values become spaces.
//
// An error names a field that is not known.
func NewFields(opt Options, names []string, comma byte) (*FieldPrinter, error) {
	f := &FieldPrinter{p: newForValues(opt), comma: comma}
	for _, name := range names {
		c := column{name: name}
		path := name
		for strings.HasPrefix(path, "inner.") {
			path = strings.TrimPrefix(path, "inner.")
			c.depth++
		}
		layer, field, ok := strings.Cut(path, ".")
		if ok {
			c.layer, c.field = layer, strings.ReplaceAll(field, ".", "_")
			ok = knownField(c.layer, c.field)
		}
		if !ok {
			return nil, fmt.Errorf("choose fields: %q is no field; fields are layer.name as in ip.src, %s", name, nearFields(layer))
		}
		f.cols.wanted = append(f.cols.wanted, c)
	}
	return f, nil
}

// knownField reports whether a layer can have the field.
func knownField(layer, field string) bool {
	for i := range layerFields {
		if layerFields[i].layer == layer {
			return slices.ContainsFunc(layerFields[i].fields, func(f fieldInfo) bool {
				return f.kind != kindItems && f.name[strings.LastIndexByte(f.name, '.')+1:] == field
			})
		}
	}
	return field == "text"
}

// nearFields tells which fields there are in a layer, or which layers.
func nearFields(layer string) string {
	var names []string
	for i := range layerFields {
		if layerFields[i].layer == layer {
			for _, f := range layerFields[i].fields {
				if f.kind != kindItems {
					names = append(names, f.name[strings.LastIndexByte(f.name, '.')+1:])
				}
			}
			return "and those of " + layer + " are " + strings.Join(names, " ")
		}
		names = append(names, layerFields[i].layer)
	}
	return "and layers are " + strings.Join(names, " ") + ", or any other with its text"
}

// AppendHeader appends a line of the fields' names.
func (f *FieldPrinter) AppendHeader(dst []byte) []byte {
	for i := range f.cols.wanted {
		if i > 0 {
			dst = append(dst, f.comma)
		}
		dst = f.appendCell(dst, []byte(f.cols.wanted[i].name))
	}
	return append(dst, '\n')
}

// AppendPacket appends the fields of pkt, a packet of the given link type, and a
// newline. It keeps no part of pkt.
func (f *FieldPrinter) AppendPacket(dst []byte, pkt *capture.Packet, link linktype.Type) []byte {
	f.buf = f.p.AppendPacket(f.buf[:0], pkt, link)
	for i := range f.cols.wanted {
		f.cols.wanted[i].value = f.cols.wanted[i].value[:0]
	}
	f.cols.depth = 0
	f.rec = record{columns: &f.cols}
	f.rec.packet(f.p, f.buf, pkt, link)
	for i := range f.cols.wanted {
		if i > 0 {
			dst = append(dst, f.comma)
		}
		dst = f.appendCell(dst, f.cols.wanted[i].value)
	}
	return append(dst, '\n')
}

// appendCell appends a value as a column.
func (f *FieldPrinter) appendCell(dst, value []byte) []byte {
	if f.comma != ',' {
		for _, c := range value {
			if c == f.comma || c == '\n' || c == '\r' {
				c = ' '
			}
			dst = append(dst, c)
		}
		return dst
	}
	if !slices.ContainsFunc(value, func(c byte) bool { return c == ',' || c == '"' || c == '\n' || c == '\r' }) {
		return append(dst, value...)
	}
	dst = append(dst, '"')
	for _, c := range value {
		if c == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, c)
	}
	return append(dst, '"')
}

// begin makes r write the value of the open layer's field name, if it is wanted.
func (c *columns) begin(r *record, name string) bool {
	for i := range c.wanted {
		w := &c.wanted[i]
		if w.field == name && w.layer == c.layer && w.depth == c.depth {
			if len(w.value) > 0 {
				w.value = append(w.value, ',')
			}
			c.at, r.out = i, w.value
			return true
		}
	}
	return false
}

// end takes the value that r wrote, for each column that shows it.
func (c *columns) end(r *record) {
	w := &c.wanted[c.at]
	w.value = r.out
	for i := c.at + 1; i < len(c.wanted); i++ {
		if o := &c.wanted[i]; o.field == w.field && o.layer == w.layer && o.depth == w.depth {
			o.value = append(o.value[:0], w.value...)
		}
	}
}
