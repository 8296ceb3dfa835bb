package decode

// Types of PGM packets: RFC 3208, section 8.
const (
	pgmSPM   = 0x00
	pgmPOLL  = 0x01
	pgmPOLR  = 0x02
	pgmODATA = 0x04
	pgmRDATA = 0x05
	pgmNAK   = 0x08
	pgmNNAK  = 0x09
	pgmNCF   = 0x0a
	pgmSPMR  = 0x0c
	pgmACK   = 0x0d
)

// printPGM prints a Pragmatic General Multicast packet: RFC 3208, section 8.
//
//	0        2        4      5         6          8     14       16
//	+--------+--------+------+---------+----------+-----+--------+------
//	| source | dest.  | type | options | checksum | GSI | length | body
//	+--------+--------+------+---------+----------+-----+--------+------
func printPGM(p *Printer, v view) {
	p.enter("pgm", v)
	const headerLen = 16
	if !v.has(0, 4) {
		p.endpointsOnly(protoPGM, ": ")
		p.truncated()
		return
	}
	p.port = ports{v.u16(0), v.u16(2)}
	p.pgmEndpoints()
	v.need(0, headerLen)
	p.printf("PGM, length %d", v.u16(14))
	kind := v.u8(4)
	if p.v == 0 {
		return
	}
	p.str(" 0x")
	p.hexDigits(v, 8, 6)
	p.byte(' ')
	whole := v.n
	rest, ok := p.pgmBody(kind, v.from(headerLen))
	if !ok {
		bail()
	}
	if v.u8(5)&1 != 0 {
		if !p.pgmOptions(rest) {
			return
		}
		rest = rest.from(rest.u16(2))
	}
	p.printf(" [%d]", whole)
	if p.opt.Payload == PayloadPGMZMTP1 && (kind == pgmODATA || kind == pgmRDATA) {
		printZMTPDatagram(p, rest.at(0, v.u16(14)))
	}
}

// pgmEndpoints prints addresses and ports, in UDP the ports alone.
func (p *Printer) pgmEndpoints() {
	if p.ip.version == 0 || p.ip.proto != protoPGM {
		p.printf("%d > %d: ", p.port.src, p.port.dst)
		return
	}
	p.host(p.ip.src)
	p.printf(".%d > ", p.port.src)
	p.host(p.ip.dst)
	p.printf(".%d: ", p.port.dst)
}

// pgmAddress returns the network layer address that v begins with, after its
// family, and what is behind it: RFC 3208, section 8.
func pgmAddress(v view) (addr []byte, rest view, ok bool) {
	size := 0
	switch v.u16(0) {
	case afIPv4:
		size = 4
	case afIPv6:
		size = 16
	default:
		return nil, v, false
	}
	return v.bytes(4, size), v.from(4 + size), true
}

// pgmBody prints what a packet's type has of its own and returns what is behind
// it.
func (p *Printer) pgmBody(kind int, v view) (view, bool) {
	switch kind {
	case pgmSPM:
		v.need(0, 12)
		addr, rest, ok := pgmAddress(v.from(12))
		if !ok {
			return v, false
		}
		p.printf("SPM seq %d trail %d lead %d nla ", v.u32(0), v.u32(4), v.u32(8))
		p.host(addr)
		return rest, true
	case pgmPOLL:
		v.need(0, 8)
		addr, rest, ok := pgmAddress(v.from(8))
		if !ok {
			return v, false
		}
		rest.need(0, 12)
		p.printf("POLL seq %d round %d nla ", v.u32(0), v.u16(4))
		p.host(addr)
		p.printf(" ivl %d rnd 0x%08x mask 0x%08x", rest.u32(0), rest.u32(4), rest.u32(8))
		return rest.from(12), true
	case pgmPOLR:
		p.printf("POLR seq %d round %d gsi [", v.u32(0), v.u16(4))
		p.hexDigits(v, 8, 6)
		p.byte(']')
		return v.from(14), true
	case pgmODATA, pgmRDATA:
		p.printf("%s trail %d seq %d", choose(kind == pgmODATA, "ODATA", "RDATA"), v.u32(4), v.u32(0))
		return v.from(8), true
	case pgmNAK, pgmNNAK, pgmNCF:
		v.need(0, 4)
		source, rest, ok := pgmAddress(v.from(4))
		if !ok {
			return v, false
		}
		group, rest, ok := pgmAddress(rest)
		if !ok {
			return v, false
		}
		p.name(names{{pgmNAK, "NAK ("}, {pgmNNAK, "NNAK ("}, {pgmNCF, "NCF ("}}, "", kind)
		p.host(source)
		p.str(" -> ")
		p.host(group)
		p.printf("), seq %d", v.u32(0))
		return rest, true
	case pgmACK:
		p.printf("ACK seq %d", v.u32(0))
		return v.from(8), true
	case pgmSPMR:
		p.str("SPMR")
	default:
		p.printf("UNKNOWN type 0x%02x", kind)
	}
	return v, true
}

