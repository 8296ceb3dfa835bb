package decode

import "time"

var (
	aristaTimescales = names{{0, "TAI"}, {1, "UTC"}}
	aristaFormats    = names{{aristaLong, "64-bit"}, {aristaShort, "48-bit"}}
	aristaHardware   = names{{0, "R/R2"}, {1, "R3"}}
)

// Formats of timestamps.
const (
	aristaTimestamp = 1 // the subtype
	aristaLong      = 1
	aristaShort     = 2
)

// arista prints the header that an Arista switch puts at pos of an Ethernet
// frame, and what follows it: Arista, "TAP Aggregation: timestamping". It
// returns the length of the frame's header.
//
//	+---------+-----------+----------------------+---------+-------------
//	| subtype | timescale | format, hardware (4) | seconds | nanoseconds
//	+---------+-----------+----------------------+---------+-------------
//	  2         1           1                      2, 4      4
func (p *Printer) arista(frame view, pos, length int) int {
	v := frame.from(pos)
	p.enter("arista", v)
	subtype := v.u16(0)
	p.printf("SubType %s (0x%04x), ", choose(subtype == aristaTimestamp, "Timestamp", "Unknown"), subtype)
	if subtype != aristaTimestamp {
		p.unparsed(view{v.b, len(v.b)})
		return pos
	}
	scale := v.u8(2)
	p.str("Timescale ")
	p.name(aristaTimescales, "Unknown", scale)
	p.printf(" (%d), ", scale)
	format, hardware := v.u8(3)>>4, v.u8(3)&0xf
	p.str("Format ")
	p.name(aristaFormats, "Unknown", format)
	p.printf(" (%d), HwInfo ", format)
	p.name(aristaHardware, "Unknown", hardware)
	p.printf(" (%d), Timestamp ", hardware)
	const second = 1_000_000_000
	switch format {
	case aristaLong:
		seconds, nanos := v.u32(4), v.u32(8)
		at := time.Unix(int64(seconds+nanos/second), 0).UTC()
		p.out = at.AppendFormat(p.out, time.DateTime)
		p.printf(".%09d", nanos%second)
		pos += 12
	case aristaShort:
		seconds, nanos := v.u16(4), v.u32(6)
		p.printf("%d.%09d", uint32(seconds)+nanos/second, nanos%second)
		pos += 10
	default:
		p.unparsed(view{v.b, len(v.b)})
		return pos
	}
	p.str(": ")
	p.protocol = "ether"
	return p.typedEthernet(frame, pos, length, false)
}
