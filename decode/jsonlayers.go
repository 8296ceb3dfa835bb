package decode

import (
	"encoding/binary"

	"pktcap/checksum"
)

// short writes that a header was not captured whole, and reports whether so.
func (r *record) short(v view, n int) bool {
	if v.has(0, n) {
		return false
	}
	r.bool("truncated", true)
	return true
}

func (r *record) ethernet(l *layer) {
	v := l.view
	if r.short(v, 14) {
		return
	}
	r.octets("dst", v.b[:6])
	r.octets("src", v.b[6:12])
	if kind := v.u16(12); kind <= etherMaxLength {
		r.int("len", kind)
	} else {
		r.int("type", kind)
	}
}

func (r *record) vlan(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	tci := v.u16(0)
	r.int("id", tci&0xfff)
	r.int("priority", tci>>13)
	r.bool("dei", tci&0x1000 != 0)
	r.int("etype", v.u16(2))
}

func (r *record) llc(l *layer) {
	v := l.view
	if r.short(v, 3) {
		return
	}
	r.int("dsap", v.u8(0))
	r.int("ssap", v.u8(1))
	r.int("control", v.u8(2))
}

func (r *record) cooked(l *layer) {
	h := sllHeader{l.view, l.protocol == "sll2"}
	size := sllLen
	if h.v2 {
		size = sll2Len
	}
	if r.short(l.view, size) {
		return
	}
	r.int("pkttype", h.packetType())
	r.int("etype", h.protocol())
	if addr := h.address(); addr != nil {
		r.octets("src_eth", addr)
	}
	if h.v2 {
		r.uint("ifindex", uint64(h.u32(4)))
	}
}

func (r *record) null(l *layer) {
	if r.short(l.view, 4) {
		return
	}
	family := l.view.u32(0)
	if family > 0xffff {
		family = binary.LittleEndian.Uint32(l.view.b)
	}
	r.uint("family", uint64(family))
}

func (r *record) pppoe(l *layer) {
	v := l.view
	if r.short(v, 6) {
		return
	}
	r.int("code", v.u8(1))
	r.int("session_id", v.u16(2))
	r.int("payload_length", v.u16(4))
}

func (r *record) ppp(l *layer) {
	v := l.view
	if v.has(0, 2) && v.u16(0) == pppAddress<<8|pppControl {
		v = v.from(2)
	}
	if r.short(v, 2) {
		return
	}
	if v.u8(0)&1 != 0 {
		r.int("protocol", v.u8(0))
	} else {
		r.int("protocol", v.u16(0))
	}
}

func (r *record) mpls(l *layer) {
	for v := l.view; ; {
		if r.short(v, 4) {
			return
		}
		entry := v.u32(0)
		r.uint("label", uint64(entry>>12))
		r.uint("exp", uint64(entry>>9&7))
		r.bool("bottom", entry&0x100 != 0)
		r.uint("ttl", uint64(entry&0xff))
		if v = v.from(4); entry&0x100 != 0 || v.n < 4 {
			return
		}
		r.close('}')
		r.element()
	}
}

func (r *record) arp(l *layer) {
	v := l.view
	if r.short(v, arpMinLen) {
		return
	}
	h := arpHeader(v.b)
	r.int("hw_type", h.hardware())
	r.int("proto_type", h.protocol())
	r.int("hw_size", h.hardwareLen())
	r.int("proto_size", h.protocolLen())
	r.int("opcode", h.operation())
	if r.short(v, h.length()) {
		return
	}
	if h.hardwareLen() == 6 {
		r.octets("src_hw_mac", h.senderHard())
		r.octets("dst_hw_mac", h.targetHard())
	}
	if h.protocol() == typeIPv4 && h.protocolLen() == 4 {
		r.address("src_proto_ipv4", h.senderProt())
		r.address("dst_proto_ipv4", h.targetProt())
	}
}

func (r *record) ipv4(l *layer) {
	v := l.view
	if r.short(v, ipv4MinLen) {
		return
	}
	h := ipv4Header(v.b)
	r.int("version", v.u8(0)>>4)
	r.int("hdr_len", h.headerLen())
	r.int("dsfield", h.tos())
	r.int("len", h.totalLen())
	r.int("id", h.id())
	r.bool("flags_rb", h.flags()&4 != 0)
	r.bool("flags_df", h.flags()&ipv4DF != 0)
	r.bool("flags_mf", h.flags()&ipv4MF != 0)
	r.int("frag_offset", h.fragOffset())
	r.int("ttl", h.ttl())
	r.int("proto", h.protocol())
	r.int("checksum", int(h.checksum()))
	size := h.headerLen()
	if v.has(0, size) && size >= ipv4MinLen {
		r.goodness(checksum.Checksum(v.b[:size]) == 0)
	}
	r.address("src", h.src())
	r.address("dst", h.dst())
	if v.u8(0)>>4 != 4 || size < ipv4MinLen {
		r.bool("malformed", true)
		return
	}
	r.ip = network{version: 4, src: h.src(), dst: h.dst(), final: h.dst(), fragmented: h.flags()&ipv4MF != 0}
	if size > ipv4MinLen && v.has(0, size) {
		r.octets("options", v.b[ipv4MinLen:size])
		r.ip.final = ipv4Final(h[:size])
	}
}

