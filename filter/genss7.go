package filter

import (
	"math/bits"

	"pktcap/linktype"
)

// ss7Header is how many bytes come before the MTP2 header in link types that
// have one.
var ss7Header = map[linktype.Type]uint32{linktype.MTP2: 0, linktype.MTP2WithPHDR: 4, linktype.ERF: 20}

// Offsets in an MTP2 packet (ITU-T Q.703 2.2), those of the high-speed link
// after the first; and of the routing label of MTP3 (Q.704 2.2), which is 3
// bytes later on a high-speed link.
const (
	mtp2Length   = 2
	mtp2LengthHS = 4
	mtp2Service  = 3
	mtp3Label    = 4
	mtp3Link     = 7
	mtpHighSpeed = 3
)

// ss7 is the terms about SS7.
func (c *generator) ss7(e *env, t *term) *cond {
	first, ok := ss7Header[e.layer.linkType]
	if !ok {
		c.fail(CodeLinkType, "'%s' supported only on SS7", t.word)
	}
	load := func(at uint32, size uint8) *value { return c.g.load(size, nil, first+at) }

	// Signal units are told apart by their length: none is a fill-in unit, 1
	// and 2 are a link status unit, more is a message. On a high-speed link it
	// is the upper 9 bits of two bytes.
	unit, one, two := c.g.binary(opAnd, load(mtp2Length, 1), c.g.constant(0x3f)), uint32(0), uint32(2)
	name := t.word
	high := uint32(0)
	if name[0] == 'h' {
		unit, two = c.g.binary(opAnd, load(mtp2LengthHS, 2), c.g.constant(0xff80)), 2<<7
		name, high = name[1:], mtpHighSpeed
	}
	within := func(limit uint32) func(uint32) uint32 {
		return func(v uint32) uint32 {
			c.atMost(v, string(t.word), limit)
			return v
		}
	}
	switch name {
	case "fisu":
		return c.g.equal(unit, 0)
	case "lssu":
		return and(c.g.greater(unit, one), not(c.g.greater(unit, two)))
	case "msu":
		return c.g.greater(unit, two)
	case "sio":
		return c.field(t, load(mtp2Service+high, 1), 0xff, within(0xff))
	case "sls":
		return c.field(t, load(mtp3Link+high, 1), 0xf0, func(v uint32) uint32 { return within(0xf)(v) << 4 })
	case "dpc":
		// Point codes are little-endian, 14 bits each, one after the other.
		return c.field(t, load(mtp3Label+high, 2), 0xff3f, func(v uint32) uint32 {
			return uint32(bits.ReverseBytes16(uint16(within(0x3fff)(v))))
		})
	}
	return c.field(t, load(mtp3Label+high, 4), 0x00c0ff0f, func(v uint32) uint32 { // opc
		return bits.ReverseBytes32(within(0x3fff)(v) << 14)
	})
}
