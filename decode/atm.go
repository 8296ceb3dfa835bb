package decode

// Virtual channels of path 0 that have a meaning: ATM Forum, UNI 3.1, 3.3.
const (
	vciMeta       = 0x01
	vciBroadcast  = 0x02
	vciOAMSegment = 0x03
	vciOAMEnd     = 0x04
	vciSignalling = 0x05
	vciILMI       = 0x10
)

// printATM prints an LLC-encapsulated AAL5 frame: RFC 2684, 5.
func printATM(p *Printer, v view) {
	p.enter("atm", v)
	if v.u8(0) == llcUI { // Cisco's NLPID encapsulation
		if p.opt.Link {
			p.str("CNLPID ")
		}
		p.linkLen++
		printOSI(p, v.from(1))
		return
	}
	switch v.u24(0) {
	case sapSNAP<<16 | sapSNAP<<8 | llcUI, sapOSI<<16 | sapOSI<<8 | llcUI, sapIP<<16 | sapIP<<8 | llcUI:
	default: // an IEEE 802.6 header, as drivers for Fore cards left it there
		if p.opt.Link {
			p.printf("%08x%08x %08x%08x ", v.u32(0), v.u32(4), v.u32(8), v.u32(12))
		}
		v.need(0, 20)
		v = v.from(20)
		p.linkLen += 20
	}
	p.linkLen += p.llcOrUnparsed(v)
}

// printSunATM prints a frame after the header of SunATM.
//
//	+-----------------+------+------+------
//	| direction, kind | VPI  | VCI  | frame
//	+-----------------+------+------+------
//	  1                 1      2
func printSunATM(p *Printer, v view) {
	p.enter("sunatm", v)
	if !v.has(0, 4) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	if p.opt.Link {
		p.str(choose(v.u8(0)&0x80 != 0, "Tx: ", "Rx: "))
	}
	p.linkLen += 4
	p.atm(v.u8(1), v.u16(2), v.u8(0)&0xf == 1, v.from(4))
}

// atm prints a frame of a virtual channel, which LAN emulation uses if lane is
// true.
func (p *Printer) atm(vpi, vci int, lane bool, v view) {
	p.enter("atm", v)
	if p.opt.Link {
		p.printf("VPI:%d VCI:%d ", vpi, vci)
	}
	if vpi == 0 {
		switch vci {
		case vciSignalling:
			p.atmSignalling(v)
			return
		case vciBroadcast:
			p.str("broadcast sig: ")
			return
		case vciOAMSegment, vciOAMEnd:
			p.cellOAM(v, 1)
			return
		case vciMeta:
			p.str("meta: ")
			return
		case vciILMI:
			p.str("ilmi: ")
			printSNMP(p, v)
			return
		}
	}
	if lane {
		p.lane(v)
		return
	}
	p.llcOrUnparsed(v)
}

var atmMessages = names{
	{0x02, "Call_proceeding"},
	{0x07, "Connect"},
	{0x0f, "Connect_ack"},
	{0x05, "Setup"},
	{0x4d, "Release"},
	{0x5a, "Release_complete"},
	{0x46, "Restart"},
	{0x4e, "Restart_ack"},
	{0x7d, "Status"},
	{0x75, "Status_enquiry"},
	{0x80, "Add_party"},
	{0x81, "Add_party_ack"},
	{0x82, "Add_party_reject"},
	{0x83, "Drop_party"},
	{0x84, "Drop_party_ack"},
}

// atmSignalling prints a signalling message: ITU-T Q.2931, 4.
func (p *Printer) atmSignalling(v view) {
	if discriminator := v.u8(0); discriminator != 9 {
		p.printf("SSCOP, proto %d ", discriminator)
		return
	}
	p.str("Q.2931")
	kind := v.u8(5)
	p.byte(':')
	p.name(atmMessages, "msgtype#%d", kind)
	p.printf(" CALL_REF:0x%06x", v.u24(2))
}

var laneOpcodes = names{
	{0x0001, "configure request"},
	{0x0101, "configure response"},
	{0x0002, "join request"},
	{0x0102, "join response"},
	{0x0003, "register request"},
	{0x0103, "register response"},
	{0x0004, "unregister request"},
	{0x0104, "unregister response"},
	{0x0006, "ARP request"},
	{0x0106, "ARP response"},
	{0x0008, "topology change"},
}

// lane prints a LAN emulation frame: ATM Forum, "LAN Emulation Over ATM", 4.
func (p *Printer) lane(v view) {
	p.enter("lane", v)
	if !v.has(0, 6) {
		p.truncated()
		return
	}
	if v.u16(0) == 0xff00 { // a control frame
		p.printf("lec: proto %x vers %x ", v.u8(2), v.u8(3))
		p.name(laneOpcodes, "opcode-#%d", v.u16(4))
		return
	}
	if p.opt.Link && v.has(2, 14) {
		p.printf("lecid:%x ", v.u16(0))
	}
	p.ethernet(v.from(2))
}

