package craft

// GRE is the header of RFC 2784 with the key and the sequence number of RFC
// 2890; with Version 1 the one of PPTP (RFC 2637 section 4.1), whose key is a
// payload length and a call identifier.
type GRE struct {
	HasChecksum Auto   // 1 bit, C; absent: set if Checksum is given
	HasRouting  Auto   // 1 bit, R of RFC 1701; the routing entries are not modelled
	HasKey      Auto   // 1 bit, K; absent: set if Key is given
	HasSeq      Auto   // 1 bit, S; absent: set if Seq is given
	Strict      bool   // s of RFC 1701
	Recursion   uint8  // 3 bits
	HasAck      Auto   // 1 bit, A of version 1; absent: set if Ack is given
	Flags       uint8  // 4 bits
	Version     uint8  // 3 bits
	Protocol    Auto   // 16 bits: EtherType; absent: by the next layer
	Checksum    Auto   // 16 bits, if C or R: over header and payload; absent: computed
	Offset      uint16 // if C or R: 0 in RFC 2784
	Key         Auto   // 32 bits, if K
	Seq         Auto   // 32 bits, if S
	Ack         Auto   // 32 bits, if A
}

var protoGRE = &protocol{name: "gre", ip: 47, make: func() walker { return new(GRE) }}

// presence is a bit of a header that says whether a field is there. It reports
// whether it is.
func (c *coder) presence(name string, flag *Auto, given bool) bool {
	auto(c, name, 1, flag)
	there := given
	if flag.IsSet() {
		there = *flag == 1
	}
	bit := 0
	if given {
		bit = 1
	}
	c.compute(name, bit)
	return there
}

func (h *GRE) fields(c *coder) {
	// A checksum that would be computed as it is is made absent, and does not
	// set C any more.
	sum := c.presence("c", &h.HasChecksum, h.Checksum.IsSet() && !c.shadow)
	sum = c.presence("r", &h.HasRouting, false) || sum
	key := c.presence("k", &h.HasKey, h.Key.IsSet())
	seq := c.presence("s", &h.HasSeq, h.Seq.IsSet())
	bit(c, "strict", &h.Strict)
	num(c, "recur", 3, &h.Recursion)
	ack := c.presence("a", &h.HasAck, h.Ack.IsSet())
	num(c, "flags", 4, &h.Flags)
	num(c, "version", 3, &h.Version)
	auto(c, "proto", 16, &h.Protocol, etherTypes)
	if c.has(sum) {
		auto(c, "chksum", 16, &h.Checksum)
		num(c, "offset", 16, &h.Offset)
	}
	if c.has(key) {
		auto(c, "key", 32, &h.Key)
	}
	if c.has(seq) {
		auto(c, "seq", 32, &h.Seq)
	}
	if c.has(ack) {
		auto(c, "ack", 32, &h.Ack)
	}
}

func (GRE) protocol() *protocol { return protoGRE }
func (h GRE) walk(c *coder)     { h.fields(c) }

func (h GRE) finish(f *frame) {
	proto := f.number(etherType, etherTypeExperimental, etherTypeExperimental)
	if next := f.next(); next != nil && next.proto == protoPPP {
		proto = 0x880b // RFC 2637 section 4.1
	}
	f.fill("proto", proto)
	f.checksum("chksum", f.start, f.end)
}

func (h *GRE) above() *protocol {
	switch {
	case h.HasRouting == 1:
		return nil
	case h.Protocol == 0x880b:
		return protoPPP
	}
	return byEtherType(h.Protocol)
}
