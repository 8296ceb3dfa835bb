package decode

var tlsVersions = names{
	{0x0304, "1.3"}, {0x0303, "1.2"}, {0x0302, "1.1"}, {0x0301, "1.0"}, {0x0300, "SSL 3.0"},
}

// tlsHandshakes are of the IANA registry "TLS HandshakeType".
var tlsHandshakes = names{
	{tlsClientHello, "ClientHello"}, {tlsServerHello, "ServerHello"}, {0, "HelloRequest"}, {3, "HelloVerifyRequest"},
	{4, "NewSessionTicket"}, {5, "EndOfEarlyData"}, {6, "HelloRetryRequest"}, {8, "EncryptedExtensions"},
	{11, "Certificate"}, {12, "ServerKeyExchange"}, {13, "CertificateRequest"}, {14, "ServerHelloDone"},
	{15, "CertificateVerify"}, {16, "ClientKeyExchange"}, {20, "Finished"}, {21, "CertificateURL"},
	{22, "CertificateStatus"}, {23, "SupplementalData"}, {24, "KeyUpdate"}, {25, "CompressedCertificate"},
}

var tlsAlertLevels = names{{1, "warning"}, {2, "fatal"}}

// tlsAlerts are of the IANA registry "TLS Alerts".
var tlsAlerts = names{
	{0, "close_notify"}, {10, "unexpected_message"}, {20, "bad_record_mac"}, {21, "decryption_failed"},
	{22, "record_overflow"}, {30, "decompression_failure"}, {40, "handshake_failure"}, {41, "no_certificate"},
	{42, "bad_certificate"}, {43, "unsupported_certificate"}, {44, "certificate_revoked"}, {45, "certificate_expired"},
	{46, "certificate_unknown"}, {47, "illegal_parameter"}, {48, "unknown_ca"}, {49, "access_denied"},
	{50, "decode_error"}, {51, "decrypt_error"}, {52, "too_many_cids_requested"}, {60, "export_restriction"},
	{70, "protocol_version"}, {71, "insufficient_security"}, {80, "internal_error"}, {86, "inappropriate_fallback"},
	{90, "user_canceled"}, {100, "no_renegotiation"}, {109, "missing_extension"}, {110, "unsupported_extension"},
	{111, "certificate_unobtainable"}, {112, "unrecognized_name"}, {113, "bad_certificate_status_response"},
	{114, "bad_certificate_hash_value"}, {115, "unknown_psk_identity"}, {116, "certificate_required"},
	{120, "no_application_protocol"}, {121, "ech_required"},
}

// tlsExtensions are of the IANA registry "TLS ExtensionType Values".
var tlsExtensions = names{
	{tlsServerName, "server_name"}, {1, "max_fragment_length"}, {5, "status_request"}, {10, "supported_groups"},
	{11, "ec_point_formats"}, {13, "signature_algorithms"}, {14, "use_srtp"}, {15, "heartbeat"}, {tlsALPN, "alpn"},
	{18, "signed_certificate_timestamp"}, {19, "client_certificate_type"}, {20, "server_certificate_type"},
	{21, "padding"}, {22, "encrypt_then_mac"}, {23, "extended_master_secret"}, {24, "token_binding"},
	{27, "compress_certificate"}, {28, "record_size_limit"}, {34, "delegated_credential"}, {35, "session_ticket"},
	{41, "pre_shared_key"}, {42, "early_data"}, {tlsSupportedVersions, "supported_versions"}, {44, "cookie"},
	{45, "psk_key_exchange_modes"}, {47, "certificate_authorities"}, {48, "oid_filters"}, {49, "post_handshake_auth"},
	{50, "signature_algorithms_cert"}, {51, "key_share"}, {57, "quic_transport_parameters"},
	{17513, "application_settings"}, {0xfe0d, "encrypted_client_hello"}, {0xff01, "renegotiation_info"},
}

// tlsCiphers are the common ones of the IANA registry "TLS Cipher Suites".
var tlsCiphers = names{
	{0x1301, "AES_128_GCM_SHA256"}, {0x1302, "AES_256_GCM_SHA384"}, {0x1303, "CHACHA20_POLY1305_SHA256"},
	{0x1304, "AES_128_CCM_SHA256"}, {0x1305, "AES_128_CCM_8_SHA256"},
	{0xc02b, "ECDHE_ECDSA_AES_128_GCM_SHA256"}, {0xc02c, "ECDHE_ECDSA_AES_256_GCM_SHA384"},
	{0xc02f, "ECDHE_RSA_AES_128_GCM_SHA256"}, {0xc030, "ECDHE_RSA_AES_256_GCM_SHA384"},
	{0xcca8, "ECDHE_RSA_CHACHA20_POLY1305_SHA256"}, {0xcca9, "ECDHE_ECDSA_CHACHA20_POLY1305_SHA256"},
	{0xccaa, "DHE_RSA_CHACHA20_POLY1305_SHA256"}, {0x009e, "DHE_RSA_AES_128_GCM_SHA256"},
	{0x009f, "DHE_RSA_AES_256_GCM_SHA384"}, {0xc013, "ECDHE_RSA_AES_128_CBC_SHA"},
	{0xc014, "ECDHE_RSA_AES_256_CBC_SHA"}, {0xc009, "ECDHE_ECDSA_AES_128_CBC_SHA"},
	{0xc00a, "ECDHE_ECDSA_AES_256_CBC_SHA"}, {0xc027, "ECDHE_RSA_AES_128_CBC_SHA256"},
	{0xc028, "ECDHE_RSA_AES_256_CBC_SHA384"}, {0x009c, "RSA_AES_128_GCM_SHA256"}, {0x009d, "RSA_AES_256_GCM_SHA384"},
	{0x002f, "RSA_AES_128_CBC_SHA"}, {0x0035, "RSA_AES_256_CBC_SHA"}, {0x003c, "RSA_AES_128_CBC_SHA256"},
	{0x003d, "RSA_AES_256_CBC_SHA256"}, {0x0033, "DHE_RSA_AES_128_CBC_SHA"}, {0x0039, "DHE_RSA_AES_256_CBC_SHA"},
	{0x000a, "RSA_3DES_EDE_CBC_SHA"}, {0x00ff, "EMPTY_RENEGOTIATION_INFO_SCSV"}, {0x5600, "FALLBACK_SCSV"},
}
