package decode

// dnsFields are those of a DNS message, and of LLMNR's.
var dnsFields = sections([]fieldInfo{
	{"length", kindNumber, "length before the message, over TCP"},
	{"id", kindNumber, "transaction"},
	{"flags", kindNumber, "all flags"},
	{"flags_response", kindBool, "response"},
	{"flags_opcode", kindNumber, "opcode"},
	{"flags_authoritative", kindBool, "AA"},
	{"flags_truncated", kindBool, "TC"},
	{"flags_recdesired", kindBool, "RD"},
	{"flags_recavail", kindBool, "RA"},
	{"flags_authenticated", kindBool, "AD"},
	{"flags_checkdisable", kindBool, "CD"},
	{"flags_rcode", kindNumber, "response code, of a response"},
	{"count_queries", kindNumber, "questions"},
	{"count_answers", kindNumber, "answers"},
	{"count_auth_rr", kindNumber, "authority records"},
	{"count_add_rr", kindNumber, "additional records"},
	{"queries", kindItems, "questions"},
	{"queries[].qry_name", kindText, "name"},
	{"queries[].qry_type", kindNumber, "type"},
	{"queries[].qry_class", kindNumber, "class"},
	{"queries[].qry_qu", kindBool, "multicast DNS: answer by unicast"},
	{"truncated", kindBool, "not captured whole, or damaged"},
	{"text", kindText, "as tcpdump prints it"},
}, dnsRecordFields)

// dnsRecordFields are those of a resource record.
var dnsRecordFields = []fieldInfo{
	{"resp_name", kindText, "owner"},
	{"resp_type", kindNumber, "type"},
	{"resp_class", kindNumber, "class"},
	{"resp_ttl", kindNumber, "seconds to keep it"},
	{"resp_len", kindNumber, "length of the data"},
	{"resp_cache_flush", kindBool, "multicast DNS: replaces what is cached"},
	{"a", kindText, "IPv4 address"},
	{"aaaa", kindText, "IPv6 address"},
	{"ns", kindText, "name server"},
	{"cname", kindText, "canonical name"},
	{"dname", kindText, "redirection of names below"},
	{"ptr_domain_name", kindText, "name"},
	{"mx_preference", kindNumber, "preference"},
	{"mx_mail_exchange", kindText, "mail exchange"},
	{"txt", kindTexts, "strings"},
	{"srv_priority", kindNumber, "priority"},
	{"srv_weight", kindNumber, "weight"},
	{"srv_port", kindNumber, "port"},
	{"srv_target", kindText, "host"},
	{"soa_mname", kindText, "primary name server"},
	{"soa_rname", kindText, "mailbox"},
	{"soa_serial_number", kindNumber, "serial number"},
	{"soa_refresh_interval", kindNumber, "seconds"},
	{"soa_retry_interval", kindNumber, "seconds"},
	{"soa_expire_limit", kindNumber, "seconds"},
	{"soa_minimum_ttl", kindNumber, "seconds"},
	{"caa_flags", kindNumber, "flags"},
	{"caa_tag", kindText, "tag"},
	{"caa_value", kindText, "value"},
	{"ds_key_id", kindNumber, "key tag"},
	{"ds_algorithm", kindNumber, "algorithm"},
	{"ds_digest_type", kindNumber, "digest type"},
	{"ds_digest", kindText, "digest, in hex"},
	{"dnskey_flags", kindNumber, "flags"},
	{"dnskey_protocol", kindNumber, "3"},
	{"dnskey_algorithm", kindNumber, "algorithm"},
	{"dnskey_public_key", kindText, "key, in hex"},
	{"tlsa_certificate_usage", kindNumber, "usage"},
	{"tlsa_selector", kindNumber, "selector"},
	{"tlsa_matching_type", kindNumber, "matching type"},
	{"tlsa_certificate_association_data", kindText, "in hex"},
	{"svcb_svcpriority", kindNumber, "priority"},
	{"svcb_targetname", kindText, "target"},
	{"svcb_svcparam", kindText, "parameters, as zone files have them"},
	{"rr_udp_payload_size", kindNumber, "EDNS: largest datagram"},
	{"resp_ext_rcode", kindNumber, "EDNS: high bits of the response code"},
	{"resp_edns0_version", kindNumber, "EDNS version"},
	{"resp_z_do", kindBool, "EDNS: DNSSEC OK"},
	{"options", kindItems, "EDNS options"},
	{"options[].opt_code", kindNumber, "code"},
	{"options[].opt_len", kindNumber, "length"},
	{"options[].opt_data", kindText, "data, in hex"},
	{"data", kindText, "data of other types, as zone files have them"},
}

// sections returns the fields of a message and those of its three sections of
// records.
func sections(message, record []fieldInfo) []fieldInfo {
	for _, s := range [...][2]string{
		{"answers", "answer section"}, {"authorities", "authority section"}, {"additionals", "additional section"},
	} {
		message = append(message, fieldInfo{s[0], kindItems, s[1]})
		for _, f := range record {
			message = append(message, fieldInfo{s[0] + "[]." + f.name, f.kind, f.about})
		}
	}
	return message
}

// nbnsFields are those of a message of the NetBIOS name service.
var nbnsFields = sections([]fieldInfo{
	{"id", kindNumber, "transaction"},
	{"flags", kindNumber, "all flags"},
	{"flags_response", kindBool, "response"},
	{"flags_opcode", kindNumber, "opcode"},
	{"flags_broadcast", kindBool, "broadcast"},
	{"flags_rcode", kindNumber, "response code, of a response"},
	{"count_queries", kindNumber, "questions"},
	{"count_answers", kindNumber, "answers"},
	{"count_auth_rr", kindNumber, "authority records"},
	{"count_add_rr", kindNumber, "additional records"},
	{"queries", kindItems, "questions"},
	{"queries[].name", kindText, "name, suffix and scope"},
	{"queries[].type", kindNumber, "type"},
	{"queries[].class", kindNumber, "class"},
	{"truncated", kindBool, "not captured whole, or damaged"},
	{"text", kindText, "as tcpdump prints it"},
}, []fieldInfo{
	{"name", kindText, "name, suffix and scope"},
	{"type", kindNumber, "type"},
	{"class", kindNumber, "class"},
	{"ttl", kindNumber, "seconds"},
	{"addresses", kindItems, "whose the name is"},
	{"addresses[].nb_flags", kindNumber, "flags"},
	{"addresses[].addr", kindText, "IPv4 address"},
})
