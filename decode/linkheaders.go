package decode

// printAP1394 prints a frame after Apple's IP over IEEE 1394 header: 8 bytes of
// destination, 8 of source, and an EtherType.
func printAP1394(p *Printer, v view) {
	p.enter("ap1394", v)
	const size = 18
	if !v.has(0, size) || v.n < size {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += size
	p.typed(v.u16(16), v.from(size), func() {
		p.out = appendMAC(p.out, v.b[8:16])
		p.str(" > ")
		p.out = appendMAC(p.out, v.b[:8])
		p.linkType1394(", ", v.u16(16), v.n)
	})
}

// linkType1394 prints an EtherType after sep, and a length.
func (p *Printer) linkType1394(sep string, kind, length int) {
	p.str(sep)
	if p.opt.Quiet {
		p.name(etherTypeNames, "Unknown Ethertype (0x%04x)", kind)
	} else {
		p.str("ethertype ")
		p.name(etherTypeNames, "Unknown", kind)
		p.printf(" (0x%04x)", kind)
	}
	p.printf(", length %d: ", length)
}

// typed prints what an EtherType says that v is, after header with -e. header is
// printed as well where the type is not known, and the bytes after it.
func (p *Printer) typed(kind int, v view, header func()) {
	if p.opt.Link {
		header()
	}
	if kind > etherMaxLength {
		if printer := etherTypePrinter(kind); printer != nil {
			printer(p, v)
			return
		}
	}
	if !p.opt.Link {
		header()
	}
	p.unparsed(view{v.b, len(v.b)})
}

// printIPoverFC prints a frame after the network header of IP over Fibre
// Channel, two addresses of 8 bytes: RFC 2625, 4.
func printIPoverFC(p *Printer, v view) {
	p.enter("ipfc", v)
	const size = 16
	if !v.has(0, size) || v.n < size {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.link = addresses{src: v.b[10:16], dst: v.b[2:8]}
	if p.opt.Link {
		p.linkPair()
		p.printf(", length %d: ", v.n)
	}
	p.linkLen += size
	p.linkLen += p.llcOrUnparsed(v.from(size))
}

// printSymantec prints a packet after a Symantec Enterprise Firewall header,
// which has an EtherType in bytes 6 and 7.
func printSymantec(p *Printer, v view) {
	p.enter("symantec", v)
	const size = 44
	if !v.has(0, size) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += size
	kind := v.u16(6)
	p.typed(kind, v.from(size), func() {
		if kind <= etherMaxLength {
			p.printf("invalid ethertype %d, length %d: ", kind, v.n)
			return
		}
		p.linkType1394("", kind, v.n)
	})
}

// printIPoIB prints a packet of IP over InfiniBand: 40 bytes of destination
// address and more, and the 4 bytes of RFC 4391, 6, which begin with an
// EtherType.
func printIPoIB(p *Printer, v view) {
	p.enter("ipoib", v)
	const size = 44
	if !v.has(0, size) || v.n < size {
		p.truncated()
		p.linkLen += min(len(v.b), size)
		return
	}
	p.linkLen += size
	if p.opt.Link {
		p.str("IPOIB")
	}
	kind := v.u16(40)
	p.typed(kind, v.from(size), func() {
		p.str(", ethertype ")
		p.name(etherTypeNames, "Unknown", kind)
		if !p.opt.Quiet {
			p.printf(" (0x%04x)", kind)
		}
		p.printf(", length %d: ", v.n)
	})
}

// printIPNET prints a packet of Solaris' IPNET device.
//
//	+---------+--------+-----------+---------------+-------+-------+-------------+------------------+
//	| version | family | hook type | packet length | index | group | source zone | destination zone |
//	+---------+--------+-----------+---------------+-------+-------+-------------+------------------+
//	  1         1        2           4               4       4       4             4
func printIPNET(p *Printer, v view) {
	p.enter("ipnet", v)
	const size = 24
	if !v.has(0, size) || v.n < size {
		p.truncated()
		p.linkLen += min(len(v.b), size)
		return
	}
	p.linkLen += size
	header := func() {
		p.printf("%d > %d", v.u32(16), v.u32(20))
		if p.opt.Quiet {
			p.str(", ")
			p.name(ipnetFamilies, "Unknown Ethertype (0x%04x)", v.u8(1))
		} else {
			p.str(", family ")
			p.name(ipnetFamilies, "Unknown", v.u8(1))
			p.printf(" (%d)", v.u8(1))
		}
		p.printf(", length %d: ", v.n)
	}
	if p.opt.Link {
		header()
	}
	switch v.u8(1) {
	case 2:
		printIPv4(p, v.from(size))
	case 26:
		printIPv6(p, v.from(size))
	default:
		if !p.opt.Link {
			header()
		}
		p.unparsed(view{v.b[size:], len(v.b) - size})
	}
}

var ipnetFamilies = names{{2, "IPv4"}, {26, "IPv6"}}

// printEncapsulated prints a packet of OpenBSD's enc device: an address family,
// an SPI and flags, each of 32 bits, in the byte order of the machine.
func printEncapsulated(p *Printer, v view) {
	p.enter("enc", v)
	const size = 12
	if !v.has(0, size) || v.n < size {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += size
	family, flags := v.u32(0), v.u32(8)
	if family > 0xffff {
		family, flags = v.le32(0), v.le32(8)
	}
	if flags &= 0x0c00; flags == 0 {
		p.str("unprotected")
	} else {
		p.byte('(')
		p.flags(names{{0x0400, "confidential"}, {0x0800, "authentic"}}, "", ",", flags)
		p.str("): ")
	}
	p.printf("SPI 0x%08x: ", v.u32(4))
	switch body := v.from(size); family {
	case familyIPv4:
		printIPv4(p, body)
	case familyIPv6BSD, familyIPv6Free, familyIPv6Darwin:
		printIPv6(p, body)
	}
}
