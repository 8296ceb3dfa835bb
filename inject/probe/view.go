package probe

import (
	"encoding/binary"
	"net/netip"

	"pktcap/linktype"
)

// EtherTypes and protocol numbers, as IANA lists them.
const (
	etherIPv4 = 0x0800
	etherARP  = 0x0806
	etherVLAN = 0x8100
	etherQinQ = 0x88a8
	etherIPv6 = 0x86dd

	protoHopByHop = 0
	protoICMP     = 1
	protoTCP      = 6
	protoUDP      = 17
	protoRouting  = 43
	protoFragment = 44
	protoAH       = 51
	protoICMPv6   = 58
	protoOptions  = 60

	// protoARP stands for ARP among protocol numbers, where no IP packet's can
	// be: it has more than 8 bits.
	protoARP = etherARP
)

// A view is what of a packet matters to telling probes and answers apart. Its
// slices are the packet's own.
type view struct {
	src, dst netip.Addr
	proto    uint16 // IP protocol number of body, or protoARP
	ttl      uint8
	body     []byte // from the transport header on, cut to the IP length
	mac      []byte // ARP: the sender's hardware address
}

// viewFrame reads a captured frame; ok is false where it is neither IP nor ARP.
func viewFrame(data []byte, link linktype.Type) (v view, ok bool) {
	var kind uint16
	switch link {
	case linktype.Ethernet:
		if len(data) < 14 {
			return v, false
		}
		kind, data = binary.BigEndian.Uint16(data[12:]), data[14:]
		for (kind == etherVLAN || kind == etherQinQ) && len(data) >= 4 {
			kind, data = binary.BigEndian.Uint16(data[2:]), data[4:]
		}
	case linktype.LinuxSLL:
		if len(data) < 16 {
			return v, false
		}
		kind, data = binary.BigEndian.Uint16(data[14:]), data[16:]
	case linktype.LinuxSLL2:
		if len(data) < 20 {
			return v, false
		}
		kind, data = binary.BigEndian.Uint16(data), data[20:]
	case linktype.Raw, linktype.IPv4, linktype.IPv6:
		return viewIP(data)
	default:
		return v, false
	}
	switch kind {
	case etherIPv4, etherIPv6:
		return viewIP(data)
	case etherARP:
		return viewARP(data)
	}
	return v, false
}

// viewIP reads an IP datagram, or the beginning of one that an ICMP error
// quotes: ok needs the whole IP header, not the transport's.
func viewIP(b []byte) (v view, ok bool) {
	if len(b) == 0 {
		return v, false
	}
	switch b[0] >> 4 {
	case 4:
		return viewIPv4(b)
	case 6:
		return viewIPv6(b)
	}
	return v, false
}

func viewIPv4(b []byte) (v view, ok bool) {
	if len(b) < 20 {
		return v, false
	}
	size := int(b[0]&0xf) * 4
	if size < 20 || size > len(b) || binary.BigEndian.Uint16(b[6:])&0x1fff != 0 {
		return v, false // not the first fragment
	}
	v = view{
		src: netip.AddrFrom4([4]byte(b[12:16])), dst: netip.AddrFrom4([4]byte(b[16:20])),
		proto: uint16(b[9]), ttl: b[8],
	}
	// A total length of 0 is that of a super-frame over 65,535 bytes.
	end := int(binary.BigEndian.Uint16(b[2:]))
	if end < size || end > len(b) {
		end = len(b)
	}
	v.body = b[size:end]
	return v, true
}

func viewIPv6(b []byte) (v view, ok bool) {
	if len(b) < 40 {
		return v, false
	}
	v = view{
		src: netip.AddrFrom16([16]byte(b[8:24])), dst: netip.AddrFrom16([16]byte(b[24:40])),
		proto: uint16(b[6]), ttl: b[7],
	}
	end := 40 + int(binary.BigEndian.Uint16(b[4:]))
	if end == 40 || end > len(b) {
		end = len(b)
	}
	v.body = b[40:end]
	// RFC 8200 section 4: extension headers, each with the next one's number
	// first. Every turn takes 8 bytes at least.
	for {
		size := 0
		switch v.proto {
		case protoHopByHop, protoRouting, protoOptions:
			if len(v.body) >= 2 {
				size = int(v.body[1])*8 + 8
			}
		case protoAH: // RFC 4302 section 2.2: in words, less two
			if len(v.body) >= 2 {
				size = int(v.body[1])*4 + 8
			}
		case protoFragment:
			if len(v.body) < 8 || binary.BigEndian.Uint16(v.body[2:])&0xfff8 != 0 {
				return v, false // not the first fragment
			}
			size = 8
		default:
			return v, true
		}
		if size == 0 || size > len(v.body) {
			return v, false
		}
		v.proto, v.body = uint16(v.body[0]), v.body[size:]
	}
}

// laterFragment reports whether a packet is a fragment without the headers that
// tell its answer.
func laterFragment(b []byte, link linktype.Type) bool {
	if link == linktype.Ethernet {
		if len(b) < 14 {
			return false
		}
		kind := binary.BigEndian.Uint16(b[12:])
		for b = b[14:]; (kind == etherVLAN || kind == etherQinQ) && len(b) >= 4; b = b[4:] {
			kind = binary.BigEndian.Uint16(b[2:])
		}
	}
	switch {
	case len(b) >= 20 && b[0]>>4 == 4:
		return binary.BigEndian.Uint16(b[6:])&0x1fff != 0
	case len(b) >= 40 && b[0]>>4 == 6:
		next, rest := b[6], b[40:]
		for len(rest) >= 8 {
			switch next {
			case protoFragment:
				return binary.BigEndian.Uint16(rest[2:])&0xfff8 != 0
			case protoHopByHop, protoRouting, protoOptions:
				size := int(rest[1])*8 + 8
				next, rest = rest[0], rest[min(size, len(rest)):]
			default:
				return false
			}
		}
	}
	return false
}

// viewARP reads an ARP packet for Ethernet and IPv4, RFC 826. Its addresses are
// those of the protocol: sender and target.
func viewARP(b []byte) (v view, ok bool) {
	const ethernetIPv4 = 0x0001_0800_0604 // hardware, protocol, and their lengths
	if len(b) < 28 || binary.BigEndian.Uint64(b)>>16 != ethernetIPv4 {
		return v, false
	}
	return view{
		src: netip.AddrFrom4([4]byte(b[14:18])), dst: netip.AddrFrom4([4]byte(b[24:28])),
		proto: protoARP, body: b[:28], mac: b[8:14],
	}, true
}
