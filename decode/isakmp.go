package decode

import "encoding/binary"

const (
	portISAKMP      = 500
	portISAKMPNAT   = 4500 // RFC 3948
	portISAKMPUser  = 7500
	portISAKMPUser2 = 8500

	ikeHeaderLen  = 28
	ikePayloadLen = 4 // of the header that all payloads have
)

// Flags of an IKE message: RFC 2408, 3.1, and RFC 7296, 3.1.
const (
	ikeFlagEncrypted = 0x01
	ikeFlagCommit    = 0x02
	ikeFlagInitiator = 0x08
	ikeFlagVersion   = 0x10
	ikeFlagResponse  = 0x20
)

// printISAKMPNAT prints what comes by port 4500, IKE or ESP: RFC 3948, 2.
func printISAKMPNAT(p *Printer, v view) {
	p.enter("isakmp_rfc3948", v)
	switch {
	case v.n == 1 && v.u8(0) == 0xff:
		p.str("isakmp-nat-keep-alive")
	case v.n < 4:
		p.truncated()
	case v.u32(0) == 0:
		p.str("NONESP-encap: ")
		printISAKMP(p, v.from(4))
	default:
		p.str("UDP-encap: ")
		printESP(p, v)
	}
}

// printISAKMP prints a message of the Internet Key Exchange: RFC 2408, 3.1, and
// RFC 7296, 3.1.
//
//	0                  8                  16           17        18       19      20           24       28
//	+------------------+------------------+------------+---------+--------+-------+------------+--------+----------
//	| initiator cookie | responder cookie | first pay- | version | exch.  | flags | message ID | length | payloads
//	|                  |                  | load's type| 4, 4 bit| type   |       |            |        |
//	+------------------+------------------+------------+---------+--------+-------+------------+--------+----------
func printISAKMP(p *Printer, v view) {
	p.enter("isakmp", v)
	if !v.has(0, ikeHeaderLen) {
		p.truncated()
		return
	}
	p.str("isakmp")
	version := v.u8(17)
	if p.v > 0 {
		p.printf(" %d.%d msgid %08x", version>>4, version&0xf, v.u32(20))
	}
	if p.v > 1 {
		p.str(" cookie ")
		p.hexBytes(v.bytes(0, 8), "")
		p.str("->")
		p.hexBytes(v.bytes(8, 8), "")
	}
	p.byte(':')
	k := ike{Printer: p, m: v, phase: 2}
	if v.u32(20) == 0 {
		k.phase = 1
	}
	switch version >> 4 {
	case 1:
		k.printV1()
	case 2:
		k.printV2()
	}
}

// An ike prints an IKE message.
type ike struct {
	*Printer
	m     view // the message
	phase int
	doi   uint32 // of the security association that payloads are in
	proto int    // of the proposal that transforms are in
	depth int    // of nesting
}

// indexed prints the name that n has in list, or n.
func (p *Printer) indexed(list []string, n int) {
	if n < len(list) && list[n] != "" {
		p.str(list[n])
		return
	}
	p.printf("#%d", n)
}

// cut prints that the payload of a type was not all captured.
func (k *ike) cut(payload int) {
	k.str(" [|")
	k.indexed(ikePayloads, payload)
	k.byte(']')
}

// raw prints n bytes at off in hex. It reports whether they were captured, and
// prints nothing where not.
func (k *ike) raw(off, n int) bool {
	if !k.m.has(off, n) {
		return false
	}
	k.hexBytes(k.m.b[off:off+n], "")
	return true
}

// some prints the first and the last of the bytes from off to the end of the
// message.
func (k *ike) some(off int) bool {
	const head, tail = 10, 20
	end := len(k.m.b)
	n := head
	if off <= end {
		n = min(end-off, head)
	}
	from := max(end-tail, off+n)
	k.str(" data=(")
	if !k.raw(off, n) {
		return false
	}
	k.str("...")
	if from != end && !k.raw(from, end-from) {
		return false
	}
	k.byte(')')
	return true
}

// end prints what follows the payloads: whether the message's length is the
// datagram's.
func (k *ike) end() {
	if length := k.m.u32(24); uint64(length) != uint64(k.m.n) {
		k.printf(" (len mismatch: isakmp %d/ip %d)", length, k.m.n)
	}
}

// payloads prints the payloads of the message, of which the first is of a type
// that the header tells.
func (k *ike) payloads() {
	k.byte(':')
	if first := k.m.u8(16); k.m.u8(19)&ikeFlagEncrypted != 0 {
		k.str(" [encrypted ")
		k.indexed(ikePayloads, first)
		k.byte(']')
	} else {
		k.chain(first, ikeHeaderLen)
	}
	k.end()
}

// chain prints payloads from off on, of which each tells the type of the next. It
// returns where they end, or false where they are not whole.
//
//	+-----------+----------+--------+------
//	| next type | reserved | length | body
//	+-----------+----------+--------+------
//	  1           1          2
func (k *ike) chain(kind, off int) (next int, ok bool) {
	for kind != ikeNone {
		if !k.m.has(off, ikePayloadLen) || !k.m.has(off, k.m.u16(off+2)) {
			k.cut(kind)
			return 0, false
		}
		k.open()
		next, ok := k.payload(kind, off, k.m.u16(off+2))
		k.close()
		if !ok {
			return 0, false
		}
		kind, off = k.m.u8(off), next
	}
	return off, true
}

