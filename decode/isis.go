package decode

// Lengths of IS-IS: the common header, a system's, a node's and an LSP's ID.
const (
	isisCommonLen = 8
	isisSystemLen = 6
	isisNodeLen   = 7
	isisLSPIDLen  = 8
)

// isis prints an Intermediate System to Intermediate System PDU (ISO 10589, RFC
// 1195) and reports whether it makes sense.
//
//	0       1        2         3         4      5         6          7
//	+-------+--------+---------+---------+------+---------+----------+-----------+----
//	| NLPID | hlen   | version | ID len  | type | version | reserved | max areas | PDU's own
//	+-------+--------+---------+---------+------+---------+----------+-----------+----
func (p *Printer) isis(v view) bool {
	p.enter("isis", v)
	v.need(0, isisCommonLen)
	if v.n < isisCommonLen {
		bail()
	}
	if !p.opt.Link {
		p.str("IS-IS")
	}
	headerLen, idLen, kind, maxAreas := v.u8(1), v.u8(3), v.u8(4), v.u8(7)
	switch {
	case v.u8(2) != 1:
		p.printf("version %d packet not supported", v.u8(2))
		return false
	case idLen != isisSystemLen && idLen != 0: // 0 means 6
		p.printf("system ID length of %d is not supported", idLen)
		return false
	case v.u8(5) != 1:
		p.printf("version %d packet not supported", v.u8(5))
		return false
	case v.n < headerLen:
		p.printf("fixed header length %d > packet length %d", headerLen, v.n)
		return false
	case headerLen < isisCommonLen:
		p.printf("fixed header length %d < minimum header size %d", headerLen, isisCommonLen)
		return false
	case maxAreas == 255:
		p.str("bad packet -- 255 areas")
		return false
	}
	p.linkComma()
	if p.v == 0 {
		p.name(isisPDUs, "unknown PDU-Type %d", kind)
	} else {
		p.printf("length %d\n\t", v.n)
		p.name(isisPDUs, "unknown, type %d", kind)
		areas := maxAreas
		if areas == 0 {
			areas = 3
		}
		p.printf(", hlen: %d, v: 1, pdu-v: 1, sys-id-len: %d (%d), max-area: %d (%d)",
			headerLen, isisSystemLen, idLen, areas, maxAreas)
		if p.v > 1 {
			p.hexLines("\n\t", v, 0, isisCommonLen)
		}
	}
	return p.isisPDU(v, kind, headerLen)
}

// isisPDU prints the part of a PDU that is its type's own, and the TLVs.
func (p *Printer) isisPDU(v view, kind, headerLen int) bool {
	size, lengthAt := 0, 0 // of the header, and where in it the PDU's length is
	switch kind {
	case isisL1Hello, isisL2Hello:
		size, lengthAt = 19, 9
	case isisP2PHello:
		size, lengthAt = 12, 9
	case isisL1LSP, isisL2LSP:
		size = 19
	case isisL1CSNP, isisL2CSNP:
		size = 25
	case isisL1PSNP, isisL2PSNP:
		size = 9
	default:
		if p.v == 0 {
			p.printf(", length %d", v.n)
			return true
		}
		p.hexLines("\n\t  ", v.from(isisCommonLen), 0, v.n)
		return false
	}
	want := isisCommonLen + size
	if headerLen != want {
		switch kind {
		case isisL1LSP, isisL2LSP:
			want = size
			p.str(", ")
		case isisL1PSNP, isisL2PSNP:
			p.str("- ")
		default:
			p.str(", ")
		}
		p.printf("bogus fixed header length %d should be %d", headerLen, want)
		return false
	}
	h := v.from(isisCommonLen)
	h.need(0, size)
	if v.n < want {
		bail()
	}
	if p.v == 0 {
		p.isisBrief(h, kind)
		p.printf(", length %d", v.n)
		return true
	}
	length := h.u16(lengthAt)
	v.n = min(v.n, length)
	p.isisHeader(v, h, kind, length)
	if p.v > 1 {
		p.hexLines("\n\t  ", h, 0, size)
	}
	if v.n < want {
		p.printf(" [packet length %d < %d]", v.n, want)
		p.invalid()
		return true
	}
	return p.isisTLVs(v, v.from(want))
}

