package decode

// Attributes of an NFLOG packet: the kernel's
// include/uapi/linux/netfilter/nfnetlink_log.h.
const nflogPayload = 9

var nflogFamilies = names{{familyIPv4, "IPv4"}, {familyIPv6Linux, "IPv6"}}

// printNFLOG prints a packet of Linux' netfilter log: a family, a version and a
// resource, then attributes up to the payload, each with its length and type in
// the byte order of the machine.
//
//	+--------+---------+----------+--------+------+-------
//	| family | version | resource | length | type | value
//	+--------+---------+----------+--------+------+-------
//	  1        1         2          2        2
func printNFLOG(p *Printer, v view) {
	p.enter("nflog", v)
	whole := v.n
	if v.n < 4 || !v.has(0, 4) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	family, version, resource := v.u8(0), v.u8(1), v.u16(2)
	if version != 0 {
		p.printf("version %d (unknown)", version)
		p.linkLen += 4
		return
	}
	header := func(length int) {
		p.printf("version %d, resource ID %d", version, resource)
		if p.opt.Quiet {
			p.str(", ")
			p.name(nflogFamilies, "Unknown NFLOG (0x%02x)", family)
		} else {
			p.str(", family ")
			p.name(nflogFamilies, "Unknown", family)
			p.printf(" (%d)", family)
		}
		p.printf(", length %d: ", length)
	}
	if p.opt.Link {
		header(whole)
	}
	for v = v.from(4); v.n > 0; {
		if v.n < 4 || !v.has(0, 4) {
			p.truncated()
			p.linkLen += whole - v.n
			return
		}
		size, kind := v.le16(0), v.le16(2)
		size = (size + 3) &^ 3
		if size < 4 || v.n < size || !v.has(0, size) {
			p.truncated()
			p.linkLen += whole - v.n
			return
		}
		if kind == nflogPayload {
			v = v.from(4)
			break
		}
		v = v.from(size)
	}
	p.linkLen += whole - v.n
	switch family {
	case familyIPv4:
		printIPv4(p, v)
	case familyIPv6Linux:
		printIPv6(p, v)
	default:
		if !p.opt.Link {
			header(4 + v.n)
		}
		p.unparsed(view{v.b, len(v.b)})
	}
}
