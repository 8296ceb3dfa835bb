package decode

const (
	portLISP     = 4342 // control messages
	lispRegister = 3
	lispNotify   = 4
)

var lispTypes = names{
	{0, "LISP-Reserved"},
	{1, "LISP-Map-Request"},
	{2, "LISP-Map-Reply"},
	{lispRegister, "LISP-Map-Register"},
	{lispNotify, "LISP-Map-Notify"},
	{8, "LISP-Encapsulated-Contol-Message"}, // as tcpdump spells it
}

// The flags of both messages, of the first four bytes as one number:
// draft-ermagan-lisp-nat-traversal has some of them.
const (
	lispRegisterXTR = 0x02000000
	lispNotifyXTR   = 0x08000000
)

var lispRegisterFlags = names{
	{0x08000000, "P-Proxy-Map-Reply"},
	{0x04000000, "S-LISP-SEC-Capable"},
	{lispRegisterXTR, "I-xTR-ID-Present"},
	{0x01000000, "R-Build-For-RTR"},
	{0x00000100, "M-Want-Map-Notify"},
}

var lispNotifyFlags = names{{lispNotifyXTR, "I-xTR-ID-Present"}, {0x04000000, "R-Build-For-RTR"}}

// printLISP prints a Locator/ID Separation Protocol control message: RFC 6833,
// 4.2.
//
//	0      4       24      32      96       112      128
//	+------+-------+-------+-------+--------+--------+------+---------
//	| type | flags | count | nonce | key ID | length | auth | records
//	+------+-------+-------+-------+--------+--------+------+---------
func printLISP(p *Printer, v view) {
	p.enter("lisp", v)
	const headerLen = 16
	if v.n < headerLen {
		p.str("LISP")
		p.badNumber("length", v.n, "<", headerLen)
		return
	}
	v.need(0, headerLen)
	header := v.u32(0)
	kind := header >> 28
	p.name32(lispTypes, "unknown-type-%d", kind)
	p.byte(',')
	xtr := kind == lispRegister && header&lispRegisterXTR != 0 || kind == lispNotify && header&lispNotifyXTR != 0
	if p.v > 0 {
		flags := lispRegisterFlags
		switch kind {
		case lispNotify:
			flags = lispNotifyFlags
			fallthrough
		case lispRegister:
			p.str(" flags [")
			p.flags(flags, "none", ", ", header)
			p.str("],")
		}
	}
	count, size := int(header&0xff), v.u16(14)
	if p.v > 0 {
		p.printf("\n    %d record(s), Authentication ", count)
		p.name(names{{0, "None"}, {1, "SHA1"}, {2, "SHA256"}}, "unknown-type", v.u16(12))
		p.byte(',')
	} else {
		p.printf(" %d record(s),", count)
	}
	v = v.from(headerLen)
	if size > v.n {
		p.badNumber("authentication data length", size, ">", v.n)
		return
	}
	if p.v > 0 && size > 0 {
		p.hexLines("\n    Authentication-Data: ", v, 0, size)
	}
	v = v.from(size)
	for ; count > 0 && v.n > 0; count-- {
		var ok bool
		if v, ok = p.lispRecord(v); !ok {
			return
		}
	}
	if xtr {
		v.need(0, 24)
		p.hexLines("\n    xTR-ID: ", v, 0, 16)
		p.printf("\n    SITE-ID: %d", v.u64(16))
	} else if len(v.b) > 0 {
		p.hexLines("\n    Data: ", view{v.b, len(v.b)}, 0, len(v.b))
	}
}

var lispActions = names{{0, "No-Action"}, {1, "Natively-Forward"}, {2, "Send-Map-Request"}, {3, "Drop"}}

// lispRecord prints the record that v begins with and returns what is behind it:
// RFC 6830, 6.1.4.
func (p *Printer) lispRecord(v view) (view, bool) {
	const headerLen, locatorLen = 12, 8
	v.need(0, headerLen)
	p.byte('\n')
	locators, bits, family := v.u8(4), v.u8(5), v.u16(10)
	if p.v > 0 {
		action := v.u8(6)
		p.printf("      Record TTL %d,%s ", v.u32(0), choose(action&0x10 != 0, " Authoritative,", " Non-Authoritative,"))
		p.name(lispActions, "unknown-act-%d", action>>5)
		p.printf(", Map Version: %d,", v.u16(8)&0xfff)
	}
	v = v.from(headerLen)
	addr := p.lispAddress(v, family)
	if addr == nil {
		p.printf(" [unsupported address family identifier %d]", family)
		return v, false
	}
	p.str(" EID ")
	p.host(addr)
	p.printf("/%d, %d locator(s)", bits, locators)
	v = v.from(len(addr))
	for ; locators > 0; locators-- {
		v.need(0, locatorLen)
		addr := p.lispAddress(v.from(locatorLen), v.u16(6))
		if p.v > 0 {
			p.str("\n       ")
		}
		if addr != nil {
			p.str(" LOC ")
			p.host(addr)
		}
		if p.v > 0 {
			p.printf("\n          Priority/Weight %d/%d, Multicast Priority/Weight %d/%d, flags [", v.u8(0), v.u8(1), v.u8(2), v.u8(3))
			p.flags(names{{4, "Local-Locator"}, {2, "RLoc-Probed"}, {1, "Reachable"}}, "none", ", ", uint32(v.u16(4)))
			p.str("],")
		}
		v = v.from(locatorLen + len(addr))
	}
	return v, true
}

// lispAddress returns the address of a family that v begins with, nil where the
// family is not known.
func (p *Printer) lispAddress(v view, family int) []byte {
	switch family {
	case afIPv4:
		return v.bytes(0, 4)
	case afIPv6:
		return v.bytes(0, 16)
	}
	return nil
}
