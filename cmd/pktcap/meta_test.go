package main

import (
	"testing"

	"pktcap/capture"
)

func TestMetaLine(t *testing.T) {
	for _, tt := range []struct {
		meta capture.Meta
		want string
	}{
		{capture.Meta{}, ""},
		{capture.Meta{Direction: capture.DirectionIn, Type: capture.TypeOtherHost}, "\t[in, to another host, time of the kernel]\n"},
		{
			capture.Meta{
				Direction: capture.DirectionOut, Type: capture.TypeOutgoing, Checksum: capture.ChecksumPartial, GSO: true,
				VLANStripped: true, VLANTPID: 0x88a8, VLANTCI: 0x2064, Hash: 0xbeef, HardwareTime: true, LossBefore: true, Lost: 3,
			},
			"\t[out, from this host, checksum left to the NIC, super-frame of several TCP segments, " +
				"VLAN tag beside the frame, TPID 0x88a8 TCI 0x2064, flow hash 0x0000beef, time of the NIC, 3 packets lost before]\n",
		},
		{capture.Meta{Checksum: capture.ChecksumValid, LossBefore: true}, "\t[checksum verified, time of the kernel, packets lost before]\n"},
	} {
		if got := string(appendMeta([]byte("x"), &tt.meta)); got != "x"+tt.want {
			t.Errorf("%+v: %q, want %q", tt.meta, got, tt.want)
		}
	}
}
