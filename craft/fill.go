package craft

import "errors"

// Fill is payload of a size to reach: of its own, of the IP packet, or of the
// whole. Exactly one of the three is given.
type Fill struct {
	Length  Auto   // bytes of payload
	IP      Auto   // size of the outermost IP packet in bytes, as its length field will say
	Size    Auto   // size of the whole in bytes from the first layer, without an FCS
	Pattern []byte // repeated; absent: zeros
}

var protoFill = &protocol{name: "fill", make: func() walker { return new(Fill) }}

var errFill = errors.New("wants one of len, ip and size")

func (h *Fill) fields(c *coder) {
	if c.op != opEncode {
		auto(c, "len", 32, &h.Length)
		auto(c, "ip", 32, &h.IP)
		auto(c, "size", 32, &h.Size)
		c.bytesText("pattern", &h.Pattern)
		return
	}
	at := len(c.buf)
	var name string
	var end int
	switch {
	case h.Length.IsSet() && !h.IP.IsSet() && !h.Size.IsSet():
		name, end = "len", at+clampSize(h.Length)
	case h.IP.IsSet() && !h.Length.IsSet() && !h.Size.IsSet():
		if c.network < 0 {
			c.fail("ip", errors.New("there is no ip or ip6 layer below"))
			return
		}
		name, end = "ip", c.network+clampSize(h.IP)
	case h.Size.IsSet() && !h.Length.IsSet() && !h.IP.IsSet():
		name, end = "size", c.base+clampSize(h.Size)
	default:
		c.fail("", errFill)
		return
	}
	switch {
	case end-at > maxPacket:
		c.failf(name, "more than a packet can have (at most %d)", maxPacket)
		return
	case end < at:
		c.failf(name, "the headers below have %d bytes more than that", at-end)
		return
	}
	for i := 0; len(c.buf) < end; i++ {
		var v byte
		if len(h.Pattern) > 0 {
			v = h.Pattern[i%len(h.Pattern)]
		}
		c.buf = append(c.buf, v)
	}
}

func clampSize(a Auto) int { return int(min(a.Value(), 2*maxPacket)) }

func (Fill) protocol() *protocol { return protoFill }
func (h Fill) walk(c *coder)     { h.fields(c) }
func (h Fill) finish(f *frame)   {}
