package craft

// Padding is bytes behind the packet that no length counts: what fills an
// Ethernet frame to its minimum, or a frame check sequence. It is the last
// layer. A second one belongs to the frame outside a tunnel.
type Padding struct {
	Size Auto   // the packet's size with the padding, in bytes from its first layer; absent: 60, Ethernet's minimum without FCS, unless Data is given
	Data []byte // the padding itself; absent: zeros up to Size
}

var protoPadding = &protocol{name: "pad", aliases: []string{"padding"}, trailer: true, make: func() walker { return new(Padding) }}

func (p *Padding) fields(c *coder) {
	switch c.op {
	case opEncode:
		data(c, "data", &p.Data, 0)
		if size := int(p.Size.Or(60)); p.Size.IsSet() || len(p.Data) == 0 {
			if size > maxPacket {
				c.failf("size", "%d is more than a packet can have (at most %d)", size, maxPacket)
				return
			}
			for len(c.buf)-c.base < size {
				c.buf = append(c.buf, 0)
			}
		}
	case opDecode:
		rest(c, "data", &p.Data)
	default:
		auto(c, "size", 32, &p.Size)
		rest(c, "data", &p.Data)
	}
}

func (Padding) protocol() *protocol { return protoPadding }
func (p Padding) walk(c *coder)     { p.fields(c) }
func (p Padding) finish(f *frame)   {}

// maxPacket is the size that no fill or padding goes beyond: far above what
// any link carries, and a jumbogram's fits.
const maxPacket = 1 << 24
