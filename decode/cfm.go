package decode

// Opcodes of CFM PDUs: IEEE 802.1Q-2014, table 21-4.
const (
	cfmCCM = 1
	cfmLTR = 4
	cfmLTM = 5
)

var cfmOpcodes = names{
	{cfmCCM, "Continuity Check Message"},
	{2, "Loopback Reply"},
	{3, "Loopback Message"},
	{cfmLTR, "Linktrace Reply"},
	{cfmLTM, "Linktrace Message"},
}

// cfmIntervals are the times between continuity check messages in
// microseconds, by code: IEEE 802.1Q-2014, table 21-16.
var cfmIntervals = [8]float32{0, 0.003333, 0.01, 0.1, 1, 10, 60, 600}

// Formats of maintenance domain names and of short association names: IEEE
// 802.1Q-2014, tables 21-19 and 21-20.
const (
	cfmNoName   = 1 // of a domain
	cfmDNSName  = 2
	cfmMACName  = 3
	cfmTextName = 4
	cfmMAText   = 2 // of an association
)

var (
	cfmDomainFormats = names{
		{0, "IEEE 802.1"},
		{cfmNoName, "No MD Name present"},
		{cfmDNSName, "DNS string"},
		{cfmMACName, "MAC + 16Bit Integer"},
		{cfmTextName, "Character string"},
	}
	cfmAssociationFormats = names{
		{0, "IEEE 802.1"},
		{1, "Primary VID"},
		{cfmMAText, "Character string"},
		{3, "16Bit Integer"},
		{4, "RFC2685 VPN-ID"},
	}
	cfmLTMFlags = names{{0x80, "Use Forwarding-DB only"}}
	cfmLTRFlags = names{{0x80, "UseFDB Only"}, {0x40, "FwdYes"}, {0x20, "Terminal MEP"}}
	cfmRelays   = names{{1, "Exact Match"}, {2, "Filtering DB"}, {3, "MIP CCM DB"}}
)

// printCFM prints a Connectivity Fault Management PDU: IEEE 802.1Q-2014, 21.
//
//	 0       3         8        16      24                32
//	+-------+---------+--------+-------+-----------------+------
//	| level | version | opcode | flags | first TLV offset| data
//	+-------+---------+--------+-------+-----------------+------
func printCFM(p *Printer, v view) {
	p.enter("cfm", v)
	if v.n < 4 {
		p.str(slowTooShort)
		return
	}
	v.need(0, 4)
	level, version := v.u8(0)>>5, v.u8(0)&0x1f
	if version != 0 {
		p.printf("CFMv%d not supported, length %d", version, v.n)
		return
	}
	opcode := v.u8(1)
	p.str("CFMv0 ")
	p.name(cfmOpcodes, "unknown (%d)", opcode)
	p.printf(", MD Level %d, length %d", level, v.n)
	if p.v == 0 {
		return
	}
	flags, first := v.u8(2), v.u8(3)
	p.printf("\n\tFirst TLV offset %d", first)
	v = v.from(4)
	if first > v.n {
		p.printf(" (too large, must be <= %d)", v.n)
		return
	}
	least, whole := func(which, n int) bool {
		if first < n {
			p.printf(" (too small %d, must be >= %d)", which, n)
			return false
		}
		v.need(0, n)
		return true
	}, true
	switch opcode {
	case cfmCCM:
		whole = least(1, 70) && p.cfmContinuity(flags, v)
	case cfmLTM:
		if whole = least(4, 17); !whole {
			break
		}
		p.str(", Flags [")
		p.flags(cfmLTMFlags, "none", ", ", uint32(flags))
		p.printf("]\n\t  Transaction-ID 0x%08x, ttl %d\n\t  Original-MAC ", v.u32(0), v.u8(4))
		p.mac(v, 5)
		p.str(", Target-MAC ")
		p.mac(v, 11)
	case cfmLTR:
		if whole = least(5, 6); !whole {
			break
		}
		p.str(", Flags [")
		p.flags(cfmLTRFlags, "none", ", ", uint32(flags))
		p.printf("]\n\t  Transaction-ID 0x%08x, ttl %d\n\t  Replay-Action ", v.u32(0), v.u8(4))
		p.name(cfmRelays, "Unknown", v.u8(5))
		p.printf(" (%d)", v.u8(5))
	default:
		p.hexLines("\n\t  ", v, 0, v.n-first)
	}
	if whole {
		p.cfmTLVs(v.from(first))
	}
}

// cfmContinuity prints a continuity check message, and reports whether it makes
// sense: IEEE 802.1Q-2014, 21.6.
//
//	+----------+----------+--------------------------------+---------
//	| sequence | endpoint | maintenance association (48)   | Y.1731
//	+----------+----------+--------------------------------+---------
//	  4          2
func (p *Printer) cfmContinuity(flags int, v view) bool {
	interval := flags & 7
	p.printf(", Flags [CCM Interval %d%s]", interval, choose(flags&0x80 != 0, ", RDI", ""))
	if interval > 0 {
		base := cfmIntervals[interval]
		p.str("\n\t  CCM Interval ")
		p.float(base, 3)
		p.str("s, min CCM Lifetime ")
		p.float(base*3.25, 3)
		p.str("s, max CCM Lifetime ")
		p.float(base*3.5, 3)
		p.byte('s')
	}
	p.printf("\n\t  Sequence Number 0x%08x, MA-End-Point-ID 0x%04x", v.u32(0), v.u16(4))
	v = v.sub(6, 48)

	format := v.u8(0)
	p.str("\n\t  MD Name Format ")
	p.name(cfmDomainFormats, "Unknown", format)
	p.printf(" (%d)", format)
	if v = v.from(1); format != cfmNoName {
		length := v.u8(0)
		p.printf(", MD Name length %d", length)
		if v = v.from(1); length > v.n-3 {
			p.printf(" (too large, must be <= %d)", v.n-2)
			return false
		}
		p.str("\n\t  MD Name: ")
		switch {
		case format == cfmDNSName || format == cfmTextName:
			p.paddedText(v, 0, length)
		case format == cfmMACName && length == 6:
			p.str("\n\t  MAC ")
			p.mac(v, 0)
		case format == cfmMACName:
			p.str("\n\t  MAC (length invalid)")
		default:
			p.hexLines("\n\t    ", v, 0, length)
		}
		v = v.from(length)
	}
	format, length := v.u8(0), v.u8(1)
	v = v.from(2)
	p.str("\n\t  MA Name-Format ")
	p.name(cfmAssociationFormats, "Unknown", format)
	p.printf(" (%d), MA name length %d", format, length)
	if length > v.n {
		p.printf(" (too large, must be <= %d)", v.n)
		return false
	}
	p.str("\n\t  MA Name: ")
	if format == cfmMAText {
		p.paddedText(v, 0, length)
	} else {
		p.hexLines("\n\t    ", v, 0, length)
	}
	return true
}
