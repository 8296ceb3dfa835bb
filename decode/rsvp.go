package decode

const rsvpHeaderLen = 8

// printRSVP prints a Resource Reservation Protocol message: RFC 2205, section 3.
//
//	0        1      2          4     5          6
//	+--------+------+----------+-----+----------+--------+---------
//	| v|flags| type | checksum | TTL | reserved | length | objects
//	+--------+------+----------+-----+----------+--------+---------
func printRSVP(p *Printer, v view) {
	p.enter("rsvp", v)
	v.need(0, rsvpHeaderLen)
	if p.v == 0 {
		if p.rsvpVersion(v) {
			p.printf("RSVPv%d ", v.u8(0)>>4)
			p.name(rsvpMessages, "unknown (%d)", v.u8(1))
			p.printf(" Message, length: %d", v.n)
		}
		return
	}
	length, ok := p.rsvpHeader("\n\t", v)
	if !ok {
		return
	}
	kind := v.u8(1)
	rest := v.at(rsvpHeaderLen, length-rsvpHeaderLen)
	switch kind {
	case rsvpBundle: // RFC 2961, section 3
		for rest.n > 0 {
			rest.need(0, rsvpHeaderLen)
			length, ok := p.rsvpHeader("\n\t  ", rest)
			if !ok {
				return
			}
			if rest.n < length {
				p.printf("ERROR: common header too large %d > %d", length, rest.n)
				return
			}
			if !p.rsvpObjects("\n\t    ", rest.at(rsvpHeaderLen, length-rsvpHeaderLen)) {
				return
			}
			rest = rest.from(length)
		}
	case rsvpPath, 2, 3, 4, 5, 6, 7, rsvpAck, rsvpHelloOld, rsvpRefresh, rsvpHello:
		p.rsvpObjects("\n\t  ", rest)
	default:
		p.hexLines("\n\t    ", rest, 0, rest.n)
	}
}

// rsvpVersion reports whether a message is of the version that there is.
func (p *Printer) rsvpVersion(v view) bool {
	if v.u8(0)>>4 == 1 {
		return true
	}
	p.printf("ERROR: RSVP version %d packet not supported", v.u8(0)>>4)
	return false
}

// rsvpHeader prints the header that v begins with and returns the length that it
// declares.
func (p *Printer) rsvpHeader(indent string, v view) (length int, ok bool) {
	if !p.rsvpVersion(v) {
		return 0, false
	}
	length = v.u16(6)
	p.printf("%sRSVPv%d ", indent, v.u8(0)>>4)
	p.name(rsvpMessages, "unknown, type: %d", v.u8(1))
	p.printf(" Message (%d), Flags: [", v.u8(1))
	p.flags(names{{1, "Refresh reduction capable"}}, "none", ", ", uint32(v.u8(0)&0xf))
	p.printf("], length: %d, ttl: %d, checksum: 0x%04x", length, v.u8(4), v.u16(2))
	if length < rsvpHeaderLen {
		p.printf("ERROR: common header too short %d < %d", length, rsvpHeaderLen)
		return 0, false
	}
	return length, true
}

// rsvpResult is what became of an object.
type rsvpResult int

const (
	rsvpDone  rsvpResult = iota
	rsvpPlain            // it is printed in hex, as what is not known
	rsvpHex              // it is printed in hex as well
	rsvpShort            // it is too short for its type
	rsvpStop             // it makes no sense
)

// rsvpObjects prints the objects that are v, each after indent, and reports
// whether they make sense: RFC 2205, 3.1.2.
func (p *Printer) rsvpObjects(indent string, v view) bool {
	const headerLen = 4
	for v.n >= headerLen {
		v.need(0, headerLen)
		length, class, ctype := v.u16(0), v.u8(2), v.u8(3)
		if length%4 != 0 {
			p.printf("%sERROR: object header size %d not a multiple of 4", indent, length)
			return false
		}
		if length < headerLen {
			p.printf("%sERROR: object header too short %d < %d", indent, length, headerLen)
			return false
		}
		p.str(indent)
		p.name(rsvpObjects, "Unknown", class)
		unknown := "reject"
		switch class >> 6 {
		case 2:
			unknown = "ignore silently"
		case 3:
			unknown = "ignore and forward"
		}
		p.printf(" Object (%d) Flags: [%s if unknown], Class-Type: ", class, unknown)
		p.name(rsvpCTypes, "Unknown", class<<8|ctype)
		p.printf(" (%d), length: %d", ctype, length)
		if v.n < length {
			p.printf("%sERROR: object goes past end of objects TLV", indent)
			return false
		}
		v.need(0, length)
		body := v.sub(headerLen, length-headerLen)
		result := p.rsvpObject(class, ctype, body, indent)
		switch result {
		case rsvpShort:
			p.printf("%sERROR: object is too short", indent)
			return false
		case rsvpStop:
			return false
		}
		if p.v > 1 || result != rsvpDone {
			p.hexLines("\n\t    ", body, 0, body.n)
		}
		v = v.from(length)
	}
	return true
}

