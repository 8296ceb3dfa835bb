package decode

const portSOMEIP = 30490

var someipTypes = names{
	{0x00, "REQUEST"}, {0x01, "REQUEST_NO_RETURN"}, {0x02, "NOTIFICATION"}, {0x80, "RESPONSE"}, {0x81, "ERROR"},
	{0x20, "TP_REQUEST"}, {0x21, "TP_REQUEST_NO_RETURN"}, {0x22, "TP_NOTIFICATION"}, {0xa0, "TP_RESPONSE"},
	{0xa1, "TP_ERROR"},
}

var someipCodes = names{
	{0x00, "E_OK"}, {0x01, "E_NOT_OK"}, {0x02, "E_UNKNOWN_SERVICE"}, {0x03, "E_UNKNOWN_METHOD"}, {0x04, "E_NOT_READY"},
	{0x05, "E_NOT_REACHABLE"}, {0x06, "E_TIMEOUT"}, {0x07, "E_WRONG_PROTOCOL_VERSION"},
	{0x08, "E_WRONG_INTERFACE_VERSION"}, {0x09, "E_MALFORMED_MESSAGE"}, {0x0a, "E_WRONG_MESSAGE_TYPE"},
	{0x0b, "E_E2E_REPEATED"}, {0x0c, "E_E2E_WRONG_SEQUENCE"}, {0x0d, "E_E2E"}, {0x0e, "E_E2E_NOT_AVAILABLE"},
	{0x0f, "E_E2E_NO_NEW_DATA"},
}

// printSOMEIP prints a message of AUTOSAR's SOME/IP: SOME/IP Protocol
// Specification, 4.1.2.
//
//	0         2        4        8        10        12         13          14     15
//	+---------+--------+--------+--------+---------+----------+-----------+------+--------+--------
//	| service | method | length | client | session | protocol | interface | type | return | payload
//	+---------+--------+--------+--------+---------+----------+-----------+------+--------+--------
func printSOMEIP(p *Printer, v view) {
	p.enter("someip", v)
	p.str("SOMEIP")
	if v.n < 16 {
		p.invalid()
		return
	}
	v.need(0, 4)
	method := v.u16(2)
	p.printf(", service %d, %s %d", v.u16(0), choose(method&0x8000 != 0, "event", "method"), method&0x7fff)
	p.printf(", len %d", v.u32(4))
	p.printf(", client %d, session %d", v.u16(8), v.u16(10))
	p.printf(", pver %d", v.u8(12))
	p.printf(", iver %d", v.u8(13))
	kind := v.u8(14)
	p.str(", msgtype ")
	p.name(someipTypes, "Unknown", kind)
	code := v.u8(15)
	p.str(", retcode ")
	p.name(someipCodes, "Unknown", code)
	p.byte('\n')
}
