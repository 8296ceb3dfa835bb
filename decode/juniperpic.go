package decode

import "encoding/binary"

// printJuniperGGSN prints a packet of a GGSN PIC, whose cookie tells what it is.
func printJuniperGGSN(p *Printer, v view) {
	j, ok := p.juniper("juniper_ggsn", v)
	if !ok {
		return
	}
	proto := j.cookie[2]
	if p.opt.Link {
		p.str("proto ")
		p.name(names{{1, "Null"}, {2, "IPv4"}, {6, "IPv6"}}, "Unknown", int(proto))
		p.printf(" (%d), vlan %d: ", proto, binary.BigEndian.Uint16(j.cookie[4:]))
	}
	switch proto {
	case 2:
		printIPv4(p, j.body())
	case 6:
		printIPv6(p, j.body())
	default:
		if !p.opt.Link {
			p.printf("unknown GGSN proto (%d)", proto)
		}
	}
}

var juniperIPsecTypes = names{
	{1, "ESP ENCR-AUTH"},
	{2, "ESP ENCR-AH AUTH"},
	{3, "ESP AUTH"},
	{4, "AH AUTH"},
	{5, "ESP ENCR"},
}

// printJuniperES prints a packet of an encryption services PIC.
//
//	+----------+-----+------+-----+--------+-------------
//	| SA index | TTL | type | SPI | source | destination
//	+----------+-----+------+-----+--------+-------------
//	  2          1     1      4     4        4
func printJuniperES(p *Printer, v view) {
	j, ok := p.juniper("juniper_es", v)
	if !ok {
		return
	}
	v = j.body()
	v.need(0, 16)
	kind := v.u8(3)
	if kind < 1 || kind > 5 {
		p.printf("ES Invalid type %d, length %d", kind, v.n)
		return
	}
	tunnel := kind >= 3 // the addresses precede the packet
	packet := v
	if tunnel {
		packet = v.from(16)
	}
	if p.opt.Link {
		p.printf("ES SA, index %d, ttl %d type ", v.u16(0), v.u8(2))
		p.name(juniperIPsecTypes, "Unknown", kind)
		p.printf(" (%d), ", kind)
		if tunnel {
			p.printf("spi %d, Tunnel ", v.u32(4))
			p.addr4(v, 8)
			p.str(" > ")
			p.addr4(v, 12)
			p.str(", ")
		}
		p.printf("length %d\n", packet.n)
	}
	printIPv4(p, packet)
}

// printJuniperMonitor prints a packet of a passive monitoring PIC, after its
// type, interface and service.
func printJuniperMonitor(p *Printer, v view) {
	j, ok := p.juniper("juniper_monitor", v)
	if !ok {
		return
	}
	v = j.body()
	v.need(0, 8)
	if p.opt.Link {
		p.printf("service-id %d, iif %d, pkt-type %d: ", v.u32(4), v.u16(2), v.u8(0))
	}
	p.juniperIP(v)
}

// printJuniperServices prints a packet of an advanced services PIC, after its
// service and interface.
func printJuniperServices(p *Printer, v view) {
	j, ok := p.juniper("juniper_services", v)
	if !ok {
		return
	}
	v = j.body()
	v.need(0, 8)
	if p.opt.Link {
		p.printf("service-id %d flags 0x%02x service-set-id 0x%04x iif %d: ", v.u8(0), v.u8(1), v.u16(2), v.u24(5))
	}
	p.juniperIP(v)
}

// These have nothing but the frame after the header.
func printJuniperPPPoE(p *Printer, v view) {
	p.juniperFrame("juniper_pppoe", v, printEthernetPayload)
}
func printJuniperEther(p *Printer, v view) {
	p.juniperFrame("juniper_ether", v, printEthernetPayload)
}
func printJuniperPPP(p *Printer, v view) { p.juniperFrame("juniper_ppp", v, printPPPPayload) }
func printJuniperFrameRelay(p *Printer, v view) {
	p.juniperFrame("juniper_frelay", v, func(p *Printer, v view) { p.frameRelay(v) })
}
func printJuniperCHDLC(p *Printer, v view) { p.juniperFrame("juniper_chdlc", v, printCHDLC) }

func (p *Printer) juniperFrame(name string, v view, printer printFunc) {
	if j, ok := p.juniper(name, v); ok {
		printer(p, j.body())
	}
}

// printJuniperPPPoEATM prints PPPoE over ATM, after an EtherType.
func printJuniperPPPoEATM(p *Printer, v view) {
	j, ok := p.juniper("juniper_pppoe_atm", v)
	if !ok {
		return
	}
	v = j.body()
	kind := v.u16(0)
	if printer := etherTypePrinter(kind); printer != nil {
		printer(p, v.from(2))
		return
	}
	p.printf("unknown ethertype 0x%04x", kind)
}

// Layer 3 protocols of link service queueing.
const (
	lsqIPv4 = 0x00
	lsqIPv6 = 0x10
	lsqMPLS = 0x20
	lsqISO  = 0x30
)

