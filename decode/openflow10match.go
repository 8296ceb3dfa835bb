package decode

// match10 prints which flows are meant, each field after indent: OpenFlow Switch
// Specification 1.0.0, 5.2.3.
func (o openFlow) match10(indent string, off int) {
	wild := o.v.u32(off)
	if wild>>22 != 0 {
		o.printf("%swildcards 0x%08x (bogus)", indent, wild)
	}
	m := match10{o, indent, wild}
	if m.given(of10AnyInPort, "in_port", off+4, 2) {
		o.name(of10PortNumbers, "%d", o.v.u16(off+4))
	}
	if m.given(of10AnySrcMAC, "dl_src", off+6, 6) {
		o.mac(o.v, off+6)
	}
	if m.given(of10AnyDstMAC, "dl_dst", off+12, 6) {
		o.mac(o.v, off+12)
	}
	if m.given(of10AnyVLAN, "dl_vlan", off+18, 2) {
		o.vlan10(o.v.u16(off + 18))
	}
	if m.given(of10AnyPriority, "dl_vlan_pcp", off+20, 1) {
		o.priority10(o.v.u8(off + 20))
	}
	kind := o.v.u16(off + 22)
	if m.given(of10AnyType, "dl_type", off+22, 2) {
		o.hex(uint64(kind), 4)
	}
	if m.given(of10AnyTOS, "nw_tos", off+24, 1) {
		o.hex(uint64(o.v.u8(off+24)), 2)
	}
	m.network(off+25, kind)
}

// A match10 prints the fields of a match that is not wild.
type match10 struct {
	openFlow
	indent string
	wild   uint32
}

// given reports whether the field of n bytes at off is to be matched, and prints
// its name.
func (m match10) given(bit uint32, name string, off, n int) bool {
	m.v.need(off, n)
	if m.wild&bit != 0 {
		return false
	}
	m.str(m.indent)
	m.str("match ")
	m.str(name)
	m.byte(' ')
	return true
}

// network prints the fields from the protocol on, of a frame of the given
// EtherType.
func (m match10) network(off, kind int) {
	typed := m.wild&of10AnyType == 0
	proto := m.v.u8(off)
	if m.given(of10AnyProto, choose(typed && kind == typeARP, "arp_opcode", "nw_proto"), off, 1) {
		m.dec(proto)
	}
	m.prefix("nw_src", off+3, m.wild>>8&63)
	m.prefix("nw_dst", off+7, m.wild>>14&63)
	icmp := typed && kind == typeIPv4 && m.wild&of10AnyProto == 0 && proto == protoICMP
	if m.given(of10AnySrcPort, choose(icmp, "icmp_type", "tp_src"), off+11, 2) {
		m.dec(m.v.u16(off + 11))
	}
	if m.given(of10AnyDstPort, choose(icmp, "icmp_code", "tp_dst"), off+13, 2) {
		m.dec(m.v.u16(off + 13))
	}
}

// prefix prints an address of which the last wild bits do not matter.
func (m match10) prefix(name string, off int, wild uint32) {
	if wild >= 32 {
		return
	}
	m.v.need(off, 4)
	m.printf("%smatch %s ", m.indent, name)
	m.addr4(m.v, off)
	m.printf("/%d", 32-wild)
}

func (o openFlow) vlan10(id int) {
	if id == 0xffff {
		o.str("NONE")
		return
	}
	o.dec(id)
	if id == 0 || id >= 0xfff {
		o.str(" (bogus)")
	}
}

func (o openFlow) priority10(n int) {
	o.dec(n)
	if n > 7 {
		o.str(" (bogus)")
	}
}

const (
	of10ActionHeaderLen = 8
	of10Vendor          = 0xffff
)

// of10ActionLens are the lengths of the actions up to ENQUEUE.
var of10ActionLens = [...]int{8, 8, 8, 8, 16, 16, 8, 8, 8, 8, 8, 16}

// actions10 prints n bytes of actions, each after indent: 5.2.4.
func (o openFlow) actions10(indent string, off, n int) {
	o.walk(off, n, of10ActionHeaderLen, func(off, n int) int {
		kind := o.v.u16(off)
		o.str(indent)
		o.str("action type ")
		o.name(of10Actions, "invalid (0x%04x)", kind)
		length := o.v.u16(off + 2)
		o.printf(", len %d", length)
		if length < of10ActionHeaderLen || length > n {
			o.invalidRest(off+4, n-4)
			return 0
		}
		o.action10(kind, off+4, length-4)
		return length
	})
}

// action10 prints the n bytes at off, what follows the header of an action.
func (o openFlow) action10(kind, off, n int) {
	known := kind < len(of10ActionLens)
	if known && n+4 != of10ActionLens[kind] || kind == of10Vendor && n%8 != 4 {
		o.str(" (bogus)")
		known = false
	} else if kind == of10Vendor {
		o.vendorAction(off, n)
		return
	}
	if !known {
		o.v.need(off, n)
		return
	}
	switch of10Actions[kind].name {
	case "OUTPUT":
		port := o.v.u16(off)
		o.str(", port ")
		o.name(of10PortNumbers, "%d", port)
		if port == of10Controller {
			limit := o.v.u16(off + 2)
			o.printf(", max_len %d", limit)
		}
	case "SET_VLAN_VID":
		id := o.v.u16(off)
		o.str(", vlan_vid ")
		o.vlan10(id)
	case "SET_VLAN_PCP":
		priority := o.v.u8(off)
		o.str(", vlan_pcp ")
		o.priority10(priority)
	case "SET_DL_SRC", "SET_DL_DST":
		o.v.need(off, 6)
		o.str(", dl_addr ")
		o.mac(o.v, off)
	case "SET_NW_SRC", "SET_NW_DST":
		o.v.need(off, 4)
		o.str(", nw_addr ")
		o.addr4(o.v, off)
	case "SET_NW_TOS":
		tos := o.v.u8(off)
		o.printf(", nw_tos 0x%02x", tos)
	case "SET_TP_SRC", "SET_TP_DST":
		port := o.v.u16(off)
		o.printf(", tp_port %d", port)
	case "ENQUEUE":
		o.fields(of10EnqueueFields, off)
	}
	o.v.need(off, n)
}

var of10EnqueueFields = []openFlowField{
	{", port ", flowName, 2, of10PortNumbers, "%d", 0},
	{size: 6},
	{", queue_id ", flowName, 4, of10Queues, "%d", 0},
}
