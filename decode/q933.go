package decode

var q933Messages = names{
	{0x00, "ESC to National"},
	{0x01, "Alert"},
	{0x02, "Call proceeding"},
	{0x07, "Connect"},
	{0x0f, "Connect ACK"},
	{0x03, "Progress"},
	{0x05, "Setup"},
	{0x45, "Disconnect"},
	{0x4d, "Release"},
	{0x5a, "Release Complete"},
	{0x46, "Restart"},
	{0x4e, "Restart ACK"},
	{0x7d, "Status Reply"},
	{0x75, "Status Enquiry"},
}

// Information elements of the local management interface: ANSI T1.617 annex D
// and ITU-T Q.933 annex A.
const (
	lmiReportANSI    = 0x01
	lmiVerifyANSI    = 0x03
	lmiPVCANSI       = 0x07
	lmiVerifyANSI91  = 0x19
	lmiReportCCITT   = 0x51
	lmiVerifyCCITT   = 0x53
	lmiPVCCCITT      = 0x57
	q933Shift        = 0x90
	q933NonLocking   = 0x08
	q933CodesetANSI  = 5
	q933SingleOctet  = 0x80
	maxCallReference = 15
)

var (
	lmiElements = names{
		{lmiReportANSI, "ANSI Report Type"},
		{lmiVerifyANSI91, "ANSI Link Verify"},
		{lmiVerifyANSI, "ANSI Link Verify"},
		{lmiPVCANSI, "ANSI PVC Status"},
		{lmiReportCCITT, "CCITT Report Type"},
		{lmiVerifyCCITT, "CCITT Link Verify"},
		{lmiPVCCCITT, "CCITT PVC Status"},
	}
	lmiReports = names{{0, "Full Status"}, {1, "Link verify"}, {2, "Async PVC Status"}}
)

// A q933Codeset is which codeset information elements belong to. A shift
// element changes it, for good or for the next element only.
type q933Codeset struct {
	current, base int
	pending       int // elements until a shift for one element ends; 0 is none
}

// shift applies a shift element, and reports whether it was one for good.
func (c *q933Codeset) shift(element int) (locking bool) {
	if locking = element&q933NonLocking == 0; locking {
		c.pending = 0
	} else {
		c.pending, c.base = 2, c.current
	}
	c.current = element & 7
	return locking
}

// next ends a shift that was for one element.
func (c *q933Codeset) next() {
	if c.pending == 0 {
		return
	}
	if c.pending--; c.pending == 0 {
		c.current = c.base
	}
}

// printQ933 prints a Q.933 or Q.931 message: ITU-T Q.931, 4.
//
//	+------------------+----------------+--------------+---------------------
//	| reference length | call reference | message type | information elements
//	+------------------+----------------+--------------+---------------------
//	  1                  0-15             1
func printQ933(p *Printer, v view) {
	p.enter("q.933", v)
	whole := v.n
	sep := ""
	if !p.opt.Link {
		p.str("Q.933")
		sep = ", "
	}
	short := func() {
		p.str(sep)
		p.printf("length %d", whole)
		p.truncated()
	}
	if v.n == 0 || !v.has(0, 1) {
		short()
		return
	}
	size := v.u8(0) & maxCallReference
	if v.n < size+2 || !v.has(1, size+1) {
		short()
		return
	}
	reference, message := v.bytes(1, size), v.u8(1+size)
	v = v.from(2 + size)

	var codeset q933Codeset
	ansi := false
	if v.n > 0 {
		if !v.has(0, 1) {
			short()
			return
		}
		if element := v.u8(0); element&0xf0 == q933Shift {
			ansi = codeset.shift(element) && codeset.current == q933CodesetANSI
			v = v.from(1)
		}
	}
	p.str(sep)
	p.str(choose(ansi, "ANSI", "CCITT"))
	p.printf(", codeset %d", codeset.current)
	if size > 1 || size == 1 && v.u8(0) != 0 {
		p.str(", Call Ref: 0x")
		p.hexBytes(reference, "")
	}
	p.str(", ")
	if p.v > 0 {
		p.name(q933Messages, "unknown message", message)
		p.printf(" (0x%02x), length %d", message, whole)
	} else {
		p.name(q933Messages, "unknown message 0x%02x", message)
	}
	if ended := p.q933Elements(v, &codeset, whole); ended && p.v == 0 {
		p.printf(", length %d", whole)
	}
}

