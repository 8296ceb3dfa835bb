package decode

// DCCP packet types: RFC 4340, section 5.1.
const (
	dccpRequest  = 0
	dccpResponse = 1
	dccpData     = 2
	dccpReset    = 7
)

var dccpTypes = [...]string{
	"DCCP-Request", "DCCP-Response", "DCCP-Data", "DCCP-Ack", "DCCP-DataAck", "DCCP-CloseReq",
	"DCCP-Close", "DCCP-Reset", "DCCP-Sync", "DCCP-SyncAck",
}

var dccpResetCodes = [...]string{
	"unspecified", "closed", "aborted", "no_connection", "packet_error", "option_error",
	"mandatory_error", "connection_refused", "bad_service_code", "too_busy", "bad_init_cookie",
	"aggression_penalty",
}

// printDCCP prints a DCCP packet: RFC 4340, section 5.
//
//	0         2         4        5    6         8       9       10
//	+---------+---------+--------+----+---------+-------+-------+-----------
//	| src port| dst port| offset |CCV | checksum| type/X| zero  | sequence
//	|         |         |        |/Cov|         |       |       |
//	+---------+---------+--------+----+---------+-------+-------+-----------
func printDCCP(p *Printer, v view) {
	p.enter("dccp", v)
	const least = 12
	v.need(0, 4)
	if v.n < least {
		p.printf("truncated-dccp - %d bytes missing!", least-v.n)
		return
	}
	v.need(0, 9)
	extended := v.u8(8)&1 != 0 // 48-bit sequence numbers
	fixed := least
	if extended {
		fixed = 16
	}
	if v.n < fixed {
		p.printf("truncated-dccp - %d bytes missing!", fixed-v.n)
		return
	}
	v.need(0, fixed)
	p.port = ports{v.u16(0), v.u16(2)}
	if p.ip.version != 0 && p.ip.proto == protoDCCP {
		p.host(p.ip.src)
		p.printf(".%d > ", p.port.src)
		p.host(p.ip.dst)
		p.printf(".%d: ", p.port.dst)
	} else {
		p.printf("%d > %d: ", p.port.src, p.port.dst)
	}
	p.str("DCCP")
	headerLen := v.u8(4) * 4
	if p.opt.Quiet {
		p.printf(" %d", v.n-headerLen)
		if headerLen > v.n {
			p.printf(" [bad hdr length %d]", headerLen)
		}
		return
	}
	if p.v > 0 {
		coverage := v.u8(5) & 15
		p.printf(" (CCVal %d, CsCov %d", v.u8(5)>>4, coverage)
		if p.ip.version != 0 && v.has(0, v.n) {
			covered := v.n
			if coverage > 0 { // section 9.2
				covered = min(covered, headerLen+(coverage-1)*4)
			}
			p.tcpChecksum(uint16(v.u16(6)), p.transportChecksum(v, covered, protoDCCP))
		}
		p.byte(')')
	}
	p.byte(' ')
	kind := v.u8(8) >> 1 & 15
	name, extra := "", 8
	switch {
	case kind < len(dccpTypes):
		name = dccpTypes[kind]
	default:
		p.printf("unknown-type-%d", kind)
		extra = 0
	}
	switch kind {
	case dccpRequest:
		extra = 4
	case dccpResponse, dccpReset:
		extra = 12
	case dccpData:
		extra = 0
	}
	if v.n < fixed+extra {
		p.printf("truncated-%s - %d bytes missing!", name, fixed+extra-v.n)
		return
	}
	if kind == dccpRequest || kind == dccpResponse || kind == dccpReset {
		v.need(fixed, extra)
	}
	p.str(name)
	switch kind {
	case dccpRequest:
		p.printf(" (service=%d)", v.u32(fixed))
	case dccpResponse:
		p.printf(" (service=%d)", v.u32(fixed+8))
	case dccpReset:
		p.str(" (code=")
		if code := v.u8(fixed + 8); code < len(dccpResetCodes) {
			p.str(dccpResetCodes[code])
		} else {
			p.str("invalid")
		}
		p.byte(')')
	}
	p.byte(' ')
	if kind != dccpData && kind != dccpRequest {
		number := dccpNumber(v, fixed, extended)
		p.printf("(ack=%d) ", number)
	}
	if p.v < 2 {
		return
	}
	sequence := dccpNumber(v, 8, extended)
	p.printf("seq %d", sequence)
	if headerLen > fixed+extra {
		p.str(" <")
		if p.dccpOptions(v.at(fixed+extra, headerLen-fixed-extra)) {
			p.byte('>')
		}
	}
}

