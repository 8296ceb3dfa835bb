package capture_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
	"pktcap/savefile"
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

// A source, live or a file, is written to a capture file many packets at a time.
func ExampleBatches() {
	source, err := capture.OpenFile(filepath.Join("..", "testdata", "pcaps", "dns.pcap"), capture.FileConfig{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer source.Close()
	ifc := source.Interfaces()[0]
	var file bytes.Buffer
	w, err := savefile.NewWriter(&file, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: ifc.LinkType}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for batch, err := range capture.Batches(context.Background(), source) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if _, err := batch.Save(w); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := w.Flush(); err != nil {
		fmt.Println(err)
		return
	}
	stats, err := source.Stats()
	fmt.Println(w.Packets() == stats.Captured, file.Len() > 0, err)
	// Output: true true <nil>
}
