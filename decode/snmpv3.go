package decode

// The user-based security model's number: RFC 3411, 5.
const snmpUSM = 3

// v3 prints what follows the version of SNMPv3: RFC 3412, 6.
func (s *snmp) v3() {
	global, ok := s.element(berSequence, "message")
	if !ok {
		return
	}
	s.brace("{ ")
	model, rest, ok := s.v3Header(global.data)
	if !ok {
		return
	}
	rest.n += s.v.n
	s.v = rest
	s.brace("} ")
	if model != snmpUSM {
		s.printf("[security model %d]", model)
		return
	}
	s.brace("{ USM ")
	security, ok := s.element(berString, "msgSecurityParameters!=STR")
	if !ok {
		return
	}
	s.usm(security.data)
	s.brace("} ")
	s.brace("{ ScopedPDU ")
	s.scopedPDU()
	s.brace("} ")
}

// v3Header prints the global data and returns the security model and what
// follows it.
func (s *snmp) v3Header(v view) (model int32, rest view, ok bool) {
	h := snmp{s.Printer, v}
	if _, ok = h.element(berInteger, "msgID!=INT"); !ok {
		return 0, rest, false
	}
	if _, ok = h.element(berInteger, "msgMaxSize!=INT"); !ok {
		return 0, rest, false
	}
	e, ok := h.element(berString, "msgFlags!=STR")
	if !ok {
		return 0, rest, false
	}
	if e.data.n != 1 {
		s.printf("[msgFlags size %d]", e.data.n)
		return 0, rest, false
	}
	const auth, priv, reportable = 1, 2, 4
	flags := e.data.u8(0)
	if flags > auth|priv|reportable || flags&priv != 0 && flags&auth == 0 {
		s.printf("[msgFlags=0x%02X]", flags)
		return 0, rest, false
	}
	s.str("F=")
	s.str(choose(flags&auth != 0, "a", ""))
	s.str(choose(flags&priv != 0, "p", ""))
	s.str(choose(flags&reportable != 0, "r", ""))
	s.byte(' ')
	before := h.v.n
	if e, ok = h.element(berInteger, "msgSecurityModel!=INT"); !ok {
		return 0, rest, false
	}
	s.extra(h.v.n, before, "message SEQ")
	return int32(e.num), h.v, true
}

// extra prints that left bytes follow the last element of a sequence where
// tcpdump sees them: where they are more than that element, which had begun with
// before bytes to go.
func (s *snmp) extra(left, before int, what string) {
	if count := before - left; count < left {
		s.printf("[%d extra after %s]", left-count, what)
	}
}

// usm prints the parameters of the user-based security model: RFC 3414, 2.4.
func (s *snmp) usm(v view) {
	outer := snmp{s.Printer, v}
	e, ok := outer.element(berSequence, "usm")
	if !ok {
		return
	}
	u := snmp{s.Printer, e.data}
	if _, ok = u.element(berString, "msgAuthoritativeEngineID!=STR"); !ok {
		return
	}
	if e, ok = u.element(berInteger, "msgAuthoritativeEngineBoots!=INT"); !ok {
		return
	}
	if s.Printer.v > 0 {
		s.printf("B=%d ", int32(e.num))
	}
	if e, ok = u.element(berInteger, "msgAuthoritativeEngineTime!=INT"); !ok {
		return
	}
	if s.Printer.v > 0 {
		s.printf("T=%d ", int32(e.num))
	}
	if e, ok = u.element(berString, "msgUserName!=STR"); !ok {
		return
	}
	s.str("U=")
	s.berString(e)
	s.byte(' ')
	if _, ok = u.element(berString, "msgAuthenticationParameters!=STR"); !ok {
		return
	}
	before := u.v.n
	if _, ok = u.element(berString, "msgPrivacyParameters!=STR"); !ok {
		return
	}
	s.extra(u.v.n, before, "usm SEQ")
}

// scopedPDU prints a PDU with its context: RFC 3412, 6.8.
func (s *snmp) scopedPDU() {
	e, ok := s.element(berSequence, "scoped PDU")
	if !ok {
		return
	}
	c := snmp{s.Printer, e.data}
	if e, ok = c.element(berString, "contextEngineID!=STR"); !ok {
		return
	}
	s.str("E=")
	s.berOctets(e)
	s.byte(' ')
	if e, ok = c.element(berString, "contextName!=STR"); !ok {
		return
	}
	s.str("C=")
	s.berString(e)
	s.byte(' ')
	c.pdu(snmpV3)
}
