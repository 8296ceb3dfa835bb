package craft

// ICMPExtensions is the extension structure of RFC 4884 section 7: what an ICMP
// error message has behind the packet that it quotes, or an extended echo (RFC
// 8335) behind its header.
//
//	craft.ICMPv4{Type: craft.ICMPv4TimeExceeded}, quoted,
//	craft.ICMPExtensions{Objects: []craft.ICMPObject{craft.LabelStack(craft.MPLS{Label: 16, TTL: 1})}}
//
// The quoted packet is padded and its length is computed as RFC 4884 section
// 5.1 to 5.4 have it: at least 128 bytes, in units of 4 for ICMP and 8 for
// ICMPv6. Where the message's length is given, the packet is padded up to that.
type ICMPExtensions struct {
	Fill     []byte // between the quoted packet and the extensions; absent: zeros as above
	Version  Auto   // 4 bits; absent: 2
	Reserved uint16 // 12 bits
	Checksum Auto   // 16 bits: over the structure
	Objects  []ICMPObject
}

var protoICMPExtensions = &protocol{name: "icmpext", trailer: true, make: func() walker { return new(ICMPExtensions) }}

// minQuoted is how many bytes of a packet are quoted before extensions (RFC
// 4884 section 5.1).
const minQuoted = 128

// A quote is where a message's quoted packet begins, and how its length is
// counted.
type quote struct {
	start int
	unit  int  // bytes; 0 where nothing is quoted with a length
	words Auto // the message's length field
}

// size returns the size in bytes that n quoted bytes are padded to.
func (q quote) size(n int) int {
	switch {
	case q.unit == 0:
		return n
	case q.words.IsSet():
		return max(n, int(q.words.Value())*q.unit)
	}
	return (max(n, minQuoted) + q.unit - 1) / q.unit * q.unit
}

func (h *ICMPExtensions) fields(c *coder) {
	start := len(c.buf)
	data(c, "fill", &h.Fill, 0)
	if n := start - c.quote.start; c.op == opEncode && len(h.Fill) == 0 {
		c.buf = append(c.buf, make([]byte, c.quote.size(n)-n)...)
	}
	c.filled = len(c.buf) - start
	auto(c, "version", 4, &h.Version)
	num(c, "reserved", 12, &h.Reserved)
	auto(c, "chksum", 16, &h.Checksum)
	objects(c, "objects", &h.Objects)
}

func (h ICMPExtensions) fill() int { return len(h.Fill) }

func (ICMPExtensions) protocol() *protocol { return protoICMPExtensions }
func (h ICMPExtensions) walk(c *coder)     { h.fields(c) }

func (h ICMPExtensions) finish(f *frame) {
	f.fill("version", 2)
	f.checksum("chksum", f.start+f.filled, f.end)
}

// quotedLength computes an ICMP message's length of the packet quoted in it: 0
// where no extensions follow.
func (f *frame) quotedLength(unit int) {
	words := 0
	for i := f.index + 1; i < len(f.b.frames); i++ {
		if e := &f.b.frames[i]; e.owner == f.index {
			n := e.start - f.body
			if fill := e.layer.(interface{ fill() int }).fill(); fill > 0 {
				n += fill
			} else {
				n = quote{unit: unit}.size(n)
			}
			words = n / unit
		}
	}
	f.fill("length", words)
}

// A quoter is a message that may say how much of it is a quoted packet.
type quoter interface {
	// quoted returns that in bytes, 0 where no extensions are announced and -1
	// where the extensions follow the header.
	quoted() int
}

func (h *ICMPv4) quoted() int {
	switch h.Type {
	case ICMPv4Unreachable, ICMPv4TimeExceeded, ICMPv4ParameterProblem:
		return int(h.Length.Value()) * 4
	case ICMPv4ExtendedEcho, ICMPv4ExtendedEchoReply:
		return -1
	}
	return 0
}

func (h *ICMPv6) quoted() int {
	switch h.Type {
	case ICMPv6Unreachable, ICMPv6TimeExceeded:
		return int(h.Length.Value()) * 8
	case ICMPv6ExtendedEcho, ICMPv6ExtendedEchoReply:
		return -1
	}
	return 0
}

// extensionsOf reads the extensions behind a message's header, which ends at
// at.
func extensionsOf(l Layer, packet []byte, at, end int) (ext *ICMPExtensions, start int) {
	q, ok := l.(quoter)
	if !ok {
		return nil, 0
	}
	n := q.quoted()
	if n == 0 || n >= end-at {
		return nil, 0
	}
	start = at + max(n, 0)
	ext = new(ICMPExtensions)
	c := coder{op: opDecode, buf: packet[start:end], end: end - start}
	ext.fields(&c)
	if c.short || c.pos != c.end*8 {
		return nil, 0
	}
	return ext, start
}
