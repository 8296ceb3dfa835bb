package decode

// ospf writes an OSPF packet of version 2 or 3: RFC 2328, A.3, and RFC 5340, A.3.
func (r *record) ospf(l *layer) {
	v := l.view
	if r.short(v, 12) {
		return
	}
	version, kind := v.u8(0), v.u8(1)
	r.int("version", version)
	r.int("msg", kind)
	r.int("packet_length", v.u16(2))
	r.address("srcrouter", v.bytes(4, 4))
	r.address("area_id", v.bytes(8, 4))
	body := v.from(16)
	if version == 2 {
		r.int("auth_type", v.u16(14))
		body = v.from(24)
	}
	if kind != 1 {
		return
	}
	if version == 2 {
		r.address("hello_network_mask", body.bytes(0, 4))
		r.int("hello_hello_interval", body.u16(4))
		r.int("hello_router_priority", body.u8(7))
		r.uint("hello_router_dead_interval", uint64(body.u32(8)))
	} else {
		r.uint("hello_interface_id", uint64(body.u32(0)))
		r.int("hello_router_priority", body.u8(4))
		r.int("hello_hello_interval", body.u16(8))
		r.int("hello_router_dead_interval", body.u16(10))
	}
	r.address("hello_designated_router", body.bytes(12, 4))
	r.address("hello_backup_designated_router", body.bytes(16, 4))
	end := v.u16(2) - (v.n - body.n)
	if end <= 20 {
		return
	}
	r.list("hello_active_neighbor")
	for off := 20; off+4 <= min(end, body.n); off += 4 {
		r.elementAddress("hello_active_neighbor", body.bytes(off, 4))
	}
	r.end()
}

// bgp writes the BGP messages that begin in a segment: RFC 4271, 4.
func (r *record) bgp(l *layer) {
	const marker = 16
	r.list("messages")
	for v := l.view; v.n >= marker+3; {
		length, kind := v.u16(marker), v.u8(marker+2)
		if length < marker+3 || v.u64(0) != 1<<64-1 {
			break
		}
		r.item()
		r.int("length", length)
		r.int("type", kind)
		body := v.sub(marker+3, min(length, v.n)-marker-3)
		switch kind {
		case 1:
			r.int("open_version", body.u8(0))
			r.int("open_myas", body.u16(1))
			r.int("open_holdtime", body.u16(3))
			r.address("open_identifier", body.bytes(5, 4))
		case 2:
			r.bgpUpdate(body)
		case 3:
			r.int("notify_major_error", body.u8(0))
			r.int("notify_minor_error", body.u8(1))
		}
		r.end()
		v = v.from(length)
	}
	r.end()
}

// bgpUpdate writes what an UPDATE message withdraws and announces: RFC 4271, 4.3.
func (r *record) bgpUpdate(v view) {
	withdrawn := v.u16(0)
	r.bgpPrefixes("withdrawn", "withdrawn_prefix", v.sub(2, withdrawn))
	v = v.from(2 + withdrawn)
	attributes := v.u16(0)
	for a := v.sub(2, attributes); a.n >= 3; {
		kind, length, header := a.u8(1), a.u8(2), 3
		if a.u8(0)&0x10 != 0 {
			length, header = a.u16(2), 4
		}
		value := a.sub(header, length)
		value.need(0, length)
		switch {
		case kind == 1 && length == 1:
			r.int("update_path_attribute_origin", value.u8(0))
		case kind == 3 && length == 4:
			r.address("update_path_attribute_next_hop", value.bytes(0, 4))
		case kind == 4 && length == 4:
			r.uint("update_path_attribute_multi_exit_disc", uint64(value.u32(0)))
		case kind == 5 && length == 4:
			r.uint("update_path_attribute_local_pref", uint64(value.u32(0)))
		}
		a = a.from(header + length)
	}
	r.bgpPrefixes("nlri", "nlri_prefix", v.from(2+attributes))
}

// bgpPrefixes writes IPv4 prefixes.
func (r *record) bgpPrefixes(list, field string, v view) {
	if v.n == 0 {
		return
	}
	r.list(list)
	for v.n > 0 {
		bits := v.u8(0)
		octets := (bits + 7) / 8
		if bits > 32 || octets >= v.n {
			break // paths have identifiers, or it is not IPv4
		}
		var addr [4]byte
		copy(addr[:], v.bytes(1, octets))
		r.item()
		r.int("prefix_length", bits)
		r.address(field, addr[:])
		r.end()
		v = v.from(1 + octets)
	}
	r.end()
}

