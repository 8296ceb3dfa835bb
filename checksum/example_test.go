package checksum_test

import (
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
