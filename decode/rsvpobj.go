package decode

import (
	"math"
	"strconv"
)

// alternate prints n in hex as %#x of printf(3) does, zero without 0x.
func (p *Printer) alternate(n int) {
	if n != 0 {
		p.str("0x")
	}
	p.printf("%x", n)
}

// general prints f with up to ten digits, as %.10g of printf(3) does.
func (p *Printer) general(f float32) {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		p.float(f, 0)
		return
	}
	p.out = strconv.AppendFloat(p.out, float64(f), 'g', 10, 64)
}

// real32 returns the floating point number at off.
func (v view) real32(off int) float32 { return math.Float32frombits(v.u32(off)) }

// rsvpSession prints which flow a message is about: RFC 2205, A.1, RFC 3209,
// 4.6.1 and RFC 4875, section 19.1.
func (p *Printer) rsvpSession(ctype int, v view, indent string) {
	p.str(indent)
	switch ctype {
	case 1, 2:
		size := 4
		if ctype == 2 {
			size = 16
		}
		p.printf("  IPv%d DestAddress: ", 2+2*ctype)
		p.host(v.bytes(0, size))
		p.printf(", Protocol ID: 0x%02x%s  Flags: [0x%02x], DestPort %d", v.u8(size), indent, v.u8(size+1), v.u16(size+2))
	case 7, 11:
		p.str("  IPv4 Tunnel EndPoint: ")
		p.addr4(v, 0)
		p.printf(", Tunnel ID: 0x%04x, Extended Tunnel ID: ", v.u16(6))
		p.addr4(v, 8)
	case 8:
		p.str("  IPv6 Tunnel EndPoint: ")
		p.addr6(v, 0)
		p.printf(", Tunnel ID: 0x%04x, Extended Tunnel ID: ", v.u16(18))
		p.addr6(v, 20)
	case 13:
		p.str("  IPv4 P2MP LSP ID: ")
		p.addr4(v, 0)
		p.printf(", Tunnel ID: 0x%04x, Extended Tunnel ID: ", v.u16(6))
		p.addr4(v, 8)
	case 14:
		p.printf("  IPv6 P2MP LSP ID: 0x%08x, Tunnel ID: 0x%04x, Extended Tunnel ID: ", v.u32(0), v.u16(6))
		p.addr6(v, 8)
	}
}

// rsvpSender prints who sends: RFC 2205, A.9, RFC 3209, 4.6.2 and RFC 4875,
// section 19.2.
func (p *Printer) rsvpSender(class, ctype int, v view, indent string) {
	p.str(indent)
	size := 4
	if ctype == 2 || ctype == 3 || ctype == 8 || ctype == 13 {
		size = 16
	}
	switch {
	case ctype >= 12:
		p.str(choose(size == 4, "  IPv4 Tunnel Sender Address: ", "  IPv6 Tunnel Sender Address: "))
		p.host(v.bytes(0, size))
		p.printf(", LSP ID: 0x%04x%s  Sub-Group Originator ID: ", v.u16(size+2), indent)
		p.host(v.bytes(size+4, size))
		group := 2*size + 6
		if size == 4 {
			group = 12
		}
		p.printf(", Sub-Group ID: 0x%04x", v.u16(group))
	case class == rsvpSenderTemplate && ctype == 7:
		p.str("  IPv4 Tunnel Sender Address: ")
		p.addr4(v, 0)
		p.printf(", LSP-ID: 0x%04x", v.u16(6))
	default:
		p.str("  Source Address: ")
		p.host(v.bytes(0, size))
		switch ctype {
		case 3:
			p.printf(", Flow Label: %d", v.u24(17))
		case 7, 8:
			p.printf(", LSP-ID: 0x%04x", v.u16(size+2))
		default:
			p.printf(", Source Port: %d", v.u16(size+2))
		}
	}
}

