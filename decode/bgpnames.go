package decode

// The numbers of BGP are those of the IANA registries "Border Gateway Protocol
// (BGP) Parameters", "BGP Extended Communities" and "Address Family Numbers".

var bgpMessages = names{
	{bgpUpdate, "Update"},
	{bgpKeepalive, "Keepalive"},
	{bgpOpen, "Open"},
	{bgpNotification, "Notification"},
	{bgpRouteRefresh, "Route Refresh"},
}

var bgpOptions = names{
	{bgpOptionCapabilities, "Capabilities Advertisement"},
	{1, "Authentication Information"},
}

var bgpCapabilities = names{
	{bgpMultiprotocol, "Multiprotocol Extensions"},
	{bgpCapRefresh, "Route Refresh"},
	{3, "Cooperative Route Filtering"},
	{4, "Multiple Routes to a Destination"},
	{5, "Extended Next Hop Encoding"},
	{bgpExtendedMessage, "BGP Extended Message"},
	{bgpBGPsec, "BGPsec"},
	{bgpMultipleLabels, "Multiple Labels"},
	{bgpGracefulRestart, "Graceful Restart"},
	{bgpFourByteAS, "32-Bit AS Number"},
	{67, "Dynamic Capability"},
	{68, "Multisession BGP"},
	{bgpAddPath, "Multiple Paths"},
	{bgpEnhancedRefresh, "Enhanced Route Refresh"},
	{bgpLongGraceful, "Long-lived Graceful Restart"},
	{bgpCapRefreshCisco, "Route Refresh (Cisco)"},
}

var bgpAddPathDirections = names{
	{1, "Receive"},
	{2, "Send"},
	{3, "Both"},
}

var bgpsecDirections = names{
	{0, "Receive"},
	{1, "Send"},
}

var bgpRestartFlags = names{
	{0x80, "R"},
	{0x40, "N"},
}

var bgpRefreshSubtypes = names{
	{0, "Normal route refresh request"},
	{1, "Demarcation of the beginning of a route refresh"},
	{2, "Demarcation of the ending of a route refresh"},
}

var bgpORFRefreshes = names{
	{1, "Immediate"},
	{2, "Defer"},
}

var bgpORFTypes = names{
	{64, "Address Prefix ORF"},
	{65, "CP-ORF"},
}

var bgpErrors = names{
	{1, "Message Header Error"},
	{2, "OPEN Message Error"},
	{3, "UPDATE Message Error"},
	{4, "Hold Timer Expired"},
	{5, "Finite State Machine Error"},
	{bgpCease, "Cease"},
	{7, "Capability Message Error"},
	{8, "Send Hold Timer Expired"},
}

// bgpSuberrors returns the names of the subcodes of an error code, and nil
// where it has none.
func bgpSuberrors(code int) names {
	switch code {
	case 1:
		return bgpHeaderErrors
	case 2:
		return bgpOpenErrors
	case 3:
		return bgpUpdateErrors
	case bgpFSMError:
		return bgpFSMErrors
	case bgpCease:
		return bgpCeases
	case bgpCapabilityError:
		return bgpCapabilityErrors
	}
	return nil
}

var bgpHeaderErrors = names{
	{1, "Connection Not Synchronized"},
	{2, "Bad Message Length"},
	{3, "Bad Message Type"},
}

var bgpOpenErrors = names{
	{1, "Unsupported Version Number"},
	{2, "Bad Peer AS"},
	{3, "Bad BGP Identifier"},
	{4, "Unsupported Optional Parameter"},
	{5, "Authentication Failure"},
	{6, "Unacceptable Hold Time"},
	{7, "Capability Message Error"},
}

var bgpUpdateErrors = names{
	{1, "Malformed Attribute List"},
	{2, "Unrecognized Well-known Attribute"},
	{3, "Missing Well-known Attribute"},
	{4, "Attribute Flags Error"},
	{5, "Attribute Length Error"},
	{6, "Invalid ORIGIN Attribute"},
	{7, "AS Routing Loop"},
	{8, "Invalid NEXT_HOP Attribute"},
	{9, "Optional Attribute Error"},
	{10, "Invalid Network Field"},
	{11, "Malformed AS_PATH"},
}

var bgpFSMErrors = names{
	{0, "Unspecified Error"},
	{1, "In OpenSent State"},
	{2, "In OpenConfirm State"},
	{3, "In Established State"},
}

var bgpCeases = names{
	{1, "Maximum Number of Prefixes Reached"},
	{2, "Administrative Shutdown"},
	{3, "Peer Unconfigured"},
	{4, "Administrative Reset"},
	{5, "Connection Rejected"},
	{6, "Other Configuration Change"},
	{7, "Connection Collision Resolution"},
	{8, "Out of Resources"},
	{9, "Hard Reset"},
	{10, "BFD Down"},
}

var bgpCapabilityErrors = names{
	{1, "Invalid Action Value"},
	{2, "Invalid Capability Length"},
	{3, "Malformed Capability Value"},
	{4, "Unsupported Capability Code"},
}

