package decode

import (
	"bytes"

	"pktcap/capture"
	"pktcap/linktype"
)

// A JSONPrinter prints packets as JSON Lines: an object a packet, as schema.json
// describes it, and a newline.
//
// The object has a member for the packet itself, "frame", one for each layer
// that was decoded, named as Wireshark names the protocol, and one for what a
// tunnel or an ICMP error carries, "inner", which has such members again:
//
//	{"frame":{...},"eth":{...},"ip":{...},"udp":{...},"vxlan":{...},
//	 "inner":{"eth":{...},"ip":{...},"tcp":{...}}}
//
// The fields of a layer have Wireshark's names without the protocol's, with
// underscores for further dots: Wireshark's ip.ttl is .ip.ttl, and tcp.flags.str
// is .tcp.flags_str. Numbers are numbers, flags are booleans, addresses and
// names are strings, bytes are hex. "vlan", "mpls" and "ipv6_ext" are arrays.
// Layers above TCP, UDP and the like have their text, as [Printer] prints it with
// the same options, as "text"; of some only that is known. What such a protocol
// has many of is an array of objects, as "answers" of "dns": chosen as columns,
// their fields are all of one name. Members may be added; none changes its name
// or type.
//
// Everything comes from the one decoding that [Printer] does.
type JSONPrinter struct {
	p   *Printer
	rec record
	buf []byte // the packet's text
}

// NewJSON returns a JSONPrinter. Of opt it takes what concerns decoding: options
// about times, numbers, link-layer headers and hex are for text.
func NewJSON(opt Options) *JSONPrinter {
	return &JSONPrinter{p: newForValues(opt)}
}

// newForValues returns a Printer whose text serves for layers that are not
// known by value. It prints with -v at least: without, what an ICMP error quotes
// is not decoded.
func newForValues(opt Options) *Printer {
	opt.Verbose = max(opt.Verbose, 1)
	opt.Time, opt.Number, opt.Lengths, opt.Hex, opt.Link, opt.Quiet = TimeNone, false, false, HexNone, false, false
	p := New(opt)
	p.values = true
	return p
}

// AppendPacket appends pkt, a packet of the given link type, as a line of JSON.
// It keeps no part of pkt.
func (j *JSONPrinter) AppendPacket(dst []byte, pkt *capture.Packet, link linktype.Type) []byte {
	j.buf = j.p.AppendPacket(j.buf[:0], pkt, link)
	j.rec = record{out: append(dst, '{')}
	j.rec.packet(j.p, j.buf, pkt, link)
	return append(j.rec.out, '}', '\n')
}

// packet writes pkt, which p has just printed as text.
func (r *record) packet(p *Printer, text []byte, pkt *capture.Packet, link linktype.Type) {
	r.p, r.pkt = p, pkt
	if r.tree == nil {
		r.frame(p, pkt, link)
	}
	layers := p.layers[:p.nlayers]
	depth := 0
	for i := 0; i < len(layers); depth++ {
		if depth > 0 {
			r.layer("inner", '{')
		}
		if r.columns != nil {
			r.columns.depth = depth
		}
		if r.tree != nil {
			r.tree.depth = depth
		}
		i += r.level(layers[i:], text)
	}
	for range depth - 1 {
		r.close('}')
	}
}

// frame writes what is known of the packet beside its layers.
func (r *record) frame(p *Printer, pkt *capture.Packet, link linktype.Type) {
	r.layer("frame", '{')
	r.uint("number", p.count)
	second, nanos := split(pkt.Time)
	if r.wanted("time") {
		r.quote()
		r.out = pkt.Time.Time().AppendFormat(r.out, "2006-01-02T15:04:05.000000000Z")
		r.quote()
		r.done()
	}
	if r.wanted("time_epoch") {
		r.quote()
		r.out = appendf(r.out, "%d.%09d", second, nanos)
		r.quote()
		r.done()
	}
	r.int("len", pkt.Length)
	r.int("cap_len", len(pkt.Data))
	r.int("interface_id", pkt.Interface)
	r.word("encap", link.String())
	r.meta(&pkt.Meta)
	if p.bailed {
		r.word("truncated_in", layerOf(p.protocol).name)
	}
	if r.wanted("protocols") {
		r.quote()
		sep := ""
		for i := range p.layers[:p.nlayers] {
			if name := layerOf(p.layers[i].protocol).name; name != "" {
				r.out = append(append(r.out, sep...), name...)
				sep = ":"
			}
		}
		r.quote()
		r.done()
	}
	r.close('}')
}

