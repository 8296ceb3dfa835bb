package savefile

import (
	"encoding/binary"
	"io"
	"math/bits"

	"pktcap/linktype"
)

// The first four bytes of a pcap file, in its own byte order.
const (
	magicMicro     = 0xa1b2c3d4 // timestamps in microseconds
	magicNano      = 0xa1b23c4d // in nanoseconds
	magicKuznetzov = 0xa1b2cd34 // microseconds, and eight more bytes a record
)

// A pcap file's header and record header, in the file's byte order:
//
//	 0      4    6    8        12       16       20         24
//	┌──────┬────┬────┬────────┬────────┬────────┬──────────┐
//	│magic │maj │min │ 0      │ 0      │snaplen │link type │
//	└──────┴────┴────┴────────┴────────┴────────┴──────────┘
//	┌────────┬──────────┬────────┬────────┬ ─ ─ ─ ─ ─ ─ ┐
//	│seconds │ fraction │ caplen │ length │ packet data
//	└────────┴──────────┴────────┴────────┴ ─ ─ ─ ─ ─ ─ ┘
//	 0        4          8        12       16
//
// The link type field's lower 16 bits are the link type; bits 16-25 are
// reserved and zero; bit 26 says that bits 28-31 are the length of the frame
// check sequence, in units of two bytes.
const (
	pcapHeaderLen          = 24
	pcapRecordLen          = 16
	pcapKuznetzovRecordLen = 24

	linkTypeMask     = 0x0000ffff
	linkTypeReserved = 0x03ff0000
	linkTypeHasFCS   = 0x04000000
	linkTypeFCSShift = 28
)

// lengthOrder says which of a record's two lengths comes first.
type lengthOrder uint8

const (
	lengthsInOrder lengthOrder = iota // captured, then on the wire
	lengthsSwapped                    // before version 2.3, and in DG/UX's 543.0
	lengthsGuessed                    // version 2.3: some writers did, some did not
)

// pcapState is what the header of a pcap file says of its records.
type pcapState struct {
	recordLen int
	unit      int64  // nanoseconds in a unit of the fraction
	second    uint32 // units in a second
	lengths   lengthOrder
	snaplen   uint32
	maximum   uint32 // the longest capture length that is believed
}

func isPcapMagic(m uint32) bool {
	switch m {
	case magicMicro, magicNano, magicKuznetzov:
		return true
	}
	switch bits.ReverseBytes32(m) {
	case magicMicro, magicNano, magicKuznetzov:
		return true
	}
	return false
}

// u32 returns the number at i of the window in the file's byte order.
func (r *Reader) u32(i int) uint32 {
	v := binary.LittleEndian.Uint32(r.win.buf[i:])
	if r.swapped {
		v = bits.ReverseBytes32(v)
	}
	return v
}

func (r *Reader) u16(i int) uint16 {
	v := binary.LittleEndian.Uint16(r.win.buf[i:])
	if r.swapped {
		v = bits.ReverseBytes16(v)
	}
	return v
}

