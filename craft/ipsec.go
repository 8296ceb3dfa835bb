package craft

// ESP is the header of RFC 4303 section 2. What follows is encrypted, and so a
// [Payload] with the trailer and the ICV in it.
type ESP struct {
	SPI uint32
	Seq uint32
}

// AH is the authentication header of RFC 4302 section 2. Computing the ICV,
// which takes a key, is the caller's.
type AH struct {
	NextHeader Auto // 8 bits; absent: by the next layer
	Length     Auto // 8 bits: of the header in 32-bit words, minus 2
	Reserved   uint16
	SPI        uint32
	Seq        uint32
	ICV        []byte
}

var (
	protoESP = &protocol{name: "esp", ip: 50, make: func() walker { return new(ESP) }}
	protoAH  = &protocol{name: "ah", ip: 51, make: func() walker { return new(AH) }}
)

func (h *ESP) fields(c *coder) {
	num(c, "spi", 32, &h.SPI)
	num(c, "seq", 32, &h.Seq)
}

func (h *AH) fields(c *coder) {
	auto(c, "nh", 8, &h.NextHeader, ipProtocols)
	auto(c, "len", 8, &h.Length)
	num(c, "reserved", 16, &h.Reserved)
	num(c, "spi", 32, &h.SPI)
	num(c, "seq", 32, &h.Seq)
	data(c, "icv", &h.ICV, max(int(h.Length.Value())*4-4, 0))
}

func (ESP) protocol() *protocol { return protoESP }
func (AH) protocol() *protocol  { return protoAH }
func (h ESP) walk(c *coder)     { h.fields(c) }
func (h AH) walk(c *coder)      { h.fields(c) }
func (h ESP) finish(f *frame)   {}

func (h AH) finish(f *frame) {
	f.nextHeader("nh")
	f.fill("len", len(f.header())/4-2)
}

func (h *AH) above() *protocol { return byNumber(ipProtocol, h.NextHeader) }
