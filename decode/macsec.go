package decode

// Bits of a SecTAG's first byte: IEEE 802.1AE-2018, 9.5.
const (
	macsecVersion   = 0x80
	macsecSCI       = 0x20 // a secure channel identifier follows
	macsecEncrypted = 0x08
	macsecChanged   = 0x04
)

var macsecFlags = names{
	{macsecEncrypted, "E"},
	{macsecChanged, "C"},
	{0x40, "S"},
	{0x10, "B"},
	{macsecSCI, "I"},
}

// macsecICVLen is the length of the integrity check value that ends a frame.
const macsecICVLen = 16

// macsec prints the MAC security tag at pos of an Ethernet frame and what follows
// it: IEEE 802.1AE-2018, 9.3. It returns the length of the frame's header.
//
//	+-------+--------------+---------------+-----
//	| flags | short length | packet number | SCI
//	+-------+--------------+---------------+-----
//	  1       1              4               0, 8
//
// The short length is that of the data where there are less than 48 bytes.
func (p *Printer) macsec(frame view, pos, length int, lengthSaid bool) int {
	v := frame.from(pos)
	p.enter("macsec", v)
	tag := 6
	if v.n >= tag && v.has(0, tag) && v.u8(0)&macsecSCI != 0 {
		tag = 14
	}
	if v.n < tag || !v.has(0, tag) {
		p.truncated()
		return pos + len(v.b)
	}
	flags, short := v.u8(0), v.u8(1)
	if flags&macsecVersion != 0 || short&^0x3f != 0 {
		p.invalid()
		return pos + len(v.b)
	}
	if p.opt.Link {
		p.macsecTag(v)
	}
	pos += tag
	data := v.from(tag)
	if flags&(macsecEncrypted|macsecChanged) != 0 {
		if !p.opt.Link {
			if p.link.src != nil {
				p.macAddr(p.link.src)
				p.str(" > ")
				p.macAddr(p.link.dst)
				p.byte(' ')
			}
			p.str("802.1AE MACsec, ")
			p.macsecTag(v)
		}
		p.unparsed(view{data.b, len(data.b)})
		return pos
	}
	data.n -= macsecICVLen
	captured := len(data.b) - macsecICVLen
	if short > 0 {
		if short > data.n || short > captured {
			p.truncated()
			return pos + len(data.b)
		}
		data.n, captured = short, short
	}
	if data.n < 0 || captured < 0 {
		p.truncated()
		return pos + len(data.b)
	}
	p.protocol = "ether"
	return p.typedEthernet(view{frame.b[:pos+captured], pos + data.n}, pos, length, lengthSaid)
}

// macsecTag prints what a MAC security tag holds.
func (p *Printer) macsecTag(v view) {
	flags, short := v.u8(0), v.u8(1)
	p.printf("an %d, pn %d, flags ", flags&3, v.u32(2))
	p.flags(macsecFlags, "none", "", uint32(flags))
	if short > 0 {
		p.printf(", sl %d", short)
	}
	if flags&macsecSCI != 0 {
		p.printf(", sci %016x", v.u64(6))
	}
	p.str(", ")
}
