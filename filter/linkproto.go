package filter

import "pktcap/linktype"

// protocol is true of packets whose network layer is proto: an EtherType, or,
// up to maxLength, an 802.2 SAP.
func (c *generator) protocol(e *env, proto uint32) *cond {
	key := protocolKey{*e, proto}
	known, ok := c.protocols[key]
	if !ok {
		known = c.findProtocol(e, proto)
		c.protocols[key] = known
	}
	return known
}

// protocolKey is a protocol in an environment.
type protocolKey struct {
	env
	proto uint32
}

func (c *generator) findProtocol(e *env, proto uint32) *cond {
	if e.labels > 0 {
		return c.mplsProtocol(e, proto)
	}
	if e.layer.protocol != nil {
		return e.layer.protocol(c, e, proto)
	}
	if !e.hasKind() {
		c.fail(CodeLinkType, "link-layer type filtering not implemented for %s", describe(e.layer.linkType))
	}
	c.atMost(proto, "EtherType", 0xffff)
	return c.g.equal(c.g.at(e.kind, 0, 2), proto)
}

// describe names a link type for a message.
func describe(t linktype.Type) string {
	if d := t.Description(); d != "" {
		return "DLT_" + t.String() + " (" + d + ")"
	}
	return "link type " + t.String()
}

// llcWord is an 802.2 header whose two addresses are proto.
func (g *graph) llcWord(e *env, proto uint32) *cond {
	return g.equal(g.at(e.payload, 0, 2), proto<<8|proto)
}

// snap is an 802.2 header with a SNAP header that has the organisation code and
// protocol (IEEE 802 9.2.3).
func (g *graph) snap(e *env, org, proto uint32) *cond {
	return g.bytesAt(e.payload, 0, []byte{
		sapSNAP, sapSNAP, 0x03,
		byte(org >> 16), byte(org >> 8), byte(org),
		byte(proto >> 8), byte(proto),
	})
}

// appleOrg is the organisation code of AppleTalk's SNAP headers.
const appleOrg = 0x080007

// etherProtocol is protocol for Ethernet, where the type field holds an
// EtherType or, in frames with an 802.2 header, a length.
func (c *generator) etherProtocol(e *env, proto uint32) *cond {
	var frame *cond
	if e.frameFirst {
		frame = e.frame
	}
	kind := c.g.at(e.kind, 0, 2)
	isLength := not(c.g.greater(kind, maxLength))
	return and(frame, c.framed(e, proto, c.g.equal(kind, proto), isLength,
		or(c.g.snap(e, 0, etherIPX), c.g.equal(c.g.at(e.payload, 0, 1), sapIPX), c.g.equal(c.g.at(e.payload, 0, 2), 0xffff)),
		c.g.at(e.kind, 2, 1)))
}

// framed tells apart frames with an EtherType and frames with an 802.2 header.
// isType holds of the former that carry proto, isLLC of all of the latter, ipx
// of the latter that carry IPX; dsap is the address that says what the latter
// carry.
func (c *generator) framed(e *env, proto uint32, isType, isLLC, ipx *cond, dsap *value) *cond {
	switch proto {
	case sapISO, sapIP, sapNetBEUI:
		return and(isLLC, c.g.llcWord(e, proto))
	case sapIPX:
		return or(c.g.equal(c.g.at(e.kind, 0, 2), etherIPX), and(isLLC, ipx))
	case etherAppleTalk:
		return or(isType, and(isLLC, c.g.snap(e, appleOrg, proto)))
	case etherAARP:
		return or(isType, and(isLLC, c.g.snap(e, 0, proto)))
	}
	if proto <= maxLength {
		c.atMost(proto, "LLC DSAP", 0xff)
		return and(isLLC, c.g.equal(dsap, proto))
	}
	c.atMost(proto, "EtherType", 0xffff)
	return isType
}

// sllProtocol is protocol for Linux cooked captures, whose protocol field holds
// ETH_P_ numbers of linux/if_ether.h below 1536 for frames without an EtherType.
func (c *generator) sllProtocol(e *env, proto uint32) *cond {
	const (
		raw8023 = 1 // ETH_P_802_3: Novell's, without an 802.2 header
		llc8022 = 4 // ETH_P_802_2
	)
	kind := c.g.at(e.kind, 0, 2)
	if proto == sapIPX {
		return or(c.g.equal(kind, etherIPX), c.g.equal(kind, raw8023),
			and(c.g.equal(kind, llc8022), or(c.g.equal(c.g.at(e.payload, 0, 1), sapIPX), c.g.snap(e, 0, etherIPX))))
	}
	return c.framed(e, proto, c.g.equal(kind, proto), c.g.equal(kind, llc8022), nil, c.g.at(e.payload, 0, 1))
}

// llcProtocol is protocol for payloads that always begin with an 802.2 header.
func (c *generator) llcProtocol(e *env, proto uint32) *cond {
	switch proto {
	case sapISO, sapIP, sapNetBEUI:
		return c.g.llcWord(e, proto)
	case etherAppleTalk:
		return c.g.snap(e, appleOrg, proto)
	}
	if proto <= maxLength {
		c.atMost(proto, "LLC DSAP", 0xff)
		return c.g.equal(c.g.at(e.payload, 0, 1), proto)
	}
	c.atMost(proto, "EtherType", 0xffff)
	return c.g.equal(c.g.at(e.payload, 6, 2), proto) // the SNAP header is taken for granted
}

