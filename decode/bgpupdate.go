package decode

const (
	bgpOrigin            = 1
	bgpASPath            = 2
	bgpNextHop           = 3
	bgpMED               = 4
	bgpLocalPref         = 5
	bgpAtomicAggregate   = 6
	bgpAggregator        = 7
	bgpCommunity         = 8
	bgpOriginatorID      = 9
	bgpClusterList       = 10
	bgpReach             = 14
	bgpUnreach           = 15
	bgpExtendedCommunity = 16
	bgpAS4Path           = 17
	bgpAggregator4       = 18
	bgpPMSITunnel        = 22
	bgpAIGP              = 26
	bgpLargeCommunity    = 32
	bgpBGPsecPath        = 33
	bgpAttributeSet      = 128

	bgpExtendedLength = 0x10 // an attribute's flag: its length has two bytes
	bgpSetDepth       = 10   // attribute sets within attribute sets
)

// bgpUpdate prints an UPDATE message: RFC 4271, 4.3. It reports whether the
// message is whole.
//
//	19         21                 21+w         23+w                23+w+a
//	+----------+------------------+------------+-------------------+------+
//	| length w | withdrawn routes | length a   | path attributes   | NLRI |
//	+----------+------------------+------------+-------------------+------+
func (p *Printer) bgpUpdate(v view) bool {
	if v.n < bgpHeaderLen+2 || !v.has(0, bgpHeaderLen+2) {
		return false
	}
	withdrawn := v.u16(bgpHeaderLen)
	v = v.from(bgpHeaderLen + 2)
	if v.n < withdrawn || !v.has(0, withdrawn) {
		return false
	}
	if withdrawn > 1 {
		p.str("\n\t  Withdrawn routes:")
		size, ok := p.bgpRoutes(v.at(0, withdrawn))
		if !ok {
			return false
		}
		// What follows a route that cannot be right is read as the attributes.
		withdrawn -= size
		v = v.from(size)
	} else {
		v = v.from(withdrawn)
	}
	if v.n < 2 || !v.has(0, 2) {
		return false
	}
	attributes := v.u16(0)
	v = v.from(2)
	if withdrawn == 0 && attributes == 0 && v.n == 0 {
		p.str("\n\t  End-of-Rib Marker (empty NLRI)")
		return true
	}
	if attributes > 0 {
		if v.n < attributes {
			return false
		}
		if !p.bgpPathAttributes(v, attributes) {
			return false
		}
		v = v.from(attributes)
	}
	if v.n > 0 {
		p.str("\n\t  Updated routes:")
		_, ok := p.bgpRoutes(v)
		return ok
	}
	return true
}

// bgpRoutes prints the IPv4 prefixes that are v. It returns the length of those
// that are right, and whether none is cut.
func (p *Printer) bgpRoutes(v view) (size int, ok bool) {
	addPath := bgpHasPathIDs(v, 32)
	for off := 0; off < v.n; {
		var path uint32
		if addPath {
			if v.n-off < 4 {
				return off, false
			}
			path = v.u32(off)
			off += 4
			size += 4
		}
		rest := v.from(off)
		if rest.n < 1 {
			return size, false
		}
		bits := rest.u8(0)
		if bits > 32 {
			p.str("\n\t    (illegal prefix length)")
			return size, true
		}
		if rest.n < 1+(bits+7)/8 {
			return size, false
		}
		addr := maskedPrefix4(rest, 1, bits)
		p.str("\n\t    ")
		p.host(addr[:])
		p.printf("/%d", bits)
		if addPath {
			p.printf("   Path Id: %d", path)
		}
		off += 1 + (bits+7)/8
		size = off
	}
	return size, true
}

// bgpHasPathIDs guesses whether the prefixes that are v have path identifiers
// before them, as RFC 7911 has it: whether they can be read with them and not
// without. Only the OPEN messages would tell for sure.
func bgpHasPathIDs(v view, most int) bool {
	if v.n < 5 {
		return false
	}
	off := 0
	for off < v.n {
		off += 4
		if !v.has(off, 1) {
			break
		}
		bits := v.u8(off)
		if bits > most {
			return false
		}
		off += 1 + (bits+7)/8
	}
	if off > v.n {
		return false
	}
	for off = 0; off < v.n; {
		if !v.has(off, 1) {
			break
		}
		bits := v.u8(off)
		if bits < 1 || bits > most {
			return true
		}
		off += 1 + (bits+7)/8
	}
	return off > v.n
}

