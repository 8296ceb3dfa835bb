package decode

const portL2TP = 1701

// Bits of the first 16 of an L2TP header: RFC 2661, 3.1.
const (
	l2tpControl  = 0x8000
	l2tpLength   = 0x4000
	l2tpSequence = 0x0800
	l2tpOffset   = 0x0200
	l2tpPriority = 0x0100
	l2tpVersion  = 0x000f
)

var l2tpBits = names{
	{l2tpControl, "T"}, {l2tpLength, "L"}, {l2tpSequence, "S"}, {l2tpOffset, "O"}, {l2tpPriority, "P"},
}

// printL2TP prints an L2TP message over UDP: version 2, RFC 2661, or 3, RFC 3931,
// of which tcpdump says that it does not know the version.
//
//	0       2        4        6         8    10   12
//	+-------+--------+--------+---------+----+----+--------+------
//	| flags | length | tunnel | session | Ns | Nr | offset | body
//	+-------+--------+--------+---------+----+----+--------+------
//	        (flag)                      (flag)    (flag)
func printL2TP(p *Printer, v view) {
	p.enter("l2tp", v)
	first := v.u16(0)
	switch first & l2tpVersion {
	case 1:
		p.str(" l2f:")
		return
	case 2:
	case 3:
		p.str(" l2tpv3:")
		if first&l2tpControl != 0 {
			p.l2tpv3Control(v)
		} else {
			p.l2tpv3Data(v.from(4))
		}
		return
	default:
		p.str(" Unknown Version, neither L2F(1) nor L2TP(2)")
		return
	}
	p.str(" l2tp:[")
	p.flags(l2tpBits, "", "", uint32(first))
	p.byte(']')
	at, length := 2, v.n
	if first&l2tpLength != 0 {
		length = v.u16(at)
		at += 2
	}
	p.printf("(%d/", v.u16(at))
	p.printf("%d)", v.u16(at+2))
	at += 4
	if first&l2tpSequence != 0 {
		p.printf("Ns=%d,", v.u16(at))
		p.printf("Nr=%d", v.u16(at+2))
		at += 4
	}
	if first&l2tpOffset != 0 {
		at += 2 + v.u16(at)
	}
	if first&l2tpLength != 0 {
		if length < at {
			p.printf(" Length %d smaller than header length", length)
			return
		}
		if length > v.n {
			p.printf(" Length %d larger than packet", length)
			return
		}
	} else if length < at {
		bail()
	}
	body := v.at(at, length-at)
	switch {
	case first&l2tpControl == 0:
		p.str(" {")
		printPPPPayload(p, body)
		p.byte('}')
	case first&l2tpLength == 0:
		p.str(" No length")
	case body.n == 0:
		p.str(" ZLB")
	default:
		p.l2tpAVPs(body)
	}
}

// printL2TPv3 prints an L2TPv3 packet that is IP's payload, with -v: RFC 3931,
// 4.1.1. The session 0 is that of control messages.
func printL2TPv3(p *Printer, v view) {
	if p.v == 0 && !p.values {
		p.plainProtocol(protoL2TP, v)
		return
	}
	p.enter("l2tp", v)
	p.str("l2tpv3:")
	if v.u32(0) == 0 {
		p.l2tpv3Control(v.from(4))
	} else {
		p.l2tpv3Data(v)
	}
}

// l2tpv3Control prints a control message: RFC 3931, 3.2.1.
//
//	0       2        4            8    10   12
//	+-------+--------+------------+----+----+------
//	| flags | length | connection | Ns | Nr | AVPs
//	+-------+--------+------------+----+----+------
func (p *Printer) l2tpv3Control(v view) {
	const headerLen = 12
	v.need(0, headerLen)
	p.byte('[')
	p.flags(l2tpBits, "", "", uint32(v.u16(0)))
	p.printf("](%d)Ns=%d,Nr=%d", v.u32(4), v.u16(8), v.u16(10))
	switch length := v.u16(2); {
	case length < headerLen:
		p.printf(" Length %d smaller than header length", length)
	case length > v.n:
		p.printf(" Length %d larger than packet", length)
	case length == headerLen:
		p.str(" ZLB")
	default:
		p.l2tpAVPs(v.at(headerLen, length-headerLen))
	}
}

