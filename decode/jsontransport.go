package decode

import "pktcap/checksum"

// transportStatus writes whether the checksum over v and the pseudo-header of
// this level's IP header is right, where all of v was captured.
func (r *record) transportStatus(v view, covered int, proto uint8) {
	if offloaded(r.pkt, v) {
		r.word("checksum_status", "offloaded")
		return
	}
	if r.ip.version == 0 || r.ip.fragmented || covered < 0 || !v.has(0, covered) {
		r.word("checksum_status", "unverified")
		return
	}
	length := v.n
	if r.ip.version == 4 {
		length &= 0xffff
	}
	pseudo := checksum.PseudoHeaderBytes(r.ip.src, r.ip.final, proto, length)
	r.goodness(checksum.Sum(v.b[:covered], pseudo) == 0xffff)
}

func (r *record) tcp(l *layer) {
	v := l.view
	if r.short(v, tcpMinLen) {
		return
	}
	h := tcpHeader(v.b)
	flags := h.flags()
	r.int("srcport", h.srcPort())
	r.int("dstport", h.dstPort())
	r.int("len", max(v.n-h.headerLen(), 0))
	r.uint("seq", uint64(l.seq))
	r.uint("seq_raw", uint64(h.seq()))
	r.uint("ack", uint64(l.ack))
	r.uint("ack_raw", uint64(h.ack()))
	r.int("hdr_len", h.headerLen())
	r.int("flags", flags)
	for i, name := range tcpFlagFields {
		r.bool(name, flags>>i&1 != 0)
	}
	if r.wanted("flags_str") {
		r.quote()
		for i := range len(tcpFlagLetters) {
			if flags>>i&1 != 0 {
				r.out = append(r.out, tcpFlagLetters[i])
			}
		}
		r.quote()
		r.done()
	}
	r.int("window_size_value", h.window())
	r.int("checksum", int(h.checksum()))
	r.transportStatus(v, v.n, protoTCP)
	r.int("urgent_pointer", h.urgent())
	if size := h.headerLen(); size > tcpMinLen && size <= v.n && v.has(0, size) {
		r.tcpOptions(v.b[tcpMinLen:size])
	} else if size < tcpMinLen || size > v.n {
		r.bool("malformed", true)
	}
}

// tcpFlagFields are the names of the flags, from bit 0 on.
var tcpFlagFields = [...]string{
	"flags_fin", "flags_syn", "flags_reset", "flags_push", "flags_ack", "flags_urg", "flags_ece", "flags_cwr",
	"flags_ae",
}

// tcpOptions writes the options that most segments have.
func (r *record) tcpOptions(opts []byte) {
	v := view{opts, len(opts)}
	for v.n > 0 {
		kind, size := v.u8(0), 1
		if kind == tcpOptEnd {
			return
		}
		if kind != tcpOptNop {
			if v.n < 2 || v.u8(1) < 2 || v.u8(1) > v.n {
				r.bool("malformed", true)
				return
			}
			size = v.u8(1)
		}
		switch {
		case kind == tcpOptMSS && size == 4:
			r.int("options_mss_val", v.u16(2))
		case kind == tcpOptScale && size == 3:
			r.int("options_wscale_shift", v.u8(2))
		case kind == tcpOptSACKOK && size == 2:
			r.bool("options_sack_perm", true)
		case kind == tcpOptTimestamps && size == 10:
			r.uint("options_timestamp_tsval", uint64(v.u32(2)))
			r.uint("options_timestamp_tsecr", uint64(v.u32(6)))
		case kind == tcpOptSACK && size > 2 && size%8 == 2:
			r.sackEdges(v.sub(2, size-2))
		}
		v = v.from(size)
	}
}

// sackEdges writes the blocks of a SACK option as an array of [left, right].
func (r *record) sackEdges(v view) {
	if !r.wanted("options_sack") {
		return
	}
	if r.json() {
		r.out = append(r.out, '[')
	}
	for pos := 0; pos < v.n; pos += 8 {
		if r.json() {
			r.next()
			r.out = appendf(r.out, "[%d,%d]", v.u32(pos), v.u32(pos+4))
			continue
		}
		if pos > 0 {
			r.out = append(r.out, ',')
		}
		r.out = appendf(r.out, "%d-%d", v.u32(pos), v.u32(pos+4))
	}
	if r.json() {
		r.out = append(r.out, ']')
	}
	r.done()
}

