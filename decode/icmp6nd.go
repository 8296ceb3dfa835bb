package decode

// neighborAdvertFlags are the flags of a Neighbor Advertisement: RFC 4861,
// section 4.4.
var neighborAdvertFlags = names{
	{0x80000000, "router"},
	{0x40000000, "solicited"},
	{0x20000000, "override"},
}

// routerAdvertFlags are the flags of a Router Advertisement: RFC 4861, section
// 4.2; RFC 6275, section 7.1.
var routerAdvertFlags = names{
	{0x80, "managed"},
	{0x40, "other stateful"},
	{0x20, "home agent"},
	{0x02, "ipv6 only"},
}

// routerPreferences are the preference bits of a Router Advertisement or a route:
// RFC 4191, section 2.1.
var routerPreferences = [4]string{"medium", "high", "rsv", "low"}

// prefixFlags are the flags of a Prefix Information option: RFC 4861, section
// 4.6.2; RFC 6275, section 7.2.
var prefixFlags = names{
	{0x80, "onlink"},
	{0x40, "auto"},
	{0x20, "router"},
}

// Neighbor Discovery options: the IANA registry "IPv6 Neighbor Discovery Option
// Formats".
const (
	ndSourceLink   = 1
	ndTargetLink   = 2
	ndPrefix       = 3
	ndRedirected   = 4
	ndMTU          = 5
	ndAdvInterval  = 7
	ndHomeAgent    = 8
	ndNonce        = 14
	ndRoute        = 24
	ndRDNSS        = 25
	ndDNSSL        = 31
	ndCaptive      = 37
	ndPref64       = 38
	ndInfiniteTime = 0xffffffff
)

var ndOptionNames = names{
	{ndSourceLink, "source link-address"},
	{ndTargetLink, "destination link-address"},
	{ndPrefix, "prefix info"},
	{ndRedirected, "redirected header"},
	{ndMTU, "mtu"},
	{ndRDNSS, "rdnss"},
	{ndDNSSL, "dnssl"},
	{ndNonce, "nonce"},
	{ndAdvInterval, "advertisement interval"},
	{ndHomeAgent, "homeagent information"},
	{ndRoute, "route info"},
	{ndPref64, "pref64"},
}

// routerAdvert6 prints a Router Advertisement: RFC 4861, section 4.2.
func (p *Printer) routerAdvert6(v view) {
	if p.v == 0 {
		return
	}
	bits := v.u8(5)
	p.printf("\n\thop limit %d, Flags [", v.u8(4))
	p.flags(routerAdvertFlags, "none", ", ", uint32(bits))
	p.printf("], pref %s, router lifetime %ds, reachable time %dms, retrans timer %dms",
		routerPreferences[bits>>3&3], v.u16(6), v.u32(8), v.u32(12))
	p.neighborOptions(v, 16)
}

// neighborOptions prints with -v the Neighbor Discovery options of the message v
// from off on: RFC 4861, section 4.6.
func (p *Printer) neighborOptions(v view, off int) {
	if p.v == 0 {
		return
	}
	for v = v.from(off); v.n > 0; {
		if !v.has(0, 2) || v.n < 2 {
			bail()
		}
		kind, units := v.u8(0), v.u8(1)
		size := units * 8
		if units == 0 || v.n < size || !v.has(0, size) {
			bail()
		}
		p.str("\n\t  ")
		p.name(ndOptionNames, "unknown", kind)
		p.printf(" option (%d), length %d (%d): ", kind, size, units)
		if !p.neighborOption(kind, v.sub(0, size)) {
			return
		}
		if p.v > 1 {
			p.hexLines("\n\t    ", v, 2, size-2)
		}
		v = v.from(size)
	}
}

// neighborOption prints the body of one option, and reports whether those after
// it are printed too.
func (p *Printer) neighborOption(kind int, v view) bool {
	switch kind {
	case ndSourceLink, ndTargetLink:
		p.out = appendMAC(p.out, v.bytes(2, v.n-2))
	case ndPrefix:
		p.addr6(v, 16)
		p.printf("/%d", v.u8(2))
		if v.n != 32 {
			p.str("badlen")
		}
		p.str(", Flags [")
		p.flags(prefixFlags, "none", ", ", uint32(v.u8(3)))
		p.str("], valid time ")
		p.lifetime(v.u32(4))
		p.str(", pref. time ")
		p.lifetime(v.u32(8))
	case ndRedirected:
		p.hexLines("\n\t    ", v, 0, v.n)
	case ndMTU:
		p.printf(" %d", v.u32(4))
		if v.n != 8 {
			p.str("bad option length")
		}
	case ndRDNSS: // RFC 8106, section 5.1
		p.printf(" lifetime %ds,", v.u32(4))
		for i := range (v.n/8 - 1) / 2 {
			p.addr6After(" addr: ", v, 8+16*i)
		}
	case ndDNSSL: // RFC 8106, section 5.2
		p.printf(" lifetime %ds, domain(s):", v.u32(4))
		for pos := 8; pos < v.n && v.u8(pos) != 0; {
			p.byte(' ')
			pos = p.labels(v, pos)
		}
	case ndAdvInterval: // RFC 6275, section 7.3
		p.printf(" %dms", v.u32(4))
	case ndHomeAgent: // RFC 6275, section 7.4
		p.printf(" preference %d, lifetime %d", v.u16(4), v.u16(6))
	case ndRoute: // RFC 4191, section 2.3
		if v.n > 24 {
			bail()
		}
		p.byte(' ')
		p.prefix6(v, 8, v.n-8)
		p.printf("/%d, pref=%s, lifetime=", v.u8(2), routerPreferences[v.u8(3)>>3&3])
		p.lifetime(v.u32(4))
	case ndNonce: // RFC 3971, section 5.3.2
		p.hexBytes(v.bytes(2, v.n-2), " ")
	case ndPref64: // RFC 8781, section 4
		word := v.u16(2)
		p.prefix6(v, 4, min(12, v.n-4))
		lengths := [8]string{"/96", "/64", "/56", "/48", "/40", "/32", "/??", "/??"}
		p.printf("%s (plc %d), lifetime %ds", lengths[word&7], word&7, word&^7)
	default:
		if p.v <= 1 {
			p.hexLines("\n\t  ", v, 2, v.n-2)
			return false
		}
	}
	return true
}

// lifetime prints seconds, of which all ones mean for ever.
func (p *Printer) lifetime(seconds uint32) {
	if seconds == ndInfiniteTime {
		p.str("infinity")
		return
	}
	p.dec32(seconds)
	p.byte('s')
}

// labels prints a domain name of uncompressed labels (RFC 1035, section 3.1) at
// off and returns the offset after it.
func (p *Printer) labels(v view, off int) int {
	for {
		n := v.u8(off)
		off++
		if n == 0 || n > 63 {
			return off
		}
		p.text(v, off, n)
		p.byte('.')
		off += n
	}
}