// Options: RFC 3208, section 9, and draft-ietf-rmt-bb-pgmcc.
const (
	pgmOptLength    = 0x00
	pgmOptFragment  = 0x01
	pgmOptNAKList   = 0x02
	pgmOptJoin      = 0x03
	pgmOptBackoff   = 0x04
	pgmOptRange     = 0x05
	pgmOptRedirect  = 0x07
	pgmOptParity    = 0x08
	pgmOptGroup     = 0x09
	pgmOptCurrent   = 0x0a
	pgmOptUnreached = 0x0b
	pgmOptPath      = 0x0c
	pgmOptSYN       = 0x0d
	pgmOptFIN       = 0x0e
	pgmOptRST       = 0x0f
	pgmOptCR        = 0x10
	pgmOptCRQST     = 0x11
	pgmOptData      = 0x12
	pgmOptFeedback  = 0x13
	pgmOptEnd       = 0x80
)

// pgmFixed are the options that have one length, and their names.
var pgmFixed = names{
	{pgmOptFragment<<8 | 16, "OPT_FRAGMENT"},
	{pgmOptJoin<<8 | 8, "OPT_JOIN"},
	{pgmOptBackoff<<8 | 11, "OPT_NAK_BO_IVL"},
	{pgmOptRange<<8 | 11, "OPT_NAK_BO_RNG"},
	{pgmOptParity<<8 | 8, "OPT_PARITY_PRM"},
	{pgmOptGroup<<8 | 8, "OPT_PARITY_GRP"},
	{pgmOptCurrent<<8 | 8, "OPT_CURR_TGSIZE"},
	{pgmOptUnreached<<8 | 4, "OPT_NBR_UNREACH"},
	{pgmOptSYN<<8 | 4, "OPT_SYN"},
	{pgmOptFIN<<8 | 4, "OPT_FIN"},
	{pgmOptRST<<8 | 4, "OPT_RST"},
	{pgmOptCRQST<<8 | 4, "OPT_CRQST"},
}

// pgmOptions prints options, and reports whether they make sense.
func (p *Printer) pgmOptions(v view) bool {
	v.need(0, 4)
	if kind := v.u8(0) &^ pgmOptEnd; kind != pgmOptLength {
		p.printf("[First option bad, should be PGM_OPT_LENGTH, is %d]", kind)
		return false
	}
	if size := v.u8(1); size != 4 {
		p.printf("[Bad OPT_LENGTH option, length %d != 4]", size)
		return false
	}
	total := v.u16(2)
	if total < 4 {
		p.printf("[Bad total option length %d < 4]", total)
		return false
	}
	p.printf(" OPTS LEN %d", total)
	for v = v.at(4, total-4); v.n > 0; {
		if v.n < 4 {
			p.str("[Total option length leaves no room for final option]")
			return false
		}
		kind, size := v.u8(0), v.u8(1)
		if size < 4 {
			p.printf("[Bad option, length %d < %d]", size, 4)
			return true
		}
		if v.n < size {
			p.str("[Total option length leaves no room for final option]")
			return false
		}
		v.need(0, size)
		if !p.pgmOption(kind, v.sub(0, size)) {
			return false
		}
		if kind&pgmOptEnd != 0 {
			return true
		}
		v = v.from(size)
	}
	return true
}

