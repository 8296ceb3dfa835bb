package craft

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A textCoder is the part of a coder that deals with text.
type textCoder struct {
	// opSet, opPut
	want  string // the field to set
	node  *node  // its text
	index int    // with want "": set the index-th field
	seen  int
	value u128 // opPut: the value to set; opSet: the value set, if the field is a scalar
	found bool
	err   *nodeError

	// opPrint
	out  []byte
	bare bool                                     // fields are written without their names
	some bool                                     // a field was written: the next needs a comma
	vary func(name string) (text string, ok bool) // text in place of a value

	list []fieldInfo // opList
}

// A fieldInfo describes a field.
type fieldInfo struct {
	name   string
	scalar *scalar  // nil for anything else
	what   string   // a word for the field's type
	list   bool     // it is written in brackets
	of     []string // what the list has: option names, fields of a record
}

// A nodeError is an error in a part of a text.
type nodeError struct {
	node *node
	err  error
}

// start is where the part that is wrong begins: of an argument, its value.
func (e *nodeError) start() int {
	if e.node.name != "" {
		return e.node.value
	}
	return e.node.pos
}

// nameOnly returns an argument's name, as the place of an error.
func (n *node) nameOnly() *node { return &node{pos: n.pos, end: n.pos + len(n.name)} }

func (t *textCoder) fail(n *node, err error) {
	if t.err == nil {
		t.err = &nodeError{n, err}
	}
}

// wants reports whether the walk is at the field that is to be set.
func (t *textCoder) wants(name string) bool {
	if t.found {
		return false
	}
	if t.want == "" {
		t.seen++
		t.found = t.seen == t.index+1
	} else {
		t.found = strings.EqualFold(t.want, name)
	}
	return t.found
}

// scalar is the text side of a field of fixed width. It reports whether it
// changed v.
func (c *coder) scalar(name string, s scalar, v *u128, set bool) bool {
	t := &c.text
	switch c.op {
	case opPut:
		if t.wants(name) {
			*v = t.value
			return true
		}
	case opSet:
		if !t.wants(name) {
			return false
		}
		if t.node.kind != nodeAtom && !(t.node.kind == nodeString && s.words != nil) {
			t.fail(t.node, fmt.Errorf("expected %s", s.noun()))
			return false
		}
		value, err := s.parse(t.node.text)
		if err != nil {
			t.fail(t.node, err)
			return false
		}
		*v, t.value = value, value
		return true
	case opPrint:
		if t.varies(name) {
			return false
		}
		if set || t.bare {
			t.begin(name)
			t.out = s.append(t.out, *v)
		}
	case opList:
		t.list = append(t.list, fieldInfo{name: name, scalar: &s, what: s.noun()})
	}
	return false
}

func (t *textCoder) varies(name string) bool {
	if t.vary == nil {
		return false
	}
	text, ok := t.vary(name)
	if ok {
		t.begin(name)
		t.out = append(t.out, text...)
	}
	return ok
}

func (t *textCoder) begin(name string) {
	if t.some {
		t.out = append(t.out, ',')
	}
	t.some = true
	if !t.bare {
		t.out = append(append(t.out, name...), '=')
	}
}

// bytesText is the text side of a field of bytes.
func (c *coder) bytesText(name string, p *[]byte) {
	t := &c.text
	switch c.op {
	case opSet:
		if t.wants(name) {
			b, err := bytesOf(t.node)
			if err != nil {
				t.fail(t.node, err)
				return
			}
			*p = b
		}
	case opPrint:
		if !t.varies(name) && len(*p) > 0 {
			t.begin(name)
			t.out = appendBytesText(t.out, *p)
		}
	case opList:
		t.list = append(t.list, fieldInfo{name: name, what: "text in quotes or hexadecimal bytes"})
	}
}

var errBytes = errors.New("expected text in quotes, or hexadecimal bytes as 0x474554")

