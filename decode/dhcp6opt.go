package decode

// otherOption prints the data of options, v, in which nothing leads out of them.
func (d dhcp6Printer) otherOption(code int, v view) bool {
	ok := true
	switch code {
	case dhcp6InterfaceID, dhcp6SubscriberID:
		d.some(v.b)
	case dhcp6RemoteID: // RFC 4649
		if v.n < 4 {
			return d.unclear()
		}
		d.printf(" enterprise %d", v.u32(0))
		d.some(v.b[4:])
	case dhcp6LQQuery: // RFC 5007, 4.1.2.1
		if v.n < 17 {
			return d.unclear()
		}
		switch kind := v.u8(0); kind {
		case 1:
			d.str(" by-address")
		case 2:
			d.str(" by-clientID")
		default:
			d.printf(" type_%d", kind)
		}
		d.byte(' ')
		d.addr6(v, 1)
		dhcp6Printer{d.Printer, v, d.depth}.options(17, v.n)
	case dhcp6ClientData:
		dhcp6Printer{d.Printer, v, d.depth}.options(0, v.n)
	case dhcp6LQRelayData:
		if v.n < 16 {
			return d.unclear()
		}
		d.byte(' ')
		d.addr6(v, 0)
		d.some(v.b[16:])
	case dhcp6NTPServer:
		if v.n < 4 {
			return d.unclear()
		}
		ok = d.ntpServer(v)
	case dhcp6AFTRName:
		if v.n < 3 {
			return d.unclear()
		}
		d.aftrName(v)
	case dhcp6POSIXZone, dhcp6TZDB, dhcp6MUDURL:
		if v.n < 5 {
			return d.unclear()
		}
		d.byte(' ')
		d.paddedText(v, 0, v.n)
	case dhcp6BootURL:
		d.byte(' ')
		d.text(v, 0, v.n)
	case dhcp6SZTPRedirect, dhcp6UserClass:
		d.texts(v)
	case dhcp6VendorClass:
		if v.n < 4 {
			return d.unclear()
		}
		d.vendorClass(v)
	case dhcp6VendorOptions:
		if v.n < 4 {
			return d.unclear()
		}
		d.vendorOptions(v)
	}
	if ok {
		d.byte(')')
	}
	return ok
}

// ntpServer prints where an NTP server is found: RFC 5908, 4.
func (d dhcp6Printer) ntpServer(v view) bool {
	for off := 0; off < v.n-4; {
		code, length := v.u16(off), v.u16(off+2)
		off += 4
		if length > v.n-off {
			return false
		}
		d.printf(" subopt:%d", code)
		switch code {
		case 1, 2: // address of a server, of a multicast group
			if length != 16 {
				d.str(" ?")
				break
			}
			d.byte(' ')
			d.addr6(v, off)
		case 3: // name of a server
			d.byte(' ')
			if _, ok := d.domainName(v, off); !ok {
				return false
			}
		default:
			d.str(" ?")
		}
		off += length
	}
	return true
}

// aftrName prints the name of a tunnel's end: RFC 6334, 3.
func (d dhcp6Printer) aftrName(v view) {
	d.byte(' ')
	for off := 0; off < v.n && v.u8(off) != 0; {
		length := v.u8(off)
		off++
		if length >= v.n-off {
			d.str(" ?")
			return
		}
		d.paddedText(v, off, length)
		off += length
		if v.u8(off) != 0 {
			d.byte('.')
		}
	}
}

// texts prints strings that each follow their length: RFC 8415, 21.15, and
// RFC 8572, 8.3.
func (d dhcp6Printer) texts(v view) {
	d.byte(' ')
	off := 0
	for v.n-off >= 2 {
		if off > 0 {
			d.byte(',')
		}
		length := v.u16(off)
		if length > v.n-off-2 {
			d.str(" ?")
			break
		}
		d.text(v, off+2, length)
		off += 2 + length
	}
	if off != v.n {
		d.str(" ?")
	}
}

// vendorClass prints what a vendor tells of its client: RFC 8415, 21.16.
func (d dhcp6Printer) vendorClass(v view) {
	d.printf(" enterprise %d", v.u32(0))
	off := 4
	for v.n-off >= 2 {
		length := v.u16(off)
		d.printf(" (len %d", length)
		off += 2
		if length > v.n-off {
			d.str(" ?")
			break
		}
		if length > 0 {
			d.str(" data ")
			d.text(v, off, length)
			off += length
		}
		d.byte(')')
	}
	if off != v.n {
		d.str(" ?")
	}
}

// vendorOptions prints options of a vendor: RFC 8415, 21.17.
func (d dhcp6Printer) vendorOptions(v view) {
	d.printf(" enterprise %d", v.u32(0))
	off := 4
	for v.n-off >= 4 {
		length := v.u16(off + 2)
		d.printf(" (code %d len %d", v.u16(off), length)
		off += 4
		if length > v.n-off {
			d.str(" ?")
			break
		}
		if length > 0 {
			d.str(" data")
			d.some(v.bytes(off, length))
			off += length
		}
		d.byte(')')
	}
	if off != v.n {
		d.str(" ?")
	}
}

// Protocols of an authentication option: RFC 3315, 21, and RFC 8415, 20.
const (
	dhcp6AuthDelayed     = 2
	dhcp6AuthReconfigure = 3
)

// authentication prints an authentication option: RFC 8415, 21.11.
func (d dhcp6Printer) authentication(v view) {
	proto := v.u8(0)
	switch proto {
	case dhcp6AuthDelayed:
		d.str(" proto: delayed")
	case dhcp6AuthReconfigure:
		d.str(" proto: reconfigure")
	default:
		d.printf(" proto: %d", proto)
	}
	d.str(", alg: ")
	d.name(names{{1, "HMAC-MD5"}}, "%d", v.u8(1))
	d.str(", RDM: ")
	d.name(names{{0, "mono"}}, "%d", v.u8(2))
	d.str(", RD:")
	for off := 3; off < 11; off += 2 {
		d.printf(" %04x", v.u16(off))
	}
	info := v.from(11)
	switch {
	case proto == dhcp6AuthDelayed && info.n == 0:
	case proto == dhcp6AuthDelayed && info.n >= 20:
		realm := info.n - 20
		if realm > 0 {
			d.str(", realm: ")
			d.hexBytes(info.bytes(0, realm), "")
		}
		d.printf(", key ID: %08x, HMAC-MD5:", info.u32(realm))
		for off := realm + 4; off < info.n; off += 4 {
			d.printf(" %08x", info.u32(off))
		}
	case proto == dhcp6AuthReconfigure && info.n == 17:
		switch info.u8(0) {
		case 1:
			d.str(" reconfig-key")
		case 2:
			d.str(" type: HMAC-MD5")
		default:
			d.str(" type: ??")
		}
		d.str(" value:")
		for off := 1; off < info.n; off += 4 {
			d.printf(" %08x", info.u32(off))
		}
	default:
		d.str(" ??")
	}
}
