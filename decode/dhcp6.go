package decode

const (
	portDHCP6Client = 546
	portDHCP6Server = 547
)

// printDHCP6 prints a DHCPv6 message: RFC 8415, 8 and 9.
//
//	+------+----------------+---------
//	| type | transaction ID | options
//	+------+----------------+---------
//	  1      3
//	+------+-----------+--------------+--------------+---------
//	| type | hop count | link address | peer address | options   between relays
//	+------+-----------+--------------+--------------+---------
//	  1      1           16             16
func printDHCP6(p *Printer, v view) {
	p.enter("dhcp6", v)
	p.str("dhcp6")
	v.need(0, 4)
	kind := v.u8(0)
	p.byte(' ')
	p.name(dhcp6Messages, "msgtype-%d", kind)
	if p.v == 0 {
		return
	}
	p.str(" (")
	m := v.sub(0, v.n)
	if kind != dhcp6RelayForw && kind != dhcp6RelayReply {
		p.printf("xid=%x", m.u24(1))
		dhcp6Printer{p, m, 0}.options(4, len(m.b))
	} else {
		m.need(2, 16)
		p.str("linkaddr=")
		p.addr6(m, 2)
		m.need(18, 16)
		p.str(" peeraddr=")
		p.addr6(m, 18)
		dhcp6Printer{p, m, 0}.options(34, len(m.b))
	}
	p.byte(')')
}

// A dhcp6Printer prints the options of a DHCPv6 message.
type dhcp6Printer struct {
	*Printer
	m     view // the message
	depth int  // of nesting
}

// options prints the options from off to end.
func (d dhcp6Printer) options(off, end int) {
	d.depth++
	d.bounded(d.depth)
	for off < end {
		if end-off < 4 {
			d.truncated()
			return
		}
		code, length := d.m.u16(off), d.m.u16(off+2)
		if end-off-4 < length {
			d.truncated()
			return
		}
		d.str(" (")
		d.name(dhcp6Options, "opt_%d", code)
		if !d.option(code, off+4, length) {
			d.truncated()
			return
		}
		off += 4 + length
	}
}

// unclear prints the end of an option that makes no sense.
func (d dhcp6Printer) unclear() bool {
	d.str(" ?)")
	return true
}

// option prints the n bytes at off that are the data of an option. It reports
// whether the option was whole.
func (d dhcp6Printer) option(code, off, n int) bool {
	m := d.m
	switch code {
	case dhcp6ClientID, dhcp6ServerID:
		d.duid(m.sub(off, n))
		return true
	case dhcp6IAAddr:
		if n < 24 {
			return d.unclear()
		}
		d.byte(' ')
		d.addr6(m, off)
		d.printf(" pltime:%d vltime:%d", m.u32(off+16), m.u32(off+20))
		d.options(off+24, off+n)
	case dhcp6IAPrefix:
		if n < 25 {
			return d.unclear()
		}
		d.byte(' ')
		d.addr6(m, off+9)
		d.printf("/%d pltime:%d vltime:%d", m.u8(off+8), m.u32(off), m.u32(off+4))
		d.options(off+25, off+n)
	case dhcp6IANA, dhcp6IAPD:
		if n < 12 {
			return d.unclear()
		}
		d.printf(" IAID:%d T1:%d T2:%d", m.u32(off), m.u32(off+4), m.u32(off+8))
		d.options(off+12, off+n)
	case dhcp6IATA:
		if n < 4 {
			return d.unclear()
		}
		d.printf(" IAID:%d", m.u32(off))
		d.options(off+4, off+n)
	case dhcp6Requested, dhcp6EchoRequest:
		if n%2 != 0 {
			return d.unclear()
		}
		for i := 0; i < n; i += 2 {
			d.byte(' ')
			d.name(dhcp6Options, "opt_%d", m.u16(off+i))
		}
	case dhcp6Preference:
		if n != 1 {
			return d.unclear()
		}
		d.printf(" %d", m.u8(off))
	case dhcp6Elapsed:
		if n != 2 {
			return d.unclear()
		}
		d.printf(" %d", m.u16(off))
	case dhcp6Lifetime, dhcp6ClientTime:
		if n != 4 {
			return d.unclear()
		}
		d.printf(" %d", m.u32(off))
	case dhcp6Status:
		if n < 2 {
			return d.unclear()
		}
		d.byte(' ')
		if status := m.u16(off); status > 255 {
			d.str("INVALID code")
		} else {
			d.name(dhcp6StatusCodes, "code%d", status)
		}
	case dhcp6RelayMessage:
		d.str(" (")
		printDHCP6(d.Printer, m.sub(off, n))
	case dhcp6Auth:
		if n < 11 {
			return d.unclear()
		}
		d.authentication(m.sub(off, n))
	case dhcp6Reconfigure:
		if n != 1 {
			return d.unclear()
		}
		switch kind := m.u8(off); kind {
		case dhcp6Renew:
			d.str(" for renew")
		case dhcp6InfReq:
			d.str(" for inf-req")
		default:
			d.printf(" for ???(%02x)", kind)
		}
	case dhcp6SIPAddrs, dhcp6DNSServers, dhcp6SNTPServers, dhcp6NISServers, dhcp6NISPServers,
		dhcp6BCMCSAddrs, dhcp6PANA, dhcp6LQClientLink:
		if n%16 != 0 {
			return d.unclear()
		}
		for i := 0; i < n; i += 16 {
			d.byte(' ')
			d.addr6(m, off+i)
		}
	case dhcp6SIPDomains, dhcp6Domains:
		for end := off + n; off < end; {
			d.byte(' ')
			var ok bool
			if off, ok = d.domainName(m, off); !ok {
				return false
			}
		}
	default:
		return d.otherOption(code, m.sub(off, n))
	}
	d.byte(')')
	return true
}

// some prints b in hex: with less than -vv, its first ten bytes.
func (d dhcp6Printer) some(b []byte) {
	d.byte(' ')
	if d.v < 2 && len(b) > 10 {
		d.hexBytes(b[:10], "")
		d.str("...")
		return
	}
	d.hexBytes(b, "")
}

// duid prints a DHCP unique identifier: RFC 8415, 11.
func (d dhcp6Printer) duid(v view) {
	if v.n < 2 {
		d.unclear()
		return
	}
	var from int // where the identifier proper begins
	switch kind := v.u16(0); kind {
	case 1: // link-layer address and time
		if v.n < 8 {
			d.unclear()
			return
		}
		d.printf(" hwaddr/time type %d time %d ", v.u16(2), v.u32(4))
		from = 8
	case 2: // by enterprise number
		if v.n < 6 {
			d.unclear()
			return
		}
		d.printf(" enterprise %d ", v.u32(2))
		from = 6
	case 3: // link-layer address
		if v.n < 4 {
			d.unclear()
			return
		}
		d.printf(" hwaddr type %d ", v.u16(2))
		from = 4
	case 4: // UUID: RFC 6355
		d.str(" uuid ")
		if v.n != 2+16 {
			d.unclear()
			return
		}
		from = 2
	default:
		d.printf(" type %d)", kind)
		return
	}
	d.hexBytes(v.bytes(from, v.n-from), "")
	d.byte(')')
}