// openPcap reads the file header, whose magic number is at the window's
// beginning.
func (r *Reader) openPcap() error {
	r.format = Pcap
	if err := r.win.need(pcapHeaderLen); err != nil {
		return r.short(err, "file header bytes", pcapHeaderLen)
	}
	at := r.win.r
	magic := r.u32(at)
	switch magic {
	case magicMicro, magicNano, magicKuznetzov:
	default:
		r.swapped = true
		magic = r.u32(at)
	}
	major, minor := r.u16(at+4), r.u16(at+6)
	switch {
	case major < 2:
		return r.fail(ErrVersion, "archaic pcap savefile format (version %d.%d)", major, minor)
	case major == 2 && minor <= 4, major == 543 && minor == 0:
	default:
		return r.fail(ErrVersion, "unsupported pcap savefile version %d.%d", major, minor)
	}
	field := r.u32(at + 20)
	if field&linkTypeReserved != 0 {
		return r.fail(ErrCorrupt, "reserved bits of the link-type field are not zero (%#08x)", field)
	}
	i := Interface{LinkType: linktype.Type(field & linkTypeMask), Resolution: 1e6}
	i.Snaplen = adjustSnaplen(i.LinkType, r.u32(at+16))
	if field&linkTypeHasFCS != 0 {
		i.HasFCSLen = true
		i.FCSLen = 2 * int(field>>linkTypeFCSShift)
	}

	p := pcapState{recordLen: pcapRecordLen, unit: 1000, second: 1e6, maximum: maxSnaplen(i.LinkType)}
	switch magic {
	case magicNano:
		p.unit, p.second, i.Resolution = 1, 1e9, 1e9
	case magicKuznetzov:
		p.recordLen = pcapKuznetzovRecordLen
		if i.LinkType == linktype.Ethernet && i.Snaplen <= 1<<31-1-14 {
			// The capture may have been a cooked one, to which that
			// libpcap prepended an Ethernet header of its own making.
			i.Snaplen += 14
		}
	}
	switch {
	case major == 543 || minor < 3:
		p.lengths = lengthsSwapped
	case minor == 3:
		p.lengths = lengthsGuessed
	}
	p.snaplen = uint32(i.Snaplen)
	r.pcap = p
	r.ifs = append(r.ifs, i)
	r.win.r += pcapHeaderLen
	return nil
}

// pcapBuffered reports whether the next record is in memory.
func (r *Reader) pcapBuffered() bool {
	p, b := &r.pcap, &r.win
	if b.have() < p.recordLen || p.lengths != lengthsInOrder {
		return false
	}
	return uint64(b.have()-p.recordLen) >= uint64(r.u32(b.r+8))
}

// nextPcap reads one record into r.rec.
func (r *Reader) nextPcap() error {
	p, b := &r.pcap, &r.win
	if b.have() < p.recordLen {
		if err := b.need(p.recordLen); err != nil {
			if err == io.EOF && b.have() == 0 {
				return io.EOF
			}
			return r.short(err, "header bytes", p.recordLen)
		}
	}
	head := b.buf[b.r : b.r+pcapRecordLen]
	seconds := binary.LittleEndian.Uint32(head[0:])
	fraction := binary.LittleEndian.Uint32(head[4:])
	caplen := binary.LittleEndian.Uint32(head[8:])
	length := binary.LittleEndian.Uint32(head[12:])
	if r.swapped {
		seconds = bits.ReverseBytes32(seconds)
		fraction = bits.ReverseBytes32(fraction)
		caplen = bits.ReverseBytes32(caplen)
		length = bits.ReverseBytes32(length)
	}
	if p.lengths != lengthsInOrder && (p.lengths == lengthsSwapped || caplen > length) {
		caplen, length = length, caplen
	}
	if caplen > p.maximum {
		if caplen > p.snaplen {
			return r.fail(ErrCorrupt, "invalid packet capture length %d, bigger than snaplen of %d", caplen, p.snaplen)
		}
		return r.fail(ErrCorrupt, "invalid packet capture length %d, bigger than maximum of %d", caplen, p.maximum)
	}
	total := p.recordLen + int(caplen)
	if b.have() < total {
		if err := b.need(total); err != nil {
			return r.shortAfter(err, "captured bytes", int(caplen), b.have()-p.recordLen)
		}
	}
	data := b.buf[b.r+p.recordLen : b.r+total : b.r+total]
	if caplen > p.snaplen {
		data = data[:p.snaplen:p.snaplen]
		r.cut++
	}
	b.r += total

	rec := &r.rec
	rec.Data = data
	rec.Length = int(length)
	rec.Time = int64(seconds)*1e9 + int64(fraction)*p.unit
	rec.InvalidFraction = 0
	if fraction >= p.second {
		rec.InvalidFraction = fraction
	}
	if r.swapped {
		swapPseudoHeader(r.ifs[0].LinkType, data)
	}
	return nil
}
