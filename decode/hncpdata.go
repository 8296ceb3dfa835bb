package decode

// What is wrong with a prefix.
const (
	hncpTooLong = -1 // its length is more than an address has
	hncpPastEnd = -3 // it is not all there
)

// hncpDecodePrefix prints the prefix that v begins with, of IPv4 where it is a
// mapped one, and returns its length or a negative number.
func (p *Printer) hncpDecodePrefix(v view) int {
	bits := v.u8(0)
	if bits >= 96 && v.n >= 13 && mapped4(v.bytes(1, 12)) {
		if bits -= 96; bits > 32 {
			return hncpTooLong
		}
		n := (bits + 7) / 8
		if v.n-1 < n+12 {
			return hncpPastEnd
		}
		addr := maskedPrefix4(v, 13, bits)
		p.host(addr[:])
		p.printf("/%d", bits)
		return 13 + n
	}
	if bits > 128 {
		return hncpTooLong
	}
	n := (bits + 7) / 8
	if v.n-1 < n {
		return hncpPastEnd
	}
	addr := maskedPrefix6(v, 1, bits)
	p.host(addr[:])
	p.printf("/%d", bits)
	return 1 + n
}

// hncpPrefix prints the prefix that v begins with or what is wrong with it, and
// returns its length.
func (p *Printer) hncpPrefix(v view) (n int, ok bool) {
	switch n := p.hncpDecodePrefix(v); n {
	case hncpTooLong:
		p.str("(length is invalid)")
	case hncpPastEnd:
		p.invalid()
	default:
		return n, true
	}
	return 0, false
}

// hncpPolicy prints who a prefix is for: RFC 7788, 10.4.1.
func (p *Printer) hncpPolicy(v view) {
	policy := v.u8(0)
	p.str(" type: ")
	switch {
	case policy == 0:
		if v.n != 1 {
			p.invalid()
		} else {
			p.str("Internet connectivity")
		}
	case policy <= 128:
		p.str("Dest-Prefix: ")
		p.hncpPrefix(v)
	case policy == 129:
		p.str("DNS domain: ")
		p.hncpName(v.from(1))
	case policy == 130:
		p.str("Opaque UTF-8: ")
		p.paddedText(v, 1, v.n-1)
	case policy == 131:
		if v.n != 1 {
			p.invalid()
		} else {
			p.str("Restrictive assignment")
		}
	default:
		p.printf("Unknown (%d)", policy)
	}
}

// hncpName prints the domain name that v begins with and returns its length, or
// -1 where it does not end.
func (p *Printer) hncpName(v view) int {
	for off := 0; off < v.n; {
		n := v.u8(off)
		off++
		if n == 0 {
			return off
		}
		if off > 1 {
			p.byte('.')
		}
		if off+n > v.n {
			p.paddedText(v, off, v.n-off)
			break
		}
		p.paddedText(v, off, n)
		off += n
	}
	p.str("[|DNS]")
	return -1
}

// hncpDHCPv4 prints DHCP options (RFC 7788, 10.7) and reports whether they make
// sense.
func (p *Printer) hncpDHCPv4(v view, depth int) bool {
	const servers, ntp, search = 6, 42, 119
	for v.n > 0 {
		if v.n < 2 {
			return false
		}
		kind, size := v.u8(0), v.u8(1)
		p.hncpIndent(depth)
		p.name(names{{servers, "DNS-server"}, {ntp, "NTP-server"}, {search, "DNS-search"}}, "Unknown", kind)
		p.printf(" (%d)", size+2)
		if v.n < size+2 {
			return false
		}
		value := v.sub(2, size)
		switch kind {
		case servers, ntp:
			if size < 4 || size%4 != 0 {
				return false
			}
			for off := 0; off < size; off += 4 {
				p.byte(' ')
				p.addr4(value, off)
			}
		case search:
			if !p.hncpSearch(value) {
				return false
			}
		}
		v = v.from(2 + size)
	}
	return true
}

// hncpDHCPv6 prints DHCPv6 options (RFC 7788, 10.8) and reports whether they make
// sense.
func (p *Printer) hncpDHCPv6(v view, depth int) bool {
	const servers, search, sntp = 23, 24, 31
	for v.n > 0 {
		if v.n < 4 {
			return false
		}
		kind, size := v.u16(0), v.u16(2)
		p.hncpIndent(depth)
		p.name(names{{servers, "DNS-server"}, {search, "DNS-search-list"}, {sntp, "SNTP-servers"}}, "Unknown", kind)
		p.printf(" (%d)", size+4)
		if v.n < size+4 {
			return false
		}
		value := v.sub(4, size)
		switch kind {
		case servers, sntp:
			if size%16 != 0 {
				p.invalid()
				return false
			}
			for off := 0; off < size; off += 16 {
				p.byte(' ')
				p.addr6(value, off)
			}
		case search:
			if !p.hncpSearch(value) {
				return false
			}
		}
		v = v.from(4 + size)
	}
	return true
}

// hncpSearch prints the domain names that are v, and reports whether they are
// whole.
func (p *Printer) hncpSearch(v view) bool {
	for off := 0; off < v.n; {
		p.byte(' ')
		next, ok := p.domainName(v, off)
		if !ok {
			return false
		}
		off = next
	}
	return true
}
