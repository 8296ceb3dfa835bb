package savefile

import (
	"encoding/binary"
	"io"
	"math"
	"math/bits"
)

// Limits of what a pcapng file may ask of memory.
const (
	// maxBlock is the longest block that is read as a whole, libpcap's
	// INITIAL_MAX_BLOCKSIZE; a link type with longer packets raises it.
	maxBlock = 16 << 20

	// maxSectionHeader is libpcap's BT_SHB_INSANE_MAX.
	maxSectionHeader = 1 << 20

	// maxInterfaces bounds the table of interfaces of a file.
	maxInterfaces = 1 << 16
)

// ngState is what a pcapng reader knows of the blocks read so far.
type ngState struct {
	section  int // number of the current section, from 0; -1 before the first
	first    int // index of the section's first interface in Reader.ifs
	clocks   []clock
	maxBlock uint32
	skip     skipping
}

// skipping is a block that is being passed over: what is left of it, so that a
// reader that was interrupted knows where it is.
type skipping struct {
	at    int64  // where the block begins
	total uint32 // its length; 0 if there is none
	left  int64  // bytes yet to come before the trailer
}

// openNG reads the section header, which is at the window's beginning, and all
// blocks up to the first interface description.
func (r *Reader) openNG() error {
	r.format = PcapNG
	r.ng = ngState{section: -1, maxBlock: maxBlock}
	if err := r.win.need(blockFrameLen); err != nil {
		// Four such bytes, a CR and three LF, begin many a text file.
		if err == io.EOF {
			return r.fail(ErrFormat, "unknown file format")
		}
		return r.short(err, "file header bytes", blockFrameLen)
	}
	if m := binary.LittleEndian.Uint32(r.win.buf[r.win.r+8:]); m != byteOrderMagic && bits.ReverseBytes32(m) != byteOrderMagic {
		return r.fail(ErrFormat, "unknown file format")
	}
	for len(r.ifs) == 0 {
		packet, err := r.readBlock()
		switch {
		case err == io.EOF:
			return r.fail(ErrCorrupt, "the capture file has no Interface Description Blocks")
		case err != nil:
			return err
		case packet:
			return r.fail(ErrCorrupt, "the capture file has a packet block before any Interface Description Blocks")
		}
	}
	return nil
}

// nextNG reads blocks until one is a packet, which is then in r.rec.
func (r *Reader) nextNG() error {
	for {
		if packet, err := r.readBlock(); packet || err != nil {
			return err
		}
	}
}

// ngBuffered reports whether the next block is a packet and in memory.
func (r *Reader) ngBuffered() bool {
	b := &r.win
	if b.have() < blockHeadLen || r.ng.skip.total > 0 || r.u32(b.r) != blockEnhanced {
		return false
	}
	return uint64(b.have()) >= uint64(r.u32(b.r+4))
}

// readBlock reads one block and reports whether it is a packet. The error is
// io.EOF where the file ends between blocks.
func (r *Reader) readBlock() (packet bool, err error) {
	if r.ng.skip.total > 0 {
		return false, r.skipBlock()
	}
	b := &r.win
	if b.have() < blockFrameLen {
		if err := b.need(blockFrameLen); err != nil {
			if err == io.EOF && b.have() == 0 {
				return false, io.EOF
			}
			return false, r.shortNG(err, blockHeadLen)
		}
	}
	kind := r.u32(b.r)
	if kind == blockSection {
		if err := r.beginSection(); err != nil {
			return false, err
		}
	}
	total := r.u32(b.r + 4)
	switch {
	case kind == blockSection && (total < 28 || total > maxSectionHeader):
		return false, r.fail(ErrCorrupt, "Section Header Block in pcapng dump file has invalid length 28 < _%d_ < %d", total, maxSectionHeader)
	case total < blockFrameLen:
		return false, r.fail(ErrCorrupt, "block in pcapng dump file has a length of %d < %d", total, blockFrameLen)
	case total%4 != 0:
		return false, r.fail(ErrCorrupt, "block in pcapng dump file has a length of %d that is not a multiple of 4", total)
	}
	switch kind {
	case blockEnhanced, blockSimple, blockPacket, blockInterface, blockSection:
		if total > r.ng.maxBlock {
			return false, r.fail(ErrCorrupt, "pcapng block size %d > maximum %d", total, r.ng.maxBlock)
		}
	default:
		if r.config.Block == nil || total > r.ng.maxBlock {
			r.ng.skip = skipping{at: b.offset(), total: total, left: int64(total) - 4}
			return false, r.skipBlock()
		}
	}
	if b.have() < int(total) {
		if err := b.need(int(total)); err != nil {
			return false, r.shortNG(err, int(total))
		}
	}
	end := b.r + int(total)
	if trailer := r.u32(end - 4); trailer != total {
		return false, r.fail(ErrCorrupt, "block total length in header %d and trailer %d don't match", total, trailer)
	}
	body := b.buf[b.r+blockHeadLen : end-4 : end-4]
	switch kind {
	case blockEnhanced:
		packet, err = true, r.enhancedPacket(body)
	case blockSimple:
		packet, err = true, r.simplePacket(body)
	case blockPacket:
		packet, err = true, r.obsoletePacket(body)
	case blockInterface:
		err = r.addInterface(body)
	case blockSection:
		err = r.sectionHeader(body)
	}
	if err == nil && !packet && r.config.Block != nil {
		err = r.config.Block(&Block{
			Type: kind, Body: body, BigEndian: r.swapped, Section: r.ng.section, Offset: b.offset(),
			first: r.ng.first, clocks: r.ng.clocks,
		})
	}
	if err != nil {
		return false, err
	}
	b.r = end
	return packet, nil
}