// l2tpv3Data prints a data message, of which only the session is known: what
// follows, a cookie and the frame, is as the control connection said.
func (p *Printer) l2tpv3Data(v view) {
	p.printf("[](session 0x%08x) length %d", v.u32(0), v.n-4)
}

// Attributes of L2TP: the IANA registry "Control Message Attribute Value Pairs".
const (
	l2tpMessageType    = 0
	l2tpResultCode     = 1
	l2tpProtocol       = 2
	l2tpFramingCap     = 3
	l2tpBearerCap      = 4
	l2tpTieBreaker     = 5
	l2tpFirmware       = 6
	l2tpHostName       = 7
	l2tpVendorName     = 8
	l2tpTunnelID       = 9
	l2tpWindow         = 10
	l2tpChallenge      = 11
	l2tpQ931Cause      = 12
	l2tpResponse       = 13
	l2tpSessionID      = 14
	l2tpSerial         = 15
	l2tpMinimumBPS     = 16
	l2tpMaximumBPS     = 17
	l2tpBearerType     = 18
	l2tpFramingType    = 19
	l2tpDelay          = 20
	l2tpCalled         = 21
	l2tpCalling        = 22
	l2tpSubAddress     = 23
	l2tpTxSpeed        = 24
	l2tpChannel        = 25
	l2tpInitialLCP     = 26
	l2tpLastSentLCP    = 27
	l2tpLastGotLCP     = 28
	l2tpAuthType       = 29
	l2tpAuthName       = 30
	l2tpAuthChallenge  = 31
	l2tpAuthID         = 32
	l2tpAuthResponse   = 33
	l2tpCallErrors     = 34
	l2tpACCM           = 35
	l2tpRandomVector   = 36
	l2tpPrivateGroup   = 37
	l2tpRxSpeed        = 38
	l2tpSequencing     = 39
	l2tpDisconnect     = 46
	l2tpRouterID       = 60
	l2tpConnectionID   = 61
	l2tpPseudowires    = 62
	l2tpLocalSession   = 63
	l2tpRemoteSession  = 64
	l2tpCookie         = 65
	l2tpRemoteEnd      = 66
	l2tpPseudowireType = 68
	l2tpSublayer       = 69
	l2tpSequencingData = 70
	l2tpCircuitStatus  = 71
)

var l2tpAttributes = names{
	{l2tpMessageType, "MSGTYPE"},
	{l2tpResultCode, "RESULT_CODE"},
	{l2tpProtocol, "PROTO_VER"},
	{l2tpFramingCap, "FRAMING_CAP"},
	{l2tpBearerCap, "BEARER_CAP"},
	{l2tpTieBreaker, "TIE_BREAKER"},
	{l2tpFirmware, "FIRM_VER"},
	{l2tpHostName, "HOST_NAME"},
	{l2tpVendorName, "VENDOR_NAME"},
	{l2tpTunnelID, "ASSND_TUN_ID"},
	{l2tpWindow, "RECV_WIN_SIZE"},
	{l2tpChallenge, "CHALLENGE"},
	{l2tpQ931Cause, "Q931_CC"},
	{l2tpResponse, "CHALLENGE_RESP"},
	{l2tpSessionID, "ASSND_SESS_ID"},
	{l2tpSerial, "CALL_SER_NUM"},
	{l2tpMinimumBPS, "MINIMUM_BPS"},
	{l2tpMaximumBPS, "MAXIMUM_BPS"},
	{l2tpBearerType, "BEARER_TYPE"},
	{l2tpFramingType, "FRAMING_TYPE"},
	{l2tpDelay, "PACKET_PROC_DELAY"},
	{l2tpCalled, "CALLED_NUMBER"},
	{l2tpCalling, "CALLING_NUMBER"},
	{l2tpSubAddress, "SUB_ADDRESS"},
	{l2tpTxSpeed, "TX_CONN_SPEED"},
	{l2tpChannel, "PHY_CHANNEL_ID"},
	{l2tpInitialLCP, "INI_RECV_LCP"},
	{l2tpLastSentLCP, "LAST_SENT_LCP"},
	{l2tpLastGotLCP, "LAST_RECV_LCP"},
	{l2tpAuthType, "PROXY_AUTH_TYPE"},
	{l2tpAuthName, "PROXY_AUTH_NAME"},
	{l2tpAuthChallenge, "PROXY_AUTH_CHAL"},
	{l2tpAuthID, "PROXY_AUTH_ID"},
	{l2tpAuthResponse, "PROXY_AUTH_RESP"},
	{l2tpCallErrors, "CALL_ERRORS"},
	{l2tpACCM, "ACCM"},
	{l2tpRandomVector, "RANDOM_VECTOR"},
	{l2tpPrivateGroup, "PRIVATE_GRP_ID"},
	{l2tpRxSpeed, "RX_CONN_SPEED"},
	{l2tpSequencing, "SEQ_REQUIRED"},
	{l2tpDisconnect, "PPP_DISCON_CC"},
	{l2tpRouterID, "ROUTER_ID"},
	{l2tpConnectionID, "ASSND_CTRL_CONN_ID"},
	{l2tpPseudowires, "PW_CAP_LIST"},
	{l2tpLocalSession, "LOCAL_SESS_ID"},
	{l2tpRemoteSession, "REMOTE_SESS_ID"},
	{l2tpCookie, "ASSND_COOKIE"},
	{l2tpRemoteEnd, "REMOTE_END_ID"},
	{l2tpPseudowireType, "PW_TYPE"},
	{l2tpSublayer, "L2_SUBLAYER"},
	{l2tpSequencingData, "DATA_SEQ"},
	{l2tpCircuitStatus, "CIRCUIT_STATUS"},
}

