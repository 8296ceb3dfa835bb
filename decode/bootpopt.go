package decode

// printBOOTPOptions prints a magic cookie and the options that follow it, as far
// as captured: RFC 2132, 2.
func printBOOTPOptions(p *Printer, v view) {
	p.printf("\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x%08x", v.u32(0))
	for off := 4; v.has(off, 1); {
		code := v.u8(off)
		off++
		if p.v < 3 {
			if code == bootpPad {
				continue
			}
			if code == bootpEnd {
				return
			}
		}
		option := bootpOptions[code]
		length := 0
		if code != bootpPad && code != bootpEnd {
			length = v.u8(off)
			off++
		}
		p.printf("\n\t    %s (%d), length %d", bootpOptionName(code), code, length)
		if length > 0 {
			p.str(": ")
		}
		if code == bootpPad {
			n := 1
			for v.has(off, 1) && v.u8(off) == bootpPad {
				off++
				n++
			}
			if n > 1 {
				p.printf(", occurs %d", n)
			}
		}
		v.need(off, length)
		printBOOTPOption(p, code, option.form, v.sub(off, length))
		off += length
	}
}

func bootpOptionName(code int) string {
	if name := bootpOptions[code].name; name != "" {
		return name
	}
	return bootpUnknownOption
}

// printBOOTPOption prints the bytes of an option, of which the length is
// checked.
func printBOOTPOption(p *Printer, code int, form bootpForm, v view) {
	if code == bootpMessageType && v.n == bootpMessageTypeLen {
		p.name(bootpMessages, "Unknown (%d)", v.u8(0))
		return
	}
	if form == formBySize {
		switch {
		case v.n%2 != 0:
			form = formBytes
		case v.n%4 != 0:
			form = formShorts
		default:
			form = formLongs
		}
	}
	left := 0 // bytes that do not fit the form
	switch form {
	case formText:
		p.byte('"')
		p.text(v, 0, v.n)
		p.byte('"')
	case formAddresses, formLongs, formSigned:
		left = p.list(v, 4, ',', func(off int) {
			switch form {
			case formAddresses:
				p.addr4(v, off)
			case formSigned:
				p.printf("%d", int32(v.u32(off)))
			default:
				p.dec32(v.u32(off))
			}
		})
	case formShorts:
		left = p.list(v, 2, ',', func(off int) { p.dec(v.u16(off)) })
	case formPairs:
		if v.n == 0 || v.n%8 != 0 {
			p.str(choose(v.n == 0, " [", "["))
			p.str("length != N x 8 bytes]")
			return
		}
		p.list(v, 8, ',', func(off int) {
			p.byte('(')
			p.addr4(v, off)
			p.byte(':')
			p.addr4(v, off+4)
			p.byte(')')
		})
	case formBool:
		if v.n != 1 {
			p.str("[length != 1 byte]")
			p.invalid()
			return
		}
		switch b := v.u8(0); b {
		case 0:
			p.byte('N')
		case 1:
			p.byte('Y')
		default:
			p.printf("%d?", b)
		}
	case formBytes:
		p.list(v, 1, '.', func(off int) { p.dec(v.u8(off)) })
	case formSpecial:
		left = printBOOTPSpecial(p, code, v)
	}
	if left > 0 {
		p.printf("\n\t  trailing data length %d", left)
	}
}

// list prints the elements of v, each of size bytes, with sep between them, and
// returns how many bytes are left over.
func (p *Printer) list(v view, size int, sep byte, element func(off int)) (left int) {
	off := 0
	for ; v.n-off >= size; off += size {
		if off > 0 {
			p.byte(sep)
		}
		element(off)
	}
	return v.n - off
}

