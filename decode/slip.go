package decode

// slipLen is the length of the header that captures have before SLIP packets: a
// byte of direction and 15 of the compressed header.
const slipLen = 16

// Bits of a compressed header, and kinds of packets: RFC 1144, appendix A.
const (
	slipIP           = 0x40
	slipUncompressed = 0x70
	slipCompressed   = 0x80

	slipNewConn   = 0x40
	slipNewID     = 0x20
	slipNewSeq    = 0x08
	slipNewAck    = 0x04
	slipNewWindow = 0x02
	slipUrgent    = 0x01
	slipSpecial   = slipNewSeq | slipNewAck | slipNewWindow | slipUrgent
	slipInteract  = slipNewSeq | slipNewWindow | slipUrgent // the acknowledged data was echoed
)

// slipMemory is what a compressed packet's line needs of those before it: the
// connection that the last was of, and how much data the last of each connection
// had, by direction.
type slipMemory struct {
	conn int
	data [2][256]int
}

// printSLIP prints a SLIP packet.
func printSLIP(p *Printer, v view) {
	p.enter("slip", v)
	if v.n < slipLen || !v.has(0, slipLen) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += slipLen
	packet := v.from(slipLen)
	if p.opt.Link {
		p.slipHeader(v, packet)
	}
	if packet.n < 1 || len(packet.b) < 1 {
		p.truncated()
		return
	}
	switch version := packet.u8(0) >> 4; version {
	case 4:
		printIPv4(p, packet)
	case 6:
		printIPv6(p, packet)
	default:
		p.printf("ip v%d", version)
	}
}

// printSLIPBSDOS prints a SLIP packet of BSD/OS, which has a header of its own.
func printSLIPBSDOS(p *Printer, v view) {
	p.enter("slip_bsdos", v)
	if !v.has(0, slipLen) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += slipLen
	printIPv4(p, v.from(slipLen))
}

// slipHeader prints with -e how a packet was sent.
func (p *Printer) slipHeader(v, packet view) {
	direction := v.u8(0)
	switch direction {
	case 0:
		p.str("I ")
	case 1:
		p.str("O ")
	default:
		p.printf("Invalid direction %d ", direction)
	}
	if p.slips == nil {
		p.slips = &slipMemory{conn: 255}
	}
	kind := v.u8(1)
	switch {
	case kind&0xf0 == slipIP:
		p.printf("ip %d: ", packet.n+slipLen)
	case kind&0xf0 == slipUncompressed:
		p.slips.conn = v.u8(1 + 9) // in the place of the IP header's protocol
		p.printf("utcp %d: ", p.slips.conn)
		if direction <= 1 {
			p.slips.data[direction][p.slips.conn] = slipData(packet)
		}
	case direction > 1:
	case kind&slipCompressed != 0:
		p.slipCompressed(direction, v.from(1), packet)
		p.str(": ")
	default:
		p.printf("slip-%d!: ", kind)
	}
}

// slipData returns how much data a TCP packet carries.
func slipData(packet view) int {
	header := packet.u8(0) & 0xf * 4
	header += packet.u8(header+12) >> 4 * 4
	return packet.n - header
}

// slipCompressed prints what a compressed header says has changed: RFC 1144,
// 3.2.2.
func (p *Printer) slipCompressed(direction int, v, packet view) {
	flags := v.u8(0)
	off := 1
	if flags&slipNewConn != 0 {
		p.slips.conn = v.u8(off)
		off++
		p.printf("ctcp %d", p.slips.conn)
	} else {
		p.str("ctcp *")
	}
	off += 2 // the TCP checksum
	// A change is a byte, or 0 and 16 bits.
	change := func() int {
		n := v.u8(off)
		off++
		if n == 0 {
			n = v.u16(off)
			off += 2
		}
		return n
	}
	data := &p.slips.data[direction][p.slips.conn]
	switch flags & slipSpecial {
	case slipInteract:
		p.printf(" *SA+%d", *data)
	case slipSpecial:
		p.printf(" *S+%d", *data)
	default:
		if flags&slipUrgent != 0 {
			p.printf(" U=%d", change())
		}
		if flags&slipNewWindow != 0 {
			if n := int(int16(change())); n >= 0 {
				p.printf(" W+%d", n)
			} else {
				p.printf(" W%d", n)
			}
		}
		if flags&slipNewAck != 0 {
			p.printf(" A+%d", change())
		}
		if flags&slipNewSeq != 0 {
			p.printf(" S+%d", change())
		}
	}
	if flags&slipNewID != 0 {
		p.printf(" I+%d", change())
	}
	*data = slipData(packet)
	p.printf(" %d (%d)", *data, off)
}
