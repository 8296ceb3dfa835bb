package decode

import "bytes"

const portHTTPS = 443

// maxQUICConnectionID is the length of the longest connection ID of version 1,
// and quicConnections is how many are remembered.
const (
	maxQUICConnectionID = 20
	quicConnections     = 512
)

// Types of packets with a long header: RFC 9000, 17.2.
const (
	quicInitial = 0
	quicRetry   = 3
)

// quicVersion2 has the types in another order, the first being Retry: RFC 9369,
// 3.2.
const quicVersion2 = 0x6b3343cf

var quicTypes = [4]string{", initial", ", 0-rtt", ", handshake", ", retry"}

// isQUIC reports whether the payload of UDP begins with QUIC's fixed bit.
func isQUIC(v view) bool { return v.n > 0 && v.u8(0)&0x40 != 0 }

// printQUIC prints the QUIC packets of a datagram: RFC 9000, 17.
func printQUIC(p *Printer, v view) {
	p.enter("quic", v)
	p.str("quic")
	q := quic{p, v, 0}
	for q.off < len(v.b) {
		q.packet()
		for q.off < len(v.b) && v.b[q.off] == 0 { // padding
			q.off++
		}
	}
}

// A quic walks the packets of a datagram.
type quic struct {
	*Printer
	d   view // the datagram
	off int  // of what comes next
}

// u8 takes the next byte.
func (q *quic) u8() int {
	c := q.d.u8(q.off)
	q.off++
	return c
}

// integer takes an integer of variable length: RFC 9000, 16.
func (q *quic) integer() uint64 {
	first := q.u8()
	n := uint64(first & 0x3f)
	for range 1<<(first>>6) - 1 {
		n = n<<8 | uint64(q.u8())
	}
	return n
}

// packet prints a packet.
func (q *quic) packet() {
	first := q.u8()
	if first&0x80 == 0 {
		q.protected()
		return
	}
	version := q.d.u32(q.off)
	q.off += 4
	kind := first >> 4 & 3
	if version == quicVersion2 {
		kind = (kind + 3) & 3
	}
	if version == 0 {
		q.str(", version negotiation")
	} else {
		q.str(quicTypes[kind])
		if version != 1 {
			q.printf(", v%x", version)
		}
	}
	q.connectionID(", dcid ")
	q.connectionID(", scid ")
	switch {
	case version == 0:
		for q.off < len(q.d.b) {
			if !q.d.has(q.off, 4) {
				q.truncated()
				q.off = len(q.d.b)
				return
			}
			q.printf(", version 0x%x", q.d.u32(q.off))
			q.off += 4
		}
	case kind == quicRetry:
		const tag = 16 // bytes of integrity tag after the token
		q.str(", token ")
		if n := len(q.d.b) - q.off - tag; n > 0 {
			q.hexBytes(q.d.bytes(q.off, n), "")
		} else {
			q.truncated()
		}
		q.off = len(q.d.b)
	default:
		if kind == quicInitial {
			q.token()
		}
		length := q.integer()
		q.printf(", length %d", length)
		if uint64(len(q.d.b)-q.off) < length {
			q.truncated()
			q.off = len(q.d.b)
			return
		}
		q.off += int(length)
	}
}

// token prints the token of an Initial packet.
func (q *quic) token() {
	const most = 1000
	n := q.integer()
	if n == 0 || n >= most {
		return
	}
	token := q.d.bytes(q.off, int(n))
	q.str(", token ")
	q.hexBytes(token, "")
	q.off += int(n)
}

// connectionID prints a connection ID, and remembers it.
func (q *quic) connectionID(name string) {
	n := q.u8()
	if n == 0 || n > maxQUICConnectionID {
		return
	}
	id := q.d.bytes(q.off, n)
	q.str(name)
	q.hexBytes(id, "")
	q.off += n
	if q.quics == nil {
		q.quics = new(quicMemory)
	}
	q.quics.add(id)
}

// protected prints a packet with a short header, of which only the connection
// ID can be read, and that only by those who know how long it is: RFC 9000, 17.3.
func (q *quic) protected() {
	q.str(", protected")
	rest := q.d.b[q.off:]
	q.off = len(q.d.b)
	if len(rest) <= 16 {
		q.truncated()
		return
	}
	if q.quics == nil {
		return
	}
	if id := q.quics.find(rest); id != nil {
		q.str(", dcid ")
		q.hexBytes(id, "")
	}
}

// A quicMemory remembers connection IDs.
type quicMemory struct {
	ids  [quicConnections]quicID
	next int // which is to be overwritten
}

type quicID struct {
	id     [maxQUICConnectionID]byte
	length int
}

// find returns the connection ID that b begins with, nil where none is known.
func (m *quicMemory) find(b []byte) []byte {
	for i := range m.ids {
		e := &m.ids[i]
		if e.length > len(b) {
			continue
		}
		if e.length == 0 {
			break
		}
		if bytes.Equal(e.id[:e.length], b[:e.length]) {
			m.ids[0], m.ids[i] = m.ids[i], m.ids[0] // it will be looked for again
			return m.ids[0].id[:m.ids[0].length]
		}
	}
	return nil
}

// add remembers a connection ID.
func (m *quicMemory) add(id []byte) {
	if m.find(id) != nil {
		return
	}
	m.ids[m.next] = quicID{length: len(id)}
	copy(m.ids[m.next].id[:], id)
	m.next = (m.next + 1) % quicConnections
}
