package decode

// Types of UDLD TLVs: RFC 5171, 5.
const (
	udldDeviceID        = 1
	udldPortID          = 2
	udldEcho            = 3
	udldMessageInterval = 4
	udldTimeout         = 5
	udldDeviceName      = 6
	udldSequence        = 7
)

var (
	udldTLVs = names{
		{udldDeviceID, "Device-ID TLV"},
		{udldPortID, "Port-ID TLV"},
		{udldEcho, "Echo TLV"},
		{udldMessageInterval, "Message Interval TLV"},
		{udldTimeout, "Timeout Interval TLV"},
		{udldDeviceName, "Device Name TLV"},
		{udldSequence, "Sequence Number TLV"},
	}
	udldCodes = names{{0, "Reserved"}, {1, "Probe message"}, {2, "Echo message"}, {3, "Flush message"}}
	udldFlags = names{{0x01, "RT"}, {0x02, "RSY"}}
)

// printUDLD prints a Cisco Unidirectional Link Detection message: RFC 5171, 5.
//
//	 0         3        8       16         32
//	+---------+--------+-------+----------+------
//	| version | opcode | flags | checksum | TLVs
//	+---------+--------+-------+----------+------
//
// A TLV has 16 bits of type and of length, which counts both.
func printUDLD(p *Printer, v view) {
	p.enter("udld", v)
	if v.n < 4 {
		p.invalidRest(v)
		return
	}
	version, flags := v.u8(0), v.u8(1)
	p.printf("UDLDv%d, Code ", version>>5)
	p.name(udldCodes, "Reserved", version&0x1f)
	p.printf(" (%x), Flags [", version&0x1f)
	p.flags(udldFlags, "none", ", ", uint32(flags))
	p.printf("] (0x%02x), length %d", flags, v.n)
	if p.v == 0 {
		v.need(0, v.n)
		return
	}
	p.printf("\n\tChecksum 0x%04x (unverified)", v.u16(2))
	for v = v.from(4); v.n > 0; {
		if v.n < 4 {
			p.invalidRest(v)
			return
		}
		kind, length := v.u16(0), v.u16(2)
		p.str("\n\t")
		p.name(udldTLVs, "Unknown", kind)
		p.printf(" (0x%04x) TLV, length %d", kind, length)
		if kind == 0 {
			p.invalidRest(v)
			return
		}
		// A TLV without a value is of no use.
		if length <= 4 || length > v.n {
			p.invalidRest(v)
			return
		}
		if !p.udldValue(kind, v.at(4, length-4)) {
			p.invalidRest(v)
			return
		}
		v = v.from(length)
	}
}

// udldValue prints a TLV's value, and reports whether its length is right.
func (p *Printer) udldValue(kind int, v view) bool {
	switch kind {
	case udldDeviceID, udldPortID, udldDeviceName:
		p.str(", ")
		p.paddedText(v, 0, v.n)
	case udldEcho: // a count of pairs, each string with its length
		p.str(", ")
		p.text(v, 0, v.n)
	case udldMessageInterval, udldTimeout:
		if v.n != 1 {
			return false
		}
		p.printf(", %ds", v.u8(0))
	case udldSequence:
		if v.n != 4 {
			return false
		}
		p.printf(", %d", v.u32(0))
	}
	return true
}
