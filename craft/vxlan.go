package craft

// VXLAN is the header of RFC 7348 section 5; an Ethernet layer follows.
type VXLAN struct {
	Flags     Auto   // 8 bits; absent: 0x08, the VNI is valid
	Reserved  uint32 // 24 bits
	VNI       uint32 // 24 bits
	Reserved2 uint8
}

var protoVXLAN = &protocol{name: "vxlan", udp: 4789, make: func() walker { return new(VXLAN) }}

func (h *VXLAN) fields(c *coder) {
	auto(c, "flags", 8, &h.Flags)
	num(c, "reserved", 24, &h.Reserved)
	num(c, "vni", 24, &h.VNI)
	num(c, "reserved2", 8, &h.Reserved2)
}

func (VXLAN) protocol() *protocol { return protoVXLAN }
func (h VXLAN) walk(c *coder)     { h.fields(c) }
func (h VXLAN) finish(f *frame)   { f.fill("flags", 8) }
func (h *VXLAN) above() *protocol { return protoEthernet }
