package decode

var pim1Types = names{
	{0, "Query"},
	{1, "Register"},
	{2, "Register-Stop"},
	{3, "Join/Prune"},
	{4, "RP-reachable"},
	{5, "Assert"},
	{6, "Graft"},
	{7, "Graft-ACK"},
}

// pim1 prints a PIM version 1 message, which an IGMP message carries:
// draft-ietf-idmr-pim-spec.
func (p *Printer) pim1(v view) {
	p.protocol = "pimv1"
	kind := v.u8(1)
	p.byte(' ')
	p.name(pim1Types, "[type %d]", kind)
	switch kind {
	case 0:
		if v.has(8, 1) {
			p.byte(' ')
			p.name(names{{0, "Dense-mode"}, {1, "Sparse-mode"}, {2, "Sparse-Dense-mode"}}, "mode-%d", v.u8(8)>>4)
		}
		if p.v > 0 {
			p.str(" (Hold-time ")
			p.span(uint32(v.u16(10)))
			p.byte(')')
		}
	case 1:
		v.need(8, 20)
		p.pim1Pair(v, 20, 24)
	case 2:
		v.need(12, 4)
		p.pim1Pair(v, 8, 12)
	case 3, 6, 7:
		if p.v > 0 {
			p.pim1JoinPrune(v.from(8))
		}
	case 4:
		if p.v > 0 {
			v.need(22, 2)
			p.str(" group ")
			p.pim1Masked(v, 8)
			p.str(" RP ")
			p.addr4(v, 16)
			p.str(" hold ")
			p.span(uint32(v.u16(22)))
		}
	case 5:
		v.need(16, 4)
		p.str(" for ")
		p.addr4(v, 16)
		p.str(" > ")
		p.pim1Masked(v, 8)
		preference, metric := v.u32(20), v.u32(24)
		p.printf(" %s pref %d metric %d", choose(preference&0x80000000 != 0, "RP-tree", "SPT"), preference&0x7fffffff, metric)
	}
	if version := v.u8(4) >> 4; version != 1 {
		p.printf(" [v%d]", version)
	}
}

func (p *Printer) pim1Pair(v view, src, dst int) {
	p.str(" for ")
	p.addr4(v, src)
	p.str(" > ")
	p.addr4(v, dst)
}

// pim1Masked prints the address at off and the mask behind it, unless it is of
// one host.
func (p *Printer) pim1Masked(v view, off int) {
	p.addr4(v, off)
	if v.u32(off+4) != 0xffffffff {
		p.byte('/')
		p.addr4(v, off+4)
	}
}

// pim1JoinPrune prints the sources of groups to join and prune, in one line where
// it is one source of one group.
func (p *Printer) pim1JoinPrune(v view) {
	if v.has(0, 30) && v.u8(11) == 1 && v.u16(20)+v.u16(22) == 1 {
		p.str(" RPF ")
		p.addr4(v, 0)
		p.byte(' ')
		if hold := v.u16(6); hold != 180 {
			p.str("Hold ")
			p.span(uint32(hold))
		}
		p.str(choose(v.u16(20) != 0, "Join (", "Prune ("))
		p.addr4(v, 26)
		p.printf("/%d, ", v.u8(25)&0x3f)
		p.pim1Masked(v, 12)
		p.printf(") %s%s %s", choose(v.u8(24)&1 != 0, "Sparse", "Dense"),
			choose(v.u8(25)&0x80 != 0, " WC", ""), choose(v.u8(25)&0x40 != 0, "RP", "SPT"))
		return
	}
	v.need(0, 4)
	sep := choose(p.v > 1, "\n", "")
	p.str(sep)
	p.str(" Upstream Nbr: ")
	p.addr4(v, 0)
	v.need(6, 2)
	p.str(sep)
	p.str(" Hold time: ")
	p.span(uint32(v.u16(6)))
	if p.v < 2 {
		return
	}
	groups := v.u8(11)
	for v = v.from(12); groups > 0; groups-- {
		v.need(0, 4)
		p.str("\n\tGroup: ")
		v.need(4, 4)
		p.pim1Masked(v, 0)
		joined, pruned := v.u16(8), v.u16(10)
		p.printf(" joined: %d pruned: %d", joined, pruned)
		v = v.from(12)
		for i := range joined + pruned {
			v.need(0, 6)
			p.printf("\n\t%s %s%s%s", choose(i < joined, "Join ", "Prune"), choose(v.u8(0)&1 != 0, "Sparse ", "Dense "),
				choose(v.u8(1)&0x80 != 0, "WC ", ""), choose(v.u8(1)&0x40 != 0, "RP ", "SPT "))
			p.addr4(v, 2)
			p.printf("/%d", v.u8(1)&0x3f)
			v = v.from(6)
		}
	}
}

const portAutoRP = 496

// printAutoRP prints Cisco's announcements of rendezvous points.
func printAutoRP(p *Printer, v view) {
	p.enter("cisco_autorp", v)
	if v.n < 8 {
		p.truncated()
		return
	}
	kind := v.u8(0)
	p.str(" auto-rp ")
	p.name(names{{0x11, "candidate-advert"}, {0x12, "mapping"}}, "type-0x%02x", kind)
	count, hold := v.u8(1), v.u16(2)
	p.str(" Hold ")
	if hold == 0 {
		p.str("FOREVER")
	} else {
		p.span(uint32(hold))
	}
	take := func(n int) {
		if v.n < n {
			bail()
		}
	}
	for v = v.from(8); count > 0; count-- {
		take(4)
		v.need(0, 4)
		p.str(" RP ")
		p.addr4(v, 0)
		take(5)
		bits := v.u8(4)
		p.name(names{{0, " PIMv?"}, {1, " PIMv1"}, {2, " PIMv2"}, {3, " PIMv1+2"}}, "", bits&3)
		if bits&0xfc != 0 {
			p.printf(" [rsvd=0x%02x]", bits&0xfc)
		}
		take(6)
		entries := v.u8(5)
		sep := byte(' ')
		for v = v.from(6); entries > 0; entries-- {
			take(6)
			v.need(0, 6)
			p.byte(sep)
			if v.u8(0)&1 != 0 {
				p.byte('!')
			}
			p.addr4(v, 2)
			p.printf("/%d", v.u8(1))
			if v.u8(0)&2 != 0 {
				p.str(" bidir")
			}
			if reserved := v.u8(0) & 0xfc; reserved != 0 {
				p.printf("[rsvd=0x%02x]", reserved)
			}
			sep = ','
			v = v.from(6)
		}
	}
}
