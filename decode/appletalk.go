package decode

// Lengths of AppleTalk headers: "Inside AppleTalk", second edition, 1-7 and 4-16.
const (
	llapLen     = 3
	shortDDPLen = 5
	ddpLen      = 13
)

// Types of DDP packets: "Inside AppleTalk", appendix C.
const (
	ddpNBP   = 2
	ddpATP   = 3
	ddpEIGRP = 88
)

var (
	ddpTypes   = names{{1, "rtmp"}, {5, "rtmpReq"}, {4, "echo"}, {22, "IP"}, {23, "ARP"}, {0x4b, "KLAP"}}
	ddpSockets = names{{1, "rtmp"}, {2, "nis"}, {4, "echo"}, {6, "zip"}}
)

// printLocalTalk prints a LocalTalk frame that is the packet.
func printLocalTalk(p *Printer, v view) { p.linkLen += p.llap(v) }

// llap prints a LocalTalk link access protocol frame, and returns the length of
// its header: "Inside AppleTalk", 1-7 and 4-16.
//
//	+-------------+--------+------+-----
//	| destination | source | type | DDP
//	+-------------+--------+------+-----
//	  1             1        1
//
// A short DDP header has a length, the sockets and a type.
func (p *Printer) llap(v view) int {
	p.enter("llap", v)
	if v.n < llapLen {
		p.badNumber("LLAP length", v.n, "<", llapLen)
		return v.n
	}
	kind := v.u8(2)
	dst, src := v.u8(0), v.u8(1)
	v = v.from(llapLen)
	switch kind {
	case 1:
		p.protocol = "sddp"
		if v.n < shortDDPLen {
			p.badNumber("SDDP length", v.n, "<", shortDDPLen)
			return v.n
		}
		p.ddpEnd(0, src, v.u8(3))
		p.str(" > ")
		p.ddpEnd(0, dst, v.u8(2))
		p.byte(':')
		p.ddp(v.u8(4), v.from(shortDDPLen), ddpSource{0, src, v.u8(3)})
		return llapLen + shortDDPLen
	case 2:
		p.protocol = "ddp"
		if v.n < ddpLen {
			p.badNumber("DDP length", v.n, "<", ddpLen)
			return v.n
		}
		p.longDDP(v, ":")
		return llapLen + ddpLen
	}
	p.printf("%d > %d at-lap#%d %d", src, dst, kind, v.n)
	return llapLen
}

// printEtherTalk prints an AppleTalk packet that an EtherType announces.
func printEtherTalk(p *Printer, v view) {
	if p.v > 0 {
		p.str("et1 ")
	}
	printATalk(p, v)
}

// printATalk prints an EtherTalk or TokenTalk packet.
func printATalk(p *Printer, v view) {
	p.enter("atalk", v)
	if !p.opt.Link {
		p.str("AT ")
	}
	if v.n < ddpLen {
		p.badNumber("length", v.n, "<", ddpLen)
		return
	}
	p.longDDP(v, ": ")
}

// A ddpSource is where a DDP packet comes from.
type ddpSource struct{ net, node, socket int }

// longDDP prints a packet with a long DDP header.
//
//	+--------+----------+---------+---------+----------+----------+---------+---------+------
//	| length | checksum | dst net | src net | dst node | src node | dst skt | src skt | type
//	+--------+----------+---------+---------+----------+----------+---------+---------+------
//	  2        2          2         2         1          1          1         1         1
func (p *Printer) longDDP(v view, sep string) {
	source := ddpSource{v.u16(6), v.u8(9), v.u8(11)}
	p.ddpEnd(source.net, source.node, source.socket)
	dst, node, socket := v.u16(4), v.u8(8), v.u8(10)
	p.str(" > ")
	p.ddpEnd(dst, node, socket)
	p.str(sep)
	p.ddp(v.u8(12), v.from(ddpLen), source)
}

