package decode

// Qtypes of node information: RFC 4620, section 5.
const (
	nodeNoop     = 0
	nodeSupTypes = 1
	nodeName     = 2
	nodeAddr6    = 3
	nodeAddr4    = 4
)

// nodeHeaderLen is the length of a Node Information message before its data:
// type, code, checksum, qtype, flags, nonce.
const nodeHeaderLen = 16

// nodeAddressFlags prints which addresses are asked for: RFC 4620, sections 6.3
// and 6.4. T, "truncated", is only a reply's.
func (p *Printer) nodeAddressFlags(flags int, reply bool) {
	if flags == 0 {
		return
	}
	const letters = "TACLSG" // from bit 0 on; printed from the last
	p.str(" [")
	for i := len(letters) - 1; i >= 0; i-- {
		if flags>>i&1 != 0 && (i > 0 || reply) {
			p.byte(letters[i])
		}
	}
	p.byte(']')
}

// nodeQuery prints a Node Information Query: RFC 4620, section 4.
func (p *Printer) nodeQuery(v view, code int) {
	if !v.has(0, nodeHeaderLen) {
		p.truncated()
		return
	}
	p.str(" (")
	kind, flags := v.u16(4), v.u16(6)
	switch kind {
	case nodeNoop:
		p.str("noop")
	case nodeSupTypes:
		p.str("supported qtypes")
		p.supportedFlags(flags)
	case nodeName:
		p.str("DNS name")
	case nodeAddr6:
		p.str("node addresses")
		p.nodeAddressFlags(flags, false)
	case nodeAddr4:
		p.str("ipv4 addresses")
		p.nodeAddressFlags(flags, false)
	default:
		p.str("unknown")
	}
	if kind == nodeNoop || kind == nodeSupTypes {
		if v.n != nodeHeaderLen && p.v > 0 {
			p.str(", invalid len")
		}
		p.byte(')')
		return
	}
	if v.n == nodeHeaderLen { // draft-ietf-ipngwg-icmp-name-lookups-03
		p.str(", 03 draft)")
		return
	}
	switch code {
	case 0, 2:
		size := 16
		if code == 2 {
			size = 4
		}
		if !v.has(nodeHeaderLen, size) {
			break
		}
		if v.n != nodeHeaderLen+size {
			if p.v > 0 {
				p.str(", invalid subject len")
			}
			break
		}
		p.str(", subject=")
		p.host(v.bytes(nodeHeaderLen, size))
	case 1:
		p.str(", subject=DNS name")
		p.nodeDNSName(v.from(nodeHeaderLen))
	default:
		p.str(", unknown subject")
	}
	p.byte(')')
}

// supportedFlags prints the flags of a Supported Qtypes message.
func (p *Printer) supportedFlags(flags int) {
	if flags != 0 {
		p.str(" [")
		if flags&1 != 0 {
			p.byte('C')
		}
		p.byte(']')
	}
}

// nodeDNSName prints the name in a query's or a reply's data: labels, or one
// counted string as the draft before RFC 4620 had it. v goes on to the packet's
// end.
func (p *Printer) nodeDNSName(v view) {
	end := len(v.b)
	if v.u8(0) == end-1 {
		if p.v > 0 {
			p.str(", 03 draft")
		}
		p.str(`, "`)
		p.text(v, 1, end-1)
		p.byte('"')
		return
	}
	p.str(`, "`)
	for pos := 0; pos < end; {
		n := v.u8(pos)
		pos++
		if n == 0 {
			switch {
			case pos == end:
				p.byte('.') // a fully qualified name
			case pos+1 == end && v.u8(pos) == 0: // one that is not
			default:
				p.str("???")
			}
			break
		}
		if n > end-pos {
			p.str("???")
			break
		}
		p.text(v, pos, n)
		pos += n
		if pos < end && v.u8(pos) != 0 {
			p.byte('.')
		}
	}
	p.byte('"')
}

