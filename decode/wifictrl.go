package decode

// Subtypes of control frames: IEEE 802.11-2020, table 9-1.
const (
	ctrlWrapper     = 7
	ctrlBlockAckReq = 8
	ctrlBlockAck    = 9
	ctrlPSPoll      = 10
	ctrlRTS         = 11
	ctrlCTS         = 12
	ctrlAck         = 13
	ctrlCFEnd       = 14
	ctrlCFEndAck    = 15
)

var wifiControlNames = names{
	{ctrlAck, "Acknowledgment"},
	{ctrlRTS, "Request-To-Send"},
	{ctrlCTS, "Clear-To-Send"},
	{ctrlBlockAckReq, "BAR"},
	{ctrlBlockAck, "BA"},
	{ctrlPSPoll, "Power Save-Poll"},
	{ctrlCFEnd, "CF-End"},
	{ctrlCFEndAck, "CF-End+CF-Ack"},
	{ctrlWrapper, "Control Wrapper"},
}

// wifiControlLen returns the length of a control frame's header, 0 where the
// subtype is not known.
func wifiControlLen(subtype int) int {
	switch subtype {
	case ctrlBlockAckReq:
		return 20
	case ctrlWrapper, ctrlPSPoll, ctrlRTS, ctrlCFEnd, ctrlCFEndAck:
		return 16
	case ctrlBlockAck, ctrlCTS, ctrlAck:
		return 10
	}
	return 0
}

// wifiControl prints a control frame: IEEE 802.11-2020, 9.3.1. It reports
// whether the frame was captured whole.
func (p *Printer) wifiControl(v view, fc wifiFC) bool {
	subtype := fc.subtype()
	p.name(wifiControlNames, "Unknown Ctrl Subtype", subtype)
	if !v.has(0, wifiControlLen(subtype)) {
		return false
	}
	if subtype == ctrlPSPoll {
		p.printf(" AID(%x)", v.le16(2))
		return true
	}
	if p.opt.Link {
		return true
	}
	switch subtype {
	case ctrlBlockAckReq:
		p.blockAckReq(v)
	case ctrlRTS:
		p.wifiAddress(" TA:", v, 10)
	case ctrlBlockAck, ctrlCTS, ctrlAck, ctrlCFEnd, ctrlCFEndAck:
		p.wifiAddress(" RA:", v, 4)
	}
	return true
}

// wifiControlHeader prints with -e the addresses of a control frame.
func (p *Printer) wifiControlHeader(v view, subtype int) {
	switch subtype {
	case ctrlBlockAckReq:
		p.blockAckReq(v)
	case ctrlBlockAck, ctrlCTS, ctrlAck:
		p.wifiAddress("RA:", v, 4)
	case ctrlPSPoll:
		p.wifiAddress("BSSID:", v, 4)
		p.wifiAddress("TA:", v, 10)
	case ctrlRTS:
		p.wifiAddress("RA:", v, 4)
		p.wifiAddress("TA:", v, 10)
	case ctrlCFEnd, ctrlCFEndAck:
		p.wifiAddress("RA:", v, 4)
		p.wifiAddress("BSSID:", v, 10)
	}
}

// blockAckReq prints a block acknowledgment request.
func (p *Printer) blockAckReq(v view) {
	p.wifiAddress(" RA:", v, 4)
	p.str("TA:")
	p.mac(v, 10)
	p.printf(" CTL(%x) SEQ(%d) ", v.le16(16), v.le16(18))
}