// rsvpLabelRequest prints what a label is wanted for: RFC 3209, 4.2, RFC 3473,
// 2.1.
func (p *Printer) rsvpLabelRequest(ctype int, v view, indent string) {
	layer3 := func() {
		p.printf("%s  L3 Protocol ID: ", indent)
		p.name(etherTypeNames, "Unknown Protocol (0x%04x)", v.u16(2))
	}
	switch ctype {
	case 1:
		for ; v.n >= 4; v = v.from(4) {
			layer3()
		}
	case 2:
		layer3()
		p.printf(",%s merge capability", choose(v.u8(4)&0x80 != 0, "no", ""))
		p.printf("%s  Minimum VPI/VCI: %d/%d", indent, v.u16(4)&0xfff, v.u16(6)&0xfff)
		p.printf("%s  Maximum VPI/VCI: %d/%d", indent, v.u16(8)&0xfff, v.u16(10)&0xfff)
	case 3:
		layer3()
		p.printf("%s  Minimum/Maximum DLCI: %d/%d, ", indent, v.u32(4)&0x7fffff, v.u32(8)&0x7fffff)
		switch v.u16(4) >> 7 & 3 {
		case 0:
			p.str("10")
		case 2:
			p.str("23")
		}
		p.str(" bit DLCI")
	case 4:
		p.printf("%s  LSP Encoding Type: ", indent)
		p.name(gmplsEncodings, "Unknown", v.u8(0))
		p.printf(" (%d)%s  Switching Type: ", v.u8(0), indent)
		p.name(gmplsSwitching, "Unknown", v.u8(1))
		p.printf(" (%d), Payload ID: ", v.u8(1))
		p.name(gmplsPayloads, "Unknown", v.u16(2))
		p.printf(" (0x%04x)", v.u16(2))
	}
}

// rsvpRoute prints a route that a message is to take or took: RFC 3209, 4.3 and
// 4.4.
func (p *Printer) rsvpRoute(v view, indent string) rsvpResult {
	for v.n >= 4 {
		kind, length := v.u8(0)&0x7f, v.u8(1)
		p.printf("%s  Subobject Type: ", indent)
		p.name(rsvpHops, "Unknown %d", kind)
		p.printf(", length %d", length)
		if v.n < length {
			p.printf("%s  ERROR: ERO subobject length > object length", indent)
			break
		}
		if length == 0 {
			p.printf("%s  ERROR: zero length ERO subtype", indent)
			break
		}
		switch kind {
		case rsvpHopIPv4, rsvpHopLabel:
			if length != 8 {
				p.str(" ERROR: length != 8")
				p.invalid()
				return rsvpStop
			}
		}
		switch kind {
		case rsvpHopIPv4:
			bits := v.u8(6)
			if bits != 32 {
				p.printf(" ERROR: Prefix length %d != 32", bits)
				p.invalid()
				return rsvpStop
			}
			p.str(choose(v.u8(0)&0x80 != 0, ", Loose, ", ", Strict, "))
			p.addr4(v, 2)
			p.printf("/%d, Flags: [", bits)
			p.flags(rsvpHopFlags, "none", ", ", uint32(v.u8(7)))
			p.byte(']')
		case rsvpHopLabel:
			flags, ctype := v.u8(2), v.u8(3)
			p.printf(", Flags: [%s] (", choose(flags&1 != 0, "Global", "none"))
			p.alternate(flags)
			p.str("), Class-Type: ")
			p.name(rsvpCTypes, "Unknown", rsvpRRO<<8+ctype)
			p.printf(" (%d), %d", ctype, v.u32(4))
		}
		v = v.from(length)
	}
	return rsvpDone
}

