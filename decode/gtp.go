package decode

const (
	portGTPControl = 2123
	portGTPUser    = 2152

	gtpHeaderLen  = 8
	gtpPDU        = 255 // what carries a packet of a user
	gtpExtensions = 7   // flags of version 1: an extension, a sequence number, an N-PDU number
	gtpProtocol   = 0x10
	gtpHasTEID    = 0x08 // version 2
)

// gtpMessages are those of version 1: 3GPP TS 29.060, 7.1, and TS 29.281, 6.1.
var gtpMessages = names{
	{gtpPDU, "G-PDU"}, {1, "Echo Request"}, {2, "Echo Response"}, {3, "Version Not Supported"},
	{16, "Create PDP Context Request"}, {17, "Create PDP Context Response"}, {18, "Update PDP Context Request"},
	{19, "Update PDP Context Response"}, {20, "Delete PDP Context Request"}, {21, "Delete PDP Context Response"},
	{22, "Initiate PDP Context Activation Request"}, {23, "Initiate PDP Context Activation Response"},
	{26, "Error Indication"}, {27, "PDU Notification Request"}, {28, "PDU Notification Response"},
	{31, "Supported Extension Headers Notification"}, {32, "Send Routeing Information for GPRS Request"},
	{33, "Send Routeing Information for GPRS Response"}, {48, "Identification Request"}, {49, "Identification Response"},
	{50, "SGSN Context Request"}, {51, "SGSN Context Response"}, {52, "SGSN Context Acknowledge"},
	{53, "Forward Relocation Request"}, {54, "Forward Relocation Response"}, {55, "Forward Relocation Complete"},
	{56, "Relocation Cancel Request"}, {57, "Relocation Cancel Response"}, {253, "Tunnel Status"}, {254, "End Marker"},
}

// gtpMessages2 are those of version 2: 3GPP TS 29.274, 6.1.
var gtpMessages2 = names{
	{1, "Echo Request"}, {2, "Echo Response"}, {3, "Version Not Supported Indication"},
	{32, "Create Session Request"}, {33, "Create Session Response"}, {34, "Modify Bearer Request"},
	{35, "Modify Bearer Response"}, {36, "Delete Session Request"}, {37, "Delete Session Response"},
	{38, "Change Notification Request"}, {39, "Change Notification Response"}, {64, "Modify Bearer Command"},
	{65, "Modify Bearer Failure Indication"}, {66, "Delete Bearer Command"}, {67, "Delete Bearer Failure Indication"},
	{68, "Bearer Resource Command"}, {69, "Bearer Resource Failure Indication"}, {95, "Create Bearer Request"},
	{96, "Create Bearer Response"}, {97, "Update Bearer Request"}, {98, "Update Bearer Response"},
	{99, "Delete Bearer Request"}, {100, "Delete Bearer Response"}, {101, "Delete PDN Connection Set Request"},
	{102, "Delete PDN Connection Set Response"}, {128, "Identification Request"}, {129, "Identification Response"},
	{130, "Context Request"}, {131, "Context Response"}, {132, "Context Acknowledge"},
	{133, "Forward Relocation Request"}, {134, "Forward Relocation Response"}, {135, "Forward Relocation Complete Notification"},
	{170, "Release Access Bearers Request"}, {171, "Release Access Bearers Response"}, {176, "Downlink Data Notification"},
	{177, "Downlink Data Notification Acknowledge"}, {211, "Modify Access Bearers Request"},
	{212, "Modify Access Bearers Response"},
}

// printGTP prints a message of the GPRS Tunnelling Protocol and the packet in it:
// 3GPP TS 29.281, 5.1, and TS 29.274, 5.1. tcpdump does not know it: it is
// printed with -v only.
//
//	0       1      2        4      8          10      11
//	+-------+------+--------+------+----------+-------+----------------+------
//	| flags | type | length | TEID | sequence | N-PDU | next extension | body
//	+-------+------+--------+------+----------+-------+----------------+------
//	                                where one of three flags is set
func printGTP(p *Printer, v view) {
	if p.v == 0 && !p.values || !isGTP(v) {
		p.plainDatagram(v)
		return
	}
	p.enter("gtp", v)
	flags, kind := v.u8(0), v.u8(1)
	if flags>>5 == 2 {
		p.str("GTPv2-C ")
		p.name(gtpMessages2, "type %d", kind)
		off := 4
		if flags&gtpHasTEID != 0 {
			p.printf(", TEID 0x%08x", v.u32(4))
			off = 8
		}
		p.printf(", seq %d, length %d", v.u24(off), v.u16(2))
		return
	}
	p.str(choose(p.port.src == portGTPUser || p.port.dst == portGTPUser, "GTPv1-U ", "GTPv1-C "))
	p.name(gtpMessages, "type %d", kind)
	p.printf(", TEID 0x%08x", v.u32(4))
	if flags&2 != 0 {
		p.printf(", seq %d", v.u16(8))
	}
	p.printf(", length %d", v.u16(2))
	body, ok := gtpBody(v)
	if kind != gtpPDU {
		return
	}
	if !ok {
		p.invalid()
		return
	}
	if body.n > 0 {
		p.str(": ")
		switch body.u8(0) >> 4 {
		case 4, 6:
			p.port = ports{}
			printIPEither(p, body)
		}
	}
}

// isGTP reports whether v begins with a header of a version that is known.
func isGTP(v view) bool {
	if !v.has(0, gtpHeaderLen) || v.n < gtpHeaderLen {
		return false
	}
	flags, length := v.u8(0), v.u16(2)
	switch flags >> 5 {
	case 1:
		return flags&gtpProtocol != 0 && length <= v.n-gtpHeaderLen
	case 2:
		return length <= v.n-4
	}
	return false
}

// gtpBody returns what follows the header and the extension headers of version
// 1: 3GPP TS 29.281, 5.2.
func gtpBody(v view) (body view, ok bool) {
	body = v.sub(gtpHeaderLen, v.u16(2))
	if v.u8(0)&gtpExtensions == 0 {
		return body, true
	}
	next := body.u8(3)
	for body = body.from(4); next != 0; {
		size := 4 * body.u8(0)
		if size == 0 || size > body.n {
			return body, false
		}
		next = body.u8(size - 1)
		body = body.from(size)
	}
	return body, true
}
