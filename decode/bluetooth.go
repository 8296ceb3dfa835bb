package decode

// printBluetooth prints a Bluetooth HCI packet after its direction.
func printBluetooth(p *Printer, v view) {
	p.enter("bluetooth", v)
	p.str("bluetooth")
	if v.n < 4 || !v.has(0, 4) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += 4
	body := v.from(4)
	if p.opt.Link {
		p.printf(", hci length %d, direction %s", body.n, choose(v.u8(3)&1 != 0, "in", "out"))
	}
	p.unparsed(view{body.b, len(body.b)})
}
