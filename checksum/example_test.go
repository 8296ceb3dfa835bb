package checksum_test

import (
	"encoding/binary"
	"fmt"
	"net/netip"

	"pktcap/checksum"
)

// A UDP datagram's checksum covers the pseudo-header too.
func ExamplePseudoHeader() {
	src, dst := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	datagram := []byte{0, 1, 0, 9, 0, 9, 0, 0, 'x'}
	sum := checksum.Sum(datagram, checksum.PseudoHeader(src, dst, 17, len(datagram)))
	fmt.Printf("%#04x\n", checksum.UDP(^sum))
	// Output: 0x03ce
}

// The TTL goes down by one; the checksum follows.
func ExampleUpdate() {
	fmt.Printf("%#04x\n", checksum.Update(0x26c2, 0x4006, 0x3f06))
	// Output: 0x27c2
}

// A sum over pieces: behind an odd number of bytes the next piece counts
// differently.
func ExampleConcat() {
	head, tail := []byte("odd"), []byte("even")
	sum := checksum.Concat(checksum.Sum(head, 0), len(head), checksum.Sum(tail, 0))
	fmt.Printf("%#04x %#04x\n", ^sum, checksum.Checksum([]byte("oddeven")))
	// Output: 0x47d0 0x47d0
}

// A header that holds its own checksum is valid if it sums to 0xffff.
func ExampleValid() {
	header := []byte{0x45, 0, 0, 0x1c, 0, 0, 0, 0, 0x40, 0x11, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2}
	binary.BigEndian.PutUint16(header[10:], checksum.Checksum(header))
	fmt.Println(checksum.Valid(header, 0))
	header[8]-- // a router's way with the TTL
	fmt.Println(checksum.Valid(header, 0))
	// Output:
	// true
	// false
}

func ExampleCRC32C() {
	fmt.Printf("%#08x\n", checksum.CRC32C([]byte("123456789")))
	// Output: 0xe3069283
}
