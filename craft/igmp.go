package craft

import "net/netip"

// IGMP is a message of version 1 (RFC 1112 appendix I), 2 (RFC 2236) or 3 (RFC
// 9776). A query of version 3 is one with V3 set.
type IGMP struct {
	Type       Auto // 8 bits; absent: 0x11, membership query
	MaxResp    uint8
	Checksum   Auto          // 16 bits: over the message
	Group      netip.Addr    // not in a version 3 report
	V3         bool          // type 0x11: the query is one of version 3 and has the next fields
	Robustness uint8         // 8 bits, S flag included
	Interval   uint8         // coded
	Reserved   uint16        // type 0x22
	Count      Auto          // 16 bits; absent: the number of Sources or Records
	Sources    []Source4     // type 0x11, V3
	Records    []GroupRecord // type 0x22
}

// Types of IGMP messages.
const (
	IGMPQuery    Auto = 0x11
	IGMPv1Report Auto = 0x12
	IGMPv2Report Auto = 0x16
	IGMPLeave    Auto = 0x17
	IGMPv3Report Auto = 0x22
)

// A Source4 is a source address in a multicast query.
type Source4 struct{ Addr netip.Addr }

func (s *Source4) fields(c *coder) { addr4Or0(c, "addr", &s.Addr) }

// A GroupRecord is a group record of a version 3 report (RFC 9776 section
// 4.2.4).
type GroupRecord struct {
	Type      uint8
	AuxLength uint8 // in 32-bit words
	Count     Auto  // 16 bits; absent: the number of Sources
	Group     netip.Addr
	Sources   []Source4
	Aux       []byte
}

func (r *GroupRecord) fields(c *coder) {
	groupRecord(c, &r.Type, &r.AuxLength, &r.Count, addr4Or0, &r.Group, &r.Sources, &r.Aux)
}

// groupRecord walks over the fields of a group record, which IGMP and MLD have
// alike but for the addresses (RFC 3810 section 5.2.4).
func groupRecord[S any, P record[S]](c *coder, typ, auxLength *uint8, count *Auto,
	addr func(*coder, string, *netip.Addr), group *netip.Addr, sources *[]S, aux *[]byte) {
	if c.op == opEncode && !count.IsSet() {
		*count = U16(uint16(len(*sources)))
	}
	num(c, "type", 8, typ)
	num(c, "auxlen", 8, auxLength)
	auto(c, "count", 16, count)
	addr(c, "group", group)
	records[S, P](c, "sources", sources, int(count.Value()))
	data(c, "aux", aux, int(*auxLength)*4)
	if c.op == opDecode && int(count.Value()) == len(*sources) {
		*count = 0
	}
}

var igmpTypes = newWordList(word{0x11, "query"}, word{0x12, "v1-report"}, word{0x16, "v2-report"}, word{0x17, "leave"}, word{0x22, "v3-report"})

var protoIGMP = &protocol{name: "igmp", ip: 2, make: func() walker { return new(IGMP) }}

func (h *IGMP) fields(c *coder) {
	auto(c, "type", 8, &h.Type, igmpTypes)
	num(c, "maxresp", 8, &h.MaxResp)
	auto(c, "chksum", 16, &h.Checksum)
	report := h.Type == IGMPv3Report
	if c.has(!report) {
		addr4Or0(c, "group", &h.Group)
	}
	if c.op == opDecode {
		h.V3 = h.Type == IGMPQuery && c.left() >= 4
	} else if c.op != opEncode {
		bit(c, "v3", &h.V3)
	}
	if c.has(h.V3) {
		num(c, "robustness", 8, &h.Robustness)
		num(c, "interval", 8, &h.Interval)
	}
	if c.has(report) {
		num(c, "reserved", 16, &h.Reserved)
	}
	if c.has(h.V3 || report) {
		auto(c, "count", 16, &h.Count)
	}
	if c.has(h.V3) {
		records(c, "sources", &h.Sources, int(h.Count.Value()))
	}
	if c.has(report) {
		records(c, "records", &h.Records, int(h.Count.Value()))
	}
}

func (IGMP) protocol() *protocol { return protoIGMP }
func (h IGMP) walk(c *coder)     { h.fields(c) }

func (h IGMP) finish(f *frame) {
	f.fill("type", 0x11)
	f.fill("count", len(h.Sources)+len(h.Records))
	f.checksum("chksum", f.start, f.end)
}
