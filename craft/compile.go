package craft

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// compile finds for each variable whether it can be written into finished
// packets. The ones that cannot, because the packet's size or another field
// follows from them, choose among shapes compiled beforehand.
func (t *Template) compile() error {
	first, err := t.packet(0)
	if err != nil {
		return err
	}
	if _, err := first.Bytes(); err != nil {
		return err
	}
	var patched []int
	for i := range t.vary {
		if t.patchable(i) {
			patched = append(patched, i)
			continue
		}
		t.shaped = append(t.shaped, i)
		if err := t.checkEffect(i); err != nil {
			return err
		}
	}
	err = t.buildShapes(patched)
	if err == nil && t.agrees() {
		return nil
	}
	if err != nil && !errors.Is(err, errUnpatchable) {
		return err
	}
	t.slow, t.shapes, t.shaped = true, nil, nil
	for _, k := range t.someIndices() { // what cannot be built is to be known early
		if _, err := t.build(nil, k); err != nil {
			return err
		}
	}
	return nil
}

// someIndices are the numbers of some packets.
func (t *Template) someIndices() []uint64 {
	n := t.count
	if n == 1 {
		n = 1000 // for what counts or is random
	}
	return samples(&valueSet{total: n})
}

// agrees compares some packets with ones built from their layers.
func (t *Template) agrees() bool {
	for _, k := range t.someIndices() {
		got, _ := t.AppendTo(nil, k)
		want, err := t.build(nil, k)
		if err != nil || !bytes.Equal(got, want) {
			return false
		}
	}
	return true
}

// checkEffect returns an error if no packet changes with variable i.
func (t *Template) checkEffect(i int) error {
	v := &t.vary[i]
	for _, k := range t.someIndices() {
		var before []byte
		for j, index := range samples(v.values) {
			p, err := t.packetOf(func(j int, w *variable) (u128, *node) {
				if j == i {
					return w.values.value(index, w.seed)
				}
				return w.values.value(t.index(w, k), w.seed)
			})
			if err != nil {
				return err
			}
			b, err := p.Bytes()
			if err != nil || j > 0 && !bytes.Equal(b, before) {
				return err
			}
			before = b
		}
	}
	if v.values.total == 1 && v.values.order != counting {
		return nil
	}
	return fmt.Errorf("compile packet: %s of layer %d: no %s packet has this field on the wire",
		v.field, v.layer+1, t.spec.Packet[v.layer].protocol().name)
}

// patchable reports whether packets with different values of one variable
// differ in its field and in checksums only. It compares packets with the
// first, the last and some other values with ones built from their layers.
func (t *Template) patchable(i int) bool {
	v := &t.vary[i]
	if v.values.bytes {
		return false
	}
	one := Template{spec: t.spec, vary: []variable{*v}, count: 1}
	one.vary[0].digit = -1
	p, err := one.packet(0)
	if err != nil {
		return false
	}
	s, err := one.shapeOf(p, []int{0})
	if err != nil || len(s.fields) == 0 {
		return false
	}
	got := make([]byte, len(s.base))
	for _, k := range samples(v.values) {
		copy(got, s.base)
		s.rewrite(&one, got, k)
		want, err := one.build(nil, k)
		if err != nil || !bytes.Equal(got, want) {
			return false
		}
	}
	return true
}

// samples are indices into a set: all of a small one, and a few of a large one.
func samples(s *valueSet) (list []uint64) {
	const few = 16
	n := s.total
	if s.order != inTurn || n == 0 {
		n = 1 << 62
	}
	if n <= few {
		for k := range n {
			list = append(list, k)
		}
		return list
	}
	list = append(list, 0, 1, 2, n/2, n-2, n-1)
	for k := uint64(1); len(list) < few; k++ {
		list = append(list, mix(k)%n)
	}
	return list
}

// buildShapes compiles a shape for each combination of the values of the
// variables that are not patched.
func (t *Template) buildShapes(patched []int) error {
	combinations := uint64(1)
	for _, i := range t.shaped {
		v := &t.vary[i]
		if v.values.order == counting || v.values.total == 0 || v.values.total > maxShapes {
			return errUnpatchable
		}
		if combinations *= v.values.total; combinations > maxShapes {
			return errUnpatchable
		}
	}
	size := 0
	for c := range combinations {
		p, err := t.combination(c)
		if err != nil {
			return err
		}
		s, err := t.shapeOf(p, patched)
		if err != nil {
			return err
		}
		if size += len(s.base); size > maxShapeBytes {
			return errUnpatchable
		}
		t.shapes = append(t.shapes, *s)
	}
	return nil
}

// combination returns the layers for the c-th combination of the values that
// choose the shape, the last variable's the fastest, with the others as in
// packet 0.
func (t *Template) combination(c uint64) (Packet, error) {
	index := map[int]uint64{}
	for _, i := range slices.Backward(t.shaped) {
		n := t.vary[i].values.total
		index[i] = c % n
		c /= n
	}
	return t.packetOf(func(i int, v *variable) (u128, *node) {
		if k, ok := index[i]; ok {
			return v.values.at(k)
		}
		return v.values.value(t.index(v, 0), v.seed)
	})
}
