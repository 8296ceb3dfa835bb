package decode

const (
	portBabel    = 6696
	portBabelOld = 6697
)

// TLVs of Babel: the IANA registry "Babel TLV Types".
const (
	babelPad1             = 0
	babelPadN             = 1
	babelAckRequest       = 2
	babelAck              = 3
	babelHello            = 4
	babelIHU              = 5
	babelRouterID         = 6
	babelNextHop          = 7
	babelUpdate           = 8
	babelRequest          = 9
	babelSeqnoRequest     = 10
	babelTimestamp        = 11
	babelHMAC             = 12
	babelSourceUpdate     = 13
	babelSourceRequest    = 14
	babelSourceSeqno      = 15
	babelMAC              = 16
	babelPC               = 17
	babelChallengeRequest = 18
	babelChallengeReply   = 19
)

// babelTLVs are what TLVs are called without -v and with it, and the length that
// each has at least.
var babelTLVs = [...]struct {
	short, long string
	least       int
}{
	babelPad1:             {" pad1", "\n\tPad 1", 0},
	babelPadN:             {" padN", "\n\tPad ", 0},
	babelAckRequest:       {" ack-req", "\n\tAcknowledgment Request ", 6},
	babelAck:              {" ack", "\n\tAcknowledgment ", 2},
	babelHello:            {" hello", "\n\tHello ", 6},
	babelIHU:              {" ihu", "\n\tIHU ", 6},
	babelRouterID:         {" router-id", "\n\tRouter Id", 10},
	babelNextHop:          {" nh", "\n\tNext Hop", 2},
	babelUpdate:           {" update", "\n\tUpdate", 10},
	babelRequest:          {" route-request", "\n\tRoute Request ", 2},
	babelSeqnoRequest:     {" seqno-request", "\n\tSeqno Request ", 14},
	babelTimestamp:        {" tspc", "\n\tTS/PC ", 6},
	babelHMAC:             {" hmac", "\n\tHMAC ", 18},
	babelSourceUpdate:     {" ss-update", "\n\tSS-Update", 10},
	babelSourceRequest:    {" ss-request", "\n\tSS-Request ", 3},
	babelSourceSeqno:      {" ss-mh-request", "\n\tSS-MH-Request ", 14},
	babelMAC:              {" mac", "\n\tMAC ", 0},
	babelPC:               {" pc", "\n\tPC", 4},
	babelChallengeRequest: {" challenge_request", "\n\tChallenge Request", 0},
	babelChallengeReply:   {" challenge_reply", "\n\tChallenge Reply", 0},
}

var babelUpdateFlags = names{{0x80, "/prefix"}, {0x40, "/id"}}

// printBabel prints a Babel packet: RFC 8966, section 4.
//
//	0       1         2        4
//	+-------+---------+--------+------+---------
//	| magic | version | length | body | trailer
//	+-------+---------+--------+------+---------
func printBabel(p *Printer, v view) {
	p.enter("babel", v)
	p.str("babel")
	v.need(0, 4)
	if v.u8(0) != 42 {
		p.str(" invalid header")
		return
	}
	if v.n < 4 {
		p.invalid()
		return
	}
	version, length := v.u8(1), v.u16(2)
	p.printf(" %d", version)
	if version != 2 {
		return
	}
	p.printf(" (%d)", length)
	if v.n < 4+length {
		p.invalid()
		return
	}
	var b babelPacket
	copy(b.default4[10:], "\xff\xff")
	if !p.babelTLVs(&b, v.at(4, length)) {
		return
	}
	if trailer := v.from(4 + length); trailer.n > 0 {
		p.str(choose(p.v > 0, "\n\t----", " |"))
		p.babelTLVs(&b, trailer)
	}
}

// A babelPacket is what TLVs of a packet need of those before: the prefixes whose
// first bytes may be left out, RFC 8966, 4.6.9.
type babelPacket struct{ default4, default6 [16]byte }

// babelTLVs prints the TLVs that are v, and reports whether they make sense.
func (p *Printer) babelTLVs(b *babelPacket, v view) bool {
	for v.n > 0 {
		kind := v.u8(0)
		if kind == babelPad1 {
			p.str(choose(p.v > 0, babelTLVs[kind].long, babelTLVs[kind].short))
			v = v.from(1)
			continue
		}
		v.need(0, 2)
		if v.n < 2 {
			p.invalid()
			return false
		}
		size := v.u8(1)
		if v.n < size+2 {
			p.invalid()
			return false
		}
		v.need(2, size)
		body := v.sub(2, size)
		v = v.from(2 + size)
		switch {
		case kind >= len(babelTLVs):
			if p.v > 0 {
				p.printf("\n\tUnknown message type %d", kind)
			} else {
				p.str(" unknown")
			}
			continue
		case p.v == 0:
			p.str(babelTLVs[kind].short)
			if kind == babelUpdate {
				if size < 2 {
					p.str("/truncated")
				} else {
					p.babelFlags(body.u8(1))
				}
			}
			continue
		}
		p.str(babelTLVs[kind].long)
		if size < babelTLVs[kind].least || !p.babelTLV(b, kind, body) {
			p.invalid()
			return false
		}
	}
	return true
}

