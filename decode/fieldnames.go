package decode

import "slices"

// A fieldKind is the JSON type of a field.
type fieldKind string

const (
	kindNumber fieldKind = "integer"
	kindBool   fieldKind = "boolean"
	kindText   fieldKind = "string"
	kindPairs  fieldKind = "pairs" // an array of arrays of two numbers

	kindSigned  fieldKind = "signed"  // a number that may be negative
	kindDecimal fieldKind = "decimal" // a number that may have a fraction
	kindTexts   fieldKind = "texts"   // an array of strings
	kindNumbers fieldKind = "numbers" // an array of numbers
	kindItems   fieldKind = "items"   // an array of objects
)

// A fieldInfo describes a field of a layer.
type fieldInfo struct {
	name  string // with "answers[]." before it, of the objects of such an array
	kind  fieldKind
	about string
}

// A layerInfo describes a layer.
type layerInfo struct {
	layer  string
	about  string
	array  bool
	fields []fieldInfo
}

// layerFields are the layers that are known by value, and their fields.
// schema.json is made from it.
var layerFields = slices.Concat(packetFields, controlFields, applicationFields)

var packetFields = []layerInfo{
	{"frame", "the packet itself", false, []fieldInfo{
		{"number", kindNumber, "from 1 on"},
		{"time", kindText, "capture time in UTC, RFC 3339 with nanoseconds"},
		{"time_epoch", kindText, "seconds since the Unix epoch, with nanoseconds"},
		{"len", kindNumber, "bytes on the wire"},
		{"cap_len", kindNumber, "bytes captured"},
		{"interface_id", kindNumber, "index of the capturing interface"},
		{"encap", kindText, "link type, as libpcap names it"},
		{"direction", kindText, "in or out, where known"},
		{"packet_type", kindText, "the kernel's classification of the addressee: host, broadcast, multicast, otherhost or outgoing"},
		{"loss_before", kindBool, "packets were lost before this one"},
		{"lost", kindNumber, "how many, where known"},
		{"gso", kindBool, "a super-frame of several segments"},
		{"checksum", kindText, "what the kernel knows of the transport checksum: offloaded, left to the NIC, or verified"},
		{"vlan_stripped", kindBool, "the kernel had taken the VLAN tag out, which is restored"},
		{"rx_hash", kindNumber, "the kernel's flow hash"},
		{"time_source", kindText, "nic, where its clock gave the time and not the kernel's"},
		{"truncated_in", kindText, "the layer in which captured bytes ran out"},
		{"protocols", kindText, "the layers' names, with colons between"},
	}},
	{"eth", "Ethernet", false, []fieldInfo{
		{"dst", kindText, "destination address"},
		{"src", kindText, "source address"},
		{"type", kindNumber, "EtherType"},
		{"len", kindNumber, "length of an IEEE 802.3 payload"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"vlan", "IEEE 802.1Q tags, the outermost first", true, []fieldInfo{
		{"id", kindNumber, "VLAN identifier"},
		{"priority", kindNumber, "priority code point"},
		{"dei", kindBool, "drop eligible"},
		{"etype", kindNumber, "EtherType of what follows"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"llc", "IEEE 802.2 LLC", false, []fieldInfo{
		{"dsap", kindNumber, "destination service access point"},
		{"ssap", kindNumber, "source service access point"},
		{"control", kindNumber, "first byte of the control field"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"sll", "Linux cooked capture, version 1 or 2", false, []fieldInfo{
		{"pkttype", kindNumber, "where the packet went: PACKET_HOST and so on"},
		{"etype", kindNumber, "protocol, an EtherType or ETH_P_ number"},
		{"src_eth", kindText, "sender's address"},
		{"ifindex", kindNumber, "interface index, of version 2"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"null", "BSD loopback", false, []fieldInfo{
		{"family", kindNumber, "address family"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"pppoe", "PPP over Ethernet", false, []fieldInfo{
		{"code", kindNumber, "0 for a session's data"},
		{"session_id", kindNumber, "session"},
		{"payload_length", kindNumber, "length of the payload"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"ppp", "Point-to-Point Protocol", false, []fieldInfo{
		{"protocol", kindNumber, "protocol number"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"mpls", "MPLS label stack, the outermost first", true, []fieldInfo{
		{"label", kindNumber, "label"},
		{"exp", kindNumber, "traffic class"},
		{"bottom", kindBool, "bottom of the stack"},
		{"ttl", kindNumber, "time to live"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"arp", "ARP and RARP", false, []fieldInfo{
		{"hw_type", kindNumber, "hardware type"},
		{"proto_type", kindNumber, "protocol type, an EtherType"},
		{"hw_size", kindNumber, "length of hardware addresses"},
		{"proto_size", kindNumber, "length of protocol addresses"},
		{"opcode", kindNumber, "1 request, 2 reply"},
		{"src_hw_mac", kindText, "sender's MAC address"},
		{"dst_hw_mac", kindText, "target's MAC address"},
		{"src_proto_ipv4", kindText, "sender's IPv4 address"},
		{"dst_proto_ipv4", kindText, "target's IPv4 address"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"ip", "IPv4", false, []fieldInfo{
		{"version", kindNumber, "4"},
		{"hdr_len", kindNumber, "header length in bytes"},
		{"dsfield", kindNumber, "differentiated services field with ECN"},
		{"len", kindNumber, "total length"},
		{"id", kindNumber, "identification"},
		{"flags_rb", kindBool, "reserved bit"},
		{"flags_df", kindBool, "do not fragment"},
		{"flags_mf", kindBool, "more fragments"},
		{"frag_offset", kindNumber, "fragment offset in bytes"},
		{"ttl", kindNumber, "time to live"},
		{"proto", kindNumber, "protocol number"},
		{"checksum", kindNumber, "header checksum"},
		{"checksum_status", kindText, "good or bad"},
		{"src", kindText, "source address"},
		{"dst", kindText, "destination address"},
		{"options", kindText, "options in hex"},
		{"malformed", kindBool, "the header makes no sense"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"ipv6", "IPv6", false, []fieldInfo{
		{"version", kindNumber, "6"},
		{"tclass", kindNumber, "traffic class"},
		{"flow", kindNumber, "flow label"},
		{"plen", kindNumber, "payload length"},
		{"nxt", kindNumber, "next header"},
		{"hlim", kindNumber, "hop limit"},
		{"src", kindText, "source address"},
		{"dst", kindText, "destination address"},
		{"malformed", kindBool, "the header makes no sense"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"ipv6_ext", "IPv6 extension headers in order", true, []fieldInfo{
		{"type", kindText, "hopopts, dstopts, routing or fraghdr"},
		{"nxt", kindNumber, "next header"},
		{"len", kindNumber, "length in bytes"},
		{"offset", kindNumber, "fragment offset in bytes"},
		{"more", kindBool, "more fragments"},
		{"ident", kindNumber, "fragment identification"},
		{"routing_type", kindNumber, "routing type"},
		{"segleft", kindNumber, "segments left"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"ah", "IP Authentication Header", false, []fieldInfo{
		{"next_header", kindNumber, "protocol number of what follows"},
		{"length", kindNumber, "length in bytes"},
		{"spi", kindNumber, "security parameters index"},
		{"sequence", kindNumber, "sequence number"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"esp", "IP Encapsulating Security Payload", false, []fieldInfo{
		{"spi", kindNumber, "security parameters index"},
		{"sequence", kindNumber, "sequence number"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"tcp", "TCP", false, []fieldInfo{
		{"srcport", kindNumber, "source port"},
		{"dstport", kindNumber, "destination port"},
		{"len", kindNumber, "bytes of data"},
		{"seq", kindNumber, "sequence number, relative once the connection is known"},
		{"seq_raw", kindNumber, "sequence number"},
		{"ack", kindNumber, "acknowledgment number, relative once the connection is known"},
		{"ack_raw", kindNumber, "acknowledgment number"},
		{"hdr_len", kindNumber, "header length in bytes"},
		{"flags", kindNumber, "flags as bits"},
		{"flags_fin", kindBool, "FIN"},
		{"flags_syn", kindBool, "SYN"},
		{"flags_reset", kindBool, "RST"},
		{"flags_push", kindBool, "PSH"},
		{"flags_ack", kindBool, "ACK"},
		{"flags_urg", kindBool, "URG"},
		{"flags_ece", kindBool, "ECE"},
		{"flags_cwr", kindBool, "CWR"},
		{"flags_ae", kindBool, "AE"},
		{"flags_str", kindText, "flags as tcpdump's letters"},
		{"window_size_value", kindNumber, "window, unscaled"},
		{"checksum", kindNumber, "checksum"},
		{"checksum_status", kindText, "good, bad, unverified or offloaded"},
		{"urgent_pointer", kindNumber, "urgent pointer"},
		{"options_mss_val", kindNumber, "maximum segment size"},
		{"options_wscale_shift", kindNumber, "window scale"},
		{"options_sack_perm", kindBool, "SACK permitted"},
		{"options_timestamp_tsval", kindNumber, "timestamp value"},
		{"options_timestamp_tsecr", kindNumber, "timestamp echo reply"},
		{"options_sack", kindPairs, "left and right edges of SACK blocks"},
		{"malformed", kindBool, "the header or an option makes no sense"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"udp", "UDP", false, []fieldInfo{
		{"srcport", kindNumber, "source port"},
		{"dstport", kindNumber, "destination port"},
		{"length", kindNumber, "length with the header"},
		{"checksum", kindNumber, "checksum"},
		{"checksum_status", kindText, "good, bad, none, unverified or offloaded"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"icmp", "ICMP", false, []fieldInfo{
		{"type", kindNumber, "type"},
		{"code", kindNumber, "code"},
		{"checksum", kindNumber, "checksum"},
		{"checksum_status", kindText, "good, bad, unverified or offloaded"},
		{"ident", kindNumber, "identifier"},
		{"seq", kindNumber, "sequence number"},
		{"redir_gw", kindText, "gateway of a redirect"},
		{"mtu", kindNumber, "MTU of the next hop"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"icmpv6", "ICMPv6", false, []fieldInfo{
		{"type", kindNumber, "type"},
		{"code", kindNumber, "code"},
		{"checksum", kindNumber, "checksum"},
		{"checksum_status", kindText, "good, bad, unverified or offloaded"},
		{"echo_identifier", kindNumber, "identifier"},
		{"echo_sequence_number", kindNumber, "sequence number"},
		{"mtu", kindNumber, "MTU"},
		{"pointer", kindNumber, "offset of what is wrong"},
		{"nd_target_address", kindText, "target of neighbor discovery"},
		{"nd_rd_destination", kindText, "destination of a redirect"},
		{"nd_ra_cur_hop_limit", kindNumber, "hop limit to use"},
		{"nd_ra_flag_m", kindBool, "managed"},
		{"nd_ra_flag_o", kindBool, "other configuration"},
		{"nd_ra_router_lifetime", kindNumber, "seconds"},
		{"mld_multicast_address", kindText, "multicast group"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"igmp", "IGMP", false, []fieldInfo{
		{"type", kindNumber, "type"},
		{"max_resp", kindNumber, "maximum response time, as in the packet"},
		{"checksum", kindNumber, "checksum"},
		{"checksum_status", kindText, "good or bad"},
		{"maddr", kindText, "multicast group"},
		{"num_grp_recs", kindNumber, "group records of a version 3 report"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"sctp", "SCTP", false, []fieldInfo{
		{"srcport", kindNumber, "source port"},
		{"dstport", kindNumber, "destination port"},
		{"verification_tag", kindNumber, "verification tag"},
		{"checksum", kindNumber, "CRC32c"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"dccp", "DCCP", false, []fieldInfo{
		{"srcport", kindNumber, "source port"},
		{"dstport", kindNumber, "destination port"},
		{"ccval", kindNumber, "CCVal"},
		{"cscov", kindNumber, "checksum coverage"},
		{"checksum", kindNumber, "checksum"},
		{"type", kindNumber, "packet type"},
		{"seq", kindNumber, "sequence number"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"gre", "GRE", false, []fieldInfo{
		{"flags_and_version", kindNumber, "flags and version"},
		{"proto", kindNumber, "EtherType of what follows"},
		{"key", kindNumber, "key"},
		{"sequence_number", kindNumber, "sequence number"},
		{"ack_number", kindNumber, "acknowledgment number"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"vxlan", "VXLAN", false, []fieldInfo{
		{"flags", kindNumber, "flags"},
		{"vni", kindNumber, "network identifier"},
		{"truncated", kindBool, "not captured whole"},
	}},
	{"geneve", "Geneve", false, []fieldInfo{
		{"version", kindNumber, "version"},
		{"flags_oam", kindBool, "OAM packet"},
		{"flags_critical", kindBool, "critical options"},
		{"proto_type", kindNumber, "EtherType of what follows"},
		{"vni", kindNumber, "network identifier"},
		{"options_len", kindNumber, "length of options in bytes"},
		{"truncated", kindBool, "not captured whole"},
	}},
}
