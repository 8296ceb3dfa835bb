package decode

import "bytes"

const (
	portBGP = 179

	bgpOpen         = 1
	bgpUpdate       = 2
	bgpNotification = 3
	bgpKeepalive    = 4
	bgpRouteRefresh = 5

	bgpHeaderLen       = 19
	bgpOpenLen         = 29
	bgpNotificationLen = 21
	bgpRefreshLen      = 23

	bgpOptionCapabilities = 2

	bgpMultiprotocol   = 1
	bgpCapRefresh      = 2
	bgpExtendedMessage = 6
	bgpBGPsec          = 7
	bgpMultipleLabels  = 8
	bgpGracefulRestart = 64
	bgpFourByteAS      = 65
	bgpAddPath         = 69
	bgpEnhancedRefresh = 70
	bgpLongGraceful    = 71
	bgpCapRefreshCisco = 128

	bgpFSMError        = 5
	bgpCease           = 6
	bgpCapabilityError = 7

	bgpCeaseMaxPrefixes = 1
	bgpCeaseShutdown    = 2
	bgpCeaseReset       = 4
	bgpCeaseHardReset   = 9
)

// bgpMarker begins every BGP message.
var bgpMarker = []byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")

// printBGP prints the BGP messages of a TCP segment: RFC 4271, 4. A segment may
// begin within a message, so messages are found by their marker.
//
//	0                 16        18      19
//	+-----------------+---------+-------+
//	| marker, all one | length  | type  |
//	+-----------------+---------+-------+
func printBGP(p *Printer, v view) {
	p.enter("bgp", v)
	p.str(": BGP")
	if p.v == 0 {
		return
	}
	end := 0 // of the message before
	for off := 0; ; {
		next := bytes.Index(v.b[off:], bgpMarker)
		if next < 0 {
			return
		}
		off += next
		if !v.has(off, bgpHeaderLen) {
			p.truncated()
			return
		}
		if off != end {
			p.truncated()
		}
		length, kind := v.u16(off+16), v.u8(off+18)
		if length < bgpHeaderLen {
			p.printf("\nmessage length %d < %d", length, bgpHeaderLen)
			p.invalid()
			return
		}
		if !v.has(off, length) {
			p.str("\n[|BGP ")
			p.name(bgpMessages, "Unknown Message Type", kind)
			p.byte(']')
			return
		}
		p.bgpMessage(v.at(off, length), kind)
		off += length
		end = off
	}
}

// bgpMessage prints one message.
func (p *Printer) bgpMessage(v view, kind int) {
	p.str("\n\t")
	p.name(bgpMessages, "Unknown", kind)
	p.printf(" Message (%d), length: %d", kind, v.n)
	switch kind {
	case bgpOpen:
		p.bgpOpen(v)
	case bgpUpdate:
		if !p.bgpUpdate(v) {
			p.truncated()
		}
	case bgpNotification:
		p.bgpNotification(v)
	case bgpKeepalive:
	case bgpRouteRefresh:
		p.bgpRouteRefresh(v)
	default:
		p.printf("\n\t  no Message %d decoder", kind)
		p.hexLines("\n\t  ", v, 0, v.n)
	}
}

// bgpFamily prints an address family and a subsequent one.
func (p *Printer) bgpFamily(family, safi int) {
	p.str("AFI ")
	p.name(addressFamilies, "Unknown", family)
	p.printf(" (%d), SAFI ", family)
	p.name(bgpSAFIs, "Unknown", safi)
	p.printf(" (%d)", safi)
}