func (p *Printer) babelFlags(flags int) {
	p.flags(babelUpdateFlags, "", "", uint32(flags))
	if flags&0x3f != 0 {
		p.str("/unknown")
	}
}

// babelTLV prints the value of a TLV with -v, and reports whether it makes sense.
func (p *Printer) babelTLV(b *babelPacket, kind int, v view) bool {
	rest := v // from the sub-TLVs on
	switch kind {
	case babelPadN:
		p.dec(v.n + 2)
		return true
	case babelAckRequest:
		p.printf("%04x ", v.u16(2))
		p.babelInterval(v.u16(4))
		rest = v.from(6)
	case babelAck:
		p.printf("%04x", v.u16(0))
		rest = v.from(2)
	case babelHello:
		p.printf("%sseqno %d ", choose(v.u16(0)&0x8000 != 0, "(Unicast) ", ""), v.u16(2))
		if interval := v.u16(4); interval == 0 {
			p.str("unscheduled")
		} else {
			p.str("interval ")
			p.babelInterval(interval)
		}
		rest = v.from(6)
	case babelIHU:
		addr, n := babelAddress(v.u8(0), v.from(6))
		if n < 0 {
			return false
		}
		p.babelHost(v.u8(0), addr, "any")
		p.printf(" rxcost %d interval ", v.u16(2))
		p.babelInterval(v.u16(4))
		rest = v.from(6 + n)
	case babelRouterID:
		p.byte(' ')
		p.hexBytes(v.bytes(2, 8), ":")
		rest = v.from(10)
	case babelNextHop:
		addr, n := babelAddress(v.u8(0), v.from(2))
		if n < 0 {
			return false
		}
		p.byte(' ')
		p.babelHost(v.u8(0), addr, "invalid AE 0")
		rest = v.from(2 + n)
	case babelUpdate, babelSourceUpdate:
		return p.babelUpdate(b, kind, v)
	case babelRequest, babelSeqnoRequest, babelSourceRequest, babelSourceSeqno:
		return p.babelRequest(kind, v)
	case babelTimestamp:
		p.printf("timestamp %d packetcounter %d", v.u32(2), v.u16(0))
		rest = v.from(6)
	case babelHMAC:
		p.printf("key-id %d digest-%d ", v.u16(0), v.n-2)
		for _, c := range v.bytes(2, v.n-2) {
			p.printf("%02X", c)
		}
		return true
	case babelMAC:
		p.printf("len %d", v.n)
		return true
	case babelPC:
		p.printf(" value %d index len %d", v.u32(0), v.n-4)
		return true
	case babelChallengeRequest, babelChallengeReply:
		p.printf(" len %d", v.n)
		return true
	}
	p.babelSubTLVs(rest, kind)
	return true
}

// babelUpdate prints a route: RFC 8966, 4.6.9, and RFC 9079, 7.1 where it depends
// on the source.
func (p *Printer) babelUpdate(b *babelPacket, kind int, v view) bool {
	encoding, bits, omitted := v.u8(0), v.u8(2), v.u8(3)
	before := &b.default6
	if encoding == 1 {
		before = &b.default4
	}
	rest := v.from(10)
	prefix, n := babelPrefix(encoding, bits, omitted, before, rest)
	if n < 0 {
		return false
	}
	rest = rest.from(n)
	if kind == babelUpdate {
		flags := v.u8(1)
		p.babelFlags(flags)
		if flags&0x80 != 0 {
			*before = prefix
		}
	} else {
		source, n := babelPrefix(encoding, v.u8(1), 0, nil, rest)
		if n < 0 {
			return false
		}
		rest = rest.from(n)
		p.byte(' ')
		p.babelNet(encoding, prefix, bits, "any")
		p.str(" from")
		prefix, bits = source, v.u8(1)
	}
	p.byte(' ')
	p.babelNet(encoding, prefix, bits, "any")
	p.printf(" metric %d seqno %d interval ", v.u16(8), v.u16(6))
	if interval := v.u16(4); interval == 0xffff {
		p.str("infinity")
	} else {
		p.babelInterval(interval)
	}
	p.babelSubTLVs(rest, kind)
	return true
}

