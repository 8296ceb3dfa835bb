package decode

// ARP hardware types and operations: the IANA registry "Address Resolution
// Protocol (ARP) Parameters".
const (
	arpHardwareFrameRelay = 15
	arpHardwareATM        = 19

	arpRequest        = 1
	arpReply          = 2
	arpReverseRequest = 3
	arpReverseReply   = 4
	arpInverseRequest = 8
	arpInverseReply   = 9
	arpNACK           = 10
)

var arpHardwareNames = names{
	{1, "Ethernet"},
	{6, "TokenRing"},
	{7, "ArcNet"},
	{arpHardwareATM, "ATM"},
	{23, "Strip"},
	{arpHardwareFrameRelay, "FrameRelay"},
	{24, "IEEE 1394"},
	{32, "InfiniBand"},
}

var arpOperationNames = names{
	{arpRequest, "Request"},
	{arpReply, "Reply"},
	{arpReverseRequest, "Reverse Request"},
	{arpReverseReply, "Reverse Reply"},
	{arpInverseRequest, "Inverse Request"},
	{arpInverseReply, "Inverse Reply"},
	{arpNACK, "NACK Reply"},
}

// An arpHeader is an ARP or RARP packet (RFC 826, RFC 903) with its addresses.
//
//	0     2     4    5    6     8
//	+-----+-----+----+----+-----+------------+------------+------------+------------+
//	| hrd | pro | hl | pl | op  | sender hw  | sender pro | target hw  | target pro |
//	+-----+-----+----+----+-----+------------+------------+------------+------------+
type arpHeader []byte

const arpMinLen = 8

func (h arpHeader) hardware() int      { return int(h[0])<<8 | int(h[1]) }
func (h arpHeader) protocol() int      { return int(h[2])<<8 | int(h[3]) }
func (h arpHeader) hardwareLen() int   { return int(h[4]) }
func (h arpHeader) protocolLen() int   { return int(h[5]) }
func (h arpHeader) operation() int     { return int(h[6])<<8 | int(h[7]) }
func (h arpHeader) length() int        { return arpMinLen + 2*(h.hardwareLen()+h.protocolLen()) }
func (h arpHeader) senderHard() []byte { return h[8:][:h.hardwareLen()] }
func (h arpHeader) senderProt() []byte { return h[8+h.hardwareLen():][:h.protocolLen()] }
func (h arpHeader) targetHard() []byte {
	return h[8+h.hardwareLen()+h.protocolLen():][:h.hardwareLen()]
}
func (h arpHeader) targetProt() []byte {
	return h[8+2*h.hardwareLen()+h.protocolLen():][:h.protocolLen()]
}

// printARP prints an ARP or RARP packet.
func printARP(p *Printer, v view) {
	p.enter("arp", v)
	if !v.has(0, arpMinLen) {
		p.truncated()
		return
	}
	h := arpHeader(v.b)
	if h.hardware() == arpHardwareATM {
		p.atmARP(v)
		return
	}
	if !v.has(0, h.length()) {
		p.truncated()
		return
	}
	if !p.opt.Link {
		p.str("ARP, ")
	}
	protocol := h.protocol()
	if protocol != typeIPv4 && protocol != typeTrail || h.protocolLen() != 4 || h.hardwareLen() == 0 || p.v > 0 {
		p.name(arpHardwareNames, "Unknown Hardware (%d)", h.hardware())
		p.printf(" (len %d), ", h.hardwareLen())
		p.name(etherTypeNames, "Unknown Protocol (0x%04x)", protocol)
		p.printf(" (len %d)", h.protocolLen())
		if p.v == 0 { // what follows has addresses that are not IPv4's
			p.arpLength(v)
			return
		}
		p.str(", ")
	}
	p.name(arpOperationNames, "Unknown (%d)", h.operation())
	p.byte(' ')
	switch h.operation() {
	case arpRequest:
		p.str("who-has ")
		p.arpProtocol(protocol, h.targetProt(), "<wrong len>")
		if hard := h.targetHard(); !allZero(hard) {
			p.str(" (")
			p.arpHardware(h, hard)
			p.byte(')')
		}
		p.str(" tell ")
		p.arpProtocol(protocol, h.senderProt(), "<wrong len>")
	case arpReply:
		p.arpProtocol(protocol, h.senderProt(), "<wrong len>")
		p.str(" is-at ")
		p.arpHardware(h, h.senderHard())
	case arpReverseRequest, arpInverseRequest:
		p.str("who-is ")
		p.arpHardware(h, h.targetHard())
		p.str(" tell ")
		p.arpHardware(h, h.senderHard())
	case arpReverseReply:
		p.arpHardware(h, h.targetHard())
		p.str(" at ")
		p.arpProtocol(protocol, h.targetProt(), "<wrong len>")
	case arpInverseReply:
		p.arpHardware(h, h.senderHard())
		p.str(" at ")
		p.arpProtocol(protocol, h.senderProt(), "<wrong len>")
	default:
		p.unknown("\n\t", view{v.b, len(v.b)})
		return
	}
	p.arpLength(v)
}

// arpLength ends an ARP packet's line.
func (p *Printer) arpLength(v view) {
	p.str(", length ")
	p.dec(v.n)
}

// arpProtocol prints a protocol address, which only IPv4's are known.
func (p *Printer) arpProtocol(protocol int, addr []byte, wrongLen string) {
	switch {
	case protocol != typeIPv4 && protocol != typeTrail:
		p.str("<wrong proto type>")
	case len(addr) != 4:
		p.str(wrongLen)
	default:
		p.host(addr)
	}
}

