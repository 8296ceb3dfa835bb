package decode

// fddiLen is the length of an FDDI header: ANSI X3.139.
const fddiLen = 13

// fddiControls are the frame control bytes that have a meaning of their own, and
// fddiClasses those of which the low four bits are a number.
var (
	fddiControls = names{
		{0x40, "void "}, {0x80, "token "}, {0xc0, "nrt "}, {0xc3, "claim "}, {0xc2, "beacon "}, {0x41, "info "}, {0x4f, "nsa "},
	}
	fddiClasses = names{
		{0xc0, "mac"}, {0x40, "smt"}, {0x50, "async"}, {0xd0, "sync"}, {0x60, "imp_async"}, {0xe0, "imp_sync"},
	}
)

// printFDDI prints an FDDI frame that is the packet.
//
//	+---------------+-------------+--------+------
//	| frame control | destination | source | LLC
//	+---------------+-------------+--------+------
//	  1               6             6
func printFDDI(p *Printer, v view) {
	p.enter("fddi", v)
	if !v.has(0, fddiLen) || v.n < fddiLen {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	control := v.u8(0)
	p.link = addresses{src: v.b[7:13], dst: v.b[1:7]}
	if p.opt.Link {
		p.fddiHeader(control, v.n)
	}
	body := v.from(fddiLen)
	p.linkLen += fddiLen
	switch {
	case control&0xf0 == 0x50:
		p.linkLen += p.llcOrUnparsed(body)
	case control&0xf0 == 0x40:
		p.str("<SMT printer not yet implemented>")
	default:
		if !p.opt.Link {
			p.fddiHeader(control, v.n)
		}
		p.unparsed(view{body.b, len(body.b)})
	}
}

func (p *Printer) fddiHeader(control, length int) {
	if !p.opt.Quiet {
		if name, ok := fddiControls.find(uint32(control)); ok {
			p.str(name)
		} else if class, ok := fddiClasses.find(uint32(control & 0xf0)); ok {
			p.printf("%s%x ", class, control&0xf)
		} else {
			p.printf("%02x ", control)
		}
	}
	p.linkPair()
	p.printf(", length %d: ", length)
}

// linkPair prints the link-layer addresses: source > destination.
func (p *Printer) linkPair() {
	p.macAddr(p.link.src)
	p.str(" > ")
	p.macAddr(p.link.dst)
}
