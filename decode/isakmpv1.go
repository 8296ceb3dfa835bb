package decode

// printV1 prints a message of IKEv1 after its version.
func (k *ike) printV1() {
	k.str(choose(k.phase == 1, " phase 1", " phase 2/others"))
	k.side()
	k.byte(' ')
	k.indexed(ikeExchanges, k.m.u8(18))
	if flags := k.m.u8(19); flags != 0 {
		k.byte('[')
		k.str(choose(flags&ikeFlagEncrypted != 0, "E", ""))
		k.str(choose(flags&ikeFlagCommit != 0, "C", ""))
		k.byte(']')
	}
	if k.v > 0 {
		k.payloads()
	}
}

// title prints the name of a payload. It reports whether the n bytes that such a
// payload begins with were captured.
func (k *ike) title(kind, off, n int) bool {
	k.indexed(ikePayloads, kind)
	k.byte(':')
	if k.m.has(off, n) {
		return true
	}
	k.cut(kind)
	return false
}

// body prints the payload's n bytes in hex with -vvv.
func (k *ike) body(kind, off, n int) bool {
	if k.v < 3 || n <= ikePayloadLen {
		return true
	}
	k.byte(' ')
	if !k.raw(off+ikePayloadLen, n-ikePayloadLen) {
		k.cut(kind)
		return false
	}
	return true
}

// v1Whole prints a payload that is data.
func (k *ike) v1Whole(kind, off, n int, length string) bool {
	if !k.title(kind, off, ikePayloadLen) {
		return false
	}
	k.printf(" %s=%d", length, n-ikePayloadLen)
	return k.body(kind, off, n)
}

// v1SA prints a security association: RFC 2408, 3.4, and RFC 2407, 4.6.1.
func (k *ike) v1SA(off int) (next int, ok bool) {
	if !k.title(ikeSA, off, 12) {
		return 0, false
	}
	doi, situation := k.m.u32(off+4), k.m.u32(off+8)
	if doi != 1 {
		k.printf(" doi=%d situation=%d", doi, situation)
		return off + 12, true
	}
	k.str(" doi=ipsec situation=")
	sep := ""
	for i, name := range [...]string{"identity", "secrecy", "integrity"} {
		if situation>>i&1 != 0 {
			k.str(sep)
			k.str(name)
			sep = "+"
		}
	}
	off += 12
	if situation != 1 {
		k.printf(" ident=%d", doi) // tcpdump prints the DOI for it
		off += 4
	}
	if !k.m.has(off, ikePayloadLen) {
		k.cut(ikeSA)
		return 0, false
	}
	outer := k.doi
	k.doi = doi
	next, ok = k.chain(ikeProposal, off)
	k.doi = outer
	return next, ok
}

// v1Proposal prints a proposal: RFC 2408, 3.5.
func (k *ike) v1Proposal(off int) (next int, ok bool) {
	if !k.title(ikeProposal, off, 8) {
		return 0, false
	}
	proto := k.m.u8(off + 5)
	k.printf(" #%d protoid=", k.m.u8(off+4))
	k.indexed(ikeProtocols, proto)
	k.printf(" transform=%d", k.m.u8(off+7))
	spi := k.m.u8(off + 6)
	off += 8
	if spi > 0 {
		k.str(" spi=")
		if !k.raw(off, spi) {
			k.cut(ikeProposal)
			return 0, false
		}
	}
	off += spi
	if !k.m.has(off, ikePayloadLen) {
		k.cut(ikeProposal)
		return 0, false
	}
	outer := k.proto
	k.proto = proto
	next, ok = k.chain(ikeTransf, off)
	k.proto = outer
	return next, ok
}

// v1Transform prints a transform: RFC 2408, 3.6.
func (k *ike) v1Transform(off, n int) (next int, ok bool) {
	if !k.title(ikeTransf, off, 8) {
		return 0, false
	}
	var transforms []string
	attributes := ikeIPsecAttributes
	switch k.proto {
	case 1:
		transforms, attributes = ikeKeyTransforms, ikeOakleyAttributes
	case 2:
		transforms = ikeAHTransforms
	case 3:
		transforms = ikeESPTransforms
	case 4:
		transforms = ikeCompTransforms
	default:
		attributes = nil
	}
	id := k.m.u8(off + 5)
	k.printf(" #%d id=", k.m.u8(off+4))
	if transforms != nil {
		k.indexed(transforms, id)
	} else {
		k.dec(id)
	}
	k.byte(' ')
	return k.attributes(off+8, off+n, attributes)
}

// attributes prints the attributes of a transform from off to end.
func (k *ike) attributes(off, end int, known []ikeAttribute) (next int, ok bool) {
	for off < len(k.m.b) && off < end {
		if off, ok = k.attribute(off, end, known); !ok {
			k.cut(ikeTransf)
			return 0, false
		}
	}
	if len(k.m.b) < end {
		k.str("...")
	}
	return off, true
}

