package decode

import "hash/crc32"

// Frame types: IEEE 802.15.4-2015, table 7-1.
const (
	wpanBeacon       = 0
	wpanCommand      = 3
	wpanMultipurpose = 5
)

var wpanTypes = [8]string{"Beacon", "Data", "ACK", "Command", "Reserved", "Multipurpose", "Fragment", "Extended"}

// printWPAN prints an IEEE 802.15.4 frame that is the packet.
func printWPAN(p *Printer, v view) { p.linkLen += p.wpan(v) }

// printWPANTap prints an IEEE 802.15.4 frame after a TAP header, which has a
// version and its own length in little-endian bytes 2 and 3.
func printWPANTap(p *Printer, v view) {
	p.enter("802.15.4_tap", v)
	if len(v.b) < 4 {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	length := v.le16(2)
	if v.u8(0) != 0 || length < 4 || len(v.b) < length {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += length
	p.linkLen += p.wpan(v.from(length))
}

// A wpanFrame is an IEEE 802.15.4 frame being printed: what follows what has
// been printed, and what its header says.
type wpanFrame struct {
	view
	version  int
	security bool // an auxiliary security header follows the addresses
	elements bool // information elements do
	level    int  // security level
	mic      []byte
	fcs, crc uint32
}

// wpan prints an IEEE 802.15.4 frame: IEEE 802.15.4-2015, 7.2.
//
//	+---------------+----------+-----------+----------+----------+---------+-----+
//	| frame control | sequence | addresses | security | elements | payload | FCS |
//	+---------------+----------+-----------+----------+----------+---------+-----+
//	  1-2             0-1        0-20        0-14                            0-4
//
// Its numbers are little-endian. It returns how many bytes of it are link-layer
// header.
func (p *Printer) wpan(v view) int {
	p.enter("802.15.4", v)
	v.n = len(v.b)
	if v.n < 2 {
		p.truncated()
		return v.n
	}
	fc := v.le16(0)
	p.printf("IEEE 802.15.4 %s packet ", wpanTypes[fc&7])
	f := wpanFrame{view: v}
	switch kind := fc & 7; {
	case kind <= wpanCommand:
		f.checksum(4)
		if !p.wpanStandardHeader(&f, fc) || !p.wpanBody(&f) {
			return 0
		}
		p.wpanPayload(&f, kind)
	case kind == wpanMultipurpose:
		f.checksum(3)
		if !p.wpanMultipurposeHeader(&f, fc) || !p.wpanBody(&f) {
			return 0
		}
		p.unparsed(f.view)
	default:
		return 0
	}
	return 1
}

// checksum finds the frame check sequence, 4 or 2 bytes, and takes it off the
// frame. A frame shorter than least has none. Where neither is right, it is
// taken to be absent.
func (f *wpanFrame) checksum(least int) {
	if f.n < least {
		return
	}
	if f.n > 4 || least == 4 {
		f.fcs, f.crc = f.le32(f.n-4), wpanCRC32(f.b[:f.n-4])
		if f.fcs == f.crc {
			f.n -= 4
			return
		}
	}
	f.fcs, f.crc = uint32(f.le16(f.n-2)), wpanCRC16(f.b[:f.n-2])
	if f.fcs == f.crc {
		f.n -= 2
	}
}

// wpanCRC16 is the 16-bit frame check sequence: the CCITT polynomial, least
// significant bit first, from 0.
func wpanCRC16(b []byte) uint32 {
	var crc uint16
	for _, c := range b {
		crc ^= uint16(c)
		for range 8 {
			if crc&1 != 0 {
				crc = crc>>1 ^ 0x8408
			} else {
				crc >>= 1
			}
		}
	}
	return uint32(crc)
}

// wpanCRC32 is the 32-bit frame check sequence: Ethernet's polynomial from 0.
func wpanCRC32(b []byte) uint32 {
	var crc uint32
	for _, c := range b {
		crc = crc32.IEEETable[byte(crc)^c] ^ crc>>8
	}
	return crc
}

// wpanBits are bits of a frame control field that -vvv prints.
type wpanBits []struct {
	bit  int
	name string
}

var (
	wpanStandardBits = wpanBits{
		{0x0008, "Security Enabled, "}, {0x0010, "Frame Pending, "}, {0x0020, "AR, "},
		{0x0040, "PAN ID Compression, "}, {0x0100, "Sequence Number Suppression, "}, {0x0200, "IE present, "},
	}
	wpanMultipurposeBits = wpanBits{
		{0x0200, "Security Enabled, "}, {0x0800, "Frame Pending, "}, {0x4000, "AR, "},
		{0x0100, "PAN ID Present, "}, {0x0400, "Sequence Number Suppression, "}, {0x8000, "IE present, "},
	}
)

func (p *Printer) wpanControl(f *wpanFrame, fc int, bits wpanBits) {
	f.version = fc >> 12 & 3
	p.printf("v%d ", f.version)
	if p.v <= 2 {
		return
	}
	for _, b := range bits {
		if fc&b.bit != 0 {
			p.str(b.name)
		}
	}
}

// wpanStandardHeader prints the header of a beacon, data, acknowledgment or
// command frame up to its addresses, and reports whether there was all of it:
// IEEE 802.15.4-2015, 7.2.2.
func (p *Printer) wpanStandardHeader(f *wpanFrame, fc int) bool {
	p.wpanControl(f, fc, wpanStandardBits)
	header := 2
	if fc&0x0100 != 0 {
		if f.version < 2 {
			p.str("[ERROR: Sequence number suppressed on frames where version < 2]")
		}
		if p.v > 0 {
			p.str("seq suppressed ")
		}
	} else {
		p.wpanSequence(f.u8(2))
		header = 3
	}
	if f.n < header {
		p.truncated()
		return false
	}
	f.view = f.from(header)
	f.security, f.elements = fc&0x0008 != 0, fc&0x0200 != 0
	dst, src, ok := p.wpanAddressLens(fc>>10&3, fc>>14&3)
	if !ok {
		return false
	}
	compressed := fc&0x0040 != 0
	if compressed && f.version < 2 && (dst == 0 || src == 0) {
		p.str("[ERROR: PAN ID Compression != 0, and only one address with frame version < 2]")
	}
	dstPAN, srcPAN := wpanPANs(f.version, compressed, dst, src)
	if !p.wpanAddress(f, dstPAN, dst) {
		return false
	}
	p.str(" < ")
	if !p.wpanAddress(f, srcPAN, src) {
		return false
	}
	p.byte(' ')
	return true
}

// wpanPANs returns which PAN identifiers a frame has that has addresses of the
// given lengths: IEEE 802.15.4-2015, 7.2.1.5 and table 7-2.
func wpanPANs(version int, compressed bool, dst, src int) (dstPAN, srcPAN bool) {
	dstPAN, srcPAN = dst > 0, src > 0 && !compressed
	if version < 2 {
		return dstPAN, srcPAN
	}
	long := dst == 8 && src == 8
	switch {
	case compressed && dst == 0 && src == 0:
		return true, false
	case compressed && (dst == 0 || src == 0 || long):
		return false, false
	case long:
		return true, false
	}
	return dstPAN, srcPAN
}

// wpanMultipurposeHeader prints the header of a multipurpose frame up to its
// addresses, and reports whether there was all of it: IEEE 802.15.4-2015, 7.3.5.
func (p *Printer) wpanMultipurposeHeader(f *wpanFrame, fc int) bool {
	header, pan := 2, false
	if fc&0x0008 != 0 { // the long frame control field
		p.wpanControl(f, fc, wpanMultipurposeBits)
		pan, f.security, f.elements = fc&0x0100 != 0, fc&0x0200 != 0, fc&0x8000 != 0
		if fc&0x0400 == 0 {
			p.wpanSequence(f.u8(2))
			header = 3
		}
	} else {
		p.wpanSequence(f.u8(1))
	}
	if f.n < header {
		p.truncated()
		return false
	}
	f.view = f.from(header)
	dst, src, ok := p.wpanAddressLens(fc>>4&3, fc>>6&3)
	if !ok || !p.wpanAddress(f, pan, dst) {
		return false
	}
	p.str(" <  ")
	if !p.wpanAddress(f, false, src) {
		return false
	}
	p.byte(' ')
	return true
}

func (p *Printer) wpanSequence(sequence int) {
	if p.v > 0 {
		p.printf("seq %02x ", sequence)
	}
}

// wpanAddressLens returns the lengths of the addresses of two addressing modes:
// IEEE 802.15.4-2015, table 7-3. The mode 1 is reserved.
func (p *Printer) wpanAddressLens(dstMode, srcMode int) (dst, src int, ok bool) {
	if srcMode == 1 {
		p.str("[ERROR: Invalid src address mode]")
		return 0, 0, false
	}
	if dstMode == 1 {
		p.str("[ERROR: Invalid dst address mode]")
		return 0, 0, false
	}
	lens := [4]int{0, 0, 2, 8}
	return lens[dstMode], lens[srcMode], true
}

// wpanAddress prints a PAN identifier, where there is one, and an address of n
// bytes.
func (p *Printer) wpanAddress(f *wpanFrame, pan bool, n int) bool {
	if pan {
		if f.n < 2 {
			p.str("[ERROR: Truncated before dst_pan]")
			return false
		}
		p.printf("%04x:", f.le16(0))
		f.view = f.from(2)
	} else {
		p.str("-:")
	}
	if f.n < n {
		p.str("[ERROR: Truncated before dst_addr]")
		return false
	}
	p.wpanAddr(f.view, 0, n)
	f.view = f.from(n)
	return true
}

// wpanAddr prints the address of n bytes at off.
func (p *Printer) wpanAddr(v view, off, n int) {
	switch n {
	case 0:
		p.str("none")
	case 2:
		p.printf("%04x", v.le16(off))
	case 8:
		p.wpanLong(v, off)
	}
}

// wpanLong prints the 64-bit address at off, which is sent last byte first.
func (p *Printer) wpanLong(v view, off int) {
	v.need(off, 8)
	for i := 7; i >= 0; i-- {
		p.hexBytes(v.b[off+i:off+i+1], "")
		if i > 0 {
			p.byte(':')
		}
	}
}

// wpanBody prints what is between a frame's addresses and its payload, and
// reports whether there was all of it.
func (p *Printer) wpanBody(f *wpanFrame) bool {
	if f.security && !p.wpanSecurity(f) {
		return false
	}
	if size := [4]int{0, 4, 8, 16}[f.level&3]; size > 0 {
		if f.n < size {
			p.str("[ERROR: Truncated before MIC]")
			return false
		}
		f.n -= size
		f.mic = f.bytes(f.n, size)
	}
	payload := false
	if f.elements {
		var ok bool
		if payload, ok = p.wpanHeaderElements(f); !ok {
			return false
		}
	}
	if payload {
		if f.level >= 4 {
			p.str("Payload IEs present, but encrypted, cannot print ")
		} else if !p.wpanPayloadElements(f) {
			return false
		}
	}
	if p.v > 2 {
		if f.mic != nil {
			p.str("\n\tMIC ")
			p.hexBytes(f.mic, "")
			p.byte(' ')
		}
		if f.fcs == f.crc {
			p.printf("FCS %x ", f.fcs)
		} else {
			p.printf("wrong FCS %x vs %x (assume no FCS stored) ", f.fcs, f.crc)
		}
	}
	return true
}

// wpanSecurity prints an auxiliary security header, and reports whether there
// was all of it: IEEE 802.15.4-2015, 9.4.
//
//	+---------+---------------+------------+-----------+
//	| control | frame counter | key source | key index |
//	+---------+---------------+------------+-----------+
//	  1         0-4             0-8          0-1
func (p *Printer) wpanSecurity(f *wpanFrame) bool {
	if f.n < 1 {
		p.str("[ERROR: Truncated before Aux Security Header]")
		return false
	}
	control := f.u8(0)
	mode := control >> 3 & 3
	f.level = control & 7
	f.view = f.from(1)
	if p.v > 0 {
		p.printf("\n\tSecurity Level %d, Key Id Mode %d, ", f.level, mode)
	}
	if control&0x20 == 0 {
		if f.n < 4 {
			p.str("[ERROR: Truncated before Frame Counter]")
			return false
		}
		if p.v > 1 {
			p.printf("Frame Counter 0x%08x ", f.le32(0))
		}
		f.view = f.from(4)
	}
	if mode == 0 {
		if p.v > 1 {
			p.str("Implicit")
		}
		return true
	}
	size := [4]int{0, 0, 4, 8}[mode]
	if f.n < size {
		p.str("[ERROR: Truncated before Key Source]")
		return false
	}
	if p.v > 1 {
		switch size {
		case 4:
			p.printf("KeySource 0x%04x:%04x, ", f.le16(0), f.le16(2))
		case 8:
			p.str("KeySource ")
			p.wpanLong(f.view, 0)
			p.str(", ")
		}
	}
	f.view = f.from(size)
	if f.n < 1 {
		p.str("[ERROR: Truncated before Key Index]")
		return false
	}
	if p.v > 1 {
		p.printf("KeyIndex 0x%02x, ", f.u8(0))
	}
	f.view = f.from(1)
	return true
}