// rsvpObject prints the body of an object.
func (p *Printer) rsvpObject(class, ctype int, v view, indent string) rsvpResult {
	least, known := rsvpLeast(class, ctype)
	if !known {
		return rsvpPlain
	}
	if v.n < least {
		return rsvpShort
	}
	switch class {
	case rsvpSession:
		p.rsvpSession(ctype, v, indent)
	case rsvpConfirm, rsvpNotify, rsvpS2L:
		p.str(indent)
		switch {
		case class == rsvpS2L:
			p.str("  Sub-LSP destination address: ")
		case class == rsvpConfirm:
			p.printf("  IPv%d Receiver Address: ", 2+2*ctype)
		default:
			p.printf("  IPv%d Notify Node Address: ", 2+2*ctype)
		}
		p.host(v.bytes(0, least))
	case rsvpLabel, rsvpSuggestedLabel, rsvpUpstreamLabel, rsvpRecoveryLabel:
		switch ctype {
		case 1:
			for ; v.n >= 4; v = v.from(4) {
				p.printf("%s  Label: %d", indent, v.u32(0))
			}
		case 2:
			p.printf("%s  Generalized Label: %d", indent, v.u32(0))
		case 3:
			p.printf("%s  Waveband ID: %d%s  Start Label: %d, Stop Label: %d", indent, v.u32(0), indent, v.u32(4), v.u32(8))
		}
	case rsvpStyle:
		p.printf("%s  Reservation Style: ", indent)
		p.name(rsvpStyles, "Unknown", v.u24(1))
		p.printf(", Flags: [0x%02x]", v.u8(0))
	case rsvpSenderTemplate, rsvpFilterSpec:
		p.rsvpSender(class, ctype, v, indent)
	case rsvpLabelRequest:
		p.rsvpLabelRequest(ctype, v, indent)
	case rsvpERO, rsvpRRO:
		return p.rsvpRoute(v, indent)
	case rsvpHelloObject:
		p.printf("%s  Source Instance: 0x%08x, Destination Instance: 0x%08x", indent, v.u32(0), v.u32(4))
	case rsvpRestart:
		p.printf("%s  Restart  Time: %dms, Recovery Time: %dms", indent, v.u32(0), v.u32(4))
	case rsvpCapability:
		if bits := v.u32(0); bits&^7 != 0 {
			p.printf("%s  [reserved=0x%08x must be zero]", indent, bits&^7)
		}
		p.printf("%s  Flags: [", indent)
		p.flags(rsvpCapabilityFlags, "none", ", ", v.u32(0)&7)
		p.byte(']')
	case rsvpSessionAttribute:
		size := v.u8(3)
		if v.n < 4+size {
			return rsvpShort
		}
		p.printf("%s  Session Name: ", indent)
		p.text(v, 4, size)
		p.printf("%s  Setup Priority: %d, Holding Priority: %d, Flags: [", indent, v.u8(0), v.u8(1))
		p.flags(rsvpAttributeFlags, "none", ", ", uint32(v.u8(2)))
		p.str("] (")
		p.alternate(v.u8(2))
		p.byte(')')
	case rsvpGeneralizedUNI:
		return p.rsvpUNI(v, indent)
	case rsvpHop:
		size := least - 4
		p.printf("%s  Previous/Next Interface: ", indent)
		p.host(v.bytes(0, size))
		p.printf(", Logical Interface Handle: 0x%08x", v.u32(size))
		if size == 16 || v.n > least { // there may be TLVs
			return rsvpHex
		}
	case rsvpTimeValues:
		p.printf("%s  Refresh Period: %dms", indent, v.u32(0))
	case rsvpSenderTSpec, rsvpAdspec, rsvpFlowspec:
		p.rsvpServices(v, indent)
	case rsvpFastReroute:
		p.rsvpFastReroute(ctype, v, indent)
	case rsvpDetour:
		for ; v.n >= 8; v = v.from(8) {
			p.printf("%s  PLR-ID: ", indent)
			p.addr4(v, 0)
			p.str(", Avoid-Node-ID: ")
			p.addr4(v, 4)
		}
	case rsvpClassType, rsvpClassTypeOld:
		p.printf("%s  CT: %d", indent, v.u32(0)&7)
	case rsvpErrorSpec:
		p.rsvpError(v, least-4, indent)
	case rsvpProperties:
		return p.rsvpProperties(v, indent)
	case rsvpMessageID, rsvpMessageIDAck, rsvpMessageIDList:
		p.printf("%s  Flags [0x%02x], epoch: %d", indent, v.u8(0), v.u24(1))
		for v = v.from(4); v.n >= 4; v = v.from(4) {
			p.printf("%s    Message-ID 0x%08x (%d)", indent, v.u32(0), v.u32(0))
		}
	case rsvpIntegrity:
		p.printf("%s  Key-ID 0x%04x%08x, Sequence 0x%08x%08x, Flags [%s]", indent, v.u16(2), v.u32(4), v.u32(8), v.u32(12),
			choose(v.u8(0)&0x80 != 0, "Handshake", "none"))
		p.printf("%s  MD5-sum 0x", indent)
		p.hexDigits(v, 16, 16)
		p.str("  (unchecked)")
	case rsvpAdminStatus:
		p.printf("%s  Flags [", indent)
		p.flags(rsvpAdminFlags, "none", ", ", v.u32(0))
		p.byte(']')
	case rsvpLabelSet:
		return p.rsvpLabelSet(v, indent)
	}
	return rsvpDone
}