// nodeReply prints a Node Information Reply: RFC 4620, section 4.
func (p *Printer) nodeReply(v view, code int) {
	if !v.has(0, v.n) || v.n < nodeHeaderLen {
		p.truncated()
		return
	}
	p.str(" (")
	sep := ""
	switch code {
	case 0:
		if p.v > 0 {
			p.str("success")
			sep = ", "
		}
	case 1, 2:
		p.str([...]string{"refused", "unknown"}[code-1])
		if v.n != nodeHeaderLen && p.v > 0 {
			p.str(", invalid length")
		}
	}
	if code != 0 {
		p.byte(')')
		return
	}
	p.str(sep)
	flags := v.u16(6)
	switch v.u16(4) {
	case nodeNoop:
		p.str("noop")
		if v.n != nodeHeaderLen && p.v > 0 {
			p.str(", invalid length")
		}
	case nodeSupTypes:
		p.str("supported qtypes")
		p.supportedFlags(flags)
	case nodeName:
		p.str("DNS name")
		p.nodeDNSName(v.from(nodeHeaderLen + 4))
		if flags&1 != 0 {
			p.printf(" [TTL=%d]", v.u32(nodeHeaderLen))
		}
	case nodeAddr6:
		p.str("node addresses")
		p.nodeAddresses(v, flags, 16)
	case nodeAddr4:
		p.str("ipv4 addresses")
		p.nodeAddresses(v, flags, 4)
	default:
		p.str("unknown")
	}
	p.byte(')')
}

// nodeAddresses prints a reply's flags and addresses of size bytes, each with
// its time to live.
func (p *Printer) nodeAddresses(v view, flags, size int) {
	p.nodeAddressFlags(flags, true)
	for v = v.from(nodeHeaderLen); v.n > 0; v = v.from(4 + size) {
		if v.n < 4+size {
			p.truncated()
			return
		}
		p.byte(' ')
		p.host(v.bytes(4, size))
		p.printf("(%d)", v.u32(0))
	}
}

// renumbering prints a Router Renumbering message: RFC 2894, section 3.
func (p *Printer) renumbering(v view, code int) {
	if !v.has(12, 4) {
		p.truncated()
		return
	}
	switch code {
	case 0:
		p.str(", command")
	case 1:
		p.str(", result")
	case 255:
		p.str(", sequence number reset")
	default:
		p.printf(", code-#%d", code)
	}
	p.printf(", seq=%d", v.u32(4))
	if p.v > 0 {
		p.byte('[')
		if bits := v.u8(9); bits&0xf8 != 0 {
			const letters = "TRASP" // from bit 7 on
			for i := range len(letters) {
				if bits<<i&0x80 != 0 {
					p.byte(letters[i])
				}
			}
			p.byte(',')
		}
		p.printf("seg=%d,maxdelay=%d", v.u8(8), v.u16(10))
		if reserved := v.u32(12); reserved != 0 {
			p.printf("rsvd=0x%x", reserved)
		}
		p.byte(']')
	}
	if code != 0 {
		return
	}
	const matchLen, useLen = 24, 32
	match := v.from(16)
	if !match.has(0, matchLen) {
		p.truncated()
		return
	}
	p.renumberingBreak()
	p.str("match(")
	switch op := match.u8(0); op {
	case 1, 2, 3:
		p.str([...]string{"add", "change", "setglobal"}[op-1])
	default:
		p.printf("#%d", op)
	}
	if p.v > 0 {
		p.printf(",ord=%d,min=%d,max=%d", match.u8(2), match.u8(4), match.u8(5))
	}
	p.byte(',')
	p.out = appendIP(p.out, match.bytes(8, 16))
	p.printf("/%d)", match.u8(3))
	parts := match.u8(1) - 3
	if parts%4 != 0 {
		p.truncated()
		return
	}
	use := match.from(matchLen)
	for range parts / 4 {
		if !use.has(0, useLen) {
			p.truncated()
			return
		}
		p.renumberingBreak()
		p.str("use(")
		if bits := use.u8(12); bits&0xc0 != 0 {
			p.str([...]string{"P,", "V,", "VP,"}[bits>>6-1])
		}
		if p.v > 0 {
			p.printf("mask=0x%x,raflags=0x%x,", use.u8(2), use.u8(3))
			p.renumberingTime("vltime=", use.u32(4))
			p.renumberingTime("pltime=", use.u32(8))
		}
		p.out = appendIP(p.out, use.bytes(16, 16))
		p.printf("/%d/%d)", use.u8(0), use.u8(1))
		use = use.from(useLen)
	}
}

// renumberingBreak separates the parts of a Router Renumbering command.
func (p *Printer) renumberingBreak() {
	if p.v > 1 {
		p.str("\n\t")
	} else {
		p.byte(' ')
	}
}

// renumberingTime prints one of a prefix's lifetimes.
func (p *Printer) renumberingTime(name string, seconds uint32) {
	p.str(name)
	if seconds == ndInfiniteTime {
		p.str("infty,")
		return
	}
	p.printf("%d,", seconds)
}
