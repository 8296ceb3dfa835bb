package decode

const (
	portLDP      = 646
	ldpHeaderLen = 10
	ldpMinLen    = 6 // of a PDU, without its version and length
)

var ldpMessages = names{
	{0x0001, "Notification"},
	{0x0100, "Hello"},
	{0x0200, "Initialization"},
	{0x0201, "Keepalive"},
	{0x0300, "Address"},
	{0x0301, "Address Withdraw"},
	{0x0400, "Label Mapping"},
	{0x0401, "Label Request"},
	{0x0402, "Label Withdraw"},
	{0x0403, "Label Release"},
	{0x0404, "Label Abort Request"},
}

// TLVs of LDP: the IANA registry "TLV Type Name Space".
const (
	ldpFEC          = 0x0100
	ldpAddressList  = 0x0101
	ldpHopCount     = 0x0103
	ldpPathVector   = 0x0104
	ldpGenericLabel = 0x0200
	ldpStatus       = 0x0300
	ldpHello        = 0x0400
	ldpTransport4   = 0x0401
	ldpSequence     = 0x0402
	ldpTransport6   = 0x0403
	ldpSession      = 0x0500
	ldpFTSession    = 0x0503
	ldpWildcard     = 0x050b
	ldpMTU          = 0x0601
	ldpDualStack    = 0x0701
)

var ldpTLVs = names{
	{ldpFEC, "FEC"},
	{ldpAddressList, "Address List"},
	{ldpHopCount, "Hop Count"},
	{ldpPathVector, "Path Vector"},
	{ldpGenericLabel, "Generic Label"},
	{0x0201, "ATM Label"},
	{0x0202, "Frame-Relay Label"},
	{ldpStatus, "Status"},
	{0x0301, "Extended Status"},
	{0x0302, "Returned PDU"},
	{0x0303, "Returned Message"},
	{ldpHello, "Common Hello Parameters"},
	{ldpTransport4, "IPv4 Transport Address"},
	{ldpSequence, "Configuration Sequence Number"},
	{ldpTransport6, "IPv6 Transport Address"},
	{ldpSession, "Common Session Parameters"},
	{0x0501, "ATM Session Parameters"},
	{0x0502, "Frame-Relay Session Parameters"},
	{ldpFTSession, "Fault-Tolerant Session Parameters"},
	{ldpWildcard, "Typed Wildcard FEC Capability"},
	{0x0600, "Label Request Message ID"},
	{ldpMTU, "MTU"},
	{ldpDualStack, "Dual-Stack Capability"},
}

var ldpStatuses = names{
	{0x00, "Success"},
	{0x01, "Bad LDP Identifier"},
	{0x02, "Bad Protocol Version"},
	{0x03, "Bad PDU Length"},
	{0x04, "Unknown Message Type"},
	{0x05, "Bad Message Length"},
	{0x06, "Unknown TLV"},
	{0x07, "Bad TLV Length"},
	{0x08, "Malformted TLV Value"}, // as tcpdump spells it
	{0x09, "Hold Timer Expired"},
	{0x0a, "Shutdown"},
	{0x0b, "Loop Detected"},
	{0x0c, "Unknown FEC"},
	{0x0d, "No Route"},
	{0x0e, "No Label Resources"},
	{0x0f, "Label Resources/Available"},
	{0x10, "Session Rejected/No Hello"},
	{0x11, "Session Rejected/Parameters Advertisement Mode"},
	{0x12, "Session Rejected/Parameters Max PDU Length"},
	{0x13, "Session Rejected/Parameters Label Range"},
	{0x14, "KeepAlive Timer Expired"},
	{0x15, "Label Request Aborted"},
	{0x16, "Missing Message Parameters"},
	{0x17, "Unsupported Address Family"},
	{0x18, "Session Rejected/Bad KeepAlive Time"},
	{0x19, "Internal Error"},
}

// printLDP prints Label Distribution Protocol PDUs: RFC 5036.
func printLDP(p *Printer, v view) {
	p.enter("ldp", v)
	const messageHeaderLen = 8
	for v.n > ldpHeaderLen+messageHeaderLen {
		n := p.ldpPDU(v)
		if n == 0 {
			return
		}
		if v.n < n {
			p.badNumber("remaining length", v.n, "<", n)
			return
		}
		v = v.from(n)
	}
}

