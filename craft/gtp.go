package craft

// GTPU is the header of GTP version 1, user plane (3GPP TS 29.281 section
// 5.1).
type GTPU struct {
	Version     Auto // 3 bits; absent: 1
	ProtocolGTP Auto // 1 bit, PT; absent: 1
	Reserved    uint8
	HasNext     Auto // 1 bit, E; absent: set if there are Extensions
	HasSeq      Auto // 1 bit, S; absent: set if Seq is given
	HasNPDU     Auto // 1 bit, PN; absent: set if NPDU is given
	Type        Auto // 8 bits; absent: 255, G-PDU
	Length      Auto // 16 bits: all that follows the first 8 bytes
	TEID        uint32
	Seq         Auto // 16 bits, there if any of the three flags is set; absent: 0
	NPDU        Auto // 8 bits, the same
	Extensions  []GTPExtension
}

// A GTPExtension is an extension header (3GPP TS 29.281 section 5.2). Each is
// announced by its Type in the header before it.
type GTPExtension struct {
	Type   uint8  // as 0x85: PDU session container
	Length Auto   // 8 bits: of the header in 32-bit words
	Data   []byte // between the length and the next header's type; padded to a multiple of 4 bytes with the two
}

var gtpTypes = newWordList(word{1, "echo-request"}, word{2, "echo-response"}, word{26, "error-indication"}, word{254, "end-marker"}, word{255, "gpdu"})

var protoGTPU = &protocol{name: "gtpu", aliases: []string{"gtp"}, udp: 2152, udpSource: 2152, make: func() walker { return new(GTPU) }}

func (h *GTPU) fields(c *coder) {
	auto(c, "version", 3, &h.Version)
	auto(c, "pt", 1, &h.ProtocolGTP)
	num(c, "reserved", 1, &h.Reserved)
	next := c.presence("e", &h.HasNext, len(h.Extensions) > 0)
	optional := c.presence("s", &h.HasSeq, h.Seq.IsSet())
	optional = c.presence("pn", &h.HasNPDU, h.NPDU.IsSet()) || optional || next
	auto(c, "type", 8, &h.Type, gtpTypes)
	auto(c, "len", 16, &h.Length)
	num(c, "teid", 32, &h.TEID)
	if c.has(optional) {
		auto(c, "seq", 16, &h.Seq)
		auto(c, "npdu", 8, &h.NPDU)
		if c.op == opDecode {
			h.absentZeros()
		}
		h.extensions(c, next)
	}
}

// absentZeros makes the zeros absent that are there for another's sake.
func (h *GTPU) absentZeros() {
	if h.HasSeq == literalZero && h.Seq == literalZero {
		h.Seq = 0
	}
	if h.HasNPDU == literalZero && h.NPDU == literalZero {
		h.NPDU = 0
	}
}

// extensions walks over the chain that begins with the type of the first
// extension header, which is there with the other optional fields.
func (h *GTPU) extensions(c *coder, follow bool) {
	switch c.op {
	case opEncode:
		for _, e := range h.Extensions {
			c.put("exts", 8, uint64(e.Type))
			c.put("exts", 8, e.Length.Or(uint64(len(e.Data)+2+3)/4))
			c.buf = append(c.buf, e.Data...)
			if !e.Length.IsSet() {
				c.buf = append(c.buf, make([]byte, -(len(e.Data)+2)&3)...)
			}
		}
		c.put("", 8, 0)
	case opDecode:
		h.Extensions = nil
		typ := c.get(8)
		for follow && typ != 0 && !c.short {
			n := int(c.get(8)) * 4
			if n == 0 {
				c.short = true
				break
			}
			h.Extensions = append(h.Extensions, GTPExtension{Type: uint8(typ), Data: c.take(n - 2)})
			typ = c.get(8)
		}
		if typ != 0 {
			c.short = true // announced, but not there: not to be had with Extensions
		}
	default:
		records(c, "exts", &h.Extensions, 0)
	}
}

func (e *GTPExtension) fields(c *coder) {
	num(c, "type", 8, &e.Type)
	c.bytesText("data", &e.Data)
	auto(c, "len", 8, &e.Length)
}

func (GTPU) protocol() *protocol { return protoGTPU }
func (h GTPU) walk(c *coder)     { h.fields(c) }

func (h GTPU) finish(f *frame) {
	f.fill("version", 1)
	f.fill("pt", 1)
	f.fill("type", 255)
	f.fill("len", f.end-f.start-8)
}

func (h *GTPU) above() *protocol {
	if h.Type != 255 {
		return nil
	}
	return protoByVersion
}

func (h *GTPU) size(int) int { return 8 + int(h.Length.Value()) }
