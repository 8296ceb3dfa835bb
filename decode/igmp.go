package decode

import "pktcap/checksum"

// IGMP types: the IANA registry "IGMP Type Numbers".
const (
	igmpQuery       = 0x11
	igmpV1Report    = 0x12
	igmpDVMRP       = 0x13
	igmpPIMv1       = 0x14
	igmpV2Report    = 0x16
	igmpLeave       = 0x17
	igmpTraceReply  = 0x1e
	igmpTrace       = 0x1f
	igmpV3Report    = 0x22
	igmpDefaultTime = 100 // tenths of a second: the usual maximum response time
)

// printIGMP prints an IGMP message: RFC 2236, RFC 3376.
func printIGMP(p *Printer, v view) {
	p.enter("igmp", v)
	if p.opt.Quiet {
		p.str("igmp")
		return
	}
	switch kind := v.u8(0); kind {
	case igmpQuery:
		p.igmpQuery(v)
	case igmpV1Report:
		p.igmpGroup("igmp v1 report ", v)
		if v.n != 8 {
			p.printf(" [len %d]", v.n)
		}
	case igmpV2Report:
		p.igmpGroup("igmp v2 report ", v)
	case igmpLeave:
		p.igmpGroup("igmp leave ", v)
	case igmpV3Report:
		p.str("igmp v3 report")
		p.igmpReport3(v)
	case igmpDVMRP:
		p.str("igmp dvmrp")
		if v.n < 8 {
			p.printf(" [len %d]", v.n)
		} else {
			p.dvmrp(v)
		}
	case igmpPIMv1:
		p.str("igmp pimv1")
		if v.n < 8 {
			p.printf(" [len %d]", v.n)
		} else {
			p.pim1(v)
		}
	case igmpTrace:
		p.igmpTrace("mtrace", v)
	case igmpTraceReply:
		p.igmpTrace("mresp", v)
	default:
		p.printf("igmp-%d", kind)
	}
	if p.v > 0 && v.n > 0 && v.has(0, v.n) && checksum.Checksum(v.b[:v.n]) != 0 {
		p.printf(" bad igmp cksum %x!", v.u16(2))
	}
}

// igmpGroup prints a message that is about one group.
func (p *Printer) igmpGroup(name string, v view) {
	v.need(4, 4)
	p.str(name)
	p.addr4(v, 4)
}

// igmpQuery prints a query of any version: RFC 3376, sections 4.1 and 7.1.
func (p *Printer) igmpQuery(v view) {
	p.str("igmp query")
	if v.n >= 12 {
		p.igmpQuery3(v)
		return
	}
	if delay := v.u8(1); delay == 0 {
		p.str(" v1")
	} else {
		p.str(" v2")
		if delay != igmpDefaultTime {
			p.printf(" [max resp time %d]", delay)
		}
	}
	if v.u32(4) != 0 {
		p.str(" [gaddr ")
		p.addr4(v, 4)
		p.byte(']')
	}
	if v.n != 8 {
		p.printf(" [len %d]", v.n)
	}
}

func (p *Printer) igmpQuery3(v view) {
	p.str(" v3")
	if v.n%4 != 0 {
		p.printf(" [invalid len %d]", v.n)
		return
	}
	if code := v.u8(1); code != igmpDefaultTime {
		tenths := code
		if code >= 128 {
			tenths = (code&0xf | 0x10) << (code>>4&7 + 3)
		}
		p.str(" [max resp time ")
		if tenths < 600 {
			p.printf("%d.%ds", tenths/10, tenths%10)
		} else {
			p.span(uint32(tenths / 10))
		}
		p.byte(']')
	}
	if v.u32(4) == 0 {
		return
	}
	p.str(" [gaddr ")
	p.addr4(v, 4)
	if sources := v.u16(10); sources > 0 {
		switch {
		case v.n < 12+4*sources:
			p.str(" [invalid number of sources]")
		case p.v > 1:
			p.igmpSources(v, 12, sources)
		default:
			p.printf(", %d source(s)", sources)
		}
	}
	p.byte(']')
}

// igmpSources prints n addresses from off on.
func (p *Printer) igmpSources(v view, off, n int) {
	p.str(" {")
	for i := range n {
		p.byte(' ')
		p.addr4(v, off+4*i)
	}
	p.str(" }")
}

// igmpReport3 prints a version 3 report: RFC 3376, section 4.2.
func (p *Printer) igmpReport3(v view) {
	if v.n < 16 || v.n%4 != 0 {
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
		if v.n < pos+8 {
			p.str(" [invalid number of groups]")
			return
		}
		p.str(" [gaddr ")
		p.addr4(v, pos+4)
		p.byte(' ')
		p.name(mldRecordNames, " [v3-report-#%d]", v.u8(pos))
		sources := v.u16(pos + 2)
		if v.n < pos+8+4*sources {
			p.printf(" [invalid number of sources %d]", sources)
			return
		}
		if p.v == 1 {
			p.printf(", %d source(s)", sources)
		} else {
			p.igmpSources(v, pos+8, sources)
		}
		pos += 8 + 4*sources
		p.byte(']')
	}
}

// igmpTrace prints a multicast traceroute query or response:
// draft-ietf-idmr-traceroute-ipm, section 3.
func (p *Printer) igmpTrace(name string, v view) {
	const size = 8 + 16
	if v.n < size {
		p.printf(" [invalid len %d]", v.n)
		return
	}
	p.printf("%s %d: ", name, v.u24(21))
	p.addr4(v, 8)
	p.str(" to ")
	p.addr4(v, 12)
	p.str(" reply-to ")
	p.addr4(v, 16)
	if v.u8(16)>>4 == 0xe {
		p.printf(" with-ttl %d", v.u8(20))
	}
}
