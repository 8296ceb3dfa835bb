package decode

// Payload types of IKE: RFC 2408, 3.1, and RFC 7296, 3.2.
const (
	ikeNone     = 0
	ikeSA       = 1
	ikeProposal = 2
	ikeTransf   = 3
	ikeKE       = 4
	ikeID       = 5
	ikeCert     = 6
	ikeCertReq  = 7
	ikeHash     = 8
	ikeSig      = 9
	ikeNonce    = 10
	ikeNotify   = 11
	ikeDelete   = 12
	ikeVendor   = 13

	ikev2SA      = 33
	ikev2KE      = 34
	ikev2IDi     = 35
	ikev2IDr     = 36
	ikev2Cert    = 37
	ikev2CertReq = 38
	ikev2Auth    = 39
	ikev2Nonce   = 40
	ikev2Notify  = 41
	ikev2Delete  = 42
	ikev2Vendor  = 43
	ikev2TSi     = 44
	ikev2TSr     = 45
	ikev2Encr    = 46
	ikev2Config  = 47
	ikev2EAP     = 48
)

var ikePayloads = []string{"none", "sa", "p", "t", "ke", "id", "cert", "cr", "hash", "sig", "nonce", "n", "d", "vid",
	"pay14", "pay15", "pay16", "pay17", "pay18", "pay19", "pay20", "pay21", "pay22", "pay23", "pay24", "pay25",
	"pay26", "pay27", "pay28", "pay29", "pay30", "pay31", "pay32", "v2sa", "v2ke", "v2IDi", "v2IDr", "v2cert",
	"v2cr", "v2auth", "v2nonce", "v2n", "v2d", "v2vid", "v2TSi", "v2TSr", "v2e", "v2cp", "v2eap"}

// ikeExchanges are the kinds of exchange: RFC 2408, 3.1; RFC 2409, 5; RFC 7296,
// 3.1.
var ikeExchanges = []string{0: "none", "base", "ident", "auth", "agg", "inf", 32: "oakley-quick", "oakley-newgroup",
	"ikev2_init", "ikev2_auth", "child_sa", "inf2"}

var ikeProtocols = []string{1: "isakmp", "ipsec-ah", "ipsec-esp", "ipcomp"}

// Transforms, by the protocol that they are for: RFC 2407, 4.4.
var (
	ikeKeyTransforms  = []string{1: "ike"}
	ikeAHTransforms   = []string{1: "(reserved)", "md5", "sha", "1des", "sha2-256", "sha2-384", "sha2-512"}
	ikeESPTransforms  = []string{1: "1des-iv64", "1des", "3des", "rc5", "idea", "cast", "blowfish", "3idea", "1des-iv32", "rc4", "null", "aes"}
	ikeCompTransforms = []string{1: "oui", "deflate", "lzs"}
)

// Transforms of IKEv2, by their type: RFC 7296, 3.3.2.
var (
	ikev2TransformTypes = []string{1: "encr", "prf", "integ", "dh", "esn"}
	ikev2PRFs           = []string{1: "hmac-md5", "hmac-sha", "hmac-tiger", "aes128_xcbc"}
	ikev2Integrities    = []string{1: "hmac-md5", "hmac-sha", "dec-mac", "kpdk-md5", "aes-xcbc"}
	ikev2ESNs           = []string{"no-esn", "esn"}
)

var ikeGroups = []string{1: "modp768", "modp1024", "EC2N 2^155", "EC2N 2^185", "modp1536", "iana-grp06", "iana-grp07",
	"iana-grp08", "iana-grp09", "iana-grp10", "iana-grp11", "iana-grp12", "iana-grp13", "modp2048", "modp3072",
	"modp4096", "modp6144", "modp8192"}

// An ikeAttribute is a kind of attribute of a transform and the names of its
// values.
type ikeAttribute struct {
	name   string
	values []string
}