// bgpOpen prints an OPEN message: RFC 4271, 4.2.
func (p *Printer) bgpOpen(v view) {
	if v.n < bgpOpenLen || !v.has(0, bgpOpenLen) {
		p.truncated()
		return
	}
	p.printf("\n\t  Version %d, my AS ", v.u8(19))
	p.asn(uint32(v.u16(20)))
	p.printf(", Holdtime %ds, ID ", v.u16(22))
	p.addr4(v, 24)
	length := v.u8(28)
	p.printf("\n\t  Optional parameters, length: %d", length)
	for i := 0; i < length; {
		off := bgpOpenLen + i
		if v.n < off+2 || !v.has(off, 2) {
			p.truncated()
			return
		}
		kind, size := v.u8(off), v.u8(off+1)
		if i+2+size > length {
			p.printf("\n\t     Option %d, length: %d, goes past the end of the options", kind, size)
			return
		}
		p.str("\n\t    Option ")
		p.name(bgpOptions, "Unknown", kind)
		p.printf(" (%d), length: %d", kind, size)
		if kind == bgpOptionCapabilities {
			p.bgpCapabilities(v.at(off+2, size))
		} else {
			p.printf("\n\t      no decoder for option %d", kind)
		}
		i += 2 + size
	}
}

// bgpCapabilities prints the capabilities of an OPEN message: RFC 5492.
func (p *Printer) bgpCapabilities(v view) {
	for v.n > 0 {
		if !v.has(0, 2) {
			p.truncated()
			return
		}
		kind, size := v.u8(0), v.u8(1)
		p.str("\n\t      ")
		p.name(bgpCapabilities, "Unknown", kind)
		p.printf(" (%d), length: %d", kind, size)
		if !v.has(2, size) {
			p.truncated()
			return
		}
		if !p.bgpCapability(kind, v.at(2, size)) {
			return
		}
		if p.v > 1 && size > 0 {
			p.hexLines("\n\t\t", v, 2, size)
		}
		v = v.from(2 + size)
	}
}

// bgpCapability prints one capability. It reports whether its length is right.
func (p *Printer) bgpCapability(kind int, v view) bool {
	switch kind {
	case bgpMultiprotocol: // RFC 4760
		if v.n < 4 {
			p.str(" (too short, < 4)")
			return false
		}
		p.str("\n\t\t")
		p.bgpFamily(v.u16(0), v.u8(3))
	case bgpMultipleLabels: // RFC 8277
		for off := 0; off+4 <= v.n; off += 4 {
			p.str("\n\t\t")
			p.bgpFamily(v.u16(off), v.u8(off+2))
			p.printf(", Count: %d", v.u8(off+3))
		}
	case bgpGracefulRestart: // RFC 4724 and RFC 8538
		if v.n < 2 {
			p.str(" (too short, < 2)")
			return false
		}
		p.str("\n\t\tRestart Flags: [")
		p.flags(bgpRestartFlags, "none", ", ", uint32(v.u8(0)))
		p.printf("], Restart Time %ds", v.u16(0)&0xfff)
		for off := 2; off+4 <= v.n; off += 4 {
			p.str("\n\t\t  ")
			p.bgpFamily(v.u16(off), v.u8(off+2))
			p.str(", Forwarding state preserved: ")
			if v.u8(off+3)&0x80 != 0 {
				p.str("yes")
			} else {
				p.str("no")
			}
		}
	case bgpCapRefresh, bgpLongGraceful, bgpCapRefreshCisco, bgpEnhancedRefresh, bgpExtendedMessage:
	case bgpFourByteAS: // RFC 6793
		if v.n < 4 {
			p.str(" (too short, < 4)")
			return false
		}
		p.str("\n\t\t 4 Byte AS ")
		p.asn(v.u32(0))
	case bgpAddPath: // RFC 7911
		p.bgpAddPathCapability(v)
	case bgpBGPsec: // RFC 8205, 2.1
		if v.n != 3 {
			p.invalid()
			return false
		}
		first, family := v.u8(0), v.u16(1)
		direction := first >> 3 & 1
		p.printf("\n\t\tVersion %d, Direction ", first>>4)
		p.name(bgpsecDirections, "Unknown", direction)
		p.printf(" (%d), AFI ", direction)
		p.name(addressFamilies, "Unknown", family)
		p.printf(" (%d)", family)
	default:
		p.printf("\n\t\tno decoder for Capability %d", kind)
		if p.v <= 1 {
			p.hexLines("\n\t\t", v, 0, v.n)
		}
	}
	return true
}