// rsvpUNI prints what a user wants of an optical network: RFC 3476, 3.1.
func (p *Printer) rsvpUNI(v view, indent string) rsvpResult {
	result := rsvpDone
	for v.n > 0 {
		if v.n < 4 {
			p.invalid()
			return rsvpStop
		}
		length, kind, family := v.u16(0), v.u8(2), v.u8(3)
		p.printf("%s  Subobject Type: ", indent)
		p.name(rsvpUNISubobjects, "Unknown", kind)
		p.printf(" (%d), AF: ", kind)
		p.name(addressFamilies, "Unknown", family)
		p.printf(" (%d), length: %d", family, length)
		if length < 4 || length > v.n {
			p.invalid()
			return rsvpStop
		}
		least := 0
		switch {
		case (kind == rsvpUNISource || kind == rsvpUNIDestination) && family == afIPv4, kind == rsvpUNIService:
			least = 8
		case (kind == rsvpUNISource || kind == rsvpUNIDestination) && family == afIPv6:
			least = 20
		case kind == rsvpUNIEgress:
			least = 16
		}
		if length < least {
			p.printf("%sERROR: sub-object is too short", indent)
			return rsvpStop
		}
		switch kind {
		case rsvpUNISource, rsvpUNIDestination:
			switch family {
			case afIPv4, afIPv6:
				p.printf("%s    UNI IPv%d TNA address: ", indent, 2+2*family)
				p.host(v.bytes(4, least-4))
			case afNSAP:
				result = rsvpHex
			}
		case rsvpUNIDiversity:
			if length > 4 {
				result = rsvpHex
			}
		case rsvpUNIEgress:
			p.printf("%s    U-bit: %x, Label type: %d, Logical port id: %d, Label: %d", indent, v.u32(4)>>31, v.u32(4)&0xff, v.u32(8), v.u32(12))
		case rsvpUNIService:
			p.printf("%s    Service level: %d", indent, v.u8(4))
		default:
			result = rsvpHex
		}
		v = v.from(length)
	}
	return result
}

// rsvpServices prints the parameters of integrated services: RFC 2210, section 3.
func (p *Printer) rsvpServices(v view, indent string) {
	p.printf("%s  Msg-Version: %d, length: %d", indent, v.u8(0)>>4, v.u16(2)*4)
	for v = v.from(4); v.n >= 4; {
		service, length := v.u8(0), v.u16(2)*4
		p.printf("%s  Service Type: ", indent)
		p.name(rsvpServices, "unknown", service)
		p.printf(" (%d), break bit %sset, Service length: %d", service, choose(v.u8(1)&0x80 != 0, "", "not "), length)
		for v = v.from(4); length >= 4; {
			n := p.rsvpParameter(v)
			if n == 0 {
				break
			}
			v = v.from(n)
			length -= n
		}
	}
}

// rsvpParameter prints the parameter that v begins with and returns its length, 0
// where v does not hold it.
func (p *Printer) rsvpParameter(v view) int {
	if v.n < 4 {
		return 0
	}
	id, length := v.u8(0), v.u16(2)*4
	p.str("\n\t      Parameter ID: ")
	p.name(rsvpParameters, "unknown", id)
	p.printf(" (%d), length: %d, Flags: [0x%02x]", id, length, v.u8(1))
	if v.n < length+4 {
		return 0
	}
	w := v.from(4)
	rate := func(text string, off int) {
		p.str(text)
		p.general(w.real32(off) / 125000)
		p.str(" Mbps")
	}
	switch id {
	case 4, 6, 8, 10, 133, 134, 135, 136:
		if length != 4 {
			break
		}
		switch id {
		case 4:
			p.printf("\n\t\tIS hop count: %d", w.u32(0))
		case 6:
			rate("\n\t\tPath b/w estimate: ", 0)
		case 8:
			p.str("\n\t\tMinimum path latency: ")
			if w.u32(0) == 0xffffffff {
				p.str("don't care")
			} else {
				p.dec32(w.u32(0))
			}
		case 10:
			p.printf("\n\t\tComposed MTU: %d bytes", w.u32(0))
		default:
			p.printf("\n\t\tValue: %d", w.u32(0))
		}
	case 127:
		if length == 20 {
			rate("\n\t\tToken Bucket Rate: ", 0)
			p.str("\n\t\tToken Bucket Size: ")
			p.general(w.real32(4))
			p.str(" bytes")
			rate("\n\t\tPeak Data Rate: ", 8)
			p.printf("\n\t\tMinimum Policed Unit: %d bytes\n\t\tMaximum Packet Size: %d bytes", w.u32(12), w.u32(16))
		}
	case 130:
		if length == 8 {
			rate("\n\t\tRate: ", 0)
			p.printf("\n\t\tSlack Term: %d", w.u32(4))
		}
	default:
		if p.v <= 1 {
			p.hexLines("\n\t\t", w, 0, length)
		}
	}
	return length + 4
}

