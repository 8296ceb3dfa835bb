package decode

const (
	portNetBIOSName     = 137
	portNetBIOSDatagram = 138

	netBIOSHeaderLen = 12
	netBIOSNameLen   = 16 // bytes of a name, the last being its suffix
	netBIOSEncoded   = 2 * netBIOSNameLen
)

// Record types of the NetBIOS name service: RFC 1002, 4.2.1.3.
const (
	netBIOSNB     = 0x20
	netBIOSStatus = 0x21
)

var (
	netBIOSOpcodes = names{
		{0, "QUERY"}, {5, "REGISTRATION"}, {6, "RELEASE"}, {7, "WACK"}, {8, "REFRESH(8)"}, {9, "REFRESH"},
		{15, "MULTIHOMED REGISTRATION"},
	}
	netBIOSTypes  = names{{netBIOSNB, "NB"}, {netBIOSStatus, "NBSTAT"}, {1, "A"}, {2, "NS"}, {10, "NULL"}}
	netBIOSErrors = names{
		{1, "FMT_ERR"}, {2, "SRV_ERR"}, {3, "NAM_ERR"}, {4, "IMP_ERR"}, {5, "RFS_ERR"}, {6, "ACT_ERR"}, {7, "CFT_ERR"},
	}
	netBIOSNodes     = [4]string{"B", "P", "M", "H"}
	netBIOSDatagrams = names{
		{0x10, "direct unique datagram"}, {0x11, "direct group datagram"}, {0x12, "broadcast datagram"},
		{0x13, "datagram error"}, {0x14, "datagram query"}, {0x15, "positive query response"}, {0x16, "negative query response"},
	}
	netBIOSDatagramErrors = names{
		{0x82, "destination name not present"}, {0x83, "invalid source name format"}, {0x84, "invalid destination name format"},
	}
)

// printNetBIOSName prints a message of the NetBIOS name service, which has
// DNS's form: RFC 1002, 4.2. It does so with -vv only: tcpdump as it is built
// everywhere does not know it.
func printNetBIOSName(p *Printer, v view) {
	if p.v < 3 && !p.values || !v.has(0, netBIOSHeaderLen) || !isNetBIOSName(v.from(netBIOSHeaderLen)) {
		p.plainDatagram(v)
		return
	}
	p.enter("nbns", v)
	flags := v.u16(2)
	p.str("NBT UDP PACKET(137): ")
	p.name(netBIOSOpcodes, "OPCODE %d", flags>>11&15)
	p.str("; ")
	switch {
	case flags&dnsResponse == 0:
		p.str("REQUEST")
	case flags&dnsRcode == 0:
		p.str("POSITIVE; RESPONSE")
	default:
		p.str("NEGATIVE ")
		p.name(netBIOSErrors, "rcode %d", flags&dnsRcode)
		p.str("; RESPONSE")
	}
	p.printf("; %s, id 0x%x", choose(flags&0x10 != 0, "BROADCAST", "UNICAST"), v.u16(0))
	m := netBIOS{p, v, netBIOSHeaderLen}
	for range v.u16(4) {
		p.str("\n\tquestion: ")
		m.question()
	}
	for i, title := range [...]string{"answer", "authority", "additional"} {
		for range v.u16(6 + 2*i) {
			p.printf("\n\t%s: ", title)
			m.record()
		}
	}
}

// isNetBIOSName reports whether v begins with the name that every message has:
// 32 letters, of which each stands for four bits.
func isNetBIOSName(v view) bool {
	if !v.has(0, 1+netBIOSEncoded) || v.n < 1+netBIOSEncoded || v.u8(0) != netBIOSEncoded {
		return false
	}
	for _, c := range v.b[1 : 1+netBIOSEncoded] {
		if c < 'A' || c > 'P' {
			return false
		}
	}
	return true
}

// A netBIOS walks the sections of a name service message.
type netBIOS struct {
	*Printer
	m   view
	off int // of what comes next
}

// name prints a name of a message and takes it: RFC 1002, 4.1.
func (m *netBIOS) name() {
	var buf [maxNetBIOSText]byte
	name, next := netBIOSName(buf[:0], m.m, m.off)
	m.Printer.safeText(view{name, len(name)}, 0, len(name))
	m.off = next
}

// question prints an entry of the question section.
func (m *netBIOS) question() {
	m.name()
	m.byte(' ')
	m.Printer.name(netBIOSTypes, "type 0x%x", m.m.u16(m.off))
	m.m.need(m.off, 4)
	m.off += 4
}

