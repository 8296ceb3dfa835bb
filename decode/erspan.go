package decode

// printERSPAN prints a frame that Cisco's Encapsulated Remote SPAN mirrors, of
// type II, whose GRE header has a sequence number: draft-foschiano-erspan, 4.2.
//
//	0        4      16    19   21  22        32         44      64
//	+--------+------+-----+----+---+---------+----------+-------+-------
//	|version | VLAN | COS | en | T | session | reserved | index | frame
//	+--------+------+-----+----+---+---------+----------+-------+-------
func printERSPAN(p *Printer, v view) {
	p.enter("erspan", v)
	const headerLen = 8
	if v.n < headerLen {
		p.badNumber("length", v.n, "<", headerLen)
		return
	}
	header := v.u32(0)
	if version := header >> 28; version != 1 {
		p.printf("erspan unknown version %d", version)
		return
	}
	p.printf("erspan type2 session %d", header&0x3ff)
	vlan := header >> 16 & 0xfff
	switch header >> 11 & 3 { // how the tag was
	case 1:
		p.printf(" isl %d", vlan)
	case 2, 3:
		p.printf(" vlan %d", vlan)
	}
	p.printf(" cos %d", header>>13&7)
	if header&0x400 != 0 {
		p.str(" truncated")
	}
	p.printf(" index %d: ", v.u32(4)&0xfffff)
	printEthernetPayload(p, v.from(headerLen))
}

// printERSPAN1 prints a mirrored frame of type I, which has no header.
func printERSPAN1(p *Printer, v view) {
	p.enter("erspan", v)
	p.str("erspan type1: ")
	printEthernetPayload(p, v)
}

var erspanStates = names{{0, "Good/unknown"}, {1, "Short"}, {2, "Oversized"}, {3, "Bad"}}

// printERSPAN3 prints a mirrored frame of type III: draft-foschiano-erspan, 4.3.
//
//	0        4      16    19    21  22        32          64    80  81   86   92  93   95
//	+--------+------+-----+-----+---+---------+-----------+-----+---+----+----+---+----+---+-------
//	|version | VLAN | COS | BSO | T | session | timestamp | SGT | P | FT | HW | D | gra| O | frame
//	+--------+------+-----+-----+---+---------+-----------+-----+---+----+----+---+----+---+-------
func printERSPAN3(p *Printer, v view) {
	p.enter("erspan", v)
	const headerLen, subHeaderLen, frameEthernet, frameIP = 12, 8, 0, 2
	if v.n < headerLen {
		p.badNumber("length", v.n, "<", headerLen)
		return
	}
	header, flags := v.u32(0), v.u16(10)
	if version := header >> 28; version != 2 {
		p.printf("erspan unknown version %d", version)
		return
	}
	p.printf("erspan type3 session %d bso ", header&0x3ff)
	p.name32(erspanStates, "", header>>11&3)
	p.printf(" cos %d", header>>13&7)
	if header&0x400 != 0 {
		p.str(" truncated")
	}
	kind := flags >> 10 & 0x1f
	p.str(" ft ")
	p.name(names{{frameEthernet, "Ethernet"}, {frameIP, "IP"}}, "unknown (%d)", kind)
	p.str(": ")
	size := headerLen
	if flags&1 != 0 {
		size += subHeaderLen
		if v.n < size {
			p.badNumber("length", v.n, "<", size)
			return
		}
	}
	v.need(0, size)
	switch v = v.from(size); kind {
	case frameEthernet:
		printEthernetPayload(p, v)
	case frameIP:
		printIPEither(p, v)
	default:
		p.unparsed(v)
	}
}
