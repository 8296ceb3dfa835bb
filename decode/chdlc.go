package decode

// chdlcLen is the length of a Cisco HDLC header.
const chdlcLen = 4

var chdlcCasts = names{{0x0f, "unicast"}, {0x8f, "bcast"}}

// printCHDLCLink prints a Cisco HDLC frame that is the packet.
func printCHDLCLink(p *Printer, v view) {
	p.protocol = "chdlc"
	v.need(0, chdlcLen)
	p.linkLen += chdlcLen
	printCHDLC(p, v)
}

// printCHDLC prints a Cisco HDLC frame.
//
//	+---------+---------+----------+--------
//	| address | control | protocol | payload
//	+---------+---------+----------+--------
//	  1         1         2
func printCHDLC(p *Printer, v view) {
	p.enter("chdlc", v)
	if v.n < chdlcLen {
		p.badNumber("length", v.n, "<", chdlcLen)
		return
	}
	protocol := v.u16(2)
	if p.opt.Link {
		p.name(chdlcCasts, "0x%02x", v.u8(0))
		p.str(", ethertype ")
		p.name(etherTypeNames, "Unknown", protocol)
		p.printf(" (0x%04x), length %d: ", protocol, v.n)
	}
	v = v.from(chdlcLen)
	switch protocol {
	case typeIPv4:
		printIPv4(p, v)
	case typeIPv6:
		printIPv6(p, v)
	case typeRARP: // which is SLARP's number here
		p.slarp(v)
	case typeMPLS, typeMPLSMulti:
		printMPLS(p, v)
	case typeOSI:
		if v.n < 2 {
			p.badNumber("length", v.n, "<", 2)
			return
		}
		// A byte may precede the NLPID.
		switch v.u8(1) {
		case nlpidCLNP, nlpidESIS, nlpidISIS:
			v = v.from(1)
		}
		printOSI(p, v)
	default:
		if !p.opt.Link {
			p.printf("unknown CHDLC protocol (0x%04x)", protocol)
		}
	}
}

// Lengths of a serial line address resolution packet, without and with the time
// that the link is up.
const (
	slarpMin = 14
	slarpMax = 18
)

// slarp prints a Serial Line Address Resolution Protocol packet: Cisco,
// "Cisco HDLC".
//
//	+------+---------+------+             +------+------+-------+-------------+--------
//	| code | address | mask |             | code | mine | yours | reliability | uptime
//	+------+---------+------+             +------+------+-------+-------------+--------
//	  4      4         4        request,    4      4      4       2             0, 4
//	                            reply                                 keepalive
func (p *Printer) slarp(v view) {
	p.enter("chdlc_slarp", v)
	p.str("SLARP")
	if v.n < slarpMin {
		p.badNumber("length", v.n, "<", slarpMin)
		return
	}
	p.printf(" (length: %d), ", v.n)
	v.need(0, slarpMin)
	switch code := v.u32(0); code {
	case 0:
		p.str("request")
	case 1:
		p.str("reply ")
		p.addr4(v, 4)
		p.byte('/')
		p.addr4(v, 8)
	case 2:
		p.printf("keepalive: mineseen=0x%08x, yourseen=0x%08x, reliability=0x%04x", v.u32(4), v.u32(8), v.u16(12))
		if v.n >= slarpMax {
			s := v.u32(14) / 1000
			p.printf(", link uptime=%dd%dh%dm%ds", s/86400, s/3600%24, s/60%60, s%60)
		}
	default:
		p.printf("0x%02x unknown", code)
		if p.v <= 1 {
			p.hexView("\n\t", v.from(4))
		}
	}
	if v.n > slarpMax && p.v > 0 {
		p.printf(", (trailing junk: %d bytes)", v.n-slarpMax)
	}
	if p.v > 1 {
		p.hexView("\n\t", v.from(4))
	}
}
