package decode

// lldp8021 prints a TLV of IEEE 802.1: IEEE 802.1Q-2018, D.2.
func (p *Printer) lldp8021(subtype int, v view) lldpShape {
	switch subtype {
	case 1: // Port VLAN ID
		if v.n >= 2 {
			p.printf("\n\t    port vlan id (PVID): %d", v.u16(0))
		}
	case 2: // Port and Protocol VLAN ID
		if v.n >= 3 {
			flags := v.u8(0)
			p.printf("\n\t    port and protocol vlan id (PPVID): %d, flags [", v.u16(1))
			p.flags(lldpVLANFlags, "none", ", ", uint32(flags))
			p.printf("] (0x%02x)", flags)
		}
	case 3: // VLAN Name
		if v.n < 2 {
			break
		}
		p.printf("\n\t    vlan id (VID): %d", v.u16(0))
		if v.n >= 3 && v.n >= 3+v.u8(2) {
			p.str("\n\t    vlan name: ")
			p.zeroText(v, 3, v.u8(2))
		}
	case 4: // Protocol Identity
		if v.n >= 1 && v.n >= 1+v.u8(0) {
			p.str("\n\t    protocol identity: ")
			p.zeroText(v, 1, v.u8(0))
		}
	case 7:
		p.lldpLinkAggregation(v)
	case 8: // Congestion Notification
		if v.n >= 2 {
			p.lldpPriorities("\n\t    Pre-Priority CNPV Indicator", v.u8(0))
			p.lldpPriorities("\n\t    Pre-Priority Ready Indicator", v.u8(1))
		}
	case 9: // ETS Configuration
		if v.n >= 21 {
			bits := v.u8(0)
			p.printf("\n\t    Willing:%d, CBS:%d, RES:%d, Max TCs:%d", bits>>7, bits>>6&1, bits>>3&7, bits&7)
			p.lldpTrafficClasses(v)
		}
	case 10: // ETS Recommendation
		if v.n >= 21 {
			p.printf("\n\t    RES: %d", v.u8(0))
			p.lldpTrafficClasses(v)
		}
	case 11: // Priority-based Flow Control
		if v.n >= 2 {
			bits := v.u8(0)
			p.printf("\n\t    Willing: %d, MBC: %d, RES: %d, PFC cap:%d ", bits>>7, bits>>6&1, bits>>4&3, bits&0xf)
			p.lldpPriorities("\n\t    PFC Enable", v.u8(1))
		}
	case 12:
		p.lldpApplications(v)
	case 13:
		p.lldpEVB(v)
	case 14:
		p.lldpCDCP(v)
	default:
		return lldpUnknown
	}
	return lldpKnown
}

// lldpPriorities prints a bit for each priority.
func (p *Printer) lldpPriorities(title string, bits int) {
	p.str(title)
	p.str("\n\t     Priority : 0  1  2  3  4  5  6  7\n\t     Value    : ")
	for i := range 8 {
		p.printf("%-2d ", bits>>i&1)
	}
}

// lldpTrafficClasses prints the tables of Enhanced Transmission Selection: IEEE
// 802.1Q-2018, D.2.8.
func (p *Printer) lldpTrafficClasses(v view) {
	const assignment, bandwidth, algorithm = 1, 5, 13
	p.str("\n\t    Priority Assignment Table\n\t     Priority : 0   1   2   3   4   5   6   7\n\t     Value    :")
	for i := range 4 {
		pair := v.u8(assignment + i)
		p.printf(" %-3d %-3d", pair>>4, pair&0xf)
	}
	p.str("\n\t    TC Bandwidth Table\n\t     TC%   : 0   1   2   3   4   5   6   7\n\t     Value :")
	for i := range 8 {
		p.printf(" %-3d", v.u8(bandwidth+i))
	}
	p.str("\n\t    TSA Assignment Table\n\t     Traffic Class: 0   1   2   3   4   5   6   7\n\t     Value        :")
	for i := range 8 {
		p.printf(" %-3d", v.u8(algorithm+i))
	}
}

// lldpApplications prints the table of Application Priority: IEEE 802.1Q-2018,
// D.2.11.
func (p *Printer) lldpApplications(v view) {
	if v.n < 1 {
		return
	}
	p.printf("\n\t    RES: %d", v.u8(0))
	v = v.from(1)
	if v.n == 0 || v.n%3 != 0 {
		return
	}
	p.str("\n\t    Application Priority Table")
	for ; v.n > 0; v = v.from(3) {
		bits := v.u8(0)
		p.printf("\n\t      Priority: %d, RES: %d, Sel: %d, Protocol ID: %d", bits>>5, bits>>3&3, bits&7, v.u16(1))
	}
}

// lldpEVB prints the state of Edge Virtual Bridging: IEEE 802.1Q-2018, D.2.12.
func (p *Printer) lldpEVB(v view) {
	if v.n < 5 {
		return
	}
	bridge, station, retry, mode, keep := v.u8(0), v.u8(1), v.u8(2), v.u8(3), v.u8(4)
	p.str("\n\t    EVB Bridge Status")
	p.printf("\n\t      RES: %d, BGID: %d, RRCAP: %d, RRCTR: %d", bridge>>3, bridge>>2&1, bridge>>1&1, bridge&1)
	p.str("\n\t    EVB Station Status")
	p.printf("\n\t      RES: %d, SGID: %d, RRREQ: %d,RRSTAT: %d", station>>4, station>>3&1, station>>2&1, station&3)
	p.printf("\n\t    R: %d, RTE: %d, EVB Mode: ", retry>>5, retry&0x1f)
	p.name(lldpEVBModes, "unknown", mode>>6)
	p.printf(" [%d]\n\t    ROL: %d, RWD: %d, RES: %d, ROL: %d, RKA: %d",
		mode>>6, mode>>5&1, mode&0x1f, keep>>6, keep>>5&1, keep&0x1f)
}

// lldpCDCP prints the channels of the S-channel Discovery and Configuration
// Protocol: IEEE 802.1Q-2018, D.2.13.
func (p *Printer) lldpCDCP(v view) {
	const channels, channelLen = 4, 3
	if v.n < channels {
		return
	}
	bits := v.u8(0)
	p.printf("\n\t    Role: %d, RES: %d, Scomp: %d ChnCap: %d", bits>>7, bits>>4&7, bits>>3&1, v.u16(2)&0xfff)
	v = v.from(channels)
	if v.n%channelLen != 0 {
		return
	}
	for ; v.n > 0; v = v.from(channelLen) {
		pair := v.u24(0)
		p.printf("\n\t    SCID: %d, SVID: %d", pair>>12, pair&0xfff)
	}
}
