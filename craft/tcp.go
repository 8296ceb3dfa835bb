package craft

// TCP is the header of RFC 9293 section 3.1.
type TCP struct {
	SrcPort    Auto     // 16 bits; absent: 0
	DstPort    Auto     // 16 bits; absent: 0
	Seq        uint32   // sequence number
	Ack        uint32   // acknowledgment number
	DataOffset Auto     // 4 bits: header length in 32-bit words; absent: with the options
	Reserved   uint8    // 3 bits
	Flags      TCPFlags // 9 bits; absent: SYN; NoFlags: none
	Window     Auto     // 16 bits; absent: 64240, Linux's for a SYN
	Checksum   Auto     // 16 bits: over header, data and the pseudo-header
	Urgent     uint16   // urgent pointer
	Options    []Option // padded with zeros to a multiple of 4 bytes
}

// TCPFlags are the control bits of a TCP header. The zero value is absent and
// makes a SYN, as in Scapy.
type TCPFlags uint16

const (
	FIN TCPFlags = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
	ECE // RFC 3168
	CWR // RFC 3168
	AE  // accurate ECN, RFC 9768; formerly the NS bit of RFC 3540
	_
	NoFlags TCPFlags = 1 << 15 // no flag at all
)

func (f TCPFlags) auto() Auto {
	switch f {
	case 0:
		return 0
	case NoFlags:
		return literalZero
	}
	return Auto(f)
}

// String returns the flags as letters in the order of their bits, as "SA", and
// "" for none.
func (f TCPFlags) String() string {
	if f == 0 {
		f = SYN
	}
	s, _ := tcpFlags.format(uint64(f &^ NoFlags))
	return s
}

// tcpFlags are Scapy's letters; AE has kept the N of its predecessor there.
var tcpFlags = newLetterList("FSRPAUECN")

var protoTCP = &protocol{name: "tcp", ip: 6, make: func() walker { return new(TCP) }}

func (h *TCP) fields(c *coder) {
	auto(c, "sport", 16, &h.SrcPort)
	auto(c, "dport", 16, &h.DstPort)
	num(c, "seq", 32, &h.Seq)
	num(c, "ack", 32, &h.Ack)
	auto(c, "dataofs", 4, &h.DataOffset)
	num(c, "reserved", 3, &h.Reserved)
	flags := h.Flags.auto()
	auto(c, "flags", 9, &flags, tcpFlags)
	if h.Flags = TCPFlags(flags); flags == literalZero {
		h.Flags = NoFlags
	}
	auto(c, "window", 16, &h.Window)
	auto(c, "chksum", 16, &h.Checksum)
	num(c, "urgptr", 16, &h.Urgent)
	options(c, "opts", &h.Options, &tcpOptions, int(h.DataOffset.Value())*4-20)
}

func (TCP) protocol() *protocol { return protoTCP }
func (h TCP) walk(c *coder)     { h.fields(c) }

func (h TCP) finish(f *frame) {
	f.fill("dataofs", len(f.header())/4)
	f.fill("flags", int(SYN))
	f.fill("window", 64240)
	f.transportChecksum("chksum", checkInternet, 6, f.end)
}
