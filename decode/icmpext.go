package decode

import "pktcap/checksum"

// Classes of extension objects: the IANA registry "ICMP Extension Object Classes
// and Class Sub-types".
const (
	icmpObjectMPLS      = 1 // RFC 4950
	icmpObjectInterface = 2 // RFC 5837
	icmpObjectIdentify  = 3 // RFC 8335
)

var icmpObjectNames = names{
	{icmpObjectMPLS, "MPLS Stack Entry"},
	{icmpObjectInterface, "Interface Information"},
	{icmpObjectIdentify, "Interface Identification"},
}

// icmpExtensionAt is where in an ICMP error message an extension structure
// begins: after the header and 128 bytes of the packet that the message is
// about (RFC 4884, section 5).
const icmpExtensionAt = icmpMinLen + 128

// icmpMultipart prints the extension structure of an ICMP error message, if it
// has one: RFC 4884. Implementations older than it do not set the length of the
// packet before the structure, but its checksum tells that it is there.
func (p *Printer) icmpMultipart(v view) {
	if v.n <= icmpExtensionAt {
		return
	}
	ext := v.from(icmpExtensionAt)
	if !ext.has(0, 5) {
		p.truncated()
		return
	}
	if v.u8(5) == 0 && ext.has(0, ext.n) && checksum.Checksum(ext.b[:ext.n]) != 0 {
		return
	}
	p.printf("\n\tICMP Multi-Part extension v%d", ext.u8(0)>>4)
	if ext.u8(0)>>4 != 2 {
		p.str(" packet not supported")
		return
	}
	p.icmpExtensions(ext, ext.n)
}

// probeObject prints the extension structure of an Extended Echo Request, which
// is one object; data may follow it: RFC 8335, section 2.
func (p *Printer) probeObject(v view) {
	length := 4 + v.u16(4)
	p.icmpExtensions(v.at(0, length), length)
}

// icmpExtensions prints an extension structure after its name: RFC 4884, section
// 7.
func (p *Printer) icmpExtensions(v view, length int) {
	if v.has(0, length) && length >= 4 {
		correct := "correct"
		if checksum.Checksum(v.b[:length]) != 0 {
			correct = "incorrect"
		}
		p.printf(", checksum 0x%04x (%s), length %d", v.u16(2), correct, length)
	}
	for v = v.from(4); v.n > 4; {
		size, class, kind := v.u16(0), v.u8(2), v.u8(3)
		p.str("\n\t  ")
		p.name(icmpObjectNames, "unknown", class)
		p.printf(" Object (%d), Class-Type: %d, length %d", class, kind, size)
		if class == 0 || size < 4 {
			return
		}
		p.icmpObject(v.at(4, size-4), class, kind)
		v = v.from(size)
	}
}

// icmpObject prints the body of an extension object.
func (p *Printer) icmpObject(v view, class, kind int) {
	switch {
	case class == icmpObjectMPLS && kind == 1:
		for ; v.n >= 4; v = v.from(4) {
			entry := v.u32(0)
			p.str("\n\t    ")
			p.labelEntry(entry)
		}
	case class == icmpObjectInterface:
		p.interfaceInformation(v, kind)
	case class == icmpObjectIdentify:
		p.interfaceIdentification(v, kind)
	default:
		p.hexLines("\n\t    ", v, 0, v.n)
	}
}

// interfaceRoles are the uppermost bits of an Interface Information Object's
// type: RFC 5837, section 4.1.
var interfaceRoles = names{
	{0, "Incoming IP Interface"},
	{1, "Sub-IP Component of Incoming IP Interface"},
	{2, "Outgoing IP Interface"},
	{3, "IP Next-Hop"},
}

// interfaceInformation prints an Interface Information Object: RFC 5837, section
// 4.
func (p *Printer) interfaceInformation(v view, kind int) {
	const (
		hasMTU = 1 << iota
		hasName
		hasAddress
		hasIndex
	)
	p.str("\n\t    Interface Role: ")
	p.name(interfaceRoles, "an unknown interface role", kind>>6)
	if kind&hasIndex != 0 {
		p.printf("\n\t    Interface Index, length 4: %d", v.u32(0))
		v = v.from(4)
	}
	if kind&hasAddress != 0 {
		p.str("\n\t    IP Address sub-object: ")
		switch family := v.u16(0); family {
		case 1:
			p.addr4(v, 4)
			v = v.from(8)
		case 2:
			p.addr6(v, 4)
			v = v.from(20)
		default:
			p.str("Unknown Address Family Identifier")
			return
		}
	}
	if kind&hasName != 0 {
		length := v.u8(0)
		if length == 0 || length%4 != 0 || length > 64 {
			p.printf("\n\t    Interface Name [length %d]", length)
			p.invalid()
			return
		}
		p.printf("\n\t    Interface Name, length %d: ", length)
		p.paddedText(v, 1, length-1)
		v = v.from(length)
	}
	if kind&hasMTU != 0 {
		p.printf("\n\t    MTU Value, length 4: %d", v.u32(0))
	}
}

// interfaceIdentification prints an Interface Identification Object: RFC 8335,
// section 2.1.
func (p *Printer) interfaceIdentification(v view, kind int) {
	switch kind {
	case 1:
		p.printf("\n\t    Interface Name, length %d: ", v.n)
		p.paddedText(v, 0, v.n)
	case 2:
		p.printf("\n\t    Interface Index: %d", v.u32(0))
	case 3:
		p.str("\n\t    IP Address sub-object: ")
		switch family := v.u16(0); family {
		case 1:
			p.addr4(v, 4)
		case 2:
			p.addr6(v, 4)
		default:
			p.str("Unknown Address Family Identifier")
		}
	default:
		p.hexLines("\n\t    ", v, 0, v.n)
	}
}

// probeInterface prints which interface an Extended Echo Request asks about:
// RFC 8335, section 2.
func (p *Printer) probeInterface(v view) {
	if v.u8(7)&1 != 0 {
		p.str("Local Interface")
	} else {
		p.str("Remote Interface")
	}
}

var extEchoCodes = names{
	{0, "No error"},
	{1, "Malformed Query"},
	{2, "No Such Interface"},
	{3, "No Such Table Entry"},
	{4, "Multiple Interfaces Satisfy Query"},
}

var extEchoStates = names{
	{0, "Reserved"},
	{1, "Incomplete"},
	{2, "Reachable"},
	{3, "Stale"},
	{4, "Delay"},
	{5, "Probe"},
	{6, "Failed"},
}

// extEchoReply prints the state of the probed interface: RFC 8335, section 3.
func (p *Printer) extEchoReply(v view) {
	code, bits := v.u8(1), v.u8(7)
	p.printf("\n\tCode %d (", code)
	p.name(extEchoCodes, "Unknown", code)
	p.printf("), State %d (", bits>>5)
	p.name(extEchoStates, "Unknown", bits>>5)
	p.printf("), active %d ipv4 %d ipv6 %d", bits>>2&1, bits>>1&1, bits&1)
}
