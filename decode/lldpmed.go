package decode

// lldpMED prints a TLV of LLDP-MED: ANSI/TIA-1057, 10.2.
func (p *Printer) lldpMED(subtype int, v view) lldpShape {
	switch subtype {
	case 1: // LLDP-MED Capabilities
		if v.n >= 3 {
			capabilities, device := v.u16(0), v.u8(2)
			p.str("\n\t    Media capabilities [")
			p.flags(medCapabilities, "none", ", ", uint32(capabilities))
			p.printf("] (0x%04x)\n\t    Device type [", capabilities)
			p.name(medDevices, "unknown", device)
			p.printf("] (0x%02x)", device)
		}
	case 2: // Network Policy
		if v.n >= 4 {
			application, flags := v.u8(0), v.u8(1)
			p.str("\n\t    Application type [")
			p.name(medApplications, "none", application)
			p.printf("] (0x%02x), Flags [", application)
			p.flags(medPolicyFlags, "none", ", ", uint32(flags))
			p.printf("]\n\t    Vlan id %d, L2 priority %d, DSCP value %d",
				v.u16(1)>>1&0xfff, v.u16(2)>>6&7, v.u16(2)&0x3f)
		}
	case 3:
		p.medLocation(v)
	case 4: // Extended Power-via-MDI
		if v.n >= 3 {
			p.medPower(v.u8(0), v.u16(1))
		}
	case 5, 6, 7, 8, 9, 10, 11:
		p.str("\n\t  ")
		p.name(medInventories, "unknown", subtype)
		p.byte(' ')
		p.zeroText(v, 0, v.n)
	default:
		return lldpUnknown
	}
	return lldpKnown
}

// medPower prints what a device takes or gives, in tenths of a watt.
func (p *Printer) medPower(bits, power int) {
	const most = 1024 // values from here on are reserved
	p.str("\n\t    Power type [")
	if bits>>6 == 1 {
		p.str("PD device")
	} else {
		p.str("PSE device")
	}
	p.str("], Power source [")
	p.name(medPowerSources, "none", bits>>4&3)
	p.str("]\n\t    Power priority [")
	p.name(medPowerPriorities, "none", bits&0xf)
	p.printf("] (0x%02x)", bits&0xf)
	if power < most {
		p.printf(", Power %d.%d Watts", power/10, power%10)
	} else {
		p.printf(", Power %d (Reserved)", power)
	}
}

// medLocation prints where a device is: ANSI/TIA-1057, 10.2.4, in the forms of
// RFC 3825 and RFC 4776.
func (p *Printer) medLocation(v view) {
	if v.n < 1 {
		return
	}
	format := v.u8(0)
	p.str("\n\t    Location data format ")
	p.name(medLocations, "unknown", format)
	p.printf(" (0x%02x)", format)
	v = v.from(1)
	switch format {
	case 1: // coordinates
		if v.n < 16 {
			return
		}
		p.printf("\n\t    Latitude resolution %d, latitude value %d", v.u8(0)>>2, fixed34(v, 0))
		p.printf("\n\t    Longitude resolution %d, longitude value %d", v.u8(5)>>2, fixed34(v, 5))
		altitude := v.u8(10) >> 4
		p.str("\n\t    Altitude type ")
		p.name(medAltitudes, "unknown", altitude)
		p.printf(" (%d)\n\t    Altitude resolution %d, altitude value 0x%x\n\t    Datum ",
			altitude, v.u16(10)>>6&0x3f, uint32(v.u8(11)&0x3f)<<24|uint32(v.u24(12)))
		p.name(medDatums, "unknown", v.u8(15))
		p.printf(" (0x%02x)", v.u8(15))
	case 2: // civic address
		p.medCivic(v)
	case 3: // emergency call service
		p.str("\n\t    ECS ELIN id ")
		p.zeroText(v, 0, v.n)
	default:
		p.str("\n\t    Location ID ")
		p.hexLines("\n\t      ", v, 0, v.n)
	}
}

