package decode

import "time"

// Ports of RADIUS: the early ones, RFC 2865 and 2866, Cisco's change of
// authorization, and RFC 5176.
const (
	portRADIUSOld        = 1645
	portRADIUSAcctOld    = 1646
	portRADIUSCiscoCoA   = 1700
	portRADIUS           = 1812
	portRADIUSAccounting = 1813
	portRADIUSCoA        = 3799

	radiusMinLen = 20
	radiusMaxLen = 4096
)

// printRADIUS prints a RADIUS packet: RFC 2865, 3.
//
//	+------+------------+--------+---------------+------------
//	| code | identifier | length | authenticator | attributes
//	+------+------------+--------+---------------+------------
//	  1      1            2        16
func printRADIUS(p *Printer, v view) {
	p.enter("radius", v)
	p.str("RADIUS")
	if v.n < radiusMinLen {
		p.badNumber("length", v.n, "<", radiusMinLen)
		return
	}
	length := v.u16(2)
	for _, limit := range [...]struct {
		bad bool
		op  string
		n   int
	}{
		{length < radiusMinLen, "<", radiusMinLen},
		{length > radiusMaxLen, ">", radiusMaxLen},
		{length > v.n, ">", v.n},
	} {
		if limit.bad {
			p.badNumber("length", length, limit.op, limit.n)
			return
		}
	}
	code, id := v.u8(0), v.u8(1)
	if p.v == 0 {
		p.str(", ")
		p.name(radiusCodes, "Unknown Command", code)
		p.printf(" (%d), id: 0x%02x length: %d", code, id, length)
		v.need(0, radiusMinLen)
		return
	}
	p.printf(", length: %d\n\t", length)
	p.name(radiusCodes, "Unknown Command", code)
	p.printf(" (%d), id: 0x%02x, Authenticator: ", code, id)
	for i := range 16 {
		p.printf("%02x", v.u8(4+i))
	}
	printRADIUSAttributes(p, v.sub(radiusMinLen, length-radiusMinLen))
}

// printRADIUSAttributes prints attributes: RFC 2865, 5.
func printRADIUSAttributes(p *Printer, v view) {
	for v.n > 0 {
		if v.n < 2 {
			p.badNumber("length", v.n, "<", 2)
			return
		}
		kind, length := v.u8(0), v.u8(1)
		attribute := radiusAttribute{name: "Unknown"}
		if kind > 0 && kind < len(radiusAttributes) {
			attribute = radiusAttributes[kind]
		}
		p.printf("\n\t  %s Attribute (%d), length: %d", attribute.name, kind, length)
		if length < 2 {
			p.badNumber("length", length, "<", 2)
			return
		}
		if length > v.n {
			p.badNumber("length", length, ">", v.n)
			return
		}
		p.str(", Value: ")
		if length > 2 {
			radiusValue(p, kind, attribute, v.sub(2, length-2))
		}
		if p.v > 1 {
			p.protocol = "radius"
			p.hexLines("\n\t    ", v, 2, length-2)
		}
		v = v.from(length)
	}
}

// wrongLength prints that v has not the length that it has to have, and reports
// whether it is so.
func (p *Printer) wrongLength(v view, want int) bool {
	if v.n == want {
		return false
	}
	p.badNumber("length", v.n, "!=", want)
	return true
}

// tooShort prints that v has less than least bytes, and reports whether it is
// so.
func (p *Printer) tooShort(v view, least int) bool {
	if v.n >= least {
		return false
	}
	p.badNumber("length", v.n, "<", least)
	return true
}

