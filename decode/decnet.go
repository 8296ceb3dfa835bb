package decode

// Flags of a DECnet Phase IV routing header: "DNA Phase IV Routing Layer
// Functional Specification", 2.0.0.
const (
	decnetControl = 0x01
	decnetTypes   = 0x07
	decnetShort   = 0x02
	decnetLong    = 0x06
	decnetRQR     = 0x08 // return to the sender what cannot be delivered
	decnetRTS     = 0x10 // it is being returned
	decnetIE      = 0x20 // it stays on the Ethernet
	decnetFuture  = 0x40
	decnetPad     = 0x80

	decnetShortLen = 6
	decnetLongLen  = 21
)

// Control messages.
const (
	decnetInit    = 0x1
	decnetVerify  = 0x3
	decnetTest    = 0x5
	decnetLevel1  = 0x7
	decnetLevel2  = 0x9
	decnetRouter  = 0xb
	decnetEndnode = 0xd
)

// decnetPrefix begins the Ethernet address of a DECnet node; the node's address
// ends it. DECnet's numbers are little-endian.
const decnetPrefix = 4

// printDECnet prints a DECnet Phase IV packet.
//
//	+--------+-----+-------+-----
//	| length | pad | flags | ...
//	+--------+-----+-------+-----
//	  2              1
func printDECnet(p *Printer, v view) {
	p.enter("decnet", v)
	short := func(name string, n, least int) {
		p.printf(" (%s %d < %d)", name, n, least)
		p.invalid()
	}
	if v.n < decnetShortLen {
		short("length", v.n, decnetShortLen)
		return
	}
	length := v.le16(0)
	if length < decnetShortLen {
		short("pktlen", length, decnetShortLen)
		return
	}
	if length > v.n {
		p.printf(" (pktlen %d > %d)", length, v.n)
		p.invalid()
		return
	}
	header, whole := v, length
	flags := v.u8(2)
	if flags&decnetPad != 0 {
		pad := flags &^ decnetPad
		if p.v > 0 {
			p.printf("[pad:%d] ", pad)
		}
		if length < pad+2 {
			short("length", length, pad+2)
			return
		}
		v.need(2, pad)
		header = v.from(pad)
		length -= pad
		flags = header.u8(2)
	}
	v = header.at(2, length)
	if flags&decnetFuture != 0 {
		p.str("future-version-decnet")
		p.unknown("\n\t", view{header.b, min(length, len(header.b))})
		return
	}
	if flags&decnetControl != 0 {
		if !p.decnetMessage(v) {
			p.invalid()
		}
		return
	}
	var src, dst, hops, size int
	switch flags & decnetTypes {
	case decnetLong:
		if length < decnetLongLen {
			short("length", length, decnetLongLen)
			return
		}
		v.need(0, decnetLongLen)
		dst, src, hops, size = v.le16(3+decnetPrefix), v.le16(11+decnetPrefix), v.u8(18), decnetLongLen
	case decnetShort:
		dst, src, hops, size = v.le16(1), v.le16(3), v.u8(5)&0x3f+1, decnetShortLen
	default:
		p.str("unknown message flags under mask")
		p.unknown("\n\t", view{header.b, min(length, len(header.b))})
		return
	}
	p.decnetNode(src)
	p.str(" > ")
	p.decnetNode(dst)
	p.printf(" %d ", whole)
	if p.v > 0 {
		p.flags(names{{decnetRQR, "RQR "}, {decnetRTS, "RTS "}, {decnetIE, "IE "}}, "", "", uint32(flags))
		p.printf("%d hops ", hops)
	}
	if !p.nsp(v.at(size, length-size)) {
		p.invalid()
	}
}

// decnetNode prints a node's address: its area and its number there.
func (p *Printer) decnetNode(a int) { p.printf("%d.%d", a>>10, a&0x3ff) }

var (
	decnetNodeTypes = names{{0, "reserved-ntype? "}, {1, "l2rout "}, {2, "l1rout "}, {3, "endnode "}}
	decnetInitInfo  = names{{0x04, "verif "}, {0x08, "blo "}}
	decnetHelloInfo = names{{0x04, "verif "}, {0x20, "nomcast "}, {0x40, "blo "}}
)

// decnetInfo prints what kind of node a message comes from.
func (p *Printer) decnetInfo(info int, table names) {
	p.name(decnetNodeTypes, "", info&3)
	p.flags(table, "", "", uint32(info))
}

// decnetMessage prints a control message, and reports whether it is long enough.
func (p *Printer) decnetMessage(v view) bool {
	source := func(name string) {
		src := v.le16(1)
		p.str(name)
		p.decnetNode(src)
	}
	switch v.u8(0) & 0xf {
	case decnetInit:
		p.str("init ")
		if v.n < 12 {
			return false
		}
		v.need(0, 12)
		p.decnetInfo(v.u8(3), decnetInitInfo)
		source("src ")
		p.printf("blksize %d vers %d eco %d ueco %d hello %d", v.le16(4), v.u8(6), v.u8(7), v.u8(8), v.le16(9))
	case decnetVerify:
		p.str("verification ")
		if v.n < 4 {
			return false
		}
		v.need(0, 4)
		source("src ")
		p.printf(" fcnval %o", v.u8(3))
	case decnetTest:
		p.str("test ")
		if v.n < 4 {
			return false
		}
		v.need(0, 4)
		source("src ")
		p.printf(" data %o", v.u8(3))
	case decnetLevel1:
		p.str("lev-1-routing ")
		return p.decnetRoutes(v, "ids")
	case decnetLevel2:
		p.str("lev-2-routing ")
		return p.decnetRoutes(v, "areas")
	case decnetRouter:
		p.str("router-hello ")
		if v.n < 18 {
			return false
		}
		v.need(0, 18)
		p.decnetInfo(v.u8(10), decnetHelloInfo)
		p.printf("vers %d eco %d ueco %d src ", v.u8(1), v.u8(2), v.u8(3))
		p.decnetNode(v.le16(4 + decnetPrefix))
		p.printf(" blksize %d pri %d hello %d", v.le16(11), v.u8(13), v.le16(15))
	case decnetEndnode:
		p.str("endnode-hello ")
		if v.n < 32 {
			return false
		}
		v.need(0, 32)
		p.decnetInfo(v.u8(10), decnetHelloInfo)
		p.printf("vers %d eco %d ueco %d src ", v.u8(1), v.u8(2), v.u8(3))
		p.decnetNode(v.le16(4 + decnetPrefix))
		p.printf(" blksize %d rtr ", v.le16(11))
		p.decnetNode(v.le16(22 + decnetPrefix))
		p.printf(" hello %d data %o", v.le16(28), v.u8(31))
	default:
		p.str("unknown control message")
		p.unknown("\n\t", view{v.b, min(v.n, len(v.b))})
	}
	return true
}

// decnetRoutes prints a routing message: runs of nodes or areas, each with the
// count and first of them and 16 bits of hops and cost. A checksum ends it.
func (p *Printer) decnetRoutes(v view, what string) bool {
	if v.n < 4 {
		return false
	}
	v.need(0, 4)
	p.str("src ")
	p.decnetNode(v.le16(1))
	p.byte(' ')
	for v = v.from(4); v.n > 6; v = v.from(6) {
		v.need(0, 6)
		count, first, info := v.le16(0), v.le16(2), v.le16(4)
		if count > 1024 {
			break
		}
		p.printf("{%s %d-%d cost %d hops %d} ", what, first, first+count, info&0x1ff, info>>10&0x1f)
	}
	return true
}