// ddpAddress prints a network and node; the node 255 is every node.
func (p *Printer) ddpAddress(net, node int) {
	p.dec(net)
	if node != 255 {
		p.printf(".%d", node)
	}
}

// ddpEnd prints an address and a socket, or its name.
func (p *Printer) ddpEnd(net, node, socket int) {
	p.ddpAddress(net, node)
	p.byte('.')
	table := ddpSockets
	if p.opt.Names == nil {
		table = nil
	}
	p.name(table, "%d", socket)
}

// ddp prints a DDP packet's payload.
func (p *Printer) ddp(kind int, v view, source ddpSource) {
	switch kind {
	case ddpNBP:
		p.nbp(v, source)
	case ddpATP:
		p.atp(v)
	case ddpEIGRP:
		if printer := ipProtoPrinter(protoEIGRP); printer != nil {
			printer(p, v)
			return
		}
		fallthrough
	default:
		p.str(" at-")
		p.name(ddpTypes, "#%d", kind)
		p.printf(" %d", v.n)
	}
}

// printAARP prints an AppleTalk address resolution packet: "Inside AppleTalk",
// 2-8. Protocol addresses have a byte of zero, a network and a node.
func printAARP(p *Printer, v view) {
	p.enter("aarp", v)
	p.str("aarp ")
	if v.n < 28 {
		p.badNumber("length", v.n, "<", 28)
		return
	}
	v.need(0, 28)
	address := func(off int) { p.ddpAddress(v.u16(off+1), v.u8(off+3)) }
	function := v.u16(6)
	if v.u16(0) == 1 && v.u16(2) == typeATalk && v.u8(4) == 6 && v.u8(5) == 4 && function >= 1 && function <= 3 {
		switch function {
		case 1, 3:
			p.str(choose(function == 1, "who-has ", "probe "))
			address(24)
			p.str(" tell ")
			address(14)
		case 2:
			p.str("reply ")
			address(14)
			p.str(" is-at ")
			p.mac(v, 8)
		}
		return
	}
	p.printf("len %d op %d htype %d ptype ", v.n, function, v.u16(0))
	if protocol := v.u16(2); protocol != 0 {
		p.printf("0x%x", protocol)
	} else {
		p.byte('0')
	}
	p.printf(" halen %d palen %d", v.u8(4), v.u8(5))
}

// Bits of an ATP control byte: "Inside AppleTalk", 9-12.
const (
	atpRequest  = 0x40
	atpResponse = 0x80
	atpRelease  = 0xc0
	atpXO       = 0x20
	atpEOM      = 0x10
	atpSTS      = 0x08
)

var atpFlags = names{{atpXO, "XO"}, {atpEOM, "EOM"}, {atpSTS, "STS"}}

// atp prints an AppleTalk Transaction Protocol packet.
//
//	+---------+--------+-------------+-----------+------
//	| control | bitmap | transaction | user data | data
//	+---------+--------+-------------+-----------+------
//	  1         1        2             4
func (p *Printer) atp(v view) {
	p.enter("atp", v)
	if v.n < 8 {
		p.badNumber("ATP length", v.n, "<", 8)
		return
	}
	control, length := v.u8(0), v.n-8
	shown := 0
	switch control & 0xc0 {
	case atpRequest:
		p.printf(" atp-req%s %d", choose(control&atpXO != 0, " ", "*"), v.u16(2))
		p.atpBitmap(v.u8(1))
		if length != 0 {
			p.printf(" [len=%d]", length)
		}
		shown = control & (atpEOM | atpSTS)
	case atpResponse:
		p.printf(" atp-resp%s%d:%d (%d)", choose(control&atpEOM != 0, "*", " "), v.u16(2), v.u8(1), length)
		shown = control & (atpXO | atpSTS)
	case atpRelease:
		p.printf(" atp-rel  %d", v.u16(2))
		p.atpBitmap(v.u8(1))
		if length != 0 {
			p.printf(" [len=%d]", length)
		}
		if flags := control & (atpXO | atpEOM | atpSTS); flags != 0 {
			p.byte('[')
			p.flags(atpFlags, "", ",", uint32(flags))
			p.byte(']')
		}
	default:
		p.printf(" atp-0x%x  %d (%d)", control, v.u16(2), length)
	}
	if shown != 0 {
		p.str(" [")
		p.flags(atpFlags, "", ",", uint32(shown))
		p.byte(']')
	}
	if data := v.u32(4); data != 0 {
		p.printf(" 0x%x", data)
	}
}

