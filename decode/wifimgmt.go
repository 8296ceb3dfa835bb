package decode

// Subtypes of management frames: IEEE 802.11-2020, table 9-1.
const (
	mgmtAssocRequest    = 0
	mgmtAssocResponse   = 1
	mgmtReassocRequest  = 2
	mgmtReassocResponse = 3
	mgmtProbeRequest    = 4
	mgmtProbeResponse   = 5
	mgmtBeacon          = 8
	mgmtATIM            = 9
	mgmtDisassoc        = 10
	mgmtAuth            = 11
	mgmtDeauth          = 12
	mgmtAction          = 13
)

var wifiManagementNames = names{
	{mgmtBeacon, "Beacon"},
	{mgmtProbeRequest, "Probe Request"},
	{mgmtProbeResponse, "Probe Response"},
	{mgmtAssocRequest, "Assoc Request"},
	{mgmtAssocResponse, "Assoc Response"},
	{mgmtReassocRequest, "ReAssoc Request"},
	{mgmtReassocResponse, "ReAssoc Response"},
	{mgmtATIM, "ATIM"},
	{mgmtDisassoc, "Disassociation"},
	{mgmtAuth, "Authentication"},
	{mgmtDeauth, "DeAuthentication"},
	{mgmtAction, "Action"},
}

// Bits of the capability information field: IEEE 802.11-2020, 9.4.1.4.
const (
	wifiESS     = 0x01
	wifiPrivacy = 0x10
)

var wifiAuthNames = names{{0, "Open System"}, {1, "Shared Key"}, {2, "EAP"}}

// wifiManagement prints a management frame's body: IEEE 802.11-2020, 9.3.3. It
// reports whether the body was captured whole and its elements make sense.
func (p *Printer) wifiManagement(frame view, fc wifiFC, v view) bool {
	p.name(wifiManagementNames, "Unhandled Management subtype(%x)", fc.subtype())
	if fc.protected() {
		return p.wifiIV(v)
	}
	fixed := 0
	switch fc.subtype() {
	case mgmtAssocRequest:
		fixed = 4
	case mgmtAssocResponse, mgmtReassocResponse, mgmtAuth:
		fixed = 6
	case mgmtReassocRequest:
		fixed = 10
	case mgmtProbeResponse, mgmtBeacon:
		fixed = 12
	case mgmtDisassoc, mgmtDeauth, mgmtAction:
		fixed = 2
	}
	if !v.has(0, fixed) || v.n < fixed {
		return false
	}
	switch fc.subtype() {
	case mgmtDisassoc:
		p.str(": ")
		p.wifiReason(v.le16(0))
		return true
	case mgmtDeauth:
		p.wifiSource(frame)
		p.wifiReason(v.le16(0))
		return true
	case mgmtAction:
		p.wifiSource(frame)
		p.wifiAction(v.u8(0), v.u8(1))
		return true
	case mgmtAssocRequest, mgmtAssocResponse, mgmtReassocRequest, mgmtReassocResponse,
		mgmtProbeRequest, mgmtProbeResponse, mgmtBeacon, mgmtAuth:
	default:
		return true
	}
	var e wifiElements
	whole := e.parse(v.from(fixed))
	switch fc.subtype() {
	case mgmtBeacon:
		p.wifiNetwork(e)
		p.wifiRates(e)
		p.str(choose(v.le16(10)&wifiESS != 0, " ESS", " IBSS"))
		p.wifiChannel(e, v.le16(10))
	case mgmtProbeResponse:
		p.wifiNetwork(e)
		p.wifiRates(e)
		p.wifiChannel(e, v.le16(10))
	case mgmtProbeRequest, mgmtAssocRequest:
		p.wifiNetwork(e)
		p.wifiRates(e)
	case mgmtReassocRequest:
		p.wifiNetwork(e)
		p.str(" AP : ")
		p.mac(v, 4)
	case mgmtAssocResponse, mgmtReassocResponse:
		p.printf(" AID(%x) :", v.le16(4)&0x3fff)
		p.str(choose(v.le16(0)&wifiPrivacy != 0, " PRIVACY ", ""))
		p.str(": ")
		p.wifiStatus(v.le16(2))
	case mgmtAuth:
		p.wifiAuth(v)
	}
	return whole
}

// wifiSource prints the sender, where -e has not, and what goes between it and
// what the frame says.
func (p *Printer) wifiSource(frame view) {
	if !p.opt.Link {
		p.str(" (")
		p.mac(frame, 10)
		p.byte(')')
	}
	p.str(": ")
}

// wifiAuth prints the fixed fields of an authentication frame. The status means
// something in every other frame.
func (p *Printer) wifiAuth(v view) {
	algorithm, sequence, status := v.le16(0), v.le16(2), v.le16(4)
	p.str(" (")
	p.name(wifiAuthNames, "Reserved", algorithm)
	p.printf(")-%x", sequence)
	p.str(choose(algorithm == 1 && (sequence == 2 || sequence == 3), " [Challenge Text] ", ": "))
	if sequence%2 != 0 {
		p.wifiStatus(status)
	}
}