// A bgpAttributeHeader is the flags, type and length before an attribute.
type bgpAttributeHeader struct {
	flags, kind, size int
	headerLen         int
}

// bgpAttributeHeaderAt reads the header at the start of v, of which left bytes
// are attributes. ok is false where v ends within it, short where the
// attributes do.
func bgpAttributeHeaderAt(v view, left int) (h bgpAttributeHeader, ok, short bool) {
	if !v.has(0, 2) || v.n < 2 {
		return h, false, false
	}
	if left < 2 {
		return h, true, true
	}
	h.flags, h.kind = v.u8(0), v.u8(1)
	h.headerLen = 3
	if h.flags&bgpExtendedLength != 0 {
		h.headerLen = 4
	}
	if !v.has(0, h.headerLen) || v.n < h.headerLen {
		return h, false, false
	}
	if left < h.headerLen {
		return h, true, true
	}
	h.size = v.u8(2)
	if h.headerLen == 4 {
		h.size = v.u16(2)
	}
	return h, true, false
}

// bgpAttributeFlags prints the flags of an attribute.
func (p *Printer) bgpAttributeFlags(flags int) {
	p.str(", Flags [")
	for i, c := range "OTPE" {
		if flags&(0x80>>i) != 0 {
			p.byte(byte(c))
		}
	}
	if flags&0xf != 0 {
		p.printf("+%x", flags&0xf)
	}
	p.byte(']')
}

// bgpPathAttributes prints the path attributes in the first left bytes of v. It
// reports whether they are whole.
func (p *Printer) bgpPathAttributes(v view, left int) bool {
	for left > 0 {
		h, ok, short := bgpAttributeHeaderAt(v, left)
		if !ok {
			return false
		}
		if short {
			p.str("\n\t  [path attrs too short]")
			return true
		}
		v = v.from(h.headerLen)
		left -= h.headerLen
		p.str("\n\t  ")
		p.name(bgpAttributes, "Unknown Attribute", h.kind)
		p.printf(" (%d), length: %d", h.kind, h.size)
		if h.flags != 0 {
			p.bgpAttributeFlags(h.flags)
			p.str(": ")
		}
		if left < h.size {
			p.str(" [path attrs too short]")
			return true
		}
		if v.n < h.size || !p.bgpAttribute(h.kind, v.at(0, h.size), 0) {
			return false
		}
		v = v.from(h.size)
		left -= h.size
	}
	return true
}

// bgpAttributeSet prints an attribute that is made of attributes: RFC 6368, 5.
// It returns how many bytes were left of it where its printing ended, and
// whether it is whole.
func (p *Printer) bgpAttributeSet(v view, depth int) (rest int, ok bool) {
	if !v.has(0, 4) || v.n < 4 {
		return v.n, false
	}
	p.str("\n\t    Origin AS: ")
	p.asn(v.u32(0))
	for v = v.from(4); v.n > 0; {
		const unbounded = 4 // the set is the only bound there is
		h, ok, short := bgpAttributeHeaderAt(v.at(0, unbounded), v.n)
		if !ok {
			return v.n, false
		}
		if short {
			p.str(" [path attr too short]")
			return v.n, true
		}
		v = v.from(h.headerLen)
		p.str("\n\t      ")
		p.name(bgpAttributes, "Unknown Attribute", h.kind)
		p.printf(" (%d), length: %d", h.kind, h.size)
		if h.flags != 0 {
			p.bgpAttributeFlags(h.flags)
		}
		p.str(": ")
		if v.n < h.size {
			p.str(" [path attr too short]")
			return v.n, true
		}
		if depth == bgpSetDepth {
			p.str("(too many nested levels, not recursing)")
		} else if !p.bgpAttribute(h.kind, v.at(0, h.size), depth+1) {
			return v.n, false
		}
		v = v.from(h.size)
	}
	return v.n, true
}
