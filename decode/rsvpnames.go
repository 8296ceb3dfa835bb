package decode

// Messages of RSVP: the IANA registry "RSVP Message Types".
const (
	rsvpPath     = 1
	rsvpBundle   = 12
	rsvpAck      = 13
	rsvpHelloOld = 14
	rsvpRefresh  = 15
	rsvpHello    = 20
)

var rsvpMessages = names{
	{rsvpPath, "Path"},
	{2, "Resv"},
	{3, "PathErr"},
	{4, "ResvErr"},
	{5, "PathTear"},
	{6, "ResvTear"},
	{7, "ResvConf"},
	{rsvpBundle, "Bundle"},
	{rsvpAck, "ACK"},
	{rsvpHelloOld, "Hello (Old)"},
	{rsvpRefresh, "Summary Refresh"},
	{rsvpHello, "Hello"},
}

// Objects of RSVP: the IANA registry "RSVP Class Names, Class Numbers, and Class
// Types".
const (
	rsvpSession          = 1
	rsvpHop              = 3
	rsvpIntegrity        = 4
	rsvpTimeValues       = 5
	rsvpErrorSpec        = 6
	rsvpStyle            = 8
	rsvpFlowspec         = 9
	rsvpFilterSpec       = 10
	rsvpSenderTemplate   = 11
	rsvpSenderTSpec      = 12
	rsvpAdspec           = 13
	rsvpConfirm          = 15
	rsvpLabel            = 16
	rsvpLabelRequest     = 19
	rsvpERO              = 20
	rsvpRRO              = 21
	rsvpHelloObject      = 22
	rsvpMessageID        = 23
	rsvpMessageIDAck     = 24
	rsvpMessageIDList    = 25
	rsvpRecoveryLabel    = 34
	rsvpUpstreamLabel    = 35
	rsvpLabelSet         = 36
	rsvpS2L              = 50
	rsvpDetour           = 63
	rsvpClassType        = 66
	rsvpClassTypeOld     = 125
	rsvpSuggestedLabel   = 129
	rsvpRestart          = 131
	rsvpCapability       = 134
	rsvpNotify           = 195
	rsvpAdminStatus      = 196
	rsvpProperties       = 204
	rsvpFastReroute      = 205
	rsvpSessionAttribute = 207
	rsvpGeneralizedUNI   = 229
)

var rsvpObjects = names{
	{rsvpSession, "Session"},
	{rsvpHop, "RSVP Hop"},
	{rsvpIntegrity, "Integrity"},
	{rsvpTimeValues, "Time Values"},
	{rsvpErrorSpec, "Error Spec"},
	{7, "Scope"},
	{rsvpStyle, "Style"},
	{rsvpFlowspec, "Flowspec"},
	{rsvpFilterSpec, "FilterSpec"},
	{rsvpSenderTemplate, "Sender Template"},
	{rsvpSenderTSpec, "Sender TSpec"},
	{rsvpAdspec, "Adspec"},
	{14, "Policy Data"},
	{rsvpConfirm, "Confirm"},
	{rsvpLabel, "Label"},
	{rsvpLabelRequest, "Label Request"},
	{rsvpERO, "ERO"},
	{rsvpRRO, "RRO"},
	{rsvpHelloObject, "Hello"},
	{rsvpMessageID, "Message ID"},
	{rsvpMessageIDAck, "Message ID Ack"},
	{rsvpMessageIDList, "Message ID List"},
	{rsvpRecoveryLabel, "Recovery Label"},
	{rsvpUpstreamLabel, "Upstream Label"},
	{rsvpLabelSet, "Label Set"},
	{130, "Acceptable Label Set"},
	{rsvpDetour, "Detour"},
	{rsvpClassType, "Class Type"},
	{rsvpClassTypeOld, "Class Type (old)"},
	{rsvpSuggestedLabel, "Suggested Label"},
	{rsvpProperties, "Properties"},
	{rsvpFastReroute, "Fast Re-Route"},
	{rsvpSessionAttribute, "Session Attribute"},
	{rsvpGeneralizedUNI, "Generalized UNI"},
	{230, "Call-ID"},
	{236, "Call Capability"},
	{rsvpRestart, "Restart Capability"},
	{rsvpCapability, "Capability"},
	{rsvpNotify, "Notify Request"},
	{37, "Protection"},
	{rsvpAdminStatus, "Administrative Status"},
	{rsvpS2L, "Sub-LSP to LSP"},
}

