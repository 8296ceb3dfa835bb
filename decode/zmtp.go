package decode

import "pktcap/hexdump"

// zmtpBytes is how much of a frame's body is printed with one -v.
const zmtpBytes = 128

var zmtpFlags = names{
	{0x80, "MBZ-7"}, {0x40, "MBZ-6"}, {0x20, "MBZ-5"}, {0x10, "MBZ-4"},
	{0x08, "MBZ-3"}, {0x04, "MBZ-2"}, {0x02, "MBZ-1"}, {0x01, "MORE"},
}

// printZMTP prints frames of the ZeroMQ Message Transport Protocol 1.0: ZeroMQ
// RFC 13.
//
//	+--------+-------+------    +-----+-----------------+-------+------
//	| length | flags | body     | 255 | length of 8     | flags | body
//	+--------+-------+------    +-----+-----------------+-------+------
func printZMTP(p *Printer, v view) {
	p.enter("zmtp1", v)
	p.str(": ZMTP/1.0")
	p.zmtpFrames(v)
}

// zmtpFrames prints the frames of v as far as captured.
func (p *Printer) zmtpFrames(v view) {
	for off, end := 0, len(v.captured()); off < end; {
		p.bounded(0)
		n := p.zmtpFrame(view{v.b[off:end], end - off})
		if n < 0 {
			p.truncated()
			return
		}
		off += n
	}
}

// zmtpFrame prints a frame and returns its length, or -1 where it was not
// captured whole.
func (p *Printer) zmtpFrame(v view) int {
	p.str("\n\t")
	header, length := 1, uint64(v.u8(0))
	if length != 0xff {
		p.printf(" frame flags+body  (8-bit) length %d", length)
	} else {
		p.str(" frame flags+body (64-bit) length")
		header, length = 9, v.u64(1)
		p.printf(" %d", length)
	}
	if length == 0 {
		return header
	}
	flags := v.u8(header)
	have := uint64(v.n - header)
	if length > have {
		p.printf(" (%d captured)", have)
	}
	p.printf(", flags 0x%02x", flags)
	if p.v > 0 {
		p.str(" (")
		p.flags(zmtpFlags, "none", ",", uint32(flags))
		p.byte(')')
		n := min(have, length)
		if p.v == 1 {
			n = min(n, zmtpBytes+1)
		}
		if n > 1 {
			p.printf(", first %d byte(s) of body:", n-1)
			p.zmtpDump(v.bytes(header+1, int(n)-1))
		}
	}
	if length > have {
		return -1
	}
	return header + int(length)
}

func (p *Printer) zmtpDump(b []byte) {
	p.out = hexdump.AppendIndented(p.out, hexdump.HexASCII, "\n\t ", b)
}

// printZMTPDatagram prints ZMTP frames in a datagram of PGM, before which stands
// the offset of the first that begins in it, or 0xffff: zmq_pgm(7).
func printZMTPDatagram(p *Printer, v view) {
	p.protocol = "zmtp1"
	offset := v.u16(0)
	p.printf("\n\t frame offset 0x%04x", offset)
	rest := v.from(2)
	if offset == 0xffff {
		offset = rest.n
	} else if offset > rest.n {
		p.str(" (exceeds datagram declared length)")
		p.truncated()
		return
	}
	if offset > 0 {
		have := len(rest.b)
		p.printf("\n\t frame intermediate part, %d bytes", offset)
		if offset > have {
			p.printf(" (%d captured)", have)
		}
		if p.v > 0 {
			n := min(offset, have)
			if p.v == 1 {
				n = min(n, zmtpBytes)
			}
			if n > 1 {
				p.printf(", first %d byte(s):", n)
				p.zmtpDump(rest.b[:n])
			}
		}
	}
	p.zmtpFrames(rest.from(offset))
}
