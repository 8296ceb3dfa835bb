package decode

// isisIPReach prints the prefixes of narrow metrics and reports whether they
// make sense: RFC 1195, 5.3.
func (p *Printer) isisIPReach(v view) bool {
	const indent, size = "\n\t      ", 12
	for ; v.n > 0; v = v.from(size) {
		if v.n < size {
			p.printf("short IPv4 Reachability (%d vs %d)", v.n, size)
			return false
		}
		if !v.has(0, size) {
			return false
		}
		p.str(indent + "IPv4 prefix: ")
		if bits := maskBits(v.u32(8)); bits >= 0 {
			p.wideHost(v.bytes(4, 4))
			p.printf("/%d", bits)
		} else {
			p.addr4(v, 4)
			p.str(" mask ")
			p.addr4(v, 8)
		}
		metric := v.u8(0)
		p.printf(", Distribution: %s,", choose(metric&0x80 != 0, "down", "up"))
		p.isisMetric(metric)
		for i, name := range [...]string{"Delay", "Expense", "Error"} {
			if metric := v.u8(1 + i); metric&0x80 == 0 {
				p.str(indent + "  ")
				p.str(name)
				p.isisMetric(metric)
			}
		}
	}
	return true
}

// maskBits returns the length of the prefix that mask stands for, -1 where it
// stands for none.
func maskBits(mask uint32) int {
	bits := 0
	for mask&(1<<31) != 0 {
		mask <<= 1
		bits++
	}
	if mask != 0 {
		return -1
	}
	return bits
}

// wideHost prints an address or its name, in at least 15 columns at their right.
func (p *Printer) wideHost(addr []byte) {
	start := len(p.out)
	p.host(addr)
	p.out = field{width: 15}.pad(p.out, len(p.out)-start, ' ')
}

// isisPrefix prints the prefix that v begins with, of RFC 5305 section 4 or
// where wide is set RFC 5308 section 2, and returns how long it is.
func (p *Printer) isisPrefix(v view, wide bool) int {
	const indent = "\n\t      "
	metric, status := v.u32(0), v.u8(4)
	family, most, bits, off, subTLVs := "IPv4", 32, status&0x3f, 5, status&0x40
	if wide {
		family, most, bits, off, subTLVs = "IPv6", 128, v.u8(5), 6, status&0x20
	}
	if bits > most {
		p.printf(indent+"%s prefix: bad bit length %d", family, bits)
		bail()
	}
	var addr [16]byte
	n := (bits + 7) / 8
	copy(addr[:], v.bytes(off, n))
	off += n
	p.printf(indent+"%s prefix: ", family)
	if wide {
		p.host(addr[:])
	} else {
		p.wideHost(addr[:4])
	}
	p.printf("/%d, Distribution: %s, Metric: %d", bits, choose(status&0x80 != 0, "down", "up"), metric)
	if wide {
		p.str(choose(status&0x40 != 0, ", External", ", Internal"))
	}
	if subTLVs == 0 {
		return off
	}
	p.str(", sub-TLVs present")
	size := v.u8(off)
	p.printf(" (%d)", size)
	off++
	sub := v.from(off)
	// A length that is wrong makes rest wrap, and the bytes captured end the loop.
	for rest := uint32(size); rest > 0; {
		kind, n := sub.u8(0), sub.u8(1)
		p.isisPrefixSubTLV(kind, sub.at(2, n))
		sub = sub.from(2 + n)
		rest -= uint32(2 + n)
		p.bounded(0)
	}
	return off + size
}

func (p *Printer) isisPrefixSubTLV(kind int, v view) {
	p.str("\n\t        ")
	p.name(isisPrefixSubTLVs, "unknown", kind)
	p.printf(" subTLV #%d, length: %d", kind, v.n)
	v.need(0, v.n)
	switch kind {
	case isisTag32, isisPrefixColor:
		for ; v.n >= 4; v = v.from(4) {
			p.printf(", 0x%08x (=%d)", v.u32(0), v.u32(0))
		}
	case isisTag64:
		for ; v.n >= 8; v = v.from(8) {
			p.printf(", 0x%08x%08x", v.u32(0), v.u32(4))
		}
	case isisPrefixSID: // RFC 8667, 2.1
		flags, algorithm := v.u8(0), v.u8(1)
		what, sid, size := "index", uint32(0), 6
		if flags&isisPrefixSIDValue != 0 {
			what, size = "label", 5
		}
		if v.n < size {
			bail()
		}
		if size == 5 {
			sid = uint32(v.u24(2))
		} else {
			sid = v.u32(2)
		}
		p.str(", Flags [")
		p.flags(isisPrefixSIDFlags, "None", ", ", uint32(flags))
		p.str("], Algo ")
		p.name(isisAlgorithms, "Unknown", algorithm)
		p.printf(" (%d), %s %d", algorithm, what, sid)
	default:
		p.hexLines("\n\t\t    ", v, 0, v.n)
	}
}

