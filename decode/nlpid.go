package decode

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
