package main

import (
	"net"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"

	"pktcap/craft"
)

// synSpec is a SYN with two fields that vary, as a port scan from many ports
// would send.
const synSpec = `eth/ip(src=10.0.0.1,dst=10.0.0.2)/tcp(sport=1024..65535,dport=inc,flags=S)`

func templateOurs(int) (func(), int, error) {
	spec, err := craft.Parse(synSpec)
	if err != nil {
		return nil, 0, err
	}
	t, err := spec.Compile()
	if err != nil {
		return nil, 0, err
	}
	b, err := t.AppendTo(nil, 0)
	if err != nil {
		return nil, 0, err
	}
	k := uint64(0)
	return func() {
		k++
		results.ok = t.Rewrite(b, k)
	}, 1, nil
}

// buildOurs builds the same SYN from its layers each time.
func buildOurs(int) (func(), int, error) {
	p, err := craft.ParsePacket(`eth/ip(src=10.0.0.1,dst=10.0.0.2)/tcp(sport=1024,dport=80,flags=S)`)
	if err != nil {
		return nil, 0, err
	}
	var b []byte
	port := uint16(0)
	ip, tcp := p[1], p[2]
	return func() {
		port++
		switch t := tcp.(type) {
		case craft.TCP:
			t.DstPort = craft.U16(port)
			b, _ = craft.Packet{p[0], ip, t}.AppendTo(b[:0])
		case *craft.TCP:
			t.DstPort = craft.U16(port)
			b, _ = p.AppendTo(b[:0])
		}
		results.ok = len(b) > 0
	}, 1, nil
}

func buildGopacket(int) (func(), int, error) {
	eth := &layers.Ethernet{SrcMAC: make(net.HardwareAddr, 6), DstMAC: make(net.HardwareAddr, 6), EthernetType: layers.EthernetTypeIPv4}
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: net.IP{10, 0, 0, 1}, DstIP: net.IP{10, 0, 0, 2}}
	tcp := &layers.TCP{SrcPort: 1024, SYN: true, Window: 64240}
	if err := tcp.SetNetworkLayerForChecksum(ip); err != nil {
		return nil, 0, err
	}
	buf := gopacket.NewSerializeBuffer()
	options := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	build := func() error { return gopacket.SerializeLayers(buf, options, eth, ip, tcp) }
	if err := build(); err != nil {
		return nil, 0, err
	}
	return func() {
		tcp.DstPort++
		results.ok = build() == nil
	}, 1, nil
}
