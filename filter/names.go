package filter

// EtherTypes and 802.2 service access points. A value up to maxLength in the
// type field of an Ethernet frame is a length instead (IEEE 802.3 3.2.6), and
// the frame has an 802.2 header; so a protocol up to maxLength stands for a
// SAP.
const (
	etherIPv4       = 0x0800
	etherARP        = 0x0806
	etherRARP       = 0x8035
	etherIPv6       = 0x86dd
	etherDECnet     = 0x6003
	etherLAT        = 0x6004
	etherMOPDL      = 0x6001
	etherMOPRC      = 0x6002
	etherSCA        = 0x6007
	etherAppleTalk  = 0x809b
	etherAARP       = 0x80f3
	etherIPX        = 0x8137
	etherXNS        = 0x0600
	etherLoopback   = 0x9000
	etherSlow       = 0x8809
	etherMPLS       = 0x8847
	etherVLAN       = 0x8100 // IEEE 802.1Q customer tag
	etherServiceTag = 0x88a8 // IEEE 802.1Q service tag, "802.1ad"
	etherQinQ       = 0x9100 // a service tag before it was standardised
	etherPPPoED     = 0x8863
	etherPPPoES     = 0x8864
	etherBridging   = 0x6558 // transparent Ethernet bridging: an Ethernet frame follows

	maxLength = 1500

	sapIP      = 0x06
	sapSTP     = 0x42
	sapSNAP    = 0xaa
	sapIPX     = 0xe0
	sapNetBEUI = 0xf0
	sapISO     = 0xfe
)

// etherProtocols are the names that "ether proto" knows by EtherType.
var etherProtocols = map[string]uint32{
	"aarp": etherAARP, "arp": etherARP, "atalk": etherAppleTalk, "decnet": etherDECnet,
	"ip": etherIPv4, "ip6": etherIPv6, "lat": etherLAT, "loopback": etherLoopback,
	"mopdl": etherMOPDL, "moprc": etherMOPRC, "rarp": etherRARP, "sca": etherSCA, "slow": etherSlow,
}

// saps are the names that "ether proto" knows by 802.2 SAP.
var saps = map[string]uint32{"iso": sapISO, "stp": sapSTP, "ipx": sapIPX, "netbeui": sapNetBEUI}

// IP protocol numbers (IANA).
const (
	ipHopByHop    = 0
	ipICMP        = 1
	ipIGMP        = 2
	ipTCP         = 6
	ipIGRP        = 9
	ipUDP         = 17
	ipRouting     = 43
	ipFragment    = 44
	ipESP         = 50
	ipAH          = 51
	ipICMPv6      = 58
	ipNone        = 59
	ipDestination = 60
	ipPIM         = 103
	ipVRRP        = 112
	ipSCTP        = 132
)

// Network layer protocol identifiers (ISO/IEC TR 9577).
const (
	nlpidCLNP = 0x81
	nlpidESIS = 0x82
	nlpidISIS = 0x83
)

var isoProtocols = map[string]uint32{"clnp": nlpidCLNP, "esis": nlpidESIS, "isis": nlpidISIS}

// isisTypeMask is the part of an IS-IS header's fifth byte that is the PDU type
// (ISO/IEC 10589 9.5); the other bits are reserved.
const isisTypeMask = 0x1f

// isisTypes are the PDU types that each IS-IS term means.
var isisTypes = map[word][]uint32{
	"l1":   {26, 24, 18, 15, 17},
	"l2":   {27, 25, 20, 16, 17},
	"iih":  {17, 16, 15},
	"lsp":  {20, 18},
	"snp":  {27, 26, 24, 25},
	"csnp": {25, 24},
	"psnp": {27, 26},
}

// llcTypes are the 802.2 control fields (ISO/IEC 8802-2 5.4): the value under
// the mask.
var llcTypes = map[string]struct {
	value, mask uint32
	clear       bool
}{
	"i": {mask: 0x01, clear: true},
	"s": {value: 0x01, mask: 0x03},
	"u": {value: 0x03, mask: 0x03},

	"rr":  {value: 0x01, mask: 0x0f},
	"rnr": {value: 0x05, mask: 0x0f},
	"rej": {value: 0x09, mask: 0x0f},

	"ui":    {value: 0x03, mask: 0xef},
	"ua":    {value: 0x63, mask: 0xef},
	"disc":  {value: 0x43, mask: 0xef},
	"dm":    {value: 0x0f, mask: 0xef},
	"sabme": {value: 0x6f, mask: 0xef},
	"test":  {value: 0xe3, mask: 0xef},
	"xid":   {value: 0xaf, mask: 0xef},
	"frmr":  {value: 0x87, mask: 0xef},
}

// pfReasons are the reason codes of pf(4), PFRES_* of net/pfvar.h.
var pfReasons = map[string]uint32{
	"match": 0, "bad-offset": 1, "fragment": 2, "short": 3, "normalize": 4, "memory": 5,
	"bad-timestamp": 6, "congestion": 7, "ip-option": 8, "proto-cksum": 9,
	"state-mismatch": 10, "state-insert": 11, "state-limit": 12, "src-limit": 13, "synproxy": 14,
}

// pfActions are the actions of pf(4), PF_* of net/pfvar.h.
var pfActions = map[string]uint32{
	"pass": 0, "accept": 0, "drop": 1, "block": 1, "scrub": 2, "noscrub": 3,
	"nat": 4, "nonat": 5, "binat": 6, "nobinat": 7, "rdr": 8, "nordr": 9, "synproxy-drop": 10,
}
