package decode

// UDP ports of PTP: IEEE 1588-2019, annex C.
const (
	portPTPEvent   = 319
	portPTPGeneral = 320
)

// ptpLen is the length of a PTP header.
const ptpLen = 34

// Types of PTP messages: IEEE 1588-2019, table 36.
const (
	ptpSync         = 0x0
	ptpDelayReq     = 0x1
	ptpPdelayReq    = 0x2
	ptpPdelayResp   = 0x3
	ptpFollowUp     = 0x8
	ptpDelayResp    = 0x9
	ptpPdelayFollow = 0xa
	ptpAnnounce     = 0xb
	ptpSignaling    = 0xc
	ptpManagement   = 0xd
)

var (
	ptpTypes = names{
		{ptpSync, "sync msg"},
		{ptpDelayReq, "delay req msg"},
		{ptpPdelayReq, "peer delay req msg"},
		{ptpPdelayResp, "peer delay resp msg"},
		{ptpFollowUp, "follow up msg"},
		{ptpDelayResp, "delay resp msg"},
		{ptpPdelayFollow, "pdelay resp fup msg"},
		{ptpAnnounce, "announce msg"},
		{ptpSignaling, "signaling msg"},
		{ptpManagement, "management msg"},
	}
	ptpControls = names{{0, "Sync"}, {1, "Delay_Req"}, {2, "Follow_Up"}, {3, "Delay_Resp"}, {4, "Management"}, {5, "Other"}}
	ptpFlags    = names{
		{0x0001, "l1 61"},
		{0x0002, "l1 59"},
		{0x0004, "utc reasonable"},
		{0x0008, "timescale"},
		{0x0010, "time tracable"},
		{0x0020, "frequency tracable"},
		{0x0100, "alternate master"},
		{0x0200, "two step"},
		{0x0400, "unicast"},
		{0x1000, "profile specific 1"},
		{0x2000, "profile specific 2"},
		{0x4000, "security mask"},
		{0x18c0, "unknown"},
	}
)

// printPTP prints a Precision Time Protocol message: IEEE 1588-2019, 13.3.
//
//	 0       4      8       12        16        32       40     48      64
//	+-------+------+-------+---------+---------+--------+------+-------+---
//	| sdoId | type | minor | version | length  | domain | sdoId| flags | ...
//	+-------+------+-------+---------+---------+--------+------+-------+---
//
// After them come 8 bytes of correction, 4 reserved, 8 of clock identity, 2 of
// port number, 2 of sequence number, a control byte and the message interval.
func printPTP(p *Printer, v view) {
	p.enter("ptp", v)
	p.str("PTP")
	if v.n < ptpLen {
		p.badNumber("length", v.n, "<", ptpLen)
		return
	}
	version, minor := v.u16(0)&0xf, v.u16(0)>>4&0xf
	p.printf("v%d", version)
	if minor > 0 {
		p.printf(".%d", minor)
	}
	switch version {
	case 1:
		p.str(" (not implemented)")
		return
	case 2:
	default:
		p.str(" (unsupported)")
		return
	}
	kind := v.u8(0) & 0xf
	p.printf(", majorSdoId: 0x%x, msg type: ", v.u8(0)>>4)
	p.name(ptpTypes, "Reserved", kind)
	p.printf(", length: %d", v.u16(2))
	p.printf(", domain: %d, reserved1: %d", v.u16(4)>>8, v.u8(5))
	flags := v.u16(6)
	p.str(", Flags [")
	p.flags(ptpFlags, "none", ", ", uint32(flags))
	p.byte(']')
	p.printf(", NS correction: %d", v.u48(8))
	p.printf(", sub NS correction: %d", v.u16(14))
	p.printf(", reserved2: %d", v.u32(16))
	p.printf(", clock identity: 0x%x", v.u64(20))
	p.printf(", port id: %d", v.u16(28))
	p.printf(", seq id: %d", v.u16(30))
	control := v.u8(32)
	p.printf(", control: %d (", control)
	p.name(ptpControls, "Reserved", control)
	p.byte(')')
	p.printf(", log message interval: %d", v.u8(33))
	body := v.from(ptpLen)
	switch kind {
	case ptpSync, ptpDelayReq:
		p.ptpTime("originTimeStamp", body)
	case ptpFollowUp:
		p.ptpTime("preciseOriginTimeStamp", body)
	case ptpPdelayReq, ptpPdelayFollow:
		p.ptpTime("preciseOriginTimeStamp", body)
		p.ptpPort(body.from(10))
	case ptpPdelayResp, ptpDelayResp:
		p.ptpTime("receiveTimeStamp", body)
		p.ptpPort(body.from(10))
	case ptpAnnounce:
		p.ptpAnnounce(body)
	case ptpSignaling:
		p.ptpPort(body)
	case ptpManagement:
		p.ptpPort(body)
		p.printf(", start boundary hops: %d", body.u8(10))
		p.printf(", boundary hops: %d", body.u8(11))
		p.printf(", flags: 0x%x", body.u8(12))
		p.printf(", reserved: 0x%x", body.u8(13))
	}
}

// u48 returns the big-endian 48 bits at off.
func (v view) u48(off int) uint64 {
	v.need(off, 6)
	return uint64(v.u16(off))<<32 | uint64(v.u32(off+2))
}

// ptpTime prints a timestamp of 48 bits of seconds and 32 of nanoseconds.
func (p *Printer) ptpTime(name string, v view) {
	p.printf(", %s: %d.%09d seconds", name, v.u48(0), v.u32(6))
}

// ptpPort prints a port identity: a clock's and a port number.
func (p *Printer) ptpPort(v view) {
	p.printf(", port identity: 0x%x", v.u64(0))
	p.printf(", port id: %d", v.u16(8))
}

// ptpAnnounce prints an announce message: IEEE 1588-2019, 13.5.
func (p *Printer) ptpAnnounce(v view) {
	p.ptpTime("originTimeStamp", v)
	p.printf(", origin cur utc:%d", v.u16(10))
	p.printf(", rsvd: %d", v.u8(12))
	p.printf(", gm priority_1: %d", v.u8(13))
	p.printf(", gm clock class: %d", v.u8(14))
	p.printf(", gm clock accuracy: %d", v.u8(15))
	p.printf(", gm clock variance: %d", v.u16(16))
	p.printf(", gm priority_2: %d", v.u8(18))
	p.printf(", gm clock id: 0x%x", v.u64(19))
	p.printf(", steps removed: %d", v.u16(27))
	p.printf(", time source: 0x%x", v.u8(29))
}
