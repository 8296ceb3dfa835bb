package savefile

import (
	"fmt"
)

// Option codes of interface statistics blocks, section 4.6.
const (
	optionStatStart          = 2 // isb_starttime
	optionStatEnd            = 3 // isb_endtime
	optionStatReceived       = 4 // isb_ifrecv
	optionStatDropped        = 5 // isb_ifdrop
	optionStatFilterAccepted = 6 // isb_filteraccept
	optionStatSystemDropped  = 7 // isb_osdrop
	optionStatDelivered      = 8 // isb_usrdeliv
)

// A Count is a number that may be unknown, which is not the same as 0.
type Count struct {
	N     uint64
	Known bool
}

// Counted returns a known Count.
func Counted(n uint64) Count { return Count{n, true} }

// Statistics are what a capture counted on one interface, the content of a
// pcapng interface statistics block. Times are nanoseconds since the Unix epoch,
// 0 where they are not known.
type Statistics struct {
	Interface int   // index in the file's interfaces
	Time      int64 // when the counts were taken
	Start     int64 // when the capture began
	End       int64 // when it ended

	Received       Count // packets received from the interface
	Dropped        Count // packets that the interface lost for want of resources
	FilterAccepted Count // packets that the filter accepted
	SystemDropped  Count // packets that the system lost after the filter
	Delivered      Count // packets that were handed to the capturing program
	Comments       []string
}

// Statistics returns what an interface statistics block says; ok is false for a
// block of another type.
func (b *Block) Statistics() (s Statistics, ok bool, err error) {
	if b.Type != blockStatistics {
		return s, false, nil
	}
	if len(b.Body) < 12 {
		return s, true, fmt.Errorf("%w: interface statistics block is too short", ErrCorrupt)
	}
	o := order(b.BigEndian)
	index := int64(b.first) + int64(o.Uint32(b.Body))
	if index >= int64(len(b.clocks)) {
		return s, true, fmt.Errorf("%w: statistics of interface %d, which has no Interface Description Block", ErrCorrupt, o.Uint32(b.Body))
	}
	s.Interface = int(index)
	clock := &b.clocks[index]
	when := func(raw []byte) int64 {
		return clock.nanoseconds(uint64(o.Uint32(raw))<<32 | uint64(o.Uint32(raw[4:])))
	}
	s.Time = when(b.Body[4:])
	options := Options{b.Body[12:], b.BigEndian}
	for code, v := range options.All() {
		if code == OptionComment {
			s.Comments = append(s.Comments, string(v))
			continue
		}
		if len(v) != 8 {
			continue
		}
		switch code {
		case optionStatStart:
			s.Start = when(v)
		case optionStatEnd:
			s.End = when(v)
		case optionStatReceived:
			s.Received = Counted(o.Uint64(v))
		case optionStatDropped:
			s.Dropped = Counted(o.Uint64(v))
		case optionStatFilterAccepted:
			s.FilterAccepted = Counted(o.Uint64(v))
		case optionStatSystemDropped:
			s.SystemDropped = Counted(o.Uint64(v))
		case optionStatDelivered:
			s.Delivered = Counted(o.Uint64(v))
		}
	}
	return s, true, options.Err()
}

// WriteStatistics appends what was counted on an interface, in pcapng only.
func (w *Writer) WriteStatistics(s Statistics) error {
	if err := w.canWriteBlock("statistics"); err != nil {
		return err
	}
	if uint(s.Interface) >= uint(len(w.ifs)) {
		return fmt.Errorf("write statistics: interface %d is not in the file, which has %d", s.Interface, len(w.ifs))
	}
	clock := &w.ifs[s.Interface].clock
	b := beginBlock(w.buf, order(w.config.BigEndian), blockStatistics)
	b.u32(uint32(s.Interface))
	units, ok := clock.units(s.Time)
	if !ok {
		b.err = fmt.Errorf("time %d ns is before what the file can say: %w", s.Time, ErrUnrepresentable)
	}
	b.u32(uint32(units >> 32))
	b.u32(uint32(units))
	b.comments(s.Comments)
	when := func(code uint16, ns int64) {
		if units, ok := clock.units(ns); ok && ns != 0 {
			var x [8]byte
			b.order.PutUint32(x[:], uint32(units>>32))
			b.order.PutUint32(x[4:], uint32(units))
			b.option(code, x[:])
		}
	}
	count := func(code uint16, c Count) {
		if c.Known {
			b.number64(code, c.N)
		}
	}
	when(optionStatStart, s.Start)
	when(optionStatEnd, s.End)
	count(optionStatReceived, s.Received)
	count(optionStatDropped, s.Dropped)
	count(optionStatFilterAccepted, s.FilterAccepted)
	count(optionStatSystemDropped, s.SystemDropped)
	count(optionStatDelivered, s.Delivered)
	return w.endBlock("statistics", &b)
}
