package decode

import (
	"encoding/binary"

	"pktcap/checksum"
)

// A tcpHeader is a TCP header (RFC 9293, section 3.1): at least 20 bytes.
type tcpHeader []byte

const tcpMinLen = 20

func (h tcpHeader) srcPort() int     { return int(binary.BigEndian.Uint16(h)) }
func (h tcpHeader) dstPort() int     { return int(binary.BigEndian.Uint16(h[2:])) }
func (h tcpHeader) seq() uint32      { return binary.BigEndian.Uint32(h[4:]) }
func (h tcpHeader) ack() uint32      { return binary.BigEndian.Uint32(h[8:]) }
func (h tcpHeader) headerLen() int   { return int(h[12]>>4) * 4 }
func (h tcpHeader) flags() int       { return int(binary.BigEndian.Uint16(h[12:]) & 0x1ff) }
func (h tcpHeader) window() int      { return int(binary.BigEndian.Uint16(h[14:])) }
func (h tcpHeader) checksum() uint16 { return binary.BigEndian.Uint16(h[16:]) }
func (h tcpHeader) urgent() int      { return int(binary.BigEndian.Uint16(h[18:])) }

// TCP flags. AE is RFC 9768's (AccECN), the former NS.
const (
	tcpFIN = 1 << iota
	tcpSYN
	tcpRST
	tcpPSH
	tcpACK
	tcpURG
	tcpECE
	tcpCWR
	tcpAE
)

// tcpFlagLetters are the flags' letters, from bit 0 on.
const tcpFlagLetters = "FSRP.UEWe"

// printTCP prints a TCP segment: RFC 9293.
func printTCP(p *Printer, v view) {
	p.enter("tcp", v)
	p.segment = v
	if !v.has(0, 4) {
		p.endpointsOnly(protoTCP, ":")
		p.truncated()
		return
	}
	p.port = ports{v.u16(0), v.u16(2)}
	p.endpointsWithPorts(protoTCP)
	if !v.has(0, tcpMinLen) {
		p.truncated()
		return
	}
	h := tcpHeader(v.b)
	headerLen := h.headerLen()
	if headerLen < tcpMinLen {
		p.printf(" tcp %d [bad hdr length %d - too short, < %d]", max(v.n-headerLen, 0), headerLen, tcpMinLen)
		return
	}
	if p.opt.Quiet {
		p.str("tcp ")
		p.dec(max(v.n-headerLen, 0))
		if headerLen > v.n {
			p.printf(" [bad hdr length %d - too long, > %d]", headerLen, v.n)
		}
		return
	}
	flags := h.flags()
	p.str("Flags [")
	p.tcpFlags(flags)
	p.byte(']')
	seq, ack, base := h.seq(), h.ack(), flowBase{}
	if !p.opt.AbsoluteSeq && flags&tcpACK != 0 {
		seq, ack, base = p.flows.relative(&p.ip, p.port, seq, ack, flags&tcpSYN != 0)
	}
	if flags&tcpSYN != 0 {
		if mss := announcedMSS(v.sub(0, headerLen).b); mss != 0 {
			p.flows.announce(&p.ip, p.port, mss)
		}
	}
	p.layers[p.nlayers-1].seq, p.layers[p.nlayers-1].ack = seq, ack
	if headerLen > v.n {
		p.printf(" [bad hdr length %d - too long, > %d]", headerLen, v.n)
		return
	}
	if p.v > 0 && !p.opt.NoChecksum && offloaded(p.pkt, v) {
		p.str(", cksum offloaded")
	} else if p.v > 0 && !p.opt.NoChecksum && !p.ip.fragmented && p.ip.version != 0 && v.has(0, v.n) {
		p.tcpChecksum(h.checksum(), p.transportChecksum(v, v.n, protoTCP))
	}
	length := v.n - headerLen
	if p.v > 1 || length > 0 || flags&(tcpSYN|tcpFIN|tcpRST) != 0 {
		p.str(", seq ")
		p.dec32(seq)
		if length > 0 {
			p.byte(':')
			p.dec32(seq + uint32(length))
		}
	}
	if flags&tcpACK != 0 {
		p.str(", ack ")
		p.dec32(ack)
	}
	p.str(", win ")
	p.dec(h.window())
	if flags&tcpURG != 0 {
		p.str(", urg ")
		p.dec(h.urgent())
	}
	if headerLen > tcpMinLen {
		p.str(", options [")
		if !p.tcpOptions(v.at(tcpMinLen, headerLen-tcpMinLen), flags, base) {
			return
		}
		p.byte(']')
	}
	p.str(", length ")
	p.dec(length)
	if p.pkt.GSO && innermost(p.pkt, v) {
		p.superFrame(length, headerLen-tcpMinLen)
	}
	if length == 0 {
		return
	}
	if !v.has(0, headerLen) {
		p.printf(" [remaining caplen(%d) < header length(%d)]", len(v.b), headerLen)
		bail()
	}
	payload := v.from(headerLen)
	if flags&tcpRST != 0 {
		if p.v > 0 {
			p.tcpReset(payload)
			return
		}
		payload.need(0, payload.n) // what it says is worth nothing cut
	}
	if p.opt.Payload != PayloadByPort {
		if printer := tcpPayload(p.opt.Payload); printer != nil {
			printer(p, payload)
		}
		return
	}
	if printer := tcpApplication(p.port.src, p.port.dst, payload); printer != nil {
		printer(p, payload)
	}
}

// tcpFlags prints the letters of the flags that are set.
func (p *Printer) tcpFlags(flags int) {
	if flags == 0 {
		p.str("none")
		return
	}
	for i := range len(tcpFlagLetters) {
		if flags>>i&1 != 0 {
			p.out = append(p.out, tcpFlagLetters[i])
		}
	}
}

// tcpChecksum prints a checksum and whether it is right: computed is what the
// segment sums to, 0 where it is.
func (p *Printer) tcpChecksum(field, computed uint16) {
	p.str(", cksum ")
	p.hex(uint64(field), 4)
	if computed == 0 {
		p.str(" (correct)")
		return
	}
	p.str(" (incorrect -> ")
	p.hex(uint64(checksum.Add(field, computed)), 4)
	p.byte(')')
}

// tcpReset prints the data of a segment that resets a connection, which says
// why in some stacks: RFC 9293, section 3.5.2.
func (p *Printer) tcpReset(v view) {
	p.str(" [RST: ")
	v.need(0, v.n)
	p.text(v, 0, v.n)
	p.byte(']')
}
