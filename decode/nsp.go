package decode

// Kinds of NSP messages, the type in bits 2 and 3 and the subtype in bits 4 to 6
// of the flags: "DNA Network Services Protocol Functional Specification", 4.0.0.
const (
	nspType    = 0x0c
	nspData    = 0x00
	nspAck     = 0x04
	nspControl = 0x08

	nspLinkService = 0x10
	nspInterrupt   = 0x30
	nspOtherAck    = 0x10
	nspConnAck     = 0x20
	nspInitiate    = 0x10
	nspConfirm     = 0x20
	nspDisconnect  = 0x30
	nspDisconfirm  = 0x40
	nspRetransmit  = 0x60
)

// Bits of an acknowledgment number.
const (
	nspIsAck    = 0x8000
	nspIsNak    = 0x1000 // beside the other
	nspOther    = 0x2000 // of the other subchannel
	nspSequence = 0x0fff
)

// nsp prints a Network Services Protocol message, and reports whether its length
// makes sense.
//
//	+-------+------------------+-------------+-----------
//	| flags | destination link | source link | ...
//	+-------+------------------+-------------+-----------
//	  1       2                  2
func (p *Printer) nsp(v view) bool {
	p.enter("decnet", v)
	if v.n < 5 {
		p.printf(" (nsplen %d < 5)", v.n)
		return false
	}
	flags, dst, src := v.u8(0), v.le16(1), v.le16(3)
	subtype := flags & 0x70
	switch flags & nspType {
	case nspData:
		switch subtype {
		case 0x00, 0x20, 0x40, 0x60: // with the beginning and end of data
			p.printf("data %d>%d ", src, dst)
			return p.nspSegment(v, "onak %d ", "oack %d ")
		case nspInterrupt:
			p.str("intr ")
			return p.nspSegment(v, "nakdat %d ", "ackdat %d ")
		case nspLinkService:
			p.printf("link-service %d>%d ", src, dst)
			return p.nspService(v)
		}
		p.printf("reserved-subtype? %x %d > %d", flags, src, dst)
	case nspAck:
		switch subtype {
		case 0:
			p.printf("data-ack %d>%d ", src, dst)
			return p.nspAcks(v, "onak %d ", "oack %d ")
		case nspOtherAck:
			p.printf("ils-ack %d>%d ", src, dst)
			return p.nspAcks(v, "nakdat %d ", "ackdat %d ")
		case nspConnAck:
			p.printf("conn-ack %d", dst)
			return true
		}
		p.printf("reserved-acktype? %x %d > %d", flags, src, dst)
	case nspControl:
		return p.nspConnection(v, flags, src, dst)
	default:
		p.printf("reserved-type? %x %d > %d", flags, src, dst)
	}
	return true
}

// nspNumbers prints the acknowledgment numbers before a sequence number, of this
// subchannel and of the other. It returns the number after them and where it is.
func (p *Printer) nspNumbers(v view, nak, ack string) (number, off int, ok bool) {
	off = 5
	number = v.le16(off)
	if number&nspIsAck == 0 {
		return number, off, true
	}
	p.number(choose(number&nspIsNak != 0, "nak %d ", "ack %d "), uint32(number&nspSequence))
	if off += 2; v.n < off+2 {
		return 0, off, false
	}
	number = v.le16(off)
	if number&nspOther != 0 && number&nspIsAck != 0 {
		p.number(choose(number&nspIsNak != 0, nak, ack), uint32(number&nspSequence))
		if off += 2; v.n < off+2 {
			return 0, off, false
		}
		number = v.le16(off)
	}
	return number, off, true
}

// nspSegment prints a data or interrupt segment.
func (p *Printer) nspSegment(v view, nak, ack string) bool {
	if v.n < 7 {
		return false
	}
	number, _, ok := p.nspNumbers(v, nak, ack)
	if ok {
		p.printf("seg %d ", number&nspSequence)
	}
	return ok
}