// bytesOf reads bytes: text in quotes, 0x and hexadecimal digits, or hex("...").
func bytesOf(n *node) ([]byte, error) {
	switch n.kind {
	case nodeString:
		return []byte(n.text), nil
	case nodeAtom:
		if digits, ok := strings.CutPrefix(n.text, "0x"); ok {
			b, err := hex.DecodeString(strings.ReplaceAll(digits, ":", ""))
			if err != nil {
				return nil, fmt.Errorf("%q is not an even number of hexadecimal digits", digits)
			}
			return b, nil
		}
	}
	return nil, errBytes
}

// appendBytesText appends bytes as text in quotes if they are readable, and
// in hexadecimal if not.
func appendBytesText(out, b []byte) []byte {
	if readable(b) {
		return appendQuoted(out, string(b))
	}
	return hex.AppendEncode(append(out, "0x"...), b)
}

func appendQuoted(out []byte, s string) []byte { return strconv.AppendQuoteToASCII(out, s) }

func readable(b []byte) bool {
	strange := 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return false
		case r == '\n' || r == '\r' || r == '\t':
		case r < ' ' || r >= 0x7f:
			strange++
		}
		i += size
	}
	return strange*8 <= len(b)
}

// wantsList returns the items for a field that is a list, if it is to be set.
func (t *textCoder) wantsList(name string) ([]*node, bool) {
	if !t.wants(name) {
		return nil, false
	}
	if t.node.kind != nodeList {
		t.fail(t.node, errors.New("expected a list in brackets: [ ]"))
		return nil, false
	}
	return t.node.items, true
}

// setRecord sets the fields of a list's entry: a tuple, (a,b) or (name=a).
func (t *textCoder) setRecord(item *node, fields func(*coder)) {
	if item.kind != nodeCall || item.text != "" {
		item = &node{kind: nodeCall, pos: item.pos, end: item.end, items: []*node{item}}
	}
	if err := setFields(item, fields); err != nil {
		t.fail(err.node, err.err)
	}
}

// setFields sets the fields named by a call's arguments. An argument without a
// name sets the field at its place.
func setFields(call *node, fields func(*coder)) *nodeError {
	for i, arg := range call.items {
		if err := setField(arg, i, fields); err != nil {
			return err
		}
	}
	return nil
}

func setField(arg *node, index int, fields func(*coder)) *nodeError {
	c := coder{op: opSet, text: textCoder{want: arg.name, node: arg, index: index}}
	fields(&c)
	switch {
	case c.text.err != nil:
		return c.text.err
	case c.text.found:
		return nil
	case arg.name == "":
		return &nodeError{arg, errors.New("one value too many, or a name is missing: name=value")}
	}
	return &nodeError{arg.nameOnly(), unknown("field", arg.name, fieldNames(fieldList(fields)))}
}

// unknown is the error for a name that is not one of names.
func unknown(what, name string, names []string) error {
	if hint := nearest(name, names); hint != "" {
		return fmt.Errorf("unknown %s %q; did you mean %q?", what, name, hint)
	}
	const few = 24
	if len(names) > few {
		names = append(names[:few:few], "...")
	}
	return fmt.Errorf("unknown %s %q; there are %s", what, name, strings.Join(names, ", "))
}

// fieldList describes the fields of a layer or record.
func fieldList(fields func(*coder)) []fieldInfo {
	c := coder{op: opList}
	fields(&c)
	return c.text.list
}

func (t *textCoder) beginList(name string) {
	t.begin(name)
	t.out = append(t.out, '[')
}

func (t *textCoder) endList() { t.out = append(t.out, ']') }

func (t *textCoder) printRecord(i int, fields func(*coder)) {
	if i > 0 {
		t.out = append(t.out, ',')
	}
	if len(fieldList(fields)) == 1 {
		c := coder{op: opPrint, text: textCoder{out: t.out, bare: true}}
		fields(&c)
		t.out = c.text.out
		return
	}
	c := coder{op: opPrint, text: textCoder{out: append(t.out, '(')}}
	fields(&c)
	t.out = append(c.text.out, ')')
}

// listed describes a field that is written in brackets, and what is in them.
func (t *textCoder) listed(name, what string, of []string) {
	t.list = append(t.list, fieldInfo{name: name, what: what, list: true, of: of})
}
