package decode

// printAH prints an Authentication Header and what follows it: RFC 4302.
//
//	0      1      2           4            8            12
//	+------+------+-----------+------------+------------+--------
//	| next | len  | reserved  | SPI        | sequence   | ICV
//	+------+------+-----------+------------+------------+--------
func printAH(p *Printer, v view) {
	p.enter("ah", v)
	next := v.u8(0)
	p.str("AH")
	units := v.u8(1)
	size := (units + 2) * 4
	p.printf("(length=%d(%d-bytes),", units, size)
	if reserved := v.u16(2); reserved != 0 {
		p.printf("reserved=0x%x[MustBeZero],", reserved)
	}
	p.printf("spi=0x%08x,", v.u32(4))
	p.printf("seq=0x%x,", v.u32(8))
	if size < 12 {
		p.printf(" [length %d < 12]", size)
		p.invalid()
		return
	}
	p.str("icv=0x")
	p.hexDigits(v, 12, size-12)
	p.str("): ")
	p.ip.proto = next
	if hasPorts(next) {
		p.ip.proto = protoAH // the addresses have been printed
	}
	p.ipPayload(next, v.from(size))
}

// printESP prints an Encapsulating Security Payload header: RFC 4303. What
// follows is encrypted.
func printESP(p *Printer, v view) {
	p.enter("esp", v)
	if v.n < 8 {
		p.printf(" [length %d < 8]", v.n)
		p.invalid()
		return
	}
	v.need(0, 8)
	p.printf("ESP(spi=0x%08x,seq=0x%x), length %d", v.u32(0), v.u32(4), v.n)
}

// printIPComp prints an IP Payload Compression header: RFC 3173. What follows is
// compressed.
func printIPComp(p *Printer, v view) {
	p.enter("ipcomp", v)
	if !v.has(0, 4) {
		p.truncated()
		return
	}
	p.printf("IPComp(cpi=0x%04x)", v.u16(2))
}
