package decode

// RADIUS attributes that printing depends on: the IANA registry "RADIUS
// Types".
const (
	radiusFramedIP        = 8
	radiusLoginIPHost     = 14
	radiusFramedIPX       = 23
	radiusSessionTimeout  = 27
	radiusIdleTimeout     = 28
	radiusAppleTalkLink   = 37
	radiusAppleTalkNet    = 38
	radiusAcctDelay       = 41
	radiusAcctSession     = 46
	radiusEgressVLANID    = 56
	radiusEgressVLANName  = 58
	radiusTunnelType      = 64
	radiusTunnelMedium    = 65
	radiusTunnelClient    = 66
	radiusTunnelServer    = 67
	radiusTunnelPassword  = 69
	radiusARAPPassword    = 70
	radiusARAPFeatures    = 71
	radiusEAPMessage      = 79
	radiusTunnelGroup     = 81
	radiusTunnelAssign    = 82
	radiusTunnelPref      = 83
	radiusARAPResponse    = 84
	radiusAcctInterval    = 85
	radiusTunnelClientID  = 90
	radiusTunnelServerID  = 91
	radiusErrorCause      = 101
	radiusMIP6Prefix      = 125
	radiusOperatorName    = 126
	radiusLocationInfo    = 127
	radiusLocationData    = 128
	radiusLocationRules   = 129
	radiusMIP6Features    = 124
	radiusFramedPrefix6   = 97
	radiusDelegatedPrefix = 123
	radiusVendorSpecific  = 26
)

var radiusCodes = names{
	{1, "Access-Request"},
	{2, "Access-Accept"},
	{3, "Access-Reject"},
	{4, "Accounting-Request"},
	{5, "Accounting-Response"},
	{11, "Access-Challenge"},
	{12, "Status-Server"},
	{13, "Status-Client"},
	{40, "Disconnect-Request"},
	{41, "Disconnect-ACK"},
	{42, "Disconnect-NAK"},
	{43, "CoA-Request"},
	{44, "CoA-ACK"},
	{45, "CoA-NAK"},
	{255, "Reserved"},
}

// The values of attributes that stand for something; those without a name are
// not of the table.
var (
	radiusServices = []string{"", "Login", "Framed", "Callback Login", "Callback Framed", "Outbound",
		"Administrative", "NAS Prompt", "Authenticate Only", "Callback NAS Prompt", "Call Check",
		"Callback Administrative", "Voice", "Fax", "Modem Relay", "IAPP-Register", "IAPP-AP-Check",
		"Authorize Only", "Framed-Management", "Additional-Authorization"}
	radiusProtocols = []string{"", "PPP", "SLIP", "ARAP", "Gandalf proprietary", "Xylogics IPX/SLIP",
		"X.75 Synchronous", "GPRS PDP Context"}
	radiusRoutings      = []string{"None", "Send", "Listen", "Send&Listen"}
	radiusCompressions  = []string{"None", "VJ TCP/IP", "IPX", "Stac-LZS"}
	radiusLoginServices = []string{"Telnet", "Rlogin", "TCP Clear", "PortMaster(proprietary)", "LAT", "X.25-PAD",
		"X.25-T3POS", "Unassigned", "TCP Clear Quiet"}
	radiusTerminations  = []string{"Default", "RADIUS-Request"}
	radiusIngressFilter = []string{"", "Enabled", "Disabled"}
	radiusPortTypes     = []string{"Async", "Sync", "ISDN Sync", "ISDN Async V.120", "ISDN Async V.110", "Virtual",
		"PIAFS", "HDLC Clear Channel", "X.25", "X.75", "G.3 Fax", "SDSL", "ADSL-CAP", "ADSL-DMT", "ISDN-DSL",
		"Ethernet", "xDSL", "Cable", "Wireless - Other", "Wireless - IEEE 802.11", "Token-Ring", "FDDI",
		"Wireless - CDMA200", "Wireless - UMTS", "Wireless - 1X-EV", "IAPP", "FTTP", "Wireless - IEEE 802.16",
		"Wireless - IEEE 802.20", "Wireless - IEEE 802.22", "PPPoA", "PPPoEoA", "PPPoEoE", "PPPoEoVLAN",
		"PPPoEoQinQ", "xPON", "Wireless - XGP", "WiMAX Pre-Release 8 IWK Function", "WIMAX-WIFI-IWK", "WIMAX-SFF",
		"WIMAX-HA-LMA", "WIMAX-DHCP", "WIMAX-LBS", "WIMAX-WVS"}
	radiusAcctStatuses = []string{"", "Start", "Stop", "Interim-Update", "Unassigned", "Unassigned", "Unassigned",
		"Accounting-On", "Accounting-Off", "Tunnel-Start", "Tunnel-Stop", "Tunnel-Reject", "Tunnel-Link-Start",
		"Tunnel-Link-Stop", "Tunnel-Link-Reject", "Failed"}
	radiusAcctAuth   = []string{"", "RADIUS", "Local", "Remote", "Diameter"}
	radiusAcctCauses = []string{"", "User Request", "Lost Carrier", "Lost Service", "Idle Timeout",
		"Session Timeout", "Admin Reset", "Admin Reboot", "Port Error", "NAS Error", "NAS Request", "NAS Reboot",
		"Port Unneeded", "Port Preempted", "Port Suspended", "Service Unavailable", "Callback", "User Error",
		"Host Request", "Supplicant Restart", "Reauthentication Failure", "Port Reinitialized",
		"Port Administratively Disabled", "Lost Power"}
	radiusTunnels = []string{"", "PPTP", "L2F", "L2TP", "ATMP", "VTP", "AH", "IP-IP", "MIN-IP-IP", "ESP", "GRE",
		"DVS", "IP-in-IP Tunneling", "VLAN"}
	radiusMedia = []string{"", "IPv4", "IPv6", "NSAP", "HDLC", "BBN 1822", "802", "E.163", "E.164", "F.69",
		"X.121", "IPX", "Appletalk", "Decnet IV", "Banyan Vines", "E.164 with NSAP subaddress"}
	radiusARAPZones = []string{"", "Only access to dfl zone", "Use zone filter inc.", "Not used",
		"Use zone filter exc."}
	radiusPrompts = []string{"No Echo", "Echo"}
)

