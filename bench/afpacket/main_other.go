//go:build !linux || !cgo

// Command afpacket measures google/gopacket's afpacket, which needs Linux and
// cgo.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "afpacket: gopacket/afpacket needs Linux and cgo")
	os.Exit(1)
}