// isisNeighbor prints the neighbour that v begins with (RFC 5305, section 3; of
// an alias RFC 5311) and returns how long it is.
func (p *Printer) isisNeighbor(v view, kind int) int {
	const indent = "\n\t        "
	whole := v
	take := func(n int) {
		v.need(0, n)
		if v.n < n {
			bail()
		}
	}
	take(isisNodeLen)
	p.isisID("\n\t      IS Neighbor: ", v, 0, isisNodeLen)
	v = v.from(isisNodeLen)
	if kind != isisAlias { // whose metric is always 0
		take(3)
		p.printf(", Metric: %d", v.u24(0))
		v = v.from(3)
	}
	take(1)
	size := v.u8(0)
	v = v.from(1)
	if size == 0 {
		p.str(", no sub-TLVs present")
		return whole.n - v.n
	}
	p.printf(", sub-TLVs present (%d)", size)
	for size > 0 {
		v.need(0, 2)
		if v.n < 2 {
			p.str(indent + "Remaining data in TLV shorter than a subTLV header")
			return whole.n
		}
		if size < 2 {
			p.str(indent + "Remaining data in subTLVs shorter than a subTLV header")
			break
		}
		kind, n := v.u8(0), v.u8(1)
		v = v.from(2)
		size -= 2
		p.str(indent)
		p.name(isisNeighborSubTLVs, "unknown", kind)
		p.printf(" subTLV #%d, length: %d", kind, n)
		if size < n {
			p.str(" (remaining data in subTLVs shorter than the current subTLV)")
			break
		}
		if v.n < n {
			p.str(" (> remaining tlv length)")
			return whole.n
		}
		v.need(0, n)
		p.isisNeighborSubTLV(kind, v.sub(0, n))
		v = v.from(n)
		size -= n
	}
	return whole.n - v.n + size
}

func (p *Printer) isisNeighborSubTLV(kind int, v view) {
	const indent = "\n\t        "
	least := 0
	switch kind {
	case isisAdminGroup, isisLinkIDs, isisRemoteID, isisInterfaceAddr, isisNeighborAddr, isisMaxBandwidth, isisReservable:
		least = 4
	case isisUnreserved:
		least = 32
	case isisConstraints, isisConstraintsOld:
		least = 1
	case isisTEMetric:
		least = 3
	case isisLinkAttribute, isisProtection:
		least = 2
	case isisSPBMetric:
		least = 6
	case isisSwitching:
		least = 36
	case isisLANSegment:
		least = 8
	}
	if v.n < least {
		return
	}
	switch kind {
	case isisAdminGroup, isisLinkIDs, isisRemoteID:
		p.printf(", 0x%08x", v.u32(0))
		if v.n == 8 {
			p.printf(", 0x%08x", v.u32(4))
		}
	case isisInterfaceAddr, isisNeighborAddr:
		p.str(", ")
		p.addr4(v, 0)
	case isisMaxBandwidth, isisReservable:
		p.str(", ")
		p.mbps(v, 0)
	case isisUnreserved:
		for class := range 8 {
			p.printf(indent+"  TE-Class %d: ", class)
			p.mbps(v, 4*class)
		}
	case isisConstraints, isisConstraintsOld: // RFC 4124, 5.1
		model := v.u8(0)
		p.str(indent + "Bandwidth Constraints Model ID: ")
		p.name(bandwidthModels, "unknown", model)
		p.printf(" (%d)", model)
		v = v.from(1)
		for class := 0; v.n >= 4; class++ {
			p.printf(indent+"  Bandwidth constraint CT%d: ", class)
			p.mbps(v, 0)
			v = v.from(4)
		}
	case isisTEMetric:
		p.printf(", %d", v.u24(0))
	case isisLinkAttribute: // RFC 5029
		if v.n == 2 {
			p.str(", [ ")
			p.flags(isisLinkAttributes, "Unknown", ", ", uint32(v.u16(0)))
			p.printf(" ] (0x%04x)", v.u16(0))
		}
	case isisProtection:
		p.str(", ")
		p.flags(gmplsProtections, "none", ", ", uint32(v.u8(0)))
		p.printf(", Priority %d", v.u8(1))
	case isisSPBMetric: // RFC 6329, 13.6
		p.printf(", LM: %d, P: %d, P-ID: %d", v.u24(0), v.u8(3), v.u16(4))
	case isisSwitching:
		p.isisSwitching(v, indent)
	case isisLANSegment:
		p.isisSegment(v, indent)
	default:
		p.hexLines("\n\t\t    ", v, 0, v.n)
	}
}