// rsvpFastReroute prints how a detour is to be: RFC 4090, 4.1.
func (p *Printer) rsvpFastReroute(ctype int, v view, indent string) {
	p.printf("%s  Setup Priority: %d, Holding Priority: %d, Hop-limit: %d, Bandwidth: ", indent, v.u8(0), v.u8(1), v.u8(2))
	p.general(v.real32(4) * 8 / 1000000)
	p.str(" Mbps")
	if ctype == 7 {
		p.printf("%s  Include Colors: 0x%08x, Exclude Colors: 0x%08x", indent, v.u32(8), v.u32(12))
		return
	}
	p.printf("%s  Include-any: 0x%08x, Exclude-any: 0x%08x, Include-all: 0x%08x", indent, v.u32(8), v.u32(12), v.u32(16))
}

// rsvpError prints an error, found by the node whose address has size bytes: RFC
// 2205, A.5.
func (p *Printer) rsvpError(v view, size int, indent string) {
	code, value := v.u8(size+1), v.u16(size+2)
	p.printf("%s  Error Node Address: ", indent)
	p.host(v.bytes(0, size))
	p.printf(", Flags: [0x%02x]%s  Error Code: ", v.u8(size), indent)
	p.name(rsvpErrors, "unknown", code)
	p.printf(" (%d)", code)
	table := names(nil)
	switch code {
	case rsvpErrorRouting:
		table = rsvpRoutingErrors
	case rsvpErrorDiffserv, rsvpErrorDiffserv0:
		table = rsvpDiffservErrors
	default:
		p.printf(", Unknown Error Value (%d)", value)
		return
	}
	p.str(", Error Value: ")
	p.name(table, "unknown", value)
	p.printf(" (%d)", value)
}

// rsvpProperties prints Juniper's properties of a path.
func (p *Printer) rsvpProperties(v view, indent string) rsvpResult {
	padding := v.u16(2)
	p.printf("%s  TLV count: %d, padding bytes: %d", indent, v.u16(0), padding)
	for v = v.from(4); v.n >= 2+padding; {
		kind, length := v.u8(0), v.u8(1)
		p.printf("%s    ", indent)
		p.name(rsvpPropertyTLVs, "unknown", kind)
		p.printf(" TLV (0x%02x), length: %d", kind, length)
		if v.n < length {
			return rsvpShort
		}
		if length < 2 {
			p.printf("%sERROR: property TLV is too short", indent)
			return rsvpStop
		}
		p.hexLines("\n\t\t", v, 2, length-2)
		v = v.from(length)
	}
	return rsvpDone
}

// rsvpLabelSet prints which labels may be: RFC 3471, 3.5.
func (p *Printer) rsvpLabelSet(v view, indent string) rsvpResult {
	action := v.u8(0)
	p.printf("%s  Action: ", indent)
	p.name(rsvpLabelActions, "Unknown", action)
	p.printf(" (%d), Label type: %d", action, v.u32(0)&0x7f)
	if action == 2 || action == 3 {
		if v.n < 12 {
			return rsvpShort
		}
		p.printf("%s  Start range: %d, End range: %d", indent, v.u32(4), v.u32(8))
		return rsvpDone
	}
	for i := 1; v.n >= 8; i++ {
		v = v.from(4)
		p.printf("%s  Subchannel #%d: %d", indent, i, v.u32(0))
	}
	return rsvpDone
}
