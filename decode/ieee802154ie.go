package decode

// Element identifiers of header information elements: IEEE 802.15.4-2015, table
// 7-7.
const (
	wpanVendorHeader = 0x00
	wpanCSL          = 0x1a
	wpanRIT          = 0x1b
	wpanDSME         = 0x1c
	wpanRendezvous   = 0x1d
	wpanTimeCorrect  = 0x1e
	wpanDSMEExtended = 0x21
	wpanTermination1 = 0x7e // payload information elements follow
	wpanTermination2 = 0x7f
)

var wpanHeaderElements = names{
	{wpanVendorHeader, "Vendor Specific Header IE"},
	{wpanCSL, "LE CSL IE"},
	{wpanRIT, "LE RIT IE"},
	{wpanDSME, "DSME PAN descriptor IE"},
	{wpanRendezvous, "Rendezvous Time IE"},
	{wpanTimeCorrect, "Time Correction IE"},
	{wpanDSMEExtended, "Extended DSME PAN descriptor IE"},
	{0x22, "Fragment Sequence Context Description IE"},
	{0x23, "Simplified Superframe Specification IE"},
	{0x24, "Simplified GTS Specification IE"},
	{0x25, "LECIM Capabilities IE"},
	{0x26, "TRLE Descriptor IE"},
	{0x27, "RCC Capabilities IE"},
	{0x28, "RCCN Descriptor IE"},
	{0x29, "Global Time IE"},
	{0x2a, "Omnibus Header IE"},
	{0x2b, "DA IE"},
	{wpanTermination1, "Header Termination 1 IE"},
	{wpanTermination2, "Header Termination 2 IE"},
}

// wpanHeaderElements prints header information elements: IEEE 802.15.4-2015,
// 7.4.2. It reports whether payload information elements follow, and whether
// there was all of them.
//
//	 0        7            15     16
//	+--------+------------+------+------
//	| length | element    | type | data
//	+--------+------------+------+------
func (p *Printer) wpanHeaderElements(f *wpanFrame) (payload, ok bool) {
	for {
		if f.n < 2 {
			p.str("[ERROR: Truncated header IE]")
			return false, false
		}
		header := f.le16(0)
		if header&0x8000 != 0 {
			p.str("[ERROR: Header IE with type 1] ")
		}
		length, element := header&0x7f, header>>7&0xff
		if element > 0x7f {
			p.printf("Reserved Element ID %02x, length = %d ", element, length)
		} else {
			p.str("\n\t")
			p.name(wpanHeaderElements, "Reserved 0x%02x", element)
			p.wpanElementLength(length)
		}
		if f.n < 2+length {
			p.str("[ERROR: Truncated IE data]")
			return false, false
		}
		if data := f.sub(2, length); p.v > 3 && length > 0 {
			p.wpanHeaderElement(element, data)
		} else {
			p.wpanElementData(data)
		}
		p.str("] ")
		f.view = f.from(2 + length)
		if element == wpanTermination1 || element == wpanTermination2 || f.n == 0 {
			return element == wpanTermination1, true
		}
	}
}

// wpanElementLength prints the length of an element, where it has data.
func (p *Printer) wpanElementLength(length int) {
	if length == 0 {
		p.str(" [")
	} else {
		p.printf(" [ length = %d, ", length)
	}
}

// wpanElementData prints the data of an element in hex.
func (p *Printer) wpanElementData(v view) {
	if v.n > 0 {
		p.str("IE Data = ")
		p.wpanOctets(v, 0)
	}
}

// wpanVendor prints data after the OUI of whose it is.
func (p *Printer) wpanVendor(v view) {
	if v.n < 3 {
		p.str("[ERROR: Vendor OUI missing]")
		return
	}
	p.printf("OUI = 0x%06x, Data = ", v.u24(0))
	p.wpanOctets(v, 3)
}

