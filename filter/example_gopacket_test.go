package filter_test

import (
	"fmt"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"

	"pktcap/filter"
	"pktcap/linktype"
)

// Packets of gopacket are filtered by their bytes, instead of with a
// pcap.BPF, which needs cgo.
func Example_gopacket() {
	p, err := filter.Compile("udp dst port 53", filter.Options{LinkType: linktype.Ethernet})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, port := range []layers.UDPPort{53, 54} {
		buf := gopacket.NewSerializeBuffer()
		eth := &layers.Ethernet{SrcMAC: make([]byte, 6), DstMAC: make([]byte, 6), EthernetType: layers.EthernetTypeIPv4}
		ip := &layers.IPv4{Version: 4, IHL: 5, Protocol: layers.IPProtocolUDP, SrcIP: make([]byte, 4), DstIP: make([]byte, 4)}
		if err := gopacket.SerializeLayers(buf, gopacket.SerializeOptions{}, eth, ip, &layers.UDP{DstPort: port}); err != nil {
			fmt.Println(err)
			return
		}
		packet := gopacket.NewPacket(buf.Bytes(), layers.LayerTypeEthernet, gopacket.Default)
		info := packet.Metadata().CaptureInfo
		info.Length = max(info.Length, len(packet.Data()))
		fmt.Println(uint16(port), p.Match(packet.Data(), info.Length, nil))
	}
	// Output:
	// 53 true
	// 54 false
}
