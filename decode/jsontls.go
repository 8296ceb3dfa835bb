package decode

// tls writes the TLS records that begin in a segment.
func (r *record) tls(l *layer) {
	r.list("records")
	for v := l.view; isTLS(v); {
		length := v.u16(3)
		r.item()
		r.int("record_content_type", v.u8(0))
		r.int("record_version", v.u16(1))
		r.int("record_length", length)
		fragment := v.sub(tlsRecordLen, min(length, v.n-tlsRecordLen))
		switch v.u8(0) {
		case tlsAlert:
			if length == 2 {
				r.int("alert_message_level", fragment.u8(0))
				r.int("alert_message_desc", fragment.u8(1))
			}
		case tlsHandshake:
			r.tlsHandshakes(fragment, length)
		}
		r.end()
		v = v.from(tlsRecordLen + length)
	}
	r.end()
}

// tlsHandshakes writes the messages of a record of length bytes, unless they are
// encrypted.
func (r *record) tlsHandshakes(v view, length int) {
	known := func(m view) bool {
		_, ok := tlsHandshakes.find(uint32(m.u8(0)))
		return ok && m.has(0, tlsHandshakeLen) && (m.n < length || tlsHandshakeLen+m.u24(1) <= length || m.n < tlsHandshakeLen+m.u24(1))
	}
	if v.n == 0 || !known(v) {
		return
	}
	r.list("handshakes")
	for v.n >= tlsHandshakeLen && known(v) {
		kind, size := v.u8(0), v.u24(1)
		r.item()
		r.int("handshake_type", kind)
		r.int("handshake_length", size)
		if kind == tlsClientHello || kind == tlsServerHello {
			r.tlsHello(v.at(tlsHandshakeLen, size), kind)
		}
		r.end()
		v = v.from(tlsHandshakeLen + size)
	}
	r.end()
}

// tlsHello writes a ClientHello or ServerHello.
func (r *record) tlsHello(v view, kind int) {
	h, _ := readTLSHello(v, kind)
	if h.random == nil {
		return
	}
	r.int("handshake_version", h.version)
	r.hex("handshake_random", h.random)
	if len(h.session) > 0 {
		r.hex("handshake_session_id", h.session)
	}
	if kind == tlsServerHello {
		r.list("handshake_ciphersuite")
		r.elementInt("handshake_ciphersuite", h.cipher)
		r.end()
	} else if h.ciphers.n > 0 {
		r.list("handshake_ciphersuite")
		for off := 0; h.ciphers.has(off, 2); off += 2 {
			r.elementInt("handshake_ciphersuite", h.ciphers.u16(off))
		}
		r.end()
	}
	if h.extensions.n > 0 {
		r.list("handshake_extension_type")
		for e := h.extensions; e.has(0, 4); e = e.from(4 + e.u16(2)) {
			r.elementInt("handshake_extension_type", e.u16(0))
		}
		r.end()
	}
	if h.serverName != nil {
		r.text("handshake_extensions_server_name", h.serverName)
	}
	if h.alpn.n > 0 {
		r.list("handshake_extensions_alpn_str")
		h.eachALPN(func(name []byte) { r.elementText("handshake_extensions_alpn_str", name) })
		r.end()
	}
	if h.versions.n > 0 {
		r.list("handshake_extensions_supported_version")
		for off := 0; h.versions.has(off, 2); off += 2 {
			r.elementInt("handshake_extensions_supported_version", h.versions.u16(off))
		}
		r.end()
	}
}

// quic writes the QUIC packets of a datagram, as far as they are not encrypted.
func (r *record) quic(l *layer) {
	q := quic{nil, l.view, 0}
	r.list("packets")
	for q.off < len(q.d.b) {
		r.item()
		first := q.u8()
		r.int("header_form", first>>7)
		if first&0x80 == 0 {
			if rest := q.d.b[q.off:]; len(rest) > 16 && r.p.quics != nil {
				if id := r.p.quics.find(rest); id != nil {
					r.hex("dcid", id)
				}
			}
			r.end()
			break
		}
		version := q.d.u32(q.off)
		q.off += 4
		r.uint("version", uint64(version))
		kind := first >> 4 & 3
		if version == quicVersion2 {
			kind = (kind + 3) & 3
		}
		if version != 0 {
			r.int("long_packet_type", kind)
		}
		for _, name := range [...]string{"dcid", "scid"} {
			n := q.u8()
			r.hex(name, q.d.bytes(q.off, n))
			q.off += n
		}
		r.quicRest(&q, version, kind)
		r.end()
		for q.off < len(q.d.b) && q.d.b[q.off] == 0 { // padding
			q.off++
		}
	}
	r.end()
}

// quicRest writes what follows the connection IDs of a long header: RFC 9000,
// 17.2.
func (r *record) quicRest(q *quic, version uint32, kind int) {
	switch {
	case version == 0:
		if q.d.has(q.off, 4) {
			r.list("supported_version")
			for ; q.d.has(q.off, 4); q.off += 4 {
				r.elementInt("supported_version", int(q.d.u32(q.off)))
			}
			r.end()
		}
		q.off = len(q.d.b)
	case kind == quicRetry:
		if n := len(q.d.b) - q.off - 16; n > 0 {
			r.hex("retry_token", q.d.bytes(q.off, n))
		}
		q.off = len(q.d.b)
	default:
		if kind == quicInitial {
			n := q.integer()
			if n > uint64(len(q.d.b)) {
				bail()
			}
			r.hex("token", q.d.bytes(q.off, int(n)))
			q.off += int(n)
		}
		length := q.integer()
		r.uint("length", length)
		q.off += int(min(length, uint64(len(q.d.b))))
	}
}
