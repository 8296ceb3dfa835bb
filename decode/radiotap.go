package decode

// Bits of a radiotap header's presence words: the registry at radiotap.org,
// "Defined Fields".
const (
	radioTSFT            = 0
	radioFlags           = 1
	radioRate            = 2
	radioChannel         = 3
	radioFHSS            = 4
	radioSignal          = 5
	radioNoise           = 6
	radioLockQuality     = 7
	radioTxAttenuation   = 8
	radioTxAttenuationDB = 9
	radioTxPower         = 10
	radioAntenna         = 11
	radioSignalDB        = 12
	radioNoiseDB         = 13
	radioRxFlags         = 14
	radioXChannel        = 18
	radioMCS             = 19
	radioAMPDU           = 20
	radioVHT             = 21

	// These mean the same in every presence word.
	radioNamespace       = 29
	radioVendorNamespace = 30
	radioExtended        = 31
)

// Bits of the flags field.
const (
	radioFCS     = 0x10 // a checksum ends the frame
	radioDataPad = 0x20 // the frame's header is padded to 4 bytes
)

var radioFlagNames = names{
	{0x01, "cfp "},
	{0x02, "short preamble "},
	{0x04, "wep "},
	{0x08, "fragmented "},
	{0x40, "bad-fcs "},
}

// A radiotap reads the fields of a radiotap header. Each is aligned to its own
// size, counted from the header's start.
type radiotap struct {
	v     view // the header
	off   int
	flags int // the flags field
}

// field returns where a field of n bytes, aligned to align, begins. It reports
// false where the header ends before it.
func (r *radiotap) field(n, align int) (off int, ok bool) {
	off = (r.off + align - 1) / align * align
	if !r.v.has(off, n) {
		return 0, false
	}
	r.off = off + n
	return off, true
}

// printRadiotap prints a radiotap header and the IEEE 802.11 frame after it.
//
//	+---------+-----+--------+---------+-----------+--------
//	| version | pad | length | present | more ...  | fields
//	+---------+-----+--------+---------+-----------+--------
//	  1         1     2        4         4 each
//
// Its numbers are little-endian. The last bit of a presence word says that
// another follows.
func printRadiotap(p *Printer, v view) {
	p.enter("802.11_radio", v)
	if len(v.b) < 8 {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	length := v.le16(2)
	words := 1
	for len(v.b) >= length && 4+4*words <= length && v.le32(4*words)>>radioExtended != 0 {
		words++
	}
	if length < 4+4*words || len(v.b) < length {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	r := radiotap{v: v.sub(0, length), off: 4 + 4*words}
	first, vendor, skip := 0, false, 0 // of the current presence word
	for i := range words {
		present := v.le32(4 + 4*i)
		if vendor {
			if !r.v.has(r.off, skip) {
				break
			}
			r.off += skip
			skip = 0
		} else if !p.radioFields(&r, present, first) {
			break
		}
		switch present >> radioNamespace & 3 {
		case 0:
			first += 32
		case 1:
			first, vendor, skip = 0, false, 0
		case 2:
			first, vendor = 0, true
			off, ok := r.field(6, 2)
			if !ok {
				p.truncated()
				break
			}
			skip = r.v.le16(off + 4)
		}
	}
	fcs := 0
	if r.flags&radioFCS != 0 {
		fcs = 4
	}
	p.linkLen += length
	p.linkLen += p.wifi(v.from(length), r.flags&radioDataPad != 0, fcs)
}

// radioFields prints the fields that a presence word tells of, whose first bit
// has the number first. It reports false where one is not known, as what
// follows it then is not either, or where the header ends early.
func (p *Printer) radioFields(r *radiotap, present uint32, first int) bool {
	for bit := range radioNamespace {
		if present&(1<<bit) == 0 {
			continue
		}
		n, align := radioFieldSize(first + bit)
		if n == 0 {
			p.printf("[bit %d] ", first+bit)
			return false
		}
		off, ok := r.field(n, align)
		if !ok {
			p.truncated()
			return false
		}
		p.radioField(r, first+bit, off, present)
	}
	return true
}

// radioFieldSize returns the size and the alignment of a field, 0 where it is
// not known.
func radioFieldSize(bit int) (n, align int) {
	switch bit {
	case radioTSFT:
		return 8, 8
	case radioFlags, radioRate, radioSignal, radioNoise, radioTxPower, radioAntenna, radioSignalDB, radioNoiseDB:
		return 1, 1
	case radioChannel:
		return 4, 2
	case radioFHSS:
		return 2, 1
	case radioLockQuality, radioTxAttenuation, radioRxFlags:
		return 2, 2
	case radioTxAttenuationDB:
		return 2, 2
	case radioXChannel, radioAMPDU:
		return 8, 4
	case radioMCS:
		return 3, 1
	case radioVHT:
		return 12, 2
	}
	return 0, 0
}

// radioField prints the field at off.
func (p *Printer) radioField(r *radiotap, bit, off int, present uint32) {
	v := r.v
	switch bit {
	case radioTSFT:
		p.printf("%dus tsft ", v.le64(off))
	case radioFlags:
		r.flags = v.u8(off)
		p.flags(radioFlagNames, "", "", uint32(r.flags))
	case radioRate:
		// Some systems put an MCS index there, which 0x80 marks; real rates of
		// 64 Mb/s and more exist as well.
		if rate := v.u8(off); rate >= 0x80 && rate <= 0x8f {
			p.printf("MCS %d ", rate&0x7f)
		} else {
			p.halves(rate)
			p.str(" Mb/s ")
		}
	case radioChannel:
		if present&(1<<radioXChannel) == 0 {
			p.radioChannel(v.le16(off), v.le16(off+2), present)
		}
	case radioXChannel:
		p.radioChannel(v.le16(off+4), int(v.le32(off)), present)
	case radioFHSS:
		p.printf("fhset %d fhpat %d ", v.u8(off), v.u8(off+1))
	case radioSignal:
		p.printf("%ddBm signal ", int8(v.u8(off)))
	case radioNoise:
		p.printf("%ddBm noise ", int8(v.u8(off)))
	case radioLockQuality:
		p.printf("%d sq ", v.le16(off))
	case radioTxAttenuation:
		p.printf("%d tx power ", -int(int16(v.le16(off))))
	case radioTxAttenuationDB:
		p.printf("%ddB tx attenuation ", -int(int16(v.le16(off))))
	case radioTxPower:
		p.printf("%ddBm tx power ", int8(v.u8(off)))
	case radioAntenna:
		p.printf("antenna %d ", v.u8(off))
	case radioSignalDB:
		p.printf("%ddB signal ", v.u8(off))
	case radioNoiseDB:
		p.printf("%ddB noise ", v.u8(off))
	case radioMCS:
		p.radioMCS(v.u8(off), v.u8(off+1), v.u8(off+2))
	case radioVHT:
		p.radioVHT(v.sub(off, 12))
	}
}
