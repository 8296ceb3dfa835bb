package decode

// bgpsecPath prints a signed path: RFC 8205, 3.
//
//	0        2                    2+6n     length
//	+--------+--------------------+--------+--------+---------------------+
//	| length | secure path, 6     | length | algo-  | signature segments  |
//	|        | bytes a segment    |        | rithm  |                     |
//	+--------+--------------------+--------+--------+---------------------+
func (p *Printer) bgpsecPath(v view) bool {
	const (
		lengthLen     = 2
		segmentLen    = 6
		blockHeader   = 3
		keyIDLen      = 20
		signatureHead = keyIDLen + 2
	)
	length := v.u16(0)
	p.printf("\n\t    Secure Path Length: %d", length)
	if length < lengthLen {
		p.badNumber("length", length, "<", lengthLen)
		return true
	}
	if length > v.n {
		p.badNumber("length", length, ">", v.n)
		return true
	}
	off := lengthLen
	for ; off+segmentLen <= length; off += segmentLen {
		v.need(off, segmentLen)
		flags := v.u8(off + 1)
		p.printf("\n\t      Secure Path Segment: pCount: %d, Flags: [", v.u8(off))
		p.flags(bgpsecFlags, "none", ", ", uint32(flags))
		p.printf("] (0x%02x), AS: ", flags)
		p.asn(v.u32(off + 2))
	}
	for off = length; off < v.n; {
		block, algorithm := v.u16(off), v.u8(off+2)
		p.printf("\n\t    Signature Block: Length: %d, Algo ID: %d", block, algorithm)
		if block < blockHeader {
			p.badNumber("length", block, "<", blockHeader)
			return true
		}
		end := off + block
		if end > v.n {
			p.badNumber("length", block, ">", v.n-off)
			return true
		}
		for off += blockHeader; off < end; {
			if end-off < signatureHead {
				p.invalid()
				return true
			}
			p.str("\n\t      Signature Segment:\n\t        SKI: ")
			v.need(off, keyIDLen)
			p.hexLines("\n\t          ", v, off, keyIDLen)
			size := v.u16(off + keyIDLen)
			p.printf("\n\t        Length: %d", size)
			off += signatureHead
			if size > end-off {
				p.badNumber("length", size, ">", end-off)
				return true
			}
			p.str("\n\t        Signature:")
			v.need(off, size)
			p.hexLines("\n\t          ", v, off, size)
			off += size
		}
	}
	return true
}

var bgpsecFlags = names{{0x80, "Confed_Segment"}}
