package decode

// char prints a byte of text: a printable ASCII character as it is, others in
// the manner of cat -v.
func (p *Printer) char(c byte) {
	if c >= 0x80 {
		c &= 0x7f
		p.str("M-")
	}
	if !printable(c) {
		c ^= 0x40 // DEL to ?, control characters to letters
		p.byte('^')
	}
	p.byte(c)
}

func printable(c byte) bool { return c >= ' ' && c <= '~' }

// text prints n bytes of text at off, in the manner of cat -v. It bails out
// after those that were captured where there are fewer.
func (p *Printer) text(v view, off, n int) {
	for i := range n {
		p.char(byte(v.u8(off + i)))
	}
}

// paddedText prints at most n bytes of text at off, up to the first NUL.
func (p *Printer) paddedText(v view, off, n int) {
	for i := range n {
		c := byte(v.u8(off + i))
		if c == 0 {
			return
		}
		p.char(c)
	}
}

// zeroText prints the text at off up to its NUL, which is within n bytes and
// the captured bytes. It returns the length with the NUL, or 0 where there is
// no NUL.
func (p *Printer) zeroText(v view, off, n int) int {
	for i := range n {
		if !v.has(off+i, 1) {
			return 0
		}
		c := byte(v.u8(off + i))
		if c == 0 {
			return i + 1
		}
		p.char(c)
	}
	return 0
}

// safeText prints at most n bytes of text at off, up to the first NUL: a
// printable ASCII character as it is, others as \0x and two digits.
func (p *Printer) safeText(v view, off, n int) {
	for i := range n {
		c := byte(v.u8(off + i))
		if c == 0 {
			return
		}
		p.safeChar(c)
	}
}

// safeChar prints a printable ASCII character as it is, another byte as \0x and
// two digits.
func (p *Printer) safeChar(c byte) {
	if printable(c) {
		p.byte(c)
		return
	}
	p.str(`\0x`)
	p.out = append(p.out, lowerHex[c>>4], lowerHex[c&15])
}

// span prints seconds as a length of time, as 5m1s.
func (p *Printer) span(seconds uint32) {
	if seconds == 0 {
		p.str("0s")
		return
	}
	for _, u := range [...]struct {
		seconds uint32
		name    byte
	}{{31536000, 'y'}, {604800, 'w'}, {86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}} {
		if n := seconds / u.seconds; n > 0 {
			p.dec32(n)
			p.byte(u.name)
			seconds -= n * u.seconds
		}
	}
}
