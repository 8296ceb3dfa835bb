package decode

const (
	portPPTP  = 1723
	pptpMagic = 0x1a2b3c4d
)

// Control messages: RFC 2637, 1.4.
const (
	pptpStartRequest = 1
	pptpStartReply   = 2
	pptpStopRequest  = 3
	pptpStopReply    = 4
	pptpEchoRequest  = 5
	pptpEchoReply    = 6
	pptpOutRequest   = 7
	pptpOutReply     = 8
	pptpInRequest    = 9
	pptpInReply      = 10
	pptpInConnected  = 11
	pptpClear        = 12
	pptpDisconnect   = 13
	pptpWANError     = 14
	pptpSetLink      = 15
)

var pptpMessages = []string{"NOT_DEFINED", "SCCRQ", "SCCRP", "StopCCRQ", "StopCCRP", "ECHORQ", "ECHORP", "OCRQ", "OCRP",
	"ICRQ", "ICRP", "ICCN", "CCRQ", "CDN", "WEN", "SLI"}

// Results and reasons, by message: RFC 2637, 2.
var (
	pptpStartResults = names{
		{1, "Successful channel establishment"},
		{2, "General error"},
		{3, "Command channel already exists"},
		{4, "Requester is not authorized to establish a command channel"},
		{5, "The protocol version of the requester is not supported"},
	}
	pptpResults    = names{{1, "OK"}, {2, "General Error"}}
	pptpOutResults = names{
		{1, "Connected"}, {2, "General Error"}, {3, "No Carrier"}, {4, "Busy"}, {5, "No Dial Tone"}, {6, "Time-out"},
		{7, "Do Not Accept"},
	}
	pptpInResults         = names{{1, "Connect"}, {2, "General Error"}, {3, "Do Not Accept"}}
	pptpDisconnectResults = names{{1, "Lost Carrier"}, {2, "General Error"}, {3, "Admin Shutdown"}, {4, "Request"}}
	pptpReasons           = names{{1, "None"}, {2, "Stop-Protocol"}, {3, "Stop-Local-Shutdown"}}
	pptpErrors            = names{
		{0, "None"}, {1, "Not-Connected"}, {2, "Bad-Format"}, {3, "Bad-Value"}, {4, "No-Resource"}, {5, "Bad-Call-ID"}, {6, "PAC-Error"},
	}
	pptpFramings     = names{{1, "A"}, {2, "S"}}
	pptpBearers      = names{{2, "D"}, {1, "A"}}
	pptpBearerTypes  = names{{1, "A"}, {2, "D"}, {3, "Any"}}
	pptpFramingTypes = names{{1, "A"}, {2, "S"}, {3, "E"}}
)

// printPPTP prints a control message of the Point-to-Point Tunneling Protocol:
// RFC 2637, 2.
//
//	+--------+--------------+--------------+--------------+----------+------
//	| length | message type | magic cookie | control type | reserved | body
//	+--------+--------------+--------------+--------------+----------+------
//	  2        2              4              2              2
func printPPTP(p *Printer, v view) {
	p.str(": pptp")
	p.enter("pptp", v)
	if p.v > 0 {
		p.printf(" Length=%d", v.u16(0))
		p.name(names{{1, " CTRL-MSG"}, {2, " MGMT-MSG"}}, " UNKNOWN-MSG-TYPE", v.u16(2))
	}
	magic := v.u32(4)
	if magic != pptpMagic {
		p.printf(" UNEXPECTED Magic-Cookie!!(%08x)", magic)
	}
	if p.v > 0 || magic != pptpMagic {
		p.printf(" Magic-Cookie=%08x", magic)
	}
	kind := v.u16(8)
	if kind < len(pptpMessages) {
		p.str(" CTRL_MSGTYPE=")
		p.str(pptpMessages[kind])
	} else {
		p.printf(" UNKNOWN_CTRL_MSGTYPE(%d)", kind)
	}
	m := pptp{p, v.from(12)}
	m.reserved(v.u16(10))
	m.body(kind)
}

// A pptp prints the fields of a message's body, at offsets in it.
type pptp struct {
	*Printer
	b view
}

func (m pptp) number16(name string, off int) {
	n := m.b.u16(off)
	m.printf(" %s(%d)", name, n)
}

func (m pptp) number32(name string, off int) {
	n := m.b.u32(off)
	m.printf(" %s(%d)", name, n)
}

// fixed prints a text of at most n bytes.
func (m pptp) fixed(name string, off, n int) {
	m.printf(" %s(", name)
	m.paddedText(m.b, off, n)
	m.byte(')')
}

// reserved prints a reserved field that is not zero.
func (m pptp) reserved(n int) {
	if n != 0 {
		m.printf(" [ERROR: reserved=%d must be zero]", n)
	}
}

// capabilities prints which of the kinds are possible.
func (m pptp) capabilities(kinds names, bits uint32) {
	for _, k := range kinds {
		if bits&uint32(k.value) != 0 {
			m.str(k.name)
		}
	}
	m.byte(')')
}

func (m pptp) kind(name string, known names, off int) {
	n := m.b.u32(off)
	m.printf(" %s(", name)
	m.name32(known, "?", n)
	m.byte(')')
}

