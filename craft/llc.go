package craft

// LLC is an IEEE 802.2 logical link control header.
type LLC struct {
	DSAP     Auto  // 8 bits; absent: by the next layer, 0xaa for SNAP
	SSAP     Auto  // 8 bits; absent: as DSAP
	Control  Auto  // 8 bits; absent: 3, unnumbered information
	Control2 uint8 // second byte of the control field, in I and S frames only: where Control&3 is not 3
}

var protoLLC = &protocol{name: "llc", make: func() walker { return new(LLC) }}

func (h *LLC) fields(c *coder) {
	auto(c, "dsap", 8, &h.DSAP)
	auto(c, "ssap", 8, &h.SSAP)
	auto(c, "ctrl", 8, &h.Control)
	if c.has(h.Control.Or(3)&3 != 3) {
		num(c, "ctrl2", 8, &h.Control2)
	}
}

func (LLC) protocol() *protocol { return protoLLC }
func (h LLC) walk(c *coder)     { h.fields(c) }

func (h LLC) finish(f *frame) {
	sap := 0
	if next := f.next(); next != nil && next.proto == protoSNAP {
		sap = sapSNAP
	}
	f.fill("dsap", sap)
	f.fill("ssap", int(f.header()[0]))
	f.fill("ctrl", 3)
}

const sapSNAP = 0xaa

// SNAP is the header of RFC 1042 behind LLC that brings an EtherType.
type SNAP struct {
	OUI  uint32 // 24 bits; 0: Type is an EtherType
	Type Auto   // 16 bits; absent: by the next layer
}

var protoSNAP = &protocol{name: "snap", make: func() walker { return new(SNAP) }}

func (h *SNAP) fields(c *coder) {
	num(c, "oui", 24, &h.OUI)
	auto(c, "type", 16, &h.Type, etherTypes)
}

func (SNAP) protocol() *protocol { return protoSNAP }
func (h SNAP) walk(c *coder)     { h.fields(c) }
func (h SNAP) finish(f *frame)   { f.etherType("type") }
