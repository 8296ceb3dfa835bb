package craft

import "net/netip"

// SCTP is the common header of RFC 9260 section 3.1. The chunks are the
// [Chunk] layers that follow.
type SCTP struct {
	SrcPort  Auto   // 16 bits; absent: 0
	DstPort  Auto   // 16 bits; absent: 0
	Tag      uint32 // verification tag
	Checksum Auto   // 32 bits: CRC32c over header and chunks, in the order of transmission
}

// A Chunk is a chunk of SCTP (RFC 9260 section 3.3). Which of the fields behind
// the length are on the wire depends on Type.
type Chunk struct {
	Type   ChunkType // 8 bits
	Flags  uint8
	Length Auto // 16 bits: of the chunk in bytes, without the padding

	TSN      uint32 // DATA; INIT and INIT ACK: the initial one; SACK, SHUTDOWN, ECNE, CWR: the one acknowledged
	Stream   uint16 // DATA
	Seq      uint16 // DATA: stream sequence number
	Protocol uint32 // DATA: payload protocol identifier

	InitiateTag uint32   // INIT, INIT ACK
	Window      uint32   // INIT, INIT ACK, SACK: a_rwnd
	OutStreams  uint16   // INIT, INIT ACK
	InStreams   uint16   // INIT, INIT ACK
	Parameters  []Option // INIT, INIT ACK; HEARTBEAT, HEARTBEAT ACK; ABORT, ERROR: causes

	Gaps       []GapBlock // SACK
	Duplicates []uint32   // SACK: TSNs
	GapCount   Auto       // SACK: 16 bits; absent: the number of Gaps
	DupCount   Auto       // SACK: 16 bits; absent: the number of Duplicates

	Data []byte // DATA, COOKIE ECHO, and all of a chunk of another type
}

// ChunkType is the type of an SCTP chunk,
// iana.org/assignments/sctp-parameters.
type ChunkType uint8

const (
	ChunkData ChunkType = iota
	ChunkInit
	ChunkInitAck
	ChunkSack
	ChunkHeartbeat
	ChunkHeartbeatAck
	ChunkAbort
	ChunkShutdown
	ChunkShutdownAck
	ChunkError
	ChunkCookieEcho
	ChunkCookieAck
	ChunkECNE
	ChunkCWR
	ChunkShutdownComplete
)

// A GapBlock is a gap ack block, as offsets from the cumulative TSN.
type GapBlock struct{ Start, End uint16 }

func (g *GapBlock) fields(c *coder) {
	num(c, "start", 16, &g.Start)
	num(c, "end", 16, &g.End)
}

type tsn struct{ n uint32 }

func (t *tsn) fields(c *coder) { num(c, "tsn", 32, &t.n) }

var chunkTypes = newWordList(word{0, "data"}, word{1, "init"}, word{2, "init-ack"}, word{3, "sack"}, word{4, "heartbeat"},
	word{5, "heartbeat-ack"}, word{6, "abort"}, word{7, "shutdown"}, word{8, "shutdown-ack"}, word{9, "error"},
	word{10, "cookie-echo"}, word{11, "cookie-ack"}, word{12, "ecne"}, word{13, "cwr"}, word{14, "shutdown-complete"})

// sctpParameters are the parameters of RFC 9260 section 3.3.2.1 and 3.3.3.1.
var sctpParameters = optionTable{
	wide: true, last: -1, bias: 4, unit: 1, align: 4,
	known: []optionForm{
		{1, "info", "x"},
		{5, "ip", "4"},
		{6, "ip6", "6"},
		{7, "cookie", "x"},
		{9, "preservative", "i"},
		{12, "families", "h*"},
		{0x8000, "ecn", ""},
		{0x8008, "extensions", "x"},
		{0xc000, "forward-tsn", ""},
		{0xc006, "adaptation", "i"},
	},
}

// Parameters of INIT chunks (RFC 9260 section 3.3.2.1).
func SCTPAddress(a netip.Addr) Option {
	if a = a.Unmap(); a.Is4() {
		return Option{Kind: 5, Data: a.AsSlice()}
	}
	return Option{Kind: 6, Data: a.AsSlice()}
}

// SCTPCookie is the state cookie of an INIT ACK chunk (RFC 9260 section
// 3.3.3.1).
func SCTPCookie(cookie []byte) Option { return Option{Kind: 7, Data: cookie} }

// HeartbeatInfo is what a HEARTBEAT chunk asks to have sent back (RFC 9260
// section 3.3.5).
func HeartbeatInfo(info []byte) Option { return Option{Kind: 1, Data: info} }

