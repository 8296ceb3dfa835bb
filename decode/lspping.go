package decode

const portLSPPing = 3503

var lspPingMessages = names{{1, "MPLS Echo Request"}, {2, "MPLS Echo Reply"}}

var lspPingModes = names{
	{1, "Do not reply"},
	{2, "Reply via an IPv4/IPv6 UDP packet"},
	{3, "Reply via an IPv4/IPv6 UDP packet with Router Alert"},
	{4, "Reply via application level control channel"},
}

// lspPingCodes are what an echo request met: RFC 8029, 3.1.
var lspPingCodes = names{
	{0, "No return code or return code contained in the Error Code TLV"},
	{1, "Malformed echo request received"},
	{2, "One or more of the TLVs was not understood"},
	{3, "Replying router is an egress for the FEC at stack depth"},
	{4, "Replying router has no mapping for the FEC at stack depth"},
	{6, "Reserved"},
	{7, "Reserved"},
	{8, "Label switched at stack-depth"},
	{9, "Label switched but no MPLS forwarding at stack-depth"},
	{10, "Mapping for this FEC is not the given label at stack depth"},
	{11, "No label entry at stack-depth"},
	{12, "Protocol not associated with interface at FEC stack depth"},
	{13, "Premature termination of ping due to label stack shrinking to a single label"},
}

const (
	lspPingFECStack   = 1
	lspPingDownstream = 2
	lspPingVendor     = 5
	lspPingBFD        = 15
)

var lspPingTLVs = names{
	{lspPingFECStack, "Target FEC Stack"},
	{lspPingDownstream, "Downstream Mapping"},
	{3, "Pad"},
	{4, "Error Code"},
	{lspPingVendor, "Vendor Enterprise Code"},
	{7, "Interface Label Stack"},
	{9, "Error Code"},
	{10, "Reply TOS Byte"},
	{lspPingBFD, "BFD Discriminator"},
	{0xfc00, "Vendor Private Code"},
}

// lspPingFECs are the sub-TLVs of a stack of classes, and the length of each.
var lspPingFECs = [...]struct {
	name   string
	length int
}{
	1:  {"LDP IPv4 prefix", 5},
	2:  {"LDP IPv6 prefix", 17},
	3:  {"RSVP IPv4 Session Query", 20},
	4:  {"RSVP IPv6 Session Query", 56},
	5:  {"Reserved", 0},
	6:  {"VPN IPv4 prefix", 13},
	7:  {"VPN IPv6 prefix", 25},
	8:  {"L2 VPN endpoint", 14},
	9:  {"FEC 128 pseudowire (old)", 10},
	10: {"FEC 128 pseudowire", 14},
	11: {"BGP labeled IPv4 prefix", 9},
	12: {"BGP labeled IPv6 prefix", 33},
}

// printLSPPing prints an echo request or reply for label switched paths: RFC 8029,
// section 3.
//
//	0         2              4      5      6      7         8        12         16     24         32
//	+---------+--------------+------+------+------+---------+--------+----------+------+----------+------
//	| version | global flags | type | mode | code | subcode | handle | sequence | sent | received | TLVs
//	+---------+--------------+------+------+------+---------+--------+----------+------+----------+------
func printLSPPing(p *Printer, v view) {
	p.enter("lspping", v)
	const headerLen = 32
	v.need(0, headerLen)
	if v.n < headerLen {
		bail()
	}
	version, kind := v.u16(0), v.u8(4)
	if version != 1 {
		p.printf("LSP-PING version %d packet not supported", version)
		return
	}
	if p.v == 0 {
		p.printf("LSP-PINGv%d, ", version)
		p.name(lspPingMessages, "unknown (%d)", kind)
		p.printf(", seq %d, length: %d", v.u32(12), v.n)
		return
	}
	mode, code, subcode := v.u8(5), v.u8(6), v.u8(7)
	p.printf("\n\tLSP-PINGv%d, msg-type: ", version)
	p.name(lspPingMessages, "unknown", kind)
	p.printf(" (%d), length: %d\n\t  reply-mode: ", kind, v.n)
	p.name(lspPingModes, "unknown", mode)
	p.printf(" (%d)\n\t  Return Code: ", mode)
	p.name(lspPingCodes, "unknown", code)
	switch code {
	case 3, 4, 8, 10, 11, 12: // which tell at which depth
		p.printf(" %d", subcode)
	}
	p.printf(" (%d)\n\t  Return Subcode: (%d)", code, subcode)
	p.printf("\n\t  Sender Handle: 0x%08x, Sequence: %d\n\t  Sender Timestamp: ", v.u32(8), v.u32(12))
	p.ntpTime(v.u32(16), v.u32(20))
	p.str(" Receiver Timestamp: ")
	if v.u64(24) == 0 {
		p.str("no timestamp")
	} else {
		p.ntpTime(v.u32(24), v.u32(28))
	}
	p.lspPingTLVs(v.from(headerLen))
}

