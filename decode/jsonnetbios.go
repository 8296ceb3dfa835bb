package decode

// netBIOSName writes a message of the NetBIOS name service.
func (r *record) netBIOSName(l *layer) {
	m := l.view
	if r.short(m, netBIOSHeaderLen) {
		return
	}
	flags := m.u16(2)
	r.int("id", m.u16(0))
	r.int("flags", flags)
	r.bool("flags_response", flags&dnsResponse != 0)
	r.int("flags_opcode", flags>>11&15)
	r.bool("flags_broadcast", flags&0x10 != 0)
	r.int("flags_rcode", flags&dnsRcode)
	off := netBIOSHeaderLen
	for i, section := range [...]struct{ count, list string }{
		{"count_queries", "queries"}, {"count_answers", "answers"},
		{"count_auth_rr", "authorities"}, {"count_add_rr", "additionals"},
	} {
		count := m.u16(4 + 2*i)
		r.int(section.count, count)
		if count == 0 {
			continue
		}
		r.list(section.list)
		for range count {
			off = r.netBIOSRecord(m, off, i > 0)
		}
		r.end()
	}
}

// netBIOSRecord writes the question at off, or the record, and returns the
// offset after it.
func (r *record) netBIOSRecord(m view, off int, record bool) int {
	var buf [maxNetBIOSText]byte
	name, off := netBIOSName(buf[:0], m, off)
	kind, class := m.u16(off), m.u16(off+2)
	r.item()
	defer r.end()
	r.text("name", name)
	r.int("type", kind)
	r.int("class", class)
	if !record {
		return off + 4
	}
	length := m.u16(off + 8)
	r.uint("ttl", uint64(m.u32(off+4)))
	data := m.sub(off+10, length)
	data.need(0, length)
	if kind == netBIOSNB && length > 0 {
		r.list("addresses")
		for ; data.n >= 6; data = data.from(6) {
			r.item()
			r.int("nb_flags", data.u16(0))
			r.address("addr", data.bytes(2, 4))
			r.end()
		}
		r.end()
	}
	return off + 10 + length
}

// netBIOSDatagram writes a message of the NetBIOS datagram service.
func (r *record) netBIOSDatagram(l *layer) {
	v := l.view
	if r.short(v, 10) {
		return
	}
	kind := v.u8(0)
	r.int("type", kind)
	r.int("flags", v.u8(1))
	r.int("dgram_id", v.u16(2))
	r.address("src_ip", v.bytes(4, 4))
	r.int("src_port", v.u16(8))
	var buf [maxNetBIOSText]byte
	switch {
	case kind >= 0x10 && kind <= 0x12:
		r.int("dgram_len", v.u16(10))
		r.int("pkt_offset", v.u16(12))
		name, next := netBIOSName(buf[:0], v, 14)
		r.text("source_name", name)
		name, _ = netBIOSName(buf[:0], v, next)
		r.text("destination_name", name)
	case kind == 0x13:
		r.int("error_code", v.u8(10))
	default:
		name, _ := netBIOSName(buf[:0], v, 10)
		r.text("destination_name", name)
	}
}
