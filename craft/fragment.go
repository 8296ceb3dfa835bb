package craft

import (
	"errors"
	"fmt"

	"pktcap/checksum"
)

// Fragments builds the packet, and returns it in fragments whose outermost IP
// packets have at most mtu bytes each: one, as AppendTo makes it, if that is
// enough.
//
// IPv4 is fragmented as in RFC 791 section 3.2: the options that are not to be
// copied are in the first fragment only, and a packet that is a fragment
// already is divided further. IPv6 is fragmented as in RFC 8200 section 4.5:
// behind the hop-by-hop, routing and first destination options headers comes a
// [Fragment] header; the packet's own is used if it has one. An identification
// of 0 is replaced by a number that depends on the packet's bytes. Checksums
// above IP are those of the whole.
//
// A packet with DF and one without an IP layer cannot be fragmented.
func (p Packet) Fragments(mtu int) ([][]byte, error) {
	b := newBuilder(false)
	defer b.release()
	whole, err := b.build(p, nil)
	if err != nil {
		return nil, err
	}
	for i := range b.frames {
		f := &b.frames[i]
		if f.proto.addresses == nil {
			continue
		}
		if f.end-f.start <= mtu {
			return [][]byte{whole}, nil
		}
		var cut cut
		switch l := p[i].(type) {
		case IPv4:
			cut, err = cutIPv4(l, f)
		case *IPv4:
			cut, err = cutIPv4(*l, f)
		case IPv6, *IPv6:
			cut, err = cutIPv6(p, f)
		default:
			err = fmt.Errorf("layer %d (%s) is not ours", i+1, f.proto.name)
		}
		if err != nil {
			return nil, fmt.Errorf("fragment packet of %d bytes for an MTU of %d: %w", f.end-f.start, mtu, err)
		}
		cut.below, cut.mtu = p[:i], mtu
		if last := len(p) - 1; b.frames[last].proto == protoPadding {
			cut.padding = p[last:]
		}
		return cut.fragments()
	}
	return nil, errors.New("fragment packet: there is no ip or ip6 layer")
}

// A cut is how a packet is divided.
type cut struct {
	below   Packet // layers under IP
	padding Packet // behind each fragment
	mtu     int
	body    []byte // what is divided
	header  int    // size of the headers of the fragments after the first, and
	first   int    // of the first
	headers func(offset int, more bool) Packet
}

func (c *cut) fragments() (list [][]byte, err error) {
	for offset := 0; ; {
		header := c.header
		if offset == 0 {
			header = c.first
		}
		room := c.mtu - header
		left := len(c.body) - offset
		more := left > room
		if more {
			room &^= 7
		}
		if room <= 0 && left > 0 {
			return nil, fmt.Errorf("fragment packet: an MTU of %d has no room for 8 bytes behind %d bytes of headers", c.mtu, header)
		}
		n := min(room, left)
		p := append(c.below[:len(c.below):len(c.below)], c.headers(offset, more)...)
		p = append(append(p, Payload(c.body[offset:offset+n])), c.padding...)
		b, err := p.Bytes()
		if err != nil {
			return nil, err
		}
		list = append(list, b)
		if offset += n; !more {
			return list, nil
		}
	}
}

var errDF = errors.New("it has DF set")

func cutIPv4(h IPv4, f *frame) (cut, error) {
	if h.Flags&DF != 0 {
		return cut{}, errDF
	}
	h.Protocol = U8(f.header()[9])
	if h.ID == 0 {
		h.ID = identification[uint16](f)
	}
	later := h
	later.Options = nil
	size := 0
	for _, o := range h.Options {
		if o.Kind&0x80 != 0 { // RFC 791 section 3.1, "copied flag"
			later.Options = append(later.Options, o)
			size += len(o.Data) + 2
		}
	}
	return cut{
		body: f.b.c.buf[f.body:f.end], first: f.body - f.start, header: 20 + (size+3)&^3,
		headers: func(offset int, more bool) Packet {
			l := h
			if offset > 0 {
				l = later
			}
			l.FragmentOffset = h.FragmentOffset + uint16(offset/8)
			if more {
				l.Flags |= MF
			}
			return Packet{l}
		},
	}, nil
}

func cutIPv6(p Packet, f *frame) (cut, error) {
	// The headers that routers on the way look at go with each fragment.
	last := f
	var own *frame
	for n := f.next(); n != nil; n = n.next() {
		if n.proto == protoFragment {
			own = n
			break
		}
		if n.proto == protoHopByHop || n.proto == protoRouting {
			last = n
		} else if n.proto != protoDestOpts {
			break
		}
	}
	behind := last.next()
	if behind == nil {
		return cut{}, errors.New("there is nothing behind the headers that each fragment needs")
	}
	frag := Fragment{ID: identification[uint32](f)}
	at := last.body
	if own != nil {
		b := own.header()
		if b[2]|b[3] != 0 {
			return cut{}, errors.New("it is a fragment already")
		}
		c := coder{op: opDecode, buf: b, end: len(b)}
		frag.fields(&c)
		last, at = own.below(), own.body
	} else {
		frag.NextHeader = U8(f.b.c.buf[nextHeaderAt(last)])
	}
	return cut{
		body: f.b.c.buf[at:f.end], first: last.body - f.start + 8, header: last.body - f.start + 8,
		headers: func(offset int, more bool) Packet {
			l := frag
			l.Offset, l.More = uint16(offset/8), more
			return append(p[f.index:last.index+1:last.index+1], l)
		},
	}, nil
}

// nextHeaderAt returns where an IPv6 header has its next header field.
func nextHeaderAt(f *frame) int {
	if f.proto == protoIPv6 {
		return f.start + 6
	}
	return f.start
}

// identification makes an identification of a packet's bytes, not 0.
func identification[T uint16 | uint32](f *frame) T {
	crc := checksum.CRC32C(f.b.c.buf[f.start:f.end])
	return max(T(crc^crc>>16), 1)
}
