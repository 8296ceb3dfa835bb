package decode

const (
	bgpInvalidLen = "invalid len"

	bgpOSPFExternal = 5
	bgpOSPFNSSA     = 7
	bgpAIGPMetric   = 1

	bgpLinkBandwidth = 0x4004
)

// bgpAttribute prints the value of a path attribute: RFC 4271, 5. It reports
// whether it is whole.
func (p *Printer) bgpAttribute(kind int, v view, depth int) bool {
	known, dumped := true, v.n
	switch kind {
	case bgpOrigin:
		if v.n != 1 {
			p.str(bgpInvalidLen)
		} else {
			p.name(bgpOrigins, "Unknown Origin Typecode", v.u8(0))
		}
	case bgpASPath, bgpAS4Path:
		known = p.bgpPath(kind, v)
	case bgpNextHop, bgpOriginatorID:
		if v.n != 4 {
			p.str(bgpInvalidLen)
		} else {
			p.addr4(v, 0)
		}
	case bgpMED, bgpLocalPref:
		if v.n != 4 {
			p.str(bgpInvalidLen)
		} else {
			p.dec32(v.u32(0))
		}
	case bgpAtomicAggregate:
		if v.n != 0 {
			p.str(bgpInvalidLen)
		}
	case bgpAggregator, bgpAggregator4:
		known = p.bgpAggregator(kind, v)
	case bgpCommunity:
		known = p.bgpCommunities(v)
	case bgpClusterList:
		if v.n%4 != 0 {
			p.str(bgpInvalidLen)
			break
		}
		for off := 0; off < v.n; off += 4 {
			v.need(off, 4)
			if off > 0 {
				p.str(", ")
			}
			p.addr4(v, off)
		}
	case bgpReach:
		known = p.bgpReach(v)
	case bgpUnreach:
		known = p.bgpUnreach(v)
	case bgpExtendedCommunity:
		known = p.bgpExtendedCommunities(v)
	case bgpPMSITunnel:
		known = p.bgpPMSITunnel(v)
	case bgpAIGP:
		known = p.bgpAIGP(v)
	case bgpAttributeSet:
		dumped, known = p.bgpAttributeSet(v, depth)
	case bgpLargeCommunity: // RFC 8092
		if v.n == 0 || v.n%12 != 0 {
			p.str(bgpInvalidLen)
			break
		}
		p.str("\n\t    ")
		for off := 0; off < v.n; off += 12 {
			v.need(off, 12)
			if off > 0 {
				p.str(", ")
			}
			p.printf("%d:%d:%d", v.u32(off), v.u32(off+4), v.u32(off+8))
		}
		dumped = 0
	case bgpBGPsecPath:
		known = p.bgpsecPath(v)
	default:
		if !v.has(0, v.n) {
			return false
		}
		p.printf("\n\t    no Attribute %d decoder", kind)
		if p.v <= 1 {
			p.hexLines("\n\t    ", v, 0, v.n)
		}
	}
	if !known {
		return false
	}
	if p.v > 1 && dumped > 0 {
		if !v.has(0, dumped) {
			return false
		}
		p.hexLines("\n\t    ", v, 0, dumped)
	}
	return true
}

// bgpPath prints an AS_PATH: RFC 4271, 4.3, and RFC 6793.
func (p *Printer) bgpPath(kind int, v view) bool {
	if v.n%2 != 0 {
		p.str(bgpInvalidLen)
		return true
	}
	if v.n == 0 {
		p.str("empty")
		return true
	}
	size := 4
	if kind == bgpASPath {
		size = bgpASSize(v)
	}
	for off := 0; off < v.n; {
		segment := v.u8(off)
		p.name(bgpSegments, "?", segment)
		count := v.u8(off + 1)
		off += 2
		for range count {
			if !v.has(off, size) {
				return false
			}
			if size == 2 {
				p.asn(uint32(v.u16(off)))
			} else {
				p.asn(v.u32(off))
			}
			p.byte(' ')
			off += size
		}
		p.name(bgpSegmentEnds, "?", segment)
	}
	return true
}

// bgpASSize returns the length of the AS numbers in a path. Speakers of RFC 6793
// write four bytes where others write two, in the same attribute: it is two
// where the segments add up so.
func bgpASSize(v view) int {
	off := 0
	for off < v.n {
		if segment := v.u8(off); segment < 1 || segment > 4 {
			return 4
		}
		off += 2 + 2*v.u8(off+1)
	}
	if off == v.n {
		return 2
	}
	return 4
}

func (p *Printer) bgpAggregator(kind int, v view) bool {
	if v.n != 8 && (kind == bgpAggregator4 || v.n != 6) {
		p.str(bgpInvalidLen)
		return true
	}
	if kind == bgpAggregator && !v.has(0, v.n) {
		return false
	}
	v.need(0, v.n)
	p.str(" AS #")
	if v.n == 6 {
		p.asn(uint32(v.u16(0)))
	} else {
		p.asn(v.u32(0))
	}
	p.str(", origin ")
	p.addr4(v, v.n-4)
	return true
}

// bgpCommunities prints communities: RFC 1997.
func (p *Printer) bgpCommunities(v view) bool {
	if v.n%4 != 0 {
		p.str(bgpInvalidLen)
		return true
	}
	for off := 0; off < v.n; off += 4 {
		if !v.has(off, 4) {
			return false
		}
		community := v.u32(off)
		if name, ok := bgpWellKnown.find(community); ok {
			p.str(name)
			continue
		}
		p.printf("%d:%d", community>>16, community&0xffff)
		if off+4 < v.n {
			p.str(", ")
		}
	}
	return true
}