// printBOOTPSpecial prints options that are no lists of one kind of thing. It
// returns how many bytes are left over.
func printBOOTPSpecial(p *Printer, code int, v view) (left int) {
	atLeast := func(n int, unit string) bool {
		if v.n < n {
			p.printf("[length < %d %s]", n, unit)
			p.invalid()
			return false
		}
		return true
	}
	switch code {
	case bootpParameters:
		for i := range v.n {
			p.str(choose(i%4 == 0, "\n\t      ", ", "))
			requested := v.u8(i)
			p.printf("%s (%d)", bootpOptionName(requested), requested)
		}
	case bootpNetBIOSNode:
		if atLeast(1, "byte") {
			p.name(bootpNodeTypes, "#%d", v.u8(0))
			return v.n - 1
		}
	case bootpOverload:
		if atLeast(1, "byte") {
			p.name(bootpOverloads, "#%d", v.u8(0))
			return v.n - 1
		}
	case bootpClientFQDN:
		if atLeast(3, "bytes") {
			printBOOTPFQDN(p, v)
		}
	case bootpClientID:
		if !atLeast(1, "byte") {
			break
		}
		hardware := v.u8(0)
		if hardware == 0 {
			p.byte('"')
			p.text(v, 1, v.n-1)
			p.byte('"')
			break
		}
		p.name(bootpHardware, "hardware-type %d,", hardware)
		p.byte(' ')
		p.hexBytes(v.bytes(1, v.n-1), ":")
	case bootpAgent:
		return printBOOTPAgent(p, v)
	case bootpRoutes, bootpRoutesMS:
		if atLeast(5, "bytes") {
			printBOOTPRoutes(p, v)
		}
	case bootpUserClass:
		if atLeast(2, "bytes") {
			printBOOTPUserClass(p, v)
		}
	case bootpSZTPRedirect:
		return printBOOTPRedirect(p, v)
	case bootpIPv6Only: // RFC 8925
		if v.n != 4 {
			p.str("[length != 4 bytes]")
			p.invalid()
			break
		}
		p.dec32(v.u32(0))
	}
	return 0
}

// printBOOTPFQDN prints the client's name: RFC 4702, 2.
func printBOOTPFQDN(p *Printer, v view) {
	flags := v.u8(0)
	if reserved := flags >> 4; reserved != 0 {
		p.printf("[MBZ nibble 0x%x != 0] ", reserved)
		p.invalid()
	}
	if flags&0xf != 0 {
		p.byte('[')
		p.flags(bootpFQDNFlags, "", "", uint32(flags))
		p.str("] ")
	}
	if v.u16(1) != 0 {
		p.printf("%d/%d ", v.u8(1), v.u8(2))
	}
	p.byte('"')
	p.text(v, 3, v.n-3)
	p.byte('"')
}

// printBOOTPAgent prints what a relay agent added: RFC 3046, 2.
func printBOOTPAgent(p *Printer, v view) (left int) {
	off := 0
	for v.n-off >= 2 {
		code, length := v.u8(off), v.u8(off+1)
		off += 2
		p.str("\n\t      ")
		p.name(bootpAgentSuboptions, "Unknown", code)
		p.printf(" SubOption %d, length %d: ", code, length)
		if length > v.n-off {
			p.str("length goes past end of option")
			return 0
		}
		if _, known := bootpAgentSuboptions.find(uint32(code)); known {
			p.text(v, off, length)
		} else {
			p.hexLines("\n\t\t", v, off, length)
		}
		off += length
	}
	return v.n - off
}

// printBOOTPRoutes prints classless routes: RFC 3442.
func printBOOTPRoutes(p *Printer, v view) {
	for off := 0; off < v.n; {
		if off > 0 {
			p.byte(',')
		}
		width := v.u8(off)
		off++
		if width > 32 {
			p.printf("[Mask width (%d) > 32]", width)
			p.invalid()
			return
		}
		octets := (width + 7) / 8
		if v.n-off < octets+4 {
			p.printf("[Remaining length (%d) < %d bytes]", v.n-off, octets+4)
			p.invalid()
			return
		}
		p.byte('(')
		if width == 0 {
			p.str("default")
		} else {
			var addr [4]byte
			copy(addr[:], v.bytes(off, octets))
			p.out = appendIP(p.out, addr[:])
			p.printf("/%d", width)
		}
		p.byte(':')
		p.addr4(v, off+octets)
		p.byte(')')
		off += octets + 4
	}
}

// printBOOTPUserClass prints the classes a client says to be of: RFC 3004, 4.
func printBOOTPUserClass(p *Printer, v view) {
	off := 0
	for i := 1; off < v.n; i++ {
		length := v.u8(off)
		off++
		p.printf("\n\t      instance#%d: ", i)
		if length == 0 {
			p.str("[suboption length == 0]")
			p.invalid()
			return
		}
		if v.n-off < length {
			p.printf("[length %d < suboption length %d", v.n-off, length)
			p.invalid()
			return
		}
		p.byte('"')
		p.text(v, off, length)
		p.printf("\", length %d", length)
		off += length
	}
}

// printBOOTPRedirect prints the URIs of bootstrap servers: RFC 8572, 8.3.
func printBOOTPRedirect(p *Printer, v view) (left int) {
	off := 0
	for v.n-off >= 2 {
		length := v.u16(off)
		off += 2
		p.printf("\n\t\t    length %d: ", length)
		if v.n-off < length {
			p.str("length goes past end of option")
			return 0
		}
		p.byte('"')
		p.text(v, off, length)
		p.byte('"')
		off += length
	}
	if left = v.n - off; left > 0 {
		p.str("[length < 2 bytes]")
		p.invalid()
	}
	return left
}
