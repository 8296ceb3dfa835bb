package decode

// geonetLen is the length of a GeoNetworking common header.
const geonetLen = 36

// Next headers, header types and messages: ETSI TS 102 636-4-1 V1.1.1, 8, and
// TS 102 636-5-1.
var (
	geonetNext  = names{{0, "Any"}, {1, "BTP-A"}, {2, "BTP-B"}, {3, "IPv6"}}
	geonetTypes = names{
		{0x30, "GeoAnycastCircle"}, {0x31, "GeoAnycastRect"}, {0x32, "GeoAnycastElipse"},
		{0x40, "GeoBroadcastCircle"}, {0x41, "GeoBroadcastRect"}, {0x42, "GeoBroadcastElipse"},
		{0x50, "TopoScopeBcast-SH"}, {0x51, "TopoScopeBcast-MH"},
		{0x60, "LocService-Request"}, {0x61, "LocService-Reply"},
	}
	geonetPlainTypes = names{{0, "Any"}, {1, "Beacon"}, {2, "GeoUnicast"}} // whatever the subtype
	btpMessages      = names{
		{0, "CAM"}, {1, "DENM"}, {101, "TPEGM"}, {102, "TSPDM"}, {103, "VPM"}, {104, "SRM"}, {105, "SLAM"},
		{106, "ecoCAM"}, {107, "ITM"}, {150, "SA"},
	}
)

// printGeoNet prints a GeoNetworking packet of vehicles.
//
//	 0         4      8      12        16     32        48      56          64
//	+---------+------+------+---------+------+---------+-------+-----------+---------------------
//	| version | next | type | subtype |      | payload |       | hop limit | position vector (28)
//	+---------+------+------+---------+------+---------+-------+-----------+---------------------
func printGeoNet(p *Printer, v view) {
	p.enter("geonet", v)
	p.str("GeoNet ")
	if p.link.src != nil {
		p.str("src:")
		p.macAddr(p.link.src)
		p.str("; ")
	}
	if v.n < geonetLen {
		p.printf(" (common header length %d < %d)", v.n, geonetLen)
		p.invalid()
		return
	}
	v.need(0, 8)
	next, kind, subtype := v.u8(0)&0xf, v.u8(1)>>4, v.u8(1)&0xf
	p.printf("v:%d NH:%d-", v.u8(0)>>4, next)
	p.name(geonetNext, "Unknown", next)
	p.printf(" HT:%d-%d-", kind, subtype)
	if name, ok := geonetPlainTypes.find(uint32(kind)); ok {
		p.str(name)
	} else {
		p.name(geonetTypes, "Unknown", v.u8(1))
	}
	p.printf(" HopLim:%d Payload:%d ", v.u8(7), v.u16(4))
	v.need(8, 8)
	p.str("GN_ADDR:")
	p.out = appendMAC(p.out, v.bytes(8, 8))
	p.byte(' ')
	p.printf("lat:%d ", v.u32(20))
	p.printf("lon:%d", v.u32(24))
	v = v.from(geonetLen)

	// The extended headers of the other types are not known.
	extended := -1
	switch {
	case kind <= 1, kind == 5 && subtype == 0:
		extended = 0
	case kind == 5 && subtype == 1:
		extended = 32
	}
	if extended >= 0 {
		if v.n < extended {
			p.printf(" (header size %d > %d)", extended, v.n)
			p.invalid()
			return
		}
		if v = v.from(extended); next == 1 || next == 2 {
			if v.n < 4 {
				p.printf(" (BTP length %d < 4)", v.n)
				p.invalid()
				return
			}
			p.printf("; BTP Dst:%d Src:%d", v.u16(0), v.u16(2))
			if v = v.from(4); v.n >= 2 {
				version, message := v.u8(0), v.u8(1)
				p.printf("; ItsPduHeader v:%d t:%d-", version, message)
				p.name(btpMessages, "unknown (%d)", message)
			}
		}
	}
	if p.v > 0 {
		p.unknown("\n\t", v)
	}
}

// printCALMFast prints a CALM FAST packet: ISO 29281.
func printCALMFast(p *Printer, v view) {
	p.enter("calm_fast", v)
	p.str("CALM FAST")
	if p.link.src != nil {
		p.str(" src:")
		p.macAddr(p.link.src)
	}
	p.str("; ")
	if v.n < 2 {
		p.printf(" (length %d < 2)", v.n)
		p.invalid()
		return
	}
	p.printf("SrcNwref:%d; ", v.u8(0))
	p.printf("DstNwref:%d; ", v.u8(1))
	if p.v > 0 {
		p.unknown("\n\t", v.from(2))
	}
}