// isisSwitching prints an Interface Switching Capability: RFC 5307, 1.3.
func (p *Printer) isisSwitching(v view, indent string) {
	switching := v.u8(0)
	p.printf("%s  Interface Switching Capability:", indent)
	p.name(gmplsSwitching, "Unknown", switching)
	p.str(", LSP Encoding: ")
	p.name(gmplsEncodings, "Unknown", v.u8(1))
	p.printf("%s  Max LSP Bandwidth:", indent)
	for level := range 8 {
		p.printf("%s    priority level %d: ", indent, level)
		p.mbps(v, 4+4*level)
	}
	v = v.from(36)
	smallest := func() {
		p.printf("%s  Min LSP Bandwidth: ", indent)
		p.mbps(v, 0)
	}
	switch switching {
	case gmplsPacket1, gmplsPacket1 + 1, gmplsPacket1 + 2, gmplsPacket1 + 3:
		if v.n >= 6 {
			smallest()
			p.printf("%s  Interface MTU: %d", indent, v.u16(4))
		}
	case gmplsTDM:
		if v.n >= 8 {
			smallest()
			p.printf("%s  Indication ", indent)
			p.name(gmplsIndications, "Unknown (%d)", v.u8(4))
		}
	default:
		p.hexLines("\n\t\t    ", v, 0, v.n)
	}
}

// isisSegment prints a LAN Adjacency Segment Identifier: RFC 8667, 2.2.2.
func (p *Printer) isisSegment(v view, indent string) {
	flags := v.u8(0)
	p.printf("%s  Flags: [", indent)
	p.flags(isisSegmentFlags, "none", ", ", uint32(flags))
	p.printf("]%s  Weight: %d", indent, v.u8(1))
	p.str(indent)
	p.isisID("  Neighbor System-ID: ", v, 2, isisSystemLen)
	switch flags & 0x30 { // value and local significance go together
	case 0x30:
		p.printf("%s  Label: %d", indent, v.u24(8))
	case 0:
		p.printf("%s  Index: %d", indent, v.u32(8))
	default:
		p.invalid()
	}
}

// isisRouterCapabilities prints the sub-TLVs of a router's capabilities: RFC
// 7981, RFC 8667 section 3.
func (p *Printer) isisRouterCapabilities(v view) {
	const segmentRouting = 2
	for v.n >= 2 {
		kind, n := v.u8(0), v.u8(1)
		v = v.from(2)
		p.str("\n\t\t")
		p.name(names{{segmentRouting, "SR-Capabilities"}}, "unknown", kind)
		p.printf(" subTLV #%d, length: %d", kind, n)
		if n > v.n || !v.has(0, n) {
			return
		}
		if kind == segmentRouting {
			p.isisSegmentRouting(v.at(0, n))
		} else {
			p.hexLines("\n\t\t", v, 0, n)
		}
		v = v.from(n)
	}
}

func (p *Printer) isisSegmentRouting(v view) {
	flags, labels := v.u8(0), v.u24(1)
	p.str(", Flags [")
	p.flags(names{{0x80, "ipv4"}, {0x40, "ipv6"}}, "None", ", ", uint32(flags))
	p.printf("], Range %d", labels)
	for v = v.from(4); v.n >= 5; {
		kind, n := v.u8(0), v.u8(1)
		v = v.from(2)
		if n > v.n {
			return
		}
		switch {
		case kind != 1:
			p.hexLines("\n\t\t  ", v, 0, n)
		case n == 3:
			p.printf(", SID value %d", v.u24(0))
		case n == 4:
			p.printf(", SID value %d", v.u32(0))
		default:
			p.printf(", Unknown SID length%d", n)
		}
		v = v.from(n)
	}
}
