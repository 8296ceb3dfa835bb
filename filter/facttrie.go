package filter

import "math/bits"

// A trie is a persistent map from 32-bit keys: setting a key leaves the map as
// it was and returns another one, which shares what did not change. The facts
// of a filter's blocks differ little from one block to the next, so there may be
// as many of them as blocks. A nil trie is the empty map.
type trie[V any] struct {
	shift uint32 // bits below this node's branching; 0 has the values
	kids  [16]*trie[V]
	value [16]V
	has   uint16 // which values there are
}

const trieBits = 4

// get returns the value of key.
func (t *trie[V]) get(key uint32) (v V, ok bool) {
	if t == nil || bits.Len32(key) > int(t.shift)+trieBits {
		return v, false
	}
	for t.shift > 0 {
		t = t.kids[key>>t.shift&15]
		if t == nil {
			return v, false
		}
	}
	return t.value[key&15], t.has>>(key&15)&1 == 1
}

// set returns the map in which key has the value v.
func (t *trie[V]) set(key uint32, v V) *trie[V] {
	if t == nil {
		t = &trie[V]{}
	}
	for bits.Len32(key) > int(t.shift)+trieBits {
		up := &trie[V]{shift: t.shift + trieBits}
		up.kids[0] = t
		t = up
	}
	return t.put(key, v)
}

func (t *trie[V]) put(key uint32, v V) *trie[V] {
	c := *t
	i := key >> t.shift & 15
	if t.shift == 0 {
		c.value[i] = v
		c.has |= 1 << i
		return &c
	}
	kid := t.kids[i]
	if kid == nil {
		kid = &trie[V]{shift: t.shift - trieBits}
	}
	c.kids[i] = kid.put(key, v)
	return &c
}

// common returns the keys that both maps have, with what join makes of their
// values. Where the two share nodes it takes no time, and the result shares what
// is u's or t's, so that it takes no time with them either.
func common[V comparable](t, u *trie[V], join func(v, w V) V) *trie[V] {
	for t != nil && u != nil && t.shift > u.shift {
		t = t.kids[0]
	}
	for t != nil && u != nil && u.shift > t.shift {
		u = u.kids[0]
	}
	if t == nil || u == nil {
		return nil
	}
	if t == u {
		return t
	}
	c := trie[V]{shift: t.shift, has: t.has & u.has}
	for i := range c.value {
		if c.has>>i&1 == 1 {
			c.value[i] = join(t.value[i], u.value[i])
		}
	}
	for i := range c.kids {
		c.kids[i] = common(t.kids[i], u.kids[i], join)
	}
	empty := trie[V]{shift: c.shift}
	switch c {
	case empty:
		return nil
	case *t:
		return t
	case *u:
		return u
	}
	return &c
}
