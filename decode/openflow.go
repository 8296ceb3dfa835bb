package decode

const (
	portOpenFlow    = 6653
	portOpenFlowOld = 6633

	openFlowHeaderLen = 8

	openFlow10 = 1
	openFlow13 = 4
)

var openFlowVersions = names{{openFlow10, "1.0"}, {2, "1.1"}, {3, "1.2"}, {openFlow13, "1.3"}, {5, "1.4"}, {6, "1.5"}}

// openFlowExperimenters are the experimenters that the Open Networking Foundation
// registers; smaller numbers are OUIs.
var openFlowExperimenters = names{
	{0x4f4e4600, "ONF Extensions"},
	{0xff000001, "Budapest University of Technology and Economics"},
	{0xff000002, "NoviFlow"},
	{0xff000003, "L3+ Extensions, Vendor Neutral"},
	{0xff000004, "L4-L7 Extensions"},
	{0xff000005, "Wireless and Mobility Extensions"},
	{0xff000006, "Forwarding Abstractions Extensions"},
	{0xff000007, "Optical Transport Extensions"},
	{0xff000008, "Network Benchmarking Lab, NCTU"},
	{0xff000009, "Mobile Packet Core Extensions"},
	{0xff00000a, "MPLS-TP OpenFlow Extensions for SPTN"},
}

// An openFlowMessage says how a type of message is printed.
type openFlowMessage struct {
	name  string
	least int  // bytes of the body that there must be
	fixed bool // and may be
	body  func(o openFlow, off, n int)
}

// An openFlow prints structures of a message, at offsets in the segment.
type openFlow struct {
	*Printer
	v view
}

// printOpenFlow prints the OpenFlow messages of a segment that begins with one:
// OpenFlow Switch Specification 1.3.5, 7.1.
//
//	+---------+------+--------+-----+------
//	| version | type | length | xid | body
//	+---------+------+--------+-----+------
//	  1         1      2        4
func printOpenFlow(p *Printer, v view) {
	p.enter("openflow", v)
	p.str(": OpenFlow")
	o := openFlow{p, v}
	for off := 0; off < v.n; {
		n, ok := o.message(off)
		if !ok {
			return
		}
		off += n
	}
}

// message prints the message at off and returns its length, and whether another
// one may follow it.
func (o openFlow) message(off int) (int, bool) {
	left := o.v.n - off
	o.bounded(0)
	version := o.v.u8(off)
	o.str("\n\tversion ")
	o.name(openFlowVersions, "unknown (0x%02x)", version)
	if left < 2 {
		return o.headerEnds(off+1, left-1)
	}
	kind := o.v.u8(off + 1)
	m, known := findOpenFlow(version, kind)
	if known {
		o.str(", type ")
		o.str(m.name)
	} else {
		o.printf(", type unknown (0x%02x)", kind)
	}
	if left < 4 {
		return o.headerEnds(off+2, left-2)
	}
	length := o.v.u16(off + 2)
	o.printf(", length %d", length)
	if length < openFlowHeaderLen {
		o.str(" (too short!)")
	}
	if left < openFlowHeaderLen {
		return o.headerEnds(off+4, left-4)
	}
	xid := o.v.u32(off + 4)
	o.printf(", xid 0x%08x", xid)
	if length < openFlowHeaderLen {
		o.invalidRest(off+openFlowHeaderLen, left-openFlowHeaderLen)
		return 0, false
	}
	o.messageBody(m, off+openFlowHeaderLen, length-openFlowHeaderLen)
	return length, length <= left
}

func findOpenFlow(version, kind int) (openFlowMessage, bool) {
	switch version {
	case openFlow10:
		return openFlow10Message(kind)
	case openFlow13:
		return openFlow13Message(kind)
	}
	return openFlowMessage{}, false
}

// headerEnds prints that the segment ends in a message's header.
func (o openFlow) headerEnds(off, n int) (int, bool) {
	o.str(" (end of TCP payload)")
	o.v.need(off, n)
	return 0, false
}

// invalidRest prints that the n bytes at off make no sense.
func (o openFlow) invalidRest(off, n int) {
	o.invalid()
	o.v.need(off, n)
}

// walk prints structures of at least that many bytes that fill n bytes at off.
// one prints the structure at off, of which n bytes are left at most, and
// returns its length, or 0 after it found that invalid.
func (o openFlow) walk(off, n, least int, one func(off, n int) int) {
	for n > 0 {
		o.bounded(0)
		if n < least {
			o.invalidRest(off, n)
			return
		}
		length := one(off, n)
		if length == 0 {
			return
		}
		off += length
		n -= length
	}
}

