package decode

const (
	portNTP = 123

	ntpTimeLen    = 48
	ntpControlLen = 12
)

// Modes of an NTP message: RFC 5905, 7.3.
const (
	ntpBroadcast = 5
	ntpControl   = 6
)

var ntpModes = names{
	{3, "Client"},
	{4, "Server"},
	{0, "unspecified"},
	{1, "symmetric active"},
	{2, "symmetric passive"},
	{ntpBroadcast, "Broadcast"},
	{ntpControl, "Control Message"},
	{7, "Reserved"},
}

// ntpLeaps are the warnings of a leap second, in the bits where they are.
var ntpLeaps = names{{0, ""}, {0x40, "+1s"}, {0x80, "-1s"}, {0xc0, "clock unsynchronized"}}

// ntpFields are the types of extension fields: the IANA registry "NTP Extension
// Field Types".
var ntpFields = names{
	{0x0104, "Unique Identifier"},
	{0x0204, "NTS Cookie"},
	{0x0304, "NTS Cookie Placeholder"},
	{0x0404, "NTS Authenticator and Encrypted Extension Fields"},
	{0x2005, "Checksum Complement"},
}

// printNTP prints a message of the Network Time Protocol: RFC 5905, 7.3.
//
//	+--------------------+---------+------+-----------+
//	| leap|version|mode  | stratum | poll | precision |
//	+--------------------+---------+------+-----------+
//	  2    3       3 bits
func printNTP(p *Printer, v view) {
	p.enter("ntp", v)
	first := v.u8(0)
	mode := first & 7
	p.printf("NTPv%d, ", first>>3&7)
	p.name(ntpModes, "Unknown mode", mode)
	p.printf(", length %d", v.n)
	if p.v == 0 {
		return
	}
	p.str("\n\tLeap indicator: ")
	p.name(ntpLeaps, "Unknown", first&0xc0)
	p.printf(" (%d)", first&0xc0)
	switch {
	case mode <= ntpBroadcast:
		printNTPTime(p, v)
	case mode == ntpControl:
		printNTPControl(p, v)
	}
}

// printNTPTime prints a message that tells the time.
func printNTPTime(p *Printer, v view) {
	if v.n < ntpTimeLen {
		p.badNumber("length", v.n, "<", ntpTimeLen)
		v.need(0, v.n)
		return
	}
	stratum := v.u8(1)
	p.printf(", Stratum %d (%s)", stratum, ntpStratum(stratum))
	poll := int(int8(v.u8(2)))
	p.printf(", poll %d", poll)
	if poll >= 0 && poll < 32 {
		p.printf(" (%ds)", uint32(1)<<poll)
	} else if poll < 0 && poll > -32 {
		p.printf(" (1/%ds)", uint32(1)<<-poll)
	}
	p.printf(", precision %d", int(int8(v.u8(3))))
	p.str("\n\tRoot Delay: ")
	p.ntpShort(v.u32(4))
	p.str(", Root dispersion: ")
	p.ntpShort(v.u32(8))

	p.str(", Reference-ID: ")
	switch {
	case stratum == 0 && !printable(byte(v.u8(12))):
		p.str("(unspec)")
		v.need(12, 4)
	case stratum <= 1:
		p.text(v, 12, 4)
	case stratum == ntpInfoQuery:
		p.addr4(v, 12)
		p.str(" INFO_QUERY")
		return
	case stratum == ntpInfoReply:
		p.addr4(v, 12)
		p.str(" INFO_REPLY")
		return
	default:
		p.hex(uint64(v.u32(12)), 8)
	}

	for i, name := range [...]string{"Reference Timestamp:  ", "Origin Timestamp:     ",
		"Receive Timestamp:    ", "Transmit Timestamp:   "} {
		p.str("\n\t  ")
		p.str(name)
		p.ntpTime(v.u32(16+8*i), v.u32(20+8*i))
	}
	origin := v.u64(24)
	p.str("\n\t    Originator - Receive Timestamp:  ")
	p.ntpDifference(origin, v.u64(32))
	p.str("\n\t    Originator - Transmit Timestamp: ")
	p.ntpDifference(origin, v.u64(40))

	rest := v.from(ntpTimeLen)
	if v.u8(0)>>3&7 == 4 {
		rest = rest.from(printNTPFields(p, rest))
	}
	switch rest.n {
	case 0:
	case 4, 4 + 16, 4 + 20: // RFC 5905, 7.3: key and digest
		p.printf("\n\tKey id: %d", rest.u32(0))
		if rest.n > 4 {
			p.str("\n\tAuthentication: ")
			for off := 4; off < rest.n; off += 4 {
				p.printf("%08x", rest.u32(off))
			}
		}
	default:
		p.printf("\n\t(%d more bytes after the header and extension fields)", rest.n)
	}
}

