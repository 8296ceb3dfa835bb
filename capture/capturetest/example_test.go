package capturetest_test

import (
	"context"
	"fmt"
	"testing"

	"pktcap/capture"
	"pktcap/capture/capturetest"
	"pktcap/linktype"
)

// talkers is code under test: it counts the packets of each IPv4 source.
func talkers(ctx context.Context, src capture.Source) (map[[4]byte]int, error) {
	count := make(map[[4]byte]int)
	for p, err := range src.Borrow(ctx) {
		if err != nil {
			return count, err
		}
		if len(p.Data) >= 20 && p.Data[0]>>4 == 4 {
			count[[4]byte(p.Data[12:16])]++
		}
	}
	return count, nil
}

// t stands for the *testing.T of the test.
var t testing.TB = &testing.T{}

func Example() {
	echo := []byte("\x45\x00\x00\x14\x00\x00\x00\x00\x40\x01\x00\x00" +
		"\x0a\x00\x00\x01" + "\x0a\x00\x00\x02")
	src := capturetest.Packets(t, linktype.Raw, capturetest.Options{},
		capture.Packet{Data: echo}, capture.Packet{Data: echo})

	count, err := talkers(context.Background(), src)
	fmt.Println(count, err)
	// Output: map[[10 0 0 1]:2] <nil>
}
