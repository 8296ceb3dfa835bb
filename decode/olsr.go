package decode

const portOLSR = 698

// Messages of OLSR: RFC 3626, section 18, and those of the olsrd daemon.
const (
	olsrHello       = 1
	olsrTC          = 2
	olsrMID         = 3
	olsrHNA         = 4
	olsrPowerinfo   = 128
	olsrNameservice = 130
	olsrHelloLQ     = 201
	olsrTCLQ        = 202
)

var olsrMessages = names{
	{olsrHello, "Hello"},
	{olsrTC, "TC"},
	{olsrMID, "MID"},
	{olsrHNA, "HNA"},
	{olsrPowerinfo, "Powerinfo"},
	{olsrNameservice, "Nameservice"},
	{olsrHelloLQ, "Hello-LQ"},
	{olsrTCLQ, "TC-LQ"},
}

var (
	olsrLinks     = names{{0, "Unspecified"}, {1, "Asymmetric"}, {2, "Symmetric"}, {3, "Lost"}}
	olsrNeighbors = names{{0, "Not-Neighbor"}, {1, "Symmetric"}, {2, "Symmetric-MPR"}}
)

// printOLSR prints an OLSR packet: RFC 3626, section 3.3. The addresses in it are
// IPv4's or IPv6's as those of the packet.
//
//	0        2     4      5       6      8          8+size
//	+--------+-----+------+-------+------+----------+-----+------+-----+------
//	| length | seq | type | vtime | size | originator| ttl | hops | seq | body
//	+--------+-----+------+-------+------+----------+-----+------+-----+------
//	               a message, with more after it
func printOLSR(p *Printer, v view) {
	p.enter("olsr", v)
	size := 4
	if p.ip.version == 6 {
		size = 16
	}
	p.str(choose(size == 4, "OLSRv4", "OLSRv6"))
	if v.n < 4 {
		bail()
	}
	v.need(0, 4)
	v.n = min(v.n, v.u16(0))
	whole := v.n
	p.printf(", seq 0x%04x, length %d", v.u16(2), whole)
	if p.v == 0 {
		return
	}
	for v = v.from(4); v.n > 0; {
		headerLen := 8 + size
		v.need(0, headerLen)
		kind, n := v.u8(0), v.u16(2)
		if kind == 0 || n == 0 {
			return
		}
		valid := n >= headerLen && n <= whole
		p.byte('\n')
		p.byte('\t')
		p.name(olsrMessages, "Unknown", kind)
		p.printf(" Message (0x%02x), originator ", kind)
		p.host(v.bytes(4, size))
		p.printf(", ttl %d, hop %d\n\t  vtime ", v.u8(4+size), v.u8(5+size))
		p.olsrSeconds(v.u8(1))
		p.printf(", msg-seq 0x%04x, length %d", v.u16(6+size), n)
		if !valid {
			p.invalid()
			return
		}
		p.olsrMessage(kind, size, v.at(headerLen, n-headerLen))
		v = v.from(n)
	}
}

// olsrSeconds prints the time that a byte holds as mantissa and exponent: RFC
// 3626, 18.3.
func (p *Printer) olsrSeconds(b int) {
	p.float((1+float32(b>>4)/16)*float32(int(1)<<(b&15))*0.0625, 3)
	p.byte('s')
}

func (p *Printer) olsrMessage(kind, size int, v view) {
	switch kind {
	case olsrHello, olsrHelloLQ:
		v.need(0, 4)
		p.str("\n\t  hello-time ")
		p.olsrSeconds(v.u8(2))
		p.printf(", MPR willingness %d", v.u8(3))
		for v = v.from(4); v.n >= 4; {
			v.need(0, 4)
			code, n := v.u8(0), v.u16(2)
			p.str("\n\t    link-type ")
			p.name(olsrLinks, "Unknown", code&3)
			p.str(", neighbor-type ")
			p.name(olsrNeighbors, "Unknown", code>>2)
			p.printf(", len %d", n)
			if n < 4 || n > v.n {
				p.invalid()
				break
			}
			v.need(0, n)
			p.olsrNeighbors(kind == olsrHelloLQ, size, v.at(4, n-4))
			v = v.from(n)
		}
	case olsrTC, olsrTCLQ:
		v.need(0, 4)
		p.printf("\n\t    advertised neighbor seq 0x%04x", v.u16(0))
		p.olsrNeighbors(kind == olsrTCLQ, size, v.from(4))
	case olsrMID:
		for ; v.n >= size; v = v.from(size) {
			v.need(0, size)
			p.str("\n\t  interface address ")
			p.host(v.bytes(0, size))
		}
	case olsrHNA:
		p.printf("\n\t  Advertised networks (total %d)", v.n/(2*size))
		for i := 0; v.n >= 2*size; i++ {
			v.need(0, 2*size)
			p.olsrNetwork(i, size, v)
			v = v.from(2 * size)
		}
	case olsrNameservice:
		p.olsrNames(size, v)
	default:
		p.hexLines("\n\t    ", v, 0, v.n)
	}
}

