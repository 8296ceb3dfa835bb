package decode

// printPPPHDLC prints a PPP frame in HDLC-like framing, RFC 1662, or a Cisco HDLC
// frame, that is the packet.
func printPPPHDLC(p *Printer, v view) {
	p.enter("ppp_hdlc", v)
	if !v.has(0, 2) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	address := v.u8(0)
	if address == 0x0f || address == 0x8f {
		printCHDLCLink(p, v)
		return
	}
	if !v.has(0, 4) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	if p.opt.Link {
		p.printf("%02x %02x %d ", address, v.u8(1), v.n)
	}
	if address != pppAddress {
		p.linkLen += 2
		p.printf("unknown addr %02x; ctrl %02x", v.u8(2), v.u8(3))
		return
	}
	p.linkLen += 4
	protocol := v.u16(2)
	p.name(pppNames, "unknown PPP protocol (0x%04x)", protocol)
	p.str(": ")
	p.pppPayload(protocol, v.from(4))
}
