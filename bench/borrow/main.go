// Command borrow counts the packets and bytes of an interface with the
// library's Borrow loop until it is interrupted: what a program that replaces
// gopacket/afpacket costs. As "batches" it takes them many at a time.
//
//	borrow INTERFACE RING-BYTES [batches]
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
	if len(os.Args) < 3 {
		return fmt.Errorf("usage: borrow INTERFACE RING-BYTES [batches]")
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
	count := borrow
	if len(os.Args) > 3 {
		count = batches
	}
	packets, bytes, err := count(ctx, live)
	if err != nil && ctx.Err() == nil {
		return err
	}
	fmt.Printf("%d packets captured\n%d bytes\n", packets, bytes)
	return nil
}

func borrow(ctx context.Context, live *capture.Live) (packets, bytes uint64, err error) {
	for p, err := range live.Borrow(ctx) {
		if err != nil {
			return packets, bytes, err
		}
		packets++
		bytes += uint64(p.Length)
	}
	return packets, bytes, nil
}

func batches(ctx context.Context, live *capture.Live) (packets, bytes uint64, err error) {
	for b, err := range live.Batches(ctx) {
		if err != nil {
			return packets, bytes, err
		}
		all := b.Packets()
		packets += uint64(len(all))
		for i := range all {
			bytes += uint64(all[i].Length)
		}
	}
	return packets, bytes, nil
}
