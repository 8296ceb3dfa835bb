package decode

// printV2 prints a message of IKEv2 after its version.
func (k *ike) printV2() {
	k.str(choose(k.phase == 1, " parent_sa ", " child_sa  "))
	k.indexed(ikeExchanges, k.m.u8(18))
	if flags := k.m.u8(19); flags != 0 {
		k.byte('[')
		k.str(choose(flags&ikeFlagInitiator != 0, "I", ""))
		k.str(choose(flags&ikeFlagVersion != 0, "V", ""))
		k.str(choose(flags&ikeFlagResponse != 0, "R", ""))
		k.byte(']')
	}
	if k.v > 0 {
		k.payloads()
	}
}

// v2Title prints a payload's name and whether it is critical: RFC 7296, 3.2. It
// reports whether the n bytes that such a payload begins with were captured.
func (k *ike) v2Title(name string, kind, off, n int) bool {
	if !k.m.has(off, n) {
		k.cut(kind)
		return false
	}
	k.str(name)
	k.str(choose(k.m.u8(off+1)&0x80 != 0, "[C]:", ":"))
	return true
}

// v2Whole prints a payload that is data.
func (k *ike) v2Whole(kind, off, n int) bool {
	if !k.v2Title(ikePayloads[kind], kind, off, ikePayloadLen) {
		return false
	}
	k.printf(" len=%d", n-ikePayloadLen)
	return k.body(kind, off, n)
}

// v2Items prints the items at off, of which size bytes are the security
// association's or the proposal's that they are in: those of the type first are
// printed by item. It returns where they end, or false where they are not
// whole. RFC 7296, 3.3.1 and 3.3.2.
func (k *ike) v2Items(kind, first, off, size int, item func(count, off, n int) (next int, ok bool)) (next int, ok bool) {
	count := 0
	for is := first; is != ikeNone; {
		count++
		n := 0
		if size >= ikePayloadLen {
			if !k.m.has(off, ikePayloadLen) {
				k.cut(kind)
				return 0, false
			}
			if n = k.m.u16(off + 2); n <= ikePayloadLen {
				k.cut(kind)
				return 0, false
			}
		}
		if size < ikePayloadLen || size < n {
			k.cut(kind)
			return off + size, true
		}
		if !k.m.has(off, n) {
			k.cut(kind)
			return 0, false
		}
		following := k.m.u8(off)
		k.open()
		if is == first {
			if off, ok = item(count, off, n); !ok {
				return 0, false
			}
		} else {
			k.indexed(ikePayloads, is)
			off += n
		}
		k.close()
		size -= n
		is = following
	}
	return off, true
}

// v2SA prints a security association: RFC 7296, 3.3.
func (k *ike) v2SA(off int) (next int, ok bool) {
	if !k.v2Title("sa", ikev2SA, off, ikePayloadLen) {
		return 0, false
	}
	size := k.m.u16(off+2) - ikePayloadLen
	k.printf(" len=%d", size)
	return k.v2Items(ikev2SA, ikeProposal, off+ikePayloadLen, size, k.v2Proposal)
}

// v2Proposal prints a proposal: RFC 7296, 3.3.1.
func (k *ike) v2Proposal(_, off, n int) (next int, ok bool) {
	if !k.v2Title("p", ikeProposal, off, 8) {
		return 0, false
	}
	k.printf(" #%d protoid=", k.m.u8(off+4))
	k.indexed(ikeProtocols, k.m.u8(off+5))
	k.printf(" transform=%d len=%d", k.m.u8(off+7), n)
	spi, size := k.m.u8(off+6), n-ikePayloadLen
	off += 8
	if spi > 0 {
		if size < spi {
			k.cut(ikeProposal)
			return off + size, true
		}
		k.str(" spi=")
		if !k.raw(off, spi) {
			k.cut(ikeProposal)
			return 0, false
		}
		off += spi
		size -= spi
	}
	return k.v2Items(ikeProposal, ikeTransf, off, size, k.v2Transform)
}

// v2Transform prints a transform: RFC 7296, 3.3.2.
func (k *ike) v2Transform(count, off, n int) (next int, ok bool) {
	if !k.v2Title("t", ikeTransf, off, 8) {
		return 0, false
	}
	kind, id := k.m.u8(off+4), k.m.u16(off+6)
	k.printf(" #%d type=", count)
	k.indexed(ikev2TransformTypes, kind)
	k.str(" id=")
	var attributes []ikeAttribute
	switch kind {
	case 1:
		k.indexed(ikeESPTransforms, id)
		attributes = ikev2EncrAttributes
	case 2:
		k.indexed(ikev2PRFs, id)
	case 3:
		k.indexed(ikev2Integrities, id)
	case 4:
		k.indexed(ikeGroups, id)
	case 5:
		k.indexed(ikev2ESNs, id)
	default:
		k.dec(id)
	}
	k.byte(' ')
	return k.attributes(off+8, off+n, attributes)
}

