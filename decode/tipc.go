package decode

// Users of TIPC messages: "TIPC: Transparent Inter Process Communication
// Protocol", draft-spec-tipc, 6.1.
const (
	tipcConnection  = 8
	tipcNames       = 11
	tipcLinkConfig  = 13
	tipcCritical    = 3
	tipcBroadcast   = 5
	tipcBundler     = 6
	tipcLink        = 7
	tipcChangeover  = 10
	tipcFragmenter  = 12
	tipcLongHeaders = 6 // words, beyond which a header has the nodes
)

var (
	tipcUsers = names{
		{0, "Low Importance Data payload"},
		{1, "Medium Importance Data payload"},
		{2, "High Importance Data payload"},
		{tipcCritical, "Critical Importance Data payload"},
		{tipcBroadcast, "Broadcast Link Protocol internal"},
		{tipcBundler, "Message Bundler Protocol internal"},
		{tipcLink, "Link State Protocol internal"},
		{tipcConnection, "Connection Manager internal"},
		{tipcChangeover, "Link Changeover Protocol internal"},
		{tipcNames, "Name Table Update Protocol internal"},
		{tipcFragmenter, "Message Fragmentation Protocol internal"},
		{tipcLinkConfig, "Neighbor Detection Protocol internal"},
	}
	tipcTypes       = names{{0, "CONN_MSG"}, {1, "MCAST_MSG"}, {2, "NAMED_MSG"}, {3, "DIRECT_MSG"}}
	tipcConfigTypes = names{{0, "Link request"}, {1, "Link response"}}
)

// printTIPC prints a Transparent Inter-Process Communication message.
//
//	 0         3      7             11          15               32
//	+---------+------+-------------+-----------+----------------+
//	| version | user | header size | ...       | message size   |
//	+---------+------+-------------+-----------+----------------+
//	| type    | ...                            | broadcast ack  |
//	+---------+---------------------------------+---------------+
//	| link ack                     | link sequence              |
//	+-----------------------------------------------------------+
//	| previous node, originating port, destination port, ...    |
//
// The header's size is in words of 32 bits.
func printTIPC(p *Printer, v view) {
	p.enter("tipc", v)
	user := int(v.u32(0) >> 25 & 0xf)
	switch user {
	case tipcLinkConfig:
		p.tipcLinkConfig(v)
	case tipcBroadcast, tipcBundler, tipcLink, tipcChangeover, tipcFragmenter:
		p.tipcInternal(v)
	case 0, 1, 2, tipcCritical, tipcConnection, tipcNames:
		p.tipcPayload(v)
	}
}

// tipcHeader prints what a header's first two words hold but for the version.
func (p *Printer) tipcHeader(v view, types names) {
	w0, w1 := v.u32(0), v.u32(4)
	p.printf(", headerlength %d bytes, MessageSize %d bytes, ", (w0>>21&0xf)*4, w0&0x1ffff)
	p.name32(tipcUsers, "unknown", w0>>25&0xf)
	p.str(", messageType ")
	p.name32(types, "Unknown", w1>>29)
}

// tipcVersion prints the version and a blank.
func (p *Printer) tipcVersion(v view) { p.printf("TIPC v%d.0 ", v.u32(0)>>29) }

// tipcNode prints the address of a node, zone, cluster and node in it.
func (p *Printer) tipcNode(a uint32) { p.printf("%d.%d.%d", a>>24, a>>12&0xfff, a&0xfff) }

// tipcPayload prints a message of a user's data.
func (p *Printer) tipcPayload(v view) {
	v.need(0, 24)
	size := v.u32(0) >> 21 & 0xf
	if size > tipcLongHeaders {
		v.need(0, 32)
	}
	p.tipcVersion(v)
	if size <= tipcLongHeaders {
		p.tipcNode(v.u32(12))
		p.printf(":%d > %d", v.u32(16), v.u32(20))
	} else {
		p.tipcNode(v.u32(24))
		p.printf(":%d > ", v.u32(16))
		p.tipcNode(v.u32(28))
		p.printf(":%d", v.u32(20))
	}
	p.tipcHeader(v, tipcTypes)
	if size > tipcLongHeaders && p.v > 0 {
		p.str("\n\tPrevious Node ")
		p.tipcNode(v.u32(12))
		p.printf(", Broadcast Ack %d, Link Ack %d, Link Sequence %d", v.u16(6), v.u16(8), v.u16(10))
	}
}

// tipcInternal prints a message between the nodes of a link.
func (p *Printer) tipcInternal(v view) {
	v.need(0, 32)
	p.tipcVersion(v)
	p.tipcNode(v.u32(24))
	p.str(" > ")
	p.tipcNode(v.u32(28))
	p.tipcHeader(v, tipcTypes)
	p.printf(" (0x%08x)", v.u32(4))
	if p.v == 0 {
		return
	}
	v.need(0, 40)
	p.str("\n\tPrevious Node ")
	p.tipcNode(v.u32(12))
	p.printf(", Session No. %d, Broadcast Ack %d, Sequence Gap %d,  Broadcast Gap After %d, Broadcast Gap To %d",
		v.u16(20), v.u16(6), v.u16(4)&0x1fff, v.u16(8), v.u16(10))
	p.printf(", Last Sent Packet No. %d, Next sent Packet No. %d, Transport Sequence %d, msg_count %d, Link Tolerance %d",
		v.u16(16), v.u16(18), v.u32(32), v.u16(36), v.u16(38))
}

// tipcLinkConfig prints a message of neighbour detection.
func (p *Printer) tipcLinkConfig(v view) {
	v.need(0, 16)
	p.tipcVersion(v)
	p.tipcNode(v.u32(12))
	p.str(" > ")
	p.tipcNode(v.u32(8))
	p.tipcHeader(v, tipcConfigTypes)
	if p.v > 0 {
		v.need(0, 24)
		p.printf("\n\tNodeSignature %d, network_id %d, media_id %d", v.u16(6), v.u32(16), v.u8(23))
	}
}