var radiusErrorCauses = names{
	{201, "Residual Session Context Removed"},
	{202, "Invalid EAP Packet (Ignored)"},
	{401, "Unsupported Attribute"},
	{402, "Missing Attribute"},
	{403, "NAS Identification Mismatch"},
	{404, "Invalid Request"},
	{405, "Unsupported Service"},
	{406, "Unsupported Extension"},
	{407, "Invalid Attribute Value"},
	{501, "Administratively Prohibited"},
	{502, "Request Not Routable (Proxy)"},
	{503, "Session Context Not Found"},
	{504, "Session Context Not Removable"},
	{505, "Other Proxy Processing Error"},
	{506, "Resources Unavailable"},
	{507, "Request Initiated"},
	{508, "Multiple Session Selection Unsupported"},
	{509, "Location Info Required"},
}

// radiusMIP6Flags are the features of Mobile IPv6, by bit: RFC 5447, 4.2.5, and
// the IANA registry "MIP6-Feature-Vector".
var radiusMIP6Flags = []struct {
	bit  uint8
	name string
}{
	{0, "MIP6_INTEGRATED"},
	{1, "LOCAL_HOME_AGENT_ASSIGNMENT"},
	{40, "PMIP6_SUPPORTED"},
	{41, "IP4_HOA_SUPPORTED"},
	{42, "LOCAL_MAG_ROUTING_SUPPORTED"},
	{43, "ASSIGN_LOCAL_IP"},
	{44, "MIP4_SUPPORTED"},
	{45, "OPTIMIZED_IDLE_MODE_MOBILITY"},
	{46, "GTPv2_SUPPORTED"},
	{47, "IP4_TRANSPORT_SUPPORTED"},
	{48, "IP4_HOA_ONLY_SUPPORTED"},
	{49, "INTER_MAG_ROUTING_SUPPORTED"},
}

// radiusNamespaces are what an operator's name is from: RFC 5580, 4.1.
var radiusNamespaces = names{{'0', "TADIG"}, {'1', "REALM"}, {'2', "E212"}, {'3', "ICC"}}

// radiusPolicyFlags are of RFC 5580, 4.4.
var radiusPolicyFlags = names{
	{0x0001, "MBZ-15"}, {0x0002, "MBZ-14"}, {0x0004, "MBZ-13"}, {0x0008, "MBZ-12"},
	{0x0010, "MBZ-11"}, {0x0020, "MBZ-10"}, {0x0040, "MBZ-9"}, {0x0080, "MBZ-8"},
	{0x0100, "MBZ-7"}, {0x0200, "MBZ-6"}, {0x0400, "MBZ-5"}, {0x0800, "MBZ-4"},
	{0x1000, "MBZ-3"}, {0x2000, "MBZ-2"}, {0x4000, "MBZ-1"}, {0x8000, "Retransmission Allowed"},
}