// record prints a resource record: RFC 1002, 4.2.1.3.
func (m *netBIOS) record() {
	m.name()
	kind := m.m.u16(m.off)
	m.byte(' ')
	m.Printer.name(netBIOSTypes, "type 0x%x", kind)
	m.str(" ttl ")
	m.span(m.m.u32(m.off + 4))
	length := m.m.u16(m.off + 8)
	data := m.m.sub(m.off+10, length)
	m.off += 10 + length
	switch {
	case kind == netBIOSNB:
		for ; data.n >= 6; data = data.from(6) {
			flags := data.u16(0)
			m.printf(" %s-node ", netBIOSNodes[flags>>13&3])
			m.str(choose(flags&0x8000 != 0, "group ", ""))
			m.addr4(data, 2)
		}
	case kind == netBIOSStatus && data.n > 0:
		count := data.u8(0)
		data = data.from(1)
		for ; count > 0 && data.n >= netBIOSNameLen+2; count-- {
			m.str("\n\t  ")
			m.suffixed(data.bytes(0, netBIOSNameLen))
			flags := data.u16(netBIOSNameLen)
			m.printf(" %s-node", netBIOSNodes[flags>>13&3])
			m.str(choose(flags&0x8000 != 0, " group", ""))
			m.str(choose(flags&0x0400 != 0, " active", ""))
			m.str(choose(flags&0x0800 != 0, " conflict", ""))
			m.str(choose(flags&0x0200 != 0, " permanent", ""))
			data = data.from(netBIOSNameLen + 2)
		}
		if data.n >= 6 {
			m.str("\n\t  unit ")
			m.mac(data, 0)
		}
	default:
		data.need(0, data.n)
	}
}

// suffixed prints a name of 16 bytes.
func (m *netBIOS) suffixed(name []byte) {
	var buf [maxNetBIOSText]byte
	text := appendNetBIOSName(buf[:0], name)
	m.Printer.safeText(view{text, len(text)}, 0, len(text))
}

// maxNetBIOSText is room for a name, its suffix and its scope.
const maxNetBIOSText = 320

// appendNetBIOSName appends a name of 16 bytes without its padding, and its
// suffix as <20>.
func appendNetBIOSName(dst, name []byte) []byte {
	n := netBIOSNameLen - 1
	for n > 0 && (name[n-1] == ' ' || name[n-1] == 0) {
		n--
	}
	dst = append(dst, name[:n]...)
	suffix := name[netBIOSNameLen-1]
	return append(dst, '<', lowerHex[suffix>>4], lowerHex[suffix&15], '>')
}

// netBIOSName appends the name at off of a message and returns the offset after
// it: 32 letters for 16 bytes, then the labels of a scope: RFC 1001, 14.1. It
// bails out of one that is not captured, or not of this form.
func netBIOSName(dst []byte, m view, off int) (name []byte, next int) {
	limit, next := off, -1
	for first := true; ; first = false {
		n := m.u8(off)
		switch {
		case n == 0:
			if next < 0 {
				next = off + 1
			}
			return dst, next
		case n&labelKind == labelPointer:
			target := m.u16(off) & 0x3fff
			if target >= limit {
				bail()
			}
			if next < 0 {
				next = off + 2
			}
			off, limit = target, target
		case n&labelKind != labelPlain || len(dst)+n+1 > maxNetBIOSText:
			bail()
		case first && n == netBIOSEncoded || n == netBIOSEncoded && len(dst) == 0:
			var name [netBIOSNameLen]byte
			for i := range name {
				high, low := m.u8(off+1+2*i)-'A', m.u8(off+2+2*i)-'A'
				if high&^15 != 0 || low&^15 != 0 {
					bail()
				}
				name[i] = byte(high<<4 | low)
			}
			dst = appendNetBIOSName(dst, name[:])
			off += 1 + n
		default:
			if len(dst) > 0 {
				dst = append(dst, '.')
			}
			dst = append(dst, m.bytes(off+1, n)...)
			off += 1 + n
		}
	}
}

// printNetBIOSDatagram prints a message of the NetBIOS datagram service, with
// -vv as the name service: RFC 1002, 4.4.
//
//	0      1       2    4           8             10       12
//	+------+-------+----+-----------+-------------+--------+--------+---
//	| type | flags | id | source IP | source port | length | offset | names and data
//	+------+-------+----+-----------+-------------+--------+--------+---
func printNetBIOSDatagram(p *Printer, v view) {
	if p.v < 3 && !p.values || !v.has(0, 10) {
		p.plainDatagram(v)
		return
	}
	kind := v.u8(0)
	direct := kind >= 0x10 && kind <= 0x12
	if direct && !isNetBIOSName(v.from(14)) || kind >= 0x14 && !isNetBIOSName(v.from(10)) || kind < 0x10 || kind > 0x16 {
		p.plainDatagram(v)
		return
	}
	p.enter("nbdgm", v)
	p.str("NBT UDP PACKET(138): ")
	p.name(netBIOSDatagrams, "type 0x%02x", kind)
	p.printf(", id 0x%x, %s-node, from ", v.u16(2), netBIOSNodes[v.u8(1)>>2&3])
	p.addr4(v, 4)
	p.byte('.')
	p.udpPort(v.u16(8))
	if v.u8(1)&1 != 0 {
		p.str(", more fragments")
	}
	switch {
	case direct:
		p.printf(", length %d", v.u16(10))
		if offset := v.u16(12); offset > 0 {
			p.printf(", offset %d", offset)
		}
		m := netBIOS{p, v, 14}
		p.str("\n\t")
		m.name()
		p.str(" > ")
		m.name()
	case kind == 0x13:
		p.str(": ")
		p.name(netBIOSDatagramErrors, "error 0x%02x", v.u8(10))
	default:
		p.str("\n\t")
		m := netBIOS{p, v, 10}
		m.name()
	}
}
