package decode

import "strconv"

const portVAT = 3456

// printVAT prints what -T vat says is a packet of LBL's audio tool, or of INRIA's
// video tool, which the first bits tell apart.
func printVAT(p *Printer, v view) {
	p.enter("vat", v)
	if v.n < 2 {
		p.printf("udp/va/vat, length %d < 2", v.n)
		return
	}
	if first := v.u16(0); first&0xf060 != 0 {
		p.printf("udp/vt %d %d / %d", v.n, first&0x3ff, first>>10)
		return
	}
	if v.n < 8 {
		p.printf("udp/vat, length %d < 8", v.n)
		return
	}
	head, when := v.u32(0), v.u32(4)
	p.printf("udp/vat %d c%d %d", v.n-8, head&0xffff, when)
	if head&0x800000 != 0 {
		p.byte('*')
	}
	if format := head >> 16 & 0x1f; format != 0 {
		p.printf(" f%d", format)
	}
	if speakers := head >> 24 & 0x3f; speakers != 0 {
		p.printf(" s%d", speakers)
	}
}

// printRTP prints an RTP packet: RFC 3550, 5.1, or of version 1.
func printRTP(p *Printer, v view) {
	p.enter("rtp", v)
	if v.n < 8 {
		p.printf("udp/rtp, length %d < 8", v.n)
		return
	}
	head, when := v.u32(0), v.u32(4)
	var name string
	var kind, marker uint32
	var options, extension bool
	header := 8
	if head>>30 == 1 {
		name, kind, marker, options = "rtpv1", head>>16&0x3f, head&0x400000, head&0x800000 != 0
	} else {
		if v.n < 12 {
			p.printf("udp/rtp, length %d < 12", v.n)
			return
		}
		name, kind, marker, extension = "rtp", head>>16&0x7f, head&0x800000, head&0x10000000 != 0
		header = 12
	}
	p.printf("udp/%s %d c%d ", name, v.n-header, kind)
	if options || extension {
		p.byte('+')
	}
	if marker != 0 {
		p.byte('*')
	}
	p.printf(" %d %d", head&0xffff, when)
	if p.v == 0 {
		return
	}
	p.printf(" %d", v.u32(8))
	words := v.n/4 - header/4 // after the header
	off := header
	for options {
		option := v.u32(off)
		n := int(option >> 16 & 0xff)
		if n == 0 || n > words {
			p.str(" !opt")
			return
		}
		off += 4 * n
		words -= n
		options = option&0x80000000 == 0 // the last one is marked
	}
	if extension {
		n := v.u16(off+2) + 1
		if n > words {
			p.str(" !ext")
			return
		}
		off += 4 * n
	}
	const h261 = 31
	if kind == h261 {
		v.need(off, 4)
		p.printf(" 0x%04x", v.u16(off))
	}
}

// Packets of RTCP: RFC 3550, 12.1.
const (
	rtcpSender      = 200
	rtcpReceiver    = 201
	rtcpDescription = 202
	rtcpBye         = 203

	rtcpHeaderLen = 8
	rtcpSenderLen = 20
	rtcpReportLen = 24
)

// printRTCP prints RTCP packets: RFC 3550, 6.
func printRTCP(p *Printer, v view) {
	p.enter("rtcp", v)
	for off := 0; off < len(v.b); {
		p.bounded(0)
		off += printRTCPPacket(p, v.from(off))
	}
}

// printRTCPPacket prints one packet and returns its length.
func printRTCPPacket(p *Printer, v view) int {
	length := (v.u16(2) + 1) * 4
	count, kind, source := v.u8(0)&0x1f, v.u8(1), v.u32(4)
	off, want := rtcpHeaderLen, rtcpHeaderLen+count*rtcpReportLen
	switch kind {
	case rtcpSender:
		want += rtcpSenderLen
		p.str(" sr")
	case rtcpReceiver:
		p.str(" rr")
	case rtcpDescription:
		p.printf(" sdes %d", length)
	case rtcpBye:
		p.printf(" bye %d", length)
	default:
		p.printf(" type-0x%x %d", kind, length)
		return length
	}
	reports := kind == rtcpSender || kind == rtcpReceiver
	if reports && length != want {
		p.printf(" [%d]", length)
	}
	if p.v > 0 {
		p.printf(" %d", source)
	}
	if !reports {
		return length
	}
	if kind == rtcpSender {
		seconds, fraction := v.u32(off), v.u32(off+4)
		v.need(off+8, 12)
		p.str(" @")
		p.hundredths(float64(seconds) + float64(fraction)/(1<<32))
		p.printf(" %d %dp %db", v.u32(off+8), v.u32(off+12), v.u32(off+16))
		off += rtcpSenderLen
	}
	if count > 1 {
		p.printf(" c%d", count)
	}
	// tcpdump prints the first report as often as there are reports.
	for range count {
		if p.v > 0 {
			p.printf(" %d", v.u32(off))
		}
		last, delay := float64(v.u32(off+16))/65536, float64(v.u32(off+20))/65536
		p.printf(" %dl %ds %dj @", v.u24(off+5), v.u32(off+8), v.u32(off+12))
		p.hundredths(last)
		p.byte('+')
		p.hundredths(delay)
	}
	return length
}

// hundredths prints a number with two digits after the point.
func (p *Printer) hundredths(n float64) { p.out = strconv.AppendFloat(p.out, n, 'f', 2, 64) }
