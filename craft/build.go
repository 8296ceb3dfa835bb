package craft

import (
	"errors"
	"fmt"
	"sync"

	"pktcap/checksum"
)

// A builder turns a Packet into bytes in two walks: forwards it appends every
// header with zeros in the fields to be computed (holes), backwards it fills
// the holes, so that a layer's checksum sees finished bytes behind it.
type builder struct {
	c      coder
	frames []frame
	looked []span  // fields that computed ones other than checksums depend on, if tracing
	checks []check // what each checksum covers, if tracing
}

// A frame is the place of one layer in the bytes being built.
type frame struct {
	b     *builder
	index int
	layer Layer
	proto *protocol
	start int // offset of the layer
	body  int // offset behind its header
	end   int // offset behind what its length counts
	hole  int // index of its first hole
	holes int // and behind its last

	owner  int // of ICMPExtensions: the index of the message that they belong to; else -1
	filled int // of ICMPExtensions: bytes before their header
}

var builders = sync.Pool{New: func() any { return new(builder) }}

func newBuilder(tracing bool) *builder {
	b := builders.Get().(*builder)
	b.c = coder{op: opEncode, holes: b.c.holes[:0], trace: b.c.trace[:0], tracing: tracing, network: -1}
	b.checks, b.looked = b.checks[:0], b.looked[:0]
	return b
}

func (b *builder) release() {
	b.c.buf = nil
	clear(b.frames)
	builders.Put(b)
}

func (b *builder) build(p Packet, dst []byte) ([]byte, error) {
	c := &b.c
	c.buf = dst
	c.base = len(dst)
	b.frames = b.frames[:0]
	for i, l := range p {
		if l == nil {
			return dst, &Error{Layer: i, Name: "nil", Err: errors.New("not a layer")}
		}
		f := frame{b: b, index: i, layer: l, proto: l.protocol(), start: len(c.buf), hole: len(c.holes), owner: -1}
		c.layer, c.filled = i, 0
		if c.network < 0 && f.proto.addresses != nil {
			c.network = f.start
		}
		b.frames = append(b.frames, f)
		l.walk(c)
		if c.free != 0 {
			c.fail("", errPartByte)
		}
		if c.err != nil {
			return dst, b.error(i)
		}
		fr := &b.frames[i]
		fr.body, fr.holes, fr.filled = len(c.buf), len(c.holes), c.filled
	}
	b.setEnds()
	for i := len(p) - 1; i >= 0; i-- {
		p[i].finish(&b.frames[i])
		if c.err != nil {
			return dst, b.error(i)
		}
	}
	return c.buf, nil
}

func (b *builder) error(i int) error {
	return &Error{Layer: i, Name: b.frames[i].proto.name, Field: b.c.field, Err: b.c.err}
}

// look notes that a field is computed from the bytes of another.
func (b *builder) look(start, end int) {
	if b.c.tracing {
		b.looked = append(b.looked, span{start, end})
	}
}

// derives reports whether a field is computed from the one at p.
func (b *builder) derives(p place) bool {
	for _, s := range b.looked {
		if p.bit < s.end*8 && p.bit+p.width > s.start*8 {
			return true
		}
	}
	return false
}

// setEnds finds where each layer's content ends. Padding behind the content
// belongs to a link layer and is counted by nobody in that frame: the first
// padding to the innermost link layer, a second one to the next outer.
func (b *builder) setEnds() {
	end := len(b.c.buf)
	owner := len(b.frames)
	for i := range b.frames {
		b.frames[i].end = end
	}
	for i := range b.frames {
		if b.frames[i].proto != protoPadding {
			continue
		}
		for owner--; owner >= 0 && !b.frames[owner].proto.link; owner-- {
		}
		owner = max(owner, -1)
		for j := max(owner, 0); j < i; j++ {
			b.frames[j].end = min(b.frames[j].end, b.frames[i].start)
		}
	}
	for i := range b.frames {
		if b.frames[i].proto != protoICMPExtensions {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			if p := b.frames[j].proto; p == protoICMPv4 || p == protoICMPv6 {
				b.frames[i].owner = j
				break
			}
			b.frames[j].end = min(b.frames[j].end, b.frames[i].start)
		}
	}
}

// header returns the layer's header.
func (f *frame) header() []byte { return f.b.c.buf[f.start:f.body] }

// next returns the frame of the layer above, or nil where there is none.
func (f *frame) next() *frame {
	if f.index+1 == len(f.b.frames) || f.b.frames[f.index+1].proto.trailer {
		return nil
	}
	return &f.b.frames[f.index+1]
}