// open begins the line of a payload, and close ends it.
func (k *ike) open() {
	k.bounded(k.depth)
	k.depth++
	k.byte('\n')
	for range k.depth {
		k.str("    ")
	}
	k.byte('(')
}

func (k *ike) close() {
	k.byte(')')
	k.depth--
}

// payload prints the payload of length n at off and returns where the next one
// begins, or false where there is none.
func (k *ike) payload(kind, off, n int) (next int, ok bool) {
	if n <= ikePayloadLen {
		return 0, false
	}
	next = off + n
	switch kind {
	case ikeSA:
		return k.v1SA(off)
	case ikeProposal:
		return k.v1Proposal(off)
	case ikeTransf:
		return k.v1Transform(off, n)
	case ikeKE:
		return next, k.v1Whole(kind, off, n, "key len")
	case ikeID:
		return next, k.v1ID(off, n)
	case ikeCert, ikeCertReq:
		return next, k.v1Cert(kind, off, n)
	case ikeHash, ikeSig, ikeVendor:
		return next, k.v1Whole(kind, off, n, "len")
	case ikeNonce:
		return next, k.v1Nonce(off, n)
	case ikeNotify:
		return k.v1Notify(off, n)
	case ikeDelete:
		return k.v1Delete(off)
	case ikev2SA:
		return k.v2SA(off)
	case ikev2KE:
		return next, k.v2KE(off, n)
	case ikev2IDi, ikev2IDr:
		return next, k.v2ID(kind, off, n)
	case ikev2Cert, ikev2CertReq, ikev2Delete, ikev2TSi, ikev2TSr, ikev2Config, ikev2EAP:
		return next, k.v2Whole(kind, off, n)
	case ikev2Auth:
		return next, k.v2Auth(off, n)
	case ikev2Nonce:
		return next, k.v2Nonce(off, n)
	case ikev2Notify:
		return next, k.v2Notify(off)
	case ikev2Vendor:
		return next, k.v2Vendor(off, n)
	case ikev2Encr:
		if k.version() == 2 {
			// What follows is inside it, encrypted.
			k.v2Whole(kind, off, n)
			return 0, false
		}
	}
	k.indexed(ikePayloads, kind)
	return next, true
}

// version returns the message's major version.
func (k *ike) version() int { return k.m.u8(17) >> 4 }

// attribute prints an attribute of a transform, of which the payload ends at
// end. It returns where the next one begins, or false where it was not all
// captured: RFC 2408, 3.3.
func (k *ike) attribute(off, end int, known []ikeAttribute) (next int, ok bool) {
	short := k.m.u8(off)&0x80 != 0
	total := 4
	if !short {
		total += k.m.u16(off + 2)
	}
	if end < off+total {
		k.str("[|attr]")
		return end + 1, true
	}
	kind := k.m.u16(off) & 0x7fff
	var a ikeAttribute
	if kind < len(known) {
		a = known[kind]
	}
	k.str("(type=")
	k.str(a.name)
	if a.name == "" {
		k.printf("#%d", kind)
	}
	k.byte(' ')
	if short {
		k.str("value=")
		value := k.m.u16(off + 2)
		if value < len(a.values) && a.values[value] != "" {
			k.str(a.values[value])
		} else {
			k.raw(off+2, 2)
		}
	} else {
		k.printf("len=%d value=", total-4)
		if !k.raw(off+4, total-4) {
			k.byte(')')
			return 0, false
		}
	}
	k.byte(')')
	return off + total, true
}

// maxIKEInitiators is how many initiators are remembered.
const maxIKEInitiators = 20

// ikeInitiators remembers who began an exchange, by cookie.
type ikeInitiators struct {
	known [maxIKEInitiators]ikeInitiator
	next  int // which is to be overwritten
}

type ikeInitiator struct {
	cookie   uint64
	version  int // of IP; 0 where nothing is remembered
	src, dst [16]byte
}

// find returns the index of an initiator's cookie. The cookie that is zero is
// always known, as nobody's, until the memory is full.
func (m *ikeInitiators) find(cookie uint64) (int, bool) {
	for i := range m.known {
		if m.known[i].cookie == cookie {
			return i, true
		}
	}
	return 0, false
}

// side prints who sent a message of IKEv1, as far as known: I or R.
func (k *ike) side() {
	m := &k.ikes
	cookie := binary.BigEndian.Uint64(k.m.b)
	i, ok := m.find(cookie)
	switch {
	case !ok && k.m.u64(8) == 0:
		k.str(" I")
		if k.ip.version != 0 {
			who := ikeInitiator{cookie: cookie, version: k.ip.version}
			copy(who.src[:], k.ip.src)
			copy(who.dst[:], k.ip.dst)
			m.known[m.next] = who
			m.next = (m.next + 1) % maxIKEInitiators
		}
	case !ok || m.known[i].version != k.ip.version || k.ip.version == 0:
		k.str(" ?")
	case string(m.known[i].src[:len(k.ip.src)]) == string(k.ip.src):
		k.str(" I")
	case string(m.known[i].dst[:len(k.ip.src)]) == string(k.ip.src):
		k.str(" R")
	default:
		k.str(" ?")
	}
}
