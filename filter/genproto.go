package filter

import "pktcap/linktype"

// linkProtocols are the protocols that stand for "ether proto" of a number.
var linkProtocols = map[word]uint32{
	"ip": etherIPv4, "ip6": etherIPv6, "arp": etherARP, "rarp": etherRARP,
	"atalk": etherAppleTalk, "aarp": etherAARP, "decnet": etherDECnet, "sca": etherSCA, "lat": etherLAT,
	"mopdl": etherMOPDL, "moprc": etherMOPRC,
	"iso": sapISO, "stp": sapSTP, "ipx": sapIPX, "netbeui": sapNetBEUI,
}

// ipProtocols are the protocols that stand for "proto" of a number, over the
// versions of IP that over says ("" is both).
var ipProtocols = map[word]struct {
	over  word
	value uint32
}{
	"tcp": {"", ipTCP}, "udp": {"", ipUDP}, "sctp": {"", ipSCTP}, "pim": {"", ipPIM}, "ah": {"", ipAH}, "esp": {"", ipESP},
	"icmp": {"ip", ipICMP}, "igmp": {"ip", ipIGMP}, "igrp": {"ip", ipIGRP}, "vrrp": {"ip", ipVRRP}, "carp": {"ip", ipVRRP},
	"icmp6": {"ip6", ipICMPv6},
	"clnp":  {"iso", nlpidCLNP}, "esis": {"iso", nlpidESIS}, "isis": {"iso", nlpidISIS},
}

// abbreviation is a protocol as a term of its own.
func (c *generator) abbreviation(e *env, p word) *cond {
	if proto, ok := linkProtocols[p]; ok {
		return c.protocol(e, proto)
	}
	if row, ok := ipProtocols[p]; ok {
		return c.proto(e, row.over, row.value)
	}
	types, header := isisTypes[p], c.proto(e, "iso", nlpidISIS)
	var parts []*cond
	for _, t := range types {
		parts = append(parts, c.isisType(e, t))
	}
	return and(header, or(parts...))
}

// proto is "proto": a number that says what is in a packet of protocol over,
// "" for either version of IP.
func (c *generator) proto(e *env, over word, value uint32) *cond {
	switch over {
	case "":
		return or(c.proto(e, "ip", value), c.proto(e, "ip6", value))
	case "link":
		return c.protocol(e, value)
	case "ip":
		return and(c.protocol(e, etherIPv4), c.overIPv4Is(e, value))
	case "ip6":
		// A fragment header may come in between, and no other header.
		fragment := and(c.nextIPv6(e, ipFragment), c.g.equal(c.g.at(e.overIPv6(), 0, 1), value))
		return and(c.protocol(e, etherIPv6), or(c.nextIPv6(e, value), fragment))
	case "iso":
		return c.iso(e, value)
	}
	return and(c.iso(e, nlpidISIS), c.isisType(e, value)) // isis
}

// iso is the network layer protocol identifier after an ISO SAP.
func (c *generator) iso(e *env, nlpid uint32) *cond {
	switch e.layer.linkType {
	case linktype.FrameRelay:
		return c.nlpid(e, nlpid)
	case linktype.CHDLC:
		// There is a byte of padding in front of it.
		return and(c.protocol(e, sapISO<<8|sapISO), c.g.equal(c.g.at(e.payload, e.noSNAP+1, 1), nlpid))
	}
	return and(c.protocol(e, sapISO), c.g.equal(c.g.at(e.payload, e.noSNAP, 1), nlpid))
}

func (c *generator) isisType(e *env, value uint32) *cond {
	at := e.noSNAP + 4
	if e.layer.linkType == linktype.CHDLC {
		at++
	}
	return c.g.masked(c.g.at(e.payload, at, 1), value, isisTypeMask)
}

// overIPv4Is is the protocol field of an IPv4 header, nextIPv6 the next header
// field of an IPv6 header.
func (c *generator) overIPv4Is(e *env, value uint32) *cond {
	return c.g.equal(c.g.at(e.networkAt(), 9, 1), value)
}

func (c *generator) nextIPv6(e *env, value uint32) *cond {
	return c.g.equal(c.g.at(e.networkAt(), 6, 1), value)
}

// firstFragment is an IPv4 packet with the start of its payload.
func (c *generator) firstFragment(e *env) *cond {
	return not(c.g.anySet(c.g.at(e.networkAt(), 6, 2), 0x1fff))
}
