package decode

import "bytes"

// Ports of AFS's services.
const (
	rxPortLow  = 7000
	rxPortHigh = 7009

	rxPortFiles      = 7000
	rxPortCallbacks  = 7001
	rxPortProtection = 7002
	rxPortVolumes    = 7003 // the volume location database
	rxPortKerberos   = 7004
	rxPortVolumeOps  = 7005
	rxPortOverseer   = 7007
)

// Packet types and flags of RX.
const (
	rxData  = 1
	rxAck   = 2
	rxAbort = 4

	rxClientInitiated = 1

	rxHeaderLen = 28
	rxAckLen    = 18
)

var rxTypes = names{
	{rxData, "data"}, {rxAck, "ack"}, {3, "busy"}, {rxAbort, "abort"}, {5, "ackall"}, {6, "challenge"}, {7, "response"},
	{8, "debug"}, {9, "params"}, {13, "version"},
}

var rxReasons = names{
	{1, "ack requested"}, {2, "duplicate packet"}, {3, "out of sequence"}, {4, "exceeds window"},
	{5, "no buffer space"}, {6, "ping"}, {7, "ping response"}, {8, "delay"}, {9, "idle"},
}

// isRX reports whether port is one of RX's.
func isRX(port int) bool { return port >= rxPortLow && port <= rxPortHigh }

// printRX prints a packet of RX, the remote procedure calls of AFS.
//
//	0       4     8             12         16       20     21      22            23
//	+-------+-----+-------------+----------+--------+------+-------+-------------+----------
//	| epoch | CID | call number | sequence | serial | type | flags | user status | security
//	+-------+-----+-------------+----------+--------+------+-------+-------------+----------
//	24      26           28
//	+-------+------------+--------
//	| spare | service ID | body
//	+-------+------------+--------
func printRX(p *Printer, v view) {
	p.enter("rx", v)
	if !v.has(0, rxHeaderLen) {
		p.printf(" [|rx] (%d)", v.n)
		return
	}
	r := rx{p, v, rxHeaderLen}
	kind, flags := v.u8(20), v.u8(21)
	p.str(" rx ")
	p.name(rxTypes, "type %d", kind)
	if p.v > 0 {
		r.details(kind, flags)
	}
	first := v.u32(12) == 1
	switch {
	case kind == rxData && first && flags&rxClientInitiated != 0:
		r.remember()
		if s := rxServiceOf(p.port.dst); s != nil {
			r.call(s)
		}
	case (kind == rxData && first || kind == rxAbort) && flags&rxClientInitiated == 0:
		if op, ok := r.recall(); ok {
			if s := rxServiceOf(p.port.src); s != nil {
				r.reply(s, op, kind)
			}
			break
		}
	case kind == rxAck:
		r.ack()
	}
	p.printf(" (%d)", v.n)
}

// An rx prints the packet m; off is of what comes next.
type rx struct {
	*Printer
	m   view
	off int
}

// u32 takes the next number.
func (r *rx) u32() uint32 {
	n := r.m.u32(r.off)
	r.off += 4
	return n
}

// details prints what -v adds of the header.
func (r *rx) details(kind, flags int) {
	m := r.m
	if r.v > 1 {
		r.printf(" cid %08x call# %d", m.u32(4), m.u32(8))
	}
	r.printf(" seq %d ser %d", m.u32(12), m.u32(16))
	if r.v > 2 {
		r.printf(" secindex %d serviceid %d", m.u8(23), m.u16(26))
	}
	if r.v < 2 {
		return
	}
	sep := byte(' ')
	for _, f := range [...]struct {
		bit, kind int
		name      string
	}{
		{1, 0, "client-init"}, {2, 0, "req-ack"}, {4, 0, "last-pckt"}, {8, 0, "more-pckts"}, {16, 0, "free-pckt"},
		{32, rxAck, "slow-start"}, {32, rxData, "jumbogram"},
	} {
		if flags&f.bit != 0 && (f.kind == 0 || f.kind == kind) {
			r.byte(sep)
			r.printf("<%s>", f.name)
			sep = ','
		}
	}
}

