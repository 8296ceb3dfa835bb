package inject_test

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/inject"
)

// Send ten datagrams, 20 ms apart, and tell how exactly that was done.
func ExampleTransmit() {
	route, err := inject.FindRoute(netip.MustParseAddr("10.0.0.2"), inject.RouteOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	sender, err := route.Open()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sender.Close()
	at := inject.Every(20 * time.Millisecond)
	packets := func(yield func(inject.Due) bool) {
		var buf []byte
		for n := range 10 {
			buf, _ = craft.Packet{
				craft.IPv4{Src: route.Source, Dst: route.Destination},
				craft.UDP{DstPort: 9},
				craft.Payload(fmt.Sprint(n)),
			}.AppendTo(buf[:0])
			if !yield(inject.Due{Packet: buf, At: at(n)}) {
				return
			}
		}
	}
	report, err := inject.Transmit(context.Background(), sender, inject.StartPacer(), packets)
	fmt.Println(report.Packets, report.Timing.P99, err)
}

// Send a capture file again, three times as fast, on an Ethernet.
func ExampleReplay() {
	file, err := capture.OpenFile("web.pcap", capture.FileConfig{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	sender, err := inject.OpenLink("veth0")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sender.Close()
	replay, err := inject.NewReplay(inject.Pace{Multiplier: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	report, err := inject.Transmit(ctx, sender, inject.StartPacer(), replay.Packets(ctx, file))
	if err == nil {
		err = replay.Err()
	}
	fmt.Println(report.Packets, report.Timing.Max, err)
}

func ExampleRate() {
	at, err := inject.Rate(3)
	if err != nil {
		fmt.Println(err)
		return
	}
	for n := range 4 {
		fmt.Println(at(n))
	}
	// Output:
	// 0s
	// 333.333333ms
	// 666.666667ms
	// 1s
}
