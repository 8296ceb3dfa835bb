package savefile

import (
	"fmt"
	"math"
)

// appendPcapHeader appends the header of a pcap file whose packets are i's.
func (w *Writer) appendPcapHeader(i Interface) {
	o := order(w.config.BigEndian)
	magic := uint32(magicMicro)
	if i.Resolution == 1e9 {
		magic = magicNano
	}
	field := uint32(i.LinkType)
	if i.HasFCSLen {
		field |= linkTypeHasFCS | uint32(i.FCSLen/2&15)<<linkTypeFCSShift
	}
	h := w.extend(pcapHeaderLen)
	clear(h)
	o.PutUint32(h, magic)
	o.PutUint16(h[4:], 2)
	o.PutUint16(h[6:], 4)
	o.PutUint32(h[16:], uint32(min(i.Snaplen, math.MaxInt32)))
	o.PutUint32(h[20:], field)
}

// appendPcapRecord appends one packet of a pcap file.
func (w *Writer) appendPcapRecord(rec *Record, c *clock, data []byte) error {
	seconds, fraction, ok := c.split(rec.Time)
	if !ok {
		return early(rec)
	}
	if seconds > math.MaxUint32 {
		return fmt.Errorf("write packet: time %d ns is after 2106, the last year that pcap can say: %w", rec.Time, ErrUnrepresentable)
	}
	b := w.extend(pcapRecordLen + len(data))
	w.put32(b[0:], uint32(seconds))
	w.put32(b[4:], uint32(fraction))
	w.put32(b[8:], uint32(len(data)))
	w.put32(b[12:], uint32(rec.Length))
	copy(b[pcapRecordLen:], data)
	return nil
}