// goodness writes whether a checksum is right.
func (r *record) goodness(good bool) {
	if good {
		r.word("checksum_status", "good")
	} else {
		r.word("checksum_status", "bad")
	}
}

func (r *record) ipv6(l *layer) {
	v := l.view
	if r.short(v, ipv6Len) {
		return
	}
	h := ipv6Header(v.b)
	r.int("version", v.u8(0)>>4)
	r.int("tclass", h.trafficClass())
	r.uint("flow", uint64(h.flowLabel()))
	r.int("plen", h.payloadLen())
	r.int("nxt", h.nextHeader())
	r.int("hlim", h.hopLimit())
	r.address("src", h.src())
	r.address("dst", h.dst())
	if v.u8(0)>>4 != 6 {
		r.bool("malformed", true)
		return
	}
	r.ip = network{version: 6, src: h.src(), dst: h.dst(), final: h.dst()}
}

func (r *record) ipv6Extension(l *layer) {
	v := l.view
	switch l.protocol {
	case "hbhopt":
		r.word("type", "hopopts")
	case "dstopt":
		r.word("type", "dstopts")
	case "rt6":
		r.word("type", "routing")
	case "frag6":
		r.word("type", "fraghdr")
	}
	if r.short(v, 8) {
		return
	}
	r.int("nxt", v.u8(0))
	switch l.protocol {
	case "frag6":
		r.int("offset", v.u16(2)&^7)
		r.bool("more", v.u16(2)&1 != 0)
		r.uint("ident", uint64(v.u32(4)))
		r.ip.fragmented = true
	case "rt6":
		size := (v.u8(1) + 1) * 8
		kind := v.u8(2)
		r.int("len", size)
		r.int("routing_type", kind)
		r.int("segleft", v.u8(3))
		switch {
		case !v.has(0, size) || size < 24:
		case kind == routingSegment:
			r.ip.final = v.b[8:24]
		case kind == routingSource || kind == routingMobile:
			r.ip.final = v.b[size-16 : size]
		}
	default:
		r.int("len", (v.u8(1)+1)*8)
	}
}

func (r *record) ah(l *layer) {
	v := l.view
	if r.short(v, 12) {
		return
	}
	r.int("next_header", v.u8(0))
	r.int("length", (v.u8(1)+2)*4)
	r.uint("spi", uint64(v.u32(4)))
	r.uint("sequence", uint64(v.u32(8)))
}

func (r *record) esp(l *layer) {
	v := l.view
	if r.short(v, 8) {
		return
	}
	r.uint("spi", uint64(v.u32(0)))
	r.uint("sequence", uint64(v.u32(4)))
}

func (r *record) gre(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	flags := v.u16(0)
	r.int("flags_and_version", flags)
	r.int("proto", v.u16(2))
	pos := 4
	if flags&greVersion == 0 && flags&(greChecksum|greRouting) != 0 {
		pos += 4
	}
	if flags&greKey != 0 && v.has(pos, 4) {
		r.uint("key", uint64(v.u32(pos)))
		pos += 4
	}
	if flags&greSequence != 0 && v.has(pos, 4) {
		r.uint("sequence_number", uint64(v.u32(pos)))
		pos += 4
	}
	if flags&greAck != 0 && flags&greVersion == 1 && v.has(pos, 4) {
		r.uint("ack_number", uint64(v.u32(pos)))
	}
}

func (r *record) vxlan(l *layer) {
	v := l.view
	if r.short(v, 8) {
		return
	}
	r.int("flags", v.u8(0))
	r.int("vni", v.u24(4))
}

func (r *record) geneve(l *layer) {
	v := l.view
	if r.short(v, 8) {
		return
	}
	r.int("version", v.u8(0)>>6)
	r.bool("flags_oam", v.u8(1)&0x80 != 0)
	r.bool("flags_critical", v.u8(1)&0x40 != 0)
	r.int("proto_type", v.u16(2))
	r.int("vni", v.u24(4))
	r.int("options_len", v.u8(0)&0x3f*4)
}

func (r *record) gtp(l *layer) {
	v := l.view
	flags := v.u8(0)
	r.int("flags_version", flags>>5)
	r.int("message", v.u8(1))
	r.int("length", v.u16(2))
	off := 4
	if flags>>5 == 1 || flags&gtpHasTEID != 0 {
		r.uint("teid", uint64(v.u32(4)))
		off = 8
	}
	switch {
	case flags>>5 == 2:
		r.int("seq_number", v.u24(off))
	case flags&2 != 0:
		r.int("seq_number", v.u16(8))
	}
}
