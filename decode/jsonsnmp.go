package decode

// A berItem is an element of BER, as its tag has it: X.690, 8.1.
type berItem struct {
	class, tag int
	data       view
}

// nextBER returns the element at the beginning of v and what follows it. It bails
// out of one that is damaged or not captured.
func nextBER(v view) (item berItem, rest view) {
	first, length := v.u8(0), v.u8(1)
	item.class, item.tag = first>>6, first&0x1f
	off := 2
	if octets := length & 0x7f; length&0x80 != 0 {
		length = 0
		for range octets {
			length = length<<8 | v.u8(off)
			off++
			if length > v.n {
				bail()
			}
		}
	}
	v.need(off, length)
	if item.tag == 0x1f || length > v.n-off {
		bail()
	}
	item.data = v.sub(off, length)
	return item, v.from(off + length)
}

// number returns an integer's value.
func (i berItem) number() int64 {
	var n int64
	for k, c := range i.data.b {
		if k == 0 && c&0x80 != 0 && i.class == berUniversal {
			n = -1
		}
		n = n<<8 | int64(c)
	}
	return n
}

// snmp writes an SNMP message.
func (r *record) snmp(l *layer) {
	message, _ := nextBER(l.view)
	version, v := nextBER(message.data)
	switch n := version.number(); n {
	case snmpV1, snmpV2c:
		r.uint("version", uint64(n))
		community, rest := nextBER(v)
		r.text("community", community.data.b)
		pdu, _ := nextBER(rest)
		r.snmpPDU(pdu)
	case snmpV3:
		r.uint("msgVersion", uint64(n))
		r.snmpV3(v)
	}
}

// snmpV3 writes what follows the version: RFC 3412, 6, and RFC 3414, 2.4.
func (r *record) snmpV3(v view) {
	global, v := nextBER(v)
	id, g := nextBER(global.data)
	size, g := nextBER(g)
	flags, g := nextBER(g)
	model, _ := nextBER(g)
	r.signed("msgID", id.number())
	r.signed("msgMaxSize", size.number())
	r.hex("msgFlags", flags.data.b)
	r.signed("msgSecurityModel", model.number())
	parameters, v := nextBER(v)
	if model.number() == snmpUSM {
		usm, _ := nextBER(parameters.data)
		engine, u := nextBER(usm.data)
		boots, u := nextBER(u)
		clock, u := nextBER(u)
		user, _ := nextBER(u)
		r.hex("msgAuthoritativeEngineID", engine.data.b)
		r.signed("msgAuthoritativeEngineBoots", boots.number())
		r.signed("msgAuthoritativeEngineTime", clock.number())
		r.text("msgUserName", user.data.b)
	}
	scoped, _ := nextBER(v)
	if scoped.tag != 16 { // encrypted
		return
	}
	engine, s := nextBER(scoped.data)
	name, s := nextBER(s)
	r.hex("contextEngineID", engine.data.b)
	r.text("contextName", name.data.b)
	pdu, _ := nextBER(s)
	r.snmpPDU(pdu)
}

// snmpPDU writes a protocol data unit.
func (r *record) snmpPDU(pdu berItem) {
	if pdu.class != berContext {
		return
	}
	r.int("data", pdu.tag)
	v := pdu.data
	if pdu.tag == snmpTrap {
		var item berItem
		item, v = nextBER(v)
		r.snmpOID("enterprise", item)
		item, v = nextBER(v)
		if item.data.n == 4 {
			r.address("agent_addr", item.data.bytes(0, 4))
		}
		for _, name := range [...]string{"generic_trap", "specific_trap", "time_stamp"} {
			item, v = nextBER(v)
			r.signed(name, item.number())
		}
	} else {
		fields := [...]string{"request_id", "error_status", "error_index"}
		if pdu.tag == snmpGetBulk {
			fields = [...]string{"request_id", "non_repeaters", "max_repetitions"}
		}
		for _, name := range fields {
			var item berItem
			item, v = nextBER(v)
			r.signed(name, item.number())
		}
	}
	list, _ := nextBER(v)
	if list.data.n == 0 {
		return
	}
	r.list("variables")
	for v = list.data; v.n > 0; {
		var pair berItem
		pair, v = nextBER(v)
		name, rest := nextBER(pair.data)
		value, _ := nextBER(rest)
		r.item()
		r.snmpOID("name", name)
		r.snmpValue(value)
		r.end()
	}
	r.end()
}

// snmpOID writes an object identifier, without the leading dot that SNMP's tools
// print.
func (r *record) snmpOID(field string, item berItem) {
	r.printed(field, func(p *Printer) {
		start := len(p.out)
		p.berOID(berElement{data: item.data})
		if len(p.out) > start {
			p.out = append(p.out[:start], p.out[start+1:]...)
		}
	})
}

// snmpValue writes the value of a variable: RFC 2578, 2.
func (r *record) snmpValue(item berItem) {
	switch item.class<<8 | item.tag {
	case berUniversal<<8 | 2:
		r.signed("value_int", item.number())
	case berUniversal<<8 | 4:
		r.hex("value_octets", item.data.b)
	case berUniversal<<8 | 5:
	case berUniversal<<8 | 6:
		r.snmpOID("value_oid", item)
	case berApplication << 8:
		if item.data.n == 4 {
			r.address("value_ipv4", item.data.bytes(0, 4))
		}
	case berApplication<<8 | 1, berApplication<<8 | 6:
		r.uint("value_counter", uint64(item.number()))
	case berApplication<<8 | 2:
		r.uint("value_u32", uint64(item.number()))
	case berApplication<<8 | 3:
		r.uint("value_timeticks", uint64(item.number()))
	case berApplication<<8 | 4:
		r.hex("value_opaque", item.data.b)
	case berContext << 8:
		r.bool("noSuchObject", true)
	case berContext<<8 | 1:
		r.bool("noSuchInstance", true)
	case berContext<<8 | 2:
		r.bool("endOfMibView", true)
	default:
		r.hex("value_unk", item.data.b)
	}
}