// rsvpCTypes are the class types, whose meaning depends on the class: class and
// type in two bytes.
var rsvpCTypes = names{
	{rsvpHop<<8 | 1, "IPv4"},
	{rsvpHop<<8 | 2, "IPv6"},
	{rsvpHop<<8 | 3, "IPv4 plus opt. TLVs"},
	{rsvpHop<<8 | 4, "IPv6 plus opt. TLVs"},
	{rsvpNotify<<8 | 1, "IPv4"},
	{rsvpNotify<<8 | 2, "IPv6"},
	{rsvpConfirm<<8 | 1, "IPv4"},
	{rsvpConfirm<<8 | 2, "IPv6"},
	{rsvpTimeValues<<8 | 1, "1"},
	{rsvpFlowspec<<8 | 1, "obsolete"},
	{rsvpFlowspec<<8 | 2, "IntServ"},
	{rsvpSenderTSpec<<8 | 2, "IntServ"},
	{rsvpAdspec<<8 | 2, "IntServ"},
	{rsvpFilterSpec<<8 | 1, "IPv4"},
	{rsvpFilterSpec<<8 | 2, "IPv6"},
	{rsvpFilterSpec<<8 | 3, "IPv6 Flow-label"},
	{rsvpFilterSpec<<8 | 7, "Tunnel IPv4"},
	{rsvpFilterSpec<<8 | 12, "IPv4 P2MP LSP Tunnel"},
	{rsvpFilterSpec<<8 | 13, "IPv6 P2MP LSP Tunnel"},
	{rsvpSession<<8 | 1, "IPv4"},
	{rsvpSession<<8 | 2, "IPv6"},
	{rsvpSession<<8 | 7, "Tunnel IPv4"},
	{rsvpSession<<8 | 11, "UNI IPv4"},
	{rsvpSession<<8 | 13, "IPv4 P2MP LSP Tunnel"},
	{rsvpSession<<8 | 14, "IPv6 P2MP LSP Tunnel"},
	{rsvpSenderTemplate<<8 | 1, "IPv4"},
	{rsvpSenderTemplate<<8 | 2, "IPv6"},
	{rsvpSenderTemplate<<8 | 7, "Tunnel IPv4"},
	{rsvpSenderTemplate<<8 | 12, "IPv4 P2MP LSP Tunnel"},
	{rsvpSenderTemplate<<8 | 13, "IPv6 P2MP LSP Tunnel"},
	{rsvpMessageID<<8 | 1, "1"},
	{rsvpMessageIDAck<<8 | 1, "Message id ack"},
	{rsvpMessageIDAck<<8 | 2, "Message id nack"},
	{rsvpMessageIDList<<8 | 1, "1"},
	{rsvpStyle<<8 | 1, "1"},
	{rsvpHelloObject<<8 | 1, "Hello Request"},
	{rsvpHelloObject<<8 | 2, "Hello Ack"},
	{rsvpLabelRequest<<8 | 1, "without label range"},
	{rsvpLabelRequest<<8 | 2, "with ATM label range"},
	{rsvpLabelRequest<<8 | 3, "with FR label range"},
	{rsvpLabelRequest<<8 | 4, "Generalized Label"},
	{rsvpLabel<<8 | 1, "Label"},
	{rsvpLabel<<8 | 2, "Generalized Label"},
	{rsvpLabel<<8 | 3, "Waveband Switching"},
	{rsvpSuggestedLabel<<8 | 1, "Label"},
	{rsvpSuggestedLabel<<8 | 2, "Generalized Label"},
	{rsvpSuggestedLabel<<8 | 3, "Waveband Switching"},
	{rsvpUpstreamLabel<<8 | 1, "Label"},
	{rsvpUpstreamLabel<<8 | 2, "Generalized Label"},
	{rsvpUpstreamLabel<<8 | 3, "Waveband Switching"},
	{rsvpRecoveryLabel<<8 | 1, "Label"},
	{rsvpRecoveryLabel<<8 | 2, "Generalized Label"},
	{rsvpRecoveryLabel<<8 | 3, "Waveband Switching"},
	{rsvpERO<<8 | 1, "IPv4"},
	{rsvpRRO<<8 | 1, "IPv4"},
	{rsvpErrorSpec<<8 | 1, "IPv4"},
	{rsvpErrorSpec<<8 | 2, "IPv6"},
	{rsvpErrorSpec<<8 | 3, "IPv4 plus opt. TLVs"},
	{rsvpErrorSpec<<8 | 4, "IPv6 plus opt. TLVs"},
	{rsvpRestart<<8 | 1, "IPv4"},
	{rsvpCapability<<8 | 1, "1"},
	{rsvpSessionAttribute<<8 | 7, "Tunnel IPv4"},
	{rsvpFastReroute<<8 | 7, "Tunnel IPv4"},
	{rsvpFastReroute<<8 | 1, "1"},
	{rsvpDetour<<8 | 7, "Tunnel IPv4"},
	{rsvpProperties<<8 | 1, "1"},
	{rsvpAdminStatus<<8 | 1, "1"},
	{rsvpClassType<<8 | 1, "1"},
	{rsvpClassTypeOld<<8 | 1, "1"},
	{rsvpLabelSet<<8 | 1, "1"},
	{rsvpGeneralizedUNI<<8 | 1, "1"},
	{rsvpS2L<<8 | 1, "IPv4 sub-LSP"},
	{rsvpS2L<<8 | 2, "IPv6 sub-LSP"},
}

