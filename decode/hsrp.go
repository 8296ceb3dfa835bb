package decode

const portHSRP = 1985

var hsrpCodes = names{{0, "hello"}, {1, "coup"}, {2, "resign"}, {3, "advertise"}}

var hsrpStates = names{
	{0, "initial"},
	{1, "learn"},
	{2, "listen"},
	{4, "speak"},
	{8, "standby"},
	{16, "active"},
}

// printHSRP prints a Hot Standby Router Protocol packet: RFC 2281.
//
//	0         1      2       3       4      5          6       7          8      16
//	+---------+------+-------+-------+------+----------+-------+----------+------+---------+
//	| version | code | state | hello | hold | priority | group | reserved | auth | address |
//	+---------+------+-------+-------+------+----------+-------+----------+------+---------+
func printHSRP(p *Printer, v view) {
	p.enter("hsrp", v)
	version := v.u8(0)
	if version == hsrpGroupTLV && v.has(0, 3) && v.u8(1) == hsrpGroupLen && v.u8(2) == 2 {
		p.hsrp2(v)
		return
	}
	p.printf("HSRPv%d", version)
	if version != 0 {
		return
	}
	code := v.u8(1)
	p.byte('-')
	p.name(hsrpCodes[:3], "unknown (%d)", code)
	p.printf(" %d: ", v.n)
	state := v.u8(2)
	p.str("state=")
	p.name(hsrpStates, "Unknown (%d)", state)
	p.printf(" group=%d ", v.u8(6))
	if reserved := v.u8(7); reserved != 0 {
		p.printf("[reserved=%d!] ", reserved)
	}
	v.need(16, 4)
	p.str("addr=")
	p.addr4(v, 16)
	if p.v > 0 {
		p.str(" hellotime=")
		p.span(uint32(v.u8(3)))
		p.str(" holdtime=")
		p.span(uint32(v.u8(4)))
		p.printf(` priority=%d auth="`, v.u8(5))
		p.paddedText(v, 8, 8)
		p.byte('"')
	}
}

// TLVs of version 2 and the length of the one that tells of a group.
const (
	hsrpGroupTLV = 1
	hsrpTextTLV  = 3
	hsrpMD5TLV   = 4
	hsrpGroupLen = 40
)

var hsrp2States = names{
	{0, "disabled"},
	{1, "initial"},
	{2, "learn"},
	{3, "listen"},
	{4, "speak"},
	{5, "standby"},
	{6, "active"},
}

// hsrp2 prints a packet of version 2, which is TLVs and has no RFC. Times are
// milliseconds.
//
//	0      1        2         3      4       5         6       8
//	+------+--------+---------+------+-------+---------+-------+------------+--------
//	| type | length | version | code | state | address | group | identifier | priority...
//	+------+--------+---------+------+-------+---------+-------+------------+--------
func (p *Printer) hsrp2(v view) {
	code, state, group := v.u8(3), v.u8(4), v.u16(6)
	p.str("HSRPv2-")
	p.name(hsrpCodes, "unknown (%d)", code)
	p.printf(" %d: state=", v.n)
	p.name(hsrp2States, "Unknown (%d)", state)
	size := 4
	if v.u8(5) == 6 {
		size = 16
	}
	addr := v.bytes(26, size)
	p.printf(" group=%d addr=", group)
	p.host(addr)
	if p.v == 0 {
		return
	}
	p.printf(" hellotime=%dms holdtime=%dms priority=%d", v.u32(18), v.u32(22), v.u32(14))
	v.need(8, 6)
	p.str(" identifier=")
	p.mac(v, 8)
	for v = v.from(2 + hsrpGroupLen); v.n >= 2; {
		kind, size := v.u8(0), v.u8(1)
		v = v.from(2)
		if size > v.n {
			p.badNumber("TLV length", size, ">", v.n)
			return
		}
		switch kind {
		case hsrpTextTLV:
			p.str(` auth="`)
			p.paddedText(v, 0, size)
			p.byte('"')
		case hsrpMD5TLV:
			p.str(" auth=MD5")
		default:
			p.printf(" type-%d-TLV length %d", kind, size)
		}
		v = v.from(size)
	}
}
