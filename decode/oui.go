package decode

// Organizationally unique identifiers that protocols use to tell whose codes
// follow: the registry of the IEEE.
const (
	ouiEthernet  = 0x000000
	ouiCisco     = 0x00000c
	ouiIANA      = 0x00005e
	ouiCisco90   = 0x0000f8
	ouiBridged   = 0x0080c2 // RFC 2684, IEEE 802.1
	ouiIEEE8023  = 0x00120f
	ouiTIA       = 0x0012bb
	ouiDCBX      = 0x001b21
	ouiAppleTalk = 0x080007
)

var ouiNames = names{
	{ouiEthernet, "Ethernet"},
	{ouiCisco, "Cisco"},
	{ouiIANA, "IANA"},
	{0x000081, "Nortel Networks SONMP"},
	{ouiCisco90, "Cisco bridged"},
	{0x0019a7, "ITU-T"},
	{ouiBridged, "Ethernet bridged"},
	{0x00a03e, "ATM Forum"},
	{0x00e02f, "DOCSIS Spanning Tree"},
	{ouiAppleTalk, "Appletalk"},
	{0x009069, "Juniper"},
	{0x080009, "Hewlett-Packard"},
	{ouiIEEE8023, "IEEE 802.3 Private"},
	{ouiTIA, "ANSI/TIA"},
	{ouiDCBX, "DCBX"},
	{0x002320, "Nicira Networks"},
	{0x5c16c7, "Big Switch Networks"},
	{0xb0d2f5, "Vello Systems"},
	{0x002481, "HP"},
	{0x0004ea, "HP-Labs"},
	{0x748771, "Infoblox Inc"},
	{0xa42305, "Open Networking Lab"},
	{0x00049f, "Freescale"},
	{0x00154d, "Netronome"},
	{0x001018, "Broadcom"},
	{0x00e004, "PMC-Sierra"},
	{0xd0f0db, "Ericsson"},
}
