package decode

// Codes of the control protocols: RFC 1661, section 5; RFC 1570; RFC 1962.
const (
	cpVendor      = 0
	cpConfRequest = 1
	cpConfReject  = 4
	cpTermRequest = 5
	cpTermAck     = 6
	cpCodeReject  = 7
	cpProtReject  = 8
	cpEchoRequest = 9
	cpEchoReply   = 10
	cpDiscard     = 11
	cpIdent       = 12
	cpTimeRemains = 13
)

var cpCodeNames = names{
	{cpVendor, "Vendor-Extension"},
	{cpConfRequest, "Conf-Request"},
	{2, "Conf-Ack"},
	{3, "Conf-Nack"},
	{cpConfReject, "Conf-Reject"},
	{cpTermRequest, "Term-Request"},
	{cpTermAck, "Term-Ack"},
	{cpCodeReject, "Code-Reject"},
	{cpProtReject, "Prot-Reject"},
	{cpEchoRequest, "Echo-Request"},
	{cpEchoReply, "Echo-Reply"},
	{cpDiscard, "Disc-Req"},
	{cpIdent, "Ident"},
	{cpTimeRemains, "Time-Rem"},
	{14, "Reset-Req"},
	{15, "Reset-Ack"},
}

// pppControlProtocol prints a packet of LCP, IPCP and the like: RFC 1661,
// section 5.
func (p *Printer) pppControlProtocol(protocol int, v view) {
	p.name(pppNames, "unknown ctrl-proto (0x%04x)", protocol)
	p.str(", ")
	short := func() {
		p.str("[|")
		p.name(pppNames, "unknown ctrl-proto (0x%04x)", protocol)
		p.byte(']')
	}
	if v.n < 4 || !v.has(0, 2) {
		short()
		return
	}
	code := v.u8(0)
	p.name(cpCodeNames, "Unknown Opcode", code)
	p.printf(" (0x%02x), id %d, length %d", code, v.u8(1), v.n+2)
	if p.v == 0 || v.n <= 4 { // a Configure-Request may have no options
		return
	}
	if !v.has(2, 2) {
		short()
		return
	}
	length := v.u16(2)
	p.printf("\n\tencoded length %d", length)
	if v.n < length {
		p.printf(" (> packet length %d))", v.n)
		p.invalid()
		return
	}
	if length < 4 {
		p.printf(" (< 4))")
		p.invalid()
		return
	}
	p.printf(" (=Option(s) length %d)", length-4)
	if p.v > 1 {
		p.hexLines("\n\t", p.before(v, 2), 0, 6)
	}
	switch code {
	case cpVendor: // RFC 2153
		if v.n < 11 {
			return
		}
		p.printf("\n\t  Magic-Num 0x%08x Vendor: ", v.u32(4))
		p.name(ouiNames, "Unknown", v.u24(8))
		p.printf(" (%d)", v.u24(8))
	case cpConfRequest, 2, 3, cpConfReject:
		p.pppOptions(protocol, v, length)
	case cpTermRequest, cpTermAck, cpCodeReject:
	case cpProtReject:
		if v.n < 6 {
			return
		}
		p.str("\n\t  Rejected ")
		p.name(pppNames, "unknown", v.u16(4))
		p.printf(" Protocol (0x%04x)", v.u16(4))
		if length > 6 {
			p.str("\n\t  Rejected Packet")
			p.hexLines("\n\t    ", v, 6, length-2)
		}
	case cpEchoRequest, cpEchoReply, cpDiscard:
		if v.n < 8 {
			return
		}
		p.printf("\n\t  Magic-Num 0x%08x", v.u32(4))
		if length > 8 {
			p.str("\n\t  -----trailing data-----")
			if !v.has(8, length-8) {
				short()
				return
			}
			p.hexLines("\n\t  ", v, 8, length-8)
		}
	case cpIdent: // RFC 1570, section 2.1
		if v.n < 8 {
			return
		}
		p.printf("\n\t  Magic-Num 0x%08x", v.u32(4))
		if length > 8 {
			p.str("\n\t  Message\n\t    ")
			p.text(v, 8, length-8)
		}
	case cpTimeRemains: // RFC 1570, section 2.2
		if v.n < 12 {
			return
		}
		p.printf("\n\t  Magic-Num 0x%08x, Seconds-Remaining %ds", v.u32(4), v.u32(8))
	default:
		if p.v <= 1 {
			p.hexLines("\n\t  ", p.before(v, 2), 0, v.n+2)
		}
	}
}

// before returns v with the n bytes of the packet before it.
func (p *Printer) before(v view, n int) view {
	off := p.offset(v)
	if off < n || off > len(p.pkt.Data) {
		return v
	}
	return view{p.pkt.Data[off-n : off+len(v.b)], v.n + n}
}

