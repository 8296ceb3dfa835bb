package probe

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"slices"
)

// A Kind is what answered a probe.
type Kind uint8

const (
	_            Kind = iota
	SynAck            // TCP: the port is open
	Reset             // TCP: the port is closed
	OtherSegment      // TCP: any other segment
	Datagram          // UDP
	EchoReply         // ICMP, ICMPv6
	Timestamp         // ICMP timestamp reply
	HardwareAddr      // an ARP reply or a neighbour advertisement
	Unreachable       // ICMP: destination unreachable
	TimeExceeded      // ICMP: the TTL or hop limit ran out on the way
	TooBig            // ICMP: fragmentation needed; ICMPv6: packet too big
	Refused           // ICMP: any other error
)

var kindNames = [...]string{"none", "SYN-ACK", "RST", "segment", "datagram", "echo reply", "timestamp reply",
	"hardware address", "unreachable", "time exceeded", "too big", "ICMP error"}

// String returns the kind in words.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// IsError reports whether k is an ICMP error rather than the destination's own
// answer.
func (k Kind) IsError() bool { return k >= Unreachable }

// An Answer is what a packet that answers a probe says.
type Answer struct {
	Kind Kind
	From netip.Addr // who sent it: the destination, or a router on the way
	TTL  uint8      // or hop limit, as it arrived; 0 where there is none

	Flags  uint8  // TCP
	Seq    uint32 // TCP; echo: the sequence number
	Ack    uint32 // TCP
	Window uint16 // TCP
	Size   int    // bytes of transport header and data
	Data   []byte // UDP: what the datagram carries

	Type, Code uint8 // ICMP
	MTU        int   // TooBig: the next link's

	Hardware net.HardwareAddr // HardwareAddr: the neighbour's
}

// read returns what an arriving packet says and the key of the probe that it
// answers. ok is false for a packet that cannot answer anything.
func read(v view) (a Answer, k key, ok bool) {
	a = Answer{From: v.src, TTL: v.ttl, Size: len(v.body)}
	f := flow{proto: v.proto, local: v.dst, remote: v.src}
	b := v.body
	switch v.proto {
	case protoTCP:
		if len(b) < 20 {
			return a, k, false
		}
		f.localPort, f.remotePort = binary.BigEndian.Uint16(b[2:]), binary.BigEndian.Uint16(b)
		a.Seq, a.Ack = binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])
		a.Flags, a.Window = b[13], binary.BigEndian.Uint16(b[14:])
		switch {
		case a.Flags&flagRST != 0:
			a.Kind = Reset
		case a.Flags&(flagSYN|flagACK) == flagSYN|flagACK:
			a.Kind = SynAck
		default:
			a.Kind = OtherSegment
		}
		switch {
		case a.Flags&flagACK != 0:
			return a, key{f, inAck, a.Ack}, true
		case a.Kind == Reset:
			return a, key{f, inReset, a.Seq}, true
		}
		return a, key{f, nothing, 0}, true
	case protoUDP:
		if len(b) < 8 {
			return a, k, false
		}
		f.localPort, f.remotePort = binary.BigEndian.Uint16(b[2:]), binary.BigEndian.Uint16(b)
		a.Kind, a.Data = Datagram, b[8:]
		return a, key{f, inDatagram, 0}, true
	case protoICMP:
		return readICMP(v, a, f)
	case protoICMPv6:
		return readICMPv6(v, a, f)
	case protoARP:
		a.Kind = HardwareAddr
		a.Hardware = net.HardwareAddr(v.mac)
		return a, key{f, inReply, 0}, binary.BigEndian.Uint16(b[6:]) == arpReply
	}
	return a, k, false
}

func readICMP(v view, a Answer, f flow) (Answer, key, bool) {
	b := v.body
	if len(b) < 8 {
		return a, key{}, false
	}
	a.Type, a.Code = b[0], b[1]
	switch a.Type {
	case icmpEchoReply, icmpTimestampBack:
		a.Kind = EchoReply
		if a.Type == icmpTimestampBack {
			a.Kind = Timestamp
		}
		f.localPort = binary.BigEndian.Uint16(b[4:])
		a.Seq = uint32(binary.BigEndian.Uint16(b[6:]))
		return a, key{f, inReply, a.Seq}, true
	case icmpUnreachable:
		const fragmentationNeeded = 4 // RFC 1191 section 4
		a.Kind = Unreachable
		if a.Code == fragmentationNeeded {
			a.Kind, a.MTU = TooBig, int(binary.BigEndian.Uint16(b[6:]))
		}
	case icmpTimeExceeded:
		a.Kind = TimeExceeded
	case icmpQuench, icmpParameter:
		a.Kind = Refused
	default:
		return a, key{}, false
	}
	return quoted(a, b[8:])
}

func readICMPv6(v view, a Answer, f flow) (Answer, key, bool) {
	b := v.body
	if len(b) < 8 {
		return a, key{}, false
	}
	a.Type, a.Code = b[0], b[1]
	switch a.Type {
	case icmp6EchoReply:
		a.Kind = EchoReply
		f.localPort = binary.BigEndian.Uint16(b[4:])
		a.Seq = uint32(binary.BigEndian.Uint16(b[6:]))
		return a, key{f, inReply, a.Seq}, true
	case icmp6Advert:
		return readAdvert(a, f, b)
	case icmp6Unreachable:
		a.Kind = Unreachable
	case icmp6TooBig:
		a.Kind, a.MTU = TooBig, int(binary.BigEndian.Uint32(b[4:]))
	case icmp6TimeExceeded:
		a.Kind = TimeExceeded
	case icmp6Parameter:
		a.Kind = Refused
	default:
		return a, key{}, false
	}
	return quoted(a, b[8:])
}

// readAdvert reads a neighbour advertisement, RFC 4861 section 4.4: the target
// and, in an option, its link-layer address.
func readAdvert(a Answer, f flow, b []byte) (Answer, key, bool) {
	if len(b) < 24 {
		return a, key{}, false
	}
	f.remote = netip.AddrFrom16([16]byte(b[8:24]))
	f.remotePort = icmp6Solicitation
	a.Kind = HardwareAddr
	const targetLinkLayer = 2
	for options := b[24:]; len(options) >= 8; {
		size := int(options[1]) * 8
		if size == 0 || size > len(options) {
			break
		}
		if options[0] == targetLinkLayer {
			a.Hardware = net.HardwareAddr(options[2:8])
			break
		}
		options = options[size:]
	}
	return a, key{f, inReply, 0}, true
}

// quoted returns the key of the probe that an ICMP error quotes.
func quoted(a Answer, quote []byte) (Answer, key, bool) {
	v, ok := viewIP(quote)
	if !ok {
		return a, key{}, false
	}
	f, token, ok := identify(v)
	return a, key{f, inProbe, token}, ok
}

// clone returns a with slices of its own.
func (a Answer) clone() Answer {
	a.Hardware, a.Data = slices.Clone(a.Hardware), slices.Clone(a.Data)
	return a
}

// IsPortUnreachable reports whether a is the word of a host that nobody listens
// on the port: RFC 792, code 3, and RFC 4443 section 3.1, code 4.
func (a Answer) IsPortUnreachable() bool {
	return a.Kind == Unreachable && (a.From.Is4() && a.Code == 3 || a.From.Is6() && a.Code == 4)
}