// code prints a byte, and with -v what it stands for.
func (m pptp) code(name string, known names, off int) {
	n := m.b.u8(off)
	m.printf(" %s(%d", name, n)
	if m.v > 0 {
		m.byte(':')
		m.name(known, "?", n)
	}
	m.byte(')')
}

// result prints the result and the error that most replies begin with.
func (m pptp) result(known names, off int) {
	m.code("RESULT_CODE", known, off)
	m.code("ERR_CODE", pptpErrors, off+1)
}

func (m pptp) body(kind int) {
	switch kind {
	case pptpStartRequest, pptpStartReply:
		version := m.b.u16(0)
		m.printf(" PROTO_VER(%d.%d)", version>>8, version&0xff)
		if kind == pptpStartReply {
			m.result(pptpStartResults, 2)
		} else {
			m.reserved(m.b.u16(2))
		}
		m.str(" FRAME_CAP(")
		m.capabilities(pptpFramings, m.b.u32(4))
		bearers := m.b.u32(8)
		m.str(" BEARER_CAP(")
		m.capabilities(pptpBearers, bearers)
		m.number16("MAX_CHAN", 12)
		m.number16("FIRM_REV", 14)
		m.fixed("HOSTNAME", 16, 64)
		m.fixed("VENDOR", 80, 64)
	case pptpStopRequest:
		m.code("REASON", pptpReasons, 0)
		m.reserved(m.b.u8(1))
		m.reserved(m.b.u16(2))
	case pptpStopReply:
		m.result(pptpResults, 0)
		m.reserved(m.b.u16(2))
	case pptpEchoRequest:
		m.number32("ID", 0)
	case pptpEchoReply:
		m.number32("ID", 0)
		m.result(pptpResults, 4)
		m.reserved(m.b.u16(6))
	case pptpOutRequest:
		m.number16("CALL_ID", 0)
		m.number16("CALL_SER_NUM", 2)
		m.number32("MIN_BPS", 4)
		m.number32("MAX_BPS", 8)
		m.kind("BEARER_TYPE", pptpBearerTypes, 12)
		m.kind("FRAME_TYPE", pptpFramingTypes, 16)
		m.number16("RECV_WIN", 20)
		m.number16("PROC_DELAY", 22)
		m.number16("PHONE_NO_LEN", 24)
		m.reserved(m.b.u16(26))
		m.fixed("PHONE_NO", 28, min(64, m.b.u16(24)))
		m.fixed("SUB_ADDR", 92, 64)
	case pptpOutReply:
		m.number16("CALL_ID", 0)
		m.number16("PEER_CALL_ID", 2)
		m.result(pptpOutResults, 4)
		m.number16("CAUSE_CODE", 6)
		m.number32("CONN_SPEED", 8)
		m.number16("RECV_WIN", 12)
		m.number16("PROC_DELAY", 14)
		m.number32("PHY_CHAN_ID", 16)
	case pptpInRequest:
		m.number16("CALL_ID", 0)
		m.number16("CALL_SER_NUM", 2)
		m.kind("BEARER_TYPE", pptpBearerTypes, 4)
		m.number32("PHY_CHAN_ID", 8)
		m.number16("DIALED_NO_LEN", 12)
		m.number16("DIALING_NO_LEN", 14)
		m.fixed("DIALED_NO", 16, min(64, m.b.u16(12)))
		m.fixed("DIALING_NO", 80, min(64, m.b.u16(14)))
		m.fixed("SUB_ADDR", 144, 64)
	default:
		m.otherBody(kind)
	}
}

func (m pptp) otherBody(kind int) {
	switch kind {
	case pptpInReply:
		m.number16("CALL_ID", 0)
		m.number16("PEER_CALL_ID", 2)
		m.result(pptpInResults, 4)
		m.number16("RECV_WIN", 6)
		m.number16("PROC_DELAY", 8)
		m.reserved(m.b.u16(10))
	case pptpInConnected:
		m.number16("PEER_CALL_ID", 0)
		m.reserved(m.b.u16(2))
		m.number32("CONN_SPEED", 4)
		m.number16("RECV_WIN", 8)
		m.number16("PROC_DELAY", 10)
		m.kind("FRAME_TYPE", pptpFramingTypes, 12)
	case pptpClear:
		m.number16("CALL_ID", 0)
		m.reserved(m.b.u16(2))
	case pptpDisconnect:
		m.number16("CALL_ID", 0)
		m.result(pptpDisconnectResults, 2)
		m.number16("CAUSE_CODE", 4)
		m.reserved(m.b.u16(6))
		m.fixed("CALL_STATS", 8, 128)
	case pptpWANError:
		m.number16("PEER_CALL_ID", 0)
		m.reserved(m.b.u16(2))
		for i, name := range [...]string{"CRC_ERR", "FRAMING_ERR", "HARDWARE_OVERRUN", "BUFFER_OVERRUN", "TIMEOUT_ERR", "ALIGN_ERR"} {
			m.number32(name, 4+4*i)
		}
	case pptpSetLink:
		m.number16("PEER_CALL_ID", 0)
		m.reserved(m.b.u16(2))
		for i, name := range [...]string{"SEND_ACCM", "RECV_ACCM"} {
			n := m.b.u32(4 + 4*i)
			m.printf(" %s(0x%08x)", name, n)
		}
	}
}