// atpBitmap prints which packets are asked for: a range from 0 on, or a list.
func (p *Printer) atpBitmap(bitmap int) {
	if bitmap&(bitmap+1) == 0 {
		last := 0
		for bitmap>>(last+1) != 0 {
			last++
		}
		p.str(choose(last > 0, "<0-", "<0"))
		if last > 0 {
			p.dec(last)
		}
		p.byte('>')
		return
	}
	sep := byte('<')
	for i := range 8 {
		if bitmap&(1<<i) != 0 {
			p.byte(sep)
			p.dec(i)
			sep = ','
		}
	}
	p.byte('>')
}

// Functions of NBP packets: "Inside AppleTalk", 7-11.
const (
	nbpBroadcast = 0x10
	nbpLookup    = 0x20
	nbpReply     = 0x30
	nbpTupleLen  = 5
)

// nbp prints a Name Binding Protocol packet: a byte of function and number of
// tuples, one of identifier, and the tuples.
//
//	+---------+------+--------+------------+--------+------+------
//	| network | node | socket | enumerator | object | type | zone
//	+---------+------+--------+------------+--------+------+------
//	  2         1      1        1
func (p *Printer) nbp(v view, source ddpSource) {
	if v.n < 10 {
		p.badNumber("undersized-nbp", v.n, "<", 10)
		return
	}
	function, count := v.u8(0)&0xf0, v.u8(0)&0xf
	p.str(" nbp-")
	p.name(names{{nbpBroadcast, "brRq"}, {nbpLookup, "lkup"}, {nbpReply, "reply"}}, "0x%x", function)
	p.printf(" %d", v.u8(1))
	v = v.from(2)
	switch function {
	case nbpBroadcast, nbpLookup:
		p.byte(':')
		p.nbpName(v)
		if count != 1 {
			p.printf(" [ntup=%d]", count)
		}
		if v.u8(4) != 0 {
			p.printf(" [enum=%d]", v.u8(4))
		}
		if v.u16(0) != source.net || v.u8(2) != source.node || v.u8(3) != source.socket {
			p.str(" [addr=")
			p.ddpAddress(v.u16(0), v.u8(2))
			p.printf(".%d]", v.u8(3))
		}
	case nbpReply:
		p.byte(':')
		for range count {
			size := p.nbpName(v)
			if v.u8(4) != 1 {
				p.printf("(%d)", v.u8(4))
			}
			if v.u8(3) != source.socket {
				p.printf(" %d", v.u8(3))
			}
			if v.u16(0) != source.net || v.u8(2) != source.node {
				p.str(" [addr=")
				p.ddpAddress(v.u16(0), v.u8(2))
				p.byte(']')
			}
			if size == 0 {
				return
			}
			v = v.from(size)
		}
	default:
		p.printf("  (%d)", v.n)
	}
}

// nbpName prints a tuple's name, and returns the tuple's length, 0 where a string
// in it is longer than it may be.
func (p *Printer) nbpName(v view) int {
	p.str(" \"")
	off := nbpTupleLen
	for _, sep := range [...]string{":", "@", "\""} {
		length := v.u8(off)
		off++
		if length > 32 {
			p.printf("[len=%d]", length)
			v.need(off, length)
			return 0
		}
		p.text(v, off, length)
		off += length
		p.str(sep)
	}
	return off
}
