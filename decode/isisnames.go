package decode

// PDU types of IS-IS: ISO 10589, 9.5 to 9.13.
const (
	isisL1Hello  = 15
	isisL2Hello  = 16
	isisP2PHello = 17
	isisL1LSP    = 18
	isisL2LSP    = 20
	isisL1CSNP   = 24
	isisL2CSNP   = 25
	isisL1PSNP   = 26
	isisL2PSNP   = 27
)

var isisPDUs = names{
	{isisL1Hello, "L1 Lan IIH"},
	{isisL2Hello, "L2 Lan IIH"},
	{isisP2PHello, "p2p IIH"},
	{isisL1LSP, "L1 LSP"},
	{isisL2LSP, "L2 LSP"},
	{isisL1CSNP, "L1 CSNP"},
	{isisL2CSNP, "L2 CSNP"},
	{isisL1PSNP, "L1 PSNP"},
	{isisL2PSNP, "L2 PSNP"},
}

// TLVs of IS-IS: the IANA registry "IS-IS TLV Codepoints".
const (
	isisAreas         = 1
	isisISReach       = 2
	isisESNeighbors   = 3
	isisPartition     = 4
	isisPrefixes      = 5
	isisISNeighbors   = 6
	isisInstance      = 7
	isisPadding       = 8
	isisLSPEntries    = 9
	isisAuth          = 10
	isisChecksum      = 12
	isisPurge         = 13
	isisBufferSize    = 14
	isisExtISReach    = 22
	isisAlias         = 24
	isisInternalIP    = 128
	isisProtocols     = 129
	isisExternalIP    = 130
	isisInterDomain   = 131
	isisIPv4Addresses = 132
	isisTERouter      = 134
	isisExtIPReach    = 135
	isisHostname      = 137
	isisSharedRisk    = 138
	isisMTPort        = 143
	isisMTCapability  = 144
	isisRestart       = 211
	isisMTISReach     = 222
	isisMTSupported   = 229
	isisIPv6Addresses = 232
	isisMTIPReach     = 235
	isisIPv6Reach     = 236
	isisMTIPv6Reach   = 237
	isisAdjacency     = 240
	isisHelloSequence = 241
	isisCapability    = 242
	isisVendor        = 250
)

var isisTLVs = names{
	{isisAreas, "Area address(es)"},
	{isisISReach, "IS Reachability"},
	{isisESNeighbors, "ES Neighbor(s)"},
	{isisPartition, "Partition DIS"},
	{isisPrefixes, "Prefix Neighbors"},
	{isisISNeighbors, "IS Neighbor(s)"},
	{isisInstance, "Instance Identifier"},
	{isisPadding, "Padding"},
	{isisLSPEntries, "LSP entries"},
	{isisAuth, "Authentication"},
	{isisChecksum, "Checksum"},
	{isisPurge, "Purge Originator Identifier"},
	{isisBufferSize, "LSP Buffersize"},
	{isisExtISReach, "Extended IS Reachability"},
	{isisAlias, "IS Alias ID"},
	{42, "DECnet Phase IV"},
	{66, "Lucent Proprietary"},
	{isisInternalIP, "IPv4 Internal Reachability"},
	{isisProtocols, "Protocols supported"},
	{isisExternalIP, "IPv4 External Reachability"},
	{isisInterDomain, "Inter-Domain Information Type"},
	{isisIPv4Addresses, "IPv4 Interface address(es)"},
	{133, "IPv4 authentication (deprecated)"},
	{isisTERouter, "Traffic Engineering Router ID"},
	{isisExtIPReach, "Extended IPv4 Reachability"},
	{isisSharedRisk, "Shared Risk Link Group"},
	{isisMTPort, "Multi-Topology-Aware Port Capability"},
	{isisMTCapability, "Multi-Topology Capability"},
	{176, "Nortel Proprietary"},
	{177, "Nortel Proprietary"},
	{isisHostname, "Hostname"},
	{isisRestart, "Restart Signaling"},
	{isisMTISReach, "Multi Topology IS Reachability"},
	{isisMTSupported, "Multi Topology"},
	{isisIPv6Addresses, "IPv6 Interface address(es)"},
	{isisMTIPReach, "Multi-Topology IPv4 Reachability"},
	{isisIPv6Reach, "IPv6 reachability"},
	{isisMTIPv6Reach, "Multi-Topology IP6 Reachability"},
	{isisAdjacency, "Point-to-point Adjacency State"},
	{isisHelloSequence, "Hello PDU Sequence Number"},
	{isisCapability, "IS-IS Router Capability"},
	{isisVendor, "Vendor Private"},
}

