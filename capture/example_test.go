package capture_test

import (
	"context"
	"fmt"
	"path/filepath"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// A capture with the filter in the kernel. The packets lie in the ring that the
// kernel writes: nothing is copied or allocated.
func ExampleOpenLive() {
	live, err := capture.OpenLive(capture.LiveConfig{
		Interface: "eth0",
		FilterFor: func(ifc capture.Interface) (*cbpf.Program, error) {
			return filter.Compile("tcp port 443", filter.Options{LinkType: ifc.LinkType, Live: true})
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer live.Close()
	for p, err := range live.Borrow(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.Time.Time(), p.Length, len(p.Data))
	}
}

// A file is a Source as an interface is; its filter runs here.
func ExampleOpenFile() {
	dns, err := filter.Compile("udp dst port 53", filter.Options{LinkType: linktype.Ethernet, Savefile: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := capture.OpenFile(filepath.Join("..", "testdata", "pcaps", "dns.pcap"), capture.FileConfig{Filter: dns})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	questions := 0
	for _, err := range f.Borrow(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		questions++
	}
	fmt.Println(questions > 0)
	// Output: true
}
