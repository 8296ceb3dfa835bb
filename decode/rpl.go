package decode

var rplModes = names{
	{0, "nonstoring"},
	{1, "storing"},
	{2, "nonstoring-multicast"},
	{3, "storing-multicast"},
}

var rplOptionNames = names{
	{1, "padN"},
	{2, "metrics"},
	{3, "routinginfo"},
	{4, "config"},
	{5, "rpltarget"},
	{6, "transitinfo"},
	{8, "destprefix"},
	{9, "rpltargetdesc"},
}

// rpl prints a message of the IPv6 Routing Protocol for Low-Power and Lossy
// Networks: RFC 6550, section 6.
func (p *Printer) rpl(v view, code int) {
	if code&0x80 != 0 { // section 6.1: what follows is encrypted or signed
		p.str(", (SEC) [worktodo]")
		return
	}
	p.str(", (CLR)")
	body := v.from(4)
	switch code {
	case 0:
		p.str("DODAG Information Solicitation")
	case 1:
		p.str("DODAG Information Object")
		if p.v > 0 {
			p.rplObject(body)
		}
	case 2:
		p.str("Destination Advertisement Object")
		if p.v > 0 {
			p.rplAdvertisement(body, false)
		}
	case 3:
		p.str("Destination Advertisement Object Ack")
		if p.v > 0 {
			p.rplAdvertisement(body, true)
		}
	default:
		p.printf("RPL message, unknown code %d", code)
	}
}

// rplShort prints that a message is too short, and reports whether it is.
func (p *Printer) rplShort(v view, want int) bool {
	if v.n >= want {
		return false
	}
	p.printf(" [length %d < %d]", v.n, want)
	p.invalid()
	return true
}

// rplObject prints a DODAG Information Object: RFC 6550, section 6.3.
func (p *Printer) rplObject(v view) {
	const size = 24
	if p.rplShort(v, size) {
		return
	}
	bits := v.u8(4)
	p.str(" [dagid:")
	p.addr6(v, 8)
	p.printf(",seq:%d,instance:%d,rank:%d,", v.u8(5), v.u8(0), v.u16(2))
	if bits&0x80 != 0 {
		p.str("grounded,")
	}
	p.str("mop:")
	p.name(rplModes, "mop%d", bits>>3&7)
	p.printf(",prf:%d]", bits&7)
	p.rplOptions(v.from(size))
}

// rplAdvertisement prints a Destination Advertisement Object or its
// acknowledgement: RFC 6550, sections 6.4 and 6.5.
func (p *Printer) rplAdvertisement(v view, ack bool) {
	if p.rplShort(v, 4) {
		return
	}
	bits := v.u8(1)
	withID := bits&0x40 != 0
	if ack {
		withID = bits&0x80 != 0
	}
	size, seq := 4, v.u8(3)
	if ack {
		seq = v.u8(2)
	}
	p.str(" [dagid:")
	if withID {
		if v.n < 4+16 {
			p.truncated()
			return
		}
		p.addr6(v, 4)
		size += 16
	} else {
		p.str("<elided>")
	}
	p.printf(",seq:%d,instance:%d", seq, v.u8(0))
	if ack {
		p.printf(",status:%d]", v.u8(3))
	} else {
		if bits&0x80 != 0 {
			p.str(",acK")
		}
		if withID {
			p.str(",Dagid")
		}
		p.printf(",flags:%02x]", bits)
	}
	p.rplOptions(v.from(size))
}

// rplOptions prints the options of a message: RFC 6550, section 6.7.
func (p *Printer) rplOptions(v view) {
	if p.v <= 1 {
		return
	}
	for v.n > 0 {
		kind, size := v.u8(0), 1
		if kind == 0 {
			p.str(" opt:pad1")
		} else {
			if v.n < 2 {
				bail()
			}
			size = v.u8(1) + 2
			p.str(" opt:")
			p.name(rplOptionNames, "subopt:%d", kind)
			p.printf(" len:%d ", size)
			if v.n < size || !v.has(0, size) {
				bail()
			}
			if p.v > 2 {
				p.hexLines(" ", v, 2, size-2)
			}
		}
		v = v.from(size)
	}
}
