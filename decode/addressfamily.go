package decode

// Address families that have addresses of their own in routing protocols: IANA
// "Address Family Numbers".
const (
	afIPv4  = 1
	afIPv6  = 2
	afNSAP  = 3
	af802   = 6
	afVPLS  = 25
	afL2VPN = 196
)

var addressFamilies = names{
	{afIPv4, "IPv4"},
	{afIPv6, "IPv6"},
	{0, "Reserved"},
	{afNSAP, "NSAP"},
	{4, "HDLC"},
	{5, "BBN 1822"},
	{af802, "802"},
	{7, "E.163"},
	{8, "E.164"},
	{9, "F.69"},
	{10, "X.121"},
	{11, "Novell IPX"},
	{12, "Appletalk"},
	{13, "Decnet IV"},
	{14, "Banyan Vines"},
	{15, "E.164 with NSAP subaddress"},
	{afVPLS, "VPLS"},
	{afL2VPN, "Layer-2 VPN"},
}

// nsap prints an OSI address: ISO 8348, as 49.0001.1921.6800.1001.00.
func (p *Printer) nsap(addr []byte) {
	if len(addr) == 0 || len(addr) > 20 {
		p.str("isonsap_string: illegal length")
		return
	}
	for i, c := range addr {
		p.out = append(p.out, lowerHex[c>>4], lowerHex[c&15])
		if i%2 == 0 && i+1 < len(addr) {
			p.byte('.')
		}
	}
}

// asn prints an AS number, as asdot with -b: RFC 5396.
func (p *Printer) asn(n uint32) {
	if p.opt.ASDot && n > 0xffff {
		p.printf("%d.%d", n>>16, n&0xffff)
		return
	}
	p.dec32(n)
}

// maskedPrefix4 returns the address of bits bits at off, with the bits beyond
// them cleared.
func maskedPrefix4(v view, off, bits int) (addr [4]byte) {
	maskPrefix(addr[:], v.bytes(off, (bits+7)/8), bits)
	return addr
}

// maskedPrefix6 is maskedPrefix4 of an IPv6 address.
func maskedPrefix6(v view, off, bits int) (addr [16]byte) {
	maskPrefix(addr[:], v.bytes(off, (bits+7)/8), bits)
	return addr
}

// maskPrefix copies the first bits bits of src, whose last byte may hold more.
func maskPrefix(dst, src []byte, bits int) {
	copy(dst, src)
	if rest := bits % 8; rest != 0 {
		dst[len(src)-1] &= 0xff << (8 - rest)
	}
}
