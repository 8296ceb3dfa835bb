package decode

const (
	portBOOTPServer = 67
	portBOOTPClient = 68

	bootpRequest  = 1
	bootpEthernet = 1 // hardware type
	bootpNameLen  = 64
	bootpFileLen  = 128

	bootpMagic    = 0x63825363 // RFC 2132, 2
	bootpMagicCMU = 0x434d5500 // "CMU", vendor data of Carnegie Mellon's clients
)

// printBOOTP prints a BOOTP or DHCP message: RFC 951, 3, and RFC 2131, 2.
//
//	0    1      2     3     4     8      10      12       16       20
//	+----+------+-----+------+-----+------+-------+--------+--------+--
//	| op | htype| hlen| hops | xid | secs | flags | ciaddr | yiaddr |
//	+----+------+-----+------+-----+------+-------+--------+--------+--
//	20       24       28       44      108    236
//	+--------+--------+--------+-------+------+---------
//	| siaddr | giaddr | chaddr | sname | file | options
//	+--------+--------+--------+-------+------+---------
func printBOOTP(p *Printer, v view) {
	p.enter("bootp", v)
	op := v.u8(0)
	p.str("BOOTP/DHCP, ")
	p.name(names{{bootpRequest, "Request"}, {2, "Reply"}}, "unknown (0x%02x)", op)
	htype, hlen := v.u8(1), v.u8(2)
	ethernet := htype == bootpEthernet && hlen == 6
	if ethernet && op == bootpRequest {
		v.need(28, 6)
		p.str(" from ")
		p.mac(v, 28)
	}
	p.printf(", length %d", v.n)
	if p.v == 0 {
		return
	}
	v.need(8, 2)
	if htype != bootpEthernet {
		p.printf(", htype %d", htype)
	}
	if !ethernet {
		p.printf(", hlen %d", hlen)
	}
	if hops := v.u8(3); hops != 0 {
		p.printf(", hops %d", hops)
	}
	if xid := v.u32(4); xid != 0 {
		p.printf(", xid 0x%x", xid)
	}
	if secs := v.u16(8); secs != 0 {
		p.printf(", secs %d", secs)
	}
	flags := v.u16(10)
	p.str(", Flags [")
	p.str(choose(flags&bootpFlagBroadcast != 0, "Broadcast", "none"))
	p.byte(']')
	if p.v > 1 {
		p.printf(" (0x%04x)", flags)
	}
	for i, name := range [...]string{"Client-IP ", "Your-IP ", "Server-IP ", "Gateway-IP "} {
		if off := 12 + 4*i; v.u32(off) != 0 {
			p.str("\n\t  ")
			p.str(name)
			p.addr4(v, off)
		}
	}
	if ethernet {
		v.need(28, 6)
		p.str("\n\t  Client-Ethernet-Address ")
		p.mac(v, 28)
	}
	if !bootpText(p, "sname", v, 44, bootpNameLen) || !bootpText(p, "file", v, 108, bootpFileLen) {
		p.invalid()
		return
	}
	switch magic := v.u32(236); magic {
	case bootpMagic:
		printBOOTPOptions(p, v.from(236))
	case bootpMagicCMU:
		printBOOTPCMU(p, v.from(236))
	case 0:
	default:
		p.printf("\n\t  Vendor-#0x%x", magic)
	}
}

// bootpText prints a fixed field of n bytes unless it is empty. It reports
// whether the field ends in a NUL.
func bootpText(p *Printer, name string, v view, off, n int) bool {
	if v.u8(off) == 0 {
		return true
	}
	p.printf("\n\t  %s \"", name)
	ended := p.zeroText(v, off, n) > 0
	if !ended {
		v.need(off, n)
	}
	p.byte('"')
	return ended
}

// printBOOTPCMU prints the vendor data of Carnegie Mellon's clients.
func printBOOTPCMU(p *Printer, v view) {
	p.str(" vend-cmu")
	v.need(4, 4)
	flags := v.u8(4)
	const maskValid = 1
	if flags&^maskValid != 0 {
		p.printf(" F:0x%x", flags)
	}
	for _, a := range [...]struct {
		off  int
		name string
	}{
		{12, "DG"},
		{8, choose(flags&maskValid != 0, "SM", "SM*")},
		{16, "NS1"}, {20, "NS2"},
		{24, "IEN1"}, {28, "IEN2"},
		{32, "TS1"}, {36, "TS2"},
	} {
		if v.u32(a.off) != 0 {
			p.printf(" %s:", a.name)
			p.addr4(v, a.off)
		}
	}
}
