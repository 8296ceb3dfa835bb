package decode

import "pktcap/checksum"

// Types of Mobility headers: the IANA registry "Mobility Header Types".
const (
	mobilityRefresh = iota
	mobilityHomeInit
	mobilityCareInit
	mobilityHomeTest
	mobilityCareTest
	mobilityUpdate
	mobilityAck
	mobilityError
)

var mobilityTypes = names{
	{mobilityRefresh, "BRR"},
	{mobilityHomeInit, "HoTI"},
	{mobilityCareInit, "CoTI"},
	{mobilityHomeTest, "HoT"},
	{mobilityCareTest, "CoT"},
	{mobilityUpdate, "BU"},
	{mobilityAck, "BA"},
	{mobilityError, "BE"},
}

// mobilityLens are the lengths of the types' fixed parts.
var mobilityLens = [...]int{8, 16, 16, 24, 24, 12, 12, 24}

// printMobility prints a Mobility header: RFC 6275, section 6.1.
//
//	0          1        2      3          4          6
//	+----------+--------+------+----------+----------+------
//	| protocol | length | type | reserved | checksum | data
//	+----------+--------+------+----------+----------+------
func printMobility(p *Printer, v view) {
	p.enter("mobility", v)
	length := (v.u8(1) + 1) * 8
	kind := v.u8(2)
	p.str("mobility: ")
	if next := v.u8(0); next != protoNone {
		p.printf("(payload protocol %d should be %d) ", next, protoNone)
	}
	p.name(mobilityTypes, "type-#%d", kind)
	if kind < len(mobilityLens) && length < mobilityLens[kind] {
		p.printf(" (header length %d < %d)", length, (mobilityLens[kind]+7)&^7)
		p.invalid()
		return
	}
	who := choose(kind == mobilityHomeInit || kind == mobilityHomeTest, "Home", "Care-of")
	switch kind {
	case mobilityRefresh:
	case mobilityHomeInit, mobilityCareInit:
		if p.v > 0 {
			p.printf(" %s Init Cookie=%08x:%08x", who, v.u32(8), v.u32(12))
		}
	case mobilityHomeTest, mobilityCareTest:
		p.printf(" nonce id=0x%x", v.u16(6))
		if p.v > 0 {
			p.printf(" %s Init Cookie=%08x:%08x", who, v.u32(8), v.u32(12))
			p.printf(" %s Keygen Token=%08x:%08x", who, v.u32(16), v.u32(20))
		}
	case mobilityUpdate:
		p.printf(" seq#=%d", v.u16(6))
		if flags := v.u8(8); flags&0xf0 != 0 {
			p.byte(' ')
			p.flags(names{{0x80, "A"}, {0x40, "H"}, {0x20, "L"}, {0x10, "K"}}, "", "", uint32(flags))
		}
		p.printf(" lifetime=%d", v.u16(10)*4)
	case mobilityAck:
		p.printf(" status=%d", v.u8(6))
		if v.u8(7)&0x80 != 0 {
			p.str(" K")
		}
		p.printf(" seq#=%d", v.u16(8))
		p.printf(" lifetime=%d", v.u16(10)*4)
	case mobilityError:
		p.printf(" status=%d", v.u8(6))
		p.addr6After(" homeaddr ", v, 8)
	default:
		p.printf(" len=%d", v.u8(1))
		return
	}
	if p.v > 0 {
		fixed := mobilityLens[kind]
		p.mobilityOptions(v.at(fixed, length-fixed))
	}
}

// mobilityOptions prints the options that are v: RFC 6275, section 6.2.
func (p *Printer) mobilityOptions(v view) {
	const pad1, padN, refresh, careOf, nonces, auth = 0, 1, 2, 3, 4, 5
	for v.n > 0 {
		kind := v.u8(0)
		if kind == pad1 {
			p.str("(pad1)")
			v = v.from(1)
			continue
		}
		if v.n < 2 {
			bail()
		}
		size := v.u8(1) + 2
		if size > v.n {
			bail()
		}
		least, name := 2, ""
		switch kind {
		case padN:
			name = "padn"
		case refresh:
			least, name = 4, "refresh"
		case careOf:
			least, name = 18, "altcoa"
		case nonces:
			least, name = 6, "ni"
		case auth:
			least, name = 12, "auth"
		}
		if v.n < least { // what the option itself claims does not matter
			p.printf("(%s: trunc)", name)
			bail()
		}
		switch kind {
		case padN, auth:
			p.printf("(%s)", name)
		case refresh:
			p.str("(refresh: ")
			p.printf("%d)", v.u16(2)*4)
		case careOf:
			p.str("(alt-CoA: ")
			p.addr6(v, 2)
			p.byte(')')
		case nonces:
			p.str("(ni: ")
			p.printf("ho=0x%04x co=0x%04x)", v.u16(2), v.u16(4))
		default:
			v.need(0, size)
			p.printf("(unknown: type-#%d len=%d)", kind, size-2)
		}
		v = v.from(size)
	}
}

// printMobile prints a minimal encapsulation header: RFC 2004.
//
//	0          1      2          4             8
//	+----------+------+----------+-------------+----------
//	| protocol | flag | checksum | destination | source
//	+----------+------+----------+-------------+----------
func printMobile(p *Printer, v view) {
	p.enter("mobile", v)
	if v.n < 8 || !v.has(0, 12) {
		p.truncated()
		return
	}
	p.str("mobile: ")
	size := 8
	if v.u8(1)&0x80 != 0 {
		size = 12
		p.str("[S] ")
		if p.v > 0 {
			p.addr4(v, 8)
			p.byte(' ')
		}
	} else {
		p.str("[] ")
	}
	if p.v > 0 {
		p.str("> ")
		p.addr4(v, 4)
		p.printf(" (oproto=%d)", v.u8(0))
	}
	if checksum.Checksum(v.b[:size]) != 0 {
		p.printf(" (bad checksum %d)", v.u16(2))
	}
}
