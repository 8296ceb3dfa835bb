package decode

// Options that printing depends on: RFC 2132 and the IANA registry "BOOTP Vendor
// Extensions and DHCP Options".
const (
	bootpPad            = 0
	bootpNetBIOSNode    = 46
	bootpOverload       = 52
	bootpMessageType    = 53
	bootpParameters     = 55
	bootpClientID       = 61
	bootpUserClass      = 77
	bootpClientFQDN     = 81
	bootpAgent          = 82
	bootpIPv6Only       = 108
	bootpRoutes         = 121
	bootpSZTPRedirect   = 143
	bootpRoutesMS       = 249
	bootpEnd            = 255
	bootpUnknownOption  = "Unknown"
	bootpFlagBroadcast  = 0x8000
	bootpMessageTypeLen = 1
)

// A bootpForm is how an option's bytes are printed.
type bootpForm uint8

const (
	formBySize    bootpForm = iota // of an unknown option: by its length
	formBytes                      // decimal bytes
	formShorts                     // 16-bit numbers
	formLongs                      // 32-bit numbers
	formSigned                     // signed 32-bit numbers
	formAddresses                  // IPv4 addresses
	formPairs                      // pairs of IPv4 addresses
	formText
	formBool
	formSpecial // by bootpSpecial
)

// A bootpOption is what is known of an option.
type bootpOption struct {
	name string
	form bootpForm
}

// bootpOptions are the known options by their code.
var bootpOptions = [256]bootpOption{
	bootpPad:          {"PAD", formBytes},
	1:                 {"Subnet-Mask", formAddresses},
	2:                 {"Time-Zone", formSigned},
	3:                 {"Default-Gateway", formAddresses},
	4:                 {"Time-Server", formAddresses},
	5:                 {"IEN-Name-Server", formAddresses},
	6:                 {"Domain-Name-Server", formAddresses},
	7:                 {"LOG", formAddresses},
	8:                 {"CS", formAddresses},
	9:                 {"LPR-Server", formAddresses},
	10:                {"IM", formAddresses},
	11:                {"RL", formAddresses},
	12:                {"Hostname", formText},
	13:                {"BS", formShorts},
	14:                {"DP", formText},
	15:                {"Domain-Name", formText},
	16:                {"SS", formAddresses},
	17:                {"RP", formText},
	18:                {"EP", formText},
	19:                {"IPF", formBool},
	20:                {"SRT", formBool},
	21:                {"PF", formPairs},
	22:                {"RSZ", formShorts},
	23:                {"TTL", formBytes},
	24:                {"MTU-Timeout", formLongs},
	25:                {"MTU-Table", formShorts},
	26:                {"MTU", formShorts},
	27:                {"LSN", formBool},
	28:                {"BR", formAddresses},
	29:                {"MD", formBool},
	30:                {"MS", formBool},
	31:                {"Router-Discovery", formBool},
	32:                {"RSA", formAddresses},
	33:                {"Static-Route", formPairs},
	34:                {"UT", formBool},
	35:                {"AT", formLongs},
	36:                {"IE", formBool},
	37:                {"TT", formBytes},
	38:                {"KI", formLongs},
	39:                {"KG", formBool},
	40:                {"YD", formText},
	41:                {"YS", formAddresses},
	42:                {"NTP", formAddresses},
	43:                {"Vendor-Option", formBytes},
	44:                {"Netbios-Name-Server", formAddresses},
	45:                {"WDD", formAddresses},
	bootpNetBIOSNode:  {"Netbios-Node", formSpecial},
	47:                {"Netbios-Scope", formText},
	48:                {"XFS", formAddresses},
	49:                {"XDM", formAddresses},
	50:                {"Requested-IP", formAddresses},
	51:                {"Lease-Time", formLongs},
	bootpOverload:     {"OO", formSpecial},
	bootpMessageType:  {"DHCP-Message", formBytes},
	54:                {"Server-ID", formAddresses},
	bootpParameters:   {"Parameter-Request", formSpecial},
	56:                {"MSG", formText},
	57:                {"MSZ", formShorts},
	58:                {"RN", formLongs},
	59:                {"RB", formLongs},
	60:                {"Vendor-Class", formText},
	bootpClientID:     {"Client-ID", formSpecial},
	64:                {"N+D", formShorts},
	65:                {"N+S", formAddresses},
	66:                {"TFTP", formText},
	67:                {"BF", formText},
	68:                {"MH", formAddresses},
	69:                {"SMTP", formAddresses},
	70:                {"POP3", formAddresses},
	71:                {"NNTP", formAddresses},
	72:                {"WWW", formAddresses},
	73:                {"FG", formAddresses},
	74:                {"IRC", formAddresses},
	75:                {"STS", formAddresses},
	76:                {"STDA", formAddresses},
	bootpUserClass:    {"User-Class", formSpecial},
	78:                {"SLP-DA", formBytes},
	79:                {"SLP-SCOPE", formBytes},
	80:                {"SLP-NA", formText},
	bootpClientFQDN:   {"FQDN", formSpecial},
	bootpAgent:        {"Agent-Information", formSpecial},
	83:                {"ARMT", formBytes},
	88:                {"TZSTR", formText},
	89:                {"FQDNS", formBytes},
	90:                {"AUTH", formBytes},
	91:                {"Last-Transaction-Time", formLongs},
	92:                {"Associated-IP", formAddresses},
	93:                {"ARCH", formShorts},
	94:                {"NDI", formBytes},
	95:                {"LDAP", formText},
	97:                {"GUID", formBytes},
	98:                {"UAP", formText},
	100:               {"POSIX-TZ", formText},
	101:               {"TZ-Name", formText},
	bootpIPv6Only:     {"IPv6-Only-Preferred", formSpecial},
	112:               {"NI", formAddresses},
	113:               {"NITAG", formText},
	114:               {"URL", formText},
	116:               {"Auto-Configure", formBool},
	117:               {"NSSEARCH", formShorts},
	118:               {"SUBNET", formAddresses},
	bootpRoutes:       {"Classless-Static-Route", formSpecial},
	bootpSZTPRedirect: {"SZTP-Redirect", formSpecial},
	150:               {"TFTP-Server-Address", formAddresses},
	161:               {"MUD-URL", formText},
	bootpRoutesMS:     {"Classless-Static-Route-Microsoft", formSpecial},
	bootpEnd:          {"END", formBytes},
}

