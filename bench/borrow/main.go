// Command borrow counts the packets and bytes of an interface with the
// library's Borrow loop until it is interrupted: what a program that replaces
// gopacket/afpacket costs.
//
//	borrow INTERFACE RING-BYTES
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"

	"pktcap/capture"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "borrow: %v\n", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 3 {
		return fmt.Errorf("usage: borrow INTERFACE RING-BYTES")
	}
	size, err := strconv.Atoi(os.Args[2])
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	live, err := capture.OpenLive(capture.LiveConfig{Interface: os.Args[1], BufferSize: size})
	if err != nil {
		return err
	}
	defer func() { _ = live.Close() }() // everything read from it was used
	var packets, bytes uint64
	for p, err := range live.Borrow(ctx) {
		if err != nil && ctx.Err() == nil {
			return err
		}
		if err != nil {
			break
		}
		packets++
		bytes += uint64(p.Length)
	}
	fmt.Printf("%d packets captured\n%d bytes\n", packets, bytes)
	return nil
}
