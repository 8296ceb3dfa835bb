package decode

// LCP options: the IANA registry "PPP LCP Configuration Option Types".
const (
	lcpVendor    = 0
	lcpMRU       = 1
	lcpACCM      = 2
	lcpAuth      = 3
	lcpQuality   = 4
	lcpMagic     = 5
	lcpPFC       = 7
	lcpACFC      = 8
	lcpCallback  = 13
	lcpMRRU      = 17
	lcpDiscrim   = 19
	lcpLinkDiscr = 23
)

var lcpOptionNames = names{
	{lcpVendor, "Vend-Ext"},
	{lcpMRU, "MRU"},
	{lcpACCM, "ACCM"},
	{lcpAuth, "Auth-Prot"},
	{lcpQuality, "Qual-Prot"},
	{lcpMagic, "Magic-Num"},
	{6, "deprecated(6)"},
	{lcpPFC, "PFC"},
	{lcpACFC, "ACFC"},
	{9, "FCS-Alt"},
	{10, "SDP"},
	{11, "Num-Mode"},
	{12, "deprecated(12)"},
	{lcpCallback, "Call-Back"},
	{14, "deprecated(14)"},
	{15, "deprecated(15)"},
	{16, "deprecated(16)"},
	{lcpMRRU, "MRRU"},
	{18, "12-Bit seq #"},
	{lcpDiscrim, "End-Disc"},
	{20, "Proprietary"},
	{21, "DCE-Id"},
	{22, "MP+"},
	{lcpLinkDiscr, "Link-Disc"},
	{24, "LCP-Auth-Opt"},
	{25, "COBS"},
	{26, "Prefix-elision"},
	{27, "Multilink-header-Form"},
	{28, "I18N"},
	{29, "SDL-over-SONET/SDH"},
	{30, "PPP-Muxing"},
}

var chapAlgorithms = names{
	{5, "MD5"},
	{128, "MS-CHAPv1"},
	{129, "MS-CHAPv2"},
}

var callbackOperations = names{
	{0, "UserAuth"},
	{1, "DialString"},
	{2, "LocalID"},
	{3, "E.164"},
	{4, "X.500"},
	{6, "CBCP"},
}

// lcpOption prints an option of LCP (RFC 1661, section 6), and reports whether
// those after it are printed too.
func (p *Printer) lcpOption(v view, kind int) bool {
	known := true
	switch kind {
	case lcpVendor:
		if p.bogus(v, ">=", 6) {
			return true
		}
		p.str(": Vendor: ")
		p.name(ouiNames, "Unknown", v.u24(2))
		p.printf(" (%d)", v.u24(2))
	case lcpMRU, lcpMRRU:
		if p.bogus(v, "=", 4) {
			return kind == lcpMRU
		}
		p.printf(": %d", v.u16(2))
	case lcpACCM, lcpMagic:
		if p.bogus(v, "=", 6) {
			return kind == lcpACCM
		}
		p.printf(": 0x%08x", v.u32(2))
	case lcpAuth:
		if p.bogus(v, ">=", 4) {
			return true
		}
		protocol := v.u16(2)
		p.str(": ")
		p.name(pppNames, "Unknown Auth Proto (0x%04x)", protocol)
		switch protocol {
		case pppCHAP:
			p.str(", ")
			p.name(chapAlgorithms, "Unknown Auth Alg %d", v.u8(4))
		case pppPAP, pppEAP, pppSPAP, pppOldPAP:
		default:
			p.hexLines("\n\t", v, 0, v.n)
		}
	case lcpQuality:
		if p.bogus(v, ">=", 4) {
			return false
		}
		if v.u16(2) == pppLQR {
			p.str(": LQR")
		} else {
			p.str(": unknown")
		}
	case lcpPFC, lcpACFC:
	case lcpLinkDiscr:
		if p.bogus(v, "=", 4) {
			return false
		}
		p.printf(": 0x%04x", v.u16(2))
	case lcpCallback:
		if p.bogus(v, ">=", 3) {
			return false
		}
		p.str(": : Callback Operation ")
		p.name(callbackOperations, "Unknown", v.u8(2))
		p.printf(" (%d)", v.u8(2))
	case lcpDiscrim:
		if p.bogus(v, ">=", 3) || !p.endpointDiscriminator(v) {
			return false
		}
	default:
		known = false
	}
	p.pppOptionBytes(v, known)
	return true
}