// olsrNeighbors prints addresses of neighbors, or, where they have the quality of
// their links with them, each on a line. The addresses without it
// are printed in IPv6 too, of which tcpdump prints the pieces as IPv4's.
func (p *Printer) olsrNeighbors(quality bool, size int, v view) {
	if !quality {
		p.str("\n\t      neighbor\n\t\t")
		for ; v.n >= size; v = v.from(size) {
			p.host(v.bytes(0, size))
			p.byte(' ')
		}
		return
	}
	for ; v.n >= size+4; v = v.from(size + 4) {
		v.need(0, size+4)
		p.str("\n\t      neighbor ")
		p.host(v.bytes(0, size))
		p.str(", link-quality ")
		p.float(float32(v.u8(size))/2.55, 2)
		p.str("%, neighbor-link-quality ")
		p.float(float32(v.u8(size+1))/2.55, 2)
		p.byte('%')
	}
}

const olsrLinkSpeed = 0x01

var olsrGateway = names{{olsrLinkSpeed, " LINKSPEED"}, {0x02, " IPV4"}, {0x04, " IPV4-NAT"}, {0x08, " IPV6"}, {0x10, " IPv6-PREFIX"}}

// olsrNetwork prints the network that v begins with, the i-th that is announced.
// The default network with flags in its mask is a gateway's speed instead:
//
//	0         4   5       6        7
//	+---------+---+-------+--------+---------+
//	| 0       | 0 | flags | uplink | downlink|
//	+---------+---+-------+--------+---------+
func (p *Printer) olsrNetwork(i, size int, v view) {
	if size == 16 {
		p.printf("\n\t    #%d: ", i)
		p.host(v.bytes(0, 16))
		zeros := 0
		for zeros < 128 && v.u8(31-zeros/8)>>(zeros%8)&1 == 0 {
			zeros++
		}
		p.printf("/%d", 128-zeros)
		return
	}
	p.str(choose(i%4 == 0, "\n\t    ", ", "))
	if flags := v.u8(5); v.u32(0) == 0 && v.u8(4) == 0 && flags != 0 {
		p.str("Smart-Gateway:")
		p.flags(olsrGateway, "", "", uint32(flags))
		up, down := 0, 0
		if flags&olsrLinkSpeed != 0 {
			up, down = olsrSpeed(v.u8(6)), olsrSpeed(v.u8(7))
		}
		p.printf(" %d/%d", up, down)
		return
	}
	p.host(v.bytes(0, 4))
	p.printf("/%d", uint32(maskBits(v.u32(4)))) // a mask that is none as tcpdump prints it
}

// olsrSpeed returns the kbit/s that a byte holds as mantissa and decimal exponent.
func olsrSpeed(b int) int {
	speed := b>>3 + 1
	for range b & 7 {
		speed *= 10
	}
	return speed
}

// olsrNames prints the names of olsrd's name service.
func (p *Printer) olsrNames(size int, v view) {
	if v.n < 4 {
		bail()
	}
	v.need(0, 4)
	count := v.u16(2)
	p.printf("\n\t  Version %d, Entries %d", v.u16(0), count)
	if count == 0 || count*(4+size) > v.n {
		p.invalid()
		return
	}
	v = v.from(4)
	for i := 0; i < count && v.n >= 4; i++ {
		v.need(0, 4)
		kind, n := v.u16(0), v.u16(2)
		v = v.from(4)
		p.printf("\n\t    #%d: type ", i)
		if kind == 0 {
			p.str("000000") // as printf(3) does with %#06x
		} else {
			p.hex(uint64(kind), 4)
		}
		p.printf(", length %d", n)
		if n == 0 || size+n > v.n {
			p.invalid()
			return
		}
		padded := (n + 3) &^ 3
		if size+padded > v.n {
			bail()
		}
		v.need(0, size+padded)
		p.str(", address ")
		p.host(v.bytes(0, size))
		p.str(`, name "`)
		p.text(v, size, n)
		p.byte('"')
		v = v.from(size + padded)
	}
}
