package filter

import "pktcap/filter/cbpf"

// packetOutgoing is PACKET_OUTGOING of linux/if_packet.h.
const packetOutgoing = 4

// directionByte is outbound for headers with one value for packets sent and
// another for packets received.
func directionByte(at uint32, size uint8, sent, received uint32) func(*generator, *env, bool) *cond {
	return func(c *generator, e *env, outbound bool) *cond {
		v := c.g.at(e.header, at, size)
		if outbound {
			return c.g.equal(v, sent)
		}
		return c.g.equal(v, received)
	}
}

// packetType is outbound for headers with a PACKET_ number: what is not
// outgoing was received, whoever it was for.
func packetType(at uint32, size uint8) func(*generator, *env, bool) *cond {
	return func(c *generator, e *env, outbound bool) *cond {
		return sentOrNot(c.g.equal(c.g.at(e.header, at, size), packetOutgoing), outbound)
	}
}

// dsaMode is outbound for switch tags: the bits of mask are mode in a frame
// from the processor to the switch.
func dsaMode(mask, mode uint32) func(*generator, *env, bool) *cond {
	return func(c *generator, e *env, outbound bool) *cond {
		return sentOrNot(c.g.masked(c.g.at(e.header, 12, 1), mode, mask), outbound)
	}
}

// juniperDirection is outbound for Juniper's flags.
func juniperDirection(c *generator, e *env, outbound bool) *cond {
	received := uint32(1)
	if outbound {
		received = 0
	}
	return c.g.masked(c.g.at(e.header, 3, 1), received, 0x01)
}

func sentOrNot(sent *cond, outbound bool) *cond {
	if outbound {
		return sent
	}
	return not(sent)
}

// direction is "inbound" and "outbound".
func (c *generator) direction(e *env, t *term) *cond {
	outbound := t.word == "outbound"
	if e.layer.outbound != nil {
		return e.layer.outbound(c, e, outbound)
	}
	c.live(e, t.word)
	return sentOrNot(c.g.equal(c.g.ancillary(cbpf.AncPacketType), packetOutgoing), outbound)
}

// live fails where the kernel is not there to ask.
func (c *generator) live(e *env, w word) {
	if !c.opt.Live {
		c.fail(CodeLive, "not a live capture, '%s' not supported on %s", w, describe(e.layer.linkType))
	}
}
