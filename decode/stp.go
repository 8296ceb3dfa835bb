package decode

// BPDU types and protocol versions: IEEE 802.1Q-2018, section 14.
const (
	bpduConfig   = 0x00
	bpduRapid    = 0x02
	bpduTopology = 0x80

	stpRegular  = 0
	stpRapid    = 2
	stpMultiple = 3
	stpShortest = 4
)

var stpVersions = names{
	{stpRegular, "802.1d"},
	{stpRapid, "802.1w"},
	{stpMultiple, "802.1s"},
	{stpShortest, "802.1aq"},
}

var bpduTypes = names{
	{bpduConfig, "Config"},
	{bpduRapid, "Rapid STP"},
	{bpduTopology, "Topology Change"},
}

var bpduFlags = names{
	{0x01, "Topology change"},
	{0x02, "Proposal"},
	{0x10, "Learn"},
	{0x20, "Forward"},
	{0x40, "Agreement"},
	{0x80, "Topology change ACK"},
}

var portRoles = [4]string{"Unknown", "Alternate", "Root", "Designated"}

// portRole returns the port role in a BPDU's flags.
func portRole(flags int) string { return portRoles[flags>>2&3] }

// printSTP prints a bridge protocol data unit: IEEE 802.1Q-2018, section 14.
//
//	0          2         3      4       5           13          17          25
//	+----------+---------+------+-------+-----------+-----------+-----------+---
//	| protocol | version | type | flags | root      | path cost | bridge    | ...
//	+----------+---------+------+-------+-----------+-----------+-----------+---
func printSTP(p *Printer, v view) {
	p.enter("stp", v)
	if v.n < 4 {
		p.invalid()
		return
	}
	version := v.u8(2)
	if v.u16(0) != 0 {
		p.printf("unknown STP version, length %d", v.n)
		return
	}
	p.str("STP ")
	p.name(stpVersions, "Unknown STP protocol (0x%02x)", version)
	switch version {
	case stpRegular, stpRapid, stpMultiple, stpShortest:
	default:
		return
	}
	kind := v.u8(3)
	p.str(", ")
	p.name(bpduTypes, "Unknown BPDU Type (0x%02x)", kind)
	switch {
	case kind == bpduConfig:
		if v.n < 35 {
			p.invalid()
			return
		}
		p.configBPDU(v, version)
	case kind == bpduRapid && version == stpRapid:
		if v.n < 36 {
			p.invalid()
			return
		}
		p.configBPDU(v, version)
	case kind == bpduRapid && (version == stpMultiple || version == stpShortest):
		p.multipleBPDU(v, version)
	}
}

// configBPDU prints a Configuration or Rapid Spanning Tree BPDU.
func (p *Printer) configBPDU(v view, version int) {
	flags := v.u8(4)
	p.str(", Flags [")
	p.flags(bpduFlags, "none", ", ", uint32(flags))
	p.byte(']')
	v.need(17, 10)
	p.str(", bridge-id ")
	p.bridgeID(v, 17)
	p.printf(".%04x, length %d", v.u16(25), v.n)
	if p.v == 0 {
		return
	}
	p.bpduTimes(v)
	p.str("\n\troot-id ")
	p.bridgeID(v, 5)
	p.printf(", root-pathcost %d", v.u32(13))
	if version == stpRapid {
		p.printf(", port-role %s", portRole(flags))
	}
}

// bpduTimes prints the times of a BPDU, which count 256ths of a second.
func (p *Printer) bpduTimes(v view) {
	p.str("\n\tmessage-age ")
	p.bpduTime(v.u16(27))
	p.str(", max-age ")
	p.bpduTime(v.u16(29))
	p.str(", hello-time ")
	p.bpduTime(v.u16(31))
	p.str(", forwarding-delay ")
	p.bpduTime(v.u16(33))
}

// bpduTime prints 256ths of a second with two decimals, rounded as printf(3)
// does.
func (p *Printer) bpduTime(t int) {
	hundredths, rest := t*100/256, t*100%256
	if rest > 128 || rest == 128 && hundredths%2 == 1 {
		hundredths++
	}
	p.printf("%d.%02ds", hundredths/100, hundredths%100)
}

