package decode

const (
	lldpEnd          = 0
	lldpChassisID    = 1
	lldpPortID       = 2
	lldpTTL          = 3
	lldpPortText     = 4
	lldpSystemName   = 5
	lldpSystemText   = 6
	lldpCapability   = 7
	lldpManagement   = 8
	lldpOrganization = 127
)

// printLLDP prints a Link Layer Discovery Protocol message: IEEE 802.1AB-2016,
// 8. It is TLVs, each with 7 bits of type and 9 of length before it.
func printLLDP(p *Printer, v view) {
	p.enter("lldp", v)
	p.printf("LLDP, length %d", v.n)
	for v.n >= 2 {
		header := v.u16(0)
		kind, length := header>>9, header&0x1ff
		if p.v > 0 {
			p.str("\n\t")
			p.name(lldpTLVs, "Unknown", kind)
			p.printf(" TLV (%d), length %d", kind, length)
		}
		v = v.from(2)
		if kind == lldpEnd || length == 0 {
			return
		}
		if v.n < length || !v.has(0, length) {
			p.truncated()
			return
		}
		body := v.sub(0, length)
		shape, ok := p.lldpTLV(kind, body)
		if !ok {
			p.truncated()
			return
		}
		if p.v > 1 || p.v > 0 && shape == lldpUnknown {
			p.hexLines("\n\t  ", body, 0, length)
		}
		v = v.from(length)
	}
}

// A lldpShape says whether the form of a TLV is known; one that is not is
// printed in hex.
type lldpShape uint8

const (
	lldpKnown lldpShape = iota
	lldpUnknown
)

// lldpTLV prints the value of a TLV. It reports whether the value is as long as
// its kind needs.
func (p *Printer) lldpTLV(kind int, v view) (lldpShape, bool) {
	switch kind {
	case lldpSystemName:
		p.str(": ")
		p.zeroText(v, 0, v.n)
		return lldpKnown, true
	case lldpOrganization:
		return p.lldpOrganization(v)
	}
	if p.v == 0 {
		return lldpKnown, true
	}
	switch kind {
	case lldpChassisID:
		return p.lldpIdentifier(v, lldpChassis, 4, 5)
	case lldpPortID:
		return p.lldpIdentifier(v, lldpPorts, 3, 4)
	case lldpTTL:
		if v.n < 2 {
			return lldpKnown, false
		}
		p.printf(": TTL %ds", v.u16(0))
	case lldpPortText:
		p.str(": ")
		p.zeroText(v, 0, v.n)
	case lldpSystemText:
		p.str("\n\t  ")
		p.zeroText(v, 0, v.n)
	case lldpCapability:
		if v.n < 4 {
			return lldpKnown, false
		}
		system, enabled := v.u16(0), v.u16(2)
		p.str("\n\t  System  Capabilities [")
		p.flags(lldpCapabilities, "none", ", ", uint32(system))
		p.printf("] (0x%04x)\n\t  Enabled Capabilities [", system)
		p.flags(lldpCapabilities, "none", ", ", uint32(enabled))
		p.printf("] (0x%04x)", enabled)
	case lldpManagement:
		return lldpKnown, p.lldpManagement(v)
	default:
		return lldpUnknown, true
	}
	return lldpKnown, true
}

// lldpIdentifier prints what a chassis or a port is known by. In mac and
// network are the subtypes of these addresses.
func (p *Printer) lldpIdentifier(v view, subtypes names, mac, network int) (lldpShape, bool) {
	if v.n < 2 {
		return lldpKnown, false
	}
	subtype := v.u8(0)
	p.str("\n\t  Subtype ")
	p.name(subtypes, "Unknown", subtype)
	p.printf(" (%d): ", subtype)
	switch {
	case subtype == mac:
		if v.n < 7 {
			return lldpKnown, false
		}
		p.mac(v, 1)
	case subtype == network:
		if !p.lldpAddress(v.from(1)) {
			return lldpUnknown, true
		}
	case subtype >= 1 && subtype <= 7:
		p.zeroText(v, 1, v.n-1)
	default:
		return lldpUnknown, true
	}
	return lldpKnown, true
}

// lldpAddress prints an address after the number of its family. It reports
// whether v is long enough for it.
func (p *Printer) lldpAddress(v view) bool {
	if v.n < 1 {
		return false
	}
	family, size := v.u8(0), 0
	switch family {
	case afIPv4:
		size = 4
	case afIPv6:
		size = 16
	case af802:
		size = 6
	}
	if v.n < 1+size {
		return false
	}
	p.str("AFI ")
	p.name(addressFamilies, "Unknown", family)
	p.printf(" (%d)", family)
	switch family {
	case afIPv4, afIPv6:
		p.str(": ")
		p.host(v.bytes(1, size))
	case af802:
		p.str(": ")
		p.mac(v, 1)
	default:
		p.str(", no AF printer !")
	}
	return true
}

