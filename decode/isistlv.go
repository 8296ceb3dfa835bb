package decode

// isisTLVs prints the TLVs of a PDU and reports whether they make sense.
func (p *Printer) isisTLVs(pdu, v view) bool {
	for v.n > 0 {
		v.need(0, 2)
		if v.n < 2 {
			bail()
		}
		kind, size := v.u8(0), v.u8(1)
		v = v.from(2)
		p.str("\n\t    ")
		p.name(isisTLVs, "unknown", kind)
		p.printf(" TLV #%d, length: %d", kind, size)
		if v.n < size {
			bail()
		}
		if !p.isisTLV(kind, pdu, v.at(0, size)) {
			return true
		}
		if p.v > 1 {
			p.hexLines("\n\t      ", v, 0, size)
		}
		v = v.from(size)
	}
	return true
}

// isisTLV prints the value of a TLV and reports whether to go on with the next.
func (p *Printer) isisTLV(kind int, pdu, v view) bool {
	switch kind {
	case isisPadding:
	case isisAreas:
		for v.n > 0 {
			n := v.u8(0)
			if v = v.from(1); v.n < n {
				break
			}
			p.nsapWithLength("\n\t      Area address", v, 0, n)
			v = v.from(n)
		}
	case isisISNeighbors:
		p.isisIDs("\n\t      SNPA: ", v)
	case isisPartition:
		p.isisIDs("\n\t      ", v)
	case isisInstance:
		p.isisInstance(v)
	case isisISReach:
		if v.n < 1 {
			break
		}
		virtual := v.u8(0)
		p.str("\n\t      ")
		p.name(names{{0, "IsNotVirtual"}, {1, "IsVirtual"}}, "bogus virtual flag 0x%02x", virtual)
		for v = v.from(1); v.n >= 4+isisNodeLen; v = v.from(4 + isisNodeLen) {
			v.need(0, 4+isisNodeLen)
			p.isisID("\n\t      IS Neighbor: ", v, 4, isisNodeLen)
			p.isisMetrics(v)
		}
	case isisESNeighbors:
		for ; v.n >= 4+isisSystemLen; v = v.from(4 + isisSystemLen) {
			v.need(0, 4+isisSystemLen)
			p.isisID("\n\t      ES Neighbor: ", v, 4, isisSystemLen)
			p.isisMetrics(v)
		}
	case isisPrefixes:
		p.isisPrefixes(v)
	case isisExtISReach, isisAlias, isisMTISReach:
		if kind == isisMTISReach {
			v = p.isisTopology(v)
		}
		for v.n > 0 && p.isisAdvance(&v, p.isisNeighbor(v, kind)) {
		}
	case isisInternalIP, isisExternalIP:
		return p.isisIPReach(v)
	case isisExtIPReach, isisMTIPReach, isisIPv6Reach, isisMTIPv6Reach:
		if kind == isisMTIPReach || kind == isisMTIPv6Reach {
			v = p.isisTopology(v)
		}
		wide := kind == isisIPv6Reach || kind == isisMTIPv6Reach
		for v.n > 0 && p.isisAdvance(&v, p.isisPrefix(v, wide)) {
		}
	case isisIPv4Addresses:
		for ; v.n >= 4; v = v.from(4) {
			v.need(0, 4)
			p.str("\n\t      IPv4 interface address: ")
			p.addr4(v, 0)
		}
	case isisIPv6Addresses:
		for ; v.n >= 16; v = v.from(16) {
			p.addr6After("\n\t      IPv6 interface address: ", v, 0)
		}
	case isisTERouter:
		if v.n >= 4 {
			v.need(0, 4)
			p.str("\n\t      Traffic Engineering Router ID: ")
			p.addr4(v, 0)
		}
	case isisAuth:
		p.isisAuth(v)
	case isisLSPEntries:
		for ; v.n >= 16; v = v.from(16) {
			p.isisID("\n\t      lsp-id: ", v, 2, isisLSPIDLen)
			p.printf(", seq: 0x%08x", v.u32(10))
			p.printf(", lifetime: %5ds", v.u16(0))
			p.printf(", chksum: 0x%04x", v.u16(14))
		}
	case isisMTSupported:
		for v.n > 1 {
			v = p.isisTopology(v)
		}
		if v.n == 1 {
			p.str("\n\t      invalid MT-ID")
		}
	case isisMTPort:
		if v.n >= 2 {
			p.printf("\n\t       RES: %d, MTID(s): %d", v.u16(0)>>12, v.u16(0)&0xfff)
			p.isisPortCapability(v.from(2))
		}
	case isisMTCapability:
		if v.n >= 2 {
			id := v.u16(0)
			p.printf("\n\t      O: %d, RES: %d, MTID(s): %d", id>>15, id>>12&7, id&0xfff)
			p.isisBridging(v.from(2))
		}
	case isisCapability:
		if v.n < 5 {
			p.badNumber("object length", v.n, "<", 5)
			break
		}
		v.need(0, 4)
		p.str("\n\t      Router-ID ")
		p.addr4(v, 0)
		flags := v.u8(4)
		p.str(", Flags [")
		p.flags(names{{1, "S bit"}, {2, "D bit"}}, "none", ", ", uint32(flags))
		p.byte(']')
		p.isisRouterCapabilities(v.from(5))
	default:
		p.isisSmallTLV(kind, pdu, v)
	}
	return true
}