// q933Elements prints information elements, and reports whether it came to
// their end. whole is the length of the message.
func (p *Printer) q933Elements(v view, codeset *q933Codeset, whole int) bool {
	short := func() bool {
		if p.v == 0 {
			p.printf(", length %d", whole)
		}
		p.truncated()
		return false
	}
	for v.n > 0 {
		codeset.next()
		if !v.has(0, 1) {
			return short()
		}
		element := v.u8(0)
		if element&q933SingleOctet != 0 {
			if element&0xf0 == q933Shift {
				codeset.shift(element)
			}
			v = v.from(1)
			continue
		}
		if v.n < 2 || !v.has(1, 1) {
			return short()
		}
		length := v.u8(1)
		v = v.from(2)
		known := codeset.current == 0 || codeset.current == q933CodesetANSI
		if p.v > 0 {
			p.str("\n\t")
			table := lmiElements
			if !known {
				table = nil
			}
			p.name(table, "unknown", element)
			p.printf(" IE (0x%02x), length %d: ", element, length)
		}
		if element == 0 || length == 0 {
			return false
		}
		if v.n < length || !v.has(0, length) {
			return short()
		}
		value := v.sub(0, length)
		if known && p.lmiElement(element, value) {
			if p.v > 1 {
				p.hexView("\n\t  ", value)
			}
		} else if p.v > 0 {
			p.hexView("\n\t", value)
		}
		v = v.from(length)
	}
	return true
}

// lmiElement prints an element of the local management interface, and reports
// whether it is one. Without -v it prints those that are interesting even so.
func (p *Printer) lmiElement(element int, v view) bool {
	sep := choose(p.v == 0, ", ", "")
	switch element {
	case lmiReportANSI, lmiReportCCITT:
		if p.v > 0 {
			p.name(lmiReports, "unknown", v.u8(0))
			p.printf(" (%d)", v.u8(0))
		}
	case lmiVerifyANSI, lmiVerifyANSI91, lmiVerifyCCITT:
		p.str(sep)
		if v.n < 2 {
			p.str("Invalid LINK VERIFY IE")
		} else {
			p.printf("TX Seq: %3d, RX Seq: %3d", v.u8(0), v.u8(1))
		}
	case lmiPVCANSI, lmiPVCCCITT:
		p.str(sep)
		p.lmiStatus(v)
	default:
		return false
	}
	return true
}

// lmiStatus prints the state of a permanent virtual circuit. In its DLCI of two
// to four bytes the last has the top bit set, and so has the state after it.
func (p *Printer) lmiStatus(v view) {
	valid := v.n >= 3 && v.n <= 5
	for i := 0; valid && i < v.n; i++ {
		valid = v.u8(i)&0x80 != 0 == (i >= v.n-2)
	}
	if !valid {
		p.str("Invalid DLCI in PVC STATUS IE")
		return
	}
	dlci := v.u8(0)&0x3f<<4 | v.u8(1)&0x78>>3
	switch v.n {
	case 4:
		dlci = dlci<<6 | v.u8(2)&0x7e>>1
	case 5:
		dlci = dlci<<13 | v.u8(2)&0x7f<<6 | v.u8(3)&0x7e>>1
	}
	state := v.u8(v.n - 1)
	p.printf("DLCI %d: status %s%s", dlci, choose(state&8 != 0, "New, ", ""), choose(state&2 != 0, "Active", "Inactive"))
}