func (p *Printer) bgpAddPathCapability(v view) {
	if v.n == 0 {
		p.str(" (bogus)")
		return
	}
	for ; v.n > 0; v = v.from(4) {
		if v.n < 4 {
			p.invalid()
			return
		}
		p.str("\n\t\t")
		p.bgpFamily(v.u16(0), v.u8(2))
		p.str(", Send/Receive: ")
		p.name(bgpAddPathDirections, "Bogus (0x%02x)", v.u8(3))
	}
}

// bgpNotification prints a NOTIFICATION message: RFC 4271, 4.5. After a hard
// reset comes the reason as another code and subcode: RFC 8538, 3.1.
func (p *Printer) bgpNotification(v view) {
	const codeAt = bgpHeaderLen
	if !v.has(0, bgpNotificationLen) {
		p.truncated()
		return
	}
	for off := codeAt; off+2 <= v.n; off += 2 {
		code, subcode := v.u8(off), v.u8(off+1)
		p.str(", ")
		p.name(bgpErrors, "Unknown Error", code)
		p.printf(" (%d)", code)
		suberrors := bgpSuberrors(code)
		if suberrors == nil {
			return
		}
		if code != bgpFSMError && code != bgpCapabilityError {
			p.byte(',')
		}
		p.str(" subcode ")
		p.name(suberrors, "Unknown", subcode)
		p.printf(" (%d)", subcode)
		if code != bgpCease {
			return
		}
		data := v.from(off + 2)
		switch subcode {
		case bgpCeaseMaxPrefixes: // RFC 4486, 4
			if data.n >= 7 {
				data.need(0, 7)
				p.str(", ")
				p.bgpFamily(data.u16(0), data.u8(2))
				p.printf(", Max Prefixes: %d", data.u32(3))
			}
		case bgpCeaseShutdown, bgpCeaseReset:
			p.bgpShutdown(data)
		}
		if subcode != bgpCeaseHardReset {
			return
		}
	}
}

// bgpShutdown prints the reason that an operator gave for closing a session:
// RFC 9003.
func (p *Printer) bgpShutdown(v view) {
	if v.n < 1 {
		return
	}
	length, rest := v.u8(0), 0
	switch {
	case length > v.n-1:
		p.str(", invalid Shutdown Communication length")
	case length == 0:
		p.str(", empty Shutdown Communication")
		rest = 1
	default:
		p.printf(", Shutdown Communication (length: %d): \"", length)
		p.text(v, 1, length)
		p.byte('"')
		rest = 1 + length
	}
	if rest < v.n {
		p.printf(", Data: (length: %d)", v.n-rest)
		p.hexLines("\n\t\t", v, rest, v.n-rest)
	}
}

// bgpRouteRefresh prints a ROUTE-REFRESH message: RFC 2918, with the subtypes
// of RFC 7313 and the outbound route filters of RFC 5291.
func (p *Printer) bgpRouteRefresh(v view) {
	const filter = bgpRefreshLen
	if !v.has(0, bgpRefreshLen) {
		p.truncated()
		return
	}
	if v.n < bgpRefreshLen {
		return
	}
	p.str("\n\t  ")
	p.bgpFamily(v.u16(19), v.u8(22))
	subtype := v.u8(21)
	p.str(", Subtype ")
	p.name(bgpRefreshSubtypes, "Unknown", subtype)
	p.printf(" (%d)", subtype)
	if v.n >= filter+4 {
		refresh, kind, length := v.u8(filter), v.u8(filter+1), v.u16(filter+2)
		p.str("\n\t  ORF refresh ")
		p.name(bgpORFRefreshes, "Unknown", refresh)
		p.printf(" (%d), ORF type ", refresh)
		p.name(bgpORFTypes, "Unknown", kind)
		p.printf(" (%d), ORF length %d", kind, length)
	}
	if p.v > 1 {
		p.hexLines("\n\t  ", v, 0, v.n)
	}
}
