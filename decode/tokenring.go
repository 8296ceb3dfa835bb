package decode

// tokenLen is the length of a Token Ring header without routing: IEEE 802.5.
const tokenLen = 14

// Parts of a routing control field: IEEE 802.5-1998, annex C.
var (
	tokenBroadcasts = [8]string{
		"Non-Broadcast", "Non-Broadcast", "Non-Broadcast", "Non-Broadcast",
		"All Routes", "All Routes", "Single-route", "Single-route",
	}
	tokenLargest = [8]string{"516", "1500", "2052", "4472", "8144", "11407", "17800", "??"}
)

// printTokenRing prints a Token Ring frame that is the packet.
//
//	+--------+-------+-------------+--------+-----------------+----------+-----
//	| access | frame | destination | source | routing control | segments | LLC
//	+--------+-------+-------------+--------+-----------------+----------+-----
//	  1        1       6             6        0, 2              2 each
//
// The first bit of the source says that there is routing information.
func printTokenRing(p *Printer, v view) {
	p.enter("token-ring", v)
	if !v.has(0, tokenLen) || v.n < tokenLen {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	routed := v.b[8]&0x80 != 0
	p.link = addresses{src: v.b[8:14], dst: v.b[2:8]}
	if routed {
		p.link.src = append([]byte{v.b[8] & 0x7f}, v.b[9:14]...)
	}
	header := func() {
		if !p.opt.Quiet {
			p.printf("%02x %02x ", v.u8(0), v.u8(1))
		}
		p.linkPair()
		p.printf(", length %d: ", v.n)
	}
	if p.opt.Link {
		header()
	}
	size := tokenLen
	if routed {
		if v.has(tokenLen, 2) {
			size += v.u16(tokenLen) >> 8 & 0x1f
		}
		if !v.has(tokenLen, 2) || !v.has(0, size) {
			p.truncated()
			p.linkLen += tokenLen
			return
		}
		p.tokenRoute(v.sub(tokenLen, max(2, size-tokenLen)))
	}
	body := v.from(size)
	p.linkLen += size
	if v.u8(1)>>6 == 1 {
		p.linkLen += p.llcOrUnparsed(body)
		return
	}
	if !p.opt.Link {
		header()
	}
	p.unparsed(view{body.b, len(body.b)})
}

// tokenRoute prints routing information.
func (p *Printer) tokenRoute(v view) {
	control := v.u16(0)
	if p.v > 0 {
		p.printf("%s %s", tokenBroadcasts[control>>13], choose(control&0x80 != 0, "Backward", "Forward"))
		for i := 2; i+2 <= v.n; i += 2 {
			p.printf(" [%d:%d]", v.u16(i)>>4, v.u16(i)&0xf)
		}
	} else {
		p.printf("rt = %x", control)
		for i := 2; i+2 <= v.n; i += 2 {
			p.printf(":%x", v.u16(i))
		}
	}
	p.printf(" (%s) ", tokenLargest[control>>4&7])
}