// isisBrief prints without -v what a PDU's header says.
func (p *Printer) isisBrief(h view, kind int) {
	switch kind {
	case isisL1Hello, isisL2Hello:
		p.isisID(", src-id ", h, 1, isisSystemLen)
		p.isisID(", lan-id ", h, 12, isisNodeLen)
		p.printf(", prio %d", h.u8(11))
	case isisP2PHello:
		p.isisID(", src-id ", h, 1, isisSystemLen)
	case isisL1LSP, isisL2LSP:
		p.isisID(", lsp-id ", h, 4, isisLSPIDLen)
		p.printf(", seq 0x%08x, lifetime %5ds", h.u32(12), h.u16(2))
	default:
		p.isisID(", src-id ", h, 2, isisNodeLen)
	}
}

// isisHeader prints with -v what a PDU's header h says; length is the PDU's by
// itself.
func (p *Printer) isisHeader(v, h view, kind, length int) {
	switch kind {
	case isisL1Hello, isisL2Hello:
		p.isisHolding(h, ",  ")
		p.isisID("\n\t  lan-id:    ", h, 12, isisNodeLen)
		p.printf(", Priority: %d, PDU length: %d", h.u8(11)&0x7f, length)
	case isisP2PHello:
		p.isisHolding(h, ", ")
		p.printf("\n\t  circuit-id: 0x%02x, PDU length: %d", h.u8(11), length)
	case isisL1LSP, isisL2LSP:
		sum := h.u16(16)
		p.isisID("\n\t  lsp-id: ", h, 4, isisLSPIDLen)
		p.printf(", seq: 0x%08x, lifetime: %5ds\n\t  chksum: 0x%04x", h.u32(12), h.u16(2), sum)
		p.osiChecksum(h.from(4), sum, 12, v.n-12)
		p.printf(", PDU length: %d, Flags: [ ", length)
		p.isisLSPFlags(h.u8(18))
		p.str(" ]")
	case isisL1CSNP, isisL2CSNP:
		p.isisID("\n\t  source-id:    ", h, 2, isisNodeLen)
		p.printf(", PDU length: %d", length)
		p.isisID("\n\t  start lsp-id: ", h, 9, isisLSPIDLen)
		p.isisID("\n\t  end lsp-id:   ", h, 17, isisLSPIDLen)
	default:
		p.isisID("\n\t  source-id:    ", h, 2, isisNodeLen)
		p.printf(", PDU length: %d", length)
	}
}

// isisHolding prints the source, holding time and circuit type of a Hello.
func (p *Printer) isisHolding(h view, sep string) {
	p.isisID("\n\t  source-id: ", h, 1, isisSystemLen)
	p.printf("%sholding time: %ds, Flags: [", sep, h.u16(7))
	p.name(isisCircuits, "unknown circuit type 0x%02x", h.u8(0))
	p.byte(']')
}

// isisLSPFlags prints the last byte of an LSP's header: ISO 10589, 9.8.
func (p *Printer) isisLSPFlags(bits int) {
	if bits&4 != 0 {
		p.str("Overload bit set, ")
	}
	if bits&0x78 != 0 {
		for _, metric := range [...]struct {
			bit  int
			name string
		}{{8, "default "}, {0x10, "delay "}, {0x20, "expense "}, {0x40, "error "}} {
			if bits&metric.bit != 0 {
				p.str(metric.name)
			}
		}
		p.str("ATT bit set, ")
	}
	if bits&0x80 != 0 {
		p.str("P bit set, ")
	}
	p.name(isisLevels, "Unknown(0x%x)", bits&3)
}

// isisID prints text and an ID of n bytes at off: a system's, with more bytes a
// node's or an LSP's.
func (p *Printer) isisID(text string, v view, off, n int) {
	id := v.bytes(off, n)
	p.str(text)
	for i, c := range id {
		switch i {
		case 2, 4, 6:
			p.byte('.')
		case 7:
			p.byte('-')
		}
		p.out = append(p.out, lowerHex[c>>4], lowerHex[c&15])
	}
}