// printCIP prints a frame of Classical IP over ATM: RFC 2225. It is LLC, or IP
// without a header.
func printCIP(p *Printer, v view) {
	p.enter("cip", v)
	v.need(0, 6)
	if p.opt.Link {
		p.printf("%d: ", v.n)
	}
	if v.u24(0) == sapSNAP<<16|sapSNAP<<8|llcUI && v.u24(3) == ouiEthernet {
		p.linkLen += p.llcOrUnparsed(v)
		return
	}
	printIPv4(p, v)
}

// Types and functions of OAM cells: ITU-T I.610, table 4.
const (
	oamFault    = 0x1
	oamAIS      = oamFault << 4
	oamRDI      = oamFault<<4 + 0x1
	oamLoop     = oamFault<<4 + 0x8
	cellPayload = 48
)

var (
	oamFlows = names{{vciOAMSegment, "OAM F4 (segment)"}, {vciOAMEnd, "OAM F4 (end)"}}
	atmTypes = names{
		{0, "user data, uncongested, SDU 0"},
		{1, "user data, uncongested, SDU 1"},
		{2, "user data, congested, SDU 0"},
		{3, "user data, congested, SDU 1"},
		{4, "VCC OAM F5 flow segment"},
		{5, "VCC OAM F5 flow end-to-end"},
		{6, "Traffic Control and resource Mgmt"},
	}
	oamCells     = names{{oamFault, "Fault Management"}, {2, "Performance Management"}, {8, "activate/deactivate"}, {15, "System Management"}}
	oamFunctions = map[int]names{
		oamFault: {{0, "AIS"}, {1, "RDI"}, {4, "Continuity Check"}, {8, "Loopback"}},
		2:        {{0, "Forward Monitoring"}, {1, "Backward Reporting"}, {2, "Monitoring and Reporting"}},
		8:        {{0, "Performance Monitoring"}, {1, "Continuity Check"}},
	}
)

// cellOAM prints an operation and maintenance cell, after hec bytes that precede
// its header: ITU-T I.610, 10.
//
//	 0     4      12    28     31    32     36         40
//	+-----+------+-----+------+-----+------+----------+------+--------
//	| GFC | VPI  | VCI | type | CLP | cell | function | data | CRC-10
//	+-----+------+-----+------+-----+------+----------+------+--------
func (p *Printer) cellOAM(v view, hec int) {
	p.enter("oam", v)
	header, kind := v.u32(hec), v.u8(hec+4)
	vci := int(header >> 4 & 0xffff)
	p.name(oamFlows, "OAM F5", vci)
	p.printf(", vpi %d, vci %d, payload [ ", header>>20&0xff, vci)
	p.name32(atmTypes, "Unknown", header>>1&7)
	p.printf(" ], clp %d, length %d", header&1, v.n)
	if p.v == 0 {
		return
	}
	p.str("\n\tcell-type ")
	p.name(oamCells, "unknown", kind>>4)
	p.printf(" (%d), func-type ", kind>>4)
	if table, ok := oamFunctions[kind>>4]; ok {
		p.name(table, "none", kind&0xf)
	} else {
		p.str("unknown")
	}
	p.printf(" (%d)", kind&0xf)
	v = v.from(hec + 4)
	switch kind {
	case oamLoop:
		v.need(1, 45)
		p.printf("\n\tLoopback-Indicator %s, Correlation-Tag 0x%08x\n\tLocation-ID ",
			choose(v.u8(1)&1 != 0, "Request", "Reply"), v.u32(2))
		p.hexDigits(v, 6, 12)
		p.str("\n\tSource-ID   ")
		p.hexDigits(v, 18, 12)
	case oamAIS, oamRDI:
		v.need(1, 45)
		p.printf("\n\tFailure-type 0x%02x\n\tLocation-ID ", v.u8(1))
		p.hexDigits(v, 2, 16)
	}
	sum := v.u16(46) & 0x3ff
	good := atmCRC10(v.bytes(0, cellPayload)) == 0
	p.printf("\n\tcksum 0x%03x (%scorrect)", sum, choose(good, "", "in"))
}

// atmCRC10 returns the remainder of b by the generator of OAM cells, which is 0
// where the CRC at its end is right: ITU-T I.610, 10.1.
func atmCRC10(b []byte) uint32 {
	var rest uint32
	for _, c := range b {
		for bit := 7; bit >= 0; bit-- {
			rest = rest<<1 | uint32(c>>bit&1)
			if rest&0x400 != 0 {
				rest ^= 0x633
			}
		}
	}
	return rest
}
