// Package checksum computes the Internet checksum of RFC 1071 and the CRC32c of
// SCTP.
//
// A sum is the ones' complement sum of 16-bit big-endian words, not yet
// inverted, as a number: [Sum], [Add], [Concat] and [PseudoHeader] return sums
// and take them. A checksum is what stands in a header: the inverted sum, made
// by [Checksum] or by ^ on a finished sum. Bytes that hold a correct checksum
// sum to 0xffff.
//
//	sum := checksum.PseudoHeader(src, dst, 17, len(datagram))
//	sum = checksum.Sum(datagram, sum)
//	binary.BigEndian.PutUint16(datagram[6:], checksum.UDP(^sum))
//
// Where a header changes by a word or two, [Update] and [Update32] derive the
// new checksum from the old one (RFC 1624).
//
// All functions are safe for concurrent use and keep no reference to their
// arguments. On amd64 and arm64 long inputs are summed with vector
// instructions; the portable version gives the same results, and the tests
// compare them.
package checksum
