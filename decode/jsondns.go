package decode

// dns writes a DNS message.
func (r *record) dns(l *layer) {
	m := l.view
	if r.transport == "tcp" {
		r.int("length", m.u16(0))
		m = m.from(2)
	}
	if r.short(m, dnsHeaderLen) {
		return
	}
	flags := m.u16(2)
	r.int("id", m.u16(0))
	r.int("flags", flags)
	r.bool("flags_response", flags&dnsResponse != 0)
	r.int("flags_opcode", flags&dnsOpcode>>11)
	r.bool("flags_authoritative", flags&dnsAuthoritive != 0)
	r.bool("flags_truncated", flags&dnsTruncated != 0)
	r.bool("flags_recdesired", flags&dnsRecursion != 0)
	r.bool("flags_recavail", flags&dnsRecursive != 0)
	r.bool("flags_authenticated", flags&dnsAuthentic != 0)
	r.bool("flags_checkdisable", flags&dnsChecking != 0)
	if flags&dnsResponse != 0 {
		r.int("flags_rcode", flags&dnsRcode)
	}
	counts := [4]int{m.u16(4), m.u16(6), m.u16(8), m.u16(10)}
	for i, name := range [...]string{"count_queries", "count_answers", "count_auth_rr", "count_add_rr"} {
		r.int(name, counts[i])
	}
	multicast := l.protocol == "domain" && (r.p.port.src == portMDNS || r.p.port.dst == portMDNS)
	off := dnsHeaderLen
	for i, name := range [...]string{"queries", "answers", "authorities", "additionals"} {
		if counts[i] == 0 {
			continue
		}
		r.list(name)
		for range counts[i] {
			if i == 0 {
				off = r.dnsQuestion(m, off, multicast)
			} else {
				off = r.dnsRecord(m, off, multicast)
			}
		}
		r.end()
	}
}

// dnsQuestion writes the question at off and returns the offset after it.
func (r *record) dnsQuestion(m view, off int, multicast bool) int {
	var buf [maxDomainName + 1]byte
	name, next := appendDomainName(buf[:0], m, off)
	kind, class := m.u16(next), m.u16(next+2)
	r.item()
	r.text("qry_name", name)
	r.int("qry_type", kind)
	if multicast {
		r.bool("qry_qu", class&mdnsUnicast != 0)
		class &^= mdnsUnicast
	}
	r.int("qry_class", class)
	r.end()
	return next + 4
}

// dnsRecord writes the resource record at off and returns the offset after it.
func (r *record) dnsRecord(m view, off int, multicast bool) int {
	var buf [maxDomainName + 1]byte
	name, next := appendDomainName(buf[:0], m, off)
	m.need(next, 10)
	kind, class, ttl, length := m.u16(next), m.u16(next+2), m.u32(next+4), m.u16(next+8)
	r.item()
	r.text("resp_name", name)
	r.int("resp_type", kind)
	if kind == dnsOPT {
		r.int("rr_udp_payload_size", class)
		r.uint("resp_ext_rcode", uint64(ttl>>24))
		r.uint("resp_edns0_version", uint64(ttl>>16&0xff))
		r.bool("resp_z_do", ttl&ednsDO != 0)
	} else {
		if multicast {
			r.bool("resp_cache_flush", class&mdnsCacheFlush != 0)
			class &^= mdnsCacheFlush
		}
		r.int("resp_class", class)
		r.uint("resp_ttl", uint64(ttl))
	}
	r.int("resp_len", length)
	off = next + 10
	m.need(off, length)
	if length > 0 {
		r.dnsData(m, kind, off, length)
	}
	r.end()
	return off + length
}

// dnsName writes the name at off of a message, and returns the offset after it.
func (r *record) dnsName(field string, m view, off int) int {
	var buf [maxDomainName + 1]byte
	name, next := appendDomainName(buf[:0], m, off)
	r.text(field, name)
	return next
}

