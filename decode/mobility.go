package decode

// printMobility prints a Mobility header: RFC 6275, section 6.1.
func printMobility(p *Printer, v view) {
	p.enter("mobility", v)
	p.protocolNumber(p.ip.proto)
	p.byte(' ')
	p.dec(v.n)
}