// skipBlock passes over the block r.ng.skip, which nobody wants and which may be
// of any length, without holding it in memory.
func (r *Reader) skipBlock() error {
	s := &r.ng.skip
	n, err := r.win.discard(s.left)
	s.left -= n
	if err == nil {
		err = r.win.need(4)
	}
	if err != nil {
		return r.shortAt(err, s.at, int64(s.total), int64(s.total)-4-s.left+int64(r.win.have()))
	}
	if trailer := r.u32(r.win.r); trailer != s.total {
		return r.failAt(s.at, ErrCorrupt, "block total length in header %d and trailer %d don't match", s.total, trailer)
	}
	r.win.r += 4
	s.total = 0
	return nil
}

func (r *Reader) shortNG(err error, n int) error {
	return r.shortAt(err, r.win.offset(), int64(n), int64(r.win.have()))
}

// shortAt returns the error for a block at offset at of which only got bytes of
// n are there.
func (r *Reader) shortAt(err error, at, n, got int64) error {
	if isEnd(err) {
		return r.failAt(at, ErrTruncated, "truncated pcapng dump file; tried to read %d bytes, only got %d", n, got)
	}
	return r.failAt(at, err, "error reading dump file: %v", err)
}

// beginSection takes the byte order from the section header at the window's
// beginning.
func (r *Reader) beginSection() error {
	switch m := binary.LittleEndian.Uint32(r.win.buf[r.win.r+8:]); {
	case m == byteOrderMagic:
		r.swapped = false
	case bits.ReverseBytes32(m) == byteOrderMagic:
		r.swapped = true
	default:
		return r.fail(ErrCorrupt, "the file has a section with a bad byte order magic field (%#08x)", m)
	}
	return nil
}

// sectionHeader begins a new section, whose interfaces are numbered anew.
func (r *Reader) sectionHeader(body []byte) error {
	o := order(r.swapped)
	if major, minor := o.Uint16(body[4:]), o.Uint16(body[6:]); major != 1 || minor != 0 && minor != 2 {
		return r.fail(ErrVersion, "unsupported pcapng savefile version %d.%d", major, minor)
	}
	if err := (Options{body[16:], r.swapped}).Err(); err != nil {
		return r.fail(ErrCorrupt, "Section Header Block: %v", err)
	}
	r.ng.section++
	r.ng.first = len(r.ifs)
	return nil
}

// enhancedPacket reads an enhanced packet block, section 4.3:
//
//	interface ID, timestamp (high, low), captured length, original length,
//	packet data padded to four bytes, options
func (r *Reader) enhancedPacket(body []byte) error {
	if len(body) < 20 {
		return r.fail(ErrCorrupt, "block of type %d in pcapng dump file is too short", blockEnhanced)
	}
	id := binary.LittleEndian.Uint32(body)
	high := binary.LittleEndian.Uint32(body[4:])
	low := binary.LittleEndian.Uint32(body[8:])
	caplen := binary.LittleEndian.Uint32(body[12:])
	length := binary.LittleEndian.Uint32(body[16:])
	if r.swapped {
		id = bits.ReverseBytes32(id)
		high = bits.ReverseBytes32(high)
		low = bits.ReverseBytes32(low)
		caplen = bits.ReverseBytes32(caplen)
		length = bits.ReverseBytes32(length)
	}
	rec := &r.rec
	rec.Flags, rec.Drops, rec.Hash, rec.Options = 0, 0, nil, Options{}
	if err := r.packet(blockEnhanced, id, uint64(high)<<32|uint64(low), caplen, length, body[20:]); err != nil {
		return err
	}
	if rest := 20 + pad4(int(caplen)); rest < len(body) {
		r.packetOptions(body[rest:])
	}
	return nil
}