// v2KE prints a key exchange: RFC 7296, 3.4.
func (k *ike) v2KE(off, n int) bool {
	if !k.v2Title("v2ke", ikev2KE, off, 8) {
		return false
	}
	if n < 8 {
		k.printf(" len=%d < 8", n)
		return true
	}
	k.printf(" len=%d group=", n-8)
	k.indexed(ikeGroups, k.m.u16(off+4))
	if k.v > 2 && n > 8 {
		k.byte(' ')
		if !k.raw(off+8, n-8) {
			k.cut(ikev2KE)
			return false
		}
	}
	return true
}

// v2ID prints an identification: RFC 7296, 3.5.
func (k *ike) v2ID(kind, off, n int) bool {
	if !k.v2Title(ikePayloads[kind], kind, off, 8) {
		return false
	}
	k.printf(" len=%d", n-ikePayloadLen)
	if !k.body(kind, off, n) {
		return false
	}
	if n < 8 {
		k.str(" [payload too short]")
		return true
	}
	switch k.m.u8(off + 4) {
	case 1:
		k.str(" ipv4:")
	case 2:
		k.str(" fqdn:")
		k.text(k.m, off+8, n-8)
		return true
	case 3:
		k.str(" rfc822:")
		k.text(k.m, off+8, n-8)
		return true
	case 5:
		k.str(" ipv6:")
	case 9:
		k.str(" dn:")
	case 10:
		k.str(" gn:")
	case 11:
		k.str(" keyid:")
	default:
		return true
	}
	if !k.raw(off+8, n-8) {
		k.cut(kind)
		return false
	}
	return true
}

// v2Auth prints an authentication: RFC 7296, 3.8.
func (k *ike) v2Auth(off, n int) bool {
	if !k.v2Title("v2auth", ikev2Auth, off, 8) {
		return false
	}
	k.printf(" len=%d method=", n-ikePayloadLen)
	k.indexed(ikev2AuthMethods, k.m.u8(off+4))
	ok := true
	if k.v > 1 {
		k.str(" authdata=(")
		if ok = k.raw(off+8, n-8); ok {
			k.str(") ")
		}
	} else {
		ok = k.some(off + 8)
	}
	if !ok {
		k.cut(ikev2Auth)
	}
	return ok
}

// v2Nonce prints a nonce: RFC 7296, 3.9.
func (k *ike) v2Nonce(off, n int) bool {
	if !k.v2Title("nonce", ikev2Nonce, off, ikePayloadLen) {
		return false
	}
	k.printf(" len=%d", n-ikePayloadLen)
	ok := true
	if k.v > 1 {
		k.str(" nonce=(")
		if ok = k.raw(off+ikePayloadLen, n-ikePayloadLen); ok {
			k.str(") ")
		}
	} else {
		ok = k.some(off + ikePayloadLen)
	}
	if !ok {
		k.cut(ikev2Nonce)
	}
	return ok
}

// v2Notify prints a notification: RFC 7296, 3.10. Its data are taken to go on to
// the end of the message.
func (k *ike) v2Notify(off int) bool {
	if !k.v2Title("n", ikeNotify, off, 8) {
		return false
	}
	k.str(" prot_id=")
	k.indexed(ikeProtocols, k.m.u8(off+4))
	kind := k.m.u16(off + 6)
	notice := ikev2NoticeOf(kind)
	k.printf(" type=%d(%s)", kind, notice.name)
	spi := k.m.u8(off + 5)
	off += 8
	if notice.spi && spi > 0 {
		k.str(" spi=")
		if !k.raw(off, spi) {
			k.cut(ikeNotify)
			return false
		}
	}
	off += spi
	rest := len(k.m.b) - off
	if rest <= 0 {
		return true
	}
	switch {
	case k.v > 3 || kind == ikev2Cookie && rest < 30:
		k.str(" data=(")
		k.raw(off, rest)
		k.byte(')')
	case kind == ikev2Cookie:
		return k.some(off)
	}
	return true
}

// ikev2NoticeOf returns what is known of a kind of notification.
func ikev2NoticeOf(kind int) ikev2Notice {
	for _, n := range ikev2Notices {
		if n.value == kind {
			return n
		}
	}
	n := ikev2Notice{kind, "private-status", true}
	switch {
	case kind < 8192:
		n.name = "error"
	case kind < 16384:
		n.name = "private-error"
	case kind < 40960:
		n.name = "status"
	}
	return n
}

// v2Vendor prints a vendor's identification: RFC 7296, 3.12.
func (k *ike) v2Vendor(off, n int) bool {
	if !k.v2Title("v2vid", ikev2Vendor, off, ikePayloadLen) {
		return false
	}
	n -= ikePayloadLen
	off += ikePayloadLen
	k.printf(" len=%d vid=", n)
	k.text(k.m, off, n)
	if k.v > 2 && n > 4 {
		k.byte(' ')
		k.raw(off, n)
	}
	return true
}