// wpanHeaderElement prints the data of a header information element.
func (p *Printer) wpanHeaderElement(element int, v view) {
	switch element {
	case wpanVendorHeader:
		p.wpanVendor(v)
	case wpanCSL:
		if v.n < 4 {
			p.str("[ERROR: Truncated CSL IE]")
			break
		}
		p.printf("CSL Phase = %d, CSL Period = %d", v.le16(0), v.le16(2))
		if v.n >= 6 {
			p.printf(", Rendezvous time = %d", v.le16(4))
		}
		if v.n != 4 && v.n != 6 {
			p.str(" [ERROR: CSL IE length wrong]")
		}
	case wpanRIT:
		if v.n < 4 {
			p.str("[ERROR: Truncated RIT IE]")
			break
		}
		p.printf("Time to First Listen = %d, # of Repeat Listen = %d, Repeat Listen Interval = %d", v.u8(0), v.u8(1), v.le16(2))
	case wpanDSME, wpanDSMEExtended:
		p.wpanDSME(element == wpanDSMEExtended, v)
	case wpanRendezvous:
		if v.n != 4 {
			p.str("[ERROR: Length != 2]")
			break
		}
		p.printf("Rendezvous time = %d, Wake-up Interval = %d", v.le16(0), v.le16(2))
	case wpanTimeCorrect:
		if v.n != 2 {
			p.str("[ERROR: Length != 2]")
			break
		}
		if v.le16(0)&0x8000 != 0 {
			p.str("Negative ")
		}
		p.printf("Ack time correction = %d, ", int16(v.le16(0)&0xfff<<4)>>4)
	default:
		p.wpanElementData(v)
	}
}

// wpanDSME prints a DSME PAN descriptor: IEEE 802.15.4-2015, 7.4.2.5.
func (p *Printer) wpanDSME(extended bool, v view) {
	take := func(n int, where string) bool {
		if v.n >= n {
			return true
		}
		p.printf("[ERROR: Truncated %s]", where)
		return false
	}
	if !take(2, "DSME PAN IE") {
		return
	}
	p.wpanSuperframe(v.le16(0))
	if !take(3, "before pending addresses field") {
		return
	}
	v = v.from(2)
	n := p.wpanPending(v)
	if n < 0 {
		return
	}
	v = v.from(n)
	hopping := false
	size, order, shift := 1, 0x0f, 0
	if extended {
		size, order, shift = 2, 0xff, 4
	}
	if !take(size, "before DSME Superframe Specification") {
		return
	}
	spec := v.u8(0)
	if extended {
		spec = v.le16(0)
		hopping = spec&0x1000 != 0
	}
	p.printf("Multi-superframe Order = %d, %s", spec&order,
		choose(spec>>shift&0x10 != 0, "Channel hopping mode", "Channel adaptation mode"))
	p.str(choose(spec>>shift&0x40 != 0, ", CAP reduction enabled", ""))
	p.str(choose(spec>>shift&0x80 != 0, ", Deferred beacon enabled", ""))
	p.str(choose(hopping, ", Hopping Sequence Present", ""))
	v = v.from(size)

	if v.n < 8 {
		p.str(" [ERROR: Truncated before Time synchronization specification]")
		return
	}
	p.printf("Beacon timestamp = %d, offset = %d", v.le64(0)&(1<<48-1), v.le16(6))
	if v = v.from(8); v.n < 4 {
		p.str(" [ERROR: Truncated before Beacon Bitmap]")
		return
	}
	bits := v.le16(2)
	p.printf("SD Index = %d, Bitmap len = %d, ", v.le16(0), bits)
	if v = v.from(4); v.n < bits {
		p.str(" [ERROR: Truncated in SD bitmap]")
		return
	}
	p.str(" SD Bitmap = ")
	p.wpanOctets(v.sub(0, bits), 0)
	if v = v.from(bits); v.n < 5 {
		p.str(" [ERROR: Truncated before Channel hopping specification]")
		return
	}
	bits = v.u8(4)
	p.printf("Hopping Seq ID = %d, PAN Coordinator BSN = %d, Channel offset = %d, Bitmap length = %d, ",
		v.u8(0), v.u8(1), v.le16(2), bits)
	if v = v.from(5); v.n < bits {
		p.str(" [ERROR: Truncated in Channel offset bitmap]")
		return
	}
	p.str(" Channel offset bitmap = ")
	p.wpanOctets(v.sub(0, bits), 0)
	if v = v.from(bits); !hopping {
		return
	}
	if v.n < 1 {
		p.str(" [ERROR: Truncated in Hopping Sequence length]")
		return
	}
	count := v.u8(0)
	p.printf("Hopping Seq length = %d [ ", count)
	if v.n < 1+2*count {
		p.str(" [ERROR: Truncated in Channel offset bitmap]")
		return
	}
	p.wpanHops(v, 1, count)
	p.byte(']')
}

