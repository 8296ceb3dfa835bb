package decode

// vtpLen is the length of a VTP header with the domain's name.
const vtpLen = 36

// Codes of VTP messages: Cisco, "Understanding VLAN Trunk Protocol (VTP)".
const (
	vtpSummary = 1
	vtpSubset  = 2
	vtpRequest = 3
)

var (
	vtpMessages = names{
		{vtpSummary, "Summary advertisement"},
		{vtpSubset, "Subset advertisement"},
		{vtpRequest, "Advertisement request"},
		{4, "Join message"},
	}
	vtpThirdByte = names{{vtpSummary, "Followers"}, {vtpSubset, "Seq number"}, {vtpRequest, "Rsvd"}, {4, "Rsvd"}}
	vtpVLANTypes = names{{1, "Ethernet"}, {2, "FDDI"}, {3, "TrCRF"}, {4, "FDDI-net"}, {5, "TrBRF"}}
	vtpStatus    = names{{0, "Operational"}, {1, "Suspended"}}
	vtpSTPTypes  = names{{1, "SRT"}, {2, "SRB"}, {3, "Auto"}}
)

// Types of the TLVs of a VLAN.
const (
	vtpSTPType    = 3
	vtpPruning    = 6
	vtpBridgeType = 7
	vtpSTEHops    = 9
	vtpBackupCRF  = 10
)

var vtpTLVs = names{
	{1, "Source-Routing Ring Number TLV"},
	{2, "Source-Routing Bridge Number TLV"},
	{vtpSTPType, "STP type TLV"},
	{4, "Parent VLAN TLV"},
	{5, "Translationally bridged VLANs TLV"},
	{vtpPruning, "Pruning TLV"},
	{vtpBridgeType, "Bridge Type TLV"},
	{8, "Max ARP Hop Count TLV"},
	{vtpSTEHops, "Max STE Hop Count TLV"},
	{vtpBackupCRF, "Backup CRF Mode TLV"},
}

// printVTP prints a Cisco VLAN Trunking Protocol message.
//
//	+---------+------+-----------+---------------+-------------+------
//	| version | code | followers | domain length | domain name | body
//	+---------+------+-----------+---------------+-------------+------
//	  1         1      1           1               32
func printVTP(p *Printer, v view) {
	p.enter("vtp", v)
	p.str("VTP")
	if v.n < vtpLen {
		p.badNumber("length", v.n, "<", vtpLen)
		v.need(0, v.n)
		return
	}
	version := v.u8(0)
	if version > 3 {
		p.badNumber("version", version, ">", 3)
		v.need(0, v.n)
		return
	}
	v.need(0, vtpLen)
	code := v.u8(1)
	p.printf("v%d, Message ", version)
	p.name(vtpMessages, "Unknown message type", code)
	p.printf(" (0x%02x), length %d", code, v.n)
	if p.v == 0 {
		v.need(0, v.n)
		return
	}
	p.str("\n\tDomain name: ")
	length := v.u8(3)
	if length < 1 || length > 32 {
		p.printf(" [MgmtD Len %d]", length)
		p.invalidRest(v)
		return
	}
	p.paddedText(v, 4, length)
	p.str(", ")
	p.name(vtpThirdByte, "Unknown", code)
	p.printf(": %d", v.u8(2))
	body := v.from(vtpLen)
	switch code {
	case vtpSummary:
		p.printf("\n\t  Config Rev %x, Updater ", body.u32(0))
		p.addr4(body, 4)
		p.printf(", Timestamp 0x%08x 0x%08x 0x%08x", body.u32(8), body.u32(12), body.u32(16))
		p.printf(", MD5 digest: %08x%08x%08x%08x", body.u32(20), body.u32(24), body.u32(28), body.u32(32))
	case vtpSubset:
		p.printf(", Config Rev %x", body.u32(0))
		if !p.vtpVLANs(body.from(4)) {
			p.invalidRest(v)
		}
	case vtpRequest:
		p.printf("\n\tStart value: %d", body.u32(0))
	}
}

// vtpVLANs prints what a subset advertisement says of VLANs, and reports whether
// it makes sense.
//
//	+--------+--------+------+-------------+------+-----+------+------+------
//	| length | status | type | name length | VLAN | MTU | SAID | name | TLVs
//	+--------+--------+------+-------------+------+-----+------+------+------
//	  1        1        1      1             2      2     4
//
// The name is padded to a multiple of 4 bytes.
func (p *Printer) vtpVLANs(v view) bool {
	for v.n > 0 {
		length := v.u8(0)
		if length == 0 {
			return true
		}
		v.need(0, length)
		if length < 12 {
			return false
		}
		p.str("\n\tVLAN info status ")
		p.name(vtpStatus, "Unknown", v.u8(1))
		p.str(", type ")
		p.name(vtpVLANTypes, "Unknown", v.u8(2))
		p.printf(", VLAN-id %d, MTU %d, SAID 0x%08x, Name ", v.u16(4), v.u16(6), v.u32(8))
		name := v.u8(3)
		padded := (name + 3) &^ 3
		if length-12 < padded {
			return false
		}
		p.paddedText(v, 12, name)
		if !p.vtpTLVs(v.at(12+padded, length-12-padded)) {
			return false
		}
		v = v.from(length)
	}
	return true
}

// vtpTLVs prints the TLVs of a VLAN, and reports whether they make sense. They
// have one byte of type, one of length in 16-bit words, and one such word.
func (p *Printer) vtpTLVs(v view) bool {
	for v.n > 0 {
		if v.n < 2 {
			return false
		}
		kind, words := v.u8(0), v.u8(1)
		p.str("\n\t\t")
		p.name(vtpTLVs, "Unknown", kind)
		p.printf(" (0x%04x) TLV", kind)
		if v.n < 2+2*words {
			p.str(" (TLV goes past the end of the packet)")
			return false
		}
		v.need(0, 2+2*words)
		if words != 1 {
			p.printf(" [TLV length %d != 1]", words)
			return false
		}
		value := v.u16(2)
		switch kind {
		case vtpSTEHops:
			p.printf(", %d", value)
		case vtpPruning:
			p.printf(", %s (%d)", choose(value == 1, "Enabled", "Disabled"), value)
		case vtpSTPType:
			p.str(", ")
			p.name(vtpSTPTypes, "Unknown", value)
			p.printf(" (%d)", value)
		case vtpBridgeType:
			p.printf(", %s (%d)", choose(value == 1, "SRB", "SRT"), value)
		case vtpBackupCRF:
			p.printf(", %s (%d)", choose(value == 1, "Backup", "Not backup"), value)
		default:
			p.hexView("\n\t\t  ", v.sub(0, 4))
		}
		v = v.from(4)
	}
	return true
}
