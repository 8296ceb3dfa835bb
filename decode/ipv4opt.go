package decode

// IPv4 options: the IANA registry "IP Option Numbers".
const (
	ipOptEnd         = 0
	ipOptNop         = 1
	ipOptRecordRoute = 7
	ipOptTimestamp   = 68
	ipOptLooseRoute  = 131
	ipOptStrictRoute = 137
	ipOptRouterAlert = 148
)

var ipOptNames = names{
	{ipOptEnd, "EOL"},
	{ipOptNop, "NOP"},
	{ipOptTimestamp, "timestamp"},
	{130, "security"},
	{ipOptRecordRoute, "RR"},
	{ipOptStrictRoute, "SSRR"},
	{ipOptLooseRoute, "LSRR"},
	{ipOptRouterAlert, "RA"},
	{82, "traceroute"},
}

// ipv4Options prints the options of an IPv4 header, and reports whether all were
// captured.
func (p *Printer) ipv4Options(v view) bool {
	sep := ""
	for v.n > 0 {
		p.str(sep)
		sep = ","
		kind := v.u8(0)
		p.name(ipOptNames, "unknown %d", kind)
		size := 1
		if kind != ipOptEnd && kind != ipOptNop {
			size = v.u8(1)
			if size < 2 {
				p.printf(" [bad length %d]", size)
				return true
			}
		}
		if size > v.n {
			p.printf(" [bad length %d]", size)
			return true
		}
		if !v.has(0, size) {
			return false
		}
		switch opt := v.at(0, size); kind {
		case ipOptEnd:
			return true
		case ipOptTimestamp:
			p.ipv4TimestampOption(opt)
		case ipOptRecordRoute, ipOptStrictRoute, ipOptLooseRoute:
			p.ipv4RouteOption(opt)
		case ipOptRouterAlert:
			if size < 4 {
				p.printf(" [bad length %d]", size)
			} else if value := opt.u16(2); value != 0 {
				p.printf(" value %d", value)
			}
		}
		v = v.from(size)
	}
	return true
}

// ipv4RouteOption prints the addresses of a route: RFC 791, "Loose Source and
// Record Route".
func (p *Printer) ipv4RouteOption(v view) {
	if v.n < 3 {
		p.printf(" [bad length %d]", v.n)
		return
	}
	if (v.n+1)&3 != 0 {
		p.printf(" [bad length %d]", v.n)
	}
	next := v.u8(2) - 1 // where the next address goes
	if next < 3 || (next+1)&3 != 0 || next > v.n+1 {
		p.printf(" [bad ptr %d]", v.u8(2))
	}
	for pos := 3; pos < v.n; pos += 4 {
		p.byte(' ')
		p.addr4(v, pos)
		if next > pos {
			p.byte(',')
		}
	}
}

// ipv4TimestampOption prints an Internet Timestamp option: RFC 791.
func (p *Printer) ipv4TimestampOption(v view) {
	if v.n < 4 {
		p.printf("[bad length %d]", v.n)
		return
	}
	p.str(" TS{")
	kind := v.u8(3) & 15
	hop := 8
	if kind == 0 {
		hop = 4
	}
	if (v.n-4)&(hop-1) != 0 {
		p.printf("[bad length %d]", v.n)
	}
	next := v.u8(2) - 1
	if next < 4 || (next-4)&(hop-1) != 0 || next > v.n+1 {
		p.printf("[bad ptr %d]", v.u8(2))
	}
	pos := 0
	switch kind {
	case 0, 1, 3:
		p.str([...]string{"TSONLY", "TS+ADDR", "", "PRESPEC"}[kind])
		for pos = 4; pos < v.n; pos += hop {
			sep := " "
			if next == pos {
				sep = " ^ "
			}
			p.str(sep)
			p.dec32(v.u32(pos + hop - 4))
			p.byte('@')
			if hop == 8 {
				p.addr4(v, pos)
			}
		}
	default:
		p.printf("[bad ts type %d]", kind)
	}
	if next == pos {
		p.str(" ^ ")
	}
	if missed := v.u8(3) >> 4; missed != 0 {
		p.printf(" [%d hops not recorded]} ", missed)
	} else {
		p.byte('}')
	}
}

// ipv4Final returns the address that the pseudo-header of a packet with the
// header h has: of a source route its end (RFC 1122, section 4.1.3.3).
func ipv4Final(h ipv4Header) []byte {
	for opts := h[ipv4MinLen:]; len(opts) > 0; {
		size := 1
		switch opts[0] {
		case ipOptEnd:
			return h.dst()
		case ipOptNop:
		default:
			if len(opts) < 2 || opts[1] < 2 || int(opts[1]) > len(opts) {
				return h.dst()
			}
			size = int(opts[1])
			if (opts[0] == ipOptStrictRoute || opts[0] == ipOptLooseRoute) && size >= 7 {
				return opts[size-4 : size]
			}
		}
		opts = opts[size:]
	}
	return h.dst()
}