// isis writes the header that all PDUs of IS-IS have: ISO 10589, 9.5.
func (r *record) isis(l *layer) {
	v := l.view
	if r.short(v, 8) {
		return
	}
	r.int("irpd", v.u8(0))
	r.int("len", v.u8(1))
	r.int("version", v.u8(2))
	r.int("sysid_len", v.u8(3))
	r.int("type", v.u8(4)&0x1f)
	r.int("max_area_adr", v.u8(7))
}

// rip writes a message of RIP: RFC 2453, 4.
func (r *record) rip(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	r.int("command", v.u8(0))
	r.int("version", v.u8(1))
	if v.n < 24 {
		return
	}
	r.list("entries")
	for v = v.from(4); v.n >= 20; v = v.from(20) {
		family := v.u16(0)
		r.item()
		r.int("family", family)
		if family == 2 {
			v.need(0, 20)
			r.int("route_tag", v.u16(2))
			r.address("ip", v.bytes(4, 4))
			r.address("netmask", v.bytes(8, 4))
			r.address("next_hop", v.bytes(12, 4))
			r.uint("metric", uint64(v.u32(16)))
		}
		r.end()
	}
	r.end()
}

// vrrp writes an advertisement of VRRP: RFC 3768, 5.1, and RFC 9568, 5.1.
func (r *record) vrrp(l *layer) {
	v := l.view
	if r.short(v, 8) {
		return
	}
	version, count := v.u8(0)>>4, v.u8(3)
	r.int("version", version)
	r.int("type", v.u8(0)&15)
	r.int("virt_rtr_id", v.u8(1))
	r.int("prio", v.u8(2))
	r.int("addr_count", count)
	if version == 3 {
		r.int("short_adver_int", v.u16(4)&0xfff)
	} else {
		r.int("auth_type", v.u8(4))
		r.int("adver_int", v.u8(5))
	}
	r.int("checksum", v.u16(6))
	name, size := "ip_addr", 4
	if r.ip.version == 6 {
		name, size = "ipv6_addr", 16
	}
	if count == 0 {
		return
	}
	r.list(name)
	for off := 8; count > 0; off, count = off+size, count-1 {
		r.elementAddress(name, v.bytes(off, size))
	}
	r.end()
}

// hsrp writes a message of HSRP version 1: RFC 2281, 5.1.
func (r *record) hsrp(l *layer) {
	v := l.view
	if r.short(v, 2) || v.u8(0) != 0 {
		return
	}
	const advertise = 3 // of another form
	r.int("version", v.u8(0))
	r.int("opcode", v.u8(1))
	if v.u8(1) == advertise || r.short(v, 20) {
		return
	}
	for i, name := range [...]string{"state", "hellotime", "holdtime", "priority", "group"} {
		r.int(name, v.u8(2+i))
	}
	r.address("virt_ip", v.bytes(16, 4))
}

// bfd writes a control packet: RFC 5880, 4.1.
func (r *record) bfd(l *layer) {
	v := l.view
	if r.short(v, 24) || v.u8(0)>>5 != 1 {
		return
	}
	r.int("version", v.u8(0)>>5)
	r.int("diag", v.u8(0)&0x1f)
	r.int("sta", v.u8(1)>>6)
	r.int("flags", v.u8(1)&0x3f)
	r.int("detect_time_multiplier", v.u8(2))
	r.int("message_length", v.u8(3))
	for i, name := range [...]string{"my_discriminator", "your_discriminator", "desired_min_tx_interval",
		"required_min_rx_interval", "required_min_echo_interval"} {
		r.uint(name, uint64(v.u32(4+4*i)))
	}
}

// eigrp writes the header of EIGRP: RFC 7868, 6.5.
func (r *record) eigrp(l *layer) {
	v := l.view
	if r.short(v, 20) {
		return
	}
	r.int("version", v.u8(0))
	r.int("opcode", v.u8(1))
	r.uint("flags", uint64(v.u32(4)))
	r.uint("seq", uint64(v.u32(8)))
	r.uint("ack", uint64(v.u32(12)))
	r.int("vrid", v.u16(16))
	r.int("as", v.u16(18))
}

// pim writes the header of PIM: RFC 7761, 4.9.
func (r *record) pim(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	r.int("version", v.u8(0)>>4)
	r.int("type", v.u8(0)&15)
	r.int("cksum", v.u16(2))
}

// isakmp writes the header of IKE: RFC 7296, 3.1.
func (r *record) isakmp(l *layer) {
	v := l.view
	if r.short(v, 28) {
		return
	}
	r.hex("ispi", v.bytes(0, 8))
	r.hex("rspi", v.bytes(8, 8))
	r.int("nextpayload", v.u8(16))
	r.int("version", v.u8(17))
	r.int("exchangetype", v.u8(18))
	r.int("flags", v.u8(19))
	r.uint("messageid", uint64(v.u32(20)))
	r.uint("length", uint64(v.u32(24)))
}
