package decode

// llc prints an IEEE 802.2 LLC header and what follows it. It returns the
// header's length, and whether it knows how to print the payload.
func (p *Printer) llc(v view) (headerLen int, known bool) {
	return 0, false
}
