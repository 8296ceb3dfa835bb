package decode

import (
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

// TestOffload prints packets that the kernel hands over before the NIC has
// finished them.
func TestOffload(t *testing.T) {
	const (
		syn = `020000000001 020000000002 0800
			4500 0030 0001 4000 40 06 0000 0a000001 0a000002
			1000 2000 00000001 00000000 7002 ffff 0000 0000 020405b4 01030307`
		synAck = `020000000002 020000000001 0800
			4500 002c 0001 4000 40 06 0000 0a000002 0a000001
			2000 1000 00000001 00000002 6012 ffff 0000 0000 02040218`
		data = `020000000001 020000000002 0800
			4500 0000 0001 4000 40 06 0000 0a000001 0a000002
			1000 2000 00000002 00000002 5018 ffff 0000 0000`
		datagram = `020000000001 020000000002 0800
			4500 0020 0001 0000 40 11 0000 0a000001 0a000002
			03e8 07d0 000c 1234 61626364`
	)
	super := framePacket(t, data)
	super.Data = append(super.Data, make([]byte, 3000)...)
	super.Length = len(super.Data)
	super.GSO, super.Checksum = true, capture.ChecksumPartial
	unfinished := framePacket(t, datagram)
	unfinished.Checksum = capture.ChecksumPartial
	p := New(Options{Time: TimeNone, Verbose: 2})
	for _, tt := range []struct {
		name string
		pkt  *capture.Packet
		want string
	}{
		{"before the handshake", super, ", cksum offloaded, seq 2:3002, ack 2, win 65535, length 3000, GSO\n"},
		{"one end's", framePacket(t, syn), "options [mss 1460,nop,wscale 7], length 0\n"},
		{"one end's size", super, "length 3000, GSO 3 segments of 1460\n"},
		{"the other's", framePacket(t, synAck), "options [mss 536], length 0\n"},
		{"the smaller size", super, "seq 1:3001, ack 1, win 65535, length 3000, GSO 6 segments of 536\n"},
		{"udp", unfinished, "[udp cksum offloaded] UDP, length 4\n"},
	} {
		got := string(p.AppendPacket(nil, tt.pkt, linktype.Ethernet))
		if !strings.HasSuffix(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q at its end", tt.name, got, tt.want)
		}
	}
	if got := string(New(Options{Verbose: 2, NoChecksum: true}).AppendPacket(nil, super, linktype.Ethernet)); strings.Contains(got, "cksum") {
		t.Errorf("a checksum with -K: %q", got)
	}
}
