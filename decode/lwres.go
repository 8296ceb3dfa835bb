package decode

const portLWRES = 921

// Operations of the lightweight resolver, and the lengths of what stands before
// their names: BIND 9's lwres.h.
const (
	lwresNoop    = 0
	lwresAddress = 0x00010001 // by name
	lwresName    = 0x00010002 // by address
	lwresData    = 0x00010003 // by name

	lwresHeaderLen = 28
	lwresResponse  = 1 // a flag
)

var lwresOperations = names{
	{lwresNoop, "noop"}, {lwresAddress, "getaddrsbyname"}, {lwresName, "getnamebyaddr"}, {lwresData, "getrdatabyname"},
}

// printLWRES prints a message of BIND's lightweight resolver.
//
//	0        4         6       8        12          16       20                24          26
//	+--------+---------+-------+--------+-----------+--------+-----------------+-----------+-------------+-----
//	| length | version | flags | serial | operation | result | receive length  | auth type | auth length | body
//	+--------+---------+-------+--------+-----------+--------+-----------------+-----------+-------------+-----
func printLWRES(p *Printer, v view) {
	p.enter("lwres", v)
	v.need(26, 2)
	p.str(" lwres")
	declared, version := v.u32(0), v.u16(4)
	if p.v > 0 || version != 0 {
		p.printf(" v%d", version)
	}
	if version != 0 {
		if uint64(declared) > uint64(len(v.b)) {
			bail()
		}
		p.lwresTail(v, int(declared), true)
		return
	}
	flags, op := v.u16(6), v.u32(12)
	response := flags&lwresResponse != 0
	p.byte(' ')
	p.name32(lwresOperations, "#0x%x", op)
	p.str(choose(response, "", "?"))
	if flags&^lwresResponse != 0 {
		p.printf("[0x%x]", flags)
	}
	if p.v > 1 {
		p.printf(" (serial:0x%x result:0x%x recvlen:%d", v.u32(8), v.u32(16), v.u32(20))
		if p.v > 2 {
			p.printf(" authtype:0x%x authlen:%d", v.u16(24), v.u16(26))
		}
		p.byte(')')
	}
	l := lwres{p, v, lwresHeaderLen}
	if _, known := lwresOperations.find(op); !known {
		p.lwresTail(v, l.off, false)
		return
	}
	if !l.body(op, response) {
		p.invalid()
		return
	}
	p.lwresTail(v, l.off, true)
}

// lwresTail prints what the declared length says otherwise than the packet, of
// which used bytes were printed.
func (p *Printer) lwresTail(v view, used int, known bool) {
	declared := v.u32(0)
	if uint64(declared) != uint64(v.n) {
		p.printf(" [len: %d != %d]", declared, v.n)
	}
	if known && uint64(used) < uint64(declared) {
		p.str("[extra]")
	}
}

// An lwres prints the parts of the message m; off is of what comes next.
type lwres struct {
	*Printer
	m   view
	off int
}

// body prints what an operation asks or answers. It reports whether it makes
// sense.
func (l *lwres) body(op uint32, response bool) bool {
	v := l.m.from(l.off)
	switch {
	case op == lwresNoop:
		return true
	case op == lwresAddress && !response:
		v.need(8, 2)
		l.flags(v)
		families := v.u32(4)
		if n := families & 3; n > 0 {
			l.str([...]string{"", " IPv4", " IPv6", " IPv4/6"}[n])
		}
		if families&^3 != 0 {
			l.printf("[0x%x]", families)
		}
		l.off += 10
		l.name(v.u16(8))
	case op == lwresAddress:
		v.need(8, 2)
		l.flags(v)
		aliases, addresses := v.u16(4), v.u16(6)
		l.printf(" %d/%d", aliases, addresses)
		l.off += 10
		l.name(v.u16(8))
		l.names(aliases)
		for range addresses {
			if !l.address() {
				return false
			}
		}
	case op == lwresName && !response:
		v.need(0, 4)
		l.flags(v)
		l.off += 4
		return l.address()
	case op == lwresName:
		v.need(6, 2)
		l.flags(v)
		aliases := v.u16(4)
		l.printf(" %d", aliases)
		l.off += 8
		l.name(v.u16(6))
		l.names(aliases)
	case !response:
		v.need(8, 2)
		l.flags(v)
		l.record(v)
		l.off += 10
		l.name(v.u16(8))
	default:
		v.need(14, 2)
		l.flags(v)
		l.record(v)
		l.str(" TTL ")
		l.span(v.u32(8))
		data, signatures := v.u16(12), v.u16(14)
		l.printf(" %d/%d", data, signatures)
		l.off += 16
		l.names(1)
		for range data + signatures {
			n := l.m.u16(l.off)
			l.hexDigits(l.m, l.off+2, n)
			l.off += 2 + n
		}
	}
	return true
}

// flags prints the flags, which nobody uses.
func (l *lwres) flags(v view) {
	if l.v > 2 {
		l.printf(" flags:0x%x", v.u32(0))
	}
}

// record prints a class and type of DNS.
func (l *lwres) record(v view) {
	l.byte(' ')
	l.Printer.name(dnsTypes, "Type%d", v.u16(6))
	if class := v.u16(4); class != dnsIN {
		l.byte(' ')
		l.Printer.name(dnsClasses, "Class%d", class)
	}
}

// name prints a name of n bytes and the NUL after it.
func (l *lwres) name(n int) {
	l.byte(' ')
	l.text(l.m, l.off, n)
	if l.m.u8(l.off+n) != 0 {
		l.str(" (not NUL-terminated!)")
	}
	l.off += n + 1
}

// names prints names that each follow their length.
func (l *lwres) names(count int) {
	for range count {
		n := l.m.u16(l.off)
		l.off += 2
		l.name(n)
	}
}

// address prints a family, a length and an address.
func (l *lwres) address() bool {
	n, family := l.m.u16(l.off+4), l.m.u32(l.off)
	l.off += 6
	l.m.need(l.off, n)
	size := map[uint32]int{1: 4, 2: 16}[family]
	switch {
	case size == 0:
		l.printf(" %d/", family)
		l.hexDigits(l.m, l.off, n)
		size = n
	case n < size:
		return false
	default:
		l.byte(' ')
		l.host(l.m.bytes(l.off, size))
	}
	l.off += size
	return true
}
