package decode

// Opcodes of MAC control frames: IEEE 802.3-2018, annex 31A.
const (
	mpcpPause       = 1
	mpcpGate        = 2
	mpcpReport      = 3
	mpcpRegisterReq = 4
	mpcpRegister    = 5
	mpcpRegisterAck = 6
)

var (
	mpcpOpcodes = names{
		{mpcpPause, "Pause"},
		{mpcpGate, "Gate"},
		{mpcpReport, "Report"},
		{mpcpRegisterReq, "Register Request"},
		{mpcpRegister, "Register"},
		{mpcpRegisterAck, "Register ACK"},
	}
	mpcpGrantFlags = names{
		{0x08, "Discovery"},
		{0x10, "Force Grant #1"},
		{0x20, "Force Grant #2"},
		{0x40, "Force Grant #3"},
		{0x80, "Force Grant #4"},
	}
	mpcpReportQueues = names{
		{0x01, "Q0"}, {0x02, "Q1"}, {0x04, "Q2"}, {0x08, "Q3"}, {0x10, "Q4"}, {0x20, "Q5"}, {0x40, "Q6"}, {0x80, "Q7"},
	}
	mpcpRequestFlags  = names{{1, "Register"}, {3, "De-Register"}}
	mpcpRegisterFlags = names{{1, "Re-Register"}, {2, "De-Register"}, {3, "ACK"}, {4, "NACK"}}
	mpcpAckFlags      = names{{0, "NACK"}, {1, "ACK"}}
)

// printMPCP prints a MAC control frame: a pause, or one of the Multipoint Control
// Protocol of passive optical networks, IEEE 802.3-2018, 64.3.6.
//
//	+--------+-----------+------
//	| opcode | timestamp | data
//	+--------+-----------+------
//	  2        4
func printMPCP(p *Printer, v view) {
	p.enter("mpcp", v)
	v.need(0, 6)
	opcode := v.u16(0)
	p.str("MPCP, Opcode ")
	p.name(mpcpOpcodes, "Unknown (%d)", opcode)
	if opcode != mpcpPause {
		p.printf(", Timestamp %d ticks", v.u32(2))
	}
	p.printf(", length %d", v.n)
	if p.v == 0 {
		return
	}
	whole := v
	v = v.from(6)
	switch opcode {
	case mpcpGate:
		p.mpcpGrants(v)
	case mpcpReport:
		p.mpcpReport(v)
	case mpcpRegisterReq:
		p.str("\n\tFlags [ ")
		p.flags(mpcpRequestFlags, "Reserved", ", ", uint32(v.u8(0)))
		p.printf(" ], Pending-Grants %d", v.u8(1))
	case mpcpRegister:
		p.printf("\n\tAssigned-Port %d, Flags [ ", v.u16(0))
		p.flags(mpcpRegisterFlags, "Reserved", ", ", uint32(v.u8(2)))
		p.printf(" ]\n\tSync-Time %d ticks, Echoed-Pending-Grants %d", v.u16(3), v.u8(5))
	case mpcpRegisterAck:
		p.printf("\n\tEchoed-Assigned-Port %d, Flags [ ", v.u16(1))
		p.flags(mpcpAckFlags, "Reserved", ", ", uint32(v.u8(0)))
		p.printf(" ]\n\tEchoed-Sync-Time %d ticks", v.u16(3))
	case mpcpPause:
	default:
		p.hexView("\n\t", whole)
	}
}

// mpcpGrants prints when a station may send: flags with the number of grants,
// and each grant's start and length.
func (p *Printer) mpcpGrants(v view) {
	grants, flags := v.u8(0)&7, v.u8(0)&^7
	p.printf("\n\tGrant Numbers %d, Flags [ ", grants)
	p.flags(mpcpGrantFlags, "?", ", ", uint32(flags))
	p.str(" ]")
	v = v.from(1)
	for i := range grants {
		p.printf("\n\tGrant #%d, Start-Time %d ticks, duration %d ticks", i+1, v.u32(0), v.u16(4))
		v = v.from(6)
	}
	p.printf("\n\tSync-Time %d ticks", v.u16(0))
}

// mpcpReport prints how much a station has to send: queue sets, each a bitmap of
// queues and their lengths.
func (p *Printer) mpcpReport(v view) {
	sets := v.u8(0)
	p.printf("\n\tTotal Queue-Sets %d", sets)
	v = v.from(1)
	for i := 1; i < sets; i++ {
		bitmap := v.u8(0)
		p.printf("\n\t  Queue-Set #%d, Report-Bitmap [ ", i)
		p.flags(mpcpReportQueues, "Unknown", ", ", uint32(bitmap))
		p.str(" ]")
		v = v.from(1)
		for queue := range 8 {
			if bitmap&(1<<queue) == 0 {
				continue
			}
			p.printf("\n\t    Q%d Report, Duration %d ticks", queue, v.u16(0))
			v = v.from(2)
		}
	}
}
