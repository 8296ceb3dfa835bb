package decode

// Names of what a packet filter did and why: OpenBSD's net/pfvar.h.
var (
	pfReasons = names{
		{0, "0(match)"}, {1, "1(bad-offset)"}, {2, "2(fragment)"}, {3, "3(short)"}, {4, "4(normalize)"},
		{5, "5(memory)"}, {6, "6(bad-timestamp)"}, {7, "7(congestion)"}, {8, "8(ip-option)"}, {9, "9(proto-cksum)"},
		{10, "10(state-mismatch)"}, {11, "11(state-insert)"}, {12, "12(state-limit)"}, {13, "13(src-limit)"},
		{14, "14(synproxy)"},
	}
	pfActions = names{
		{0, "pass"}, {1, "block"}, {2, "scrub"}, {4, "nat"}, {5, "nonat"}, {6, "binat"}, {7, "nobinat"},
		{8, "rdr"}, {9, "nordr"}, {10, "synproxy-drop"},
	}
	pfDirections = names{{0, "in/out"}, {1, "in"}, {2, "out"}}
)

// minPFLog is the length of the shortest header of a pflog packet.
const minPFLog = 45

// printPFLog prints a packet that a packet filter logged: OpenBSD's
// net/if_pflog.h.
//
//	0        1        2        3        4           20        36     40       44   60
//	+--------+--------+--------+--------+-----------+---------+------+--------+----+-----------
//	| length | family | action | reason | interface | ruleset | rule | subrule| ...| direction
//	+--------+--------+--------+--------+-----------+---------+------+--------+----+-----------
func printPFLog(p *Printer, v view) {
	p.enter("pflog", v)
	if !v.has(0, 1) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	size := v.u8(0)
	if size < minPFLog {
		p.str("[pflog: invalid header length!]")
		p.linkLen += size
		return
	}
	size = (size + 3) &^ 3
	p.linkLen += size
	if !v.has(0, size) {
		p.truncated()
		return
	}
	if p.opt.Link {
		p.pfLogHeader(v)
	}
	body := v.from(size)
	switch v.u8(1) {
	case familyIPv4:
		printIPv4(p, body)
	case familyIPv6BSD, familyIPv6Free, familyIPv6Darwin, familyIPv6Linux:
		printIPv6(p, body)
	default:
		if !p.opt.Link {
			p.pfLogHeader(v)
		}
		p.unparsed(view{body.b, len(body.b)})
	}
}

// pfLogHeader prints the rule that logged a packet, and what became of it.
func (p *Printer) pfLogHeader(v view) {
	rule, subrule := v.u32(36), v.u32(40)
	if subrule == 0xffffffff {
		p.printf("rule %d/", rule)
	} else {
		p.printf("rule %d.", rule)
		p.paddedText(v, 20, 16)
		p.printf(".%d/", subrule)
	}
	p.name(pfReasons, "unkn(%d)", v.u8(3))
	p.str(": ")
	p.name(pfActions, "unkn(%d)", v.u8(2))
	p.byte(' ')
	p.name(pfDirections, "unkn(%d)", v.u8(60))
	p.str(" on ")
	p.paddedText(v, 4, 16)
	p.str(": ")
}
