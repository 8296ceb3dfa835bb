package decode

const (
	dvmrpProbe      = 1
	dvmrpReport     = 2
	dvmrpNeighbors  = 4
	dvmrpNeighbors2 = 6
	dvmrpPrune      = 7
	dvmrpGraft      = 8
	dvmrpGraftAck   = 9
)

var dvmrpTypes = names{
	{dvmrpProbe, "Probe"},
	{dvmrpReport, "Report"},
	{3, "Ask-neighbors(old)"},
	{dvmrpNeighbors, "Neighbors(old)"},
	{5, "Ask-neighbors2"},
	{dvmrpNeighbors2, "Neighbors2"},
	{dvmrpPrune, "Prune"},
	{dvmrpGraft, "Graft"},
	{dvmrpGraftAck, "Graft-ACK"},
}

// dvmrp prints a Distance Vector Multicast Routing Protocol message, which an
// IGMP message carries: RFC 1075, draft-ietf-idmr-dvmrp-v3.
func (p *Printer) dvmrp(v view) {
	p.protocol = "dvmrp"
	kind := v.u8(1)
	p.byte(' ')
	p.name(dvmrpTypes, "[type %d]", kind)
	body := v.from(8)
	switch kind {
	case dvmrpProbe:
		if p.v > 0 {
			p.dvmrpProbe(body)
		}
	case dvmrpReport:
		if p.v > 1 {
			p.dvmrpReport(body)
		}
	case dvmrpNeighbors:
		p.dvmrpNeighbors(body)
	case dvmrpNeighbors2:
		p.printf(" (v %d.%d):", v.u8(7), v.u8(6))
		p.dvmrpNeighbors2(body)
	case dvmrpPrune, dvmrpGraft, dvmrpGraftAck:
		body.need(0, 8)
		p.str(" src ")
		p.addr4(body, 0)
		p.str(" grp ")
		p.addr4(body, 4)
		if kind == dvmrpPrune {
			p.str(" timer ")
			p.span(body.u32(8))
		}
	}
}

func (p *Printer) dvmrpProbe(v view) {
	if v.n < 4 {
		p.badNumber("full length", v.n, "<", 4)
		return
	}
	p.str(choose(p.v > 1, "\n\t", " "))
	p.printf("genid %d", v.u32(0))
	for v = v.from(4); p.v > 1 && v.n > 0; v = v.from(4) {
		if v.n < 4 {
			p.printf("[remaining length %d < 4]", v.n)
			p.invalid()
			return
		}
		v.need(0, 4)
		p.str("\n\tneighbor ")
		p.addr4(v, 0)
	}
}

// dvmrpReport prints routes: masks without their first byte, which is 255, and
// origins as long as their mask.
func (p *Printer) dvmrpReport(v view) {
	for v.n > 0 {
		if v.n < 3 {
			p.badNumber("length", v.n, "<", 3)
			return
		}
		mask, width := [4]byte{0xff}, 1
		for i, c := range v.bytes(0, 3) {
			mask[1+i] = c
			if c != 0 {
				width = i + 2
			}
		}
		p.str("\n\tMask ")
		p.out = appendIP(p.out, mask[:])
		for v = v.from(3); ; {
			if v.n < width+1 {
				p.str("\n\t  [Truncated Report]")
				p.invalid()
				return
			}
			var origin [4]byte
			copy(origin[:], v.bytes(0, width))
			metric := v.u8(width)
			p.str("\n\t  ")
			p.out = appendIP(p.out, origin[:])
			p.printf(" metric %d", metric&0x7f)
			v = v.from(width + 1)
			if metric&0x80 != 0 {
				break
			}
		}
	}
}

func (p *Printer) dvmrpNeighbors(v view) {
	for v.n > 0 {
		if v.n < 7 {
			p.badNumber("length", v.n, "<", 7)
			return
		}
		addr, metric, threshold, count := v.bytes(0, 4), v.u8(4), v.u8(5), v.u8(6)
		for v = v.from(7); count > 0; count-- {
			if v.n < 4 {
				p.badNumber("length", v.n, "<", 4)
				return
			}
			p.str(" [")
			p.host(addr)
			p.str(" ->")
			v.need(0, 4)
			p.byte(' ')
			p.addr4(v, 0)
			p.printf(", (%d/%d)]", metric, threshold)
			v = v.from(4)
		}
	}
}

var dvmrpLinkFlags = names{
	{0x01, "/tunnel"},
	{0x02, "/srcrt"},
	{0x40, "/querier"},
	{0x20, "/disabled"},
	{0x10, "/down"},
}

func (p *Printer) dvmrpNeighbors2(v view) {
	for v.n > 0 {
		if v.n < 8 {
			p.badNumber("length", v.n, "<", 8)
			return
		}
		addr, metric, threshold, flags, count := v.bytes(0, 4), v.u8(4), v.u8(5), v.u8(6), v.u8(7)
		for v = v.from(8); count > 0 && v.n > 0; count-- {
			if v.n < 4 {
				p.badNumber("length", v.n, "<", 4)
				return
			}
			p.str(" [")
			p.host(addr)
			p.str(" -> ")
			p.addr4(v, 0)
			p.printf(" (%d/%d", metric, threshold)
			p.flags(dvmrpLinkFlags, "", "", uint32(flags))
			p.str(")]")
			v = v.from(4)
		}
		if count > 0 {
			p.printf(" [ncount %d]", count-1)
			p.invalid()
			return
		}
	}
}
