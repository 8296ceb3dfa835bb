package decode

import (
	"encoding/binary"

	"pktcap/checksum"
)

// An ipv4Header is an IPv4 header (RFC 791, section 3.1): at least 20 bytes.
type ipv4Header []byte

const ipv4MinLen = 20

func (h ipv4Header) headerLen() int   { return int(h[0]&15) * 4 }
func (h ipv4Header) tos() int         { return int(h[1]) }
func (h ipv4Header) totalLen() int    { return int(binary.BigEndian.Uint16(h[2:])) }
func (h ipv4Header) id() int          { return int(binary.BigEndian.Uint16(h[4:])) }
func (h ipv4Header) flags() int       { return int(h[6]) >> 5 }
func (h ipv4Header) fragOffset() int  { return int(binary.BigEndian.Uint16(h[6:])&0x1fff) * 8 }
func (h ipv4Header) ttl() int         { return int(h[8]) }
func (h ipv4Header) protocol() int    { return int(h[9]) }
func (h ipv4Header) checksum() uint16 { return binary.BigEndian.Uint16(h[10:]) }
func (h ipv4Header) src() []byte      { return h[12:16] }
func (h ipv4Header) dst() []byte      { return h[16:20] }

const (
	ipv4MF = 1 // more fragments
	ipv4DF = 2 // do not fragment
)

var ipv4Flags = [8]string{"none", "+", "DF", "+, DF", "rsvd", "+, rsvd", "DF, rsvd", "+, DF, rsvd"}

// ecnNames are the ECN bits of the TOS byte: RFC 3168, section 5.
var ecnNames = [4]string{"", ",ECT(1)", ",ECT(0)", ",CE"}

// printIPv4 prints an IPv4 packet: RFC 791.
func printIPv4(p *Printer, v view) {
	p.enter("ip", v)
	if !p.opt.Link {
		p.str("IP ")
	}
	if v.n < ipv4MinLen {
		p.printf(" [length %d < %d]", v.n, ipv4MinLen)
		p.invalid()
		return
	}
	if version := v.u8(0) >> 4; version != 4 {
		p.printf(" [version %d != 4]", version)
		p.invalid()
		return
	}
	headerLen := v.u8(0) & 15 * 4
	if headerLen < ipv4MinLen {
		p.printf(" [header length %d < %d]", headerLen, ipv4MinLen)
		p.invalid()
		return
	}
	total := v.u16(2)
	offloaded := false
	switch {
	case total > v.n:
		p.printf("[total length %d > length %d]", total, v.n)
		p.invalid()
		p.byte(' ')
		total = v.n
	case total == 0: // a segment offloaded, whose length did not fit or is not set yet
		offloaded = true
		total = v.n
	case total < headerLen:
		p.printf(" [total length %d < %d]", total, headerLen)
		p.invalid()
		return
	}
	if !v.has(0, ipv4MinLen) {
		p.truncated()
		return
	}
	v = v.sub(0, total)
	h := ipv4Header(v.b)

	if p.v > 0 && !p.ipv4Details(h, v, headerLen, offloaded) {
		p.endpoints(h.src(), h.dst())
		p.str(": ")
		p.truncated()
		return
	}
	proto := h.protocol()
	if h.fragOffset() != 0 {
		p.endpoints(h.src(), h.dst())
		p.byte(':')
		p.protocolNumber(proto)
		return
	}
	if !hasPorts(proto) {
		p.endpoints(h.src(), h.dst())
		p.str(": ")
	}
	if !v.has(0, headerLen) {
		p.printf(" [remaining caplen(%d) < header length(%d)]", len(v.b), headerLen)
		bail()
	}
	outer := p.ip
	p.ip = network{
		version: 4, src: h.src(), dst: h.dst(), final: h.dst(), proto: proto, ttl: h.ttl(),
		fragmented: h.flags()&ipv4MF != 0, header: v,
	}
	if headerLen > ipv4MinLen {
		p.ip.final = ipv4Final(h[:headerLen])
	}
	p.ipPayload(proto, v.from(headerLen))
	p.ip = outer
}

// ipv4Details prints what -v adds about an IPv4 header, and reports whether its
// options were captured.
func (p *Printer) ipv4Details(h ipv4Header, v view, headerLen int, offloaded bool) bool {
	p.str("(tos ")
	p.hex(uint64(h.tos()), 1)
	p.str(ecnNames[h.tos()&3])
	if h.ttl() > 0 {
		p.str(", ttl ")
		p.dec(h.ttl())
	}
	p.str(", id ")
	p.dec(h.id())
	p.str(", offset ")
	p.dec(h.fragOffset())
	p.str(", flags [")
	p.str(ipv4Flags[h.flags()])
	p.str("], proto ")
	p.name(ipProtoNames, "unknown", h.protocol())
	p.str(" (")
	p.dec(h.protocol())
	p.str("), length ")
	if offloaded {
		p.dec(v.n)
		if v.n > 0xffff {
			p.str(" [was 0, presumed BIG TCP]")
		} else {
			p.str(" [was 0, presumed TSO]")
		}
	} else {
		p.dec(h.totalLen())
	}
	whole := true
	if headerLen > ipv4MinLen {
		p.str(", options (")
		if whole = p.ipv4Options(v.at(ipv4MinLen, headerLen-ipv4MinLen)); !whole {
			p.str(" [truncated-option]")
		}
		p.byte(')')
	}
	if !p.opt.NoChecksum && v.has(0, headerLen) {
		if sum := checksum.Checksum(h[:headerLen]); sum != 0 {
			p.printf(", bad cksum %x (->%x)!", h.checksum(), checksum.Add(h.checksum(), sum))
		}
	}
	p.str(")\n    ")
	if p.opt.IPFirst {
		p.out = append(p.out[:len(p.out)-len("\n    ")], ' ')
	}
	return whole
}

// endpoints prints two addresses: source > destination.
func (p *Printer) endpoints(src, dst []byte) {
	p.host(src)
	p.str(" > ")
	p.host(dst)
}

// hasPorts reports whether the printer of protocol number proto prints the
// addresses together with its ports.
func hasPorts(proto int) bool {
	return proto == protoTCP || proto == protoUDP || proto == protoSCTP || proto == protoDCCP
}

// protocolNumber prints a space and the name or number of an IP protocol that
// is not printed otherwise.
func (p *Printer) protocolNumber(proto int) {
	p.byte(' ')
	if p.opt.Names != nil {
		before := len(p.out)
		p.out = p.opt.Names.AppendProtocol(p.out, uint8(proto))
		if len(p.out) > before {
			return
		}
	}
	p.str("ip-proto-")
	p.dec(proto)
}

// printIPEither prints an IPv4 or IPv6 packet, by its version.
func printIPEither(p *Printer, v view) {
	p.enter("ipn", v)
	if v.n < 1 {
		p.printf("truncated-ip %d", v.n)
		return
	}
	switch version := v.u8(0) >> 4; version {
	case 4:
		printIPv4(p, v)
	case 6:
		printIPv6(p, v)
	default:
		p.printf("IP%d", version)
		p.invalid()
	}
}