// ack prints which packets were received.
//
//	0              2          4              8          12       16       17          18
//	+--------------+----------+--------------+----------+--------+--------+-----------+------
//	| buffer space | max skew | first packet | previous | serial | reason | ack count | acks
//	+--------------+----------+--------------+----------+--------+--------+-----------+------
func (r *rx) ack() {
	if r.m.n < rxHeaderLen {
		return
	}
	v := r.m.from(rxHeaderLen)
	if !v.has(0, rxAckLen) {
		r.str(" [|ack]")
		return
	}
	if r.v > 2 {
		r.printf(" bufspace %d maxskew %d", v.u16(0), v.u16(2))
	}
	first := v.u32(4)
	r.printf(" first %d serial %d reason ", first, v.u32(12))
	r.name(rxReasons, "#%d", v.u8(16))
	count := v.u8(17)
	if !v.has(rxAckLen, count) {
		r.str(" [|ack]")
		return
	}
	acks := v.b[rxAckLen : rxAckLen+count]
	r.ranges(" acked ", acks, 1, first)
	r.ranges(" nacked ", acks, 0, first)
	const pad = 3
	r.off = rxHeaderLen + rxAckLen + count + pad
	if r.v < 2 {
		return
	}
	for _, name := range [...]string{" ifmtu ", " maxmtu ", " rwind ", " maxpackets "} {
		if !r.m.has(r.off, 4) {
			return
		}
		r.printf("%s%d", name, int32(r.u32()))
	}
}

// ranges prints after title the numbers of the packets, from first on, of which
// acks has the value want.
func (r *rx) ranges(title string, acks []byte, want byte, first uint32) {
	for i := 0; i < len(acks); i++ {
		if acks[i] != want {
			continue
		}
		start := i
		for i+1 < len(acks) && acks[i+1] == want {
			i++
		}
		r.printf("%s%d", title, first+uint32(start))
		if i > start {
			r.printf("-%d", first+uint32(i))
		}
		title = ","
	}
}

// rxCalls are the calls that were seen last, of which replies do not say the
// operation.
type rxCalls struct {
	known [64]rxCall
	next  int // which is to be overwritten
	hint  int // where the last was found
}

type rxCall struct {
	client, server [16]byte
	number         uint32
	port, service  int
	op             uint32
	used           bool
}

// key returns the call that the packet belongs to, without its operation.
func (r *rx) key(client, server []byte, port int) rxCall {
	c := rxCall{number: r.m.u32(8), port: port, service: r.m.u16(26), used: true}
	copy(c.client[:], client)
	copy(c.server[:], server)
	return c
}

// remember remembers the call that the packet is.
func (r *rx) remember() {
	if !r.m.has(rxHeaderLen, 4) {
		return
	}
	if r.rxs == nil {
		r.rxs = new(rxCalls)
	}
	c := r.key(r.ip.src, r.ip.dst, r.port.dst)
	c.op = r.m.u32(rxHeaderLen)
	r.rxs.known[r.rxs.next] = c
	r.rxs.next = (r.rxs.next + 1) % len(r.rxs.known)
}

// recall returns the operation of the call that the packet answers.
func (r *rx) recall() (op uint32, ok bool) {
	if r.rxs == nil {
		return 0, false
	}
	want := r.key(r.ip.dst, r.ip.src, r.port.src)
	for i := range r.rxs.known {
		at := (r.rxs.hint + i) % len(r.rxs.known)
		want.op = r.rxs.known[at].op
		if r.rxs.known[at] == want {
			r.rxs.hint = at
			return want.op, true
		}
	}
	return 0, false
}

// acl prints an access control list, which is text: a number of positive and one
// of negative entries, then a name and a number of rights for each.
func (r *rx) acl(text []byte) {
	const most = 1024
	text = untilZero(text[:min(len(text), most)])
	integer := func() (n int, ok bool) {
		text = bytes.TrimLeft(text, " \t\n\v\f\r")
		i, negative := 0, false
		if i < len(text) && (text[i] == '-' || text[i] == '+') {
			negative = text[i] == '-'
			i++
		}
		for ; i < len(text) && digit(text[i]); i++ {
			n, ok = int(int32(n*10+int(text[i]-'0'))), true
		}
		text = text[i:]
		if negative {
			n = -n
		}
		return n, ok
	}
	positive, ok := integer()
	if !ok {
		return
	}
	negative, ok := integer()
	if !ok {
		return
	}
	for _, entries := range [...]struct {
		count int
		sign  byte
	}{{positive, '+'}, {negative, '-'}} {
		for range max(entries.count, 0) {
			text = bytes.TrimLeft(text, " \t\n\v\f\r")
			end := bytes.IndexAny(text, " \t\n\v\f\r")
			if end <= 0 {
				return
			}
			user := text[:end]
			text = text[end:]
			rights, ok := integer()
			if !ok {
				return
			}
			r.printf(" %c{", entries.sign)
			r.text(view{user, len(user)}, 0, len(user))
			r.byte(' ')
			for _, f := range [...]struct {
				bit    int
				letter byte
			}{{1, 'r'}, {8, 'l'}, {4, 'i'}, {16, 'd'}, {2, 'w'}, {32, 'k'}, {64, 'a'}} {
				if rights&f.bit != 0 {
					r.byte(f.letter)
				}
			}
			r.byte('}')
		}
	}
}
