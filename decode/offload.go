package decode

import "pktcap/capture"

// What the kernel tells of a packet concerns the transport header whose payload
// is the rest of the packet: of a tunnel, the inner one.

// innermost reports whether the transport packet v ends with the IP packet that
// ends the frame, so that what the kernel knows of the frame is about v.
func innermost(pkt *capture.Packet, v view) bool {
	return cap(pkt.Data)-cap(v.b)+v.n >= pkt.Length-maxPadding
}

// maxPadding is how many bytes may follow a packet in its frame: to Ethernet's
// least length, and a frame check sequence.
const maxPadding = 46 + 4

// offloaded reports whether the checksum of the transport packet v has been left
// to the NIC: what stands in its place is the sum of the pseudo-header, no
// mistake.
func offloaded(pkt *capture.Packet, v view) bool {
	return pkt.Checksum == capture.ChecksumPartial && innermost(pkt, v)
}

// superFrame prints that the kernel handed over several segments as one, with
// length bytes of data and options of the given length. It does not tell their
// size; what the ends announced when they connected does, if that was seen.
func (p *Printer) superFrame(length, options int) {
	p.str(", GSO")
	if size := p.flows.segmentSize(&p.ip, p.port, options); size > 0 {
		p.printf(" %d segments of %d", (length+size-1)/size, size)
	}
}

// announcedMSS returns the maximum segment size of a SYN, the captured bytes of
// its header, 0 where there is none.
func announcedMSS(header []byte) uint16 {
	for pos := tcpMinLen; pos+4 <= len(header); {
		switch kind := header[pos]; {
		case kind == tcpOptEnd:
			return 0
		case kind == tcpOptNop:
			pos++
		case header[pos+1] < 2:
			return 0
		case kind == tcpOptMSS && header[pos+1] == 4:
			return uint16(header[pos+2])<<8 | uint16(header[pos+3])
		default:
			pos += int(header[pos+1])
		}
	}
	return 0
}