// bootpMessages are the types of DHCP messages.
var bootpMessages = names{
	{1, "Discover"}, {2, "Offer"}, {3, "Request"}, {4, "Decline"}, {5, "ACK"}, {6, "NACK"},
	{7, "Release"}, {8, "Inform"},
	{10, "LeaseQuery"}, {11, "LeaseUnassigned"}, {12, "LeaseUnknown"}, {13, "LeaseActive"}, // RFC 4388
}

// bootpHardware are hardware types of a client identifier.
var bootpHardware = names{
	{1, "ether"}, {6, "ieee802"}, {7, "arcnet"}, {15, "frelay"}, {23, "strip"}, {24, "ieee1394"},
}

// bootpAgentSuboptions are what a relay agent adds: RFC 3046 and RFC 3993.
var bootpAgentSuboptions = names{{1, "Circuit-ID"}, {2, "Remote-ID"}, {6, "Subscriber-ID"}}

// bootpNodeTypes are the ways of NetBIOS to find names: RFC 2132, 8.7.
var bootpNodeTypes = names{{1, "b-node"}, {2, "p-node"}, {4, "m-node"}, {8, "h-node"}}

// bootpOverloads are the fields that hold options too: RFC 2132, 9.3.
var bootpOverloads = names{{1, "file"}, {2, "sname"}, {3, "file+sname"}}

// bootpFQDNFlags are flags of the client's name: RFC 4702, 2.1.
var bootpFQDNFlags = names{{1, "S"}, {2, "O"}, {4, "E"}, {8, "N"}}
