package craft

// UDP is the header of RFC 768.
type UDP struct {
	SrcPort  Auto // 16 bits; absent: 0, or the well-known port where the next layer's protocol uses it at both ends
	DstPort  Auto // 16 bits; absent: the well-known port of the next layer's protocol, or 0
	Length   Auto // 16 bits: header and data in bytes
	Checksum Auto // 16 bits: over header, data and the pseudo-header; U16(0): none
}

var protoUDP = &protocol{name: "udp", ip: 17, make: func() walker { return new(UDP) }}

func (h *UDP) fields(c *coder) {
	auto(c, "sport", 16, &h.SrcPort)
	auto(c, "dport", 16, &h.DstPort)
	auto(c, "len", 16, &h.Length)
	auto(c, "chksum", 16, &h.Checksum)
}

func (UDP) protocol() *protocol { return protoUDP }
func (h UDP) walk(c *coder)     { h.fields(c) }

func (h UDP) finish(f *frame) {
	f.fill("sport", f.number(udpSource, 0, 0))
	f.fill("dport", f.number(udpPort, 0, 0))
	f.fill("len", f.end-f.start)
	f.transportChecksum("chksum", checkUDP, 17, f.end)
}