// Subobjects of routes: RFC 3209, 4.3.3 and 4.4.1.
const (
	rsvpHopIPv4  = 1
	rsvpHopLabel = 3
)

var rsvpHops = names{
	{0, "Reserved"},
	{rsvpHopIPv4, "IPv4 prefix"},
	{2, "IPv6 prefix"},
	{rsvpHopLabel, "Label"},
	{32, "Autonomous system number"},
	{64, "MPLS label switched path termination"},
}

var rsvpHopFlags = names{
	{1, "Local protection available"},
	{2, "Local protection in use"},
	{4, "Bandwidth protection"},
	{8, "Node protection"},
}

var rsvpStyles = names{{17, "Wildcard Filter"}, {10, "Fixed Filter"}, {18, "Shared Explicit"}}

var rsvpServices = names{{1, "Default/Global Information"}, {2, "Guaranteed Service"}, {5, "Controlled Load"}}

// rsvpParameters are those of integrated services: RFC 2215 and 2210.
var rsvpParameters = names{
	{4, "IS hop cnt"},
	{6, "Path b/w estimate"},
	{8, "Minimum path latency"},
	{10, "Composed MTU"},
	{127, "Token Bucket TSpec"},
	{130, "Guaranteed Service RSpec"},
	{133, "End-to-end composed value for C"},
	{134, "End-to-end composed value for D"},
	{135, "Since-last-reshaping point composed C"},
	{136, "Since-last-reshaping point composed D"},
}

var rsvpAttributeFlags = names{
	{0x01, "Local Protection"},
	{0x02, "Label Recording"},
	{0x04, "SE Style"},
	{0x08, "Bandwidth protection"},
	{0x10, "Node protection"},
}

var rsvpPropertyTLVs = names{{1, "Cos"}, {2, "Metric 1"}, {4, "Metric 2"}, {8, "CCC Status"}, {0x10, "Path Type"}}

const (
	rsvpErrorRouting   = 24
	rsvpErrorDiffserv  = 28
	rsvpErrorDiffserv0 = 125
)

var rsvpErrors = names{
	{rsvpErrorRouting, "Routing Problem"},
	{25, "Notify Error"},
	{rsvpErrorDiffserv, "Diffserv TE Error"},
	{rsvpErrorDiffserv0, "Diffserv TE Error (Old)"},
}

var rsvpRoutingErrors = names{
	{1, "Bad EXPLICIT_ROUTE object"},
	{2, "Bad strict node"},
	{3, "Bad loose node"},
	{4, "Bad initial subobject"},
	{5, "No route available toward destination"},
	{6, "Unacceptable label value"},
	{7, "RRO indicated routing loops"},
	{8, "non-RSVP-capable router in the path"},
	{9, "MPLS label allocation failure"},
	{10, "Unsupported L3PID"},
}

var rsvpDiffservErrors = names{
	{1, "Unexpected CT object"},
	{2, "Unsupported CT"},
	{3, "Invalid CT value"},
	{4, "CT/setup priority do not form a configured TE-Class"},
	{5, "CT/holding priority do not form a configured TE-Class"},
	{6, "CT/setup priority and CT/holding priority do not form a configured TE-Class"},
	{7, "Inconsistency between signaled PSC and signaled CT"},
	{8, "Inconsistency between signaled PHBs and signaled CT"},
}

var rsvpAdminFlags = names{
	{0x80000000, "Reflect"},
	{4, "Testing"},
	{2, "Admin-down"},
	{1, "Delete-in-progress"},
}

// rsvpCapabilityFlags are those of RFC 5063, 4.2.
var rsvpCapabilityFlags = names{
	{4, "RecoveryPath Transmit Enabled"},
	{2, "RecoveryPath Desired"},
	{1, "RecoveryPath Srefresh Capable"},
}

var rsvpLabelActions = names{{0, "Inclusive list"}, {1, "Exclusive list"}, {2, "Inclusive range"}, {3, "Exclusive range"}}

// Subobjects of the user network interface: OIF UNI 1.0 Signaling.
const (
	rsvpUNISource      = 1
	rsvpUNIDestination = 2
	rsvpUNIDiversity   = 3
	rsvpUNIEgress      = 4
	rsvpUNIService     = 5
)

var rsvpUNISubobjects = names{
	{rsvpUNISource, "Source TNA address"},
	{rsvpUNIDestination, "Destination TNA address"},
	{rsvpUNIDiversity, "Diversity"},
	{rsvpUNIEgress, "Egress label"},
	{rsvpUNIService, "Service level"},
}
