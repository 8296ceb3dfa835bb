package decode

const eigrpHeaderLen = 20

var eigrpCodes = names{
	{1, "Update"},
	{3, "Query"},
	{4, "Reply"},
	{5, "Hello"},
	{6, "IPX SAP"},
	{7, "Probe"},
}

var eigrpFlags = names{{1, "Init"}, {2, "Conditionally Received"}, {4, "Restart Flag"}, {8, "End-of-Table Flag"}}

const (
	eigrpParameters = 0x0001
	eigrpVersion    = 0x0004
	eigrpIPInternal = 0x0102
	eigrpIPExternal = 0x0103
	eigrpATInternal = 0x0202
	eigrpATExternal = 0x0203
	eigrpATCable    = 0x0204
)

var eigrpTLVs = names{
	{eigrpParameters, "General Parameters"},
	{0x0002, "Authentication"},
	{0x0003, "Sequence"},
	{eigrpVersion, "Software Version"},
	{0x0005, "Next Multicast Sequence"},
	{eigrpIPInternal, "IP Internal routes"},
	{eigrpIPExternal, "IP External routes"},
	{eigrpATInternal, "AppleTalk Internal routes"},
	{eigrpATExternal, "AppleTalk External routes"},
	{eigrpATCable, "AppleTalk Cable setup"},
	{0x0302, "IPX Internal routes"},
	{0x0303, "IPX External routes"},
}

var eigrpProtocols = names{
	{1, "IGRP"},
	{2, "EIGRP"},
	{3, "Static"},
	{4, "RIP"},
	{5, "Hello"},
	{6, "OSPF"},
	{7, "IS-IS"},
	{8, "EGP"},
	{9, "BGP"},
	{10, "IDRP"},
	{11, "Connected"},
}

// printEIGRP prints an Enhanced Interior Gateway Routing Protocol packet: RFC
// 7868, 6.5.
//
//	0         1      2          4       8          12    16    18
//	+---------+------+----------+-------+----------+-----+-----+-----+------
//	| version | code | checksum | flags | sequence | ack | VR  | AS  | TLVs
//	+---------+------+----------+-------+----------+-----+-----+-----+------
func printEIGRP(p *Printer, v view) {
	p.enter("eigrp", v)
	v.need(0, eigrpHeaderLen)
	version, code := v.u8(0), v.u8(1)
	if version != 2 {
		p.printf("EIGRP version %d packet not supported", version)
		return
	}
	if p.v == 0 || v.n < eigrpHeaderLen {
		p.str("EIGRP ")
		p.name(eigrpCodes, "unknown (%d)", code)
		p.printf(", length: %d", v.n)
		if p.v > 0 {
			p.printf(" (too short, < %d)", eigrpHeaderLen)
		}
		return
	}
	p.printf("\n\tEIGRP v%d, opcode: ", version)
	p.name(eigrpCodes, "unknown, type: %d", code)
	p.printf(" (%d), chksum: 0x%04x, Flags: [", code, v.u16(2))
	p.flags(eigrpFlags, "none", ", ", v.u32(4))
	p.printf("]\n\tseq: 0x%08x, ack: 0x%08x, VRID: %d, AS: %d, length: %d",
		v.u32(8), v.u32(12), v.u16(16), v.u16(18), v.n-eigrpHeaderLen)
	for v = v.from(eigrpHeaderLen); v.n > 0; {
		v.need(0, 4)
		kind, size := v.u16(0), v.u16(2)
		if size < 4 || size > v.n {
			p.hexLines("\n\t    ", v.at(4, v.n), 0, v.n)
			return
		}
		p.str("\n\t  ")
		p.name(eigrpTLVs, "Unknown", kind)
		p.printf(" TLV (0x%04x), length: %d", kind, size)
		v.need(0, size)
		p.eigrpTLV(kind, v.sub(4, size-4))
		if p.v > 1 {
			p.hexLines("\n\t    ", v, 4, size-4)
		}
		v = v.from(size)
	}
}

func (p *Printer) eigrpTLV(kind int, v view) {
	least := 0
	switch kind {
	case eigrpParameters, eigrpATCable:
		least = 8
	case eigrpVersion:
		least = 4
	case eigrpIPInternal:
		least = 22
	case eigrpIPExternal:
		least = 42
	case eigrpATInternal:
		least = 24
	case eigrpATExternal:
		least = 40
	}
	if v.n < least {
		p.printf(" (too short, < %d)", 4+least)
		return
	}
	switch kind {
	case eigrpParameters:
		p.printf("\n\t    holdtime: %ds, k1 %d, k2 %d, k3 %d, k4 %d, k5 %d", v.u16(6), v.u8(0), v.u8(1), v.u8(2), v.u8(3), v.u8(4))
	case eigrpVersion:
		p.printf("\n\t    IOS version: %d.%d, EIGRP version %d.%d", v.u8(0), v.u8(1), v.u8(2), v.u8(3))
	case eigrpIPInternal:
		if p.eigrpPrefix(v, 20) {
			p.eigrpMetric(v.from(4))
		}
	case eigrpIPExternal:
		if p.eigrpPrefix(v, 40) {
			p.str("\n\t      origin-router ")
			p.addr4(v, 4)
			p.eigrpOrigin(v.u32(8), v.u8(22), v.u8(23), v.u32(12), v.u32(16))
			p.eigrpMetric(v.from(24))
		}
	case eigrpATCable:
		p.printf("\n\t    Cable-range: %d-%d, Router-ID %d", v.u16(0), v.u16(2), v.u32(4))
	case eigrpATInternal:
		p.eigrpCable(v, 20)
		p.eigrpMetric(v.from(4))
	case eigrpATExternal:
		p.eigrpCable(v, 36)
		p.printf("\n\t      origin-router %d", v.u32(4))
		p.eigrpOrigin(v.u32(8), v.u8(16), v.u8(17), v.u32(12), uint32(v.u16(18)))
		p.eigrpMetric(v.from(20))
	default:
		if p.v <= 1 {
			p.hexLines("\n\t    ", v, 0, v.n)
		}
	}
}

