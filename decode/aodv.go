package decode

const portAODV = 654

// Types of AODV messages: RFC 3561, section 5. The last four are those of
// draft-perkins-manet-aodv6-01, whose requests and replies have sequence numbers
// before the addresses.
const (
	aodvRequest      = 1
	aodvReply        = 2
	aodvError        = 3
	aodvReplyAck     = 4
	aodvDraftRequest = 16
	aodvDraftReply   = 17
	aodvDraftError   = 18
	aodvDraftAck     = 19
)

var (
	aodvRequestFlags = names{{0x80, "[J]"}, {0x40, "[R]"}, {0x20, "[G]"}, {0x10, "[D]"}}
	aodvReplyFlags   = names{{0x80, "[R]"}}
)

// printAODV prints an AODV message: its addresses are IPv4's or IPv6's as those
// of the packet, and the drafts' are in IPv6. tcpdump looks for the flags of requests and replies in the type,
// which has none of them; they are printed here.
func printAODV(p *Printer, v view) {
	p.enter("aodv", v)
	p.str(" aodv")
	v = v.sub(0, v.n)
	size, kind := 4, v.u8(0)
	if p.ip.version == 6 {
		size = 16
	}
	draft := kind >= aodvDraftRequest
	if draft && size == 4 {
		p.printf(" type %d %d", kind, v.n)
		return
	}
	switch kind {
	case aodvRequest, aodvDraftRequest:
		p.aodvRequest(v, size, draft)
	case aodvReply, aodvDraftReply:
		p.aodvReply(v, size, draft)
	case aodvError, aodvDraftError:
		p.aodvError(v, size)
	case aodvReplyAck, aodvDraftAck:
		p.printf(" rrep-ack %d", v.n)
	default:
		p.printf(" type %d %d", kind, v.n)
	}
}

// aodvRequest prints a route request.
//
//	0       1       2   3      4    8
//	+-------+-------+---+------+----+-------------+-----+------------+-----+-----------
//	| type  | flags |   | hops | id | destination | seq | originator | seq | extension
//	+-------+-------+---+------+----+-------------+-----+------------+-----+-----------
func (p *Printer) aodvRequest(v view, size int, draft bool) {
	headerLen := 16 + 2*size
	v.need(0, headerLen)
	dst, dstSeq, src, srcSeq := 8, 8+size, 12+size, 12+2*size
	if draft {
		dstSeq, srcSeq, dst, src = 8, 12, 16, 16+size
	}
	flags := v.u8(1)
	p.printf("%s rreq %d ", choose(size == 16 && !draft, " v6", ""), v.n)
	p.flags(aodvRequestFlags, "", "", uint32(flags))
	p.printf("%shops %d id 0x%08x\n\tdst ", choose(flags&0x08 != 0, "[U] ", " "), v.u8(3), v.u32(4))
	p.host(v.bytes(dst, size))
	p.printf(" seq %d src ", v.u32(dstSeq))
	p.host(v.bytes(src, size))
	p.printf(" seq %d", v.u32(srcSeq))
	p.aodvExtension(v.from(headerLen))
}

// aodvReply prints a route reply.
//
//	0       1       2        3      4
//	+-------+-------+--------+------+-------------+-----+------------+----------+-----------
//	| type  | flags | prefix | hops | destination | seq | originator | lifetime | extension
//	+-------+-------+--------+------+-------------+-----+------------+----------+-----------
func (p *Printer) aodvReply(v view, size int, draft bool) {
	headerLen := 12 + 2*size
	v.need(0, headerLen)
	dst, seq := 4, 4+size
	if draft {
		dst, seq = 8, 4
	}
	flags := v.u8(1)
	p.printf(" rrep %d ", v.n)
	p.flags(aodvReplyFlags, "", "", uint32(flags))
	p.printf("%sprefix %d hops %d\n\tdst ", choose(flags&0x40 != 0, "[A] ", " "), v.u8(2)&0x1f, v.u8(3))
	p.host(v.bytes(dst, size))
	p.printf(" dseq %d src ", v.u32(seq))
	p.host(v.bytes(8+size, size))
	p.printf(" %d ms", v.u32(8+2*size))
	p.aodvExtension(v.from(headerLen))
}

func (p *Printer) aodvError(v view, size int) {
	v.need(0, 4)
	count := v.u8(3)
	p.printf(" rerr %s [items %d] [%d]:", choose(v.u8(1)&0x80 != 0, "[D]", ""), count, v.n)
	for v = v.from(4); count > 0; count-- {
		v.need(0, size+4)
		p.str(" {")
		p.host(v.bytes(0, size))
		p.printf("}(%d)", v.u32(size))
		v = v.from(size + 4)
	}
}

func (p *Printer) aodvExtension(v view) {
	if v.n < 2 {
		return
	}
	v.need(0, 2)
	kind, size := v.u8(0), v.u8(1)
	if kind != 1 {
		p.printf("\n\text %d %d", kind, size)
		return
	}
	v.need(0, 6)
	if size < 4 {
		p.printf("\n\text HELLO - bad length %d", size)
		return
	}
	p.printf("\n\text HELLO %d ms", v.u32(2))
}
