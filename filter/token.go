package filter

import "fmt"

// A span is a part of the expression's text as byte offsets.
type span struct{ pos, end int }

// to returns the span from the start of s to the end of t.
func (s span) to(t span) span { return span{s.pos, t.end} }

// A tokenKind is what a token is to the grammar. Keywords are tokWord; which
// one, the token's word says.
type tokenKind uint8

const (
	tokEOF    tokenKind = iota
	tokError            // a malformed token; token.text says why
	tokWord             // a keyword
	tokSymbol           // an operator or a bracket; which one, the token's word says
	tokNumber           // 80, 0x50, 0120, tcp-syn
	tokName             // www, foo.example.com, 20-25, \tcp
	tokIPv4             // 1.2, 1.2.3 or 1.2.3.4
	tokIPv6             // fe80::1
	tokMAC              // 00:0c:29:01:02:03 in any of its spellings
	tokARCnet           // $0e
)

// A word is a keyword in its first spelling ("link" for "ether", "fddi" and so
// on) or a symbol in its first spelling ("and" for "&&").
type word string

// A token is one lexical element.
type token struct {
	span
	kind tokenKind
	word word   // tokWord, tokSymbol
	text string // as written; the name without its backslash for \name; the reason for tokError
	num  uint32 // tokNumber
	code Code   // tokError
}

// String describes the token for an error message.
func (t token) String() string {
	if t.kind == tokEOF {
		return "the end of the expression"
	}
	return fmt.Sprintf("%q", t.text)
}

// A class is what the grammar lets a keyword do.
type class uint8

const (
	classOther     class = iota
	classProto           // ip, tcp, ...: a protocol, as a term or as the qualifier of one
	classDirection       // src, dst, addr1, ...
	classType            // host, net, port, portrange
	classATMType         // metac, bcc, ...: a term
	classATMField        // vpi, vci: compared with values
	classMTP2Type        // fisu, ...: a term
	classMTP3Field       // sio, ...: compared with values
	classTerm            // a term without operands: inbound, pppoed, ...
	classTunnel          // vlan, mpls, ...: a term with an optional number
)

// keywords maps each spelling to its keyword. Letter case matters: TCP is a
// host name.
var keywords = map[string]word{
	"ether": "link", "fddi": "link", "ppp": "link", "slip": "link", "tr": "link", "wlan": "link",
	"es-is": "esis", "is-is": "isis",
	"direction": "dir", "length": "len",
	"address1": "addr1", "address2": "addr2", "address3": "addr3", "address4": "addr4",
	"on": "ifname", "ruleset": "rset", "rulenum": "rnr", "subrulenum": "srnr", "lsu": "lssu",
}

// classes maps each keyword to its class.
var classes = map[word]class{}

func init() {
	for c, words := range map[class][]word{
		classProto: {
			"link", "ip", "arp", "rarp", "sctp", "tcp", "udp", "icmp", "igmp", "igrp", "pim", "vrrp", "carp",
			"radio", "ip6", "icmp6", "ah", "esp", "atalk", "aarp", "decnet", "lat", "sca", "moprc", "mopdl",
			"iso", "esis", "isis", "clnp", "l1", "l2", "iih", "lsp", "snp", "csnp", "psnp", "stp", "ipx", "netbeui",
		},
		classDirection: {"src", "dst", "addr1", "addr2", "addr3", "addr4", "ra", "ta"},
		classType:      {"host", "net", "port", "portrange"},
		classATMType:   {"lane", "metac", "bcc", "oamf4ec", "oamf4sc", "sc", "ilmic", "oam", "oamf4", "connectmsg", "metaconnect"},
		classATMField:  {"vpi", "vci"},
		classMTP2Type:  {"fisu", "lssu", "msu", "hfisu", "hlssu", "hmsu"},
		classMTP3Field: {"sio", "opc", "dpc", "sls", "hsio", "hopc", "hdpc", "hsls"},
		classTerm:      {"inbound", "outbound", "pppoed"},
		classTunnel:    {"vlan", "mpls", "pppoes", "geneve", "vxlan"},
		classOther: {
			"and", "or", "not", "mask", "proto", "protochain", "gateway", "type", "subtype", "dir",
			"less", "greater", "byte", "broadcast", "multicast", "len", "llc", "ifindex",
			"ifname", "rset", "rnr", "srnr", "reason", "action",
		},
	} {
		for _, w := range words {
			classes[w] = c
			keywords[string(w)] = w
		}
	}
}

// constants are the names that stand for numbers: offsets of header fields and
// the values that go into them.
var constants = map[string]uint32{
	"icmptype": 0, "icmpcode": 1,
	"icmp-echoreply": 0, "icmp-unreach": 3, "icmp-sourcequench": 4, "icmp-redirect": 5, "icmp-echo": 8,
	"icmp-routeradvert": 9, "icmp-routersolicit": 10, "icmp-timxceed": 11, "icmp-paramprob": 12,
	"icmp-tstamp": 13, "icmp-tstampreply": 14, "icmp-ireq": 15, "icmp-ireqreply": 16,
	"icmp-maskreq": 17, "icmp-maskreply": 18,

	"icmp6type": 0, "icmp6code": 1,
	"icmp6-destinationunreach": 1, "icmp6-packettoobig": 2, "icmp6-timeexceeded": 3, "icmp6-parameterproblem": 4,
	"icmp6-echo": 128, "icmp6-echoreply": 129,
	"icmp6-multicastlistenerquery": 130, "icmp6-multicastlistenerreportv1": 131, "icmp6-multicastlistenerdone": 132,
	"icmp6-routersolicit": 133, "icmp6-routeradvert": 134, "icmp6-neighborsolicit": 135, "icmp6-neighboradvert": 136,
	"icmp6-redirect": 137, "icmp6-routerrenum": 138,
	"icmp6-nodeinformationquery": 139, "icmp6-nodeinformationresponse": 140,
	"icmp6-ineighbordiscoverysolicit": 141, "icmp6-ineighbordiscoveryadvert": 142,
	"icmp6-multicastlistenerreportv2": 143,
	"icmp6-homeagentdiscoveryrequest": 144, "icmp6-homeagentdiscoveryreply": 145,
	"icmp6-mobileprefixsolicit": 146, "icmp6-mobileprefixadvert": 147,
	"icmp6-certpathsolicit": 148, "icmp6-certpathadvert": 149,
	"icmp6-multicastrouteradvert": 151, "icmp6-multicastroutersolicit": 152, "icmp6-multicastrouterterm": 153,

	"tcpflags": 13,
	"tcp-fin":  0x01, "tcp-syn": 0x02, "tcp-rst": 0x04, "tcp-push": 0x08,
	"tcp-ack": 0x10, "tcp-urg": 0x20, "tcp-ece": 0x40, "tcp-cwr": 0x80,
}
