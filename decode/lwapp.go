package decode

const (
	portLWAPPData    = 12222
	portLWAPPControl = 12223

	lwappHeaderLen  = 6
	lwappControlLen = 8
)

var lwappFlags = names{{0x01, "Not Last"}, {0x02, "Fragment"}, {0x04, "Control"}}

var lwappMessages = names{
	{1, "Discovery req"}, {2, "Discovery resp"}, {3, "Join req"}, {4, "Join resp"}, {5, "Join ack"}, {6, "Join confirm"},
	{10, "Configure req"}, {11, "Configure resp"}, {12, "Update req"}, {13, "Update resp"},
	{14, "WTP event req"}, {15, "WTP event resp"}, {16, "Change state event req"}, {17, "Change state event resp"},
	{22, "Echo req"}, {23, "Echo resp"}, {24, "Image data req"}, {25, "Image data resp"},
	{26, "Channel status req"}, {27, "Channel status resp"}, {30, "Key update req"}, {31, "Key update resp"},
	{32, "Primary discovery req"}, {33, "Primary discovery resp"}, {34, "Data transfer req"}, {35, "Data transfer resp"},
	{36, "Clear config ind"}, {37, "Wlan config req"}, {38, "Wlan config resp"}, {39, "Mobile config req"}, {40, "Mobile config resp"},
}

// lwappHeader prints the header of an LWAPP frame, whose length must be least at
// least: RFC 5412, 3.2. It reports whether more of the frame is to be printed.
//
//	+-------------------------------+----------+--------+------------+------
//	| version, radio ID, C, F, L    | fragment | length | status/WLAN| body
//	+-------------------------------+----------+--------+------------+------
//	  2 bits   3 bits   1 bit each    1          2        2
func lwappHeader(p *Printer, v view, least int) bool {
	v.need(0, lwappHeaderLen)
	first := v.u8(0)
	if version := first >> 6; version != 0 {
		p.printf("LWAPP version %d packet not supported", version)
		return false
	}
	p.str("LWAPPv0, ")
	p.str(choose(first&4 != 0, "Control", "Data"))
	p.str(" frame, ")
	length := v.u16(2)
	if p.v > 0 {
		p.printf("Radio-id %d, ", first>>3&7)
	}
	p.str("Flags [")
	p.flags(lwappFlags, "none", ", ", uint32(first&7))
	p.byte(']')
	if p.v == 0 {
		p.printf(", length %d", length)
		return false
	}
	if length < least {
		p.printf(", length %d < transport header length", length)
		return false
	}
	p.printf(", Frag-id %d, length %d", v.u8(1), length)
	return true
}

// printLWAPPData prints an LWAPP frame with data, an IEEE 802.11 frame.
func printLWAPPData(p *Printer, v view) {
	p.enter("lwapp_data", v)
	if lwappHeader(p, v, lwappHeaderLen) {
		p.hexLines("\n\t", v, lwappHeaderLen, v.u16(2)-lwappHeaderLen)
	}
}

// printLWAPPControl prints an LWAPP frame with control messages; printLWAPPFromAP
// one that begins with the access point's address.
func printLWAPPControl(p *Printer, v view) { printLWAPPMessages(p, v, false) }
func printLWAPPFromAP(p *Printer, v view)  { printLWAPPMessages(p, v, true) }

func printLWAPPMessages(p *Printer, v view, fromAP bool) {
	const addressLen = 6
	p.enter("lwapp_control", v)
	frame := v
	if fromAP {
		v.need(0, addressLen)
		frame = v.from(addressLen)
	}
	if !lwappHeader(p, frame, 0) {
		return
	}
	if fromAP {
		p.str("\n\tAP identity: ")
		p.mac(v, 0)
	}
	left, off := frame.u16(2), lwappHeaderLen
	for left > 0 {
		frame.need(off, lwappControlLen)
		length := frame.u16(off + 2)
		if left < lwappControlLen+length {
			p.str("\n\t  Msg goes past end of PDU")
			return
		}
		kind := frame.u8(off)
		p.str("\n\t  Msg type: ")
		p.name(lwappMessages, "Unknown", kind)
		p.printf(" (%d), Seqnum: %d, Msg len: %d, Session: 0x%08x", kind, frame.u8(off+1), length, frame.u32(off+4))
		frame.need(off, length)
		off += lwappControlLen + length
		left -= lwappControlLen + length
	}
}
