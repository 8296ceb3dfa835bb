package decode

import "pktcap/checksum"

// ICMPv6 types: the IANA registry "ICMPv6 'type' Numbers".
const (
	icmp6Unreachable     = 1
	icmp6TooBig          = 2
	icmp6TimeExceeded    = 3
	icmp6Parameter       = 4
	icmp6Echo            = 128
	icmp6EchoReply       = 129
	icmp6MLDQuery        = 130
	icmp6MLDReport       = 131
	icmp6MLDDone         = 132
	icmp6RouterSolicit   = 133
	icmp6RouterAdvert    = 134
	icmp6NeighborSolicit = 135
	icmp6NeighborAdvert  = 136
	icmp6Redirect        = 137
	icmp6Renumbering     = 138
	icmp6NodeQuery       = 139
	icmp6NodeReply       = 140
	icmp6InverseSolicit  = 141
	icmp6InverseAdvert   = 142
	icmp6MLDv2Report     = 143
	icmp6HomeRequest     = 144
	icmp6HomeReply       = 145
	icmp6MobileSolicit   = 146
	icmp6MobileAdvert    = 147
	icmp6RPL             = 155
	icmp6ExtEcho         = 160
	icmp6ExtEchoReply    = 161
)

var icmp6Names = names{
	{icmp6Unreachable, "destination unreachable"},
	{icmp6TooBig, "packet too big"},
	{icmp6TimeExceeded, "time exceeded in-transit"},
	{icmp6Parameter, "parameter problem"},
	{icmp6Echo, "echo request"},
	{icmp6EchoReply, "echo reply"},
	{icmp6MLDQuery, "multicast listener query"},
	{icmp6MLDReport, "multicast listener report"},
	{icmp6MLDDone, "multicast listener done"},
	{icmp6RouterSolicit, "router solicitation"},
	{icmp6RouterAdvert, "router advertisement"},
	{icmp6NeighborSolicit, "neighbor solicitation"},
	{icmp6NeighborAdvert, "neighbor advertisement"},
	{icmp6Redirect, "redirect"},
	{icmp6Renumbering, "router renumbering"},
	{icmp6NodeQuery, "node information query"},
	{icmp6NodeReply, "node information reply"},
	{icmp6InverseSolicit, "inverse neighbor solicitation"},
	{icmp6InverseAdvert, "inverse neighbor advertisement"},
	{icmp6MLDv2Report, "multicast listener report v2"},
	{icmp6HomeRequest, "ha discovery request"},
	{icmp6HomeReply, "ha discovery reply"},
	{icmp6MobileSolicit, "mobile router solicitation"},
	{icmp6MobileAdvert, "mobile router advertisement"},
	{icmp6RPL, "RPL"},
	{icmp6ExtEcho, "extended echo request"},
	{icmp6ExtEchoReply, "extended echo reply"},
	{200, "mtrace response"},
	{201, "mtrace message"},
}

