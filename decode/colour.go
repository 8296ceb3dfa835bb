package decode

import (
	"bytes"

	"pktcap/capture"
	"pktcap/linktype"
)

// A ColourPrinter prints packets as [Printer] does, for a terminal: the text of
// each layer has the layer's colour, in the hex dumps of -x and -X the layer's
// bytes have it too, and what is cut off or wrong is red. Without its escape
// sequences (ECMA-48, SGR) the text is the Printer's, byte for byte.
type ColourPrinter struct {
	p      *Printer
	text   []byte
	starts []start
}

// A start is where in a packet the bytes of a colour begin.
type start struct {
	offset int
	colour string
}

// NewColour returns a ColourPrinter whose text is as opt says.
func NewColour(opt Options) *ColourPrinter { return &ColourPrinter{p: New(opt)} }

// SGR sequences. Each kind of layer has a colour of its own, the same in lines,
// dumps and trees, so that an eye that knows it finds it.
const (
	colourOff    = "\x1b[0m"
	colourDim    = "\x1b[2m"
	colourWrong  = "\x1b[91m"
	colourLink   = "\x1b[35m"
	colourNet    = "\x1b[36m"
	colourMove   = "\x1b[33m" // transport
	colourTunnel = "\x1b[94m"
	colourApp    = "\x1b[32m"
)

// colourOf returns the colour of layers of a rank.
func colourOf(rank int) string {
	switch {
	case rank < rankNetwork:
		return colourLink
	case rank < rankTransport:
		return colourNet
	case rank == rankTransport:
		return colourMove
	case rank == rankTunnel:
		return colourTunnel
	}
	return colourApp
}

// AppendPacket appends pkt, a packet of the given link type, as one or more
// lines that each end in a newline. It keeps no part of pkt.
func (c *ColourPrinter) AppendPacket(dst []byte, pkt *capture.Packet, link linktype.Type) []byte {
	c.text = c.p.AppendPacket(c.text[:0], pkt, link)
	c.starts = c.starts[:0]
	at, colour := 0, colourDim
	for i := range c.p.nlayers {
		l := &c.p.layers[i]
		rank := layerOf(l.protocol).rank
		if rank == rankNothing {
			continue
		}
		to := min(max(l.text, at), c.p.dump)
		dst = appendColoured(dst, colour, c.text[at:to])
		at, colour = to, colourOf(rank)
		c.starts = append(c.starts, start{cap(pkt.Data) - cap(l.view.b), colour})
	}
	dst = appendColoured(dst, colour, c.text[at:c.p.dump])
	if c.p.opt.HexStyle != 0 {
		return append(dst, c.text[c.p.dump:]...)
	}
	switch c.p.opt.Hex {
	case HexBytes, HexASCII:
		return c.appendDump(dst, c.text[c.p.dump:], c.p.linkLen)
	case HexBytesLink, HexASCIILink:
		return c.appendDump(dst, c.text[c.p.dump:], 0)
	}
	return append(dst, c.text[c.p.dump:]...)
}

// wrong are the beginnings of what tells that a packet is cut off or not as it
// should be, and the bytes that end each.
var wrong = [...]struct{ begin, end string }{
	{"[|", "]"}, {"(invalid", ")"}, {"(incorrect", ")"}, {"(wrong", ")"}, {"[bad ", "]"},
}

// appendColoured appends text in colour, what is wrong in red.
func appendColoured(dst []byte, colour string, text []byte) []byte {
	for len(text) > 0 {
		from, to := len(text), len(text)
		for _, w := range wrong {
			if i := bytes.Index(text[:from], []byte(w.begin)); i >= 0 {
				if n := bytes.Index(text[i:], []byte(w.end)); n > 0 {
					from, to = i, i+n+len(w.end)
				}
			}
		}
		dst = appendLines(dst, colour, text[:from])
		dst = appendLines(dst, colourWrong, text[from:to])
		text = text[to:]
	}
	return dst
}

// appendLines appends text in colour, switched off at the ends of lines: pagers
// look at each line alone.
func appendLines(dst []byte, colour string, text []byte) []byte {
	for len(text) > 0 {
		line, rest, more := bytes.Cut(text, []byte{'\n'})
		if len(line) > 0 {
			dst = append(dst, colour...)
			dst = append(dst, line...)
			dst = append(dst, colourOff...)
		}
		if more {
			dst = append(dst, '\n')
		}
		text = rest
	}
	return dst
}

// The lines of a dump, as [hexdump.Hex] and [hexdump.HexASCII] have them: after a
// line break, a tab and the offset the bytes in groups of two, and their
// characters.
const (
	dumpHex   = len("\n\t0x0000:  ")
	dumpASCII = dumpHex + len("0000 0000 0000 0000 0000 0000 0000 0000  ")
	dumpBytes = 16 // a line
)

// appendDump appends a hex dump of the packet from the given offset on, each
// byte and its character in its layer's colour.
func (c *ColourPrinter) appendDump(dst, dump []byte, offset int) []byte {
	for len(dump) > dumpHex {
		end := len(dump)
		if i := bytes.IndexByte(dump[1:], '\n'); i >= 0 {
			end = 1 + i
		}
		dst = append(dst, dump[:dumpHex]...)
		on := ""
		for i, ch := range dump[dumpHex:end] {
			byteOf := (i/5)*2 + i%5/2 // two bytes and a space are five characters
			if dumpHex+i >= dumpASCII {
				byteOf = dumpHex + i - dumpASCII
			}
			if colour := c.colourAt(offset + byteOf); ch != ' ' && colour != on {
				if on != "" {
					dst = append(dst, colourOff...)
				}
				dst, on = append(dst, colour...), colour
			}
			dst = append(dst, ch)
		}
		if on != "" {
			dst = append(dst, colourOff...)
		}
		dump, offset = dump[end:], offset+dumpBytes
	}
	return append(dst, dump...)
}

// colourAt returns the colour of the layer that the byte at offset belongs to,
// "" before the first.
func (c *ColourPrinter) colourAt(offset int) string {
	colour := ""
	for _, s := range c.starts {
		if s.offset <= offset {
			colour = s.colour
		}
	}
	return colour
}