var (
	protoSCTP  = &protocol{name: "sctp", ip: 132, make: func() walker { return new(SCTP) }}
	protoChunk = &protocol{name: "chunk", make: func() walker { return new(Chunk) }}
)

func (h *SCTP) fields(c *coder) {
	auto(c, "sport", 16, &h.SrcPort)
	auto(c, "dport", 16, &h.DstPort)
	num(c, "tag", 32, &h.Tag)
	auto(c, "chksum", 32, &h.Checksum)
}

func (SCTP) protocol() *protocol { return protoSCTP }
func (h SCTP) walk(c *coder)     { h.fields(c) }
func (h *SCTP) above() *protocol { return protoChunk }

func (h SCTP) finish(f *frame) {
	if p, ok := f.find("chksum"); ok {
		f.b.check(check{place: p, kind: checkCRC32C, start: f.start, end: f.end})
	}
}

func (h *Chunk) fields(c *coder) {
	start := len(c.buf)
	num(c, "type", 8, &h.Type, chunkTypes)
	num(c, "flags", 8, &h.Flags)
	auto(c, "len", 16, &h.Length)
	length := int(h.Length.Value())
	bounded(c, length-4, func() { h.body(c) })
	switch {
	case c.op == opDecode:
		if pad := -length & 3; length >= 4 && pad <= c.left() {
			c.take(pad)
		}
	case c.op == opEncode:
		n := len(c.buf) - start
		c.compute("len", n)
		if n == length || !h.Length.IsSet() {
			c.buf = append(c.buf, make([]byte, -n&3)...)
		}
	}
}

func (h *Chunk) body(c *coder) {
	typ := h.Type
	init := typ == ChunkInit || typ == ChunkInitAck
	if c.has(init) {
		num(c, "initiatetag", 32, &h.InitiateTag)
	}
	if c.has(typ == ChunkData || typ == ChunkSack || typ == ChunkShutdown || typ == ChunkECNE || typ == ChunkCWR) {
		num(c, "tsn", 32, &h.TSN)
	}
	if c.has(init || typ == ChunkSack) {
		num(c, "window", 32, &h.Window)
	}
	if c.has(typ == ChunkData) {
		num(c, "stream", 16, &h.Stream)
		num(c, "seq", 16, &h.Seq)
		num(c, "ppid", 32, &h.Protocol)
	}
	if init {
		num(c, "outstreams", 16, &h.OutStreams)
		num(c, "instreams", 16, &h.InStreams)
		num(c, "tsn", 32, &h.TSN)
	} else if c.has(false) {
		num(c, "outstreams", 16, &h.OutStreams)
		num(c, "instreams", 16, &h.InStreams)
	}
	if c.has(typ == ChunkSack) {
		h.sack(c)
	}
	if c.has(init || typ == ChunkHeartbeat || typ == ChunkHeartbeatAck || typ == ChunkAbort || typ == ChunkError) {
		options(c, "params", &h.Parameters, &sctpParameters, c.left())
	}
	if c.has(typ == ChunkData || typ == ChunkCookieEcho || typ > ChunkShutdownComplete) {
		rest(c, "data", &h.Data)
	}
}

func (h *Chunk) sack(c *coder) {
	gaps, dups := h.GapCount, h.DupCount
	if c.op == opEncode {
		gaps, dups = present(gaps.Or(uint64(len(h.Gaps)))), present(dups.Or(uint64(len(h.Duplicates))))
	}
	auto(c, "gapcount", 16, &gaps)
	auto(c, "dupcount", 16, &dups)
	records(c, "gaps", &h.Gaps, int(gaps.Value()))
	list := make([]tsn, 0, len(h.Duplicates))
	for _, n := range h.Duplicates {
		list = append(list, tsn{n})
	}
	records(c, "dups", &list, int(dups.Value()))
	h.Duplicates = nil
	for _, t := range list {
		h.Duplicates = append(h.Duplicates, t.n)
	}
	if c.op == opDecode && len(h.Gaps) == int(gaps.Value()) && len(list) == int(dups.Value()) {
		gaps, dups = 0, 0
	}
	if c.op != opEncode {
		h.GapCount, h.DupCount = gaps, dups
	}
}

func (Chunk) protocol() *protocol { return protoChunk }
func (h Chunk) walk(c *coder)     { h.fields(c) }
func (h Chunk) finish(f *frame)   {}
func (h *Chunk) above() *protocol { return protoChunk }
