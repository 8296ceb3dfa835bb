package craft

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Spec is a packet of which some fields take another value in every packet.
type Spec struct {
	Packet Packet // the fields that stay, and the first value of those that vary
	Vary   []Vary
	Seed   uint64 // for random values: the same seed gives the same packets
}

// A Vary says which values a field takes, in the text form of values:
//
//	[80,443]            one after the other
//	1..9, 1..9..2       a range, with a step
//	10.0.0.0/24         all addresses of a block
//	[80*3,443,1000..2000]  a list of those; 80 three times
//	imix                sizes of IP packets: 7 of 40 bytes, 4 of 576, 1 of 1500
//	zip(VALUES)         together with the other fields that have a zip;
//	zip(VALUES,NAME)    with those of the same name
//	rand, rand(VALUES)  any value of the field, or of the values, by the seed
//	inc, inc(FIRST,STEP)  counts up, from 0 or FIRST, and wraps
//
// Fields with values that follow one another combine: the packets go through
// all combinations, those of the last field fastest, as in Scapy; parsed text
// has them in the order of the bytes. A random or
// counting field takes a new value in each packet beside that.
type Vary struct {
	Layer  int    // index into Packet
	Field  string // the field's name in the text form
	Values string
}

// Parse reads a spec from the text form:
//
//	eth/ip(dst=10.0.0.2,ttl=3..9)/tcp(dport=[80,443],flags=S,seq=rand)/"GET"
//
// Layers have slashes between them; a layer is its name and, in brackets, its
// fields. Text in quotes, or 0x and hexadecimal digits, is payload. seed(7) in
// front sets the seed. Errors are a [*ParseError], which points at the place.
//
// The layers of the result's Packet are pointers, so that fields can be set.
func Parse(text string) (*Spec, error) {
	nodes, err := parseNodes(text)
	if err != nil {
		return nil, err
	}
	s, e := specOf(text, nodes)
	if e != nil {
		return nil, &ParseError{text, e.start(), e.node.end, e.err.Error()}
	}
	return s, nil
}

// ParsePacket is [Parse] for a packet all of whose fields are constant.
func ParsePacket(text string) (Packet, error) {
	s, err := Parse(text)
	if err != nil {
		return nil, err
	}
	if len(s.Vary) > 0 {
		v := s.Vary[0]
		return nil, fmt.Errorf("parse packet: %s of layer %d varies (%s); one packet is wanted", v.Field, v.Layer+1, v.Values)
	}
	return s.Packet, nil
}

func specOf(text string, nodes []*node) (*Spec, *nodeError) {
	s := new(Spec)
	if n := nodes[0]; n.kind == nodeCall && n.text == "seed" {
		if err := s.parseSeed(n); err != nil {
			return nil, err
		}
		if nodes = nodes[1:]; len(nodes) == 0 {
			return nil, &nodeError{n, errors.New("a layer is missing behind the seed")}
		}
	}
	for _, n := range nodes {
		l, err := parseLayer(n)
		if err != nil {
			return nil, err
		}
		if err := s.setLayer(text, layerCall(n), l); err != nil {
			return nil, err
		}
		s.Packet = append(s.Packet, l)
	}
	return s, nil
}

func (s *Spec) parseSeed(n *node) *nodeError {
	if len(n.items) == 1 && n.items[0].kind == nodeAtom {
		if v, err := strconv.ParseUint(n.items[0].text, 0, 64); err == nil {
			s.Seed = v
			return nil
		}
	}
	return &nodeError{n, errors.New("expected seed(NUMBER)")}
}

// setLayer sets the fields of the layer that comes next from a call's
// arguments. A field that varies gets its first value, and an entry in Vary.
func (s *Spec) setLayer(text string, call *node, l walker) *nodeError {
	var list []fieldInfo
	set := map[string]bool{}
	before := len(s.Vary)
	for i, arg := range call.items {
		if list == nil {
			list = fieldList(l.fields)
		}
		info, ok := fieldOf(list, arg.name, i)
		if !ok {
			return setField(arg, i, l.fields) // which says what is wrong
		}
		if set[info.name] {
			return &nodeError{arg.nameOnly(), fmt.Errorf("%s is given twice", info.name)}
		}
		set[info.name] = true
		value := *arg
		values, err := parseValues(&value, info)
		if err != nil {
			return err
		}
		if values == nil {
			if err := setField(arg, i, l.fields); err != nil {
				return err
			}
			continue
		}
		start := arg.pos
		if arg.name != "" {
			start = arg.value
		}
		s.Vary = append(s.Vary, Vary{Layer: len(s.Packet), Field: info.name, Values: text[start:arg.end]})
		first, n := values.value(0, s.Seed)
		if err := setValue(l, info.name, first, n); err != nil {
			return err
		}
	}
	// In the order of the wire, as they are printed.
	slices.SortStableFunc(s.Vary[before:], func(a, b Vary) int { return position(list, a.Field) - position(list, b.Field) })
	return nil
}

func position(list []fieldInfo, name string) int {
	return slices.IndexFunc(list, func(f fieldInfo) bool { return f.name == name })
}

// fieldOf finds a field by its name, or without one by its place.
func fieldOf(list []fieldInfo, name string, index int) (fieldInfo, bool) {
	for i, f := range list {
		if name == "" && i == index || name != "" && strings.EqualFold(f.name, name) {
			return f, true
		}
	}
	return fieldInfo{}, false
}

// setValue sets a layer's field to a value, or to the value that a text means.
func setValue(l walker, field string, v u128, n *node) *nodeError {
	if n != nil {
		return setField(&node{kind: n.kind, pos: n.pos, end: n.end, text: n.text, items: n.items, name: field}, 0, l.fields)
	}
	c := coder{op: opPut, text: textCoder{want: field, value: v}}
	l.fields(&c)
	return nil
}

// value returns the set's value in packet k. Sets that are gone through in turn
// take k as the index into the set.
func (s *valueSet) value(k, seed uint64) (u128, *node) {
	switch s.order {
	case atRandom:
		return s.random(seed, k)
	case counting:
		return s.items[0].value(k, s.field.width), nil
	}
	return s.at(k)
}

// String returns the spec in the text form.
func (s *Spec) String() string {
	var out []byte
	if s.Seed != 0 {
		out = append(strconv.AppendUint(append(out, "seed("...), s.Seed, 10), ")/"...)
	}
	return string(s.Packet.appendText(out, func(layer int, field string) (string, bool) {
		for _, v := range s.Vary {
			if v.Layer == layer && strings.EqualFold(v.Field, field) {
				return v.Values, true
			}
		}
		return "", false
	}))
}