// printICMPv6 prints an ICMPv6 message: RFC 4443.
func printICMPv6(p *Printer, v view) {
	p.enter("icmp6", v)
	if v.n == 0 {
		p.str("ICMP6, length 0")
		return
	}
	kind := v.u8(0)
	if p.v > 0 && !p.ip.fragmented && v.has(0, v.n) && v.n >= 4 {
		if sum := p.transportChecksum(v, v.n, protoICMPv6); sum != 0 {
			field := uint16(v.u16(2))
			p.printf("[bad icmp6 cksum 0x%04x -> 0x%04x!] ", field, checksum.Add(field, sum))
		} else {
			p.str("[icmp6 sum ok] ")
		}
	}
	p.str("ICMP6, ")
	p.name(icmp6Names, "unknown icmp6 type (%d)", kind)
	if p.v > 0 {
		switch kind { // their details are lines of their own
		case icmp6RouterSolicit, icmp6RouterAdvert, icmp6NeighborSolicit, icmp6NeighborAdvert,
			icmp6Redirect, icmp6HomeReply, icmp6MobileAdvert:
			p.printf(", length %d", v.n)
		}
	}
	code := v.u8(1)
	switch kind {
	case icmp6Unreachable:
		if !p.icmp6Unreachable(v, code) {
			return
		}
	case icmp6TooBig:
		p.printf(", mtu %d", v.u32(4))
	case icmp6TimeExceeded:
		switch code {
		case 0:
			p.addr6After(" for ", v, 8+24)
		case 1:
			p.str(" (reassembly)")
		default:
			p.printf(", unknown code (%d)", code)
		}
	case icmp6Parameter:
		v.need(8+24, 16)
		switch code {
		case 0, 1, 2, 3:
			p.str([...]string{", erroneous", ", next header", ", option", ", incomplete header chain"}[code])
			p.printf(" - octet %d", v.u32(4))
		default:
			p.printf(", code-#%d", code)
		}
	case icmp6Echo, icmp6EchoReply:
		v.need(4, 4)
		p.str(", id ")
		p.dec(v.u16(4))
		p.str(", seq ")
		p.dec(v.u16(6))
	case icmp6ExtEcho, icmp6ExtEchoReply: // RFC 8335
		p.printf(", id %d, seq %d", v.u16(4), v.u8(6))
		if p.v > 0 {
			if kind == icmp6ExtEchoReply {
				p.extEchoReply(v)
				break
			}
			p.str("\n\t")
			p.probeInterface(v)
			p.probeObject(v.from(8))
		}
	case icmp6MLDQuery:
		switch {
		case v.n == 24:
			p.mld(v)
		case v.n >= 28:
			p.str(" v2")
			p.mldQuery2(v)
		default:
			p.printf(" unknown-version (len %d) ", v.n)
		}
	case icmp6MLDReport, icmp6MLDDone:
		p.mld(v)
	case icmp6MLDv2Report:
		p.mldReport2(v)
	case icmp6RouterSolicit:
		p.neighborOptions(v, 8)
	case icmp6RouterAdvert:
		p.routerAdvert6(v)
	case icmp6NeighborSolicit:
		p.addr6After(", who has ", v, 8)
		p.neighborOptions(v, 24)
	case icmp6NeighborAdvert:
		p.addr6After(", tgt is ", v, 8)
		if p.v > 0 {
			p.str(", Flags [")
			p.flags(neighborAdvertFlags, "none", ", ", v.u32(4))
			p.byte(']')
		}
		p.neighborOptions(v, 24)
	case icmp6Redirect:
		p.addr6After(", ", v, 24)
		p.addr6After(" to ", v, 8)
		p.neighborOptions(v, 40)
	case icmp6Renumbering:
		p.renumbering(v, code)
	case icmp6NodeQuery:
		p.nodeQuery(v, code)
	case icmp6NodeReply:
		p.nodeReply(v, code)
	case icmp6InverseSolicit, icmp6InverseAdvert:
	case icmp6HomeRequest, icmp6MobileSolicit:
		p.printf(", id 0x%04x", v.u16(4))
	case icmp6HomeReply: // RFC 6275, section 6.6
		if p.v > 0 {
			p.printf(", id 0x%04x", v.u16(4))
			for pos := 8; pos < min(v.n, len(v.b)); pos += 16 {
				p.addr6After(", ", v, pos)
			}
		}
	case icmp6MobileAdvert: // RFC 6275, section 6.8
		if p.v > 0 {
			p.printf(", id 0x%04x", v.u16(4))
			p.str([...]string{"", " O", " M", " MO"}[v.u16(6)>>14])
			p.neighborOptions(v, 8)
		}
	case icmp6RPL:
		p.rpl(v, code)
	default:
		p.printf(", length %d", v.n)
		if p.v <= 1 {
			p.hexLines("\n\t", v, 0, v.n)
		}
		return
	}
	if p.v == 0 {
		p.str(", length ")
		p.dec(v.n)
	}
}

var icmp6UnreachableNames = names{
	{0, "unreachable route"},
	{1, " unreachable prohibited"},
	{2, "beyond scope"},
	{3, "unreachable address"},
	{4, "unreachable port"},
}

// icmp6Unreachable prints a Destination Unreachable message (RFC 4443, section
// 3.1), and reports whether its length is still to be printed.
func (p *Printer) icmp6Unreachable(v view, code int) bool {
	p.str(", ")
	p.name(icmp6UnreachableNames, "unknown unreach code (%d)", code)
	const innerDst = 8 + 24
	if code <= 3 {
		v.need(innerDst, 16)
	}
	switch code {
	case 0, 1, 3:
		p.byte(' ')
		p.addr6(v, innerDst)
	case 2:
		p.byte(' ')
		p.addr6(v, innerDst)
		p.str(", source address ")
		p.addr6(v, innerDst-16)
	case 4:
		transport, proto, ok := upperLayer6(v.from(8))
		if !ok {
			p.truncated()
			return false
		}
		port := transport.u16(2)
		p.str(", ")
		p.addr6(v, innerDst)
		if proto == protoTCP {
			p.str(" tcp port ")
			p.tcpPort(port)
		} else {
			p.str(" udp port ")
			p.udpPort(port)
		}
	default:
		if p.v <= 1 {
			p.hexLines("\n\t", v, 0, v.n)
			return false
		}
	}
	if p.v > 1 {
		p.hexLines("\n\t", v, 0, v.n)
	}
	return true
}

