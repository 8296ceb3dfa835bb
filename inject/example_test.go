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

// Send a frame as it stands, to a neighbour whose Ethernet address the kernel
// finds.
func ExampleOpenLink() {
	route, err := inject.FindRoute(netip.MustParseAddr("10.0.0.2"), inject.RouteOptions{Interface: "veth0"})
	if err != nil {
		fmt.Println(err)
		return
	}
	neighbour, err := route.Neighbour(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	sender, err := inject.OpenLink(route.Link.Name)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sender.Close()
	frame, err := craft.Packet{
		craft.Ethernet{Src: craft.MACFrom([6]byte(route.Link.Hardware)), Dst: craft.MACFrom([6]byte(neighbour))},
		craft.IPv4{Src: route.Source, Dst: route.Destination, TotalLength: 999}, // wrong: only a frame can be so
		craft.UDP{DstPort: 9},
	}.Bytes()
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = sender.Send([][]byte{frame})
	fmt.Println(err)
}

// Keep the kernel from resetting a flow that is made by hand.
func ExampleGuardTCP() {
	local, remote := netip.MustParseAddrPort("10.0.0.1:40000"), netip.MustParseAddrPort("10.0.0.2:80")
	guard, err := inject.GuardTCP(local, remote)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer guard.Close()
	// A raw SYN from local to remote is answered; the kernel, which knows
	// nothing of it, leaves the answer alone.
}

// Which packets the kernel would not send as they stand.
func ExampleAltered() {
	p, _ := craft.ParsePacket(`ip(id=7,len=99,src=192.0.2.1,dst=192.0.2.2)/udp(dport=9)`)
	b, err := p.Bytes()
	fmt.Println(inject.Altered(b), err)
	// Output: total length <nil>
}