func (o openFlow) messageBody(m openFlowMessage, off, n int) {
	switch {
	case n < m.least || m.fixed && n > m.least:
		o.invalidRest(off, n)
	case o.Printer.v == 0 || m.body == nil:
		o.v.need(off, n)
	default:
		m.body(o, off, n)
	}
}

// data prints the n bytes at off as such.
func (o openFlow) data(off, n int) {
	if n == 0 {
		return
	}
	o.printf("\n\t data (%d octets)", n)
	if o.Printer.v < 2 {
		o.v.need(off, n)
		return
	}
	o.unknown("\n\t  ", o.v.sub(off, n))
}

// frame prints the n bytes at off, an Ethernet frame, which -vvv decodes.
func (o openFlow) frame(off, n int) {
	if n == 0 {
		return
	}
	o.printf("\n\t data (%d octets)", n)
	if o.Printer.v < 3 {
		o.v.need(off, n)
		return
	}
	o.str(", frame decoding below\n")
	o.Printer.v -= 3
	defer func() { o.Printer.v += 3 }()
	o.ethernet(o.v.sub(off, n))
}

func (o openFlow) experimenter(n uint32) {
	known := openFlowExperimenters
	if n>>24 == 0 {
		known = ouiNames
	}
	o.printf("0x%08x (", n)
	o.name32(known, "unknown", n)
	o.byte(')')
}

// openFlowKind is how a field is printed after its name.
type openFlowKind int

const (
	flowPad     openFlowKind = iota // not at all
	flowNumber                      // in decimal
	flowNonZero                     // in decimal, where it is not zero
	flowHex                         // in hex
	flowName                        // by names
	flowBits                        // in hex, and the names of bits
	flowState                       // as a port's state in version 1.0
	flowMAC
	flowAddr
	flowText // as text in quotes
)

// An openFlowField is a field of a structure.
type openFlowField struct {
	text    string // what comes before it
	kind    openFlowKind
	size    int
	names   names
	unknown string // for flowName: the format of others
	bits    uint32 // for flowBits: those that are defined
}

// fields prints the fields at off and returns the offset of what follows them.
func (o openFlow) fields(fields []openFlowField, off int) int {
	for i := range fields {
		o.field(&fields[i], off)
		off += fields[i].size
	}
	return off
}

func (o openFlow) field(f *openFlowField, off int) {
	switch f.kind {
	case flowPad:
	case flowMAC:
		o.v.need(off, 6)
		o.str(f.text)
		o.mac(o.v, off)
	case flowAddr:
		o.v.need(off, 4)
		o.str(f.text)
		o.addr4(o.v, off)
	case flowText:
		o.str(f.text)
		o.byte('\'')
		o.paddedText(o.v, off, f.size)
		o.byte('\'')
	default:
		o.numberField(f, o.integer(off, f.size))
	}
}

func (o openFlow) numberField(f *openFlowField, n uint64) {
	if f.kind == flowNonZero && n == 0 {
		return
	}
	o.str(f.text)
	switch f.kind {
	case flowHex:
		o.hex(n, 2*f.size)
	case flowName:
		o.name32(f.names, f.unknown, uint32(n))
	case flowBits:
		o.hex(n, 2*f.size)
		o.bits(f.names, f.bits, uint32(n))
	case flowState:
		o.hex(n, 8)
		o.portState10(uint32(n))
	default:
		o.printf("%d", n)
	}
}

// integer returns the big-endian integer of size bytes at off.
func (o openFlow) integer(off, size int) uint64 {
	switch size {
	case 1:
		return uint64(o.v.u8(off))
	case 2:
		return uint64(o.v.u16(off))
	case 4:
		return uint64(o.v.u32(off))
	}
	return o.v.u64(off)
}

// bits prints the names of n's bits of which some are defined.
func (o openFlow) bits(t names, defined, n uint32) {
	if n&defined != 0 {
		o.str(" (")
		o.flags(t, "", ", ", n)
		o.byte(')')
	}
	if n&^defined != 0 {
		o.str(" (bogus)")
	}
}

// wholeBody returns a printer of a body that fields, and perhaps padding, make
// up.
func wholeBody(fields []openFlowField) func(o openFlow, off, n int) {
	return func(o openFlow, off, n int) {
		o.fields(fields, off)
		o.v.need(off, n)
	}
}

// errorCode prints the type of an error and its code.
func (o openFlow) errorCode(kinds names, codes [][]string, off int) {
	kind := o.v.u16(off)
	o.str("\n\t type ")
	o.name(kinds, "invalid (0x%04x)", kind)
	code := o.v.u16(off + 2)
	o.str(", code ")
	if kind < len(codes) && code < len(codes[kind]) {
		o.str(codes[kind][code])
	} else {
		o.printf("invalid (0x%04x)", code)
	}
}
