package decode

const (
	portKerberos    = 88
	portKerberosSec = 750
)

// Kerberos 4's messages: the Athena Technical Plan, E.2.1, appendix I. The
// lowest bit of a type tells the byte order.
const (
	krbKDCRequest = 1 << 1
	krbKDCReply   = 2 << 1
	krbRequest    = 3 << 1
	krbError      = 5 << 1
)

var krbTypes = names{
	{krbKDCRequest, "KDC_REQUEST"},
	{krbKDCReply, "KDC_REPLY"},
	{krbRequest, "APPL_REQUEST"},
	{4 << 1, "APPL_REQUEST_MUTUAL"},
	{krbError, "ERR_REPLY"},
	{6 << 1, "PRIVATE"},
	{7 << 1, "SAFE"},
	{8 << 1, "APPL_ERR"},
	{63 << 1, "DIE"},
}

var krbErrors = names{
	{0, "OK"}, {1, "NAME_EXP"}, {2, "SERVICE_EXP"}, {3, "AUTH_EXP"}, {4, "PKT_VER"},
	{5, "NAME_MAST_KEY_VER"}, {6, "SERV_MAST_KEY_VER"}, {7, "BYTE_ORDER"}, {8, "PRINCIPAL_UNKNOWN"},
	{9, "PRINCIPAL_NOT_UNIQUE"}, {10, "NULL_KEY"},
}

// printKerberos prints the version of a Kerberos message, and a message of
// version 4. Those of version 5 (RFC 4120) begin with an ASN.1 tag: of an
// AS-REQ or an AS-REP.
func printKerberos(p *Printer, v view) {
	p.enter("kerberos", v)
	p.str("kerberos")
	switch version := v.u8(0); version {
	case 1, 2, 3:
		p.printf(" v%d", version)
	case 4:
		p.str(" v4")
		if !(&krb{p, v, 2}).message() {
			p.truncated()
		}
	case 106, 107:
		p.str(" v5")
	}
}

// A krb walks a message of Kerberos 4.
type krb struct {
	*Printer
	m   view
	off int
}

// texts prints strings that each end in a NUL, with separators between them. It
// reports whether they were captured.
func (k *krb) texts(separators string) bool {
	for i := range len(separators) + 1 {
		if i > 0 {
			k.byte(separators[i-1])
		}
		n := k.zeroText(k.m, k.off, len(k.m.b)-k.off)
		if n == 0 {
			return false
		}
		k.off += n
	}
	return true
}

// u16 returns the 16 bits at the offset in the message's byte order.
func (k *krb) u16() int {
	if k.m.u8(1)&1 != 0 {
		return k.m.le16(k.off)
	}
	return k.m.u16(k.off)
}

// message prints the message. It reports whether its strings were captured.
func (k *krb) message() bool {
	kind := k.m.u8(1)
	k.str(choose(kind&1 != 0, " le ", " be "))
	kind &^= 1
	k.name(krbTypes, "#%d", kind)
	k.str(": ")
	const who = ".@" // name, instance and realm
	switch kind {
	case krbKDCRequest:
		if !k.texts(who) {
			return false
		}
		k.off += 4 // when
		k.printf(" %dmin ", k.m.u8(k.off)*5)
		k.off++
		return k.texts(".")
	case krbRequest:
		k.printf("v%d ", k.m.u8(k.off))
		k.off++
		if !k.texts("") {
			return false
		}
		k.printf(" (%d)", k.m.u8(k.off))
		k.printf(" (%d)", k.m.u8(k.off+1))
	case krbKDCReply:
		if !k.texts(who) {
			return false
		}
		k.off += 10 // when, how many, expiry, key version
		k.printf(" (%d)", k.u16())
	case krbError:
		if !k.texts(who) {
			return false
		}
		k.off += 4 // when
		code := k.u16()
		k.byte(' ')
		k.name(krbErrors, "#%d", code)
		k.byte(' ')
		k.off += 4
		return k.texts("")
	default:
		k.str("(unknown)")
	}
	return true
}
