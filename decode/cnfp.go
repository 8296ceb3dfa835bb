package decode

// printNetFlow prints a Cisco NetFlow export of version 1, 5 or 6.
//
//	0         2       4        8         12            16
//	+---------+-------+--------+---------+-------------+----------+-----------------+---------
//	| version | count | uptime | seconds | nanoseconds | sequence | engine, sampling| records
//	+---------+-------+--------+---------+-------------+----------+-----------------+---------
//	                                                     not in version 1
func printNetFlow(p *Printer, v view) {
	p.enter("cnfp", v)
	version := v.u16(0)
	header, size := 24, 48
	switch version {
	case 1:
		header = 16
	case 5:
	case 6:
		size = 52
	default:
		p.printf("NetFlow v%x", version)
		return
	}
	v.need(0, header)
	count, uptime := v.u16(2), v.u32(4)
	p.printf("NetFlow v%x, %d.%03d uptime, %d.%09d, ", version, uptime/1000, uptime%1000, v.u32(8), v.u32(12))
	if version != 1 {
		p.printf("#%d, ", v.u32(16))
	}
	p.printf("%2d recs", count)
	for i := range count {
		p.bounded(0)
		rec := v.from(header + i*size)
		rec.need(0, size)
		printNetFlowRecord(p, rec, version)
	}
}

// printNetFlowRecord prints a flow.
//
//	0     4     8         12     14      16       20      24       28      32       34
//	+-----+-----+---------+------+-------+--------+-------+--------+-------+--------+--------+---
//	| src | dst | nexthop | input| output| packets| octets| started| last  | sport  | dport  | ...
//	+-----+-----+---------+------+-------+--------+-------+--------+-------+--------+--------+---
func printNetFlowRecord(p *Printer, v view, version int) {
	started, last := v.u32(24), v.u32(28)
	p.printf("\n  started %d.%03d, last %d.%03d", started/1000, started%1000, last/1000, last%1000)
	for i, prefix := range [...]string{"\n    ", "> "} {
		p.str(prefix)
		p.out = appendIP(p.out, v.bytes(4*i, 4))
		if version != 1 {
			p.printf("/%d:%d", v.u8(44+i), v.u16(40+2*i))
		}
		p.printf(":%d ", v.u16(32+2*i))
	}
	p.str(">> ")
	p.out = appendIP(p.out, v.bytes(8, 4))
	p.str("\n    ")
	flags, proto := v.u8(37), v.u8(38)
	if version == 1 {
		flags = v.u8(40)
	}
	named := len(p.out)
	if p.opt.Names != nil {
		p.out = p.opt.Names.AppendProtocol(p.out, uint8(proto))
	}
	if len(p.out) == named {
		p.dec(proto)
	}
	p.byte(' ')
	if proto == protoTCP && flags != 0 {
		for i := range 6 {
			if flags>>i&1 != 0 {
				p.byte("FSRPAU"[i])
			}
		}
		p.byte(' ')
	}
	p.printf("tos %d, %d (%d octets) ", v.u8(39), v.u32(16), v.u32(20))
	if version == 6 {
		p.printf("(%d<>%d encaps)", v.u8(46), v.u8(47))
	}
}