// upperLayer6 returns the TCP or UDP header after the extension headers of the
// IPv6 packet v, and its protocol; ok is false where there is none.
func upperLayer6(v view) (upper view, proto int, ok bool) {
	if !v.has(0, ipv6Len) {
		return v, 0, false
	}
	next, pos := v.u8(6), ipv6Len
	for v.has(pos, 2) {
		switch next {
		case protoHopByHop, protoDestOpts, protoRouting:
			next, pos = v.u8(pos), pos+(v.u8(pos+1)+1)*8
		case protoFragment:
			if !v.has(pos, 4) {
				return v, 0, false
			}
			if v.u16(pos+2)&^7 != 0 { // the transport header is not in this fragment
				return v, 0, false
			}
			next, pos = v.u8(pos), pos+8
		case protoTCP, protoUDP:
			return v.from(pos), next, true
		default:
			return v, 0, false
		}
	}
	return v, 0, false
}

// mld prints a version 1 Multicast Listener Discovery message: RFC 2710, section
// 3.
func (p *Printer) mld(v view) {
	if !v.has(8, 16) {
		return
	}
	p.printf("max resp delay: %d addr: ", v.u16(4))
	p.addr6(v, 8)
}

// mldQuery2 prints a version 2 query: RFC 3810, section 5.1.
func (p *Printer) mldQuery2(v view) {
	if p.v > 0 {
		delay := v.u16(4)
		if delay >= 0x8000 {
			delay = (delay&0xfff | 0x1000) << (delay>>12&7 + 3)
		}
		p.printf(" [max resp delay=%d]", delay)
	}
	p.addr6After(" [gaddr ", v, 8)
	if p.v > 0 {
		bits, interval := v.u8(24), v.u8(25)
		if bits&8 != 0 {
			p.str(" sflag")
		}
		if bits&7 != 0 {
			p.printf(" robustness=%d", bits&7)
		}
		if interval >= 0x80 {
			interval = (interval&0xf | 0x10) << (interval>>4&7 + 3)
		}
		p.printf(" qqi=%d", interval)
	}
	if sources := v.u16(26); sources > 0 {
		switch {
		case v.n < 28+16*sources:
			p.str(" [invalid number of sources]")
		case p.v > 1:
			p.mldSources(v, 28, sources)
		default:
			p.printf(", %d source(s)", sources)
		}
	}
	p.byte(']')
}

// mldSources prints n addresses from off on.
func (p *Printer) mldSources(v view, off, n int) {
	p.str(" {")
	for i := range n {
		p.addr6After(" ", v, off+16*i)
	}
	p.str(" }")
}

var mldRecordNames = names{
	{1, "is_in"},
	{2, "is_ex"},
	{3, "to_in"},
	{4, "to_ex"},
	{5, "allow"},
	{6, "block"},
}

// mldReport2 prints a version 2 report: RFC 3810, section 5.2.
func (p *Printer) mldReport2(v view) {
	if v.n < 8 {
		p.printf(" [invalid len %d]", v.n)
		return
	}
	groups := v.u16(6)
	p.printf(", %d group record(s)", groups)
	if p.v == 0 {
		return
	}
	pos := 8
	for range groups {
		if v.n < pos+20 {
			p.str(" [invalid number of groups]")
			return
		}
		p.addr6After(" [gaddr ", v, pos+4)
		p.byte(' ')
		p.name(mldRecordNames, " [v2-report-#%d]", v.u8(pos))
		sources := v.u16(pos + 2)
		if v.n < pos+20+16*sources {
			p.printf(" [invalid number of sources %d]", sources)
			return
		}
		if p.v == 1 {
			p.printf(", %d source(s)", sources)
		} else {
			p.mldSources(v, pos+20, sources)
		}
		pos += 20 + 16*sources
		p.byte(']')
	}
}
