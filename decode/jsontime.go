package decode

import "time"

// ntp writes an NTP message.
func (r *record) ntp(l *layer) {
	v := l.view
	if r.short(v, 1) {
		return
	}
	first := v.u8(0)
	mode := first & 7
	r.int("flags_li", first>>6)
	r.int("flags_vn", first>>3&7)
	r.int("flags_mode", mode)
	switch {
	case mode == ntpControl:
		r.ntpControl(v)
	case mode == 7:
		r.int("priv_auth_seq", v.u8(1))
		r.int("priv_impl", v.u8(2))
		r.int("priv_reqcode", v.u8(3))
	default:
		r.ntpTime(v)
	}
}

// ntpTime writes a message that tells the time: RFC 5905, 7.3.
func (r *record) ntpTime(v view) {
	r.int("stratum", v.u8(1))
	r.signed("ppoll", int64(int8(v.u8(2))))
	r.signed("precision", int64(int8(v.u8(3))))
	r.decimal("rootdelay", float64(v.u32(4))/(1<<16))
	r.decimal("rootdispersion", float64(v.u32(8))/(1<<16))
	r.hex("refid", v.bytes(12, 4))
	for i, name := range [...]string{"reftime", "org", "rec", "xmt"} {
		if t := v.u64(16 + 8*i); t != 0 {
			r.when(name, ntpWhen(t))
		}
	}
	switch rest := v.from(ntpTimeLen); rest.n {
	case 20, 24:
		r.hex("keyid", rest.bytes(0, 4))
		r.hex("mac", rest.bytes(4, rest.n-4))
	}
}

// ntpWhen returns the time of an NTP timestamp, which is in the era that began
// in 1900 or, below the middle of it, the next: RFC 4330, 3.
func ntpWhen(t uint64) time.Time {
	const epoch = 2208988800 // 1970, in seconds since 1900
	second := int64(t>>32) - epoch
	if t>>63 == 0 {
		second += 1 << 32
	}
	return time.Unix(second, int64(t&0xffffffff*1e9>>32))
}

// ntpControl writes a control message: RFC 9327, 2.
func (r *record) ntpControl(v view) {
	control, count := v.u8(1), v.u16(10)
	r.bool("ctrl_flags2_r", control&0x80 != 0)
	r.bool("ctrl_flags2_error", control&0x40 != 0)
	r.bool("ctrl_flags2_more", control&0x20 != 0)
	r.int("ctrl_flags2_opcode", control&0x1f)
	r.int("ctrl_sequence", v.u16(2))
	r.int("ctrl_status", v.u16(4))
	r.int("ctrl_associd", v.u16(6))
	r.int("ctrl_offset", v.u16(8))
	r.int("ctrl_count", count)
	if count > 0 {
		r.text("ctrl_data", v.bytes(ntpControlLen, count))
	}
}

// syslog writes a syslog message.
func (r *record) syslog(l *layer) {
	v := l.view
	if v.u8(0) != '<' {
		return
	}
	off, priority := 1, 0
	for ; off <= 3 && digit(byte(v.u8(off))); off++ {
		priority = priority*10 + v.u8(off) - '0'
	}
	if v.u8(off) != '>' {
		return
	}
	r.int("facility", priority>>3)
	r.int("level", priority&7)
	r.text("msg", v.from(off+1).captured())
}

// tftp writes a TFTP message.
func (r *record) tftp(l *layer) {
	v := l.view
	op := v.u16(0)
	r.int("opcode", op)
	v = v.from(2)
	text := func() []byte {
		s := untilZero(v.captured())
		v = v.from(len(s) + 1)
		return s
	}
	switch op {
	case tftpRead, tftpWrite:
		r.text(choose(op == tftpRead, "source_file", "destination_file"), text())
		r.text("type", text())
	case tftpData, tftpAck:
		r.int("block", v.u16(0))
		return
	case tftpError:
		r.int("error_code", v.u16(0))
		v = v.from(2)
		r.text("error_message", text())
		return
	case tftpOAck:
	default:
		return
	}
	if len(v.captured()) == 0 {
		return
	}
	r.list("options")
	for len(v.captured()) > 0 {
		r.item()
		r.text("option_name", text())
		r.text("option_value", text())
		r.end()
	}
	r.end()
}
