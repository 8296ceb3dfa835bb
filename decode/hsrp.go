package decode

const portHSRP = 1985

var hsrpCodes = names{{0, "hello"}, {1, "coup"}, {2, "resign"}}

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
	p.printf("HSRPv%d", version)
	if version != 0 {
		return
	}
	code := v.u8(1)
	p.byte('-')
	p.name(hsrpCodes, "unknown (%d)", code)
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
