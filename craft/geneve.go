package craft

// Geneve is the header of RFC 8926 section 3.4.
type Geneve struct {
	Version       uint8  // 2 bits
	OptionsLength Auto   // 6 bits, in 32-bit words
	Control       bool   // O
	Critical      bool   // C
	Reserved      uint8  // 6 bits
	Protocol      Auto   // 16 bits: EtherType; absent: by the next layer
	VNI           uint32 // 24 bits
	Reserved2     uint8
	Options       []GeneveOption
}

// A GeneveOption is an option of RFC 8926 section 3.5.
type GeneveOption struct {
	Class    uint16
	Type     uint8 // the high bit: critical
	Reserved uint8 // 3 bits
	Length   Auto  // 5 bits: of Data in 32-bit words
	Data     []byte
}

func (o *GeneveOption) fields(c *coder) {
	if c.op == opEncode && !o.Length.IsSet() {
		o.Length = present(uint64(len(o.Data)+3) / 4)
		o.Data = append(o.Data[:len(o.Data):len(o.Data)], make([]byte, -len(o.Data)&3)...)
	}
	num(c, "class", 16, &o.Class)
	num(c, "type", 8, &o.Type)
	num(c, "reserved", 3, &o.Reserved)
	auto(c, "len", 5, &o.Length)
	data(c, "data", &o.Data, int(o.Length.Value())*4)
	if c.op == opDecode {
		o.Length = 0
	}
}

var protoGeneve = &protocol{name: "geneve", udp: 6081, make: func() walker { return new(Geneve) }}

func (h *Geneve) fields(c *coder) {
	num(c, "version", 2, &h.Version)
	auto(c, "optlen", 6, &h.OptionsLength)
	bit(c, "o", &h.Control)
	bit(c, "c", &h.Critical)
	num(c, "reserved", 6, &h.Reserved)
	auto(c, "proto", 16, &h.Protocol, etherTypes)
	num(c, "vni", 24, &h.VNI)
	num(c, "reserved2", 8, &h.Reserved2)
	bounded(c, int(h.OptionsLength.Value())*4, func() { records(c, "opts", &h.Options, -1) })
}

func (Geneve) protocol() *protocol { return protoGeneve }
func (h Geneve) walk(c *coder)     { h.fields(c) }

func (h Geneve) finish(f *frame) {
	f.fill("optlen", (len(f.header())-8)/4)
	f.etherType("proto")
}

func (h *Geneve) above() *protocol { return byEtherType(h.Protocol) }