// ikeOakleyAttributes are attributes of phase 1: RFC 2409, appendix A. Of groups
// the last has no name in tcpdump's output.
var ikeOakleyAttributes = []ikeAttribute{
	1:  {"enc", []string{1: "1des", "idea", "blowfish", "rc5", "3des", "cast", "aes"}},
	2:  {"hash", []string{1: "md5", "sha1", "tiger", "sha2-256", "sha2-384", "sha2-512"}},
	3:  {"auth", []string{1: "preshared", "dss", "rsa sig", "rsa enc", "rsa enc revised"}},
	4:  {"group desc", ikeGroups[:18]},
	5:  {"group type", []string{1: "MODP", "ECP", "EC2N"}},
	6:  {"group prime", nil},
	7:  {"group gen1", nil},
	8:  {"group gen2", nil},
	9:  {"group curve A", nil},
	10: {"group curve B", nil},
	11: {"lifetype", []string{1: "sec", "kb"}},
	12: {"lifeduration", nil},
	13: {"prf", nil},
	14: {"keylen", nil},
	15: {"field", nil},
	16: {"order", nil},
}

// ikeIPsecAttributes are attributes of phase 2: RFC 2407, 4.5.
var ikeIPsecAttributes = []ikeAttribute{
	1: {"lifetype", []string{1: "sec", "kb"}},
	2: {"life", nil},
	3: {"group desc", ikeGroups[:18]},
	4: {"enc mode", []string{1: "tunnel", "transport"}},
	5: {"auth", []string{1: "hmac-md5", "hmac-sha1", "1des-mac", "keyed"}},
	6: {"keylen", nil},
	7: {"rounds", nil},
	8: {"dictsize", nil},
	9: {"privalg", nil},
}

var ikev2EncrAttributes = []ikeAttribute{14: {"keylen", nil}}

var (
	// ikeIDTypes are of RFC 2407, 4.6.2.1.
	ikeIDTypes = []string{1: "IPv4", "FQDN", "user FQDN", "IPv4net", "IPv6", "IPv6net", "IPv4range", "IPv6range",
		"ASN1 DN", "ASN1 GN", "keyid"}
	ikeCertTypes = []string{"none", "pkcs7", "pgp", "dns", "x509sign", "x509ke", "kerberos", "crl", "arl", "spki", "x509attr"}

	// Notify messages: RFC 2408, 3.14.1, and RFC 2407, 4.6.3.
	ikeErrors = []string{1: "INVALID-PAYLOAD-TYPE", "DOI-NOT-SUPPORTED", "SITUATION-NOT-SUPPORTED", "INVALID-COOKIE",
		"INVALID-MAJOR-VERSION", "INVALID-MINOR-VERSION", "INVALID-EXCHANGE-TYPE", "INVALID-FLAGS",
		"INVALID-MESSAGE-ID", "INVALID-PROTOCOL-ID", "INVALID-SPI", "INVALID-TRANSFORM-ID",
		"ATTRIBUTES-NOT-SUPPORTED", "NO-PROPOSAL-CHOSEN", "BAD-PROPOSAL-SYNTAX", "PAYLOAD-MALFORMED",
		"INVALID-KEY-INFORMATION", "INVALID-ID-INFORMATION", "INVALID-CERT-ENCODING", "INVALID-CERTIFICATE",
		"CERT-TYPE-UNSUPPORTED", "INVALID-CERT-AUTHORITY", "INVALID-HASH-INFORMATION", "AUTHENTICATION-FAILED",
		"INVALID-SIGNATURE", "ADDRESS-NOTIFICATION", "NOTIFY-SA-LIFETIME", "CERTIFICATE-UNAVAILABLE",
		"UNSUPPORTED-EXCHANGE-TYPE", "UNEQUAL-PAYLOAD-LENGTHS"}
	ikeIPsecErrors   = []string{"RESERVED"}
	ikeStatuses      = []string{"CONNECTED"}
	ikeIPsecStatuses = []string{"RESPONDER-LIFETIME", "REPLAY-STATUS", "INITIAL-CONTACT"}

	ikev2AuthMethods = []string{"invalid", "rsasig", "shared-secret", "dsssig"}
)

