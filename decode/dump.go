package decode

// hexdump prints the packet's bytes in the form asked for.
func (p *Printer) hexdump() {
	b := p.pkt.Data
	switch p.opt.Hex {
	case HexNone:
		return
	case HexBytes, HexASCII, PlainText:
		b = b[min(p.linkLen, len(b)):]
		if len(b) == 0 {
			return
		}
	}
	switch p.opt.Hex {
	case HexBytes, HexBytesLink:
		p.out = appendHexLines(p.out, "\n\t", b, false)
	case HexASCII, HexASCIILink:
		p.out = appendHexLines(p.out, "\n\t", b, true)
	case PlainText, PlainTextLink:
		p.out = appendPlainText(p.out, b)
	}
}

// unknown prints in hex and ASCII the bytes of something that has no printer,
// each line after indent, as "\n\t". It bails out after those captured where
// more are declared.
func (p *Printer) unknown(indent string, v view) {
	p.out = appendHexLines(p.out, indent, v.captured(), true)
	if v.n > len(v.b) {
		bail()
	}
}

// unparsed is [Printer.unknown], left out with -q or where the hex dump of the
// whole packet follows anyway: what printers use for payload of a protocol that
// they do not know.
func (p *Printer) unparsed(v view) {
	if p.opt.Hex == HexNone && !p.opt.Quiet {
		p.unknown("\n\t", v)
	}
}

// hexLines prints in hex the captured of n bytes at off, each line after
// indent.
func (p *Printer) hexLines(indent string, v view, off, n int) {
	p.out = appendHexLines(p.out, indent, v.sub(off, n).captured(), false)
}

// hexDigits prints n bytes at off as two hex digits each, as far as they were
// captured.
func (p *Printer) hexDigits(v view, off, n int) {
	for i := range n {
		c := v.u8(off + i)
		p.out = append(p.out, lowerHex[c>>4], lowerHex[c&15])
	}
}

// appendHexLines appends lines of 16 bytes in hex: their offset, the bytes in
// pairs, and where ascii is set the bytes as text.
func appendHexLines(dst []byte, indent string, b []byte, ascii bool) []byte {
	for off := 0; off < len(b); off += 16 {
		line := b[off:min(off+16, len(b))]
		dst = append(dst, indent...)
		dst = append(dst, "0x"...)
		dst = appendHex(dst, uint64(off), 4, lowerHex)
		dst = append(dst, ": "...)
		for i, c := range line {
			if i%2 == 0 {
				dst = append(dst, ' ')
			}
			dst = append(dst, lowerHex[c>>4], lowerHex[c&15])
		}
		if !ascii {
			continue
		}
		const width = 40 // " 0123" eight times
		for n := len(line)*2 + (len(line)+1)/2; n < width+2; n++ {
			dst = append(dst, ' ')
		}
		for _, c := range line {
			if c <= ' ' || c > '~' {
				c = '.'
			}
			dst = append(dst, c)
		}
	}
	return dst
}

// appendPlainText appends a newline and b as text: printable characters, tabs,
// spaces and newlines as they are, other bytes as dots, and a carriage return
// that a newline follows left out.
func appendPlainText(dst, b []byte) []byte {
	dst = append(dst, '\n')
	for i, c := range b {
		switch {
		case c == '\r' && i+1 < len(b) && b[i+1] == '\n':
		case c > ' ' && c <= '~', c == '\t', c == ' ', c == '\n':
			dst = append(dst, c)
		default:
			dst = append(dst, '.')
		}
	}
	return dst
}
