package craft

import (
	"bytes"
	"slices"

	"pktcap/linktype"
)

// Dissect returns the layers of a packet that begins with a header of the link
// type lt. AppendTo makes the same bytes of them again, whatever they are: what
// is not understood, is cut short or cannot be written in the layer's fields
// is a [Payload]. Fields that would be computed as they are, are absent.
//
// The layers are pointers, and their byte slices share memory with packet.
func Dissect(packet []byte, lt linktype.Type) Packet {
	return dissect(packet, firstProtocol(lt))
}

// Show returns the packet in the text form, see [Dissect].
func Show(packet []byte, lt linktype.Type) string {
	return Dissect(packet, lt).String()
}

func firstProtocol(lt linktype.Type) *protocol {
	switch lt {
	case linktype.Ethernet:
		return protoEthernet
	case linktype.Raw:
		return protoByVersion
	case linktype.IPv4:
		return protoIPv4
	case linktype.IPv6:
		return protoIPv6
	case linktype.LinuxSLL:
		return protoSLL
	case linktype.LinuxSLL2:
		return protoSLL2
	case linktype.Null:
		return protoNull
	case linktype.Loop:
		return protoLoop
	case linktype.PPP:
		return protoPPP
	}
	return nil
}

// maxLayers is how many layers Dissect finds; the rest is payload.
const maxLayers = 48

func dissect(packet []byte, first *protocol) Packet {
	if len(packet) == 0 {
		return nil
	}
	layers, starts := split(packet, first)
	for n := len(layers); ; n-- {
		p := slices.Clone(layers[:n])
		if n < len(layers) {
			// The n-th layer does not encode to what it was read from.
			p = append(p, payloadOf(packet[starts[n]:]))
		}
		if same(p, packet) {
			return relax(p, packet)
		}
	}
}

// same reports whether p encodes to packet.
func same(p Packet, packet []byte) bool {
	b := newBuilder(false)
	defer b.release()
	got, err := b.build(p, nil)
	return err == nil && bytes.Equal(got, packet)
}

func payloadOf(b []byte) Layer {
	p := Payload(b)
	return &p
}

// split reads the layers of packet with all of their fields present, and where
// each begins.
func split(packet []byte, p *protocol) (layers Packet, starts []int) {
	at, end := 0, len(packet)
	var trailers []trailer
	for p != nil && at < end && len(layers) < maxLayers {
		if p == protoByVersion {
			if p = ipVersion(packet[at]); p == nil {
				break
			}
		}
		l := p.make()
		c := coder{op: opDecode, buf: packet[at:end], end: end - at}
		l.fields(&c)
		if c.short || c.err != nil || c.pos == 0 {
			break
		}
		header := (c.pos + 7) / 8
		if m, ok := l.(measured); ok {
			if n := m.size(header); n >= header && n < end-at {
				trailers = append(trailers, trailer{&Padding{Data: packet[at+n : end]}, at + n})
				end = at + n
			}
		}
		if ext, start := extensionsOf(l, packet, at+header, end); ext != nil {
			trailers = append(trailers, trailer{ext, start})
			end = start
		}
		layers, starts = append(layers, l), append(starts, at)
		at += header
		p = nil
		if c, ok := l.(carrier); ok {
			p = c.above()
		}
	}
	if at < end {
		layers, starts = append(layers, payloadOf(packet[at:end])), append(starts, at)
	}
	for i := len(trailers) - 1; i >= 0; i-- {
		t := trailers[i]
		if pad, ok := t.layer.(*Padding); ok && i > 0 {
			if ext, ok := trailers[i-1].layer.(*ICMPExtensions); ok {
				// What fills up a quoted packet is its extensions' own.
				if slices.ContainsFunc(pad.Data, func(b byte) bool { return b != 0 }) {
					ext.Fill = pad.Data
				}
				trailers[i-1].start = t.start
				continue
			}
		}
		layers, starts = append(layers, t.layer), append(starts, t.start)
	}
	return layers, starts
}

// A trailer is a layer behind the packet that split is reading.
type trailer struct {
	layer Layer
	start int
}

func ipVersion(first byte) *protocol {
	switch first >> 4 {
	case 4:
		return protoIPv4
	case 6:
		return protoIPv6
	}
	return nil
}

// relax makes absent the fields of p, which encodes to packet, that would be
// computed as they are. p's layers are walkers.
func relax(p Packet, packet []byte) Packet {
	b := newBuilder(false)
	defer b.release()
	b.c.shadow = true
	if _, err := b.build(p, nil); err != nil {
		return p
	}
	relaxed := make(Packet, len(p))
	for i, l := range p {
		w := l.protocol().make()
		copyLayer(w, l)
		c := coder{op: opRelax, layer: i, holes: b.c.holes}
		w.fields(&c)
		relaxed[i] = w
		if pad, ok := w.(*Padding); ok && len(packet) == 60 && !slices.ContainsFunc(pad.Data, func(b byte) bool { return b != 0 }) {
			relaxed[i] = &Padding{}
		}
	}
	if !same(relaxed, packet) {
		return p
	}
	return relaxed
}
