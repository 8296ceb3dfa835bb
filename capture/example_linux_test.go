package capture_test

import (
	"fmt"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"

	"pktcap/capture"
)

// A program that reads with gopacket/afpacket needs three other lines: the
// import, and how the source is opened,
//
//	handle, err := afpacket.NewTPacket(afpacket.OptInterface("eth0"))
//
// becomes the first below, and what is asked for statistics. The source is a
// gopacket.PacketDataSource, and a ZeroCopyPacketDataSource too.
func ExampleLive_ReadPacketData() {
	handle, err := capture.OpenLive(capture.LiveConfig{Interface: "eth0"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer handle.Close()
	for packet := range gopacket.NewPacketSource(handle, layers.LinkTypeEthernet).Packets() {
		fmt.Println(packet)
	}
	if s, err := handle.Stats(); err == nil {
		fmt.Println(s.Received, s.Dropped)
	}
}
