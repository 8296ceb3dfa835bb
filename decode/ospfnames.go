package decode

// The numbers of OSPF are those of the IANA registries "Open Shortest Path First
// v2 (OSPFv2) Parameters", "... v3 (OSPFv3) Parameters" and "... Traffic
// Engineering TLVs".

var ospfPackets = names{
	{1, "Hello"},
	{2, "Database Description"},
	{3, "LS-Request"},
	{4, "LS-Update"},
	{5, "LS-Ack"},
}

var ospfAuthentications = names{
	{0, "none"},
	{1, "simple"},
	{2, "MD5"},
}

var ospfOptions = names{
	{1, "MultiTopology"},
	{2, "External"},
	{4, "Multicast"},
	{8, "NSSA"},
	{16, "LLS"},
	{32, "Demand Circuit"},
	{64, "Opaque"},
	{128, "Up/Down"},
}

var ospfDDFlags = names{
	{4, "Init"},
	{2, "More"},
	{1, "Master"},
	{8, "OOBResync"},
}

var ospfLSAs = names{
	{1, "Router"},
	{2, "Network"},
	{3, "Summary"},
	{4, "ASBR Summary"},
	{5, "External"},
	{6, "Multicast Group"},
	{7, "NSSA"},
	{9, "Link Local Opaque"},
	{10, "Area Local Opaque"},
	{11, "Domain Wide Opaque"},
}

var ospfOpaques = names{
	{1, "Traffic Engineering"},
	{3, "Graceful restart"},
	{4, "Router Information"},
}

var ospfRouterFlags = names{
	{1, "ABR"},
	{2, "ASBR"},
	{4, "Virtual"},
	{8, "Wildcard"},
	{16, "Nt"},
	{128, "Host"},
}

var ospfTopologies = names{
	{0, "default"},
	{1, "multicast"},
	{2, "management"},
}

var ospfGraceTLVs = names{
	{1, "Grace Period"},
	{2, "Graceful restart Reason"},
	{3, "IPv4 interface address"},
}

var ospfGraceReasons = names{
	{0, "Unknown"},
	{1, "Software Restart"},
	{2, "Software Reload/Upgrade"},
	{3, "Control Processor Switch"},
}

var ospfTETLVs = names{
	{1, "Router Address"},
	{2, "Link"},
}

var ospfTESubTLVs = names{
	{1, "Link Type"},
	{2, "Link ID"},
	{3, "Local Interface IP address"},
	{4, "Remote Interface IP address"},
	{5, "Traffic Engineering Metric"},
	{6, "Maximum Bandwidth"},
	{7, "Maximum Reservable Bandwidth"},
	{8, "Unreserved Bandwidth"},
	{9, "Administrative Group"},
	{11, "Link Local/Remote Identifier"},
	{14, "Link Protection Type"},
	{15, "Interface Switching Capability"},
	{16, "Shared Risk Link Group"},
	{17, "Bandwidth Constraints"},
}

var ospfTELinks = names{
	{1, "Point-to-point"},
	{2, "Multi-Access"},
}

var ospfRITLVs = names{
	{1, "Router Capabilities"},
}

var ospfCapabilities = names{
	{1, "Reserved"},
	{2, "Reserved"},
	{4, "Reserved"},
	{8, "Reserved"},
	{16, "graceful restart capable"},
	{32, "graceful restart helper"},
	{64, "Stub router support"},
	{128, "Traffic engineering"},
	{0x100, "p2p over LAN"},
	{0x200, "path computation server"},
}

var ospfLLSTLVs = names{
	{1, "Extended Options"},
	{2, "MD5 Authentication"},
}

var ospfLLSOptions = names{
	{1, "LSDB resync"},
	{2, "Restart"},
}

var ospf3Options = names{
	{1, "V6"},
	{2, "External"},
	{4, "Deprecated"},
	{8, "NSSA"},
	{16, "Router"},
	{32, "Demand Circuit"},
	{0x100, "AFs Support"},
	{0x200, "LLS"},
	{0x400, "Authentication Trailer"},
}

var ospf3RouterFlags = names{
	{1, "ABR"},
	{2, "External"},
	{4, "Virtual-Link Endpoint"},
	{8, "Deprecated"},
	{16, "NSSA Translator"},
}

var ospf3ExternalFlags = names{
	{0x80000000, "External Type 2"},
	{0x2000000, "Forwarding"},
	{0x1000000, "Tag"},
}

var ospf3LSAs = names{
	{1, "Router"},
	{2, "Network"},
	{3, "Inter-Area Prefix"},
	{4, "Inter-Area Router"},
	{5, "External"},
	{6, "Deprecated"},
	{7, "NSSA"},
	{8, "Link"},
	{9, "Intra-Area Prefix"},
	{10, "Intra-Area TE"},
	{11, "Grace"},
	{12, "Router Information"},
	{13, "Inter-AS-TE"},
	{14, "Layer 1 VPN"},
}

var ospf3Scopes = names{
	{0, "Link Local"},
	{0x2000, "Area Local"},
	{0x4000, "Domain Wide"},
}

var ospf3DDFlags = names{
	{4, "Init"},
	{2, "More"},
	{1, "Master"},
	{16, "IPv6 MTU"},
}

var ospf3PrefixOptions = names{
	{1, "No Unicast"},
	{2, "Local address"},
	{4, "Deprecated"},
	{8, "Propagate"},
	{16, "Down"},
	{32, "N-bit"},
}

var ospf3Authentications = names{
	{1, "HMAC"},
}