// fixed34 returns the last 34 bits of the 5 bytes at off.
func fixed34(v view, off int) uint64 { return uint64(v.u8(off)&3)<<32 | uint64(v.u32(off+1)) }

func (p *Printer) medCivic(v view) {
	const fixed = 4 // length, what, country
	if v.n < 1 {
		return
	}
	length := v.u8(0)
	if length < fixed-1 || v.n < 2+length {
		return
	}
	what := v.u8(1)
	p.printf("\n\t    LCI length %d, LCI what ", length)
	p.name(medCivicWhats, "unknown", what)
	p.printf(" (0x%02x), Country-code ", what)
	p.zeroText(v, 2, 2)
	for v = v.sub(fixed, length-(fixed-1)); v.n >= 2; {
		kind, size := v.u8(0), v.u8(1)
		p.str("\n\t      CA type '")
		p.name(medCivicTypes, "unknown", kind)
		p.printf("' (%d), length %d: ", kind, size)
		v = v.from(2)
		if v.n < size {
			return
		}
		p.zeroText(v, 0, size)
		v = v.from(size)
	}
}

// The numbers of LLDP-MED are ANSI/TIA-1057, 10.

var medSubtypes = names{
	{1, "LLDP-MED Capabilities"},
	{2, "Network policy"},
	{3, "Location identification"},
	{4, "Extended power-via-MDI"},
	{5, "Inventory - hardware revision"},
	{6, "Inventory - firmware revision"},
	{7, "Inventory - software revision"},
	{8, "Inventory - serial number"},
	{9, "Inventory - manufacturer name"},
	{10, "Inventory - model name"},
	{11, "Inventory - asset ID"},
}

var medCapabilities = names{
	{1, "LLDP-MED capabilities"},
	{2, "network policy"},
	{4, "location identification"},
	{8, "extended power via MDI-PSE"},
	{16, "extended power via MDI-PD"},
	{32, "Inventory"},
}

var medDevices = names{
	{1, "endpoint class 1"},
	{2, "endpoint class 2"},
	{3, "endpoint class 3"},
	{4, "network connectivity"},
}

var medApplications = names{
	{1, "voice"},
	{2, "voice signaling"},
	{3, "guest voice"},
	{4, "guest voice signaling"},
	{5, "softphone voice"},
	{6, "video conferencing"},
	{7, "streaming video"},
	{8, "video signaling"},
}

var medPolicyFlags = names{
	{128, "Unknown"},
	{64, "Tagged"},
	{32, "reserved"},
}

var medLocations = names{
	{1, "coordinate-based LCI"},
	{2, "civic address LCI"},
	{3, "ECS ELIN"},
}

var medDatums = names{
	{1, "World Geodesic System 1984"},
	{2, "North American Datum 1983 (NAVD88)"},
	{3, "North American Datum 1983 (MLLW)"},
}

var medAltitudes = names{
	{1, "meters"},
	{2, "floors"},
}

var medCivicWhats = names{
	{0, "location of DHCP server"},
	{1, "location of the network element believed to be closest to the client"},
	{2, "location of the client"},
}

var medCivicTypes = names{
	{1, "national subdivisions (state,canton,region,province,prefecture)"},
	{2, "county, parish, gun, district"},
	{3, "city, township, shi"},
	{4, "city division, borough, city district, ward chou"},
	{5, "neighborhood, block"},
	{6, "street"},
}

var medPowerSources = names{
	{1, "PSE - primary power source"},
	{2, "local - backup power source"},
	{3, "PSE+local - reserved"},
}

var medPowerPriorities = names{
	{1, "critical"},
	{2, "high"},
	{3, "low"},
}

var medInventories = names{
	{5, "Hardware revision"},
	{6, "Firmware revision"},
	{7, "Software revision"},
	{8, "Serial number"},
	{9, "Manufacturer name"},
	{10, "Model name"},
	{11, "Asset ID"},
}