// ldpPDU prints the PDU that v begins with and returns its length, or 0 where
// nothing can be printed after it: RFC 5036, 3.1.
//
//	0         2        4        8             10
//	+---------+--------+--------+-------------+----------
//	| version | length | LSR ID | label space | messages
//	+---------+--------+--------+-------------+----------
func (p *Printer) ldpPDU(v view) int {
	v.need(0, ldpHeaderLen)
	version, length := v.u16(0), v.u16(2)
	if p.v > 0 {
		p.str("\n\t")
	}
	if version != 1 {
		p.printf("LDP version %d packet not supported", version)
		return 0
	}
	if length < ldpMinLen {
		p.printf("LDP, pdu-length: %d (too short, < %d)", length, ldpMinLen)
		return 0
	}
	p.str("LDP, Label-Space-ID: ")
	p.addr4(v, 4)
	p.printf(":%d, pdu-length: %d", v.u16(8), length)
	if p.v == 0 {
		return 0
	}
	for m := v.at(ldpHeaderLen, length-ldpMinLen); m.n > 0; {
		m.need(0, 8)
		kind, size := m.u16(0)&0x7fff, m.u16(2)
		p.str("\n\t  ")
		p.name(ldpMessages, "Unknown", kind)
		p.printf(" Message (0x%04x), length: %d", kind, size)
		if size < 4 {
			p.printf(" (too short, < %d)", 4)
			return 0
		}
		p.printf(", Message ID: 0x%08x, Flags: [%s if unknown]", m.u32(4), choose(m.u16(0)&0x8000 != 0, "continue processing", "ignore"))
		m.need(0, size)
		p.ldpMessage(kind, m.at(8, size-4))
		if p.v > 1 {
			p.hexLines("\n\t  ", m, 8, size)
		}
		m = m.from(size + 4)
	}
	return length + 4
}

// ldpMessage prints the TLVs of a message.
func (p *Printer) ldpMessage(kind int, v view) {
	if _, known := ldpMessages.find(uint32(kind)); !known {
		if p.v <= 1 {
			p.hexLines("\n\t  ", v, 0, v.n)
		}
		return
	}
	for v.n >= 4 {
		kind, size := v.u16(0), v.u16(2)
		if size+4 > v.n {
			p.str("\n\t\t TLV contents go past end of message")
			return
		}
		p.str("\n\t    ")
		p.name(ldpTLVs, "Unknown", kind&0x3fff)
		p.printf(" TLV (0x%04x), length: %d, Flags: [%s and %s forward if unknown]", kind&0x3fff, size,
			choose(kind&0x8000 != 0, "continue processing", "ignore"), choose(kind&0x4000 != 0, "do", "don't"))
		p.ldpTLV(kind&0x3fff, v.at(4, size))
		v = v.from(4 + size)
	}
}

// ldpShort prints what is wrong with a TLV that is shorter than least, and
// reports whether it is.
func (p *Printer) ldpShort(v view, least int) bool {
	if v.n < least {
		p.badNumber("tlv length", v.n, "<", least)
		return true
	}
	return false
}

