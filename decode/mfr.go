package decode

// Bits of the first byte of a fragment: FRF.15, 3.2, and FRF.16.1, 3.2.
const (
	mfrBegin   = 0x80
	mfrEnd     = 0x40
	mfrControl = 0x20
	mfrAll     = mfrBegin | mfrEnd | mfrControl
)

var mfrFlagNames = names{{mfrBegin, "Begin"}, {mfrEnd, "End"}, {mfrControl, "Control"}}

var mfrMessages = names{
	{1, "Add Link"},
	{2, "Add Link ACK"},
	{3, "Add Link Reject"},
	{4, "Hello"},
	{5, "Hello ACK"},
	{6, "Remove Link"},
	{7, "Remove Link ACK"},
}

// Information elements of link integrity messages: FRF.16.1, 3.4.
const (
	mfrBundleID  = 1
	mfrLinkID    = 2
	mfrMagic     = 3
	mfrTimestamp = 5
)

var mfrElements = names{
	{mfrBundleID, "Bundle ID"},
	{mfrLinkID, "Link ID"},
	{mfrMagic, "Magic Number"},
	{mfrTimestamp, "Timestamp"},
	{6, "Vendor Extension"},
	{7, "Cause"},
}

// printMFR prints a multilink frame relay frame that is the packet.
func printMFR(p *Printer, v view) {
	p.protocol = "mfr"
	if len(v.b) < 2 {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += p.mfr(v)
}

// mfr prints a multilink frame relay frame and returns the length of its header:
// FRF.16.1, 3.
//
//	 0   1   2   3         7    8
//	+---+---+---+---------+----+----------+
//	| B | E | C | seq high| EA | seq low  |
//	+---+---+---+---------+----+----------+
//
// A link integrity message has all three bits, a sequence number of 0 and then
// a message type and information elements.
func (p *Printer) mfr(v view) int {
	p.enter("mfr", v)
	if v.n < 4 {
		p.printf("[length %d < 4]", v.n)
		p.invalid()
		return v.n
	}
	v.need(0, 4)
	flags := v.u8(0) & mfrAll
	if flags == mfrAll && v.u8(1) == 0 {
		p.str("FRF.16 Control, Flags [")
		p.flags(mfrFlagNames, "none", ", ", uint32(flags))
		p.str("], ")
		p.name(mfrMessages, "Unknown Message (0x%02x)", v.u8(2))
		p.printf(", length %d", v.n)
		if p.v > 0 {
			p.mfrElements(v.from(3))
		}
		return 3
	}
	p.printf("FRF.16 Frag, seq %d, Flags [", mfrSequence(v))
	p.flags(mfrFlagNames, "none", ", ", uint32(flags))
	p.byte(']')
	if flags == mfrBegin|mfrEnd || flags == mfrBegin {
		p.str(", ")
		p.frameRelay(v.from(2))
		return 2
	}
	p.hexView("\n\t", v)
	return 0
}

// mfrSequence returns the 12 bits of a fragment's sequence number.
func mfrSequence(v view) int { return v.u8(0)&0x1e<<7 | v.u8(1) }

// mfrElements prints information elements: a type, a length that counts both,
// and a value.
func (p *Printer) mfrElements(v view) {
	for v.n > 2 {
		kind, length := v.u8(0), v.u8(1)
		p.str("\n\tIE ")
		p.name(mfrElements, "Unknown", kind)
		p.printf(" (%d), length %d: ", kind, length)
		if kind == 0 || length <= 2 {
			return
		}
		v.need(0, length)
		value := v.at(2, length-2)
		dump := p.v > 1
		switch {
		case kind == mfrMagic && value.n != 4:
			p.printf("[IE data length %d != 4]", value.n)
			p.invalid()
		case kind == mfrMagic:
			p.printf("0x%08x", value.u32(0))
		case kind == mfrBundleID || kind == mfrLinkID:
			p.paddedText(value, 0, min(value.n, 50))
		case kind == mfrTimestamp && value.n > 14:
			p.printf("[Timestamp IE length %d > 14]", value.n)
			p.invalid()
		default:
			dump = true
		}
		if dump {
			p.hexView("\n\t  ", value)
		}
		v = v.from(length)
	}
}

// frf15 prints the header of an end-to-end or interface fragment: FRF.15, 3.
func (p *Printer) frf15(v view) {
	if v.n < 2 {
		p.truncated()
		return
	}
	p.printf("FRF.15, seq 0x%03x, Flags [", mfrSequence(v))
	p.flags(mfrFlagNames, "none", ", ", uint32(v.u8(0)&mfrAll))
	p.str(choose(v.u8(0)&1 != 0, "],Interface", "],End-to-End"))
	p.printf(" Fragmentation, length %d", v.n)
}
