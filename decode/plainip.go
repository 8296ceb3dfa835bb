package decode

// What IP carries that tcpdump prints by its number and length alone is printed so
// here too, and with -v in full.

// plainProtocol prints the payload of IP as where its protocol is not known.
func (p *Printer) plainProtocol(proto int, v view) {
	p.protocolNumber(proto)
	p.byte(' ')
	p.dec(v.n)
}

// printUDPLite prints a UDP-Lite packet, with -v: RFC 3828.
//
//	0      2      4          6          8
//	+------+------+----------+----------+------
//	| src  | dst  | coverage | checksum | body
//	+------+------+----------+----------+------
func printUDPLite(p *Printer, v view) {
	const headerLen = 8
	if p.v == 0 && !p.values {
		p.plainProtocol(protoUDPLite, v)
		return
	}
	p.enter("udplite", v)
	v.need(0, headerLen)
	p.port = ports{v.u16(0), v.u16(2)}
	covered := v.u16(4)
	p.str("UDP-Lite, ")
	p.portName(protoUDPLite, p.port.src)
	p.str(" > ")
	p.portName(protoUDPLite, p.port.dst)
	p.printf(", coverage %d", covered)
	if covered == 0 {
		covered = v.n
	}
	switch {
	case covered < headerLen || covered > v.n:
		p.invalid()
		return
	case !p.opt.NoChecksum && !p.ip.fragmented && v.has(0, covered) && p.ip.version != 0:
		p.printf(", cksum 0x%04x", v.u16(6))
		p.str(choose(p.transportChecksum(v, covered, protoUDPLite) == 0, " (correct)", " (incorrect)"))
	}
	p.printf(", length %d", v.n-headerLen)
}