// below returns the frame of the layer underneath, or nil.
func (f *frame) below() *frame {
	if f.index == 0 {
		return nil
	}
	return &f.b.frames[f.index-1]
}

// find returns where the absent field name stands; ok is false where the field
// is present, and is to be left alone.
func (f *frame) find(name string) (p *place, ok bool) {
	holes := f.b.c.holes[f.hole:f.holes]
	for i := range holes {
		if holes[i].name == name {
			return &holes[i], true
		}
	}
	return nil, false
}

// fill computes the field name, if it is absent.
func (f *frame) fill(name string, v int) {
	p, ok := f.find(name)
	if !ok {
		return
	}
	if (v < 0 || v>>p.width != 0) && !p.shadow {
		f.b.c.fail(name, fmt.Errorf("computed as %d, which does not fit in %d bits (at most %d); give it explicitly",
			v, p.width, uint64(1)<<p.width-1))
		return
	}
	f.b.store(p, uint64(v))
}

// store writes v into the zero bits at p.
func (b *builder) store(p *place, v uint64) {
	if p.shadow {
		p.computed = v == p.value
		return
	}
	storeBits(b.c.buf, p.bit, p.width, v)
}

// storeBits replaces width bits of buf, at most 64, that begin at bit.
func storeBits(buf []byte, bit, width int, v uint64) {
	for width > 0 {
		room := 8 - bit&7
		n := min(room, width)
		width -= n
		mask := byte(1<<n-1) << (room - n)
		b := &buf[bit>>3]
		*b = *b&^mask | byte(v>>width)<<(room-n)&mask
		bit += n
	}
}

// number returns the number by which a header of the given kind announces the
// layer above: otherwise where that has none, none where there is no layer.
func (f *frame) number(kind func(*protocol) Auto, otherwise, none int) int {
	next := f.next()
	if next == nil {
		return none
	}
	return int(kind(next.proto).Or(uint64(otherwise)))
}

// A check is what a checksum field covers: whole bytes of the packet and the
// pseudo-header.
type check struct {
	place  *place
	kind   checkKind
	start  int // offsets of the bytes that are summed
	end    int
	pseudo [2]span // addresses of the pseudo-header; empty where there is none
	sum    uint16  // what else is summed: protocol and length
}

type span struct{ start, end int }

type checkKind uint8

const (
	checkInternet checkKind = iota
	checkUDP                // 0 is sent as 0xffff
	checkCRC32C
)

// checksum computes the field name over the bytes from start to end, if it is
// absent.
func (f *frame) checksum(name string, start, end int) {
	if p, ok := f.find(name); ok {
		f.b.check(check{place: p, start: start, end: end})
	}
}

// transportChecksum computes the field name over the layer, all that follows
// and the pseudo-header, if it is absent.
func (f *frame) transportChecksum(name string, kind checkKind, proto uint8, end int) {
	p, ok := f.find(name)
	if !ok {
		return
	}
	ck := check{place: p, kind: kind, start: f.start, end: end}
	for ip := f.below(); ; ip = ip.below() {
		if ip == nil {
			f.b.c.fail(name, errors.New("cannot be computed without an ip or ip6 layer below; give it explicitly"))
			return
		}
		if ip.proto.addresses == nil {
			continue
		}
		ck.pseudo[0], ck.pseudo[1] = ip.proto.addresses(ip)
		break
	}
	ck.sum = checksum.PseudoHeaderBytes(nil, nil, proto, end-f.start)
	f.b.check(ck)
}

// check computes a checksum, and remembers for a template what it covers.
func (b *builder) check(ck check) {
	buf := b.c.buf
	if ck.place.shadow {
		storeBits(buf, ck.place.bit, ck.place.width, 0)
		defer storeBits(buf, ck.place.bit, ck.place.width, ck.place.value)
	}
	switch ck.kind {
	case checkCRC32C:
		crc := checksum.CRC32C(buf[ck.start:ck.end])
		b.store(ck.place, uint64(crc<<24|crc>>24|crc<<8&0xff0000|crc>>8&0xff00))
	default:
		sum := ck.sum
		for _, s := range ck.pseudo {
			sum = checksum.Sum(buf[s.start:s.end], sum)
		}
		c := ^checksum.Sum(buf[ck.start:ck.end], sum)
		if ck.kind == checkUDP {
			c = checksum.UDP(c)
		}
		b.store(ck.place, uint64(c))
	}
	if b.c.tracing {
		b.checks = append(b.checks, ck)
	}
}