// juniperQueued prints a packet of link service queueing, and reports whether
// its protocol is known.
func (p *Printer) juniperQueued(j *juniperHeader) bool {
	switch j.proto {
	case lsqIPv4:
		printIPv4(p, j.body())
	case lsqIPv6:
		printIPv6(p, j.body())
	case lsqMPLS:
		printMPLS(p, j.body())
	case lsqISO:
		printOSI(p, j.body())
	default:
		return false
	}
	return true
}

// printJuniperMLPPP prints a frame of multilink PPP.
func printJuniperMLPPP(p *Printer, v view) {
	j, ok := p.juniper("juniper_mlppp", v)
	if !ok {
		return
	}
	// A child link's frame has no cookie, but looks like PPP.
	const ppp = pppAddress<<8 | pppControl
	first := int(binary.BigEndian.Uint16(j.cookie[:]))
	if p.opt.Link && first != pppOSI && first != ppp {
		p.printf("Bundle-ID %d: ", j.bundle)
	}
	// What goes to the routing engine without a cookie is IS-IS in PPP.
	if j.proto == lsqIPv4 && j.cookie[4] == 0x0c {
		printPPPPayload(p, j.body())
		return
	}
	if p.juniperQueued(&j) {
		return
	}
	v = j.body()
	if first == pppOSI {
		v = j.packet.from(j.len - 2)
	}
	printPPPPayload(p, v)
}

// printJuniperMFR prints a frame of multilink frame relay, FRF.16.
func printJuniperMFR(p *Printer, v view) {
	j, ok := p.juniper("juniper_mfr", v)
	switch {
	case !ok:
	case j.cookies == 0:
		p.mfr(j.body())
	case j.cookies == 8:
		p.juniperQueued(&j)
	default:
		p.juniperMultilink(&j)
	}
}

// printJuniperMLFR prints a frame of multilink frame relay, FRF.15.
func printJuniperMLFR(p *Printer, v view) {
	if j, ok := p.juniper("juniper_mlfr", v); ok {
		p.juniperMultilink(&j)
	}
}

// juniperMultilink prints a frame of a frame relay bundle.
func (p *Printer) juniperMultilink(j *juniperHeader) {
	if p.opt.Link && binary.BigEndian.Uint32(j.cookie[:]) != 1 {
		p.printf("Bundle-ID %d, ", j.bundle)
	}
	v := j.body()
	switch j.proto {
	case sapOSI<<8 | sapOSI:
		printOSI(p, v.from(1))
	case llcUI, llcUI << 8:
		printOSI(p, v)
	case llcUI<<8 | nlpidQ933, llcUI<<8 | nlpidIPv4, llcUI<<8 | nlpidIPv6:
		printOSI(p, j.nlpidBody())
	default:
		p.printf("unknown protocol 0x%04x, length %d", j.proto, v.n)
	}
}

// First bytes of LLC headers that ATM frames have.
const (
	juniperLLCOSI  = 0xfefe03
	juniperLLCSNAP = 0xaaaa03
)

// printJuniperATM1 prints a frame of an ATM1 PIC. The cookie has 8 bits of
// format, 8 of virtual circuit and 16 of channel.
func printJuniperATM1(p *Printer, v view) {
	j, ok := p.juniper("juniper_atm1", v)
	if !ok {
		return
	}
	v = j.body()
	if j.cookie[0] == 0x80 {
		p.cellOAM(v, 0)
		return
	}
	if !p.juniperLLC(v) && !p.juniperNLPID(v) {
		p.juniperIP(v)
	}
}

// printJuniperATM2 prints a frame of an ATM2 PIC.
func printJuniperATM2(p *Printer, v view) {
	j, ok := p.juniper("juniper_atm2", v)
	if !ok {
		return
	}
	v = j.body()
	if j.cookie[7]&0x70 != 0 {
		p.cellOAM(v, 0)
		return
	}
	switch {
	case p.juniperLLC(v):
	case !j.in && j.cookie[3]&0x3f != 0: // Ethernet, RFC 1483
		p.ethernet(v)
	case p.juniperNLPID(v):
	case pppKnown(v.u16(0)):
		printPPPPayload(p, v)
	default:
		p.juniperIP(v)
	}
}

// juniperLLC prints a frame with an LLC header, and reports whether it has one
// and it could.
func (p *Printer) juniperLLC(v view) bool {
	if llc := v.u24(0); llc != juniperLLCOSI && llc != juniperLLCSNAP {
		return false
	}
	_, known := p.llc(v)
	return known
}

// juniperNLPID prints a frame that has Cisco's NLPID encapsulation, and reports
// whether.
func (p *Printer) juniperNLPID(v view) bool {
	if v.u8(0) != llcUI {
		return false
	}
	printOSI(p, v.from(1))
	return true
}

// pppKnown reports whether a frame that begins with protocol may be PPP.
func pppKnown(protocol int) bool {
	switch protocol {
	case 0x0021, pppOSI, 0x0281, 0x0283, 0x8021, 0x8023, 0x8281, 0xc021, 0xc023, 0xc223, 0x003d, 0x0057, 0x8057:
		return true
	}
	return false
}
