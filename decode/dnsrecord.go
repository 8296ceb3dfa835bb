package decode

// record prints a resource record: RFC 1035, 4.1.3. It reports whether all of it
// was there.
//
//	+------+------+-------+-----+----------+-------+
//	| name | type | class | TTL | RDLENGTH | RDATA |
//	+------+------+-------+-----+----------+-------+
//	          2      2      4       2
func (d *dnsPrinter) record() bool {
	m := d.m
	var ok bool
	off := d.off
	if d.v > 0 {
		d.byte(' ')
		if off, ok = d.domainName(m, off); !ok {
			return false
		}
	} else {
		off, ok = skipDomainName(m, off)
	}
	if !ok || !m.has(off, 10) {
		d.off = len(m.b)
		return true
	}
	kind, class := m.u16(off), m.u16(off+2)
	flush := false
	if d.mdns {
		flush = class&mdnsCacheFlush != 0
		class &^= mdnsCacheFlush
	}
	if kind != dnsOPT {
		d.class(class)
	}
	if flush {
		d.str(" (Cache flush)")
	}
	if kind != dnsOPT && d.v > 2 {
		d.str(" [")
		d.span(m.u32(off + 4))
		d.byte(']')
	}
	d.byte(' ')
	d.name(dnsTypes, "Type%d", kind)
	length := m.u16(off + 8)
	data := off + 10
	m.need(data, length)
	d.off = data + length
	if kind == dnsOPT {
		d.printf(" UDPsize=%d", class)
		if m.u16(off+6)&ednsDO != 0 {
			d.str(" DO")
		}
		d.ednsOptions(data)
		return true
	}
	return d.rdata(kind, data, length)
}

// rdata prints the length bytes at off that are the data of a record. Names in
// them may be compressed, and so lead out of them.
func (d *dnsPrinter) rdata(kind, off, length int) bool {
	m := d.m
	switch kind {
	case dnsA:
		d.byte(' ')
		d.out = appendIP(d.out, m.bytes(off, 4))
	case dnsAAAA:
		d.byte(' ')
		d.out = appendIP(d.out, m.bytes(off, 16))
	case dnsNS, dnsCNAME, dnsPTR, dnsDNAME:
		d.byte(' ')
		_, ok := d.domainName(m, off)
		return ok
	case dnsSOA:
		return d.v == 0 || d.soa(off)
	case dnsMX:
		d.byte(' ')
		preference := m.u16(off)
		_, ok := d.domainName(m, off+2)
		if ok {
			d.printf(" %d", preference)
		}
		return ok
	case dnsTXT:
		for end := off + length; off < end; {
			d.str(` "`)
			off = d.characterString(m, off)
			d.byte('"')
		}
	case dnsSRV: // RFC 2782
		d.byte(' ')
		m.need(off, 6)
		_, ok := d.domainName(m, off+6)
		if ok {
			d.printf(":%d %d %d", m.u16(off+4), m.u16(off), m.u16(off+2))
		}
		return ok
	case dnsA6:
		return d.a6(off)
	case dnsURI: // RFC 7553
		if length < 4 {
			d.printf(" len %d is too short (< 4)", length)
			return true
		}
		d.printf(" %d %d ", m.u16(off), m.u16(off+2))
		d.text(m, off+4, length-4)
	case dnsTSIG:
		return d.v == 0 || d.tsig(off)
	default:
		return d.v < 3 || d.presentation(kind, off, length)
	}
	return true
}

// soa prints the start of a zone of authority: RFC 1035, 3.3.13.
func (d *dnsPrinter) soa(off int) bool {
	for range 2 { // the name server, and whom to ask
		d.byte(' ')
		var ok bool
		if off, ok = d.domainName(d.m, off); !ok {
			return false
		}
	}
	d.m.need(off, 5*4)
	for i := range 5 {
		d.printf(" %d", d.m.u32(off+4*i))
	}
	return true
}

// a6 prints a part of an IPv6 address and the name that has the rest of it:
// RFC 2874, 3.1.
func (d *dnsPrinter) a6(off int) bool {
	bits := d.m.u8(off)
	if bits > 128 {
		d.printf(" %d(bad plen)", bits)
		return true
	}
	skipped := bits / 8
	if bits < 128 {
		var addr [16]byte
		copy(addr[skipped:], d.m.bytes(off+1, 16-skipped))
		d.printf(" %d ", bits)
		d.out = appendIP(d.out, addr[:])
	}
	if bits == 0 {
		return true
	}
	d.byte(' ')
	_, ok := d.domainName(d.m, off+1+16-skipped)
	return ok
}

// tsig prints a transaction signature: RFC 8945, 4.2.
func (d *dnsPrinter) tsig(off int) bool {
	d.byte(' ')
	off, ok := d.domainName(d.m, off) // the algorithm
	if !ok {
		return false
	}
	off += 6 // when it was signed
	d.printf(" fudge=%d", d.m.u16(off))
	mac := d.m.u16(off + 2)
	d.printf(" maclen=%d", mac)
	off += 4 + mac
	d.printf(" origid=%d", d.m.u16(off))
	d.printf(" error=%d", d.m.u16(off+2))
	d.printf(" otherlen=%d", d.m.u16(off+4))
	return true
}
