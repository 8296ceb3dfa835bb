package rawip

import (
	"encoding/binary"
	"net/netip"
)

// destination returns the destination address in a datagram's header.
func destination(f family, packet []byte) netip.Addr {
	if f == ipv4 {
		return netip.AddrFrom4([4]byte(packet[16:20]))
	}
	return netip.AddrFrom16([16]byte(packet[24:40]))
}

// Altered returns the name of a field of the datagram that a raw socket would
// send otherwise than it stands, or "" if every byte goes out as it is. raw(7)
// on IP_HDRINCL: the checksum and the total length are always filled in, the
// source address and the identification when they are zero. IPv6 headers go
// out untouched. Of several fields it names the first in this order: header
// length, total length, header checksum, identification, source address.
func Altered(packet []byte) string {
	if f, err := familyOf(packet); err != nil || f == ipv6 {
		return ""
	}
	size := int(packet[0]&0xf) * 4
	switch {
	case size < 20 || size > len(packet):
		return "header length" // refused with EINVAL
	case int(binary.BigEndian.Uint16(packet[2:])) != len(packet):
		return "total length"
	}
	var sum uint32
	for i := 0; i < size; i += 2 {
		sum += uint32(binary.BigEndian.Uint16(packet[i:]))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	switch {
	case sum != 0xffff:
		return "header checksum"
	case packet[4] == 0 && packet[5] == 0:
		return "identification"
	case [4]byte(packet[12:16]) == [4]byte{}:
		return "source address"
	}
	return ""
}
