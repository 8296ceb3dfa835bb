package craft

import "math/bits"

// SLL is the header of LINKTYPE_LINUX_SLL, what Linux tells of a packet that it
// shows without its link-layer header (packet(7), pcap-linktype(7)).
type SLL struct {
	PacketType    uint16 // 0: to us, 4: by us
	HardwareType  Auto   // 16 bits, ARPHRD_ number; absent: 1, Ethernet
	AddressLength Auto   // 16 bits; absent: 6
	Address       MAC    // the sender's
	Pad           uint16
	Protocol      Auto // 16 bits: EtherType; absent: by the next layer
}

// SLL2 is the header of LINKTYPE_LINUX_SLL2.
type SLL2 struct {
	Protocol      Auto // 16 bits: EtherType; absent: by the next layer
	Reserved      uint16
	Interface     uint32 // index
	HardwareType  Auto   // 16 bits, ARPHRD_ number; absent: 1, Ethernet
	PacketType    uint8
	AddressLength Auto // 8 bits; absent: 6
	Address       MAC  // the sender's
	Pad           uint16
}

// Null is the header of LINKTYPE_NULL, an address family in the byte order of
// the capturing machine, here little-endian.
type Null struct {
	Family Auto // 32 bits; absent: 2 for IPv4, 24 for IPv6, as on the BSDs
}

// Loop is the header of LINKTYPE_LOOP, an address family in big-endian order.
type Loop Null

var (
	protoSLL  = &protocol{name: "sll", link: true, make: func() walker { return new(SLL) }}
	protoSLL2 = &protocol{name: "sll2", link: true, make: func() walker { return new(SLL2) }}
	protoNull = &protocol{name: "null", link: true, make: func() walker { return new(Null) }}
	protoLoop = &protocol{name: "loop", link: true, make: func() walker { return new(Loop) }}
)

func (h *SLL) fields(c *coder) {
	num(c, "pkttype", 16, &h.PacketType)
	auto(c, "hwtype", 16, &h.HardwareType)
	auto(c, "hwlen", 16, &h.AddressLength)
	mac(c, "src", &h.Address)
	num(c, "pad", 16, &h.Pad)
	auto(c, "proto", 16, &h.Protocol, etherTypes)
}

func (h *SLL2) fields(c *coder) {
	auto(c, "proto", 16, &h.Protocol, etherTypes)
	num(c, "reserved", 16, &h.Reserved)
	num(c, "ifindex", 32, &h.Interface)
	auto(c, "hwtype", 16, &h.HardwareType)
	num(c, "pkttype", 8, &h.PacketType)
	auto(c, "hwlen", 8, &h.AddressLength)
	mac(c, "src", &h.Address)
	num(c, "pad", 16, &h.Pad)
}

func (h *Null) fields(c *coder) {
	// The walk writes big-endian numbers; swapped before and after, this one
	// is little-endian.
	if wire := c.op == opEncode || c.op == opDecode; wire {
		h.Family = swapped(h.Family)
		auto(c, "family", 32, &h.Family)
		h.Family = swapped(h.Family)
		return
	}
	auto(c, "family", 32, &h.Family)
}

func swapped(a Auto) Auto {
	if !a.IsSet() || a.Value()>>32 != 0 {
		return a
	}
	return U32(bits.ReverseBytes32(uint32(a.Value())))
}

func (h *Loop) fields(c *coder) { auto(c, "family", 32, &h.Family) }

func (SLL) protocol() *protocol  { return protoSLL }
func (SLL2) protocol() *protocol { return protoSLL2 }
func (Null) protocol() *protocol { return protoNull }
func (Loop) protocol() *protocol { return protoLoop }
func (h SLL) walk(c *coder)      { h.fields(c) }
func (h SLL2) walk(c *coder)     { h.fields(c) }
func (h Null) walk(c *coder)     { h.fields(c) }
func (h Loop) walk(c *coder)     { h.fields(c) }

func (h SLL) finish(f *frame)  { f.cooked() }
func (h SLL2) finish(f *frame) { f.cooked() }

func (f *frame) cooked() {
	f.fill("hwtype", 1)
	f.fill("hwlen", 6)
	f.fill("src", 0)
	f.etherType("proto")
}

func (h Null) finish(f *frame) {
	f.fill("family", int(bits.ReverseBytes32(f.family())))
}

func (h Loop) finish(f *frame) { f.fill("family", int(f.family())) }

// family returns the address family of the next layer.
func (f *frame) family() uint32 {
	if next := f.next(); next != nil && next.proto == protoIPv6 {
		return 24
	}
	return 2
}

func (h *SLL) above() *protocol  { return byEtherType(h.Protocol) }
func (h *SLL2) above() *protocol { return byEtherType(h.Protocol) }
func (h *Null) above() *protocol { return protoByVersion }
func (h *Loop) above() *protocol { return protoByVersion }
