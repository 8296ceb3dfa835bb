package savefile

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
)

// Option codes of section headers, section 4.1.
const (
	optionHardware    = 2
	optionOS          = 3
	optionApplication = 4
)

// A blockBuilder appends one block to a buffer: the fixed part with its own
// methods, options, and at last the lengths, which it knows only then.
type blockBuilder struct {
	buf   []byte
	order binary.ByteOrder
	start int // where the block begins in buf
	err   error
	some  bool // there is an option, so that opt_endofopt must follow
}

func beginBlock(buf []byte, o binary.ByteOrder, kind uint32) blockBuilder {
	b := blockBuilder{buf: buf, order: o, start: len(buf)}
	b.u32(kind)
	b.u32(0)
	return b
}

func (b *blockBuilder) u16(v uint16) {
	var x [2]byte
	b.order.PutUint16(x[:], v)
	b.buf = append(b.buf, x[:]...)
}

func (b *blockBuilder) u32(v uint32) {
	var x [4]byte
	b.order.PutUint32(x[:], v)
	b.buf = append(b.buf, x[:]...)
}

func (b *blockBuilder) u64(v uint64) {
	var x [8]byte
	b.order.PutUint64(x[:], v)
	b.buf = append(b.buf, x[:]...)
}

// padded appends data and zeros up to a multiple of four bytes.
func (b *blockBuilder) padded(data []byte) {
	b.buf = append(b.buf, data...)
	b.buf = append(b.buf, "\x00\x00\x00"[:pad4(len(data))-len(data)]...)
}

// option appends an option.
func (b *blockBuilder) option(code uint16, value []byte) {
	if len(value) > math.MaxUint16 {
		b.err = fmt.Errorf("option %d of %d bytes, more than 65535: %w", code, len(value), ErrUnrepresentable)
		return
	}
	b.some = true
	b.u16(code)
	b.u16(uint16(len(value)))
	b.padded(value)
}

// text appends an option unless its text is empty.
func (b *blockBuilder) text(code uint16, value string) {
	if value != "" {
		b.option(code, []byte(value))
	}
}

func (b *blockBuilder) number64(code uint16, v uint64) {
	var x [8]byte
	b.order.PutUint64(x[:], v)
	b.option(code, x[:])
}

func (b *blockBuilder) comments(all []string) {
	for _, c := range all {
		b.option(OptionComment, []byte(c))
	}
}

// end completes the block and returns the buffer with it, or as it was before
// where something did not fit.
func (b *blockBuilder) end() ([]byte, error) {
	if b.err != nil {
		return b.buf[:b.start], b.err
	}
	if b.some {
		b.u16(OptionEnd)
		b.u16(0)
	}
	total := len(b.buf) + 4 - b.start
	if total > math.MaxInt32 {
		return b.buf[:b.start], fmt.Errorf("block of %d bytes: %w", total, ErrUnrepresentable)
	}
	b.u32(uint32(total))
	b.order.PutUint32(b.buf[b.start+4:], uint32(total))
	return b.buf, nil
}

// appendSection appends a section header of unknown length.
func (w *Writer) appendSection(s Section) error {
	b := beginBlock(w.buf, order(w.config.BigEndian), blockSection)
	b.u32(byteOrderMagic)
	b.u16(1)
	b.u16(0)
	b.u64(math.MaxUint64)
	b.comments(s.Comments)
	b.text(optionHardware, s.Hardware)
	b.text(optionOS, s.OS)
	b.text(optionApplication, s.Application)
	var err error
	w.buf, err = b.end()
	return err
}

// resolutionOption returns the value of if_tsresol for a number of units in a
// second.
func resolutionOption(perSecond uint64) (byte, bool) {
	if perSecond&(perSecond-1) == 0 && perSecond != 0 {
		return 0x80 | byte(bits.TrailingZeros64(perSecond)), true
	}
	for v := byte(0); v <= 19; v++ {
		if units, _ := resolution(v); units == perSecond {
			return v, true
		}
	}
	return 0, false
}

