package decode

// dnsOpcodes are the operations of a message, by opcode: none is printed for a
// plain query.
var dnsOpcodes = [16]string{
	"", " inv_q", " stat", " op3", " notify", " update", " op6", " op7",
	" op8", " updateA", " updateD", " updateDA", " updateM", " updateMA", " zoneInit", " zoneRef",
}

// dnsResponseCodes are the outcomes of a query, by response code. Two have no
// space before them in tcpdump's output.
var dnsResponseCodes = [...]string{
	"", " FormErr", " ServFail", " NXDomain", " NotImp", " Refused", " YXDomain", " YXRRSet",
	" NXRRSet", " NotAuth", " NotZone", " Resp11", " Resp12", " Resp13", " Resp14", " NoChange",
	" BadVers", "Resp17", " Resp18", " Resp19", " Resp20", "Resp21", " Resp22", " BadCookie",
}

// Classes, and the bits that multicast DNS takes from them: RFC 6762, 5.4 and
// 10.2.
const (
	dnsIN          = 1
	mdnsUnicast    = 0x8000
	mdnsCacheFlush = 0x8000
)

var dnsClasses = names{{dnsIN, "IN"}, {3, "CHAOS"}, {4, "HS"}, {255, "ANY"}}

// Record types that printing depends on.
const (
	dnsA     = 1
	dnsNS    = 2
	dnsCNAME = 5
	dnsSOA   = 6
	dnsPTR   = 12
	dnsMX    = 15
	dnsTXT   = 16
	dnsAAAA  = 28
	dnsSRV   = 33
	dnsA6    = 38
	dnsDNAME = 39
	dnsOPT   = 41
	dnsTSIG  = 250
	dnsURI   = 256
)

// dnsTypes are the types of records and questions: the IANA registry "Resource
// Record (RR) TYPEs".
var dnsTypes = names{
	{dnsA, "A"}, {dnsAAAA, "AAAA"}, {dnsPTR, "PTR"}, {65, "HTTPS"},
	{dnsCNAME, "CNAME"}, {dnsOPT, "OPT"}, {dnsSRV, "SRV"}, {dnsTXT, "TXT"},
	{dnsNS, "NS"}, {dnsSOA, "SOA"}, {dnsMX, "MX"}, {3, "MD"}, {4, "MF"},
	{7, "MB"}, {8, "MG"}, {9, "MR"}, {10, "NULL"}, {11, "WKS"}, {13, "HINFO"},
	{14, "MINFO"}, {17, "RP"}, {18, "AFSDB"}, {19, "X25"}, {20, "ISDN"},
	{21, "RT"}, {22, "NSAP"}, {23, "NSAP_PTR"}, {24, "SIG"}, {25, "KEY"},
	{26, "PX"}, {27, "GPOS"}, {29, "LOC"}, {30, "NXT"}, {31, "EID"},
	{32, "NIMLOC"}, {34, "ATMA"}, {35, "NAPTR"}, {36, "KX"}, {37, "CERT"},
	{dnsA6, "A6"}, {dnsDNAME, "DNAME"}, {40, "SINK"}, {42, "APL"}, {43, "DS"},
	{44, "SSHFP"}, {45, "IPSECKEY"}, {46, "RRSIG"}, {47, "NSEC"},
	{48, "DNSKEY"}, {49, "DHCID"}, {50, "NSEC3"}, {51, "NSEC3PARAM"},
	{52, "TLSA"}, {53, "SMIMEA"}, {55, "HIP"}, {56, "NINFO"}, {57, "RKEY"},
	{58, "TALINK"}, {59, "CDS"}, {60, "CDNSKEY"}, {61, "OPENPGPKEY"},
	{62, "CSYNC"}, {63, "ZONEMD"}, {64, "SVCB"}, {99, "SPF"}, {100, "UINFO"},
	{101, "UID"}, {102, "GID"}, {103, "UNSPEC"}, {104, "NID"}, {105, "L32"},
	{106, "L64"}, {107, "LP"}, {108, "EUI48"}, {109, "EUI64"}, {249, "TKEY"},
	{dnsTSIG, "TSIG"}, {251, "IXFR"}, {252, "AXFR"}, {253, "MAILB"},
	{254, "MAILA"}, {255, "ANY"}, {dnsURI, "URI"}, {257, "CAA"}, {258, "AVC"},
	{259, "DOA"}, {260, "AMTRELAY"}, {32768, "TA"}, {32769, "DLV"},
}
