package decode

// Codes of OAM PDUs: IEEE 802.3-2018, table 57-4.
const (
	oamInformation = 0
	oamEvent       = 1
	oamLoopback    = 4

	oamEnd    = 0 // the type of the last TLV
	oamLocal  = 1
	oamRemote = 2
)

var (
	oamFlags = names{
		{0x0001, "Link Fault"},
		{0x0002, "Dying Gasp"},
		{0x0004, "Critical Event"},
		{0x0008, "Local Evaluating"},
		{0x0010, "Local Stable"},
		{0x0020, "Remote Evaluating"},
		{0x0040, "Remote Stable"},
	}
	oamCodes = names{
		{oamInformation, "Information"},
		{oamEvent, "Event Notification"},
		{2, "Variable Request"},
		{3, "Variable Response"},
		{oamLoopback, "Loopback Control"},
		{0xfe, "Vendor Private"},
	}
	oamInfoTypes = names{
		{oamEnd, "End of TLV marker"},
		{oamLocal, "Local"},
		{oamRemote, "Remote"},
		{0xfe, "Organization specific"},
	}
	oamParserActions = names{{0, "forwarding"}, {1, "looping back"}, {2, "discarding"}, {3, "reserved"}}
	oamConfig        = names{
		{0x01, "Active"},
		{0x02, "Unidirectional"},
		{0x04, "Remote-Loopback"},
		{0x08, "Link-Events"},
		{0x10, "Variable-Retrieval"},
	}
	oamEventTypes = names{
		{oamEnd, "End of TLV marker"},
		{1, "Errored Symbol Period Event"},
		{2, "Errored Frame Event"},
		{3, "Errored Frame Period Event"},
		{4, "Errored Frame Seconds Summary Event"},
		{0xfe, "Organization specific"},
	}
	oamLoopbackCommands = names{{1, "Enable OAM Remote Loopback"}, {2, "Disable OAM Remote Loopback"}}
)

// ethernetOAM prints an OAM PDU from its flags on: IEEE 802.3-2018, 57.4.
//
//	+-------+------+------
//	| flags | code | data
//	+-------+------+------
//	  2       1
func (p *Printer) ethernetOAM(v view) {
	if v.n < 3 {
		p.str(slowTooShort)
		return
	}
	v.need(0, 3)
	code := v.u8(2)
	p.str("\n\tCode ")
	p.name(oamCodes, "Unknown (%d)", code)
	p.str(" OAM PDU, Flags [")
	p.flags(oamFlags, "none", ", ", uint32(v.u16(0)))
	p.byte(']')
	v = v.from(3)
	switch code {
	case oamInformation:
		p.oamTLVs(v, oamInfoTypes, " Information Type", (*Printer).oamInformation)
	case oamEvent:
		if v.n < 2 {
			p.str(slowTooShort)
			return
		}
		p.printf("\n\t  Sequence Number %d", v.u16(0))
		p.oamTLVs(v.from(2), oamEventTypes, " Link Event Type", (*Printer).oamLinkEvent)
	case oamLoopback:
		if v.n < 1 {
			p.str(slowTooShort)
			return
		}
		command := v.u8(0)
		p.str("\n\t  Command ")
		p.name(oamLoopbackCommands, "Unknown", command)
		p.printf(" (%d)", command)
	default:
		if p.v <= 1 {
			p.hexView("\n\t  ", v)
		}
	}
}

// oamTLVs prints TLVs whose types kinds names; word says what they are. The
// length of a TLV counts its type and length. printTLV prints one, and reports
// whether it could.
func (p *Printer) oamTLVs(v view, kinds names, word string, printTLV func(p *Printer, kind int, v view) bool) {
	for v.n > 0 {
		if v.n < 2 {
			p.str(slowTooShort)
			return
		}
		kind, length := v.u8(0), v.u8(1)
		p.str("\n\t  ")
		p.name(kinds, "Reserved", kind)
		p.str(word)
		p.printf(" (%d), length %d", kind, length)
		if kind == oamEnd {
			return
		}
		if length < 2 {
			p.str("\n\t    ERROR: illegal length - should be >= 2")
			return
		}
		if v.n < length {
			p.str(slowTooShort)
			return
		}
		v.need(0, length)
		tlv := v.sub(0, length)
		if !printTLV(p, kind, tlv) || p.v > 1 {
			p.hexView("\n\t  ", tlv)
		}
		v = v.from(length)
	}
}

// oamInformation prints a local or remote information TLV: IEEE 802.3-2018,
// 57.5.2.
//
//	+------+--------+---------+----------+-------+--------+------------+-----+---------
//	| type | length | version | revision | state | config | PDU config | OUI | private
//	+------+--------+---------+----------+-------+--------+------------+-----+---------
//	  1      1        1         2          1       1        2            3     4
func (p *Printer) oamInformation(kind int, v view) bool {
	if kind != oamLocal && kind != oamRemote {
		return false
	}
	if v.n != 16 {
		p.str("\n\t    ERROR: illegal length - should be 16")
		return false
	}
	p.printf("\n\t    OAM-Version %d, Revision %d\n\t    State-Parser-Action ", v.u8(2), v.u16(3))
	p.name(oamParserActions, "Reserved", v.u8(5)&3)
	p.printf(", State-MUX-Action %s", choose(v.u8(5)&4 != 0, "discarding", "forwarding"))
	p.str("\n\t    OAM-Config Flags [")
	p.flags(oamConfig, "none", ", ", uint32(v.u8(6)))
	p.printf("], OAM-PDU-Config max-PDU size %d\n\t    OUI ", v.u16(7)&0x7ff)
	p.name(ouiNames, "Unknown", v.u24(9))
	p.printf(" (0x%06x), Vendor-Private 0x%08x", v.u24(9), v.u32(12))
	return true
}

// oamLinkEvent prints a link event TLV: IEEE 802.3-2018, 57.5.3.
//
//	+------+--------+-----------+--------+-----------+--------+-------------+-------------+
//	| type | length | timestamp | window | threshold | errors | error total | event total |
//	+------+--------+-----------+--------+-----------+--------+-------------+-------------+
//	  1      1        2           8        8           8        8             4
func (p *Printer) oamLinkEvent(kind int, v view) bool {
	if kind < 1 || kind > 4 {
		return false
	}
	if v.n != 40 {
		p.str("\n\t    ERROR: illegal length - should be 40")
		return false
	}
	p.printf("\n\t    Timestamp %d ms, Errored Window %d\n\t    Errored Threshold %d\n\t    Errors %d",
		v.u16(2)*100, v.u64(4), v.u64(12), v.u64(20))
	p.printf("\n\t    Error Running Total %d\n\t    Event Running Total %d", v.u64(28), v.u32(36))
	return true
}