// lldpManagement prints a management address: IEEE 802.1AB-2016, 8.5.9. It
// reports whether the TLV is whole.
//
//	0        1                 1+n       2+n               6+n
//	+--------+-----------------+---------+-----------------+--------+-----
//	| n      | family, address | subtype | interface       | length | OID
//	+--------+-----------------+---------+-----------------+--------+-----
func (p *Printer) lldpManagement(v view) bool {
	if v.n < 1 {
		return false
	}
	length := v.u8(0)
	if v.n-1 < length || length < 1 {
		return false
	}
	address := v.sub(1, length)
	switch address.u8(0) {
	case afIPv4:
		if length < 5 {
			return false
		}
	case afIPv6:
		if length < 17 {
			return false
		}
	case af802:
		if length < 7 {
			return false
		}
	}
	p.printf("\n\t  Management Address length %d, ", length)
	p.lldpAddress(address)
	v = v.from(1 + length)
	if v.n < 5 {
		return false
	}
	subtype := v.u8(0)
	p.str("\n\t  ")
	p.name(lldpInterfaces, "Unknown", subtype)
	p.printf(" Interface Numbering (%d): %d", subtype, v.u32(1))
	v = v.from(5)
	if v.n > 0 {
		size := v.u8(0)
		if v.n < 1+size {
			return false
		}
		if size > 0 {
			p.printf("\n\t  OID length %d", size)
			p.safeText(v, 1, size)
		}
	}
	return true
}

// lldpOrganization prints a TLV whose form an organization defines.
func (p *Printer) lldpOrganization(v view) (lldpShape, bool) {
	if v.n < 3 {
		return lldpKnown, false
	}
	oui := v.u24(0)
	if p.v == 0 {
		return lldpKnown, true
	}
	p.str(": OUI ")
	p.name32(ouiNames, "Unknown", uint32(oui))
	p.printf(" (0x%06x)", oui)
	var subtypes names
	switch oui {
	case ouiBridged:
		subtypes = lldp8021Subtypes
	case ouiIEEE8023:
		subtypes = lldp8023Subtypes
	case ouiIANA:
		subtypes = lldpIANASubtypes
	case ouiTIA:
		subtypes = medSubtypes
	case ouiDCBX:
		subtypes = dcbxSubtypes
	default:
		return lldpUnknown, true
	}
	if v.n < 4 || oui == ouiIANA && v.n < 8 {
		return lldpKnown, true
	}
	subtype := v.u8(3)
	p.str("\n\t  ")
	p.name(subtypes, "unknown", subtype)
	p.printf(" Subtype (%d)", subtype)
	body := v.from(4)
	switch oui {
	case ouiBridged:
		return p.lldp8021(subtype, body), true
	case ouiIEEE8023:
		return p.lldp8023(subtype, body), true
	case ouiTIA:
		return p.lldpMED(subtype, body), true
	case ouiDCBX:
		return p.dcbx(subtype, body), true
	}
	const mudURL = 1 // RFC 8520, 11
	if subtype != mudURL {
		return lldpUnknown, true
	}
	p.str("\n\t  MUD-URL=")
	p.text(body, 0, body.n)
	return lldpKnown, true
}

// lldp8023 prints a TLV of IEEE 802.3: IEEE 802.3-2018, 79.3.
func (p *Printer) lldp8023(subtype int, v view) lldpShape {
	switch subtype {
	case 1: // MAC/PHY configuration and status
		if v.n < 5 {
			break
		}
		status, pmd, mau := v.u8(0), v.u16(1), v.u16(3)
		p.str("\n\t    autonegotiation [")
		p.flags(lldpAutonegotiation, "none", ", ", uint32(status))
		p.printf("] (0x%02x)\n\t    PMD autoneg capability [", status)
		p.flags(lldpPMD, "unknown", ", ", uint32(pmd))
		p.printf("] (0x%04x)\n\t    MAU type ", pmd)
		p.name(lldpMAUs, "unknown", mau)
		p.printf(" (0x%04x)", mau)
	case 2: // power via MDI
		if v.n < 3 {
			break
		}
		p.str("\n\t    MDI power support [")
		p.flags(lldpMDI, "none", ", ", uint32(v.u8(0)))
		p.str("], power pair ")
		p.name(lldpPowerPairs, "unknown", v.u8(1))
		p.str(", power class ")
		p.name(lldpPowerClasses, "unknown", v.u8(2))
	case 3:
		p.lldpLinkAggregation(v)
	case 4:
		if v.n >= 2 {
			p.printf("\n\t    MTU size %d", v.u16(0))
		}
	default:
		return lldpUnknown
	}
	return lldpKnown
}

func (p *Printer) lldpLinkAggregation(v view) {
	if v.n < 5 {
		return
	}
	p.str("\n\t    aggregation status [")
	p.flags(lldpAggregation, "none", ", ", uint32(v.u8(0)))
	p.printf("], aggregation port ID %d", v.u32(1))
}