// pgmOption prints one option and reports whether its length is right.
func (p *Printer) pgmOption(kind int, v view) bool {
	what := kind &^ pgmOptEnd
	for _, row := range pgmFixed {
		if int(row.value>>8) == what && int(row.value&0xff) != v.n {
			p.printf("[Bad %s option, length %d != %d]", row.name, v.n, row.value&0xff)
			return false
		}
	}
	switch what {
	case pgmOptLength:
		if v.n != 4 {
			p.printf("[Bad OPT_LENGTH option, length %d != %d]", v.n, 4)
			return false
		}
		p.printf(" OPTS LEN (extra?) %d", v.u16(2))
	case pgmOptFragment:
		p.printf(" FRAG seq %d off %d len %d", v.u32(4), v.u32(8), v.u32(12))
	case pgmOptNAKList:
		p.str(" NAK LIST [")
		for off := 4; off < v.n; off += 4 {
			if v.n-off < 4 {
				p.str("[Option length not a multiple of 4]")
				return false
			}
			if off > 4 {
				p.byte(' ')
			}
			p.dec32(v.u32(off))
		}
		p.byte(']')
	case pgmOptJoin:
		p.printf(" JOIN %d", v.u32(4))
	case pgmOptBackoff:
		p.printf(" BACKOFF ivl %d ivlseq %d", v.u32(3), v.u32(7))
	case pgmOptRange:
		p.printf(" BACKOFF max %d min %d", v.u32(3), v.u32(7))
	case pgmOptRedirect:
		return p.pgmOptAddress(v, 4, "OPT_REDIRECT", "OPT_REDIRECT", " REDIRECT ")
	case pgmOptParity:
		p.printf(" PARITY MAXTGS %d", v.u32(4))
	case pgmOptGroup:
		p.printf(" PARITY GROUP %d", v.u32(4))
	case pgmOptCurrent:
		p.printf(" PARITY ATGS %d", v.u32(4))
	case pgmOptUnreached:
		p.str(" NBR_UNREACH")
	case pgmOptPath:
		p.printf(" PATH_NLA [%d]", v.n)
	case pgmOptSYN:
		p.str(" SYN")
	case pgmOptFIN:
		p.str(" FIN")
	case pgmOptRST:
		p.str(" RST")
	case pgmOptCR:
		p.str(" CR")
	case pgmOptCRQST:
		p.str(" CRQST")
	case pgmOptData:
		return p.pgmOptAddress(v, 8, "OPT_PGMCC_DATA", "OPT_PGMCC_DATA", " PGMCC DATA ")
	case pgmOptFeedback:
		return p.pgmOptAddress(v, 8, "PGM_OPT_PGMCC_FEEDBACK", "OPT_PGMCC_FEEDBACK", " PGMCC FEEDBACK ")
	default:
		p.printf(" OPT_%02X [%d] ", kind, v.n)
	}
	return true
}

// pgmOptAddress prints an option that has an address at off, before it a number
// where there is room, and reports whether its length is right. Its name is
// another where it is too short.
func (p *Printer) pgmOptAddress(v view, off int, short, name, text string) bool {
	least := off + 4
	if v.n < least {
		p.printf("[Bad %s option, length %d < %d]", short, v.n, least)
		return false
	}
	size := 0
	switch v.u16(off) {
	case afIPv4:
		size = 4
	case afIPv6:
		size = 16
	default:
		bail()
	}
	if v.n != least+size {
		p.printf("[Bad %s option, length %d != %d + address size]", name, v.n, least)
		return false
	}
	addr := v.bytes(least, size)
	p.str(text)
	if off == 8 {
		p.printf("%d ", v.u32(4))
	}
	p.host(addr)
	return true
}
