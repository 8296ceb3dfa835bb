package decode

// Sub-TLVs of shortest path bridging: RFC 6329, sections 13 and 14.
const (
	spbMCID   = 4
	spbDigest = 5
	spbBVID   = 6

	spbInstance = 1
	spbService  = 3
)

// isisPortCapability prints the sub-TLVs of a port's multi-topology capability.
func (p *Printer) isisPortCapability(v view) {
	p.isisSubTLVs(v, "\n\t       ", names{{spbMCID, "SPB MCID"}, {spbDigest, "SPB Digest"}, {spbBVID, "SPB BVID"}},
		func(kind int, v view) bool {
			switch kind {
			case spbMCID:
				if v.n < 102 {
					return false
				}
				p.str("\n\t         MCID: ")
				p.isisMCID(v)
				p.str("\n\t         AUX-MCID: ")
				p.isisMCID(v.from(51))
			case spbDigest:
				if v.n < 33 {
					return false
				}
				bits := v.u8(0)
				p.printf("\n\t        RES: %d V: %d A: %d D: %d\n\t         Digest: ", bits>>5, bits>>4&1, bits>>2&3, bits&3)
				for i := range 8 {
					p.printf("%08x ", v.u32(1+4*i))
					if i == 3 {
						p.str("\n\t                 ")
					}
				}
			case spbBVID:
				for ; v.n > 0; v = v.from(6) {
					if v.n < 4 {
						return false
					}
					p.printf("\n\t           ECT: %08x", v.u32(0))
					if v.n < 6 {
						return false
					}
					id := v.u16(4)
					p.printf(" BVID: %d, U:%01x M:%01x ", id>>4, id>>3&1, id>>2&1)
				}
			}
			return true
		})
}

// isisMCID prints an MST configuration identifier: IEEE 802.1Q, 13.8.
func (p *Printer) isisMCID(v view) {
	p.printf("ID: %d, Name: ", v.u8(0))
	p.paddedText(v, 1, 32)
	p.printf("\n\t              Lvl: %d, Digest: ", v.u16(33))
	for _, c := range v.bytes(35, 16) {
		p.printf("%02x ", c)
	}
}

// isisBridging prints the sub-TLVs of a multi-topology capability.
func (p *Printer) isisBridging(v view) {
	p.isisSubTLVs(v, "\n\t      ", names{{spbInstance, "SPB Instance"}, {spbService, "SPBM Service Identifier and Unicast Address"}},
		func(kind int, v view) bool {
			switch kind {
			case spbInstance:
				if v.n < 19 {
					return false
				}
				p.printf("\n\t        CIST Root-ID: %08x %08x, Path Cost: %08x, Prio: %d", v.u32(0), v.u32(4), v.u32(8), v.u16(12))
				trees := v.u8(18)
				p.printf("\n\t        RES: %d, V: %d, SPSource-ID: %d, No of Trees: %x", v.u16(14)>>5, v.u16(14)>>4&1, v.u32(14)&0xfffff, trees)
				for v = v.from(19); trees > 0; trees-- {
					if v.n < 8 {
						bail()
					}
					bits := v.u8(0)
					p.printf("\n\t         U:%d, M:%d, A:%d, RES:%d, ECT: %08x", bits>>7, bits>>6&1, bits>>5&1, bits&0x1f, v.u32(1))
					p.printf(", BVID: %d, SPVID: %d", v.u24(5)>>12, v.u24(5)&0xfff)
					v = v.from(8)
				}
			case spbService:
				if v.n < 8 {
					bail()
				}
				p.printf("\n\t        BMAC: %08x%04x, RES: %d, VID: %d", v.u32(0), v.u16(4), v.u16(6)>>12, v.u16(6)&0xfff)
				for v = v.from(8); v.n >= 4; v = v.from(4) {
					id := v.u32(0)
					p.printf("\n\t        T: %d, R: %d, RES: %d, ISID: %d", id>>31, id>>30&1, id>>24&0x3f, id&0xffffff)
				}
			}
			return true
		})
}

// isisSubTLVs prints the sub-TLVs that are v, each value by body, which reports
// whether it is long enough.
func (p *Printer) isisSubTLVs(v view, indent string, kinds names, body func(kind int, v view) bool) {
	for v.n > 2 {
		kind, n := v.u8(0), v.u8(1)
		v = v.from(2)
		p.str(indent)
		p.name(kinds, "unknown", kind)
		p.printf(" subTLV #%d, length: %d", kind, n)
		if v.n < n {
			p.str(" (> containing TLV length)")
			return
		}
		v.need(0, n)
		if !body(kind, v.sub(0, n)) {
			p.str(" (too short)")
			return
		}
		v = v.from(n)
	}
}
