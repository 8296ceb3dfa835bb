package decode

// The numbers of LLDP are those of IEEE 802.1AB-2016, 8, with IEEE 802.1Q-2018,
// D.2, and IEEE 802.3-2018, 79.3, for the TLVs of these organizations.

var lldpTLVs = names{
	{0, "End"},
	{1, "Chassis ID"},
	{2, "Port ID"},
	{3, "Time to Live"},
	{4, "Port Description"},
	{5, "System Name"},
	{6, "System Description"},
	{7, "System Capabilities"},
	{8, "Management Address"},
	{127, "Organization specific"},
}

var lldpChassis = names{
	{1, "Chassis component"},
	{2, "Interface alias"},
	{3, "Port component"},
	{4, "MAC address"},
	{5, "Network address"},
	{6, "Interface name"},
	{7, "Local"},
}

var lldpPorts = names{
	{1, "Interface alias"},
	{2, "Port component"},
	{3, "MAC address"},
	{4, "Network Address"},
	{5, "Interface Name"},
	{6, "Agent circuit ID"},
	{7, "Local"},
}

var lldpCapabilities = names{
	{1, "Other"},
	{2, "Repeater"},
	{4, "Bridge"},
	{8, "WLAN AP"},
	{16, "Router"},
	{32, "Telephone"},
	{64, "Docsis"},
	{128, "Station Only"},
}

var lldpInterfaces = names{
	{2, "Interface Index"},
	{3, "System Port Number"},
}

var lldp8021Subtypes = names{
	{1, "Port VLAN Id"},
	{2, "Port and Protocol VLAN ID"},
	{3, "VLAN name"},
	{4, "Protocol Identity"},
	{7, "Link aggregation"},
	{8, "Congestion Notification"},
	{9, "ETS Configuration"},
	{10, "ETS Recommendation"},
	{11, "Priority Flow Control Configuration"},
	{12, "Application Priority"},
	{13, "EVB"},
	{14, "CDCP"},
}

var lldpVLANFlags = names{
	{2, "supported"},
	{4, "enabled"},
}

var lldpAggregation = names{
	{1, "supported"},
	{2, "enabled"},
}

var lldpEVBModes = names{
	{0, "Not Supported"},
	{1, "EVB Bridge"},
	{2, "EVB Station"},
	{3, "Reserved for future Standardization"},
}

var lldp8023Subtypes = names{
	{1, "MAC/PHY configuration/status"},
	{2, "Power via MDI"},
	{3, "Link aggregation"},
	{4, "Max frame size"},
}

var lldpAutonegotiation = names{
	{1, "supported"},
	{2, "enabled"},
}

var lldpPMD = names{
	{0x4000, "10BASE-T hdx"},
	{0x2000, "10BASE-T fdx"},
	{0x1000, "100BASE-T4"},
	{0x800, "100BASE-TX hdx"},
	{0x400, "100BASE-TX fdx"},
	{0x200, "100BASE-T2 hdx"},
	{0x100, "100BASE-T2 fdx"},
	{128, "Pause for fdx links"},
	{64, "Asym PAUSE for fdx"},
	{32, "Sym PAUSE for fdx"},
	{16, "Asym and Sym PAUSE for fdx"},
	{8, "1000BASE-{X LX SX CX} hdx"},
	{4, "1000BASE-{X LX SX CX} fdx"},
	{2, "1000BASE-T hdx"},
	{1, "1000BASE-T fdx"},
}

var lldpMAUs = names{
	{0, "Unknown"},
	{1, "AUI"},
	{2, "10BASE_5"},
	{3, "FOIRL"},
	{4, "10BASE2"},
	{5, "10BASET duplex mode unknown"},
	{6, "10BASEFP"},
	{7, "10BASEFB"},
	{8, "10BASEFL duplex mode unknown"},
	{9, "10BROAD36"},
	{10, "10BASET hdx"},
	{11, "10BASET fdx"},
	{12, "10BASEFL hdx"},
	{13, "10BASEFL fdx"},
	{14, "100BASET4"},
	{15, "100BASETX hdx"},
	{16, "100BASETX fdx"},
	{17, "100BASEFX hdx"},
	{18, "100BASEFX fdx"},
	{19, "100BASET2 hdx"},
	{20, "100BASET2 fdx"},
	{21, "1000BASEX hdx"},
	{22, "1000BASEX fdx"},
	{23, "1000BASELX hdx"},
	{24, "1000BASELX fdx"},
	{25, "1000BASESX hdx"},
	{26, "1000BASESX fdx"},
	{27, "1000BASECX hdx"},
	{28, "1000BASECX fdx"},
	{29, "1000BASET hdx"},
	{30, "1000BASET fdx"},
	{31, "10GBASEX"},
	{32, "10GBASELX4"},
	{33, "10GBASER"},
	{34, "10GBASEER"},
	{35, "10GBASELR"},
	{36, "10GBASESR"},
	{37, "10GBASEW"},
	{38, "10GBASEEW"},
	{39, "10GBASELW"},
	{40, "10GBASESW"},
}

var lldpMDI = names{
	{1, "PSE"},
	{2, "supported"},
	{4, "enabled"},
	{8, "can be controlled"},
}

var lldpPowerPairs = names{
	{1, "signal"},
	{2, "spare"},
}

var lldpPowerClasses = names{
	{1, "class0"},
	{2, "class1"},
	{3, "class2"},
	{4, "class3"},
	{5, "class4"},
}

var lldpIANASubtypes = names{
	{1, "MUD-URL"},
}
