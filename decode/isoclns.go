package decode

// Network layer protocol identifiers: ISO/IEC TR 9577 and the IANA registry
// "NLPIDs of Interest".
const (
	nlpidNull = 0x00
	nlpidQ933 = 0x08
	nlpidLMI  = 0x09
	nlpidSNAP = 0x80
	nlpidCLNP = 0x81
	nlpidESIS = 0x82
	nlpidISIS = 0x83
	nlpidIPv6 = 0x8e
	nlpidLFR  = 0xb0
	nlpidMFR  = 0xb1
	nlpidSPB  = 0xc1
	nlpidIPv4 = 0xcc
	nlpidPPP  = 0xcf
)

var nlpidNames = names{
	{nlpidIPv4, "IPv4"},
	{nlpidIPv6, "IPv6"},
	{nlpidNull, "NULL"},
	{nlpidQ933, "Q.933"},
	{nlpidLMI, "LMI"},
	{nlpidSNAP, "SNAP"},
	{nlpidCLNP, "CLNP"},
	{nlpidESIS, "ES-IS"},
	{nlpidISIS, "IS-IS"},
	{0x84, "CONS"},
	{0x85, "IDRP"},
	{0x8a, "X25 ES-IS"},
	{nlpidLFR, "FRF.12"},
	{nlpidMFR, "FRF.15"},
	{nlpidSPB, "SPB"},
	{nlpidPPP, "PPP"},
}

// printOSI prints a packet of an OSI network layer, whose first byte tells which.
func printOSI(p *Printer, v view) {
	p.enter("isoclns", v)
	nlpid := v.u8(0)
	if p.opt.Link {
		p.str("OSI NLPID ")
		p.name(nlpidNames, "Unknown", nlpid)
		p.printf(" (0x%02x): ", nlpid)
	}
	switch nlpid {
	case nlpidCLNP:
		if !p.clnp(v) {
			p.hexLines("\n\t", v, 0, v.n)
		}
	case nlpidESIS:
		printESIS(p, v)
	case nlpidISIS:
		if !p.isis(v) {
			p.hexLines("\n\t", v, 0, v.n)
		}
	case nlpidIPv4:
		printIPv4(p, v.from(1))
	case nlpidIPv6:
		printIPv6(p, v.from(1))
	case nlpidPPP:
		p.ppp(v.from(1))
	case nlpidQ933:
		printQ933(p, v.from(1))
	default:
		if nlpid != nlpidNull && !p.opt.Link {
			p.printf("OSI NLPID 0x%02x unknown", nlpid)
		}
		p.linkComma()
		p.printf("length: %d", v.n)
		if nlpid != nlpidNull && v.n > 1 {
			p.hexLines("\n\t", v, 0, v.n)
		}
	}
}

// printPaddedOSI prints an OSI packet after the byte that precedes it where an
// EtherType says what it is.
func printPaddedOSI(p *Printer, v view) {
	if v.n == 0 || len(v.b) == 0 {
		p.str(" [|osi]")
		return
	}
	printOSI(p, v.from(1))
}

// linkComma separates the name of an OSI protocol from what follows: with -e the
// name is not printed, for the NLPID's was.
func (p *Printer) linkComma() {
	if !p.opt.Link {
		p.str(", ")
	}
}

// nsapAfter prints text and the n bytes of OSI address at off, neither where the
// address was not captured.
func (p *Printer) nsapAfter(text string, v view, off, n int) {
	addr := v.bytes(off, n)
	p.str(text)
	p.nsap(addr)
}

// nsapWithLength is nsapAfter with the length between the text and the address.
func (p *Printer) nsapWithLength(text string, v view, off, n int) {
	addr := v.bytes(off, n)
	p.printf("%s (length: %d): ", text, n)
	p.nsap(addr)
}

// osiChecksum prints whether sum, the checksum at off in the first length bytes
// of v, is right: ISO 8473, annex C. A sum of 0 is none.
func (p *Printer) osiChecksum(v view, sum, off, length int) {
	if sum == 0 || !v.has(off, 2) || off > length || !v.has(0, length) {
		p.str(" (unverified)")
		return
	}
	computed := fletcher(v.b[:length], off)
	if computed == sum {
		p.str(" (correct)")
		return
	}
	p.printf(" (incorrect should be 0x%04x)", computed)
}

// fletcher returns the checksum of ISO 8473 for the two bytes at off in b, which
// count as zero: RFC 1008, section 7.
func fletcher(b []byte, off int) int {
	c0, c1 := 0, 0
	for i, c := range b {
		if i != off && i != off+1 {
			c0 += int(c)
		}
		c0 %= 255
		c1 = (c1 + c0) % 255
	}
	mod := func(n int) int {
		if n = (n%255 + 255) % 255; n == 0 {
			return 255 // zero would mean that there is no checksum
		}
		return n
	}
	behind := len(b) - off - 1
	return mod(behind*c0-c1)<<8 | mod(c1-(behind+1)*c0)
}