// bgpExtendedCommunities prints extended communities: RFC 4360.
func (p *Printer) bgpExtendedCommunities(v view) bool {
	if v.n%8 != 0 {
		p.str(bgpInvalidLen)
		return true
	}
	for off := 0; off < v.n; off += 8 {
		if !v.has(off, 2) {
			return false
		}
		kind := v.u16(off)
		p.str("\n\t    ")
		p.name(bgpExtended, "unknown extd community typecode", kind)
		p.printf(" (0x%04x), Flags [", kind)
		p.flags(bgpExtendedFlags, "none", ", ", uint32(kind))
		p.byte(']')
		if !v.has(off, 8) {
			return false
		}
		p.str(": ")
		p.bgpExtendedCommunity(kind, v.at(off, 8))
	}
	return true
}

func (p *Printer) bgpExtendedCommunity(kind int, v view) {
	switch kind {
	case 0x0002, 0x0003, 0x000a: // of a 2-byte AS
		p.printf("%d:%d (= ", v.u16(2), v.u32(4))
		p.addr4(v, 4)
		p.byte(')')
	case 0x0102, 0x0103, 0xf10a, 0x010b: // of an IPv4 address
		p.addr4(v, 2)
		p.printf(":%d", v.u16(6))
	case 0x0202, 0x0203: // of a 4-byte AS
		p.asn(v.u32(2))
		p.printf(":%d", v.u16(6))
	case bgpLinkBandwidth: // in bytes a second, draft-ietf-idr-link-bandwidth
		p.str("bandwidth: ")
		p.mbps(v, 4)
	case 0x0005, 0x0105, 0x0205, 0x8005, 0x0107, 0x8001: // RFC 4577
		p.addr4(v, 2)
	case 0x0306, 0x8000: // RFC 4577, 4.2.6
		p.str("area:")
		p.addr4(v, 2)
		route := v.u8(6)
		p.str(", router-type:")
		p.name(bgpOSPFRouteTypes, "unknown (0x%02x)", route)
		p.str(", metric-type:")
		if v.u8(7)&1 != 0 {
			p.str("E2")
		}
		if route == bgpOSPFExternal || route == bgpOSPFNSSA {
			p.str("E1")
		}
	case 0x800a: // RFC 4761, 3.2.4
		p.name(l2vpnEncapsulations, "unknown encaps", v.u8(2))
		p.printf(" Control Flags [0x%02x]:MTU %d", v.u8(3), v.u16(4))
	case 0x0009: // RFC 6514, 15
		p.printf("AS %d", v.u16(2))
	case 0x030c: // RFC 9012
		p.str("Tunnel type: ")
		p.name(bgpTunnels, "unknown encaps", v.u16(6))
	case 0x4300: // RFC 8097
		p.str("ovs: ")
		p.name(bgpOriginValidation, "unknown", v.u8(7))
	default:
		p.hexBytes(v.bytes(2, 6), "")
	}
}

// bgpPMSITunnel prints the tunnel of a multicast VPN: RFC 6514, 5.
func (p *Printer) bgpPMSITunnel(v view) bool {
	if !v.has(0, 5) || v.n < 5 {
		return false
	}
	flags, tunnel := v.u8(0), v.u8(1)
	p.str("\n\t    Tunnel-type ")
	p.name(bgpPMSITunnels, "Unknown", tunnel)
	p.printf(" (%d), Flags [", tunnel)
	p.flags(bgpPMSIFlags, "none", ", ", uint32(flags))
	p.printf("], MPLS Label %d", v.u24(2)>>4)
	v = v.from(5)
	switch tunnel {
	case 1: // RSVP-TE P2MP
		v.need(0, 8)
		p.str("\n\t      Extended-Tunnel-ID ")
		p.addr4(v, 0)
		p.printf(", P2MP-ID 0x%08x", v.u32(4))
	case 2, 7: // LDP P2MP and MP2MP
		v.need(0, 8)
		p.str("\n\t      Root-Node ")
		p.addr4(v, 0)
		p.printf(", LSP-ID 0x%08x", v.u32(4))
	case 3, 4, 5: // PIM
		v.need(0, 8)
		if tunnel == 3 {
			p.str("\n\t      Root-Node ")
		} else {
			p.str("\n\t      Sender ")
		}
		p.addr4(v, 0)
		p.str(", P-Group ")
		p.addr4(v, 4)
	case 6: // ingress replication
		v.need(0, 4)
		p.str("\n\t      Tunnel-Endpoint ")
		p.addr4(v, 0)
	default:
		if p.v <= 1 {
			p.hexLines("\n\t      ", v, 0, v.n)
		}
	}
	return true
}

// bgpAIGP prints accumulated IGP metrics: RFC 7311, 3.
func (p *Printer) bgpAIGP(v view) bool {
	for v.n >= 3 {
		kind, length := v.u8(0), v.u16(1)
		p.str("\n\t    ")
		p.name(bgpAIGPTypes, "Unknown", kind)
		p.printf(" TLV (%d), length %d", kind, length)
		if length < 3 || v.n < length {
			return false
		}
		switch {
		case kind != bgpAIGPMetric:
			if p.v <= 1 {
				p.hexLines("\n\t      ", v, 3, length-3)
			}
		case length < 3+8:
			return false
		default:
			p.printf(", metric %d", v.u64(3))
		}
		v = v.from(length)
	}
	return true
}
