package craft

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"net/netip"
	"strings"
)

// A valueSet is what a field takes from packet to packet. The value for packet
// k is a function of k alone.
type valueSet struct {
	order valueOrder
	items []valueItem
	total uint64 // how many values, weights counted; 0 for 2^64 and more
	zip   string // sets of the same name advance together
	field scalar // width and kind of the field
	bytes bool   // the values are texts for something else than a scalar
}

// A valueOrder is how a set is gone through.
type valueOrder uint8

const (
	inTurn   valueOrder = iota // one after the other; sets of different fields combine
	atRandom                   // any, independent of other fields
	counting                   // first + k*step, independent of other fields
)

// A valueItem is a range of values, or one.
type valueItem struct {
	first, step u128
	count       uint64 // values in the range; 0 for 2^64 and more
	weight      uint64
	until       uint64 // sum of count*weight up to and with this item
	free        int    // with count 0: low bits that take every value
	node        *node  // of a value that is not a scalar
}

// imixSizes are the sizes of IP packets in the simple Internet mix: 7 of 40
// bytes, 4 of 576 and 1 of 1500, in an order without bursts.
var imixSizes = []uint64{40, 576, 40, 40, 576, 40, 1500, 40, 576, 40, 40, 576}

// parseValues reads the values of a field. A nil set and no error is a constant.
func parseValues(n *node, info fieldInfo) (*valueSet, *nodeError) {
	s := &valueSet{zip: ""}
	if info.scalar != nil {
		s.field = *info.scalar
	} else {
		s.bytes = true
	}
	if n.kind == nodeCall || n.kind == nodeAtom {
		switch n.text {
		case "rand":
			return s.parseRandom(n)
		case "inc":
			return s.parseCounter(n)
		case "zip":
			return s.parseZip(n, info)
		}
	}
	if s.bytes {
		if n.kind != nodeList || info.list && !allLists(n) {
			return nil, nil // a list is the value itself
		}
		for _, item := range n.items {
			s.items = append(s.items, valueItem{count: 1, weight: uint64(item.weight), node: item})
		}
		return s.sum(n)
	}
	switch {
	case n.kind == nodeList:
		if len(n.items) == 0 {
			return nil, &nodeError{n, errors.New("the list is empty")}
		}
		for _, item := range n.items {
			if err := s.add(item); err != nil {
				return nil, err
			}
		}
	case n.kind == nodeRange || n.kind == nodeAtom && (n.text == "imix" || s.isPrefix(n)):
		if err := s.add(n); err != nil {
			return nil, err
		}
	default:
		return nil, nil
	}
	return s.sum(n)
}

func allLists(n *node) bool {
	for _, item := range n.items {
		if item.kind != nodeList {
			return false
		}
	}
	return len(n.items) > 0
}

func (s *valueSet) isPrefix(n *node) bool {
	return (s.field.kind == kindIPv4 || s.field.kind == kindIPv6) && strings.Contains(n.text, "/")
}

// add adds an item of a list: a value, a range, a CIDR block or imix.
func (s *valueSet) add(n *node) *nodeError {
	weight := uint64(max(n.weight, 1))
	switch {
	case n.kind == nodeRange:
		return s.addRange(n, weight)
	case n.kind == nodeAtom && n.text == "imix" && s.field.kind == kindNumber:
		for _, size := range imixSizes {
			s.items = append(s.items, valueItem{first: u128{lo: size}, count: 1, weight: weight})
		}
		return nil
	case n.kind != nodeAtom:
		return &nodeError{n, fmt.Errorf("expected %s or a range", s.field.noun())}
	case s.isPrefix(n):
		p, err := netip.ParsePrefix(n.text)
		if err != nil || p.Addr().Is4() != (s.field.kind == kindIPv4) {
			return &nodeError{n, fmt.Errorf("%q is not a block of addresses of the family wanted here", n.text)}
		}
		item := valueItem{first: u128From(p.Masked().Addr()), step: u128{lo: 1}, weight: weight}
		if item.free = s.field.width - p.Bits(); item.free < 64 {
			item.count = 1 << item.free
		}
		s.items = append(s.items, item)
		return nil
	}
	v, err := s.field.parse(n.text)
	if err != nil {
		return &nodeError{n, err}
	}
	s.items = append(s.items, valueItem{first: v, count: 1, weight: weight})
	return nil
}

func (s *valueSet) addRange(n *node, weight uint64) *nodeError {
	var ends [3]u128
	ends[2] = u128{lo: 1}
	for i, part := range n.items {
		field := s.field
		if i == 2 {
			field = scalar{width: 64}
		}
		if part.kind != nodeAtom {
			return &nodeError{part, fmt.Errorf("expected %s", field.noun())}
		}
		v, err := field.parse(part.text)
		if err != nil {
			return &nodeError{part, err}
		}
		ends[i] = v
	}
	first, last, step := ends[0], ends[1], ends[2]
	if step == (u128{}) {
		return &nodeError{n, errors.New("a step of 0 leads nowhere")}
	}
	down := last.less(first)
	span := last.sub(first)
	if down {
		span = first.sub(last)
	}
	item := valueItem{first: first, step: step, weight: weight}
	if span.hi == 0 {
		item.count = span.lo/step.lo + 1 // wraps to 0 for 2^64
	} else if span.hi < step.lo {
		q, _ := bits.Div64(span.hi, span.lo, step.lo)
		item.count = q + 1
	}
	if down {
		item.step = u128{}.sub(step)
	}
	s.items = append(s.items, item)
	return nil
}