// radiusValue prints an attribute's value.
func radiusValue(p *Printer, kind int, attribute radiusAttribute, v view) {
	switch attribute.form {
	case radiusText:
		radiusTextValue(p, kind, v)
	case radiusNumber:
		if !p.wrongLength(v, 4) {
			radiusNumberValue(p, kind, attribute.values, v)
		}
	case radiusAddress:
		if p.wrongLength(v, 4) {
			return
		}
		addr := v.u32(0)
		choice := kind == radiusFramedIP || kind == radiusLoginIPHost
		switch {
		case choice && addr == 0xffffffff:
			p.str("User Selected")
		case choice && addr == 0xfffffffe:
			p.str("NAS Select")
		default:
			p.addr4(v, 0)
		}
	case radiusAddress6:
		if !p.wrongLength(v, 16) {
			p.addr6(v, 0)
		}
	case radiusPrefix6:
		radiusPrefix6Value(p, v)
	case radiusTime:
		if !p.wrongLength(v, 4) {
			t := time.Unix(int64(v.u32(0)), 0).In(p.opt.Location)
			p.out = t.AppendFormat(p.out, time.ANSIC)
		}
	case radiusOther:
		radiusOtherValue(p, kind, v)
	}
}

// radiusTag prints the tag that groups a tunnel's attributes: RFC 2868, 3.1.
func radiusTag(p *Printer, tag int) {
	if tag == 0 {
		p.str("Tag[Unused] ")
		return
	}
	p.printf("Tag[%d] ", tag)
}

var radiusTagged = names{{0x31, "Tagged"}, {0x32, "Untagged"}} // RFC 4675, 2.1

// radiusTextValue prints a text.
func radiusTextValue(p *Printer, kind int, v view) {
	switch kind {
	case radiusTunnelPassword: // RFC 2868, 3.5
		if p.tooShort(v, 3) {
			return
		}
		tag := v.u8(0)
		if tag > 0x1f {
			tag = 0
		}
		radiusTag(p, tag)
		p.printf("Salt %d ", v.u16(1))
		v = v.from(3)
	case radiusTunnelClient, radiusTunnelServer, radiusTunnelGroup, radiusTunnelAssign,
		radiusTunnelClientID, radiusTunnelServerID:
		if tag := v.u8(0); tag <= 0x1f {
			radiusTag(p, tag)
			v = v.from(1)
		}
	case radiusEgressVLANName:
		radiusVLANTag(p, v.u8(0))
		v = v.from(1)
	case radiusEAPMessage:
		printEAP(p, v)
		return
	}
	for i := 0; i < v.n && v.u8(i) != 0; i++ {
		p.dotted(byte(v.u8(i)))
	}
}

// dotted prints a printable character, or a dot for another.
func (p *Printer) dotted(c byte) {
	if !printable(c) {
		c = '.'
	}
	p.byte(c)
}

func radiusVLANTag(p *Printer, tag int) {
	p.name(radiusTagged, "Unknown tag", tag)
	p.printf(" (0x%02x) ", tag)
}

// radiusNumberValue prints a number, or what it stands for.
func radiusNumberValue(p *Printer, kind int, values []string, v view) {
	var n uint32
	switch kind {
	case radiusTunnelType, radiusTunnelMedium, radiusTunnelPref: // RFC 2868
		radiusTag(p, v.u8(0))
		n = uint32(v.u24(1))
	case radiusEgressVLANID:
		radiusVLANTag(p, v.u8(0))
		n = uint32(v.u24(1))
	default:
		n = v.u32(0)
	}
	if values != nil {
		if n < uint32(len(values)) && values[n] != "" {
			p.str(values[n])
		} else {
			p.printf("#%d", n)
		}
		return
	}
	switch kind {
	case radiusSessionTimeout, radiusIdleTimeout, radiusAcctDelay, radiusAcctSession, radiusAcctInterval:
		switch {
		case n < 60:
			p.printf("%02d secs", n)
		case n < 3600:
			p.printf("%02d:%02d min", n/60, n%60)
		default:
			p.printf("%02d:%02d:%02d hours", n/3600, n%3600/60, n%60)
		}
	default:
		switch {
		case kind == radiusFramedIPX && n == 0xfffffffe:
			p.str("NAS Select")
		case kind == radiusAppleTalkLink && n == 0:
			p.str("Unnumbered")
		case kind == radiusAppleTalkNet && n == 0:
			p.str("NAS assigned")
		default:
			p.dec32(n)
		}
	}
}
