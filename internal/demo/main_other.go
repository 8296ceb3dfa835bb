//go:build !linux

// Command demo shows pktcap and pktcraft at work, on Linux.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "demo: needs Linux: it makes network namespaces")
	os.Exit(1)
}