// Strata that some implementations use for their own messages.
const (
	ntpInfoQuery = 62
	ntpInfoReply = 63
)

func ntpStratum(n int) string {
	switch {
	case n == 0:
		return "unspecified"
	case n == 1:
		return "primary reference"
	case n <= 15:
		return "secondary reference"
	}
	return "reserved"
}

// ntpShort prints NTP's short format: 16 bits of seconds and 16 of fraction.
func (p *Printer) ntpShort(n uint32) {
	p.printf("%d.%06d", n>>16, parts(n<<16, 1e6))
}

// ntpDifference prints how much later t is than origin, or what time t is where
// there is no origin.
func (p *Printer) ntpDifference(origin, t uint64) {
	if origin == 0 {
		p.ntpTime(uint32(t>>32), uint32(t))
		return
	}
	d := t - origin
	if t > origin {
		p.byte('+')
	} else {
		d = -d
		p.byte('-')
	}
	p.printf("%d.%09d", d>>32, parts(uint32(d), 1e9))
}

// printNTPFields prints the extension fields and returns their length. What is
// shorter than 28 bytes is none, but a digest: RFC 7822, 3.
func printNTPFields(p *Printer, v view) int {
	off := 0
	for v.n-off >= 28 {
		kind, length := v.u16(off), v.u16(off+2)
		if length < 4 || length%4 != 0 || length > v.n-off {
			p.invalid()
			break
		}
		if off == 0 {
			p.str("\n\tExtension fields:")
		}
		p.str("\n\t  ")
		p.name(ntpFields, "Unknown type", kind)
		p.printf(" (0x%04x), length %d", kind, length)
		if p.v > 2 {
			p.hexLines("\n\t    ", v, off+4, length-4)
		}
		v.need(off, length)
		off += length
	}
	return off
}

// printNTPControl prints a control message: RFC 9327, 2.
func printNTPControl(p *Printer, v view) {
	if v.n < ntpControlLen {
		p.badNumber("length", v.n, "<", ntpControlLen)
		v.need(0, v.n)
		return
	}
	control := v.u8(1)
	p.str(", ")
	p.str(choose(control&0x80 != 0, "Response", "Request"))
	p.str(choose(control&0x40 != 0, ", Error", ", OK"))
	p.str(choose(control&0x20 != 0, ", More", ", Last"))
	p.printf(", OpCode=%d\n\tSequence=%d, Status=", control&0x1f, v.u16(2))
	if status := v.u16(4); status != 0 {
		p.hex(uint64(status), 0)
	} else {
		p.byte('0')
	}
	count := v.u16(10)
	p.printf(", Assoc.=%d, Offset=%d, Count=%d", v.u16(6), v.u16(8), count)
	if v.n < ntpControlLen+count {
		p.badNumber("length", v.n, "<", ntpControlLen+count)
		v.need(0, v.n)
		return
	}
	if count > 0 {
		v.need(ntpControlLen, count)
		p.str("\n\tTO-BE-DONE: data not interpreted")
	}
}