// isisSmallTLV prints the values of TLVs that have few fields.
func (p *Printer) isisSmallTLV(kind int, pdu, v view) {
	const indent = "\n\t      "
	switch kind {
	case isisProtocols:
		p.str(indent + "NLPID(s): ")
		p.nlpids(v, v.n)
	case isisHostname:
		p.str(indent + "Hostname: ")
		p.paddedText(v, 0, v.n)
	case isisChecksum: // RFC 3358
		if v.n < 2 {
			return
		}
		p.printf(indent+"checksum: 0x%04x ", v.u16(0))
		p.osiChecksum(pdu, v.u16(0), p.offset(v)-p.offset(pdu), pdu.n)
	case isisPurge: // RFC 6232
		if v.n < 1 {
			return
		}
		count := v.u8(0)
		if count == 0 {
			p.str(" No system IDs supplied")
		} else if v.n >= 1+isisSystemLen {
			p.isisID(indent+"Purge Originator System-ID: ", v, 1, isisSystemLen)
			if count > 1 && v.n >= 1+2*isisSystemLen {
				p.isisID(indent+"Received from System-ID: ", v, 1+isisSystemLen, isisSystemLen)
			}
		}
	case isisBufferSize:
		if v.n >= 2 {
			p.printf(indent+"LSP Buffersize: %d", v.u16(0))
		}
	case isisHelloSequence:
		if v.n >= 4 {
			p.printf(indent+"Sequence number: %d", v.u32(0))
		}
	case isisAdjacency:
		p.isisAdjacency(v)
	case isisRestart: // RFC 8706
		if v.n < 1 {
			return
		}
		flags := v.u8(0)
		p.str(indent + "Flags [")
		p.flags(isisRestartFlags, "none", ", ", uint32(flags))
		p.byte(']')
		if v.n >= 3 {
			p.printf(", Remaining holding time %ds", v.u16(1))
			if v.n == 3+isisSystemLen {
				p.isisID(", for ", v, 3, isisSystemLen)
			}
		}
	case isisInterDomain:
		if v.n < 1 {
			return
		}
		what := v.u8(0)
		p.str(indent + "Inter-Domain Information Type: ")
		p.name(isisInterDomains, "Unknown (0x%02x)", what)
		if what != 2 {
			p.hexLines(indent, v.from(1), 0, v.n-1)
		} else if v.n >= 3 {
			p.printf("AS Number: %d", v.u16(1))
		}
	case isisSharedRisk:
		p.isisSharedRisk(v)
	case isisVendor:
		if v.n < 3 {
			return
		}
		oui := v.u24(0)
		p.str(indent + "Vendor: ")
		p.name(ouiNames, "Unknown", oui)
		p.printf(" (%d)", oui)
		p.hexLines("\n\t\t", v.from(3), 0, v.n-3)
	default:
		if p.v <= 1 {
			p.hexLines("\n\t\t", v, 0, v.n)
		}
	}
}

// isisIDs prints the system IDs that are v, each after indent.
func (p *Printer) isisIDs(indent string, v view) {
	for ; v.n >= isisSystemLen; v = v.from(isisSystemLen) {
		p.isisID(indent, v, 0, isisSystemLen)
	}
}

// isisInstance prints an instance and its topologies: RFC 8202, 2.1.
func (p *Printer) isisInstance(v view) {
	if v.n < 4 {
		return
	}
	count := (v.n - 2) / 2
	p.printf("\n\t      Instance ID: %d, ITIDs(%d): ", v.u16(0), count)
	for i := range count {
		p.printf("%d", v.u16(2+2*i))
		if i < count-1 {
			p.str(", ")
		}
	}
}

// isisMetrics prints the four metrics that v begins with: ISO 10589, 9.8.
func (p *Printer) isisMetrics(v view) {
	p.str(", Default")
	p.isisMetric(v.u8(0))
	for i, name := range [...]string{"Delay", "Expense", "Error"} {
		if metric := v.u8(1 + i); metric&0x80 == 0 {
			p.str("\n\t\t  ")
			p.str(name)
			p.isisMetric(metric)
		}
	}
}