// Words for what a source knows of a packet.
var (
	directionWords  = [...]string{capture.DirectionIn: "in", capture.DirectionOut: "out"}
	packetTypeWords = [...]string{
		capture.TypeHost: "host", capture.TypeBroadcast: "broadcast", capture.TypeMulticast: "multicast",
		capture.TypeOtherHost: "otherhost", capture.TypeOutgoing: "outgoing",
	}
	checksumWords = [...]string{capture.ChecksumPartial: "offloaded", capture.ChecksumValid: "verified"}
)

// meta writes what the source knows of the packet beyond its bytes.
func (r *record) meta(m *capture.Meta) {
	known := func(name string, words []string, i int) {
		if i > 0 && i < len(words) {
			r.word(name, words[i])
		}
	}
	known("direction", directionWords[:], int(m.Direction))
	known("packet_type", packetTypeWords[:], int(m.Type))
	if m.LossBefore {
		r.bool("loss_before", true)
	}
	if m.Lost > 0 {
		r.uint("lost", m.Lost)
	}
	if m.GSO {
		r.bool("gso", true)
	}
	known("checksum", checksumWords[:], int(m.Checksum))
	if m.VLANStripped {
		r.bool("vlan_stripped", true)
	}
	if m.Hash != 0 {
		r.uint("rx_hash", uint64(m.Hash))
	}
	if m.HardwareTime {
		r.word("time_source", "nic")
	}
}

// level writes the layers of one level of encapsulation and returns how many of
// layers they are. The level ends where a layer does not belong on the one
// before it.
func (r *record) level(layers []layer, text []byte) int {
	r.ip, r.transport = network{}, ""
	last := rankNothing
	array := "" // the array that is open
	n := 0
	for n < len(layers) {
		l := &layers[n]
		kind := layerOf(l.protocol)
		if kind.rank == rankNothing {
			n++
			continue
		}
		if kind.rank < last || kind.rank == last && kind.rank < rankApplication && !kind.repeats {
			break
		}
		if array != "" && array != kind.name {
			r.close(']')
			array = ""
		}
		again := kind.rank == last && kind.rank == rankApplication && contains(layers[:n], l.protocol)
		last = kind.rank
		n++
		if again {
			continue // its text is part of that of the first
		}
		if kind.repeats {
			if array == "" {
				r.layer(kind.name, '[')
				array = kind.name
			}
			r.element()
		} else {
			r.layer(kind.name, '{')
		}
		if r.tree != nil {
			r.tree.begun(l)
		}
		if kind.rank == rankTransport {
			r.transport = l.protocol
		}
		if kind.write != nil {
			r.fields(kind.write, l)
		}
		if kind.rank == rankApplication || kind.name == "wlan" || kind.name == "radiotap" {
			r.text("text", layerText(layers[n:], text, l))
		}
		r.close('}')
	}
	if array != "" {
		r.close(']')
	}
	return n
}

// contains reports whether one of layers is protocol's.
func contains(layers []layer, protocol string) bool {
	for i := range layers {
		if layers[i].protocol == protocol {
			return true
		}
	}
	return false
}

// layerText returns the text of layer l, which ends where that of the next layer
// begins.
func layerText(after []layer, text []byte, l *layer) []byte {
	end := len(text)
	for i := range after {
		if after[i].protocol != l.protocol {
			end = after[i].text
			break
		}
	}
	return bytes.Trim(text[min(l.text, end):end], " \n\t:")
}
