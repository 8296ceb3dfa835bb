package decode

// Flags and version of a GRE header: RFC 2784, RFC 2890, RFC 1701; RFC 2637 for
// version 1.
const (
	greChecksum = 0x8000
	greRouting  = 0x4000
	greKey      = 0x2000
	greSequence = 0x1000
	greAck      = 0x0080
	greVersion  = 0x0007
)

var greFlags = names{
	{greChecksum, "checksum present"},
	{greRouting, "routing present"},
	{greKey, "key present"},
	{greSequence, "sequence# present"},
	{0x0800, "source routing present"},
	{greAck, "ack present"},
}

// grePPP is PPP in version 1: RFC 2637, section 4.1.
const (
	grePPP       = 0x880b
	greNHRP      = 0x2001
	greOSI       = 0x00fe
	greERSPAN12  = 0x88be
	greERSPAN3   = 0x22eb
	greKeepalive = 0x0000
)

// printGRE prints a GRE packet.
func printGRE(p *Printer, v view) {
	p.enter("gre", v)
	if v.n < 2 || !v.has(0, 2) {
		p.truncated()
		return
	}
	flags := v.u16(0)
	version := flags & greVersion
	p.printf("GREv%d", version)
	switch version {
	case 0:
		p.gre0(v, flags)
	case 1:
		p.gre1(v, flags)
	default:
		p.str(" ERROR: unknown-version")
	}
}

// greFlagNames prints with -v the flags of a GRE header.
func (p *Printer) greFlagNames(flags int) {
	if p.v > 0 {
		p.str(", Flags [")
		p.flags(greFlags, "none", ", ", uint32(flags))
		p.byte(']')
	}
}

// field reports whether the next n bytes of v are declared, and bails out unless
// they were captured; a header's field that is not declared prints as cut.
func (p *Printer) field(v view, n int) bool {
	if v.n < n {
		p.truncated()
		return false
	}
	v.need(0, n)
	return true
}

// gre0 prints a GRE packet after its version: RFC 2784, RFC 2890 and what RFC
// 1701 had.
func (p *Printer) gre0(v view, flags int) {
	length := v.n
	p.greFlagNames(flags)
	if !p.field(v, 4) {
		return
	}
	protocol := v.u16(2)
	v = v.from(4)
	if flags&(greChecksum|greRouting) != 0 {
		if !p.field(v, 2) {
			return
		}
		if p.v > 0 {
			p.printf(", sum 0x%x", v.u16(0))
		}
		if !p.field(v, 4) {
			return
		}
		p.printf(", off 0x%x", v.u16(2))
		v = v.from(4)
	}
	if flags&greKey != 0 {
		if !p.field(v, 4) {
			return
		}
		p.printf(", key=0x%x", v.u32(0))
		v = v.from(4)
	}
	if flags&greSequence != 0 {
		if !p.field(v, 4) {
			return
		}
		p.printf(", seq %d", v.u32(0))
		v = v.from(4)
	}
	if flags&greRouting != 0 {
		for {
			if !p.field(v, 4) {
				return
			}
			family, off, size := v.u16(0), v.u8(2), v.u8(3)
			v = v.from(4)
			if size == 0 {
				break
			}
			if !p.greSource(v, family, off, size) {
				p.truncated()
				return
			}
			v = v.from(size)
		}
	}
	if p.opt.Link {
		p.str(", proto ")
		p.name(etherTypeNames, "unknown", protocol)
		p.printf(" (0x%04x)", protocol)
	}
	p.printf(", length %d", length)
	p.greBreak()
	if printer := grePrinter(protocol, flags); printer != nil {
		printer(p, v)
		return
	}
	p.printf("gre-proto-0x%x", protocol)
}

// greBreak separates a GRE header from what follows.
func (p *Printer) greBreak() {
	if p.v == 0 {
		p.str(": ")
	} else {
		p.str("\n\t")
	}
}

// grePrinter returns the printer of what follows a GRE header, nil where there is
// none.
func grePrinter(protocol, flags int) printFunc {
	switch protocol {
	case typeIPv4, typeIPv6, typeMPLS, typeMPLSMulti, typeATalk:
		return etherTypePrinter(protocol)
	case typeTEB:
		return printEthernetPayload
	case greERSPAN12:
		if flags&greSequence == 0 {
			return printERSPAN1
		}
		return printERSPAN
	case greERSPAN3:
		return printERSPAN3
	case greNHRP:
		return printNHRP
	case greOSI:
		return llcPrinter(sapOSI)
	}
	return nil
}

// greSource prints a source route entry (RFC 1701) of size bytes, and reports
// whether v holds it.
func (p *Printer) greSource(v view, family, off, size int) bool {
	const familyAS = 0xfffe
	item, name := 4, ", (rtaf=ip"
	switch family {
	case typeIPv4:
	case familyAS:
		item, name = 2, ", (rtaf=asn"
	default:
		p.printf(", (rtaf=0x%x)", family)
		return v.n >= size
	}
	p.str(name)
	if off%item != 0 {
		p.printf(", badoffset=%d", off)
	}
	if size%item != 0 {
		p.printf(", badlength=%d", size)
	}
	if off >= size {
		p.printf(", badoff/len=%d/%d", off, size)
	}
	for pos := 0; pos < size; pos += item {
		if v.n < pos+item || !v.has(pos, item) {
			return false
		}
		mark := ""
		if pos == off {
			mark = "*"
		}
		p.byte(' ')
		p.str(mark)
		if item == 4 {
			p.out = appendIP(p.out, v.bytes(pos, 4))
		} else {
			p.printf("%x", v.u16(pos))
		}
	}
	p.byte(')')
	return v.n >= size
}

// gre1 prints an enhanced GRE packet after its version: RFC 2637, section 4.1.
func (p *Printer) gre1(v view, flags int) {
	length := v.n
	p.greFlagNames(flags)
	if !p.field(v, 4) {
		return
	}
	protocol := v.u16(2)
	v = v.from(4)
	if flags&greKey != 0 {
		if !p.field(v, 4) {
			return
		}
		p.printf(", call %d", v.u32(0)&0xffff)
		v = v.from(4)
	}
	if flags&greSequence != 0 {
		if !p.field(v, 4) {
			return
		}
		p.printf(", seq %d", v.u32(0))
		v = v.from(4)
	}
	if flags&greAck != 0 {
		if !p.field(v, 4) {
			return
		}
		p.printf(", ack %d", v.u32(0))
		v = v.from(4)
	}
	if flags&greSequence == 0 {
		p.str(", no-payload")
	}
	if p.opt.Link {
		p.str(", proto ")
		p.name(etherTypeNames, "unknown", protocol)
		p.printf(" (0x%04x)", protocol)
	}
	p.printf(", length %d", length)
	if flags&greSequence == 0 {
		return
	}
	p.greBreak()
	if protocol == grePPP {
		p.ppp(v)
		return
	}
	p.printf("gre-proto-0x%x", protocol)
}
