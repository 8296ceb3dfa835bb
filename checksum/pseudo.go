package checksum

import (
	"encoding/binary"
	"net/netip"
)

// PseudoHeader returns the sum of the pseudo-header that the checksums of TCP,
// UDP and ICMPv6 cover: of RFC 9293 section 3.1 for IPv4 addresses, of RFC 8200
// section 8.1 for IPv6 ones. src and dst are of the same family (an IPv4-mapped
// IPv6 address is an IPv6 one; an invalid one counts as zero), proto is the
// upper layer's own protocol number, and length counts its header and data in
// bytes.
func PseudoHeader(src, dst netip.Addr, proto uint8, length int) uint16 {
	if src.Is4() && dst.Is4() {
		s, d := src.As4(), dst.As4()
		return PseudoHeaderBytes(s[:], d[:], proto, length)
	}
	s, d := src.As16(), dst.As16()
	return PseudoHeaderBytes(s[:], d[:], proto, length)
}

// PseudoHeaderBytes is [PseudoHeader] for addresses as they stand in a packet:
// 4 or 16 bytes each. Both pseudo-headers sum to the same for the same
// addresses, protocol and length, because the words that IPv6 adds are zero.
func PseudoHeaderBytes(src, dst []byte, proto uint8, length int) uint16 {
	s := uint64(proto) + uint64(length)>>16 + uint64(length)&0xffff
	for ; len(src) >= 4; src = src[4:] {
		s += uint64(binary.BigEndian.Uint16(src)) + uint64(binary.BigEndian.Uint16(src[2:]))
	}
	for ; len(dst) >= 4; dst = dst[4:] {
		s += uint64(binary.BigEndian.Uint16(dst)) + uint64(binary.BigEndian.Uint16(dst[2:]))
	}
	return Fold(s)
}
