package decode

const portMSDP = 639

// TLVs of MSDP: RFC 3618, section 12.
const (
	msdpActive       = 1
	msdpRequest      = 2
	msdpResponse     = 3
	msdpKeepalive    = 4
	msdpNotification = 5
	msdpLast         = 7
)

// printMSDP prints the TLVs of MSDP.
//
//	0      1        3
//	+------+--------+------
//	| type | length | value
//	+------+--------+------
func printMSDP(p *Printer, v view) {
	p.enter("msdp", v)
	p.str(": msdp")
	for v.n > 0 {
		const headerLen, entryLen = 3, 12
		v.need(0, headerLen)
		kind, length := v.u8(0), v.u16(1)
		if kind == 0 || kind > msdpLast || length < headerLen || v.n < headerLen {
			bail()
		}
		if length > 1400 || p.v > 0 {
			p.printf(" [len %d]", length)
		}
		body := v.from(headerLen)
		switch kind {
		case msdpActive, msdpResponse:
			p.str(choose(kind == msdpActive, " SA", " SA-Response"))
			if body.n == 0 {
				bail()
			}
			count := body.u8(0)
			p.printf(" %d entries", count)
			if count*entryLen+8 < length {
				p.str(" [w/data]")
			}
		case msdpRequest:
			p.str(" SA-Request")
			body.need(1, 4)
			p.str(" for ")
			p.host(body.bytes(1, 4))
		case msdpKeepalive:
			p.str(" Keepalive")
			if length != headerLen {
				p.printf("[len=%d] ", length)
			}
		case msdpNotification:
			p.str(" Notification")
		default:
			p.printf(" [type=%d len=%d]", kind, length)
		}
		v = v.from(length)
	}
}
