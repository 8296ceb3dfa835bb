package decode

import (
	"encoding/binary"

	"pktcap/checksum"
)

// An icmpHeader is what every ICMP message begins with: RFC 792.
type icmpHeader []byte

const icmpMinLen = 8

func (h icmpHeader) kind() int        { return int(h[0]) }
func (h icmpHeader) code() int        { return int(h[1]) }
func (h icmpHeader) checksum() uint16 { return binary.BigEndian.Uint16(h[2:]) }

// ICMP types: the IANA registry "ICMP Type Numbers".
const (
	icmpEchoReply      = 0
	icmpUnreachable    = 3
	icmpQuench         = 4
	icmpRedirect       = 5
	icmpEcho           = 8
	icmpRouterAdvert   = 9
	icmpRouterSolicit  = 10
	icmpTimeExceeded   = 11
	icmpParameter      = 12
	icmpTimestamp      = 13
	icmpTimestampReply = 14
	icmpInfoRequest    = 15
	icmpInfoReply      = 16
	icmpMaskRequest    = 17
	icmpMaskReply      = 18
	icmpExtEcho        = 42
	icmpExtEchoReply   = 43
)

var icmpNames = names{
	{icmpQuench, "source quench"},
	{icmpRouterSolicit, "router solicitation"},
	{icmpInfoRequest, "information request"},
	{icmpInfoReply, "information reply"},
	{icmpMaskRequest, "address mask request"},
	{icmpEcho, "echo request"},
	{icmpEchoReply, "echo reply"},
	{icmpTimestamp, "time stamp request"},
	{icmpTimestampReply, "time stamp reply"},
	{icmpMaskReply, "address mask reply"},
}

// printICMP prints an ICMP message: RFC 792.
func printICMP(p *Printer, v view) {
	p.enter("icmp", v)
	kind, code := v.u8(0), v.u8(1)
	start := len(p.out)
	p.str("ICMP ")
	if !p.icmpBody(v, kind, code) {
		p.out = p.out[:start] // its own text is printed whole or not at all
		p.truncated()
		return
	}
	p.str(", length ")
	p.dec(v.n)
	if p.v == 0 {
		return
	}
	if !p.ip.fragmented && !p.opt.NoChecksum && v.has(0, v.n) {
		if sum := checksum.Checksum(v.b[:v.n]); sum != 0 {
			field := uint16(v.u16(2))
			p.printf(" (wrong icmp cksum %x (->%x)!)", field, checksum.Add(field, sum))
		}
	}
	if isICMPError(kind) {
		p.str("\n\t")
		inner := v.from(icmpMinLen)
		length := inner.u16(2)
		printIPv4(p, inner.sub(0, length))
		p.protocol = "icmp"
	}
	switch kind {
	case icmpUnreachable, icmpTimeExceeded, icmpParameter:
		p.icmpMultipart(v)
	case icmpExtEcho:
		p.str("\n\t")
		p.probeInterface(v)
		p.probeObject(v.from(icmpMinLen))
	case icmpExtEchoReply:
		p.extEchoReply(v)
	}
}

// isICMPError reports whether a message of type kind carries the packet that it
// is about.
func isICMPError(kind int) bool {
	return kind == icmpUnreachable || kind == icmpQuench || kind == icmpRedirect ||
		kind == icmpTimeExceeded || kind == icmpParameter
}

