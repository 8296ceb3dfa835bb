package decode

// ipxLen is the length of an IPX header.
const ipxLen = 30

// IPX sockets: Novell, "IPX Router Specification".
const (
	ipxNCP         = 0x0451
	ipxSAP         = 0x0452
	ipxRIP         = 0x0453
	ipxNetBIOS     = 0x0455
	ipxDiagnostics = 0x0456
	ipxNWLink      = 0x0553
	ipxEIGRP       = 0x85be
)

// printEthernetIPX prints a Novell IPX packet in an Ethernet II frame.
func printEthernetIPX(p *Printer, v view) {
	p.str("(NOV-ETHII) ")
	printIPX(p, v)
}

// printIPX prints a Novell IPX packet.
//
//	0          2        4      5      6                        18                   30
//	+----------+--------+------+------+------------------------+--------------------+
//	| checksum | length | hops | type | destination network,   | source network,    |
//	|          |        |      |      | node and socket        | node and socket    |
//	+----------+--------+------+------+------------------------+--------------------+
func printIPX(p *Printer, v view) {
	p.enter("ipx", v)
	if !p.opt.Link {
		p.str("IPX ")
	}
	if v.n < ipxLen {
		p.badNumber("length", v.n, "<", ipxLen)
		return
	}
	v.need(18, 12)
	p.ipxAddress(v, 18)
	p.printf(".%04x > ", v.u16(28))
	p.ipxAddress(v, 6)
	p.printf(".%04x: ", v.u16(16))
	length := v.u16(2)
	if length < ipxLen {
		p.badNumber("length", length, "<", ipxLen)
		return
	}
	body := v.at(ipxLen, length-ipxLen)
	switch socket := v.u16(16); socket {
	case ipxNCP:
		p.printf("ipx-ncp %d", body.n)
	case ipxSAP:
		p.ipxServices(body)
	case ipxRIP:
		p.ipxRoutes(body)
	case ipxNetBIOS:
		p.printf("ipx-netbios %d", body.n)
	case ipxDiagnostics:
		p.printf("ipx-diags %d", body.n)
	case ipxNWLink:
		p.printf("ipx-nwlink-dgm %d", body.n)
	case ipxEIGRP:
		printEIGRP(p, body)
	default:
		p.printf("ipx-#%x %d", socket, body.n)
	}
}

// ipxAddress prints the network and node at off.
func (p *Printer) ipxAddress(v view, off int) {
	node := v.bytes(off+4, 6)
	p.printf("%08x.", v.u32(off))
	p.out = appendMAC(p.out, node)
}

// ipxServices prints a Service Advertising Protocol packet: 16 bits of operation
// and up to 8 services.
//
//	+------+------+---------+------+--------+------
//	| type | name | network | node | socket | hops
//	+------+------+---------+------+--------+------
//	  2      48     4         6      2        2
func (p *Printer) ipxServices(v view) {
	if v.n < 2 {
		p.badNumber("length", v.n, "<", 2)
		return
	}
	operation := v.u16(0)
	v = v.from(2)
	switch operation {
	case 1, 3:
		p.str(choose(operation == 1, "ipx-sap-req", "ipx-sap-nearest-req"))
		p.ipxService(v.u16(0))
	case 2, 4:
		p.str(choose(operation == 2, "ipx-sap-resp", "ipx-sap-nearest-resp"))
		for range 8 {
			if v.n <= 0 {
				return
			}
			kind := v.u16(0)
			if v.n < 2 {
				p.invalid()
				return
			}
			p.ipxService(kind)
			p.str(" '")
			if v.n < 2+48 {
				p.byte('\'')
				p.invalid()
				return
			}
			p.paddedText(v, 2, 48)
			p.byte('\'')
			v.need(50, 10)
			if v.n < 50+10 {
				p.invalid()
				return
			}
			p.str(" addr ")
			p.ipxAddress(v, 50)
			v.need(60, 4)
			if v.n < 60+4 {
				p.invalid()
				return
			}
			v = v.from(64)
		}
	default:
		p.printf("ipx-sap-?%x", operation)
	}
}

// ipxService prints the type of a server: by name, where names are wanted.
func (p *Printer) ipxService(kind int) {
	if p.opt.Names == nil {
		p.printf(" %04x", kind)
		return
	}
	p.byte(' ')
	p.name(ipxServiceNames, "%04x", kind)
}

// ipxRoutes prints a Routing Information Protocol packet: 16 bits of operation
// and up to 50 networks, each with its hops and ticks.
func (p *Printer) ipxRoutes(v view) {
	if v.n < 2 {
		p.badNumber("length", v.n, "<", 2)
		return
	}
	operation := v.u16(0)
	v = v.from(2)
	most := 1
	switch operation {
	case 1:
		p.str("ipx-rip-req")
	case 2:
		p.str("ipx-rip-resp")
		most = 50
	default:
		p.printf("ipx-rip-?%x", operation)
		return
	}
	for range most {
		if v.n <= 0 {
			return
		}
		v.need(0, 8)
		if v.n < 8 {
			p.invalid()
			return
		}
		p.printf(" %08x/%d.%d", v.u32(0), v.u16(4), v.u16(6))
		v = v.from(8)
	}
}