// v1ID prints an identification: RFC 2407, 4.6.2.
func (k *ike) v1ID(off, n int) bool {
	if !k.title(ikeID, off, 8) {
		return false
	}
	kind := k.m.u8(off + 4)
	k.str(" idtype=")
	k.indexed(ikeIDTypes, kind)
	k.printf(" protoid=%d port=%d", k.m.u8(off+5), k.m.u16(off+6))
	data, length := off+8, n-8
	if length <= 0 {
		return true
	}
	if !k.m.has(data, length) {
		k.cut(ikeID)
		return false
	}
	k.printf(" len=%d", length)
	least := map[int]int{1: 4, 4: 8, 5: 16, 6: 32, 7: 8, 8: 32}[kind]
	if length < least {
		k.printf(" [bad: < %d]", least)
		return true
	}
	switch kind {
	case 1: // IPv4
		k.byte(' ')
		k.addr4(k.m, data)
	case 2, 3: // names
		k.byte(' ')
		k.text(k.m, data, length)
	case 4: // IPv4 network
		k.byte(' ')
		k.addr4(k.m, data)
		k.byte('/')
		k.out = appendIP(k.out, k.m.bytes(data+4, 4))
	case 5: // IPv6
		k.byte(' ')
		k.addr6(k.m, data)
	case 6: // IPv6 network
		k.byte(' ')
		k.addr6(k.m, data)
		k.str("/0x")
		k.raw(data+16, 16)
	case 7: // IPv4 range
		k.byte(' ')
		k.addr4(k.m, data)
		k.byte('-')
		k.addr4(k.m, data+4)
	case 8: // IPv6 range
		k.byte(' ')
		k.addr6(k.m, data)
		k.byte('-')
		k.addr6(k.m, data+16)
	default:
		if k.v > 2 {
			k.byte(' ')
			k.raw(data, length)
		}
	}
	return true
}

// v1Cert prints a certificate or what is wanted of one: RFC 2408, 3.9 and 3.10.
func (k *ike) v1Cert(kind, off, n int) bool {
	if !k.title(kind, off, 6) {
		return false
	}
	k.printf(" len=%d type=", n-ikePayloadLen)
	k.indexed(ikeCertTypes, k.m.u8(off+4))
	return k.body(kind, off, n)
}

// v1Nonce prints a nonce: RFC 2408, 3.13.
func (k *ike) v1Nonce(off, n int) bool {
	if !k.title(ikeNonce, off, ikePayloadLen) {
		return false
	}
	k.printf(" n len=%d", n-ikePayloadLen)
	if k.v == 2 {
		k.byte(' ')
		if !k.some(off + ikePayloadLen) {
			k.cut(ikeNonce)
			return false
		}
		return true
	}
	return k.body(ikeNonce, off, n)
}

// v1Notify prints a notification: RFC 2408, 3.14, and RFC 2407, 4.6.3.
func (k *ike) v1Notify(off, n int) (next int, ok bool) {
	if !k.title(ikeNotify, off, 12) {
		return 0, false
	}
	doi, proto, spi, kind := k.m.u32(off+4), k.m.u8(off+8), k.m.u8(off+9), k.m.u16(off+10)
	ipsec := doi == 1
	if ipsec {
		k.str(" doi=ipsec proto=")
		k.indexed(ikeProtocols, proto)
	} else {
		k.printf(" doi=%d proto=%d", doi, proto)
	}
	k.str(" type=")
	switch {
	case kind < 8192:
		k.indexed(ikeErrors, kind)
	case kind >= 16384 && kind < 24576:
		k.indexed(ikeStatuses, kind-16384)
	case ipsec && kind < 16384:
		k.indexed(ikeIPsecErrors, kind-8192)
	case ipsec && kind < 32768:
		k.indexed(ikeIPsecStatuses, kind-24576)
	default:
		k.printf("#%d", kind)
	}
	data := off + 12
	if spi > 0 {
		k.str(" spi=")
		if !k.raw(data, spi) {
			k.cut(ikeNotify)
			return 0, false
		}
		data += spi
	}
	if !ipsec {
		return data, true
	}
	if data < len(k.m.b) && !k.v1NotifyData(kind, data, off+n) {
		k.cut(ikeNotify)
		return 0, false
	}
	return off + n, true
}

// v1NotifyData prints the data of a notification from off to end, or as tcpdump
// does to the end of the message. It reports whether they were captured.
func (k *ike) v1NotifyData(kind, off, end int) bool {
	const responderLifetime, replayStatus = 24576, 24577
	switch {
	case kind == responderLifetime:
		k.str(" attrs=(")
		ok := true
		for ok && off < len(k.m.b) && off < end {
			off, ok = k.attribute(off, end, ikeOakleyAttributes)
		}
		k.byte(')')
		return ok
	case kind == replayStatus:
		k.str(" status=(")
		k.str(choose(k.m.u32(off) != 0, "replay detection enabled)", "replay detection disabled)"))
		return true
	case k.v > 3:
		k.str(" data=(")
		k.raw(off, len(k.m.b)-off)
		k.byte(')')
		return true
	}
	return k.some(off)
}

// v1Delete prints that security associations are gone: RFC 2408, 3.15.
func (k *ike) v1Delete(off int) (next int, ok bool) {
	if !k.title(ikeDelete, off, 12) {
		return 0, false
	}
	doi, proto := k.m.u32(off+4), k.m.u8(off+8)
	if doi == 1 {
		k.str(" doi=ipsec proto=")
		k.indexed(ikeProtocols, proto)
	} else {
		k.printf(" doi=%d proto=%d", doi, proto)
	}
	size, count := k.m.u8(off+9), k.m.u16(off+10)
	k.printf(" spilen=%d nspi=%d", size, count)
	off += 12
	if size == 0 {
		return off, true
	}
	k.str(" spi=")
	for i := range count {
		if i > 0 {
			k.byte(',')
		}
		if !k.raw(off, size) {
			k.cut(ikeDelete)
			return 0, false
		}
		off += size
	}
	return off, true
}