var l2tpMessages = names{
	{1, "SCCRQ"}, {2, "SCCRP"}, {3, "SCCCN"}, {4, "StopCCN"}, {6, "HELLO"}, {7, "OCRQ"}, {8, "OCRP"},
	{9, "OCCN"}, {10, "ICRQ"}, {11, "ICRP"}, {12, "ICCN"}, {14, "CDN"}, {15, "WEN"}, {16, "SLI"},
}

var (
	l2tpAuthTypes  = names{{1, "Textual"}, {2, "CHAP"}, {3, "PAP"}, {4, "No Auth"}, {5, "MS-CHAPv1"}}
	l2tpDirections = names{{0, "global error"}, {1, "at peer"}, {2, "at local"}}
)

// l2tpAVPs prints attributes: RFC 2661, 4.1.
//
//	0              2        4           6
//	+--------------+--------+-----------+------
//	| flags,length | vendor | attribute | value
//	+--------------+--------+-----------+------
func (p *Printer) l2tpAVPs(v view) {
	const headerLen, mandatory, hiddenBit = 6, 0x8000, 0x4000
	for v.n > 0 {
		p.byte(' ')
		first := v.u16(0)
		n := first & 0x3ff
		if n < headerLen || n > v.n {
			bail()
		}
		v.need(0, n)
		if first&mandatory != 0 {
			p.byte('*')
		}
		hidden := first&hiddenBit != 0
		if hidden {
			p.byte('?')
		}
		body := v.sub(headerLen, n-headerLen)
		vendor, kind := v.u16(2), v.u16(4)
		if vendor != 0 {
			p.printf("VENDOR%04x:ATTR%04x(", vendor, kind)
		} else {
			p.name(l2tpAttributes, "AVP-#%d", kind)
			p.byte('(')
		}
		switch {
		case vendor != 0:
			p.hexBytes(body.b, "")
		case hidden:
			p.str("???")
		case !p.l2tpAVP(kind, body):
			p.str("AVP too short")
		}
		p.byte(')')
		v = v.from(n)
	}
}