func (r *record) udp(l *layer) {
	v := l.view
	if r.short(v, udpLen) {
		return
	}
	h := udpHeader(v.b)
	r.int("srcport", h.srcPort())
	r.int("dstport", h.dstPort())
	r.int("length", h.length())
	r.int("checksum", int(h.checksum()))
	length := h.length()
	if length == 0 && v.n > 0xffff { // RFC 2675, section 4
		length = v.n
	}
	switch {
	case h.checksum() == 0 && r.ip.version == 4:
		r.word("checksum_status", "none")
	case length < udpLen || length > v.n:
		r.word("checksum_status", "unverified")
	default:
		r.transportStatus(view{v.b, length}, length, protoUDP)
	}
}

func (r *record) icmp(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	h := icmpHeader(v.b)
	r.int("type", h.kind())
	r.int("code", h.code())
	r.int("checksum", int(h.checksum()))
	if r.ip.fragmented || !v.has(0, v.n) {
		r.word("checksum_status", "unverified")
	} else {
		r.goodness(checksum.Checksum(v.b[:v.n]) == 0)
	}
	if !v.has(4, 4) {
		return
	}
	switch h.kind() {
	case icmpEcho, icmpEchoReply, icmpTimestamp, icmpTimestampReply, icmpMaskRequest, icmpMaskReply:
		r.int("ident", v.u16(4))
		r.int("seq", v.u16(6))
	case icmpExtEcho, icmpExtEchoReply:
		r.int("ident", v.u16(4))
		r.int("seq", v.u8(6))
	case icmpRedirect:
		r.address("redir_gw", v.b[4:8])
	case icmpUnreachable:
		if h.code() == 4 {
			r.int("mtu", v.u16(6))
		}
	}
}

func (r *record) icmpv6(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	h := icmpHeader(v.b)
	r.int("type", h.kind())
	r.int("code", h.code())
	r.int("checksum", int(h.checksum()))
	r.transportStatus(v, v.n, protoICMPv6)
	if !v.has(4, 4) {
		return
	}
	switch h.kind() {
	case icmp6Echo, icmp6EchoReply:
		r.int("echo_identifier", v.u16(4))
		r.int("echo_sequence_number", v.u16(6))
	case icmp6TooBig:
		r.uint("mtu", uint64(v.u32(4)))
	case icmp6Parameter:
		r.uint("pointer", uint64(v.u32(4)))
	case icmp6NeighborSolicit, icmp6NeighborAdvert, icmp6Redirect:
		if v.has(8, 16) {
			r.address("nd_target_address", v.b[8:24])
		}
		if h.kind() == icmp6Redirect && v.has(24, 16) {
			r.address("nd_rd_destination", v.b[24:40])
		}
	case icmp6RouterAdvert:
		r.int("nd_ra_cur_hop_limit", v.u8(4))
		r.bool("nd_ra_flag_m", v.u8(5)&0x80 != 0)
		r.bool("nd_ra_flag_o", v.u8(5)&0x40 != 0)
		r.int("nd_ra_router_lifetime", v.u16(6))
	case icmp6MLDQuery, icmp6MLDReport, icmp6MLDDone:
		if v.has(8, 16) {
			r.address("mld_multicast_address", v.b[8:24])
		}
	}
}

func (r *record) igmp(l *layer) {
	v := l.view
	if r.short(v, 8) {
		return
	}
	r.int("type", v.u8(0))
	r.int("max_resp", v.u8(1))
	r.int("checksum", v.u16(2))
	if v.has(0, v.n) {
		r.goodness(checksum.Checksum(v.b[:v.n]) == 0)
	}
	if v.u8(0) == igmpV3Report {
		r.int("num_grp_recs", v.u16(6))
	} else {
		r.address("maddr", v.b[4:8])
	}
}

func (r *record) sctp(l *layer) {
	v := l.view
	if r.short(v, sctpLen) {
		return
	}
	r.int("srcport", v.u16(0))
	r.int("dstport", v.u16(2))
	r.uint("verification_tag", uint64(v.u32(4)))
	r.uint("checksum", uint64(v.u32(8)))
}

func (r *record) dccp(l *layer) {
	v := l.view
	if r.short(v, 12) {
		return
	}
	r.int("srcport", v.u16(0))
	r.int("dstport", v.u16(2))
	r.int("ccval", v.u8(5)>>4)
	r.int("cscov", v.u8(5)&15)
	r.int("checksum", v.u16(6))
	r.int("type", v.u8(8)>>1&15)
	extended := v.u8(8)&1 != 0
	if extended && r.short(v, 16) {
		return
	}
	r.uint("seq", dccpNumber(v, 8, extended))
}
