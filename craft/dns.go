package craft

// DNS is a message of RFC 1035 section 4.1, as over UDP.
type DNS struct {
	ID                 uint16
	Response           bool  // QR
	Opcode             uint8 // 4 bits
	Authoritative      bool  // AA
	Truncated          bool  // TC
	RecursionDesired   bool  // RD
	RecursionAvailable bool  // RA
	Zero               bool  // Z
	AuthenticData      bool  // AD, RFC 4035
	CheckingDisabled   bool  // CD, RFC 4035
	Rcode              uint8 // 4 bits

	QDCount, ANCount, NSCount, ARCount Auto // 16 bits each; absent: the number of the entries below

	Questions   []DNSQuestion
	Answers     []DNSRecord
	Authorities []DNSRecord
	Additionals []DNSRecord

	Compress bool // names are compressed as far as RFC 1035 section 4.1.4 allows
}

// A DNSQuestion is an entry of the question section.
type DNSQuestion struct {
	Name  string // the final dot may be left out; \DDD stands for a byte
	Type  Auto   // 16 bits; absent: 1, A
	Class Auto   // 16 bits; absent: 1, IN
}

// A DNSRecord is a resource record (RFC 1035 section 4.1.3). Names in Data are
// not compressed.
type DNSRecord struct {
	Name   string
	Type   Auto // 16 bits; absent: 1, A
	Class  Auto // 16 bits; absent: 1, IN
	TTL    uint32
	Length Auto // 16 bits: of Data
	Data   []byte
}

var dnsTypes = newWordList(word{1, "A"}, word{2, "NS"}, word{5, "CNAME"}, word{6, "SOA"}, word{12, "PTR"}, word{15, "MX"},
	word{16, "TXT"}, word{28, "AAAA"}, word{33, "SRV"}, word{35, "NAPTR"}, word{41, "OPT"}, word{43, "DS"}, word{46, "RRSIG"},
	word{47, "NSEC"}, word{48, "DNSKEY"}, word{64, "SVCB"}, word{65, "HTTPS"}, word{251, "IXFR"}, word{252, "AXFR"},
	word{255, "ANY"}, word{257, "CAA"})

var dnsClasses = newWordList(word{1, "IN"}, word{3, "CH"}, word{4, "HS"}, word{254, "NONE"}, word{255, "ANY"})

var protoDNS = &protocol{name: "dns", udp: 53, make: func() walker { return new(DNS) }}

func (h *DNS) fields(c *coder) {
	if c.op != opEncode && c.op != opDecode {
		bit(c, "compress", &h.Compress)
	}
	c.names.begin(c, h.Compress)
	num(c, "id", 16, &h.ID)
	bit(c, "qr", &h.Response)
	num(c, "opcode", 4, &h.Opcode)
	bit(c, "aa", &h.Authoritative)
	bit(c, "tc", &h.Truncated)
	bit(c, "rd", &h.RecursionDesired)
	bit(c, "ra", &h.RecursionAvailable)
	bit(c, "z", &h.Zero)
	bit(c, "ad", &h.AuthenticData)
	bit(c, "cd", &h.CheckingDisabled)
	num(c, "rcode", 4, &h.Rcode)
	auto(c, "qdcount", 16, &h.QDCount)
	auto(c, "ancount", 16, &h.ANCount)
	auto(c, "nscount", 16, &h.NSCount)
	auto(c, "arcount", 16, &h.ARCount)
	records(c, "qd", &h.Questions, int(h.QDCount.Value()))
	records(c, "an", &h.Answers, int(h.ANCount.Value()))
	records(c, "ns", &h.Authorities, int(h.NSCount.Value()))
	records(c, "ar", &h.Additionals, int(h.ARCount.Value()))
	if c.op == opDecode {
		h.Compress = c.names.compressed
	}
}

func (DNS) protocol() *protocol { return protoDNS }
func (h DNS) walk(c *coder)     { h.fields(c) }

func (h DNS) finish(f *frame) {
	f.fill("qdcount", len(h.Questions))
	f.fill("ancount", len(h.Answers))
	f.fill("nscount", len(h.Authorities))
	f.fill("arcount", len(h.Additionals))
}

func (q *DNSQuestion) fields(c *coder) {
	if c.op == opEncode {
		q.Type, q.Class = present(q.Type.Or(1)), present(q.Class.Or(1))
	}
	domain(c, "name", &q.Name)
	auto(c, "type", 16, &q.Type, dnsTypes)
	auto(c, "class", 16, &q.Class, dnsClasses)
	if c.op == opDecode {
		q.Type, q.Class = unless(q.Type, 1), unless(q.Class, 1)
	}
}

// unless leaves a value absent that would be computed the same.
func unless(a, computed Auto) Auto {
	if a == computed {
		return 0
	}
	return a
}

func (r *DNSRecord) fields(c *coder) {
	if c.op == opEncode {
		r.Type, r.Class = present(r.Type.Or(1)), present(r.Class.Or(1))
	}
	domain(c, "name", &r.Name)
	auto(c, "type", 16, &r.Type, dnsTypes)
	auto(c, "class", 16, &r.Class, dnsClasses)
	num(c, "ttl", 32, &r.TTL)
	if c.op == opEncode {
		r.encodeData(c)
		return
	}
	auto(c, "len", 16, &r.Length)
	switch c.op {
	case opDecode:
		r.Data = expandNames(c, uint16(r.Type.Value()), int(r.Length.Value()))
		r.Length, r.Type, r.Class = 0, unless(r.Type, 1), unless(r.Class, 1)
	default:
		formed(c, "data", &r.Data, dnsForms, uint16(r.Type.Or(1)))
	}
}

// encodeData writes the length and the data.
func (r *DNSRecord) encodeData(c *coder) {
	at := len(c.buf)
	c.put("len", 16, r.Length.Value())
	appendCompressed(c, uint16(r.Type.Value()), r.Data)
	n := len(c.buf) - at - 2
	if r.Length.IsSet() {
		return
	}
	if n > 0xffff {
		c.failf("len", "data of %d bytes does not fit in 16 bits", n)
		return
	}
	c.buf[at], c.buf[at+1] = byte(n>>8), byte(n)
}

// dnsForms are the data of the common types; see optionForm for the letters.
var dnsForms = []optionForm{
	{1, "a", "4"},
	{2, "ns", "n"},
	{5, "cname", "n"},
	{6, "soa", "nniiiii"},
	{12, "ptr", "n"},
	{15, "mx", "hn"},
	{16, "txt", "t*"},
	{28, "aaaa", "6"},
	{33, "srv", "hhhn"},
}