// appendInterfaceBlock appends an interface description block.
func appendInterfaceBlock(buf []byte, o binary.ByteOrder, i Interface) ([]byte, error) {
	b := beginBlock(buf, o, blockInterface)
	b.u16(uint16(i.LinkType))
	b.u16(0)
	b.u32(uint32(min(i.Snaplen, math.MaxInt32)))
	b.comments(i.Comments)
	b.text(optionIfName, i.Name)
	b.text(optionIfDescription, i.Description)
	if len(i.MAC) == 6 {
		b.option(optionIfMAC, i.MAC)
	}
	if i.Speed != 0 {
		b.number64(optionIfSpeed, i.Speed)
	}
	if v, ok := resolutionOption(i.Resolution); ok && i.Resolution != 1e6 {
		b.option(optionIfTsResol, []byte{v})
	}
	if i.Filter != "" {
		b.option(optionIfFilter, append([]byte{0}, i.Filter...))
	}
	b.text(optionIfOS, i.OS)
	if i.HasFCSLen {
		b.option(optionIfFCSLen, []byte{byte(i.FCSLen)})
	}
	if i.Offset != 0 {
		b.number64(optionIfTsOffset, uint64(i.Offset))
	}
	b.text(optionIfHardware, i.Hardware)
	return b.end()
}

// appendPacketBlock appends an enhanced packet block.
func (w *Writer) appendPacketBlock(rec *Record, c *clock, data []byte) error {
	units, ok := c.units(rec.Time)
	if !ok {
		return early(rec.Time)
	}
	if rec.Flags != 0 || rec.Drops != 0 || rec.Hash != nil || rec.Comments != nil {
		return w.appendPacketBlockOptions(rec, units, data)
	}
	total := 20 + pad4(len(data)) + blockFrameLen
	b := w.extend(total)
	w.putPacketHead(b, rec, units, total, len(data))
	n := copy(b[28:], data)
	copy(b[28+n:], "\x00\x00\x00"[:pad4(n)-n])
	w.put32(b[total-4:], uint32(total))
	return nil
}

// putPacketHead stores the head and the fixed part of a packet block in b.
func (w *Writer) putPacketHead(b []byte, rec *Record, units uint64, total, caplen int) {
	w.put32(b[0:], blockEnhanced)
	w.put32(b[4:], uint32(total))
	w.put32(b[8:], uint32(rec.Interface))
	w.put32(b[12:], uint32(units>>32))
	w.put32(b[16:], uint32(units))
	w.put32(b[20:], uint32(caplen))
	w.put32(b[24:], uint32(rec.Length))
}

func (w *Writer) appendPacketBlockOptions(rec *Record, units uint64, data []byte) error {
	b := beginBlock(w.buf, order(w.config.BigEndian), blockEnhanced)
	b.buf = append(b.buf, make([]byte, 20)...)
	w.putPacketHead(b.buf[b.start:], rec, units, 0, len(data))
	b.padded(data)
	b.comments(rec.Comments)
	if rec.Flags != 0 {
		var x [4]byte
		b.order.PutUint32(x[:], uint32(rec.Flags))
		b.option(optionFlags, x[:])
	}
	if rec.Hash != nil {
		b.option(optionHash, rec.Hash)
	}
	if rec.Drops != 0 {
		b.number64(optionDropCount, rec.Drops)
	}
	var err error
	if w.buf, err = b.end(); err != nil {
		return fmt.Errorf("write packet: %w", err)
	}
	return nil
}

// WriteBlock appends a block of any type but those of sections, interfaces and
// packets, in pcapng only: one that another file had, or one of one's own. Body
// is what stands between the two lengths, its numbers in the Writer's byte order.
func (w *Writer) WriteBlock(kind uint32, body []byte) error {
	if err := w.canWriteBlock("block"); err != nil {
		return err
	}
	switch kind {
	case blockSection, blockInterface, blockPacket, blockSimple, blockEnhanced:
		return fmt.Errorf("write block: type %d is the Writer's own affair", kind)
	}
	if len(body)%4 != 0 {
		return fmt.Errorf("write block: a body of %d bytes is no multiple of four: %w", len(body), ErrUnrepresentable)
	}
	b := beginBlock(w.buf, order(w.config.BigEndian), kind)
	b.buf = append(b.buf, body...)
	return w.endBlock("block", &b)
}

// canWriteBlock returns why what is no packet cannot be written, or nil.
func (w *Writer) canWriteBlock(what string) error {
	if w.err != nil {
		return w.err
	}
	if w.config.Format != PcapNG {
		return fmt.Errorf("write %s in a %v file: %w; pcapng has a place for it", what, w.config.Format, ErrUnrepresentable)
	}
	return nil
}

// endBlock takes a block over into the buffer.
func (w *Writer) endBlock(what string, b *blockBuilder) error {
	var err error
	if w.buf, err = b.end(); err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	if len(w.buf) >= w.limit {
		return w.Flush()
	}
	return nil
}
