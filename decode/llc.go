package decode

// Service access points of IEEE 802.2 LLC.
const (
	sapIP      = 0x06
	sapSTP     = 0x42
	sapSNAP    = 0xaa
	sapIPX     = 0xe0
	sapNetBEUI = 0xf0
	sapOSI     = 0xfe
	sapGlobal  = 0xff
)

var sapNames = names{
	{0x00, "Null"},
	{sapGlobal, "Global"},
	{0x02, "802.1B I"},
	{0x03, "802.1B G"},
	{sapIP, "IP"},
	{0x04, "SNA"},
	{0x0e, "ProWay NM"},
	{sapSTP, "STP"},
	{0x4e, "RS511"},
	{0x7e, "ISO8208"},
	{0x8e, "ProWay"},
	{sapSNAP, "SNAP"},
	{sapIPX, "IPX"},
	{sapNetBEUI, "NetBeui"},
	{sapOSI, "OSI"},
}

// Control fields of unnumbered frames.
const (
	llcUI   = 0x03
	llcXID  = 0xaf
	llcPoll = 0x10 // the bit that is not part of the command
)

var llcCommandNames = names{
	{llcUI, "ui"},
	{0xe3, "test"},
	{llcXID, "xid"},
	{0x63, "ua"},
	{0x43, "disc"},
	{0x0f, "dm"},
	{0x6f, "sabme"},
	{0x87, "frmr"},
}

// llcFlagNames are the response bit of the source SAP and the poll bit of the
// control field together.
var llcFlagNames = names{
	{0, "Command"},
	{1, "Response"},
	{0x10, "Poll"},
	{0x11, "Final"},
	{0x100, "Poll"},
	{0x101, "Final"},
}

var llcSupervisoryNames = names{
	{0x1, "Receiver Ready"},
	{0x5, "Receiver not Ready"},
	{0x9, "Reject"},
}

// llcPrinter returns the printer of what follows an LLC header with both service
// access points sap in an unnumbered information frame, nil where there is none.
func llcPrinter(sap int) printFunc {
	switch sap {
	case sapIP:
		return printIPv4 // RFC 948
	case sapSTP:
		return printSTP
	case sapOSI:
		return printOSI
	}
	return nil
}

// llc prints an IEEE 802.2 LLC header and what follows it: unnumbered frames
// have one byte of control field, the others two. It returns the length of the
// header, SNAP's included, and whether it could print the payload.
func (p *Printer) llc(v view) (headerLen int, known bool) {
	p.enter("llc", v)
	cutShort := func() (int, bool) {
		p.truncated()
		p.unparsed(view{v.b, len(v.b)})
		return min(len(v.b), v.n), true
	}
	if !v.has(0, 3) || v.n < 3 {
		return cutShort()
	}
	dsapField, ssapField, control := v.u8(0), v.u8(1), v.u8(2)
	unnumbered := control&3 == 3
	headerLen = 3
	if !unnumbered {
		if !v.has(0, 4) || v.n < 4 {
			return cutShort()
		}
		control = v.le16(2)
		headerLen = 4
	}
	if ssapField == sapGlobal && dsapField == sapGlobal {
		// Novell's own framing: IPX right after the length, whose checksum is
		// always ffff.
		if p.opt.Link {
			p.str("IPX 802.3: ")
		}
		printIPX(p, v)
		return 0, true
	}
	dsap, ssap := dsapField&^1, ssapField&^1
	if p.opt.Link {
		p.llcHeader(dsapField, ssapField, control, unnumbered)
	}
	body := v.from(headerLen)
	if ssap == dsap && control == llcUI {
		if ssap == sapSNAP {
			return headerLen + snapLen, p.snap(body, 2)
		}
		if ssap == sapIPX {
			if p.opt.Link {
				p.str("IPX 802.2: ")
			}
			printIPX(p, body)
			return headerLen, true
		}
		if printer := llcPrinter(ssap); printer != nil {
			printer(p, body)
			return headerLen, true
		}
	}
	if !p.opt.Link {
		p.llcEndpoints(dsap, ssap)
	}
	poll := control & llcPoll
	if !unnumbered {
		poll = control & 0x100
	}
	flags := ssapField&1 | poll
	switch {
	case unnumbered:
		p.str("Unnumbered, ")
		p.name(llcCommandNames, "%02x", control&^llcPoll)
		p.str(", Flags [")
		p.name(llcFlagNames, "?", flags)
		p.printf("], length %d", v.n)
		if control&^llcPoll == llcXID {
			if body.n == 0 {
				return headerLen, true
			}
			if len(body.b) < 1 {
				p.truncated()
				return headerLen, true
			}
			if body.u8(0) == 0x81 { // the format identifier of basic XID
				if !body.has(0, 3) || body.n < 3 {
					p.truncated()
					p.unparsed(view{body.b, len(body.b)})
				} else {
					p.printf(": %02x %02x", body.u8(1), body.u8(2))
				}
				return headerLen, true
			}
		}
	case control&3 == 1:
		p.str("Supervisory, ")
		p.name(llcSupervisoryNames, "?", control&0xf)
		p.printf(", rcv seq %d, Flags [", control>>9)
		p.name(llcFlagNames, "?", flags)
		p.printf("], length %d", v.n)
		return headerLen, true
	default:
		p.printf("Information, send seq %d, rcv seq %d, Flags [", control>>1&0x7f, control>>9)
		p.name(llcFlagNames, "?", flags)
		p.printf("], length %d", v.n)
	}
	return headerLen, false
}

// llcHeader prints with -e what an LLC header holds.
func (p *Printer) llcHeader(dsap, ssap, control int, unnumbered bool) {
	p.str("LLC, dsap ")
	p.name(sapNames, "Unknown", dsap&^1)
	group := "Individual"
	if dsap&1 != 0 {
		group = "Group"
	}
	p.printf(" (0x%02x) %s, ssap ", dsap&^1, group)
	p.name(sapNames, "Unknown", ssap&^1)
	response := "Command"
	if ssap&1 != 0 {
		response = "Response"
	}
	p.printf(" (0x%02x) %s", ssap&^1, response)
	if unnumbered {
		p.printf(", ctrl 0x%02x: ", control)
	} else {
		p.printf(", ctrl 0x%04x: ", control)
	}
}

// llcEndpoints prints from where to where an LLC frame goes that has no printer.
func (p *Printer) llcEndpoints(dsap, ssap int) {
	if p.link.src != nil {
		p.macAddr(p.link.src)
		p.byte(' ')
	}
	if ssap != dsap {
		p.name(sapNames, "Unknown SSAP 0x%02x", ssap)
		p.byte(' ')
	}
	if p.link.src != nil {
		p.str("> ")
		p.macAddr(p.link.dst)
		p.byte(' ')
	} else if ssap != dsap {
		p.str("> ")
	}
	p.name(sapNames, "Unknown DSAP 0x%02x", dsap)
	p.byte(' ')
}