// ldpTLV prints the value of a TLV: RFC 5036, 3.4 and 3.5.
func (p *Printer) ldpTLV(kind int, v view) {
	least := 0
	switch kind {
	case ldpHello, ldpTransport4, ldpSequence, ldpPathVector, ldpGenericLabel, ldpDualStack:
		least = 4
	case ldpTransport6:
		least = 16
	case ldpAddressList, ldpMTU:
		least = 2
	case ldpHopCount, ldpFEC, ldpWildcard:
		least = 1
	case ldpSession:
		least = 14
	case ldpStatus:
		least = 10
	case ldpFTSession:
		least = 12
	}
	if p.ldpShort(v, least) {
		return
	}
	const indent = "\n\t      "
	switch kind {
	case ldpHello:
		flags := v.u16(2)
		p.printf(indent+"Hold Time: %ds, Flags: [%s Hello%s]", v.u16(0), choose(flags&0x8000 != 0, "Targeted", "Link"),
			choose(flags&0x4000 != 0, ", Request for targeted Hellos", ""))
	case ldpTransport4:
		v.need(0, 4)
		p.str(indent + "IPv4 Transport Address: ")
		p.addr4(v, 0)
	case ldpTransport6:
		p.addr6After(indent+"IPv6 Transport Address: ", v, 0)
	case ldpSequence:
		p.printf(indent+"Sequence Number: %d", v.u32(0))
	case ldpAddressList:
		family := v.u16(0)
		p.str(indent + "Address Family: ")
		p.name(addressFamilies, "Unknown (%d)", family)
		p.str(", addresses")
		size := 0
		switch family {
		case afIPv4:
			size = 4
		case afIPv6:
			size = 16
		}
		for v = v.from(2); size > 0 && v.n >= size; v = v.from(size) {
			addr := v.bytes(0, size)
			p.byte(' ')
			p.host(addr)
		}
	case ldpHopCount:
		p.printf(indent+"Hop Count: %d", v.u8(0))
	case ldpPathVector:
		sep := indent + "Path Vector: "
		for ; v.n >= 4; v = v.from(4) {
			v.need(0, 4)
			p.str(sep)
			p.addr4(v, 0)
			sep = ", "
		}
	case ldpSession:
		flags := v.u16(4)
		p.printf(indent+"Version: %d, Keepalive: %ds, Flags: [Downstream %s, Loop Detection %s]", v.u16(0), v.u16(2),
			choose(flags&0x8000 != 0, "On Demand", "Unsolicited"), choose(flags&0x4000 != 0, "Enabled", "Disabled"))
		v.need(0, 14)
		p.printf(indent+"Path Vector Limit %d, Max-PDU length: %d, Receiver Label-Space-ID ", v.u8(5), v.u16(6))
		p.addr4(v, 8)
		p.printf(":%d", v.u16(12))
	case ldpFEC:
		p.ldpFEC(v)
	case ldpGenericLabel:
		p.printf(indent+"Label: %d", v.u32(0)&0xfffff)
	case ldpStatus:
		status := v.u32(0)
		p.str(indent + "Status Code: ")
		p.name32(ldpStatuses, "Unknown", status&0x3fffffff)
		p.printf(", Flags: [%s and %s forward]", choose(status&0x80000000 != 0, "Fatal error", "Advisory Notification"),
			choose(status&0x40000000 != 0, "do", "don't"))
		if id := v.u32(4); id != 0 {
			p.printf(", causing Message ID: 0x%08x", id)
		}
		if message := v.u16(8); message != 0 {
			p.str(", Message Type: ")
			p.name(ldpMessages, "Unknown", message)
		}
	case ldpFTSession: // RFC 3479, 8.2
		flags := v.u16(0)
		p.printf(indent+"Flags: [%sReconnect, %sSave State, %sAll-Label Protection, %s Checkpoint, %sRe-Learn State]",
			choose(flags&0x8000 != 0, "", "No "), choose(flags&8 != 0, "", "Don't "), choose(flags&4 != 0, "", "No "),
			choose(flags&2 != 0, "Sequence Numbered Label", "All Labels"), choose(flags&1 != 0, "", "Don't "))
		if timeout := v.u32(4); timeout != 0 {
			p.printf(", Reconnect Timeout: %dms", timeout)
		}
		if recovery := v.u32(8); recovery != 0 {
			p.printf(", Recovery Time: %dms", recovery)
		}
	case ldpWildcard: // RFC 5918
		p.str(choose(v.u8(0)&0x80 != 0, indent+"Support", indent+"No Support"))
	case ldpMTU: // RFC 3988
		p.printf(indent+"MTU: %d", v.u16(0))
	case ldpDualStack: // RFC 7552
		preference := v.u8(0)
		p.str(indent + "Transport Connection Preference: ")
		p.name(names{{0x40, "IPv4"}, {0x60, "IPv6"}}, "Unknown", preference)
	default:
		if p.v <= 1 {
			p.hexLines(indent, v, 0, v.n)
		}
	}
}

const (
	ldpFECPrefix   = 2
	ldpFECPWID     = 0x80
	ldpPWMTU       = 1
	ldpPWText      = 3
	ldpPWVCCV      = 12
	ldpControlWord = 0x8000
)