// obsoletePacket reads a packet block, appendix A: as an enhanced packet block,
// but with 16 bits of interface ID and 16 bits of drop count.
func (r *Reader) obsoletePacket(body []byte) error {
	if len(body) < 20 {
		return r.fail(ErrCorrupt, "block of type %d in pcapng dump file is too short", blockPacket)
	}
	o := order(r.swapped)
	drops := o.Uint16(body[2:])
	caplen := o.Uint32(body[12:])
	rec := &r.rec
	rec.Flags, rec.Drops, rec.Hash, rec.Options = 0, 0, nil, Options{}
	units := uint64(o.Uint32(body[4:]))<<32 | uint64(o.Uint32(body[8:]))
	if err := r.packet(blockPacket, uint32(o.Uint16(body)), units, caplen, o.Uint32(body[16:]), body[20:]); err != nil {
		return err
	}
	if rest := 20 + pad4(int(caplen)); rest < len(body) {
		r.packetOptions(body[rest:])
	}
	if drops != math.MaxUint16 { // unknown
		rec.Drops = uint64(drops)
	}
	return nil
}

// simplePacket reads a simple packet block, section 4.4: an original length and
// the data, of the section's first interface, without a time.
func (r *Reader) simplePacket(body []byte) error {
	if len(body) < 4 {
		return r.fail(ErrCorrupt, "block of type %d in pcapng dump file is too short", blockSimple)
	}
	length := order(r.swapped).Uint32(body)
	caplen := length
	if r.ng.first < len(r.ifs) {
		caplen = min(caplen, uint32(r.ifs[r.ng.first].Snaplen))
	}
	rec := &r.rec
	rec.Flags, rec.Drops, rec.Hash, rec.Options = 0, 0, nil, Options{}
	if err := r.packet(blockSimple, 0, 0, caplen, length, body[4:]); err != nil {
		return err
	}
	rec.Time = 0
	return nil
}

// packet checks what the packet blocks have in common and puts it into r.rec.
func (r *Reader) packet(kind, id uint32, units uint64, caplen, length uint32, data []byte) error {
	index := int64(r.ng.first) + int64(id)
	if index >= int64(len(r.ifs)) {
		if r.packets == 0 && len(r.ifs) == 0 {
			return r.fail(ErrCorrupt, "the capture file has a packet block before any Interface Description Blocks")
		}
		return r.fail(ErrCorrupt, "a packet arrived on interface %d, but there's no Interface Description Block for that interface", id)
	}
	i := int(index)
	if caplen > r.ng.clocks[i].maxCaplen {
		return r.fail(ErrCorrupt, "invalid packet capture length %d, bigger than maximum of %d", caplen, r.ng.clocks[i].maxCaplen)
	}
	if int(caplen) > len(data) {
		return r.fail(ErrCorrupt, "block of type %d in pcapng dump file is too short for its captured length %d", kind, caplen)
	}
	rec := &r.rec
	rec.Data = data[:caplen:caplen]
	rec.Length = int(length)
	rec.Time = r.ng.clocks[i].nanoseconds(units)
	rec.Interface = i
	if r.swapped {
		swapPseudoHeader(r.ifs[i].LinkType, rec.Data)
	}
	return nil
}

// Option codes of packet blocks.
const (
	optionFlags     = 2 // epb_flags
	optionHash      = 3 // epb_hash
	optionDropCount = 4 // epb_dropcount
)

// packetOptions puts the options that a Record has fields for into it. Options
// that are damaged do not make the packet so.
func (r *Reader) packetOptions(raw []byte) {
	rec := &r.rec
	rec.Options = Options{raw, r.swapped}
	for {
		code, value, rest, ok := nextOption(raw, r.swapped)
		if !ok || code == OptionEnd {
			return
		}
		switch {
		case code == optionFlags && len(value) == 4:
			rec.Flags = Flags(order(r.swapped).Uint32(value))
		case code == optionHash:
			rec.Hash = value
		case code == optionDropCount && len(value) == 8:
			rec.Drops = order(r.swapped).Uint64(value)
		}
		raw = rest
	}
}
