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

// gmplsPayloads are what a path carries: Generalized PID.
var gmplsPayloads = names{
	{5, "Asynchronous mapping of E4"},
	{6, "Asynchronous mapping of DS3/T3"},
	{7, "Asynchronous mapping of E3"},
	{8, "Bit synchronous mapping of E3"},
	{9, "Byte synchronous mapping of E3"},
	{10, "Asynchronous mapping of DS2/T2"},
	{11, "Bit synchronous mapping of DS2/T2"},
	{13, "Asynchronous mapping of E1"},
	{14, "Byte synchronous mapping of E1"},
	{15, "Byte synchronous mapping of 31 * DS0"},
	{16, "Asynchronous mapping of DS1/T1"},
	{17, "Bit synchronous mapping of DS1/T1"},
	{18, "Byte synchronous mapping of DS1/T1"},
	{19, "VC-11 in VC-12"},
	{22, "DS1 SF Asynchronous"},
	{23, "DS1 ESF Asynchronous"},
	{24, "DS3 M23 Asynchronous"},
	{25, "DS3 C-Bit Parity Asynchronous"},
	{26, "VT/LOVC"},
	{27, "STS SPE/HOVC"},
	{28, "POS - No Scrambling, 16 bit CRC"},
	{29, "POS - No Scrambling, 32 bit CRC"},
	{30, "POS - Scrambling, 16 bit CRC"},
	{31, "POS - Scrambling, 32 bit CRC"},
	{32, "ATM mapping"},
	{33, "Ethernet PHY"},
	{34, "SONET/SDH"},
	{35, "Reserved (SONET deprecated)"},
	{36, "Digital Wrapper"},
	{37, "Lambda"},
	{38, "ANSI/ETSI PDH"},
	{39, "Reserved"},
	{40, "Link Access Protocol SDH (X.85 and X.86)"},
	{41, "FDDI"},
	{42, "DQDB (ETSI ETS 300 216)"},
	{43, "FiberChannel-3 (Services)"},
	{44, "HDLC"},
	{45, "Ethernet V2/DIX (only)"},
	{46, "Ethernet 802.3 (only)"},
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
