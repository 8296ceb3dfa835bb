package savefile_test

import (
	"bytes"
	"fmt"

	"pktcap/linktype"
	"pktcap/savefile"
)

func Example() {
	var file bytes.Buffer
	w, err := savefile.NewWriter(&file, savefile.WriterConfig{
		Format: savefile.PcapNG,
		Interfaces: []savefile.Interface{
			{Name: "eth0", LinkType: linktype.Ethernet},
			{Name: "tun0", LinkType: linktype.Raw},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range 2 {
		rec := savefile.Record{Interface: i, Data: []byte("a packet"), Length: 60, Time: 1_700_000_000_123_456_789}
		if err := w.Write(&rec); err != nil {
			fmt.Println(err)
		}
	}
	if err := w.Flush(); err != nil {
		fmt.Println(err)
	}

	r, err := savefile.NewReader(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	for rec, err := range r.Records() {
		if err != nil {
			fmt.Println(err)
			break
		}
		i := r.Interfaces()[rec.Interface]
		fmt.Println(rec.Time, i.Name, i.LinkType, rec.Length, string(rec.Data))
	}
	// Output:
	// 1700000000123456789 eth0 EN10MB 60 a packet
	// 1700000000123456789 tun0 RAW 60 a packet
}