// wpanHops prints count channels of 16 bits at off.
func (p *Printer) wpanHops(v view, off, count int) {
	for i := range count {
		p.printf("%02x ", v.le16(off+2*i))
	}
}

// Group identifiers of payload information elements: IEEE 802.15.4-2015, table
// 7-15.
const (
	wpanMLME   = 0x1
	wpanNested = 0x2
	wpanMPX    = 0x3
	wpanIETF   = 0x5
	wpanEnd    = 0xf
)

var wpanPayloadElements = names{
	{0x0, "ESDU IE"},
	{wpanMLME, "MLME IE"},
	{wpanNested, "Vendor Specific Nested IE"},
	{wpanMPX, "Multiplexed IE (802.15.9)"},
	{0x4, "Omnibus Payload Group IE"},
	{wpanIETF, "IETF IE"},
	{wpanEnd, "List termination"},
}

// wpanPayloadElements prints payload information elements, and reports whether
// there was all of them: IEEE 802.15.4-2015, 7.4.3.
//
//	 0        11      15     16
//	+--------+-------+------+------
//	| length | group | type | data
//	+--------+-------+------+------
func (p *Printer) wpanPayloadElements(f *wpanFrame) bool {
	for {
		if f.n < 2 {
			p.str("[ERROR: Truncated header IE]")
			return false
		}
		header := f.le16(0)
		if header&0x8000 == 0 {
			p.str("[ERROR: Payload IE with type 0] ")
		}
		length, group := header&0x3ff, header>>11&0xf
		p.str("\n\t")
		p.name(wpanPayloadElements, "Reserved 0x%02x", group)
		p.wpanElementLength(length)
		if f.n < 2+length {
			p.str("[ERROR: Truncated IE data]")
			return false
		}
		data := f.sub(2, length)
		switch {
		case p.v <= 3 || length == 0:
			p.wpanElementData(data)
		case group == wpanMLME:
			p.wpanMLME(data)
		case group == wpanNested:
			p.wpanVendor(data)
		case group == wpanMPX:
			p.wpanMultiplexed(data)
		case group == wpanIETF:
			p.printf("Subtype ID = 0x%02x, Subtype content = ", data.u8(0))
			p.wpanOctets(data, 1)
		default:
			p.wpanElementData(data)
		}
		p.str("]\n\t")
		f.view = f.from(2 + length)
		if group == wpanEnd || f.n == 0 {
			return true
		}
	}
}

// wpanMultiplexed prints a multiplexed element: IEEE 802.15.9-2016, 5.2.
func (p *Printer) wpanMultiplexed(v view) {
	kind, transaction := v.u8(0)&7, v.u8(0)>>3
	start := 1
	switch kind {
	case 0:
		p.str("Type = Full upper layer fragment, ")
		if v.n < 3 {
			p.str("[ERROR: Multiplex ID missing]")
			return
		}
		p.printf("tid = 0x%02x, Multiplex ID = 0x%04x, ", transaction, v.le16(1))
		start = 3
	case 1:
		p.printf("Type = Full upper layer fragment with small Multiplex ID, Multiplex ID = 0x%04x, ", transaction)
	case 2, 4:
		if v.n < 2 {
			p.str("[ERROR: fragment number missing]")
			return
		}
		fragment := v.u8(1)
		name := "Last fragment"
		if kind == 2 {
			name = choose(fragment == 0, "First fragment", "Middle fragment")
		}
		p.printf("Type = %s, tid = 0x%02x, fragment = 0x%02x, ", name, transaction, fragment)
		start = 2
		if fragment == 0 {
			if v.n < 6 {
				p.str("[ERROR: Total upper layer size or multiplex ID missing]")
				return
			}
			p.printf("Total upper layer size = 0x%04x, Multiplex ID = 0x%04x, ", v.le16(2), v.le16(4))
			start = 6
		}
	case 6:
		p.printf("Type = Abort, tid = 0x%02x, ", transaction)
		switch v.n {
		case 1:
			p.str("no max size given")
		case 3:
			p.printf("max size = 0x%04x", v.le16(1))
		default:
			p.printf("invalid length = %d (not 1 or 3)Abort data = ", v.n)
			p.wpanOctets(v, 1)
		}
		return
	default:
		p.printf("Type = %d (Reserved), tid = 0x%02x, ", kind, transaction)
	}
	p.str("Upper layer data = ")
	p.wpanOctets(v, start)
}
