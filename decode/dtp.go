package decode

// Types of DTP TLVs, which Cisco has not documented.
const (
	dtpDomain   = 1
	dtpStatus   = 2
	dtpType     = 3
	dtpNeighbor = 4
)

var dtpTLVs = names{{dtpDomain, "Domain"}, {dtpStatus, "Status"}, {dtpType, "DTP type"}, {dtpNeighbor, "Neighbor"}}

// printDTP prints a Cisco Dynamic Trunking Protocol message: a byte of version,
// then TLVs with 16 bits of type and of length, which counts both.
func printDTP(p *Printer, v view) {
	p.enter("dtp", v)
	if v.n < 1 {
		p.str("[zero packet length]")
		p.invalidRest(v)
		return
	}
	p.printf("DTPv%d, length %d", v.u8(0), v.n)
	if p.v == 0 {
		return
	}
	for v = v.from(1); v.n > 0; {
		if v.n < 4 {
			p.printf("[%d bytes remaining]", v.n)
			p.invalidRest(v)
			return
		}
		kind, length := v.u16(0), v.u16(2)
		p.str("\n\t")
		p.name(dtpTLVs, "Unknown", kind)
		p.printf(" (0x%04x) TLV, length %d", kind, length)
		if length < 4 || length > v.n {
			p.printf("[invalid TLV length %d]", length)
			p.invalidRest(v)
			return
		}
		v.need(0, length)
		value := v.sub(4, length-4)
		switch kind {
		case dtpDomain:
			p.str(", ")
			p.paddedText(value, 0, value.n)
		case dtpStatus, dtpType:
			if value.n != 1 {
				p.invalidRest(v)
				return
			}
			p.printf(", 0x%x", value.u8(0))
		case dtpNeighbor:
			if value.n != 6 {
				p.invalidRest(v)
				return
			}
			p.str(", ")
			p.mac(value, 0)
		}
		v = v.from(length)
	}
}