// l2tpAVP prints the value of an attribute, and reports whether it is long enough.
func (p *Printer) l2tpAVP(kind int, v view) bool {
	least := 0
	switch kind {
	case l2tpMessageType, l2tpResultCode, l2tpProtocol, l2tpFirmware, l2tpTunnelID, l2tpWindow, l2tpSessionID,
		l2tpAuthType, l2tpAuthID, l2tpPseudowireType, l2tpSublayer, l2tpSequencingData, l2tpCircuitStatus:
		least = 2
	case l2tpQ931Cause:
		least = 3
	case l2tpFramingCap, l2tpBearerCap, l2tpBearerType, l2tpFramingType, l2tpSerial, l2tpMinimumBPS, l2tpMaximumBPS,
		l2tpTxSpeed, l2tpChannel, l2tpRxSpeed, l2tpRouterID, l2tpConnectionID, l2tpLocalSession, l2tpRemoteSession:
		least = 4
	case l2tpDisconnect:
		least = 5
	case l2tpTieBreaker:
		least = 8
	case l2tpResponse:
		least = 16
	}
	if v.n < least {
		return false
	}
	switch kind {
	case l2tpMessageType:
		p.name(l2tpMessages, "MSGTYPE-#%d", v.u16(0))
	case l2tpResultCode:
		p.printf("%d", v.u16(0))
		if v.n == 2 {
			break
		}
		if v.n < 4 {
			p.byte(' ')
			return false
		}
		p.printf("/%d", v.u16(2))
		if v.n > 4 {
			p.byte(' ')
			p.text(v, 4, v.n-4)
		}
	case l2tpProtocol:
		p.printf("%d.%d", v.u8(0), v.u8(1))
	case l2tpFramingCap, l2tpFramingType:
		p.flags(names{{2, "A"}, {1, "S"}}, "", "", v.u32(0)&3)
	case l2tpBearerCap, l2tpBearerType:
		p.flags(names{{2, "A"}, {1, "D"}}, "", "", v.u32(0)&3)
	case l2tpTieBreaker:
		p.out = appendHex(p.out, v.u64(0), 16, lowerHex)
	case l2tpHostName, l2tpVendorName, l2tpCalled, l2tpCalling, l2tpSubAddress, l2tpAuthName, l2tpPrivateGroup, l2tpRemoteEnd:
		p.text(v, 0, v.n)
	case l2tpFirmware, l2tpTunnelID, l2tpWindow, l2tpSessionID, l2tpPseudowireType, l2tpSublayer, l2tpSequencingData, l2tpCircuitStatus:
		p.printf("%d", v.u16(0))
	case l2tpSerial, l2tpMinimumBPS, l2tpMaximumBPS, l2tpTxSpeed, l2tpChannel, l2tpRxSpeed, l2tpConnectionID, l2tpLocalSession, l2tpRemoteSession:
		p.printf("%d", v.u32(0))
	case l2tpRouterID:
		p.addr4(v, 0)
	case l2tpPseudowires:
		for i := 0; i+2 <= v.n; i += 2 {
			if i > 0 {
				p.byte(',')
			}
			p.name(pseudowireTypes, "%d", v.u16(i))
		}
	case l2tpChallenge, l2tpResponse, l2tpInitialLCP, l2tpLastSentLCP, l2tpLastGotLCP, l2tpAuthChallenge, l2tpAuthResponse, l2tpRandomVector, l2tpCookie:
		p.hexBytes(v.b, "")
	case l2tpQ931Cause:
		p.printf("%d", v.u16(0))
		p.printf(", %02x", v.u8(2))
		if v.n > 3 {
			p.byte(' ')
			p.text(v, 3, v.n-3)
		}
	case l2tpDelay:
		p.str("obsolete")
	case l2tpAuthType:
		p.name(l2tpAuthTypes, "AuthType-#%d", v.u16(0))
	case l2tpAuthID:
		p.printf("%d", v.u8(1))
	case l2tpCallErrors:
		return p.l2tpCounters(v, "CRCErr=", "FrameErr=", "HardOver=", "BufOver=", "Timeout=", "AlignErr=")
	case l2tpACCM:
		if v.n < 2 {
			return false
		}
		for i, name := range [...]string{"send=", "recv="} {
			if v.n < 6+4*i {
				return false
			}
			p.str(name)
			p.printf("%08x ", v.u32(2+4*i))
		}
	case l2tpDisconnect:
		p.printf("%04x, ", v.u16(0))
		p.printf("%04x ", v.u16(2))
		p.name(l2tpDirections, "Direction-#%d", v.u8(4))
		if v.n > 5 {
			p.byte(' ')
			p.text(v, 5, v.n-5)
		}
	}
	return true
}

// l2tpCounters prints numbers of 32 bits after their names, the first at 2.
func (p *Printer) l2tpCounters(v view, counters ...string) bool {
	if v.n < 2 {
		return false
	}
	for i, name := range counters {
		if v.n < 6+4*i {
			return false
		}
		p.str(name)
		p.printf("%d ", v.u32(2+4*i))
	}
	return true
}