func (p *Printer) lspPingTLVs(v view) {
	for v.n > 0 {
		if v.n < 4 {
			bail()
		}
		kind, length := v.u16(0), v.u16(2)
		p.str("\n\t  ")
		p.name(lspPingTLVs, "Unknown", kind)
		p.printf(" TLV (%d), length: %d", kind, length)
		if length == 0 { // some TLVs are empty
			v = v.from(4)
			continue
		}
		if v.n < length+4 {
			bail()
		}
		v.need(0, length+4)
		body := v.sub(4, length)
		hex := false
		switch kind {
		case lspPingFECStack:
			p.lspPingStack(body)
		case lspPingDownstream:
			hex = p.lspPingDownstream(body)
		case lspPingBFD:
			if body.n < 4 {
				p.str("\n\t      TLV is too short")
			} else {
				p.printf("\n\t    BFD Discriminator 0x%08x", body.u32(0))
			}
		case lspPingVendor:
			if body.n < 4 {
				p.str("\n\t      TLV is too short")
			} else {
				vendor := body.u32(0)
				p.str("\n\t    Vendor: ")
				p.name32(vendors, "Unknown", vendor)
				p.printf(" (0x%04x)", vendor)
			}
		default:
			hex = p.v <= 1
		}
		if p.v > 1 || hex {
			p.hexLines("\n\t    ", body, 0, length)
		}
		v = v.from(4 + (length+3)&^3)
	}
}

// lspPingStack prints a Target FEC Stack: RFC 8029, 3.2.
func (p *Printer) lspPingStack(v view) {
	for v.n > 0 {
		if v.n < 4 {
			p.str("\n\t      TLV is too short")
			return
		}
		kind, length := v.u16(0), v.u16(2)
		fec := lspPingFECs[0]
		fec.name = "Unknown"
		if kind > 0 && kind < len(lspPingFECs) {
			fec = lspPingFECs[kind]
		}
		p.printf("\n\t    %s subTLV (%d), length: %d", fec.name, kind, length)
		if v.n < length+4 {
			p.str("\n\t      TLV is too short")
			return
		}
		body := v.sub(4, length)
		hex := fec.length == 0
		if !hex && length != fec.length {
			p.printf("\n\t      invalid subTLV length, should be %d", fec.length)
		} else if !hex {
			p.lspPingFEC(kind, body)
		}
		if p.v > 1 || hex {
			p.hexLines("\n\t      ", body, 0, length)
		}
		v = v.from(4 + (length+3)&^3)
	}
}

func (p *Printer) lspPingFEC(kind int, v view) {
	size := 4 // of addresses
	switch kind {
	case 2, 4, 7, 12:
		size = 16
	}
	const indent = "\n\t      "
	p.str(indent)
	switch kind {
	case 1, 2:
		p.host(v.bytes(0, size))
		p.printf("/%d", v.u8(size))
	case 3, 4:
		p.str("tunnel end-point ")
		p.host(v.bytes(0, size))
		p.str(", tunnel sender ")
		p.host(v.bytes(2*size+4, size))
		p.printf(", lsp-id 0x%04x"+indent+"tunnel-id 0x%04x, extended tunnel-id ", v.u16(3*size+6), v.u16(size+2))
		p.host(v.bytes(size+4, size))
	case 6, 7:
		p.str("RD: ")
		p.bgpRD(v, 0)
		p.str(", ")
		p.host(v.bytes(8, size))
		p.printf("/%d", v.u8(8+size))
	case 8:
		p.str("RD: ")
		p.bgpRD(v, 0)
		p.printf(", Sender VE ID: %d, Receiver VE ID: %d"+indent+"Encapsulation Type: ", v.u16(8), v.u16(10))
		p.name(pseudowireTypes, "unknown", v.u16(12))
		p.printf(" (%d)", v.u16(12))
	case 9, 10:
		if kind == 10 {
			p.str("Sender PE: ")
			p.addr4(v, 0)
			p.str(", ")
			v = v.from(4)
		}
		p.str("Remote PE: ")
		p.addr4(v, 0)
		p.printf(indent+"PW ID: 0x%08x, PW Type: ", v.u32(4))
		p.name(pseudowireTypes, "unknown", v.u16(8))
		p.printf(" (%d)", v.u16(8))
	case 11, 12:
		p.host(v.bytes(size, size))
		p.printf("/%d, sender-id ", v.u8(2*size))
		p.host(v.bytes(0, size))
	}
}

// lspPingDownstream prints where a path goes on, and reports whether the rest is
// to be printed in hex: RFC 4379, 3.3.
func (p *Printer) lspPingDownstream(v view) bool {
	const numbered4, unnumbered4, numbered6, unnumbered6 = 1, 2, 3, 4
	if v.n < 4 {
		p.str("\n\t      TLV is too short")
		return true
	}
	kind := v.u8(2)
	p.printf("\n\t    MTU: %d, Address-Type: ", v.u16(0))
	p.name(names{{numbered4, "IPv4"}, {unnumbered4, "Unnumbered IPv4"}, {numbered6, "IPv6"}, {unnumbered6, "IPv6"}}, "unknown", kind)
	p.printf(" (%d)", kind)
	address, link := 4, 4
	switch kind {
	case numbered4, unnumbered4:
	case numbered6:
		address, link = 16, 16
	case unnumbered6:
		address = 16
	default:
		return true
	}
	if v.n < 4+address+link {
		p.str("\n\t      TLV is too short")
		return true
	}
	p.str("\n\t    Downstream IP: ")
	p.host(v.bytes(4, address))
	if kind == numbered4 || kind == numbered6 {
		p.str("\n\t    Downstream Interface IP: ")
		p.host(v.bytes(4+address, link))
	} else {
		p.printf("\n\t    Downstream Interface Index: 0x%08x", v.u32(4+address))
	}
	return true
}
