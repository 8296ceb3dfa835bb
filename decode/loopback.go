package decode

// printLoopback prints an Ethernet Configuration Testing Protocol frame: "The
// Ethernet", version 2.0, section 8. Its numbers are little-endian.
func printLoopback(p *Printer, v view) {
	p.enter("loopback", v)
	p.str("Loopback")
	if v.n < 2 {
		p.invalid()
		return
	}
	skip := v.le16(0)
	v = v.from(2)
	p.printf(", skipCount %d", skip)
	if skip%8 != 0 {
		p.str(" (bogus)")
	}
	if skip > v.n {
		p.invalid()
		return
	}
	v.need(0, skip)
	v = v.from(skip)
	if v.n < 2 {
		p.invalid()
		return
	}
	function := v.le16(0)
	v = v.from(2)
	p.str(", ")
	p.name(names{{1, "Reply"}, {2, "Forward Data"}}, " invalid (%d)", function)
	switch function {
	case 1:
		if v.n < 2 {
			p.invalid()
			return
		}
		p.printf(", receipt number %d", v.le16(0))
		v = v.from(2)
	case 2:
		if v.n < 6 {
			p.invalid()
			return
		}
		p.str(", forwarding address ")
		p.mac(v, 0)
		v = v.from(6)
	default:
		v.need(0, v.n)
		return
	}
	p.printf(", data (%d octets)", v.n)
	v.need(0, v.n)
}
