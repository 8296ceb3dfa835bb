package checksum

import "hash/crc32"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// CRC32C returns SCTP's checksum of b, a whole SCTP packet whose checksum field
// is zero (RFC 9260 section 6.8 and appendix A). It is stored in the header in
// little-endian order.
func CRC32C(b []byte) uint32 {
	return crc32.Checksum(b, castagnoli)
}
