package decode

// Values of an SLL header's protocol that are not EtherTypes.
const (
	sll8023 = 1 // Novell's IPX without LLC
	sll8022 = 4 // LLC
)

// sllTypeNames are where a packet went, PACKET_HOST and so on of packet(7).
var sllTypeNames = names{
	{0, "In"},
	{4, "Out"},
	{1, "B"},
	{2, "M"},
	{3, "P"},
}

// An sllHeader is the header of a Linux cooked packet: LINKTYPE_LINUX_SLL or
// LINKTYPE_LINUX_SLL2.
//
//	0           2           4           6                    14          16
//	+-----------+-----------+-----------+--------------------+-----------+
//	|packet type| ARPHRD_   |address len| address            | protocol  |  SLL
//	+-----------+-----------+-----------+--------------------+-----------+
//	0           2           4           8        10       11        12   20
//	+-----------+-----------+-----------+--------+--------+---------+----+
//	| protocol  | zero      | interface | ARPHRD_|pkt type|addr len |addr|  SLL2
//	+-----------+-----------+-----------+--------+--------+---------+----+
type sllHeader struct {
	view
	v2 bool
}

const (
	sllLen  = 16
	sll2Len = 20
)

func (h sllHeader) protocol() int {
	if h.v2 {
		return h.u16(0)
	}
	return h.u16(14)
}

func (h sllHeader) packetType() int {
	if h.v2 {
		return h.u8(10)
	}
	return h.u16(0)
}

// address returns the sender's address if it is a MAC address.
func (h sllHeader) address() []byte {
	if h.v2 {
		if h.u8(11) == 6 {
			return h.bytes(12, 6)
		}
	} else if h.u16(4) == 6 {
		return h.bytes(6, 6)
	}
	return nil
}

// printSLL prints a Linux cooked packet, version 1.
func printSLL(p *Printer, v view) {
	p.enter("sll", v)
	p.cooked(sllHeader{v, false}, sllLen)
}

// printSLL2 prints a Linux cooked packet, version 2.
func printSLL2(p *Printer, v view) {
	p.enter("sll2", v)
	p.cooked(sllHeader{v, true}, sll2Len)
}

func (p *Printer) cooked(h sllHeader, headerLen int) {
	if !h.has(0, headerLen) {
		p.truncated()
		p.linkLen += len(h.b)
		return
	}
	if h.v2 {
		index := h.u32(4)
		if p.opt.InterfaceName != nil {
			if name := p.opt.InterfaceName(index); name != "" {
				p.printf("%-5s ", name)
			} else {
				p.printf("%-5s ", "?")
			}
		} else if !p.opt.Link {
			p.printf("ifindex %d ", index)
		}
		p.cookedType(h)
		if p.opt.Link {
			p.printf("ifindex %d ", index)
		}
	}
	if p.opt.Link {
		p.cookedHeader(h, h.n)
	}
	if h.n < headerLen {
		p.truncated()
		return
	}
	v := h.from(headerLen)
	kind := h.protocol()
	pos := headerLen
	for kind == typeVLAN {
		if !v.has(0, 4) {
			p.protocol = "vlan"
			p.truncated()
			p.linkLen += pos + len(v.b)
			return
		}
		p.enter("vlan", v)
		if p.opt.Link {
			p.vlanTag(v.u16(0))
			p.str(", ")
		}
		kind = v.u16(2)
		if kind <= etherMaxLength {
			kind = sll8022
		}
		if !p.opt.Quiet {
			p.str("ethertype ")
			p.name(etherTypeNames, "Unknown", kind)
			p.str(", ")
		}
		v = v.from(4)
		pos += 4
	}
	switch {
	case kind == sll8023:
		printIPX(p, v)
	case kind == sll8022:
		n, known := p.llc(v)
		pos += n
		if !known {
			p.unparsed(view{v.b, len(v.b)})
		}
	case kind <= etherMaxLength:
		p.unparsed(view{v.b, len(v.b)})
	default:
		if printer := etherTypePrinter(kind); printer != nil {
			printer(p, v)
			break
		}
		if !p.opt.Link {
			p.cookedHeader(h, h.n)
		}
		p.unparsed(view{v.b, len(v.b)})
	}
	p.linkLen += pos
}

// cookedType prints where the packet went.
func (p *Printer) cookedType(h sllHeader) {
	name, ok := sllTypeNames.find(uint32(h.packetType()))
	if !ok {
		name = "?"
	}
	if h.v2 {
		p.printf("%-3s ", name)
	} else {
		p.printf("%3s ", name)
	}
}

// cookedHeader prints with -e what a cooked header holds.
func (p *Printer) cookedHeader(h sllHeader, length int) {
	if !h.v2 {
		p.cookedType(h)
	}
	if addr := h.address(); addr != nil {
		p.macAddr(addr)
		p.byte(' ')
	}
	if p.opt.Quiet {
		return
	}
	switch kind := h.protocol(); {
	case kind == sll8023:
		p.str("802.3")
	case kind == sll8022:
		p.str("802.2")
	default:
		p.str("ethertype ")
		if kind <= etherMaxLength {
			p.str("Unknown")
		} else {
			p.name(etherTypeNames, "Unknown", kind)
		}
		p.printf(" (0x%04x)", kind)
	}
	p.printf(", length %d: ", length)
}
