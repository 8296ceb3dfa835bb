package craft

// NTP is a packet of RFC 5905 section 7.3.
type NTP struct {
	Leap           uint8 // 2 bits
	Version        Auto  // 3 bits; absent: 4
	Mode           Auto  // 3 bits; absent: 3, client
	Stratum        uint8
	Poll           uint8  // log2 of seconds, two's complement
	Precision      uint8  // log2 of seconds, two's complement
	RootDelay      uint32 // seconds with 16 bits of fraction
	RootDispersion uint32 // the same
	ReferenceID    uint32
	Reference      uint64 // seconds since 1900 with 32 bits of fraction, as the next three
	Origin         uint64
	Receive        uint64
	Transmit       uint64
	Extra          []byte // extension fields and MAC
}

var ntpModes = newWordList(word{1, "active"}, word{2, "passive"}, word{3, "client"}, word{4, "server"}, word{5, "broadcast"}, word{6, "control"}, word{7, "private"})

var protoNTP = &protocol{name: "ntp", udp: 123, udpSource: 123, make: func() walker { return new(NTP) }}

func (h *NTP) fields(c *coder) {
	num(c, "leap", 2, &h.Leap)
	auto(c, "version", 3, &h.Version)
	auto(c, "mode", 3, &h.Mode, ntpModes)
	num(c, "stratum", 8, &h.Stratum)
	num(c, "poll", 8, &h.Poll)
	num(c, "precision", 8, &h.Precision)
	num(c, "delay", 32, &h.RootDelay)
	num(c, "dispersion", 32, &h.RootDispersion)
	num(c, "refid", 32, &h.ReferenceID)
	num(c, "ref", 64, &h.Reference)
	num(c, "orig", 64, &h.Origin)
	num(c, "recv", 64, &h.Receive)
	num(c, "sent", 64, &h.Transmit)
	rest(c, "extra", &h.Extra)
}

func (NTP) protocol() *protocol { return protoNTP }
func (h NTP) walk(c *coder)     { h.fields(c) }

func (h NTP) finish(f *frame) {
	f.fill("version", 4)
	f.fill("mode", 3)
}