// icmpBody prints what an ICMP message says, and reports whether its bytes were
// captured.
func (p *Printer) icmpBody(v view, kind, code int) bool {
	switch kind {
	case icmpEcho, icmpEchoReply:
		if !v.has(4, 4) {
			return false
		}
		word := "request"
		if kind == icmpEchoReply {
			word = "reply"
		}
		p.str("echo ")
		p.str(word)
		p.str(", id ")
		p.dec(v.u16(4))
		p.str(", seq ")
		p.dec(v.u16(6))
	case icmpExtEcho, icmpExtEchoReply: // RFC 8335
		if !v.has(4, 3) {
			return false
		}
		word := "request"
		if kind == icmpExtEchoReply {
			word = "reply"
		}
		p.printf("extended echo %s, id %d, seq %d", word, v.u16(4), v.u8(6))
	case icmpUnreachable:
		return p.icmpUnreachable(v, code)
	case icmpRedirect:
		if !v.has(icmpMinLen+16, 4) {
			return false
		}
		switch code {
		case 0, 1, 2, 3:
			p.str([...]string{"redirect ", "redirect ", "redirect-tos ", "redirect-tos "}[code])
			p.addr4(v, icmpMinLen+16)
			p.str([...]string{" to net ", " to host "}[code&1])
		default:
			p.printf("redirect-#%d ", code)
			p.addr4(v, icmpMinLen+16)
			p.str(" to ")
		}
		p.addr4(v, 4)
	case icmpRouterAdvert:
		return p.icmpRouterAdvert(v)
	case icmpTimeExceeded:
		if !v.has(icmpMinLen, ipv4MinLen) {
			return false
		}
		switch code {
		case 0:
			p.str("time exceeded in-transit")
		case 1:
			p.str("ip reassembly time exceeded")
		default:
			p.printf("time exceeded-#%d", code)
		}
	case icmpParameter:
		if code != 0 {
			p.printf("parameter problem - code %d", code)
			break
		}
		if !v.has(4, 1) {
			return false
		}
		p.printf("parameter problem - octet %d", v.u8(4))
	case icmpMaskReply:
		if !v.has(8, 4) {
			return false
		}
		p.printf("address mask is 0x%08x", v.u32(8))
	case icmpTimestamp:
		if !v.has(4, 4) {
			return false
		}
		p.printf("time stamp query id %d seq %d", v.u16(4), v.u16(6))
	case icmpTimestampReply:
		if !v.has(4, 16) {
			return false
		}
		p.printf("time stamp reply id %d seq %d: org ", v.u16(4), v.u16(6))
		p.dayMillis(v.u32(8))
		p.str(", recv ")
		p.dayMillis(v.u32(12))
		p.str(", xmit ")
		p.dayMillis(v.u32(16))
	default:
		p.name(icmpNames, "type-#%d", kind)
	}
	return true
}

// dayMillis prints milliseconds since midnight as a time of day.
func (p *Printer) dayMillis(ms uint32) {
	s := ms / 1000
	p.printf("%02d:%02d:%02d.%03d", s/3600, s/60%60, s%60, ms%1000)
}

// icmpUnreachable prints which destination cannot be reached, and why: RFC 792,
// RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1.
func (p *Printer) icmpUnreachable(v view, code int) bool {
	inner := v.from(icmpMinLen)
	if !inner.has(0, ipv4MinLen) {
		return false
	}
	h := ipv4Header(inner.b)
	about := func(before, after string) {
		p.str(before)
		p.host(h.dst())
		p.str(after)
	}
	switch code {
	case 0:
		about("net ", " unreachable")
	case 1:
		about("host ", " unreachable")
	case 2:
		about("", " protocol ")
		p.dec(h.protocol())
		p.str(" unreachable")
	case 3:
		transport := inner.from(h.headerLen())
		if !transport.has(2, 2) {
			return false
		}
		port := transport.u16(2)
		switch h.protocol() {
		case protoTCP:
			about("", " tcp port ")
			p.tcpPort(port)
		case protoUDP:
			about("", " udp port ")
			p.udpPort(port)
		default:
			about("", " protocol ")
			p.printf("%d port %d", h.protocol(), port)
		}
		p.str(" unreachable")
	case 4: // RFC 1191, section 4
		about("", " unreachable - need to frag")
		if mtu := v.u16(6); mtu != 0 {
			p.printf(" (mtu %d)", mtu)
		}
	case 5:
		about("", " unreachable - source route failed")
	case 6:
		about("net ", " unreachable - unknown")
	case 7:
		about("host ", " unreachable - unknown")
	case 8:
		about("", " unreachable - source host isolated")
	case 9:
		about("net ", " unreachable - admin prohibited")
	case 10:
		about("host ", " unreachable - admin prohibited")
	case 11:
		about("net ", " unreachable - tos prohibited")
	case 12:
		about("host ", " unreachable - tos prohibited")
	case 13:
		about("host ", " unreachable - admin prohibited filter")
	case 14:
		about("host ", " unreachable - host precedence violation")
	case 15:
		about("host ", " unreachable - precedence cutoff")
	default:
		about("", " unreachable - #")
		p.dec(code)
	}
	return true
}

// icmpRouterAdvert prints a Router Advertisement: RFC 1256, section 3.
func (p *Printer) icmpRouterAdvert(v view) bool {
	if !v.has(4, 4) {
		return false
	}
	p.str("router advertisement lifetime ")
	switch lifetime := v.u16(6); {
	case lifetime < 60:
		p.dec(lifetime)
	case lifetime < 3600:
		p.printf("%d:%02d", lifetime/60, lifetime%60)
	default:
		p.printf("%d:%02d:%02d", lifetime/3600, lifetime/60%60, lifetime%60)
	}
	p.printf(" %d:", v.u8(4))
	if size := v.u8(5); size != 2 {
		p.printf(" [size %d]", size)
		return true
	}
	for i := range v.u8(4) {
		if !v.has(8+8*i, 8) {
			return false
		}
		p.str(" {")
		p.addr4(v, 8+8*i)
		p.printf(" %d}", v.u32(12+8*i))
	}
	return true
}