// eigrpPrefix prints the prefix whose length is at off and the next hop that v
// begins with, and reports whether there is such a prefix.
func (p *Printer) eigrpPrefix(v view, off int) bool {
	bits := v.u8(off)
	if bits > 32 {
		p.printf("\n\t    illegal prefix length %d", bits)
		return false
	}
	var addr [4]byte
	copy(addr[:], v.bytes(off+1, (bits+7)/8))
	p.str("\n\t    IPv4 prefix: ")
	p.wideHost(addr[:])
	p.printf("/%d, nexthop: ", bits)
	if v.u32(0) == 0 {
		p.str("self")
	} else {
		p.addr4(v, 0)
	}
	return true
}

// eigrpCable prints the AppleTalk networks at off and the next hop that v begins
// with.
func (p *Printer) eigrpCable(v view, off int) {
	p.printf("\n\t     Cable-Range: %d-%d, nexthop: ", v.u16(off), v.u16(off+2))
	if v.u32(0) == 0 {
		p.str("self")
	} else {
		p.printf("%d.%d", v.u16(0), v.u16(2))
	}
}

func (p *Printer) eigrpOrigin(as uint32, protocol, flags int, tag, metric uint32) {
	p.printf(", origin-as %d, origin-proto ", as)
	p.name(eigrpProtocols, "unknown", protocol)
	p.printf(", flags [0x%02x], tag 0x%08x, metric %d", flags, tag, metric)
}

func (p *Printer) eigrpMetric(v view) {
	p.printf("\n\t      delay %d ms, bandwidth %d Kbps, mtu %d, hop %d, reliability %d, load %d",
		v.u32(0)/100, v.u32(4), v.u24(8), v.u8(11), v.u8(12), v.u8(13))
}

// printIGRP prints an Interior Gateway Routing Protocol packet.
//
//	0       1         2    4          6        8          10
//	+-------+---------+----+----------+--------+----------+----------+-------
//	| v|op  | edition | AS | interior | system | exterior | checksum | routes
//	+-------+---------+----+----------+--------+----------+----------+-------
func printIGRP(p *Printer, v view) {
	p.enter("igrp", v)
	const size = 14 // of a route
	p.str("igrp:")
	v.need(0, 12)
	counts := [3]int{v.u16(4), v.u16(6), v.u16(8)}
	p.byte(' ')
	p.name(names{{1, "update"}, {2, "request"}}, "op-#%d", v.u8(0)&0xf)
	p.printf(" V%d edit=%d AS=%d (%d/%d/%d) checksum=0x%04x",
		v.u8(0)>>4, v.u8(1), v.u16(2), counts[0], counts[1], counts[2], v.u16(10))
	kind := 0
	for v = v.from(12); v.n >= size; v = v.from(size) {
		for kind < len(counts) && counts[kind] == 0 {
			kind++
		}
		if kind == len(counts) {
			p.printf(" [extra bytes %d]", v.n)
			return
		}
		p.igrpRoute(v, kind)
		counts[kind]--
	}
	if counts != [3]int{} {
		p.truncated()
	}
}

// igrpRoute prints a route to an interior (kind 0), system or exterior network, of
// whose address three bytes are given.
func (p *Printer) igrpRoute(v view, kind int) {
	v.need(0, 14)
	net := v.bytes(0, 3)
	switch kind {
	case 0:
		p.printf(" *.%d.%d.%d", net[0], net[1], net[2])
	case 1:
		p.printf(" %d.%d.%d.0", net[0], net[1], net[2])
	default:
		p.printf(" X%d.%d.%d.0", net[0], net[1], net[2])
	}
	delay, inverse := v.u24(3), v.u24(6)
	bandwidth := 0
	if inverse != 0 {
		bandwidth = 10000000 / inverse
	}
	p.printf(" d=%d b=%d r=%d l=%d M=%d mtu=%d in %d hops", 10*delay, bandwidth,
		v.u8(11), v.u8(12), min(inverse+delay, 0xffffff), v.u16(9), v.u8(13))
}