// nspAcks prints the acknowledgment numbers of an acknowledgment.
func (p *Printer) nspAcks(v view, nak, ack string) bool {
	if v.n < 9 {
		return false
	}
	v.need(0, 9)
	number := v.le16(5)
	if number&nspIsAck == 0 {
		return true
	}
	p.number(choose(number&nspIsNak != 0, "nak %d ", "ack %d "), uint32(number&nspSequence))
	if number = v.le16(7); number&nspOther != 0 && number&nspIsAck != 0 {
		p.number(choose(number&nspIsNak != 0, nak, ack), uint32(number&nspSequence))
	}
	return true
}

// nspService prints a link service message: how much the other end may send.
func (p *Printer) nspService(v view) bool {
	if v.n < 13 {
		return false
	}
	number, _, ok := p.nspNumbers(v, "nakdat %d ", "ackdat %d ")
	if !ok {
		return false
	}
	p.printf("seg %d ", number&nspSequence)
	flags, count := v.u8(11), v.u8(12)
	switch flags & 0x0c {
	case 0:
		p.printf("dat seg count %d ", count)
		switch flags & 3 {
		case 1:
			p.str("donotsend-data ")
		case 2:
			p.str("send-data ")
		case 3:
			p.printf("reserved-fcmod? %x", flags)
		}
	case 4:
		p.printf("intr req count %d ", count)
	default:
		p.printf("reserved-fcval-int? %x", flags)
	}
	return true
}

var (
	nspFlows    = names{{0x00, ""}, {0x04, "seg "}, {0x08, "msg "}, {0x0c, ""}}
	nspVersions = names{{0, "ver 3.2 "}, {1, "ver 3.1 "}, {2, "ver 4.0 "}, {3, "ver 4.1 "}}
	nspReasons  = names{
		{0, "object rejected connect"},
		{1, "insufficient resources"},
		{2, "unrecognized node name"},
		{3, "node is shutting down"},
		{4, "unrecognized object"},
		{5, "invalid object name format"},
		{6, "object too busy"},
		{7, "protocol error discovered"},
		{8, "third party abort"},
		{9, "user abort"},
		{10, "invalid node name format"},
		{11, "local node shutting down"},
		{32, "insufficient local resources"},
		{33, "insufficient remote user resources"},
		{34, "invalid access control information"},
		{36, "bad ACCOUNT information"},
		{38, "no response from object"},
		{39, "node unreachable"},
		{41, "no link terminate"},
		{42, "disconnect complete"},
		{43, "bad image data in connect"},
		{54, "cryptographic service mismatch"},
	}
)

// nspConnection prints a message that makes or ends a connection.
func (p *Printer) nspConnection(v view, flags, src, dst int) bool {
	least := 9
	switch flags & 0x70 {
	case nspInitiate, nspRetransmit:
		p.str(choose(flags&0x70 == nspInitiate, "conn-initiate ", "retrans-conn-initiate "))
		p.printf("%d>%d ", src, dst)
	case nspConfirm:
		p.printf("conn-confirm %d>%d ", src, dst)
		least = 10
	case nspDisconnect, nspDisconfirm:
		if flags&0x70 == nspDisconnect {
			p.printf("disconn-initiate %d>%d ", src, dst)
			least = 8
		} else {
			p.printf("disconn-confirm %d>%d ", src, dst)
			least = 7
		}
		if v.n < least {
			return false
		}
		reason := v.le16(5)
		length := 0
		if least == 8 {
			length = v.u8(7)
		}
		p.name(nspReasons, "reason-%d", reason)
		p.byte(' ')
		if length > 0 {
			p.printf("optlen %d ", length)
		}
		return true
	default:
		p.printf("reserved-ctltype? %x %d > %d", flags, src, dst)
		return true
	}
	if v.n < least {
		return false
	}
	v.need(5, least-5)
	p.name(nspFlows, "", v.u8(5)&0xc)
	p.name(nspVersions, "", v.u8(6)&3)
	p.printf("segsize %d ", v.le16(7))
	if least == 10 && v.u8(9) > 0 {
		p.printf("optlen %d ", v.u8(9))
	}
	return true
}
