package decode

// Flags of an RDP header.
var rdpFlags = names{{0x80, "SYN"}, {0x40, "ACK"}, {0x20, "EAK"}, {0x10, "RST"}, {0x08, "NUL"}}

// printRDP prints a segment of the Reliable Data Protocol: RFC 908, section 4.1.
// Version 2 has ports of two bytes: RFC 1151, section 2.1.
//
//	 0        1        2        3        4        6          10       14         18
//	+--------+--------+--------+--------+--------+----------+--------+----------+----------+------
//	| flags, | header | source | dest.  | data   | sequence | acked  | checksum | variable | data
//	| version| len. / 2 port   | port   | length | number   | number |          | header   |
//	+--------+--------+--------+--------+--------+----------+--------+----------+----------+------
func printRDP(p *Printer, v view) {
	p.enter("rdp", v)
	const syn, ack, eak = 0x80, 0x40, 0x20
	p.str("RDP")
	flags, header := v.u8(0), 2*v.u8(1)
	src, dst, at := v.u8(2), v.u8(3), 4
	if flags&3 == 2 {
		src, dst, at = v.u16(2), v.u16(4), 6
	}
	length := v.u16(at)
	p.printf(" %d > %d: Flags [", src, dst)
	p.flags(rdpFlags, "none", ",", uint32(flags&^7))
	p.byte(']')
	seq := v.u32(at + 2)
	p.printf(", seq %d", seq)
	if flags&ack != 0 {
		acked := v.u32(at + 6)
		p.printf(", ack %d", acked)
	}
	least := at + 14
	if header < least || header > v.n {
		p.printf(" [header length %d]", header)
		p.invalid()
		return
	}
	switch options := v.sub(least, header-least); {
	case flags&syn != 0 && options.n >= 4:
		segments, size := options.u16(0), options.u16(2)
		p.printf(", max %d segments of %d bytes", segments, size)
	case flags&eak != 0:
		p.str(", eak")
		for o := 0; o+4 <= options.n; o += 4 {
			acked := options.u32(o)
			p.printf(" %d", acked)
		}
	}
	p.printf(", length %d", length)
	if header+length > v.n {
		p.invalid()
	}
}