func (c *generator) wlanProtocol(e *env, proto uint32) *cond {
	c.unseen = true
	return and(c.wlanDataFrame(e), c.llcProtocol(e, proto))
}

func (c *generator) sunATMProtocol(e *env, proto uint32) *cond {
	return and(c.atmType(e, atmLLC), c.llcProtocol(e, proto))
}

// PPP protocol numbers (IANA).
const (
	pppIP       = 0x0021
	pppOSI      = 0x0023
	pppXNS      = 0x0025
	pppDECnet   = 0x0027
	pppApple    = 0x0029
	pppIPX      = 0x002b
	pppVJC      = 0x002d // Van Jacobson compressed TCP/IP
	pppVJNC     = 0x002f // Van Jacobson uncompressed TCP/IP
	pppBridging = 0x0031
	pppIPv6     = 0x0057
	pppMPLS     = 0x0281
)

var pppOf = map[uint32]uint32{
	etherIPv4: pppIP, etherIPv6: pppIPv6, etherDECnet: pppDECnet, etherAppleTalk: pppApple, etherXNS: pppXNS,
	sapISO: pppOSI, sapSTP: pppBridging, sapIPX: pppIPX,
}

func (c *generator) pppProtocol(e *env, proto uint32) *cond {
	if p, ok := pppOf[proto]; ok {
		proto = p
	}
	c.atMost(proto, "PPP protocol", 0xffff)
	return c.g.equal(c.g.at(e.kind, 0, 2), proto)
}

// pppBSDOSProtocol is pppProtocol where IP may have compressed headers.
func (c *generator) pppBSDOSProtocol(e *env, proto uint32) *cond {
	if proto != etherIPv4 {
		return c.pppProtocol(e, proto)
	}
	kind := c.g.at(e.kind, 0, 2)
	return or(c.g.equal(kind, pppIP), c.g.equal(kind, pppVJC), c.g.equal(kind, pppVJNC))
}

// hdlcProtocol is protocol for Cisco HDLC, which has EtherTypes, and twice the
// SAP for OSI.
func (c *generator) hdlcProtocol(e *env, proto uint32) *cond {
	c.atMost(proto, "HDLC protocol", 0xffff)
	if proto == sapISO {
		proto = sapISO<<8 | sapISO
	}
	return c.g.equal(c.g.at(e.kind, 0, 2), proto)
}

// frameRelayProtocol is protocol for Frame Relay with a two-byte address: an
// unnumbered information frame, and a network layer protocol identifier
// (RFC 2427 4).
func (c *generator) frameRelayProtocol(e *env, proto uint32) *cond {
	const (
		nlpidIPv4 = 0xcc
		nlpidIPv6 = 0x8e
	)
	switch proto {
	case etherIPv4:
		return c.nlpid(e, nlpidIPv4)
	case etherIPv6:
		return c.nlpid(e, nlpidIPv6)
	case sapISO:
		return or(c.nlpid(e, nlpidCLNP), c.nlpid(e, nlpidESIS), c.nlpid(e, nlpidISIS))
	}
	return c.never(e, proto)
}

func (c *generator) nlpid(e *env, id uint32) *cond {
	return c.g.equal(c.g.at(e.header, 2, 2), 0x0300|id)
}

// versionProtocol is protocol for IP packets that only their version tells
// apart.
func (c *generator) versionProtocol(e *env, proto uint32) *cond {
	switch proto {
	case etherIPv4:
		return c.g.masked(c.g.at(e.header, 0, 1), 0x40, 0xf0)
	case etherIPv6:
		return c.g.masked(c.g.at(e.header, 0, 1), 0x60, 0xf0)
	}
	return c.never(e, proto)
}

func (c *generator) onlyIPv4(e *env, proto uint32) *cond { return c.only(e, proto, etherIPv4) }
func (c *generator) onlyIPv6(e *env, proto uint32) *cond { return c.only(e, proto, etherIPv6) }
func (c *generator) onlyAppleTalk(e *env, proto uint32) *cond {
	return c.only(e, proto, etherAppleTalk)
}

func (c *generator) only(e *env, proto, carried uint32) *cond {
	if proto == carried {
		return always
	}
	return c.never(e, proto)
}

// never is the condition that a link type does not carry proto at all. It is
// remembered, to explain an expression that rejects all packets.
func (c *generator) never(e *env, proto uint32) *cond {
	c.notCarried[e.layer.linkType] = true
	return never
}

// arcnetProtocol is protocol for ARCNET with RFC 1201 framing (system codes of
// RFC 1201 3; those of RFC 1051 come with another header).
func (c *generator) arcnetProtocol(e *env, proto uint32) *cond {
	codes := map[uint32]uint32{etherIPv4: 212, etherARP: 213, etherRARP: 214, etherIPv6: 196, etherAppleTalk: 221}
	code, ok := codes[proto]
	if !ok {
		return c.never(e, proto)
	}
	return c.g.equal(c.g.at(e.kind, 0, 1), code)
}

// juniperMagic is protocol for Juniper's link types: there are too many
// encapsulations to tell what they carry, so that anything may be anything.
func (c *generator) juniperMagic(e *env, _ uint32) *cond {
	return c.g.masked(c.g.at(e.header, 0, 4), 0x4d474300, 0xffffff00) // "MGC"
}