// endpointDiscriminator prints which endpoint a Multilink bundle ends at: RFC
// 1990, section 5.1.3.
func (p *Printer) endpointDiscriminator(v view) bool {
	switch class := v.u8(2); class {
	case 0:
		p.str(": Null")
	case 1:
		p.str(": Local")
	case 2:
		if p.bogus(v, "=", 7) {
			return false
		}
		p.str(": IPv4 ")
		p.addr4(v, 3)
	case 3:
		if p.bogus(v, "=", 9) {
			return false
		}
		p.str(": MAC ")
		p.mac(v, 3)
	case 4:
		p.str(": Magic-Num-Block")
	case 5:
		p.str(": PSNDN")
	default:
		p.printf(": Unknown class %d", class)
	}
	return true
}

// IPCP options: the IANA registry "PPP IPCP Configuration Option Types".
const (
	ipcpAddresses   = 1
	ipcpCompression = 2
)

var ipcpOptionNames = names{
	{ipcpAddresses, "IP-Addrs"},
	{ipcpCompression, "IP-Comp"},
	{3, "IP-Addr"},
	{4, "Home-Addr"},
	{129, "Pri-DNS"},
	{130, "Pri-NBNS"},
	{131, "Sec-DNS"},
	{132, "Sec-NBNS"},
}

// ipHeaderCompression is the protocol number of RFC 2507 in an IP-Compression
// option: RFC 3544, section 2.1.
const ipHeaderCompression = 0x61

// ipcpOption prints an option of IPCP: RFC 1332, section 3; RFC 1877.
func (p *Printer) ipcpOption(v view, kind int) bool {
	known := true
	switch kind {
	case ipcpAddresses:
		if p.bogus(v, "=", 10) {
			return true
		}
		p.str(": src ")
		p.addr4(v, 2)
		p.str(", dst ")
		p.addr4(v, 6)
	case ipcpCompression:
		if p.bogus(v, ">=", 4) || !p.ipCompression(v) {
			return false
		}
	case 3, 4, 129, 130, 131, 132:
		if p.bogus(v, "=", 6) {
			return false
		}
		p.str(": ")
		p.addr4(v, 2)
	default:
		known = false
	}
	p.pppOptionBytes(v, known)
	return true
}

// ipCompression prints the body of an IP-Compression option: RFC 3544, section
// 2.1.
func (p *Printer) ipCompression(v view) bool {
	const least = 14
	protocol := v.u16(2)
	p.str(": ")
	p.name(names{{pppVJ, "VJ-Comp"}, {ipHeaderCompression, "IP Header Compression"}}, "Unknown", protocol)
	p.printf(" (0x%02x):", protocol)
	if protocol != ipHeaderCompression {
		return true
	}
	if p.bogus(v, ">=", least) {
		return false
	}
	p.printf("\n\t    TCP Space %d, non-TCP Space %d, maxPeriod %d, maxTime %d, maxHdr %d",
		v.u16(4), v.u16(6), v.u16(8), v.u16(10), v.u16(12))
	if v.n == least {
		return true
	}
	p.printf("\n\t      Suboptions, length %d", v.n-least)
	for v = v.from(least); v.n >= 2; {
		kind, size := v.u8(0), v.u8(1)
		if kind == 0 || size == 0 {
			break
		}
		p.str("\n\t\t")
		p.name(names{{1, "RTP-Compression"}, {2, "Enhanced RTP-Compression"}}, "Unknown", kind)
		p.printf(" Suboption #%d, length %d", kind, size)
		if v.n < size {
			p.printf(" [remaining suboptions length %d < %d]", v.n, size)
			p.invalid()
			break
		}
		v = v.from(size)
	}
	return true
}