// dccpNumber returns the sequence number in the words at off: 24 bits in the
// short form, 48 in the extended.
func dccpNumber(v view, off int, extended bool) uint64 {
	short := uint64(v.u24(off + 1))
	if !extended {
		return short
	}
	return uint64(v.u16(off+2))<<32 | uint64(v.u32(off+4))
}

var dccpOptionNames = names{
	{0, "nop"},
	{1, "mandatory"},
	{2, "slowreceiver"},
	{32, "change_l"},
	{33, "confirm_l"},
	{34, "change_r"},
	{35, "confirm_r"},
	{36, "initcookie"},
	{37, "ndp_count"},
	{38, "ack_vector0"},
	{39, "ack_vector1"},
	{40, "data_dropped"},
	{41, "timestamp"},
	{42, "timestamp_echo"},
	{43, "elapsed_time"},
	{44, "data_checksum"},
}

var dccpFeatureNames = names{
	{0, "reserved"},
	{1, "ccid"},
	{2, "allow_short_seqno"},
	{3, "sequence_window"},
	{4, "ecn_incapable"},
	{5, "ack_ratio"},
	{6, "send_ack_vector"},
	{7, "send_ndp_count"},
	{8, "minimum checksum coverage"},
	{9, "check data checksum"},
}

// dccpOptions prints options: RFC 4340, section 5.8. v.n is what the header has
// left for them. It reports whether the bodies have lengths that they may have.
func (p *Printer) dccpOptions(v view) bool {
	for {
		kind, size := v.u8(0), 1
		if kind >= 32 {
			if v.n < 2 {
				p.dccpOptionName(kind)
				p.str(" optlen too short")
				p.invalid()
				bail()
			}
			size = v.u8(1)
			if size < 2 || size > v.n {
				p.dccpOptionName(kind)
				if size < 2 {
					p.str(" optlen too short")
				} else {
					p.str(" optlen goes past header length")
				}
				p.invalid()
				return true
			}
		}
		if kind >= 128 {
			p.dccpOptionName(kind)
			p.printf(" %d", size)
		} else {
			p.dccpOptionName(kind)
			if kind >= 32 && !p.dccpOption(kind, v.sub(0, size)) {
				return false
			}
		}
		v = v.from(size)
		if v.n == 0 {
			return true
		}
		p.str(", ")
	}
}

func (p *Printer) dccpOptionName(kind int) {
	if kind >= 128 {
		p.printf("CCID option %d", kind)
		return
	}
	p.name(dccpOptionNames, "unknown-opt-%d", kind)
}

// dccpOption prints the body of an option, and reports whether its length is one
// that it may have.
func (p *Printer) dccpOption(kind int, v view) bool {
	switch kind {
	case 32, 33, 34, 35:
		if v.n < 3 {
			return true
		}
		feature := v.u8(2)
		p.byte(' ')
		p.name(dccpFeatureNames, "unknown", feature)
		for pos := 3; pos < v.n; pos++ {
			p.printf(" %d", v.u8(pos))
		}
	case 36:
		p.str(" 0x")
		p.hexBytes(v.bytes(2, v.n-2), "")
	case 37:
		for pos := 2; pos < v.n; pos++ {
			p.printf(" %d", v.u8(pos))
		}
	case 38, 39, 40:
		p.str(" 0x")
		p.hexBytes(v.bytes(2, v.n-2), "")
	case 41:
		if v.n != 6 {
			p.str(" [optlen != 6]")
			p.invalid()
			return false
		}
		p.printf(" %d", v.u32(2))
	case 42:
		if v.n != 6 && v.n != 8 && v.n != 10 {
			p.str(" [optlen != 6 or 8 or 10]")
			p.invalid()
			return false
		}
		p.printf(" %d", v.u32(2))
		switch v.n {
		case 8:
			p.printf(" (elapsed time %d)", v.u16(6))
		case 10:
			p.printf(" (elapsed time %d)", v.u32(6))
		}
	case 43:
		switch v.n {
		case 4:
			p.printf(" %d", v.u16(2))
		case 6:
			p.printf(" %d", v.u32(2))
		default:
			p.str(" [optlen != 4 or 6]")
			p.invalid()
			return false
		}
	case 44:
		p.str(" 0x")
		p.hexBytes(v.bytes(2, v.n-2), "")
	}
	return true
}
