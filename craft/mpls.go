package craft

// MPLS is a label stack entry (RFC 3032 section 2.1).
type MPLS struct {
	Label  uint32 // 20 bits
	TC     uint8  // 3 bits: traffic class, RFC 5462
	Bottom Auto   // 1 bit: bottom of the stack; absent: unless another MPLS layer follows
	TTL    Auto   // 8 bits; absent: 64
}

var protoMPLS = &protocol{name: "mpls", ether: 0x8847, ip: 137, ppp: 0x0281, make: func() walker { return new(MPLS) }}

func (h *MPLS) fields(c *coder) {
	num(c, "label", 20, &h.Label)
	num(c, "tc", 3, &h.TC)
	auto(c, "s", 1, &h.Bottom)
	auto(c, "ttl", 8, &h.TTL)
}

func (MPLS) protocol() *protocol { return protoMPLS }
func (h MPLS) walk(c *coder)     { h.fields(c) }

func (h MPLS) finish(f *frame) {
	bottom := 1
	if next := f.next(); next != nil && next.proto == protoMPLS {
		bottom = 0
	}
	f.fill("s", bottom)
	f.fill("ttl", 64)
}

func (h *MPLS) above() *protocol {
	if h.Bottom == literalZero {
		return protoMPLS
	}
	return protoByVersion // nothing in the stack says what it carries
}