// pppOptions prints the configuration options of a packet of length bytes.
func (p *Printer) pppOptions(protocol int, v view, length int) {
	var option func(p *Printer, v view, kind int) bool
	table, unknown := names(nil), "unknown"
	switch protocol {
	case pppLCP:
		option, table = (*Printer).lcpOption, lcpOptionNames
	case pppIPCP:
		option, table = (*Printer).ipcpOption, ipcpOptionNames
	case pppIPv6CP:
		option, table = (*Printer).ipv6cpOption, names{{1, "Interface-ID"}}
	case pppCCP:
		option, table, unknown = (*Printer).ccpOption, ccpOptionNames, "Unknown"
	case pppBACP:
		option, table, unknown = (*Printer).bacpOption, names{{1, "Favored-Peer"}}, "Unknown"
	default:
		return
	}
	left := length - 4
	for v = v.from(4); left > 0; {
		if length < 2 {
			return
		}
		if !v.has(0, 2) {
			p.str("[|")
			p.str([...]string{"lcp", "ipcp", "ip6cp", "ccp", "bacp"}[pppOptionOwner(protocol)])
			p.byte(']')
			return
		}
		kind, size := v.u8(0), v.u8(1)
		if length < size {
			return
		}
		_, known := table.find(uint32(kind))
		if protocol == pppLCP && !known {
			p.printf("\n\tunknown LCP option 0x%02x", kind)
			if size < 2 {
				return
			}
		} else {
			p.str("\n\t  ")
			p.name(table, unknown, kind)
			p.printf(" Option (0x%02x), length %d", kind, size)
			if size < 2 {
				p.str(" (length bogus, should be >= 2)")
				return
			}
			if !option(p, v.at(0, size), kind) {
				return
			}
		}
		if left < size {
			p.printf(" [remaining options length %d < %d]", left, size)
			p.invalid()
			return
		}
		left -= size
		v = v.from(size)
	}
}

func pppOptionOwner(protocol int) int {
	switch protocol {
	case pppLCP:
		return 0
	case pppIPCP:
		return 1
	case pppIPv6CP:
		return 2
	case pppCCP:
		return 3
	}
	return 4
}

// pppOptionBytes ends an option's text: with -vv its body follows in hex, and
// that of an option that is not known also with -v.
func (p *Printer) pppOptionBytes(v view, known bool) {
	if p.v > 1 || !known {
		p.hexLines("\n\t    ", v, 2, v.n-2)
	}
}

// bogus prints that an option has another length than its kind wants, and
// reports whether it has.
func (p *Printer) bogus(v view, relation string, want int) bool {
	ok := v.n == want
	if relation == ">=" {
		ok = v.n >= want
	}
	if !ok {
		p.printf(" (length bogus, should be %s %d)", relation, want)
	}
	return !ok
}

// ipv6cpOption prints an option of IPV6CP: RFC 5072, section 4.1.
func (p *Printer) ipv6cpOption(v view, kind int) bool {
	if kind == 1 {
		if p.bogus(v, "=", 10) {
			return true
		}
		p.printf(": %04x:%04x:%04x:%04x", v.u16(2), v.u16(4), v.u16(6), v.u16(8))
	}
	p.pppOptionBytes(v, kind == 1)
	return true
}

// bacpOption prints an option of BACP: RFC 2125, section 5.1.
func (p *Printer) bacpOption(v view, kind int) bool {
	if kind == 1 {
		if p.bogus(v, "=", 6) {
			return true
		}
		p.printf(": Magic-Num 0x%08x", v.u32(2))
	}
	p.pppOptionBytes(v, kind == 1)
	return true
}

var ccpOptionNames = names{
	{0, "OUI"},
	{1, "Pred-1"},
	{2, "Pred-2"},
	{3, "Puddle"},
	{16, "HP-PPC"},
	{17, "Stac-LZS"},
	{18, "MPPC"},
	{19, "Gand-FZA"},
	{20, "V.42bis"},
	{21, "BSD-Comp"},
	{23, "LZS-DCP"},
	{24, "MVRCA"},
	{25, "DEC"},
	{26, "Deflate"},
	{27, "V.44"},
	{255, "Reserved"},
}

// ccpOption prints an option of CCP: RFC 1962, section 4, RFC 1977, RFC 1975, RFC
// 1979.
func (p *Printer) ccpOption(v view, kind int) bool {
	known := true
	switch kind {
	case 21:
		if p.bogus(v, ">=", 3) {
			return true
		}
		p.printf(": Version: %d, Dictionary Bits: %d", v.u8(2)>>5, v.u8(2)&0x1f)
	case 24:
		if p.bogus(v, ">=", 4) {
			return true
		}
		enabled := "Disabled"
		if v.u8(2)&0x20 != 0 {
			enabled = "Enabled"
		}
		p.printf(": Features: %d, PxP: %s, History: %d, #CTX-ID: %d",
			v.u8(2)>>6, enabled, v.u8(2)&0x1f, v.u8(3))
	case 26:
		if p.bogus(v, ">=", 4) {
			return true
		}
		method := "unknown"
		if v.u8(2)&0xf == 8 {
			method = "zlib"
		}
		p.printf(": Window: %dK, Method: %s (0x%x), MBZ: %d, CHK: %d",
			v.u8(2)>>4, method, v.u8(2)&0xf, v.u8(3)>>2, v.u8(3)&3)
	default:
		known = false
	}
	p.pppOptionBytes(v, known)
	return true
}