// dnsData writes the length bytes at off that are the data of a record.
func (r *record) dnsData(m view, kind, off, length int) {
	data := m.sub(off, length)
	switch kind {
	case dnsA:
		r.address("a", data.bytes(0, 4))
	case dnsAAAA:
		r.address("aaaa", data.bytes(0, 16))
	case dnsNS:
		r.dnsName("ns", m, off)
	case dnsCNAME:
		r.dnsName("cname", m, off)
	case dnsDNAME:
		r.dnsName("dname", m, off)
	case dnsPTR:
		r.dnsName("ptr_domain_name", m, off)
	case dnsMX:
		r.int("mx_preference", data.u16(0))
		r.dnsName("mx_mail_exchange", m, off+2)
	case dnsTXT:
		r.list("txt")
		for data.n > 0 {
			n := data.u8(0)
			r.elementText("txt", data.bytes(1, n))
			data = data.from(1 + n)
		}
		r.end()
	case dnsSRV:
		r.int("srv_priority", data.u16(0))
		r.int("srv_weight", data.u16(2))
		r.int("srv_port", data.u16(4))
		r.dnsName("srv_target", m, off+6)
	case dnsSOA:
		next := r.dnsName("soa_rname", m, r.dnsName("soa_mname", m, off))
		for i, name := range [...]string{"soa_serial_number", "soa_refresh_interval", "soa_retry_interval",
			"soa_expire_limit", "soa_minimum_ttl"} {
			r.uint(name, uint64(m.u32(next+4*i)))
		}
	case dnsCAA:
		r.int("caa_flags", data.u8(0))
		n := data.u8(1)
		r.text("caa_tag", data.bytes(2, n))
		r.text("caa_value", data.bytes(2+n, max(data.n-2-n, 0)))
	case dnsDS, dnsCDS:
		r.int("ds_key_id", data.u16(0))
		r.int("ds_algorithm", data.u8(2))
		r.int("ds_digest_type", data.u8(3))
		r.hex("ds_digest", data.from(4).b)
	case dnsDNSKEY, dnsCDNSKEY:
		r.int("dnskey_flags", data.u16(0))
		r.int("dnskey_protocol", data.u8(2))
		r.int("dnskey_algorithm", data.u8(3))
		r.hex("dnskey_public_key", data.from(4).b)
	case dnsTLSA:
		r.int("tlsa_certificate_usage", data.u8(0))
		r.int("tlsa_selector", data.u8(1))
		r.int("tlsa_matching_type", data.u8(2))
		r.hex("tlsa_certificate_association_data", data.from(3).b)
	case dnsOPT:
		r.ednsOptions(data)
	case dnsSVCB, dnsHTTPS:
		r.int("svcb_svcpriority", data.u16(0))
		next := r.dnsName("svcb_targetname", m, off+2)
		d := dnsPrinter{r.p, m, 0, false}
		r.printed("svcb_svcparam", func(*Printer) { d.svcParams(m.sub(next, off+length-next)) })
	case dnsA6, dnsURI, dnsTSIG:
		d := dnsPrinter{r.p, m, off + length, false}
		r.printed("data", func(*Printer) { d.rdata(kind, off, length) })
	default:
		d := dnsPrinter{r.p, m, off + length, false}
		r.printed("data", func(*Printer) { d.presentation(kind, off, length) })
	}
}

// ednsOptions writes the options of an OPT record: RFC 6891, 6.1.2.
func (r *record) ednsOptions(v view) {
	r.list("options")
	for v.n >= 4 {
		code, length := v.u16(0), v.u16(2)
		data := v.bytes(4, length)
		r.item()
		r.int("opt_code", code)
		r.int("opt_len", length)
		r.hex("opt_data", data)
		r.end()
		v = v.from(4 + length)
	}
	r.end()
}

// appendDomainName appends the name at off of a DNS message without its final
// dot, with escapes for what would not be read as it is (RFC 4343, 2.1), and
// returns the offset after it. It bails out of a damaged one.
func appendDomainName(dst []byte, m view, off int) (name []byte, next int) {
	limit, next, start := off, -1, len(dst)
	for {
		n := m.u8(off)
		switch {
		case n == 0:
			if len(dst) == start {
				dst = append(dst, '.')
			}
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
			continue
		case n&labelKind != labelPlain || len(dst)-start+n > 4*maxDomainName:
			bail()
		}
		if len(dst) > start {
			dst = append(dst, '.')
		}
		for _, c := range m.bytes(off+1, n) {
			switch {
			case c == '.' || c == '\\':
				dst = append(dst, '\\', c)
			case c < ' ' || c == 0x7f:
				dst = append(dst, '\\')
				dst = appendPadded(dst, uint64(c), 3)
			default:
				dst = append(dst, c)
			}
		}
		off += 1 + n
	}
}
