package decode

// Types of IEEE 802.11 frames: the standard of 2020, 9.2.4.1.3.
const (
	wifiManagement = 0
	wifiControl    = 1
	wifiData       = 2
)

// A wifiFC is the frame control field: IEEE 802.11-2020, 9.2.4.1.
//
//	 0         2      4         8       9         10     11      12    13     14          15
//	+---------+------+---------+-------+---------+------+-------+-----+------+-----------+------+
//	| version | type | subtype | to DS | from DS | more | retry | PM  | more | protected | +HTC |
//	+---------+------+---------+-------+---------+------+-------+-----+------+-----------+------+
type wifiFC int

func (fc wifiFC) kind() int       { return int(fc) >> 2 & 3 }
func (fc wifiFC) subtype() int    { return int(fc) >> 4 & 15 }
func (fc wifiFC) toDS() bool      { return fc&0x0100 != 0 }
func (fc wifiFC) fromDS() bool    { return fc&0x0200 != 0 }
func (fc wifiFC) protected() bool { return fc&0x4000 != 0 }
func (fc wifiFC) order() bool     { return fc&0x8000 != 0 }

// qos reports whether a frame is a QoS data frame.
func (fc wifiFC) qos() bool { return fc.kind() == wifiData && fc.subtype()&8 != 0 }

// htControl reports whether an HT control field ends the header: the last bit
// says so in management and QoS data frames, and means strictly ordered in
// others.
func (fc wifiFC) htControl() bool {
	return fc.order() && (fc.qos() || fc.kind() == wifiManagement)
}

// wifiFlagNames are the bits that -v prints, but for the last.
var wifiFlagNames = []struct {
	bit  wifiFC
	name string
}{
	{0x2000, "More Data "},
	{0x0400, "More Fragments "},
	{0x1000, "Pwr Mgmt "},
	{0x0800, "Retry "},
}

// printWiFi prints an IEEE 802.11 frame that is the packet.
func printWiFi(p *Printer, v view) { p.linkLen += p.wifi(v, false, 0) }

// wifi prints an IEEE 802.11 frame that ends with fcs bytes of checksum, and
// whose header is padded to a multiple of 4 bytes if padded is true. It returns
// the length of the header.
func (p *Printer) wifi(v view, padded bool, fcs int) int {
	p.enter("802.11", v)
	if v.n < fcs {
		p.truncated()
		return len(v.b)
	}
	whole := len(v.b)
	v.n -= fcs
	v.b = v.b[:min(len(v.b), v.n)]
	if len(v.b) < 2 {
		p.truncated()
		return whole
	}
	fc := wifiFC(v.le16(0))
	headerLen := p.wifiHeaderLen(fc)
	if headerLen == 0 {
		return 0
	}
	if padded {
		headerLen = (headerLen + 3) &^ 3
	}
	mesh := view{}
	if p.opt.Mesh && fc.qos() {
		if !v.has(headerLen, 1) {
			p.truncated()
			return headerLen
		}
		if flags := v.u8(headerLen); flags&^3 == 0 {
			mesh = v.from(headerLen)
			mesh.n = 6 + 6*(flags&3)
			headerLen += mesh.n
		}
	}
	if len(v.b) < headerLen {
		p.truncated()
		return headerLen
	}
	if p.opt.Link {
		p.wifiHeader(v, fc, mesh)
	}
	body := v.from(headerLen)
	switch fc.kind() {
	case wifiManagement:
		if !p.wifiManagement(v, fc, body) {
			p.truncated()
		}
	case wifiControl:
		if !p.wifiControl(v, fc) {
			p.truncated()
		}
	case wifiData:
		if fc.subtype()&4 != 0 { // a null frame
			return headerLen
		}
		if fc.protected() {
			p.str("Data")
			if !p.wifiIV(body) {
				p.truncated()
			}
			return headerLen
		}
		p.link = wifiEnds(v, fc)
		headerLen += p.llcOrUnparsed(body)
	}
	return headerLen
}

