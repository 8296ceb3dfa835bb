package craft

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// A Template is a [Spec] made ready: the bytes of the packet, the places of the
// fields that vary, and sums of all else that the checksums cover. Packets are
// then made without allocation, and checksums without reading the packet.
//
// A Template does not change: any number of goroutines may use it, each for
// the packets of its share.
type Template struct {
	spec   *Spec
	digits []digit    // sets that combine, the fastest last
	vary   []variable // as in Spec.Vary
	shapes []shape    // one for each combination of the values that change more than a field
	shaped []int      // indices into vary of the fields that choose the shape
	count  uint64
	slow   bool // each packet is built from its layers
}

// A digit is a set that is gone through in turn, or several that go together.
type digit struct {
	count  uint64
	stride uint64 // packets until the next value
}

// A variable is a field that varies.
type variable struct {
	layer  int
	field  string
	values *valueSet
	digit  int    // index into digits, for inTurn
	seed   uint64 // for atRandom
}

// Limits on what Compile builds beforehand for fields that change the size of
// the packet or something else beside checksums; above them each packet is
// built from its layers.
const (
	maxShapes     = 4096
	maxShapeBytes = 16 << 20
)

// Compile makes a template of a spec. The spec may be changed afterwards; the
// byte slices in its layers must not be.
func (s *Spec) Compile() (*Template, error) {
	t := &Template{spec: &Spec{Seed: s.Seed}, count: 1}
	for _, l := range s.Packet {
		if l == nil {
			return nil, errors.New("compile packet: a layer is nil")
		}
		if _, ok := l.(foreign); ok {
			t.spec.Packet = append(t.spec.Packet, l)
			continue
		}
		w := l.protocol().make()
		copyLayer(w, l)
		t.spec.Packet = append(t.spec.Packet, w)
	}
	for i, v := range s.Vary {
		if err := t.addVariable(i, v); err != nil {
			return nil, err
		}
	}
	if err := t.setStrides(); err != nil {
		return nil, err
	}
	return t, t.compile()
}

func (t *Template) addVariable(i int, v Vary) error {
	fail := func(err error) error {
		return fmt.Errorf("compile packet: %s of layer %d: %w", v.Field, v.Layer+1, err)
	}
	if v.Layer < 0 || v.Layer >= len(t.spec.Packet) {
		return fail(fmt.Errorf("there are %d layers", len(t.spec.Packet)))
	}
	w, ok := t.spec.Packet[v.Layer].(walker)
	if !ok {
		return fail(errors.New("a gopacket layer's fields cannot vary"))
	}
	list := fieldList(w.fields)
	info, ok := fieldOf(list, v.Field, -1)
	if !ok {
		return fail(unknown("field", v.Field, fieldNames(list)))
	}
	n, err := parseValue(v.Values)
	if err != nil {
		return fail(err)
	}
	values, e := parseValues(n, info)
	if e != nil {
		return fail(&ParseError{v.Values, e.start(), e.node.end, e.err.Error()})
	}
	if values == nil {
		return fail(fmt.Errorf("%q is one value", v.Values))
	}
	t.vary = append(t.vary, variable{layer: v.Layer, field: info.name, values: values, digit: -1,
		seed: mix(t.spec.Seed + uint64(i+1)*0xd1342543de82ef95)})
	t.spec.Vary = append(t.spec.Vary, Vary{v.Layer, info.name, v.Values})
	return nil
}

// setStrides arranges the sets that combine as the digits of a number, the
// last field's the lowest. Sets that are tied together share a digit.
func (t *Template) setStrides() error {
	zips := map[string]int{}
	for i := range t.vary {
		v := &t.vary[i]
		if v.values.order != inTurn {
			continue
		}
		if d, ok := zips[v.values.zip]; ok && v.values.zip != "" {
			if t.digits[d].count != v.values.total {
				return fmt.Errorf("compile packet: %s of layer %d: %d values are tied to %d; both must be the same",
					v.field, v.layer+1, v.values.total, t.digits[d].count)
			}
			v.digit = d
			continue
		}
		v.digit = len(t.digits)
		zips[v.values.zip] = v.digit
		t.digits = append(t.digits, digit{count: v.values.total})
	}
	stride := uint64(1)
	for i := len(t.digits) - 1; i >= 0; i-- {
		d := &t.digits[i]
		d.stride = stride
		hi, lo := bits.Mul64(stride, d.count)
		if stride == 0 || hi != 0 || d.count == 0 {
			lo = 0 // 2^64 or more: the digits above never change
		}
		stride = lo
	}
	t.count = stride
	if stride == 0 {
		t.count = math.MaxUint64
	}
	return nil
}

