package decode

// printEtherIP prints an Ethernet frame in IP: RFC 3378, section 3.
//
//	 0         4          16
//	+---------+----------+-------
//	| version | reserved | frame
//	+---------+----------+-------
func printEtherIP(p *Printer, v view) {
	p.enter("EtherIP", v)
	const headerLen, version = 2, 3
	if v.n < headerLen {
		p.badNumber("length", v.n, "<", headerLen)
		return
	}
	header := v.u16(0)
	p.printf("EtherIP, Version %d, Reserved %d, length %d: ", header>>12, header&0xfff, v.n)
	if header>>12 != version {
		p.invalid()
		return
	}
	p.ethernet(v.from(headerLen))
}