// rsvpLeast returns the length that an object's body has at least, and whether
// its class and type are known.
func rsvpLeast(class, ctype int) (least int, known bool) {
	switch class<<8 | ctype {
	case rsvpLabel<<8 | 1, rsvpSuggestedLabel<<8 | 1, rsvpUpstreamLabel<<8 | 1, rsvpRecoveryLabel<<8 | 1,
		rsvpLabelRequest<<8 | 1, rsvpERO<<8 | 1, rsvpRRO<<8 | 1, rsvpDetour<<8 | 7:
		return 0, true
	case rsvpConfirm<<8 | 1, rsvpNotify<<8 | 1, rsvpS2L<<8 | 1, rsvpStyle<<8 | 1, rsvpLabelRequest<<8 | 4,
		rsvpLabel<<8 | 2, rsvpSuggestedLabel<<8 | 2, rsvpUpstreamLabel<<8 | 2, rsvpRecoveryLabel<<8 | 2,
		rsvpCapability<<8 | 1, rsvpSessionAttribute<<8 | 7, rsvpGeneralizedUNI<<8 | 1, rsvpTimeValues<<8 | 1,
		rsvpSenderTSpec<<8 | 2, rsvpAdspec<<8 | 2, rsvpFlowspec<<8 | 2, rsvpClassType<<8 | 1, rsvpClassTypeOld<<8 | 1,
		rsvpProperties<<8 | 1, rsvpMessageID<<8 | 1, rsvpMessageID<<8 | 2, rsvpMessageIDAck<<8 | 1, rsvpMessageIDAck<<8 | 2,
		rsvpMessageIDList<<8 | 1, rsvpMessageIDList<<8 | 2, rsvpAdminStatus<<8 | 1, rsvpLabelSet<<8 | 1:
		return 4, true
	case rsvpSession<<8 | 1, rsvpSenderTemplate<<8 | 1, rsvpSenderTemplate<<8 | 7, rsvpFilterSpec<<8 | 1, rsvpFilterSpec<<8 | 7,
		rsvpHelloObject<<8 | 1, rsvpHelloObject<<8 | 2, rsvpRestart<<8 | 1, rsvpHop<<8 | 1, rsvpHop<<8 | 3,
		rsvpErrorSpec<<8 | 1, rsvpErrorSpec<<8 | 3:
		return 8, true
	case rsvpSession<<8 | 7, rsvpSession<<8 | 11, rsvpSession<<8 | 13, rsvpLabelRequest<<8 | 2, rsvpLabelRequest<<8 | 3,
		rsvpLabel<<8 | 3, rsvpSuggestedLabel<<8 | 3, rsvpUpstreamLabel<<8 | 3, rsvpRecoveryLabel<<8 | 3:
		return 12, true
	case rsvpConfirm<<8 | 2, rsvpNotify<<8 | 2, rsvpS2L<<8 | 2, rsvpSenderTemplate<<8 | 12, rsvpFilterSpec<<8 | 12,
		rsvpFastReroute<<8 | 7:
		return 16, true
	case rsvpSession<<8 | 2, rsvpSenderTemplate<<8 | 2, rsvpFilterSpec<<8 | 2, rsvpFilterSpec<<8 | 3, rsvpFilterSpec<<8 | 8,
		rsvpHop<<8 | 2, rsvpHop<<8 | 4, rsvpErrorSpec<<8 | 2, rsvpErrorSpec<<8 | 4, rsvpFastReroute<<8 | 1:
		return 20, true
	case rsvpSession<<8 | 14:
		return 26, true
	case rsvpIntegrity<<8 | 1:
		return 32, true
	case rsvpSession<<8 | 8:
		return 36, true
	case rsvpSenderTemplate<<8 | 13, rsvpFilterSpec<<8 | 13:
		return 40, true
	}
	return 0, false
}
