package decode

// EAP codes and types: RFC 3748, 4 and 5, and the IANA registry "Extensible
// Authentication Protocol (EAP) Registry".
const (
	eapRequest  = 1
	eapResponse = 2

	eapIdentity     = 1
	eapNotification = 2
	eapNak          = 3
	eapTLS          = 13
	eapSIM          = 18
	eapTTLS         = 21
	eapAKA          = 23
	eapFAST         = 43
)

var (
	eapCodes = names{{eapRequest, "Request"}, {eapResponse, "Response"}, {3, "Success"}, {4, "Failure"}}

	eapTypes = names{
		{0, "No proposed"},
		{eapIdentity, "Identity"},
		{eapNotification, "Notification"},
		{eapNak, "Nak"},
		{4, "MD5-challenge"},
		{5, "OTP"},
		{6, "GTC"},
		{eapTLS, "TLS"},
		{eapSIM, "SIM"},
		{eapTTLS, "TTLS"},
		{eapAKA, "AKA"},
		{eapFAST, "FAST"},
		{254, "Expanded types"},
		{255, "Experimental"},
	}

	eapTLSFlags = names{{0x80, "L bit"}, {0x40, "More fragments bit"}, {0x20, "Start bit"}}

	// eapAKASubtypes are of RFC 4187, 11, and RFC 4186, 11.
	eapAKASubtypes = names{
		{1, "Challenge"}, {2, "Auth reject"}, {4, "Sync failure"}, {5, "Identity"}, {10, "Start"},
		{11, "Challenge"}, {12, "Notification"}, {13, "Reauth"}, {14, "Client error"},
	}

	// eapolTypes are the kinds of EAPOL packets: IEEE 802.1X-2010, 11.3.2.
	eapolTypes = names{
		{0, "EAP packet"}, {1, "EAPOL start"}, {2, "EAPOL logoff"}, {3, "EAPOL key"}, {4, "Encapsulated ASF alert"},
	}
)

// printEAPOL prints an EAP over LAN packet: IEEE 802.1X-2010, 11.3.
//
//	+---------+------+--------+------
//	| version | type | length | body
//	+---------+------+--------+------
//	  1         1      2
func printEAPOL(p *Printer, v view) {
	p.enter("eap", v)
	kind, version, length := v.u8(1), v.u8(0), v.u16(2)
	p.name(eapolTypes, "unknown", kind)
	p.printf(" (%d) v%d, len %d", kind, version, length)
	if p.v == 0 || kind != 0 {
		return
	}
	if length == 0 {
		p.invalid()
		return
	}
	p.str(", ")
	printEAP(p, v.at(4, length))
}

// printEAP prints an EAP packet: RFC 3748, 4.
//
//	+------+------------+--------+------+-----------
//	| code | identifier | length | type | type data
//	+------+------------+--------+------+-----------
//	  1      1            2        1
func printEAP(p *Printer, v view) {
	p.enter("eap", v)
	code, length := v.u8(0), v.u16(2)
	if length < 4 {
		p.badNumber("len", length, "<", 4)
		return
	}
	if length != v.n {
		p.str("EAP fragment?")
		return
	}
	p.name(eapCodes, "unknown", code)
	p.printf(" (%d), id %d, len %d", code, v.u8(1), length)
	v.need(0, length)
	if code != eapRequest && code != eapResponse {
		return
	}
	if length < 5 {
		p.badNumber("len", length, "<", 5)
		return
	}
	kind := v.u8(4)
	p.str("\n\t\t Type ")
	p.name(eapTypes, "unknown", kind)
	p.printf(" (%d)", kind)
	if kind == eapIdentity {
		if length > 5 {
			p.str(", Identity: ")
			p.paddedText(v, 5, length-5)
		}
		return
	}
	switch kind {
	case eapNotification, eapNak, eapTLS, eapSIM, eapTTLS, eapAKA, eapFAST:
	default:
		return
	}
	if length < 6 {
		p.badNumber("len", length, "<", 6)
		return
	}
	first := v.u8(5)
	switch kind {
	case eapNotification:
		p.str(", Notification: ")
		p.paddedText(v, 5, length-5)
	case eapNak:
		for i := 5; i < length; i++ {
			p.str(choose(i > 5, ", ", " "))
			p.name(eapTypes, "unknown", v.u8(i))
			p.printf(" (%d)", v.u8(i))
		}
	case eapTLS, eapTTLS, eapFAST: // RFC 5216, 3.1; RFC 5281, 9.1; RFC 4851, 4.1
		if kind == eapTTLS {
			p.printf(" TTLSv%d", first&7)
		} else if kind == eapFAST {
			p.printf(" FASTv%d", first&7)
		}
		p.str(" flags [")
		p.flags(eapTLSFlags, "none", ", ", uint32(first))
		p.printf("] 0x%02x", first)
		if first&0x80 != 0 {
			if length < 10 {
				p.badNumber("len", length, "<", 10)
				return
			}
			p.printf(", len %d", v.u32(6))
		}
	case eapSIM, eapAKA:
		p.str(" subtype [")
		p.name(eapAKASubtypes, "unknown", first)
		p.printf("] 0x%02x", first)
	}
}
