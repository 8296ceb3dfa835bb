package filter

import "pktcap/linktype"

// A linkLayer is what the compiler knows of a link type: one row of linkLayers.
type linkLayer struct {
	linkType linktype.Type

	// header is the offset of the link-layer header. Where a header of
	// variable length comes before it, prefix is that one's length.
	header uint32
	prefix func(*graph) *value

	// kind is the offset of the field that says what protocol the payload is,
	// payload that of the payload. Both are counted from the packet's start;
	// unknown where there is none. payloadAt is for payloads at an offset that
	// depends on the packet.
	kind, payload int
	payloadAt     func(*graph, place) place

	// anyPayloadAt is payloadAt for packets that may not have that payload.
	anyPayloadAt func(*graph, place) place

	// network is the length of the 802.2 and SNAP headers in front of the
	// network header, noSNAP that of an 802.2 header alone.
	network, noSNAP uint32

	// protocol is true of packets that carry a protocol: an EtherType, or, up
	// to maxLength, an 802.2 SAP. nil compares kind with an EtherType.
	protocol func(c *generator, e *env, proto uint32) *cond

	macs           macKind
	srcMAC, dstMAC uint32 // offsets of the addresses in the link-layer header
	broadcast      uint32 // macByte: the broadcast address
	multicast      bool   // "multicast" is known

	vlan bool   // "vlan" is known
	mpls uint32 // the protocol that MPLS is, 0 where "mpls" is not known
	llc  func(c *generator, e *env) *cond

	radio bool // radio[...] is known: a header with radio information comes first

	ifindex bool // the header has the index of the interface, at byte 4

	// inOrder says that libpcap's optimiser does not move the tests of this link
	// type, see graph.
	inOrder bool

	// outbound is true of packets that the capturing machine sent, or received.
	outbound func(c *generator, e *env, sent bool) *cond
}

// unknown stands for an offset that a link type does not have.
const unknown = -1

// A macKind is what kind of addresses a link layer has.
type macKind uint8

const (
	macNone macKind = iota
	mac48           // two 48-bit addresses at fixed offsets
	macWLAN         // 802.11: up to four 48-bit addresses
	mac8            // two 8-bit addresses at fixed offsets
)

// initialEnv is the environment at the start of an expression.
func (l *linkLayer) initialEnv(g *graph) env {
	e := env{layer: l, outerMost: true, network: l.network, noSNAP: l.noSNAP}
	e.header = place{k: l.header}
	if l.prefix != nil {
		e.header.v = l.prefix(g)
	}
	e.kind, e.payload = place{k: uint32(l.kind)}, place{k: uint32(l.payload)}
	if l.payloadAt != nil {
		e.payload = l.payloadAt(g, e.header)
	}
	return e
}

// unguarded is e for a term of which it was not asked whether the packet has
// what it looks at.
func (e *env) unguarded(g *graph) *env {
	if !e.outerMost || e.layer.anyPayloadAt == nil {
		return e
	}
	guarded, unguarded := e.layer.payloadAt(g, e.header), e.layer.anyPayloadAt(g, e.header)
	if e.payload.v != guarded.v {
		return e
	}
	u := *e
	u.payload = place{unguarded.v, e.payload.k - guarded.k + unguarded.k}
	return &u
}

// hasKind reports whether the packet has a field that says what its payload is.
func (e *env) hasKind() bool { return !e.outerMost || e.layer.kind != unknown }

// layerOf returns the row of a link type; ok is false if there is none, and no
// filter can be compiled for it but one without terms about headers.
func layerOf(t linktype.Type) *linkLayer {
	if l := rows[t]; l != nil {
		return l
	}
	return &linkLayer{linkType: t, kind: unknown, payload: unknown}
}

var rows = map[linktype.Type]*linkLayer{}

func init() {
	for i := range linkLayers {
		rows[linkLayers[i].linkType] = &linkLayers[i]
	}
	for _, t := range juniperTypes {
		l := juniper
		l.linkType, l.kind, l.payload = t.linkType, t.kind, t.payload
		l.network, l.noSNAP = t.network, t.noSNAP
		rows[t.linkType] = &l
	}
}

// ethernet returns a row for Ethernet frames whose destination address is at
// header, and whose type field follows a tag of tag bytes.
func ethernet(t linktype.Type, header uint32, tag int) linkLayer {
	return linkLayer{
		linkType: t, header: header, kind: int(header) + 12 + tag, payload: int(header) + 14 + tag,
		network: 0, noSNAP: 3, protocol: (*generator).etherProtocol,
		macs: mac48, srcMAC: 6, dstMAC: 0, multicast: true,
		vlan: true, mpls: etherMPLS, llc: (*generator).etherLLC,
	}
}

// wlan returns a row for 802.11 frames behind a header of the given length.
func wlan(t linktype.Type, prefix func(*graph) *value, payloadAt func(*graph, place) place) linkLayer {
	return linkLayer{
		linkType: t, prefix: prefix, kind: 24, payload: 0, payloadAt: payloadAt, anyPayloadAt: anyWLANPayload,
		network: 8, noSNAP: 3, protocol: (*generator).wlanProtocol,
		macs: macWLAN, multicast: true,
		vlan: t != linktype.PPI, llc: (*generator).wlanDataFrame,
	}
}

// ppp returns a row for PPP with the protocol field at kind.
func ppp(t linktype.Type, kind, payload int) linkLayer {
	return linkLayer{linkType: t, kind: kind, payload: payload, protocol: (*generator).pppProtocol}
}

// llc returns a row for a link layer whose payload begins with an 802.2 header.
func llc(t linktype.Type, payload int, always func(*generator, *env) *cond) linkLayer {
	return linkLayer{linkType: t, kind: payload, payload: payload, network: 8, noSNAP: 3,
		protocol: (*generator).llcProtocol, llc: always}
}

// raw returns a row for IP without a link layer, or behind one that does not
// say what it carries.
func raw(t linktype.Type, payload int, protocol func(*generator, *env, uint32) *cond) linkLayer {
	return linkLayer{linkType: t, kind: unknown, payload: payload, protocol: protocol}
}

// with returns l after change.
func (l linkLayer) with(change func(*linkLayer)) linkLayer {
	change(&l)
	return l
}
