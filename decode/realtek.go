package decode

// Protocols under Realtek's EtherType. The tags put their number in the first
// four bits.
const (
	realtekRRCP = 0x01
	realtekREP  = 0x02
	realtekRLDP = 0x03
)

// printRealtek prints a frame of a Realtek switch.
func printRealtek(p *Printer, v view) {
	p.enter("rtl", v)
	if p.link.src != nil {
		p.linkPair()
		p.str(", ")
	}
	switch protocol := v.u8(0); {
	case protocol == realtekRRCP:
		p.rrcp(v)
	case protocol == realtekREP:
		p.str("REP")
	case protocol == realtekRLDP || protocol == 0x23:
		p.str("RLDP")
	case protocol == 0x04:
		p.str("Realtek 8-byte DSA tag")
	case protocol>>4 == 0x9:
		p.str("Realtek RTL8306 4-byte DSA tag")
	case protocol>>4 == 0xa:
		p.str("Realtek RTL8366RB 4-byte DSA tag")
	default:
		p.printf("Realtek unknown type 0x%02x", protocol)
	}
}

var rrcpOpcodes = names{{0, "hello"}, {1, "get"}, {2, "set"}}

// rrcp prints a Realtek Remote Control Protocol frame. The first bit of the
// opcode is a reply's.
//
//	+----------+--------+-----+----------+------+--------
//	| protocol | opcode | key | register | data | cookie
//	+----------+--------+-----+----------+------+--------
//	  1          1        2     2          4      8
//
// Register and data are little-endian.
func (p *Printer) rrcp(v view) {
	p.enter("rrcp", v)
	opcode, reply := v.u8(1)&0x7f, v.u8(1)&0x80 != 0
	p.printf("RRCP %s: ", choose(reply, "reply", "query"))
	p.name(rrcpOpcodes, "unknown opcode (0x%02x)", opcode)
	register := opcode == 1 || opcode == 2
	if register {
		p.printf(" addr=0x%04x, data=0x%08x", v.le16(4), v.le32(6))
	}
	p.printf(", auth=0x%04x", v.u16(2))
	switch {
	case opcode == 0 && reply:
		v.need(4, 14)
		p.printf(" downlink_port=%d, uplink_port=%d, uplink_mac=", v.u8(4), v.u8(5))
		p.mac(v, 6)
		p.printf(", vendor_id=%08x ,chip_id=%04x ", v.u32(14), v.u16(12))
	case register:
		p.printf(", cookie=0x%08x%08x ", v.u32(14), v.u32(10))
	}
}
