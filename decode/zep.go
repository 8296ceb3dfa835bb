package decode

import "time"

// portZEP is the UDP port of ZEP.
const portZEP = 17754

// printZEP prints a ZigBee Encapsulation Protocol packet: Exegin, "ZEP", and
// what follows it, an IEEE 802.15.4 frame.
func printZEP(p *Printer, v view) {
	p.enter("zep", v)
	p.str("ZEP")
	if v.u8(0) != 'E' || v.u8(1) != 'X' {
		p.str(" [Preamble Code: ")
		p.char(byte(v.u8(0)))
		p.char(byte(v.u8(1)))
		p.str("] ")
		p.invalid()
		return
	}
	version := v.u8(2)
	p.printf("v%d ", version)
	header, inner := 16, 0
	switch {
	case version == 1:
		p.printf("Channel ID %d, Device ID 0x%04x, ", v.u8(3), v.u16(4))
		p.zepQuality(v, 6)
		inner = v.u8(15)
		p.printf("inner len = %d", inner)
	case v.u8(3) == 2:
		p.printf("ACK, seq# = %d", v.u32(4))
		header = 8
	default:
		p.printf("Type %d, Channel ID %d, Device ID 0x%04x, ", v.u8(3), v.u8(4), v.u16(5))
		p.zepQuality(v, 7)
		p.zepTime(v, 9)
		inner = v.u8(31)
		p.printf(", seq# = %d, inner len = %d", v.u32(17), inner)
		header = 32
	}
	p.str("\n\t")
	body := v.from(header)
	frame := body
	frame.b = frame.b[:min(inner, len(frame.b))]
	if inner > 0 {
		body.need(0, inner)
	}
	p.wpan(frame)
}

// zepQuality prints what the byte at off says of the one after it: 0 a link
// quality, 1 that there is a CRC.
func (p *Printer) zepQuality(v view, off int) {
	if v.u8(off) != 0 {
		p.str("CRC, ")
		return
	}
	p.printf("LQI %d, ", v.u8(off+1))
}

// zepTime prints the NTP timestamp at off.
func (p *Printer) zepTime(v view, off int) {
	seconds, fraction := v.u32(off), v.u32(off+4)
	p.printf("%d.%09d", seconds, uint64(fraction)*1_000_000_000>>32)
	if seconds != 0 {
		const untilUnix = 2208988800 // from 1900 to 1970
		at := time.Unix(int64(seconds-untilUnix), 0).UTC()
		p.str(" (")
		p.out = at.AppendFormat(p.out, "2006/01/02 15:04:05")
		p.byte(')')
	}
}
