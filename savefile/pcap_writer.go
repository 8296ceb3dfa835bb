package savefile

import (
	"encoding/binary"
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

// WritePacket is Write for a packet of which nothing more is to be said: its
// interface, its captured bytes, its length on the wire, and its time in
// nanoseconds since the Unix epoch. A pcap file has no more.
func (w *Writer) WritePacket(iface int, data []byte, length int, ns int64) error {
	if w.config.Format != Pcap {
		return w.writeRecord(iface, data, length, ns)
	}
	if w.err != nil || uint(iface) >= uint(len(w.ifs)) || uint64(length) > math.MaxUint32 {
		return w.accepts(iface, length)
	}
	i := &w.ifs[iface]
	if len(data) > i.caplen {
		data = data[:i.caplen]
	}
	c := &i.clock
	within := uint64(ns - c.begun)
	if within >= 1e9 { // the second is another
		if err := c.turn(ns); err != nil {
			return err
		}
		within = uint64(ns - c.begun)
	}
	if c.perSecond == 1e6 {
		within /= 1000
	}
	b := w.extend(pcapRecordLen + len(data))
	if w.config.BigEndian {
		h := (*[pcapRecordLen]byte)(b)
		binary.BigEndian.PutUint32(h[0:], c.second)
		binary.BigEndian.PutUint32(h[4:], uint32(within))
		binary.BigEndian.PutUint32(h[8:], uint32(len(data)))
		binary.BigEndian.PutUint32(h[12:], uint32(length))
	} else {
		h := (*[pcapRecordLen]byte)(b)
		binary.LittleEndian.PutUint64(h[0:], uint64(c.second)|within<<32)
		binary.LittleEndian.PutUint64(h[8:], uint64(uint32(len(data)))|uint64(length)<<32)
	}
	copy(b[pcapRecordLen:], data)
	w.pending++
	if len(w.buf) >= w.limit {
		return w.Flush()
	}
	return nil
}

// A Space is free memory of a Writer's buffer, and what the records are that a
// caller puts there.
type Space struct {
	Buf    []byte // at least 64 KiB
	Nano   bool   // times are in nanoseconds, not microseconds
	Caplen int    // no packet has more captured bytes
}

// Space returns the room for a caller to put records of packets from iface in
// itself, one behind the other; Fill then says how much it put there.
// It is the fast way for one that has many packets at hand and works through them
// in a loop. It returns false where the records are not those of a little-endian
// pcap file, or where Write would fail: Write, or WritePacket, is the way then.
func (w *Writer) Space(iface int) (s Space, ok bool) {
	if w.config.Format != Pcap || w.config.BigEndian || w.err != nil || uint(iface) >= uint(len(w.ifs)) {
		return s, false
	}
	i := &w.ifs[iface]
	return Space{Buf: w.buf[len(w.buf):cap(w.buf)], Nano: i.clock.perSecond == 1e9, Caplen: i.caplen}, true
}

// Fill counts so many packets, whose records the caller has put in the first n
// bytes of the Space. Its error is one of Write.
func (w *Writer) Fill(n, packets int) error {
	w.buf = w.buf[:len(w.buf)+n]
	w.pending += uint64(packets)
	if len(w.buf) >= w.limit {
		return w.Flush()
	}
	return nil
}

// writeRecord is WritePacket where a Record is needed. It stands apart since that
// is large: its room on the stack would cost every call.
//
//go:noinline
func (w *Writer) writeRecord(iface int, data []byte, length int, ns int64) error {
	return w.Write(&Record{Interface: iface, Data: data, Length: length, Time: ns})
}

// turn makes the second of a packet's time the one that c.second and c.begun tell
// of: packets come many to a second, which is divided out for the first of them
// only.
func (c *clock) turn(ns int64) error {
	switch seconds := ns / 1e9; {
	case ns < 0:
		return early(ns)
	case seconds > math.MaxUint32:
		return fmt.Errorf("write packet: time %d ns is after 2106, the last year that pcap can say: %w", ns, ErrUnrepresentable)
	default:
		c.second, c.begun = uint32(seconds), seconds*1e9
	}
	return nil
}