// babelRequest prints a request for a route: RFC 8966, 4.6.10 and 4.6.11, RFC
// 9079, 7.2 and 7.3.
func (p *Printer) babelRequest(kind int, v view) bool {
	encoding, bits := v.u8(0), v.u8(1)
	seqno := kind == babelSeqnoRequest || kind == babelSourceSeqno
	source := -1 // the length of the source's prefix
	rest := v.from(2)
	switch kind {
	case babelSourceRequest:
		source, rest = v.u8(2), v.from(3)
	case babelSourceSeqno:
		source, rest = v.u8(5), v.from(14)
	case babelSeqnoRequest:
		rest = v.from(14)
	}
	prefix, n := babelPrefix(encoding, bits, 0, nil, rest)
	if n < 0 {
		return false
	}
	rest = rest.from(n)
	if seqno {
		p.printf("(%d hops) ", v.u8(4))
	}
	none := choose(seqno, "invalid AE 0", "any")
	p.str(choose(source >= 0, "for (", "for "))
	p.babelNet(encoding, prefix, bits, none)
	if source >= 0 {
		prefix, n := babelPrefix(encoding, source, 0, nil, rest)
		if n < 0 {
			return false
		}
		rest = rest.from(n)
		p.str(", ")
		p.babelNet(encoding, prefix, source, none)
		p.byte(')')
	}
	if seqno {
		p.printf(" seqno %d id ", v.u16(2))
		p.hexBytes(v.bytes(6, 8), ":")
	}
	p.babelSubTLVs(rest, kind)
	return true
}

// babelSubTLVs prints the sub-TLVs of a TLV: RFC 8966, 4.7, RFC 9616.
func (p *Printer) babelSubTLVs(v view, tlv int) {
	const pad1, padN, diversity, timestamp, mandatory = 0, 1, 2, 3, 0x80
	for v.n > 0 {
		kind := v.u8(0)
		v = v.from(1)
		if kind == pad1 {
			p.str(" sub-pad1")
			continue
		}
		if kind&mandatory != 0 {
			p.str(" (M)")
		}
		if v.n == 0 || v.n-1 < v.u8(0) {
			p.invalid()
			return
		}
		size := v.u8(0)
		body := v.sub(1, size)
		v = v.from(1 + size)
		switch kind {
		case padN:
			p.str(" sub-padn")
		case diversity:
			p.str(" sub-diversity")
			if size == 0 {
				p.str(" empty")
				continue
			}
			sep := byte(' ')
			for _, channel := range body.bytes(0, size) {
				p.byte(sep)
				p.dec(int(channel))
				sep = '-'
			}
			if tlv != babelUpdate && tlv != babelSourceUpdate {
				p.str(" (bogus)")
			}
		case timestamp:
			p.str(" sub-timestamp ")
			least := 4
			switch tlv {
			case babelHello:
			case babelIHU:
				least = 8
			default:
				p.str("(bogus)")
				continue
			}
			if size < least {
				p.invalid()
				return
			}
			p.babelMicroseconds(body.u32(0))
			if tlv == babelIHU {
				p.byte('|')
				p.babelMicroseconds(body.u32(4))
			}
		default:
			p.printf(" sub-unknown-0x%02x", kind)
		}
	}
}

func (p *Printer) babelMicroseconds(n uint32) { p.printf("%d.%06ds", n/1000000, n%1000000) }

// babelInterval prints hundredths of a second.
func (p *Printer) babelInterval(n int) {
	if n == 0 {
		p.str("0.0s (bogus)")
		return
	}
	p.printf("%d.%02ds", n/100, n%100)
}

// babelAddress returns the address of an encoding that v begins with, IPv4 as a
// mapped one, and its length, or -1: RFC 8966, 4.1.4.
func babelAddress(encoding int, v view) (addr [16]byte, n int) {
	at := 0
	switch encoding {
	case 0:
		return addr, 0
	case 1:
		copy(addr[10:], "\xff\xff")
		at, n = 12, 4
	case 2:
		n = 16
	case 3:
		addr[0], addr[1] = 0xfe, 0x80
		at, n = 8, 8
	default:
		return addr, -1
	}
	if v.n < n {
		return addr, -1
	}
	copy(addr[at:], v.bytes(0, n))
	return addr, n
}

// babelPrefix is babelAddress for a prefix of a number of bits, of which the first
// omitted bytes are those of before.
func babelPrefix(encoding, bits, omitted int, before *[16]byte, v view) (addr [16]byte, n int) {
	bytes := (bits + 7) / 8
	at, most := 0, 16
	switch encoding {
	case 0:
		return addr, 0
	case 1:
		copy(addr[10:], "\xff\xff")
		at, most = 12, 4
	case 2:
	case 3:
		addr[0], addr[1] = 0xfe, 0x80
		omitted, before = 8, nil
	default:
		return addr, -1
	}
	if omitted > most || bytes > most || bytes > omitted && v.n < bytes-omitted {
		return addr, -1
	}
	if omitted > 0 && encoding != 3 {
		if before == nil {
			return addr, -1
		}
		copy(addr[:at+omitted], before[:])
	}
	if bytes <= omitted {
		return addr, 0
	}
	copy(addr[at+omitted:], v.bytes(0, bytes-omitted))
	return addr, bytes - omitted
}

// babelHost prints an address, or none where the encoding is that of none.
func (p *Printer) babelHost(encoding int, addr [16]byte, none string) {
	if encoding == 0 {
		p.str(none)
		return
	}
	p.hncpAddress(addr[:])
}

func (p *Printer) babelNet(encoding int, addr [16]byte, bits int, none string) {
	p.babelHost(encoding, addr, none)
	if encoding != 0 {
		p.printf("/%d", bits)
	}
}