// sum computes the totals.
func (s *valueSet) sum(n *node) (*valueSet, *nodeError) {
	for i := range s.items {
		item := &s.items[i]
		hi, lo := bits.Mul64(item.count, item.weight)
		sum, carry := bits.Add64(s.total, lo, 0)
		if item.count == 0 || hi != 0 || carry != 0 {
			if len(s.items) > 1 || item.weight > 1 {
				return nil, &nodeError{n, errors.New("that is more values than can be counted (2^64)")}
			}
			s.total = 0
			return s, nil
		}
		s.total = sum
		item.until = sum
	}
	if s.total == 0 {
		return nil, &nodeError{n, errors.New("the list is empty")}
	}
	return s, nil
}

// parseRandom reads rand and rand(values).
func (s *valueSet) parseRandom(n *node) (*valueSet, *nodeError) {
	s.order = atRandom
	switch {
	case s.bytes && len(n.items) == 1 && n.items[0].kind == nodeList:
		for _, item := range n.items[0].items {
			s.items = append(s.items, valueItem{count: 1, weight: uint64(item.weight), node: item})
		}
		return s.sum(n)
	case s.bytes:
		return nil, &nodeError{n, errors.New("expected rand([..., ...])")}
	case len(n.items) == 0:
		// Every value of the field's width.
		item := valueItem{step: u128{lo: 1}, weight: 1, free: s.field.width}
		if item.free < 64 {
			item.count = 1 << item.free
		}
		s.items = []valueItem{item}
		return s.sum(n)
	}
	for _, arg := range n.items {
		list := []*node{arg}
		if arg.kind == nodeList {
			list = arg.items
		}
		for _, item := range list {
			if err := s.add(item); err != nil {
				return nil, err
			}
		}
	}
	return s.sum(n)
}

// parseCounter reads inc, inc(first) and inc(first,step).
func (s *valueSet) parseCounter(n *node) (*valueSet, *nodeError) {
	s.order = counting
	if s.bytes {
		return nil, &nodeError{n, errors.New("only a number or an address can be counted up")}
	}
	if len(n.items) > 2 {
		return nil, &nodeError{n.items[2], errors.New("expected inc(first,step)")}
	}
	item := valueItem{step: u128{lo: 1}, weight: 1}
	for i, arg := range n.items {
		field := s.field
		if i == 1 {
			field = scalar{width: 64}
		}
		if arg.kind != nodeAtom {
			return nil, &nodeError{arg, fmt.Errorf("expected %s", field.noun())}
		}
		v, err := field.parse(arg.text)
		if err != nil {
			return nil, &nodeError{arg, err}
		}
		if i == 0 {
			item.first = v
		} else {
			item.step = v
		}
	}
	s.items = []valueItem{item}
	return s, nil
}

// parseZip reads zip(values) and zip(values,name).
func (s *valueSet) parseZip(n *node, info fieldInfo) (*valueSet, *nodeError) {
	if len(n.items) < 1 || len(n.items) > 2 {
		return nil, &nodeError{n, errors.New("expected zip(values) or zip(values,name)")}
	}
	set, err := parseValues(n.items[0], info)
	if err != nil {
		return nil, err
	}
	if set == nil || set.order != inTurn || set.zip != "" {
		return nil, &nodeError{n.items[0], errors.New("expected a list, a range or a block to go through")}
	}
	set.zip = "zip"
	if len(n.items) == 2 {
		set.zip = n.items[1].text
	}
	return set, nil
}

// at returns the i-th value of the set and, where it is no scalar, its text.
func (s *valueSet) at(i uint64) (u128, *node) {
	item := &s.items[0]
	if len(s.items) > 1 {
		lo, hi := 0, len(s.items)-1
		for lo < hi {
			if mid := (lo + hi) / 2; i < s.items[mid].until {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		item = &s.items[lo]
		if lo > 0 {
			i -= s.items[lo-1].until
		}
	}
	if item.weight > 1 {
		i /= item.weight
	}
	if item.node != nil {
		return u128{}, item.node
	}
	return item.value(i, s.field.width), nil
}

// value returns first + i*step in the field's width.
func (v *valueItem) value(i uint64, width int) u128 {
	if i == 0 {
		return v.first
	}
	if width <= 64 {
		return u128{lo: (v.first.lo + i*v.step.lo) & (math.MaxUint64 >> (64 - width))}
	}
	hi, lo := bits.Mul64(i, v.step.lo)
	return v.first.add(u128{hi + i*v.step.hi, lo}).mask(width)
}

// random returns the value of a random set for packet k.
func (s *valueSet) random(seed, k uint64) (u128, *node) {
	r := mix(seed + k*golden)
	if s.total == 0 { // 2^64 values or more
		item := &s.items[0]
		if item.free == 0 {
			return item.value(r, s.field.width), nil
		}
		wide := u128{lo: r}
		if item.free > 64 {
			wide.hi = mix(r ^ seed)
		}
		return item.first.add(wide.mask(item.free)), nil
	}
	hi, _ := bits.Mul64(r, s.total)
	return s.at(hi)
}

// golden is the step of splitmix64: 2^64 divided by the golden ratio.
const golden = 0x9e3779b97f4a7c15

// mix is the finalizer of splitmix64 (Steele, Lea, Flood 2014): every bit of x
// changes about half of the result's.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
