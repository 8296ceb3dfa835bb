package decode

// Values of an Ethernet header's last field: up to etherMaxLength it is the
// length of an IEEE 802.3 payload, above it an EtherType.
const etherMaxLength = 1500

// printEthernet prints an Ethernet frame that is the packet.
func printEthernet(p *Printer, v view) {
	p.linkLen += p.ethernet(v)
}

// printEthernetPayload prints an Ethernet frame inside another protocol.
func printEthernetPayload(p *Printer, v view) { p.ethernet(v) }

// printNetanalyzer prints a frame after a Hilscher netANALYZER pseudo-header.
func printNetanalyzer(p *Printer, v view) {
	p.enter("netanalyzer", v)
	v.need(0, 4)
	p.linkLen += 4
	p.linkLen += p.ethernet(v.from(4))
}

// printNetanalyzerTransparent prints a frame after a Hilscher netANALYZER
// pseudo-header, preamble and start of frame.
func printNetanalyzerTransparent(p *Printer, v view) {
	p.enter("netanalyzer_transparent", v)
	v.need(0, 12)
	p.linkLen += 12
	p.linkLen += p.ethernet(v.from(12))
}

// ethernet prints an Ethernet frame and returns the length of its header, LLC
// included.
func (p *Printer) ethernet(v view) int { return p.taggedEthernet(v, 0, nil) }

// taggedEthernet prints an Ethernet frame that has tagLen bytes of a switch's
// tag after its addresses, which printTag prints.
func (p *Printer) taggedEthernet(v view, tagLen int, printTag printFunc) int {
	p.enter("ether", v)
	if len(v.b) < 14+tagLen {
		p.truncated()
		return len(v.b)
	}
	if v.n < 14+tagLen {
		p.truncated()
		return v.n
	}
	frame := v.n
	p.link = addresses{src: v.b[6:12], dst: v.b[:6]}
	if p.opt.Link {
		p.linkAddresses()
	}
	pos := 12
	if printTag != nil {
		printTag(p, v.from(pos))
		pos += tagLen
	}
	return p.typedEthernet(v, pos, frame, false)
}

// typedEthernet prints an Ethernet frame of frame bytes from the type or length
// at pos on, and returns the length of its header. lengthSaid is whether the
// frame's length has been printed.
func (p *Printer) typedEthernet(v view, pos, frame int, lengthSaid bool) int {
	kind := v.u16(pos)
	pos += 2
	length := func() {
		if !lengthSaid {
			p.printf(", length %d: ", frame)
			lengthSaid = true
		} else {
			p.str(", ")
		}
	}
	if kind == typeMACsec {
		if p.opt.Link {
			p.etherTypeName(kind)
			length()
		}
		return p.macsec(v, pos, frame, lengthSaid)
	}
	for isVLAN(kind) {
		if len(v.b) < pos+4 || v.n < pos+4 {
			p.protocol = "vlan"
			p.truncated()
			return min(len(v.b), v.n)
		}
		p.enter("vlan", v.from(pos))
		if p.opt.Link {
			p.etherTypeName(kind)
			length()
			p.vlanTag(v.u16(pos))
			p.str(", ")
		}
		kind = v.u16(pos + 2)
		pos += 4
		if kind == typeMACsec {
			return p.typedEthernet(v, pos-2, frame, lengthSaid)
		}
	}
	p.protocol = "ether"
	if kind == typeArista {
		p.etherTypeName(kind)
		p.printf(", length %d: ", frame)
		return p.arista(v, pos, frame)
	}
	v = v.from(pos)

	if kind <= etherMaxLength {
		v = v.sub(0, min(kind, v.n))
		if p.opt.Link {
			p.str("802.3")
			if !lengthSaid {
				p.printf(", length %d: ", v.n)
			}
		}
		return pos + p.llcOrUnparsed(v)
	}
	if kind == typeJumbo {
		return pos + p.llcOrUnparsed(v)
	}
	if p.opt.Link {
		p.etherTypeName(kind)
		length()
	}
	if printer := etherTypePrinter(kind); printer != nil {
		printer(p, v)
		return pos
	}
	if !p.opt.Link {
		p.linkAddresses()
		p.etherTypeName(kind)
		p.printf(", length %d: ", frame)
	}
	p.unparsed(view{v.b, len(v.b)})
	return pos
}

// linkAddresses prints the link-layer addresses: source > destination.
func (p *Printer) linkAddresses() {
	p.macAddr(p.link.src)
	p.str(" > ")
	p.macAddr(p.link.dst)
	p.str(", ")
}

// etherTypeName prints an EtherType.
func (p *Printer) etherTypeName(t int) {
	if p.opt.Quiet {
		p.name(etherTypeNames, "Unknown Ethertype (0x%04x)", t)
		return
	}
	p.str("ethertype ")
	p.name(etherTypeNames, "Unknown", t)
	p.str(" (")
	p.hex(uint64(t), 4)
	p.byte(')')
}

// isVLAN reports whether a VLAN tag follows EtherType t.
func isVLAN(t int) bool {
	return t == typeVLAN || t == typeQinQ || t == typeVLAN9100 || t == typeVLAN9200
}

// vlanTag prints the 16 bits after a VLAN tag's type: IEEE 802.1Q-2018, 9.6.
func (p *Printer) vlanTag(tci int) {
	p.printf("vlan %d, p %d", tci&0xfff, tci>>13)
	if tci&0x1000 != 0 {
		p.str(", DEI")
	}
}

// llcOrUnparsed prints what follows an IEEE 802.3 length: an LLC header and its
// payload. It returns the length of the LLC header.
func (p *Printer) llcOrUnparsed(v view) int {
	n, known := p.llc(v)
	if !known {
		p.unparsed(view{v.b, len(v.b)})
	}
	return n
}