var bgpAttributes = names{
	{bgpOrigin, "Origin"},
	{bgpASPath, "AS Path"},
	{bgpNextHop, "Next Hop"},
	{bgpMED, "Multi Exit Discriminator"},
	{bgpLocalPref, "Local Preference"},
	{bgpAtomicAggregate, "Atomic Aggregate"},
	{bgpAggregator, "Aggregator"},
	{bgpCommunity, "Community"},
	{bgpOriginatorID, "Originator ID"},
	{bgpClusterList, "Cluster List"},
	{11, "DPA"},
	{12, "Advertisers"},
	{13, "RCID Path / Cluster ID"},
	{bgpReach, "Multi-Protocol Reach NLRI"},
	{bgpUnreach, "Multi-Protocol Unreach NLRI"},
	{bgpExtendedCommunity, "Extended Community"},
	{bgpAS4Path, "AS4 Path"},
	{bgpAggregator4, "Aggregator4"},
	{bgpPMSITunnel, "PMSI Tunnel"},
	{23, "Tunnel Encapsulation"},
	{24, "Traffic Engineering"},
	{25, "IPv6 Extended Community"},
	{bgpAIGP, "Accumulated IGP Metric"},
	{27, "PE Distinguisher Label"},
	{28, "Entropy Label"},
	{bgpLargeCommunity, "Large Community"},
	{bgpBGPsecPath, "BGPsec Path"},
	{bgpAttributeSet, "Attribute Set"},
	{255, "Reserved for development"},
}

var bgpOrigins = names{
	{0, "IGP"},
	{1, "EGP"},
	{2, "Incomplete"},
}

// bgpSegments and bgpSegmentEnds enclose the AS numbers of a path segment.
var bgpSegments = names{
	{2, ""},
	{1, "{ "},
	{3, "( "},
	{4, "({ "},
}

var bgpSegmentEnds = names{
	{2, ""},
	{1, "}"},
	{3, ")"},
	{4, "})"},
}

var bgpWellKnown = names{
	{0xffffff01, " NO_EXPORT"},
	{0xffffff02, " NO_ADVERTISE"},
	{0xffffff03, " NO_EXPORT_SUBCONFED"},
}

var bgpExtendedFlags = names{
	{0x8000, "vendor-specific"},
	{0x4000, "non-transitive"},
}

var bgpExtended = names{
	{0x0002, "target"},
	{0x0102, "target"},
	{0x0202, "target"},
	{0x0003, "origin"},
	{0x0103, "origin"},
	{0x0203, "origin"},
	{bgpLinkBandwidth, "link-BW"},
	{0x0005, "ospf-domain"},
	{0x0105, "ospf-domain"},
	{0x0205, "ospf-domain"},
	{0x8005, "ospf-domain"},
	{0x0306, "ospf-route-type"},
	{0x8000, "ospf-route-type"},
	{0x030c, "encapsulation"},
	{0x0107, "ospf-router-id"},
	{0x8001, "ospf-router-id"},
	{0x800a, "layer2-info"},
	{0x8800, "eigrp-general-route (flag, tag)"},
	{0x8801, "eigrp-route-metric (AS, delay)"},
	{0x8802, "eigrp-route-metric (reliability, nexthop, bandwidth)"},
	{0x8803, "eigrp-route-metric (load, MTU)"},
	{0x8804, "eigrp-external-route (remote-AS, remote-ID)"},
	{0x8805, "eigrp-external-route (remote-proto, remote-metric)"},
	{0x0009, "source-AS"},
	{0x010b, "vrf-route-import"},
	{0x000a, "l2vpn-id"},
	{0xf10a, "l2vpn-id"},
	{0x4300, "origin-validation-state"},
}

var bgpOriginValidation = names{
	{0, "valid"},
	{1, "not found"},
	{2, "invalid"},
}

var bgpOSPFRouteTypes = names{
	{1, "Router"},
	{2, "Network"},
	{3, "Summary"},
	{bgpOSPFExternal, "External"},
	{bgpOSPFNSSA, "NSSA External"},
	{129, "MPLS-VPN Sham"},
}

var bgpTunnels = names{
	{1, "L2TPv3 over IP"},
	{2, "GRE"},
	{3, "Transmit Tunnel"},
	{4, "IPsec"},
	{5, "IP in IP with IPsec"},
	{6, "MPLS in IP with IPsec"},
	{7, "IP in IP"},
	{8, "VXLAN"},
	{9, "NVGRE"},
	{10, "MPLS"},
	{11, "MPLS in GRE"},
	{12, "VXLAN GPE"},
	{13, "MPLS in UDP"},
	{14, "IPv6"},
	{15, "SR TE"},
	{16, "Bare"},
	{17, "SR"},
}

var bgpPMSIFlags = names{{0x01, "Leaf Information required"}}

var bgpPMSITunnels = names{
	{1, "RSVP-TE P2MP LSP"},
	{2, "LDP P2MP LSP"},
	{3, "PIM-SSM Tree"},
	{4, "PIM-SM Tree"},
	{5, "PIM-Bidir Tree"},
	{6, "Ingress Replication"},
	{7, "LDP MP2MP LSP"},
}

var bgpAIGPTypes = names{{bgpAIGPMetric, "AIGP"}}

var bgpSAFIs = names{
	{0, "Reserved"},
	{1, "Unicast"},
	{2, "Multicast"},
	{3, "Unicast+Multicast"},
	{4, "labeled Unicast"},
	{5, "Multicast VPN"},
	{64, "Tunnel"},
	{65, "VPLS"},
	{66, "MDT"},
	{70, "EVPN"},
	{128, "labeled VPN Unicast"},
	{129, "labeled VPN Multicast"},
	{130, "labeled VPN Unicast+Multicast"},
	{132, "Route Target Routing Information"},
}

var bgpMulticastRoutes = names{
	{1, "Intra-AS I-PMSI"},
	{2, "Inter-AS I-PMSI"},
	{3, "S-PMSI"},
	{4, "Intra-AS Segment-Leaf"},
	{5, "Source-Active"},
	{6, "Shared Tree Join"},
	{7, "Source Tree Join"},
}