func (p *Printer) isisMetric(metric int) {
	p.printf(" Metric: %d, %s", metric&0x3f, choose(metric&0x40 != 0, "External", "Internal"))
}

// isisPrefixes prints addresses that begin with the same digits: ISO 10589, 9.8.
func (p *Printer) isisPrefixes(v view) {
	if v.n < 4 {
		return
	}
	v.need(0, 4)
	p.str("\n\t      Metric Block")
	p.isisMetrics(v)
	for v = v.from(4); v.n > 0; {
		digits := v.u8(0)
		v = v.from(1)
		if digits < 2 {
			p.printf("\n\t\tAddress: prefix length %d < 2", digits)
			return
		}
		if v.n < digits/2 {
			return
		}
		p.nsapAfter("\n\t\tAddress: ", v, 0, digits/2)
		p.printf("/%d", digits*4)
		v = v.from(digits / 2)
	}
}

// isisAdjacency prints the three-way state of a point-to-point link: RFC 5303,
// 3.1.
func (p *Printer) isisAdjacency(v view) {
	rest := v.n
	if rest >= 1 {
		state := v.u8(0)
		p.str("\n\t      Adjacency State: ")
		p.name(isisAdjacencies, "unknown", state)
		p.printf(" (%d)", state)
		rest--
	}
	if rest > 4 {
		p.printf("\n\t      Extended Local circuit-ID: 0x%08x", v.u32(1))
		rest -= 4
	}
	if rest >= isisSystemLen {
		p.isisID("\n\t      Neighbor System-ID: ", v, 5, isisSystemLen)
		rest -= isisSystemLen
	}
	if rest >= 4 {
		p.printf("\n\t      Neighbor Extended Local circuit-ID: 0x%08x", v.u32(11))
	}
}

// isisAuth prints an authentication TLV: ISO 10589, RFC 5304 and RFC 5310.
func (p *Printer) isisAuth(v view) {
	if v.n < 1 {
		return
	}
	kind := v.u8(0)
	v = v.from(1)
	p.str("\n\t      ")
	p.name(isisAuths, "unknown Authentication type 0x%02x", kind)
	p.str(": ")
	switch kind {
	case isisAuthText:
		p.paddedText(v, 0, v.n)
	case isisAuthMD5:
		p.hexDigits(v, 0, v.n)
		if v.n != 16 {
			p.str(", (invalid subTLV) ")
		}
		p.str(" (unchecked)")
	case isisAuthGeneric:
		if v.n >= 2 {
			p.printf("%d, password: ", v.u16(0))
			p.hexDigits(v, 2, v.n-2)
		}
	default:
		p.hexLines("\n\t\t  ", v, 0, v.n)
	}
}

// isisSharedRisk prints a shared risk link group: RFC 5307, 1.4.
func (p *Printer) isisSharedRisk(v view) {
	if v.n < isisNodeLen {
		return
	}
	p.isisID("\n\t      IS Neighbor: ", v, 0, isisNodeLen)
	if v = v.from(isisNodeLen); v.n < 1 {
		return
	}
	p.printf(", Flags: [%s]", choose(v.u8(0)&1 != 0, "numbered", "unnumbered"))
	v = v.from(1)
	for _, text := range [...]string{"\n\t      IPv4 interface address: ", "\n\t      IPv4 neighbor address: "} {
		if v.n < 4 {
			return
		}
		v.need(0, 4)
		p.str(text)
		p.addr4(v, 0)
		v = v.from(4)
	}
	for ; v.n >= 4; v = v.from(4) {
		p.printf("\n\t      Link-ID: 0x%08x", v.u32(0))
	}
}

// isisTopology prints the topology ID that v begins with and returns what is
// behind it: RFC 5120, section 7.
func (p *Printer) isisTopology(v view) view {
	if v.n < 2 {
		bail()
	}
	id := v.u16(0)
	p.str("\n\t      ")
	p.name(isisTopologies, "Reserved for IETF Consensus", id&0xfff)
	p.printf(" Topology (0x%03x), Flags: [", id&0xfff)
	p.flags(isisTopologyFlags, "none", ", ", uint32(id&0xf000))
	p.byte(']')
	return v.from(2)
}

// isisAdvance skips the n bytes of an entry, and reports whether v held them.
func (p *Printer) isisAdvance(v *view, n int) bool {
	if v.n < n {
		p.badNumber("remaining tlv length", v.n, "<", n)
		return false
	}
	*v = v.from(n)
	return true
}
