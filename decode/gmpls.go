package decode

import "math"

// The numbers of GMPLS are those of the IANA registries "Generalized Multi-Protocol
// Label Switching (GMPLS) Signaling Parameters" and "Bandwidth Constraints Model
// IDs".

var gmplsEncodings = names{
	{1, "Packet"},
	{2, "Ethernet V2/DIX"},
	{3, "ANSI/ETSI PDH"},
	{4, "Reserved"},
	{5, "SDH ITU-T G.707/SONET ANSI T1.105"},
	{6, "Reserved"},
	{7, "Digital Wrapper"},
	{8, "Lambda (photonic)"},
	{9, "Fiber"},
	{10, "Reserved"},
	{11, "FiberChannel"},
}

const (
	gmplsPacket1 = 1 // and the three behind it
	gmplsTDM     = 100
)

// gmplsIndications are the kinds of SONET and SDH: RFC 4203, 1.4.
var gmplsIndications = names{{0, "Standard SONET/SDH"}, {1, "Arbitrary SONET/SDH"}}

var gmplsSwitching = names{
	{gmplsPacket1, "Packet-Switch Capable-1"},
	{2, "Packet-Switch Capable-2"},
	{3, "Packet-Switch Capable-3"},
	{4, "Packet-Switch Capable-4"},
	{51, "Layer-2 Switch Capable"},
	{gmplsTDM, "Time-Division-Multiplex"},
	{150, "Lambda-Switch Capable"},
	{200, "Fiber-Switch Capable"},
}

var gmplsProtections = names{
	{1, "Extra Traffic"},
	{2, "Unprotected"},
	{4, "Shared"},
	{8, "Dedicated 1:1"},
	{16, "Dedicated 1+1"},
	{32, "Enhanced"},
	{64, "Reserved"},
	{128, "Reserved"},
}

var bandwidthModels = names{
	{0, "Russian dolls"},
	{1, "Maximum allocation"},
	{254, "Maximum allocation with E-LSP support"},
}

// mbps prints the bytes a second that a floating point number at off counts, in
// megabits.
func (p *Printer) mbps(v view, off int) {
	p.float(math.Float32frombits(v.u32(off))*8/1000000, 3)
	p.str(" Mbps")
}
