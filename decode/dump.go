package decode

import "pktcap/hexdump"

// hexdump prints the packet's bytes in the form asked for.
func (p *Printer) hexdump() {
	p.dump = len(p.out)
	b := p.pkt.Data
	switch p.opt.Hex {
	case HexNone:
		return
	case HexBytes, HexASCII, PlainText:
		if b = b[min(p.linkLen, len(b)):]; len(b) == 0 {
			return
		}
	}
	if p.opt.HexStyle != 0 && p.opt.Hex < PlainText {
		// The lines of these styles end in a newline, as does the packet.
		p.out = hexdump.Append(append(p.out, '\n'), p.opt.HexStyle, b)
		p.out = p.out[:len(p.out)-1]
		return
	}
	p.out = hexdump.Append(p.out, hexStyles[p.opt.Hex], b)
}

var hexStyles = [...]hexdump.Style{
	HexBytes: hexdump.Hex, HexBytesLink: hexdump.Hex,
	HexASCII: hexdump.HexASCII, HexASCIILink: hexdump.HexASCII,
	PlainText: hexdump.ASCII, PlainTextLink: hexdump.ASCII,
}

// unknown prints in hex and ASCII the bytes of something that has no printer,
// each line after indent, as "\n\t". It bails out after those captured where
// more are declared.
func (p *Printer) unknown(indent string, v view) {
	p.out = hexdump.AppendIndented(p.out, hexdump.HexASCII, indent, v.captured())
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
	p.out = hexdump.AppendIndented(p.out, hexdump.Hex, indent, v.sub(off, n).captured())
}

// hexView prints in hex the captured of the bytes of v, each line after indent:
// what printers use for parts of their own protocol that they do not know.
func (p *Printer) hexView(indent string, v view) { p.hexLines(indent, v, 0, v.n) }

// hexDigits prints n bytes at off as two hex digits each, as far as they were
// captured.
func (p *Printer) hexDigits(v view, off, n int) {
	for i := range n {
		c := v.u8(off + i)
		p.out = append(p.out, lowerHex[c>>4], lowerHex[c&15])
	}
}

// appendHexLinesAt appends lines of hex as hexLines prints them, the first
// offset being off.
func appendHexLinesAt(dst []byte, indent string, b []byte, off int) []byte {
	for i, c := range b {
		if i%16 == 0 {
			dst = append(dst, indent...)
			dst = append(dst, "0x"...)
			dst = appendHex(dst, uint64(off+i), 4, lowerHex)
			dst = append(dst, ": "...)
		}
		if i%2 == 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, lowerHex[c>>4], lowerHex[c&15])
	}
	return dst
}
