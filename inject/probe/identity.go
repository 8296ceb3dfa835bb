package probe

import (
	"encoding/binary"
	"net/netip"
)

// A flow is the two ends of a conversation, as the prober sees them.
type flow struct {
	proto         uint16 // as in a view
	local, remote netip.Addr
	localPort     uint16 // or ICMP identifier
	remotePort    uint16
}

// A key is something that a packet seen on the wire says, and that a probe
// can be looked up by.
type key struct {
	flow  flow
	how   how
	token uint32
}

// how says in which kind of packet a key is found.
type how uint8

const (
	inProbe    how = iota // the probe itself: seen leaving, or quoted in an ICMP error
	inAck                 // a TCP segment that acknowledges token
	inReset               // a TCP reset without an acknowledgment, at sequence number token
	inReply               // an answer that repeats token
	inDatagram            // an answer that repeats nothing but the flow
	nothing               // anything else on the flow

	maximumKeys = 4 // that one probe has
)

// TCP flags, RFC 9293 section 3.1.
const (
	flagFIN = 1 << iota
	flagSYN
	flagRST
	flagPSH
	flagACK
)

// ICMP types, RFC 792, and ICMPv6 types, RFC 4443 and RFC 4861.
const (
	icmpEchoReply     = 0
	icmpUnreachable   = 3
	icmpQuench        = 4
	icmpEcho          = 8
	icmpTimeExceeded  = 11
	icmpParameter     = 12
	icmpTimestamp     = 13
	icmpTimestampBack = 14

	icmp6Unreachable  = 1
	icmp6TooBig       = 2
	icmp6TimeExceeded = 3
	icmp6Parameter    = 4
	icmp6Echo         = 128
	icmp6EchoReply    = 129
	icmp6Solicitation = 135
	icmp6Advert       = 136
)

// identify returns the flow of a packet that the prober sent, and the token
// that tells it from others of the flow. It needs no more of the transport
// than the 8 bytes that every ICMP error quotes (RFC 792).
func identify(v view) (f flow, token uint32, ok bool) {
	f = flow{proto: v.proto, local: v.src, remote: v.dst}
	b := v.body
	if len(b) < 8 {
		return f, 0, false
	}
	switch v.proto {
	case protoTCP:
		f.localPort, f.remotePort = binary.BigEndian.Uint16(b), binary.BigEndian.Uint16(b[2:])
		return f, binary.BigEndian.Uint32(b[4:]), true
	case protoUDP:
		// Nothing in a UDP header numbers it; checksum and length tell apart
		// what differs. (The IPv4 identification would, but a raw socket fills
		// it in where it is 0.)
		f.localPort, f.remotePort = binary.BigEndian.Uint16(b), binary.BigEndian.Uint16(b[2:])
		return f, uint32(binary.BigEndian.Uint16(b[6:]))<<16 | uint32(binary.BigEndian.Uint16(b[4:])), true
	case protoICMP:
		if b[0] != icmpEcho && b[0] != icmpTimestamp {
			return f, 0, false
		}
		f.localPort = binary.BigEndian.Uint16(b[4:])
		return f, uint32(binary.BigEndian.Uint16(b[6:])), true
	case protoICMPv6:
		switch {
		case b[0] == icmp6Echo:
			f.localPort = binary.BigEndian.Uint16(b[4:])
			return f, uint32(binary.BigEndian.Uint16(b[6:])), true
		case b[0] == icmp6Solicitation && len(b) >= 24:
			f.remote = netip.AddrFrom16([16]byte(b[8:24])) // the target
			f.remotePort = icmp6Solicitation
			return f, 0, true
		}
	case protoARP:
		return f, 0, binary.BigEndian.Uint16(b[6:]) == arpRequest
	}
	return f, 0, false
}

// ARP operations, RFC 826.
const (
	arpRequest = 1
	arpReply   = 2
)

// keysOf returns the keys that a probe is registered under, and false for a
// packet that cannot be recognised. dst is where to put them.
func keysOf(v view, dst []key) ([]key, bool) {
	f, token, ok := identify(v)
	if !ok {
		return dst, false
	}
	dst = append(dst, key{f, inProbe, token})
	switch v.proto {
	case protoTCP:
		if len(v.body) < 20 {
			return dst, false
		}
		flags := v.body[13]
		offset := int(v.body[12]>>4) * 4
		size := uint32(max(len(v.body)-offset, 0))
		if flags&flagSYN != 0 {
			// RFC 9293: a SYN takes one number, and data with it may be left
			// unacknowledged.
			dst = append(dst, key{f, inAck, token + 1})
			size++
		}
		if flags&flagFIN != 0 {
			size++
		}
		if flags&flagSYN == 0 || size > 1 {
			dst = append(dst, key{f, inAck, token + size})
		}
		if flags&flagACK != 0 {
			// Section 3.10.7.1: a reset to a segment with an acknowledgment
			// takes its sequence number from there.
			dst = append(dst, key{f, inReset, binary.BigEndian.Uint32(v.body[8:])})
		}
	case protoUDP:
		dst = append(dst, key{f, inDatagram, 0})
	default:
		dst = append(dst, key{f, inReply, token})
	}
	return dst, true
}
