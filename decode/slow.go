package decode

// Subtypes of slow protocols: IEEE 802.3-2018, table 57A-3.
const (
	slowLACP   = 1
	slowMarker = 2
	slowOAM    = 3
	slowOSSP   = 10 // organization-specific
)

var slowNames = names{{slowLACP, "LACP"}, {slowMarker, "MARKER"}, {slowOAM, "OAM"}, {slowOSSP, "OSSP"}}

const slowTooShort = "\n\t\t packet is too short"

// printSlow prints a frame of a slow protocol: IEEE 802.3-2018, annex 57A. The
// subtype comes first; LACP and marker frames have a version after it.
func printSlow(p *Printer, v view) {
	p.enter("slow", v)
	subtype := 0
	if v.n >= 1 {
		subtype = v.u8(0)
	}
	versioned := subtype == slowLACP || subtype == slowMarker
	if v.n < 1 || versioned && v.n < 2 {
		p.str(choose(p.v == 0, " (packet is too short)", slowTooShort))
		return
	}
	if versioned && v.u8(1) != 1 {
		version := v.u8(1)
		p.name(slowNames, "", subtype)
		p.printf(" version %d packet not supported", version)
		return
	}
	p.name(slowNames, "unknown (%d)", subtype)
	if versioned {
		p.printf("v%d", v.u8(1))
	}
	p.printf(", length %d", v.n)
	switch subtype {
	case slowLACP, slowMarker:
		if p.v > 0 {
			p.slowTLVs(subtype, v.from(2))
		}
	case slowOAM:
		if p.v > 0 {
			p.ethernetOAM(v.from(1))
		}
	case slowOSSP:
		if p.v > 0 {
			p.organizationSlow(v.from(1))
		}
	default:
		p.hexView("\n\t", v)
	}
}

// organizationSlow prints what follows the subtype of an organization-specific
// slow protocol: IEEE 802.3-2018, annex 57B. The OUI says whose it is.
func (p *Printer) organizationSlow(v view) {
	if v.n < 3 {
		p.str(slowTooShort)
		return
	}
	oui := v.u24(0)
	p.str("\n\tOUI: ")
	p.name(ouiNames, "Unknown", oui)
	p.printf(" (0x%06x)", oui)
	p.hexView("\n\t", v.from(3))
}

// Types of LACP and marker TLVs: IEEE 802.1AX-2014, 6.4.2.3 and 6.5.3.
const (
	slowTerminator = 0
	lacpActor      = slowLACP<<8 | 1
	lacpPartner    = slowLACP<<8 | 2
	lacpCollector  = slowLACP<<8 | 3
	markerInfo     = slowMarker<<8 | 1
)

var (
	slowTLVNames = names{
		{slowLACP << 8, "Terminator"},
		{lacpActor, "Actor Information"},
		{lacpPartner, "Partner Information"},
		{lacpCollector, "Collector Information"},
		{slowMarker << 8, "Terminator"},
		{markerInfo, "Marker Information"},
	}
	lacpStates = names{
		{0x01, "Activity"},
		{0x02, "Timeout"},
		{0x04, "Aggregation"},
		{0x08, "Synchronization"},
		{0x10, "Collecting"},
		{0x20, "Distributing"},
		{0x40, "Default"},
		{0x80, "Expired"},
	}
)

// slowTLVs prints TLVs of LACP or marker frames: a type, a length that counts
// both, and a value.
func (p *Printer) slowTLVs(subtype int, v view) {
	for v.n > 0 {
		if v.n < 2 {
			p.str(slowTooShort)
			return
		}
		kind, length := v.u8(0), v.u8(1)
		p.str("\n\t")
		p.name(slowTLVNames, "Unknown", subtype<<8|kind)
		p.printf(" TLV (0x%02x), length %d", kind, length)
		if kind == slowTerminator {
			return
		}
		if length < 2 {
			p.str("\n\t    ERROR: illegal length - should be >= 2")
			return
		}
		if v.n < length {
			p.str(slowTooShort)
			return
		}
		v.need(0, length)
		value := v.sub(2, length-2)
		dump := p.v > 1
		switch subtype<<8 | kind {
		case lacpActor, lacpPartner:
			if !p.slowLength(value, 18) {
				break
			}
			p.str("\n\t  System ")
			p.mac(value, 2)
			p.printf(", System Priority %d, Key %d, Port %d, Port Priority %d\n\t  State Flags [",
				value.u16(0), value.u16(8), value.u16(12), value.u16(10))
			p.flags(lacpStates, "none", ", ", uint32(value.u8(14)))
			p.byte(']')
		case lacpCollector:
			if p.slowLength(value, 14) {
				p.printf("\n\t  Max Delay %d", value.u16(0))
			}
		case markerInfo:
			if !p.slowLength(value, 14) {
				break
			}
			p.str("\n\t  Request System ")
			p.mac(value, 2)
			p.printf(", Request Port %d, Request Transaction ID 0x%08x", value.u16(0), value.u32(8))
		default:
			dump = true
		}
		if dump {
			p.hexView("\n\t  ", value)
		}
		v = v.from(length)
	}
}

// slowLength reports whether a value has n bytes, and prints an error if not.
func (p *Printer) slowLength(value view, n int) bool {
	if value.n == n {
		return true
	}
	p.printf("\n\t    ERROR: illegal length - should be %d", n+2)
	return false
}
