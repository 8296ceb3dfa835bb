package decode

// mptcp prints an MPTCP option after its kind and length, and reports whether
// it makes sense.
func (p *Printer) mptcp(v view, flags int) bool { return false }
