package probe_test

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
	"pktcap/linktype"
)

// Ask whether port 80 is open, three times.
func ExampleSession() {
	route, err := inject.FindRoute(netip.MustParseAddr("10.0.0.2"), inject.RouteOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	session, err := probe.Open(route, probe.Expect{
		Protocol: probe.TCP, Local: route.Source, Remote: route.Destination,
		LocalPorts:  probe.PortRange{First: 40000, Last: 40002},
		RemotePorts: probe.PortRange{First: 80, Last: 80},
	}, probe.Config{Timeout: time.Second})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer session.Close()
	at := inject.Every(100 * time.Millisecond)
	syns := func(yield func(inject.Due) bool) {
		for n := range 3 {
			b, err := craft.Packet{
				craft.IPv4{Src: route.Source, Dst: route.Destination, ID: uint16(n + 1)},
				craft.TCP{SrcPort: craft.U16(uint16(40000 + n)), DstPort: 80, Flags: craft.SYN},
			}.Bytes()
			if err != nil || !yield(inject.Due{Packet: b, At: at(n)}) {
				return
			}
		}
	}
	sum, err := session.Run(context.Background(), syns, func(e probe.Event) {
		if e.Kind == probe.Answered {
			fmt.Println(e.Probe, e.Answer.Kind, e.RTT)
		}
	})
	fmt.Println(sum.Answered, "of", sum.Sent, "answered", err)
}

// Expect tells what a capture has to pass.
func ExampleExpect_Filter() {
	expr, err := probe.Expect{
		Protocol: probe.ARP, Local: netip.MustParseAddr("10.0.0.1"), Remote: netip.MustParseAddr("10.0.0.2"),
	}.Filter()
	fmt.Println(expr, err)
	// Output:
	// (arp[6:2] = 1 and arp src host 10.0.0.1 and arp dst host 10.0.0.2) or (arp[6:2] = 2 and arp src host 10.0.0.2) <nil>
}

// Ask for a web page over a connection whose every segment is made here.
func ExampleConnect() {
	route, err := inject.FindRoute(netip.MustParseAddr("10.0.0.2"), inject.RouteOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	const sport, dport = 40000, 80
	local, remote := netip.AddrPortFrom(route.Source, sport), netip.AddrPortFrom(route.Destination, dport)
	guard, err := inject.GuardTCP(local, remote)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer guard.Close()
	wire, err := probe.OpenWire(route, probe.Expect{
		Protocol: probe.TCP, Local: route.Source, Remote: route.Destination,
		LocalPorts: probe.PortRange{First: sport, Last: sport}, RemotePorts: probe.PortRange{First: dport, Last: dport},
	}, linktype.Raw)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer wire.Close()
	ctx := context.Background()
	conn, err := probe.Connect(ctx, wire, wire, probe.ConnConfig{
		Local: local, Remote: remote, Loopback: route.Link.Loopback, MSS: 1460,
		Build: func(dst []byte, s probe.Segment) ([]byte, error) {
			return craft.Packet{
				craft.IPv4{Src: route.Source, Dst: route.Destination, Flags: craft.DF},
				craft.TCP{SrcPort: sport, DstPort: dport, Seq: s.Seq, Ack: s.Ack, Flags: craft.TCPFlags(s.Flags), Window: craft.U16(s.Window)},
				craft.Payload(s.Data),
			}.AppendTo(dst)
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer conn.Close()
	if err := conn.Write(ctx, []byte("GET / HTTP/1.0\r\n\r\n")); err != nil {
		fmt.Println(err)
		return
	}
	page := make([]byte, 4096)
	n, err := conn.Read(ctx, page)
	fmt.Printf("%s %v\n", page[:n], err)
}

// ExpectOf tells what would answer a packet.
func ExampleExpectOf() {
	p, _ := craft.ParsePacket(`ip(src=10.0.0.1,dst=10.0.0.2)/udp(sport=40000,dport=53)`)
	b, _ := p.Bytes()
	e, err := probe.ExpectOf(b, linktype.Raw)
	fmt.Println(e.Protocol == probe.UDP, e.Remote, e.RemotePorts, err)
	// Output: true 10.0.0.2 {53 53} <nil>
}