// Sub-TLVs of neighbours: the IANA registry "IS-IS Sub-TLVs for TLVs Advertising
// Neighbor Information".
const (
	isisAdminGroup     = 3
	isisLinkIDs        = 4
	isisRemoteID       = 5
	isisInterfaceAddr  = 6
	isisNeighborAddr   = 8
	isisMaxBandwidth   = 9
	isisReservable     = 10
	isisUnreserved     = 11
	isisConstraintsOld = 12
	isisTEMetric       = 18
	isisLinkAttribute  = 19
	isisProtection     = 20
	isisSwitching      = 21
	isisConstraints    = 22
	isisSPBMetric      = 29
	isisLANSegment     = 32
)

var isisNeighborSubTLVs = names{
	{isisAdminGroup, "Administrative groups"},
	{isisLinkIDs, "Link Local/Remote Identifier"},
	{isisRemoteID, "Link Remote Identifier"},
	{isisInterfaceAddr, "IPv4 interface address"},
	{isisNeighborAddr, "IPv4 neighbor address"},
	{isisMaxBandwidth, "Maximum link bandwidth"},
	{isisReservable, "Reservable link bandwidth"},
	{isisUnreserved, "Unreserved bandwidth"},
	{isisTEMetric, "Traffic Engineering Metric"},
	{isisLinkAttribute, "Link Attribute"},
	{isisProtection, "Link Protection Type"},
	{isisSwitching, "Interface Switching Capability"},
	{isisConstraintsOld, "Bandwidth Constraints (old)"},
	{isisConstraints, "Bandwidth Constraints"},
	{isisLANSegment, "LAN Adjacency Segment Identifier"},
	{isisSPBMetric, "SPB Metric"},
	{250, "Reserved for cisco specific extensions"},
	{251, "Reserved for cisco specific extensions"},
	{252, "Reserved for cisco specific extensions"},
	{253, "Reserved for cisco specific extensions"},
	{254, "Reserved for cisco specific extensions"},
	{255, "Reserved for future expansion"},
}

// Sub-TLVs of prefixes: the IANA registry "IS-IS Sub-TLVs for TLVs Advertising
// Prefix Reachability".
const (
	isisTag32       = 1
	isisTag64       = 2
	isisPrefixSID   = 3
	isisPrefixColor = 117
)

var isisPrefixSubTLVs = names{
	{isisTag32, "32-Bit Administrative tag"},
	{isisTag64, "64-Bit Administrative tag"},
	{isisPrefixSID, "Prefix SID"},
	{isisPrefixColor, "Management Prefix Color"},
}

// isisPrefixSIDValue is set where a prefix SID is a label: RFC 8667, 2.1.1.
const isisPrefixSIDValue = 0x08

var isisPrefixSIDFlags = names{
	{0x80, "Readvertisement"},
	{0x40, "Node"},
	{0x20, "No-PHP"},
	{0x10, "Explicit NULL"},
	{isisPrefixSIDValue, "Value"},
	{0x04, "Local"},
}

var isisAlgorithms = names{{0, "SPF"}, {1, "strict-SPF"}}

var isisLinkAttributes = names{
	{0x01, "Local Protection Available"},
	{0x02, "Link excluded from local protection path"},
	{0x04, "Local maintenance required"},
}

// isisSegmentFlags are those of RFC 8667, 2.2.2.
var isisSegmentFlags = names{
	{0x80, "Address family IPv6"},
	{0x40, "Backup"},
	{0x20, "Value"},
	{0x10, "Local significance"},
	{0x08, "Set of adjacencies"},
	{0x04, "Persistent"},
}

const (
	isisAuthText    = 1
	isisAuthGeneric = 3 // RFC 5310
	isisAuthMD5     = 54
)

var isisAuths = names{
	{isisAuthText, "simple text password"},
	{isisAuthGeneric, "Generic Crypto key-id"},
	{isisAuthMD5, "HMAC-MD5 password"},
	{255, "Routing Domain private password"},
}

var isisInterDomains = names{{0, "Reserved"}, {1, "Routing-Domain Specific"}, {2, "AS Number Tag"}}

var isisTopologies = names{
	{0, "IPv4 unicast"},
	{1, "In-Band Management"},
	{2, "IPv6 unicast"},
	{3, "Multicast"},
	{4095, "Development, Experimental or Proprietary"},
}

var isisTopologyFlags = names{{0x4000, "ATT bit set"}, {0x8000, "Overload bit set"}}

var isisCircuits = names{{1, "Level 1 only"}, {2, "Level 2 only"}, {3, "Level 1, Level 2"}}

var isisLevels = names{
	{0, "Unused 0x0 (invalid)"},
	{1, "L1 IS"},
	{2, "Unused 0x2 (invalid)"},
	{3, "L2 IS"},
}

var isisAdjacencies = names{{0, "Up"}, {1, "Initializing"}, {2, "Down"}}

var isisRestartFlags = names{
	{0x1, "Restart Request"},
	{0x2, "Restart Acknowledgement"},
	{0x4, "Suppress adjacency advertisement"},
}
