package decode

// Network layer protocol identifiers: ISO/IEC TR 9577.
const (
	nlpidQ933 = 0x08
	nlpidSNAP = 0x80
	nlpidCLNP = 0x81
	nlpidESIS = 0x82
	nlpidISIS = 0x83
	nlpidIPv6 = 0x8e
	nlpidMFR  = 0xb1
	nlpidIPv4 = 0xcc
	nlpidPPP  = 0xcf
)

var nlpidNames = names{
	{0x00, "NULL"},
	{nlpidQ933, "Q.933"},
	{0x09, "LMI"},
	{nlpidSNAP, "SNAP"},
	{nlpidCLNP, "CLNP"},
	{nlpidESIS, "ES-IS"},
	{nlpidISIS, "IS-IS"},
	{0x84, "CONS"},
	{0x85, "IDRP"},
	{0xc1, "ISIS_SPB"},
	{nlpidMFR, "FRF.15"},
	{nlpidIPv4, "IPv4"},
	{nlpidPPP, "PPP"},
	{0x8a, "X25 ES-IS"},
	{nlpidIPv6, "IPv6"},
}

// nlpidPrinter returns the printer of what follows an NLPID, nil where there is
// none, and how many bytes of the NLPID the printer wants to see as well.
func nlpidPrinter(nlpid int) (printer printFunc, back int) {
	switch nlpid {
	case nlpidIPv4:
		return printIPv4, 0
	case nlpidIPv6:
		return printIPv6, 0
	case nlpidCLNP, nlpidESIS, nlpidISIS:
		return llcPrinter(sapOSI), 1
	}
	return nil, 0
}