func (p *Printer) wifiStatus(status int) {
	if status < len(wifiStatusCodes) {
		p.str(wifiStatusCodes[status])
		return
	}
	p.str("n/a")
}

func (p *Printer) wifiReason(reason int) {
	if reason < len(wifiReasonCodes) {
		p.str(wifiReasonCodes[reason])
		return
	}
	p.str("Reserved")
}

// wifiElements are what is printed of a frame's elements: the first of each
// kind. nil is absent.
type wifiElements struct {
	ssid, rates []byte
	channel     int // -1 is absent
}

// Identifiers of elements, and how long their bodies are at most: IEEE
// 802.11-2020, 9.4.2.
const (
	elementSSID      = 0
	elementRates     = 1
	elementDS        = 3
	elementTIM       = 5
	elementChallenge = 16

	maxSSID      = 32
	maxRates     = 16
	maxTIM       = 254
	maxChallenge = 253
)

// parse reads elements up to one that is cut short, which it reports.
func (e *wifiElements) parse(v view) (whole bool) {
	e.channel = -1
	for v.n > 0 {
		if v.n < 2 || !v.has(0, 2) {
			return false
		}
		id, length := v.u8(0), v.u8(1)
		if v.n < 2+length || !v.has(2, length) {
			return false
		}
		body := v.bytes(2, length)
		v = v.from(2 + length)
		switch id {
		case elementSSID:
			if length > maxSSID {
				return false
			}
			if e.ssid == nil {
				e.ssid = body
			}
		case elementRates:
			if length > maxRates {
				return false
			}
			// Some devices send an empty one first.
			if len(e.rates) == 0 {
				e.rates = body
			}
		case elementDS:
			if length == 1 && e.channel < 0 {
				e.channel = int(body[0])
			}
		case elementTIM:
			if length > maxTIM {
				return false
			}
		case elementChallenge:
			if length > maxChallenge {
				return false
			}
		}
	}
	return true
}

// wifiNetwork prints the name of a network.
func (p *Printer) wifiNetwork(e wifiElements) {
	if e.ssid == nil {
		return
	}
	p.str(" (")
	for _, c := range e.ssid {
		if c == 0 {
			break
		}
		p.char(c)
	}
	p.byte(')')
}

// wifiRates prints the supported rates, with an asterisk at the basic ones.
func (p *Printer) wifiRates(e wifiElements) {
	if len(e.rates) == 0 {
		return
	}
	for i, r := range e.rates {
		p.str(choose(i == 0, " [", " "))
		p.halves(int(r & 0x7f))
		if r&0x80 != 0 {
			p.byte('*')
		}
	}
	p.str(" Mbit]")
}

// halves prints n halves of something, as 5.5.
func (p *Printer) halves(n int) { p.printf("%d.%d", n/2, n%2*5) }

// wifiChannel prints the channel and whether frames are encrypted.
func (p *Printer) wifiChannel(e wifiElements, capabilities int) {
	if e.channel >= 0 {
		p.printf(" CH: %d", e.channel)
	}
	if capabilities&wifiPrivacy != 0 {
		p.str(", PRIVACY")
	}
}

// Categories of action frames: IEEE 802.11-2020, table 9-51.
var wifiActionCategories = []struct {
	category int
	name     string
	actions  names
}{
	{0, "Spectrum Management", nil},
	{1, "QoS", nil},
	{2, "DLS", nil},
	{3, "BA", names{{0, "ADDBA Request"}, {1, "ADDBA Response"}, {2, "DELBA"}}},
	{7, "HT", names{{0, "TxChWidth"}, {1, "MIMOPwrSave"}}},
	{13, "MeshAction", names{
		{0, "MeshLink"}, {1, "HWMP"}, {2, "Gate Announcement"}, {3, "Congestion Control"},
		{4, "MCCA Setup Request"}, {5, "MCCA Setup Reply"}, {6, "MCCA Advertisement Request"},
		{7, "MCCA Advertisement"}, {8, "MCCA Teardown"}, {9, "TBTT Adjustment Request"},
		{10, "TBTT Adjustment Response"},
	}},
	{14, "MultiohopAction", names{{0, "Proxy Update"}, {1, "Proxy Update Confirmation"}}},
	{15, "SelfprotectAction", names{
		{1, "Peering Open"}, {2, "Peering Confirm"}, {3, "Peering Close"},
		{4, "Group Key Inform"}, {5, "Group Key Acknowledge"},
	}},
	{127, "Vendor", nil},
}

// wifiAction prints an action frame's category and action.
func (p *Printer) wifiAction(category, action int) {
	for i := range wifiActionCategories {
		if c := &wifiActionCategories[i]; c.category == category {
			p.str(c.name)
			p.byte(' ')
			p.name(c.actions, "Act#%d", action)
			return
		}
	}
	p.printf("Reserved(%d) Act#%d", category, action)
}