// arpHardware prints a hardware address.
func (p *Printer) arpHardware(h arpHeader, addr []byte) {
	if h.hardware() == arpHardwareFrameRelay {
		p.frameRelayAddress(addr)
		return
	}
	p.linkAddress(addr)
}

// linkAddress prints a link-layer address of any length.
func (p *Printer) linkAddress(addr []byte) {
	switch len(addr) {
	case 0:
		p.str("<empty>")
	case 6:
		p.macAddr(addr)
	default:
		p.out = appendMAC(p.out, addr)
	}
}

// frameRelayAddress prints a Q.922 address as an ARP packet has it: RFC 2427,
// section 9.
func (p *Printer) frameRelayAddress(addr []byte) {
	dlci, ok := parseQ922(addr)
	switch {
	case ok:
		p.printf("DLCI %d", dlci)
	case dlci == 0:
		p.str("<Truncated>")
	default:
		p.str("<Invalid DLCI>")
	}
}

// parseQ922 returns the DLCI of an address of two to four bytes, of which only
// the last has its lowest bit set. Where there is none, ok is false and dlci is
// 0 if bytes are missing, else 1.
func parseQ922(addr []byte) (dlci uint32, ok bool) {
	const missing, wrong = 0, 1
	const last = 1
	if len(addr) < 2 {
		return missing, false
	}
	if addr[0]&last != 0 {
		return wrong, false
	}
	dlci = uint32(addr[0]&0xfc)<<2 | uint32(addr[1]&0xf0)>>4
	if addr[1]&last != 0 {
		return dlci, true
	}
	addr = addr[2:]
	if len(addr) > 0 && addr[0]&last == 0 {
		dlci = dlci<<7 | uint32(addr[0]>>1)
		addr = addr[1:]
	}
	if len(addr) == 0 {
		return missing, false
	}
	if addr[0]&last == 0 {
		return wrong, false
	}
	return dlci<<6 | uint32(addr[0]>>2), true
}

// allZero reports whether every byte of b is zero.
func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// atmARP prints an ATMARP packet: RFC 2225, section 8.6.
//
//	0    2    4    5    6   8    9    10   11   12
//	+----+----+----+----+---+----+----+----+----+---------------------------------
//	|hrd |pro |shtl|sstl|op |spln|thtl|tstl|tpln| sender: number, sub, proto; target
//	+----+----+----+----+---+----+----+----+----+---------------------------------
func (p *Printer) atmARP(v view) {
	const headerLen = 12
	if !v.has(0, headerLen) {
		p.truncated()
		return
	}
	const lengthMask = 0x3f // the bits above say which kind of address it is
	var field [6]view       // sender number, subaddress, protocol; target's
	sizes := [...]int{
		v.u8(4) & lengthMask, v.u8(5) & lengthMask, v.u8(8),
		v.u8(9) & lengthMask, v.u8(10) & lengthMask, v.u8(11),
	}
	pos := headerLen
	for i, n := range sizes {
		field[i] = v.sub(pos, n)
		pos += n
	}
	if !v.has(0, pos) {
		p.truncated()
		return
	}
	if !p.opt.Link {
		p.str("ARP, ")
	}
	protocol, op := v.u16(2), v.u16(6)
	if protocol != typeIPv4 && protocol != typeTrail || sizes[2] != 4 || sizes[5] != 4 || p.v > 0 {
		p.name(arpHardwareNames, "Unknown Hardware (%d)", v.u16(0))
		p.str(", ")
		p.name(etherTypeNames, "Unknown Protocol (0x%04x)", protocol)
		p.printf(" (len %d/%d)", sizes[2], sizes[5])
		if p.v == 0 {
			p.arpLength(v)
			return
		}
		p.str(", ")
	}
	p.name(arpOperationNames, "Unknown (%d)", op)
	p.byte(' ')
	const numberE164 = 0x40
	number := func(i int, kind int) {
		p.atmAddress(kind&numberE164 != 0, field[i].b, field[i+1].b)
	}
	switch op {
	case arpRequest:
		p.str("who-has ")
		p.arpProtocol(protocol, field[5].b, "<wrong tplen>")
		if sizes[3] != 0 {
			p.str(" (")
			number(3, v.u8(9))
			p.byte(')')
		}
		p.str(" tell ")
		p.arpProtocol(protocol, field[2].b, "<wrong splen>")
	case arpReply:
		p.arpProtocol(protocol, field[2].b, "<wrong splen>")
		p.str(" is-at ")
		number(0, v.u8(4))
	case arpInverseRequest:
		p.str("who-is ")
		number(3, v.u8(9))
		p.str(" tell ")
		number(0, v.u8(4))
	case arpInverseReply:
		number(0, v.u8(4))
		p.str("at ")
		p.arpProtocol(protocol, field[2].b, "<wrong splen>")
	case arpNACK:
		p.str("for ")
		p.arpProtocol(protocol, field[2].b, "<wrong splen>")
	default:
		p.unknown("\n\t", view{v.b, len(v.b)})
		return
	}
	p.arpLength(v)
}

// atmAddress prints an ATM number and its subaddress.
func (p *Printer) atmAddress(e164 bool, number, sub []byte) {
	if len(number) == 0 {
		p.str("<No address>")
		return
	}
	if e164 {
		for _, c := range number {
			p.char(c)
		}
	} else {
		p.linkAddress(number)
	}
	if len(sub) != 0 {
		p.byte(',')
		p.linkAddress(sub)
	}
}
