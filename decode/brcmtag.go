package decode

// brcmTagLen is the length of a Broadcom switch's tag.
const brcmTagLen = 4

var (
	brcmTagEnforcement = names{{0, "None"}, {1, "Untag"}, {2, "Header"}, {3, "Reserved"}}
	brcmReasons        = names{
		{0x01, "mirror"}, {0x02, "MAC learning"}, {0x04, "switching"}, {0x08, "prot term"},
		{0x10, "prot snoop"}, {0x20, "exception"}, {0x40, "reserved"}, {0x80, "reserved"},
	}
	brcmPorts = names{
		{0x001, "port 0"}, {0x002, "port 1"}, {0x004, "port 2"}, {0x008, "port 3"}, {0x010, "port 4"},
		{0x020, "port 5"}, {0x040, "port 6"}, {0x080, "port 7"}, {0x100, "port 8"},
	}
)

// printBroadcomTagged prints an Ethernet frame with a Broadcom switch's tag
// after its addresses.
func printBroadcomTagged(p *Printer, v view) {
	p.linkLen += p.taggedEthernet(v, brcmTagLen, printBroadcomTag)
}

// printBroadcomPrepended prints an Ethernet frame after a Broadcom switch's tag.
func printBroadcomPrepended(p *Printer, v view) {
	p.enter("brcm-tag-prepend", v)
	if v.n < brcmTagLen || len(v.b) < brcmTagLen {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	if p.opt.Link {
		printBroadcomTag(p, v)
	}
	p.linkLen += brcmTagLen
	p.linkLen += p.ethernet(v.from(brcmTagLen))
}

// printBroadcomTag prints the tag. Into the switch it tells the ports to send
// to, out of it where the frame came in and why the CPU gets it.
//
//	 0        3       6         8    9               23                  32
//	+--------+-------+---------+----+---------------+-------------------+
//	| opcode | class | enforce | TS |               | destination ports |   in
//	+--------+-------+---------+----+--+------------+-----------+-------+
//	| opcode |       | classification   | reason     | class     | port  |  out
//	+--------+-------+------------------+------------+-----------+-------+
//	0        3       8                  16           24          27     32
func printBroadcomTag(p *Printer, v view) {
	tag := v.u32(0)
	if tag>>29 != 0 {
		p.printf("BRCM tag OP: IG, TC: %d, TE: ", tag>>26&7)
		p.name32(brcmTagEnforcement, "unknown", tag>>24&3)
		p.printf(", TS: %d, DST map: [", tag>>23&1)
		p.flags(brcmPorts, "none", ", ", tag&0x1ff)
		p.str("], ")
		return
	}
	p.printf("BRCM tag OP: EG, CID: %d, RC: [", tag>>16&0xff)
	p.flags(brcmReasons, "reserved", ", ", tag>>8&0xff)
	p.printf("], TC: %d, port: %d, ", tag>>5&7, tag&0x1f)
}