// ldpFEC prints a forwarding equivalence class: RFC 5036, 3.4.1.
func (p *Printer) ldpFEC(v view) {
	kind := v.u8(0)
	v = v.from(1)
	p.str("\n\t      ")
	p.name(names{{1, "Wildcard"}, {ldpFECPrefix, "Prefix"}, {3, "Host address"}, {ldpFECPWID, "Martini VC"}}, "Unknown", kind)
	p.printf(" FEC (0x%02x)", kind)
	switch kind {
	case ldpFECPrefix:
		if p.ldpShort(v, 2) {
			return
		}
		family := v.u16(0)
		v = v.from(2)
		switch family {
		case afIPv4, afIPv6:
			p.ldpPrefix(family, v)
		default:
			p.printf(": Address family %d prefix", family)
		}
	case ldpFECPWID:
		p.ldpPseudowire(v)
	}
}

// ldpPrefix prints a prefix after the length that it begins with.
func (p *Printer) ldpPrefix(family int, v view) {
	most := 32
	if family == afIPv6 {
		most = 128
	}
	if v.n < 1 {
		p.str(": IPv4 prefix (goes past end of TLV)")
		return
	}
	bits := v.u8(0)
	switch {
	case bits > most:
		p.printf(": IPv%d prefix (invalid length)", 2+2*family)
		return
	case v.n-1 < (bits+7)/8:
		p.str(": IPv4 prefix (goes past end of TLV)") // so of IPv6 too
		return
	}
	addr := maskedPrefix6(v, 1, bits)
	p.printf(": IPv%d prefix ", 2+2*family)
	p.host(addr[:most/8])
	p.printf("/%d", bits)
}

// ldpPseudowire prints a pseudowire and the parameters of its ends: RFC 8077,
// 6.1, RFC 4446, section 3.3.
func (p *Printer) ldpPseudowire(v view) {
	if p.ldpShort(v, 7) {
		return
	}
	kind, size := v.u16(0), v.u8(2)
	if size != 0 && p.ldpShort(v, 11) {
		return
	}
	v.need(0, 7)
	if size != 0 {
		v.need(0, 11)
	}
	p.str(": ")
	p.name(pseudowireTypes, "Unknown", kind&^ldpControlWord)
	p.printf(", %scontrol word, group-ID %d", choose(kind&ldpControlWord != 0, "", "no "), v.u32(3))
	if size == 0 {
		p.printf(", VC-info-length: %d", size)
		return
	}
	p.printf(", VC-ID %d, VC-info-length: %d", v.u32(7), size)
	if size < 4 {
		p.str(" (invalid, < 4")
		return
	}
	size -= 4 // the VC ID
	v = v.from(11)
	if p.ldpShort(v, size) {
		return
	}
	for size > 2 {
		kind, n := v.u8(0), v.u8(1)
		if n < 2 || size < n {
			return
		}
		p.str("\n\t\tInterface Parameter: ")
		p.name(names{{ldpPWMTU, "MTU"}, {ldpPWText, "Description"}, {ldpPWVCCV, "VCCV"}}, "Unknown", kind)
		p.printf(" (0x%02x), len %d", kind, n)
		switch kind {
		case ldpPWMTU:
			p.printf(": %d", v.u16(2))
		case ldpPWText:
			p.str(": ")
			p.text(v, 2, n-2)
		case ldpPWVCCV:
			p.printf("\n\t\t  Control Channels (0x%02x) = [", v.u8(2))
			p.flags(vccvChannels, "none", ", ", uint32(v.u8(2)))
			types := v.u8(3)
			p.printf("]\n\t\t  CV Types (0x%02x) = [", types)
			p.flags(vccvTypes, "none", ", ", uint32(types))
			p.byte(']')
		default:
			p.hexLines("\n\t\t  ", v, 2, n-2)
		}
		size -= n
		v = v.from(n)
	}
}

// vccvChannels and vccvTypes are how a pseudowire can be verified: RFC 5085.
var (
	vccvChannels = names{{1, "PWE3 control word"}, {2, "MPLS Router Alert Label"}, {4, "MPLS inner label TTL = 1"}}
	vccvTypes    = names{{1, "ICMP Ping"}, {2, "LSP Ping"}, {4, "BFD"}}
)