// Count returns after how many packets the fields that are gone through in turn
// begin again: 1 where there is none, [math.MaxUint64] for more than fits.
func (t *Template) Count() uint64 { return t.count }

// index returns the index into a variable's set for packet k; for random and
// counting sets it is k.
func (t *Template) index(v *variable, k uint64) uint64 {
	if v.digit < 0 {
		return k
	}
	d := &t.digits[v.digit]
	switch {
	case d.stride == 0:
		return 0
	case d.stride != 1:
		k /= d.stride
	}
	if d.count != 0 && k >= d.count {
		k %= d.count
	}
	return k
}

// AppendTo appends packet k to dst and returns the extended slice. The same k
// gives the same packet; k counts from 0, and at [Template.Count] the fields
// that are gone through in turn begin again.
//
// An error, [*Error], is possible only where a value makes a packet that cannot
// be built, as a size below that of the headers; dst is then returned as it
// was.
func (t *Template) AppendTo(dst []byte, k uint64) ([]byte, error) {
	if t.slow {
		return t.build(dst, k)
	}
	s := &t.shapes[0]
	if len(t.shaped) > 0 {
		s = &t.shapes[t.shapeIndex(k)]
	}
	n := len(dst)
	dst = append(dst, s.base...)
	s.rewrite(t, dst[n:], k)
	return dst, nil
}

// Rewrite makes packet k in b, which already holds another packet of the same
// template, and writes the fields that vary only. It reports false, and leaves
// b as it is, where the packets differ in more than that: then b is to be made
// anew with AppendTo.
func (t *Template) Rewrite(b []byte, k uint64) bool {
	if t.slow || len(t.shapes) != 1 || len(b) != len(t.shapes[0].base) {
		return false
	}
	t.shapes[0].rewrite(t, b, k)
	return true
}

// shapeIndex returns the index into shapes for packet k.
func (t *Template) shapeIndex(k uint64) (index uint64) {
	for _, i := range t.shaped {
		v := &t.vary[i]
		at := t.index(v, k)
		if v.values.order == atRandom {
			at, _ = bits.Mul64(mix(v.seed+k*golden), v.values.total)
		}
		index = index*v.values.total + at
	}
	return index
}

// build makes packet k from its layers.
func (t *Template) build(dst []byte, k uint64) ([]byte, error) {
	p, err := t.packet(k)
	if err != nil {
		return dst, err
	}
	return p.AppendTo(dst)
}

// packet returns the layers of packet k.
func (t *Template) packet(k uint64) (Packet, error) {
	return t.packetOf(func(_ int, v *variable) (u128, *node) { return v.values.value(t.index(v, k), v.seed) })
}

// packetOf returns the layers with the values that choose returns for each of
// the variables.
func (t *Template) packetOf(choose func(i int, v *variable) (u128, *node)) (Packet, error) {
	p := make(Packet, len(t.spec.Packet))
	copy(p, t.spec.Packet)
	copied := make([]bool, len(p))
	for i := range t.vary {
		v := &t.vary[i]
		if !copied[v.layer] {
			w := p[v.layer].protocol().make()
			copyLayer(w, p[v.layer])
			p[v.layer], copied[v.layer] = w, true
		}
		value, n := choose(i, v)
		if err := setValue(p[v.layer].(walker), v.field, value, n); err != nil {
			return nil, fmt.Errorf("compile packet: %s of layer %d: %w", v.field, v.layer+1, err.err)
		}
	}
	return p, nil
}