// An ikev2Notice is a kind of notification of IKEv2: its name, and whether the
// SPI belongs to what it tells.
type ikev2Notice struct {
	value int
	name  string
	spi   bool
}

const ikev2Cookie = 16390

// ikev2Notices are the IANA registries "IKEv2 Notify Message Error Types" and
// "IKEv2 Notify Message Status Types".
var ikev2Notices = []ikev2Notice{
	{1, "unsupported_critical_payload", false},
	{4, "invalid_ike_spi", true},
	{5, "invalid_major_version", false},
	{7, "invalid_syntax", true},
	{9, "invalid_message_id", true},
	{11, "invalid_spi", true},
	{14, "no_proposal_chosen", true},
	{17, "invalid_ke_payload", true},
	{24, "authentication_failed", true},
	{34, "single_pair_required", true},
	{35, "no_additional_sas", false},
	{36, "internal_address_failure", false},
	{37, "failed_cp_required", false},
	{38, "ts_unacceptable", false},
	{39, "invalid_selectors", false},
	{40, "unacceptable_addresses", false},
	{41, "unexpected_nat_detected", false},
	{42, "use_assigned_hoa", false},
	{43, "temporary_failure", false},
	{44, "child_sa_not_found", false},
	{45, "invalid_group_id", false},
	{46, "authorization_failed", false},
	{47, "state_not_found", false},
	{16384, "initial_contact", false},
	{16385, "set_window_size", false},
	{16386, "additional_ts_possible", false},
	{16387, "ipcomp_supported", false},
	{16388, "nat_detection_source_ip", true},
	{16389, "nat_detection_destination_ip", true},
	{ikev2Cookie, "cookie", true},
	{16391, "use_transport_mode", false},
	{16392, "http_cert_lookup_supported", false},
	{16393, "rekey_sa", true},
	{16394, "tfc_padding_not_supported", false},
	{16395, "non_first_fragment_also", false},
	{16396, "mobike_supported", false},
	{16397, "additional_ip4_address", false},
	{16398, "additional_ip6_address", false},
	{16399, "no_additional_addresses", false},
	{16400, "update_sa_addresses", false},
	{16401, "cookie2", false},
	{16402, "no_nats_allowed", false},
	{16403, "auth_lifetime", false},
	{16404, "multiple_auth_supported", false},
	{16405, "another_auth_follows", false},
	{16406, "redirect_supported", false},
	{16407, "redirect", false},
	{16408, "redirected_from", false},
	{16409, "ticket_lt_opaque", false},
	{16410, "ticket_request", false},
	{16411, "ticket_ack", false},
	{16412, "ticket_nack", false},
	{16413, "ticket_opaque", false},
	{16414, "link_id", false},
	{16415, "use_wesp_mode", false},
	{16416, "rohc_supported", false},
	{16417, "eap_only_authentication", false},
	{16418, "childless_ikev2_supported", false},
	{16419, "quick_crash_detection", false},
	{16420, "ikev2_message_id_sync_supported", false},
	{16421, "ipsec_replay_counter_sync_supported", false},
	{16422, "ikev2_message_id_sync", false},
	{16423, "ipsec_replay_counter_sync", false},
	{16424, "secure_password_methods", false},
	{16425, "psk_persist", false},
	{16426, "psk_confirm", false},
	{16427, "erx_supported", false},
	{16428, "ifom_capability", false},
	{16429, "sender_request_id", false},
	{16430, "ikev2_fragmentation_supported", false},
	{16431, "signature_hash_algorithms", false},
	{16432, "clone_ike_sa_supported", false},
	{16433, "clone_ike_sa", false},
	{16434, "puzzle", false},
	{16435, "use_ppk", false},
	{16436, "ppk_identity", false},
	{16437, "no_ppk_auth", false},
	{16438, "intermediate_exchange_supported", false},
	{16439, "ip4_allowed", false},
	{16440, "ip6_allowed", false},
	{16441, "additional_key_exchange", false},
	{16442, "use_aggfrag", false},
}
