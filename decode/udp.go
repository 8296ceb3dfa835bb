package decode

import (
	"encoding/binary"

	"pktcap/checksum"
)

// A udpHeader is a UDP header (RFC 768): 8 bytes.
type udpHeader []byte

const udpLen = 8

func (h udpHeader) srcPort() int     { return int(binary.BigEndian.Uint16(h)) }
func (h udpHeader) dstPort() int     { return int(binary.BigEndian.Uint16(h[2:])) }
func (h udpHeader) length() int      { return int(binary.BigEndian.Uint16(h[4:])) }
func (h udpHeader) checksum() uint16 { return binary.BigEndian.Uint16(h[6:]) }

// printUDP prints a UDP datagram: RFC 768.
func printUDP(p *Printer, v view) {
	p.enter("udp", v)
	if !v.has(0, 4) {
		p.endpointsOnly(protoUDP, ": ")
		p.truncated()
		return
	}
	src, dst := v.u16(0), v.u16(2)
	p.port = ports{src, dst}
	if v.n < udpLen {
		p.endpointsWithPorts(protoUDP)
		p.printf("truncated-udp %d", v.n)
		return
	}
	if !v.has(4, 2) {
		p.endpointsWithPorts(protoUDP)
		p.truncated()
		return
	}
	length := v.u16(4)
	if length == 0 && v.n > 0xffff { // RFC 2675, section 4
		length = v.n
	}
	if length < udpLen {
		p.endpointsWithPorts(protoUDP)
		p.printf("truncated-udplength %d", length)
		return
	}
	if !v.has(0, udpLen) {
		p.endpointsWithPorts(protoUDP)
		p.truncated()
		return
	}
	declared := length - udpLen
	datagram := view{v.b, min(v.n, length)}
	payload := view{v.b[udpLen:min(max(length, udpLen), len(v.b))], datagram.n - udpLen}

	if p.opt.Payload != PayloadRPC { // which prints its own
		p.endpointsWithPorts(protoUDP)
	}
	if p.opt.Payload != PayloadByPort {
		if printer := udpPayload(p.opt.Payload); printer != nil {
			printer(p, payload)
			return
		}
	}
	if !p.opt.Quiet && isNFS(p, payload) {
		printNFS(p, payload)
		return
	}
	if p.v > 0 && !p.opt.NoChecksum && !p.ip.fragmented {
		p.udpChecksum(datagram)
	}
	if !p.opt.Quiet {
		if printer := udpApplication(src, dst, payload); printer != nil {
			printer(p, payload)
			return
		}
	}
	if declared > payload.n && !p.ip.fragmented {
		p.printf("UDP, bad length %d > %d", declared, payload.n)
		return
	}
	p.str("UDP, length ")
	p.dec(declared)
}

// udpChecksum prints whether a datagram's checksum is right, as far as it was
// captured. IPv4's is checked with -vv only.
func (p *Printer) udpChecksum(v view) {
	sum := uint16(v.u16(6))
	if p.ip.version == 4 {
		if p.v < 2 {
			return
		}
		if sum == 0 {
			p.str("[no cksum] ")
			return
		}
	}
	if offloaded(p.pkt, v) {
		p.str("[udp cksum offloaded] ")
		return
	}
	if !v.has(0, v.n) {
		return
	}
	computed := p.transportChecksum(v, v.n, protoUDP)
	if computed == 0 {
		p.str("[udp sum ok] ")
		return
	}
	p.printf("[bad udp cksum 0x%04x -> 0x%04x!] ", sum, checksum.Add(sum, computed))
}

// transportChecksum returns the checksum over the pseudo-header and the first
// covered bytes of v, of all of which v.n are the pseudo-header's length: 0
// where the checksum among them is right.
func (p *Printer) transportChecksum(v view, covered, proto int) uint16 {
	length := v.n
	if p.ip.version == 4 {
		length &= 0xffff // all that the pseudo-header has room for
	}
	pseudo := checksum.PseudoHeaderBytes(p.ip.src, p.ip.final, uint8(proto), length)
	return ^checksum.Sum(v.b[:covered], pseudo)
}

// endpointsWithPorts prints both addresses and ports of a packet of transport
// protocol proto, or the ports alone where the addresses have been printed
// already: after an extension header.
func (p *Printer) endpointsWithPorts(proto int) {
	if p.ip.version == 0 || p.ip.proto != proto {
		p.portName(uint8(proto), p.port.src)
		p.str(" > ")
		p.portName(uint8(proto), p.port.dst)
		p.str(": ")
		return
	}
	p.host(p.ip.src)
	p.byte('.')
	p.portName(uint8(proto), p.port.src)
	p.str(" > ")
	p.host(p.ip.dst)
	p.byte('.')
	p.portName(uint8(proto), p.port.dst)
	p.str(": ")
}

// endpointsOnly prints both addresses of a packet whose ports were not
// captured, and end, unless they have been printed already.
func (p *Printer) endpointsOnly(proto int, end string) {
	if p.ip.version != 0 && p.ip.proto == proto {
		p.endpoints(p.ip.src, p.ip.dst)
		p.str(end)
	}
}
