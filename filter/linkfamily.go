package filter

import (
	"encoding/binary"
	"math/bits"
)

// Protocol families (AF_INET, AF_INET6) in front of packets. AF_INET is 2
// everywhere; AF_INET6 is this for a capture on Linux, but in a savefile it may
// be that of any system.
const (
	familyIPv4      = 2
	familyIPv6Linux = 10
)

var familiesIPv6 = []uint32{
	24, // NetBSD, OpenBSD, BSD/OS, Npcap
	28, // FreeBSD
	30, // macOS and its kin
}

// families returns the protocol families that proto may have, nil if it has
// none.
func (c *generator) families(proto uint32) []uint32 {
	switch {
	case proto == etherIPv4:
		return []uint32{familyIPv4}
	case proto == etherIPv6 && c.opt.Savefile:
		return familiesIPv6
	case proto == etherIPv6:
		return []uint32{familyIPv6Linux}
	}
	return nil
}

// networkFamily is protocol for link types that begin with a protocol family in
// network byte order.
func (c *generator) networkFamily(e *env, proto uint32) *cond {
	return c.family(e, proto, c.g.at(e.header, 0, 4), c.families(proto))
}

// hostFamily is protocol for link types that begin with a protocol family in
// the byte order of the capturing machine: this one's, or, in a savefile,
// either.
func (c *generator) hostFamily(e *env, proto uint32) *cond {
	families := c.families(proto)
	if families == nil {
		return c.never(e, proto)
	}
	little := make([]uint32, 0, 2*len(families))
	for _, f := range families {
		little = append(little, bits.ReverseBytes32(f))
	}
	switch {
	case c.opt.Savefile:
		families = append(little, families...)
	case binary.NativeEndian.Uint16([]byte{1, 0}) == 1:
		families = little
	}
	return c.family(e, proto, c.g.at(e.header, 0, 4), families)
}

// family is true where v is one of the families.
func (c *generator) family(e *env, proto uint32, v *value, families []uint32) *cond {
	if families == nil {
		return c.never(e, proto)
	}
	var parts []*cond
	for _, f := range families {
		parts = append(parts, c.g.equal(v, f))
	}
	return or(parts...)
}

// The pflog header (net/if_pflog.h of OpenBSD): its length, then these.
const (
	pflogFamilyAt   = 1
	pflogActionAt   = 2
	pflogReasonAt   = 3
	pflogIfnameAt   = 4
	pflogIfnameSize = 16
	pflogRulesetAt  = 20
	pflogRulesetLen = 16
	pflogRuleAt     = 36
	pflogSubruleAt  = 40
	pflogDirection  = 60
)

func (c *generator) pflogFamily(e *env, proto uint32) *cond {
	return c.family(e, proto, c.g.at(e.header, pflogFamilyAt, 1), c.families(proto))
}

// pflogLength is the length of the pflog header, rounded up to a word.
func pflogLength(g *graph, header place) place {
	length := g.binary(opAdd, g.at(header, 0, 1), g.constant(3))
	return place{v: g.binary(opAnd, length, g.constant(0xfffffffc))}
}

// ipnetFamily is protocol for Solaris ipnet.
func (c *generator) ipnetFamily(e *env, proto uint32) *cond {
	switch proto {
	case etherIPv4:
		return c.g.equal(c.g.at(e.kind, 0, 1), 2)
	case etherIPv6:
		return c.g.equal(c.g.at(e.kind, 0, 1), 26)
	}
	return c.never(e, proto)
}