// bridgeID prints a bridge identifier: its priority and MAC address.
func (p *Printer) bridgeID(v view, off int) {
	b := v.bytes(off, 8)
	p.printf("%02x%02x.", b[0], b[1])
	p.out = appendMAC(p.out, b[2:])
}

// multipleBPDU prints a Multiple or a Shortest Path Bridging BPDU.
func (p *Printer) multipleBPDU(v view, version int) {
	const (
		least      = 102
		lenAt      = 36
		infoLen    = 64 // of what a version 3 length counts before the MSTIs
		instance   = 16
		configLen  = 36
		bridgedMin = 53
	)
	if v.n < least || v.u8(35) != 0 {
		p.invalid()
		return
	}
	length := v.u16(lenAt)
	if v.n < configLen+length+2 {
		p.invalid()
		return
	}
	flags := v.u8(4)
	p.str(", CIST Flags [")
	p.flags(bpduFlags, "none", ", ", uint32(flags))
	p.printf("], length %d", v.n)
	if p.v > 0 {
		p.printf("\n\tport-role %s, CIST root-id ", portRole(flags))
		p.bridgeID(v, 5)
		p.printf(", CIST ext-pathcost %d\n\tCIST regional-root-id ", v.u32(13))
		p.bridgeID(v, 17)
		p.printf(", CIST port-id %04x,", v.u16(25))
		p.bpduTimes(v)
		p.printf("\n\tv3len %d, MCID Name ", length)
		p.paddedText(v, 39, 32)
		p.printf(", rev %d,\n\t\tdigest ", v.u16(71))
		p.hexDigits(v, 73, 16)
		p.printf(", CIST int-root-pathcost %d,\n\tCIST bridge-id ", v.u32(89))
		p.bridgeID(v, 93)
		p.printf(", CIST remaining-hops %d", v.u8(101))
		for off, left := least, length-infoLen; left >= instance; off, left = off+instance, left-instance {
			v.need(off, instance)
			flags := v.u8(off)
			p.printf("\n\tMSTI %d, Flags [", v.u16(off+1)&0xfff)
			p.flags(bpduFlags, "none", ", ", uint32(flags))
			p.printf("], port-role %s\n\t\tMSTI regional-root-id ", portRole(flags))
			p.bridgeID(v, off+1)
			p.printf(", pathcost %d\n\t\tMSTI bridge-prio %d, port-prio %d, hops %d",
				v.u32(off+9), v.u8(off+13)>>4, v.u8(off+14)>>4, v.u8(off+15))
		}
	}
	if version != stpShortest {
		return
	}
	start := configLen + length + 2
	bridged := v.u16(start) + 2
	if v.n < start+bridged || bridged < bridgedMin {
		p.invalid()
		return
	}
	if p.v > 0 {
		p.shortestPath(v.from(start))
	}
}

// shortestPath prints what a Shortest Path Bridging BPDU has after the Multiple
// Spanning Tree's: IEEE 802.1Q-2018, 14.4.1.
func (p *Printer) shortestPath(v view) {
	p.printf("\n\tv4len %d, AUXMCID Name ", v.u16(0))
	p.paddedText(v, 3, 32)
	p.printf(", Rev %d,\n\t\tdigest ", v.u16(35))
	p.hexDigits(v, 37, 16)
	bits := v.u8(53)
	p.printf("\n\tAgreement num %d, Discarded Agreement num %d, Agreement valid-flag %d,",
		bits>>6, bits>>4&3, bits>>3&1)
	p.printf("\n\tRestricted role-flag: %d, Format id %d cap %d, Convention id %d cap %d,",
		bits>>2&1, v.u8(55)>>4, v.u8(55), v.u8(56)>>4, v.u8(56))
	p.printf("\n\tEdge count %d, Agreement digest ", v.u16(57))
	p.hexDigits(v, 67, 20)
}