// wifiHeaderLen returns the length of a frame's header, 0 where it is of a kind
// that is not known, which it prints.
func (p *Printer) wifiHeaderLen(fc wifiFC) int {
	switch fc.kind() {
	case wifiManagement:
		if fc.htControl() {
			return 28
		}
		return 24
	case wifiControl:
		if n := wifiControlLen(fc.subtype()); n > 0 {
			return n
		}
		p.printf("unknown 802.11 ctrl frame subtype (%d)", fc.subtype())
		return 0
	case wifiData:
		n := 24
		if fc.toDS() && fc.fromDS() {
			n += 6
		}
		if fc.qos() {
			n += 2
		}
		if fc.htControl() {
			n += 4
		}
		return n
	}
	p.printf("unknown 802.11 frame type (%d)", fc.kind())
	return 0
}

// wifiEnds returns where a data frame comes from and where it goes: IEEE
// 802.11-2020, table 9-30.
func wifiEnds(v view, fc wifiFC) addresses {
	src, dst := 10, 4
	if fc.toDS() {
		dst = 16
		if fc.fromDS() {
			src = 24
		}
	} else if fc.fromDS() {
		src = 16
	}
	return addresses{src: v.bytes(src, 6), dst: v.bytes(dst, 6)}
}

// wifiHeader prints with -e what a frame's header holds. The view mesh is empty
// where there is no mesh header.
func (p *Printer) wifiHeader(v view, fc wifiFC, mesh view) {
	if p.v > 0 {
		for _, f := range wifiFlagNames {
			if fc&f.bit != 0 {
				p.str(f.name)
			}
		}
		if fc.order() {
			p.str(choose(fc.htControl(), "+HTC ", "Strictly Ordered "))
		}
		if fc.protected() {
			p.str("Protected ")
		}
		if fc.kind() != wifiControl || fc.subtype() != ctrlPSPoll {
			p.printf("%dus ", v.le16(2))
		}
	}
	if mesh.n > 0 {
		extension := mesh.u8(0) & 3
		p.printf("MeshData (AE %d TTL %d seq %d", extension, mesh.u8(1), mesh.le32(2))
		for i := range extension {
			mesh.need(6+6*i, 6)
			p.printf(" A%d:", 4+i)
			p.mac(mesh, 6+6*i)
		}
		p.str(") ")
	}
	switch fc.kind() {
	case wifiManagement:
		p.wifiAddress("BSSID:", v, 16)
		p.wifiAddress("DA:", v, 4)
		p.wifiAddress("SA:", v, 10)
	case wifiControl:
		p.wifiControlHeader(v, fc.subtype())
	case wifiData:
		p.wifiDataHeader(v, fc)
	}
}

// wifiDataHeader prints with -e the addresses of a data frame.
func (p *Printer) wifiDataHeader(v view, fc wifiFC) {
	if subtype := fc.subtype(); subtype&(1|2|8) != 0 {
		p.str("CF ")
		p.str([...]string{"", "Ack", "Poll", "Ack/Poll"}[subtype&3])
		if fc.qos() {
			p.str("+QoS")
		}
		p.byte(' ')
	}
	words := [...]string{"DA:", "SA:", "BSSID:"}
	switch {
	case fc.toDS() && fc.fromDS():
		words = [...]string{"RA:", "TA:", "DA:"}
	case fc.toDS():
		words = [...]string{"BSSID:", "SA:", "DA:"}
	case fc.fromDS():
		words = [...]string{"DA:", "BSSID:", "SA:"}
	}
	for i, word := range words {
		p.wifiAddress(word, v, 4+6*i)
	}
	if fc.toDS() && fc.fromDS() {
		p.wifiAddress("SA:", v, 24)
	}
}

// wifiAddress prints a word, the address at off and a blank.
func (p *Printer) wifiAddress(word string, v view, off int) {
	p.str(word)
	p.mac(v, off)
	p.byte(' ')
}

// wifiIV prints the initialization vector of a protected frame: IEEE
// 802.11-2020, 12.3.2.2.
func (p *Printer) wifiIV(v view) bool {
	if !v.has(0, 4) {
		return false
	}
	iv := v.le32(0)
	p.printf(" IV:%3x Pad %x KeyID %x", iv&0xffffff, iv>>24&0x3f, iv>>30)
	return true
}
